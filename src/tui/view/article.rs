//! The article's column: signs in the gutter, words in the styles of what they are.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::Hits;
use crate::analysis::framing::{Framing, framing};
use crate::analysis::{Mode, StatementId};
use crate::text::{ParagraphKind, Span};
use crate::tui::app::{App, Dialog};
use crate::tui::flow::indent;
use crate::tui::geometry::Geometry;
use crate::tui::theme::Role;
use crate::tui::wrap::width;

/// Stands beside what is marked.
pub const MARK: &str = "*";

pub fn draw(app: &App<'_>, geometry: &Geometry, buffer: &mut Buffer, hits: &mut Hits) {
    let column = app.flow.column(usize::from(geometry.text.width));
    let top = column.place(app.view.top);
    for (place, y) in column.window(top, app.height()).zip((geometry.text.y..).step_by(app.spacing())) {
        let eye = app.is_eye(&column, place);
        let Some(row) = column.span(place) else {
            if column.is_gap(place) {
                buffer.set_stringn(geometry.text.x, y, "⋯", 1, app.theme().style(Role::Quiet));
            }
            if eye {
                draw_eye(app, geometry, y, buffer);
            }
            continue;
        };
        let kind = app.article.paragraphs()[place.paragraph].kind;
        let left = geometry.text.x + u16::try_from(indent(kind)).unwrap_or(0);
        draw_signs(app, geometry, row, y, buffer);
        draw_mark(app, geometry, row, y, buffer);
        if eye {
            draw_eye(app, geometry, y, buffer);
        }
        if kind == ParagraphKind::Item && place.row == 0 {
            buffer.set_stringn(geometry.text.x, y, "•", 1, app.theme().style(Role::Quiet));
        }
        draw_words(app, row, kind, (left, y), geometry.text.right(), buffer);
        hits.rows.push((y, left, row));
    }
}

/// The sign of the row one reads, unless a narrow gutter has no room beside the sign of a statement.
fn draw_eye(app: &App<'_>, geometry: &Geometry, y: u16, buffer: &mut Buffer) {
    let cell = &mut buffer[(geometry.gutter.x, y)];
    if cell.symbol() == " " {
        cell.set_char('›').set_style(app.theme().style(Role::Quiet));
    }
}

/// Number and bar of the statement on a row: where several meet, the one under the eye, else the first that begins here,
/// else the first. A full bar stands for quoted words, a dotted one for the writer's rendering, a heavy one for the
/// statement under the eye; a question mark for one that is likely wrong.
fn draw_signs(app: &App<'_>, geometry: &Geometry, row: Span, y: u16, buffer: &mut Buffer) {
    let mut current = None;
    let mut begins = None;
    let mut first = None;
    for (piece, id) in app.contents_over(row) {
        first = first.or(Some(id));
        if Some(id) == app.view.current {
            current = Some(id);
        } else if begins.is_none() && row.holds(piece.start()) && is_first_piece(app, id, piece) {
            begins = Some(id);
        }
    }
    let Some(id) = current.or(begins).or(first) else { return };
    let statement = app.statement(id);
    let voice = app.voices.of(id);
    let mut style = app.theme().style(Role::Sign(app.voices.hue(voice)));
    if app.is_faint(id) && current.is_none() {
        style = style.patch(app.theme().style(Role::Faint)).not_bold();
    }
    let starts = row.holds(statement.content[0].start());
    let bar = match statement.mode {
        _ if starts && app.is_uncertain(id) => "?",
        _ if current.is_some() => "┃",
        Mode::Direct | Mode::Mixed => "│",
        Mode::Indirect => "┊",
    };
    let gutter = geometry.gutter;
    buffer.set_stringn(gutter.right() - 2, y, bar, 1, style);
    if starts && gutter.width > 2 {
        let number = app.voices.number(voice).map_or_else(|| "–".to_owned(), |n| n.to_string());
        let x = (gutter.right() - 2).saturating_sub(u16::try_from(width(&number)).unwrap_or(1)).max(gutter.x);
        buffer.set_stringn(x, y, number, usize::from(gutter.right() - 2 - x), style);
    }
}

/// The sign of a mark, where what is marked begins.
fn draw_mark(app: &App<'_>, geometry: &Geometry, row: Span, y: u16, buffer: &mut Buffer) {
    if app.desk.marks().iter().any(|mark| row.holds(mark.content[0].start())) {
        buffer.set_stringn(geometry.gutter.right() - 1, y, MARK, 1, app.theme().style(Role::Strong));
    }
}

fn is_first_piece(app: &App<'_>, id: StatementId, piece: Span) -> bool {
    app.statement(id).content[0] == piece
}

/// The words of a row. Styles change on graphemes only, so an accent never parts from its letter.
fn draw_words(app: &App<'_>, row: Span, kind: ParagraphKind, (x, y): (u16, u16), right: u16, buffer: &mut Buffer) {
    let words = app.article.slice(row).trim_end();
    let overlays = overlays(app, row);
    let base = match kind {
        ParagraphKind::Heading => app.theme().style(Role::Heading),
        ParagraphKind::Caption => app.theme().style(Role::Caption),
        ParagraphKind::Paragraph | ParagraphKind::Quote | ParagraphKind::Item => Style::new(),
    };
    let style_at = |offset: usize| {
        let over = overlays.iter().filter(|(span, _)| span.holds(offset));
        over.fold(base, |style, (_, patch)| style.patch(*patch))
    };
    let mut run = (0, base);
    let mut x = x;
    let mut flush = |text: &str, style: Style| {
        let room = usize::from(right.saturating_sub(x));
        (x, _) = buffer.set_stringn(x, y, text, room, style);
    };
    for (at, _) in words.grapheme_indices(true) {
        let style = style_at(row.start() + at);
        if style != run.1 {
            flush(&words[run.0..at], run.1);
            run = (at, style);
        }
    }
    flush(&words[run.0..], run.1);
}

/// What lies over the words of a row, the outermost first.
fn overlays(app: &App<'_>, row: Span) -> Vec<(Span, Style)> {
    let theme = app.theme();
    let mut overlays = Vec::new();
    overlays.extend(app.marks.names.over(row).map(|(span, kind)| (*span, theme.style(Role::Name(*kind)))));
    for (span, id) in app.quoted_over(row) {
        overlays.push((span, theme.style(Role::Quoted(app.voices.hue(app.voices.of(id))))));
        if app.is_faint(id) {
            overlays.push((span, theme.style(Role::Faint)));
        }
    }
    if app.lens.is_some() {
        let cue = |id: StatementId| Some((app.statement(id).cue.filter(|cue| cue.overlaps(row))?, id));
        for (span, id) in app.statements_over(row).filter_map(cue) {
            let neutral = framing(app.article, app.statement(id)) == Framing::Neutral;
            let hue = app.voices.hue(app.voices.of(id));
            overlays.push((span, theme.style(if neutral { Role::Quiet } else { Role::Framed(hue) })));
        }
    }
    for (span, id) in app.speakers_over(row) {
        overlays.push((span, theme.style(Role::Speaker(app.voices.hue(app.voices.of(id))))));
    }
    if let Some(id) = app.view.current {
        let pieces = app.statement(id).content.iter().filter(|piece| piece.overlaps(row));
        overlays.extend(pieces.map(|piece| (*piece, theme.style(Role::Current))));
    }
    for (span, here) in app.search.over(row) {
        overlays.push((span, theme.style(if here { Role::MatchHere } else { Role::Match })));
    }
    if let Some(Dialog::Select(choosing)) = &app.dialog {
        overlays.push((choosing.words.span(), theme.style(Role::MatchHere)));
    }
    overlays
}
