//! Where articles come from: bytes in, an article out, or a clear error.
//!
//! The way is always the same: [read](load_from) the bytes up to a limit, tell [what they are](Format::of), hand them
//! to the reader of that format. What there is no reader for is refused by name. Every reader bounds what it unpacks,
//! how deep it goes and how much it keeps, so that a hostile file costs no more than a large one.

mod decode;
#[cfg(feature = "formats")]
mod epub;
#[cfg(feature = "formats")]
mod feed;
mod format;
#[cfg(feature = "formats")]
mod html;
#[cfg(feature = "formats")]
mod markdown;
#[cfg(feature = "formats")]
mod office;
#[cfg(feature = "formats")]
mod packed;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "formats")]
mod readers;
#[cfg(feature = "web")]
mod web;
#[cfg(feature = "formats")]
mod xml;

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use decode::decode_stated;
pub use decode::{Decoded, decode};
use encoding_rs::Encoding;
pub use format::Format;
#[cfg(feature = "web")]
pub use web::Limits;

use crate::{Article, Error};

/// How many bytes are read at most; a whole year of a newspaper is smaller. It also keeps every offset of the
/// normalised text, whatever the encoding, within the 32 bits of a [`Span`](crate::Span).
pub const LIMIT: u64 = 256 << 20;

/// How many bytes are asked for at a time.
const CHUNK: usize = 64 << 10;

/// What to read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input, to its end.
    Stdin,
    /// An address of the web.
    Web(String),
}

impl Input {
    /// What a name on the command line means: `-`, an address (`https://…`), else a file.
    pub fn named(name: PathBuf) -> Self {
        match name.to_str() {
            Some("-") => Self::Stdin,
            Some(address) if is_address(address) => Self::Web(address.to_owned()),
            _ => Self::File(name),
        }
    }

    /// How it is named in exports and errors: the path, or `-`.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) => path,
            Self::Stdin => Path::new("-"),
            Self::Web(address) => Path::new(address),
        }
    }
}

/// Whether a name is an address (`https://…`).
pub(crate) fn is_address(name: &str) -> bool {
    name.split_once("://").is_some_and(|(scheme, rest)| {
        !rest.is_empty()
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

/// What an article is called as an IRI: a web address as it is, a path with everything encoded that an IRI does not let
/// stand.
pub(crate) fn iri(source: &str) -> String {
    let web = is_address(source);
    let mut iri = String::new();
    for byte in source.bytes() {
        let plain =
            byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) || web && b":?#[]@!$&'()*+,;=%".contains(&byte);
        if plain {
            iri.push(char::from(byte));
        } else {
            let digits = format!("{byte:02X}");
            iri.extend(["%", digits.as_str()]);
        }
    }
    iri
}

/// An article and how it was read.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The article.
    pub article: Article,
    /// The encoding of the bytes, as the web calls it (`UTF-8`, `windows-1252`).
    pub encoding: &'static str,
    /// Whether some bytes meant nothing in that encoding; the text then holds `U+FFFD` in their place.
    pub damaged: bool,
    /// What is missing of the article, if anything is.
    pub missing: Option<Missing>,
}

/// Why an article may not be whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Missing {
    /// The page says that only subscribers see all of it.
    Paid,
    /// It is longer than is ever read.
    Cut,
    /// A part of the file is damaged.
    Damaged(String),
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Paid => f.write_str("the page shows only the start of the article; the rest is for subscribers"),
            Self::Cut => f.write_str("it is too long to be read whole; its end is left out"),
            Self::Damaged(what) => write!(f, "a part of it is damaged and left out ({what})"),
        }
    }
}

/// Reads an article.
///
/// # Errors
/// [`Error::Read`] and [`Error::Folder`] where there is nothing to read, and the errors of [`load_from`].
pub fn load(input: &Input) -> Result<Loaded, Error> {
    match input {
        Input::Stdin => load_from(io::stdin().lock(), input.path()),
        Input::File(path) => {
            let failed = |cause| Error::Read { path: path.clone(), cause };
            let file = File::open(path).map_err(failed)?;
            if file.metadata().map_err(failed)?.is_dir() {
                return Err(Error::Folder { path: path.clone() });
            }
            load_from(file, path)
        }
        #[cfg(feature = "web")]
        Input::Web(address) => load_from_web(address, Limits::default(), |_| {}),
        #[cfg(not(feature = "web"))]
        Input::Web(address) => Err(Error::Fetch { path: address.into(), fault: crate::error::Fault::NoNetwork }),
    }
}

/// Fetches an article. While it comes, `progress` is told now and then how many bytes there are.
///
/// # Errors
/// [`Error::Fetch`] and [`Error::TooLarge`] where nothing comes or too much, and the errors of [`load_from`].
#[cfg(feature = "web")]
pub fn load_from_web(address: &str, limits: Limits, progress: impl FnMut(usize)) -> Result<Loaded, Error> {
    let web::Fetched { bytes, charset, stated } = web::fetch(address, limits, progress)?;
    let path = Path::new(address);
    let format = match (Format::of(&bytes, path), stated) {
        (Format::Text | Format::Markdown, Some(stated)) => stated,
        (format, _) => format,
    };
    with_words(open_as(format, bytes, path, charset)?, path)
}

/// Reads an article from an open reader, to its end. `path` is what it is called in the article and in errors.
///
/// # Errors
/// [`Error::Read`] when reading fails, [`Error::TooLarge`] over [`LIMIT`], [`Error::NotText`] when the bytes are of
/// a format that cannot be read, [`Error::Damaged`] when they are of one but broken, [`Error::Empty`] when no words are left.
pub fn load_from(reader: impl Read, path: &Path) -> Result<Loaded, Error> {
    let bytes = read_all(reader, LIMIT, |_| {}).map_err(|unread| match unread {
        Unread::TooLarge => Error::TooLarge { path: path.to_owned(), limit: LIMIT },
        Unread::Failed(cause) => Error::Read { path: path.to_owned(), cause },
    })?;
    with_words(open(bytes, path)?, path)
}

/// Reads a web page that somebody has decoded already: what it says of its encoding no longer holds. `path` is what it is
/// called. A page without words gives an article without words.
///
/// # Errors
/// [`Error::TooLarge`] when it is larger than is read of a page, [`Error::NotText`] without the feature `formats`.
pub fn load_page(page: String, path: &Path) -> Result<Loaded, Error> {
    open_as(Format::Html, page.into_bytes(), path, Some(encoding_rs::UTF_8))
}

fn with_words(loaded: Loaded, path: &Path) -> Result<Loaded, Error> {
    if loaded.article.words() == 0 {
        return Err(Error::Empty { path: path.to_owned() });
    }
    Ok(loaded)
}

fn open(bytes: Vec<u8>, path: &Path) -> Result<Loaded, Error> {
    open_as(Format::of(&bytes, path), bytes, path, None)
}

/// Reads bytes of a format, and of an encoding where somebody said which.
fn open_as(format: Format, bytes: Vec<u8>, path: &Path, charset: Option<&'static Encoding>) -> Result<Loaded, Error> {
    match format {
        Format::Text => {
            let Decoded { text, encoding, damaged } = decode_stated(bytes, charset);
            let article = Article::from_plain_text(&text, &path.to_string_lossy());
            Ok(Loaded { article, encoding, damaged, missing: None })
        }
        #[cfg(feature = "formats")]
        format => readers::open(format, bytes, path, charset),
        #[cfg(not(feature = "formats"))]
        format => Err(Error::NotText { path: path.to_owned(), format }),
    }
}

/// Why not all bytes of a reader came.
#[derive(Debug)]
enum Unread {
    /// There are more than are read at most.
    TooLarge,
    Failed(io::Error),
}

/// All bytes of a reader that holds no more than `limit`; `progress` is told how many there are, over and over.
fn read_all(mut reader: impl Read, limit: u64, mut progress: impl FnMut(usize)) -> Result<Vec<u8>, Unread> {
    let (mut bytes, mut buffer) = (Vec::new(), vec![0; CHUNK]);
    while bytes.len() as u64 <= limit {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(bytes),
            Ok(read) => bytes.extend_from_slice(&buffer[..read]),
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(Unread::Failed(cause)),
        }
        progress(bytes.len());
    }
    Err(Unread::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load_bytes(bytes: &[u8]) -> Result<Loaded, Error> {
        load_from(bytes, Path::new("piece.txt"))
    }

    #[test]
    fn reads_a_file_and_a_pipe_alike() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("piece.txt");
        std::fs::write(&path, "“We waited,” said Ana Ruiz.\n").unwrap();
        let from_file = load(&Input::File(path.clone())).unwrap();
        let from_pipe = load_from(&b"\xE2\x80\x9CWe waited,\xE2\x80\x9D said Ana Ruiz.\n"[..], Path::new("-")).unwrap();
        assert_eq!(from_file.article.text(), from_pipe.article.text());
        assert_eq!(from_file.article.source(), path.to_str().unwrap());
        assert_eq!(from_pipe.article.source(), "-");
        assert_eq!((from_file.encoding, from_file.damaged), ("UTF-8", false));
    }

    #[test]
    fn addresses_are_no_files() {
        let named = |name: &str| Input::named(name.into());
        for address in ["https://x.example/a", "HTTP://x", "ftp://x/y"] {
            assert_eq!(named(address), Input::Web(address.to_owned()));
        }
        for file in ["a.txt", "notes://", "a b://c"] {
            assert_eq!(named(file), Input::File(file.into()));
        }
        assert_eq!(named("-"), Input::Stdin);
    }

    #[test]
    fn any_source_is_an_iri() {
        assert_eq!(iri("news/São Paulo: 1.txt"), "news/S%C3%A3o%20Paulo%3A%201.txt");
        assert_eq!(iri("https://x.org/a?b=c%20d&e#f"), "https://x.org/a?b=c%20d&e#f");
        assert_eq!(iri("https://x.org/<b>"), "https://x.org/%3Cb%3E");
    }

    #[test]
    fn refuses_what_is_not_there_or_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let missing = load(&Input::File(folder.path().join("none.txt"))).unwrap_err();
        assert!(missing.to_string().ends_with("none.txt: there is no such file; check its name and folder"));
        let error = load(&Input::File(folder.path().to_owned())).unwrap_err();
        assert!(matches!(error, Error::Folder { .. } | Error::Read { .. }), "{error}");
    }

    #[test]
    fn refuses_what_holds_no_words() {
        for bytes in [&b""[..], b" \r\n\t\n", b"\xEF\xBB\xBF", "\u{a0}\u{200b}".as_bytes(), b"* * *\n---\n"] {
            assert!(matches!(load_bytes(bytes), Err(Error::Empty { .. })), "{bytes:?}");
        }
    }

    #[test]
    fn refuses_other_formats_by_name() {
        let error = load_bytes(b"{\\rtf1 Words}").unwrap_err();
        assert!(matches!(error, Error::NotText { format: Format::Rtf, .. }));
        assert!(error.to_string().starts_with("piece.txt: this is Rich Text"));
    }

    #[test]
    fn stops_at_the_limit() {
        let endless = io::repeat(b'a');
        let mut told = 0;
        assert!(matches!(read_all(endless, 1 << 20, |bytes| told = bytes), Err(Unread::TooLarge)));
        assert!(told as u64 > 1 << 20);
        assert_eq!(read_all(&b"abc"[..], 3, |_| {}).unwrap(), b"abc");
        assert!(matches!(read_all(&b"abcd"[..], 3, |_| {}), Err(Unread::TooLarge)));
    }

    #[test]
    fn says_when_reading_breaks_off() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("the tape tore"))
            }
        }
        let error = load_from(Broken, Path::new("tape.txt")).unwrap_err();
        assert!(error.to_string().contains("the tape tore"), "{error}");
    }
}
