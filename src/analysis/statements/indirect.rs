//! Reported speech without its own quotation: `Ruiz said that …`, `…, Ruiz said`, `urged Lima to …`, `called it “…”`,
//! `is expected to …`.

use std::ops::Range;

use super::clause::{self, Complement};
use super::cue::{Cue, Form};
use super::draft::Draft;
use super::noun_phrase;
use super::reading::Reading;
use super::silence;
use super::subject::{self, Subject};
use crate::analysis::{Class, Layer, Rule};
use crate::language::cues::Frames;
use crate::language::tags::Tag;

/// Adds a statement for each cue that `used` does not hold and that has a complement.
pub fn find(r: &Reading, cues: &[Cue], used: &[bool], drafts: &mut Vec<Draft>) {
    for (cue, _) in cues.iter().zip(used).filter(|(_, used)| !**used) {
        if is_complement_of_refusal(r, cues, cue) {
            continue;
        }
        let found = match cue.form {
            Form::Passive | Form::Bare => passive(r, cue, cues),
            Form::Infinitive => infinitive(r, cue, cues),
            Form::Finite | Form::Participle => trailing(r, cue, cues).or_else(|| leading(r, cue, cues)),
        };
        drafts.extend(found.filter(|draft| !draft.is_empty()));
    }
}

/// The draft of a cue, its source and its complement.
fn draft(r: &Reading, cue: &Cue, source: Option<Subject>, complement: Complement) -> Draft {
    let cue_tokens = cue.tokens.start..complement.cue_end.max(cue.tokens.end);
    let mut draft =
        Draft::new(complement.content.clone(), complement.confidence).because(r.doc, Rule::ReportingVerb, &cue_tokens);
    draft.cue = Some(cue_tokens);
    draft.addressee = complement.addressee;
    let mut draft = draft.because(r.doc, complement.rule, &complement.content);
    match source {
        Some(source) => {
            draft.source = Some(source.tokens.clone());
            draft = draft.because(r.doc, source.rule, &source.tokens);
        }
        None => draft.confidence *= 0.55,
    }
    if cue.entry.layer == Layer::Mind {
        draft.confidence *= 0.9;
    }
    if let (Class::Refuse, Some(cue), Some(content)) = (cue.entry.class, &draft.cue, draft.content.first()) {
        draft.silence = silence::refused_words(r, cue, content);
    }
    draft
}

/// `Ruiz said that …`
fn leading(r: &Reading, cue: &Cue, cues: &[Cue]) -> Option<Draft> {
    let source = subject::find(r, cue)?;
    if let Some(refused) = refusal(r, cue, cues) {
        return Some(draft(r, &refused.0, Some(source), refused.1));
    }
    let complement = clause::complement(r, cue, cues)?;
    if complement.content.start < source.tokens.end && source.tokens.start < complement.content.end {
        return None;
    }
    let label = cue.takes(Frames::SMALL.or(Frames::AS)).then(|| fronted_object(r, &source)).flatten();
    let mut found = draft(r, cue, Some(source), complement);
    if let Some(object) = label {
        found.content.insert(0, object);
    }
    Some(found)
}

/// The "which" or "what" of `which he called “a tip”`.
fn fronted_object(r: &Reading, source: &Subject) -> Option<Range<usize>> {
    let before = source.tokens.start.checked_sub(1)?;
    r.is(before, &["which", "that"]).then_some(before..before + 1)
}

/// `declined to say whether …`: the cue reaches over the second verb when that has a complement of its own.
fn refusal(r: &Reading, cue: &Cue, cues: &[Cue]) -> Option<(Cue, Complement)> {
    if cue.entry.class != Class::Refuse || !r.is(cue.tokens.end, &["to"]) {
        return None;
    }
    let next = cues.partition_point(|c| c.verb <= cue.verb);
    let second = cues.get(next).filter(|c| c.form == Form::Infinitive && c.tokens.start == cue.tokens.end)?;
    let inner = clause::complement(r, second, cues)?;
    let whole = Cue { tokens: cue.tokens.start..second.tokens.end, ..cue.clone() };
    Some((whole, Complement { cue_end: inner.cue_end.max(second.tokens.end), ..inner }))
}

fn is_complement_of_refusal(r: &Reading, cues: &[Cue], cue: &Cue) -> bool {
    let before = cues.partition_point(|c| c.verb < cue.verb).checked_sub(1).map(|i| &cues[i]);
    cue.form == Form::Infinitive
        && before.is_some_and(|c| {
            c.entry.class == Class::Refuse && c.tokens.end == cue.tokens.start && r.is(c.tokens.end, &["to"])
        })
}

/// `The port was closed, Ruiz said on Monday.` and `The port, Ruiz said, was closed.`
fn trailing(r: &Reading, cue: &Cue, cues: &[Cue]) -> Option<Draft> {
    if !cue.takes(Frames::THAT.or(Frames::BARE)) || cue.form != Form::Finite {
        return None;
    }
    let bounds = r.bounds(cue.verb);
    let depth = r.depth(cue.verb);
    let inverted = cue.tokens.start > bounds.start && r.is(cue.tokens.start - 1, &[","]);
    let source = if inverted { subject::after(r, cue)? } else { subject::find(r, cue)? };
    let first = source.tokens.start.min(cue.tokens.start);
    let last = source.tokens.end.max(cue.tokens.end);
    let comma = first.checked_sub(1).filter(|&c| c > bounds.start + 1 && r.is_break(c))?;
    let addresses = cue.takes(Frames::PERSON) && !cue.takes(Frames::QUOTE) || cue.entry.lemma == "tell";
    if addresses && (last >= bounds.end || !noun_phrase::can_begin(r, last)) {
        return None;
    }
    if source.rule == Rule::SharedSubject || source.rule == Rule::RelativeClause {
        return None;
    }
    let clause_start = clause_start(r, bounds.start, comma);
    let subordinator = r.tagged(comma - 1, &[Tag::In, Tag::Wrb, Tag::Wdt, Tag::Wp]) && comma - 1 > clause_start;
    let front = if subordinator { comma - 1 } else { clause_start }..comma;
    let behind_ends = last >= bounds.end || r.is_stop(last) || r.is(last, &[",", "—", "–", ";"]);
    let has_that = (last..bounds.end.min(last + 8)).any(|i| r.is(i, &["that"]));
    let adjunct_only = !has_that && !r.has_finite(last..bounds.end, depth);
    if !(behind_ends || adjunct_only) {
        return None;
    }
    let medial = behind_ends && r.is(last, &[",", "—", "–"]) && bounds.end > last + 4;
    let clause = has_main_verb(r, front.clone(), depth);
    if !clause && !medial || front.len() < 2 && !subordinator {
        return None;
    }
    let complement = Complement {
        content: r.trim(front.clone()),
        cue_end: cue.tokens.end,
        addressee: None,
        rule: Rule::TrailingCue,
        confidence: 0.85,
    };
    let mut found = draft(r, cue, Some(source), complement);
    let rest = last + 1..bounds.end;
    let goes_on = medial
        && !r.tagged(rest.start, &[Tag::Vbg])
        && !r.is(
            rest.start,
            &["who", "which", "a", "an", "as", "but", "while", "though", "although", "according", "after"],
        )
        && !next_cue_within(cues, &rest);
    if goes_on {
        let piece = r.trim(rest);
        let piece = piece.start..strip_stop(r, piece.clone());
        if !piece.is_empty() {
            found.content.push(piece);
        }
    } else if !clause {
        return None;
    }
    Some(found)
}

/// Whether a finite verb stands in the range outside of relative clauses, so that it can be a clause of its own.
fn has_main_verb(r: &Reading, range: Range<usize>, depth: usize) -> bool {
    let start = range.start;
    let mut relative = false;
    for i in range {
        if r.depth(i) < depth {
            continue;
        }
        if r.tagged(i, &[Tag::Wdt, Tag::Wp, Tag::WpS]) && i > start {
            relative = true;
        } else if r.is(i, &[","]) {
            relative = false;
        } else if r.tag(i).is_some_and(Tag::is_finite) {
            if !relative {
                return true;
            }
            relative = false;
        }
    }
    false
}

fn next_cue_within(cues: &[Cue], range: &Range<usize>) -> bool {
    let first = cues.partition_point(|c| c.verb < range.start);
    cues.get(first).is_some_and(|c| c.verb < range.end && c.takes(Frames::QUOTE) && c.form == Form::Finite)
}

fn strip_stop(r: &Reading, range: Range<usize>) -> usize {
    let mut end = range.end;
    while end > range.start && r.is_stop(end - 1) {
        end -= 1;
    }
    end
}

/// A fronted clause does not reach back over a semicolon, or an opening "But".
fn clause_start(r: &Reading, low: usize, high: usize) -> usize {
    let after = (low..high).rev().find(|&i| r.is(i, &[";"])).map_or(low, |i| i + 1);
    if r.is(after, &["but", "and", "yet", "so"]) && after + 1 < high { after + 1 } else { after }
}

/// `accused of X by Ruiz`, `is expected to …`.
fn passive(r: &Reading, cue: &Cue, cues: &[Cue]) -> Option<Draft> {
    let source = subject::find(r, cue);
    if source.is_none()
        && cue.form == Form::Passive
        && r.is(cue.tokens.end, &["to"])
        && r.tagged(cue.tokens.end + 1, &[Tag::Vb])
    {
        let hearsay =
            ["expect", "believe", "say", "think", "report", "allege", "understand", "suppose", "presume", "estimate"];
        if !hearsay.contains(&cue.entry.lemma) {
            return None;
        }
        let bounds = r.bounds(cue.verb);
        let subject = subject::before(r, cue.tokens.start, bounds.start, 0)?;
        let mut end = bounds.end;
        while end > cue.tokens.end && r.is_stop(end - 1) {
            end -= 1;
        }
        let complement = Complement {
            content: r.trim(cue.tokens.end..end),
            cue_end: cue.tokens.end,
            addressee: None,
            rule: Rule::Infinitive,
            confidence: 0.9,
        };
        let mut found = draft(r, cue, None, complement);
        found.content.insert(0, subject.tokens);
        return Some(found);
    }
    let source = source?;
    let behind = source.tokens.end;
    let by = source.tokens.start.checked_sub(1)?;
    let inner = cue.tokens.end..by;
    if cue.takes(Frames::NP) && inner.is_empty() && cue.form == Form::Passive {
        let bounds = r.bounds(cue.verb);
        let object = subject::before(r, cue.tokens.start, bounds.start, 0)?;
        let complement = Complement {
            content: object.tokens,
            cue_end: cue.tokens.end,
            addressee: None,
            rule: Rule::NounPhrase,
            confidence: 0.6,
        };
        return Some(draft(r, cue, Some(source), complement));
    }
    let moved = Cue { tokens: cue.tokens.start..behind, ..cue.clone() };
    let mut complement = clause::complement(r, &moved, cues)?;
    complement.cue_end = cue.tokens.end;
    complement.confidence *= 0.9;
    Some(draft(r, cue, Some(source), complement))
}

/// `went on to say that …`, `wants to ban …` has its own cue; a bare infinitive counts only behind a verb that lets the
/// subject speak.
fn infinitive(r: &Reading, cue: &Cue, cues: &[Cue]) -> Option<Draft> {
    let carrier =
        ["went", "took", "used", "came", "continued", "rushed", "wrote", "called", "spoke", "appeared", "had"];
    let to = cue.tokens.start;
    let low = r.bounds(cue.verb).start;
    let verb = (low..to).rev().take(6).find(|&i| r.is(i, &carrier))?;
    let source = subject::before(r, verb, low, 0)?;
    let mut complement = clause::complement(r, cue, cues)?;
    complement.confidence *= 0.9;
    Some(draft(r, cue, Some(source), complement))
}
