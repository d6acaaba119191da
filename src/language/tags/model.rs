//! The trained model: a table of weights and a dictionary, read where they lie in the program file.
//!
//! Nothing is parsed or built at start. Layout, all numbers little-endian:
//!
//! | part | bytes | content |
//! |---|---|---|
//! | weights | [`ROWS`] × 64 | one `i8` for each (feature, tag), by hash, never verified |
//! | slots | [`SLOTS`] × 4 | open-addressed dictionary: fingerprint `u16`, class `u16` (0 = free) |
//! | classes | [`CLASSES`] × 16 | candidates as a set of tags `u64`; tags seen in training as a set, 56 bits, and the commonest tag `u8` |
//!
//! All weights of one feature lie in one cache line: the hash of the feature picks the row and an offset, and the tag
//! flips the low six bits of the offset, so that features which share a row seldom share a weight.

use super::penn::Tag;

/// Rows of weights.
pub(super) const ROWS: usize = 20_480;
/// Weights in a row.
pub(super) const ROW: usize = 64;
/// Places in the dictionary.
pub(super) const SLOTS: usize = 32_768;
/// Places for word classes; class 0 is that of words that the dictionary does not know.
pub(super) const CLASSES: usize = 2_048;

const SLOTS_AT: usize = ROWS * ROW;
const CLASSES_AT: usize = SLOTS_AT + SLOTS * 4;
/// Size of the model in bytes.
pub(super) const SIZE: usize = CLASSES_AT + CLASSES * 16;

static EMBEDDED: &[u8; SIZE] = include_bytes!("../../../assets/tags/model.bin");

/// The model that the program ships.
pub(super) static MODEL: Model<'static> = Model { bytes: EMBEDDED };

/// A model in its bytes.
#[derive(Clone, Copy)]
pub(super) struct Model<'a> {
    bytes: &'a [u8; SIZE],
}

/// What a dictionary says of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Class {
    /// Number of the class; 0 if the word is unknown.
    pub id: u16,
    /// The tags to choose from, as a set.
    pub tags: u64,
    /// The tags it was seen with, as a set.
    pub seen: u64,
    /// The tag it has most often.
    pub common: Tag,
}

/// Where the weights of a feature lie.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    row: u32,
    offset: u8,
}

impl Place {
    /// Of the feature with this hash.
    pub fn of(hash: u64) -> Self {
        Self { row: (((hash >> 32) * ROWS as u64) >> 32) as u32, offset: (hash & (ROW as u64 - 1)) as u8 }
    }

    /// Index of the weight for a tag.
    pub fn index(self, tag: u8) -> usize {
        self.row as usize * ROW + usize::from((self.offset ^ tag) & (ROW as u8 - 1))
    }
}

/// Weights of features, shipped or in training.
pub(super) trait Weights {
    /// The weight of the feature at `place` for the tag with this number.
    fn weight(&self, place: Place, tag: u8) -> i32;
}

impl Weights for Model<'_> {
    fn weight(&self, place: Place, tag: u8) -> i32 {
        i32::from(self.bytes[place.index(tag)].cast_signed())
    }
}

#[cfg(feature = "train")]
impl<'a> Model<'a> {
    /// A model over bytes laid out as above.
    pub fn new(bytes: &'a [u8; SIZE]) -> Self {
        Self { bytes }
    }
}

impl Model<'_> {
    /// What the dictionary says of the word (or ending) with this hash.
    pub fn look_up(self, hash: u64) -> Option<Class> {
        let (mut slot, fingerprint) = address(hash);
        loop {
            let at = SLOTS_AT + slot * 4;
            let class = u16::from_le_bytes([self.bytes[at + 2], self.bytes[at + 3]]);
            if class == 0 {
                return None;
            }
            if u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]]) == fingerprint {
                return Some(self.class(class));
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    fn class(self, id: u16) -> Class {
        let at = CLASSES_AT + usize::from(id) * 16;
        let number = |at: usize| u64::from_le_bytes(self.bytes[at..at + 8].try_into().expect("eight bytes"));
        let seen = number(at + 8);
        Class { id, tags: number(at), seen: seen & SEEN, common: Tag::from_index((seen >> 56) as u8) }
    }
}

/// The bits of a class that are its seen tags.
const SEEN: u64 = (1 << 56) - 1;

/// First slot and fingerprint of a hash.
fn address(hash: u64) -> (usize, u16) {
    ((hash >> 40) as usize % SLOTS, hash as u16)
}

/// Writes models.
#[cfg(feature = "train")]
pub(super) struct Builder {
    bytes: Box<[u8; SIZE]>,
    classes: Vec<(u64, u64)>,
    entries: usize,
}

#[cfg(feature = "train")]
impl Builder {
    /// An empty model.
    pub fn new() -> Self {
        let bytes = vec![0; SIZE].into_boxed_slice().try_into().expect("the size is right");
        Self { bytes, classes: Vec::new(), entries: 0 }
    }

    /// Adds a word or ending to the dictionary; the first of two with the same address wins.
    pub fn insert(&mut self, hash: u64, tags: u64, seen: u64, common: Tag) {
        if Model::new(&self.bytes).look_up(hash).is_some() {
            return;
        }
        self.entries += 1;
        assert!(self.entries < SLOTS * 9 / 10, "the dictionary is full");
        let id = self.add_class(tags, seen, common).id;
        let (mut slot, fingerprint) = address(hash);
        while self.bytes[SLOTS_AT + slot * 4 + 2..SLOTS_AT + slot * 4 + 4] != [0, 0] {
            slot = (slot + 1) % SLOTS;
        }
        let at = SLOTS_AT + slot * 4;
        self.bytes[at..at + 2].copy_from_slice(&fingerprint.to_le_bytes());
        self.bytes[at + 2..at + 4].copy_from_slice(&id.to_le_bytes());
    }

    /// The class of words with these tags.
    pub fn add_class(&mut self, tags: u64, seen: u64, common: Tag) -> Class {
        let numbers = (tags, seen | (common as u64) << 56);
        let known = self.classes.iter().position(|&class| class == numbers);
        let index = known.unwrap_or_else(|| {
            self.classes.push(numbers);
            let at = CLASSES_AT + self.classes.len() * 16;
            self.bytes[at..at + 8].copy_from_slice(&numbers.0.to_le_bytes());
            self.bytes[at + 8..at + 16].copy_from_slice(&numbers.1.to_le_bytes());
            self.classes.len() - 1
        });
        assert!(index + 1 < CLASSES, "too many word classes");
        Class { id: index as u16 + 1, tags, seen, common }
    }

    /// Sets all weights, in the order of [`Place::index`].
    pub fn set_weights(&mut self, weights: impl Iterator<Item = i8>) {
        for (byte, weight) in self.bytes[..SLOTS_AT].iter_mut().zip(weights) {
            *byte = weight.cast_unsigned();
        }
    }

    /// The model so far.
    pub fn model(&self) -> Model<'_> {
        Model::new(&self.bytes)
    }

    /// Entries and classes of the dictionary.
    pub fn counts(&self) -> (usize, usize) {
        (self.entries, self.classes.len())
    }

    /// The bytes of the model.
    pub fn into_bytes(self) -> Box<[u8; SIZE]> {
        self.bytes
    }
}
