//! The article: the only owner of text.

use std::ops::Range;

use super::Span;
use super::layout::{self, Outline};

/// What a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ParagraphKind {
    /// The title, or a heading inside the text.
    Heading,
    /// Running text.
    Paragraph,
    /// A block quotation.
    Quote,
    /// An item of a list.
    Item,
    /// The words under a picture.
    Caption,
}

impl ParagraphKind {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Quote => "quote",
            Self::Item => "item",
            Self::Caption => "caption",
        }
    }
}

/// One paragraph of an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Paragraph {
    /// Its words, without the line break behind it.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
}

/// Words an adult reads silently in a minute: the mean for non-fiction in English over 190 studies (Brysbaert 2019,
/// "How many words do we read per minute?", Journal of Memory and Language 109, abstract).
const WORDS_A_MINUTE: usize = 238;

/// An article: one normalised text and where its parts stand.
///
/// ```
/// use whosaid::Article;
///
/// let text = "Ferry stays in port\nBy Bo Li\n“We waited,” said Ana Ruiz, the harbour master.\n";
/// let article = Article::from_plain_text(text, "ferry.txt");
/// assert_eq!(article.slice(article.title().unwrap()), "Ferry stays in port");
/// assert_eq!(article.slice(article.byline().unwrap()), "Bo Li");
/// assert_eq!(article.paragraphs().len(), 3);
/// ```
///
/// Invariants: no control, bidi or zero-width formatting character but `\n`; paragraphs in order, disjoint, not empty,
/// without line breaks inside, and parted by exactly one blank line (`"\n\n"`).
#[derive(Clone, Debug, Default)]
pub struct Article {
    pub(crate) text: String,
    pub(crate) source: String,
    pub(crate) title: Option<Span>,
    pub(crate) byline: Option<Span>,
    pub(crate) date: Option<Span>,
    pub(crate) site: Option<String>,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) words: usize,
}

impl Article {
    /// Reads plain text in either of its two shapes: a paragraph a line, or hard-wrapped lines with blank lines or indents
    /// between paragraphs. `source` says where it came from (a path, or `-`); it is shown and exported, never opened.
    ///
    /// The words stay as they are and in order; white space is folded, and characters that could harm a terminal or that
    /// nobody can see are dropped ([`normalize`](crate::text::normalize::normalize) lists them).
    ///
    /// # Panics
    /// If the text is so long that its offsets do not fit a [`Span`]; what [`source::load`](crate::source::load) accepts
    /// always fits.
    pub fn from_plain_text(raw: &str, source: &str) -> Self {
        layout::from_plain_text(raw, source)
    }

    /// Makes an article of a document that says itself what its parts are. Its words are cleaned as
    /// [`from_plain_text`](Self::from_plain_text) cleans them; a title, byline or date that the document's data state
    /// and its text does not repeat stands on top as a paragraph.
    ///
    /// # Panics
    /// As [`from_plain_text`](Self::from_plain_text).
    pub fn from_outline(outline: &Outline, source: &str) -> Self {
        layout::from_outline(outline, source)
    }

    /// The whole normalised text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The words of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The paragraphs that a span lies in, and the one before, whose quotation may go on in it: as an article of their
    /// own, and the offset where it begins.
    pub(crate) fn excerpt(&self, span: Span) -> (Article, usize) {
        let first = self.paragraph_at(span.start()).saturating_sub(1);
        let last = self.paragraph_at(span.end().saturating_sub(1).max(span.start()));
        if self.paragraphs.is_empty() { (Self::default(), 0) } else { self.part(first..last + 1) }
    }

    /// Paragraphs as an article of their own, and the offset where it begins. Headline, byline and date go along where
    /// they lie in it.
    pub(crate) fn part(&self, range: Range<usize>) -> (Article, usize) {
        let paragraphs = &self.paragraphs[range];
        let (Some(first), Some(last)) = (paragraphs.first(), paragraphs.last()) else { return (Self::default(), 0) };
        let span = first.span.join(last.span);
        (self.section(span), span.start())
    }

    /// The words of a span as an article of their own; paragraphs, headline, byline and date go along where they lie in it.
    /// A paragraph that the span cuts is one for itself. It begins and ends with words.
    pub(crate) fn section(&self, span: Span) -> Article {
        let moved = |other: Span| Span::new(other.start() - span.start(), other.end() - span.start());
        let inside = |other: Option<Span>| other.filter(|other| span.covers(*other)).map(moved);
        let first = self.paragraphs.partition_point(|p| p.span.end() <= span.start());
        let paragraphs = self.paragraphs[first..].iter().take_while(|p| p.span.start() < span.end());
        let cut = |p: Span| Span::new(p.start().max(span.start()), p.end().min(span.end()));
        Article {
            text: self.slice(span).to_owned(),
            source: self.source.clone(),
            title: inside(self.title),
            byline: inside(self.byline),
            date: inside(self.date),
            site: None,
            paragraphs: paragraphs.map(|p| Paragraph { span: moved(cut(p.span)), ..*p }).collect(),
            words: 0,
        }
    }

    /// Where a part stands that was sliced from the text.
    pub(crate) fn span_of(&self, part: &str) -> Span {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        Span::new(start, start + part.len())
    }

    /// Where it came from: a path, or `-` for standard input.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The headline, where the text opens with one.
    pub fn title(&self) -> Option<Span> {
        self.title
    }

    /// The author's name, without "By".
    pub fn byline(&self) -> Option<Span> {
        self.byline
    }

    /// The date line, as it stands.
    pub fn date(&self) -> Option<Span> {
        self.date
    }

    /// What the site that it stands on is called, as its data say; no part of the text.
    pub fn site(&self) -> Option<&str> {
        self.site.as_deref()
    }

    /// The paragraphs, in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// Index of the paragraph that holds `offset`; between two paragraphs, the one before.
    pub fn paragraph_at(&self, offset: usize) -> usize {
        self.paragraphs.partition_point(|p| p.span.start() <= offset).saturating_sub(1)
    }

    /// How many words the text has: what stands between spaces and holds a letter or a digit.
    pub fn words(&self) -> usize {
        self.words
    }

    /// How many words a part of it has, counted in the same way.
    pub fn words_in(&self, span: Span) -> usize {
        self.slice(span).split_ascii_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
    }

    /// How long it takes to read, in minutes; at least one.
    pub fn reading_minutes(&self) -> usize {
        self.words.div_ceil(WORDS_A_MINUTE).max(1)
    }
}
