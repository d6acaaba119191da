//! Attribution without a reporting verb: `according to Ruiz`, `in her view`, `her claim that …`.

use std::ops::Range;

use super::clause;
use super::cue::{Cue, Form};
use super::draft::Draft;
use super::noun_phrase::{can_begin, ending_at, with_apposition};
use super::reading::Reading;
use crate::analysis::{Layer, Rule};
use crate::language::cues::{Frames, LEXICON};
use crate::language::tags::Tag;

/// Adds the statements of "according to" and its like.
pub fn find_according_to(r: &Reading, drafts: &mut Vec<Draft>) {
    for i in 0..r.doc.tokens.len().saturating_sub(2) {
        if !r.is(i, &["according"]) || !r.is(i + 1, &["to"]) || r.is(i + 2, &["plan", "schedule", "custom"]) {
            continue;
        }
        let bounds = r.bounds(i);
        let cue = i..i + 2;
        if cue.end >= bounds.end {
            continue;
        }
        let source = source_behind(r, cue.end, bounds.end);
        let content = if i > bounds.start + 2 {
            let before = r.trim(clause_before(r, bounds.start, i)..i);
            let behind = source.end + 1..bounds.end;
            let medial =
                r.is(i - 1, &[","]) && r.is(source.end, &[","]) && behind.len() > 3 && !r.has_finite(before.clone(), 0);
            if medial { vec![before, content_end(r, behind)] } else { vec![before] }
        } else if source.end < bounds.end {
            vec![content_end(r, r.trim(source.end..bounds.end))]
        } else {
            continue;
        };
        if content.iter().any(Range::is_empty) {
            continue;
        }
        let mut draft = Draft::new(content[0].clone(), 0.9).because(r.doc, Rule::AccordingTo, &(cue.start..source.end));
        draft.content = content;
        draft.cue = Some(cue);
        draft.source = Some(source);
        drafts.push(draft);
    }
}

fn source_behind(r: &Reading, start: usize, high: usize) -> Range<usize> {
    let depth = r.depth(start);
    let mut end = start;
    while end < high
        && r.depth(end) == depth
        && !r.is(end, &[",", ";", ":", "—", "–"])
        && !(r.is_stop(end) && end + 1 >= high)
    {
        if r.is(end, &["that", "who", "which", "and", "but"])
            && end > start + 1
            && r.has_finite(end..high, depth)
            && r.is(end, &["and", "but"])
        {
            break;
        }
        end += 1;
    }
    let end = end.max(start + 1);
    if end - start <= 4 { with_apposition(r, start..end, high) } else { start..end }
}

fn clause_before(r: &Reading, low: usize, high: usize) -> usize {
    let start = (low..high).rev().find(|&i| r.is(i, &[";"])).map_or(low, |i| i + 1);
    if r.is(start, &["but", "and"]) && start + 1 < high { start + 1 } else { start }
}

fn content_end(r: &Reading, range: Range<usize>) -> Range<usize> {
    let mut end = range.end;
    while end > range.start && r.is_stop(end - 1) && r.doc.quotation_of[end - 1].is_none() {
        end -= 1;
    }
    range.start..end
}

/// Light verbs whose subject is the source of the noun behind them: `made the claim that`, `voiced fears that`.
const LIGHT: &[&str] = &[
    "made",
    "make",
    "makes",
    "issued",
    "repeated",
    "voiced",
    "expressed",
    "raised",
    "raises",
    "offered",
    "gave",
    "reiterated",
    "dismissed",
    "had",
    "has",
    "have",
    "sounded",
    "delivered",
];
/// Prepositions that open the content of a reporting noun.
const OPENERS: &[(&str, &[&str])] = &[
    ("call", &["for"]),
    ("demand", &["for"]),
    ("concern", &["about", "over"]),
    ("warning", &["of", "about"]),
    ("fear", &["of", "about"]),
    ("criticism", &["of"]),
    ("praise", &["for"]),
    ("support", &["for"]),
    ("apology", &["for"]),
    ("complaint", &["about"]),
    ("accusation", &["of"]),
    ("allegation", &["of"]),
    ("promise", &["to"]),
    ("pledge", &["to"]),
    ("vow", &["to"]),
    ("threat", &["to"]),
    ("refusal", &["to"]),
];

/// Adds the statements of reporting nouns: `Ruiz's claim that …`, `voiced concern about …`.
pub fn find_nouns(r: &Reading, cues: &[Cue], drafts: &mut Vec<Draft>) {
    for noun in 0..r.doc.tokens.len() {
        if !r.tagged(noun, &[Tag::Nn, Tag::Nns]) {
            continue;
        }
        let Some(entry) = LEXICON.noun(r.lower(noun)) else { continue };
        let bounds = r.bounds(noun);
        let opener = noun + 1;
        if opener + 1 >= bounds.end {
            continue;
        }
        let that = r.is(opener, &["that", "whether"])
            && r.has_finite(opener + 1..bounds.end, 0)
            && !r.is(opener + 1, &["is", "was", "has", "had", "would", "will", "were", "are", "have"]);
        let preposition = OPENERS.iter().any(|(lemma, words)| *lemma == entry.lemma && r.is(opener, words));
        if !(that || preposition) {
            continue;
        }
        let Some((source, cue_start)) =
            possessor(r, noun, bounds.start).or_else(|| light_subject(r, noun, bounds.start))
        else {
            continue;
        };
        let to = r.is(opener, &["to"]);
        let start = if that || to { opener } else { opener + 1 };
        let high = content_end(r, bounds.clone()).end;
        let heads = !r.has_finite(bounds.start..cue_start, 0) && that;
        let content = r.trim(start..clause::noun_end(r, cues, start, high, heads));
        if content.is_empty() {
            continue;
        }
        let cue = cue_start..if that || to { opener } else { opener + 1 };
        let mut draft = Draft::new(content, if that { 0.8 } else { 0.65 }).because(r.doc, Rule::ReportingNoun, &cue);
        if entry.layer == Layer::Mind {
            draft.confidence *= 0.9;
        }
        draft.cue = Some(cue);
        draft.source = Some(source);
        drafts.push(draft);
    }
}

/// `Ruiz's` or `her` before the noun, and where the noun phrase's own words begin.
fn possessor(r: &Reading, noun: usize, low: usize) -> Option<(Range<usize>, usize)> {
    let depth = r.depth(noun);
    for i in (low..noun).rev().take(5) {
        if r.depth(i) != depth {
            return None;
        }
        if r.tagged(i, &[Tag::PrpS]) {
            return Some((i..i + 1, i + 1));
        }
        if r.tagged(i, &[Tag::Pos]) && i > low {
            let owner = ending_at(r, i - 1, low);
            return Some((owner.start..i + 1, i + 1));
        }
        if !r.tagged(i, &[Tag::Jj, Tag::Nn, Tag::Vbn, Tag::Cd, Tag::Nnp]) {
            return None;
        }
    }
    None
}

/// The subject of the light verb that has the noun as its object.
fn light_subject(r: &Reading, noun: usize, low: usize) -> Option<(Range<usize>, usize)> {
    let verb = (low..noun).rev().take(5).find(|&i| r.is(i, LIGHT))?;
    let clean = (verb + 1..noun).all(|i| r.tagged(i, &[Tag::Dt, Tag::Jj, Tag::Nn, Tag::PrpS, Tag::Rb, Tag::Nns]));
    let subject = super::subject::before(r, auxiliaries_before(r, verb, low), low, 0)?;
    (clean && can_begin(r, subject.tokens.start)).then_some((subject.tokens, verb))
}

fn auxiliaries_before(r: &Reading, verb: usize, low: usize) -> usize {
    let mut start = verb;
    while start > low && r.is(start - 1, &["has", "have", "had", "also", "not", "will", "would"]) {
        start -= 1;
    }
    start
}

/// Adds `in her view`, `in the words of Ruiz` at the edge of a sentence.
pub fn find_views(r: &Reading, drafts: &mut Vec<Draft>) {
    const VIEWS: &[&str] =
        &["view", "opinion", "words", "eyes", "judgment", "judgement", "telling", "account", "estimation"];
    for i in 0..r.doc.tokens.len() {
        if !r.is(i, VIEWS) {
            continue;
        }
        let bounds = r.bounds(i);
        let Some((owner, _)) = possessor(r, i, bounds.start) else { continue };
        let Some(start) = owner.start.checked_sub(1).filter(|&k| k >= bounds.start && r.is(k, &["in", "by"])) else {
            continue;
        };
        let content = if start <= bounds.start + 1 && r.is(i + 1, &[","]) {
            content_end(r, i + 2..bounds.end.max(i + 2))
        } else if start > bounds.start && r.is(start - 1, &[","]) && (i + 1 >= bounds.end || r.is_stop(i + 1)) {
            r.trim(bounds.start..start)
        } else {
            continue;
        };
        if content.len() < 2 {
            continue;
        }
        let mut draft = Draft::new(content, 0.75).because(r.doc, Rule::AccordingTo, &(start..i + 1));
        draft.cue = Some(start..i + 1);
        draft.source = Some(owner);
        drafts.push(draft);
    }
}

/// Adds `…, as she put it`, `as Ruiz has said, …`: the quotation beside it, or the clause.
pub fn find_as(r: &Reading, cues: &[Cue], drafts: &mut Vec<Draft>) {
    for i in 1..r.doc.tokens.len() {
        if !r.is(i, &["as"]) || !can_begin(r, i + 1) {
            continue;
        }
        let bounds = r.bounds(i);
        let put = (i + 2..bounds.end.min(i + 9)).find(|&k| r.is(k, &["put", "puts"]) && r.is(k + 1, &["it"]));
        let next = cues.partition_point(|c| c.verb < i + 2);
        let near = |c: &&Cue| c.verb < bounds.end.min(i + 9) && c.form == Form::Finite && c.takes(Frames::THAT);
        let cue = match (put, cues.get(next).filter(near)) {
            (Some(k), _) => k..k + 2,
            (None, Some(c)) => c.tokens.clone(),
            (None, None) => continue,
        };
        let Some(source) = super::subject::before(r, cue.start, i + 1, 1).map(|s| s.tokens) else { continue };
        let over = cue.end >= bounds.end || r.is_break(cue.end) || r.is_stop(cue.end);
        if source.start != i + 1 || put.is_none() && !over {
            continue;
        }
        let Some(content) = beside_as(r, i, &cue, &bounds) else { continue };
        let mut draft = Draft::new(content, 0.75).because(r.doc, Rule::AsClause, &(i..cue.end));
        draft.cue = Some(cue);
        draft.source = Some(source);
        drafts.push(draft);
    }
}

/// What an "as"-clause at `as_at` attributes: the quotation right before it, the clause before it, or the one behind.
fn beside_as(r: &Reading, as_at: usize, cue: &Range<usize>, bounds: &Range<usize>) -> Option<Range<usize>> {
    let end = as_at - usize::from(r.is_break(as_at - 1));
    let quotation =
        end.checked_sub(1).and_then(|i| r.doc.quotation_of[i]).map(|q| &r.doc.quotations[q as usize].tokens);
    if let Some(tokens) = quotation.filter(|tokens| tokens.end == end) {
        return Some(tokens.clone());
    }
    if end < as_at && end > bounds.start + 2 && r.has_finite(bounds.start..end, 0) {
        return Some(r.trim(bounds.start..end));
    }
    (as_at <= bounds.start + 1 && r.is(cue.end, &[","])).then(|| content_end(r, cue.end + 1..bounds.end))
}
