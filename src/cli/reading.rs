//! Reading in the terminal: an article, the list of articles, the next one.

use std::cell::RefCell;
use std::collections::HashMap;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{self, Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use clap::CommandFactory;
use clap::error::ErrorKind;

use super::args::{Arguments, Read};
use super::memory::{Memory, fault};
use super::{
    Failure, SAMPLE, analysis_of, at_home, can_draw, can_hear_keys, complain, keep, lacks, load, open_corrections,
    print, save_from_reader, settings, tell,
};
use crate::corrections::Log;
use crate::counted::counted;
use crate::export::Format;
use crate::recent::{Entry, Recent, title_of};
use crate::source::{self, Input, is_address};
use crate::store::Folders;
use crate::tui::keys::Context;
use crate::tui::library::{Item, Library, choose};
use crate::tui::{self, Action, Keymap, Left, Options, Outcome, Report, Screen, Settings};
use crate::{Analysis, Article, Error, analyze_while};

/// Bytes of a file that is looked into for the list; of larger ones it shows the name alone.
const LOOK: u64 = 4 << 20;

/// What an article is known by that is no file: standard input, or the sample.
const PIPED: &str = "-";

/// An article that cannot be opened a second time, and the offset where it was left.
struct Held {
    article: Arc<Article>,
    eye: Option<usize>,
}

/// What to do next.
enum Next {
    Sample,
    Article(Input),
    List,
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
    let mut reading = Reading { request, folders, settings, remember };
    // The list behind a single article is read when that is left: the path to the first frame goes without it.
    let mut unlisted = request.files.len() == 1 || request.files.is_empty() && !io::stdin().is_terminal();
    let (recent, unread) = if unlisted { (Recent::default(), None) } else { reading.recent() };
    let (mut next, items) = match request.files.as_slice() {
        [] if unlisted => (Next::Article(Input::Stdin), Vec::new()),
        [] if recent.0.is_empty() => (Next::Sample, Vec::new()),
        [] => (Next::List, listed(&recent)),
        [file] => (Next::Article(Input::named(file.clone())), Vec::new()),
        files => (Next::List, files.iter().map(|file| unseen(file, "…")).collect()),
    };
    let title = if request.files.len() > 1 { "Articles" } else { "Recent articles" };
    let mut library = Library::new(title, items);
    let (mut screen, mut notice, mut late) = (None, notice.or(unread), Vec::new());
    let (mut held, mut seen): (HashMap<PathBuf, Held>, _) = (HashMap::new(), None);
    let outcome = loop {
        let (name, article, greeting) = match next {
            Next::List => {
                let screen = entered(&mut screen)?;
                if seen.is_none() && request.files.len() > 1 {
                    seen = Some(look_into(request.files.clone(), recent.clone(), screen));
                }
                if let Some(notice) = notice.take() {
                    library.say(notice, true);
                }
                match choose(screen, &mut library, &reading.settings, &complete, seen.as_ref())? {
                    Ok(source) => next = Next::Article(Input::named(at_home(&source, env::home_dir()))),
                    Err(outcome) => break outcome,
                }
                continue;
            }
            Next::Sample => (
                PIPED.into(),
                Arc::new(Article::from_plain_text(SAMPLE, PIPED)),
                Some(greeting(&reading.settings.keys)),
            ),
            Next::Article(input) => {
                let name = name_of_input(&input);
                let opened = match held.get(&name) {
                    Some(held) => Ok((Arc::clone(&held.article), None)),
                    None if input == Input::Stdin && screen.is_some() => {
                        library.refuse(&name, PIPED, "standard input is read alone, before the reader opens");
                        next = Next::List;
                        continue;
                    }
                    None => open(&input, screen.is_some()),
                };
                match opened {
                    Ok((article, greeting)) => (name, article, greeting),
                    Err(error) if screen.is_none() => return Err(error.into()),
                    Err(error) => {
                        library.refuse(&name, &input.path().to_string_lossy(), &error.reason());
                        next = Next::List;
                        continue;
                    }
                }
            }
        };
        let start = held.get(&name).and_then(|held| held.eye);
        let read = reading.article(&mut screen, &article, start, notice.take().or(greeting).as_deref());
        let ends = |left: &Left| matches!(left.outcome, Outcome::Quit | Outcome::Terminated(_));
        if unlisted && !read.as_ref().is_ok_and(|(left, _)| ends(left)) {
            unlisted = false;
            library = Library::new(title, listed(&reading.recent().0));
        }
        match read {
            Ok((left, unkept)) => {
                late.extend(unkept.map(|error| format!("the place where you left is not kept: {error}")));
                late.extend(left.lost.as_ref().map(|why| format!("your corrections are not kept: {why}")));
                if ends(&left) {
                    break left.outcome;
                }
                library.put(left_off(&name, &article, &left));
                if !is_there_to_stay(&name) {
                    held.insert(name.clone(), Held { article, eye: left.eye });
                }
                reading.settings = left.settings;
                if let Outcome::Neighbour { next: down } = left.outcome
                    && let Some(source) = library.neighbour(&name, down)
                {
                    next = Next::Article(Input::named(source));
                    continue;
                }
            }
            Err(Failure::Runtime(error)) if screen.is_some() => {
                library.refuse(&name, &name.to_string_lossy(), &error.to_string());
            }
            Err(failure) => return Err(failure),
        }
        next = Next::List;
    };
    drop(screen);
    late.dedup();
    late.iter().for_each(complain);
    Ok(match outcome {
        Outcome::Quit | Outcome::Articles | Outcome::Neighbour { .. } => ExitCode::SUCCESS,
        // As a shell reports a program that the signal ended.
        Outcome::Terminated(signal) => ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX)),
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

fn entered(screen: &mut Option<Screen>) -> Result<&mut Screen, Error> {
    if screen.is_none() {
        *screen = Some(Screen::enter()?);
    }
    Ok(screen.as_mut().expect("it has just been entered"))
}

/// Opens an article. What is to be said of it goes to standard error, or, where the reader has the terminal, comes back.
fn open(input: &Input, quietly: bool) -> Result<(Arc<Article>, Option<String>), Error> {
    if !quietly {
        return Ok((Arc::new(load(input)?), None));
    }
    let loaded = source::load(input)?;
    let lacks = lacks(&loaded).join(" · ");
    Ok((Arc::new(loaded.article), Some(lacks).filter(|lacks| !lacks.is_empty())))
}

/// What the list knows an article by: its address, or its absolute path.
fn name_of_input(input: &Input) -> PathBuf {
    match input {
        Input::File(path) => path::absolute(path).unwrap_or_else(|_| path.clone()),
        input => input.path().to_owned(),
    }
}

/// Whether what the list knows by this name can be opened again: a pipe can be read only once.
fn is_there_to_stay(name: &Path) -> bool {
    name.to_str().is_some_and(is_address) || fs::metadata(name).is_ok_and(|data| data.is_file())
}

/// What all articles of a run have in common.
struct Reading<'a> {
    request: &'a Read,
    folders: Option<Folders>,
    settings: Settings,
    remember: bool,
}

impl Reading<'_> {
    /// What was read last, and why it cannot be told, if so.
    fn recent(&self) -> (Recent, Option<String>) {
        match self.folders.as_ref().filter(|_| self.remember).map(Recent::read) {
            Some(Ok(recent)) => (recent, None),
            Some(Err(error)) => (Recent::default(), Some(fault(&error))),
            None => (Recent::default(), None),
        }
    }

    /// Opens the reader on an article; how it was left, and why its place is not kept if it is not.
    fn article(
        &self,
        screen: &mut Option<Screen>,
        article: &Arc<Article>,
        start: Option<usize>,
        greeting: Option<&str>,
    ) -> Result<(Left, Option<Error>), Failure> {
        let (kept, corrections) = if self.request.basis.original {
            (None, None)
        } else {
            open_corrections(article, self.folders.as_ref()).map(|(place, log)| (Some(place), Some(log)))?
        };
        let kept = RefCell::new(kept);
        let exporter = |path: &Path, replace, analysis: &Analysis| save_from_reader(path, replace, article, analysis);
        let keeper = |log: &Log, beside| match kept.borrow_mut().as_mut() {
            Some(place) => keep(place, log, beside),
            None => Report::Kept(None),
        };
        let memory = Memory::of(self.remember, self.folders.as_ref(), article);
        let greeting = greeting.or(memory.notice(article));
        let (settings, start) = (self.settings.clone(), start.or_else(|| memory.start(article)));
        let options = Options { settings, export: &exporter, keep: &keeper, corrections, greeting, start };
        let least = self.request.basis.sureness.least();
        let analyst = Box::new(move |article: &Article, go_on: &mut dyn FnMut(usize) -> bool| {
            analyze_while(article, least, go_on)
        });
        let left = tui::run(entered(screen)?, article, analyst, options)?;
        let unkept = memory.keep(article, &left).err();
        Ok((left, unkept))
    }
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

/// The articles that were read.
fn listed(recent: &Recent) -> Vec<Item> {
    recent.0.iter().map(|entry| known(entry.source.as_str().into(), entry)).collect()
}

fn known(source: PathBuf, entry: &Entry) -> Item {
    Item {
        title: entry.title.clone(),
        voices: voices(&entry.voices, &source),
        state: state(entry.statements, entry.percent),
        source,
        broken: false,
        unseen: false,
    }
}

/// How many statements there are, if that is known, and how far one has come.
fn state(statements: Option<usize>, percent: usize) -> String {
    let count = |count| counted(count, "statement") + " · ";
    format!("{}{percent}%", statements.map(count).unwrap_or_default())
}

fn voices(names: &[String], source: &Path) -> String {
    let name = source.file_name().filter(|_| !source.to_str().is_some_and(is_address));
    let name = match name.map_or(source.to_string_lossy(), OsStr::to_string_lossy) {
        name if name == PIPED => "from no file".into(),
        name => name,
    };
    if names.is_empty() { name.into_owned() } else { format!("{} · {name}", names.join(", ")) }
}

fn left_off(name: &Path, article: &Article, left: &Left) -> Item {
    Item {
        source: name.to_owned(),
        title: title_of(article),
        voices: voices(&left.voices, name),
        state: state(left.statements, left.percent),
        broken: false,
        unseen: false,
    }
}

/// An article of the command line that nobody has looked into.
fn unseen(file: &Path, state: &str) -> Item {
    let source = name_of_input(&Input::named(file.to_owned()));
    let title = file.to_string_lossy().into_owned();
    Item { voices: voices(&[], &source), source, title, state: state.to_owned(), broken: false, unseen: true }
}

/// Looks into articles in a thread of its own, so that the list is there at once.
fn look_into(files: Vec<PathBuf>, recent: Recent, screen: &Screen) -> Receiver<Item> {
    let ((sender, seen), waker) = (mpsc::channel(), screen.waker());
    thread::spawn(move || {
        for file in files {
            if sender.send(look(&file, &recent)).is_err() {
                return;
            }
            waker.wake();
        }
    });
    seen
}

/// What the list shows of a file or address of the command line. A pipe is not looked into: it can be read only once.
fn look(file: &Path, recent: &Recent) -> Item {
    let input = Input::named(file.to_owned());
    let long = match (&input, fs::metadata(file)) {
        (Input::File(_), Ok(data)) if data.is_file() => data.len() > LOOK,
        (Input::File(_), Ok(data)) if data.is_dir() => false,
        (Input::File(_), Err(_)) => false,
        _ => return unseen(file, "not opened yet"),
    };
    if long {
        return unseen(file, "long, not opened yet");
    }
    let item = unseen(file, "not read yet");
    match source::load(&input) {
        Ok(loaded) => match recent.find(&loaded.article) {
            Some(entry) => known(item.source, entry),
            None => Item { title: title_of(&loaded.article), unseen: false, ..item },
        },
        Err(error) => Item { state: error.reason(), broken: true, unseen: false, ..item },
    }
}

/// Completes a path: what it begins with for sure, and the names that it can be. Hidden files have to be asked for.
fn complete(typed: &str) -> (String, Vec<String>) {
    let (folder, start) = typed.rfind('/').map_or(("", typed), |at| typed.split_at(at + 1));
    let place = if folder.is_empty() { Path::new(".").to_owned() } else { at_home(Path::new(folder), env::home_dir()) };
    let Ok(entries) = fs::read_dir(place) else { return (typed.to_owned(), Vec::new()) };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let wanted = name.starts_with(start) && (!name.starts_with('.') || start.starts_with('.'));
            let slash = if entry.path().is_dir() { "/" } else { "" };
            (wanted && !name.contains(char::is_control)).then(|| name + slash)
        })
        .collect();
    names.sort();
    let Some(first) = names.first() else { return (typed.to_owned(), names) };
    let shared = |name: &String| first.char_indices().zip(name.chars()).take_while(|((_, a), b)| a == b).last();
    let end = names.iter().map(|name| shared(name).map_or(0, |((at, c), _)| at + c.len_utf8())).min().unwrap_or(0);
    (format!("{folder}{}", &first[..end]), names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_completed_as_far_as_it_is_sure() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["news-one.txt", "news-öl.txt", "other.txt", ".hidden"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("archive")).unwrap();
        let base = folder.path().to_str().unwrap();
        let complete = |typed: &str| {
            let (begins, names) = complete(&format!("{base}/{typed}"));
            (begins.strip_prefix(&format!("{base}/")).unwrap().to_owned(), names.len())
        };
        assert_eq!(complete("n"), ("news-".to_owned(), 2));
        assert_eq!(complete("news-o"), ("news-one.txt".to_owned(), 1));
        assert_eq!(complete("a"), ("archive/".to_owned(), 1));
        assert_eq!(complete(""), (String::new(), 4));
        assert_eq!(complete(".h"), (".hidden".to_owned(), 1));
        assert_eq!(complete("x"), ("x".to_owned(), 0));
    }
}
