//! The features of a token in its sentence, and the greedy walk that uses them.

use super::model::{Place, Weights};
use super::penn::Tag;
use super::word::{Word, finish, shape};

/// How many features a token has.
pub(super) const FEATURES: usize = 36;

/// The features of one token.
pub(super) type Features = [Place; FEATURES];

/// A walk through a sentence from left to right: each tag helps to find the next.
pub(super) struct Walk<'a> {
    words: &'a [Word],
    tags: Vec<Tag>,
    next_verbs: Vec<u8>,
    clause: Clause,
}

/// What was said of verbs so far in this sentence.
#[derive(Clone, Copy, Default)]
struct Clause {
    /// 1 + number of the tag of the last verb, 0 for none; bits 6 and 7: a form of *be*, of *have*.
    verb: u8,
    /// What came since: bits for comma, subordinator, quotation mark, conjunction, noun.
    since: u8,
}

impl<'a> Walk<'a> {
    /// At the start of a sentence.
    pub fn new(words: &'a [Word]) -> Self {
        Self { words, tags: Vec::with_capacity(words.len()), next_verbs: next_verbs(words), clause: Clause::default() }
    }

    /// Decides the next tag.
    pub fn step(&self, weights: &impl Weights) -> Tag {
        let candidates = self.words[self.tags.len()].candidates;
        if candidates.is_power_of_two() {
            return Tag::from_index(candidates.trailing_zeros() as u8);
        }
        best(weights, &self.features(), candidates)
    }

    /// Takes the next tag.
    pub fn push(&mut self, tag: Tag) {
        self.clause.push(tag, &self.words[self.tags.len()]);
        self.tags.push(tag);
    }

    /// All tags taken.
    pub fn into_tags(self) -> Vec<Tag> {
        self.tags
    }

    fn word(&self, offset: isize) -> &Word {
        self.tags.len().checked_add_signed(offset).and_then(|at| self.words.get(at)).unwrap_or(&Word::NONE)
    }

    fn tag(&self, back: usize) -> u64 {
        self.tags.len().checked_sub(back).map_or(63, |at| self.tags[at] as u64)
    }

    /// The features of the token whose tag is due.
    pub fn features(&self) -> Features {
        let (w, p1, p2, n1, n2) = (self.word(0), self.word(-1), self.word(-2), self.word(1), self.word(2));
        let (t1, t2, t3) = (self.tag(1), self.tag(2), self.tag(3));
        let t12 = t1 << 6 | t2;
        let class = u64::from(w.class) << 1 | u64::from(w.known);
        let (class1, class2) =
            (u64::from(n1.class) << 6 | n1.common as u64, u64::from(n2.class) << 6 | n2.common as u64);
        let common1 = n1.common as u64;
        let common2 = n2.common as u64;
        let shaped = u64::from(w.shape);
        let clause = u64::from(self.clause.verb) << 8 | u64::from(self.clause.since);
        let next_verb = u64::from(self.next_verbs[self.tags.len()]);
        let capital = shaped & u64::from(shape::CAPITAL | shape::INITIAL | shape::TITLE);
        let mut at = Collector { places: [Place::default(); FEATURES], count: 0 };
        at.add(0, class);
        at.add(w.hash, 0);
        at.add(w.endings[0], shaped);
        at.add(w.endings[1], 0);
        at.add(w.endings[2], 0);
        at.add(w.endings[3], 0);
        at.add(w.endings[4], 0);
        at.add(w.prefix, 0);
        at.add(shaped, class);
        at.add(w.hash, shaped | 1 << 32);
        at.add(t1, 0);
        at.add(t12, 0);
        at.add(t12, class);
        at.add(t12 << 6 | t3, 0);
        at.add(t1, w.hash);
        at.add(t1, class);
        at.add(t2, w.hash);
        at.add(t1, w.endings[2]);
        at.add(t1 << 8 | capital, w.endings[1]);
        at.add(p1.hash, 0);
        at.add(p1.hash, class);
        at.add(p1.hash, w.hash);
        at.add(p2.hash, t1);
        at.add(p2.hash, p1.hash);
        at.add(n1.hash, 0);
        at.add(n1.hash, class);
        at.add(n1.hash, w.hash);
        at.add(n2.hash, class);
        at.add(n1.endings[2], class);
        at.add(class1, t1 << 16 | class);
        at.add(class1, w.endings[2]);
        at.add(common1 << 6 | common2, t1 << 16 | class);
        at.add(class2, class1);
        at.add(clause, class);
        at.add(clause << 6 | t1, w.endings[1]);
        at.add(next_verb << 16 | clause, class);
        debug_assert_eq!(at.count, FEATURES);
        at.places
    }
}

struct Collector {
    places: Features,
    count: usize,
}

impl Collector {
    fn add(&mut self, a: u64, b: u64) {
        let template = (self.count as u64 + 1).wrapping_mul(0xd6e8_feb8_6659_fd93);
        let hash =
            finish((a ^ template).wrapping_mul(0xff51_afd7_ed55_8ccd) ^ b.wrapping_add(template.rotate_left(21)));
        self.places[self.count] = Place::of(finish(hash));
        self.count += 1;
    }
}

/// The candidate with the highest score; of equals the first.
pub(super) fn best(weights: &impl Weights, features: &Features, candidates: u64) -> Tag {
    let mut best = (i32::MIN, 0);
    let mut rest = candidates;
    while rest != 0 {
        let tag = rest.trailing_zeros() as u8;
        rest &= rest - 1;
        let score = score(weights, features, tag);
        if score > best.0 {
            best = (score, tag);
        }
    }
    Tag::from_index(best.1)
}

/// For each word the commonest tag, plus one, of the next one that is likely a finite verb or a past participle, up to
/// the end of the sentence or a quotation mark; 0 if there is none.
fn next_verbs(words: &[Word]) -> Vec<u8> {
    let mut next = vec![0; words.len()];
    let mut verb = 0;
    for (slot, word) in next.iter_mut().zip(words).rev() {
        *slot = verb;
        let tag = word.common;
        if tag.is_finite() || tag == Tag::Vbn {
            verb = tag as u8 + 1;
        } else if matches!(tag, Tag::OpenQuote | Tag::CloseQuote | Tag::Period) {
            verb = 0;
        }
    }
    next
}

/// The score of the tag with this number.
pub(super) fn score(weights: &impl Weights, features: &Features, tag: u8) -> i32 {
    features.iter().map(|&place| weights.weight(place, tag)).sum()
}

impl Clause {
    const COMMA: u8 = 1;
    const SUBORDINATOR: u8 = 2;
    const QUOTE: u8 = 4;
    const CONJUNCTION: u8 = 8;
    const NOUN: u8 = 16;

    fn push(&mut self, tag: Tag, word: &Word) {
        if tag.is_verb() {
            self.verb = (1 + tag as u8) | word.auxiliary << 6;
            self.since = 0;
            return;
        }
        self.since |= match tag {
            Tag::Comma | Tag::Colon => Self::COMMA,
            Tag::In | Tag::Wdt | Tag::Wp | Tag::Wrb => Self::SUBORDINATOR,
            Tag::OpenQuote | Tag::CloseQuote => Self::QUOTE,
            Tag::Cc => Self::CONJUNCTION,
            Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Prp => Self::NOUN,
            _ => 0,
        };
    }
}
