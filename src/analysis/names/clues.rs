//! What speaks for each kind of name: the words of the name itself, and the words around one mention of it.

use std::ops::{AddAssign, Index, Range};

use super::candidates::Candidate;
use super::words::Words;
use crate::analysis::model::EntityKind;
use crate::language::gazetteer::{
    ACTOR_NOUNS, NATIONALITIES, ORGANIZATION_HEADS, ORGANIZATIONS, PLACE_HEADS, PLACES, SURNAMES, WORK_HEADS,
};
use crate::language::tags::Tag;
use crate::text::TokenKind;

/// Evidence for each kind, in points of about half a nat; kinds compete, the highest wins.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Scores([f32; 5]);

const KINDS: [EntityKind; 5] =
    [EntityKind::Person, EntityKind::Organization, EntityKind::Place, EntityKind::Group, EntityKind::Work];

impl Scores {
    /// Adds points for a kind.
    pub fn add(&mut self, kind: EntityKind, points: f32) {
        if let Some(at) = KINDS.iter().position(|k| *k == kind) {
            self.0[at] += points;
        }
    }

    /// The kind with most points, and how many.
    pub fn best(&self) -> (EntityKind, f32) {
        let mut best = (EntityKind::Person, self.0[0]);
        for (kind, points) in KINDS.into_iter().zip(self.0) {
            if points > best.1 {
                best = (kind, points);
            }
        }
        best
    }

    /// The same, but no kind with more than `limit` points either way.
    #[must_use]
    pub fn capped(self, limit: f32) -> Self {
        Self(self.0.map(|points| points.clamp(-limit, limit)))
    }
}

impl AddAssign for Scores {
    fn add_assign(&mut self, other: Self) {
        for (a, b) in self.0.iter_mut().zip(other.0) {
            *a += b;
        }
    }
}

impl Index<EntityKind> for Scores {
    type Output = f32;
    fn index(&self, kind: EntityKind) -> &f32 {
        &self.0[KINDS.iter().position(|k| *k == kind).unwrap_or(0)]
    }
}

use EntityKind::{Group, Organization, Person, Place, Work};

/// Company forms and other endings that only organisations have.
const FORMS: &[&str] = &[
    "inc.", "inc", "corp.", "corp", "ltd", "ltd.", "llc", "plc", "llp", "gmbh", "ag", "s.a.", "n.v.", "a/s", "s.p.a.",
    "co.", "co", "fc", "afc", "bhd", "pvt",
];

/// Words that begin the name of a place.
const PLACE_STARTS: &[&str] = &[
    "lake", "mount", "mt", "mt.", "cape", "fort", "port", "point", "isle", "gulf", "bay", "strait", "camp", "san",
    "santa", "santo", "são", "sao", "saint", "st", "st.", "rio", "el", "los", "las", "new", "north", "south", "east",
    "west", "upper", "lower", "great", "greater", "old", "gare", "villa", "playa", "puerto", "monte", "cerro",
    "district",
];

/// Words that begin the name of an organisation before "of" or "for".
const ORGANIZATION_STARTS: &[&str] = &[
    "university",
    "bank",
    "ministry",
    "department",
    "bureau",
    "institute",
    "council",
    "house",
    "court",
    "board",
    "association",
    "federation",
    "league",
    "society",
    "church",
    "office",
    "offices",
    "chamber",
    "school",
    "college",
    "center",
    "centre",
    "committee",
    "commission",
    "academy",
    "museum",
    "union",
    "agency",
    "authority",
    "housing",
    "superior",
    "confederation",
    "organization",
    "organisation",
    "alliance",
    "campaign",
    "radio",
    "banco",
    "banque",
];

/// What the words of a name say by themselves.
pub fn inside(words: &Words, tokens: &Range<usize>) -> Scores {
    let mut scores = Scores::default();
    let (first, last, n) = (words.key(tokens.start), words.key(tokens.end - 1), tokens.len());
    let phrase = words.phrase(tokens);
    if let Some(sort) = PLACES.get(&phrase) {
        let points = match sort {
            _ if sort.ends_with('~') => 2.0,
            "postal" => 0.0,
            "city" => 4.0,
            _ => 5.5,
        };
        scores.add(Place, points);
    }
    if let Some(column) = ORGANIZATIONS.get(&phrase) {
        scores.add(Organization, if column.is_empty() { 6.5 } else { 3.0 });
    }
    if NATIONALITIES.has(&phrase) {
        scores.add(Group, 7.0);
    }
    heads(words, tokens, &mut scores);
    person_shape(words, tokens, &mut scores);
    let word = words.doc.word(tokens.start);
    if n == 1 && !words.is_shouted(tokens.start) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if words.is_all_capitals(tokens.start) && (2..=6).contains(&letters) {
            scores.add(Organization, 3.5);
            scores.add(Person, -1.5);
        } else if word.chars().skip(1).any(char::is_uppercase)
            && !word.contains(['-', '’', '\''])
            && !word.starts_with("Mc")
            && !word.starts_with("Mac")
            && !word.starts_with("De")
        {
            scores.add(Organization, 2.0);
        }
    }
    if tokens.clone().any(|t| words.doc.word(t) == "&") {
        scores.add(Organization, 3.0);
    }
    if n >= 2 && FORMS.contains(&last) {
        scores.add(Organization, 8.0);
    }
    if n >= 3 && matches!(first, "university" | "bank" | "ministry") {
        scores.add(Organization, 2.0);
    }
    let common = tokens.clone().filter(|&t| words.is_common(t) && words.first_name(t, true).is_none()).count();
    if common == n && n >= 2 {
        scores.add(Organization, 1.5);
        scores.add(Work, 1.0);
        scores.add(Person, -2.0);
    }
    scores
}

/// Heads and beginnings that tell organisations, places and works.
fn heads(words: &Words, tokens: &Range<usize>, scores: &mut Scores) {
    let (first, n) = (words.key(tokens.start), tokens.len());
    let of = tokens.clone().skip(1).find(|&t| matches!(words.doc.lower(t), "of" | "for" | "on"));
    let head_at = of.unwrap_or(tokens.end) - 1;
    let head = words.key(head_at);
    if n < 2 {
        return;
    }
    if of.is_some() && (ORGANIZATION_STARTS.contains(&first) || ORGANIZATION_HEADS.has(head)) {
        scores.add(Organization, 5.0);
    }
    let (organization, place, work) = (ORGANIZATION_HEADS.has(head), PLACE_HEADS.has(head), WORK_HEADS.has(head));
    // A surname that is also a head needs a first name before it.
    let person = n == 2 && words.first_name(tokens.start, false).is_some();
    let scale = if person { 0.4 } else { 1.0 };
    if organization {
        scores.add(Organization, scale * if place || work { 2.5 } else { 4.5 });
    }
    if place {
        scores.add(Place, scale * if organization { 2.5 } else { 4.5 });
    }
    if work {
        scores.add(Work, scale * if organization || place { 2.0 } else { 6.0 });
    }
    if PLACE_STARTS.contains(&first) && !organization {
        scores.add(Place, if matches!(first, "new" | "old" | "great" | "upper" | "lower") { 1.5 } else { 2.5 });
    }
}

/// First names, initials and surnames.
fn person_shape(words: &Words, tokens: &Range<usize>, scores: &mut Scores) {
    let n = tokens.len();
    let (first, last) = (tokens.start, tokens.end - 1);
    let strong = words.first_name(first, false).is_some();
    let weak = words.first_name(first, true).is_some();
    let surname = SURNAMES.has(words.key(last));
    if n == 1 {
        scores.add(Person, 0.8);
        scores.add(
            Person,
            if strong {
                2.2
            } else if weak {
                0.7
            } else {
                0.0
            },
        );
        scores.add(Person, if surname { 1.2 } else { 0.0 });
        scores.add(Place, 0.4);
        scores.add(Organization, 0.5);
        if words.doc.word(first).contains('-') {
            scores.add(Person, 1.0);
        }
        return;
    }
    if n <= 4 {
        scores.add(Person, 1.2);
        if strong {
            scores.add(Person, 3.5);
        } else if weak {
            scores.add(Person, 1.8);
        }
        if surname {
            scores.add(Person, 1.0);
        }
    }
    let initial = |t: usize| {
        let word = words.doc.word(t);
        word.len() <= 4
            && word.ends_with('.')
            && word.starts_with(char::is_uppercase)
            && word.chars().filter(|c| c.is_alphabetic()).count() <= 2
            && !PLACES.has(words.key(t))
    };
    if tokens.clone().take(n - 1).any(initial) {
        scores.add(Person, 3.0);
    }
    if matches!(words.key(last), "jr." | "sr." | "jr" | "iii") {
        scores.add(Person, 3.0);
    }
    if tokens.clone().any(|t| matches!(words.doc.word(t), "van" | "von" | "bin" | "ibn" | "der" | "abu")) {
        scores.add(Person, 2.0);
    }
}

/// What the words around one mention say.
pub fn around(words: &Words, candidate: &Candidate) -> Scores {
    let mut scores = Scores::default();
    if candidate.title.as_ref().is_some_and(|title| title.end == candidate.tokens.start) {
        scores.add(Person, 7.0);
    }
    ahead(words, candidate, &mut scores);
    behind(words, &candidate.tokens, &mut scores);
    scores
}

/// The words before.
fn ahead(words: &Words, candidate: &Candidate, scores: &mut Scores) {
    let tokens = &candidate.tokens;
    let Some(previous) = words.before(candidate.title.as_ref().map_or(tokens.start, |t| t.start)) else { return };
    if candidate.title.is_some() {
        return;
    }
    let word = words.doc.lower(previous);
    match word {
        "the" => {
            if tokens.len() == 1 {
                scores.add(Organization, 1.8);
                scores.add(Person, -3.5);
                scores.add(Place, -0.5);
            } else {
                scores.add(Organization, 1.2);
                scores.add(Work, 0.3);
                scores.add(Person, -3.0);
            }
            match words.before(previous).map(|t| words.doc.lower(t)) {
                Some("in" | "across" | "near" | "along" | "through" | "off" | "into") => scores.add(Place, 1.5),
                Some("at" | "by" | "from") => scores.add(Organization, 0.5),
                _ => {}
            }
        }
        "in" => scores.add(Place, 3.0),
        "near" | "across" | "outside" | "throughout" | "around" | "into" | "toward" | "towards" | "off" | "inside" => {
            scores.add(Place, 2.5);
        }
        "from" => scores.add(Place, 1.2),
        "at" => {
            scores.add(Organization, 1.5);
            scores.add(Place, 1.2);
        }
        "to" => scores.add(Place, 0.7),
        "told" | "with" | "by" | "asked" | "whom" => scores.add(Person, 0.7),
        "a" | "an" | "this" | "every" | "each" | "some" | "any" => scores.add(Person, -2.5),
        "his" | "her" | "my" | "their" | "our" | "its" => scores.add(Person, -0.5),
        _ => {}
    }
    if word == "of" {
        let head = words.before(previous).map(|t| words.doc.lower(t)).unwrap_or_default();
        match head {
            "city" | "town" | "village" | "county" | "district" | "province" | "island" | "port" | "south"
            | "north" | "west" | "east" | "outskirts" | "streets" | "suburb" | "coast" | "capital" | "region"
            | "state" | "people" | "banks" | "kilometres" | "miles" | "hamlet" | "parish" => scores.add(Place, 4.0),
            _ => scores.add(Place, 0.4),
        }
    }
    if matches!(words.tags[previous], Tag::Nn) && !words.is_capital(previous) {
        match ACTOR_NOUNS.get(words.key(previous)).and_then(|c| c.split('\t').next()) {
            Some("person") => scores.add(Person, 4.0),
            Some("organization") => scores.add(Organization, 1.5),
            _ => {}
        }
    }
}

/// The words behind.
fn behind(words: &Words, tokens: &Range<usize>, scores: &mut Scores) {
    let Some(next) = words.behind(tokens.end - 1) else { return };
    let word = words.doc.lower(next);
    let after = words.behind(next);
    match word {
        "said" | "says" | "told" | "added" | "asked" | "wrote" | "recalled" | "laughed" | "replied" | "shrugged"
        | "smiled" | "argued" | "insisted" | "thinks" | "believes" | "tweeted" => scores.add(Person, 1.6),
        "who" | "whose" => scores.add(Person, 4.0),
        "," => comma(words, next, tokens, scores),
        "(" => {
            if let Some(inner) = after {
                if words.doc.word(inner).chars().filter(|c| c.is_uppercase()).count() >= 2 && words.is(inner + 1, ")") {
                    scores.add(Organization, 2.0);
                } else if words.doc.tokens[inner].kind == TokenKind::Number && words.is(inner + 1, ")") {
                    scores.add(Person, 1.5);
                }
            }
        }
        "'s" | "'" => {
            if let Some(noun) = after {
                match words.doc.lower(noun) {
                    "government" | "capital" | "president" | "prime" | "foreign" | "parliament" | "economy"
                    | "army" | "military" | "population" | "border" | "coast" | "state" | "northern" | "southern"
                    | "eastern" | "western" | "supreme" | "constitutional" => scores.add(Place, 1.5),
                    "chief" | "shares" | "spokesman" | "spokeswoman" | "stock" | "board" | "shareholders"
                    | "customers" | "website" | "owners" | "headquarters" | "chairman" | "ceo" => {
                        scores.add(Organization, 1.2);
                    }
                    "wife" | "husband" | "mother" | "father" | "son" | "daughter" | "death" | "lawyer" | "lawyers"
                    | "family" | "supporters" | "campaign" | "aides" | "house" | "allies" | "own" | "voice"
                    | "claim" | "remarks" | "hands" | "brother" | "sister" => scores.add(Person, 1.5),
                    _ => {}
                }
            }
        }
        "spokesman" | "spokeswoman" | "spokesperson" | "officials" | "executives" | "shares" | "chief" => {
            scores.add(Organization, 1.5);
        }
        _ => {}
    }
}

/// A comma behind: an age, an apposition, a clause, a wider place.
fn comma(words: &Words, comma: usize, tokens: &Range<usize>, scores: &mut Scores) {
    let Some(next) = words.behind(comma) else { return };
    let word = words.doc.lower(next);
    if words.doc.tokens[next].kind == TokenKind::Number {
        let age = words.doc.word(next).parse::<u32>().is_ok_and(|n| (3..=110).contains(&n));
        if age && words.behind(next).is_none_or(|t| matches!(words.doc.word(t), "," | "." | ")" | "and" | "said")) {
            scores.add(Person, 5.0);
        }
        return;
    }
    match word {
        "who" | "whose" | "whom" => return scores.add(Person, 4.0),
        "which" => {
            scores.add(Organization, 2.0);
            scores.add(Place, 1.0);
            return scores.add(Person, -3.0);
        }
        "where" => return scores.add(Place, 3.0),
        _ => {}
    }
    if words.is_capital(next) {
        let end = words.doc.sentence_at(next).tokens.end;
        let wider = |sort| matches!(sort, "country" | "state" | "abbreviation" | "postal" | "region");
        if tokens.len() <= 3 && words.entry(PLACES, next, end).is_some_and(|(_, sort)| wider(sort)) {
            scores.add(Place, 3.0);
        }
        return;
    }
    // An apposition: up to its head, the last noun before a comma, a preposition or a verb.
    let mut head = None;
    for t in next..(next + 9).min(words.doc.sentence_at(next).tokens.end) {
        match words.tags[t] {
            Tag::Nn => head = Some(t),
            Tag::Nnp
            | Tag::Nnps
            | Tag::Jj
            | Tag::Dt
            | Tag::PrpS
            | Tag::Pos
            | Tag::Vbg
            | Tag::Vbn
            | Tag::Cd
            | Tag::Jjs => {}
            _ => break,
        }
    }
    let Some(head) = head else { return };
    let determined =
        matches!(word, "a" | "an" | "the" | "his" | "her" | "its" | "their" | "one" | "another" | "our" | "my")
            || words.tags[next] == Tag::Nn
            || words.tags[next] == Tag::Jj;
    if !determined {
        return;
    }
    match ACTOR_NOUNS.get(words.key(head)).and_then(|c| c.split('\t').next()) {
        Some("person") => scores.add(Person, 4.0),
        Some("organization") => {
            scores.add(Organization, 3.5);
            scores.add(Person, -1.0);
        }
        Some("document") => scores.add(Work, 2.0),
        _ if PLACE_HEADS.has(words.key(head)) => scores.add(Place, 3.5),
        _ => {}
    }
}
