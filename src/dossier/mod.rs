//! Several articles at once: who of one is who of another, which words come in more than one of them, how they changed on
//! the way, and whom each puts them down to.
//!
//! ```
//! use whosaid::dossier::{Dossier, Item};
//! use whosaid::{Article, analyze};
//!
//! let item = |text: &str, name: &str| {
//!     let article = Article::from_plain_text(text, name);
//!     Item { analysis: analyze(&article), article }
//! };
//! let dossier = Dossier::new(vec![
//!     item("“We waited all night for the ferry,” said Ana Ruiz, the harbour master.", "a.txt"),
//!     item("Ana Ruiz told the radio: “We waited all night for that ferry.”", "b.txt"),
//! ]);
//! assert_eq!(dossier.voices[0].members.len(), 2);
//! assert_eq!(dossier.quotes[0].versions.len(), 2);
//! ```

mod align;
mod cast;
mod html;
mod json;
mod keep;
mod markdown;
mod names;
mod passage;
mod quotes;
mod table;
pub(crate) mod telling;
mod text;
mod walk;

use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};
use std::path::Path;

use crate::analysis::{Actor, ActorId, ActorKind, Analysis, MentionKind, Mode, Rule, Statement, StatementId};
use crate::export;
use crate::text::{Article, Span};

pub use align::Change;
use cast::Cast;
use names::{Known, are_variants};

/// An article and who said what in it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The article.
    pub article: Article,
    /// Its analysis.
    pub analysis: Analysis,
}

/// A statement of one of the articles: index of the item, and of the statement in it.
pub type Place = (usize, StatementId);

/// An actor over all articles.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Voice {
    /// Its full name, as most articles have it.
    pub name: String,
    /// What it is; what most articles take it for.
    pub kind: ActorKind,
    /// The actors that it is: index of the item, and of the actor in it.
    pub members: Vec<(usize, ActorId)>,
    /// Its other names, in any of the articles.
    pub aliases: Vec<String>,
    /// Its statements, by article.
    pub statements: Vec<Place>,
}

impl Voice {
    /// How many articles it says something in.
    pub fn articles(&self) -> usize {
        self.statements.chunk_by(|a, b| a.0 == b.0).count()
    }
}

/// Words that come in more than one article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quote {
    /// The fullest version first, then the others by article.
    pub versions: Vec<Version>,
    /// The voices that the articles put it down to, if two of these cannot be the same: indices into
    /// [`voices`](Dossier::voices).
    pub contradiction: Vec<usize>,
}

/// How one statement has a quote.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Version {
    /// The statement.
    pub place: Place,
    /// The words of it, in one or more pieces.
    pub spans: Vec<Span>,
    /// How they differ from those of the first version, in order; nothing for the first.
    pub drift: Vec<Change>,
}

impl Version {
    /// Whether it has the words of the first version and no others.
    pub fn is_same(&self) -> bool {
        self.drift.iter().all(|change| matches!(change, Change::Same(_)))
    }
}

/// Several articles, read together.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The articles, in the order they were given.
    pub items: Vec<Item>,
    /// Everyone in them, those who say something in most articles first, then those with most statements.
    pub voices: Vec<Voice>,
    /// What comes in more than one article: what is put down to different people first, then what comes in most.
    pub quotes: Vec<Quote>,
    /// What [`keep`](Self::keep) kept of it, in words; nothing if it is whole.
    pub selection: Option<String>,
    /// The statements that are there for the quotes alone.
    aside: BTreeSet<Place>,
    /// The indices of the quotes that a statement is a version of.
    quotes_at: HashMap<Place, Vec<usize>>,
}

impl Dossier {
    /// Reads articles together, in time nearly linear in their length.
    pub fn new(items: Vec<Item>) -> Self {
        let groups = quotes::find(&items);
        let voices = Cast::new(&items, &groups).voices(&items);
        let (aside, quotes_at) = (BTreeSet::new(), HashMap::new());
        let mut dossier = Self { items, voices, quotes: Vec::new(), selection: None, aside, quotes_at };
        let voice_of = dossier.voice_of();
        let mut quotes: Vec<Quote> = groups
            .into_iter()
            .map(|passages| {
                let versions = passages.iter().enumerate().map(|(at, passage)| Version {
                    place: (passage.item, passage.statement),
                    spans: passage.spans.clone(),
                    drift: if at == 0 { Vec::new() } else { align::drift(&passages[0], passage) },
                });
                let versions: Vec<Version> = versions.collect();
                let contradiction = dossier.contradiction(&versions, &voice_of);
                Quote { versions, contradiction }
            })
            .collect();
        let articles = |quote: &Quote| {
            let mut items: Vec<usize> = quote.versions.iter().map(|version| version.place.0).collect();
            items.sort_unstable();
            items.dedup();
            items.len()
        };
        let first = |quote: &Quote| quote.versions.iter().map(|version| version.place).min();
        quotes.sort_by_key(|quote| (quote.contradiction.is_empty(), usize::MAX - articles(quote), first(quote)));
        dossier.take_quotes(quotes);
        dossier
    }

    fn take_quotes(&mut self, quotes: Vec<Quote>) {
        self.quotes_at.clear();
        for (index, quote) in quotes.iter().enumerate() {
            for version in &quote.versions {
                let at = self.quotes_at.entry(version.place).or_default();
                if at.last() != Some(&index) {
                    at.push(index);
                }
            }
        }
        self.quotes = quotes;
    }

    /// Writes it in this format.
    ///
    /// # Errors
    /// What `out` fails with.
    pub fn write(&self, format: Format, mut out: &mut dyn Write) -> io::Result<()> {
        let out = &mut out;
        match format.0 {
            export::Format::Markdown => markdown::write(self, out),
            export::Format::Json => json::write(self, out),
            export::Format::Text => text::write(self, out),
            export::Format::Csv => table::write(self, b',', out),
            export::Format::Tsv => table::write(self, b'\t', out),
            export::Format::Html => html::write(self, out),
            export::Format::WebAnnotation | export::Format::Xml => unreachable!("none of the formats of a dossier"),
        }
    }

    /// The index of the voice of each actor of each article.
    pub(crate) fn voice_of(&self) -> Vec<Vec<usize>> {
        let mut voice_of: Vec<Vec<usize>> = self.items.iter().map(|item| vec![0; item.analysis.actors.len()]).collect();
        for (index, voice) in self.voices.iter().enumerate() {
            voice.members.iter().for_each(|&(item, actor)| voice_of[item][actor] = index);
        }
        voice_of
    }

    /// The voices behind the versions of a quote if two of them are named and cannot be one.
    fn contradiction(&self, versions: &[Version], voice_of: &[Vec<usize>]) -> Vec<usize> {
        let mut named: Vec<(usize, Known)> = Vec::new();
        for &Version { place: (item, id), .. } in versions {
            let Item { article, analysis } = &self.items[item];
            let Some(actor) = analysis.statements[id]
                .actor
                .filter(|&actor| names_speaker(&analysis.statements[id], &analysis.actors[actor]))
            else {
                continue;
            };
            let voice = voice_of[item][actor];
            if !named.iter().any(|(other, _)| *other == voice) {
                named.extend(Known::of(&analysis.actors[actor], article).map(|known| (voice, known)));
            }
        }
        let apart = named.iter().enumerate().any(|(at, (_, a))| named[..at].iter().any(|(_, b)| contradict(a, b)));
        if apart { named.into_iter().map(|(voice, _)| voice).collect() } else { Vec::new() }
    }
}

/// Whether a statement quotes, with its speaker's name beside the words or a pronoun that can mean nobody else.
fn names_speaker(statement: &Statement, actor: &Actor) -> bool {
    let by = |kind| {
        move |source: Span| actor.mentions.iter().any(|mention| mention.kind == kind && mention.span.overlaps(source))
    };
    let doubt = statement.why.iter().any(|reason| reason.rule == Rule::SecondChoice);
    let named = |source| by(MentionKind::Name)(source) || by(MentionKind::Pronoun)(source) && !doubt;
    statement.mode != Mode::Indirect && statement.source.is_some_and(named)
}

/// Whether two that are not known to be one cannot be. A person may speak for an organization, and who goes by one word may be
/// anybody of that name.
fn contradict(a: &Known, b: &Known) -> bool {
    let person = |known: &Known| known.kind == ActorKind::Person;
    let shares = |a: &Known, b: &Known| !a.is_full() && b.parts().contains(&a.names[0][0]);
    person(a) == person(b) && !shares(a, b) && !shares(b, a) && !are_variants(a, b)
}

/// A format that a dossier can be written in: those of [an article](export::Format), but annotations and the XML of the
/// corpus, which are about one text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Format(export::Format);

impl Default for Format {
    fn default() -> Self {
        Self(export::Format::Markdown)
    }
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self(export::Format::Markdown),
        Self(export::Format::Json),
        Self(export::Format::Text),
        Self(export::Format::Csv),
        Self(export::Format::Tsv),
        Self(export::Format::Html),
    ];

    /// The same format as of an article, if a dossier can be written in it.
    pub fn of(format: export::Format) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.0 == format)
    }

    /// What it is for an article.
    pub fn of_article(self) -> export::Format {
        self.0
    }

    /// Its name, which is the extension of its files too.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The one of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The format that the ending of a file name stands for.
    pub fn of_path(path: &Path) -> Option<Self> {
        export::Format::of_path(path).and_then(Self::of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze;
    use crate::corpus::read_all;

    /// What is found in our own articles, hardly two of which are on one affair, is found by chance.
    /// `cargo test --all-features --lib dossier::tests::unrelated -- --nocapture` prints it.
    #[test]
    fn unrelated_articles_share_few_quotes() {
        let corpus = read_all(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/corpus"))).unwrap();
        let item = |article: Article| Item { analysis: analyze(&article), article };
        let dossier = Dossier::new(corpus.into_iter().map(|annotated| item(annotated.article)).collect());
        for version in dossier.quotes.iter().flat_map(|quote| &quote.versions) {
            let article = &dossier.items[version.place.0].article;
            let words: Vec<&str> = version.spans.iter().map(|&span| article.slice(span)).collect();
            println!("{}: {}", article.source(), words.join(" … "));
        }
        println!("{} quotes in {} articles", dossier.quotes.len(), dossier.items.len());
        assert!(dossier.quotes.len() <= 3);
    }
}
