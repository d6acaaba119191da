//! The text itself: one normalised string, what stands where in it, and how it breaks into paragraphs, sentences,
//! tokens and quotations. Nothing here knows what a statement is.

mod abbreviation;
pub mod article;
pub mod document;
pub mod layout;
pub mod normalize;
pub mod quotation;
pub mod search;
pub mod sentence;
pub mod span;
pub mod token;
pub mod vocabulary;

pub use article::{Article, Paragraph, ParagraphKind};
pub use document::Document;
pub use layout::{Block, Outline};
pub use quotation::Quotation;
pub use sentence::Sentence;
pub use span::Span;
pub use token::{Token, TokenKind};
pub use vocabulary::Vocabulary;
