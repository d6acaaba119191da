//! Everything that can go wrong on the way in or out, in words that say what to do next.

use std::path::PathBuf;
use std::{fmt, io};

/// An error with the thing it happened to, the cause, and the next step.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The operating system refused.
    Io {
        /// What was read or written.
        path: PathBuf,
        /// Why it failed.
        cause: io::Error,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, cause } => write!(f, "{}: {cause}", path.display()),
        }
    }
}

impl std::error::Error for Error {}
