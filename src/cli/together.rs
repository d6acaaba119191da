//! Reading articles together in the reader: each is read and analysed in a thread, and what is known of it stays known.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::Basis;
use super::listing::LATE;
use super::{lacks, load_telling};
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
    /// The article where it is not to be read again.
    pub(super) article: Option<Arc<Article>>,
    pub(super) known: Known,
}

/// What is known of an article from a dossier before: all of it, and what it lacks.
#[derive(Default)]
pub(super) struct Known {
    item: Option<Item>,
    lacks: Vec<String>,
}

/// What came of reading articles together.
pub(super) struct Gathered {
    /// The names of those that could be read, in the order of the dossier.
    read: Vec<PathBuf>,
    /// What each of them lacks.
    lacks: Vec<Vec<String>>,
    failures: Vec<Failure>,
    dossier: Dossier,
}

/// Reads and analyses articles, with the corrections to each unless the originals are wanted, until nobody waits any more.
pub(super) fn gather(sources: Vec<Source>, basis: Basis, folders: Option<&Folders>, progress: &Progress) -> Gathered {
    let (mut read, mut items, mut all_lacks, mut failures) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let count = sources.len();
    for (number, source) in (1..).zip(sources) {
        let name = source.name.clone();
        if source.is_late() {
            failures.push(Failure { name: "standard input".to_owned(), why: LATE.to_owned() });
            continue;
        }
        let short = name.file_name().filter(|_| name.is_absolute()).map_or(name.as_path(), Path::new);
        let words = format!("Reading {number} of {count}: {}", short.display());
        if !progress.say(words.as_str()) {
            break;
        }
        match source.item(basis, folders, &|more| progress.say(words.clone() + &more)) {
            Ok(Some((item, lacks))) => {
                read.push(name);
                items.push(item);
                all_lacks.push(lacks);
            }
            Ok(None) => break,
            Err(error) => failures.push(Failure { name: name.display().to_string(), why: error.reason() }),
        }
    }
    Gathered { read, lacks: all_lacks, failures, dossier: Dossier::new(items) }
}

impl Source {
    /// Whether it is standard input, and not read yet.
    fn is_late(&self) -> bool {
        let unread = self.known.item.is_none() && self.article.is_none();
        unread && Input::named(self.name.clone()) == Input::Stdin
    }

    /// Reads and analyses it; nothing if that was given up.
    fn item(
        self,
        basis: Basis,
        folders: Option<&Folders>,
        tell: &dyn Fn(String) -> bool,
    ) -> Result<Option<(Item, Vec<String>)>, Error> {
        let Known { item, lacks: known } = self.known;
        if let Some(item) = item {
            return Ok(Some((item, known)));
        }
        let (article, lacking) = if let Some(article) = self.article {
            (Article::clone(&article), known)
        } else {
            // What is fetched is not cut short; whether somebody waits for it is asked behind it.
            let loaded = load_telling(&Input::named(self.name), |bytes| {
                let _ = tell(format!(" · {} KB so far", bytes / 1000));
            })?;
            let lacking = lacks(&loaded);
            (loaded.article, lacking)
        };
        let length = article.text().len().max(1);
        let part = |bytes: usize| format!(" · {}%", bytes * 100 / length);
        let go_on = |bytes: usize| tell(if bytes == 0 { String::new() } else { part(bytes) });
        let Some(analysis) = analyze_while(&article, basis.sureness.least(), go_on) else { return Ok(None) };
        let analysis =
            if basis.original { analysis } else { shelf::apply_stored(&article, analysis, folders)?.analysis };
        Ok(Some((Item { article, analysis }, lacking)))
    }
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
        let Gathered { read, lacks, failures, dossier } = gathered;
        let together = match old {
            Some(old) if old.read == read => old.together.renewed(dossier, lacks, failures),
            _ => Together::new(dossier, lacks, failures),
        };
        Self { names, read, stale: HashSet::new(), together }
    }

    /// Whether it is the dossier of these articles, as they are now; where some could not be read, only as long as they are not
    /// to be tried again.
    pub(super) fn is_of(&self, names: &[PathBuf], again: bool) -> bool {
        self.names == names && self.stale.is_empty() && !(again && self.together.has_failures())
    }

    /// Whether too few articles could be read to compare any.
    pub(super) fn is_of_one(&self) -> bool {
        self.read.len() < 2
    }

    /// Takes what is known of the articles out of it, by their names.
    pub(super) fn into_known(mut self) -> (HashMap<PathBuf, Known>, Option<Self>) {
        let known = self.together.take_items().into_iter().zip(&self.read).map(|((item, lacks), name)| {
            let item = Some(item).filter(|_| !self.stale.contains(name));
            (name.clone(), Known { item, lacks })
        });
        (known.collect(), Some(self))
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
