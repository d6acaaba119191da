//! What each action does to the state. Nothing here touches the world: what must happen outside comes back as an
//! [`Effect`].

use std::path::PathBuf;

use super::action::{Action, Report};
use super::app::{App, Dialog, Pane, View};
use super::card::card;
use super::facets::Facets;
use super::panel::Item;
use super::prompt::Prompt;
use super::search::Search;
use super::survey::{Subject, Survey};
use super::wrap::{clip_start, width};
use super::{Outcome, view};
use crate::analysis::StatementId;
use crate::corrections::Log;

/// What the world has to do after an action.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Nothing.
    None,
    /// End the reader.
    Quit,
    /// Put a text on the clipboard.
    Copy(String),
    /// Write the export, over an existing file only if told so.
    Export {
        /// Where to.
        path: PathBuf,
        /// Whether a file there may be replaced.
        overwrite: bool,
    },
    /// Write the corrections.
    Keep {
        /// All of them.
        log: Log,
        /// Beside the article, from now on.
        beside: bool,
    },
    /// Capture the mouse, or let it go.
    Mouse(bool),
    /// Leave the article for another.
    Leave(Outcome),
    /// Let the analysis rest, or go on.
    Pause(bool),
    /// Hand the terminal back and stop until continued.
    Suspend,
    /// Forget what is on the screen and draw all.
    Redraw,
}

impl App<'_> {
    /// Does what an action asks for.
    pub fn update(&mut self, action: Action) -> Effect {
        if !matches!(action, Action::Resize(..) | Action::Told(_)) {
            self.message = None;
        }
        if !matches!(action, Action::Divide(_) | Action::Release | Action::Resize(..) | Action::Told(_)) {
            self.held = None;
        }
        match action {
            // A second one is no answer to the question.
            Action::Quit if self.desk.unkept.is_some() => self.dialog = Some(Dialog::Unkept),
            Action::Quit => return Effect::Quit,
            Action::Suspend => return Effect::Suspend,
            Action::Redraw => return Effect::Redraw,
            Action::Resize(columns, rows) => self.resize(columns, rows),
            Action::Told(report) => self.told(report),
            action => match self.dialog.take() {
                None => return self.read(&action),
                Some(dialog) => return self.answer(dialog, action),
            },
        }
        Effect::None
    }

    /// An action while nothing lies over the panes.
    fn read(&mut self, action: &Action) -> Effect {
        if self.must_wait(action) {
            return Effect::None;
        }
        let page = self.height().saturating_sub(2).max(1);
        let half = (self.height() / 2).max(1);
        match *action {
            Action::LineDown => self.step(1, true),
            Action::LineUp => self.step(1, false),
            Action::HalfDown => self.step(half, true),
            Action::HalfUp => self.step(half, false),
            Action::PageDown => self.step(page, true),
            Action::PageUp => self.step(page, false),
            Action::Top => self.end(false),
            Action::Bottom => self.end(true),
            Action::Wheel(Pane::Text, down) => self.scroll(3, down),
            Action::Wheel(Pane::Voices, down) => {
                self.focus_on(Pane::Voices);
                self.step(1, down);
            }
            Action::NextStatement => {
                self.visit(self.shown.from(self.next_id()).first().copied(), "That was the last statement.");
            }
            Action::PreviousStatement => {
                self.visit(self.shown.before(self.previous_end()).last().copied(), "That was the first statement.");
            }
            Action::NextSame => self.same_voice(true),
            Action::PreviousSame => self.same_voice(false),
            Action::NextTurn => self.turn(true),
            Action::PreviousTurn => self.turn(false),
            Action::Voice(number) => self.voice(usize::from(number)),
            Action::SwitchPane if self.focus == Pane::Text => self.focus_on(Pane::Voices),
            Action::SwitchPane => self.settle(),
            Action::FoldAll => {
                self.panel.fold_all(&self.voices);
                if let (Some(id), Pane::Text) = (self.view.current, self.focus) {
                    self.panel.stand_on(id);
                }
            }
            Action::Open => self.open(self.panel.cursor()),
            Action::ClickPanel(item) => self.open(item),
            Action::ClickText(offset) => {
                self.focus = Pane::Text;
                self.go_to_offset(offset);
            }
            Action::Back => match self.jumps.back(self.view.eye) {
                Some(offset) => self.go_to_offset(offset),
                None => self.say("No place to go back to."),
            },
            Action::Forward => match self.jumps.forward() {
                Some(offset) => self.go_to_offset(offset),
                None => self.say("No place to go forward to."),
            },
            Action::Search => {
                let (prompt, regex) = (Prompt::default(), self.search.is_regex());
                self.dialog = Some(Dialog::Search { prompt, regex, from: self.view });
            }
            Action::NextMatch => self.go_to_match(true),
            Action::PreviousMatch => self.go_to_match(false),
            Action::Why => match self.here() {
                Some(_) => self.dialog = Some(Dialog::Why(0)),
                None => self.no_statement(),
            },
            Action::Correct => self.open_menu(),
            Action::Mark => return self.toggle_mark(),
            Action::Note => self.ask_note(),
            Action::Marks => self.dialog = Some(Dialog::Survey(Survey::new(Subject::Marks, self))),
            Action::Likewise => return self.likewise(),
            Action::Undo => return self.undo(),
            Action::Redo => return self.redo(),
            Action::Corrections => self.dialog = Some(Dialog::Corrections(0)),
            Action::Copy => match self.here() {
                Some(id) => return Effect::Copy(card(self, id)),
                None => self.no_statement(),
            },
            Action::Export if self.shown.ids().is_empty() => self.say("There are no statements to export."),
            Action::Export => self.dialog = Some(Dialog::Export(Prompt::holding(&self.export_name()))),
            Action::ToggleMind => self.toggle_mind(),
            Action::OnlyVoice => self.toggle_voice(),
            Action::NextWords => self.next_words(),
            Action::Narrow if self.analysis.statements.is_empty() => self.say("This article has no statements."),
            Action::Narrow => self.dialog = Some(Dialog::Facets(Facets::new(self))),
            Action::Term => self.ask_term(None),
            Action::FoldText => self.toggle_fold(),
            Action::ShowAll => self.show_all(),
            Action::ToggleLens => {
                self.lens = if self.lens.is_none() { Some(self.framings()) } else { None };
                self.say(if self.lens.is_some() {
                    "Lens on: marked verbs are not neutral; the voices say how they frame."
                } else {
                    "Lens off."
                });
            }
            Action::Balance if self.shown.ids().is_empty() => self.say("There are no statements to weigh."),
            Action::Balance => self.dialog = Some(Dialog::Survey(Survey::new(Subject::Balance, self))),
            Action::Lists => self.dialog = Some(Dialog::Survey(Survey::new(Subject::Lists, self))),
            Action::Wider => self.widen(true),
            Action::Narrower => self.widen(false),
            Action::Space => self.space(),
            Action::Grab(held) => self.held = Some(held),
            Action::Divide(x) => self.divide(x),
            Action::Release => {
                if let Some(offset) = self.held.take().and_then(|held| held.leads) {
                    self.focus = Pane::Text;
                    self.leave();
                    self.go_to_offset(self.first_shown(offset));
                }
            }
            Action::Articles | Action::NextArticle | Action::PreviousArticle | Action::ReadTogether
                if self.desk.unkept.is_some() =>
            {
                self.alert("Your corrections are not on the disk; quitting asks what to do with them.");
            }
            Action::Articles => return Effect::Leave(Outcome::Articles),
            Action::NextArticle => return Effect::Leave(Outcome::Neighbour { next: true }),
            Action::PreviousArticle => return Effect::Leave(Outcome::Neighbour { next: false }),
            Action::ReadTogether => {
                let at = self.view.current.map(|id| self.statement(id).content[0].start());
                return Effect::Leave(Outcome::Dossier { at });
            }
            Action::NextTheme if self.settings.no_color => self.say("NO_COLOR is set: no colours."),
            Action::NextTheme => {
                self.settings.themes.next();
                self.say(format!("Theme: {}", self.settings.themes.name()));
            }
            Action::ToggleMouse => {
                self.mouse = !self.mouse;
                self.say(if self.mouse {
                    "Mouse on: the wheel scrolls, a click goes to a statement, the line between can be dragged."
                } else {
                    "Mouse off: the terminal selects text."
                });
                return Effect::Mouse(self.mouse);
            }
            Action::Help => self.dialog = Some(Dialog::Help(0)),
            Action::Escape => return self.escape(),
            _ => {}
        }
        Effect::None
    }

    /// An action while a dialog is open.
    fn answer(&mut self, dialog: Dialog, action: Action) -> Effect {
        match dialog {
            Dialog::Help(_) | Dialog::Why(_) | Dialog::Corrections(_) if action == Action::Escape => {}
            Dialog::Help(at) => self.dialog = Some(Dialog::Help(scrolled(at, &action, view::help_height(self)))),
            Dialog::Why(at) => self.dialog = Some(Dialog::Why(scrolled(at, &action, view::why_height(self)))),
            Dialog::Survey(survey) => self.look_over(survey, &action),
            Dialog::Corrections(at) => {
                self.dialog = Some(Dialog::Corrections(scrolled(at, &action, view::corrections_height(self))));
            }
            Dialog::Choose(chooser) => return self.choose(chooser, action),
            Dialog::Select(choosing) => return self.choose_words(choosing, &action),
            Dialog::Unkept => match action {
                Action::Yes => return Effect::Quit,
                Action::No | Action::Escape => return self.keep(),
                _ => self.dialog = Some(Dialog::Unkept),
            },
            Dialog::Facets(facets) => self.sift(facets, &action),
            Dialog::Term(prompt, facets) => self.type_term(prompt, facets, action),
            Dialog::Search { prompt, regex, from } => self.type_search(prompt, regex, from, action),
            Dialog::Note(id, prompt) => return self.type_note(id, prompt, action),
            Dialog::Export(prompt) => return self.type_export(prompt, action),
            Dialog::Overwrite(path) => match action {
                Action::Yes => return Effect::Export { path, overwrite: true },
                Action::No | Action::Escape => self.say("Not exported."),
                _ => self.dialog = Some(Dialog::Overwrite(path)),
            },
        }
        Effect::None
    }

    /// An action while the survey is open.
    fn look_over(&mut self, mut survey: Survey, action: &Action) {
        let half = (self.height() / 6).max(1);
        match action {
            Action::Escape => return,
            Action::Open => {
                if let Some(offset) = survey.target() {
                    self.focus = Pane::Text;
                    self.leave();
                    self.reveal(offset);
                    self.go_to_offset(offset);
                }
                return;
            }
            Action::LineDown | Action::Wheel(_, true) => survey.step(1, true),
            Action::LineUp | Action::Wheel(_, false) => survey.step(1, false),
            Action::HalfDown => survey.step(half, true),
            Action::HalfUp => survey.step(half, false),
            Action::PageDown => survey.step(2 * half, true),
            Action::PageUp => survey.step(2 * half, false),
            Action::Top => survey.step(usize::MAX, false),
            Action::Bottom => survey.step(usize::MAX, true),
            Action::SwitchPane => survey.next_part(),
            _ => {}
        }
        self.dialog = Some(Dialog::Survey(survey));
    }

    fn told(&mut self, report: Report) {
        match report {
            Report::Copied => self.say("Sent to the terminal's clipboard."),
            Report::Exported(path) => {
                let also = self.also().map(|also| format!(" · {also}")).unwrap_or_default();
                let said = "Exported to ";
                let row = self.geometry().map_or(0, |geometry| usize::from(geometry.footer.width));
                let room = row.saturating_sub(width(said) + width(&also));
                self.say(said.to_owned() + &clip_start(&path.display().to_string(), room) + &also);
            }
            Report::Exists(path) => self.dialog = Some(Dialog::Overwrite(path)),
            Report::Kept(merged) => self.kept(merged),
            Report::KeptBeside(path) => {
                self.kept(None);
                self.say(format!("From now on your corrections are kept in {}", path.display()));
            }
            Report::Unkept { why, elsewhere } => {
                let beside = self.hint(" · ", &Action::Correct, "b keeps all beside the article");
                let elsewhere = beside.repeat(elsewhere.into());
                self.alert(format!("Not kept: {why}{elsewhere}"));
                self.desk.unkept = Some(why);
            }
            Report::Failed(what) => self.alert(what),
        }
    }

    /// The current statement; at the start, when there is none yet, the one on the first row.
    pub(super) fn here(&mut self) -> Option<StatementId> {
        if self.view.current.is_none() {
            self.look_at_row();
        }
        self.view.current
    }

    pub(super) fn no_statement(&mut self) {
        let next = self.hint("; ", &Action::NextStatement, "goes to the next one");
        self.say(format!("No statement on this line{next}."));
    }

    /// Moves in the pane that has the keyboard.
    fn step(&mut self, rows: usize, down: bool) {
        match self.focus {
            Pane::Text => self.scroll(rows, down),
            Pane::Voices => {
                let items = rows.div_ceil(4);
                let cursor = self.panel.cursor();
                self.stand(if down { cursor + items } else { cursor.saturating_sub(items) });
            }
        }
    }

    fn end(&mut self, last: bool) {
        match self.focus {
            Pane::Text => self.go_to_end(last),
            Pane::Voices => self.stand(if last { usize::MAX } else { 0 }),
        }
    }

    /// Stands on an item of the panel; the article follows.
    fn stand(&mut self, item: usize) {
        self.panel.stand(item);
        if let Some(Item::Statement(id)) = self.panel.item() {
            self.go_to(id);
        }
    }

    fn focus_on(&mut self, pane: Pane) {
        if self.focus == Pane::Text && pane == Pane::Voices {
            if self.panel.items().is_empty() {
                return self.say("There are no statements to go to.");
            }
            self.home = self.view;
        }
        self.focus = pane;
    }

    /// Leaves the panel for the place in the article that it led to.
    fn settle(&mut self) {
        self.focus = Pane::Text;
        if self.view.eye != self.home.eye {
            self.jumps.leave(self.home.eye);
        }
    }

    fn open(&mut self, item: usize) {
        self.panel.stand(item);
        match self.panel.item() {
            Some(Item::Voice(voice)) => self.panel.fold(voice, &self.voices),
            Some(Item::Statement(id)) => {
                if self.focus == Pane::Text {
                    self.leave();
                } else {
                    self.settle();
                }
                self.go_to(id);
            }
            None => {}
        }
    }

    fn escape(&mut self) -> Effect {
        if self.focus == Pane::Voices {
            self.focus = Pane::Text;
            self.return_to(self.home);
            if let Some(id) = self.view.current {
                self.panel.stand_on(id);
            }
        } else if self.search.is_on() {
            self.search = Search::default();
        } else if self.is_narrow() {
            self.show_all();
        } else if self.from_dossier && self.desk.unkept.is_none() {
            return Effect::Leave(Outcome::Dossier { at: None });
        } else {
            return self.pause().unwrap_or(Effect::None);
        }
        Effect::None
    }

    /// Goes to a statement if there is one of that number.
    fn visit(&mut self, id: Option<StatementId>, otherwise: &str) {
        match id {
            Some(id) => self.go_to(id),
            None if self.analysis.statements.is_empty() => self.say("This article has no statements."),
            None => self.say(otherwise),
        }
    }

    fn same_voice(&mut self, next: bool) {
        let Some(id) = self.here() else { return self.no_statement() };
        let statements = &self.voices.list()[self.voices.of(id)].statements;
        let at = statements.partition_point(|other| *other < id);
        let there = if next { statements.get(at + 1) } else { at.checked_sub(1).and_then(|i| statements.get(i)) };
        let Some(&there) = there else {
            let which = if next { "last" } else { "first" };
            return self.say(format!("That was the {which} of {}.", self.speaker(id)));
        };
        self.leave();
        self.go_to(there);
    }

    fn turn(&mut self, next: bool) {
        let voice = self.view.current.map(|id| self.voices.of(id));
        let other = |id: &StatementId| Some(self.voices.of(*id)) != voice;
        let there = if next {
            self.shown.from(self.next_id()).iter().copied().find(other)
        } else {
            self.shown.before(self.previous_end()).iter().rev().copied().find(other)
        };
        self.visit(there, if next { "Nobody else speaks after this." } else { "Nobody else speaks before this." });
    }

    fn voice(&mut self, number: usize) {
        let Some(index) = self.voices.numbered(number) else {
            return self.say(format!("There is no voice {number}."));
        };
        let voice = &self.voices.list()[index];
        let only = &self.shown.wanted().voices;
        if !only.is_empty() && !only.contains(&index) {
            return self.only_voice(index);
        }
        if voice.statements.is_empty() {
            let all = self.hint("; ", &Action::ShowAll, "shows all");
            return self.say(format!("What voice {number} says is hidden{all}."));
        }
        let at = voice.statements.partition_point(|id| *id < self.next_id());
        let there = voice.statements[at % voice.statements.len()];
        self.leave();
        self.go_to(there);
    }

    fn go_to_match(&mut self, next: bool) {
        if !self.search.is_on() {
            let search = self.hint("; ", &Action::Search, "starts a search");
            return self.say(format!("Nothing to search for yet{search}."));
        }
        let eye = self.view.eye;
        match if next { self.search.next(eye) } else { self.search.previous(eye) } {
            None => self.say(format!("“{}” is not in this article.", self.search.query())),
            Some((found, round)) => {
                self.leave();
                self.reveal(found.start());
                self.go_to_offset(found.start());
                if round {
                    self.say(if next { "On from the start." } else { "On from the end." });
                }
            }
        }
    }

    fn type_search(&mut self, mut prompt: Prompt, mut regex: bool, from: View, action: Action) {
        match action {
            Action::Escape => {
                self.search = Search::default();
                self.return_to(from);
                return;
            }
            Action::Accept if self.search.fault().is_none() => return self.accept_search(from),
            Action::ToggleRegex => regex = !regex,
            action => edit(&mut prompt, action),
        }
        self.return_to(from);
        if (prompt.text(), regex) != (self.search.query(), self.search.is_regex()) {
            self.search = Search::new(prompt.text(), regex, self.article.text());
        }
        if let Some(found) = self.search.from(from.eye) {
            self.reveal(found.start());
            self.go_to_offset(found.start());
        }
        self.dialog = Some(Dialog::Search { prompt, regex, from });
    }

    fn accept_search(&mut self, from: View) {
        if self.view.eye != from.eye {
            self.jumps.leave(from.eye);
        }
        if self.search.is_on() && self.search.is_empty() {
            self.say(format!("“{}” is not in this article.", self.search.query()));
            self.search = Search::default();
        }
    }

    fn type_export(&mut self, mut prompt: Prompt, action: Action) -> Effect {
        match action {
            Action::Escape => {
                self.say("Not exported.");
                return Effect::None;
            }
            Action::Accept if !prompt.text().trim().is_empty() => {
                return Effect::Export { path: PathBuf::from(prompt.text().trim()), overwrite: false };
            }
            action => edit(&mut prompt, action),
        }
        self.dialog = Some(Dialog::Export(prompt));
        Effect::None
    }
}

/// Where a popup of so many rows stands after a scrolling action.
fn scrolled(at: usize, action: &Action, (rows, shown): (usize, usize)) -> usize {
    let to = match action {
        Action::LineDown | Action::Wheel(_, true) => at + 1,
        Action::LineUp | Action::Wheel(_, false) => at.saturating_sub(1),
        Action::HalfDown => at + shown / 2,
        Action::HalfUp => at.saturating_sub(shown / 2),
        Action::PageDown => at + shown,
        Action::PageUp => at.saturating_sub(shown),
        Action::Top => 0,
        Action::Bottom => rows,
        _ => at,
    };
    to.min(rows.saturating_sub(shown))
}

pub(super) fn edit(prompt: &mut Prompt, action: Action) {
    match action {
        Action::Insert(c) => prompt.insert(c.encode_utf8(&mut [0; 4])),
        Action::Paste(text) => prompt.insert(&text),
        Action::Erase => prompt.erase(),
        Action::EraseWord => prompt.erase_word(),
        Action::EraseLine => prompt.clear(),
        Action::CursorLeft => prompt.left(),
        Action::CursorRight => prompt.right(),
        Action::CursorHome => prompt.home(),
        Action::CursorEnd => prompt.end(),
        _ => {}
    }
}
