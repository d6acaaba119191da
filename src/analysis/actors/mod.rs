//! Who is behind the sources: names, descriptions and pronouns are gathered into actors.
//!
//! `chain` joins the names that mean the same one; `describe` collects what the text says they are; then one walk
//! through the text, mention by mention, settles descriptions (`nominal`) and pronouns (`pronoun`) by what came
//! before. What stands inside of quotations waits for its speaker to be known (`walk`).

pub(crate) mod alike;
pub mod antecedents;
mod cast;
mod chain;
mod describe;
mod events;
mod export;
mod nominal;
mod phrase;
mod pronoun;
mod reach;
mod roots;
mod walk;

#[cfg(any(test, feature = "train"))]
pub(crate) use phrase::{Pronoun, pronoun};

use super::model::{Actor, ActorId, Reason};
use super::names::{Name, Words};
use super::statements::Draft;
use crate::language::tags::Tag;
use crate::text::{Document, Span};
use antecedents::{Columns, Feature, Weights};

/// The actors, and who is behind what.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// All actors, by first mention.
    pub actors: Vec<Actor>,
    /// The actor of each draft.
    pub of_statement: Vec<Option<ActorId>>,
    /// The actor that passed each draft on.
    pub via: Vec<Option<ActorId>>,
    /// The actor of each name.
    pub of_name: Vec<Option<ActorId>>,
    /// The steps from each draft's source to its actor.
    pub why: Vec<Vec<Reason>>,
}

/// Finds the actors behind the drafts and the names. It takes time linear in the text.
pub fn resolve(doc: &Document, tags: &[Tag], names: &[Name], drafts: &[Draft], weights: &Weights) -> Resolution {
    let text = phrase::Text::new(Words::new(doc, tags), names);
    let (cast, of_name, found) = walk_through(&text, drafts, weights, false);
    export::resolution(&text, &cast, &of_name, drafts, &found)
}

/// The characters, the one behind each name, and what the walk found.
fn walk_through(
    text: &phrase::Text,
    drafts: &[Draft],
    weights: &Weights,
    record: bool,
) -> (cast::Cast, Vec<cast::Id>, walk::Found) {
    let mut cast = cast::Cast::default();
    let of_name = chain::link(text, &mut cast);
    describe::collect(text, &mut cast, &of_name);
    cast.find_protagonists();
    // A first walk learns from the pronouns how everybody agrees; the second one knows it from the start.
    let mut rehearsal = cast.clone();
    walk::walk(text, &mut rehearsal, &of_name, drafts, weights, false);
    cast.take_pronouns(&rehearsal);
    let found = walk::walk(text, &mut cast, &of_name, drafts, weights, record);
    (cast, of_name, found)
}

/// A pronoun that is the source of a statement, with the names and wordings of everybody it may stand for.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The pronoun.
    pub source: Span,
    /// The columns of the weights that count for it.
    pub columns: Columns,
    /// Everybody that it may stand for.
    pub candidates: Vec<Chance>,
}

/// Somebody that a pronoun may stand for.
#[derive(Clone, Debug)]
pub struct Chance {
    /// All that it is called.
    pub called: Vec<Span>,
    /// What holds of it, and how much.
    pub features: Vec<(Feature, f32)>,
}

/// The choices of antecedents that [`resolve`] has, for those who learn what the features are worth.
pub fn choices(doc: &Document, tags: &[Tag], names: &[Name], drafts: &[Draft], weights: &Weights) -> Vec<Choice> {
    let text = phrase::Text::new(Words::new(doc, tags), names);
    let (cast, _, found) = walk_through(&text, drafts, weights, true);
    let candidate = |c: &pronoun::Candidate| Chance {
        called: export::called(&text, &cast.characters[c.id]),
        features: c.features.clone(),
    };
    let choice = |choice: &walk::Choice| {
        Some(Choice {
            source: doc.span(&choice.source)?,
            columns: choice.columns,
            candidates: choice.candidates.iter().map(candidate).collect(),
        })
    };
    found.choices.iter().filter_map(choice).collect()
}

#[cfg(test)]
mod tests;
