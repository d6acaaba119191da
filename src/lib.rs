//! **whosaid** finds who said what in an English news article: each statement with its source, the words that signal it, the
//! person or body behind "she" and "the minister", and how sure all that is. It runs offline, without a parser or a language
//! model, and takes a few milliseconds for an article.
//!
//! The library has one way in and one way out: an [`Article`] owns a text, [`analyze`] reads it and returns an [`Analysis`].
//!
//! ```
//! use whosaid::{Article, analyze};
//!
//! let text = "“We waited,” said Ana Ruiz, the harbour master. She denied that the port would close.";
//! let article = Article::from_plain_text(text, "example");
//! let analysis = analyze(&article);
//! let said: Vec<_> = analysis
//!     .statements
//!     .iter()
//!     .filter_map(|statement| Some((analysis.actors[statement.actor?].called(&article), statement.class.name())))
//!     .collect();
//! assert_eq!(said, [("Ana Ruiz", "say"), ("Ana Ruiz", "deny")]);
//! ```
//!
//! # Spans
//!
//! Every part of an analysis is a [`Span`] of [`Article::text`]: a range of **bytes**, on character boundaries, that
//! [`Article::slice`] turns into words. Nothing downstream copies or invents words, so what is shown as said stands in the
//! article. The text is the normalised one, not the file's: white space is folded, and what could harm a terminal is gone.
//!
//! ```
//! # use whosaid::{Article, analyze};
//! let article = Article::from_plain_text("Ana  Ruiz said:\t“Señor, we waited.”", "example");
//! assert_eq!(article.text(), "Ana Ruiz said: “Señor, we waited.”");
//! let content = analyze(&article).statements[0].content[0];
//! assert_eq!((content.start(), article.slice(content)), (15, "“Señor, we waited.”"));
//! ```
//!
//! [JSON](export::json), [tables](export::table) and [annotations](export::annotation) count code points instead, as most
//! languages do; the writers convert on the way out.
//!
//! # Around it
//!
//! - [`source`] makes an article of a file, a page or standard input, within limits, and says why where it cannot.
//! - [`Filter`] chooses among statements: whose, of what kind, how sure.
//! - [`export`] writes an article with its analysis as Markdown, JSON, a table, a page, annotations, XML or text.
//! - [`check`] asks what an editor would: quotations of nobody, sources without a name.
//! - [`corrections`] lays what a person decided over what the engine found.
//!
//! # Features
//!
//! Without default features the library is the analysis of plain text alone, and knows neither terminal nor network.
//!
//! | feature | adds |
//! |---|---|
//! | `formats` | web pages, Markdown, office documents, e-books, feeds and packed files to [`source`] |
//! | `web` | fetching by address, and `formats` |
//! | `keep` | the user's own files: corrections, aliases, what was read last |
//! | `tui` | the reader, and `keep` |
//! | `cli` | the command line, and `tui` |
//! | `train` | training the models on annotated articles |

pub mod analysis;
pub mod check;
#[cfg(any(test, feature = "train"))]
pub mod corpus;
pub mod corrections;
mod counted;
pub mod dossier;
pub mod error;
pub mod export;
pub mod filter;
pub mod language;
#[cfg(any(test, feature = "train"))]
pub mod learn;
mod namesakes;
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
