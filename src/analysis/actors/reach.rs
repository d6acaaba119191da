//! How far a mention reaches and what it is in its clause.

use std::ops::Range;

use super::cast::{Cast, Seen};
use super::phrase::{Determiner, Phrase, Pronoun, Text};
use crate::language::tags::Tag;
use crate::text::TokenKind;

/// How far before a relative pronoun its phrase may begin, in tokens.
const REACH: usize = 24;
/// The longest wording with a clause in it, in tokens.
const LONGEST: usize = 12;

/// A phrase with the prepositions behind it: `doctors in Calcutta`.
pub fn with_prepositions(text: &Text, tokens: &Range<usize>) -> Range<usize> {
    let limit = text.words.doc.sentence_at(tokens.start).tokens.end.min(tokens.end + 10);
    let mut end = tokens.end;
    let mut at = end;
    while at < limit {
        let Some(tag) = text.tag(at) else { break };
        let link = matches!(text.lower(at), "of" | "for" | "in" | "at" | "from" | "to" | "with");
        let inner = tag.is_noun()
            || matches!(tag, Tag::Dt | Tag::Jj | Tag::Pos | Tag::PrpS | Tag::Cd | Tag::Prp)
            || text.name_at(at).is_some();
        if tag == Tag::Pos && end == at {
            at += 1;
            end = at;
        } else if link && end == at {
            at += 1;
        } else if inner && at > tokens.end {
            at += 1;
            if tag.is_noun() || tag == Tag::Prp || text.name_at(at - 1).is_some() {
                end = at;
            }
        } else {
            break;
        }
    }
    tokens.start..end
}

/// The mention right before a relative pronoun: the outermost phrase that reaches up to it, and of an apposition what it
/// stands beside (`Mayor Gerald Fahey of Brockton, a Democrat who`).
pub fn antecedent<'c>(cast: &'c Cast, text: &Text, at: usize) -> Option<&'c Seen> {
    let end = before_relative(text, at);
    let sentence = text.words.doc.sentence_at(at).tokens.start;
    let who = matches!(text.lower(at), "who" | "whom");
    let fits = |seen: &&Seen| {
        let character = &cast.characters[seen.id];
        if who { !character.is_thing() || character.may_be_person } else { character.is_thing() || character.plural }
    };
    let reaching = |end: usize| {
        let low = sentence.max(end.saturating_sub(REACH));
        let near = cast.seen_before(end.max(1)).take_while(move |seen| seen.tokens.start >= low);
        near.filter(move |seen| seen.tokens.end <= end && with_prepositions(text, &seen.tokens).end >= end)
            .filter(fits)
            .min_by_key(|seen| seen.tokens.start)
    };
    let found = reaching(end)?;
    let start = phrase_start(text, found.tokens.start, sentence);
    let beside = (start > sentence && text.lower(start - 1) == "," && is_article(text.lower(start)))
        .then(|| reaching(before_relative(text, start - 1)))
        .flatten();
    Some(beside.unwrap_or(found))
}

/// Where the phrase ends that a relative pronoun at a token belongs to.
pub fn before_relative(text: &Text, at: usize) -> usize {
    let skipped = |word: &str| {
        matches!(
            word,
            "," | "—" | "–" | "\"" | "”" | "’" | ")" | "and" | "of" | "both" | "some" | "many" | "all" | "most"
        )
    };
    let mut end = at;
    loop {
        if end > 0 && skipped(text.lower(end - 1)) {
            end -= 1;
        } else if let Some(start) = affiliation(text, end) {
            end = start;
        } else {
            return end;
        }
    }
}

/// Where the party and the state of a politician begin that end at a token: `, R-Ariz.` or `(D–Texas`.
fn affiliation(text: &Text, end: usize) -> Option<usize> {
    let start = (end.saturating_sub(4)..end.checked_sub(1)?).rev().find(|&t| matches!(text.lower(t), "," | "("))?;
    let party = text.lower(start + 1);
    let bare = party.strip_prefix(['r', 'd', 'i'])?;
    (bare.is_empty() || bare.starts_with(['-', '–'])).then_some(start)
}

/// The first token of the noun phrase around a mention: determiner and adjectives before it belong to it.
pub fn phrase_start(text: &Text, mention: usize, limit: usize) -> usize {
    let inner = |t: usize| {
        text.tag(t).is_some_and(|tag| {
            tag.is_noun() || matches!(tag, Tag::Jj | Tag::Jjs | Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Cd | Tag::Vbn)
        })
    };
    let mut start = mention;
    while start > limit && inner(start - 1) && !is_article(text.lower(start)) {
        start -= 1;
    }
    start
}

fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "the")
}

/// The wordings that a source without a name goes by, the best first: with its prepositions, its core, all of it.
pub fn wordings(text: &Text, phrase: &Phrase) -> Vec<Range<usize>> {
    let named = phrase.name.is_some() && phrase.determiner != Determiner::Indefinite;
    if named || phrase.apposed.is_some() || matches!(phrase.pronoun, Some(p) if p != Pronoun::Other) {
        return Vec::new();
    }
    let stop = (phrase.core.end..phrase.tokens.end).find(|&t| {
        matches!(text.lower(t), "," | "—" | "–" | "--" | "(")
            || text.tag(t).is_some_and(|tag| tag.is_wh() || tag.is_finite())
            || text.lower(t) == "that"
            || matches!(text.lower(t), "in" | "on" | "since")
                && text.words.doc.tokens.get(t + 1).is_some_and(|next| next.kind == TokenKind::Number)
    });
    let middle = phrase.tokens.start..stop.unwrap_or(phrase.tokens.end);
    let mut wordings = vec![middle, phrase.core.clone()];
    // A long clause tells something; it is no way to call somebody.
    if phrase.tokens.len() <= LONGEST && text.lower(phrase.tokens.end - 1) != "that" {
        wordings.push(phrase.tokens.clone());
    }
    wordings
}

/// Whether a mention is the subject of its clause: nothing before it governs it.
pub fn is_subject(text: &Text, tokens: &Range<usize>) -> bool {
    let mut start = tokens.start;
    while let Some(before) = text.words.before(start) {
        let inner = text
            .tag(before)
            .is_some_and(|t| matches!(t, Tag::Dt | Tag::Jj | Tag::Nn | Tag::Nnp | Tag::PrpS | Tag::Pos))
            && start > tokens.start.saturating_sub(8);
        if !inner {
            break;
        }
        start = before;
    }
    if text.tag(tokens.end) == Some(Tag::Pos) {
        return false;
    }
    text.words.before(start).is_none_or(|before| match text.tag(before) {
        Some(Tag::In) => matches!(
            text.lower(before),
            "that"
                | "as"
                | "while"
                | "because"
                | "if"
                | "when"
                | "after"
                | "before"
                | "although"
                | "though"
                | "whether"
                | "until"
                | "since"
        ),
        Some(tag) => !tag.is_verb() && tag != Tag::To && tag != Tag::Rp,
        None => true,
    })
}
