//! A dossier as Markdown, for reports: what several articles quote, then what each voice says in them.

use std::io::{self, Write};

use super::telling::Fate;
use super::{Dossier, Place};
use crate::counted::counted;
use crate::export::markdown::Escaped;

pub(super) fn write(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "# Dossier of {}\n", counted(dossier.items.len(), "article"))?;
    for item in 0..dossier.items.len() {
        let (title, facts) = (dossier.title(item), dossier.facts(item));
        writeln!(out, "{}. {} ({})", item + 1, Escaped(&title), Escaped(&facts))?;
    }
    if let Some(kept) = dossier.kept() {
        writeln!(out, "\nOnly {}.", Escaped(&kept))?;
    }
    quotes(dossier, out)?;
    voices(dossier, out)?;
    writeln!(out, "\n---\n\nMade by whosaid {} from the words of the articles.", env!("CARGO_PKG_VERSION"))
}

fn quotes(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\n## Quotes in several articles\n")?;
    if dossier.quotes.is_empty() {
        return writeln!(out, "None found.");
    }
    writeln!(out, "{} Of each the fullest version comes first; what another", dossier.summary())?;
    writeln!(out, "leaves out of it is ~~struck~~, what it has instead is **bold**.")?;
    for (number, quote) in (1..).zip(&dossier.quotes) {
        writeln!(out, "\n### Quote {number}\n")?;
        if let Some(names) = dossier.contradiction_of(quote) {
            writeln!(out, "**Contradiction: {}**\n", Escaped(&names))?;
        }
        for (at, version) in quote.versions.iter().enumerate() {
            write!(out, "- {}: ", Escaped(&dossier.head(version)))?;
            if at > 0 && version.is_same() {
                write!(out, "*the same words:* ")?;
            }
            for (fate, words) in dossier.runs(quote, version) {
                let trimmed = words.trim();
                let (before, after) =
                    (&words[..words.len() - words.trim_start().len()], &words[words.trim_end().len()..]);
                match fate {
                    Fate::Same if trimmed.is_empty() => write!(out, "{words}")?,
                    Fate::Same => write!(out, "{before}{}{after}", Escaped(trimmed))?,
                    Fate::Gone => write!(out, "~~{}~~", Escaped(trimmed))?,
                    Fate::New => write!(out, "**{}**", Escaped(trimmed))?,
                }
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

fn voices(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\n## Voices")?;
    let unattributed = dossier.unattributed();
    if dossier.speaking().next().is_none() && unattributed.is_empty() {
        return writeln!(out, "\nNo statements found: {}.", dossier.why_none());
    }
    for (_, voice) in dossier.speaking() {
        writeln!(out, "\n### {}\n", Escaped(&voice.name))?;
        if !voice.aliases.is_empty() {
            let aliases: Vec<String> = voice.aliases.iter().map(|alias| Escaped(alias).to_string()).collect();
            writeln!(out, "Also {}.\n", aliases.join(", "))?;
        }
        list(dossier, &voice.statements, out)?;
    }
    if !unattributed.is_empty() {
        writeln!(out, "\n### Unattributed\n")?;
        list(dossier, &unattributed, out)?;
    }
    Ok(())
}

fn list(dossier: &Dossier, places: &[Place], out: &mut impl Write) -> io::Result<()> {
    for &(item, id) in places {
        let digest = dossier.digest(item);
        let statement = &digest.analysis.statements[id];
        write!(out, "- {} ¶ {}, {}", item + 1, digest.paragraph(statement.content[0]), statement.mode.name())?;
        if let Some(cue) = digest.cue(statement) {
            write!(out, ", *{}*", Escaped(&cue))?;
        }
        for number in dossier.quotes_of((item, id)) {
            write!(out, ", quote {number}")?;
        }
        for mark in digest.marks(id) {
            write!(out, ", **{}**", Escaped(&mark))?;
        }
        writeln!(out, ": {}", Escaped(&digest.content(statement)))?;
    }
    Ok(())
}
