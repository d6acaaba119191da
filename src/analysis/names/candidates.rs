//! Where names may stand: runs of capitalised words with what joins them, cut where a title or a nationality ends.

use std::collections::HashSet;
use std::ops::Range;

use super::joints::{PARTICLES, run_end};
use super::parts::{is_listed, opens};
use super::words::Words;
use crate::language::gazetteer::{NATIONALITIES, ORGANIZATION_HEADS, PLACE_HEADS, PLACES, TITLES};
use crate::language::tags::Tag;
use crate::text::Sentence;

/// A run of words that may be a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// The words, without the title.
    pub tokens: Range<usize>,
    /// The title before them, if there is one: `President` in `President Ana Ruiz`.
    pub title: Option<Range<usize>>,
}

/// Finds all candidates, by position; they do not overlap.
pub fn find(words: &Words) -> Vec<Candidate> {
    let mut found = Vec::new();
    let (loud, plain): (Vec<&Sentence>, Vec<&Sentence>) =
        words.doc.sentences.iter().partition(|s| words.is_shouted(s.tokens.start));
    for sentence in plain {
        for run in runs(words, &sentence.tokens) {
            cut(words, run, &mut found);
        }
    }
    let known: HashSet<String> = found.iter().map(|c| words.phrase(&c.tokens)).collect();
    let mut found: Vec<Candidate> = found.into_iter().flat_map(|c| part(words, c, &known)).collect();
    // Where every word has a capital, the names of the rest of the text tell where one ends.
    let known: HashSet<String> = found.iter().map(|c| words.phrase(&c.tokens)).collect();
    for sentence in loud {
        for run in runs(words, &sentence.tokens) {
            cut_by_known(words, run, &known, &mut found);
        }
    }
    found.sort_by_key(|candidate| candidate.tokens.start);
    found
}

/// Parts names that stand side by side with nothing between them, as in lists and below letters: `Ann Lee Tom Roy`,
/// `Ann Ann Lee`, and `Ann Lee Tom` where the text has `Ann Lee` elsewhere.
fn part(words: &Words, candidate: Candidate, known: &HashSet<String>) -> Vec<Candidate> {
    let Candidate { tokens, mut title } = candidate;
    let first_name = |t: usize| t < tokens.end && words.first_name(t, false).is_some();
    let mut parts = Vec::new();
    let mut start = tokens.start;
    for at in tokens.start + 1..tokens.end {
        let again = first_name(start) && words.key(at) == words.key(start);
        let pair = at == start + 2 && first_name(start) && !first_name(start + 1);
        let listed = pair && first_name(at) && at + 1 < tokens.end && !first_name(at + 1);
        let met = pair && (first_name(at) || words.is_common(at)) && known.contains(&words.phrase(&(start..at)));
        if again || listed || met {
            parts.push(Candidate { tokens: start..at, title: title.take() });
            start = at;
        }
    }
    parts.push(Candidate { tokens: start..tokens.end, title });
    parts
}

/// The runs of a sentence.
fn runs(words: &Words, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if opens(words, at) {
            let end = run_end(words, at, sentence.end);
            runs.push(at..end);
            at = end;
        } else {
            at += 1;
        }
    }
    runs
}

/// Cuts a run of a headline where names begin and end that the text has elsewhere.
fn cut_by_known(words: &Words, run: Range<usize>, known: &HashSet<String>, found: &mut Vec<Candidate>) {
    let (mut at, mut rest) = (run.start, run.start);
    let mut any = false;
    while at < run.end {
        let end = (at + 1..=run.end.min(at + 6)).rev().find(|&end| known.contains(&words.phrase(&(at..end))));
        let Some(end) = end else {
            at += 1;
            continue;
        };
        any = true;
        leftover(words, rest..at, found);
        found.push(Candidate { tokens: at..end, title: None });
        at = end;
        rest = end;
    }
    if any { leftover(words, rest..run.end, found) } else { cut(words, run, found) }
}

/// What a headline has between two known names: a name only where the text has the word as one.
fn leftover(words: &Words, tokens: Range<usize>, found: &mut Vec<Candidate>) {
    if tokens.clone().any(|t| words.capital_count(t) > 0 || is_listed(words, t)) {
        cut(words, tokens, found);
    }
}

/// Cuts a run into names: titles off, nationalities apart.
fn cut(words: &Words, run: Range<usize>, found: &mut Vec<Candidate>) {
    let mut at = trim_start(words, run.start, run.end);
    let mut title: Option<Range<usize>> = None;
    let mut pending = at;
    while at < run.end {
        if let Some(office) = title_at(words, at, run.end) {
            if pending < at {
                push(words, pending..at, None, found);
            }
            at = office.end;
            pending = at;
            title = Some(office);
        } else if pending == at && at + 1 < run.end && ends_apart(words, at, run.end) {
            let end = nationality_end(words, at, run.end);
            push(words, at..end, None, found);
            at = end;
            pending = at;
        } else {
            at += 1;
        }
    }
    if pending < run.end {
        push(words, pending..run.end, title, found);
    }
}

/// Drops capitalised words that begin a sentence before a name: `Meanwhile`, `Former`.
fn trim_start(words: &Words, start: usize, end: usize) -> usize {
    let mut at = start;
    while at + 1 < end
        && words.is_initial(at)
        && !words.tags[at].is_proper()
        && words.capital_count(at) == 0
        && words.is_common(at)
        && !is_listed(words, at)
        && !TITLES.has(words.key(at))
        && (words.lower_count(at) > 0
            || !matches!(words.tags[at], Tag::Nn | Tag::Jj)
            || words.first_name(at + 1, false).is_some())
    {
        at += 1;
    }
    at
}

/// The title that begins at a token, where a name may follow it.
fn title_at(words: &Words, at: usize, end: usize) -> Option<Range<usize>> {
    let (title, _) = words.entry(TITLES, at, end)?;
    // "Secretary General of the U.N.": an office with its tail is no name and no part of one.
    // "Sri Lanka"
    if words.entry(PLACES, at, end).is_some_and(|(place, _)| place.end > title.end) {
        return None;
    }
    let last = words.key(title.end - 1);
    let single = title.len() == 1;
    let alone = title.end == end;
    if single && !alone {
        let next_is_head = title.end + 1 == end
            && (ORGANIZATION_HEADS.has(words.key(title.end)) || PLACE_HEADS.has(words.key(title.end)));
        // "Police Chief", "Artists League": a head behind makes it part of the name.
        if next_is_head
            || ORGANIZATION_HEADS.has(words.key(end - 1))
                && !words.doc.word(at).ends_with('.')
                && !matches!(last, "president" | "mr" | "mrs" | "ms" | "dr" | "sir" | "senator" | "governor")
        {
            return None;
        }
        if matches!(last, "dean" | "don" | "sunny" | "earl" | "marshal" | "canon" | "nana" | "guru")
            && title.end + 1 == end
            && words.first_name(at, true).is_some()
        {
            return None;
        }
    }
    if single
        && alone
        && words.first_name(at, true).is_some()
        && matches!(last, "dean" | "don" | "earl" | "king" | "prince" | "duke" | "judge" | "baron")
        && words.capital_count(at) > 0
    {
        return None;
    }
    if single
        && alone
        && at > 0
        && words.before(at).is_some_and(|t| words.first_name(t, false).is_some() && words.is_capital(t))
    {
        // "Stephen King"
        return None;
    }
    Some(title)
}

/// Whether a nationality or place at the start of a run stands apart from what follows: a title or a person.
fn ends_apart(words: &Words, at: usize, end: usize) -> bool {
    let next = nationality_end(words, at, end);
    next > at && next < end && {
        title_at(words, next, end).is_some_and(|t| t.end < end || TITLES.has(words.key(next)))
            || words.first_name(next, false).is_some()
                && next + 2 == end
                && !ORGANIZATION_HEADS.has(words.key(end - 1))
                && !PLACE_HEADS.has(words.key(end - 1))
    }
}

/// One past a nationality or a place that begins at a token; `at` where there is none.
fn nationality_end(words: &Words, at: usize, end: usize) -> usize {
    let nationality = words.entry(NATIONALITIES, at, end).map(|(r, _)| r.end);
    let place = words
        .entry(PLACES, at, end)
        .filter(|(_, sort)| matches!(*sort, "country" | "state" | "capital" | "city" | "region" | "abbreviation"))
        .map(|(r, _)| r.end);
    nationality.into_iter().chain(place).max().unwrap_or(at)
}

fn push(words: &Words, tokens: Range<usize>, title: Option<Range<usize>>, found: &mut Vec<Candidate>) {
    let mut tokens = tokens;
    while !tokens.is_empty() && PARTICLES.contains(&words.doc.word(tokens.end - 1)) {
        tokens.end -= 1;
    }
    if !tokens.is_empty() {
        found.push(Candidate { tokens, title });
    }
}
