//! A stretch of the article that is being chosen: two ends, one of which moves, by words or by sentences.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{Article, Span};

/// How far an end moves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// To the next word or punctuation mark.
    Word,
    /// To the next sentence.
    Sentence,
}

/// The stretch; never empty.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Selection {
    span: Span,
    /// The first end moves, and not the last.
    first: bool,
}

impl Selection {
    /// These words, of which the last end moves.
    pub fn of(span: Span) -> Self {
        Self { span, first: false }
    }

    /// The sentence that an offset lies in.
    pub fn sentence(article: &Article, offset: usize) -> Option<Self> {
        let sentences = stops(article, offset, Unit::Sentence);
        let at = sentences.partition_point(|span| span.end() <= offset);
        sentences.get(at).or(sentences.last()).copied().map(Self::of)
    }

    /// The words.
    pub fn span(self) -> Span {
        self.span
    }

    /// The offset of the end that moves; the last end is named by its last character.
    pub fn moving(self, article: &Article) -> usize {
        if self.first {
            return self.span.start();
        }
        let last = article.slice(self.span).char_indices().next_back();
        self.span.start() + last.map_or(0, |(at, _)| at)
    }

    /// Moves the other end from now on.
    pub fn swap(&mut self) {
        self.first = !self.first;
    }

    /// Moves the end, forward or back; not past the other one, nor out of the article.
    pub fn shift(&mut self, article: &Article, unit: Unit, forward: bool) {
        let (start, end) = (self.span.start(), self.span.end());
        let stops = stops(article, self.moving(article), unit);
        let ends = || stops.iter().map(|stop| stop.end());
        let starts = || stops.iter().map(|stop| stop.start());
        let (start, end) = match (self.first, forward) {
            (true, true) => (starts().find(|&at| at > start && at < end).unwrap_or(start), end),
            (true, false) => (starts().rev().find(|&at| at < start).unwrap_or(start), end),
            (false, true) => (start, ends().find(|&at| at > end).unwrap_or(end)),
            (false, false) => (start, ends().rev().find(|&at| at < end && at > start).unwrap_or(end)),
        };
        self.span = Span::new(start, end);
    }

    /// The words by paragraphs, for what is said never holds the gap between two.
    pub fn pieces(self, article: &Article) -> Vec<Span> {
        let (start, end) = (self.span.start(), self.span.end());
        let paragraphs = article.paragraphs().iter().skip(article.paragraph_at(start)).map(|p| p.span);
        let within = paragraphs.take_while(|span| span.start() < end);
        within.filter(|span| span.end() > start).map(|s| Span::new(s.start().max(start), s.end().min(end))).collect()
    }
}

/// The words or sentences of the paragraph of an offset and of those beside it.
fn stops(article: &Article, offset: usize, unit: Unit) -> Vec<Span> {
    let here = article.paragraph_at(offset);
    let paragraphs = article.paragraphs().iter().skip(here.saturating_sub(1)).take(here.min(1) + 2);
    let mut stops = Vec::new();
    for paragraph in paragraphs {
        let (text, from) = (article.slice(paragraph.span), paragraph.span.start());
        let segments: Vec<(usize, &str)> = match unit {
            Unit::Word => text.split_word_bound_indices().collect(),
            Unit::Sentence => text.split_sentence_bound_indices().collect(),
        };
        let words = segments.into_iter().filter(|(_, words)| !words.trim().is_empty());
        stops.extend(words.map(|(at, words)| Span::new(from + at, from + at + words.trim_end().len())));
    }
    stops
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Ruiz was there. “We waited,” she said.\n\nThe port is shut. Nobody came.\n";

    fn shown(article: &Article, selection: Selection) -> Vec<&str> {
        selection.pieces(article).into_iter().map(|piece| article.slice(piece)).collect()
    }

    #[test]
    fn ends_move_by_words_and_sentences_and_never_meet() {
        let article = Article::from_plain_text(TEXT, "-");
        let mut selection = Selection::sentence(&article, 3).unwrap();
        assert_eq!(shown(&article, selection), ["Ruiz was there."]);
        selection.shift(&article, Unit::Word, false);
        assert_eq!(shown(&article, selection), ["Ruiz was there"]);
        selection.swap();
        for _ in 0..9 {
            selection.shift(&article, Unit::Word, true);
        }
        assert_eq!(shown(&article, selection), ["there"]);
        for _ in 0..9 {
            selection.shift(&article, Unit::Word, false);
        }
        assert_eq!(shown(&article, selection), ["Ruiz was there"]);
    }

    #[test]
    fn a_stretch_over_paragraphs_is_of_several_pieces() {
        let article = Article::from_plain_text(TEXT, "-");
        let mut selection = Selection::sentence(&article, 20).unwrap();
        selection.shift(&article, Unit::Sentence, true);
        assert_eq!(shown(&article, selection).last(), Some(&"The port is shut."));
        for _ in 0..9 {
            selection.shift(&article, Unit::Sentence, true);
        }
        assert_eq!(selection.span().end(), article.text().trim_end().len());
        assert_eq!(selection.pieces(&article).len(), 2);
    }
}
