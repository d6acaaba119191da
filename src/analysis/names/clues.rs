//! What tells the kind of a name: features of its own words, and of the words around one mention of it. What each is
//! worth is learnt ([`weights`](super::weights)).

use std::ops::Range;

use super::candidates::Candidate;
use super::words::Words;
use crate::language::gazetteer::{
    ACTOR_NOUNS, NATIONALITIES, ORGANIZATION_HEADS, ORGANIZATIONS, PLACE_HEADS, PLACES, SURNAMES, WORK_HEADS,
};
use crate::language::tags::Tag;
use crate::text::TokenKind;

/// The features of one thing.
pub type Features = Vec<String>;

/// Company forms and other endings that only organisations have.
const FORMS: &[&str] = &[
    "inc.", "inc", "corp.", "corp", "ltd", "ltd.", "llc", "plc", "llp", "gmbh", "ag", "s.a.", "n.v.", "a/s", "s.p.a.",
    "co.", "co", "fc", "afc", "bhd", "pvt",
];

/// Words that begin the name of a place.
const PLACE_STARTS: &[&str] = &[
    "lake", "mount", "mt", "mt.", "cape", "fort", "port", "point", "isle", "gulf", "bay", "strait", "camp", "san",
    "santa", "santo", "sao", "saint", "st", "st.", "rio", "los", "las", "north", "south", "east", "west", "gare",
    "villa", "playa", "puerto", "monte", "cerro", "district",
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
pub fn inside(words: &Words, tokens: &Range<usize>) -> Features {
    let mut features = Features::new();
    let mut note = |feature: &str| features.push(feature.to_owned());
    let (first, last, n) = (tokens.start, tokens.end - 1, tokens.len());
    let phrase = words.phrase(tokens);
    note(["one", "two", "three", "many"][n.min(4) - 1]);
    match PLACES.get(&phrase) {
        Some(sort) if sort.ends_with('~') => note("place=weak"),
        Some(sort) => note(&format!("place={sort}")),
        None => {}
    }
    match ORGANIZATIONS.get(&phrase) {
        Some("") => note("organization"),
        Some(_) => note("organization=weak"),
        None => {}
    }
    if NATIONALITIES.has(&phrase) {
        note("nationality");
    }
    note(&format!("sort {}", sort(words, tokens)));
    heads(words, tokens, &mut note);
    person_shape(words, tokens, &mut note);
    let word = words.doc.word(first);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if n == 1 && !words.is_shouted(first) {
        if words.is_all_capitals(first) {
            note(if letters <= 6 { "acronym" } else { "capitals" });
        } else if word.chars().skip(1).any(char::is_uppercase) && !word.contains(['-', '’', '\'']) {
            note(if word.starts_with("Mc") || word.starts_with("Mac") || word.starts_with("De") {
                "mac"
            } else {
                "camel"
            });
        }
    }
    if ["R-", "D-", "I-"].iter().any(|party| word.starts_with(party)) {
        note("party");
    }
    if tokens.clone().any(|t| words.doc.word(t) == "&") {
        note("&");
    }
    if tokens.clone().any(|t| words.doc.tokens[t].kind == TokenKind::Number) {
        note("number");
    }
    if word.contains('-') {
        note("hyphen");
    }
    let common = |t: usize| words.is_common(t) && words.first_name(t, true).is_none();
    let share = tokens.clone().filter(|&t| common(t)).count();
    if share == n {
        note(if n == 1 { "common=one" } else { "common=all" });
    } else if share > 0 {
        note(if common(last) { "common=last" } else { "common=some" });
    }
    if n > 1
        && tokens.clone().any(|t| PLACES.get(words.key(t)).is_some_and(|sort| !sort.ends_with('~') && sort != "postal"))
    {
        note("place inside");
    }
    if n > 1 && NATIONALITIES.has(words.key(first)) {
        note("nationality inside");
    }
    if !words.is_common(last) {
        let key = words.key(last);
        let from = key.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
        note(&format!("{} {}", if n == 1 { "ending one" } else { "ending" }, &key[from..]));
    }
    if n > 1 && words.is_common(last) {
        note(&format!("last={}", words.key(last)));
    }
    features
}

/// Heads and beginnings that tell organisations, places and works.
fn heads(words: &Words, tokens: &Range<usize>, note: &mut impl FnMut(&str)) {
    if tokens.len() < 2 {
        return;
    }
    let first = words.key(tokens.start);
    let of = tokens.clone().skip(1).find(|&t| matches!(words.doc.lower(t), "of" | "for" | "on"));
    let head = words.key(of.unwrap_or(tokens.end) - 1);
    if of.is_some() {
        note("of");
        if ORGANIZATION_STARTS.contains(&first) || ORGANIZATION_HEADS.has(head) {
            note("head of");
        }
    }
    let sorts = [(ORGANIZATION_HEADS, "o"), (PLACE_HEADS, "p"), (WORK_HEADS, "w")];
    let sort: String = sorts.iter().filter(|(list, _)| list.has(head)).map(|(_, sort)| *sort).collect();
    if !sort.is_empty() {
        let person = tokens.len() == 2 && words.first_name(tokens.start, false).is_some();
        note(&format!("head={sort}"));
        if person {
            note(&format!("head={sort} first name"));
        }
    }
    if FORMS.contains(&words.key(tokens.end - 1)) {
        note("form");
    }
    if PLACE_STARTS.contains(&first) {
        note("place start");
    }
    if matches!(first, "new" | "old" | "great" | "greater" | "upper" | "lower" | "central" | "royal" | "national") {
        note(&format!("first={first}"));
    }
}

/// First names, initials and surnames.
fn person_shape(words: &Words, tokens: &Range<usize>, note: &mut impl FnMut(&str)) {
    let (first, last, n) = (tokens.start, tokens.end - 1, tokens.len());
    let count = if n == 1 { "one" } else { "more" };
    if words.first_name(first, false).is_some() {
        note(&format!("first name {count}"));
    } else if words.first_name(first, true).is_some() {
        note(&format!("weak first name {count}"));
    } else {
        note(&format!("no first name {count}"));
    }
    if SURNAMES.has(words.key(last)) {
        note(&format!("surname {count}"));
    }
    let initial = |t: usize| {
        let word = words.doc.word(t);
        word.len() <= 4
            && word.ends_with('.')
            && word.starts_with(char::is_uppercase)
            && word.chars().filter(|c| c.is_alphabetic()).count() <= 2
            && !PLACES.has(words.key(t))
    };
    if n > 1 && tokens.clone().take(n - 1).any(initial) {
        note("initial");
    }
    if matches!(words.key(last), "jr." | "sr." | "jr" | "iii") {
        note("junior");
    }
    if tokens.clone().any(|t| {
        matches!(words.doc.word(t), "van" | "von" | "bin" | "ibn" | "der" | "abu" | "al")
            || ["al-", "as-", "ash-"].iter().any(|article| words.doc.word(t).starts_with(article))
    }) {
        note("particle");
    }
}

/// What sort of name it is by its words, as far as the words around it are read differently with it.
pub fn sort(words: &Words, tokens: &Range<usize>) -> &'static str {
    let (first, last) = (tokens.start, tokens.end - 1);
    let headed = [ORGANIZATION_HEADS, PLACE_HEADS, WORK_HEADS].iter().any(|list| list.has(words.key(last)));
    let phrase = words.phrase(tokens);
    let place = PLACES.get(&phrase).is_some_and(|sort| !sort.ends_with('~'));
    let several = tokens.len() > 1;
    if NATIONALITIES.has(&phrase) {
        "people"
    } else if ORGANIZATIONS.has(&phrase) || several && FORMS.contains(&words.key(last)) {
        "organization"
    } else if words.first_name(first, false).is_some() && !(several && headed) {
        match (several, place) {
            (true, _) => "full name",
            (false, true) => "first name or place",
            (false, false) => "first name",
        }
    } else if place {
        "place"
    } else if several && headed {
        "headed"
    } else if words.is_all_capitals(first) && !words.is_shouted(first) {
        "capitals"
    } else if tokens.clone().all(|t| words.is_common(t)) {
        if several { "words" } else { "word" }
    } else if several {
        "names"
    } else {
        "name"
    }
}

/// What the words around one mention say.
pub fn around(words: &Words, candidate: &Candidate) -> Features {
    let mut features = Features::new();
    let mut note = |feature: &str| features.push(feature.to_owned());
    let tokens = &candidate.tokens;
    let sort = sort(words, tokens);
    if candidate.title.as_ref().is_some_and(|title| title.end == tokens.start) {
        note("title");
    } else if let Some(previous) = words.before(tokens.start) {
        ahead(words, previous, &mut note);
    } else {
        note("begins");
    }
    if let Some(next) = words.behind(tokens.end - 1) {
        behind(words, next, tokens, &mut note);
    } else {
        note("ends");
    }
    let sentence = &words.doc.sentence_at(tokens.start).tokens;
    let other = |t: usize| !tokens.contains(&t) && words.doc.tokens[t].kind != TokenKind::Mark;
    if sentence.len() <= tokens.len() + 2 && !sentence.clone().any(other) {
        note("alone");
        note(&format!("alone {sort}"));
    }
    let quoted = |t: usize| words.doc.tokens.get(t).is_some_and(|t| t.kind == TokenKind::Quote);
    if tokens.start > 0 && quoted(tokens.start - 1) && quoted(tokens.end) {
        note("quoted");
        note(&format!("{sort} quoted"));
    }
    if candidate.title.is_none() {
        match words.before(tokens.start) {
            Some(t) => note(&format!("<{} {sort}", words.doc.lower(t))),
            None => note(&format!("begins {sort}")),
        }
    }
    match words.behind(tokens.end - 1) {
        Some(t) => note(&format!("{sort} >{}", words.doc.lower(t))),
        None => note(&format!("{sort} ends")),
    }
    features
}

/// The words before.
fn ahead(words: &Words, previous: usize, note: &mut impl FnMut(&str)) {
    let word = words.doc.lower(previous);
    let earlier = words.before(previous).map(|t| words.doc.lower(t));
    match (word, earlier) {
        ("the", Some(earlier)) => {
            note("<the");
            note(&format!("<{earlier} the"));
        }
        ("of", Some(earlier)) => {
            note("<of");
            note(&format!("<{earlier} of"));
        }
        _ => note(&format!("<{word}")),
    }
    note(&format!("<tag {}", words.tags[previous]));
    if matches!(words.tags[previous], Tag::Nn | Tag::Nnp | Tag::Jj) && !words.is_capital(previous) {
        match ACTOR_NOUNS.get(words.key(previous)).and_then(|c| c.split('\t').next()) {
            Some(sort) => note(&format!("<{sort} noun")),
            None if PLACE_HEADS.has(words.key(previous)) => note("<place noun"),
            None => {}
        }
    }
}

/// The words behind.
fn behind(words: &Words, next: usize, tokens: &Range<usize>, note: &mut impl FnMut(&str)) {
    let word = words.doc.lower(next);
    note(&format!(">tag {}", words.tags[next]));
    let after = words.behind(next);
    match word {
        "," => comma(words, next, tokens, note),
        "(" => {
            if let Some(inner) = after.filter(|&inner| words.is(inner + 1, ")")) {
                let capitals = words.doc.word(inner).chars().filter(|c| c.is_uppercase()).count();
                note(if capitals >= 2 { ">(acronym)" } else { ">(word)" });
            } else {
                note(">(");
            }
        }
        "'s" | "'" => {
            note(">'s");
            if let Some(noun) = after {
                note(&format!(">'s {}", words.doc.lower(noun)));
            }
        }
        _ => note(&format!(">{word}")),
    }
    match ACTOR_NOUNS.get(words.key(next)).and_then(|c| c.split('\t').next()) {
        Some(sort) => note(&format!(">{sort} noun")),
        None if PLACE_HEADS.has(words.key(next)) => note(">place noun"),
        None => {}
    }
}

/// A comma behind: an age, an apposition, a clause, a wider place.
fn comma(words: &Words, comma: usize, tokens: &Range<usize>, note: &mut impl FnMut(&str)) {
    let Some(next) = words.behind(comma) else { return };
    let word = words.doc.lower(next);
    if words.doc.tokens[next].kind == TokenKind::Number {
        let age = words.doc.word(next).parse::<u32>().is_ok_and(|n| (3..=110).contains(&n));
        let closed = words.behind(next).is_none_or(|t| matches!(words.doc.word(t), "," | "." | ")" | "and" | "said"));
        note(if age && closed { ">, age" } else { ">, number" });
        return;
    }
    if matches!(word, "who" | "whose" | "whom" | "which" | "where") {
        return note(&format!(">, {word}"));
    }
    if words.is_capital(next) {
        let end = words.doc.sentence_at(next).tokens.end;
        let wider = |sort| matches!(sort, "country" | "state" | "abbreviation" | "postal" | "region");
        let place = tokens.len() <= 3 && words.entry(PLACES, next, end).is_some_and(|(_, sort)| wider(sort));
        return note(if place { ">, place" } else { ">, capital" });
    }
    note(match apposition(words, next) {
        Some(sort) => sort,
        None => ">,",
    });
}

/// The sort of an apposition that begins at a token, by its head: the last noun before a comma, a preposition or a
/// verb.
fn apposition(words: &Words, next: usize) -> Option<&'static str> {
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
    let head = head?;
    let opens = words.tags[next];
    if !matches!(opens, Tag::Dt | Tag::PrpS | Tag::Nn | Tag::Jj) {
        return None;
    }
    match ACTOR_NOUNS.get(words.key(head)).and_then(|c| c.split('\t').next()) {
        Some("person") => Some(">, person"),
        Some("organization") => Some(">, organization"),
        Some("document") => Some(">, document"),
        _ if PLACE_HEADS.has(words.key(head)) => Some(">, place noun"),
        _ => None,
    }
}
