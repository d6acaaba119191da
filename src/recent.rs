//! What was read last, and where one left: one file in the state folder, no loss if it is gone.
//!
//! A place is the sentence one read, by its words ([`Anchor`]) and not by a number, so that it is found again when the
//! article was edited around it.

use std::fs;
use std::io;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::Error;
use crate::corrections::Anchor;
use crate::corrections::form::{fault, line_of};
use crate::store::{Folders, Key, Lock, file};
use crate::text::{Article, Document, Span};

/// Articles that are remembered; those read longest ago are forgotten.
const MOST: usize = 100;
/// The form of the file.
const VERSION: u32 = 1;

/// A sentence of an article, and how far in it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Bytes from the start of the sentence.
    #[serde(default, skip_serializing_if = "is_zero")]
    ahead: usize,
    /// The sentence.
    sentence: Anchor,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands references")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

impl Place {
    /// The place of an offset; nothing in an article without words.
    pub fn of(article: &Article, offset: usize) -> Option<Self> {
        let sentence = sentence_at(article, offset)?;
        Some(Self { ahead: offset.saturating_sub(sentence.start()), sentence: Anchor::of(article, sentence) })
    }

    /// The offset, in an article that may have been edited since; nothing if the sentence is gone.
    pub fn find(&self, article: &Article) -> Option<usize> {
        let at = self.sentence.find(article).or_else(|| self.sentence.adrift().find(article))?;
        let last = article.slice(at).char_indices().next_back().map_or(0, |(offset, _)| offset);
        // The sentence may be cut otherwise now, and its bytes be others.
        let near = at.start() + self.ahead.min(last);
        (at.start()..=near).rev().find(|&offset| article.text().is_char_boundary(offset))
    }
}

fn sentence_at(article: &Article, offset: usize) -> Option<Span> {
    let paragraph = article.paragraph_at(offset);
    let (part, base) = article.part(paragraph..(paragraph + 1).min(article.paragraphs().len()));
    let doc = Document::new(&part);
    let mut spans = doc.sentences.iter().rev().filter_map(|sentence| doc.span(&sentence.tokens));
    let sentence = spans.find(|span| span.start() + base <= offset).or_else(|| doc.span(&(0..1)))?;
    Some(Span::new(sentence.start() + base, sentence.end() + base))
}

/// An article that was read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its absolute path, or its address.
    pub source: String,
    /// The key of its text.
    pub text: String,
    /// Its headline, or else its first words.
    pub title: String,
    /// Who is heard most.
    pub voices: Vec<String>,
    /// How many statements it has; nothing if one left before that was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statements: Option<usize>,
    /// How far one had come, of 100.
    pub percent: usize,
    /// When one left it, in seconds since 1970.
    pub left: u64,
    /// Where one left it; nothing at the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// What can be opened again: a file or an address, by which it is remembered.
pub fn name_of(article: &Article) -> Option<String> {
    let is_address = crate::source::is_address(article.source());
    if is_address { Some(article.source().to_owned()) } else { Key::of(article).path }
}

/// The words that a list calls an article by.
pub fn title_of(article: &Article) -> String {
    let first = || article.paragraphs().first().map(|paragraph| paragraph.span);
    let words = article.title().or_else(first).map_or("", |span| article.slice(span));
    words.chars().take(120).collect()
}

/// Now, in seconds since 1970.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// The articles that were read, the last one first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Recent(pub Vec<Entry>);

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    version: u32,
    #[serde(default)]
    article: Vec<Entry>,
}

#[derive(Deserialize)]
struct Versioned {
    version: Spanned<u32>,
}

fn path(folders: &Folders) -> PathBuf {
    folders.state().join("recent.toml")
}

impl Recent {
    /// Reads what is remembered; nothing if nothing is.
    ///
    /// # Errors
    /// [`Error::Read`], or [`Error::Form`] with the line that makes no sense.
    pub fn read(folders: &Folders) -> Result<Self, Error> {
        let path = path(folders);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(Self::default());
            }
            Err(cause) => return Err(Error::Read { path, cause }),
        };
        // First, so that a later form is called by its name and not by the first field that is new in it.
        if let Ok(Versioned { version }) = toml::from_str::<Versioned>(&text)
            && *version.get_ref() != VERSION
        {
            let what = format!("version {} is not known here; a newer whosaid reads it", version.get_ref());
            return Err(Error::Form { path, line: line_of(&text, version.span().start), what });
        }
        toml::from_str(&text).map(|form: Form| Self(form.article)).map_err(|error| {
            let (line, what) = fault(&text, &error);
            Error::Form { path, line, what }
        })
    }

    /// What is remembered of an article: by where it came from, or else by its text.
    pub fn find(&self, article: &Article) -> Option<&Entry> {
        let source = name_of(article)?;
        let text = crate::store::text_key(article.text());
        let by_source = self.0.iter().find(|entry| entry.source == source);
        by_source.or_else(|| self.0.iter().find(|entry| entry.text == text))
    }

    /// Remembers that an article was left, before all others.
    ///
    /// # Errors
    /// [`Error::Write`], or why what is there cannot be read: it is not written over.
    pub fn remember(folders: &Folders, entry: Entry) -> Result<(), Error> {
        let path = path(folders);
        let failed = |cause| Error::Write { path: path.clone(), cause };
        file::make_folder(folders.state())?;
        let _lock = Lock::of(&path).map_err(failed)?;
        let mut all = Self::read(folders)?.0;
        all.retain(|other| other.source != entry.source);
        all.insert(0, entry);
        all.truncate(MOST);
        let text = toml::to_string(&Form { version: VERSION, article: all })
            .map_err(|error| failed(io::Error::other(error.to_string())))?;
        file::save_making_folders(&path, &text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PORT: &str = "Harbour closed\n\nThe port of Vesla was closed on Monday. Nobody knew for how long.\n\n\
        “We waited for hours,” said Ana Ruiz, the harbour master. She had come at dawn.\n";

    fn article(text: &str) -> Article {
        Article::from_plain_text(text, "-")
    }

    fn entry(source: &str) -> Entry {
        let place = Place::of(&article(PORT), 20);
        let (text, title) = (crate::store::text_key(source), source.to_owned());
        let source = source.to_owned();
        Entry {
            source,
            text,
            title,
            voices: vec!["Ana Ruiz".to_owned()],
            statements: Some(2),
            percent: 40,
            left: 7,
            place,
        }
    }

    #[test]
    fn a_place_is_found_again_in_an_edited_text_and_not_where_its_words_are_gone() {
        let old = article(PORT);
        let offset = old.text().find("had come").unwrap();
        let place = Place::of(&old, offset).unwrap();
        assert_eq!(place.find(&old), Some(offset));
        let new = article(&PORT.replace("on Monday", "late on Monday evening, the port said"));
        assert_eq!(place.find(&new), new.text().find("had come"));
        assert_eq!(place.find(&article(&PORT.replace("at dawn", "at noon"))), None);
        assert_eq!(Place::of(&article(""), 0), None);
    }

    #[test]
    fn every_offset_has_a_place_that_leads_back_to_it() {
        let article = article(PORT);
        for (offset, c) in article.text().char_indices() {
            let found = Place::of(&article, offset).unwrap().find(&article).unwrap();
            // White space between sentences belongs to none; the end of the one before is as near as one comes.
            let between = article.text()[found..offset].trim_end();
            assert!(between.chars().count() <= usize::from(c.is_whitespace()), "{c:?} at {offset}: {found}");
        }
    }

    #[test]
    fn what_was_read_last_comes_first_and_each_once() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::under(folder.path());
        assert_eq!(Recent::read(&folders).unwrap(), Recent::default());
        for source in ["/a", "/b", "/a"] {
            Recent::remember(&folders, entry(source)).unwrap();
        }
        assert_eq!(Recent::read(&folders).unwrap().0, [entry("/a"), entry("/b")]);
        for n in 0..MOST {
            Recent::remember(&folders, entry(&format!("/{n}"))).unwrap();
        }
        assert_eq!(Recent::read(&folders).unwrap().0.len(), MOST);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look_into_the_folder() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::under(folder.path());
        Recent::remember(&folders, entry("/a")).unwrap();
        assert_eq!(fs::metadata(folders.state()).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_file_that_makes_no_sense_is_told_of_and_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::under(folder.path());
        Recent::remember(&folders, entry("/a")).unwrap();
        fs::write(path(&folders), "new = 1\nversion = 2\n").unwrap();
        let error = Recent::read(&folders).unwrap_err().to_string();
        assert!(error.contains("line 2: version 2 is not known"), "{error}");
        let broken = "version = 1\nartcle = 3\n";
        fs::write(path(&folders), broken).unwrap();
        let error = Recent::remember(&folders, entry("/b")).unwrap_err().to_string();
        assert!(error.contains("recent.toml: line 2"), "{error}");
        assert_eq!(fs::read_to_string(path(&folders)).unwrap(), broken);
    }
}
