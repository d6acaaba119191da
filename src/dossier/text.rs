//! A dossier as linear text, for screen readers and pipes. What a version leaves out stands in `[-…-]`, what it has
//! instead in `{+…+}`, as wdiff has it.

use std::io::{self, Write};

use super::telling::{Fate, Run};
use super::walk::{Said, Teller};
use super::{Dossier, Voice};
use crate::counted::counted;

pub(super) fn write(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    dossier.tell(&mut Text(out))
}

struct Text<'a, W>(&'a mut W);

impl<W: Write> Teller for Text<'_, W> {
    fn begin(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.0, "{title}\n")
    }

    fn article(&mut self, number: usize, title: &str, facts: &str) -> io::Result<()> {
        writeln!(self.0, "{number}. {title} ({facts})")
    }

    fn end_articles(&mut self, kept: Option<&str>) -> io::Result<()> {
        kept.map_or(Ok(()), |kept| writeln!(self.0, "Only {kept}"))
    }

    fn quotes(&mut self, summary: Option<&str>) -> io::Result<()> {
        writeln!(self.0, "\nQUOTES IN SEVERAL ARTICLES\n")?;
        match summary {
            Some(summary) => writeln!(self.0, "{summary} Left out: [-words-]. New: {{+words+}}."),
            None => writeln!(self.0, "None found."),
        }
    }

    fn quote(&mut self, number: usize, contradiction: Option<&str>) -> io::Result<()> {
        let contradiction = contradiction.map(|names| format!(", contradiction: {names}")).unwrap_or_default();
        writeln!(self.0, "\nQuote {number}{contradiction}")
    }

    fn version(&mut self, _: usize, head: &str, is_same: bool, runs: &[Run]) -> io::Result<()> {
        write!(self.0, "  {head}: {}", if is_same { "the same words: " } else { "" })?;
        for (fate, words) in runs {
            match fate {
                Fate::Same => write!(self.0, "{words}")?,
                Fate::Gone => write!(self.0, "[-{words}-]")?,
                Fate::New => write!(self.0, "{{+{words}+}}")?,
            }
        }
        writeln!(self.0)
    }

    fn voices(&mut self, why_none: Option<&str>) -> io::Result<()> {
        writeln!(self.0, "\nVOICES")?;
        why_none.map_or(Ok(()), |why| writeln!(self.0, "\nNo statements found: {why}."))
    }

    fn voice(&mut self, voice: Option<&Voice>) -> io::Result<()> {
        let Some(voice) = voice else { return writeln!(self.0, "\nUnattributed") };
        let (count, articles) = (counted(voice.statements.len(), "statement"), counted(voice.articles(), "article"));
        writeln!(self.0, "\n{}: {count} in {articles}", voice.name)?;
        if voice.aliases.is_empty() { Ok(()) } else { writeln!(self.0, "  also {}", voice.aliases.join(", ")) }
    }

    fn statement(&mut self, said: &Said<'_>) -> io::Result<()> {
        write!(self.0, "  {} ¶ {}: {} ({}", said.article, said.paragraph, said.content, said.mode)?;
        for number in &said.quotes {
            write!(self.0, ", quote {number}")?;
        }
        for mark in &said.marks {
            write!(self.0, ", {mark}")?;
        }
        writeln!(self.0, ")")
    }
}
