//! Rows of styled pieces: put together anywhere, drawn here, never wider than their place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::tui::wrap::{clip, width};

/// Pieces of one row, from the left.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Row {
    pieces: Vec<(String, Style)>,
}

impl Row {
    /// A row of one piece.
    pub fn of(text: impl Into<String>, style: Style) -> Self {
        Self::default().with(text, style)
    }

    /// The row with a piece more.
    #[must_use]
    pub fn with(mut self, text: impl Into<String>, style: Style) -> Self {
        self.pieces.push((text.into(), style));
        self
    }

    /// The row, filled up to so many cells, and another one behind it.
    #[must_use]
    pub fn beside(self, columns: usize, mut right: Self) -> Self {
        let gap = " ".repeat(columns.saturating_sub(self.width()));
        let mut row = self.with(gap, Style::new());
        row.pieces.append(&mut right.pieces);
        row
    }

    /// Cells that it takes.
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|(text, _)| width(text)).sum()
    }

    /// Draws it from the left of an area; what does not fit is cut with an ellipsis.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer) {
        let (mut x, mut room) = (area.x, usize::from(area.width));
        if area.height == 0 {
            return;
        }
        for (text, style) in &self.pieces {
            let text = clip(text, room);
            buffer.set_stringn(x, area.y, &text, room, *style);
            let used = width(&text).min(room);
            room -= used;
            x += u16::try_from(used).unwrap_or(area.width);
        }
    }

    /// Draws it against the right of an area, if it fits there beside `taken` cells on the left.
    pub fn draw_right(&self, area: Rect, taken: usize, buffer: &mut Buffer) {
        let wide = self.width();
        if wide > 0 && wide + taken <= usize::from(area.width) {
            let wide = u16::try_from(wide).unwrap_or(area.width);
            self.draw(Rect { x: area.right() - wide, width: wide, ..area }, buffer);
        }
    }
}

/// Where a list of items of many rows begins: the item at the top and how many of its rows lie above it; so that the one
/// stood on lies a third down, and no row is left empty at the end of the list.
pub fn first_row(cursor: usize, count: usize, height: usize, rows: impl Fn(usize) -> usize) -> (usize, usize) {
    let up = |mut index: usize, mut skip: usize, mut by: usize| {
        while by > skip && index > 0 {
            by -= skip;
            index -= 1;
            skip = rows(index);
        }
        (index, skip.saturating_sub(by))
    };
    let (first, skip) = up(cursor, 0, height / 3);
    let mut below = 0;
    for index in first..count {
        below += rows(index) - if index == first { skip } else { 0 };
        if below >= height {
            return (first, skip);
        }
    }
    up(first, skip, height - below)
}
