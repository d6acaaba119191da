//! From an article to who said what: the passes, in the order they run.

pub mod model;
pub mod statements;

pub use model::*;

use crate::text::Article;

/// Finds statements, their speakers, the actors behind them and the names in an article.
pub fn analyze(_article: &Article) -> Analysis {
    Analysis::default()
}
