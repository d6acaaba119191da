//! The list of what can be shown alone: a box over the voices, so that the text beside it shows what each choice does.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::popup::{frame, mark_here};
use super::rows::Row;
use crate::tui::app::App;
use crate::tui::facets::{Facet, Facets, Line};
use crate::tui::theme::Role;
use crate::tui::wrap::{clip, width};

/// As wide as it likes to be.
const WIDTH: u16 = 44;

/// Where it lies: on the right, as tall as it must be.
pub fn area(facets: &Facets, body: Rect) -> Rect {
    let width = body.width.min(WIDTH);
    let height = u16::try_from(facets.lines.len()).unwrap_or(u16::MAX).saturating_add(2).min(body.height);
    Rect { x: body.right() - width, width, height, ..body }
}

/// Draws it so that the line stood on is seen, with its heading where that fits.
pub fn draw(app: &App<'_>, facets: &Facets, area: Rect, buffer: &mut Buffer) {
    let shown = usize::from(area.height.saturating_sub(2));
    let at = if facets.cursor < shown { 0 } else { facets.cursor.saturating_sub(shown / 2) };
    let at = at.min(facets.lines.len().saturating_sub(shown));
    let inside = frame(app, " Show only ", at + shown < facets.lines.len(), area, buffer);
    let columns = usize::from(inside.width);
    for ((n, line), y) in facets.lines.iter().enumerate().skip(at).take(shown).zip(area.y + 1..) {
        row(app, line, n == facets.cursor, columns).draw(Rect { y, ..inside }, buffer);
        if n == facets.cursor {
            mark_here(app, area, y, buffer);
        }
    }
}

fn row(app: &App<'_>, line: &Line, here: bool, columns: usize) -> Row {
    let theme = app.theme();
    match line {
        Line::Heading(heading) => Row::of(*heading, theme.style(Role::Strong)),
        Line::Choice { facet, label, count, on } => {
            let count = if *facet == Facet::Term && !on { String::new() } else { format!(" {count}") };
            let mark = if *on { "[x] " } else { "[ ] " };
            let room = columns.saturating_sub(width(mark) + width(&count));
            let label = clip(label, room);
            let gap = " ".repeat(room - width(&label));
            let own = match facet {
                Facet::Voice(voice) => theme.style(Role::Sign(app.voices.hue(*voice))),
                _ => Style::new(),
            };
            let style = if here { own.reversed() } else { own };
            let (mark_style, quiet) =
                (if *on { theme.style(Role::Strong) } else { Style::new() }, theme.style(Role::Quiet));
            Row::of(mark, mark_style).with(label, style).with(gap + &count, quiet)
        }
    }
}
