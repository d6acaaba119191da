//! Names in lower case, as people type them in mails and posts: only words that are nothing else.

use std::collections::HashMap;
use std::ops::Range;

use super::{Name, Words};
use crate::analysis::model::EntityKind;
use crate::language::gazetteer::{ORGANIZATIONS, PLACES, SURNAMES};
use crate::language::tags::Tag;
use crate::text::TokenKind;

/// Names in lower case, beside those that were found by their capitals.
pub fn find(words: &Words, names: &[Name]) -> Vec<Name> {
    let single = names.iter().filter(|name| name.tokens.len() == 1 && name.title.is_none());
    let known: HashMap<&str, EntityKind> = single.map(|name| (words.key(name.tokens.start), name.kind)).collect();
    let careless = is_careless(words);
    let mut found: Vec<Name> = Vec::new();
    for t in 0..words.doc.tokens.len() {
        if !is_small(words, t) || found.last().is_some_and(|name| t < name.tokens.end) {
            continue;
        }
        let read = place(words, t, careless)
            .or_else(|| if careless { person(words, t).or_else(|| organization(words, t)) } else { None })
            .or_else(|| {
                let plain = !words.is_common(t) && words.doc.lower(t).len() > 3;
                known.get(words.key(t)).filter(|_| plain).map(|kind| (t..t + 1, *kind))
            });
        if let Some((tokens, kind)) = read
            && tokens.clone().all(|t| is_small(words, t))
            && names
                .get(names.partition_point(|name| name.tokens.end <= tokens.start))
                .is_none_or(|name| tokens.end <= name.tokens.start)
        {
            found.push(Name { tokens, kind, title: None });
        }
    }
    found
}

fn is_small(words: &Words, token: usize) -> bool {
    words.doc.tokens[token].kind == TokenKind::Word && !words.is_capital(token)
}

/// Whether the writer leaves capitals out: "i" stands for "I", or most sentences begin in lower case.
fn is_careless(words: &Words) -> bool {
    let opens = |tokens: &Range<usize>| tokens.clone().find(|&t| words.doc.tokens[t].kind == TokenKind::Word);
    let first: Vec<usize> = words.doc.sentences.iter().filter_map(|s| opens(&s.tokens)).collect();
    let small = first.iter().filter(|&&t| is_small(words, t)).count();
    2 * small > first.len()
        || (0..words.doc.tokens.len()).any(|t| words.doc.word(t) == "i" && words.tags[t] == Tag::Prp)
}

/// A place that is no word, behind a preposition, or anywhere in a careless text.
fn place(words: &Words, token: usize, careless: bool) -> Option<(Range<usize>, EntityKind)> {
    let preposition = |b| matches!(words.doc.lower(b), "in" | "at" | "to" | "from" | "of" | "near" | "around" | "into");
    let governed = careless || words.before(token).is_some_and(preposition);
    if !governed || words.tags[token].is_verb() {
        return None;
    }
    let end = words.doc.sentence_at(token).tokens.end;
    let (tokens, sort) = words.entry(PLACES, token, end)?;
    let several = tokens.len() > 1 && (careless || tokens.clone().any(|t| !words.is_common(t)));
    let long = several || words.doc.lower(token).len() > 3 && !words.is_common(token);
    let plain = long && !sort.ends_with('~');
    (plain && (tokens.len() > 1 || words.first_name(token, true).is_none())).then_some((tokens, EntityKind::Place))
}

/// A first name that is no word, with the surname behind it.
fn person(words: &Words, token: usize) -> Option<(Range<usize>, EntityKind)> {
    let named = |t: usize| words.first_name(t, false).is_some() && !words.is_common(t);
    if !named(token) || words.doc.lower(token).len() < 3 || words.tags[token].is_verb() {
        return None;
    }
    let surname = words.behind(token).is_some_and(|next| SURNAMES.has(words.key(next)) || named(next));
    Some((token..token + 1 + usize::from(surname), EntityKind::Person))
}

/// A listed organization that is no word.
fn organization(words: &Words, token: usize) -> Option<(Range<usize>, EntityKind)> {
    let end = words.doc.sentence_at(token).tokens.end;
    let (tokens, sort) = words.entry(ORGANIZATIONS, token, end)?;
    let plain = sort.is_empty() && (tokens.len() > 1 || words.doc.lower(token).len() > 3 && !words.is_common(token));
    plain.then_some((tokens, EntityKind::Organization))
}
