//! Where corrections are kept: a file for each article in the user's data folder, or one beside the article.
//!
//! In the data folder a file is named after the article's file, its path and its text, so that one look at the folder's
//! names finds it by either. An article that was edited is known by its path, one that was moved by its text. A file
//! is never written over a state that this program has not read: what another reader wrote meanwhile is taken in.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::form::Sheet;
use super::{Aliases, Applied, Log, apply};
use crate::store::{Folders, Key, Lock, file};
use crate::{Analysis, Article, Error};

/// Bytes of a file that are read at most.
const LIMIT: u64 = 64 << 20;

/// The corrections of one article, and the file that keeps them.
#[derive(Clone, Debug)]
pub struct Shelf {
    key: Key,
    title: String,
    /// Where corrections are written to; nothing where there is no data folder.
    target: Option<PathBuf>,
    /// The texts that the article had before.
    earlier: Vec<String>,
    /// What stood in the target when it was last read or written; nothing: it was not there.
    seen: Option<String>,
    /// The log that stands for.
    saved: Log,
    /// Whether the corrections were made for this very text.
    unchanged: bool,
}

/// What came of saving.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Saved {
    /// It is kept.
    Kept,
    /// It is kept, together with what another reader wrote meanwhile; this is all of it.
    Merged(Log),
}

impl Shelf {
    /// Finds the corrections of an article.
    ///
    /// # Errors
    /// [`Error::Read`], or [`Error::Form`] for a file that makes no sense. It must not be written over.
    pub fn open(article: &Article, folders: Option<&Folders>) -> Result<(Self, Log), Error> {
        let key = Key::of(article);
        let title = article.title().map(|title| article.slice(title).to_owned()).unwrap_or_default();
        let beside = key.path.as_deref().map(|path| beside(Path::new(path))).filter(|path| path.exists());
        let folder = folders.map(|folders| folders.data().join("corrections"));
        let target = beside.clone().or_else(|| Some(folder.as_ref()?.join(file_name(&key))));
        let found = match (beside, folder) {
            (Some(beside), _) => Some((beside.clone(), read(&beside)?)),
            (None, Some(folder)) => find(&folder, &key)?,
            (None, None) => None,
        };
        let mut shelf =
            Self { key, title, target, earlier: Vec::new(), seen: None, saved: Log::default(), unchanged: true };
        let Some((path, (text, sheet))) = found else { return Ok((shelf, Log::default())) };
        if shelf.target.as_ref() == Some(&path) {
            shelf.seen = Some(text);
        }
        shelf.unchanged = sheet.text == shelf.key.text;
        let log = if shelf.unchanged { sheet.log.clone() } else { sheet.log.moved_to(article) };
        shelf.earlier = sheet.earlier;
        if !shelf.unchanged {
            if is_another_article(&shelf.title, &sheet.title, &log, article) {
                let fresh = Self { earlier: Vec::new(), seen: None, unchanged: true, ..shelf };
                return Ok((fresh, Log::default()));
            }
            shelf.earlier.retain(|text| *text != sheet.text && *text != shelf.key.text);
            shelf.earlier.push(sheet.text);
        }
        shelf.saved = log.clone();
        if shelf.target.as_ref() != Some(&path)
            && let Some(target) = &shelf.target
            && let Some((text, sheet)) = read_if_there(target)?
        {
            // Kept when the article read as it does again now; what was found was kept later.
            (shelf.seen, shelf.saved) = (Some(text), sheet.log);
        }
        Ok((shelf, log))
    }

    /// Whether the article was edited since it was last corrected.
    pub fn is_edited(&self) -> bool {
        !self.unchanged
    }

    /// The file that keeps them.
    pub fn path(&self) -> Option<&Path> {
        self.target.as_deref()
    }

    /// Whether they could be kept beside the article and are not.
    pub fn can_move_beside(&self) -> bool {
        self.key.path.as_deref().is_some_and(|path| self.target != Some(beside(Path::new(path))))
    }

    /// Writes a log beside the article and, if that succeeds, keeps it there from now on; nothing for an article that is
    /// no file.
    ///
    /// # Errors
    /// Those of [`save`](Self::save); the file that keeps them is then the same as before.
    pub fn save_beside(&mut self, log: &Log) -> Result<Option<Saved>, Error> {
        let Some(article) = self.key.path.as_deref() else { return Ok(None) };
        let target = Some(beside(Path::new(article)));
        let seen = self.seen.clone().filter(|_| self.target == target);
        let mut moved = Self { target, seen, ..self.clone() };
        let saved = moved.save(log)?;
        *self = moved;
        Ok(Some(saved))
    }

    /// Writes a log, whole or not at all. What another reader wrote since is kept with it.
    ///
    /// # Errors
    /// [`Error::Write`]; [`Error::Form`] and [`Error::Read`] for a file that appeared since and cannot be read.
    pub fn save(&mut self, log: &Log) -> Result<Saved, Error> {
        let Some(target) = self.target.clone() else {
            let cause = io::Error::other("the system names no folder for data; set XDG_DATA_HOME");
            return Err(Error::Write { path: "corrections".into(), cause });
        };
        let failed = |cause| Error::Write { path: target.clone(), cause };
        if let Some(folder) = target.parent() {
            file::make_folder(folder)?;
        }
        let _lock = Lock::of(&target).map_err(failed)?;
        let (mut all, mut merged) = (log.clone(), false);
        if let Some((text, sheet)) = read_if_there(&target)?
            && self.seen.as_ref() != Some(&text)
        {
            let base = if self.seen.is_some() { &self.saved } else { &Log::default() };
            all = log.merged(base, &sheet.log);
            merged = all != *log;
        }
        let sheet = Sheet {
            article: self.key.path.clone().unwrap_or_default(),
            title: self.title.clone(),
            text: self.key.text.clone(),
            earlier: self.earlier.clone(),
            log: all.clone(),
        };
        let text = sheet.write();
        file::save(&target, true, |out| out.write_all(text.as_bytes()))?;
        (self.seen, self.saved) = (Some(text), all.clone());
        Ok(if merged { Saved::Merged(all) } else { Saved::Kept })
    }
}

/// The stored corrections and the alias book of a user, applied to what the engine found.
///
/// # Errors
/// Those of [`Shelf::open`] and [`Aliases::read`].
pub fn apply_stored(article: &Article, analysis: Analysis, folders: Option<&Folders>) -> Result<Applied, Error> {
    let aliases = aliases(folders)?;
    let (_, log) = Shelf::open(article, folders)?;
    Ok(apply(article, analysis, &aliases, log.in_force()))
}

/// The user's alias book.
///
/// # Errors
/// Those of [`Aliases::read`].
pub fn aliases(folders: Option<&Folders>) -> Result<Aliases, Error> {
    folders.map_or_else(|| Ok(Aliases::default()), |folders| Aliases::read(&folders.config().join("aliases.toml")))
}

/// `port.txt.whosaid` for `port.txt`.
fn beside(article: &Path) -> PathBuf {
    let mut name = article.file_name().unwrap_or_default().to_owned();
    name.push(".whosaid");
    article.with_file_name(name)
}

/// `port-<path>-<text>.toml`: for people, by path, by text.
fn file_name(key: &Key) -> String {
    let stem = key.path.as_deref().and_then(|path| Path::new(path).file_stem()).map(|stem| stem.to_string_lossy());
    let plain = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let stem: String = stem.as_deref().unwrap_or("piped").chars().take(32).map(plain).collect();
    format!("{stem}-{}-{}.toml", key.path_key(), key.text)
}

type Found = (PathBuf, (String, Sheet));

/// The file of an article: of those that know its text the newest, at its path before elsewhere; else the newest of its
/// path.
fn find(folder: &Path, key: &Key) -> Result<Option<Found>, Error> {
    let failed = |cause| Error::Read { path: folder.to_owned(), cause };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if is_absent(&error) => return Ok(None),
        Err(cause) => return Err(failed(cause)),
    };
    let by_path = format!("-{}-", key.path_key());
    let mut candidates = Vec::new();
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(".toml") else { continue };
        let here = key.path.is_some() && name.contains(&by_path);
        if here || name.ends_with(&key.text) {
            let time = entry.metadata().and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
            candidates.push((here, time, entry.path()));
        }
    }
    candidates.sort_unstable_by(|a, b| b.cmp(a));
    let mut newest = None;
    for (_, _, path) in candidates {
        let found = read(&path)?;
        let knows = found.1.text == key.text || found.1.earlier.contains(&key.text);
        if knows {
            return Ok(Some((path, found)));
        }
        newest.get_or_insert((path, found));
    }
    Ok(newest)
}

/// Whether a text at a path is no later version of the one that was corrected there, but has taken its place: it has
/// another title, and none of the corrections' words.
fn is_another_article(title: &str, before: &str, log: &Log, article: &Article) -> bool {
    title != before
        && !log.is_empty()
        && log.all().iter().filter_map(super::Correction::trace).all(|words| !article.text().contains(words))
}

/// Whether there is nothing to read: no such file, or no folder where one would be.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn read(path: &Path) -> Result<(String, Sheet), Error> {
    let failed = |cause| Error::Read { path: path.to_owned(), cause };
    let mut text = String::new();
    let length =
        fs::File::open(path).and_then(|file| file.take(LIMIT + 1).read_to_string(&mut text)).map_err(failed)?;
    if length as u64 > LIMIT {
        return Err(Error::TooLarge { path: path.to_owned(), limit: LIMIT });
    }
    let sheet = Sheet::parse(&text).map_err(|(line, what)| Error::Form { path: path.to_owned(), line, what })?;
    Ok((text, sheet))
}

fn read_if_there(path: &Path) -> Result<Option<(String, Sheet)>, Error> {
    match read(path) {
        Ok(found) => Ok(Some(found)),
        Err(Error::Read { cause, .. }) if is_absent(&cause) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::corrections::{Correction, Words};
    use crate::{analyze, corrections::Who};

    const PORT: &str = "Harbour closed\n\nThe port of Vesla was closed on Monday.\n\n“We waited for hours,” said Ana \
        Ruiz, the harbour master.\n\nOve Lund said that the crane had been old.\n";

    /// A folder with an article in it and the user's folders.
    struct Home(TempDir);

    impl Home {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn folders(&self) -> Folders {
            Folders::under(&self.0.path().join("home"))
        }

        fn article(&self, name: &str, text: &str) -> Article {
            let path = self.0.path().join(name);
            fs::write(&path, text).unwrap();
            Article::from_plain_text(text, path.to_str().unwrap())
        }

        fn open(&self, article: &Article) -> (Shelf, Log) {
            Shelf::open(article, Some(&self.folders())).unwrap()
        }

        /// Puts down the last statement of an article to somebody, and keeps it.
        fn correct(&self, article: &Article, name: &str) {
            let (mut kept, mut log) = self.open(article);
            log.push(correction(article, name));
            assert_eq!(kept.save(&log).unwrap(), Saved::Kept);
        }

        fn kept(&self) -> Vec<PathBuf> {
            let folder = self.folders().data().join("corrections");
            fs::read_dir(folder).map_or(Vec::new(), |entries| entries.map(|entry| entry.unwrap().path()).collect())
        }
    }

    fn correction(article: &Article, name: &str) -> Correction {
        let statement = Words::of(article, analyze(article).statements.last().unwrap());
        Correction::Speaker { statement, speaker: Some(Who::named(name)) }
    }

    fn names(log: &Log) -> Vec<String> {
        log.in_force().iter().map(|correction| correction.summary().replace("speaker: ", "")).collect()
    }

    #[test]
    fn nothing_is_written_until_something_is_corrected() {
        let home = Home::new();
        let article = home.article("port.txt", PORT);
        let (_, log) = home.open(&article);
        assert!(log.is_empty() && !home.0.path().join("home").exists());
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look_into_the_folder() {
        use std::os::unix::fs::PermissionsExt;

        let home = Home::new();
        home.correct(&home.article("port.txt", PORT), "Bo");
        assert_eq!(fs::metadata(home.0.path().join("home")).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn corrections_come_back_with_what_was_undone() {
        let home = Home::new();
        let article = home.article("port.txt", PORT);
        home.correct(&article, "Bo");
        let (mut kept, mut log) = home.open(&article);
        log.push(correction(&article, "Cy"));
        log.undo();
        kept.save(&log).unwrap();
        let (_, mut log) = home.open(&article);
        assert_eq!(names(&log), ["Bo"]);
        assert!(log.redo().is_some());
        assert_eq!(names(&log), ["Bo", "Cy"]);
        assert_eq!(home.kept().len(), 1, "no lock, no draft is left");
    }

    #[test]
    fn an_edited_article_is_known_by_its_path_and_a_moved_one_by_its_text() {
        let home = Home::new();
        home.correct(&home.article("port.txt", PORT), "Bo");
        let edited = home.article("port.txt", &PORT.replace("Monday", "Tuesday"));
        let (kept, log) = home.open(&edited);
        assert_eq!((kept.is_edited(), names(&log)), (true, vec!["Bo".to_owned()]));
        let moved = home.article("elsewhere.txt", PORT);
        assert_eq!(names(&home.open(&moved).1), ["Bo"]);
        let other = home.article("other.txt", &PORT.replace("Monday", "Friday"));
        assert!(home.open(&other).1.is_empty());
    }

    #[test]
    fn an_article_that_is_edited_to_and_fro_keeps_all_that_was_said() {
        let home = Home::new();
        let (one, two) = (PORT.to_owned(), PORT.replace("Monday", "Tuesday"));
        home.correct(&home.article("port.txt", &one), "Bo");
        home.correct(&home.article("port.txt", &two), "Cy");
        let (kept, log) = home.open(&home.article("port.txt", &one));
        assert_eq!((kept.is_edited(), names(&log)), (true, vec!["Bo".to_owned(), "Cy".to_owned()]));
        home.correct(&home.article("port.txt", &one), "Di");
        let (_, log) = home.open(&home.article("port.txt", &two));
        assert_eq!(names(&log), ["Bo", "Cy", "Di"]);
    }

    #[test]
    fn another_article_at_the_same_path_starts_anew_and_leaves_the_old_alone() {
        let home = Home::new();
        home.correct(&home.article("today.txt", PORT), "Bo");
        let other = "Rates cut\n\nThe bank cut rates on Friday.\n\nEva Moe said that it was high time.\n";
        let other = home.article("today.txt", other);
        assert!(home.open(&other).1.is_empty());
        home.correct(&other, "Cy");
        assert_eq!(names(&home.open(&other).1), ["Cy"]);
        assert_eq!(names(&home.open(&home.article("today.txt", PORT)).1), ["Bo"]);
    }

    #[test]
    fn two_readers_at_once_lose_nothing() {
        let home = Home::new();
        let article = home.article("port.txt", PORT);
        let ((mut one, mut log_one), (mut two, mut log_two)) = (home.open(&article), home.open(&article));
        log_one.push(correction(&article, "Bo"));
        assert_eq!(one.save(&log_one).unwrap(), Saved::Kept);
        log_two.push(correction(&article, "Cy"));
        let Saved::Merged(both) = two.save(&log_two).unwrap() else { panic!("not merged") };
        assert_eq!(names(&both), ["Bo", "Cy"]);
        log_one.push(correction(&article, "Di"));
        let Saved::Merged(all) = one.save(&log_one).unwrap() else { panic!("not merged") };
        assert_eq!(names(&all), ["Bo", "Cy", "Di"]);
    }

    #[test]
    fn beside_the_article_comes_before_the_data_folder() {
        let home = Home::new();
        let article = home.article("port.txt", PORT);
        home.correct(&article, "Bo");
        let (mut kept, log) = home.open(&article);
        assert_eq!(kept.save_beside(&log).unwrap(), Some(Saved::Kept));
        let beside = kept.path().unwrap().to_owned();
        assert_eq!(beside, home.0.path().join("port.txt.whosaid"));
        home.correct(&article, "Cy");
        assert_eq!(names(&home.open(&article).1), ["Bo", "Cy"]);
        fs::remove_file(beside).unwrap();
        assert_eq!(names(&home.open(&article).1), ["Bo"]);
    }

    #[test]
    fn where_nothing_can_be_kept_beside_the_article_the_data_folder_goes_on() {
        let home = Home::new();
        let article = home.article("port.txt", PORT);
        home.correct(&article, "Bo");
        let (mut kept, mut log) = home.open(&article);
        let target = kept.path().unwrap().to_owned();
        // A folder of that name is in the way, as for root a read-only folder would not be.
        let beside = home.0.path().join("port.txt.whosaid");
        fs::create_dir(&beside).unwrap();
        assert!(kept.save_beside(&log).is_err());
        assert_eq!(kept.path(), Some(&*target));
        log.push(correction(&article, "Cy"));
        assert_eq!(kept.save(&log).unwrap(), Saved::Kept);
        fs::remove_dir(&beside).unwrap();
        assert_eq!(names(&home.open(&article).1), ["Bo", "Cy"]);
    }

    #[test]
    fn an_article_that_was_edited_back_brings_nothing_back() {
        let home = Home::new();
        let article = home.article("port.txt", PORT);
        home.correct(&article, "Bo");
        let edited = home.article("port.txt", &PORT.replace("Monday", "Tuesday"));
        let (mut kept, mut log) = home.open(&edited);
        log.push(correction(&edited, "Cy"));
        kept.save(&log).unwrap();
        log.undo();
        log.undo();
        kept.save(&log).unwrap();
        let article = home.article("port.txt", PORT);
        let (mut kept, mut log) = home.open(&article);
        assert_eq!((log.in_force().len(), log.all().len()), (0, 2));
        log.redo();
        assert_eq!(kept.save(&log).unwrap(), Saved::Kept);
        assert_eq!(home.open(&article).1, log);
    }

    #[test]
    fn what_is_no_file_has_nothing_beside_it() {
        let home = Home::new();
        let (mut kept, log) = home.open(&Article::from_plain_text(PORT, "-"));
        assert_eq!(kept.save_beside(&log).unwrap(), None);
    }

    #[test]
    fn a_file_that_makes_no_sense_is_refused_and_never_written_over() {
        let home = Home::new();
        let article = home.article("port.txt", PORT);
        let (mut kept, mut log) = home.open(&article);
        log.push(correction(&article, "Bo"));
        kept.save(&log).unwrap();
        let path = kept.path().unwrap().to_owned();
        let broken = fs::read_to_string(&path).unwrap().replace("version = 1", "version = 9");
        fs::write(&path, &broken).unwrap();
        let error = Shelf::open(&article, Some(&home.folders())).unwrap_err().to_string();
        assert!(error.starts_with(path.to_str().unwrap()) && error.contains("line 3: version 9"), "{error}");
        log.push(correction(&article, "Cy"));
        assert!(matches!(kept.save(&log), Err(Error::Form { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), broken);
    }
}
