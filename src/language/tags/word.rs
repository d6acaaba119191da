//! What the tagger sees of one token: hashes of its letters, its shape, its dictionary class.

use std::borrow::Cow;

use super::model::Class;
use super::penn::{OPEN, PROPER, Tag, set};
use crate::text::TokenKind;

/// Longest ending that is looked at, in characters.
pub(super) const ENDINGS: usize = 5;

/// Bits of [`Word::shape`].
pub(super) mod shape {
    /// The first letter is a capital.
    pub const CAPITAL: u16 = 1;
    /// No letter is small, and there are two or more.
    pub const CAPITALS: u16 = 2;
    /// It has a digit.
    pub const DIGIT: u16 = 4;
    /// It has a hyphen inside.
    pub const HYPHEN: u16 = 8;
    /// It has a period inside or behind.
    pub const PERIOD: u16 = 16;
    /// A capital stands behind the first letter.
    pub const INNER: u16 = 32;
    /// Nothing before it in the sentence, or a mark that can open one: a capital says little.
    pub const INITIAL: u16 = 64;
    /// Most words of the sentence have capitals: a capital says nothing.
    pub const TITLE: u16 = 128;
}

/// A token as the tagger sees it.
#[derive(Clone, Copy)]
pub(super) struct Word {
    /// Hash of its letters, lower-cased, digits as zeros, apostrophes straight.
    pub hash: u64,
    /// Hashes of its last 1 to [`ENDINGS`] characters.
    pub endings: [u64; ENDINGS],
    /// Hash of its first three bytes.
    pub prefix: u64,
    /// Bits of [`shape`].
    pub shape: u16,
    /// Its dictionary class, or that of its ending.
    pub class: u16,
    /// Whether the word itself is in the dictionary.
    pub known: bool,
    /// The tags to choose from.
    pub candidates: u64,
    /// The tag it has most often.
    pub common: Tag,
    /// 1 for a form of *be*, 2 for one of *have*, else 0.
    pub auxiliary: u8,
}

impl Word {
    /// What stands before the first and behind the last word of a sentence.
    pub const NONE: Self = Self {
        hash: 1,
        endings: [1; ENDINGS],
        prefix: 1,
        shape: 0,
        class: 0,
        known: true,
        candidates: Tag::Period.bit(),
        common: Tag::Period,
        auxiliary: 0,
    };

    /// Looks at a token. `look_up` is the dictionary; `context` has the bits of [`shape`] that its neighbours decide.
    pub fn new(look_up: impl FnMut(u64) -> Option<Class>, text: &str, kind: TokenKind, context: u16) -> Self {
        match kind {
            TokenKind::Mark => Self::mark(text),
            TokenKind::Quote => Self::fixed(text, Tag::OpenQuote),
            TokenKind::Number if text.bytes().all(|b| !b.is_ascii_alphabetic()) => Self::fixed(text, Tag::Cd),
            TokenKind::Word | TokenKind::Number => Self::lettered(look_up, text, kind, context),
        }
    }

    /// The same with its tag given.
    pub fn with_tag(mut self, tag: Tag) -> Self {
        self.candidates = tag.bit();
        self.common = tag;
        self
    }

    fn fixed(text: &str, tag: Tag) -> Self {
        let folded = fold(text);
        let hash = hash(folded.as_bytes());
        Self { hash, endings: [hash; ENDINGS], prefix: hash, class: 0, shape: 0, ..Self::NONE }.with_tag(tag)
    }

    fn mark(text: &str) -> Self {
        Self::fixed(text, mark_tag(text))
    }

    fn lettered(mut look_up: impl FnMut(u64) -> Option<Class>, text: &str, kind: TokenKind, context: u16) -> Self {
        let folded = fold(text);
        let bytes = folded.as_bytes();
        let hash = hash(bytes);
        let endings = endings(bytes);
        let entry = look_up(hash);
        let shape = shape_of(text) | context;
        let known = entry.is_some();
        let mut word = Self {
            hash: if known { hash } else { UNKNOWN },
            endings,
            prefix: if bytes.len() > 3 { self::hash(&bytes[..3]) } else { UNKNOWN },
            shape,
            class: 0,
            known,
            candidates: OPEN,
            common: if kind == TokenKind::Number { Tag::Cd } else { Tag::Nn },
            auxiliary: auxiliary(&folded),
        };
        let entry = entry.or_else(|| endings.iter().rev().find_map(|&ending| look_up(salted(ending))));
        if let Some(entry) = entry {
            word.class = entry.id;
            word.common = entry.common;
            word.candidates = if known { entry.tags } else { entry.tags | OPEN };
        }
        if shape & shape::CAPITAL != 0 && word.candidates & OPEN != 0 {
            word.candidates |= PROPER;
            if !known && shape & (shape::INITIAL | shape::TITLE) == 0 {
                word.common = Tag::Nnp;
            }
        }
        if known && word.candidates.count_ones() > 1 && kind == TokenKind::Number {
            word.candidates |= Tag::Cd.bit();
        }
        if bytes.len() > 3 && folded.ends_with('s') && !folded.ends_with("ss") {
            let possible = word.candidates & !PAST;
            word.candidates = if possible == 0 { word.candidates } else { possible };
        }
        word
    }
}

/// What no English word of more than three letters is that ends with a single s.
const PAST: u64 = set(&[Tag::Vbd, Tag::Vbn, Tag::Vbg]);

fn auxiliary(folded: &str) -> u8 {
    match folded {
        "be" | "am" | "is" | "are" | "was" | "were" | "been" | "being" | "'m" | "'re" | "'s" => 1,
        "have" | "has" | "had" | "having" | "'ve" | "'d" => 2,
        _ => 0,
    }
}

/// The tag of a mark, which its form decides.
pub(super) fn mark_tag(text: &str) -> Tag {
    match text {
        "." | "?" | "!" => Tag::Period,
        "," => Tag::Comma,
        "(" | "[" | "{" => Tag::Open,
        ")" | "]" | "}" => Tag::Close,
        "$" | "£" | "€" | "¥" | "₦" | "₹" => Tag::Dollar,
        "&" => Tag::Cc,
        "%" => Tag::Nn,
        ":" | ";" | "…" => Tag::Colon,
        _ if text.chars().all(|c| matches!(c, '-' | '–' | '—' | '―' | '.')) => Tag::Colon,
        _ if text.chars().all(|c| matches!(c, '?' | '!')) => Tag::Period,
        _ => Tag::Sym,
    }
}

/// Lower-case, digits as zeros, straight apostrophes.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase() && !b.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let one = |c: char| match c {
        '\u{2019}' | '\u{2018}' | 'ʼ' => '\'',
        '0'..='9' => '0',
        c => c.to_ascii_lowercase(),
    };
    if text.is_ascii() {
        Cow::Owned(text.chars().map(one).collect())
    } else {
        Cow::Owned(text.chars().flat_map(char::to_lowercase).map(one).collect())
    }
}

/// Hash of some bytes (FNV-1a with a stronger end).
pub(super) fn hash(bytes: &[u8]) -> u64 {
    finish(bytes.iter().fold(SEED, |hash, &byte| step(hash, byte)))
}

/// The key of an ending in the dictionary.
pub(super) fn salted(ending: u64) -> u64 {
    finish(ending ^ 0x5bd1_e995_7b93_21f7)
}

/// Hashes of the last 1 to [`ENDINGS`] bytes; those that would be the whole word are all the same.
pub(super) fn endings(bytes: &[u8]) -> [u64; ENDINGS] {
    let mut hashes = [UNKNOWN; ENDINGS];
    let mut hash = ENDING_SEED;
    for (slot, &byte) in hashes.iter_mut().zip(bytes.iter().skip(1).rev()) {
        hash = step(hash, byte);
        *slot = finish(hash);
    }
    hashes
}

/// Hash of one ending, as [`endings`] has it.
#[cfg(feature = "train")]
pub(super) fn ending(bytes: &[u8]) -> u64 {
    finish(bytes.iter().rev().fold(ENDING_SEED, |hash, &byte| step(hash, byte)))
}

/// The hash of all words that the dictionary does not have.
const UNKNOWN: u64 = 2;

const ENDING_SEED: u64 = 0x8422_2325_cbf2_9ce4;

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
}

/// Spreads the entropy of a hash over all its bits.
pub(super) fn finish(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

fn shape_of(text: &str) -> u16 {
    let mut shape = 0;
    let (mut letters, mut capitals) = (0, 0);
    for (i, c) in text.chars().enumerate() {
        if c.is_alphabetic() {
            letters += 1;
            if c.is_uppercase() {
                capitals += 1;
                shape |= if i == 0 { shape::CAPITAL } else { shape::INNER };
            }
        } else if c.is_ascii_digit() {
            shape |= shape::DIGIT;
        } else if c == '.' {
            shape |= shape::PERIOD;
        } else if c == '-' && i > 0 {
            shape |= shape::HYPHEN;
        }
    }
    if capitals == letters && letters > 1 {
        shape |= shape::CAPITALS;
    }
    shape
}
