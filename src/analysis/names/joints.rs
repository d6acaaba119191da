//! What joins capitalised words into one name: particles, "of" and "and" inside of organisations, initials and forms.

use std::ops::Range;

use super::parts::{is_function, is_part, is_title_at};
use super::words::Words;
use crate::language::gazetteer::{ORGANIZATION_HEADS, ORGANIZATIONS, PLACE_HEADS, PLACES, TITLES, WORK_HEADS};
use crate::text::TokenKind;

/// Lower-case parts inside of personal and place names.
pub const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "do", "dos", "das", "dela", "du", "des", "van", "von", "der", "den", "ter",
    "ten", "zu", "af", "av", "la", "le", "las", "los", "el", "al", "bin", "ibn", "bint", "ben", "abu", "abd", "ud",
    "ul", "ur", "y", "e", "ap", "mac", "te", "o",
];

/// One past the last token of the run that begins at `start`.
pub fn run_end(words: &Words, start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    while end < limit {
        if words.is_initial(end) {
            break;
        }
        if is_part(words, end) {
            end += 1;
        } else if let Some(next) = joined(words, start, end, limit) {
            end = next;
        } else {
            break;
        }
    }
    end
}

/// Where the run goes on if the words at `at` join what stands before to a further capital: one past that capital.
fn joined(words: &Words, start: usize, at: usize, limit: usize) -> Option<usize> {
    let part = |t: usize| t < limit && is_part(words, t) && !words.is_initial(t);
    let word = words.doc.lower(at);
    match word {
        "of" | "for" | "on" | "in" if takes_tail(words, start, at, word) => {
            let next = if words.is(at + 1, "the") { at + 2 } else { at + 1 };
            part(next).then_some(next + 1)
        }
        "&" => part(at + 1).then_some(at + 2),
        "and" => (part(at + 1) && is_one_name(words, start, at, limit)).then(|| at + 2),
        // "Department of Fish, Wildlife and Parks"
        "," if (start..at).any(|t| words.is(t, "of"))
            && part(at + 1)
            && words.is(at + 2, "and")
            && part(at + 3)
            && ORGANIZATION_HEADS.has(words.key(start)) =>
        {
            Some(at + 4)
        }
        "," => {
            let suffix = at + 1 < limit
                && ["Inc.", "Inc", "Ltd", "Ltd.", "LLC", "Jr.", "Sr.", "Jr"].contains(&words.doc.word(at + 1));
            suffix.then_some(at + 2)
        }
        "'" if words.doc.lower(at - 1).ends_with('s') => {
            let named = start > 0 && words.is(start - 1, "the") || at - start > 1;
            (part(at + 1) && (named || ORGANIZATION_HEADS.has(words.key(at + 1)))).then_some(at + 2)
        }
        // "the Cragsmen's Union"
        "'s" if part(at + 1)
            && start > 0
            && words.is(start - 1, "the")
            && ORGANIZATION_HEADS.has(words.key(at + 1))
            && !PLACES.has(words.key(at - 1)) =>
        {
            Some(at + 2)
        }
        "'s" if ORGANIZATIONS.longest(words.keys(start, at + 1)).is_some_and(|(n, _)| start + n == at + 1) => {
            Some(at + 1)
        }
        _ if PARTICLES.contains(&word) && words.doc.word(at) == word => {
            let mut next = at + 1;
            while next < limit && next < at + 3 && PARTICLES.contains(&words.doc.word(next)) {
                next += 1;
            }
            (next < limit && words.is_capital(next) && !is_title_at(words, at - 1)).then_some(next + 1)
        }
        _ if words.doc.tokens[at].kind == TokenKind::Quote => nickname_end(words, start, at, limit),
        _ if words.doc.tokens[at].kind == TokenKind::Number && takes_number(words, at - 1) => Some(at + 1),
        _ => None,
    }
}

/// One past the capital behind a nickname: `Jo “Tiny” Bell`.
fn nickname_end(words: &Words, start: usize, at: usize, limit: usize) -> Option<usize> {
    let close = (at + 2..(at + 4).min(limit)).find(|&t| words.doc.tokens[t].kind == TokenKind::Quote)?;
    let next = close + 1;
    let name = at == start + 1
        && words.first_name(start, true).is_some()
        && words.is_capital(at + 1)
        && next < limit
        && words.is_capital(next)
        && !is_function(words.tags[next]);
    name.then_some(next + 1)
}

/// Whether the run before `of`, `for` or `on` can be continued by it.
fn takes_tail(words: &Words, start: usize, at: usize, word: &str) -> bool {
    let last = words.key(at - 1);
    let head = ORGANIZATION_HEADS.has(last) || matches!(last, "chamber" | "bar" | "sons" | "daughters" | "friends");
    match word {
        "of" => {
            let title = (start..at).any(|from| words.entry(TITLES, from, at).is_some_and(|(range, _)| range.end == at));
            !title
                && (head
                    || PLACE_HEADS.has(last)
                    || WORK_HEADS.has(last)
                    || matches!(
                        last,
                        "ministry"
                            | "secretary"
                            | "isle"
                            | "church"
                            | "law"
                            | "offices"
                            | "board"
                            | "league"
                            | "order"
                            | "knights"
                            | "voice"
                            | "museum"
                    ))
        }
        "in" => false,
        _ => {
            head && matches!(
                last,
                "center"
                    | "centre"
                    | "institute"
                    | "council"
                    | "committee"
                    | "commission"
                    | "agency"
                    | "campaign"
                    | "alliance"
                    | "coalition"
                    | "association"
                    | "foundation"
                    | "fund"
                    | "society"
                    | "organization"
                    | "programme"
                    | "program"
                    | "office"
                    | "court"
                    | "group"
                    | "movement"
                    | "party"
                    | "bank"
            )
        }
    }
}

/// Whether `and` lies inside of one name: an organisation's head, or its "of", stands before it, or a head behind it.
fn is_one_name(words: &Words, start: usize, at: usize, limit: usize) -> bool {
    let tail = (start..at).any(|t| matches!(words.doc.lower(t), "of" | "for" | "on"));
    let mut end = at + 1;
    while end < limit && is_part(words, end) && !words.is_initial(end) {
        end += 1;
    }
    if tail {
        // "Department of Housing and Urban Development", but not "University of Leeds and Shell".
        let known = |range: Range<usize>| PLACES.has(&words.phrase(&range)) || ORGANIZATIONS.has(&words.phrase(&range));
        let before =
            (start..at).rev().find(|&t| matches!(words.doc.lower(t), "of" | "for" | "on" | "the")).unwrap_or(start);
        return !known(before + 1..at) && !known(at + 1..end) && words.first_name(at + 1, false).is_none();
    }
    let before_is_known = PLACES.has(&words.phrase(&(start..at)))
        || ORGANIZATIONS.has(&words.phrase(&(start..at)))
        || ORGANIZATION_HEADS.has(words.key(at - 1))
        || PLACE_HEADS.has(words.key(at - 1))
        || words.first_name(start, false).is_some();
    // "Food and Drug Administration"
    !before_is_known
        && end > at + 2
        && matches!(
            words.key(end - 1),
            "administration"
                | "commission"
                | "department"
                | "ministry"
                | "agency"
                | "committee"
                | "council"
                | "union"
                | "association"
                | "federation"
                | "institute"
                | "society"
                | "board"
                | "authority"
                | "office"
                | "service"
                | "coalition"
                | "alliance"
                | "forum"
        )
}

/// Whether a number behind a word belongs to the name: `Channel 4`, `Local 396`, `House District 55`.
fn takes_number(words: &Words, token: usize) -> bool {
    matches!(
        words.key(token),
        "local"
            | "district"
            | "channel"
            | "ward"
            | "radio"
            | "council"
            | "route"
            | "highway"
            | "super"
            | "cinema"
            | "lodestar"
            | "pier"
            | "gate"
            | "formula"
    )
}
