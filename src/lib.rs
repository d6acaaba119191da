//! **whosaid** finds who said what in a news article.
//!
//! The library has one way in and one way out: an [`Article`] owns a text, [`analyze`] reads it and returns an
//! [`Analysis`] whose every part is a [`Span`] of that text. Nothing downstream copies or invents words.
//!
//! ```
//! use whosaid::{Article, analyze};
//!
//! let article = Article::from_plain_text("“We waited,” said Ana Ruiz, the harbour master.", "example");
//! let analysis = analyze(&article);
//! let statement = &analysis.statements[0];
//! assert_eq!(article.slice(statement.cue.unwrap()), "said");
//! ```

pub mod analysis;
pub mod check;
#[cfg(any(test, feature = "train"))]
pub mod corpus;
pub mod corrections;
pub mod dossier;
pub mod error;
pub mod export;
pub mod filter;
pub mod language;
#[cfg(any(test, feature = "train"))]
pub mod learn;
#[cfg(feature = "keep")]
pub mod recent;
pub mod source;
#[cfg(feature = "keep")]
pub mod store;
pub mod text;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "tui")]
pub mod config;
#[cfg(feature = "tui")]
pub mod tui;

pub use analysis::{Analysis, analyze, analyze_at, analyze_while};
pub use error::Error;
pub use filter::Filter;
pub use text::{Article, Span};
