//! A dossier as linear text, for screen readers and pipes. What a version leaves out stands in `[-…-]`, what it has
//! instead in `{+…+}`, as wdiff has it.

use std::io::{self, Write};

use super::telling::Fate;
use super::{Dossier, Place};
use crate::counted::counted;

pub(super) fn write(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "Dossier of {}\n", counted(dossier.items.len(), "article"))?;
    for item in 0..dossier.items.len() {
        writeln!(out, "{}. {} ({})", item + 1, dossier.title(item), dossier.facts(item))?;
    }
    if let Some(kept) = dossier.kept() {
        writeln!(out, "Only {kept}")?;
    }
    writeln!(out, "\nQUOTES IN SEVERAL ARTICLES\n")?;
    if dossier.quotes.is_empty() {
        writeln!(out, "None found.")?;
    } else {
        writeln!(out, "{} Left out: [-words-]. New: {{+words+}}.", dossier.summary())?;
    }
    for (number, quote) in (1..).zip(&dossier.quotes) {
        writeln!(out)?;
        writeln!(
            out,
            "Quote {number}{}",
            dossier.contradiction_of(quote).map(|n| format!(", contradiction: {n}")).unwrap_or_default()
        )?;
        for (at, version) in quote.versions.iter().enumerate() {
            let same = if at > 0 && version.is_same() { "the same words: " } else { "" };
            write!(out, "  {}: {same}", dossier.head(version))?;
            for (fate, words) in dossier.runs(quote, version) {
                match fate {
                    Fate::Same => write!(out, "{words}")?,
                    Fate::Gone => write!(out, "[-{words}-]")?,
                    Fate::New => write!(out, "{{+{words}+}}")?,
                }
            }
            writeln!(out)?;
        }
    }
    writeln!(out, "\nVOICES")?;
    let unattributed = dossier.unattributed();
    if dossier.speaking().next().is_none() && unattributed.is_empty() {
        writeln!(out, "\nNo statements found: {}.", dossier.why_none())?;
    }
    for (_, voice) in dossier.speaking() {
        let (count, articles) = (counted(voice.statements.len(), "statement"), counted(voice.articles(), "article"));
        writeln!(out, "\n{}: {count} in {articles}", voice.name)?;
        if !voice.aliases.is_empty() {
            writeln!(out, "  also {}", voice.aliases.join(", "))?;
        }
        list(dossier, &voice.statements, out)?;
    }
    if !unattributed.is_empty() {
        writeln!(out, "\nUnattributed")?;
        list(dossier, &unattributed, out)?;
    }
    Ok(())
}

fn list(dossier: &Dossier, places: &[Place], out: &mut impl Write) -> io::Result<()> {
    for &(item, id) in places {
        let digest = dossier.digest(item);
        let statement = &digest.analysis.statements[id];
        write!(out, "  {} ¶ {}: {} (", item + 1, digest.paragraph(statement.content[0]), digest.content(statement))?;
        write!(out, "{}", statement.mode.name())?;
        for number in dossier.quotes_of((item, id)) {
            write!(out, ", quote {number}")?;
        }
        for mark in digest.marks(id) {
            write!(out, ", {mark}")?;
        }
        writeln!(out, ")")?;
    }
    Ok(())
}
