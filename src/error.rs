//! Everything that can go wrong on the way in or out, in words that say what to do next.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use crate::source::Format;

/// An error: the thing it happened to, the cause, and the next step. The path `-` stands for standard input or output.
///
/// ```
/// use whosaid::source::{self, Input};
///
/// let error = source::load(&Input::File("no-such-article.txt".into())).unwrap_err();
/// assert_eq!(error.to_string(), "no-such-article.txt: there is no such file; check its name and folder");
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The operating system did not let it be read.
    Read {
        /// What was to be read.
        path: PathBuf,
        /// Why it failed.
        cause: io::Error,
    },
    /// A folder was named where a text file belongs.
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// It holds something that cannot be read.
    NotText {
        /// The file.
        path: PathBuf,
        /// What it holds.
        format: Format,
    },
    /// It is of a format that can be read, but damaged.
    Damaged {
        /// The file.
        path: PathBuf,
        /// What it seems to hold.
        format: Format,
        /// What is wrong with it.
        what: String,
    },
    /// It could not be fetched.
    Fetch {
        /// Its address.
        path: PathBuf,
        /// Why not.
        fault: Fault,
    },
    /// It is longer than any article.
    TooLarge {
        /// The file.
        path: PathBuf,
        /// How many bytes are read at most.
        limit: u64,
    },
    /// It holds no words.
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The operating system did not let it be written.
    Write {
        /// What was to be written.
        path: PathBuf,
        /// Why it failed.
        cause: io::Error,
    },
    /// The terminal did not let the reader draw or read keys.
    Terminal {
        /// Why it failed.
        cause: io::Error,
    },
    /// It is one of the user's own files, and a line of it makes no sense.
    Form {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// A file of that name is there, and nobody said to replace it.
    Exists {
        /// The file.
        path: PathBuf,
    },
}

/// Why an address gave no article.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Fault {
    /// It is no address.
    Address(String),
    /// It is one of a kind that is not fetched.
    Scheme(String),
    /// This build has no network.
    NoNetwork,
    /// No connection came about, or it broke off.
    Network(String),
    /// The server answered with this status and not with a page.
    Status(u16),
    /// It took too long.
    Slow,
    /// More came than any article has.
    TooLarge,
    /// It was sent on too often.
    Redirects,
    /// A public site sent us on to this address of the machine or its network.
    Local(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(cause) => write!(f, "this is no address ({cause}); copy it whole from the browser"),
            Self::Scheme(scheme) => {
                write!(f, "{scheme} addresses are not fetched, only http and https; save the file and open it")
            }
            Self::NoNetwork => f.write_str("this build fetches nothing; save the page and open the file"),
            Self::Network(cause) => write!(f, "it cannot be reached ({cause}); check the address and your network"),
            Self::Status(status @ (404 | 410)) => write!(f, "there is no such page ({status}); check the address"),
            Self::Status(status @ (401 | 402 | 403 | 451)) => {
                write!(f, "the site refuses to show it ({status}); open it in a browser and save the page")
            }
            Self::Status(429) => {
                f.write_str("the site has had too many requests (429); wait, or save the page in a browser")
            }
            Self::Status(status @ 500..) => write!(f, "the site is out of order ({status}); try again later"),
            Self::Status(status) => {
                write!(f, "the site answers with {status} and no page; check the address in a browser")
            }
            Self::Slow => f.write_str("it takes too long; try again, or save the page in a browser and open the file"),
            Self::TooLarge => f.write_str("it is too large; save the page and cut out the article you want to read"),
            Self::Redirects => f.write_str("it is sent on and on without end; open it in a browser and save the page"),
            Self::Local(to) => {
                write!(f, "it leads to {to}, an address of your own network; name that yourself if you mean it")
            }
        }
    }
}

impl Error {
    /// What it happened to; `-` for standard input or output.
    pub fn path(&self) -> &Path {
        match self {
            Self::Read { path, .. }
            | Self::Folder { path }
            | Self::NotText { path, .. }
            | Self::Damaged { path, .. }
            | Self::Fetch { path, .. }
            | Self::TooLarge { path, .. }
            | Self::Empty { path }
            | Self::Write { path, .. }
            | Self::Form { path, .. }
            | Self::Exists { path } => path,
            Self::Terminal { .. } => Path::new("the terminal"),
        }
    }

    /// What went wrong and the next step, without what it happened to.
    pub fn reason(&self) -> String {
        Reason(self).to_string()
    }

    /// What went wrong, in few words, where the next step is another one than usual.
    pub fn cause(&self) -> String {
        match self {
            Self::Write { cause, .. } => unwritten(cause).0,
            _ => self.reason(),
        }
    }
}

/// Why something cannot be written, and the next step.
fn unwritten(cause: &io::Error) -> (String, &'static str) {
    let (why, step) = match cause.kind() {
        io::ErrorKind::NotFound => ("its folder does not exist", "make it or name another"),
        io::ErrorKind::NotADirectory => ("a file stands where its folder should be", "name another folder"),
        io::ErrorKind::PermissionDenied => ("you may not write there (permission denied)", "name another folder"),
        io::ErrorKind::ReadOnlyFilesystem => ("that disk can only be read", "name another folder"),
        io::ErrorKind::StorageFull => ("the disk is full", "make room or name another folder"),
        io::ErrorKind::QuotaExceeded => ("your share of the disk is full", "make room or name another folder"),
        io::ErrorKind::FileTooLarge => ("no file may grow so large here", "raise the limit or name another folder"),
        _ => return (format!("it cannot be written ({cause})"), "name another file"),
    };
    (why.to_owned(), step)
}

/// An error without what it happened to.
struct Reason<'a>(&'a Error);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        match self {
            _ if path != Path::new("-") => write!(f, "{}: ", path.display())?,
            Self::Write { .. } | Self::Exists { .. } => f.write_str("standard output: ")?,
            _ => f.write_str("standard input: ")?,
        }
        Reason(self).fmt(f)
    }
}

impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Error::Read { cause, .. } => match cause.kind() {
                io::ErrorKind::NotFound => f.write_str("there is no such file; check its name and folder"),
                io::ErrorKind::PermissionDenied => {
                    f.write_str("you may not read it (permission denied); change its permissions or copy it")
                }
                _ => write!(f, "it cannot be read ({cause}); check that the file and its disk are sound"),
            },
            Error::Folder { .. } => f.write_str("this is a folder; name a text file inside it"),
            Error::NotText { format, .. } => write!(f, "this is {format}, which cannot be read; {}", format.advice()),
            Error::Fetch { fault, .. } => write!(f, "{fault}"),
            Error::Damaged { format, what, .. } => {
                write!(f, "this is {format}, but damaged ({what}); get it again or save it as plain text")
            }
            Error::TooLarge { limit, .. } => {
                write!(f, "it is larger than {} MiB; cut out the article you want to read", limit >> 20)
            }
            Error::Empty { .. } => f.write_str("there are no words in it; give it the text of an article"),
            Error::Write { cause, .. } => {
                let (why, step) = unwritten(cause);
                write!(f, "{why}; {step}")
            }
            Error::Terminal { cause } => {
                write!(f, "it cannot be used ({cause}); `whosaid export` works without one")
            }
            Error::Form { line, what, .. } => write!(f, "line {line}: {what}; mend the line or move the file away"),
            Error::Exists { .. } => f.write_str("a file of that name is there already; name another or replace it"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { cause, .. } | Self::Write { cause, .. } | Self::Terminal { cause } => Some(cause),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;

    #[test]
    fn names_the_file_the_cause_and_the_next_step() {
        let error = Error::NotText { path: "notes.pdf".into(), format: Format::Pdf };
        assert_eq!(
            error.to_string(),
            "notes.pdf: this is a PDF, which cannot be read; convert it first, for example with `pdftotext`"
        );
        let error = Error::Empty { path: "-".into() };
        assert_eq!(error.to_string(), "standard input: there are no words in it; give it the text of an article");
    }

    #[test]
    fn hands_on_the_cause() {
        let cause = io::Error::from(io::ErrorKind::PermissionDenied);
        let error = Error::Write { path: "out.md".into(), cause };
        assert!(error.source().is_some());
        assert!(error.to_string().starts_with("out.md: you may not write there"));
    }

    #[test]
    fn tells_reason_and_cause_alone() {
        let error = Error::Write { path: "out.md".into(), cause: io::ErrorKind::StorageFull.into() };
        assert_eq!(error.to_string(), "out.md: the disk is full; make room or name another folder");
        assert_eq!(error.reason(), "the disk is full; make room or name another folder");
        assert_eq!(error.cause(), "the disk is full");
    }
}
