//! The kind of each name, decided for the whole text: what one mention shows counts for the others.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::candidates::Candidate;
use super::clues;
use super::weights::{self, Scores};
use super::words::Words;
use crate::analysis::model::EntityKind;

/// The features of each candidate, without those that need the kinds of others.
struct Evidence {
    keys: Vec<String>,
    own: Vec<clues::Features>,
    /// For each name of the text what its words say, and what the words around any of its mentions say.
    whole: HashMap<String, BTreeSet<String>>,
}

/// The kind of each candidate; nothing where it is no name.
pub fn decide(words: &Words, candidates: &[Candidate], places: &[Range<usize>]) -> Vec<Option<EntityKind>> {
    let evidence = Evidence::of(words, candidates);
    let alone: Vec<Option<EntityKind>> =
        candidates.iter().enumerate().map(|(i, c)| kind(words, &evidence, i, c, places, None)).collect();
    let known = Known::of(words, candidates, &alone);
    candidates.iter().enumerate().map(|(i, c)| kind(words, &evidence, i, c, places, Some(&known))).collect()
}

fn kind(
    words: &Words,
    evidence: &Evidence,
    index: usize,
    candidate: &Candidate,
    places: &[Range<usize>],
    known: Option<&Known>,
) -> Option<EntityKind> {
    let mut scores = Scores::default();
    for feature in features(words, evidence, index, candidate, places, known) {
        weights::add(&mut scores, &feature);
    }
    weights::best(&scores)
}

/// All features of a candidate.
fn features(
    words: &Words,
    evidence: &Evidence,
    index: usize,
    candidate: &Candidate,
    places: &[Range<usize>],
    known: Option<&Known>,
) -> Vec<String> {
    let tokens = &candidate.tokens;
    let mut features: Vec<String> = evidence.whole.get(&evidence.keys[index]).into_iter().flatten().cloned().collect();
    features.extend(evidence.own[index].iter().map(|f| format!("own {f}")));
    features.push("bias".to_owned());
    let token = tokens.start;
    if tokens.len() == 1 {
        let counts = match (words.capital_count(token), words.lower_count(token)) {
            (0, 0) => "seen=forced",
            (0, _) => "seen=lower",
            (_, 0) => "seen=capital",
            (capital, lower) if capital > lower => "seen=more capital",
            _ => "seen=more lower",
        };
        features.push(counts.to_owned());
    }
    if words.is_shouted(token) {
        features.push("shouted".to_owned());
    } else if words.is_initial(token) {
        features.push("initial".to_owned());
    }
    if places.iter().any(|p| p.start < tokens.end && tokens.start < p.end) {
        features.push("dateline".to_owned());
    }
    if let Some(known) = known {
        features.extend(known.features(words, tokens));
    }
    features
}

impl Evidence {
    fn of(words: &Words, candidates: &[Candidate]) -> Self {
        let keys: Vec<String> = candidates.iter().map(|c| words.phrase(&c.tokens)).collect();
        let own: Vec<clues::Features> = candidates.iter().map(|c| clues::around(words, c)).collect();
        let mut whole: HashMap<String, BTreeSet<String>> = HashMap::new();
        for ((key, candidate), own) in keys.iter().zip(candidates).zip(&own) {
            let features = whole
                .entry(key.clone())
                .or_insert_with(|| clues::inside(words, &candidate.tokens).into_iter().collect());
            features.extend(own.iter().map(|f| format!("any {f}")));
        }
        Self { keys, own, whole }
    }
}

/// The parts of longer names.
#[derive(Default)]
struct Known {
    surnames: HashSet<String>,
    first_names: HashSet<String>,
    organizations: HashSet<String>,
    acronyms: HashSet<String>,
    places: HashSet<String>,
}

impl Known {
    fn of(words: &Words, candidates: &[Candidate], kinds: &[Option<EntityKind>]) -> Self {
        let mut known = Self::default();
        for (candidate, kind) in candidates.iter().zip(kinds) {
            let tokens = &candidate.tokens;
            let (first, last) = (words.key(tokens.start), words.key(tokens.end - 1));
            if tokens.len() < 2 {
                continue;
            }
            match kind {
                Some(EntityKind::Person) if !words.is_shouted(tokens.start) => {
                    let suffix = matches!(last, "jr." | "sr." | "jr" | "iii" | "ii");
                    known.surnames.insert(words.key(tokens.end - 1 - usize::from(suffix)).to_owned());
                    known.first_names.insert(first.to_owned());
                }
                Some(EntityKind::Organization) => {
                    known.organizations.insert(first.to_owned());
                    known.organizations.insert(last.to_owned());
                    let initials =
                        tokens.clone().filter(|&t| words.is_capital(t)).filter_map(|t| words.key(t).chars().next());
                    known.acronyms.insert(initials.collect());
                }
                Some(EntityKind::Place) => {
                    known.places.insert(first.to_owned());
                }
                _ => {}
            }
        }
        known
    }

    fn features(&self, words: &Words, tokens: &Range<usize>) -> Vec<String> {
        let mut features = Vec::new();
        let key = words.key(tokens.end - 1);
        if tokens.len() > 1 {
            if self.surnames.contains(key) {
                features.push("ends like a person".to_owned());
            }
            return features;
        }
        let sets = [
            (&self.surnames, "surname of a person"),
            (&self.first_names, "first name of a person"),
            (&self.organizations, "part of an organization"),
            (&self.acronyms, "acronym of an organization"),
            (&self.places, "part of a place"),
        ];
        features.extend(sets.iter().filter(|(set, _)| set.contains(key)).map(|(_, feature)| (*feature).to_owned()));
        if features.is_empty() {
            features.push("part of nothing".to_owned());
        }
        features
    }
}

/// Each candidate with its features, for the trainer.
#[cfg(feature = "train")]
pub fn evidence(words: &Words, candidates: &[Candidate], places: &[Range<usize>]) -> Vec<(Range<usize>, Vec<String>)> {
    let evidence = Evidence::of(words, candidates);
    let alone: Vec<Option<EntityKind>> =
        candidates.iter().enumerate().map(|(i, c)| kind(words, &evidence, i, c, places, None)).collect();
    let known = Known::of(words, candidates, &alone);
    let features =
        |(i, c): (usize, &Candidate)| (c.tokens.clone(), features(words, &evidence, i, c, places, Some(&known)));
    candidates.iter().enumerate().map(features).collect()
}
