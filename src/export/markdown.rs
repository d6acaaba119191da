//! Markdown, for reports: a table of voices, then what each of them said, ready to paste.
//!
//! The words of the article stand in it escaped, each piece on one line, so that none of them is ever taken for markup:
//! what a `CommonMark` or GitHub renderer shows is what the article says.

use std::collections::HashSet;
use std::fmt;
use std::io::{self, Write};

use super::digest::{Digest, OWN, Voice};
use crate::analysis::{Analysis, EntityKind, StatementId};
use crate::counted::counted;
use crate::text::Article;

/// Writes the analysis as Markdown.
///
/// ```
/// use whosaid::export::markdown;
/// use whosaid::{Article, analyze};
///
/// let article = Article::from_plain_text("“We waited,” said Ana Ruiz, the harbour master.", "example");
/// let mut out = Vec::new();
/// markdown::write(&article, &analyze(&article), &mut out)?;
/// assert!(String::from_utf8(out).unwrap().contains("### Ana Ruiz"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What `out` fails with.
pub fn write(article: &Article, analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let digest = Digest { article, analysis };
    let voices = digest.voices();
    head(digest, out)?;
    table(&voices, out)?;
    statements(digest, &voices, out)?;
    silences(digest, out)?;
    names(digest, out)?;
    writeln!(out, "\n---\n\nMade by whosaid {} from the words of the article.", env!("CARGO_PKG_VERSION"))
}

fn head(digest: Digest, out: &mut impl Write) -> io::Result<()> {
    let article = digest.article;
    let title = article.title().map_or("Who said what".into(), |title| digest.words(title));
    writeln!(out, "# {}\n", Escaped(&title))?;
    let mut facts = Vec::new();
    facts.extend(digest.origin().map(|origin| format!("Source: {}", Escaped(&origin))));
    facts.extend(article.byline().map(|byline| format!("By {}", Escaped(&digest.words(byline)))));
    facts.extend(article.date().map(|date| Escaped(&digest.words(date)).to_string()));
    facts.push(counted(article.words(), "word"));
    facts.push(counted(digest.analysis.statements.len(), "statement"));
    facts.extend(digest.analysis.is_corrected().then(|| OWN.to_owned()));
    facts.extend(digest.kept().map(|kept| format!("only {}", Escaped(&kept))));
    writeln!(out, "{}", facts.join(" · "))
}

fn table(voices: &[Voice], out: &mut impl Write) -> io::Result<()> {
    if voices.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Voices\n")?;
    writeln!(out, "| Voice | Role | Statements | Words | Direct |")?;
    writeln!(out, "| :--- | :--- | ---: | ---: | ---: |")?;
    for voice in voices {
        let (name, role) = (Escaped(&voice.name), Escaped(voice.role.as_deref().unwrap_or_default()));
        let (count, words, direct) = (voice.statements.len(), voice.words, voice.direct_percent());
        writeln!(out, "| {name} | {role} | {count} | {words} | {direct}% |")?;
    }
    Ok(())
}

fn statements(digest: Digest, voices: &[Voice], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\n## Statements")?;
    if digest.analysis.statements.is_empty() {
        return writeln!(out, "\nNone found: {}.", digest.why_none());
    }
    for voice in voices {
        writeln!(out, "\n### {}\n", Escaped(&voice.name))?;
        if let Some(mark) = voice.mark {
            writeln!(out, "**{mark}**\n")?;
        }
        list(digest, voice.statements, out)?;
    }
    let unattributed = digest.unattributed();
    if !unattributed.is_empty() {
        writeln!(out, "\n### Unattributed\n")?;
        list(digest, &unattributed, out)?;
    }
    Ok(())
}

fn list(digest: Digest, statements: &[StatementId], out: &mut impl Write) -> io::Result<()> {
    for &id in statements {
        let statement = &digest.analysis.statements[id];
        write!(out, "- ¶ {}, {}", digest.paragraph(statement.content[0]), statement.mode.name())?;
        if let Some(cue) = digest.cue(statement) {
            write!(out, ", *{}*", Escaped(&cue))?;
        }
        for mark in digest.marks(id) {
            write!(out, ", **{}**", Escaped(&mark))?;
        }
        writeln!(out, ": {}", Escaped(&digest.content(statement)))?;
    }
    Ok(())
}

fn silences(digest: Digest, out: &mut impl Write) -> io::Result<()> {
    if !digest.analysis.silences.is_empty() {
        writeln!(out, "\n## Silences\n")?;
    }
    for silence in &digest.analysis.silences {
        let name = digest.someone(silence.actor);
        let (paragraph, words) = (digest.paragraph(silence.span), digest.words(silence.span));
        writeln!(out, "- ¶ {paragraph}, {}: {}", Escaped(&name), Escaped(&words))?;
    }
    Ok(())
}

/// All names in the article, each once and by the fullest form of it, sorted by kind.
fn names(digest: Digest, out: &mut impl Write) -> io::Result<()> {
    let mut seen = HashSet::new();
    let names: Vec<_> = digest
        .analysis
        .entities
        .iter()
        .map(|entity| (entity.kind, entity.actor.map_or_else(|| digest.words(entity.span), |actor| digest.name(actor))))
        .filter(|named| seen.insert(named.clone()))
        .collect();
    if !names.is_empty() {
        writeln!(out, "\n## Names\n")?;
    }
    for &kind in EntityKind::ALL {
        let of_kind: Vec<_> =
            names.iter().filter(|(k, _)| *k == kind).map(|(_, name)| Escaped(name).to_string()).collect();
        if !of_kind.is_empty() {
            writeln!(out, "- {}: {}", heading(kind), of_kind.join(", "))?;
        }
    }
    Ok(())
}

fn heading(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "People",
        EntityKind::Organization => "Organizations",
        EntityKind::Place => "Places",
        EntityKind::Group => "Groups",
        EntityKind::Work => "Works",
        EntityKind::Other => "Others",
    }
}

/// Text inside a line of Markdown: shown as it is, never taken for markup.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0.trim();
        let mut done = 0;
        for (at, mark) in text.match_indices(is_markup) {
            if mark == "&" && !begins_entity(&text[at..]) {
                continue;
            }
            f.write_str(&text[done..at])?;
            // Inside a table a backslash would belong to the table and not to the words.
            f.write_str(if mark == "|" { "&#124;" } else { "\\" })?;
            done = if mark == "|" { at + 1 } else { at };
        }
        f.write_str(&text[done..])
    }
}

/// What means something inside a line, in `CommonMark` or in a dialect of it (`$` mathematics, `~` struck, `^` raised).
fn is_markup(c: char) -> bool {
    matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '#' | '|' | '~' | '^' | '$' | '&')
}

/// Whether a text that begins with `&` begins with a character reference such as `&amp;` or `&#8211;`.
fn begins_entity(text: &str) -> bool {
    text[1..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#').starts_with(';')
}
