//! Reading in the terminal: an article, the list of articles, the next one.

use std::cell::RefCell;
use std::env;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::CommandFactory;
use clap::error::ErrorKind;

use super::args::{Arguments, Read};
use super::memory::Memory;
use super::{
    Failure, GREETING, SAMPLE, analysis_of, at_home, can_draw, can_hear_keys, complain, keep, load, open_corrections,
    print, save_from_reader, settings,
};
use crate::corrections::Log;
use crate::export::Format;
use crate::recent::{Entry, Recent, title_of};
use crate::source::{self, Input, is_address};
use crate::store::Folders;
use crate::tui::library::{Item, Library, choose};
use crate::tui::{self, Left, Options, Outcome, Report, Screen, Settings};
use crate::{Analysis, Article, Error, analyze_while};

/// Bytes of a file that is looked into for the list; of larger ones it shows the name alone.
const LOOK: u64 = 4 << 20;

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
    let recent = match folders.as_ref().filter(|_| remember).map(Recent::read) {
        Some(Ok(recent)) => recent,
        // The first article says what is wrong with it.
        Some(Err(_)) | None => Recent::default(),
    };
    let (mut next, items) = match request.files.as_slice() {
        [] if !io::stdin().is_terminal() => (Next::Article(Input::Stdin), listed(&recent)),
        [] if recent.0.is_empty() => (Next::Sample, Vec::new()),
        [] => (Next::List, listed(&recent)),
        [file] => (Next::Article(Input::named(file.clone())), listed(&recent)),
        files => (Next::List, files.iter().map(|file| look(file, &recent)).collect()),
    };
    let title = if request.files.len() > 1 { "Articles" } else { "Recent articles" };
    let mut library = Library::new(title, items);
    let reading = Reading { request, folders, settings, remember };
    let (mut screen, mut notice, mut late) = (None, notice, Vec::new());
    let outcome = loop {
        let (article, greeting) = match next {
            Next::List => {
                let screen = entered(&mut screen)?;
                if let Some(notice) = notice.take() {
                    library.say(notice, true);
                }
                match choose(screen, &mut library, &reading.settings, &complete)? {
                    Ok(source) => next = Next::Article(Input::named(at_home(Path::new(&source), env::home_dir()))),
                    Err(outcome) => break outcome,
                }
                continue;
            }
            Next::Sample => (Article::from_plain_text(SAMPLE, "sample"), Some(GREETING.to_owned())),
            Next::Article(input) => match open(&input, screen.is_some()) {
                Ok(opened) => opened,
                Err(error) if screen.is_none() => return Err(error.into()),
                Err(error) => {
                    library.put(broken(&input.path().to_string_lossy(), &error));
                    next = Next::List;
                    continue;
                }
            },
        };
        let article = Arc::new(article);
        match reading.article(&mut screen, &article, notice.take().or(greeting).as_deref()) {
            Ok((left, unkept)) => {
                late.extend(unkept.map(|error| format!("the place where you left is not kept: {error}")));
                late.extend(left.lost.as_ref().map(|why| format!("your corrections are not kept: {why}")));
                if matches!(left.outcome, Outcome::Quit | Outcome::Terminated(_)) {
                    break left.outcome;
                }
                if article.source() != "-" && article.source() != "sample" {
                    library.put(left_off(&article, &left));
                }
                if let Outcome::Neighbour { next: down } = left.outcome
                    && let Some(source) = library.neighbour(article.source(), down)
                {
                    next = Next::Article(Input::named(at_home(Path::new(&source), env::home_dir())));
                    continue;
                }
            }
            Err(Failure::Runtime(error)) if screen.is_some() => library.put(broken(article.source(), &error)),
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

fn entered(screen: &mut Option<Screen>) -> Result<&mut Screen, Error> {
    if screen.is_none() {
        *screen = Some(Screen::enter()?);
    }
    Ok(screen.as_mut().expect("it has just been entered"))
}

/// Opens an article. What is to be said of it goes to standard error, or, where the reader has the terminal, comes back.
fn open(input: &Input, quietly: bool) -> Result<(Article, Option<String>), Error> {
    if !quietly {
        return Ok((load(input)?, None));
    }
    let loaded = source::load(input)?;
    Ok((loaded.article, loaded.missing.map(|missing| missing.to_string())))
}

/// What all articles of a run have in common.
struct Reading<'a> {
    request: &'a Read,
    folders: Option<Folders>,
    settings: Settings,
    remember: bool,
}

impl Reading<'_> {
    /// Opens the reader on an article; how it was left, and why its place is not kept if it is not.
    fn article(
        &self,
        screen: &mut Option<Screen>,
        article: &Arc<Article>,
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
        let (settings, start) = (self.settings.clone(), memory.start(article));
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
        [] if io::stdin().is_terminal() => text(&Article::from_plain_text(SAMPLE, "sample")),
        [] => text(&load(&Input::Stdin)?),
        [file] => text(&load(&Input::named(file.clone()))?),
        files => {
            let mut code = ExitCode::SUCCESS;
            for file in files {
                match load(&Input::named(file.clone())) {
                    Ok(article) => _ = text(&article)?,
                    Err(error) => {
                        complain(error);
                        code = ExitCode::FAILURE;
                    }
                }
            }
            Ok(code)
        }
    }
}

/// The articles that were read.
fn listed(recent: &Recent) -> Vec<Item> {
    recent.0.iter().map(|entry| known(&entry.source, entry)).collect()
}

fn known(source: &str, entry: &Entry) -> Item {
    Item {
        source: source.to_owned(),
        title: entry.title.clone(),
        voices: voices(&entry.voices, source),
        state: format!("{} · {}%", statements(entry.statements), entry.percent),
        broken: false,
    }
}

fn statements(count: usize) -> String {
    format!("{count} statement{}", if count == 1 { "" } else { "s" })
}

fn voices(names: &[String], source: &str) -> String {
    let name = Path::new(source).file_name().filter(|_| !is_address(source));
    let name = name.map_or(source.into(), |name| name.to_string_lossy());
    if names.is_empty() { name.into_owned() } else { format!("{} · {name}", names.join(", ")) }
}

fn left_off(article: &Article, left: &Left) -> Item {
    Item {
        source: article.source().to_owned(),
        title: title_of(article),
        voices: voices(&left.voices, article.source()),
        state: format!("{} · {}%", statements(left.statements), left.percent),
        broken: false,
    }
}

fn broken(source: &str, error: &Error) -> Item {
    let title = source.to_owned();
    Item { source: source.to_owned(), title, voices: String::new(), state: error.to_string(), broken: true }
}

/// What the list shows of a file or address of the command line.
fn look(file: &Path, recent: &Recent) -> Item {
    let source = file.to_string_lossy().into_owned();
    let fresh = |title: String, state: &str| Item {
        voices: voices(&[], &source),
        source: source.clone(),
        title,
        state: state.to_owned(),
        broken: false,
    };
    let input = Input::named(file.to_owned());
    if !matches!(input, Input::File(_)) {
        return fresh(source.clone(), "not opened yet");
    }
    if fs::metadata(file).is_ok_and(|data| data.len() > LOOK) {
        return fresh(source.clone(), "long, not opened yet");
    }
    match source::load(&input) {
        Ok(loaded) => match recent.find(&loaded.article) {
            Some(entry) => known(&source, entry),
            None => fresh(title_of(&loaded.article), "not read yet"),
        },
        Err(error) => broken(&source, &error),
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
