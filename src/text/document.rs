//! An article cut into paragraphs, sentences, tokens and quotations: what every pass of the analysis reads.

use std::ops::Range;

use super::{Article, Quotation, Sentence, Span, Token};

/// An [`Article`] with its units. Indices into the vectors are the addresses that passes exchange; spans come out only
/// at the end.
#[derive(Debug)]
pub struct Document<'a> {
    /// The text.
    pub article: &'a Article,
    /// All tokens, in text order.
    pub tokens: Vec<Token>,
    /// All sentences, in order; they partition the tokens.
    pub sentences: Vec<Sentence>,
    /// The tokens of each paragraph of the article.
    pub paragraphs: Vec<Range<usize>>,
    /// All quotations, by first token (so a nested one comes behind its parent).
    pub quotations: Vec<Quotation>,
    /// For each token the innermost quotation it belongs to (its marks belong to it).
    pub quotation_of: Vec<Option<u32>>,
    /// For each token its sentence.
    pub sentence_of: Vec<u32>,
}

impl<'a> Document<'a> {
    /// The words of a token.
    pub fn word(&self, token: usize) -> &'a str {
        self.article.slice(self.tokens[token].span)
    }

    /// The text from the first to the last token of a range; empty ranges have no span.
    pub fn span(&self, tokens: &Range<usize>) -> Option<Span> {
        let first = self.tokens.get(tokens.start).filter(|_| !tokens.is_empty())?;
        Some(first.span.join(self.tokens[tokens.end - 1].span))
    }
}
