//! A dossier as Markdown, for reports. What a version leaves out is struck, what it has instead is bold.

use std::io::{self, Write};

use super::telling::{Fate, Run};
use super::walk::{Said, Teller};
use super::{Dossier, Voice};
use crate::export::markdown::Escaped;

pub(super) fn write(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    dossier.tell(&mut Markdown(out))
}

struct Markdown<'a, W>(&'a mut W);

impl<W: Write> Teller for Markdown<'_, W> {
    fn begin(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.0, "# {title}\n")
    }

    fn article(&mut self, number: usize, title: &str, facts: &str) -> io::Result<()> {
        writeln!(self.0, "{number}. {} ({})", Escaped(title), Escaped(facts))
    }

    fn end_articles(&mut self, kept: Option<&str>) -> io::Result<()> {
        kept.map_or(Ok(()), |kept| writeln!(self.0, "\nOnly {}.", Escaped(kept)))
    }

    fn quotes(&mut self, summary: Option<&str>) -> io::Result<()> {
        writeln!(self.0, "\n## Quotes in several articles\n")?;
        let Some(summary) = summary else { return writeln!(self.0, "None found.") };
        writeln!(self.0, "{summary} Of each the fullest version comes first; what another")?;
        writeln!(self.0, "leaves out of it is ~~struck~~, what it has instead is **bold**.")
    }

    fn quote(&mut self, number: usize, contradiction: Option<&str>) -> io::Result<()> {
        writeln!(self.0, "\n### Quote {number}\n")?;
        contradiction.map_or(Ok(()), |names| writeln!(self.0, "**Contradiction: {}**\n", Escaped(names)))
    }

    fn version(&mut self, _: usize, head: &str, is_same: bool, runs: &[Run]) -> io::Result<()> {
        write!(self.0, "- {}: ", Escaped(head))?;
        if is_same {
            write!(self.0, "*the same words:* ")?;
        }
        for (fate, words) in runs {
            let trimmed = words.trim();
            let (before, after) = (&words[..words.len() - words.trim_start().len()], &words[words.trim_end().len()..]);
            match fate {
                Fate::Same if trimmed.is_empty() => write!(self.0, "{words}")?,
                Fate::Same => write!(self.0, "{before}{}{after}", Escaped(trimmed))?,
                Fate::Gone => write!(self.0, "~~{}~~", Escaped(trimmed))?,
                Fate::New => write!(self.0, "**{}**", Escaped(trimmed))?,
            }
        }
        writeln!(self.0)
    }

    fn voices(&mut self, why_none: Option<&str>) -> io::Result<()> {
        writeln!(self.0, "\n## Voices")?;
        why_none.map_or(Ok(()), |why| writeln!(self.0, "\nNo statements found: {why}."))
    }

    fn voice(&mut self, voice: Option<&Voice>) -> io::Result<()> {
        let Some(voice) = voice else { return writeln!(self.0, "\n### Unattributed\n") };
        writeln!(self.0, "\n### {}\n", Escaped(&voice.name))?;
        if voice.aliases.is_empty() {
            return Ok(());
        }
        let aliases: Vec<String> = voice.aliases.iter().map(|alias| Escaped(alias).to_string()).collect();
        writeln!(self.0, "Also {}.\n", aliases.join(", "))
    }

    fn statement(&mut self, said: &Said<'_>) -> io::Result<()> {
        write!(self.0, "- {} ¶ {}, {}", said.article, said.paragraph, said.mode)?;
        if let Some(cue) = &said.cue {
            write!(self.0, ", *{}*", Escaped(cue))?;
        }
        for number in &said.quotes {
            write!(self.0, ", quote {number}")?;
        }
        for mark in &said.marks {
            write!(self.0, ", **{}**", Escaped(mark))?;
        }
        writeln!(self.0, ": {}", Escaped(&said.content))
    }

    fn end(&mut self) -> io::Result<()> {
        writeln!(self.0, "\n---\n\nMade by whosaid {} from the words of the articles.", env!("CARGO_PKG_VERSION"))
    }
}
