//! The first model: reads each paragraph once and proposes cues, sources and contents.

use std::ops::Range;

use super::columns::Columns;
use super::crf::Crf;
use super::labels::{Part, propose};
use super::templates::propose_buckets;
use crate::analysis::statements::Draft;
use crate::language::tags::Tag;
use crate::text::Document;

/// What the first model says of each token.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// The most likely labels.
    pub labels: Vec<u8>,
    /// The probability that a token is part of a cue.
    pub cue: Vec<f32>,
    /// The probability that a cue begins at a token.
    pub cue_begins: Vec<f32>,
    /// The probability that a token is part of a source.
    pub source: Vec<f32>,
    /// The probability that a token is part of a content.
    pub content: Vec<f32>,
}

/// A phrase that may be a cue.
#[derive(Clone, PartialEq, Debug)]
pub struct CueCandidate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The token that carries its meaning.
    pub head: usize,
    /// How likely it is one, by the first model.
    pub probability: f32,
}

/// A cue less likely than this is not looked at.
const LEAST_CUE: f32 = 0.05;

/// The features of a token.
pub fn features(columns: &Columns, doc: &Document, token: usize, bits: u32) -> impl Iterator<Item = u32> {
    propose_buckets(columns.rows(), Columns::index(doc, token), bits).into_iter()
}

/// Reads a document.
pub fn read(crf: &Crf<{ propose::LANES }>, doc: &Document, columns: &Columns) -> Proposal {
    let mut proposal = Proposal::default();
    for paragraph in &doc.paragraphs {
        let emission = |token| crf.emission(crf.sum(features(columns, doc, token, crf.bits())));
        let reading = crf.read(&paragraph.clone().map(emission).collect::<Vec<_>>());
        proposal.labels.extend(reading.labels);
        for marginals in &reading.marginals {
            proposal.cue.push(propose::probability(Part::Cue, marginals));
            proposal
                .cue_begins
                .push(marginals[usize::from(propose::label(Part::Cue, super::labels::Side::Nowhere, true))]);
            proposal.source.push(propose::probability(Part::Source, marginals));
            proposal.content.push(propose::probability(Part::Content, marginals));
        }
    }
    proposal
}

/// All phrases that may be cues, in order and disjoint: those of the model, and the rules' where it sees none.
pub fn cue_candidates(
    proposal: &Proposal,
    doc: &Document,
    tags: &[Tag],
    columns: &Columns,
    drafts: &[Draft],
) -> Vec<CueCandidate> {
    let mut taken = vec![false; doc.tokens.len()];
    let mut found = Vec::new();
    for paragraph in &doc.paragraphs {
        let mut start = paragraph.start;
        while start < paragraph.end {
            if proposal.cue[start] < LEAST_CUE {
                start += 1;
                continue;
            }
            let goes_on = |&t: &usize| proposal.cue[t] >= LEAST_CUE && proposal.cue_begins[t] < 0.5 * proposal.cue[t];
            let end = start + 1 + (start + 1..paragraph.end).take_while(goes_on).count();
            taken[start..end].fill(true);
            found.push(start..end);
            start = end;
        }
    }
    for cue in drafts.iter().filter_map(|d| d.cue.clone()) {
        if !taken[cue.clone()].contains(&true) {
            taken[cue.clone()].fill(true);
            found.push(cue);
        }
    }
    found.sort_unstable_by_key(|cue| cue.start);
    let candidate = |tokens: Range<usize>| CueCandidate {
        head: head(tokens.clone(), tags, columns),
        probability: tokens.clone().map(|t| proposal.cue[t]).fold(0.0, f32::max),
        tokens,
    };
    found.into_iter().map(candidate).collect()
}

/// The token of a cue that carries its meaning: the first reporting word, else the last verb, else the first token.
pub fn head(tokens: Range<usize>, tags: &[Tag], columns: &Columns) -> usize {
    let reports = |&t: &usize| columns.reporting[t].is_one();
    let is_verb = |&t: &usize| tags[t].is_verb();
    tokens.clone().find(reports).or_else(|| tokens.clone().rev().find(is_verb)).unwrap_or(tokens.start)
}
