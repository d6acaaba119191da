//! Help and why: boxes over the text that scroll where they are taller than the window.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget};

use super::rows::Row;
use crate::tui::action::Action;
use crate::tui::app::{App, Dialog};
use crate::tui::card::facts;
use crate::tui::chooser::{Answer, Choice, Chooser};
use crate::tui::keys::Group;
use crate::tui::theme::Role;
use crate::tui::wrap::{clip, width, wrap};

/// The widest a popup of one column gets.
pub const WIDEST: u16 = 76;
/// The widest the help gets, which has two columns where there is room.
const WIDEST_HELP: u16 = 112;
/// From this many cells on the help has two columns.
const TWO_COLUMNS: usize = 92;
/// Cells of frame and margin, left and right together.
pub const FRAME: u16 = 4;

/// Rows of the help and how many of them the window shows.
pub fn help_height(app: &App<'_>) -> (usize, usize) {
    heights(app, WIDEST_HELP, |columns| help_rows(app, columns).len())
}

/// Rows of the explanation and how many of them the window shows.
pub fn why_height(app: &App<'_>) -> (usize, usize) {
    heights(app, WIDEST, |columns| why_rows(app, columns).len())
}

/// Rows of the list of corrections and how many of them the window shows.
pub fn corrections_height(app: &App<'_>) -> (usize, usize) {
    heights(app, WIDEST, |columns| corrections_rows(app, columns).len())
}

fn heights(app: &App<'_>, widest: u16, rows: impl Fn(usize) -> usize) -> (usize, usize) {
    let Some(body) = app.geometry().map(|g| g.body()) else { return (0, 0) };
    let columns = body.width.min(widest).saturating_sub(FRAME);
    (rows(usize::from(columns)), usize::from(body.height.saturating_sub(2)))
}

fn rows(app: &App<'_>, columns: usize) -> Vec<Row> {
    match &app.dialog {
        Some(Dialog::Help(_)) => help_rows(app, columns),
        Some(Dialog::Why(_)) => why_rows(app, columns),
        Some(Dialog::Corrections(_)) => corrections_rows(app, columns),
        _ => Vec::new(),
    }
}

/// Where the open popup lies: as tall as it must be; the help in the middle, the explanation away from the row that it
/// explains.
pub fn area(app: &App<'_>, body: Rect) -> Rect {
    let help = matches!(app.dialog, Some(Dialog::Help(_)));
    let width = body.width.min(if help { WIDEST_HELP } else { WIDEST });
    let rows = match &app.dialog {
        Some(Dialog::Choose(chooser)) => chooser.choices().len().max(1),
        _ => rows(app, usize::from(width.saturating_sub(FRAME))).len(),
    };
    let height = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(2).min(body.height);
    let free = body.height - height;
    let column = app.column();
    let eye = column.distance(column.place(app.view.top), column.place(app.view.eye), usize::from(body.height));
    let eye = eye * app.spacing();
    let (x, y) = match app.dialog {
        Some(Dialog::Why(_) | Dialog::Choose(_)) => (body.x, if eye < usize::from(body.height) / 2 { free } else { 0 }),
        _ => (body.x + (body.width - width) / 2, free / 2),
    };
    Rect { x, y: body.y + y, width, height }
}

/// Draws the open popup.
pub fn draw(app: &App<'_>, area: Rect, buffer: &mut Buffer) {
    let (columns, shown) = (usize::from(area.width.saturating_sub(FRAME)), usize::from(area.height.saturating_sub(2)));
    let (title, rows, more) = match &app.dialog {
        Some(Dialog::Choose(chooser)) => {
            let (last, at) = (chooser.choices().len(), chooser.cursor().saturating_sub(shown.saturating_sub(1)));
            let title = format!(" {} ", clip(&chooser.title, columns.saturating_sub(2)));
            (title, choice_rows(app, chooser, at..at + shown, columns), at + shown < last)
        }
        Some(Dialog::Help(at) | Dialog::Why(at) | Dialog::Corrections(at)) => {
            let title = match &app.dialog {
                Some(Dialog::Help(_)) => " Keys ",
                Some(Dialog::Why(_)) => " Why ",
                _ => " Your corrections ",
            };
            let rows = rows(app, columns);
            let at = (*at).min(rows.len().saturating_sub(shown));
            let more = at + shown < rows.len();
            (title.to_owned(), rows.into_iter().skip(at).collect(), more)
        }
        _ => return,
    };
    let inside = frame(app, &title, more, area, buffer);
    for (row, y) in rows.iter().take(shown).zip(area.y + 1..) {
        row.draw(Rect { y, ..inside }, buffer);
    }
}

/// Draws the frame of a box, which says whether there is more below; the place of a row inside comes back.
pub fn frame(app: &App<'_>, title: &str, more: bool, area: Rect, buffer: &mut Buffer) -> Rect {
    let quiet = app.theme().style(Role::Quiet);
    let more = if more { " ↓ more " } else { "" };
    Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(quiet)
        .title(title)
        .title_style(app.theme().style(Role::Strong))
        .title_bottom(more)
        .render(area, buffer);
    Rect {
        x: area.x + (FRAME / 2).min(area.width),
        width: area.width.saturating_sub(FRAME),
        height: 1.min(area.height),
        y: area.y,
    }
}

/// Marks a row of a box as the one stood on, in the margin before it.
pub fn mark_here(app: &App<'_>, area: Rect, y: u16, buffer: &mut Buffer) {
    Row::of("›", app.theme().style(Role::Strong))
        .draw(Rect { x: area.x + 1, y, width: 1.min(area.width), height: 1 }, buffer);
}

/// All keys by heading, from the one table, and the signs; in two columns where there is room.
fn help_rows(app: &App<'_>, columns: usize) -> Vec<Row> {
    let half = columns / 2;
    let parts = help_parts(app, if columns < TWO_COLUMNS { columns } else { half - 2 });
    if columns < TWO_COLUMNS {
        return parts.join(&Row::default());
    }
    let height = |parts: &[Vec<Row>]| parts.iter().map(|p| p.len() + 1).sum::<usize>();
    let split = (1..parts.len()).min_by_key(|&n| height(&parts[..n]).max(height(&parts[n..]))).unwrap_or(0);
    let (left, right) = (parts[..split].join(&Row::default()), parts[split..].join(&Row::default()));
    let row = |n: usize| {
        let right = right.get(n).cloned().unwrap_or_default();
        left.get(n).cloned().unwrap_or_default().beside(half, right)
    };
    (0..left.len().max(right.len())).map(row).collect()
}

fn help_parts(app: &App<'_>, columns: usize) -> Vec<Vec<Row>> {
    let theme = app.theme();
    let groups: Vec<_> = Group::LISTED.iter().map(|g| (g.title(), app.keys().entries(*g))).collect();
    let signs = SIGNS.iter().map(|(sign, meaning)| ((*sign).to_owned(), *meaning)).collect();
    let parts = groups.into_iter().chain([("Signs beside the text", signs)]);
    parts
        .map(|(title, lines)| {
            let widest = lines.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
            let mut rows = vec![Row::of(title, theme.style(Role::Focus))];
            for (label, meaning) in lines {
                let label = format!("{label}{}", " ".repeat(widest.saturating_sub(width(&label))));
                rows.extend(labelled(&label, meaning, columns, app));
            }
            rows
        })
        .collect()
}

/// The signs of the gutter, as the article draws them.
const SIGNS: &[(&str, &str)] = &[
    ("1 │", "voice 1 speaks: quoted words"),
    ("1 ┊", "voice 1 speaks: in the writer's words"),
    ("1 ?", "uncertain"),
    ("  ┃", "the statement you are on; its words are underlined"),
    ("  *", "marked by you"),
    ("›", "the line you read"),
];

fn why_rows(app: &App<'_>, columns: usize) -> Vec<Row> {
    let Some(id) = app.view.current else { return Vec::new() };
    let facts = facts(app, id);
    let widest = facts.iter().map(|f| width(f.label)).max().unwrap_or(0);
    let label = |label: &str| format!("{label}{}", " ".repeat(widest - width(label)));
    facts.iter().flat_map(|fact| labelled(&label(fact.label), &fact.text, columns, app)).collect()
}

/// Some of the choices, the one that Enter takes marked: in a menu each behind its letter, an actor with what tells it
/// from others of its name.
fn choice_rows(app: &App<'_>, chooser: &Chooser, shown: Range<usize>, columns: usize) -> Vec<Row> {
    let (plain, strong, quiet) = (Style::new(), app.theme().style(Role::Strong), app.theme().style(Role::Quiet));
    let choices = chooser.choices();
    if choices.is_empty() {
        return vec![Row::of("Nothing here is called so.", quiet)];
    }
    let is_actor = |choice: &&Cow<'_, Choice>| matches!(choice.answer, Answer::Actor(Some(_)));
    let widest = choices.iter().filter(is_actor).map(|choice| width(&choice.name)).max();
    let names = widest.unwrap_or(0).min(columns * 2 / 5);
    let row = |(index, choice): (usize, &Cow<'_, Choice>)| {
        let (mark, style) = if index == chooser.cursor() { ("› ", strong) } else { ("  ", plain) };
        let row = Row::of(mark, strong);
        match choice.answer {
            Answer::Actor(Some(id)) => {
                let name = clip(&choice.name, names);
                let gap = " ".repeat(names - width(&name) + 2);
                let about = clip(&app.about(id), columns.saturating_sub(names + 4));
                row.with(name, style).with(gap + &about, quiet)
            }
            Answer::Letter(letter) => {
                let name = clip(&choice.name, columns.saturating_sub(5));
                row.with(format!("{letter}  "), strong).with(name, style)
            }
            _ => row.with(clip(&choice.name, columns.saturating_sub(2)), style),
        }
    };
    choices.iter().enumerate().take(shown.end).skip(shown.start).map(row).collect()
}

/// All corrections in the order they were made; those that find nothing and those that were undone say so.
fn corrections_rows(app: &App<'_>, columns: usize) -> Vec<Row> {
    let log = app.desk().log();
    if log.is_empty() {
        return vec![Row::of(
            format!("None yet{}.", app.hint("; ", &Action::Correct, "corrects what is under the eye")),
            app.theme().style(Role::Quiet),
        )];
    }
    let done = log.in_force().len();
    let entries = log.all().iter().enumerate().flat_map(|(index, correction)| {
        let state = match index {
            _ if index >= done => " (undone)",
            _ if app.desk().is_idle(index) => " (its words are gone, or no longer to be told apart)",
            _ => "",
        };
        let words = correction.words().map(|words| format!(" · {words}")).unwrap_or_default();
        labelled(&format!("{:>2}", index + 1), &format!("{}{state}{words}", correction.summary()), columns, app)
    });
    entries.collect()
}

/// A label and a text that wraps beside it; in a narrow popup, below it.
fn labelled(label: &str, text: &str, columns: usize, app: &App<'_>) -> Vec<Row> {
    let strong = app.theme().style(Role::Strong);
    let plain = Style::new();
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
