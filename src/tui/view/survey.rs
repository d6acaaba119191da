//! The survey: a box with the article seen from above, and a cursor on what one can go to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::popup::{FRAME, WIDEST, frame, mark_here};
use super::rows::Row;
use crate::tui::app::App;
use crate::tui::survey::{Line, Subject, Survey};
use crate::tui::theme::Role;
use crate::tui::voices::Hue;
use crate::tui::wrap::{clip, wrap};

/// Where it lies: in the middle, as tall as it must be.
pub fn area(app: &App<'_>, survey: &Survey, body: Rect) -> Rect {
    let width = body.width.min(WIDEST);
    let columns = usize::from(width.saturating_sub(FRAME));
    let rows: usize = (0..survey.lines.len()).map(|n| line_rows(app, survey, n, columns).len()).sum();
    let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2).min(body.height);
    Rect { x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 2, width, height }
}

/// Draws it so that the line stood on is seen.
pub fn draw(app: &App<'_>, survey: &Survey, area: Rect, buffer: &mut Buffer) {
    let columns = usize::from(area.width.saturating_sub(FRAME));
    let shown = usize::from(area.height.saturating_sub(2));
    let mut rows = Vec::new();
    let mut here = 0..0;
    // Where the general remarks and headings above the line stood on begin.
    let mut lead = 0;
    for n in 0..survey.lines.len() {
        let start = rows.len();
        rows.extend(line_rows(app, survey, n, columns));
        if n == survey.cursor {
            here = start..rows.len();
        } else if n < survey.cursor && matches!(survey.lines[n], Line::Entry { .. } | Line::Place { .. }) {
            lead = rows.len();
        }
    }
    // As much of those as fits is shown, too, so that nothing is stepped over unseen.
    let above = (shown / 3).max(here.start - lead).min(shown.saturating_sub(here.len()));
    let at = if here.end <= shown { 0 } else { here.start - above };
    let at = at.min(rows.len().saturating_sub(shown));
    let title = match survey.subject {
        Subject::Balance => " Balance ",
        Subject::Lists => " Lists ",
        Subject::Marks => " Marks and notes ",
    };
    let inside = frame(app, title, at + shown < rows.len(), area, buffer);
    for ((n, row), y) in rows.iter().enumerate().skip(at).take(shown).zip(area.y + 1..) {
        row.draw(Rect { y, ..inside }, buffer);
        if n == here.start && survey.target().is_some() {
            mark_here(app, area, y, buffer);
        }
    }
}

/// Whether all of a line is seen while the box shows its top.
pub fn is_seen_from_top(app: &App<'_>, survey: &Survey, line: usize) -> bool {
    let Some(body) = app.geometry().map(|g| g.body()) else { return false };
    let Rect { width, height, .. } = area(app, survey, body);
    let columns = usize::from(width.saturating_sub(FRAME));
    let rows: usize = (0..=line).map(|n| line_rows(app, survey, n, columns).len()).sum();
    rows <= usize::from(height.saturating_sub(2))
}

fn line_rows(app: &App<'_>, survey: &Survey, n: usize, columns: usize) -> Vec<Row> {
    let theme = app.theme();
    let quiet = theme.style(Role::Quiet);
    let wrapped = |text: &str, indent: usize, style: Style| -> Vec<Row> {
        let lines = wrap(text, columns.saturating_sub(indent).max(1));
        lines.into_iter().map(|line| Row::of(" ".repeat(indent), style).with(text[line].trim_end(), style)).collect()
    };
    let here = n == survey.cursor;
    let head = |voice: Option<usize>, name: &str| {
        let number = voice.and_then(|v| app.voices.number(v)).map_or_else(|| "–".to_owned(), |n| n.to_string());
        let sign = theme.style(Role::Sign(voice.map_or(Hue::Nobody, |v| app.voices.hue(v))));
        let name_style = if here { sign.reversed() } else { sign };
        Row::of(format!("{number:>2}  "), sign).with(clip(name, columns.saturating_sub(4)), name_style)
    };
    match &survey.lines[n] {
        Line::Heading(title) => {
            let mut rows = vec![Row::default(); usize::from(n > 0)];
            rows.push(Row::of(title, theme.style(Role::Focus)));
            rows
        }
        Line::Note(text) => wrapped(text, 4, Style::new()),
        Line::Voice { voice, name } => vec![head(Some(*voice), name)],
        Line::Place { words, .. } => wrapped(words, 4, if here { Style::new().reversed() } else { quiet }),
        Line::Entry { voice, name, about, .. } => {
            let mut rows = vec![head(*voice, name)];
            rows.extend(about.iter().flat_map(|text| wrapped(text, 4, quiet)));
            rows
        }
    }
}
