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
    cache: RefCell<Cache>,
}

#[derive(Debug, Default)]
struct Cache {
    columns: usize,
    paragraphs: HashMap<usize, Rc<[Span]>>,
}

impl<'a> Flow<'a> {
    /// Nothing is wrapped yet.
    pub fn new(article: &'a Article) -> Self {
        Self { article, cache: RefCell::default() }
    }

    /// The column at a width.
    pub fn column(&self, columns: usize) -> Column<'_> {
        Column { flow: self, columns: columns.max(1) }
    }

    fn rows(&self, paragraph: usize, columns: usize) -> Rc<[Span]> {
        let mut cache = self.cache.borrow_mut();
        if cache.columns != columns || cache.paragraphs.len() > KEPT {
            *cache = Cache { columns, ..Cache::default() };
        }
        let wrapped = cache.paragraphs.entry(paragraph).or_insert_with(|| {
            let Some(p) = self.article.paragraphs().get(paragraph) else { return Rc::default() };
            let start = p.span.start();
            let room = columns.saturating_sub(indent(p.kind));
            let rows = wrap(self.article.slice(p.span), room);
            rows.into_iter().map(|r| Span::new(start + r.start, start + r.end)).collect()
        });
        Rc::clone(wrapped)
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
        self.flow.rows(place.paragraph, self.columns).get(place.row).copied()
    }

    /// The row that an offset lies on.
    pub fn place(&self, offset: usize) -> Place {
        let paragraph = self.flow.article.paragraph_at(offset);
        let row = self.flow.rows(paragraph, self.columns).partition_point(|r| r.end() <= offset);
        Place { paragraph, row }.min(self.last())
    }

    /// The first offset of a row.
    pub fn offset(&self, place: Place) -> usize {
        let Some(paragraph) = self.flow.article.paragraphs().get(place.paragraph) else { return 0 };
        self.span(place).map_or(paragraph.span.end(), Span::start)
    }

    /// The last row of the article.
    pub fn last(&self) -> Place {
        let paragraph = self.flow.article.paragraphs().len().saturating_sub(1);
        Place { paragraph, row: self.flow.rows(paragraph, self.columns).len().saturating_sub(1) }
    }

    /// The row after; `None` after the last.
    pub fn next(&self, place: Place) -> Option<Place> {
        if place >= self.last() {
            return None;
        }
        let rows = self.flow.rows(place.paragraph, self.columns).len();
        Some(if place.row < rows {
            Place { row: place.row + 1, ..place }
        } else {
            Place { paragraph: place.paragraph + 1, row: 0 }
        })
    }

    /// The row before; `None` before the first.
    pub fn previous(&self, place: Place) -> Option<Place> {
        if let Some(row) = place.row.checked_sub(1) {
            return Some(Place { row, ..place });
        }
        let paragraph = place.paragraph.checked_sub(1)?;
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
    fn an_empty_article_has_no_rows_but_answers() {
        let article = Article::default();
        let flow = Flow::new(&article);
        let column = flow.column(40);
        assert_eq!(column.place(0), Place::default());
        assert_eq!(column.span(Place::default()), None);
        assert_eq!(column.next(Place::default()), None);
    }
}
