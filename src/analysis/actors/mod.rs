//! Who is behind the sources: names, descriptions and pronouns are gathered into actors.
//!
//! `chain` joins the names that mean the same one; `describe` collects what the text says they are; then one walk
//! through the text, mention by mention, settles descriptions (`nominal`) and pronouns (`pronoun`) by what came
//! before. What stands inside of quotations waits for its speaker to be known (`walk`).

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

use super::model::{Actor, ActorId, Reason};
use super::names::{Name, Words};
use super::statements::Draft;
use crate::language::tags::Tag;
use crate::text::Document;

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
pub fn resolve(doc: &Document, tags: &[Tag], names: &[Name], drafts: &[Draft]) -> Resolution {
    let text = phrase::Text::new(Words::new(doc, tags), names);
    let mut cast = cast::Cast::default();
    let of_name = chain::link(&text, &mut cast);
    describe::collect(&text, &mut cast, &of_name);
    // A first walk learns from the pronouns how everybody agrees; the second one knows it from the start.
    let mut rehearsal = cast.clone();
    walk::walk(&text, &mut rehearsal, &of_name, drafts);
    cast.take_genders(&rehearsal);
    let found = walk::walk(&text, &mut cast, &of_name, drafts);
    export::resolution(&text, &cast, &of_name, drafts, &found)
}

#[cfg(test)]
mod tests;
