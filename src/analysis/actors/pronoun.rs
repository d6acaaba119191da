//! From a pronoun to the one it stands for: agreement, nearness, subjects before objects, speakers before others.

use super::cast::{Cast, Id, Seen};
use super::phrase::{Pronoun, Text};
use crate::analysis::model::ActorKind;

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
        let mut points = 8.0 * 0.62_f32.powi(i32::try_from(distance).unwrap_or(i32::MAX)) + fit;
        if seen.subject {
            points *= 1.6;
        }
        if doc.quote_depth(seen.tokens.start) != depth {
            points *= 0.4;
        }
        if seen.source && depth == 0 {
            points *= if last_source { 1.35 } else { 1.1 };
            last_source = false;
        }
        if doc.paragraph_of(seen.tokens.start) != doc.paragraph_of(at) {
            points *= 0.85;
        }
        match totals.iter_mut().find(|(_, found)| found.id == seen.id) {
            Some((total, _)) => *total += points * 0.25,
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
                if character.agrees(female) { 2.0 } else { 0.0 }
                    + if character.kind == ActorKind::Person { 0.5 } else { 0.0 },
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

/// The mention right before a relative pronoun.
pub fn antecedent<'c>(cast: &'c Cast, text: &Text, at: usize) -> Option<&'c Seen> {
    let who = matches!(text.lower(at), "who" | "whom");
    let mut end = at;
    while end > 0
        && matches!(
            text.lower(end - 1),
            "," | "—"
                | "–"
                | "\""
                | "”"
                | "’"
                | ")"
                | "and"
                | "of"
                | "both"
                | "some"
                | "many"
                | "whom"
                | "all"
                | "most"
        )
    {
        end -= 1;
    }
    let sentence = text.words.doc.sentence_at(at).tokens.start;
    cast.seen_before(at).take_while(|seen| seen.tokens.start >= sentence).find(|seen| {
        let character = &cast.characters[seen.id];
        let fits = if who { !character.is_thing() } else { character.is_thing() || character.plural };
        fits && end.saturating_sub(seen.tokens.end) <= 12
    })
}
