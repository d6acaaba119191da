//! What lies where in the text: for any row, the statements, speakers and names that touch it.

use std::ops::Range;
use std::sync::Arc;

use super::app::App;
use crate::analysis::{Analysis, Entity, EntityKind, Mode, Statement, StatementId};
use crate::text::{Article, Span};

/// Spans with what they mean, found by place. They may nest and overlap.
#[derive(Debug)]
pub struct Layer<T> {
    marks: Vec<(Span, T)>,
    /// For each mark the furthest end of it and all before it, so that a search by place is one bisection.
    reach: Vec<u32>,
}

impl<T> Layer<T> {
    /// Sorts the marks; where two start together, the longer comes first.
    pub fn new(mut marks: Vec<(Span, T)>) -> Self {
        marks.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
        let mut furthest = 0;
        let reach = marks.iter().map(|(span, _)| {
            furthest = furthest.max(span.end());
            furthest as u32
        });
        Self { reach: reach.collect(), marks }
    }

    /// The marks that share a byte with a span, in order.
    pub fn over(&self, span: Span) -> impl Iterator<Item = &(Span, T)> {
        let first = self.reach.partition_point(|&end| end as usize <= span.start());
        self.marks[first..]
            .iter()
            .take_while(move |(s, _)| s.start() < span.end())
            .filter(move |(s, _)| s.overlaps(span))
    }
}

/// Where everything lies that the text is marked with. What is hidden lies there too: choosing what is shown moves nothing.
#[derive(Debug)]
pub struct Marks {
    /// Whole statements: from their first word to their last, source and cue among them.
    statements: Layer<StatementId>,
    /// Names.
    pub names: Layer<EntityKind>,
    /// What the names were laid from.
    entities: Arc<Vec<Entity>>,
}

impl Marks {
    /// Lays out what an analysis found.
    pub fn new(analysis: &Analysis) -> Self {
        let entities = Arc::clone(&analysis.entities);
        Self { statements: statements(analysis), names: names(&entities), entities }
    }

    /// Lays out another analysis of the same article.
    pub fn lay(&mut self, analysis: &Analysis) {
        self.statements = statements(analysis);
        if !Arc::ptr_eq(&self.entities, &analysis.entities) {
            self.entities = Arc::clone(&analysis.entities);
            self.names = names(&self.entities);
        }
    }
}

fn statements(analysis: &Analysis) -> Layer<StatementId> {
    Layer::new(analysis.statements.iter().enumerate().map(|(id, statement)| (statement.extent(), id)).collect())
}

fn names(entities: &[Entity]) -> Layer<EntityKind> {
    Layer::new(entities.iter().map(|entity| (entity.span, entity.kind)).collect())
}

impl App<'_> {
    /// The statements shown that reach into a span, in order.
    pub(super) fn statements_over(&self, span: Span) -> impl Iterator<Item = StatementId> {
        self.marks.statements.over(span).map(|&(_, id)| id).filter(|&id| self.shown.holds(id))
    }

    /// The pieces of their contents that share a byte with a span, in order.
    pub(super) fn contents_over(&self, span: Span) -> Vec<(Span, StatementId)> {
        self.pieces_over(span, |statement| statement.content.clone())
    }

    /// Their words between quotation marks.
    pub(super) fn quoted_over(&self, span: Span) -> Vec<(Span, StatementId)> {
        self.pieces_over(span, |statement| quoted_pieces(self.article, statement))
    }

    /// Their words that name a speaker.
    pub(super) fn speakers_over(&self, span: Span) -> Vec<(Span, StatementId)> {
        self.pieces_over(span, |statement| statement.source.into_iter().collect())
    }

    fn pieces_over(&self, span: Span, pieces: impl Fn(&Statement) -> Vec<Span>) -> Vec<(Span, StatementId)> {
        let own = |id| pieces(self.statement(id)).into_iter().map(move |piece| (piece, id));
        let all = self.statements_over(span).flat_map(own);
        let mut over: Vec<_> = all.filter(|(piece, _)| piece.overlaps(span)).collect();
        over.sort_by_key(|(piece, _)| (piece.start(), std::cmp::Reverse(piece.end())));
        over
    }
}

/// The pieces of a content that are somebody's very words.
pub(super) fn quoted_pieces(article: &Article, statement: &Statement) -> Vec<Span> {
    match statement.mode {
        Mode::Indirect => Vec::new(),
        Mode::Direct => statement.content.clone(),
        Mode::Mixed => statement
            .content
            .iter()
            .flat_map(|piece| {
                let start = piece.start();
                between_marks(article.slice(*piece)).map(move |r| Span::new(start + r.start, start + r.end))
            })
            .collect(),
    }
}

/// The stretches between quotation marks, marks included; an opening mark without its partner runs to the end.
fn between_marks(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let (start, open) =
            text[from..].char_indices().map(|(i, c)| (from + i, c)).find(|&(i, c)| opens(text, i, c))?;
        let inside = start + open.len_utf8();
        let close =
            text[inside..].char_indices().map(|(i, c)| (inside + i, c)).find(|&(i, c)| closes(text, open, i, c));
        from = close.map_or(text.len(), |(i, c)| i + c.len_utf8());
        Some(start..from)
    })
}

fn opens(text: &str, at: usize, mark: char) -> bool {
    let word_before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    matches!(mark, '“' | '„' | '«' | '»' | '"') || (matches!(mark, '‘' | '\'') && !word_before)
}

fn closes(text: &str, open: char, at: usize, mark: char) -> bool {
    let word_behind = || text[at + mark.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric);
    match open {
        '“' => mark == '”',
        '„' => matches!(mark, '“' | '”'),
        '«' => mark == '»',
        '»' => mark == '«',
        '"' => mark == '"',
        '‘' => mark == '’' && !word_behind(),
        _ => mark == open && !word_behind(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(spans: &[(usize, usize)]) -> Layer<usize> {
        Layer::new(spans.iter().enumerate().map(|(i, &(start, end))| (Span::new(start, end), i)).collect())
    }

    #[test]
    fn a_long_mark_before_short_ones_is_found() {
        let layer = layer(&[(0, 100), (5, 10), (20, 30), (40, 50)]);
        let over = |start, end| layer.over(Span::new(start, end)).map(|(_, i)| *i).collect::<Vec<_>>();
        assert_eq!(over(25, 45), [0, 2, 3]);
        assert_eq!(over(10, 20), [0]);
        assert_eq!(over(100, 120), Vec::<usize>::new());
    }

    #[test]
    fn words_between_marks_are_found_in_every_style() {
        let quoted = |text: &'static str| between_marks(text).map(|r| &text[r]).collect::<Vec<_>>();
        assert_eq!(quoted("that the port was “not safe” and “old”"), ["“not safe”", "“old”"]);
        assert_eq!(quoted("that it's 'not Ruiz's fault' at all"), ["'not Ruiz's fault'"]);
        assert_eq!(quoted("the ‘brave’ crew"), ["‘brave’"]);
        assert_eq!(quoted("was \"unsafe\""), ["\"unsafe\""]);
        assert_eq!(quoted("it “never closed"), ["“never closed"]);
        assert!(quoted("that the crew's work went on").is_empty());
    }
}
