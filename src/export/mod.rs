//! One writer for each format; none of them knows how the analysis was made.
//!
//! Whatever the article holds, no writer lets a control character through.

mod digest;
#[cfg(feature = "keep")]
pub mod file;
pub mod json;
pub mod markdown;
mod offsets;
pub mod text;

use std::io::{self, Write};
use std::path::Path;

use crate::{Analysis, Article};

/// The formats that there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Format {
    /// [`markdown`]
    Markdown,
    /// [`json`]
    Json,
    /// [`text`]
    Text,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Markdown, Self::Json, Self::Text];

    /// Its name, which is the extension of its files too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Text => "txt",
        }
    }

    /// The format that the ending of a file name stands for.
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?;
        Self::ALL.iter().copied().find(|format| ending.eq_ignore_ascii_case(format.name()))
    }

    /// Writes the analysis in this format.
    ///
    /// # Errors
    /// What `out` fails with.
    pub fn write(self, article: &Article, analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Markdown => markdown::write(article, analysis, out),
            Self::Json => json::write(article, analysis, out),
            Self::Text => text::write(article, analysis, out),
        }
    }
}
