//! What the rules ask of a text: a document with its tags, and small questions about the words at a place.

use std::ops::Range;

use crate::language::tags::Tag;
use crate::text::Document;

/// A document and its tags. All indices are token indices.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The units.
    pub doc: &'a Document<'a>,
    /// One tag a token.
    pub tags: &'a [Tag],
}

/// Days and the like: noun phrases that tell when and are nobody's name.
const TIME_WORDS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "week",
    "month",
    "year",
    "morning",
    "afternoon",
    "evening",
    "night",
    "weekend",
    "day",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "mon",
    "tues",
    "wed",
    "thurs",
    "fri",
    "sept",
    "jan",
    "feb",
    "aug",
    "oct",
    "nov",
    "dec",
];

impl Reading<'_> {
    /// The word at `i`, lower-cased.
    pub fn lower(&self, i: usize) -> &str {
        self.doc.lower(i)
    }

    /// Whether the word at `i` is one of `words` (lower-case).
    pub fn is(&self, i: usize, words: &[&str]) -> bool {
        i < self.doc.tokens.len() && words.contains(&self.lower(i))
    }

    /// The tag at `i`; `None` past the end.
    pub fn tag(&self, i: usize) -> Option<Tag> {
        self.tags.get(i).copied()
    }

    /// Whether the tag at `i` is one of `tags`.
    pub fn tagged(&self, i: usize, tags: &[Tag]) -> bool {
        self.tag(i).is_some_and(|t| tags.contains(&t))
    }

    /// How many quotations are around `i`, for a mark those outside of it.
    pub fn depth(&self, i: usize) -> usize {
        self.doc.quote_depth(i)
    }

    /// Whether `i` is a comma or a dash.
    pub fn is_break(&self, i: usize) -> bool {
        self.is(i, &[",", "—", "–", "--", "-"])
    }

    /// Whether `i` ends a sentence.
    pub fn is_stop(&self, i: usize) -> bool {
        self.is(i, &[".", "?", "!", "…", "..."])
    }

    /// Whether a finite verb stands in `range` at quotation depth `depth`.
    pub fn has_finite(&self, range: Range<usize>, depth: usize) -> bool {
        self.first_finite(range, depth).is_some()
    }

    /// The first finite verb in `range` at quotation depth `depth` or deeper.
    pub fn first_finite(&self, mut range: Range<usize>, depth: usize) -> Option<usize> {
        range.find(|&i| self.tag(i).is_some_and(Tag::is_finite) && self.depth(i) >= depth)
    }

    /// Whether the word at `i` tells a time.
    pub fn is_time(&self, i: usize) -> bool {
        self.is(i, TIME_WORDS)
    }

    /// The tokens that the words at `i` may be read with: its sentence, within the quotation it stands in.
    pub fn bounds(&self, i: usize) -> Range<usize> {
        let sentence = &self.doc.sentences[self.doc.sentence_of[i] as usize].tokens;
        match self.doc.quotation_of[i] {
            Some(q) => {
                let inner = self.inner(q as usize);
                sentence.start.max(inner.start)..sentence.end.min(inner.end)
            }
            None => sentence.clone(),
        }
    }

    /// The tokens between the marks of quotation `q`.
    pub fn inner(&self, q: usize) -> Range<usize> {
        let quotation = &self.doc.quotations[q];
        let end = quotation.tokens.end - usize::from(quotation.closed);
        quotation.tokens.start + 1..end.max(quotation.tokens.start + 1)
    }

    /// `range` without the marks and conjunctions at its ends that belong to the sentence around it.
    pub fn trim(&self, mut range: Range<usize>) -> Range<usize> {
        while range.start < range.end && self.is(range.start, &[",", ";", ":", "—", "–", "--", "-", "…", "."]) {
            range.start += 1;
        }
        while range.start < range.end && self.is(range.end - 1, &[",", ";", ":", "—", "–", "--", "-", "."]) {
            range.end -= 1;
        }
        range
    }

    /// Number of words in `range`, marks not counted.
    pub fn words(&self, mut range: Range<usize>) -> usize {
        let mut n = 0;
        for i in range.by_ref() {
            n += usize::from(self.lower(i).starts_with(|c: char| c.is_alphanumeric()));
        }
        n
    }
}
