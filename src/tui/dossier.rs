//! Several articles together on the screen: the quotes that several of them have, the voices over all of them, and the
//! articles themselves, a page each. What one stands on is an index; where one reads in it, an offset of its words.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::action::{Action, Report};
use super::app::Settings;
use super::event::{EventSource, Input, Mouse};
use super::keys::Context;
use super::prompt::Prompt;
use super::update::edit;
use super::view::dossier as view;
use super::{Outcome, Screen};
use crate::Error;
use crate::counted::counted;
use crate::dossier::{Dossier, Item, Place};

/// What an export is proposed to be called.
const EXPORT: &str = "dossier.whosaid.md";

/// What of the dossier is on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// What several articles quote.
    Quotes,
    /// Who says what over all articles.
    Voices,
    /// The articles, and those that could not be read.
    Articles,
}

impl Page {
    pub(super) const ALL: [Self; 3] = [Self::Quotes, Self::Voices, Self::Articles];

    /// The one behind it; behind the last the first.
    pub(super) fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}

/// Something that one can stand on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// How one article has a quote.
    Version {
        /// The index of the quote.
        quote: usize,
        /// That of the version in it.
        version: usize,
    },
    /// Somebody who says something, by index.
    Speaker(usize),
    /// A statement of the speaker above.
    Said(Place),
    /// An article, by index.
    Article(usize),
    /// One that could not be read, by index.
    Failure(usize),
}

/// An article that could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// What it is called.
    pub name: String,
    /// Why.
    pub why: String,
}

/// What lies over the footer and has the keyboard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Dialog {
    /// A file name is typed.
    Export(Prompt),
    /// The file is there: overwrite it?
    Overwrite(PathBuf),
}

/// The dossier, and where one is in it.
#[derive(Debug)]
pub struct Together {
    pub(super) dossier: Dossier,
    /// What each of its articles lacks.
    pub(super) lacks: Vec<Vec<String>>,
    pub(super) failures: Vec<Failure>,
    /// The voices that say something, by index; nothing for the statements of nobody.
    pub(super) speakers: Vec<Option<usize>>,
    /// The statements of nobody.
    nobody: Vec<Place>,
    /// The speakers whose statements are shown.
    unfolded: BTreeSet<usize>,
    pub(super) page: Page,
    /// What one can stand on, a list for each page, and the index in it.
    spots: [Vec<Spot>; 3],
    cursors: [usize; 3],
    /// The offset in the words of what one stands on from which they are shown, where they are longer than the window.
    pub(super) eye: usize,
    pub(super) size: (u16, u16),
    pub(super) dialog: Option<Dialog>,
    /// What the footer says until the next key, and whether something failed.
    pub(super) message: Option<(String, bool)>,
}

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
    /// To hand the terminal back until continued.
    Suspend,
    /// To draw all anew.
    Redraw,
}

impl Together {
    /// Opens a dossier: at its quotes, or at its voices where it has none. Each of its articles may lack something, and others
    /// could not be read.
    pub fn new(dossier: Dossier, lacks: Vec<Vec<String>>, failures: Vec<Failure>) -> Self {
        let shares = dossier.voices.iter().any(|voice| voice.articles() > 1);
        let page = if dossier.quotes.is_empty() && shares { Page::Voices } else { Page::Quotes };
        let mut together = Self {
            dossier,
            lacks,
            failures,
            speakers: Vec::new(),
            nobody: Vec::new(),
            unfolded: BTreeSet::new(),
            page,
            spots: Default::default(),
            cursors: [0; 3],
            eye: 0,
            size: (80, 24),
            dialog: None,
            message: None,
        };
        together.list();
        let lacking = together.lacks.iter().filter(|lacks| !lacks.is_empty()).count();
        let unread = together.failures.len();
        let told = [(unread, "not read"), (lacking, "perhaps not whole")];
        let told = told.into_iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told.map(|(count, what)| format!("{} {what}", counted(count, "article"))).collect();
        if !told.is_empty() {
            together.say(format!("{}: see Articles", told.join(", ")), true);
        }
        together
    }

    /// The dossier.
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// Takes the articles out of it, each with what it lacks, for a dossier to be made anew; this one is then good for nothing
    /// but [`renewed`](Self::renewed).
    pub fn take_items(&mut self) -> Vec<(Item, Vec<String>)> {
        let lacks = std::mem::take(&mut self.lacks).into_iter().chain(std::iter::repeat_with(Vec::new));
        std::mem::take(&mut self.dossier.items).into_iter().zip(lacks).collect()
    }

    /// Whether some of the articles could not be read.
    pub fn has_failures(&self) -> bool {
        !self.failures.is_empty()
    }

    /// The same place in a dossier of the same articles that was made anew: on the same page, at the same words if they are
    /// still there, with the same voices unfolded.
    #[must_use]
    pub fn renewed(&self, dossier: Dossier, lacks: Vec<Vec<String>>, failures: Vec<Failure>) -> Self {
        let mut new = Self::new(dossier, lacks, failures);
        let name = |together: &Self, speaker: usize| together.speaker_name(speaker).map(str::to_owned);
        let names: Vec<_> = self.unfolded.iter().map(|&speaker| name(self, speaker)).collect();
        new.unfolded = (0..new.speakers.len()).filter(|&speaker| names.contains(&name(&new, speaker))).collect();
        (new.page, new.size, new.message) = (self.page, self.size, None);
        new.list();
        new.cursors = self.cursors;
        let last = |list: &Vec<Spot>| list.len().saturating_sub(1);
        new.cursors.iter_mut().zip(&new.spots).for_each(|(cursor, list)| *cursor = (*cursor).min(last(list)));
        new
    }

    /// Lists what one can stand on.
    fn list(&mut self) {
        let dossier = &self.dossier;
        self.nobody = dossier.unattributed();
        self.speakers = dossier.speaking().map(|(voice, _)| Some(voice)).collect();
        self.speakers.extend((!self.nobody.is_empty()).then_some(None));
        let quotes = dossier.quotes.iter().enumerate();
        let versions =
            quotes.flat_map(|(quote, of)| (0..of.versions.len()).map(move |version| Spot::Version { quote, version }));
        let articles = (0..dossier.items.len()).map(Spot::Article);
        let articles = articles.chain((0..self.failures.len()).map(Spot::Failure));
        self.spots = [versions.collect(), Vec::new(), articles.collect()];
        self.list_voices();
    }

    fn list_voices(&mut self) {
        let mut spots = Vec::new();
        for speaker in 0..self.speakers.len() {
            spots.push(Spot::Speaker(speaker));
            if self.unfolded.contains(&speaker) {
                spots.extend(self.statements(speaker).iter().copied().map(Spot::Said));
            }
        }
        self.spots[Page::Voices as usize] = spots;
    }

    /// What a speaker says.
    pub(super) fn statements(&self, speaker: usize) -> &[Place] {
        self.speakers[speaker].map_or(&self.nobody, |voice| &self.dossier.voices[voice].statements)
    }

    /// What a speaker is called; nothing for nobody.
    pub(super) fn speaker_name(&self, speaker: usize) -> Option<&str> {
        self.speakers[speaker].map(|voice| self.dossier.voices[voice].name.as_str())
    }

    /// The speaker of a statement, by index.
    pub(super) fn speaker_of(&self, (item, id): Place) -> Option<usize> {
        let actor = self.dossier.items[item].analysis.statements[id].actor?;
        let is_it = |speaker: &Option<usize>| {
            speaker.is_some_and(|voice| self.dossier.voices[voice].members.contains(&(item, actor)))
        };
        self.speakers.iter().position(is_it)
    }

    /// Whether the statements of a speaker are shown.
    pub(super) fn is_unfolded(&self, speaker: usize) -> bool {
        self.unfolded.contains(&speaker)
    }

    /// What one can stand on, on this page.
    pub(super) fn spots(&self) -> &[Spot] {
        &self.spots[self.page as usize]
    }

    /// The index of what one stands on.
    pub(super) fn cursor(&self) -> usize {
        self.cursors[self.page as usize]
    }

    /// What one stands on.
    pub fn spot(&self) -> Option<Spot> {
        self.spots().get(self.cursor()).copied()
    }

    /// Whether the articles have anything in common.
    pub(super) fn shares_nothing(&self) -> bool {
        self.dossier.quotes.is_empty() && self.dossier.voices.iter().all(|voice| voice.articles() < 2)
    }

    /// Says something until the next key; that something failed, if so told.
    pub fn say(&mut self, text: impl Into<String>, alert: bool) {
        self.message = Some((text.into(), alert));
    }

    /// What has the keyboard.
    pub fn context(&self) -> Context {
        match self.dialog {
            Some(Dialog::Export(_)) => Context::Prompt,
            Some(Dialog::Overwrite(_)) => Context::Confirm,
            None => Context::Dossier,
        }
    }

    /// Goes to the statement of an article whose words begin at an offset: where it is compared, if another article has it
    /// too, else among what its speaker says.
    pub fn go_to(&mut self, item: usize, offset: usize) {
        let begins = |place: &Place| {
            let statement = &self.dossier.items[place.0].analysis.statements[place.1];
            statement.content[0].start() == offset
        };
        let count = self.dossier.items[item].analysis.statements.len();
        let Some(place) = (0..count).map(|id| (item, id)).find(begins) else { return };
        let is_it = |spot: &Spot| matches!(*spot, Spot::Version { quote, version } if self.dossier.quotes[quote].versions[version].place == place);
        if let Some(at) = self.spots[Page::Quotes as usize].iter().position(is_it) {
            self.page = Page::Quotes;
            return self.stand(at);
        }
        let nobody = || self.speakers.iter().position(Option::is_none);
        let Some(speaker) = self.speaker_of(place).or_else(nobody) else { return };
        self.page = Page::Voices;
        self.unfolded.insert(speaker);
        self.list_voices();
        if let Some(at) = self.spots().iter().position(|spot| *spot == Spot::Said(place)) {
            self.stand(at);
        }
        self.say("No other article has these words.", false);
    }

    /// The statements of an article that others have too: where their words begin, in order, and the titles of those.
    pub fn elsewhere(&self, item: usize) -> Vec<(usize, Vec<String>)> {
        let dossier = &self.dossier;
        let mut elsewhere: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for quote in &dossier.quotes {
            for own in quote.versions.iter().filter(|version| version.place.0 == item) {
                let others = quote.versions.iter().map(|version| version.place.0).filter(|&other| other != item);
                elsewhere.entry(self.offset(own.place)).or_default().extend(others);
            }
        }
        let titles =
            |others: BTreeSet<usize>| others.into_iter().map(|item| dossier.title(item).into_owned()).collect();
        elsewhere.into_iter().map(|(offset, others)| (offset, titles(others))).collect()
    }

    /// Does what an action asks for.
    pub fn update(&mut self, action: Action, settings: &Settings) -> Ask {
        if let Action::Resize(columns, rows) = action {
            self.size = (columns, rows);
            return Ask::Nothing;
        }
        self.message = None;
        match action {
            Action::Quit => return Ask::Quit,
            Action::Suspend => return Ask::Suspend,
            Action::Redraw => return Ask::Redraw,
            _ => {}
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

    fn offset(&self, (item, id): Place) -> usize {
        self.dossier.items[item].analysis.statements[id].content[0].start()
    }

    fn fold_all(&mut self) {
        let here = self.spots()[..self.spots().len().min(self.cursor() + 1)].iter().rev();
        let speaker = here.copied().find(|spot| matches!(spot, Spot::Speaker(_)));
        self.unfolded = if self.unfolded.is_empty() { (0..self.speakers.len()).collect() } else { BTreeSet::new() };
        self.list_voices();
        self.stand(self.spots().iter().position(|spot| Some(*spot) == speaker).unwrap_or(0));
    }

    fn stand(&mut self, at: usize) {
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

/// What one does next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// Go back where one came from.
    Leave,
    /// Go to the list.
    List,
    /// Read an article.
    Read {
        /// The index of its item in the dossier.
        item: usize,
        /// Where in it; without it, where it was left.
        offset: Option<usize>,
    },
    /// End the program.
    End(Outcome),
}

/// Writes a dossier: the path, whether a file there may be replaced, and what to write.
pub type Exporter<'a> = &'a dyn Fn(&Path, bool, &Dossier) -> Report;

/// Shows the dossier until something is chosen in it.
///
/// # Errors
/// If the terminal cannot be read or written.
pub fn look(
    screen: &mut Screen,
    together: &mut Together,
    settings: &Settings,
    export: Exporter<'_>,
) -> Result<Choice, Error> {
    walk(screen, together, settings, export).map_err(|cause| Error::Terminal { cause })
}

fn walk(screen: &mut Screen, together: &mut Together, settings: &Settings, export: Exporter<'_>) -> io::Result<Choice> {
    let Screen { session, events } = screen;
    session.mouse(settings.mouse)?;
    loop {
        let size = session.terminal.size()?;
        together.update(Action::Resize(size.width, size.height), settings);
        if !events.pending() {
            session.paste(together.context() == Context::Prompt)?;
            session.terminal.draw(|frame| view::draw(together, settings, frame))?;
        }
        let action = match events.next()? {
            Input::Terminate(signal) => return Ok(Choice::End(Outcome::Terminated(signal))),
            Input::Continue => {
                session.retake()?;
                None
            }
            Input::Key(key) => settings.keys.lookup(together.context(), key),
            Input::Paste(text) => (together.context() == Context::Prompt).then_some(Action::Paste(text)),
            Input::Mouse(Mouse::Wheel { down, .. }) => Some(if down { Action::LineDown } else { Action::LineUp }),
            Input::Mouse(_) | Input::Resize(..) | Input::News => None,
        };
        match action.map_or(Ask::Nothing, |action| together.update(action, settings)) {
            Ask::Nothing => {}
            Ask::Leave => return Ok(Choice::Leave),
            Ask::List => return Ok(Choice::List),
            Ask::Read { item, offset } => return Ok(Choice::Read { item, offset }),
            Ask::Export { path, overwrite } => {
                let report = export(&path, overwrite, &together.dossier);
                together.told(report);
            }
            Ask::Quit => return Ok(Choice::End(Outcome::Quit)),
            Ask::Suspend => session.suspend()?,
            Ask::Redraw => session.repaint()?,
        }
    }
}
