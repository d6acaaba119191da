//! Quotations that no cue claims: kept when long enough to be somebody's words, with the likely speaker, or none.
//!
//! Length is the best sign: of the quoted stretches of news text that are no statement most are one to three words long
//! (scare quotes, titles, nicknames).

use std::ops::Range;

use super::draft::Draft;
use super::quoted::{clause_subject, opens_sentence};
use super::reading::Reading;
use super::subject;
use super::turns::dash_byline;
use crate::analysis::Rule;
use crate::language::tags::Tag;

/// Fewest words of a quotation without a cue that stands in a sentence of others.
const WORDS_INSIDE: usize = 6;
/// Fewest words of one that is a sentence.
const WORDS_ALONE: usize = 1;

/// Adds the quotations that `drafts` leave over.
pub fn find(r: &Reading, drafts: &mut Vec<Draft>) {
    let mut taken = vec![false; r.doc.tokens.len()];
    for draft in drafts.iter().filter(|d| !lies_in_quotation(r, d)) {
        for range in draft.content.iter().chain(&draft.source) {
            taken[range.clone()].fill(true);
        }
    }
    // What a quoted speaker relays is not what the quotation before is.
    let outer = drafts.iter().enumerate().filter(|(_, draft)| !lies_in_quotation(r, draft));
    let mut by_start: Vec<(usize, usize)> = outer.map(|(i, draft)| (draft.start(), i)).collect();
    by_start.sort_unstable();
    let mut found: Vec<Draft> = Vec::new();
    for (q, quotation) in r.doc.quotations.iter().enumerate() {
        let tokens = quotation.tokens.clone();
        let covered = tokens.clone().filter(|&i| taken[i]).count();
        if quotation.parent.is_some() || covered * 5 > tokens.len() * 2 {
            continue;
        }
        let words = r.words(tokens.clone());
        let alone = opens_sentence(r, &tokens) && closes_sentence(r, &tokens);
        if words < if alone { WORDS_ALONE } else { WORDS_INSIDE } || is_title(r, &tokens) {
            continue;
        }
        let upto = by_start.partition_point(|&(start, _)| start < tokens.start);
        let last = by_start[..upto].last().map(|&(_, i)| &drafts[i]);
        let last = match found.last() {
            Some(f) if last.is_none_or(|l| l.start() < f.start()) => Some(f),
            _ => last,
        };
        let draft = attribute(r, q, &tokens, alone, last);
        found.push(draft);
    }
    drafts.extend(found);
}

/// Whether the words are written as titles are: each capitalised but the small ones.
fn is_title(r: &Reading, quotation: &Range<usize>) -> bool {
    let mut capitals = 0;
    for i in quotation.clone() {
        let word = r.doc.word(i);
        if word.starts_with(char::is_uppercase) {
            capitals += 1;
        } else if word.len() > 3 && word.starts_with(char::is_lowercase) && !r.is(i, &["with", "from", "into", "over"])
        {
            return false;
        }
    }
    (3..=9).contains(&capitals)
}

/// Whether all of a draft lies between quotation marks, so that it is what a quoted speaker relays.
fn lies_in_quotation(r: &Reading, draft: &Draft) -> bool {
    let at = draft.cue.as_ref().or(draft.source.as_ref()).map(|range| range.start);
    at.is_some_and(|i| r.doc.quotation_of[i].is_some())
}

/// Whether the quotation's words end with a stop, or the sentence ends with it.
fn closes_sentence(r: &Reading, quotation: &Range<usize>) -> bool {
    let last = quotation.end - 1;
    last > 0 && (r.is_stop(last - 1) || r.is_stop(last)) || r.is_stop(quotation.end)
}

fn attribute(r: &Reading, q: usize, tokens: &Range<usize>, alone: bool, last: Option<&Draft>) -> Draft {
    let paragraph = r.doc.paragraph_of(tokens.start);
    let opens_paragraph = r.doc.paragraphs[paragraph].start == tokens.start;
    let new = |confidence: f32| Draft::new(tokens.clone(), confidence);
    if let Some(name) = dash_byline(r, tokens) {
        let mut draft = new(0.9).because(r.doc, Rule::DashByline, &name);
        draft.source = Some(name);
        return draft;
    }
    let speaker_of = |d: &Draft| d.source.clone().or_else(|| d.speaker.clone());
    let inherit = |d: &Draft, rule: Rule, confidence: f32| {
        let mut draft = new(confidence);
        draft.speaker = speaker_of(d);
        let words = draft.speaker.clone().unwrap_or_else(|| tokens.clone());
        draft.because(r.doc, rule, &words)
    };
    if r.doc.quotations[q].continues.is_some()
        && let Some(d) = last
    {
        return inherit(d, Rule::ParagraphGoesOn, 0.9);
    }
    if opens_paragraph && paragraph > 0 {
        let before = r.doc.paragraphs[paragraph - 1].clone();
        if !before.is_empty() && r.is(before.end - 1, &[":"]) {
            let low = r.doc.sentences[r.doc.sentence_of[before.end - 1] as usize].tokens.start;
            let colon = before.end - 1..before.end;
            let mut draft = new(0.85).because(r.doc, Rule::Colon, &colon);
            draft.cue = Some(colon);
            draft.source = clause_subject(r, low, before.end - 1).map(|s| s.tokens);
            return draft;
        }
        if let Some(d) = last.filter(|d| r.doc.paragraph_of(d.start()) + 1 == paragraph && speaker_of(d).is_some()) {
            let quoted = r.doc.is_quote_mark(d.start());
            return inherit(d, Rule::SpeakerGoesOn, if quoted { 0.75 } else { 0.65 });
        }
    }
    if !alone && let Some(draft) = object_of_verb(r, tokens) {
        return draft;
    }
    if let Some(d) = last.filter(|d| r.doc.paragraph_of(d.start()) == paragraph && speaker_of(d).is_some()) {
        return inherit(d, Rule::SpeakerGoesOn, if alone { 0.7 } else { 0.5 });
    }
    let sentence = r.doc.sentence_of[tokens.start] as usize;
    let near = if alone { sentence.checked_sub(1) } else { Some(sentence) };
    if let Some(near) = near {
        let range = r.doc.sentences[near].tokens.clone();
        if let Some(subject) = clause_subject(r, range.start, range.end) {
            let mut draft = new(if alone { 0.6 } else { 0.45 }).because(r.doc, Rule::SubjectNearby, &subject.tokens);
            draft.speaker = Some(subject.tokens);
            return draft;
        }
    }
    new(if alone { 0.5 } else { 0.4 }).because(r.doc, Rule::OrphanQuote, tokens)
}

/// A quotation inside a sentence behind a verb that is no cue: what the verb's subject says, most likely. Not what it is:
/// `inflation was “smoke”`.
fn object_of_verb(r: &Reading, quotation: &Range<usize>) -> Option<Draft> {
    let low = r.doc.sentences[r.doc.sentence_of[quotation.start] as usize].tokens.start;
    let verb = (low..quotation.start)
        .rev()
        .find(|&i| r.tag(i).is_some_and(Tag::is_finite) && r.doc.quotation_of[i].is_none())
        .filter(|&i| !r.is(i, &["is", "are", "was", "were"]))?;
    let source = subject::before(r, verb, low, 0)?.tokens;
    let mut draft = Draft::new(quotation.clone(), 0.55).because(r.doc, Rule::UnlistedVerb, &(verb..verb + 1));
    draft.source = Some(source);
    draft.cue = Some(verb..verb + 1);
    Some(draft)
}
