//! The article as rows of a column: which row an offset lies on, and which rows lie around it.
//!
//! Only paragraphs that are looked at are wrapped, so opening and scrolling cost the same in a short article and in a
//! book. State elsewhere holds offsets; a [`Place`] lives no longer than one question.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::wrap::wrap;
use crate::text::{Article, ParagraphKind, Span};

/// How many wrapped paragraphs are kept.
const KEPT: usize = 512;

/// A row of the column. The row behind the last of a paragraph is the blank one that parts it from the next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Place {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Row inside it.
    pub row: usize,
}

/// The wrapped article. Which columns it was wrapped to is remembered, not asked for at the start: width is a matter of
/// the window.
#[derive(Debug)]
pub struct Flow<'a> {
    article: &'a Article,
    fold: Option<Fold>,
    cache: RefCell<Cache>,
}

/// What is left of the text when it is folded: the rows that touch some spans, and one around each for context.
#[derive(Debug)]
struct Fold {
    /// In order and apart.
    spans: Vec<Span>,
    /// The paragraphs that hold any of them, in order.
    paragraphs: Vec<usize>,
}

#[derive(Debug, Default)]
struct Cache {
    columns: usize,
    paragraphs: HashMap<usize, Rc<[Row]>>,
}

/// A row of a paragraph.
#[derive(Clone, Copy, Debug)]
struct Row {
    span: Span,
    /// It is blank and stands for rows folded away, of which these words are the last.
    gap: bool,
}

impl<'a> Flow<'a> {
    /// Nothing is wrapped yet.
    pub fn new(article: &'a Article) -> Self {
        Self { article, fold: None, cache: RefCell::default() }
    }

    /// Folds the text to the rows that touch these spans and those around them; `None` unfolds it.
    pub fn fold(&mut self, spans: Option<Vec<Span>>) {
        self.cache.take();
        self.fold = spans.map(|mut spans| {
            spans.sort_unstable_by_key(|span| span.start());
            let mut apart: Vec<Span> = Vec::with_capacity(spans.len());
            for span in spans {
                match apart.last_mut() {
                    Some(last) if span.start() <= last.end() => *last = last.join(span),
                    _ => apart.push(span),
                }
            }
            let paragraph = |offset| self.article.paragraph_at(offset);
            let mut paragraphs: Vec<usize> =
                apart.iter().flat_map(|s| paragraph(s.start())..=paragraph(s.end().saturating_sub(1))).collect();
            paragraphs.dedup();
            Fold { spans: apart, paragraphs }
        });
    }

    /// The first paragraph from this one on that is not folded away.
    fn shown_from(&self, paragraph: usize) -> Option<usize> {
        let Some(fold) = &self.fold else { return Some(paragraph) };
        fold.paragraphs.get(fold.paragraphs.partition_point(|&p| p < paragraph)).copied()
    }

    /// The last paragraph before this one that is not folded away.
    fn shown_before(&self, paragraph: usize) -> Option<usize> {
        let Some(fold) = &self.fold else { return paragraph.checked_sub(1) };
        fold.paragraphs[..fold.paragraphs.partition_point(|&p| p < paragraph)].last().copied()
    }

    /// The column at a width.
    pub fn column(&self, columns: usize) -> Column<'_> {
        Column { flow: self, columns: columns.max(1) }
    }

    fn rows(&self, paragraph: usize, columns: usize) -> Rc<[Row]> {
        let mut cache = self.cache.borrow_mut();
        if cache.columns != columns || cache.paragraphs.len() > KEPT {
            *cache = Cache { columns, ..Cache::default() };
        }
        let wrapped = cache.paragraphs.entry(paragraph).or_insert_with(|| {
            let Some(p) = self.article.paragraphs().get(paragraph) else { return Rc::default() };
            let start = p.span.start();
            let room = columns.saturating_sub(indent(p.kind));
            let rows = wrap(self.article.slice(p.span), room);
            let rows = rows.into_iter().map(|r| Row { span: Span::new(start + r.start, start + r.end), gap: false });
            match &self.fold {
                None => rows.collect(),
                Some(fold) => fold.keep(&rows.collect::<Vec<_>>()).into(),
            }
        });
        Rc::clone(wrapped)
    }
}

impl Fold {
    /// The rows of a paragraph that are left, with a gap in place of those left out between two.
    fn keep(&self, rows: &[Row]) -> Vec<Row> {
        let touches = |Row { span: row, .. }: &Row| {
            let first = self.spans.partition_point(|s| s.end() <= row.start());
            self.spans.get(first).is_some_and(|s| s.start() < row.end())
        };
        let wanted: Vec<bool> = rows.iter().map(touches).collect();
        let near = |n: usize| wanted[n.saturating_sub(1)..wanted.len().min(n + 2)].contains(&true);
        let mut kept: Vec<Row> = Vec::new();
        for (n, &row) in rows.iter().enumerate().filter(|(n, _)| near(*n)) {
            if kept.last().is_some_and(|last| last.span.end() < row.span.start()) {
                kept.push(Row { gap: true, ..rows[n - 1] });
            }
            kept.push(row);
        }
        kept
    }
}

/// Cells that paragraphs of a kind stand in from the left.
pub fn indent(kind: ParagraphKind) -> usize {
    match kind {
        ParagraphKind::Heading | ParagraphKind::Paragraph => 0,
        ParagraphKind::Quote | ParagraphKind::Item | ParagraphKind::Caption => 2,
    }
}

/// The article at one width.
#[derive(Clone, Copy, Debug)]
pub struct Column<'f> {
    flow: &'f Flow<'f>,
    columns: usize,
}

impl Column<'_> {
    /// The words of a row; `None` for a blank one.
    pub fn span(&self, place: Place) -> Option<Span> {
        self.row(place).filter(|row| !row.gap).map(|row| row.span)
    }

    fn row(&self, place: Place) -> Option<Row> {
        self.flow.rows(place.paragraph, self.columns).get(place.row).copied()
    }

    /// Whether words are folded away on this row.
    pub fn is_gap(&self, place: Place) -> bool {
        if self.flow.fold.is_none() {
            return false;
        }
        if let Some(row) = self.row(place) {
            return row.gap;
        }
        let bounds = |paragraph: usize| self.flow.article.paragraphs()[paragraph].span;
        let last = self.flow.rows(place.paragraph, self.columns).last().copied();
        let ends = last.is_some_and(|row| row.span.end() == bounds(place.paragraph).end());
        let follows = self.next(place).is_none_or(|next| {
            next.paragraph == place.paragraph + 1 && self.offset(next) == bounds(next.paragraph).start()
        });
        !(ends && follows)
    }

    /// The row that an offset lies on.
    pub fn place(&self, offset: usize) -> Place {
        let paragraph = self.flow.article.paragraph_at(offset);
        match self.flow.shown_from(paragraph) {
            Some(shown) if shown > paragraph => return Place { paragraph: shown, row: 0 },
            None => return self.last(),
            Some(_) => {}
        }
        let row = self.flow.rows(paragraph, self.columns).partition_point(|r| r.span.end() <= offset);
        Place { paragraph, row }.min(self.last())
    }

    /// The first offset of a row.
    pub fn offset(&self, place: Place) -> usize {
        let Some(paragraph) = self.flow.article.paragraphs().get(place.paragraph) else { return 0 };
        self.row(place).map_or(paragraph.span.end(), |row| row.span.start())
    }

    /// The first row of the article.
    pub fn first(&self) -> Place {
        Place { paragraph: self.flow.shown_from(0).unwrap_or(0), row: 0 }
    }

    /// The last row of the article.
    pub fn last(&self) -> Place {
        let paragraph = self.flow.shown_before(self.flow.article.paragraphs().len()).unwrap_or(0);
        Place { paragraph, row: self.flow.rows(paragraph, self.columns).len().saturating_sub(1) }
    }

    /// The row after; `None` after the last.
    pub fn next(&self, place: Place) -> Option<Place> {
        if place >= self.last() {
            return None;
        }
        let rows = self.flow.rows(place.paragraph, self.columns).len();
        if place.row < rows {
            return Some(Place { row: place.row + 1, ..place });
        }
        self.flow.shown_from(place.paragraph + 1).map(|paragraph| Place { paragraph, row: 0 })
    }

    /// The row before; `None` before the first.
    pub fn previous(&self, place: Place) -> Option<Place> {
        if let Some(row) = place.row.checked_sub(1) {
            return Some(Place { row, ..place });
        }
        let paragraph = self.flow.shown_before(place.paragraph)?;
        Some(Place { paragraph, row: self.flow.rows(paragraph, self.columns).len() })
    }

    /// `n` rows on, or as far as there are any.
    pub fn forward(&self, place: Place, n: usize) -> Place {
        (0..n).try_fold(place, |at, _| self.next(at).ok_or(at)).unwrap_or_else(|end| end)
    }

    /// `n` rows back, or as far as there are any.
    pub fn back(&self, place: Place, n: usize) -> Place {
        (0..n).try_fold(place, |at, _| self.previous(at).ok_or(at)).unwrap_or_else(|start| start)
    }

    /// How many rows `to` lies below `from`; at most `cap`, and 0 if it lies above.
    pub fn distance(&self, from: Place, to: Place, cap: usize) -> usize {
        let mut at = from;
        for n in 0..cap {
            if at >= to {
                return n;
            }
            match self.next(at) {
                Some(next) => at = next,
                None => return n,
            }
        }
        cap
    }

    /// The rows of a window, from the top.
    pub fn window(&self, top: Place, height: usize) -> impl Iterator<Item = Place> + '_ {
        let first = (height > 0).then_some(top);
        std::iter::successors(first, |&at| self.next(at)).take(height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> Article {
        Article::from_plain_text("One two three four.\n\nFive six seven.\n\nEight.", "test")
    }

    #[test]
    fn every_offset_has_its_row_at_every_width() {
        let article = article();
        let flow = Flow::new(&article);
        for columns in 1..30 {
            let column = flow.column(columns);
            for offset in 0..article.text().len() {
                let place = column.place(offset);
                let start = column.offset(place);
                let end = column.next(place).map_or(article.text().len(), |p| column.offset(p));
                assert!(start <= offset && offset < end, "offset {offset} at {columns} columns");
            }
        }
    }

    #[test]
    fn walking_there_and_back_meets_the_same_rows() {
        let article = article();
        let flow = Flow::new(&article);
        let column = flow.column(8);
        let down: Vec<_> = column.window(Place::default(), 100).collect();
        let mut up: Vec<_> = std::iter::successors(Some(column.last()), |&p| column.previous(p)).collect();
        up.reverse();
        assert_eq!(down, up);
        assert_eq!(column.distance(Place::default(), column.last(), 100), down.len() - 1);
        assert_eq!(column.forward(Place::default(), 1000), column.last());
        assert_eq!(column.back(column.last(), 1000), Place::default());
    }

    #[test]
    fn one_blank_row_parts_two_paragraphs() {
        let article = article();
        let flow = Flow::new(&article);
        let column = flow.column(40);
        let rows: Vec<_> =
            column.window(Place::default(), 10).map(|p| column.span(p).map(|s| article.slice(s))).collect();
        assert_eq!(rows, [Some("One two three four."), None, Some("Five six seven."), None, Some("Eight.")]);
    }

    #[test]
    fn a_fold_leaves_what_it_touches_and_a_row_around() {
        let article = Article::from_plain_text("a a a a a a a a\n\nb b b b b b b b b b b b\n\nc c\n\nd d", "test");
        let at = |word: &str, nth: usize| article.text().match_indices(word).nth(nth).unwrap().0;
        let mut flow = Flow::new(&article);
        let spans = [at("b", 0), at("b", 11), at("d", 0)].map(|start| Span::new(start, start + 1));
        flow.fold(Some(spans.to_vec()));
        let column = flow.column(3);
        let rows: Vec<_> = column.window(column.first(), 20).map(|p| (column.span(p), column.is_gap(p))).collect();
        let words: Vec<_> = rows.iter().map(|(span, gap)| (span.map(|s| article.slice(s).trim_end()), *gap)).collect();
        let (word, gap) = (|word| (Some(word), false), (None, true));
        assert_eq!(words, [word("b b"), word("b b"), gap, word("b b"), word("b b"), gap, word("d d")]);
        let back: Vec<_> = std::iter::successors(Some(column.last()), |&p| column.previous(p)).collect();
        assert_eq!(back.len(), rows.len());
        for offset in 0..article.text().len() {
            let place = column.place(offset);
            assert_eq!(column.place(column.offset(place)), place, "offset {offset}");
            assert!(column.window(column.first(), 20).any(|p| p == place), "offset {offset}");
        }
        flow.fold(None);
        assert_eq!(flow.column(3).place(0), Place::default());
    }

    #[test]
    fn an_empty_article_has_no_rows_but_answers() {
        let article = Article::default();
        let flow = Flow::new(&article);
        let column = flow.column(40);
        assert_eq!(column.place(0), Place::default());
        assert_eq!(column.span(Place::default()), None);
        assert_eq!(column.next(Place::default()), None);
    }
}
