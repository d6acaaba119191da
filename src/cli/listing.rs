//! The list of articles: what it shows of each, before it is read and after.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{self, Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::thread;

use super::at_home;
use crate::Article;
use crate::counted::counted;
use crate::recent::{Entry, Recent, title_of};
use crate::source::{self, Input, is_address};
use crate::tui::library::Item;
use crate::tui::{Left, Screen};

/// Bytes of a file that is looked into for the list; of larger ones it shows the name alone.
const LOOK: u64 = 4 << 20;

/// What an article is known by that is no file: standard input, or the sample.
pub(super) const PIPED: &str = "-";

/// Why it is not read once the terminal is taken over.
pub(super) const LATE: &str = "standard input is read alone, before the reader opens";

/// What the list knows an article by: its address, or its absolute path.
pub(super) fn name_of_input(input: &Input) -> PathBuf {
    match input {
        Input::File(path) => path::absolute(path).unwrap_or_else(|_| path.clone()),
        input => input.path().to_owned(),
    }
}

/// Whether what the list knows by this name is read anew each time it is opened: a pipe can be read only once, and what was
/// fetched is not fetched again.
pub(super) fn is_there_to_stay(name: &Path) -> bool {
    fs::metadata(name).is_ok_and(|data| data.is_file())
}

/// The articles that were read.
pub(super) fn listed(recent: &Recent) -> Vec<Item> {
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

pub(super) fn left_off(name: &Path, article: &Article, left: &Left) -> Item {
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
pub(super) fn unseen(file: &Path, state: &str) -> Item {
    let source = name_of_input(&Input::named(file.to_owned()));
    let title = file.to_string_lossy().into_owned();
    Item { voices: voices(&[], &source), source, title, state: state.to_owned(), broken: false, unseen: true }
}

/// Looks into articles in a thread of its own, so that the list is there at once.
pub(super) fn look_into(files: Vec<PathBuf>, recent: Recent, screen: &Screen) -> Receiver<Item> {
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
pub(super) fn complete(typed: &str) -> (String, Vec<String>) {
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
    names.sort_unstable();
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
