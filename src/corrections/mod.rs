//! What the person who reads says against the engine: this is said by her, these two are one, that is no statement; and
//! what is worth coming back to.
//!
//! A [`Correction`] names what it is about by the words of the article ([`Anchor`]), so that it outlives edits of the
//! article and other versions of the engine. Nothing is changed in place: [`apply`] makes a new analysis from what the
//! engine found and the [`Log`] of corrections, and undoing is a shorter log. What a reader decided says so: such a
//! statement [is corrected](crate::analysis::Statement::is_corrected) and certain, such an actor is marked.

pub mod aliases;
mod anchor;
mod apply;
mod cast;
#[cfg(feature = "keep")]
pub mod form;
mod likewise;
mod log;
#[cfg(feature = "keep")]
pub mod shelf;
mod words;

use serde::{Deserialize, Serialize};

use crate::analysis::{ActorId, ActorKind, Analysis, Class, Layer, Statement};
use crate::counted::counted;
use crate::text::Article;

pub use aliases::Aliases;
pub use anchor::Anchor;
pub use apply::{Applied, Marked, apply, apply_but_marks, marks};
pub use likewise::likewise;
pub use log::Log;

/// The longest name that a reader can give, in bytes.
pub const LONGEST_NAME: usize = 200;
/// The longest note that a reader can write, in bytes.
pub const LONGEST_NOTE: usize = 2000;

/// The words of a statement, by which it is known again; and what it is, for an engine that does not find it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What is said, in one or more pieces.
    pub content: Vec<Anchor>,
    /// The words that signal it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<Anchor>,
    /// The words that name the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Anchor>,
    /// The kind of act.
    pub class: Class,
    /// Speech or mind.
    pub layer: Layer,
    /// Whether it is denied or refused.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub negated: bool,
}

impl Words {
    /// Those of a statement.
    pub fn of(article: &Article, statement: &Statement) -> Self {
        let anchor = |span| Anchor::of(article, span);
        Self {
            content: statement.content.iter().copied().map(anchor).collect(),
            cue: statement.cue.map(anchor),
            source: statement.source.map(anchor),
            class: statement.class,
            layer: statement.layer,
            negated: statement.negated,
        }
    }
}

/// An actor, by name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Who {
    /// What it is called.
    pub name: String,
    /// A place that means it, where several are called so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention: Option<Anchor>,
}

impl Who {
    /// An actor of an analysis.
    pub fn of(article: &Article, analysis: &Analysis, id: ActorId) -> Self {
        let actor = &analysis.actors[id];
        let name = actor.called(article).to_owned();
        let namesakes = analysis.actors.iter().filter(|other| {
            other.called(article) == name || other.aliases.iter().any(|&alias| article.slice(alias) == name)
        });
        let place = actor.mentions.first().map(|mention| mention.span);
        let mention = (namesakes.count() > 1).then_some(place).flatten().map(|span| Anchor::of(article, span));
        Self { name, mention }
    }

    /// Somebody of that name, whom the article need not know.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), mention: None }
    }
}

/// One thing that the reader says against the engine, or beside it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Correction {
    /// Somebody else says it.
    Speaker {
        /// What is said.
        statement: Words,
        /// Who says it; a name that the article does not know makes a new actor. Nothing: nobody can tell.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        speaker: Option<Who>,
    },
    /// Somebody else says all of these, which one mistake had put down to another.
    Speakers {
        /// What is said, the statement first that the reader looked at.
        statements: Vec<Words>,
        /// Who says it, as for one statement.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        speaker: Option<Who>,
    },
    /// Statements that were put down to one actor come from another, whom the engine took for the same.
    Split {
        /// They.
        statements: Vec<Words>,
        /// What the new actor is called.
        name: String,
    },
    /// Two actors are one.
    Merge {
        /// The one that goes.
        actor: Who,
        /// The one that stays.
        into: Who,
    },
    /// An actor is called otherwise.
    Rename {
        /// Who.
        actor: Who,
        /// How: one of its aliases, or words of the reader's own.
        name: String,
    },
    /// An actor is of another kind.
    Kind {
        /// Who.
        actor: Who,
        /// Which.
        kind: ActorKind,
    },
    /// It is no statement.
    Drop {
        /// What was taken for one.
        statement: Words,
    },
    /// Its words begin or end elsewhere.
    Extent {
        /// What was found.
        statement: Words,
        /// What is said.
        content: Vec<Anchor>,
        /// Who says it, for an engine that does not find it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        speaker: Option<Who>,
    },
    /// It is worth coming back to; what stood beside it before is replaced.
    Mark {
        /// What is said.
        statement: Words,
        /// What to say of it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// It is no longer.
    Unmark {
        /// What is said.
        statement: Words,
    },
    /// A statement was missed.
    Add {
        /// What is said.
        statement: Words,
        /// Who says it; nothing: nobody can tell.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        speaker: Option<Who>,
    },
}

impl Correction {
    /// Whether it makes or takes away a mark, and leaves what was found as it is.
    pub fn is_of_mark(&self) -> bool {
        matches!(self, Self::Mark { .. } | Self::Unmark { .. })
    }

    /// What it says, in a few words.
    pub fn summary(&self) -> String {
        let name = |who: &Option<Who>| who.as_ref().map_or("unknown".to_owned(), |who| who.name.clone());
        match self {
            Self::Speaker { speaker, .. } => format!("speaker: {}", name(speaker)),
            Self::Speakers { statements, speaker } => {
                format!("speaker of {}: {}", counted(statements.len(), "statement"), name(speaker))
            }
            Self::Split { statements, name } if statements.len() > 1 => {
                format!("{} split off: {name}", counted(statements.len(), "statement"))
            }
            Self::Split { name, .. } => format!("split off: {name}"),
            Self::Merge { actor, into } => format!("{} is {}", actor.name, into.name),
            Self::Rename { actor, name } => format!("{} is called {name}", actor.name),
            Self::Kind { actor, kind } => format!("{} is {}", actor.name, article_of(*kind)),
            Self::Drop { .. } => "not a statement".to_owned(),
            Self::Extent { .. } => "other words".to_owned(),
            Self::Mark { note: None, .. } => "marked".to_owned(),
            Self::Mark { note: Some(note), .. } => format!("noted: {note}"),
            Self::Unmark { .. } => "no longer marked".to_owned(),
            Self::Add { speaker, .. } => format!("added, speaker: {}", name(speaker)),
        }
    }

    /// The words it is about, for a list.
    pub fn words(&self) -> Option<&str> {
        let statement = match self {
            Self::Speaker { statement, .. }
            | Self::Drop { statement }
            | Self::Extent { statement, .. }
            | Self::Mark { statement, .. }
            | Self::Unmark { statement }
            | Self::Add { statement, .. } => statement,
            Self::Speakers { statements, .. } | Self::Split { statements, .. } => statements.first()?,
            Self::Merge { .. } | Self::Rename { .. } | Self::Kind { .. } => return None,
        };
        statement.content.first().map(|anchor| anchor.words.as_str())
    }

    /// Words that the article must have for it to be about this article: those of a statement, or a name.
    #[cfg(feature = "keep")]
    fn trace(&self) -> Option<&str> {
        match self {
            Self::Merge { actor, .. } | Self::Rename { actor, .. } | Self::Kind { actor, .. } => Some(&actor.name),
            _ => self.words(),
        }
    }

    /// All its anchors.
    fn anchors_mut(&mut self) -> Vec<&mut Anchor> {
        fn of(words: &mut Words) -> impl Iterator<Item = &mut Anchor> {
            words.content.iter_mut().chain(&mut words.cue).chain(&mut words.source)
        }
        fn place(who: &mut Who) -> Option<&mut Anchor> {
            who.mention.as_mut()
        }
        match self {
            Self::Speaker { statement, speaker } | Self::Add { statement, speaker } => {
                of(statement).chain(speaker.as_mut().and_then(place)).collect()
            }
            Self::Speakers { statements, speaker } => {
                statements.iter_mut().flat_map(of).chain(speaker.as_mut().and_then(place)).collect()
            }
            Self::Split { statements, .. } => statements.iter_mut().flat_map(of).collect(),
            Self::Merge { actor, into } => place(actor).into_iter().chain(place(into)).collect(),
            Self::Rename { actor, .. } | Self::Kind { actor, .. } => place(actor).into_iter().collect(),
            Self::Drop { statement } | Self::Mark { statement, .. } | Self::Unmark { statement } => {
                of(statement).collect()
            }
            Self::Extent { statement, content, speaker } => {
                of(statement).chain(content).chain(speaker.as_mut().and_then(place)).collect()
            }
        }
    }

    /// The same for a text that was edited: anchors that still hold are made anew for it, so that the next edit may change
    /// what this one has left. One whose words are gone stays as it is, but for offsets that no longer mean anything.
    pub(crate) fn moved_to(&self, article: &Article) -> Self {
        let mut moved = self.clone();
        let anchors = moved.anchors_mut();
        let spans: Vec<_> = anchors.iter().map(|anchor| anchor.adrift().find(article)).collect();
        let whole = spans.iter().all(Option::is_some);
        for (anchor, span) in anchors.into_iter().zip(spans) {
            match span.filter(|_| whole) {
                Some(span) => *anchor = Anchor::of(article, span),
                None => anchor.at = None,
            }
        }
        moved
    }
}

/// `a person`, `an organization`.
fn article_of(kind: ActorKind) -> String {
    let name = kind.name();
    format!("{} {name}", if name.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}

#[cfg(test)]
mod tests;
