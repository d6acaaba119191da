//! Words, numbers and marks: the units that tags, rules and features speak of.

use super::Span;

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum TokenKind {
    /// Letters (with inner hyphens, apostrophes, periods of abbreviations): `Ruiz`, `U.S.`, `so-called`, `'s`, `n't`, `X`.
    Word,
    /// Digits and what belongs to them: `60`, `$1.5bn`, `24-hour`, `3,000`, `50%`.
    Number,
    /// A quotation mark that opens or closes a quotation (decided by [`quotation`](super::quotation)), or a lone one.
    Quote,
    /// Any other mark, one token a mark; an ellipsis and a run of dashes are one token.
    Mark,
}

/// A token. As in the Penn Treebank a possessive or contracted ending stands alone: `Ruiz` + `'s`, `did` + `n't`;
/// unlike there a hyphenated word is one token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}
