//! The settings file as it would be if somebody had written out all that holds without one.

use std::fmt::Write;

use super::Config;
use crate::tui::keymap::place;
use crate::tui::keys::{BINDINGS, Binding, Group, Key};

/// All settings, each with what it does and commented out.
pub fn print_default() -> String {
    let Config { width, spaced, mouse, remember, .. } = Config::default();
    let mut out = format!(
        "# Settings of whosaid. What is commented out is what holds without it.\n\n\
         # The colours: auto (as the terminal says), dark, light, contrast-dark, contrast-light, mono, or NAME for\n\
         # themes/NAME.toml beside this file.\n\
         #theme = \"auto\"\n\n\
         # Columns of text at most, 20 to 200.\n\
         #width = {width}\n\n\
         # Columns of the voices beside it, 16 to 120, or auto for what the window has room for.\n\
         #panel = \"auto\"\n\n\
         # Whether a blank row parts one line of the text from the next.\n\
         #spaced = {spaced}\n\n\
         # The folder that exports are proposed for; \"\" for that of the article.\n\
         #exports = \"\"\n\n\
         # Whether the mouse is on from the start.\n\
         #mouse = {mouse}\n\n\
         # Whether articles are remembered, with the place where you left; false writes nothing of what you read.\n\
         #remember = {remember}\n\n\
         # Each action with its keys: one, a list, or [] for none. Keys are characters, Enter, Esc, Tab, Shift-Tab,\n\
         # Space, Up, PgDn, F5 and the like, with Ctrl- or Alt- before them. A key means one thing in one place.\n"
    );
    let mut tables: Vec<Option<String>> = Vec::new();
    for binding in BINDINGS {
        let table = place(binding);
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    for table in tables {
        let bindings: Vec<_> = BINDINGS.iter().filter(|b| place(b) == table).collect();
        table_of(table.as_deref(), &bindings, &mut out);
    }
    out
}

fn table_of(table: Option<&str>, bindings: &[&Binding], out: &mut String) {
    match table {
        Some(name) => write!(out, "\n# {}\n[keys.{name}]\n", about(name)),
        None => write!(out, "\n[keys]\n"),
    }
    .expect("a string takes all");
    let mut group = None;
    for (n, binding) in bindings.iter().enumerate() {
        if bindings[..n].iter().any(|earlier| earlier.action == binding.action) {
            continue;
        }
        if table.is_none() && group != Some(binding.group) && Group::LISTED.contains(&binding.group) {
            group = Some(binding.group);
            writeln!(out, "# {}", binding.group.title()).expect("a string takes all");
        }
        let same = bindings.iter().filter(|other| other.action == binding.action);
        let keys: Vec<String> = same.flat_map(|b| b.keys).map(|key| quoted(*key)).collect();
        let setting = format!("#{} = [{}]", binding.action.name(), keys.join(", "));
        writeln!(out, "{setting:<48} # {}", binding.action.description()).expect("a string takes all");
    }
}

fn quoted(key: Key) -> String {
    toml::Value::String(key.name()).to_string()
}

/// What the place of a table is.
fn about(table: &str) -> &'static str {
    match table {
        "everywhere" => "Wherever one is",
        "popup" => "In help, why and the list of corrections",
        "checklist" => "In a box with lines to check",
        "library" => "In the list of articles",
        "dossier" => "In the dossier",
        "list" => "In a box with lines to go to",
        "prompt" => "In a line to type in",
        "confirm" => "At a question",
        "select" => "While words of the article are chosen",
        _ => "Elsewhere",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn what_is_printed_says_all_and_what_holds_without_it() {
        let text = print_default();
        assert_eq!(Config::parse(&text).unwrap(), Config::default());
        let all: HashSet<_> = BINDINGS.iter().map(|binding| (place(binding), binding.action.name())).collect();
        let settings = text.lines().filter(|line| line.starts_with('#') && !line.starts_with("# "));
        assert_eq!(settings.count(), 7 + all.len());
        let uncommented = text.replace("\n#", "\n").replace("\n ", "\n# ");
        assert_eq!(Config::parse(&uncommented).unwrap(), Config::default(), "{uncommented}");
    }

    #[test]
    fn every_table_says_what_it_is_for() {
        assert!(BINDINGS.iter().filter_map(place).all(|table| about(&table) != "Elsewhere"));
    }

    #[test]
    fn a_printed_key_is_read_as_the_same() {
        for key in BINDINGS.iter().flat_map(|b| b.keys) {
            assert_eq!(key.name().parse::<Key>().as_ref(), Ok(key));
            assert_eq!(key.to_string().parse::<Key>().as_ref(), Ok(key), "as help shows it");
        }
    }
}
