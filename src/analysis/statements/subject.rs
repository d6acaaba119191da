//! The source of a cue: its subject, found from tags and marks alone.

use std::ops::Range;

use super::cue::{Cue, Form};
use super::noun_phrase::{can_begin, can_end, ending_at, starting_at, with_apposition};
use super::reading::Reading;
use crate::analysis::Rule;
use crate::language::tags::Tag;

/// A source and how it was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Subject {
    /// Its words.
    pub tokens: Range<usize>,
    /// The way it was found.
    pub rule: Rule,
}

/// The subject of `cue` where the rules of English put one.
pub fn find(r: &Reading, cue: &Cue) -> Option<Subject> {
    let bounds = r.bounds(cue.verb);
    match cue.form {
        Form::Finite => before(r, cue.tokens.start, bounds.start, 0),
        Form::Passive | Form::Bare => by_phrase(r, cue, bounds.end),
        Form::Participle => of_main_clause(r, cue.tokens.start, bounds.start),
        Form::Infinitive => None,
    }
    .filter(|s| !is_empty_it(r, &s.tokens))
}

/// The noun phrase behind an inverted cue: `“…,” said Ruiz, the harbour master`.
pub fn after(r: &Reading, cue: &Cue) -> Option<Subject> {
    let bounds = r.bounds(cue.verb);
    let start = cue.tokens.end;
    if start >= bounds.end || !can_begin(r, start) || r.is_time(start) {
        return None;
    }
    let phrase = starting_at(r, start, bounds.end);
    let tokens = with_apposition(r, phrase, bounds.end);
    Some(Subject { tokens, rule: Rule::SubjectAfterCue })
}

/// The subject that ends before `end`.
pub fn before(r: &Reading, end: usize, low: usize, nested: usize) -> Option<Subject> {
    let depth = r.depth(end);
    let mut i = end;
    while i > low && (r.tagged(i - 1, &[Tag::Rb, Tag::Rbr, Tag::Rp]) || r.is(i - 1, &["also", "then", "later"])) {
        i -= 1;
    }
    i = skip_time_left(r, i, low);
    if i <= low {
        return None;
    }
    let last = i - 1;
    if r.depth(last) != depth || r.doc.is_quote_mark(last) {
        return None;
    }
    if r.is(last, &[")"]) {
        let open = (low..last).rev().find(|&k| r.is(k, &["("]))?;
        let head = open.checked_sub(1).filter(|&k| k >= low && can_end(r, k))?;
        return Some(Subject { tokens: ending_at(r, head, low), rule: Rule::SubjectBeforeCue });
    }
    if r.is(last, &["who", "which", "that"]) {
        return Some(Subject { tokens: last..last + 1, rule: Rule::RelativeClause });
    }
    if r.is_break(last) {
        return over_apposition(r, last, low, depth).or_else(|| shared(r, end, low, nested));
    }
    if can_end(r, last) {
        let tokens = ending_at(r, last, low);
        let tokens = with_name_before(r, tokens, low);
        return Some(Subject { tokens, rule: Rule::SubjectBeforeCue });
    }
    shared(r, end, low, nested)
}

/// `Its director, Irina Stoenescu said`: rare without the second comma, but titles come so: `the minister, Ana Ruiz`.
fn with_name_before(r: &Reading, tokens: Range<usize>, low: usize) -> Range<usize> {
    let comma = tokens.start.wrapping_sub(1);
    let is_name = r.tagged(tokens.start, &[Tag::Nnp]) && tokens.len() <= 3;
    if is_name && comma > low && r.is(comma, &[","]) && r.tagged(comma - 1, &[Tag::Nn]) {
        let role = ending_at(r, comma - 1, low);
        if r.tagged(role.start, &[Tag::PrpS]) {
            return role.start..tokens.end;
        }
    }
    tokens
}

fn skip_time_left(r: &Reading, mut i: usize, low: usize) -> usize {
    let from = i;
    while i > low
        && (r.is_time(i - 1)
            || r.is(i - 1, &["last", "this", "late", "early"])
            || r.tagged(i - 1, &[Tag::Cd]) && i < from)
    {
        i -= 1;
    }
    if i < from && i > low && r.is(i - 1, &["on", "in", "at"]) {
        i -= 1;
    }
    if i > low && i < from { i } else { from }
}

/// The verb follows a comma: what stands between that comma and an earlier one tells of the subject before both.
fn over_apposition(r: &Reading, comma: usize, low: usize, depth: usize) -> Option<Subject> {
    let mut first = None;
    for i in (low..comma).rev() {
        if r.depth(i) != depth || r.doc.is_quote_mark(i) || comma - i > 40 {
            break;
        }
        if r.is_break(i) {
            let ends = i > low && (can_end(r, i - 1) || r.is(i - 1, &[")"]));
            if !ends {
                continue;
            }
            let phrase = ending_at(r, i - 1, low);
            let told = i + 1..comma;
            let tells = r.tagged(i + 1, &[Tag::Dt, Tag::Nn, Tag::Nns, Tag::Nnp, Tag::Cd, Tag::PrpS, Tag::Jj])
                && !r.has_finite(told.clone(), depth)
                || r.is(i + 1, &["who", "whose", "which", "where"])
                || r.tagged(i + 1, &[Tag::Vbg, Tag::Vbn, Tag::In, Tag::Rb]);
            if tells {
                let keep =
                    !r.is(i + 1, &["which", "where"]) && !r.tagged(i + 1, &[Tag::Vbg, Tag::Vbn, Tag::In, Tag::Rb]);
                first = Some(if keep { phrase.start..comma + 1 } else { phrase });
                if !r.tagged(i + 1, &[Tag::Nnp]) {
                    break;
                }
            }
        }
    }
    first.map(|tokens| Subject { tokens, rule: Rule::SubjectWithApposition })
}

/// The subject of an earlier finite verb of the sentence, shared over "and", "but" or a comma.
fn shared(r: &Reading, end: usize, low: usize, nested: usize) -> Option<Subject> {
    if nested > 1 {
        return None;
    }
    let depth = r.depth(end);
    let verb = (low..end).find(|&i| r.tag(i).is_some_and(Tag::is_finite) && r.depth(i) == depth)?;
    let found = before(r, verb, low, nested + 1)?;
    Some(Subject { tokens: found.tokens, rule: Rule::SharedSubject })
}

/// `…, adding that`: the subject of the main clause.
fn of_main_clause(r: &Reading, end: usize, low: usize) -> Option<Subject> {
    let found = shared(r, end, low, 0)?;
    Some(Subject { tokens: found.tokens, rule: Rule::ParticipleSubject })
}

/// `was told by Ruiz`.
fn by_phrase(r: &Reading, cue: &Cue, high: usize) -> Option<Subject> {
    let by = (cue.tokens.end..high.min(cue.tokens.end + 6)).find(|&i| r.is(i, &["by"]))?;
    if by + 1 >= high || !can_begin(r, by + 1) {
        return None;
    }
    let phrase = starting_at(r, by + 1, high);
    Some(Subject { tokens: with_apposition(r, phrase, high), rule: Rule::PassiveBy })
}

/// `It was said`, `there were`: no source.
fn is_empty_it(r: &Reading, tokens: &Range<usize>) -> bool {
    tokens.len() == 1 && (r.is(tokens.start, &["there"]) || r.tagged(tokens.start, &[Tag::Ex]))
}
