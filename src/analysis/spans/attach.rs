//! The second model: for each candidate cue reads the paragraph around it once more and marks that cue's source and
//! content. So two cues can share a source, and a statement can lie inside another's content.

use std::ops::Range;

use super::columns::{Column, Columns, Row, step};
use super::crf::{Crf, Reading};
use super::labels::{attach, propose};
use super::propose::{CueCandidate, Proposal};
use super::templates::{ATTACH_TOKEN, Feature, attach_buckets};
use crate::analysis::statements::{self, Draft};
use crate::language::tags::Tag;
use crate::text::Document;

/// How many tokens on each side of a cue are read; keeps the time linear where a paragraph has no end.
const REACH: usize = 160;

/// A document as the second model sees it.
#[derive(Debug)]
pub struct Scene<'a> {
    pub(super) doc: &'a Document<'a>,
    pub(super) tags: &'a [Tag],
    pub(super) columns: &'a Columns,
    pub(super) proposal: &'a Proposal,
    pub(super) drafts: &'a [Draft],
    pub(super) candidates: &'a [CueCandidate],
    /// For each candidate the rules' statement with that cue.
    pub(super) draft_of: Vec<Option<usize>>,
    /// For each candidate its subject, as the rules find one for any verb.
    pub(super) subject_of: Vec<Option<Range<usize>>>,
    commas: Counts,
    marks: Counts,
    verbs: Counts,
    cues: Counts,
}

/// How many of something stand before each token.
#[derive(Debug)]
struct Counts(Vec<u32>);

impl Counts {
    fn new(tokens: usize, counted: impl Fn(usize) -> bool) -> Self {
        let mut sum = 0;
        let count = |t| {
            let before = sum;
            sum += u32::from(t < tokens && counted(t));
            before
        };
        Self((0..=tokens).map(count).collect())
    }

    fn within(&self, tokens: Range<usize>) -> u32 {
        if tokens.is_empty() { 0 } else { self.0[tokens.end] - self.0[tokens.start] }
    }
}

/// What the features of all tokens of a candidate's window have in common.
#[derive(Debug)]
pub struct CueFacts {
    candidate: usize,
    cue: Range<usize>,
    head: usize,
    window: Range<usize>,
    word: u32,
    tag: u32,
    class: u32,
    act: u32,
    frames: u32,
    phrase: u32,
    quote: u32,
    next: u32,
    next_tag: u32,
    before: u32,
    place: u32,
}

/// The buckets of features behind those of [`ATTACH_TOKEN`].
macro_rules! features {
    ($bits:expr; $([$($value:expr),+])+) => {{
        let mut number = ATTACH_TOKEN.len();
        let mut next = || {
            number += 1;
            Feature::new(number - 1)
        };
        [$(next()$(.with($value))+.bucket($bits)),+]
    }};
}

impl<'a> Scene<'a> {
    /// Sets the scene.
    pub fn new(
        doc: &'a Document<'a>,
        tags: &'a [Tag],
        columns: &'a Columns,
        proposal: &'a Proposal,
        drafts: &'a [Draft],
        candidates: &'a [CueCandidate],
    ) -> Self {
        let tokens = doc.tokens.len();
        let mut draft_at = vec![None; tokens];
        for (index, draft) in drafts.iter().enumerate() {
            for token in draft.cue.clone().into_iter().flatten() {
                draft_at[token] = draft_at[token].or(Some(index));
            }
        }
        let mut is_cue = vec![false; tokens];
        for candidate in candidates {
            is_cue[candidate.tokens.start] = true;
        }
        let row = |token, column: Column| columns.rows()[Columns::index(doc, token)][column as usize];
        Self {
            draft_of: candidates.iter().map(|c| c.tokens.clone().find_map(|t| draft_at[t])).collect(),
            subject_of: candidates.iter().map(|c| statements::subject(doc, tags, &c.tokens)).collect(),
            commas: Counts::new(tokens, |t| matches!(doc.lower(t), "," | ";" | ":" | "—" | "–" | "-" | "--")),
            marks: Counts::new(tokens, |t| matches!(row(t, Column::Quote), 3 | 4)),
            verbs: Counts::new(tokens, |t| tags[t].is_verb()),
            cues: Counts::new(tokens, |t| is_cue[t]),
            doc,
            tags,
            columns,
            proposal,
            drafts,
            candidates,
        }
    }

    /// The tokens that are read for a candidate.
    pub fn window(&self, candidate: usize) -> Range<usize> {
        self.window_of(&self.candidates[candidate].tokens)
    }

    /// The tokens that are read for a cue.
    pub(super) fn window_of(&self, cue: &Range<usize>) -> Range<usize> {
        let paragraph = &self.doc.paragraphs[self.doc.paragraph_of(cue.start)];
        paragraph.start.max(cue.start.saturating_sub(REACH))..paragraph.end.min(cue.end + REACH)
    }

    /// The first candidate that shares a token with a cue.
    pub(super) fn cue_at(&self, cue: Range<usize>) -> Option<usize> {
        let first = self.candidates.partition_point(|c| c.tokens.end <= cue.start);
        self.candidates.get(first).filter(|c| c.tokens.start < cue.end).map(|_| first)
    }

    fn row(&self, token: usize) -> &Row {
        &self.columns.rows()[Columns::index(self.doc, token)]
    }

    /// The features of a token that do not depend on the cue.
    pub fn token_features(&self, token: usize, bits: u32) -> impl Iterator<Item = u32> {
        attach_buckets(self.columns.rows(), Columns::index(self.doc, token), bits).into_iter()
    }

    /// What the window of a candidate has in common.
    pub fn cue_facts(&self, candidate: usize) -> CueFacts {
        let CueCandidate { tokens: cue, head, .. } = &self.candidates[candidate];
        let window = self.window(candidate);
        let of = |token: usize, column: Column| self.row(token)[column as usize];
        let behind = |column: Column| if cue.end < window.end { of(cue.end, column) } else { 0 };
        CueFacts {
            candidate,
            word: of(*head, Column::Word),
            tag: of(*head, Column::Tag),
            class: of(*head, Column::Cue),
            act: of(*head, Column::Act),
            frames: of(*head, Column::Frames),
            phrase: cue.clone().fold(7, |sum: u32, t| sum.wrapping_mul(31).wrapping_add(of(t, Column::Word))),
            quote: of(*head, Column::Quote),
            next: behind(Column::Word),
            next_tag: behind(Column::Tag),
            before: if cue.start > window.start { of(cue.start - 1, Column::Word) } else { 0 },
            place: self.place(cue),
            cue: cue.clone(),
            head: *head,
            window,
        }
    }

    /// The features of a token that depend on the cue.
    pub fn cue_features(&self, facts: &CueFacts, token: usize, bits: u32) -> impl AsRef<[u32]> + use<> {
        let CueFacts { candidate, cue, head, window, .. } = facts;
        let (side, between) = match token {
            t if t < cue.start => (1, t + 1..cue.start),
            t if t >= cue.end => (2, cue.end..t),
            _ => (3, 0..0),
        };
        let off = if side == 3 { 0 } else { between.len() + 1 };
        let row = self.row(token);
        let get = |row: &Row, column: Column| row[column as usize];
        let at = Columns::index(self.doc, token);
        let near = |steps: isize, column: Column| self.columns.rows()[at.wrapping_add_signed(steps)][column as usize];
        let word = get(row, Column::Word);
        let tag = get(row, Column::Tag);
        let quote = get(row, Column::Quote);
        let distance = 1 + step(off);
        let (cue_word, cue_tag, cue_class, cue_act) = (facts.word, facts.tag, facts.class, facts.act);
        let (cue_frames, cue_phrase, cue_quote, cue_place) = (facts.frames, facts.phrase, facts.quote, facts.place);
        let (next, next_tag, before) = (facts.next, facts.next_tag, facts.before);
        let sentence = 1 + (self.doc.sentence_of[token] + 3).saturating_sub(self.doc.sentence_of[*head]).min(6);
        let commas = 1 + self.commas.within(between.clone()).min(3);
        let marks = 1 + self.marks.within(between.clone()).min(3);
        let verbs = 1 + self.verbs.within(between.clone()).min(3);
        let others = 1 + self.cues.within(between.clone()).min(2);
        let path = if between.len() <= 5 {
            between.clone().fold(11, |sum: u32, t| sum.wrapping_mul(53).wrapping_add(1 + self.tags[t] as u32))
        } else {
            u32::from(between.len() > 12)
        };
        let first = self.first_model(token);
        let first_before = if token > window.start { self.first_model(token - 1) } else { 0 };
        let first_next = if token + 1 < window.end { self.first_model(token + 1) } else { 0 };
        let sure = 1 + [0.25, 0.5, 0.75].iter().filter(|&&p| self.proposal.content[token] >= p).count() as u32;
        let rule = self.rule(*candidate, token);
        let rule_before = if token > window.start { self.rule(*candidate, token - 1) } else { 0 };
        let level = self.level(token, *head);
        let subject = match &self.subject_of[*candidate] {
            None => 1,
            Some(subject) if subject.contains(&token) => 3 + u32::from(token == subject.start),
            Some(_) => 2,
        };
        features!(bits;
            [word, side] [near(-1, Column::Word), side] [near(1, Column::Word), side] [cue_word, word, side]
            [cue_word, near(-1, Column::Word), side]
            [near(-1, Column::Tag), tag, near(1, Column::Tag), side] [tag, side, distance] [cue_tag, tag, side, distance]
            [cue_tag, tag, side] [commas, verbs, side] [verbs, tag, side] [tag, path]
            [side, distance] [cue_word, side] [cue_word, distance, side] [cue_class, distance, side] [sentence, side]
            [sentence, commas, side] [commas, side, cue_word] [commas, side, get(row, Column::FromStart)] [others, side]
            [others, commas, side] [others, sentence, side, quote] [next, side] [next, side, distance] [next, word, side]
            [before, side] [before, side, distance] [next, before, side, sentence] [cue_phrase, side] [cue_phrase, word, side]
            [path, side] [path, word] [cue_place, side, sentence] [next_tag, side, commas] [next_tag, cue_class, side, distance]
            [cue_frames, next_tag, side] [cue_frames, tag, side, distance] [cue_class, side, word]
            [quote, side] [quote, side, cue_quote] [quote, marks, side] [quote, marks, side, sentence]
            [near(-1, Column::Quote), quote, side] [near(1, Column::Quote), side, quote]
            [get(row, Column::QuoteLength), quote, side] [get(row, Column::ParagraphQuotes), quote, side, marks]
            [sentence, side, others, quote] [quote, commas, side] [get(row, Column::SentenceQuotes), sentence, side]
            [cue_class, quote, side, sentence] [quote, cue_word, side] [level, side] [level, side, sentence] [level, quote, side]
            [level, others, side]
            [first, side] [first] [first_before, first] [first, first_next] [first, side, others] [first, distance, side]
            [first, word] [sure, side] [first, others, sentence, side] [first, quote, side] [first, tag, side]
            [first, side, level]
            [rule, side] [rule_before, rule] [rule, first] [rule, others, side] [rule, word] [rule, cue_word] [rule, commas]
            [cue_act, side, distance] [cue_act, next_tag, side] [cue_act, tag, side] [cue_act, sentence, side, quote]
            [subject, side] [subject, cue_tag] [subject, rule] [subject, tag] [subject, cue_word] [subject, first]
        )
    }

    /// Where the cue stands in its sentence.
    fn place(&self, cue: &Range<usize>) -> u32 {
        let sentence = &self.doc.sentence_at(cue.start).tokens;
        let (start, end) = (cue.start - sentence.start, sentence.end.saturating_sub(cue.end));
        (start.min(5) * 8 + end.min(4) + 1) as u32
    }

    /// The part that the first model gives a token, with the side of its cue.
    fn first_model(&self, token: usize) -> u32 {
        let label = self.proposal.labels[token];
        propose::part(label).map_or(1, |part| 2 + 2 * part as u32 + u32::from(propose::looks_right(label)))
    }

    /// The part of a token in the rules' statement with this cue.
    fn rule(&self, candidate: usize, token: usize) -> u32 {
        let Some(draft) = self.draft_of[candidate].map(|d| &self.drafts[d]) else { return 1 };
        match token {
            t if draft.source.as_ref().is_some_and(|s| s.contains(&t)) => 3,
            t if draft.holds(t) => 4,
            _ => 2,
        }
    }

    /// Whether the token stands in the cue's quotation, deeper, further out, or in another.
    fn level(&self, token: usize, head: usize) -> u32 {
        let (a, b) = (self.doc.quotation_of[token], self.doc.quotation_of[head]);
        let within = |inner: Option<u32>, outer: Option<u32>| {
            let around = |q: &usize| self.doc.quotations[*q].parent;
            outer.is_none()
                || std::iter::successors(inner.map(|q| q as usize), around)
                    .any(|q| Some(q) == outer.map(|q| q as usize))
        };
        match (a, b) {
            _ if a == b => 1,
            _ if within(a, b) => 2,
            _ if within(b, a) => 3,
            _ => 4,
        }
    }

    /// Reads the window of each candidate in turn. All readings together would be larger than anything else: the windows
    /// of neighbours overlap.
    pub fn read<'s>(
        &'s self,
        crf: &'s Crf<{ attach::LANES }>,
    ) -> impl Iterator<Item = Reading<{ attach::LANES }>> + 's {
        let bits = crf.bits();
        let mut token_sums: Vec<Option<[i16; attach::LANES]>> = vec![None; self.doc.tokens.len()];
        (0..self.candidates.len()).map(move |candidate| {
            let facts = self.cue_facts(candidate);
            let mut emission = |token: usize| {
                let token_sum = *token_sums[token].get_or_insert_with(|| crf.sum(self.token_features(token, bits)));
                let mut sum = crf.sum(self.cue_features(&facts, token, bits).as_ref().iter().copied());
                for (sum, part) in sum.iter_mut().zip(token_sum) {
                    *sum += part;
                }
                crf.emission(sum)
            };
            crf.read(&facts.window.clone().map(&mut emission).collect::<Vec<_>>())
        })
    }
}
