//! Noun phrases without a parser: how far one reaches to the left or right of its head, from tags and marks alone.

use std::ops::Range;

use super::reading::Reading;
use crate::language::tags::Tag;

const INNER: &[Tag] = &[
    Tag::Nn,
    Tag::Nns,
    Tag::Nnp,
    Tag::Nnps,
    Tag::Dt,
    Tag::Jj,
    Tag::Jjr,
    Tag::Jjs,
    Tag::Cd,
    Tag::PrpS,
    Tag::Pos,
    Tag::Vbn,
    Tag::Pdt,
];
const HEAD: &[Tag] = &[Tag::Nn, Tag::Nns, Tag::Nnp, Tag::Nnps, Tag::Prp, Tag::Cd, Tag::Dt];
const NOUNS: &[Tag] = &[Tag::Nn, Tag::Nns, Tag::Nnp, Tag::Nnps];
/// Words that open a clause of their own.
const SUBORDINATORS: &[&str] = &[
    "after", "although", "as", "because", "before", "if", "once", "since", "that", "though", "until", "unless", "when",
    "where", "whether", "while",
];
const LINKS: &[&str] =
    &["of", "for", "at", "in", "on", "from", "to", "with", "&", "and", "or", "de", "van", "von", "al"];

/// Whether a noun phrase can end at `i`.
pub fn can_end(r: &Reading, i: usize) -> bool {
    r.tagged(i, HEAD) || r.is(i, &["who", "which", "that"])
}

/// Whether a noun phrase can begin at `i`.
pub fn can_begin(r: &Reading, i: usize) -> bool {
    r.tagged(
        i,
        &[Tag::Nn, Tag::Nns, Tag::Nnp, Tag::Nnps, Tag::Prp, Tag::PrpS, Tag::Dt, Tag::Jj, Tag::Cd, Tag::Pdt, Tag::Jjs],
    )
}

/// The noun phrase whose last token is `end`, reaching left no further than `low`.
pub fn ending_at(r: &Reading, end: usize, low: usize) -> Range<usize> {
    if r.tagged(end, &[Tag::Prp]) || r.is(end, &["who", "which", "that"]) {
        return end..end + 1;
    }
    let depth = r.depth(end);
    let mut start = end;
    let mut links = 0;
    while start > low {
        let before = start - 1;
        if r.depth(before) != depth || r.doc.is_quote_mark(before) {
            break;
        }
        // A determiner opens its phrase: in `at the convention in Cleveland his operatives said` it ends the one before.
        if r.tagged(start, &[Tag::Dt, Tag::PrpS]) && r.tagged(before, NOUNS) && start < end {
            break;
        }
        if r.tagged(before, INNER) && !r.is(before, &["that"])
            || r.is(before, &["."]) && r.tagged(before - 1, &[Tag::Nnp])
        {
            start = before;
        } else if links < 3
            && before > low
            && r.is(before, LINKS)
            && r.tagged(before - 1, NOUNS)
            && !r.is_time(start)
            && !(r.is(before, &["and", "or"]) && joins_clauses(r, before, low))
        {
            links += 1;
            start = before;
        } else {
            break;
        }
    }
    while start < end && r.is(start, LINKS) {
        start += 1;
    }
    start..end + 1
}

/// Whether the "and" at `and` joins a new clause to one that already has its verb, rather than two names. In `it failed
/// after Oslo and Lima refused` the clause that the verb is in has yet to begin.
fn joins_clauses(r: &Reading, and: usize, low: usize) -> bool {
    let first = (low..and).rev().take_while(|&i| r.tagged(i, INNER)).last().unwrap_or(and);
    let opens = first > low && r.is(first - 1, SUBORDINATORS);
    !opens && r.has_finite(low..and, r.depth(and))
}

/// The noun phrase that begins at `start`, reaching right to before `high` at the most.
pub fn starting_at(r: &Reading, start: usize, high: usize) -> Range<usize> {
    let depth = r.depth(start);
    if r.tagged(start, &[Tag::Prp]) {
        return start..start + 1;
    }
    let mut end = start;
    while end < high {
        if r.depth(end) != depth || r.doc.is_quote_mark(end) {
            break;
        }
        let inner = r.tagged(end, INNER) && !(end > start && r.tagged(end, &[Tag::Vbn]));
        let linked = end > start
            && end + 1 < high
            && (r.is(end, &["of", "&", "at", "for", "in", "from"])
                || r.is(end, &["and"]) && r.tagged(end + 1, &[Tag::Nnp]))
            && r.tagged(end - 1, HEAD)
            && can_begin(r, end + 1)
            && !r.is_time(end + 1);
        if end > start && r.is_time(end) && r.tagged(end - 1, &[Tag::Nnp, Tag::Nn, Tag::Nns]) {
            break;
        }
        if !(inner || linked) {
            break;
        }
        end += 1;
    }
    start..end.max(start + 1)
}

/// `phrase` with the apposition or relative clause behind it that tells who it is (`Ruiz, the harbour master,`), when
/// one follows and closes before `high`.
pub fn with_apposition(r: &Reading, phrase: Range<usize>, high: usize) -> Range<usize> {
    let comma = phrase.end;
    if comma + 1 >= high || !r.is(comma, &[","]) || r.tagged(phrase.start, &[Tag::Prp]) {
        return phrase;
    }
    let begins = r.tagged(comma + 1, &[Tag::Dt, Tag::Nn, Tag::Nns, Tag::Nnp, Tag::Cd, Tag::PrpS, Tag::Jj])
        && !r.is_time(comma + 1)
        || r.is(comma + 1, &["who", "whose"]);
    if !begins {
        return phrase;
    }
    let depth = r.depth(phrase.start);
    for i in comma + 1..high {
        if r.depth(i) != depth || r.doc.is_quote_mark(i) {
            return phrase;
        }
        let ends = r.is_break(i) || r.is(i, &[";", ":"]) || r.is_stop(i);
        if ends {
            return phrase.start..i;
        }
        if r.tag(i).is_some_and(Tag::is_finite)
            && !r.is(comma + 1, &["who", "whose"])
            && !r.is(i - 1, &["who", "which", "that"])
        {
            return phrase;
        }
        if i - comma > 24 {
            return phrase;
        }
    }
    phrase.start..high
}
