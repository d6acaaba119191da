//! One writer for each format; none of them knows how the analysis was made.
//!
//! Whatever the article holds, no writer lets a control character through.
//!
//! ```
//! use std::path::Path;
//! use whosaid::export::Format;
//! use whosaid::{Article, analyze};
//!
//! let article = Article::from_plain_text("“We waited,” said Ana Ruiz, the harbour master.", "example.txt");
//! let format = Format::of_path(Path::new("out.csv")).unwrap();
//! let mut out = Vec::new();
//! format.write(&article, &analyze(&article), &mut out)?;
//! assert!(String::from_utf8(out).unwrap().contains("Ana Ruiz"));
//! # Ok::<(), std::io::Error>(())
//! ```

pub mod annotation;
pub(crate) mod digest;
pub(crate) mod escape;
#[cfg(feature = "keep")]
pub mod file;
pub mod html;
pub mod json;
pub mod markdown;
pub(crate) mod offsets;
pub mod table;
pub mod text;
pub mod xml;

pub(crate) use digest::one_line;

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
    /// [`table`], parted by commas
    Csv,
    /// [`table`], parted by tabs
    Tsv,
    /// [`html`]
    Html,
    /// [`annotation`]
    WebAnnotation,
    /// [`xml`]
    Xml,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Markdown, Self::Json, Self::Text, Self::Csv, Self::Tsv, Self::Html, Self::WebAnnotation, Self::Xml];

    /// Its name, which is the extension of its files too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Text => "txt",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Html => "html",
            Self::WebAnnotation => "jsonld",
            Self::Xml => "xml",
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
    pub fn write(self, article: &Article, analysis: &Analysis, mut out: &mut dyn Write) -> io::Result<()> {
        // Each format is built for this one kind of writer, and not anew for files, buffers and pipes.
        let out = &mut out;
        match self {
            Self::Markdown => markdown::write(article, analysis, out),
            Self::Json => json::write(article, analysis, out),
            Self::Text => text::write(article, analysis, out),
            Self::Csv => table::write(article, analysis, b',', out),
            Self::Tsv => table::write(article, analysis, b'\t', out),
            Self::Html => html::write(article, analysis, out),
            Self::WebAnnotation => annotation::write(article, analysis, out),
            Self::Xml => xml::write(article, analysis, out),
        }
    }
}
