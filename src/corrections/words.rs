//! From the words of a statement to the statement that the engine found there.

use std::sync::Arc;

use super::{Anchor, Words};
use crate::analysis::{Statement, StatementId};
use crate::text::{Article, Span};

/// The share of their words that two contents have in common at least, to be taken for one and the same.
const ALIKE: f64 = 0.5;

/// The parts of a statement, as spans of the article at hand.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) content: Vec<Span>,
    pub(super) cue: Option<Span>,
    pub(super) source: Option<Span>,
}

/// Where all of some words stand; nothing unless all are found, apart and in order.
pub(super) fn place_all(anchors: &[Anchor], article: &Article) -> Option<Vec<Span>> {
    let spans: Vec<Span> = anchors.iter().map(|anchor| anchor.find(article)).collect::<Option<_>>()?;
    let ordered = spans.windows(2).all(|pair| pair[0].end() <= pair[1].start());
    (ordered && !spans.is_empty()).then_some(spans)
}

/// Where a statement stands; nothing unless every part is found and those of the content are in order. A source or cue
/// that changed may have changed who speaks, so it counts.
pub(super) fn place(words: &Words, article: &Article) -> Option<Placed> {
    let content = place_all(&words.content, article)?;
    let part = |anchor: &Option<Anchor>| match anchor {
        None => Some(None),
        Some(anchor) => anchor.find(article).map(Some),
    };
    Some(Placed { content, cue: part(&words.cue)?, source: part(&words.source)? })
}

/// The statement of these words: the very same, or else the one that shares most of them.
pub(super) fn statement_at(statements: &[Arc<Statement>], gone: &[bool], placed: &Placed) -> Option<StatementId> {
    most_alike(statements.iter().enumerate().filter(|(id, _)| !gone[*id]), placed)
}

/// Statements in the order of their content, of which many are to be found.
pub(super) struct InOrder<'a> {
    statements: &'a [Arc<Statement>],
    /// For each the furthest end of it and all before it.
    reach: Vec<usize>,
}

impl<'a> InOrder<'a> {
    pub(super) fn new(statements: &'a [Arc<Statement>]) -> Self {
        let mut furthest = 0;
        let reach = statements.iter().map(|statement| {
            furthest = statement.content.last().map_or(0, |piece| piece.end()).max(furthest);
            furthest
        });
        Self { statements, reach: reach.collect() }
    }

    /// The same as [`statement_at`] finds.
    pub(super) fn at(&self, placed: &Placed) -> Option<StatementId> {
        let (start, end) = (placed.content.first()?.start(), placed.content.last()?.end());
        let first = self.reach.partition_point(|&reach| reach <= start);
        let near = self.statements.iter().enumerate().skip(first).take_while(|(_, s)| s.content[0].start() < end);
        most_alike(near, placed)
    }
}

fn most_alike<'a>(
    statements: impl Iterator<Item = (StatementId, &'a Arc<Statement>)>,
    placed: &Placed,
) -> Option<StatementId> {
    let (start, end) = (placed.content.first()?.start(), placed.content.last()?.end());
    let near = statements.filter(|(_, s)| s.content[0].start() < end && s.content[s.content.len() - 1].end() > start);
    let alike = near.filter_map(|(id, statement)| {
        let share = alike(&statement.content, &placed.content);
        (share >= ALIKE).then_some((id, share, statement.cue == placed.cue))
    });
    alike
        .max_by(|a, b| (a.1, a.2).partial_cmp(&(b.1, b.2)).expect("no share is NaN").then(b.0.cmp(&a.0)))
        .map(|(id, ..)| id)
}

/// The bytes that two contents share, as a part of all bytes that either has.
fn alike(one: &[Span], other: &[Span]) -> f64 {
    let length = |spans: &[Span]| spans.iter().map(|span| span.len()).sum::<usize>();
    let shared: usize = one
        .iter()
        .flat_map(|a| other.iter().map(|b| a.end().min(b.end()).saturating_sub(a.start().max(b.start()))))
        .sum();
    shared as f64 / (length(one) + length(other) - shared).max(1) as f64
}
