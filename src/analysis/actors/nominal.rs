//! From a description ("the minister", "the port's harbour master") to the one it means.

use super::cast::{Cast, Description, Id};
use super::roots::{is_any_organization, narrower};
use crate::analysis::model::ActorKind;

/// How many mentions back a word that any organisation can go by is looked for.
const WINDOW: usize = 40;
/// The least points that make a match.
const THRESHOLD: f32 = 2.0;

/// What is looked for.
#[derive(Debug)]
pub struct Query<'a> {
    /// The description.
    pub description: &'a Description,
    /// The token where it stands.
    pub at: usize,
    /// Whether it speaks of more than one.
    pub plural: bool,
    /// Whether it has neither an article nor an owner: `Lawmaker` in a headline.
    pub bare: bool,
    /// `person`, `group`, `organization` or `document`, where the noun tells.
    pub sort: Option<&'a str>,
    /// What its noun says of a gender.
    pub female: Option<bool>,
}

/// The character that a description means, if one before it (or described so later) fits.
pub fn find(cast: &Cast, query: &Query) -> Option<Id> {
    let root = &query.description.root;
    let mut best: Option<(f32, Id)> = None;
    let mut consider = |id: Id, base: f32| {
        let points = base + points(cast, query, id);
        if points >= THRESHOLD && best.is_none_or(|(most, _)| points > most) {
            best = Some((points, id));
        }
    };
    for id in cast.known_as(root) {
        consider(id, 6.0);
    }
    // A headline may call by a wider word whom the text has yet to describe.
    if query.bare {
        for narrow in narrower(root) {
            if let Some(id) = cast.known_as(narrow).last() {
                consider(id, 4.0);
            }
        }
    }
    let narrow: Vec<&str> = narrower(root).collect();
    let mut looked_at = Vec::new();
    for seen in cast.seen_before(query.at).take(WINDOW) {
        if looked_at.contains(&seen.id) {
            continue;
        }
        looked_at.push(seen.id);
        let character = &cast.characters[seen.id];
        if character.descriptions.iter().any(|d| narrow.contains(&d.root.as_str())) {
            consider(seen.id, 3.5);
        } else if character.kind == ActorKind::Organization
            && query.sort == Some("organization")
            && is_any_organization(root)
        {
            consider(seen.id, 2.5);
        }
    }
    best.map(|(_, id)| id)
}

/// What speaks for and against a character beside the noun: modifiers, owner, number, gender, distance.
fn points(cast: &Cast, query: &Query, id: Id) -> f32 {
    let character = &cast.characters[id];
    let thing = matches!(query.sort, Some("organization" | "document"));
    if !thing && character.plural != query.plural || thing && character.kind == ActorKind::Person {
        return f32::NEG_INFINITY;
    }
    if query.female.is_some_and(|female| character.clashes(female)) {
        return f32::NEG_INFINITY;
    }
    let mut points = 0.0;
    for modifier in &query.description.modifiers {
        let known =
            character.descriptions.iter().any(|d| d.modifiers.contains(modifier)) || character.full.contains(modifier);
        let told = character.descriptions.iter().any(|d| d.root == query.description.root && !d.modifiers.is_empty());
        points += if known {
            2.0
        } else if told {
            -2.0
        } else {
            -0.7
        };
    }
    if let Some(owner) = query.description.owner {
        let owners: Vec<Id> = character.descriptions.iter().filter_map(|d| d.owner).collect();
        points += if owners.contains(&owner) {
            3.0
        } else if owners.is_empty() {
            let name = cast.characters[owner]
                .full
                .iter()
                .any(|w| character.descriptions.iter().any(|d| d.modifiers.contains(w)));
            if name { 2.0 } else { -2.5 }
        } else {
            -5.0
        };
    }
    let complement = &query.description.complement;
    if !complement.is_empty() {
        let told: Vec<&String> = character.descriptions.iter().flat_map(|d| &d.complement).collect();
        let shared = |word: &String| {
            told.contains(&word)
                || character.full.contains(word)
                || character.descriptions.iter().any(|d| d.modifiers.contains(word))
        };
        points += match (complement.iter().any(shared), told.is_empty()) {
            (true, _) => 2.0,
            (false, true) => -2.0,
            (false, false) => -4.0,
        };
    }
    // Near ones before far ones; those not met yet last.
    let last = cast.seen_before(query.at).take(WINDOW).position(|seen| seen.id == id);
    points += match last {
        Some(n) => 2.0 - 1.5 * (n as f32 / WINDOW as f32),
        None if character.mentions.first().is_some_and(|(tokens, _)| tokens.start < query.at) => 0.3,
        None => -1.5,
    };
    points
}
