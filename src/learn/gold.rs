//! Annotated statements in tokens, and the labels that the models are to give them.

use std::ops::Range;

use crate::analysis::spans::labels::{OUTSIDE, Part, Side, propose};
use crate::analysis::spans::propose::CueCandidate;
use crate::corpus::{Annotated, Gold};
use crate::text::{Document, Span};

/// An annotated statement. All ranges are token indices.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct GoldTokens {
    /// The words that name the source.
    pub source: Vec<Range<usize>>,
    /// The words that signal the attribution.
    pub cue: Vec<Range<usize>>,
    /// What is attributed.
    pub content: Vec<Range<usize>>,
}

impl GoldTokens {
    /// The annotated statements of an article.
    pub fn all(article: &Annotated, doc: &Document) -> Vec<Self> {
        let tokens = |spans: &[Span]| spans.iter().map(|s| doc.tokens_in(*s)).filter(|r| !r.is_empty()).collect();
        let statement = |s: &Gold| Self { source: tokens(&s.source), cue: tokens(&s.cue), content: tokens(&s.content) };
        article.statements.iter().map(statement).collect()
    }

    /// Number of content tokens.
    pub fn len(&self) -> usize {
        self.content.iter().map(ExactSizeIterator::len).sum()
    }

    /// Whether it has no content.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the contents share at least half of the tokens that they have together.
    pub fn fits(&self, content: &[Range<usize>]) -> bool {
        let overlap = |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
        let both: usize = self.content.iter().map(|a| content.iter().map(|b| overlap(a, b)).sum::<usize>()).sum();
        let found: usize = content.iter().map(ExactSizeIterator::len).sum();
        2 * both >= self.len() + found - both
    }
}

/// The labels of the first model. Where statements nest, the shorter one's win.
pub fn proposal_labels(gold: &[GoldTokens], doc: &Document) -> Vec<u8> {
    let mut labels = vec![OUTSIDE; doc.tokens.len()];
    let mut order: Vec<&GoldTokens> = gold.iter().collect();
    order.sort_by_key(|g| g.len());
    for statement in order {
        let cue = statement.cue.first().map(|c| c.start);
        let side = |token| cue.map_or(Side::Nowhere, |cue| if cue > token { Side::Right } else { Side::Left });
        let parts =
            [(&statement.cue, Part::Cue), (&statement.source, Part::Source), (&statement.content, Part::Content)];
        for (ranges, part) in parts {
            for range in ranges {
                let mut before = None;
                for token in range.clone().filter(|&t| labels[t] == OUTSIDE).collect::<Vec<_>>() {
                    let side = side(token);
                    let goes_on = before == Some((token.wrapping_sub(1), side as u8));
                    labels[token] = propose::label(part, side, !goes_on);
                    before = Some((token, side as u8));
                }
            }
        }
    }
    labels
}

/// For each candidate cue the statement whose cue it is. Cues of statements that have no candidate are added, in order.
pub fn pair<'g>(
    gold: &'g [GoldTokens],
    doc: &Document,
    candidates: &mut Vec<CueCandidate>,
) -> Vec<Option<&'g GoldTokens>> {
    let mut of: Vec<Option<&GoldTokens>> = vec![None; candidates.len()];
    let mut missing = Vec::new();
    for statement in gold.iter().filter(|g| !g.cue.is_empty()) {
        let shares = |c: &CueCandidate| statement.cue.iter().any(|r| r.start < c.tokens.end && c.tokens.start < r.end);
        match (0..candidates.len()).find(|&i| of[i].is_none() && shares(&candidates[i])) {
            Some(i) => of[i] = Some(statement),
            None => missing.push(statement),
        }
    }
    for statement in missing {
        let tokens = statement.cue[0].clone();
        if doc.paragraph_of(tokens.start) == doc.paragraph_of(tokens.end - 1) {
            candidates.push(CueCandidate { head: tokens.start, tokens, probability: 0.5 });
            of.push(Some(statement));
        }
    }
    of
}
