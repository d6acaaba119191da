//! The kind of each name, decided for the whole text: what one mention shows counts for the others.

use std::collections::HashMap;
use std::ops::Range;

use super::candidates::Candidate;
use super::clues::{self, Scores};
use super::words::Words;
use crate::analysis::model::EntityKind;
use crate::language::gazetteer::{ORGANIZATIONS, PLACES, SURNAMES};

/// How many points the contexts of one name can give together.
const CONTEXT_LIMIT: f32 = 7.0;

/// The kind of each candidate; nothing where it is no name.
pub fn decide(words: &Words, candidates: &[Candidate], places: &[Range<usize>]) -> Vec<Option<EntityKind>> {
    let keys: Vec<String> = candidates.iter().map(|c| words.phrase(&c.tokens)).collect();
    let own: Vec<Scores> = candidates.iter().map(|c| clues::around(words, c)).collect();
    let mut whole: HashMap<&str, Scores> = HashMap::new();
    for ((key, candidate), own) in keys.iter().zip(candidates).zip(&own) {
        let scores = whole.entry(key).or_insert_with(|| clues::inside(words, &candidate.tokens));
        if !words.is_shouted(candidate.tokens.start) {
            *scores += own.capped(CONTEXT_LIMIT);
        }
    }
    let people = People::of(words, candidates, &keys, &whole);
    candidates
        .iter()
        .zip(&keys)
        .zip(&own)
        .map(|((candidate, key), own)| {
            let mut scores = whole.get(key.as_str()).copied().unwrap_or_default().capped(12.0);
            scores += own.capped(3.0);
            if candidate.tokens.len() == 1 {
                scores.add(EntityKind::Person, people.points(key));
            } else if people.is_part_of_known(words, &candidate.tokens) {
                scores.add(EntityKind::Person, 3.0);
            }
            if places.iter().any(|p| p.start < candidate.tokens.end && candidate.tokens.start < p.end) {
                scores.add(EntityKind::Place, 9.0);
            }
            let (kind, points) = scores.best();
            is_name(words, candidate, key, kind, points, &people).then_some(kind)
        })
        .collect()
}

/// Whether a candidate is a name at all.
fn is_name(words: &Words, candidate: &Candidate, key: &str, kind: EntityKind, points: f32, people: &People) -> bool {
    let tokens = &candidate.tokens;
    if points < 0.5 {
        return false;
    }
    let listed = PLACES.get(key).is_some_and(|sort| sort != "postal")
        || ORGANIZATIONS.get(key).is_some_and(str::is_empty)
        || kind == EntityKind::Group;
    if tokens.len() > 1 || listed || people.points(key) > 0.0 {
        return true;
    }
    let token = tokens.start;
    let word = words.doc.word(token);
    if word.chars().filter(|c| c.is_alphabetic()).count() < 2 && key != "x" {
        return false;
    }
    if PLACES.get(key) == Some("postal") {
        let behind_comma = words.before(token).is_some_and(|t| words.is(t, ","));
        return words.is_all_capitals(token) && behind_comma;
    }
    // A common word is a name only where its capital says so, and again and again.
    if words.is_common(token) && words.first_name(token, true).is_none() {
        return words.capital_count(token) > 0 && words.lower_count(token) <= words.capital_count(token);
    }
    words.capital_count(token) > 0 || words.lower_count(token) == 0
}

/// The parts of the names of people that the text gives in full.
struct People(HashMap<String, f32>);

impl People {
    fn of(words: &Words, candidates: &[Candidate], keys: &[String], whole: &HashMap<&str, Scores>) -> Self {
        let mut parts = HashMap::new();
        for (candidate, key) in candidates.iter().zip(keys) {
            let full = candidate.tokens.len() >= 2 && !words.is_shouted(candidate.tokens.start);
            let person = whole.get(key.as_str()).is_some_and(|s| s.best().0 == EntityKind::Person && s.best().1 >= 2.0);
            if full && person {
                let last = candidate.tokens.end - 1;
                let surname =
                    if matches!(words.key(last), "jr." | "sr." | "jr" | "iii" | "ii") { last - 1 } else { last };
                parts.insert(words.key(surname).to_owned(), 6.0);
                let first = words.key(candidate.tokens.start);
                let points = if SURNAMES.has(first) || words.first_name(candidate.tokens.start, true).is_some() {
                    4.0
                } else {
                    2.5
                };
                parts.entry(first.to_owned()).or_insert(points);
            }
        }
        Self(parts)
    }

    /// Points for a single word that is part of a known person's name.
    fn points(&self, key: &str) -> f32 {
        self.0.get(key).copied().unwrap_or_default()
    }

    /// Whether the last word of a longer name is a known surname.
    fn is_part_of_known(&self, words: &Words, tokens: &Range<usize>) -> bool {
        self.0.get(words.key(tokens.end - 1)).is_some_and(|points| *points > 5.0)
    }
}
