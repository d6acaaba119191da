//! From a pronoun to the one it stands for: agreement, nearness, subjects before objects, speakers before others.

use super::cast::{Cast, Id, Seen};
use super::phrase::{Pronoun, Text};
use crate::analysis::model::{ActorKind, MentionKind};

/// How many mentions back an antecedent is looked for.
const WINDOW: usize = 30;
/// How many sentences back.
const SENTENCES: usize = 8;

/// A candidate with what it rests on.
#[derive(Clone, Debug)]
pub struct Found {
    /// Whom the pronoun stands for.
    pub id: Id,
    /// The mention that led there.
    pub seen: Seen,
}

/// What weighs how much in the choice of an antecedent. Found by search on the annotated articles.
mod weight {
    /// A mention in the same sentence; each sentence of distance takes its share.
    pub const NEAR: f32 = 3.6;
    /// What a sentence of distance leaves.
    pub const PER_SENTENCE: f32 = 0.68;
    /// A known agreement in gender.
    pub const AGREES: f32 = 1.8;
    /// Somebody named.
    pub const NAMED: f32 = 0.17;
    /// A subject.
    pub const SUBJECT: f32 = 1.28;
    /// No subject, in the same sentence.
    pub const OBJECT_NEAR: f32 = 0.4;
    /// The source of the last statement.
    pub const LAST_SOURCE: f32 = 1.19;
    /// A mention on the other side of quotation marks.
    pub const OTHER_DEPTH: f32 = 0.23;
    /// A mention in another paragraph.
    pub const OTHER_PARAGRAPH: f32 = 0.32;
    /// What an earlier mention adds to the latest one.
    pub const EARLIER: f32 = 0.23;
    /// Somebody without a name whom the writer tells of.
    pub const UNNAMED: f32 = 0.56;
    /// Somebody who has not spoken and has no name.
    pub const SILENT: f32 = 0.76;
    /// A mention that is a pronoun itself.
    pub const PRONOUN: f32 = 0.73;
}

/// The antecedent of a pronoun at a token. `not` are those it cannot be: the speaker of the quotation it stands in.
pub fn find(text: &Text, cast: &Cast, at: usize, pronoun: Pronoun, not: &[Id]) -> Option<Found> {
    let doc = text.words.doc;
    let sentence = doc.sentence_of[at] as usize;
    let depth = doc.quote_depth(at);
    let mut totals: Vec<(f32, Found)> = Vec::new();
    let mut last_source = true;
    for seen in cast.seen_before(at).take(WINDOW) {
        let there = doc.sentence_of[seen.tokens.start] as usize;
        let distance = sentence.saturating_sub(there);
        if distance > SENTENCES {
            break;
        }
        let character = &cast.characters[seen.id];
        let Some(fit) = fits(character, pronoun) else { continue };
        if not.contains(&seen.id) {
            continue;
        }
        let character = &cast.characters[seen.id];
        let mut points = weight::NEAR * weight::PER_SENTENCE.powi(i32::try_from(distance).unwrap_or(i32::MAX)) + fit;
        let unnamed = character.names.is_empty();
        let mut scale = |holds: bool, weight: f32| points *= if holds { weight } else { 1.0 };
        scale(unnamed && !seen.source, weight::UNNAMED);
        scale(unnamed && !character.speaks, weight::SILENT);
        scale(seen.kind == MentionKind::Pronoun, weight::PRONOUN);
        scale(seen.subject, weight::SUBJECT);
        scale(!seen.subject && distance == 0, weight::OBJECT_NEAR);
        scale(doc.quote_depth(seen.tokens.start) != depth, weight::OTHER_DEPTH);
        scale(seen.source && depth == 0 && last_source, weight::LAST_SOURCE);
        scale(doc.paragraph_of(seen.tokens.start) != doc.paragraph_of(at), weight::OTHER_PARAGRAPH);
        last_source &= !(seen.source && depth == 0);
        match totals.iter_mut().find(|(_, found)| found.id == seen.id) {
            Some((total, _)) => *total += points * weight::EARLIER,
            None => totals.push((points, Found { id: seen.id, seen: seen.clone() })),
        }
    }
    totals.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, found)| found)
}

/// Whether a character can be what a pronoun stands for, and what speaks for it.
fn fits(character: &super::cast::Character, pronoun: Pronoun) -> Option<f32> {
    match pronoun {
        Pronoun::He | Pronoun::She => {
            let female = pronoun == Pronoun::She;
            if !character.is_person() || character.clashes(female) {
                return None;
            }
            Some(
                if character.agrees(female) { weight::AGREES } else { 0.0 }
                    + if character.kind == ActorKind::Person { weight::NAMED } else { 0.0 },
            )
        }
        Pronoun::It => {
            if !character.is_thing() || character.plural {
                return None;
            }
            Some(match character.kind {
                ActorKind::Organization => 2.0,
                ActorKind::Document => 0.5,
                _ => -1.0,
            })
        }
        Pronoun::They => {
            if character.plural {
                return Some(3.0);
            }
            let organization = character.kind == ActorKind::Organization;
            organization.then_some(-2.0)
        }
        _ => None,
    }
}
