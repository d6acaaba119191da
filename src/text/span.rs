//! A stretch of an article's text. The one coordinate system of the program.

use std::fmt;
use std::ops::Range;

/// A half-open range of **bytes** of [`Article::text`](crate::Article::text); both ends lie on character boundaries.
///
/// Stored in 32 bits a side, which is why a source of more than 4 GiB is refused on loading.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of the bytes `start..end`.
    ///
    /// # Panics
    /// If `end < start` or `end` does not fit 32 bits.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span runs forwards: {start}..{end}");
        Self {
            start: u32::try_from(start).expect("offsets fit 32 bits"),
            end: u32::try_from(end).expect("offsets fit 32 bits"),
        }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether `offset` lies inside.
    pub fn holds(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Whether all of `other` lies inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}
