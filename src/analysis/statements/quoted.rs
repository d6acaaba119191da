//! Quotations and the cues beside them: `“…,” said Ruiz`, `Ruiz said, “…”`, `“…,” Ruiz said, “…”`, `Ruiz was blunt: “…”`,
//! and the quotations that go on without a cue of their own.

use std::ops::Range;

use super::cue::{Cue, Form};
use super::draft::Draft;
use super::noun_phrase;
use super::reading::Reading;
use super::subject::{self, Subject};
use crate::analysis::Rule;
use crate::language::cues::Frames;
use crate::language::tags::Tag;

/// Verbs that can stand beside a quotation.
const SPEAKING: Frames = Frames::QUOTE.or(Frames::THAT).or(Frames::BARE);
/// Most tokens between a cue and its quotation.
const REACH: usize = 16;

/// An attribution found for a quotation.
struct Attribution<'a> {
    cue: Option<&'a Cue>,
    cue_tokens: Range<usize>,
    source: Option<Subject>,
    rule: Rule,
    confidence: f32,
}

/// Adds a statement for each quotation with a cue, and joins to it the quotations of the paragraph that go on with it.
/// Returns which cues were used.
pub fn find(r: &Reading, cues: &[Cue], drafts: &mut Vec<Draft>) -> Vec<bool> {
    let mut used = vec![false; cues.len()];
    let mut owner: Vec<Option<usize>> = vec![None; cues.len()];
    let mut last: Option<(usize, usize)> = None; // paragraph and draft of the last attribution outside of quotations
    for (q, quotation) in r.doc.quotations.iter().enumerate() {
        let paragraph = r.doc.paragraph_of(quotation.tokens.start);
        if let Some(attribution) = attribution(r, cues, q) {
            let index = attribution.cue.map(|cue| cues.partition_point(|c| c.verb < cue.verb));
            if let Some(earlier) = index.and_then(|i| owner[i]) {
                extend(r, &mut drafts[earlier], &quotation.tokens, Rule::SplitQuote);
                if quotation.parent.is_none() {
                    last = Some((paragraph, earlier));
                }
                continue;
            }
            if let Some(i) = index {
                used[i] = true;
                owner[i] = Some(drafts.len());
            }
            if quotation.parent.is_none() {
                last = Some((paragraph, drafts.len()));
            }
            drafts.push(draft(r, quotation.tokens.clone(), attribution));
        } else if let Some((at, earlier)) = last
            && at == paragraph
            && quotation.parent.is_none()
            && opens_sentence(r, &quotation.tokens)
            && r.words(quotation.tokens.clone()) > 2
        {
            extend(r, &mut drafts[earlier], &quotation.tokens, Rule::QuoteGoesOn);
        }
    }
    used
}

fn draft(r: &Reading, content: Range<usize>, found: Attribution) -> Draft {
    let mut draft = Draft::new(content, found.confidence).because(r.doc, found.rule, &found.cue_tokens);
    draft.cue = Some(found.cue_tokens);
    let Some(source) = found.source else {
        draft.confidence *= 0.8;
        return draft;
    };
    draft.source = Some(source.tokens.clone());
    draft.because(r.doc, source.rule, &source.tokens)
}

fn extend(r: &Reading, draft: &mut Draft, piece: &Range<usize>, rule: Rule) {
    draft.content.push(piece.clone());
    *draft = draft.clone().because(r.doc, rule, piece);
}

/// Whether nothing but the quotation's own mark stands before it in its sentence.
pub fn opens_sentence(r: &Reading, quotation: &Range<usize>) -> bool {
    let start = quotation.start;
    start == 0
        || r.doc.sentence_of[start] != r.doc.sentence_of[start - 1]
        || r.is_stop(start - 1)
        || r.doc.is_quote_mark(start - 1)
}

fn attribution<'a>(r: &Reading, cues: &'a [Cue], q: usize) -> Option<Attribution<'a>> {
    introduced(r, cues, q).or_else(|| attributed_after(r, cues, q)).or_else(|| by_any_verb(r, q))
}

/// A verb outside of the lexicon behind a quotation that ends with a pause: `“Hold on,” Ruiz grinned`.
fn by_any_verb<'a>(r: &Reading, q: usize) -> Option<Attribution<'a>> {
    let quotation = &r.doc.quotations[q];
    let start = quotation.tokens.end;
    let pause = start >= 2 && r.is(start - 2, &[",", "?", "!"]) || r.is(start, &[","]);
    if !pause || !quotation.closed || quotation.parent.is_some() || r.words(quotation.tokens.clone()) < 2 {
        return None;
    }
    let start = start + usize::from(r.is(start, &[","]));
    let high = r.doc.sentences[r.doc.sentence_of[quotation.tokens.end - 1] as usize].tokens.end;
    if start >= high {
        return None;
    }
    let (verb, source) =
        if r.tagged(start, &[Tag::Vbd, Tag::Vbz]) && start + 1 < high && noun_phrase::can_begin(r, start + 1) {
            (start, noun_phrase::starting_at(r, start + 1, high))
        } else if noun_phrase::can_begin(r, start) {
            let phrase = noun_phrase::starting_at(r, start, high);
            let verb =
                (phrase.end..high.min(phrase.end + 3)).find(|&i| r.tagged(i, &[Tag::Vbd, Tag::Vbz, Tag::Vbp]))?;
            (verb, phrase)
        } else {
            return None;
        };
    let source = Subject { tokens: source, rule: Rule::SubjectBeforeCue };
    Some(Attribution {
        cue: None,
        cue_tokens: verb..verb + 1,
        source: Some(source),
        rule: Rule::UnlistedVerb,
        confidence: 0.75,
    })
}

/// A cue behind the quotation.
fn attributed_after<'a>(r: &Reading, cues: &'a [Cue], q: usize) -> Option<Attribution<'a>> {
    let quotation = &r.doc.quotations[q];
    if !quotation.closed {
        return None;
    }
    let close = quotation.tokens.end - 1;
    let sentence_end = r.doc.sentences[r.doc.sentence_of[close] as usize].tokens.end;
    let high = quotation.parent.map_or(sentence_end, |p| sentence_end.min(r.inner(p).end));
    let mut start = close + 1;
    let pause = close > 0 && r.is(close - 1, &[",", "?", "!", "—", "–", "--", "…", "...", "."]) || r.is_break(start);
    if r.is_break(start) {
        start += 1;
    }
    let level = r.doc.quotations[q].parent;
    let first = cues.partition_point(|c| c.verb < start);
    for cue in cues[first..].iter().take_while(|c| c.verb < high && c.verb < start + REACH + 10) {
        if r.doc.quotation_of[cue.verb].map(|p| p as usize) != level || !(cue.takes(SPEAKING)) {
            continue;
        }
        if cue.form == Form::Participle || cue.form == Form::Infinitive {
            continue;
        }
        let inverted = cue.tokens.start == start;
        let found = if inverted {
            subject::after(r, cue)
        } else if pause {
            subject::find(r, cue).filter(|s| {
                s.tokens.start >= start
                    && s.tokens.start <= start + 2
                    && !r.has_finite(s.tokens.end..cue.tokens.start, 0)
                    && s.rule != Rule::SharedSubject
            })
        } else {
            None
        };
        if let Some(source) = found {
            let passive = cue.form == Form::Passive;
            return Some(Attribution {
                cue: Some(cue),
                cue_tokens: cue.tokens.clone(),
                source: Some(source),
                rule: Rule::QuoteBeforeCue,
                confidence: if passive { 0.7 } else { 0.96 },
            });
        }
        if inverted && pause && r.is_stop(cue.tokens.end) {
            return None;
        }
    }
    None
}

/// A cue or a colon before the quotation.
fn introduced<'a>(r: &Reading, cues: &'a [Cue], q: usize) -> Option<Attribution<'a>> {
    let quotation = &r.doc.quotations[q];
    let open = quotation.tokens.start;
    let level = quotation.parent;
    let low = match level {
        Some(p) => r.doc.sentences[r.doc.sentence_of[open] as usize].tokens.start.max(r.inner(p).start),
        None => r.doc.sentences[r.doc.sentence_of[open] as usize].tokens.start,
    };
    if open <= low {
        return None;
    }
    let end = cues.partition_point(|c| c.tokens.end <= open);
    let at_level = |c: &&Cue| r.doc.quotation_of[c.verb].map(|p| p as usize) == level;
    let nearest = cues[..end].iter().rev().take_while(|c| c.verb >= low).filter(at_level).find(|c| c.takes(SPEAKING));
    let colon = r.is(open - 1, &[":"]);
    if let Some(cue) = nearest {
        let gap = cue.tokens.end..open;
        let clean = gap.len() <= REACH && !r.has_finite(gap.clone(), 0) && !r.is(cue.tokens.end, &["that"]);
        let adjoins = gap.is_empty() && (ends_clause(r, quotation.tokens.end) || begins_with_capital(r, open + 1));
        let paused = !gap.is_empty() && (colon || r.is(open - 1, &[","]));
        if cue.takes(Frames::QUOTE) && clean && (adjoins || paused) && cue.form != Form::Passive {
            let source =
                subject::find(r, cue).or_else(|| (cue.tokens.start == low).then(|| subject::after(r, cue)).flatten());
            return Some(Attribution {
                cue: Some(cue),
                cue_tokens: cue.tokens.clone(),
                source,
                rule: Rule::QuoteAfterCue,
                confidence: 0.95,
            });
        }
    }
    if colon && level.is_none() {
        let source = clause_subject(r, low, open - 1).or_else(|| {
            let heads = noun_phrase::can_begin(r, low) && !r.has_finite(low..open, 0);
            heads.then(|| Subject { tokens: noun_phrase::starting_at(r, low, open - 1), rule: Rule::SubjectBeforeCue })
        });
        return Some(Attribution {
            cue: None,
            cue_tokens: open - 1..open,
            source,
            rule: Rule::Colon,
            confidence: 0.85,
        });
    }
    None
}

/// The subject of the first finite verb between `low` and `high`.
pub fn clause_subject(r: &Reading, low: usize, high: usize) -> Option<Subject> {
    let verb = (low..high).find(|&i| r.tag(i).is_some_and(Tag::is_finite) && r.doc.quotation_of[i].is_none())?;
    subject::before(r, verb, low, 0)
}

fn ends_clause(r: &Reading, i: usize) -> bool {
    i >= r.doc.tokens.len() || r.is_stop(i) || r.is_break(i) || r.doc.sentence_of[i] != r.doc.sentence_of[i - 1]
}

fn begins_with_capital(r: &Reading, i: usize) -> bool {
    i < r.doc.tokens.len() && r.doc.word(i).starts_with(char::is_uppercase)
}
