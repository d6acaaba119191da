//! Help and why: boxes over the text that scroll where they are taller than the window.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, BorderType, Widget};

use super::rows::Row;
use crate::tui::app::{App, Dialog};
use crate::tui::card::facts;
use crate::tui::keys::{Group, entries};
use crate::tui::theme::Role;
use crate::tui::wrap::{width, wrap};

/// The widest a popup gets.
const WIDEST: u16 = 76;
/// Cells of frame and margin, left and right together.
const FRAME: u16 = 4;

/// Rows of the help and how many of them the window shows.
pub fn help_height(app: &App<'_>) -> (usize, usize) {
    heights(app, |columns| help_rows(app, columns).len())
}

/// Rows of the explanation and how many of them the window shows.
pub fn why_height(app: &App<'_>) -> (usize, usize) {
    heights(app, |columns| why_rows(app, columns).len())
}

fn heights(app: &App<'_>, rows: impl Fn(usize) -> usize) -> (usize, usize) {
    let Some(body) = app.geometry().map(|g| g.body()) else { return (0, 0) };
    (rows(inner_width(body)), usize::from(body.height.saturating_sub(2)))
}

fn inner_width(body: Rect) -> usize {
    usize::from(body.width.min(WIDEST).saturating_sub(FRAME))
}

fn rows(app: &App<'_>, columns: usize) -> Vec<Row> {
    match app.dialog {
        Some(Dialog::Help(_)) => help_rows(app, columns),
        Some(Dialog::Why(_)) => why_rows(app, columns),
        _ => Vec::new(),
    }
}

/// Where the open popup lies: centred, as tall as it must be.
pub fn area(app: &App<'_>, body: Rect) -> Rect {
    let width = body.width.min(WIDEST);
    let rows = u16::try_from(rows(app, inner_width(body)).len()).unwrap_or(u16::MAX);
    let height = rows.saturating_add(2).min(body.height);
    Rect { x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 2, width, height }
}

/// Draws the open popup.
pub fn draw(app: &App<'_>, area: Rect, buffer: &mut Buffer) {
    let (title, at) = match app.dialog {
        Some(Dialog::Help(at)) => (" Keys ", at),
        Some(Dialog::Why(at)) => (" Why ", at),
        _ => return,
    };
    let quiet = app.theme().style(Role::Quiet);
    let rows = rows(app, usize::from(area.width.saturating_sub(FRAME)));
    let shown = usize::from(area.height.saturating_sub(2));
    let more = if at + shown < rows.len() { " ↓ more " } else { "" };
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(quiet)
        .title(title)
        .title_style(app.theme().style(Role::Strong))
        .title_bottom(more)
        .render(area, buffer);
    let inside = Rect {
        x: area.x + (FRAME / 2).min(area.width),
        width: area.width.saturating_sub(FRAME),
        height: 1.min(area.height),
        y: area.y,
    };
    for (row, y) in rows.iter().skip(at).take(shown).zip(area.y + 1..) {
        row.draw(Rect { y, ..inside }, buffer);
    }
}

/// All keys by heading, from the one table.
fn help_rows(app: &App<'_>, columns: usize) -> Vec<Row> {
    let theme = app.theme();
    let groups: Vec<_> = Group::LISTED.iter().map(|g| (g.title(), entries(*g))).collect();
    let widest = groups.iter().flat_map(|(_, lines)| lines).map(|(keys, _)| width(keys)).max().unwrap_or(0);
    let mut rows = Vec::new();
    for (title, lines) in groups {
        if !rows.is_empty() {
            rows.push(Row::default());
        }
        rows.push(Row::of(title, theme.style(Role::Strong)));
        for (keys, description) in lines {
            let label = format!("{keys}{}", " ".repeat(widest - width(&keys)));
            rows.extend(labelled(&label, description, columns, app));
        }
    }
    rows.push(Row::default());
    rows.push(Row::of("Signs beside the text", theme.style(Role::Strong)));
    for (sign, meaning) in SIGNS {
        let label = format!("{sign}{}", " ".repeat(widest.saturating_sub(width(sign))));
        rows.extend(labelled(&label, meaning, columns, app));
    }
    rows
}

/// The signs of the gutter, as the article draws them.
const SIGNS: &[(&str, &str)] = &[
    ("1 │", "voice 1 speaks: quoted words"),
    ("1 ┊", "voice 1 speaks: in the writer's words"),
    ("1 ?", "uncertain"),
    ("  ┃", "the statement that ] [ w y mean; its words are underlined"),
    ("›", "the line you read"),
];

fn why_rows(app: &App<'_>, columns: usize) -> Vec<Row> {
    let Some(id) = app.view.current else { return Vec::new() };
    let facts = facts(app, id);
    let widest = facts.iter().map(|f| width(f.label)).max().unwrap_or(0);
    let label = |label: &str| format!("{label}{}", " ".repeat(widest - width(label)));
    facts.iter().flat_map(|fact| labelled(&label(fact.label), &fact.text, columns, app)).collect()
}

/// A label and a text that wraps beside it; in a narrow popup, below it.
fn labelled(label: &str, text: &str, columns: usize, app: &App<'_>) -> Vec<Row> {
    let strong = app.theme().style(Role::Strong);
    let plain = ratatui::style::Style::new();
    let beside = width(label) + 2;
    let (indent, room) =
        if columns >= beside + 20 { (beside, columns - beside) } else { (2, columns.saturating_sub(2)) };
    let mut rows = Vec::new();
    let mut lead = Row::of(format!("{label}  "), strong);
    if indent != beside {
        if !label.trim().is_empty() {
            rows.push(lead);
        }
        lead = Row::of("  ", plain);
    }
    for line in wrap(text, room) {
        rows.push(lead.with(text[line].trim_end(), plain));
        lead = Row::of(" ".repeat(indent), plain);
    }
    rows
}
