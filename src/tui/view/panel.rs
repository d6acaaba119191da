//! The voices: each with its number, name, role and count, and under it what it says.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Hits;
use super::article::MARK;
use super::rows::{Row, first_row};
use crate::analysis::framing::framing;
use crate::analysis::{Actor, StatementId};
use crate::counted::counted;
use crate::tui::action::Action;
use crate::tui::app::{App, Pane};
use crate::tui::card::{content, denial};
use crate::tui::panel::Item;
use crate::tui::theme::Role;
use crate::tui::wrap::{clip, width, wrap};

/// Rows that an excerpt takes at most.
const EXCERPT: usize = 3;
/// Rows that a note takes at most.
const NOTE: usize = 2;
/// Cells before the words of a statement.
const INDENT: usize = 4;

pub fn draw(app: &App<'_>, area: Rect, buffer: &mut Buffer, hits: &mut Hits) {
    let theme = app.theme();
    let focus = app.focus == Pane::Voices;
    let title = Row::of("Voices", theme.style(if focus { Role::Focus } else { Role::Strong }));
    title.draw(area, buffer);
    let (all, shown) = (app.analysis.statements.len(), app.shown.ids().len());
    let part = if shown == all { String::new() } else { format!("{shown} of ") };
    Row::of(part + &counted(all, "statement"), theme.style(Role::Quiet)).draw_right(area, 8, buffer);

    let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if app.panel.items().is_empty() {
        return draw_empty(app, list, buffer);
    }
    let columns = usize::from(list.width);
    let items = app.panel.items().len();
    let (first, skip) =
        first_row(app.panel.cursor(), items, usize::from(list.height), |index| item_rows(app, index, columns).len());
    let rows = (first..items).flat_map(|index| {
        let skip = if index == first { skip } else { 0 };
        item_rows(app, index, columns).into_iter().skip(skip).map(move |row| (index, row))
    });
    for ((index, row), y) in rows.zip(list.y..list.bottom()) {
        let above = (y == list.y).then(|| heading_above(app, index, columns)).flatten();
        let (index, row) = above.unwrap_or((index, row));
        row.draw(Rect { y, height: 1, ..list }, buffer);
        hits.items.push((y, index));
    }
}

/// The name of the voice whose statements the list begins with, when its own row lies above: it takes the top row, so
/// one always sees whose words they are.
fn heading_above(app: &App<'_>, first: usize, columns: usize) -> Option<(usize, Row)> {
    let Item::Statement(id) = app.panel.items()[first] else { return None };
    let voice = app.voices.of(id);
    let heading = app.panel.items()[..first].iter().rposition(|item| *item == Item::Voice(voice))?;
    Some((heading, voice_rows(app, voice, false, true, columns).swap_remove(0)))
}

fn draw_empty(app: &App<'_>, area: Rect, buffer: &mut Buffer) {
    let note = if app.is_search_paused() {
        app.paused_words()
    } else if let Some(percent) = app.percent_found() {
        format!("Statements are being looked for: {percent}%. The text can be read meanwhile.")
    } else if app.analysis.statements.is_empty() {
        "Nobody is quoted or reported in this article, as far as can be seen.".to_owned()
    } else {
        format!("Nothing here passes the filter{}.", app.hint("; ", &Action::ShowAll, "shows everything again"))
    };
    for (line, y) in wrap(&note, usize::from(area.width)).into_iter().zip(area.y.saturating_add(1)..area.bottom()) {
        Row::of(&note[line], app.theme().style(Role::Quiet)).draw(Rect { y, height: 1, ..area }, buffer);
    }
}

fn item_rows(app: &App<'_>, index: usize, columns: usize) -> Vec<Row> {
    let here = index == app.panel.cursor();
    match app.panel.items()[index] {
        Item::Voice(voice) => voice_rows(app, voice, here, index == 0, columns),
        Item::Statement(id) => statement_rows(app, id, here, columns),
    }
}

/// `1 Ana Ruiz                3`, and below it who that is.
fn voice_rows(app: &App<'_>, voice: usize, here: bool, first: bool, columns: usize) -> Vec<Row> {
    let theme = app.theme();
    let sign = theme.style(Role::Sign(app.voices.hue(voice)));
    let actor = app.voices.actor(voice, &app.analysis);
    let count = app.voices.list()[voice].statements.len().to_string();
    let fold = if app.panel.is_folded(voice) { "+" } else { "" };
    let number = app.voices.number(voice).map_or_else(|| "–".to_owned(), |n| n.to_string());
    let name = app.voice_name(voice);
    let count = format!(" {fold}{count}");
    let cursor = here && app.focus == Pane::Voices;
    let head = format!("{number:>2}{} ", if cursor { '›' } else { ' ' });
    let indent = width(&head);
    let room = columns.saturating_sub(indent + width(&count));
    let name = clip(name, room);
    let gap = " ".repeat(room - width(&name));
    let name_style = if cursor { sign.reversed() } else { sign };
    let mut rows = vec![Row::default(); usize::from(!first)];
    rows.push(Row::of(head, sign).with(name, name_style).with(gap + &count, theme.style(Role::Quiet)));
    let room = columns.saturating_sub(indent);
    let mut below = |text: &str| rows.push(Row::of(" ".repeat(indent) + text, theme.style(Role::Quiet)));
    match (&app.lens, actor) {
        (Some(framings), _) => {
            let framed = &framings[voice];
            for line in wrap(framed, room) {
                below(framed[line].trim_end());
            }
        }
        (None, Some(actor)) => below(&clip(about(app, actor), room)),
        (None, None) => {}
    }
    rows
}

/// The role in the article's words; without one, what kind of actor it is.
fn about<'a>(app: &App<'a>, actor: &Actor) -> &'a str {
    actor.role.map_or(actor.kind.name(), |r| app.article.slice(r))
}

/// `¶4 indirect · rejected`, and below it the words; the cue of a denial is set off, for it turns them round.
fn statement_rows(app: &App<'_>, id: StatementId, here: bool, columns: usize) -> Vec<Row> {
    let theme = app.theme();
    let statement = app.statement(id);
    let sign = theme.style(Role::Sign(app.voices.hue(app.voices.of(id))));
    let current = app.view.current == Some(id);
    let quiet = theme.style(Role::Quiet);
    let margin = if current { ("  ┃ ", sign) } else { ("    ", quiet) };
    let start = || Row::of(margin.0, margin.1);

    let mut about = Vec::new();
    about.extend(statement.via.map(|via| format!("per {}", app.analysis.actors[via].called(app.article))));
    about.extend(app.is_uncertain(id).then(|| "uncertain".to_owned()));
    let cursor = here && app.focus == Pane::Voices;
    let place = format!("¶{}", app.paragraph(id));
    let place_style = if cursor { theme.style(Role::Strong).reversed() } else { quiet };
    let framed = || framing(app.article, statement).name();
    let manner = if app.lens.is_some() { framed() } else { statement.mode.name() };
    let mut meta = start().with(place, place_style).with(format!(" {manner}"), quiet);
    if let Some(cue) = statement.cue {
        let style = if denial(statement).is_some() { theme.style(Role::Strong) } else { quiet };
        meta = meta.with(" · ", quiet).with(app.article.slice(cue), style);
    }
    let mark = app.desk.mark_on(id);
    let meta = if mark.is_some() { meta.with(format!(" {MARK}"), theme.style(Role::Strong)) } else { meta };
    let mut rows = vec![about.into_iter().fold(meta, |row, more| row.with(format!(" · {more}"), quiet))];

    let words = content(app.article, statement);
    let room = columns.saturating_sub(INDENT).max(1);
    let lines = wrap(&words, room);
    for (n, line) in lines.iter().take(EXCERPT).enumerate() {
        let last = n + 1 == EXCERPT && lines.len() > EXCERPT;
        let text = if last { cut(&words[line.start..], room) } else { words[line.clone()].trim_end().to_owned() };
        let style = if app.is_faint(id) { theme.style(Role::Faint) } else { Style::new() };
        rows.push(start().with(text, style));
    }
    if let Some(note) = mark.and_then(|mark| mark.note.as_deref()) {
        let note = format!("{MARK} {note}");
        let lines = wrap(&note, room);
        for (n, line) in lines.iter().take(NOTE).enumerate() {
            let last = n + 1 == NOTE && lines.len() > NOTE;
            let text = if last { cut(&note[line.start..], room) } else { note[line.clone()].trim_end().to_owned() };
            rows.push(start().with(text, theme.style(Role::Strong)));
        }
    }
    rows
}

/// As many whole words as fit before an ellipsis.
fn cut(words: &str, columns: usize) -> String {
    let first = wrap(words, columns.saturating_sub(1)).swap_remove(0);
    clip(&format!("{}…", words[first].trim_end()), columns)
}
