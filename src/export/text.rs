//! Linear text, for screen readers, pipes and terminals that cannot draw: one line a statement, in the order of the
//! article, every role in words.

use std::borrow::Cow;
use std::io::{self, Write};

use super::digest::{Digest, OWN, Voice};
use crate::analysis::{Analysis, Statement, StatementId};
use crate::counted::counted;
use crate::text::Article;

/// Writes the analysis as plain text.
///
/// ```
/// use whosaid::export::text;
/// use whosaid::{Article, analyze};
///
/// let article = Article::from_plain_text("“We waited,” said Ana Ruiz, the harbour master.", "example");
/// let mut out = Vec::new();
/// text::write(&article, &analyze(&article), &mut out)?;
/// assert!(String::from_utf8(out).unwrap().contains("Ana Ruiz said: “We waited,”"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What `out` fails with.
pub fn write(article: &Article, analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let digest = Digest { article, analysis };
    let voices = digest.voices();
    head(digest, &voices, out)?;
    statements(digest, out)?;
    voices_and_rest(digest, &voices, out)?;
    silences(digest, out)
}

fn head(digest: Digest, voices: &[Voice], out: &mut impl Write) -> io::Result<()> {
    let article = digest.article;
    if let Some(title) = article.title() {
        writeln!(out, "{}", digest.words(title))?;
    }
    if let Some(byline) = article.byline() {
        writeln!(out, "By {}", digest.words(byline))?;
    }
    if let Some(date) = article.date() {
        writeln!(out, "{}", digest.words(date))?;
    }
    if let Some(origin) = digest.origin() {
        writeln!(out, "Source: {origin}")?;
    }
    let statements = counted(digest.analysis.statements.len(), "statement");
    let voices = counted(voices.len(), "voice");
    let own = if digest.analysis.is_corrected() { format!(", {OWN}") } else { String::new() };
    writeln!(out, "{}, {statements}, {voices}{own}", counted(article.words(), "word"))?;
    match digest.kept() {
        Some(kept) => writeln!(out, "Only {kept}"),
        None => Ok(()),
    }
}

fn statements(digest: Digest, out: &mut impl Write) -> io::Result<()> {
    if digest.analysis.statements.is_empty() {
        return writeln!(out, "\nNo statements found: {}.", digest.why_none());
    }
    writeln!(out, "\nSTATEMENTS")?;
    for (id, statement) in digest.analysis.statements.iter().enumerate() {
        let name = digest.someone(statement.actor);
        let (verb, content) = (verb(digest, statement), digest.content(statement));
        let comma = if verb.ends_with("ing") { "," } else { "" };
        write!(out, "\n{}. {name}{comma} {verb}: {content} (", id + 1)?;
        write!(out, "{}, paragraph {}", statement.mode.name(), digest.paragraph(statement.content[0]))?;
        for mark in digest.marks(id) {
            write!(out, ", {mark}")?;
        }
        writeln!(out, ")")?;
    }
    Ok(())
}

/// The cue, where it reads on after a name; else "said".
fn verb<'a>(digest: Digest<'a>, statement: &Statement) -> Cow<'a, str> {
    let cue = digest.cue(statement).filter(|cue| !cue.to_lowercase().starts_with("according"));
    cue.unwrap_or(Cow::Borrowed("said"))
}

fn voices_and_rest(digest: Digest, voices: &[Voice], out: &mut impl Write) -> io::Result<()> {
    if !voices.is_empty() {
        writeln!(out, "\nVOICES\n")?;
    }
    for voice in voices {
        write!(out, "{}", voice.name)?;
        if let Some(role) = &voice.role {
            write!(out, ", {role}")?;
        }
        let count = counted(voice.statements.len(), "statement");
        let (words, direct) = (counted(voice.words, "word"), voice.direct_percent());
        write!(out, ": {count} ({}), {words}, {direct}% direct", numbers(voice.statements))?;
        writeln!(out, "{}", voice.mark.map(|mark| format!(", {mark}")).unwrap_or_default())?;
    }
    let unattributed = digest.unattributed();
    if !unattributed.is_empty() {
        writeln!(out, "Unattributed: {} ({})", counted(unattributed.len(), "statement"), numbers(&unattributed))?;
    }
    Ok(())
}

fn silences(digest: Digest, out: &mut impl Write) -> io::Result<()> {
    if !digest.analysis.silences.is_empty() {
        writeln!(out, "\nSILENCES\n")?;
    }
    for silence in &digest.analysis.silences {
        let name = digest.someone(silence.actor);
        writeln!(out, "{name}: {} (paragraph {})", digest.words(silence.span), digest.paragraph(silence.span))?;
    }
    Ok(())
}

/// The numbers that the statements carry in the list above.
fn numbers(statements: &[StatementId]) -> String {
    statements.iter().map(|id| (id + 1).to_string()).collect::<Vec<_>>().join(", ")
}
