//! What the formats for people have in common: where a version stands, and its words with what became of them.

use std::borrow::Cow;

use super::{Change, Dossier, Place, Quote, Version};
use crate::counted::counted;
use crate::export::digest::Digest;
use crate::export::one_line;
use crate::text::{Article, Span};

/// What became of a run of words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    Same,
    Gone,
    New,
}

/// A run of words, with the blanks that part it from the next.
pub(crate) type Run = (Fate, String);

impl Dossier {
    /// An article, asked as a report needs it.
    pub(crate) fn digest(&self, item: usize) -> Digest<'_> {
        Digest { article: &self.items[item].article, analysis: &self.items[item].analysis }
    }

    /// What an article is called: its title, or where it came from.
    pub(crate) fn title(&self, item: usize) -> Cow<'_, str> {
        let article = &self.items[item].article;
        let source = if article.source() == "-" { "standard input" } else { article.source() };
        one_line(article.title().map_or(source, |title| article.slice(title)))
    }

    /// Where an article comes from, its date and what was found in it.
    pub(crate) fn facts(&self, item: usize) -> String {
        let digest = self.digest(item);
        let article = digest.article;
        let origin = digest.origin().filter(|_| article.title().is_some());
        let mut facts: Vec<Cow<str>> = origin.map(Cow::Owned).into_iter().collect();
        facts.extend(article.date().map(|date| digest.words(date)));
        facts.push(counted(article.words(), "word").into());
        facts.push(counted(digest.analysis.statements.len(), "statement").into());
        facts.join(", ")
    }

    /// Who the article of a statement puts it down to, as that article calls them.
    pub(crate) fn speaker(&self, (item, id): Place) -> Cow<'_, str> {
        let digest = self.digest(item);
        digest.someone(digest.analysis.statements[id].actor)
    }

    /// Article, paragraph and speaker of a version: `2 ¶ 3, Ana Ruiz`.
    pub(super) fn head(&self, version: &Version) -> String {
        let item = version.place.0;
        let paragraph = self.digest(item).paragraph(version.spans[0]);
        format!("{} ¶ {paragraph}, {}", item + 1, self.speaker(version.place))
    }

    /// How many quotes there are, and what of them is put down to different people.
    pub(crate) fn summary(&self) -> String {
        let apart = self.quotes.iter().filter(|quote| !quote.contradiction.is_empty()).count();
        let quotes = counted(self.quotes.len(), "quote");
        match apart {
            0 => format!("{quotes}."),
            apart => format!("{quotes}, {apart} of them put down to different people."),
        }
    }

    /// The names behind a contradiction: `Ana Ruiz and to Bo Li`.
    pub(crate) fn contradiction_of(&self, quote: &Quote) -> Option<String> {
        let names: Vec<&str> = quote.contradiction.iter().map(|&voice| self.voices[voice].name.as_str()).collect();
        (!names.is_empty()).then(|| format!("put down to {}", names.join(" and to ")))
    }

    /// The voices that have statements, each with its index.
    pub(crate) fn speaking(&self) -> impl Iterator<Item = (usize, &super::Voice)> {
        self.voices.iter().enumerate().filter(|(_, voice)| !voice.statements.is_empty())
    }

    /// The statements that nobody is behind.
    pub(crate) fn unattributed(&self) -> Vec<Place> {
        let of = |item: usize| self.digest(item).unattributed().into_iter().map(move |id| (item, id));
        (0..self.items.len()).flat_map(of).filter(|place| !self.aside.contains(place)).collect()
    }

    /// The numbers of the quotes that a statement is a version of, from 1.
    pub(crate) fn quotes_of(&self, place: Place) -> Vec<usize> {
        self.quotes_at.get(&place).into_iter().flatten().map(|index| index + 1).collect()
    }

    /// Which statements were kept: `statements by “ruiz”`; nothing if the dossier is whole.
    pub(super) fn kept(&self) -> Option<String> {
        Some(format!("statements {}", one_line(self.selection.as_deref()?)))
    }

    /// Why there are no statements, in words.
    pub(super) fn why_none(&self) -> &'static str {
        match self.selection {
            Some(_) => "none passes the filter",
            None => "nobody is quoted or reported in these texts",
        }
    }

    /// The words of a version, with what became of those of the first version.
    pub(crate) fn runs(&self, quote: &Quote, version: &Version) -> Vec<Run> {
        let (own, first) = (&self.items[version.place.0].article, &self.items[quote.versions[0].place.0].article);
        let whole: Vec<Change> = version.spans.iter().map(|&span| Change::Same(span)).collect();
        runs(if version.drift.is_empty() { &whole } else { &version.drift }, own, first)
    }
}

fn runs(changes: &[Change], own: &Article, first: &Article) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    // The last span of the own article, and whether something that is gone stands behind it.
    let (mut told, mut after_gone): (Option<Span>, bool) = (None, false);
    for &change in changes {
        let (fate, span, article) = match change {
            Change::Same(span) => (Fate::Same, span, own),
            Change::New(span) => (Fate::New, span, own),
            Change::Gone(span) => (Fate::Gone, span, first),
        };
        let words = one_line(article.slice(span));
        if fate == Fate::Gone {
            let open = runs.last().is_none_or(|(_, run)| run.ends_with([' ', '“', '‘', '"', '\'', '(', '—']));
            if !open {
                push(&mut runs, Fate::Same, " ");
            }
            after_gone = true;
        } else {
            let between = told.map_or("", |told| own.text().get(told.end()..span.start()).unwrap_or_default());
            if !between.trim().is_empty() {
                push(&mut runs, Fate::Same, " … ");
            } else if !between.is_empty() || after_gone && words.starts_with(char::is_alphanumeric) {
                push(&mut runs, Fate::Same, " ");
            }
            (told, after_gone) = (Some(span), false);
        }
        push(&mut runs, fate, &words);
    }
    runs
}

/// Puts words behind the others; two blanks never meet.
fn push(runs: &mut Vec<Run>, fate: Fate, words: &str) {
    let blank = runs.last().is_some_and(|(_, run)| run.ends_with(' '));
    let words = if blank { words.trim_start() } else { words };
    match runs.last_mut() {
        Some((last, run)) if *last == fate => run.push_str(words),
        _ if words.is_empty() => {}
        _ => runs.push((fate, words.to_owned())),
    }
}
