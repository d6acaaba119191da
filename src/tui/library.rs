//! The list of articles to read: those of the command line, or those read last; and a line to type the name of another.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Receiver;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::action::Action;
use super::app::Settings;
use super::keys::Context;
use super::prompt::Prompt;
use super::theme::Role;
use super::update::edit;
use super::view::rows::Row;
use super::view::{paint, status};
use super::{Outcome, Screen, Turn};
use crate::Error;
use crate::tui::wrap::{clip, width};

/// Columns that the list takes at most.
const MEASURE: u16 = 100;
/// Rows of an article.
const ROWS: usize = 3;

/// An article of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// The file or address to open: what it is known by.
    pub source: PathBuf,
    /// Its headline, or else its name.
    pub title: String,
    /// Who is heard in it.
    pub voices: String,
    /// How far one has come in it, or why it cannot be opened.
    pub state: String,
    /// Whether it cannot be opened.
    pub broken: bool,
    /// Whether nobody has looked into it yet.
    pub unseen: bool,
}

/// The list, where one stands in it, and what is typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Library {
    title: String,
    items: Vec<Item>,
    cursor: usize,
    prompt: Option<Prompt>,
    /// Whether they were named together, to be read together.
    together: bool,
    /// The article that was left for the list.
    left: Option<PathBuf>,
    /// What is waited for.
    waiting: Option<String>,
    /// What the last row says, and whether something failed.
    message: Option<(String, bool)>,
}

/// What the list asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Nothing.
    Nothing,
    /// To open a file or an address.
    Open(PathBuf),
    /// To read the articles together.
    Dossier,
    /// To end the program.
    Quit,
    /// To complete a path.
    Complete(String),
}

impl Library {
    /// A list under a heading.
    pub fn new(title: &str, items: Vec<Item>) -> Self {
        let title = title.to_owned();
        Self { title, items, cursor: 0, prompt: None, together: false, left: None, waiting: None, message: None }
    }

    /// The list of articles that were named together, to be read together.
    #[must_use]
    pub fn together(self) -> Self {
        Self { together: true, ..self }
    }

    /// The articles.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Puts the article that was left in place of what is known of it, or before all others.
    pub fn put(&mut self, item: Item) {
        self.prompt = None;
        self.left = Some(item.source.clone());
        let at = self.items.iter().position(|other| other.source == item.source);
        self.cursor = at.unwrap_or(0);
        if let Some(at) = at {
            self.items[at] = item;
        } else {
            self.items.insert(0, item);
        }
    }

    /// The article beside one in the list; one that is not listed stands before all. Where there is none, the list says so.
    pub fn neighbour(&mut self, source: &Path, next: bool) -> Option<PathBuf> {
        let at = self.items.iter().position(|item| item.source == source);
        let beside = if next { Some(at.map_or(0, |at| at + 1)) } else { at.and_then(|at| at.checked_sub(1)) };
        let item = beside.and_then(|at| self.items.get(at)).map(|item| item.source.clone());
        if item.is_none() {
            self.say(if next { "That was the last article." } else { "That was the first article." }, false);
        }
        item
    }

    /// Puts what was seen in an article in its place, unless more is known of it by now.
    pub fn learn(&mut self, item: Item) {
        if let Some(known) = self.items.iter_mut().find(|known| known.source == item.source && known.unseen) {
            *known = item;
        }
    }

    /// Says why something cannot be opened: in its place if it is listed, else where it was typed.
    pub fn refuse(&mut self, source: &Path, typed: &str, why: &str) {
        if let Some(at) = self.items.iter().position(|item| item.source == source) {
            (self.cursor, self.prompt) = (at, None);
            let item = &mut self.items[at];
            (item.state, item.broken, item.unseen) = (why.to_owned(), true, false);
        } else {
            self.prompt = Some(Prompt::holding(typed));
            self.say(why, true);
        }
    }

    /// Says something until the next key; that something failed, if so told.
    pub fn say(&mut self, text: impl Into<String>, alert: bool) {
        self.message = Some((text.into(), alert));
    }

    /// Says what is waited for, until that is no more.
    pub fn wait_for(&mut self, words: Option<String>) {
        self.waiting = words;
    }

    /// Whether there is a dossier of these articles; where there is none, the list says why.
    pub fn has_dossier(&mut self) -> bool {
        if !self.together {
            self.say("A dossier reads articles together that are named together: whosaid FILE FILE …", false);
        }
        self.together
    }

    /// What has the keyboard.
    pub fn context(&self) -> Context {
        if self.prompt.is_some() { Context::Prompt } else { Context::Library }
    }

    /// Does what an action asks for.
    pub fn update(&mut self, action: Action) -> Ask {
        self.message = None;
        if action == Action::Quit {
            return Ask::Quit;
        }
        let Some(mut prompt) = self.prompt.take() else { return self.walk(&action) };
        match action {
            Action::Escape => return Ask::Nothing,
            Action::Accept if !prompt.text().trim().is_empty() => {
                let typed = prompt.text().trim().into();
                // It stays until it is opened: what is given up can be typed on.
                self.prompt = Some(prompt);
                return Ask::Open(typed);
            }
            Action::Complete => {
                let typed = prompt.text().to_owned();
                self.prompt = Some(prompt);
                return Ask::Complete(typed);
            }
            action => edit(&mut prompt, action),
        }
        self.prompt = Some(prompt);
        Ask::Nothing
    }

    fn walk(&mut self, action: &Action) -> Ask {
        let last = self.items.len().saturating_sub(1);
        match action {
            Action::LineDown => self.cursor = (self.cursor + 1).min(last),
            Action::LineUp => self.cursor = self.cursor.saturating_sub(1),
            Action::HalfDown | Action::PageDown => self.cursor = (self.cursor + 5).min(last),
            Action::HalfUp | Action::PageUp => self.cursor = self.cursor.saturating_sub(5),
            Action::Top => self.cursor = 0,
            Action::Bottom => self.cursor = last,
            Action::Escape => {
                if let Some(left) = &self.left {
                    return Ask::Open(left.clone());
                }
            }
            Action::Articles => self.prompt = Some(Prompt::default()),
            Action::ReadTogether if self.has_dossier() => return Ask::Dossier,
            Action::Open => {
                if let Some(item) = self.items.get(self.cursor) {
                    return Ask::Open(item.source.clone());
                }
            }
            _ => {}
        }
        Ask::Nothing
    }

    /// What came of completing a path: what it begins with for sure, and all that it can be.
    pub fn completed(&mut self, begins: &str, all: &[String]) {
        if let Some(prompt) = &mut self.prompt {
            *prompt = Prompt::holding(begins);
        }
        match all {
            [] => self.say("Nothing there begins so.", true),
            [_] => {}
            _ => self.say(all.join("  "), false),
        }
    }

    /// Draws the list.
    pub fn draw(&self, settings: &Settings, frame: &mut Frame<'_>) {
        let window = frame.area();
        let theme = settings.themes.theme();
        let (quiet, strong) = (theme.style(Role::Quiet), theme.style(Role::Strong));
        let columns = window.width.min(MEASURE);
        let row = |y| Rect { x: (window.width - columns) / 2, y, width: columns, height: 1 };
        let buffer = frame.buffer_mut();
        if window.height < 4 || columns < 20 {
            return;
        }
        Row::of(self.title.as_str(), theme.style(Role::Focus)).draw(row(0), buffer);
        let room = usize::from(window.height - 3) / ROWS;
        let first = self.cursor.saturating_sub(room.saturating_sub(1));
        for (n, item) in self.items.iter().enumerate().skip(first).take(room.max(1)) {
            let y = 2 + u16::try_from((n - first) * ROWS).unwrap_or(u16::MAX);
            let here = n == self.cursor;
            let mark = if here { "› " } else { "  " };
            let state = Row::of(&item.state, theme.style(if item.broken { Role::Alert } else { Role::Quiet }));
            let wide = usize::from(columns);
            let beside = !item.broken && state.width() + 12 < wide;
            let title = clip(&item.title, wide.saturating_sub(2 + if beside { state.width() + 2 } else { 0 }));
            let title = Row::of(mark, strong).with(title, if here { strong } else { Style::new() });
            let taken = title.width() + 2;
            title.draw(row(y), buffer);
            if y + 1 < window.height - 1 {
                let about = if item.broken {
                    Row::of("  ", quiet).with(&item.state, theme.style(Role::Alert))
                } else {
                    Row::of(format!("  {}", item.voices), quiet)
                };
                about.draw(row(y + 1), buffer);
            }
            if beside {
                state.draw_right(row(y), taken, buffer);
            }
        }
        let cursor = self.footer(settings, row(window.height - 1), buffer);
        paint(theme.ground(), buffer);
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }

    fn footer(&self, settings: &Settings, area: Rect, buffer: &mut Buffer) -> Option<Position> {
        let theme = settings.themes.theme();
        if let Some(words) = &self.waiting {
            let gives_up = settings.keys.notes(Context::Library, &[(&[Action::Escape], "gives up")]);
            let gives_up = format!(" · {gives_up}");
            let words = clip(words, usize::from(area.width).saturating_sub(width(&gives_up)));
            Row::of(words, Style::new()).with(gives_up, theme.style(Role::Quiet)).draw(area, buffer);
            return None;
        }
        if let Some(prompt) = &self.prompt {
            let keys: [(&[Action], _); 3] =
                [(&[Action::Complete], "completes"), (&[Action::Accept], "opens"), (&[Action::Escape], "leaves")];
            let note = self.message.as_ref().map(|(text, _)| text.clone());
            let note = note.unwrap_or_else(|| settings.keys.notes(Context::Prompt, &keys));
            let note = clip(&note, usize::from(area.width) / 2);
            return Some(status::draw_prompt("Open: ", prompt, &note, theme, area, buffer));
        }
        if let Some((text, alert)) = &self.message {
            Row::of(text, if *alert { theme.style(Role::Alert) } else { Style::new() }).draw(area, buffer);
            return None;
        }
        let notes = |notes: &[(&[Action], &str)]| settings.keys.notes(Context::Library, notes);
        let (open, quit): ((&[Action], _), (&[Action], _)) = ((&[Action::Open], "opens"), (&[Action::Quit], "quits"));
        let back: &[Action] = if self.left.is_some() { &[Action::Escape] } else { &[] };
        let together: &[Action] = if self.together { &[Action::ReadTogether] } else { &[] };
        let hints = if self.items.is_empty() {
            format!("No articles yet · {}", notes(&[(&[Action::Articles], "types the name of one"), quit]))
        } else {
            notes(&[
                open,
                (back, "returns"),
                (together, "dossier"),
                (&[Action::LineDown, Action::LineUp], "choose"),
                (&[Action::Articles], "another file or address"),
                quit,
            ])
        };
        let hints =
            if width(&hints) > usize::from(area.width) { notes(&[open, (together, "dossier"), quit]) } else { hints };
        Row::of(hints, theme.style(Role::Quiet)).draw(area, buffer);
        None
    }
}

/// What was chosen in the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Choice {
    /// A file or an address.
    Open(PathBuf),
    /// The articles together.
    Dossier,
    /// To end the program.
    End(Outcome),
}

/// Shows the list until something is chosen. What is seen in articles meanwhile comes in, whenever the screen is woken.
///
/// # Errors
/// If the terminal cannot be read or written.
pub fn choose(
    screen: &mut Screen,
    library: &mut Library,
    settings: &Settings,
    complete: &dyn Fn(&str) -> (String, Vec<String>),
    seen: Option<&Receiver<Item>>,
) -> Result<Choice, Error> {
    walk(screen, library, settings, complete, seen).map_err(|cause| Error::Terminal { cause })
}

fn walk(
    screen: &mut Screen,
    library: &mut Library,
    settings: &Settings,
    complete: &dyn Fn(&str) -> (String, Vec<String>),
    seen: Option<&Receiver<Item>>,
) -> io::Result<Choice> {
    screen.session.mouse(settings.mouse)?;
    loop {
        seen.into_iter().flat_map(Receiver::try_iter).for_each(|item| library.learn(item));
        let action = match screen.turn(library.context(), settings, |frame| library.draw(settings, frame))? {
            Turn::Action(action) => action,
            Turn::Terminated(signal) => return Ok(Choice::End(Outcome::Terminated(signal))),
        };
        match action.map_or(Ask::Nothing, |action| library.update(action)) {
            Ask::Nothing => {}
            Ask::Open(source) => return Ok(Choice::Open(source)),
            Ask::Dossier => return Ok(Choice::Dossier),
            Ask::Quit => return Ok(Choice::End(Outcome::Quit)),
            Ask::Complete(typed) => {
                let (begins, all) = complete(&typed);
                library.completed(&begins, &all);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::Terminal;
    use ratatui::backend::TestBackend;

    use super::*;

    fn item(source: &str, broken: bool) -> Item {
        let state = if broken { "there is no such file" } else { "43%" };
        Item {
            source: source.into(),
            title: format!("Title of {source}"),
            voices: "Ruiz, Lund".into(),
            state: state.into(),
            broken,
            unseen: false,
        }
    }

    fn screen(library: &Library, columns: u16, rows: u16) -> String {
        let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        terminal.draw(|frame| library.draw(&Settings::default(), frame)).unwrap();
        terminal.backend().to_string()
    }

    #[test]
    fn articles_are_chosen_and_others_typed() {
        let mut library = Library::new("Articles", vec![item("a", false), item("b", true)]);
        library.update(Action::LineDown);
        library.update(Action::LineDown);
        assert_eq!(library.update(Action::Open), Ask::Open("b".into()));
        assert_eq!(library.update(Action::Articles), Ask::Nothing);
        assert_eq!(library.context(), Context::Prompt);
        library.update(Action::Insert('n'));
        assert_eq!(library.update(Action::Complete), Ask::Complete("n".into()));
        library.completed("news/", &["news/a".into(), "news/b".into()]);
        assert!(screen(&library, 80, 12).contains("Open: news/"));
        assert_eq!(library.update(Action::Accept), Ask::Open("news/".into()));
        assert_eq!(library.update(Action::Quit), Ask::Quit);
    }

    #[test]
    fn only_articles_named_together_are_read_together() {
        let mut library = Library::new("Recent articles", vec![item("a", false)]);
        assert_eq!(library.update(Action::ReadTogether), Ask::Nothing);
        assert!(screen(&library, 80, 12).contains("named together"));
        let mut library = Library::new("Articles", vec![item("a", false), item("b", false)]).together();
        assert!(screen(&library, 80, 12).contains("D dossier"));
        assert_eq!(library.update(Action::ReadTogether), Ask::Dossier);
    }

    #[test]
    fn what_is_waited_for_is_shown_and_what_was_typed_stays() {
        let mut library = Library::new("Articles", vec![item("a", false)]);
        library.update(Action::Articles);
        library.update(Action::Paste("http://x.example/".into()));
        assert_eq!(library.update(Action::Accept), Ask::Open("http://x.example/".into()));
        library.wait_for(Some("Opening a very long name that has no room in the window beside all else".into()));
        let text = screen(&library, 40, 12);
        assert!(text.contains("Opening a very") && text.contains("… · Esc gives up"), "{text}");
        library.wait_for(None);
        assert!(screen(&library, 40, 12).contains("Open: http://x.example/"));
        library.refuse(Path::new("a"), "a", "it is a folder");
        assert_eq!(library.context(), Context::Library);
    }

    #[test]
    fn what_is_read_stays_in_its_place_and_what_is_new_comes_first() {
        let mut library = Library::new("Articles", vec![item("a", false), item("b", false)]);
        library.put(Item { state: "99%".into(), ..item("b", false) });
        library.put(item("c", false));
        let sources: Vec<_> = library.items().iter().map(|item| item.source.to_str().unwrap()).collect();
        assert_eq!(sources, ["c", "a", "b"]);
        assert_eq!(library.items()[2].state, "99%");
    }

    #[test]
    fn the_list_shows_titles_voices_and_states_at_every_size() {
        let items: Vec<_> = (0..40).map(|n| item(&n.to_string(), n % 3 == 0)).collect();
        let mut library = Library::new("Recent articles", items);
        library.update(Action::Bottom);
        for columns in 1..60 {
            for rows in 1..30 {
                screen(&library, columns, rows);
            }
        }
        let text = screen(&library, 80, 24);
        for words in ["Recent articles", "› Title of 39", "Ruiz, Lund", "43%", "there is no such file", "Enter opens"]
        {
            assert!(text.contains(words), "{words}:\n{text}");
        }
    }
}
