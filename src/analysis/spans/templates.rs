//! Which facts of a token and its neighbours make a feature, and the hash that turns a feature into a bucket of weights
//! (Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009).

use super::columns::{Column, PAD, Row};

/// Changes with every change of the features' meaning: weights only fit the templates they were trained with.
pub const VERSION: u32 = 2;

/// A feature: facts of the token itself (0) or of one some tokens off.
pub type Template = [(Column, i8)];

macro_rules! templates {
    ($($(#[$doc:meta])* $name:ident, $buckets:ident: $([$($column:ident $at:literal),+])+;)+) => {$(
        $(#[$doc])*
        pub const $name: &[&Template] = &[$(&[$((Column::$column, $at)),+]),+];

        /// Their buckets for the token whose facts are `rows[at]`. Written out, not looped over: so all that does not
        /// depend on the text is reckoned when the program is built.
        pub fn $buckets(rows: &[Row], at: usize, bits: u32) -> [u32; $name.len()] {
            let rows: &[Row; 2 * PAD + 1] = rows[at - PAD..].first_chunk().expect("rows are padded");
            let mut number = 0;
            let mut next = || {
                number += 1;
                Feature::new(number - 1)
            };
            [$(next()$(.with(rows[PAD.wrapping_add_signed($at)][Column::$column as usize]))+.bucket(bits)),+]
        }
    )+};
}

templates! {
    /// What the first model sees of a token.
    PROPOSE, propose_buckets:
        [Word 0] [Word -1] [Word -2] [Word 1] [Word 2] [Word -3] [Word 3]
        [Word -1, Word 0] [Word 0, Word 1] [Word -2, Word -1] [Word 1, Word 2] [Word -1, Word 1]
        [Suffix3 0] [Suffix2 0] [Prefix 0] [Shape 0] [Shape -1] [Shape 1] [Shape -1, Shape 0, Shape 1] [Suffix3 -1] [Suffix3 1]
        [Tag 0] [Tag -1] [Tag 1] [Tag -2] [Tag 2] [Tag -1, Tag 0] [Tag 0, Tag 1] [Tag -2, Tag -1, Tag 0]
        [Tag 0, Tag 1, Tag 2] [Tag -1, Tag 0, Tag 1] [Tag 1, Tag 2, Tag 3] [Tag -3, Tag -2, Tag -1]
        [Word 0, Tag -1] [Word 0, Tag 1]
        [Cue 0] [Cue -1] [Cue 1] [Cue -2] [Cue 2] [Cue -1, Cue 0] [Cue 1, Word 0] [Cue 1, Word 2] [Cue -1, Word 0]
        [Cue 0, Word -1] [Cue 0, Tag -1, Tag 1] [Frames 0, Word 1] [Frames 0, Tag 1] [Frames -1, Tag 0]
        [LeftWord 0] [LeftWord 0, LeftDistance 0] [LeftCue 0, LeftDistance 0, LeftCommas 0] [LeftWord 0, LeftNext 0]
        [LeftCue 0, LeftNext 0, LeftDistance 0] [LeftCue 0, Word 0] [LeftWord 0, Word -1]
        [RightWord 0] [RightWord 0, RightDistance 0] [RightCue 0, RightDistance 0, RightCommas 0]
        [RightCue 0, RightBefore 0, RightCommas 0] [RightCue 0, Word 0] [RightWord 0, FromStart 0]
        [RightCue 0, LeftCue 0] [MainWord 0, MainSide 0] [RightDistance 0, Word 0] [LeftCue 0, LeftDistance 0, Word 0]
        [LeftWord 0, Tag 0] [RightWord 0, Tag 0] [VerbLeft 0] [VerbLeft 0, Word 0]
        [Quote 0] [Quote -1] [Quote 1] [Quote -1, Quote 0, Quote 1] [Quote 0, QuoteLength 0] [Quote 0, Word 0]
        [QuoteLeft 0, Quote 0] [QuoteRight 0, Quote 0] [QuoteLeft 0, QuoteRight 0, Quote 0] [ParagraphQuotes 0, Quote 0]
        [ParagraphQuotes 0, Sentence 0, Quote 0] [SentenceQuotes 0, Quote 0, LeftCue 0, LeftQuotes 0]
        [SentenceQuotes 0, Quote 0, RightCue 0, RightQuotes 0] [QuotesBefore 0, ParagraphQuotes 0, Quote 0, FromStart 0]
        [Quote 0, Cue 0] [Quote 0, RightCue 0, RightCommas 0] [Quote -1, Word 0] [Quote 1, Word 0]
        [Quote 0, Sentence 0, Sentences 0] [Quote 0, QuoteLength 0, RightCue 0, LeftCue 0]
        [FromStart 0] [FromStart 0, Word 0] [FromStart 0, Tag 0] [FromEnd 0] [Sentence 0, Sentences 0]
        [Paragraph 0] [Paragraph 0, FromStart 0] [FromStart 0, RightCue 0, RightDistance 0, RightCommas 0]
        [FromStart 0, MainSide 0, MainWord 0]
        [Act 0] [Act -1] [Act 1] [Act 0, Tag 0, Word 1] [Act 0, Tag 0, Tag 1] [Act 0, Tag -1, Tag 0] [Act 0, Cue 0, Quote 0]
        [Act 0, RightCue 0, LeftCue 0]
        [Rule 0] [Rule -1] [Rule 1] [Rule 0, Word 0] [Rule 0, Tag 0] [Rule 0, Cue 0] [Rule -1, Rule 0] [Rule 0, Rule 1]
        [Rule -1, Rule 0, Rule 1] [Rule 0, LeftWord 0] [Rule 0, RightCue 0] [Rule 0, Quote 0];
    /// What the second model sees of a token, whichever the cue.
    ATTACH_TOKEN, attach_buckets:
        [Word 0] [Word -1] [Word 1] [Word -2] [Word 2] [Word -1, Word 0] [Word 0, Word 1] [Suffix3 0] [Shape 0] [Shape 1]
        [Tag 0] [Tag -1] [Tag 1] [Tag 0, Tag 1] [Tag -1, Tag 0]
        [Quote -1, Quote 0] [Rule 0] [Rule -1, Rule 0];
}

/// A hash that takes in one value after another.
#[derive(Clone, Copy, Debug)]
pub struct Feature(u64);

impl Feature {
    /// The hash of a template's number before its values.
    pub const fn new(template: usize) -> Self {
        Self((template as u64 + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    /// Takes in a value.
    #[must_use]
    pub const fn with(self, value: u32) -> Self {
        let mixed = (self.0 ^ (value as u64).wrapping_add(0x632B_E59B_D9B4_E019)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Self(mixed ^ (mixed >> 29))
    }

    /// The bucket, one of two to the power of `bits`.
    pub const fn bucket(self, bits: u32) -> u32 {
        (self.0 >> (64 - bits)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_template_looks_past_the_padding() {
        let offsets = PROPOSE.iter().chain(ATTACH_TOKEN).flat_map(|t| t.iter().map(|(_, off)| off.unsigned_abs()));
        assert!(offsets.max().is_some_and(|off| usize::from(off) <= PAD));
    }

    #[test]
    fn no_template_stands_twice() {
        for templates in [PROPOSE, ATTACH_TOKEN] {
            for (i, template) in templates.iter().enumerate() {
                assert!(!templates[..i].contains(template), "{template:?}");
            }
        }
    }

    #[test]
    fn order_and_template_tell_features_apart() {
        let feature =
            |template, values: [u32; 2]| values.into_iter().fold(Feature::new(template), Feature::with).bucket(30);
        assert_ne!(feature(0, [1, 2]), feature(0, [2, 1]));
        assert_ne!(feature(0, [1, 2]), feature(1, [1, 2]));
    }
}
