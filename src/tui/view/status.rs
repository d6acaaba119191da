//! The first row and the last: what is read, where one is, what one can do or is asked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::rows::Row;
use crate::counted::counted;
use crate::tui::action::Action;
use crate::tui::app::{App, Dialog, Pane};
use crate::tui::card::source_name;
use crate::tui::keymap::Keymap;
use crate::tui::keys::Context;
use crate::tui::prompt::Prompt;
use crate::tui::search::Search;
use crate::tui::theme::{Role, Theme};
use crate::tui::wrap::{clip, clip_start, width};

/// Title on the left, once the text has scrolled past it; site or source, reading time and position on the right.
pub fn header(app: &App<'_>, area: Rect, buffer: &mut Buffer) {
    let quiet = app.theme().style(Role::Quiet);
    let room = usize::from(area.width);
    let facts = format!("{} · {}%", app.reading_time(), app.percent());
    let source = source_name(app.article);
    let source = app.article.site().or(source.rsplit(['/', '\\']).next()).unwrap_or(source);
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
    use Action::{
        Accept, CursorLeft, CursorRight, Escape, LineDown, LineUp, Open, ShowAll, SwitchPane, Toggle, ToggleRegex,
    };
    let (theme, room) = (app.theme(), usize::from(area.width));
    let (quiet, alert) = (theme.style(Role::Quiet), theme.style(Role::Alert));
    let notes = |notes: &[(&[Action], &str)]| app.keys().notes(app.context(), notes);
    let part = || format!("{} of {}", app.shown.ids().len(), app.analysis.statements.len());
    let mut prompt =
        |label: &str, prompt: &Prompt, note: &str| Some(draw_prompt(label, prompt, note, theme, area, buffer));
    let row = match &app.dialog {
        Some(Dialog::Search { prompt: typed, regex, .. }) => {
            let other = if *regex { "plain words" } else { "regex" };
            let note = notes(&[(&[ToggleRegex], other), (&[Accept], "keeps"), (&[Escape], "leaves")]);
            let note = if app.search.is_on() { app.search.count() } else { note };
            return prompt(Search::label(*regex), typed, &note);
        }
        Some(Dialog::Term(typed, _)) => {
            return prompt("Only with: ", typed, &notes(&[(&[Accept], "takes"), (&[Escape], "leaves")]));
        }
        Some(Dialog::Note(_, typed)) => {
            return prompt("Note: ", typed, &notes(&[(&[Accept], "keeps"), (&[Escape], "leaves")]));
        }
        Some(Dialog::Export(typed)) => {
            let label = "Export to: ";
            let parts = app.shown.is_narrow().then(part).into_iter().chain(app.also());
            let parts = parts.chain([notes(&[(&[Accept], "writes"), (&[Escape], "leaves")])]);
            let mut parts: Vec<String> = parts.collect();
            // What is exported is worth more than the keys.
            let room = room.saturating_sub(width(label) + width(typed.text()) + 2);
            while parts.len() > 1 && width(&parts.join(" · ")) > room {
                parts.pop();
            }
            return prompt(label, typed, &parts.join(" · "));
        }
        Some(Dialog::Choose(chooser)) if chooser.is_menu() => {
            let note = ["a letter chooses".to_owned(), notes(&[(&[Escape], "leaves")])];
            return prompt("Correct: ", &chooser.prompt, &note.join(" · "));
        }
        Some(Dialog::Choose(chooser)) => {
            let note = notes(&[(&[LineUp, LineDown], "choose"), (&[Accept], "takes"), (&[Escape], "leaves")]);
            return prompt("Type or choose: ", &chooser.prompt, &note);
        }
        Some(Dialog::Facets(_)) => {
            let note = notes(&[
                (&[Toggle], "shows alone"),
                (&[Escape], "closes"),
                (&[ShowAll], "all"),
                (&[SwitchPane], "next part"),
            ]);
            Row::of(part(), theme.style(Role::Strong)).with(format!(" · {note}"), quiet)
        }
        Some(Dialog::Overwrite(path)) => {
            let question = format!("{} exists. Overwrite it?", path.display());
            Row::of(asked(app.keys(), question, "The file exists. Overwrite it?", room), alert)
        }
        Some(Dialog::Unkept) => {
            let why = app.desk.unkept.as_deref().unwrap_or_default();
            let question = format!("Your corrections are not kept ({why}). Quit and lose them?");
            Row::of(asked(app.keys(), question, "Quit and lose your corrections?", room), alert)
        }
        Some(Dialog::Survey(survey)) => {
            let next: &[Action] = if survey.has_parts() { &[SwitchPane] } else { &[] };
            let note = [(&[Open][..], "goes there"), (&[LineDown, LineUp], "choose"), (next, "next part")];
            Row::of(notes(&[&note[..], &[(&[Escape], "closes")]].concat()), quiet)
        }
        Some(Dialog::Select(choosing)) => {
            let what = if choosing.statement.is_some() { "Its words" } else { "Words that were missed" };
            let note = notes(&[
                (&[CursorLeft, CursorRight], "words"),
                (&[LineUp, LineDown], "sentences"),
                (&[SwitchPane], "other end"),
                (&[Accept], "takes"),
                (&[Escape], "leaves"),
            ]);
            let label = Row::of(what, theme.style(Role::Strong));
            let taken = label.width() + 2;
            if taken + width(&note) <= room {
                label.draw(area, buffer);
                Row::of(note, quiet).draw_right(area, taken, buffer);
                return None;
            }
            Row::of(note, quiet)
        }
        Some(Dialog::Help(_) | Dialog::Why(_) | Dialog::Corrections(_)) => {
            Row::of(notes(&[(&[Escape], "closes"), (&[LineDown, LineUp], "scroll")]), quiet)
        }
        None => {
            let left = state(app, room);
            let hints = hint_row(app, room.saturating_sub(left.width() + 3));
            hints.draw_right(area, left.width() + 2, buffer);
            left
        }
    };
    row.draw(area, buffer);
    None
}

/// A question, a shorter one where there is no room for it, with the keys that answer it.
pub fn asked(keys: &Keymap, question: String, short: &str, room: usize) -> String {
    let key = |action| keys.key(Context::Confirm, &action).map(|key| key.to_string());
    let keys = [key(Action::Yes), key(Action::No)].into_iter().flatten().collect::<Vec<_>>().join("/");
    let whole = question + " " + &keys;
    if width(&whole) > room { format!("{short} {keys}") } else { whole }
}

/// A message, or else the search, or else what is chosen: the statement under the eye, or the voice one stands on.
fn state(app: &App<'_>, room: usize) -> Row {
    let theme = app.theme();
    let (strong, quiet) = (theme.style(Role::Strong), theme.style(Role::Quiet));
    if let Some(message) = &app.message {
        return Row::of(&message.text, if message.alert { theme.style(Role::Alert) } else { Style::new() });
    }
    let filter = app.filter_words();
    let filter = if filter.is_empty() { filter } else { format!(" · {filter}") };
    if app.search.is_on() {
        return Row::of(format!("{}{} ", Search::label(app.search.is_regex()), app.search.query()), Style::new())
            .with(app.search.count() + &filter, quiet);
    }
    let voice = app.voice_stood_on();
    let also = match voice {
        Some(voice) => app.also_beside(voice),
        None => app.also(),
    };
    let also = also.map(|also| format!(" · {also}")).unwrap_or_default();
    // What a filter misses is worth more than the whole of a name.
    let most = if also.is_empty() { room / 2 } else { (room * 4 / 5).saturating_sub(width(&also)).max(16) };
    if let Some(voice) = voice {
        let count = counted(app.voices.list()[voice].statements.len(), "statement");
        return Row::of(
            clip(app.voice_name(voice), most.saturating_sub(width(&count))),
            theme.style(Role::Sign(app.voices.hue(voice))),
        )
        .with(format!(" · {count}"), quiet)
        .with(also, Style::new());
    }
    let Some(id) = app.view.current else { return Row::of(summary(app) + &filter, quiet) };
    let statement = app.statement(id);
    let count = format!(" · {}/{}", app.shown.before(id).len() + 1, app.shown.ids().len());
    if app.is_narrow() {
        return Row::of(clip(filter.trim_start_matches(" · "), most), strong)
            .with(count, quiet)
            .with(also, Style::new());
    }
    let elsewhere = match app.elsewhere(id).len() {
        0 => String::new(),
        others => format!(" · also in {}", counted(others, "other")),
    };
    let count = count + &elsewhere;
    let cue =
        statement.cue.filter(|_| room >= 110).map(|cue| format!(" · {}", app.article.slice(cue))).unwrap_or_default();
    Row::of(clip(app.speaker(id), 18.max(room / 4)), theme.style(Role::Sign(app.voices.hue(app.voices.of(id)))))
        .with(clip(&cue, 24), quiet)
        .with(count, quiet)
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
    let hint = |action: &Action, word| Some((app.keys().key(app.context(), action)?.to_string(), word));
    let of_table = app.keys().hints();
    let word = |wanted: &Action| of_table.iter().find(|(action, ..)| *action == wanted).map_or("", |(.., word)| word);
    let usual = |action: &Action| hint(action, word(action));
    let undo = || hint(&Action::Undo, "undo").filter(|_| !app.desk.log().in_force().is_empty());
    let show_all = || hint(&Action::ShowAll, "show all");
    let mut hints: Vec<(String, &str)> = Vec::new();
    if app.focus == Pane::Voices {
        let open = match app.voice_stood_on() {
            Some(voice) if app.panel.is_folded(voice) => "unfold",
            Some(_) => "fold",
            None => "go",
        };
        let alone = if app.is_narrow() { show_all() } else { usual(&Action::OnlyVoice) };
        hints.extend(
            [hint(&Action::Open, open), alone, usual(&Action::Export), usual(&Action::Correct)].into_iter().flatten(),
        );
        hints.extend([undo(), hint(&Action::Escape, "return")].into_iter().flatten());
    } else {
        hints.extend(show_all().filter(|_| app.is_narrow()));
        hints.extend(hint(&Action::Escape, "dossier").filter(|_| app.from_dossier && !app.is_narrow()));
        let shown = |action: &Action| match action {
            Action::Help => false,
            Action::OnlyVoice => !app.is_narrow(),
            _ => true,
        };
        for (action, key, word) in of_table.iter().filter(|(action, ..)| shown(action)) {
            hints.push((key.to_string(), word));
            hints.extend(undo().filter(|_| **action == Action::Correct));
        }
    }
    let cells = |(key, word): &(String, &str)| width(key) + 1 + width(word);
    let help = usual(&Action::Help);
    let mut left = room.saturating_sub(help.as_ref().map_or(0, cells));
    let mut row = Row::default();
    for hint in hints {
        let Some(rest) = left.checked_sub(cells(&hint) + 2) else { break };
        left = rest;
        row = row.with(hint.0, strong).with(format!(" {}  ", hint.1), quiet);
    }
    help.into_iter().fold(row, |row, (key, word)| row.with(key, strong).with(format!(" {word}"), quiet))
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
    let before = clip_start(before, room);
    let behind = clip(behind, room.saturating_sub(width(&before)));
    let row = Row::of(label, theme.style(Role::Strong)).with(before.as_str(), Style::new()).with(behind, Style::new());
    row.draw(area, buffer);
    Row::of(note, theme.style(Role::Quiet)).draw_right(area, row.width() + 2, buffer);
    let x = u16::try_from(width(label) + width(&before)).unwrap_or(area.width);
    Position { x: area.x + x.min(area.width.saturating_sub(1)), y: area.y }
}
