//! The reader's own settings: a TOML file, read strictly. What is not understood is an error with its line, for a setting
//! that is silently without effect costs more time than one that is refused.

mod print;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::Error;
use crate::corrections::form::{fault, line_of};
use crate::tui::geometry::MEASURE;
use crate::tui::keymap::{self, Keymap};
use crate::tui::keys::Key;

pub use print::print_default;

/// The name of the file in the configuration folder.
pub const FILE: &str = "config.toml";
/// The folder of the reader's own themes beside it.
pub const THEMES: &str = "themes";

/// What a settings file can say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// The name of the theme, with its line; without it, as the terminal says.
    pub theme: Option<(String, usize)>,
    /// Columns of text at most.
    pub width: u16,
    /// Columns of the voices beside it; without it, as the window has room.
    pub panel: Option<u16>,
    /// Whether a blank row parts one line of the text from the next.
    pub spaced: bool,
    /// Where exports are proposed to go; without it, beside the article.
    pub exports: Option<PathBuf>,
    /// Whether the mouse is on from the start.
    pub mouse: bool,
    /// Whether articles are remembered, with the place where one left.
    pub remember: bool,
    /// Which key does what.
    pub keys: Keymap,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: None,
            width: MEASURE,
            panel: None,
            spaced: false,
            exports: None,
            mouse: false,
            remember: true,
            keys: Keymap::default(),
        }
    }
}

/// A line, from 1, and what is wrong with it.
type Fault = (usize, String);

impl Config {
    /// Reads a settings file.
    ///
    /// # Errors
    /// [`Error::Read`], or [`Error::Form`] with the line that makes no sense.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = fs::read_to_string(path).map_err(|cause| Error::Read { path: path.to_owned(), cause })?;
        Self::parse(&text).map_err(|(line, what)| Error::Form { path: path.to_owned(), line, what })
    }

    /// The same; a file that is not there says nothing.
    ///
    /// # Errors
    /// As [`Config::read`].
    pub fn read_if_there(path: &Path) -> Result<Self, Error> {
        match Self::read(path) {
            Err(Error::Read { cause, .. })
                if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
            {
                Ok(Self::default())
            }
            read => read,
        }
    }

    /// What a text says.
    ///
    /// # Errors
    /// The line, from 1, that makes no sense, and why.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let table = DeTable::parse(text).map_err(|error| fault(text, &error))?.into_inner();
        let mut config = Self::default();
        for (name, value) in &table {
            let line = line_of(text, name.span().start);
            let wrong = |wanted: &str| (line, format!("{} is {wanted}, not {}", name.as_ref(), kind(value.as_ref())));
            match name.as_ref().as_ref() {
                "theme" => {
                    let theme = value.as_ref().as_str().ok_or_else(|| wrong("the name of a theme in quotes"))?;
                    config.theme = (theme != "auto").then(|| (theme.to_owned(), line));
                }
                "width" => {
                    let wanted = "a number of columns, 20 to 200";
                    let number = value.as_ref().as_integer().ok_or_else(|| wrong(wanted))?;
                    let width = number.as_str().parse().ok().filter(|width| (20..=200).contains(width));
                    config.width = width.ok_or_else(|| (line, format!("width is {wanted}")))?;
                }
                "panel" if value.as_ref().as_str() == Some("auto") => {}
                "panel" => {
                    let wanted = "a number of columns, 16 to 120, or \"auto\"";
                    let number = value.as_ref().as_integer().ok_or_else(|| wrong(wanted))?;
                    let panel = number.as_str().parse().ok().filter(|panel| (16..=120).contains(panel));
                    config.panel = Some(panel.ok_or_else(|| (line, format!("panel is {wanted}")))?);
                }
                "spaced" => config.spaced = value.as_ref().as_bool().ok_or_else(|| wrong("true or false"))?,
                "exports" => {
                    let path = value.as_ref().as_str().ok_or_else(|| wrong("a folder in quotes"))?;
                    config.exports = (!path.is_empty()).then(|| path.into());
                }
                "mouse" => config.mouse = value.as_ref().as_bool().ok_or_else(|| wrong("true or false"))?,
                "remember" => config.remember = value.as_ref().as_bool().ok_or_else(|| wrong("true or false"))?,
                "keys" => {
                    let keys = value.as_ref().as_table().ok_or_else(|| wrong("a table: [keys]"))?;
                    config.keys = bind(text, keys)?;
                }
                _ => return Err((line, unknown(name.as_ref()))),
            }
        }
        Ok(config)
    }
}

fn unknown(name: &str) -> String {
    format!("there is no setting “{name}”; `whosaid config --print-default` prints all")
}

/// What a value is, for who wrote another one.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The table of keys. Faults are looked for when all is set, so that two keys can be swapped.
fn bind(text: &str, table: &DeTable<'_>) -> Result<Keymap, Fault> {
    let mut keymap = Keymap::default();
    let mut set = Vec::new();
    for (name, value) in table {
        match value.as_ref() {
            DeValue::Table(inner) => {
                for (action, keys) in inner {
                    set.push(bind_one(text, &mut keymap, Some(name.as_ref()), action, keys)?);
                }
            }
            _ => set.push(bind_one(text, &mut keymap, None, name, value)?),
        }
    }
    set.sort_by_key(|(line, _)| *line);
    let faults =
        |(line, bindings): (usize, Vec<usize>)| Some((line, bindings.into_iter().find_map(|b| keymap.fault(b))?));
    match set.into_iter().find_map(faults) {
        Some(fault) => Err(fault),
        None => Ok(keymap),
    }
}

/// Sets the keys of one action; its line and the places of its bindings in the table come back.
fn bind_one(
    text: &str,
    keymap: &mut Keymap,
    place: Option<&str>,
    action: &Spanned<impl AsRef<str>>,
    value: &Spanned<DeValue<'_>>,
) -> Result<(usize, Vec<usize>), Fault> {
    let line = line_of(text, action.span().start);
    let name = action.as_ref().as_ref();
    let bindings = keymap::find(place, name);
    if bindings.is_empty() {
        let table = place.map_or_else(|| "keys".to_owned(), |place| format!("keys.{place}"));
        let what =
            format!("there is nothing called “{name}” in [{table}]; `whosaid config --print-default` prints all");
        return Err((line, what));
    }
    let key = |value: &Spanned<DeValue<'_>>| {
        let line = line_of(text, value.span().start);
        let text = value.as_ref().as_str();
        let text = text.ok_or_else(|| (line, format!("a key is a text in quotes, not {}", kind(value.as_ref()))))?;
        text.parse::<Key>().map_err(|what| (line, what))
    };
    let keys: Vec<Key> = match value.as_ref() {
        DeValue::Array(values) => values.iter().map(key).collect::<Result<_, _>>()?,
        _ => vec![key(value)?],
    };
    keymap.set(&bindings, &keys);
    Ok((line, bindings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::action::Action;
    use crate::tui::keys::Context;

    #[test]
    fn an_empty_file_sets_nothing() {
        assert_eq!(Config::parse("").unwrap(), Config::default());
        assert_eq!(Config::read_if_there(Path::new("/no/such/config.toml")).unwrap(), Config::default());
        assert!(matches!(Config::read(Path::new("/no/such/config.toml")), Err(Error::Read { .. })));
    }

    #[test]
    fn what_is_set_is_in_force() {
        let text = "theme = \"light\"\nwidth = 60\npanel = 40\nspaced = true\nexports = \"~/who\"\nmouse = true\n\n[keys]\n\
            next-statement = [\"J\", \"Ctrl-N\"]\nprevious-statement = \"[\"\nfind = []\n";
        let config = Config::parse(&text.replace("find = []\n", "search = []\n")).unwrap();
        assert_eq!(config.theme, Some(("light".to_owned(), 1)));
        assert_eq!((config.width, config.panel, config.spaced, config.mouse), (60, Some(40), true, true));
        assert_eq!(Config::parse("panel = \"auto\"").unwrap(), Config::default());
        assert_eq!(config.exports, Some(PathBuf::from("~/who")));
        assert_eq!(config.keys.lookup(Context::Text, Key::ctrl('n')), Some(Action::NextStatement));
        assert_eq!(config.keys.lookup(Context::Text, Key::char(']')), None);
        assert_eq!(config.keys.lookup(Context::Text, Key::char('/')), None);
        assert_eq!(Config::parse(text).unwrap_err().0, 11);
    }

    #[test]
    fn what_makes_no_sense_is_named_with_its_line() {
        for (text, line, says) in [
            ("theme = \"dark\"\nthemes = 3\n", 2, "no setting “themes”"),
            ("theme = 3\n", 1, "name of a theme in quotes, not a number"),
            ("\nwidth = \"wide\"\n", 2, "20 to 200, not a text"),
            ("width = 7\n", 1, "20 to 200"),
            ("width = 70000\n", 1, "20 to 200"),
            ("panel = 3\n", 1, "16 to 120"),
            ("panel = \"wide\"\n", 1, "16 to 120"),
            ("spaced = 2\n", 1, "true or false"),
            ("mouse = 1\n", 1, "true or false"),
            ("theme = \"dark\n", 1, ""),
            ("mouse = true\nmouse = false\n", 2, "duplicate"),
            ("[keys]\nnext = \"j\"\n", 2, "nothing called “next” in [keys]"),
            ("[keys.popups]\nescape = \"j\"\n", 2, "[keys.popups]"),
            ("[keys]\nwhy = \"Hyper-x\"\n", 2, "no key “Hyper-x”"),
            ("[keys]\nwhy = [\"W\",\n  \"Ctrl-I\"]\n", 3, "write Tab"),
            ("[keys]\nwhy = 3\n", 2, "in quotes"),
            ("[keys]\nwhy = \"]\"\n", 2, "key of next-statement already"),
            ("[keys]\nwhy = \"W\"\ncopy = \"W\"\n", 2, "key of copy already"),
            ("[keys.everywhere]\nquit = \"x\"\n", 2, "a character that one types"),
            ("[keys.everywhere]\nquit = []\n", 2, "everywhere.quit needs a key"),
        ] {
            let (at, what) = Config::parse(text).unwrap_err();
            assert_eq!(at, line, "{text:?}: {what}");
            assert!(what.contains(says), "{text:?}: {what}");
        }
    }
}
