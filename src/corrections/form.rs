//! Corrections as a file: TOML, one table a correction and one line an anchor, so that a diff shows what was changed. It
//! is read strictly: what is not understood is an error with its line, and never written over.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use toml::{Spanned, Table, Value};

use super::{Correction, LONGEST_NAME, LONGEST_NOTE, Log};
use crate::text::normalize::normalize;

/// The form that this program writes, and the only one it reads.
const VERSION: i64 = 1;
/// The most corrections a file may hold.
const MOST: usize = 100_000;

const HEAD: &str = "\
# Corrections, marks and notes on an article, made in whosaid, in the order they were made.
# Each names the words it is about and what stands around them, so that it is found again when the article was edited.
";

/// What a file says.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Sheet {
    /// The article: its path when it was last corrected; empty for none.
    pub article: String,
    /// Its title, or nothing.
    pub title: String,
    /// The [key](crate::store::text_key) of the text that the corrections' offsets hold for.
    pub text: String,
    /// Keys of the texts that the article had before.
    pub earlier: Vec<String>,
    /// The corrections.
    pub log: Log,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    version: Spanned<i64>,
    #[serde(default)]
    article: String,
    #[serde(default)]
    title: String,
    text: Spanned<String>,
    #[serde(default)]
    earlier: Vec<String>,
    #[serde(default)]
    undone: usize,
    #[serde(default)]
    /// Read one by one, so that a fault is found in its own table.
    correction: Vec<Spanned<Table>>,
}

#[derive(Deserialize)]
struct Versioned {
    version: Spanned<i64>,
}

impl Sheet {
    /// Reads a file.
    ///
    /// # Errors
    /// The line, from 1, and what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, (usize, String)> {
        // First, so that a later form is called by its name and not by the first field that is new in it.
        if let Ok(Versioned { version }) = toml::from_str::<Versioned>(text)
            && *version.get_ref() != VERSION
        {
            let what = format!("version {} is not known here; a newer whosaid reads it", version.get_ref());
            return Err((line_of(text, version.span().start), what));
        }
        let raw: Raw = toml::from_str(text).map_err(|error| fault(text, &error))?;
        let at = |place: usize, what: &str| Err((line_of(text, place), what.to_owned()));
        if raw.text.get_ref().len() != 32 || !raw.text.get_ref().bytes().all(|b| b.is_ascii_hexdigit()) {
            return at(raw.text.span().start, "`text` is no key of a text");
        }
        if raw.correction.len() > MOST {
            return at(0, "more corrections than anybody makes");
        }
        let mut all = Vec::with_capacity(raw.correction.len());
        for entry in raw.correction {
            let start = entry.span().start;
            let correction: Correction = match entry.into_inner().try_into() {
                Ok(correction) => correction,
                Err(error) => return at(start, &fault(text, &error).1),
            };
            if let Some(what) = correction_fault(&correction) {
                return at(start, &what);
            }
            all.push(correction);
        }
        if raw.undone > all.len() {
            return at(raw.version.span().start, "`undone` is more than there are corrections");
        }
        Ok(Self {
            article: raw.article,
            title: raw.title,
            text: raw.text.into_inner(),
            earlier: raw.earlier,
            log: Log::new(all, raw.undone),
        })
    }

    /// The file's text.
    pub fn write(&self) -> String {
        let mut out = HEAD.to_owned();
        let mut line = |key: &str, value: Value| writeln!(out, "{key} = {value}").expect("a string takes all");
        line("version", VERSION.into());
        for (key, value) in [("article", &self.article), ("title", &self.title)] {
            if !value.is_empty() {
                line(key, value.as_str().into());
            }
        }
        line("text", self.text.as_str().into());
        if !self.earlier.is_empty() {
            line("earlier", self.earlier.clone().into());
        }
        if !self.log.undone().is_empty() {
            line("undone", Value::Integer(i64::try_from(self.log.undone().len()).unwrap_or(i64::MAX)));
        }
        for correction in self.log.all() {
            out.push_str("\n[[correction]]\n");
            write_correction(correction, &mut out);
        }
        out
    }
}

/// A key a line; the words of a statement, and lists of them, an anchor a line.
fn write_correction(correction: &Correction, out: &mut String) {
    let table = Table::try_from(Sorted(correction)).expect("a correction is a table");
    let first = |key: &String| key != "do";
    let mut keys: Vec<&String> = table.keys().collect();
    keys.sort_unstable_by_key(|key| (first(key), matches!(table[*key], Value::Table(_) | Value::Array(_)), *key));
    for key in keys {
        match &table[key] {
            Value::Table(parts) if parts.contains_key("content") => {
                for (part, value) in parts {
                    write!(out, "{key}.{part} = ").expect("a string takes all");
                    write_value(value, out);
                }
            }
            value => {
                write!(out, "{key} = ").expect("a string takes all");
                write_value(value, out);
            }
        }
    }
}

fn write_value(value: &Value, out: &mut String) {
    let written = match value {
        Value::Array(items) => {
            out.push_str("[\n");
            for item in items {
                writeln!(out, "  {item},").expect("a string takes all");
            }
            writeln!(out, "]")
        }
        value => writeln!(out, "{value}"),
    };
    written.expect("a string takes all");
}

/// Serialized as it is; a name for the conversion.
#[derive(Serialize)]
#[serde(transparent)]
struct Sorted<'a>(&'a Correction);

/// What is wrong with a correction that has the right form.
fn correction_fault(correction: &Correction) -> Option<String> {
    let names: Vec<&str> = match correction {
        Correction::Speaker { speaker, .. }
        | Correction::Speakers { speaker, .. }
        | Correction::Add { speaker, .. }
        | Correction::Extent { speaker, .. } => speaker.iter().map(|who| who.name.as_str()).collect(),
        Correction::Split { name, .. } => vec![name],
        Correction::Merge { actor, into } => vec![&actor.name, &into.name],
        Correction::Rename { actor, name } => vec![&actor.name, name],
        Correction::Kind { actor, .. } => vec![&actor.name],
        Correction::Drop { .. } | Correction::Mark { .. } | Correction::Unmark { .. } => Vec::new(),
    };
    let nothing = match correction {
        Correction::Speaker { statement, .. }
        | Correction::Add { statement, .. }
        | Correction::Drop { statement }
        | Correction::Mark { statement, .. }
        | Correction::Unmark { statement } => statement.content.is_empty(),
        Correction::Extent { statement, content, .. } => statement.content.is_empty() || content.is_empty(),
        Correction::Speakers { statements, .. } | Correction::Split { statements, .. } => {
            statements.is_empty() || statements.iter().any(|statement| statement.content.is_empty())
        }
        Correction::Merge { .. } | Correction::Rename { .. } | Correction::Kind { .. } => false,
    };
    let empty = nothing.then(|| "a statement without words".to_owned());
    let note = match correction {
        Correction::Mark { note: Some(note), .. } => note_fault(note),
        _ => None,
    };
    empty.or(note).or_else(|| names.into_iter().find_map(name_fault))
}

/// What is wrong with a name: it is shown and exported, so it holds nothing that could drive a terminal.
pub(crate) fn name_fault(name: &str) -> Option<String> {
    wording_fault("name", name, LONGEST_NAME)
}

/// What is wrong with a note, in the same way.
pub(crate) fn note_fault(note: &str) -> Option<String> {
    wording_fault("note", note, LONGEST_NOTE)
}

fn wording_fault(what: &str, words: &str, longest: usize) -> Option<String> {
    match words {
        _ if words.trim().is_empty() => Some(format!("a {what} without letters")),
        _ if words.len() > longest => Some(format!("a {what} of more than {longest} bytes")),
        _ if normalize(words) != words || words.contains('\n') || words.trim() != words => {
            Some(format!("{words:?} has characters that a {what} cannot have"))
        }
        _ => None,
    }
}

/// The line of a byte, from 1.
pub(crate) fn line_of(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count() + 1
}

/// Where TOML makes no sense, and why.
pub(crate) fn fault(text: &str, error: &toml::de::Error) -> (usize, String) {
    (error.span().map_or(1, |span| line_of(text, span.start)), error.message().trim().replace('\n', "; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::ActorKind;
    use crate::corrections::{Who, Words};
    use crate::{Article, analyze};

    fn sheet() -> Sheet {
        let article = Article::from_plain_text("“We \"waited\" for hours,” said Ana Ruiz.\n\nShe left.", "-");
        let words = Words::of(&article, &analyze(&article).statements[0]);
        let content = words.content.clone();
        let ruiz = || Who { name: "Ana \\ \"Ruiz\"".to_owned(), mention: words.source.clone() };
        let statement = || words.clone();
        let all = vec![
            Correction::Speaker { statement: statement(), speaker: Some(Who::named("Bo")) },
            Correction::Speaker { statement: statement(), speaker: None },
            Correction::Speakers { statements: vec![statement(), statement()], speaker: Some(ruiz()) },
            Correction::Split { statements: vec![statement(), statement()], name: "Bo".to_owned() },
            Correction::Merge { actor: ruiz(), into: Who::named("Bo") },
            Correction::Rename { actor: ruiz(), name: "Bo".to_owned() },
            Correction::Kind { actor: ruiz(), kind: ActorKind::Group },
            Correction::Drop { statement: statement() },
            Correction::Extent { statement: statement(), content, speaker: Some(ruiz()) },
            Correction::Mark { statement: statement(), note: None },
            Correction::Mark { statement: statement(), note: Some("ask her".to_owned()) },
            Correction::Unmark { statement: statement() },
            Correction::Add { statement: statement(), speaker: Some(ruiz()) },
        ];
        let text = "0123456789abcdef0123456789abcdef".to_owned();
        let earlier = vec!["f".repeat(32)];
        Sheet { article: "/a b/ü.txt".to_owned(), title: "“T”".to_owned(), text, earlier, log: Log::new(all, 2) }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = sheet().write();
        assert_eq!(Sheet::parse(&text).unwrap_or_else(|e| panic!("{e:?} in\n{text}")), sheet());
        assert!(text.lines().all(|line| line.len() < 300), "{text}");
    }

    #[test]
    fn each_correction_adds_lines_and_changes_none() {
        let mut shorter = sheet();
        shorter.log = Log::new(shorter.log.all()[..3].to_vec(), 0);
        let mut longer = shorter.clone();
        longer.log.push(sheet().log.all()[3].clone());
        assert!(longer.write().starts_with(&shorter.write()));
    }

    #[test]
    fn what_is_not_understood_is_named_with_its_line() {
        let text = sheet().write();
        let line = |words: &str| text.lines().position(|line| line.contains(words)).unwrap() + 1;
        let read = |from: &str, to: &str| Sheet::parse(&text.replacen(from, to, 1)).unwrap_err();
        let (at, what) = read("version = 1", "version = 2");
        assert_eq!(at, line("version"));
        assert!(what.contains("newer whosaid"), "{what}");
        assert_eq!(read("title = ", "tilte = ").0, line("title"));
        assert_eq!(read("text = \"0123", "text = \"x123").0, line("text = "));
        assert_eq!(read("undone = 2", "undone = 99").0, line("version"));
        let (at, what) = read("kind = \"group\"", "kind = \"crowd\"");
        assert!((line("do = \"kind\"") - 1..=line("kind = \"group\"")).contains(&at), "{at}: {what}");
        let (_, what) = read("name = \"Bo\"", "name = \"B\\u001Bo\"");
        assert!(what.contains("a name cannot have"), "{what}");
        let (_, what) = read("note = \"ask", "note = \"\\u009Bask");
        assert!(what.contains("a note cannot have"), "{what}");
        let (_, what) = read("do = \"drop\"", "do = \"dorp\"");
        assert!(what.contains("dorp"), "{what}");
        assert!(Sheet::parse("").is_err() && Sheet::parse("{}").is_err());
    }
}
