//! Going on where one left: what is remembered of an article, and remembering it.

use crate::recent::{Entry, Place, Recent, name_of, now, title_of};
use crate::store::{Folders, text_key};
use crate::tui::Left;
use crate::{Article, Error};

/// Why nothing is remembered. The row that says so is short, and a path may be long: it comes last.
pub(super) fn fault(error: &Error) -> String {
    match error {
        Error::Form { path, line, what } => {
            format!("What you read last is lost (line {line}: {what}); delete or mend {}", path.display())
        }
        error => error.to_string(),
    }
}

/// What is remembered of one article.
pub(super) struct Memory {
    /// Where; nothing if nothing is to be remembered.
    folders: Option<Folders>,
    entry: Option<Entry>,
    broken: Option<String>,
}

impl Memory {
    /// Looks an article up.
    pub(super) fn of(remember: bool, folders: Option<&Folders>, article: &Article) -> Self {
        let folders = folders.filter(|_| remember && name_of(article).is_some()).cloned();
        let (entry, broken) = match folders.as_ref().map(Recent::read) {
            Some(Ok(recent)) => (recent.find(article).cloned(), None),
            Some(Err(error)) => (None, Some(fault(&error))),
            None => (None, None),
        };
        Self { folders, entry, broken }
    }

    /// The offset where one left.
    pub(super) fn start(&self, article: &Article) -> Option<usize> {
        self.place()?.find(article)
    }

    fn place(&self) -> Option<&Place> {
        self.entry.as_ref()?.place.as_ref()
    }

    /// What a person should know of it.
    pub(super) fn notice(&self, article: &Article) -> Option<&str> {
        let gone = self.place().is_some() && self.start(article).is_none();
        self.broken.as_deref().or(gone.then_some("The sentence where you left is no longer in the text."))
    }

    /// Remembers how the article was left.
    pub(super) fn keep(self, article: &Article, left: &Left) -> Result<(), Error> {
        let (Some(folders), Some(source), None) = (self.folders, name_of(article), self.broken) else { return Ok(()) };
        let text = text_key(article.text());
        // Who leaves before the statements are found leaves what was known of them.
        let (voices, statements) = match (left.statements, self.entry.filter(|entry| entry.text == text)) {
            (None, Some(before)) => (before.voices, before.statements),
            (statements, _) => (left.voices.clone(), statements),
        };
        let entry = Entry {
            source,
            text,
            title: title_of(article),
            voices,
            statements,
            percent: left.percent,
            left: now(),
            place: left.eye.and_then(|eye| Place::of(article, eye)),
        };
        Recent::remember(&folders, entry)
    }
}
