//! The voice map: a strip one cell wide beside the text. From top to bottom it stands for the whole article; each cell
//! has the number of the voice with the most words there, bright where the window is, and a mark where a search matches.

use std::cell::Ref;

use ratatui::buffer::Buffer;

use super::Hits;
use crate::text::Span;
use crate::tui::app::App;
use crate::tui::geometry::Geometry;
use crate::tui::theme::Role;
use crate::tui::voices::Hue;

/// Bytes of each voice that the map has a sign for.
pub type Heard = [usize; SIGNS];

/// Voices with a digit of their own; the further ones share a sign, as do the statements of nobody known.
const SIGNS: usize = 11;
const FURTHER: usize = NOBODY - 1;
const NOBODY: usize = SIGNS - 1;

/// What a cell of the map stands for.
struct Cell<'a> {
    /// Bytes of each voice.
    heard: &'a Heard,
    /// Whether a match begins there.
    matched: bool,
}

pub fn draw(app: &App<'_>, geometry: &Geometry, buffer: &mut Buffer, hits: &mut Hits) {
    let area = geometry.map;
    let (rows, text) = (usize::from(area.height), app.article.text().len());
    if rows == 0 || text == 0 {
        return;
    }
    hits.map = area;
    let window = window(app);
    let heard = heard(app, rows);
    for (n, heard) in heard.iter().enumerate() {
        // The offsets whose cell this is; rounding may leave its stretch a byte wider.
        let first = |cell: usize| (cell * text).div_ceil(rows);
        let cell = Cell { heard, matched: app.search.begins_in(first(n)..first(n + 1)) };
        let span = stretch(n, rows, text);
        let seen = span.start() < window.end() && window.start() < span.end().max(span.start() + 1);
        draw_cell(app, &cell, seen, (area.x, area.y + u16::try_from(n).unwrap_or(0)), buffer);
    }
}

/// The part of a text that a cell stands for.
pub fn stretch(cell: usize, cells: usize, text: usize) -> Span {
    Span::new(cell * text / cells.max(1), (cell + 1) * text / cells.max(1))
}

/// The words on the screen.
fn window(app: &App<'_>) -> Span {
    let column = app.column();
    let top = column.place(app.view.top);
    let bottom = column.forward(top, app.height() - 1);
    let end = column.span(bottom).map_or_else(|| column.offset(bottom), Span::end);
    let start = column.offset(top);
    Span::new(start, end.max(start))
}

/// For each cell of the map what is heard there, counted once for all frames that show the same.
fn heard<'a>(app: &'a App<'_>, rows: usize) -> Ref<'a, Vec<Heard>> {
    if app.heard.borrow().len() != rows {
        app.heard.replace(count(app, rows));
    }
    app.heard.borrow()
}

fn count(app: &App<'_>, rows: usize) -> Vec<Heard> {
    let text = app.article.text().len();
    let at = |offset: usize| (offset * rows / text).min(rows - 1);
    let mut cells = vec![Heard::default(); rows];
    for &id in app.shown.ids() {
        let voice = app.voices.of(id);
        let sort = app.voices.number(voice).map_or(NOBODY, |number| (number - 1).min(FURTHER));
        for piece in &app.statement(id).content {
            let (first, last) = (at(piece.start()), at(piece.end().saturating_sub(1)));
            for (n, cell) in cells.iter_mut().enumerate().take(last + 1).skip(first) {
                let part = stretch(n, rows, text);
                let bytes = piece.end().min(part.end() + 1).saturating_sub(piece.start().max(part.start()));
                cell[sort] += bytes.max(1);
            }
        }
    }
    cells
}

fn draw_cell(app: &App<'_>, cell: &Cell<'_>, seen: bool, (x, y): (u16, u16), buffer: &mut Buffer) {
    let theme = app.theme();
    let quiet = theme.style(Role::Quiet);
    let most = (0..cell.heard.len()).rev().max_by_key(|&sort| cell.heard[sort]).filter(|&sort| cell.heard[sort] > 0);
    let (sign, mut style) = match most {
        Some(NOBODY) => ("–".to_owned(), theme.style(Role::Sign(Hue::Nobody))),
        Some(FURTHER) => ("+".to_owned(), theme.style(Role::Sign(Hue::Shared))),
        Some(sort) => ((sort + 1).to_string(), theme.style(Role::Sign(Hue::of_number(sort + 1)))),
        None if cell.matched => ("•".to_owned(), quiet),
        None if seen => ("│".to_owned(), quiet),
        None => return,
    };
    if !seen {
        style = style.patch(theme.style(Role::Faint)).not_bold();
    }
    if cell.matched {
        style = style.patch(theme.style(Role::MatchHere));
    }
    buffer.set_stringn(x, y, sign, 1, style);
}
