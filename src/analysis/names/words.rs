//! What the name passes know of each word of a text: its folded form, how it is written elsewhere, and whether its
//! capital tells anything where it stands.

use std::borrow::Cow;
use std::ops::Range;

use crate::language::gazetteer::{self, FIRST_NAMES, fold};
use crate::language::tags::{Tag, can_be, common_tag};
use crate::text::{Document, ParagraphKind, TokenKind};

/// The words of a document, with what is asked of them again and again.
pub struct Words<'d> {
    /// The document.
    pub doc: &'d Document<'d>,
    /// One tag a token.
    pub tags: &'d [Tag],
    /// For each vocabulary word its folded form.
    folded: Vec<Cow<'d, str>>,
    /// For each vocabulary word how often it stands in lower case.
    lower: Vec<u32>,
    /// For each vocabulary word how often it has a capital where only names have one.
    capital: Vec<u32>,
    /// For each sentence whether so many words have capitals that one tells nothing.
    shouting: Vec<bool>,
    /// For each token whether a sentence, a quotation or a clause behind a colon begins with it.
    initial: Vec<bool>,
}

impl<'d> Words<'d> {
    /// Looks at all words of a document.
    pub fn new(doc: &'d Document<'d>, tags: &'d [Tag]) -> Self {
        let size = doc.vocabulary.len();
        let folded = (0..size).map(|id| fold(doc.vocabulary.get(id))).collect();
        let shouting = doc.sentences.iter().map(|s| is_shouting(doc, tags, &s.tokens)).collect();
        let mut words =
            Self { doc, tags, folded, lower: vec![0; size], capital: vec![0; size], shouting, initial: initials(doc) };
        for token in 0..doc.tokens.len() {
            if doc.tokens[token].kind != TokenKind::Word {
                continue;
            }
            let id = doc.word_id(token);
            if !words.is_capital(token) {
                words.lower[id] += 1;
            } else if !words.capital_is_forced(token) {
                words.capital[id] += 1;
            }
        }
        words
    }

    /// The folded form of a token.
    pub fn key(&self, token: usize) -> &str {
        &self.folded[self.doc.word_id(token)]
    }

    /// The folded forms of some tokens, parted by blanks.
    pub fn phrase(&self, tokens: &Range<usize>) -> String {
        tokens.clone().map(|t| self.key(t)).collect::<Vec<_>>().join(" ")
    }

    /// The folded forms from a token on, up to `end`.
    pub fn keys(&self, from: usize, end: usize) -> impl Iterator<Item = Cow<'_, str>> {
        (from..end).map(|t| Cow::Borrowed(self.key(t)))
    }

    /// Whether a token starts with a capital.
    pub fn is_capital(&self, token: usize) -> bool {
        self.doc.tokens[token].kind == TokenKind::Word && self.doc.word(token).starts_with(char::is_uppercase)
    }

    /// Whether a token of two letters or more has capitals only.
    pub fn is_all_capitals(&self, token: usize) -> bool {
        let word = self.doc.word(token);
        word.chars().filter(|c| c.is_alphabetic()).count() >= 2 && !word.chars().any(char::is_lowercase)
    }

    /// Whether a token would have a capital whatever it is.
    pub fn capital_is_forced(&self, token: usize) -> bool {
        self.initial[token] || self.is_shouted(token)
    }

    /// Whether a token begins a sentence, a quotation or what follows a colon.
    pub fn is_initial(&self, token: usize) -> bool {
        self.initial[token]
    }

    /// Whether a token stands in a sentence full of capitals.
    pub fn is_shouted(&self, token: usize) -> bool {
        self.shouting[self.doc.sentence_of[token] as usize]
    }

    /// How often the word of a token is written in lower case.
    pub fn lower_count(&self, token: usize) -> u32 {
        self.lower[self.doc.word_id(token)]
    }

    /// How often the word of a token has a capital that only a name would have there.
    pub fn capital_count(&self, token: usize) -> u32 {
        self.capital[self.doc.word_id(token)]
    }

    /// Whether the tagger's dictionary has a word as anything but a name.
    pub fn is_common(&self, token: usize) -> bool {
        let word = self.doc.lower(token);
        let tag = common_tag(word);
        !tag.is_proper() && can_be(word, tag)
    }

    /// Whether a token is a given word, in lower case.
    pub fn is(&self, token: usize, word: &str) -> bool {
        self.doc.tokens.get(token).is_some() && self.doc.lower(token) == word
    }

    /// The token before, inside the same sentence.
    pub fn before(&self, token: usize) -> Option<usize> {
        let start = self.doc.sentence_at(token).tokens.start;
        (token > start).then(|| token - 1)
    }

    /// The token behind, inside the same sentence.
    pub fn behind(&self, token: usize) -> Option<usize> {
        let end = self.doc.sentence_at(token).tokens.end;
        (token + 1 < end).then_some(token + 1)
    }

    /// What the list of first names says of a token: `f`, `m` or `-`; nothing for words that are more often something
    /// else, unless `weak` lets them in.
    pub fn first_name(&self, token: usize, weak: bool) -> Option<char> {
        let columns = FIRST_NAMES.get(self.key(token))?;
        (weak || !columns.ends_with('~')).then(|| columns.chars().next().unwrap_or('-'))
    }

    /// The longest entry of a list that begins at a token, in its sentence: its tokens and columns.
    pub fn entry(&self, lexicon: gazetteer::Lexicon, token: usize, end: usize) -> Option<(Range<usize>, &'static str)> {
        lexicon.longest(self.keys(token, end)).map(|(n, columns)| (token..token + n, columns))
    }
}

/// Which tokens begin something.
fn initials(doc: &Document) -> Vec<bool> {
    let mut initial = vec![false; doc.tokens.len()];
    for sentence in &doc.sentences {
        let mut fresh = true;
        for token in sentence.tokens.clone() {
            match doc.tokens[token].kind {
                TokenKind::Word | TokenKind::Number => {
                    initial[token] = fresh;
                    fresh = false;
                }
                TokenKind::Quote => fresh |= doc.quotation_at(token).is_some_and(|q| q.tokens.start == token),
                TokenKind::Mark => {
                    fresh |= matches!(doc.word(token), ":" | "•" | "*" | "." | "?" | "!");
                }
            }
        }
    }
    initial
}

/// Whether all words but the little ones have a capital: headlines, labels, shouts. A sentence with a final stop is
/// one only in capitals throughout.
fn is_shouting(doc: &Document, tags: &[Tag], tokens: &Range<usize>) -> bool {
    let (mut words, mut capitals, mut letters, mut upper) = (0, 0, 0, 0);
    for token in tokens.clone().filter(|&t| doc.tokens[t].kind == TokenKind::Word) {
        let word = doc.word(token);
        letters += word.chars().filter(|c| c.is_alphabetic()).count();
        upper += word.chars().filter(|c| c.is_uppercase()).count();
        if !matches!(tags[token], Tag::In | Tag::Dt | Tag::Cc | Tag::To | Tag::Pos)
            || word.starts_with(char::is_uppercase)
        {
            words += 1;
            capitals += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    let heading = tokens.clone().next().is_some_and(|t| {
        doc.article.paragraphs().get(doc.paragraph_of(t)).is_some_and(|p| p.kind == ParagraphKind::Heading)
    });
    let stopped = tokens.clone().next_back().is_some_and(|t| doc.word(t) == ".");
    let title = !stopped && capitals * 20 >= words * 17 && (words >= 5 || heading && words >= 2);
    title || upper * 10 >= letters * 8 && words >= 4
}
