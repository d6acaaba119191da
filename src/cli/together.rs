//! Reading articles together in the reader: each is read and analysed in a thread, and what is known of it stays known.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Basis;
use super::listing::LATE;
use super::load_telling;
use crate::corrections::shelf;
use crate::dossier::{Dossier, Item};
use crate::source::Input;
use crate::store::Folders;
use crate::tui::dossier::{Failure, Together};
use crate::tui::task::Progress;
use crate::{Article, Error, analyze_while};

/// An article to read with others, and what is known of it already.
pub(super) struct Source {
    pub(super) name: PathBuf,
    pub(super) item: Option<Item>,
    pub(super) article: Option<Arc<Article>>,
}

/// What came of reading articles together.
pub(super) struct Gathered {
    /// The names of those that could be read, in the order of the dossier.
    read: Vec<PathBuf>,
    failures: Vec<Failure>,
    dossier: Dossier,
}

/// Reads and analyses articles, with the corrections to each unless the originals are wanted, until nobody waits any more.
pub(super) fn gather(sources: Vec<Source>, basis: Basis, folders: Option<&Folders>, progress: &Progress) -> Gathered {
    let (mut read, mut items, mut failures) = (Vec::new(), Vec::new(), Vec::new());
    let count = sources.len();
    for (number, Source { name, item: known, article }) in (1..).zip(sources) {
        if known.is_none() && article.is_none() && Input::named(name.clone()) == Input::Stdin {
            failures.push(Failure { name: "standard input".to_owned(), why: LATE.to_owned() });
            continue;
        }
        let words = format!("Reading {number} of {count}: {}", name.display());
        if !progress.say(words.as_str()) {
            break;
        }
        let tell = |more: String| progress.say(format!("{words} · {more}"));
        let made = known
            .map_or_else(|| item(&name, article.as_deref(), basis, folders, &tell).transpose(), |item| Some(Ok(item)));
        match made {
            Some(Ok(item)) => {
                read.push(name);
                items.push(item);
            }
            Some(Err(error)) => {
                failures.push(Failure { name: name.display().to_string(), why: error.reason() });
            }
            None => break,
        }
    }
    Gathered { read, failures, dossier: Dossier::new(items) }
}

/// Reads and analyses one; nothing if that was given up.
fn item(
    name: &Path,
    article: Option<&Article>,
    basis: Basis,
    folders: Option<&Folders>,
    tell: &dyn Fn(String) -> bool,
) -> Result<Option<Item>, Error> {
    let article = if let Some(article) = article {
        article.clone()
    } else {
        // What is fetched is not cut short; whether somebody waits for it is asked behind it.
        load_telling(&Input::named(name.to_owned()), |bytes| {
            let _ = tell(format!("{} KB so far", bytes / 1000));
        })?
        .article
    };
    let length = article.text().len().max(1);
    let go_on = |bytes: usize| tell(format!("{}%", bytes * 100 / length));
    let Some(analysis) = analyze_while(&article, basis.sureness.least(), go_on) else { return Ok(None) };
    let analysis = if basis.original { analysis } else { shelf::apply_stored(&article, analysis, folders)?.analysis };
    Ok(Some(Item { article, analysis }))
}

/// The dossier of the articles of the list, as long as the run of the reader goes on.
pub(super) struct Affair {
    /// The names of all of them.
    names: Vec<PathBuf>,
    /// The names of those that could be read, in the order of the dossier.
    read: Vec<PathBuf>,
    /// Those that have changed since, or that were corrected.
    stale: HashSet<PathBuf>,
    pub(super) together: Together,
}

impl Affair {
    /// The dossier that was made; where one was in one of the same articles before, one is again.
    pub(super) fn new(names: Vec<PathBuf>, gathered: Gathered, old: Option<Self>) -> Self {
        let Gathered { read, failures, dossier } = gathered;
        let together = match old {
            Some(old) if old.read == read => old.together.renewed(dossier),
            _ => Together::new(dossier, failures),
        };
        Self { names, read, stale: HashSet::new(), together }
    }

    /// Whether it is the dossier of these articles, as they are now.
    pub(super) fn is_of(&self, names: &[PathBuf]) -> bool {
        self.names == names && self.stale.is_empty()
    }

    /// Whether too few articles could be read to compare any.
    pub(super) fn is_of_one(&self) -> bool {
        self.read.len() < 2
    }

    /// Takes what is known of the articles that have not changed, by their names, out of it.
    pub(super) fn into_items(mut self) -> (HashMap<PathBuf, Item>, Option<Self>) {
        let items = self.read.iter().cloned().zip(self.together.take_items());
        let items = items.filter(|(name, _)| !self.stale.contains(name)).collect();
        (items, Some(self))
    }

    /// The articles by name.
    pub(super) fn articles(&self) -> impl Iterator<Item = (&Path, &Article)> {
        (0..self.read.len()).map(|item| self.article(item))
    }

    /// One of them.
    pub(super) fn article(&self, item: usize) -> (&Path, &Article) {
        (&self.read[item], &self.together.dossier().items[item].article)
    }

    /// Which statements of an article others have too, if the dossier has it as it is.
    pub(super) fn elsewhere(&self, name: &Path, article: &Article) -> Vec<(usize, Vec<String>)> {
        let item = self.read.iter().position(|other| other == name);
        let item = item.filter(|&item| self.article(item).1.text() == article.text());
        item.map_or(Vec::new(), |item| self.together.elsewhere(item))
    }

    /// Goes to the statement of an article that begins at an offset.
    pub(super) fn go_to(&mut self, name: &Path, offset: usize) {
        if let Some(item) = self.read.iter().position(|other| other == name) {
            self.together.go_to(item, offset);
        }
    }

    /// Takes note of how an article was read: what was corrected, or has another text now, has to be read again.
    pub(super) fn note(&mut self, name: &Path, article: &Article, corrected: bool) {
        let known = self.articles().find(|(other, _)| *other == name);
        if corrected || known.is_some_and(|(_, known)| known.text() != article.text()) {
            self.stale.insert(name.to_owned());
        }
    }
}
