//! The command line: reads the arguments, does what they say, and turns the outcome into an exit code.
//!
//! Exit codes: 0 when all went well (a reader of our output that leaves early included), 1 when something failed, 2 when
//! the arguments make no sense.

mod args;
mod batch;
mod check;
mod dossier;
mod listing;
mod memory;
mod reading;
mod settings;
mod shell;
mod together;
mod who;

use std::env;
use std::ffi::OsString;
use std::fmt::Display;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{self, Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use crate::corrections::shelf::{self, Saved, Shelf};
use crate::corrections::{Aliases, Log};
use crate::export::{Format, file};
use crate::source::{self, Input};
use crate::store::Folders;
use crate::tui::Report;
use crate::{Analysis, Article, Error, analyze_at};
use args::{Arguments, Basis, Command, Export, Wanted};

/// The article to look around in when none is named.
const SAMPLE: &str = include_str!("../../assets/articles/rate-cut.txt");

/// Why a run did not succeed.
enum Failure {
    /// The arguments make no sense.
    Usage(clap::Error),
    /// Something on the way failed.
    Runtime(Error),
    /// The reader's own settings make no sense.
    Settings(Error),
    /// Nobody reads our output any more: no failure, but the end.
    Unread,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Runtime(error)
    }
}

/// Runs the program with these arguments; the first is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    outlive_limits();
    let outcome =
        Arguments::try_parse_from(arguments).map_err(Failure::Usage).and_then(|arguments| match arguments.command {
            Some(Command::Export(request)) => export(&request),
            Some(Command::Batch(request)) => batch::run(&request),
            Some(Command::Who(request)) => who::run(&request),
            Some(Command::Check(request)) => check::run(&request),
            Some(Command::Dossier(request)) => dossier::run(&request),
            Some(Command::Config(request)) => settings::show(&request),
            Some(Command::Completions(request)) => shell::completions(&request),
            Some(Command::Man(request)) => shell::manual(&request),
            None => reading::read(&arguments.read),
        });
    match outcome {
        Ok(code) => code,
        Err(Failure::Unread) => ExitCode::SUCCESS,
        Err(Failure::Usage(error)) => explain(&error),
        Err(Failure::Settings(error)) => {
            complain(error);
            ExitCode::FAILURE
        }
        Err(Failure::Runtime(error)) => {
            tell(&error);
            ExitCode::FAILURE
        }
    }
}

/// Says what failed, with the option that is the next step where there is one.
fn tell(error: &Error) {
    match error {
        Error::Exists { .. } => complain(format_args!("{error} with --force")),
        Error::Form { .. } => complain(format_args!("{error}, or leave it out with --original")),
        error => complain(error),
    }
}

/// Sees to it that a file that may not grow larger is an error like a full disk, and does not kill the program with its
/// drafts on the disk and its terminal not given back.
fn outlive_limits() {
    #[cfg(unix)]
    // Without it the program is as it would be.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

/// Prints what clap has to say: help and version to standard output, anything else as an error of ours.
fn explain(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        let message = error.render().to_string();
        complain(message.trim_start_matches("error: ").trim_end());
        return ExitCode::from(2);
    }
    match error.print() {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

/// Says something on standard error. Names of files may hold anything; a terminal must not obey it.
fn complain(message: impl Display) {
    let message = message.to_string().replace(|c: char| c.is_control() && c != '\n', "\u{FFFD}");
    // Nobody is left to tell when standard error is closed.
    let _ = writeln!(io::stderr(), "whosaid: {message}");
}

/// Finds the user's corrections to an article, and aliases.
fn open_corrections(article: &Article, folders: Option<&Folders>) -> Result<(Shelf, (Aliases, Log)), Error> {
    let aliases = shelf::aliases(folders)?;
    let (shelf, log) = Shelf::open(article, folders)?;
    Ok((shelf, (aliases, log)))
}

/// Writes the corrections.
fn keep(shelf: &mut Shelf, log: &Log, beside: bool) -> Report {
    let saved = if beside { shelf.save_beside(log) } else { shelf.save(log).map(Some) };
    match (saved, beside) {
        (Ok(Some(Saved::Merged(log))), _) => Report::Kept(Some(log)),
        (Ok(Some(Saved::Kept)), true) => Report::KeptBeside(shelf.path().unwrap_or(Path::new("")).to_owned()),
        (Ok(Some(Saved::Kept)), false) => Report::Kept(None),
        (Ok(None), _) => Report::Failed("The article is no file, so nothing can be kept beside it.".to_owned()),
        (Err(error), true) => failed("Not kept", &error),
        (Err(error), false) => Report::Unkept { why: error.cause(), elsewhere: shelf.can_move_beside() },
    }
}

fn can_draw() -> bool {
    io::stdout().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// Whether there is a terminal to read keys from; where the article is piped in, that is the controlling one.
fn can_hear_keys() -> bool {
    io::stdin().is_terminal() || cfg!(windows) || File::open("/dev/tty").is_ok()
}

fn save_from_reader(path: &Path, replace: bool, article: &Article, analysis: &Analysis) -> Report {
    let path = &at_home(path, env::home_dir());
    let format = Format::of_path(path).unwrap_or(Format::Markdown);
    exported(path, file::save(path, replace, format, article, analysis))
}

/// What the reader says of an export.
fn exported(path: &Path, saved: Result<(), Error>) -> Report {
    match saved {
        Ok(()) => Report::Exported(path::absolute(path).unwrap_or_else(|_| path.to_owned())),
        Err(Error::Exists { path }) => Report::Exists(path),
        Err(error) => failed("Not exported", &error),
    }
}

/// What failed. The row that says so is short, and a path may be long: it comes last.
fn failed(what: &str, error: &Error) -> Report {
    Report::Failed(format!("{what}: {} ({})", error.reason(), error.path().display()))
}

/// The path with a leading `~` replaced, as a shell does, which no shell does for what is typed in the reader.
fn at_home(path: &Path, home: Option<PathBuf>) -> PathBuf {
    match (path.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => home.join(rest),
        _ => path.to_owned(),
    }
}

fn export(request: &Export) -> Result<ExitCode, Failure> {
    if !request.more.is_empty() {
        let what = "export takes one article; several go together into a `whosaid dossier`, or one by one through `whosaid batch`";
        return Err(misused("export", ErrorKind::TooManyValues, what));
    }
    let input = input(request.file.clone()).ok_or_else(|| nothing_named("export"))?;
    let (article, analysis) = analysed(&input, &request.wanted)?;
    let target = request.output.as_deref().filter(|path| *path != Path::new("-"));
    let format = request.format.or_else(|| target.and_then(Format::of_path)).unwrap_or(Format::Markdown);
    let Some(path) = target else { return print(format, &article, &analysis) };
    file::save(path, request.force, format, &article, &analysis)?;
    complain(format_args!("wrote {}", path.display()));
    Ok(ExitCode::SUCCESS)
}

/// An article and what is asked for of its analysis, with the user's corrections unless the original is wanted.
fn analysed(input: &Input, wanted: &Wanted) -> Result<(Article, Analysis), Error> {
    let article = load(input)?;
    let analysis = analysis_of(&article, wanted.basis)?;
    let filter = wanted.choice.filter();
    filter.strangers(&article, &analysis).for_each(|name| nobody_called(name, "article"));
    let analysis = filter.apply(&article, analysis);
    Ok((article, analysis))
}

/// The analysis of an article, with the user's corrections unless the original is wanted.
fn analysis_of(article: &Article, basis: Basis) -> Result<Analysis, Error> {
    let analysis = analyze_at(article, basis.sureness.least());
    if basis.original { Ok(analysis) } else { corrected(article, analysis) }
}

/// Says that nobody goes by a name that was asked for.
fn nobody_called(name: &str, place: &str) {
    complain(format_args!("nobody in the {place} is called “{name}”; leave --by out to see who is in it"));
}

/// The analysis with the user's corrections and aliases. Those that no longer apply are told of, never dropped.
fn corrected(article: &Article, analysis: Analysis) -> Result<Analysis, Error> {
    let applied = shelf::apply_stored(article, analysis, Folders::of_user().as_ref())?;
    match applied.idle.len() {
        0 => {}
        1 => complain("1 of your corrections no longer applies; the reader lists it"),
        count => complain(format_args!("{count} of your corrections no longer apply; the reader lists them")),
    }
    Ok(applied.analysis)
}

/// What to read: the file, or standard input if that is piped; nothing if neither is there.
fn input(file: Option<PathBuf>) -> Option<Input> {
    match file {
        Some(name) => Some(Input::named(name)),
        None => (!io::stdin().is_terminal()).then_some(Input::Stdin),
    }
}

/// The inputs of a command that takes several: those named, or what is piped in.
fn inputs(command: &str, files: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    if !files.is_empty() {
        return Ok(files.iter().cloned().map(Input::named).collect());
    }
    input(None).map(|piped| vec![piped]).ok_or_else(|| nothing_named(command))
}

fn nothing_named(command: &str) -> Failure {
    misused(command, ErrorKind::MissingRequiredArgument, "name the article, or pipe it in")
}

fn misused(command: &str, kind: ErrorKind, what: &str) -> Failure {
    let mut all = Arguments::command();
    all.build();
    Failure::Usage(all.find_subcommand_mut(command).expect("the command is there").error(kind, what))
}

fn load(input: &Input) -> Result<Article, Error> {
    if *input == Input::Stdin && io::stdin().is_terminal() {
        complain("reading the article from the terminal; end it with Ctrl-D on a line of its own");
    }
    let loaded = match input {
        #[cfg(feature = "web")]
        Input::Web(address) => fetch(address)?,
        input => source::load(input)?,
    };
    note(input, &loaded);
    Ok(loaded.article)
}

/// Says what an article lacks.
fn note(input: &Input, loaded: &source::Loaded) {
    let name = if *input == Input::Stdin { "standard input".into() } else { input.path().to_string_lossy() };
    tell_lacks(&name, loaded);
}

/// Says what the article that is called so lacks.
fn tell_lacks(name: &str, loaded: &source::Loaded) {
    for lack in lacks(loaded) {
        complain(format_args!("{name}: {lack}"));
    }
}

/// What an article lacks.
fn lacks(loaded: &source::Loaded) -> Vec<String> {
    let mut lacks: Vec<String> = loaded.missing.iter().map(ToString::to_string).collect();
    let damaged = || format!("some bytes are no {}; the text has � in their place", loaded.encoding);
    lacks.extend(loaded.damaged.then(damaged));
    lacks
}

/// Reads an article as it stands; of one from the web, tells now and then how many bytes have come.
fn load_telling(input: &Input, progress: impl FnMut(usize)) -> Result<source::Loaded, Error> {
    match input {
        #[cfg(feature = "web")]
        Input::Web(address) => source::load_from_web(address, source::Limits::default(), progress),
        input => {
            drop(progress);
            source::load(input)
        }
    }
}

/// Fetches an article, with a line on how it goes where that takes a while and somebody sees it.
#[cfg(feature = "web")]
fn fetch(address: &str) -> Result<source::Loaded, Error> {
    let mut told = false;
    let outcome = load_telling(&Input::Web(address.to_owned()), |bytes| {
        if io::stderr().is_terminal() {
            told = true;
            let _ = write!(io::stderr(), "\rwhosaid: fetching, {} KB so far (Ctrl-C cancels) ", bytes / 1000);
        }
    });
    if told {
        // Clears the line.
        let _ = write!(io::stderr(), "\r\x1b[K");
    }
    outcome
}

/// Writes to standard output.
fn print(format: Format, article: &Article, analysis: &Analysis) -> Result<ExitCode, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    printed(format.write(article, analysis, &mut out).and_then(|()| out.flush()))
}

/// Writes a text to standard output.
fn print_text(text: &str) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    printed(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// What came of writing to standard output. A reader that left early is no failure, but nothing more is to be done.
fn printed(outcome: io::Result<()>) -> Result<ExitCode, Failure> {
    match outcome {
        Ok(()) => Ok(ExitCode::SUCCESS),
        Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Err(Failure::Unread),
        Err(cause) => Err(Error::Write { path: "-".into(), cause }.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilde_is_the_home_folder_only_in_front() {
        let at_home = |path| at_home(Path::new(path), Some("/home/ruiz".into()));
        assert_eq!(at_home("~/notes/out.md"), Path::new("/home/ruiz/notes/out.md"));
        assert_eq!(at_home("notes/~/out.md"), Path::new("notes/~/out.md"));
        assert_eq!(at_home("~ruiz/out.md"), Path::new("~ruiz/out.md"));
        assert_eq!(super::at_home(Path::new("~/out.md"), None), Path::new("~/out.md"));
    }
}
