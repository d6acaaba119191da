//! What each action does to a dossier on the screen. What must happen outside comes back as an [`Ask`].

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Dialog, Page, Spot, Together};
use crate::dossier::Place;
use crate::tui::action::{Action, Report};
use crate::tui::app::Settings;
use crate::tui::prompt::Prompt;
use crate::tui::update::edit;
use crate::tui::view::dossier as view;

/// What an export is proposed to be called.
const EXPORT: &str = "dossier.whosaid.md";

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// Nothing.
    Nothing,
    /// To go back where one came from.
    Leave,
    /// To go to the list.
    List,
    /// To read an article.
    Read {
        /// The index of its item in the dossier.
        item: usize,
        /// Where in it; without it, where it was left.
        offset: Option<usize>,
    },
    /// To write the dossier into a file, over one that is there only if so told.
    Export {
        /// The file.
        path: PathBuf,
        /// Whether it may be replaced.
        overwrite: bool,
    },
    /// To end the program.
    Quit,
}

impl Together {
    /// Does what an action asks for.
    pub fn update(&mut self, action: Action, settings: &Settings) -> Ask {
        if let Action::Resize(columns, rows) = action {
            self.size = (columns, rows);
            return Ask::Nothing;
        }
        self.message = None;
        if action == Action::Quit {
            return Ask::Quit;
        }
        match self.dialog.take() {
            None => self.walk(&action, settings),
            Some(dialog) => self.answer(dialog, action),
        }
    }

    fn walk(&mut self, action: &Action, settings: &Settings) -> Ask {
        let page = (view::height(self) / 4).max(1);
        match action {
            Action::LineDown => self.step_down(settings),
            Action::LineUp => self.step_up(settings),
            Action::HalfDown => self.stand(self.cursor() + page.div_ceil(2)),
            Action::HalfUp => self.stand(self.cursor().saturating_sub(page.div_ceil(2))),
            Action::PageDown => self.stand(self.cursor() + page),
            Action::PageUp => self.stand(self.cursor().saturating_sub(page)),
            Action::Top => self.stand(0),
            Action::Bottom => self.stand(usize::MAX),
            Action::NextStatement => self.next_head(true),
            Action::PreviousStatement => self.next_head(false),
            Action::SwitchPane => (self.page, self.eye) = (self.page.next(), 0),
            Action::FoldAll if self.page == Page::Voices => self.fold_all(),
            Action::Export => {
                self.dialog = Some(Dialog::Export(Prompt::holding(&settings.export_to(Path::new(""), EXPORT))));
            }
            Action::Escape => return Ask::Leave,
            Action::Articles => return Ask::List,
            Action::Open => return self.open(),
            _ => {}
        }
        Ask::Nothing
    }

    fn open(&mut self) -> Ask {
        let (item, offset) = match self.spot() {
            Some(Spot::Version { quote, version }) => {
                let version = &self.dossier.quotes[quote].versions[version];
                // The statement it is a part of is what the reader knows.
                (version.place.0, Some(self.offset(version.place)))
            }
            Some(Spot::Said(place)) => (place.0, Some(self.offset(place))),
            Some(Spot::Article(item)) => (item, None),
            Some(Spot::Speaker(speaker)) => {
                if !self.unfolded.remove(&speaker) {
                    self.unfolded.insert(speaker);
                }
                self.list_voices();
                return Ask::Nothing;
            }
            Some(Spot::Failure(_)) | None => return Ask::Nothing,
        };
        Ask::Read { item, offset }
    }

    pub(super) fn offset(&self, (item, id): Place) -> usize {
        self.dossier.items[item].analysis.statements[id].content[0].start()
    }

    fn fold_all(&mut self) {
        let here = self.spots()[..self.spots().len().min(self.cursor() + 1)].iter().rev();
        let speaker = here.copied().find(|spot| matches!(spot, Spot::Speaker(_)));
        self.unfolded = if self.unfolded.is_empty() { (0..self.speakers.len()).collect() } else { BTreeSet::new() };
        self.list_voices();
        self.stand(self.spots().iter().position(|spot| Some(*spot) == speaker).unwrap_or(0));
    }

    pub(super) fn stand(&mut self, at: usize) {
        let last = self.spots().len().saturating_sub(1);
        self.cursors[self.page as usize] = at.min(last);
        self.eye = 0;
    }

    /// To the next quote or voice, or the one before.
    fn next_head(&mut self, next: bool) {
        let is_head = |at: &usize| !matches!(self.spots()[*at], Spot::Said(_) | Spot::Version { version: 1.., .. });
        let (here, count) = (self.cursor(), self.spots().len());
        let there = if next { (here + 1..count).find(is_head) } else { (0..here).rev().find(is_head) };
        match there {
            Some(at) => self.stand(at),
            None => self.say(if next { "That was the last one." } else { "That was the first one." }, false),
        }
    }

    /// A row on in words that are longer than the window, else to what comes next.
    fn step_down(&mut self, settings: &Settings) {
        match view::row_below(self, settings) {
            Some(offset) => self.eye = offset,
            None => self.stand(self.cursor() + 1),
        }
    }

    fn step_up(&mut self, settings: &Settings) {
        match view::row_above(self, settings) {
            Some(offset) => self.eye = offset,
            None => self.stand(self.cursor().saturating_sub(1)),
        }
    }

    fn answer(&mut self, dialog: Dialog, action: Action) -> Ask {
        match (dialog, action) {
            (Dialog::Export(_), Action::Escape) | (Dialog::Overwrite(_), Action::No | Action::Escape) => {
                self.say("Not exported.", false);
            }
            (Dialog::Export(prompt), Action::Accept) if !prompt.text().trim().is_empty() => {
                return Ask::Export { path: prompt.text().trim().into(), overwrite: false };
            }
            (Dialog::Export(mut prompt), action) => {
                edit(&mut prompt, action);
                self.dialog = Some(Dialog::Export(prompt));
            }
            (Dialog::Overwrite(path), Action::Yes) => return Ask::Export { path, overwrite: true },
            (dialog @ Dialog::Overwrite(_), _) => self.dialog = Some(dialog),
        }
        Ask::Nothing
    }

    /// What came of an export.
    pub fn told(&mut self, report: Report) {
        match report {
            Report::Exported(path) => self.say(format!("Exported to {}", path.display()), false),
            Report::Exists(path) => self.dialog = Some(Dialog::Overwrite(path)),
            Report::Failed(what) => self.say(what, true),
            Report::Copied | Report::Kept(_) | Report::KeptBeside(_) | Report::Unkept { .. } => {}
        }
    }
}
