//! How well pronouns that are sources are taken for the ones they mean, beside the simplest way to do it: the nearest
//! mention.

use std::collections::BTreeMap;

use super::relations::{Pairing, Rate};
use crate::analysis::actors::{Pronoun, pronoun};
use crate::analysis::{ActorKind, MentionKind};
use crate::text::Span;

/// Kinds of pronouns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// he, she
    Person,
    /// I, we
    Speaker,
    /// who, which, that
    Relative,
    /// they
    Plural,
    /// it
    Thing,
}

impl Kind {
    /// All of them, the most frequent first.
    pub const ALL: [Self; 5] = [Self::Person, Self::Speaker, Self::Relative, Self::Plural, Self::Thing];

    /// The kind that a source is, if a pronoun is all it is.
    pub fn of(source: &str) -> Option<Self> {
        Some(match pronoun(&source.to_lowercase())? {
            Pronoun::He | Pronoun::She => Self::Person,
            Pronoun::I | Pronoun::We => Self::Speaker,
            Pronoun::Relative => Self::Relative,
            Pronoun::They => Self::Plural,
            Pronoun::It => Self::Thing,
            Pronoun::Other => return None,
        })
    }

    /// Its pronouns.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "he, she",
            Self::Speaker => "I, we",
            Self::Relative => "who, which, that",
            Self::Plural => "they",
            Self::Thing => "it",
        }
    }

    /// Whether it can mean an actor of that kind.
    fn fits(self, kind: ActorKind) -> bool {
        match self {
            Self::Person | Self::Speaker => matches!(kind, ActorKind::Person | ActorKind::Unnamed),
            Self::Thing => matches!(kind, ActorKind::Organization | ActorKind::Document | ActorKind::Place),
            Self::Plural => matches!(kind, ActorKind::Group | ActorKind::Organization),
            Self::Relative => true,
        }
    }
}

/// For each kind how many are right, and how many the nearest mention would be right about. Counted are matched statements
/// with the right source.
pub type Pronouns = BTreeMap<Kind, (Rate, Rate)>;

/// The pronouns of one article.
pub fn measure(pairing: Pairing) -> Pronouns {
    let mut pronouns = Pronouns::new();
    let mut mentions: Vec<(Span, usize)> = Vec::new();
    for (id, actor) in pairing.analysis.actors.iter().enumerate() {
        let named = actor.mentions.iter().filter(|m| m.kind != MentionKind::Pronoun);
        mentions.extend(named.map(|m| (m.span, id)));
    }
    mentions.sort_unstable();
    for (gold, at) in pairing.annotated.statements.iter().zip(&pairing.comparison.found) {
        let (Some(found), [source], Some(_)) =
            (at.map(|at| &pairing.analysis.statements[at]), &gold.source[..], gold.actor)
        else {
            continue;
        };
        let Some(kind) = Kind::of(pairing.annotated.article.slice(*source)) else { continue };
        if !found.source.is_some_and(|span| span.overlaps(*source)) {
            continue;
        }
        let before = mentions.iter().rev().filter(|(span, _)| span.end() <= source.start());
        let nearest = before.map(|(_, id)| *id).find(|id| kind.fits(pairing.analysis.actors[*id].kind));
        let (right, baseline) = pronouns.entry(kind).or_default();
        *right += Rate::one(pairing.is_by(found, gold));
        *baseline += Rate::one(nearest.is_some_and(|id| pairing.means(id, gold)));
    }
    pronouns
}
