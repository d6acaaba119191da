//! Several articles together: a page of quotes, one of voices, one of articles. What a version of a quote leaves out and
//! what it has instead stands between marks, so that it is told without colour too.

use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::paint;
use super::rows::{Row, first_row};
use super::status::{asked, draw_prompt};
use crate::counted::counted;
use crate::dossier::telling::Fate;
use crate::dossier::{Place, Quote, Version};
use crate::tui::action::Action;
use crate::tui::app::Settings;
use crate::tui::dossier::{Dialog, Page, Spot, Together};
use crate::tui::keys::Context;
use crate::tui::theme::{Role, Theme};
use crate::tui::voices::{Hue, NOBODY};
use crate::tui::wrap::{clip, width, wrap};

/// Columns that it takes at most.
const MEASURE: u16 = 100;
/// The smallest window that shows anything.
const SMALLEST: (u16, u16) = (20, 5);
/// Cells before the words of a statement.
const INDENT: usize = 4;
/// What is left out stands between the first two, what is there instead between the others, as `wdiff` has it.
const MARKS: [[&str; 2]; 2] = [["[-", "-]"], ["{+", "+}"]];

/// Rows that the list has.
pub fn height(together: &Together) -> usize {
    let (_, rows) = together.size;
    usize::from(rows.saturating_sub(3 + 2 * u16::from(rows >= 16)))
}

fn columns(together: &Together) -> usize {
    usize::from(together.size.0.min(MEASURE))
}

/// The offset in the words of what one stands on at which the row behind the first one shown begins, if they do not end on
/// the screen.
pub fn row_below(together: &Together, settings: &Settings) -> Option<usize> {
    let shown = Shown { together, theme: settings.themes.theme(), columns: columns(together) };
    let spot = together.spot()?;
    let (lines, height) = (shown.lines(spot), height(together));
    let at = lines.iter().rposition(|line| line.start <= together.eye)?;
    let below = shown.lead(spot, together.cursor()).len() + lines.len() - shown.above(height);
    (below > height).then(|| lines.get(at + 1).map(|line| line.start)).flatten()
}

/// The offset at which the row before the first one shown begins, if what one stands on begins above the screen.
pub fn row_above(together: &Together, settings: &Settings) -> Option<usize> {
    let shown = Shown { together, theme: settings.themes.theme(), columns: columns(together) };
    let lines = shown.lines(together.spot()?);
    let at = lines.iter().rposition(|line| line.start <= together.eye)?;
    Some(lines[at.checked_sub(1)?].start)
}

/// Draws it.
pub fn draw(together: &Together, settings: &Settings, frame: &mut Frame<'_>) {
    let window = frame.area();
    let theme = settings.themes.theme();
    let buffer = frame.buffer_mut();
    if (window.width, window.height) != together.size {
        return;
    }
    if window.width < SMALLEST.0 || window.height < SMALLEST.1 {
        Row::of("window too small", Style::new()).draw(window, buffer);
        return;
    }
    let shown = Shown { together, theme, columns: columns(together) };
    let wide = window.width.min(MEASURE);
    let row = |y| Rect { x: (window.width - wide) / 2, y, width: wide, height: 1 };
    shown.header(row(0), buffer);
    shown.note(row(1), buffer);
    let top = 2 + u16::from(window.height >= 16);
    for (line, y) in shown.list(height(together)).iter().zip(top..) {
        line.draw(row(y), buffer);
    }
    let cursor = shown.footer(settings, row(window.height - 1), buffer);
    paint(theme.ground(), buffer);
    if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// The dossier as it is shown: in a theme, in so many columns.
struct Shown<'a> {
    together: &'a Together,
    theme: Theme,
    columns: usize,
}

impl Shown<'_> {
    fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// The pages, the one that is shown set off; what is read together on the right.
    fn header(&self, area: Rect, buffer: &mut Buffer) {
        let dossier = &self.together.dossier;
        let mut row = Row::default();
        for page in Page::ALL {
            let (name, count) = match page {
                Page::Quotes => ("Quotes", dossier.quotes.len()),
                Page::Voices => ("Voices", dossier.speaking().count()),
                Page::Articles => ("Articles", dossier.items.len()),
            };
            let here = page == self.together.page;
            let gap = if page == Page::Quotes { "" } else { "   " };
            row = row
                .with(gap, Style::new())
                .with(format!("{name} {count}"), self.style(if here { Role::Focus } else { Role::Quiet }));
        }
        row.draw(area, buffer);
        let title = format!("Dossier of {}", counted(dossier.items.len(), "article"));
        Row::of(title, self.style(Role::Quiet)).draw_right(area, row.width() + 2, buffer);
    }

    /// What the page holds, and how to read it.
    fn note(&self, area: Rect, buffer: &mut Buffer) {
        let (dossier, quiet) = (&self.together.dossier, self.style(Role::Quiet));
        let note = match self.together.page {
            Page::Quotes if dossier.quotes.is_empty() => String::new(),
            Page::Quotes => {
                let marks = Row::default()
                    .with(format!("{}left out{}", MARKS[0][0], MARKS[0][1]), self.fate(Fate::Gone))
                    .with(" ", quiet)
                    .with(format!("{}instead{}", MARKS[1][0], MARKS[1][1]), self.fate(Fate::New));
                let summary = dossier.summary();
                if width(&summary) + 2 + marks.width() > usize::from(area.width) {
                    return marks.draw(area, buffer);
                }
                marks.draw_right(area, width(&summary) + 2, buffer);
                summary
            }
            Page::Voices => {
                let shared = dossier.voices.iter().filter(|voice| voice.articles() > 1).count();
                format!("{shared} in several articles")
            }
            Page::Articles => match self.together.failures.len() {
                0 => String::new(),
                count => format!("{count} could not be read"),
            },
        };
        Row::of(note, quiet).draw(area, buffer);
    }

    /// The rows of the list that fit, so that what one stands on is seen.
    fn list(&self, height: usize) -> Vec<Row> {
        let spots = self.together.spots();
        if spots.is_empty() {
            let words = self.why_empty();
            let lines = wrap(&words, self.columns);
            return lines.into_iter().map(|line| Row::of(words[line].trim_end(), self.style(Role::Quiet))).collect();
        }
        let (first, skip) = self.first(height);
        let rows = (first..spots.len()).flat_map(|at| {
            let skip = if at == first { skip } else { 0 };
            self.rows(spots[at], at).into_iter().skip(skip)
        });
        rows.take(height).collect()
    }

    /// Where the list begins: what one stands on is seen whole, or from its eye on if it is longer than the window.
    fn first(&self, height: usize) -> (usize, usize) {
        let (spots, cursor) = (self.together.spots(), self.together.cursor());
        let rows = |at: usize| self.rows(spots[at], at).len();
        if rows(cursor) > height {
            return (cursor, self.above(height).min(rows(cursor) - height));
        }
        let (first, skip) = first_row(cursor, spots.len(), height, rows);
        let above: usize = (first..cursor).map(rows).sum::<usize>().saturating_sub(skip);
        // The end of what one stands on comes before a third of what stands before it.
        let over = (above + rows(cursor)).saturating_sub(height);
        let (mut first, mut skip) = (first, skip + over);
        while first < cursor && skip >= rows(first) {
            skip -= rows(first);
            first += 1;
        }
        (first, skip)
    }

    /// How many rows of what one stands on lie above the window, if they are more than it has.
    fn above(&self, height: usize) -> usize {
        let Some(spot) = self.together.spot() else { return 0 };
        let (lead, lines) = (self.lead(spot, self.together.cursor()).len(), self.lines(spot));
        match self.together.eye {
            0 if lines.is_empty() => 0,
            // The last row before the words says where they stand.
            0 => lead.saturating_sub(height.saturating_sub(1).max(1)),
            eye => lead + lines.iter().rposition(|line| line.start <= eye).unwrap_or(0),
        }
    }

    fn why_empty(&self) -> String {
        if self.together.shares_nothing() {
            return "The articles share no voice and no quote.".to_owned();
        }
        match self.together.page {
            Page::Quotes => "No quote comes in several of the articles; some voices do.".to_owned(),
            Page::Voices | Page::Articles => "Nobody is quoted or reported in them, as far as can be seen.".to_owned(),
        }
    }

    fn rows(&self, spot: Spot, at: usize) -> Vec<Row> {
        let mut rows = self.lead(spot, at);
        let told = self.told(spot);
        let all: String = told.iter().map(|(words, _)| words.as_str()).collect();
        rows.extend(self.lines(spot).into_iter().map(|line| {
            let end_of_line = line.start + all[line.clone()].trim_end().len();
            let (mut row, mut from) = (Row::of(" ".repeat(INDENT), Style::new()), 0);
            for (words, style) in &told {
                let (start, end) = (line.start.max(from), end_of_line.min(from + words.len()));
                if start < end {
                    row = row.with(&words[start - from..end - from], *style);
                }
                from += words.len();
            }
            row
        }));
        rows
    }

    /// Where the words of a spot break into rows.
    fn lines(&self, spot: Spot) -> Vec<Range<usize>> {
        let words: String = self.told(spot).into_iter().map(|(words, _)| words).collect();
        // No row ends inside a mark, as it may behind a dash.
        let words = words.replace("[-", "[(").replace("-]", ")]");
        if words.is_empty() { Vec::new() } else { wrap(&words, self.columns.saturating_sub(INDENT).max(1)) }
    }

    /// The words of a spot, if it is a statement: all of them, those of a version with what became of them.
    fn told(&self, spot: Spot) -> Vec<(String, Style)> {
        let dossier = &self.together.dossier;
        match spot {
            Spot::Version { quote, version } => {
                let quote = &dossier.quotes[quote];
                let marked = |(fate, words): (Fate, String)| {
                    let words = match fate {
                        Fate::Same => words,
                        Fate::Gone => format!("{}{words}{}", MARKS[0][0], MARKS[0][1]),
                        Fate::New => format!("{}{words}{}", MARKS[1][0], MARKS[1][1]),
                    };
                    (words, self.fate(fate))
                };
                dossier.runs(quote, &quote.versions[version]).into_iter().map(marked).collect()
            }
            Spot::Said((item, id)) => {
                let digest = dossier.digest(item);
                vec![(digest.content(&digest.analysis.statements[id]).into_owned(), Style::new())]
            }
            Spot::Speaker(_) | Spot::Article(_) | Spot::Failure(_) => Vec::new(),
        }
    }

    fn fate(&self, fate: Fate) -> Style {
        match fate {
            Fate::Same => Style::new(),
            Fate::Gone => self.style(Role::Quiet).crossed_out(),
            Fate::New => self.style(Role::Strong),
        }
    }

    /// The rows that say what a spot is.
    fn lead(&self, spot: Spot, at: usize) -> Vec<Row> {
        let here = at == self.together.cursor();
        match spot {
            Spot::Version { quote, version } => self.version(quote, version, here),
            Spot::Speaker(speaker) => self.speaker(speaker, here),
            Spot::Said(place) => vec![self.said(place, here)],
            Spot::Article(item) => {
                let dossier = &self.together.dossier;
                let number = format!("{:>2}", item + 1);
                let mut rows = self.entry(&number, &dossier.title(item), &dossier.facts(item), Role::Quiet, here);
                let lacks = self.together.lacks.get(item).into_iter().flatten();
                rows.extend(lacks.flat_map(|lack| self.about(lack, Role::Alert)));
                rows
            }
            Spot::Failure(failure) => {
                let failure = &self.together.failures[failure];
                self.entry(" –", &failure.name, &failure.why, Role::Alert, here)
            }
        }
    }

    /// `› 2  Ferry stays in port`, and below it what there is to say of it.
    fn entry(&self, number: &str, name: &str, about: &str, role: Role, here: bool) -> Vec<Row> {
        let style = if here { self.style(Role::Strong) } else { Style::new() };
        let room = self.columns.saturating_sub(6);
        let mut rows = vec![self.start(here).with(format!("{number}  "), style).with(clip(name, room), style)];
        rows.extend(self.about(about, role));
        rows
    }

    fn about(&self, words: &str, role: Role) -> Vec<Row> {
        let lines = wrap(words, self.columns.saturating_sub(6).max(1));
        let row =
            |line: Range<usize>| Row::of(" ".repeat(6), Style::new()).with(words[line].trim_end(), self.style(role));
        lines.into_iter().map(row).collect()
    }

    fn start(&self, here: bool) -> Row {
        Row::of(if here { "› " } else { "  " }, self.style(Role::Strong))
    }

    /// Before the first version which quote it is, and whom it is put down to if that is not one and the same; then article,
    /// paragraph and speaker.
    fn version(&self, number: usize, version: usize, here: bool) -> Vec<Row> {
        let dossier = &self.together.dossier;
        let quote: &Quote = &dossier.quotes[number];
        let mut rows = Vec::new();
        if version == 0 {
            rows.extend((number > 0).then(Row::default));
            rows.push(Row::of(format!("Quote {}", number + 1), self.style(Role::Strong)));
            if let Some(names) = dossier.contradiction_of(quote) {
                let words = format!("Contradiction: {names}");
                let lines = wrap(&words, self.columns);
                rows.extend(lines.into_iter().map(|line| Row::of(words[line].trim_end(), self.style(Role::Alert))));
            }
        }
        let own: &Version = &quote.versions[version];
        let same = if version > 0 && own.is_same() { " · the same words" } else { "" };
        rows.push(self.place(own.place, here, same));
        rows
    }

    /// `› 2 ¶4  Ana Ruiz · the same words · Ferry stays in port`.
    fn place(&self, place: Place, here: bool, about: &str) -> Row {
        let dossier = &self.together.dossier;
        let quiet = self.style(Role::Quiet);
        let speaker = self.together.speaker_of(place);
        let name = if speaker.is_some() { dossier.speaker(place) } else { NOBODY.into() };
        let row = self.start(here).with(self.number(place), if here { self.style(Role::Strong) } else { quiet });
        let name = clip(&name, self.columns.saturating_sub(row.width() + 2 + width(about)));
        let row = row.with("  ", quiet).with(name, self.style(Role::Sign(Hue::of(speaker)))).with(about, quiet);
        let title = clip(&format!(" · {}", dossier.title(place.0)), self.columns.saturating_sub(row.width()));
        row.with(title, quiet)
    }

    /// Number of the article and of the paragraph in it: `2 ¶4`.
    fn number(&self, (item, id): Place) -> String {
        let digest = self.together.dossier.digest(item);
        format!("{} ¶{}", item + 1, digest.paragraph(digest.analysis.statements[id].content[0]))
    }

    /// ` 1  Ana Ruiz      in 1, 2 · +5`, and below it other names.
    fn speaker(&self, speaker: usize, here: bool) -> Vec<Row> {
        let (together, quiet) = (self.together, self.style(Role::Quiet));
        let places = together.statements(speaker);
        let mut items: Vec<String> = places.iter().map(|(item, _)| (item + 1).to_string()).collect();
        items.dedup();
        let listed = format!("in {}", items.join(", "));
        let listed = if width(&listed) * 3 > self.columns { format!("in {} articles", items.len()) } else { listed };
        let fold = if together.is_unfolded(speaker) { "" } else { "+" };
        let count = format!("{listed} · {fold}{}", places.len());
        let own = together.speakers[speaker];
        let number = own.map_or_else(|| " –".to_owned(), |_| format!("{:>2}", speaker + 1));
        let sign = self.style(Role::Sign(Hue::of(own.map(|_| speaker))));
        let row = self.start(here).with(format!("{number}  "), sign);
        let room = self.columns.saturating_sub(row.width() + width(&count) + 2);
        let name = clip(together.speaker_name(speaker).unwrap_or(NOBODY), room);
        let row = row.with(name, if here { sign.reversed() } else { sign });
        let gap = self.columns.saturating_sub(width(&count));
        let mut rows = vec![row.beside(gap, Row::of(count, quiet))];
        let aliases = own.map(|voice| together.dossier.voices[voice].aliases.join(", ")).unwrap_or_default();
        if !aliases.is_empty() {
            rows.push(Row::of(clip(&format!("      also {aliases}"), self.columns), quiet));
        }
        rows
    }

    /// `› 2 ¶4  direct · said · denied · quote 1 · Ferry stays in port`.
    fn said(&self, place: Place, here: bool) -> Row {
        let (dossier, quiet) = (&self.together.dossier, self.style(Role::Quiet));
        let digest = dossier.digest(place.0);
        let statement = &digest.analysis.statements[place.1];
        let mut about = vec![statement.mode.name().to_owned()];
        about.extend(digest.cue(statement).map(std::borrow::Cow::into_owned));
        about.extend(digest.marks(place.1));
        about.extend(dossier.quotes_of(place).iter().map(|number| format!("quote {number}")));
        let row = self.start(here).with("  ", quiet);
        let row = row.with(self.number(place), if here { self.style(Role::Strong) } else { quiet });
        let title = dossier.title(place.0);
        let about = clip(&format!("  {} · {title}", about.join(" · ")), self.columns.saturating_sub(row.width()));
        row.with(about, quiet)
    }

    /// The last row; returns where the cursor stands if something is typed there.
    fn footer(&self, settings: &Settings, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let quiet = self.style(Role::Quiet);
        match &self.together.dialog {
            Some(Dialog::Export(prompt)) => {
                let keys: [(&[Action], _); 2] = [(&[Action::Accept], "writes"), (&[Action::Escape], "leaves")];
                let note = settings.keys.notes(Context::Prompt, &keys);
                return Some(draw_prompt("Export to: ", prompt, &note, self.theme, area, buffer));
            }
            Some(Dialog::Overwrite(path)) => {
                let question = format!("{} exists. Overwrite it?", path.display());
                let room = usize::from(area.width);
                let question = asked(&settings.keys, question, "The file exists. Overwrite it?", room);
                Row::of(question, self.style(Role::Alert)).draw(area, buffer);
                return None;
            }
            None => {}
        }
        if let Some((text, alert)) = &self.together.message {
            Row::of(text, if *alert { self.style(Role::Alert) } else { Style::new() }).draw(area, buffer);
            return None;
        }
        let key = |action| Some(settings.keys.key(Context::Dossier, &action)?.to_string());
        let next = match self.together.page.next() {
            Page::Quotes => "quotes",
            Page::Voices => "voices",
            Page::Articles => "articles",
        };
        let opens = match self.together.spot() {
            Some(Spot::Speaker(speaker)) if self.together.is_unfolded(speaker) => "folds",
            Some(Spot::Speaker(_)) => "unfolds",
            _ => "opens",
        };
        let all = [
            (key(Action::Open), opens),
            (key(Action::SwitchPane), next),
            (key(Action::Escape), "returns"),
            (key(Action::Export), "exports"),
            (key(Action::NextStatement), "next"),
            (key(Action::FoldAll), "all voices"),
            (key(Action::Quit), "quits"),
        ];
        let mut row = Row::default();
        for (key, word) in all {
            let Some(key) = key.filter(|_| word != "all voices" || self.together.page == Page::Voices) else {
                continue;
            };
            let gap = if row.width() == 0 { "" } else { "  " };
            if row.width() + width(gap) + width(&key) + 1 + width(word) > usize::from(area.width) {
                break;
            }
            row = row.with(gap, quiet).with(key, self.style(Role::Strong)).with(format!(" {word}"), quiet);
        }
        row.draw(area, buffer);
        None
    }
}
