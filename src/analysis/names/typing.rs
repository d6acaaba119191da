//! The kind of each name, decided for the whole text: what one mention shows counts for the others.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::candidates::Candidate;
use super::clues;
use super::weights::{self, Scores};
use super::words::Words;
use crate::analysis::model::EntityKind;

/// How much the mean of all mentions of a name counts beside one mention's own points.
const TOGETHER: f32 = 1.0;

/// How much the mean of its short form counts for a full name, and the other way round.
const OTHER_FORM: f32 = 1.0;

/// What a form of address adds for a person.
const ADDRESS: f32 = 6.0;

/// Features with their values, for the trainer.
#[cfg(feature = "train")]
pub type Valued = Vec<(String, f32)>;

/// The features of each candidate, without those that need the kinds of others.
struct Evidence {
    keys: Vec<String>,
    own: Vec<clues::Features>,
    /// For each name of the text what its words say, and what the words around its mentions say, by how many say it.
    whole: HashMap<String, BTreeMap<String, f32>>,
}

/// The kind of each candidate; nothing where it is no name.
pub fn decide(words: &Words, candidates: &[Candidate], places: &[Range<usize>]) -> Vec<Option<EntityKind>> {
    let evidence = Evidence::of(words, candidates);
    let mut own = points(words, &evidence, candidates, places);
    let known = Known::of(words, candidates, &kinds(&evidence, &own, &HashMap::new()));
    for (scores, candidate) in own.iter_mut().zip(candidates) {
        for feature in known.features(words, &candidate.tokens) {
            weights::add(scores, feature, 1.0);
        }
    }
    kinds(&evidence, &own, &other_forms(words, &evidence, candidates))
}

/// The points of each candidate by itself.
fn points(words: &Words, evidence: &Evidence, candidates: &[Candidate], places: &[Range<usize>]) -> Vec<Scores> {
    // What the words of a name say, and those around all of its mentions, is the same for each of them.
    let mut shared: HashMap<&str, Scores> = HashMap::new();
    let points = |(index, candidate): (usize, &Candidate)| {
        let key = evidence.keys[index].as_str();
        let mut scores = *shared.entry(key).or_insert_with(|| {
            let mut scores = Scores::default();
            evidence.whole[key].iter().for_each(|(feature, value)| weights::add(&mut scores, feature, *value));
            scores
        });
        for feature in features(words, evidence, index, candidate, places) {
            weights::add(&mut scores, &feature, 1.0);
        }
        // Nobody but people are addressed so, whatever their names are like.
        if candidate.title.as_ref().is_some_and(|t| t.end == candidate.tokens.start && is_address(words, t)) {
            scores[0] += ADDRESS;
        }
        scores
    };
    candidates.iter().enumerate().map(points).collect()
}

/// For each full name that no list knows the last word that it alone is called by, and the other way round: `Shug Donnachie`
/// and `Donnachie`.
fn other_forms<'e>(words: &Words, evidence: &'e Evidence, candidates: &[Candidate]) -> HashMap<&'e str, &'e str> {
    let names = |sort| {
        let unknown = move |(_, candidate): &(&String, &Candidate)| clues::sort(words, &candidate.tokens) == sort;
        evidence.keys.iter().zip(candidates).filter(unknown).map(|(key, _)| key.as_str())
    };
    let mut full: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for name in names("names") {
        full.entry(name.rsplit_once(' ').map_or(name, |(_, last)| last)).or_default().insert(name);
    }
    let mut forms = HashMap::new();
    for short in names("name") {
        if let Some(full) = full.get(short).filter(|names| names.len() == 1).and_then(BTreeSet::first) {
            forms.extend([(*full, short), (short, *full)]);
        }
    }
    forms
}

/// The kind of each candidate, by its own points and those of all mentions of the same name; where a name has another
/// form, by those of that too.
fn kinds(evidence: &Evidence, own: &[Scores], other_forms: &HashMap<&str, &str>) -> Vec<Option<EntityKind>> {
    let mut together: HashMap<&str, (Scores, f32)> = HashMap::new();
    for (key, scores) in evidence.keys.iter().zip(own) {
        let (sum, count) = together.entry(key).or_default();
        sum.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
        *count += 1.0;
    }
    let kind = |(key, scores): (&String, &Scores)| {
        let mut scores = *scores;
        let mut add = |key: &str, weight: f32| {
            let (sum, count) = together[key];
            scores.iter_mut().zip(sum).for_each(|(score, sum)| *score += weight * sum / count);
        };
        add(key, TOGETHER);
        if let Some(other) = other_forms.get(key.as_str()) {
            add(other, OTHER_FORM);
        }
        weights::best(&scores)
    };
    evidence.keys.iter().zip(own).map(kind).collect()
}

/// Whether a title is a form of address or an abbreviated office.
fn is_address(words: &Words, title: &Range<usize>) -> bool {
    let last = words.key(title.end - 1);
    last.ends_with('.')
        || matches!(last, "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "lady" | "dame" | "prof" | "madame")
}

/// The features of a candidate alone, but for those that need the kinds of others.
fn features(
    words: &Words,
    evidence: &Evidence,
    index: usize,
    candidate: &Candidate,
    places: &[Range<usize>],
) -> Vec<String> {
    let tokens = &candidate.tokens;
    let mut features = Vec::new();
    let mut note = |feature: String| features.push(feature);
    for feature in &evidence.own[index] {
        note(format!("own {feature}"));
    }
    note("bias".to_owned());
    let token = tokens.start;
    if tokens.len() == 1 {
        let counts = match (words.capital_count(token), words.lower_count(token)) {
            (0, 0) => "seen=forced",
            (0, _) => "seen=lower",
            (_, 0) => "seen=capital",
            (capital, lower) if capital > lower => "seen=more capital",
            _ => "seen=more lower",
        };
        note(counts.to_owned());
    }
    if words.is_shouted(token) {
        note("shouted".to_owned());
    } else if words.is_initial(token) {
        note("initial".to_owned());
    }
    if places.iter().any(|p| p.start < tokens.end && tokens.start < p.end) {
        note("dateline".to_owned());
    }
    features
}

impl Evidence {
    fn of(words: &Words, candidates: &[Candidate]) -> Self {
        let keys: Vec<String> = candidates.iter().map(|c| words.phrase(&c.tokens)).collect();
        let own: Vec<clues::Features> = candidates.iter().map(|c| clues::around(words, c)).collect();
        let mut mentions: HashMap<&str, f32> = HashMap::new();
        for key in &keys {
            *mentions.entry(key).or_default() += 1.0;
        }
        let mut whole: HashMap<String, BTreeMap<String, f32>> = HashMap::new();
        for ((key, candidate), own) in keys.iter().zip(candidates).zip(&own) {
            let features = whole.entry(key.clone()).or_insert_with(|| {
                clues::inside(words, &candidate.tokens).into_iter().map(|feature| (feature, 1.0)).collect()
            });
            for feature in own {
                *features.entry(format!("any {feature}")).or_default() += 1.0 / mentions[key.as_str()];
            }
        }
        // A telling context counts for more than its share.
        for (feature, value) in whole.values_mut().flatten() {
            if feature.starts_with("any ") {
                *value = value.min(1.0).sqrt();
            }
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

    fn features(&self, words: &Words, tokens: &Range<usize>) -> Vec<&'static str> {
        let mut features = Vec::new();
        let key = words.key(tokens.end - 1);
        if tokens.len() > 1 {
            if self.surnames.contains(key) {
                features.push("ends like a person");
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
        features.extend(sets.iter().filter(|(set, _)| set.contains(key)).map(|(_, feature)| *feature));
        if features.is_empty() {
            features.push("part of nothing");
        }
        features
    }
}

/// Each candidate with its features, for the trainer.
#[cfg(feature = "train")]
pub fn evidence(words: &Words, candidates: &[Candidate], places: &[Range<usize>]) -> Vec<(Range<usize>, Valued)> {
    let evidence = Evidence::of(words, candidates);
    let known =
        Known::of(words, candidates, &kinds(&evidence, &points(words, &evidence, candidates, places), &HashMap::new()));
    let all = |(index, candidate): (usize, &Candidate)| {
        let shared = evidence.whole[&evidence.keys[index]].iter();
        let mut all: Valued = shared.map(|(feature, value)| (feature.clone(), *value)).collect();
        all.extend(features(words, &evidence, index, candidate, places).into_iter().map(|feature| (feature, 1.0)));
        let known = known.features(words, &candidate.tokens);
        all.extend(known.into_iter().map(|feature| (feature.to_owned(), 1.0)));
        (candidate.tokens.clone(), all)
    };
    candidates.iter().enumerate().map(all).collect()
}
