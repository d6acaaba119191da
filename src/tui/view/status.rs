//! The first row and the last: what is read, where one is, what one can do or is asked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::rows::Row;
use crate::counted::counted;
use crate::tui::action::Action;
use crate::tui::app::{App, Dialog, Pane};
use crate::tui::card::source_name;
use crate::tui::prompt::Prompt;
use crate::tui::search::Search;
use crate::tui::theme::{Role, Theme};
use crate::tui::wrap::{clip, width};

/// Title on the left, once the text has scrolled past it; source, reading time and position on the right.
pub fn header(app: &App<'_>, area: Rect, buffer: &mut Buffer) {
    let quiet = app.theme().style(Role::Quiet);
    let room = usize::from(area.width);
    let facts = format!("{} · {}%", app.reading_time(), app.percent());
    let source = source_name(app.article);
    let source = source.rsplit(['/', '\\']).next().unwrap_or(source);
    let title = app.article.title().filter(|t| t.start() < app.view.top).map(|t| app.article.slice(t));
    let whole = format!("{source} · {facts}");
    let right = if title.is_some() && width(&whole) <= room / 2 { whole } else { facts };
    let left = clip(title.unwrap_or(source), room.saturating_sub(width(&right) + 2));
    let taken = width(&left) + 2;
    Row::of(left, quiet).draw(area, buffer);
    Row::of(right, quiet).draw_right(area, taken, buffer);
}

/// The last row; returns where the cursor stands if something is typed there.
pub fn footer(app: &App<'_>, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let quiet = app.theme().style(Role::Quiet);
    match &app.dialog {
        Some(Dialog::Search { prompt, regex, .. }) => {
            let other = if *regex { "Ctrl-R plain words" } else { "Ctrl-R regex" };
            let note =
                if app.search.is_on() { app.search.count() } else { format!("{other} · Enter keeps, Esc leaves") };
            return Some(draw_prompt(Search::label(*regex), prompt, &note, app.theme(), area, buffer));
        }
        Some(Dialog::Term(prompt, _)) => {
            return Some(draw_prompt("Only with: ", prompt, "Enter takes, Esc leaves", app.theme(), area, buffer));
        }
        Some(Dialog::Facets(_)) => {
            let (shown, all) = (app.shown.ids().len(), app.analysis.statements.len());
            Row::of(format!("{shown} of {all}"), app.theme().style(Role::Strong))
                .with(
                    format!(" · Space shows alone · Esc closes · {} all · Tab next part", app.key(&Action::ShowAll)),
                    quiet,
                )
                .draw(area, buffer);
            return None;
        }
        Some(Dialog::Note(_, prompt)) => {
            return Some(draw_prompt("Note: ", prompt, "Enter keeps, Esc leaves", app.theme(), area, buffer));
        }
        Some(Dialog::Export(prompt)) => {
            let part = app
                .shown
                .is_narrow()
                .then(|| format!("{} of {}, ", app.shown.ids().len(), app.analysis.statements.len()));
            let note = format!("{}Enter writes, Esc leaves", part.unwrap_or_default());
            return Some(draw_prompt("Export to: ", prompt, &note, app.theme(), area, buffer));
        }
        Some(Dialog::Overwrite(path)) => {
            let question = format!("{} exists. Overwrite it? y/n", path.display());
            let room = usize::from(area.width);
            let question =
                if width(&question) > room { "The file exists. Overwrite it? y/n".to_owned() } else { question };
            Row::of(question, app.theme().style(Role::Alert)).draw(area, buffer);
            return None;
        }
        Some(Dialog::Survey(_)) => {
            Row::of("Enter goes there · j k choose · Esc closes", quiet).draw(area, buffer);
            return None;
        }
        Some(Dialog::Unkept) => {
            let why = app.desk.unkept.as_deref().unwrap_or_default();
            let question = format!("Your corrections are not kept ({why}). Quit and lose them? y/n");
            let room = usize::from(area.width);
            let question =
                if width(&question) > room { "Quit and lose your corrections? y/n".to_owned() } else { question };
            Row::of(question, app.theme().style(Role::Alert)).draw(area, buffer);
            return None;
        }
        Some(Dialog::Choose(chooser)) => {
            let (label, note) = if chooser.is_menu() {
                ("Correct: ", "a letter chooses, Esc leaves")
            } else {
                ("Type or choose: ", "↑ ↓ Enter, Esc leaves")
            };
            return Some(draw_prompt(label, &chooser.prompt, note, app.theme(), area, buffer));
        }
        Some(Dialog::Select(choosing)) => {
            let what = if choosing.statement.is_some() { "Its words" } else { "Words that were missed" };
            let note = "← → words · ↑ ↓ sentences · Tab other end · Enter takes · Esc leaves";
            let label = Row::of(what, app.theme().style(Role::Strong));
            let taken = if label.width() + 2 + width(note) <= usize::from(area.width) { label.width() + 2 } else { 0 };
            if taken > 0 {
                label.draw(area, buffer);
                Row::of(note, quiet).draw_right(area, taken, buffer);
            } else {
                Row::of(note, quiet).draw(area, buffer);
            }
            return None;
        }
        Some(Dialog::Help(_) | Dialog::Why(_) | Dialog::Corrections(_)) => {
            Row::of("Esc closes · j k scroll", quiet).draw(area, buffer);
            return None;
        }
        None => {}
    }
    let left = state(app, usize::from(area.width));
    left.draw(area, buffer);
    hint_row(app, usize::from(area.width).saturating_sub(left.width() + 3)).draw_right(area, left.width() + 2, buffer);
    None
}

/// A message, or else the search, or else the statement under the eye.
fn state(app: &App<'_>, room: usize) -> Row {
    let theme = app.theme();
    if let Some(message) = &app.message {
        return Row::of(&message.text, if message.alert { theme.style(Role::Alert) } else { Style::new() });
    }
    let filter = app.filter_words();
    let filter = if filter.is_empty() { filter } else { format!(" · {filter}") };
    if app.search.is_on() {
        return Row::of(format!("{}{} ", Search::label(app.search.is_regex()), app.search.query()), Style::new())
            .with(app.search.count() + &filter, theme.style(Role::Quiet));
    }
    let Some(id) = app.view.current else { return Row::of(summary(app) + &filter, theme.style(Role::Quiet)) };
    let statement = app.statement(id);
    let count = format!(" · {}/{}", app.shown.before(id).len() + 1, app.shown.ids().len());
    let cue =
        statement.cue.filter(|_| room >= 110).map(|cue| format!(" · {}", app.article.slice(cue))).unwrap_or_default();
    if app.is_narrow() {
        let (place, all) = (app.shown.before(id).len() + 1, app.shown.ids().len());
        return Row::of(clip(filter.trim_start_matches(" · "), room / 2), theme.style(Role::Strong))
            .with(format!(" · {place}/{all}"), theme.style(Role::Quiet));
    }
    Row::of(clip(app.speaker(id), 18.max(room / 4)), theme.style(Role::Sign(app.voices.hue(app.voices.of(id)))))
        .with(clip(&cue, 24), theme.style(Role::Quiet))
        .with(count, theme.style(Role::Quiet))
}

/// What the article holds, while no statement is under the eye.
fn summary(app: &App<'_>) -> String {
    let statements = app.shown.ids().len();
    let voices = app.voices.list().iter().filter(|v| v.actor.is_some() && !v.statements.is_empty());
    match statements {
        0 if app.percent_found().is_some() => {
            let search = if app.is_search_paused() { "search paused" } else { "looking for statements" };
            format!("{search}: {}%", app.percent_found().unwrap_or_default())
        }
        0 => "no statements".to_owned(),
        _ => format!("{}, {}", counted(statements, "statement"), counted(voices.count(), "voice")),
    }
}

/// As many hints as there is room for; the way to the help comes before all.
fn hint_row(app: &App<'_>, room: usize) -> Row {
    let (strong, quiet) = (app.theme().style(Role::Strong), app.theme().style(Role::Quiet));
    let mut hints: Vec<_> = app.keys().hints().map(|(key, word)| (key.to_string(), word)).collect();
    if app.is_narrow() {
        hints.retain(|(_, word)| *word != "only this voice");
        hints.insert(0, (app.key(&Action::ShowAll), "show all"));
    }
    if app.focus == Pane::Voices {
        hints.retain(|(_, word)| *word == "help");
        hints.splice(0..0, [(app.key(&Action::Open), "go there"), (app.key(&Action::Escape), "return")]);
    }
    let Some(help) = hints.pop() else { return Row::default() };
    let cells = |(key, word): &(String, &str)| width(key) + 1 + width(word);
    let mut left = room.saturating_sub(cells(&help));
    let mut row = Row::default();
    for hint in hints {
        let Some(rest) = left.checked_sub(cells(&hint) + 2) else { break };
        left = rest;
        row = row.with(hint.0, strong).with(format!(" {}  ", hint.1), quiet);
    }
    row.with(help.0, strong).with(format!(" {}", help.1), quiet)
}

/// A label, the text typed so far around its cursor, and a note on the right.
pub fn draw_prompt(
    label: &str,
    prompt: &Prompt,
    note: &str,
    theme: Theme,
    area: Rect,
    buffer: &mut Buffer,
) -> Position {
    let room = usize::from(area.width).saturating_sub(width(label) + 1);
    let (before, behind) = prompt.halves();
    let before =
        if width(before) > room { format!("…{}", tail(before, room.saturating_sub(1))) } else { before.to_owned() };
    let behind = clip(behind, room.saturating_sub(width(&before)));
    let row = Row::of(label, theme.style(Role::Strong)).with(before.as_str(), Style::new()).with(behind, Style::new());
    row.draw(area, buffer);
    Row::of(note, theme.style(Role::Quiet)).draw_right(area, row.width() + 2, buffer);
    let x = u16::try_from(width(label) + width(&before)).unwrap_or(area.width);
    Position { x: area.x + x.min(area.width.saturating_sub(1)), y: area.y }
}

/// The end of a text that fits into so many cells.
fn tail(text: &str, room: usize) -> &str {
    let mut cells = 0;
    let fitting = text.grapheme_indices(true).rev().take_while(|(_, grapheme)| {
        cells += width(grapheme);
        cells <= room
    });
    &text[fitting.last().map_or(text.len(), |(at, _)| at)..]
}
