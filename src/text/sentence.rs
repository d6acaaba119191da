//! Sentence boundaries that survive news text.

use std::ops::Range;

/// A sentence: a run of tokens of one paragraph. Sentences partition the tokens. A sentence that ends inside quotation
/// marks takes its closing marks along; one whose attribution follows (`“Really?” he asked.`) does not end there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Index of its paragraph.
    pub paragraph: usize,
}
