//! Quotation marks, paired by their neighbours and not by toggling.

use std::ops::Range;

/// A stretch between quotation marks, inside one paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// Its tokens, with the marks that are there.
    pub tokens: Range<usize>,
    /// Whether a closing mark is there (a quotation that runs on into the next paragraph has none).
    pub closed: bool,
    /// The quotation around it, for `“He told me ‘leave’,”`.
    pub parent: Option<usize>,
    /// The quotation of the paragraph before that this one goes on with: that one stayed open, this paragraph re-opens.
    pub continues: Option<usize>,
}
