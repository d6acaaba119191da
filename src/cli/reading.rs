//! Reading in the terminal: an article, the list of articles, the next one, all of them together.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::env;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::Receiver;

use clap::CommandFactory;
use clap::error::ErrorKind;

use super::args::{Arguments, Read};
use super::listing::{LATE, PIPED, complete, is_there_to_stay, left_off, listed, look_into, name_of_input, unseen};
use super::memory::{Memory, fault};
use super::together::{Affair, Source, gather};
use super::{
    Failure, SAMPLE, analysis_of, at_home, can_draw, can_hear_keys, complain, keep, lacks, load, load_telling,
    open_corrections, print, save_from_reader, settings, tell,
};
use crate::corrections::Log;
use crate::export::Format;
use crate::recent::Recent;
use crate::source::Input;
use crate::store::Folders;
use crate::tui::keys::Context;
use crate::tui::library::{Choice, Item, Library, choose};
use crate::tui::task::{Task, Waited, wait};
use crate::tui::{self, Action, Keymap, Left, Options, Outcome, Report, Screen, Settings, dossier};
use crate::{Analysis, Article, Error, analyze_while};

/// An article that is not read a second time, and the offset where it was left.
struct Held {
    article: Arc<Article>,
    eye: Option<usize>,
}

/// What to do next.
enum Next {
    Sample,
    /// Open an article; where it is given up, go back to this one.
    Open(Input, Option<Input>),
    List,
    /// Read the articles together: from where one was, or from an article at the statement that begins at an offset.
    Dossier(Option<(PathBuf, Option<usize>)>),
    End(Outcome),
}

/// Reads what is asked for, or prints the linear text where no reader can be.
pub(super) fn read(request: &Read) -> Result<ExitCode, Failure> {
    // Only of several files can one be a command that came too late: the path to the first frame goes without the commands.
    if request.files.len() > 1 {
        let mut commands = Arguments::command();
        let is_command = |file: &&PathBuf| {
            !file.exists() && file.to_str().is_some_and(|name| commands.find_subcommand(name).is_some())
        };
        if let Some(name) = request.files.iter().find(is_command) {
            let what = format!("there is no file “{}”; as a command it comes first", name.display());
            return Err(Failure::Usage(commands.error(ErrorKind::ArgumentConflict, what)));
        }
    }
    let folders = Folders::of_user();
    let (settings, remember, notice) = settings::settings(request, folders.as_ref())?;
    if !can_draw() || !can_hear_keys() {
        return print_all(request);
    }
    let (mut reading, mut next) = Reading::new(request, folders, settings, remember, notice);
    let outcome = loop {
        next = match next {
            Next::End(outcome) => break outcome,
            Next::List => reading.list()?,
            Next::Open(input, before) => reading.open(&input, before)?,
            Next::Dossier(from) => reading.dossier(from)?,
            Next::Sample => {
                let sample = Arc::new(Article::from_plain_text(SAMPLE, PIPED));
                let greeting = greeting(&reading.settings.keys);
                reading.article(PIPED.into(), &sample, At::default(), Some(&greeting))?
            }
        };
    };
    let late = reading.late;
    drop(reading.screen);
    late.iter().for_each(complain);
    Ok(match outcome {
        // As a shell reports a program that the signal ended.
        Outcome::Terminated(signal) => ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX)),
        _ => ExitCode::SUCCESS,
    })
}

/// What the sample opens with.
fn greeting(keys: &Keymap) -> String {
    let keys = keys.notes(
        Context::Text,
        &[(&[Action::NextStatement], "goes to a statement"), (&[Action::Help], "shows all keys")],
    );
    format!("Welcome! This is a sample; whosaid FILE opens yours. {keys}")
}

/// Where an article is opened.
#[derive(Clone, Copy, Default)]
struct At {
    /// The offset; without it, where it was left.
    offset: Option<usize>,
    /// Whether it is opened out of the dossier.
    from_dossier: bool,
}

/// A run of the reader: what all articles of it have in common, and what is known of each.
struct Reading<'a> {
    request: &'a Read,
    folders: Option<Folders>,
    settings: Settings,
    remember: bool,
    /// The terminal, once it is taken over.
    screen: Option<Screen>,
    library: Library,
    /// Whether the list behind a single article is still to be read; the path to the first frame goes without it.
    unlisted: bool,
    recent: Recent,
    /// What is seen in the articles that were named, once the list looks into them.
    seen: Option<Receiver<Item>>,
    held: HashMap<PathBuf, Held>,
    affair: Option<Affair>,
    /// The article from which one went to the dossier.
    came_from: Option<PathBuf>,
    /// What is to be said at the next opportunity.
    notice: Option<String>,
    /// What is to be said at the end.
    late: Vec<String>,
}

impl<'a> Reading<'a> {
    fn new(
        request: &'a Read,
        folders: Option<Folders>,
        settings: Settings,
        remember: bool,
        notice: Option<String>,
    ) -> (Self, Next) {
        let mut reading = Self {
            request,
            folders,
            settings,
            remember,
            screen: None,
            library: Library::new("Recent articles", Vec::new()),
            unlisted: request.files.len() == 1 || request.files.is_empty() && !io::stdin().is_terminal(),
            recent: Recent::default(),
            seen: None,
            held: HashMap::new(),
            affair: None,
            came_from: None,
            notice,
            late: Vec::new(),
        };
        if !reading.unlisted {
            let unread;
            (reading.recent, unread) = reading.recent();
            reading.notice = reading.notice.or(unread);
        }
        let next = match request.files.as_slice() {
            [] if reading.unlisted => Next::Open(Input::Stdin, None),
            [] if reading.recent.0.is_empty() => Next::Sample,
            [] => {
                reading.library = Library::new("Recent articles", listed(&reading.recent));
                Next::List
            }
            [file] => Next::Open(Input::named(file.clone()), None),
            files => {
                let items = files.iter().map(|file| unseen(file, "…")).collect();
                reading.library = Library::new("Articles", items).together();
                Next::List
            }
        };
        (reading, next)
    }

    /// What was read last, and why it cannot be told, if so.
    fn recent(&self) -> (Recent, Option<String>) {
        match self.folders.as_ref().filter(|_| self.remember).map(Recent::read) {
            Some(Ok(recent)) => (recent, None),
            Some(Err(error)) => (Recent::default(), Some(fault(&error))),
            None => (Recent::default(), None),
        }
    }

    /// Shows the list until something is chosen.
    fn list(&mut self) -> Result<Next, Failure> {
        let screen = entered(&mut self.screen)?;
        if self.seen.is_none() && self.request.files.len() > 1 {
            self.seen = Some(look_into(self.request.files.clone(), self.recent.clone(), screen));
        }
        if let Some(notice) = self.notice.take() {
            self.library.say(notice, true);
        }
        Ok(match choose(screen, &mut self.library, &self.settings, &complete, self.seen.as_ref())? {
            Choice::Open(source) => Next::Open(Input::named(at_home(&source, env::home_dir())), None),
            Choice::Dossier => {
                self.came_from = None;
                Next::Dossier(None)
            }
            Choice::End(outcome) => Next::End(outcome),
        })
    }

    /// Opens an article. Before there is a screen, what is to be said of it goes to standard error; then, opening it holds
    /// nothing up, and can be given up.
    fn open(&mut self, input: &Input, before: Option<Input>) -> Result<Next, Failure> {
        let name = name_of_input(input);
        if let Some(held) = self.held.get(&name) {
            let (article, offset) = (Arc::clone(&held.article), held.eye);
            return self.article(name, &article, At { offset, ..At::default() }, None);
        }
        let Some(screen) = &mut self.screen else {
            let article = Arc::new(load(input)?);
            return self.article(name, &article, At::default(), None);
        };
        if *input == Input::Stdin {
            self.library.refuse(&name, PIPED, LATE);
            return Ok(Next::List);
        }
        let words = format!("Opening {} …", input.path().display());
        let wanted = input.clone();
        let task = Task::start(screen.waker(), words.clone(), move |progress| {
            load_telling(&wanted, |bytes| {
                let _ = progress.say(format!("{words} {} KB so far", bytes / 1000));
            })
        });
        match wait(screen, &mut self.library, &self.settings, &task)? {
            Waited::Done(Ok(loaded)) => {
                let greeting = Some(lacks(&loaded).join(" · ")).filter(|lacks| !lacks.is_empty());
                self.article(name, &Arc::new(loaded.article), At::default(), greeting.as_deref())
            }
            Waited::Done(Err(error)) => {
                self.library.refuse(&name, &input.path().to_string_lossy(), &error.reason());
                Ok(Next::List)
            }
            Waited::GivenUp => {
                self.library.say("Given up; it is not opened.", false);
                Ok(before.map_or(Next::List, |article| Next::Open(article, None)))
            }
            Waited::Terminated(signal) => Ok(Next::End(Outcome::Terminated(signal))),
        }
    }

    /// Shows the articles of the list together.
    fn dossier(&mut self, from: Option<(PathBuf, Option<usize>)>) -> Result<Next, Failure> {
        let back =
            |from: Option<(PathBuf, _)>| from.map_or(Next::List, |(name, _)| Next::Open(Input::named(name), None));
        if !self.library.has_dossier() {
            return Ok(Next::List);
        }
        let mut names: Vec<PathBuf> = Vec::new();
        for name in self.library.items().iter().map(|item| &item.source) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        let screen = entered(&mut self.screen)?;
        if self.affair.as_ref().is_none_or(|affair| !affair.is_of(&names, from.is_none())) {
            let old = self.affair.take();
            let (mut known, old) = old.map_or_else(Default::default, Affair::into_known);
            let source = |name: &PathBuf| Source {
                name: name.clone(),
                article: self.held.get(name).map(|held| Arc::clone(&held.article)),
                known: known.remove(name).unwrap_or_default(),
            };
            let sources: Vec<Source> = names.iter().map(source).collect();
            let (basis, folders) = (self.request.basis, self.folders.clone());
            let task = Task::start(screen.waker(), "Reading the articles together …", move |progress| {
                gather(sources, basis, folders.as_ref(), progress)
            });
            match wait(screen, &mut self.library, &self.settings, &task)? {
                Waited::Done(gathered) => self.affair = Some(Affair::new(names, gathered, old)),
                Waited::GivenUp => {
                    self.library.say("Given up; the articles are not read together.", false);
                    return Ok(back(from));
                }
                Waited::Terminated(signal) => return Ok(Next::End(Outcome::Terminated(signal))),
            }
        }
        let affair = self.affair.as_mut().expect("it has just been made");
        for (name, article) in affair.articles() {
            if !is_there_to_stay(name) && !self.held.contains_key(name) {
                self.held.insert(name.to_owned(), Held { article: Arc::new(article.clone()), eye: None });
            }
        }
        if affair.is_of_one() {
            self.library.say("A dossier takes two articles at least that can be read.", true);
            return Ok(Next::List);
        }
        if let Some((name, Some(offset))) = from {
            affair.go_to(&name, offset);
        }
        let choice = dossier::look(screen, &mut affair.together, &self.settings, &super::dossier::save_from_reader)?;
        Ok(match choice {
            dossier::Choice::Leave => {
                let article = self.came_from.take().map(|name| Next::Open(Input::named(name), None));
                article.unwrap_or(Next::List)
            }
            dossier::Choice::List => Next::List,
            dossier::Choice::End(outcome) => Next::End(outcome),
            dossier::Choice::Read { item, offset } => {
                let (name, article) = affair.article(item);
                let (name, article) = (name.to_owned(), Arc::new(article.clone()));
                return self.article(name, &article, At { offset, from_dossier: true }, None);
            }
        })
    }

    /// Opens the reader on an article, and keeps how it was left.
    fn article(
        &mut self,
        name: PathBuf,
        article: &Arc<Article>,
        at: At,
        greeting: Option<&str>,
    ) -> Result<Next, Failure> {
        let notice = self.notice.take();
        let affair = self.affair.as_ref();
        let elsewhere = affair.map_or(Vec::new(), |affair| affair.elsewhere(&name, article));
        let read = self.run(article, at, elsewhere, notice.as_deref().or(greeting));
        let ends = |left: &Left| matches!(left.outcome, Outcome::Quit | Outcome::Terminated(_));
        if self.unlisted && !read.as_ref().is_ok_and(|read| ends(&read.left)) {
            self.unlisted = false;
            self.library = Library::new("Recent articles", listed(&self.recent().0));
        }
        let Visit { left, unkept, corrected } = match read {
            Ok(read) => read,
            Err(Failure::Runtime(error)) if self.screen.is_some() => {
                self.library.refuse(&name, &name.to_string_lossy(), &error.to_string());
                return Ok(Next::List);
            }
            Err(failure) => return Err(failure),
        };
        let lost = left.lost.as_ref().map(|why| format!("your corrections are not kept: {why}"));
        let unkept = unkept.map(|error| format!("the place where you left is not kept: {error}"));
        for words in unkept.into_iter().chain(lost) {
            if self.late.last() != Some(&words) {
                self.late.push(words);
            }
        }
        if ends(&left) {
            return Ok(Next::End(left.outcome));
        }
        if let Some(affair) = &mut self.affair {
            affair.note(&name, article, corrected);
        }
        self.library.put(left_off(&name, article, &left));
        if !is_there_to_stay(&name) {
            self.held.insert(name.clone(), Held { article: Arc::clone(article), eye: left.eye });
        }
        self.settings = left.settings;
        Ok(match left.outcome {
            Outcome::Dossier { at: offset } => {
                if !at.from_dossier {
                    self.came_from = Some(name.clone());
                }
                Next::Dossier(Some((name, offset)))
            }
            Outcome::Neighbour { next } => match self.library.neighbour(&name, next) {
                Some(source) => Next::Open(Input::named(source), Some(Input::named(name))),
                None => Next::List,
            },
            _ => Next::List,
        })
    }

    /// Opens the reader on an article until it is left.
    fn run(
        &mut self,
        article: &Arc<Article>,
        at: At,
        elsewhere: Vec<(usize, Vec<String>)>,
        greeting: Option<&str>,
    ) -> Result<Visit, Failure> {
        let (kept, corrections) = if self.request.basis.original {
            (None, None)
        } else {
            open_corrections(article, self.folders.as_ref()).map(|(place, log)| (Some(place), Some(log)))?
        };
        let (kept, corrected) = (RefCell::new(kept), Cell::new(false));
        let exporter = |path: &Path, replace, analysis: &Analysis| save_from_reader(path, replace, article, analysis);
        let keeper = |log: &Log, beside| {
            corrected.set(true);
            match kept.borrow_mut().as_mut() {
                Some(place) => keep(place, log, beside),
                None => Report::Kept(None),
            }
        };
        let memory = Memory::of(self.remember, self.folders.as_ref(), article);
        let greeting = greeting.or(memory.notice(article));
        let (settings, from_dossier) = (self.settings.clone(), at.from_dossier);
        let start = at.offset.or_else(|| memory.start(article));
        let options = Options {
            settings,
            export: &exporter,
            keep: &keeper,
            corrections,
            greeting,
            start,
            from_dossier,
            elsewhere,
        };
        let least = self.request.basis.sureness.least();
        let analyst = Box::new(move |article: &Article, go_on: &mut dyn FnMut(usize) -> bool| {
            analyze_while(article, least, go_on)
        });
        let left = tui::run(entered(&mut self.screen)?, article, analyst, options)?;
        let unkept = memory.keep(article, &left).err();
        Ok(Visit { left, unkept, corrected: corrected.get() })
    }
}

/// How an article was read.
struct Visit {
    left: Left,
    /// Why its place is not kept, if it is not.
    unkept: Option<Error>,
    /// Whether corrections were made.
    corrected: bool,
}

fn entered(screen: &mut Option<Screen>) -> Result<&mut Screen, Error> {
    if screen.is_none() {
        *screen = Some(Screen::enter()?);
    }
    Ok(screen.as_mut().expect("it has just been entered"))
}

/// Prints the linear text of all articles, one after the other.
fn print_all(request: &Read) -> Result<ExitCode, Failure> {
    let text = |article: &Article| {
        let analysis = analysis_of(article, request.basis)?;
        print(Format::Text, article, &analysis)
    };
    match request.files.as_slice() {
        [] if io::stdin().is_terminal() => text(&Article::from_plain_text(SAMPLE, PIPED)),
        [] => text(&load(&Input::Stdin)?),
        [file] => text(&load(&Input::named(file.clone()))?),
        files => {
            let mut code = ExitCode::SUCCESS;
            for file in files {
                match load(&Input::named(file.clone())).map_err(Failure::Runtime).and_then(|article| text(&article)) {
                    Ok(_) => {}
                    Err(Failure::Runtime(error)) => {
                        tell(&error);
                        code = ExitCode::FAILURE;
                    }
                    Err(failure) => return Err(failure),
                }
            }
            Ok(code)
        }
    }
}
