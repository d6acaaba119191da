//! The annotated articles under `assets/corpus/`: what the learned part of the engine is trained and measured on. Only
//! the trainer and the tests read them; the program carries no article.

mod check;
mod fold;
mod settle;
mod xml;

use std::path::Path;
use std::{fs, io};

use crate::analysis::{Class, EntityKind, Layer};
use crate::text::{Article, Span};

/// An annotated article. All spans are byte offsets into the text of [`article`](Self::article).
#[derive(Debug)]
pub struct Annotated {
    /// Name of its file, without the ending.
    pub name: String,
    /// Its headline and its genre, as the file states them.
    pub title: String,
    /// A word or two on what kind of article it is.
    pub genre: String,
    /// The article as the program reads it.
    pub article: Article,
    /// Everyone that something is attributed to.
    pub actors: Vec<ActorNote>,
    /// Every statement, by first byte of its content.
    pub statements: Vec<Gold>,
    /// Every name, by position.
    pub names: Vec<NameNote>,
}

/// An actor of an annotated article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ActorNote {
    /// How the annotations refer to it.
    pub id: String,
    /// Its fullest name.
    pub name: String,
    /// Other names and descriptions under which it appears.
    pub aliases: Vec<String>,
    /// Further words that mean it, which follow from the annotations: an actor without a name goes by the words of its
    /// sources.
    pub wordings: Vec<String>,
}

/// An annotated statement.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Gold {
    /// The number that joins its parts.
    pub id: String,
    /// The words that name the source; empty where there are none.
    pub source: Vec<Span>,
    /// The words that signal the attribution; empty where there are none.
    pub cue: Vec<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
    /// Index of its actor; nothing where the text does not tell whose it is.
    pub actor: Option<usize>,
    /// The kind of act; nothing where there is no cue.
    pub class: Option<Class>,
    /// Whether the act is denied or refused.
    pub negated: bool,
    /// Index of the actor that passed it on.
    pub via: Option<usize>,
    /// Speech or mind.
    pub layer: Option<Layer>,
    /// Index of the statement whose content holds this one's.
    pub parent: Option<usize>,
}

/// A name of an annotated article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NameNote {
    /// The words.
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
    /// Index of the actor it means.
    pub actor: Option<usize>,
}

impl Annotated {
    /// The group of its file: what stands before the first hyphen of its name.
    pub fn group(&self) -> &str {
        self.name.split('-').next().unwrap_or_default()
    }

    /// Reads one file.
    ///
    /// # Errors
    /// All faults of the annotation, one a line, each with the file's name.
    pub fn read(path: &Path) -> Result<Self, String> {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let named = |faults: Vec<String>| faults.iter().map(|f| format!("{name}: {f}")).collect::<Vec<_>>().join("\n");
        let source = fs::read_to_string(path).map_err(|e| named(vec![e.to_string()]))?;
        let annotated = xml::read(&name, &source).map_err(&named)?;
        let faults = check::faults(&annotated);
        if faults.is_empty() { Ok(annotated) } else { Err(named(faults)) }
    }
}

/// Reads all articles of a folder, by name.
///
/// # Errors
/// All faults of all files, one a line.
pub fn read_all(folder: &Path) -> Result<Vec<Annotated>, String> {
    let (read, faults): (Vec<_>, Vec<_>) = files(folder)
        .map_err(|e| format!("{}: {e}", folder.display()))?
        .iter()
        .map(|path| Annotated::read(path))
        .partition(Result::is_ok);
    let faults: Vec<_> = faults.into_iter().filter_map(Result::err).collect();
    if faults.is_empty() { Ok(read.into_iter().filter_map(Result::ok).collect()) } else { Err(faults.join("\n")) }
}

/// A fingerprint of all files of a folder (64-bit FNV-1a over names and bytes, in order of name), which weights carry to
/// say what they were made from.
///
/// # Errors
/// If a file cannot be read.
pub fn fingerprint(folder: &Path) -> io::Result<u64> {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for path in files(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for byte in name.bytes().chain([0]).chain(fs::read(&path)?).chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(hash)
}

fn files(folder: &Path) -> io::Result<Vec<std::path::PathBuf>> {
    let mut files: Vec<_> = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|e| e == "xml"));
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> &'static Path {
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/corpus"))
    }

    #[test]
    fn every_article_reads_without_a_fault() {
        let corpus = read_all(folder()).unwrap_or_else(|faults| panic!("{faults}"));
        assert!(corpus.len() >= 154, "{} articles", corpus.len());
    }

    #[test]
    fn the_readme_states_the_counts() {
        let corpus = read_all(folder()).unwrap_or_else(|faults| panic!("{faults}"));
        let sum = |count: fn(&Annotated) -> usize| corpus.iter().map(count).sum::<usize>();
        let counts = format!(
            "{} articles, {} statements, {} names",
            corpus.len(),
            sum(|a| a.statements.len()),
            sum(|a| a.names.len()),
        );
        let readme = fs::read_to_string(folder().join("README.md")).unwrap();
        assert!(readme.contains(&counts), "the README should say: {counts}");
    }

    #[test]
    fn a_fingerprint_tells_corpora_apart() {
        let scratch = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(scratch.path().join(name), text).unwrap();
        write("a.xml", "one");
        let first = fingerprint(scratch.path()).unwrap();
        write("notes.md", "not an article");
        assert_eq!(fingerprint(scratch.path()).unwrap(), first);
        write("a.xml", "two");
        assert_ne!(fingerprint(scratch.path()).unwrap(), first);
    }
}
