//! How the reader opens: what the settings file says, what the command line says over it, what the terminal can show.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::CommandFactory;
use clap::error::ErrorKind;

use super::args::{self, Arguments, Read};
use super::{Failure, print_text};
use crate::Error;
use crate::config::{Config, FILE, THEMES, print_default};
use crate::store::Folders;
use crate::tui::theme::suiting;
use crate::tui::{Depth, Settings, Themes};

/// The settings of one run, whether what is read is remembered, and what a person should know of them.
pub(super) fn settings(request: &Read, folders: Option<&Folders>) -> Result<(Settings, bool, Option<String>), Failure> {
    let path = match &request.config {
        Some(path) => Some(path.clone()),
        None => folders.map(file),
    };
    let config = match (&path, &request.config) {
        (Some(path), Some(_)) => Config::read(path).map_err(Failure::Settings)?,
        (Some(path), None) => Config::read_if_there(path).map_err(Failure::Settings)?,
        (None, _) => Config::default(),
    };
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let (themes, notice) = if no_color {
        (Themes::mono(), None)
    } else {
        themes(request.theme.as_deref(), &config, path.as_deref(), folders)?
    };
    let Config { width, panel, spaced, exports, mouse, remember, keys, .. } = config;
    Ok((Settings { themes, no_color, measure: width, panel, spaced, exports, mouse, keys }, remember, notice))
}

/// All themes with the one asked for in use: on the command line, in the settings, by the terminal.
fn themes(
    asked: Option<&str>,
    config: &Config,
    path: Option<&Path>,
    folders: Option<&Folders>,
) -> Result<(Themes, Option<String>), Failure> {
    let variable = |name| env::var(name).ok();
    let depth = Depth::of(variable("COLORTERM").as_deref(), variable("TERM").as_deref());
    let mut themes = Themes::shipped(depth);
    let mut failed = folders.map_or(Vec::new(), |folders| themes.take_in(&folders.config().join(THEMES), depth));
    let set = config.theme.as_ref().map(|(name, line)| (name.as_str(), *line));
    let name = asked.filter(|name| *name != "auto").or(if asked.is_some() { None } else { set.map(|(name, _)| name) });
    let name = name.unwrap_or_else(|| suiting(variable("COLORFGBG").as_deref()));
    if let Some(at) = failed.iter().position(|(broken, _)| broken == name) {
        return Err(Failure::Settings(failed.swap_remove(at).1));
    }
    if !themes.choose(name) {
        let what = format!("there is no theme “{name}”; there are {}", themes.names().collect::<Vec<_>>().join(", "));
        return Err(match (asked, set, path) {
            (None, Some((_, line)), Some(path)) => Failure::Settings(Error::Form { path: path.to_owned(), line, what }),
            _ => Failure::Usage(Arguments::command().error(ErrorKind::InvalidValue, what)),
        });
    }
    Ok((themes, failed.first().map(|(_, error)| error.to_string())))
}

/// The settings file of these folders.
fn file(folders: &Folders) -> PathBuf {
    folders.config().join(FILE)
}

/// Prints where the settings are, or all there are.
pub(super) fn show(request: &args::Config) -> Result<ExitCode, Failure> {
    if request.print_default {
        return print_text(&print_default());
    }
    let Some(folders) = Folders::of_user() else {
        let cause = std::io::Error::other("the system names no folder for settings; set XDG_CONFIG_HOME");
        return Err(Error::Read { path: FILE.into(), cause }.into());
    };
    print_text(&format!("{}\n", file(&folders).display()))
}
