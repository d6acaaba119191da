//! The one way through a dossier that all formats for people take: its articles, then what several of them quote, then what
//! each voice says in them.

use std::borrow::Cow;
use std::io;

use super::telling::Run;
use super::{Dossier, Place, Voice};
use crate::counted::counted;

/// A format for people: how it writes each part. What begins a part comes before what is in it, what ends it after.
pub(super) trait Teller {
    /// The whole, under its title.
    fn begin(&mut self, title: &str) -> io::Result<()>;
    /// An article by its number, from 1, and what there is to say of it.
    fn article(&mut self, number: usize, title: &str, facts: &str) -> io::Result<()>;
    /// The end of the articles: which statements were kept, if not all.
    fn end_articles(&mut self, kept: Option<&str>) -> io::Result<()>;
    /// The part of the quotes: how many there are, if there are any.
    fn quotes(&mut self, summary: Option<&str>) -> io::Result<()>;
    /// A quote by its number, from 1: the names behind its contradiction, if there is one.
    fn quote(&mut self, number: usize, contradiction: Option<&str>) -> io::Result<()>;
    /// A version of it: the number of its article; that, paragraph and speaker; whether it has the words of the first.
    fn version(&mut self, article: usize, head: &str, is_same: bool, runs: &[Run]) -> io::Result<()>;
    fn end_quote(&mut self) -> io::Result<()> {
        Ok(())
    }
    /// The part of the voices: why there are none, if so.
    fn voices(&mut self, why_none: Option<&str>) -> io::Result<()>;
    /// A voice; nothing for the statements of nobody.
    fn voice(&mut self, voice: Option<&Voice>) -> io::Result<()>;
    /// What it says.
    fn statement(&mut self, said: &Said<'_>) -> io::Result<()>;
    fn end_voice(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn end(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A statement, as it is told.
pub(super) struct Said<'a> {
    /// The number of its article, from 1.
    pub(super) article: usize,
    /// That of the paragraph in it, from 1.
    pub(super) paragraph: usize,
    pub(super) mode: &'static str,
    pub(super) cue: Option<Cow<'a, str>>,
    /// The numbers of the quotes that it is a version of, from 1.
    pub(super) quotes: Vec<usize>,
    /// What keeps it from being a plain assertion.
    pub(super) marks: Vec<String>,
    pub(super) content: Cow<'a, str>,
}

impl Dossier {
    pub(super) fn tell(&self, teller: &mut impl Teller) -> io::Result<()> {
        teller.begin(&format!("Dossier of {}", counted(self.items.len(), "article")))?;
        for item in 0..self.items.len() {
            teller.article(item + 1, &self.title(item), &self.facts(item))?;
        }
        teller.end_articles(self.kept().as_deref())?;
        self.tell_quotes(teller)?;
        self.tell_voices(teller)?;
        teller.end()
    }

    fn tell_quotes(&self, teller: &mut impl Teller) -> io::Result<()> {
        teller.quotes((!self.quotes.is_empty()).then(|| self.summary()).as_deref())?;
        for (number, quote) in (1..).zip(&self.quotes) {
            teller.quote(number, self.contradiction_of(quote).as_deref())?;
            for (at, version) in quote.versions.iter().enumerate() {
                let is_same = at > 0 && version.is_same();
                teller.version(version.place.0 + 1, &self.head(version), is_same, &self.runs(quote, version))?;
            }
            teller.end_quote()?;
        }
        Ok(())
    }

    fn tell_voices(&self, teller: &mut impl Teller) -> io::Result<()> {
        let unattributed = self.unattributed();
        let is_empty = self.speaking().next().is_none() && unattributed.is_empty();
        teller.voices(is_empty.then(|| self.why_none()))?;
        for (_, voice) in self.speaking() {
            self.tell_voice(Some(voice), &voice.statements, teller)?;
        }
        if unattributed.is_empty() { Ok(()) } else { self.tell_voice(None, &unattributed, teller) }
    }

    fn tell_voice(&self, voice: Option<&Voice>, places: &[Place], teller: &mut impl Teller) -> io::Result<()> {
        teller.voice(voice)?;
        for &(item, id) in places {
            let digest = self.digest(item);
            let statement = &digest.analysis.statements[id];
            teller.statement(&Said {
                article: item + 1,
                paragraph: digest.paragraph(statement.content[0]),
                mode: statement.mode.name(),
                cue: digest.cue(statement),
                quotes: self.quotes_of((item, id)),
                marks: digest.marks(id),
                content: digest.content(statement),
            })?;
        }
        teller.end_voice()
    }
}
