//! Parts of speech: an averaged perceptron (Collins 2002) that walks each sentence from left to right.
//!
//! Words that can have one tag only take it from a dictionary; for all others the candidates of the dictionary (or the
//! open classes, for unknown words) are scored. `assets/tags/README.md` says what the model was trained on, how well it
//! does, and how to train it again.

mod features;
mod model;
mod penn;
#[cfg(feature = "train")]
pub mod train;
#[cfg(feature = "train")]
mod treebank;
mod word;

pub use penn::Tag;

use crate::text::{Document, TokenKind};
use features::Walk;
use model::{Class, MODEL};
use word::{Word, endings, fold, hash, mark_tag, salted, shape};

/// Tags all tokens of a document, one tag a token.
pub fn tag(doc: &Document<'_>) -> Vec<Tag> {
    let mut tags = Vec::with_capacity(doc.tokens.len());
    for sentence in &doc.sentences {
        let tokens: Vec<(&str, TokenKind)> =
            sentence.tokens.clone().map(|i| (doc.word(i), doc.tokens[i].kind)).collect();
        let quotes = |i: usize| quote_tag(doc, sentence.tokens.start + i);
        let words = look_at(|hash| MODEL.look_up(hash), &tokens, quotes);
        let mut walk = Walk::new(&words);
        for _ in 0..words.len() {
            walk.push(walk.step(&MODEL));
        }
        tags.append(&mut walk.into_tags());
    }
    tags
}

/// The tag that a word has most often, by the dictionary or by its ending; its case does not matter.
pub fn common_tag(word: &str) -> Tag {
    let folded = fold(word);
    let bytes = folded.as_bytes();
    if !bytes.iter().any(|b| b.is_ascii_alphanumeric() || *b >= 0x80) {
        return mark_tag(word);
    }
    let entry = MODEL.look_up(hash(bytes));
    let entry = entry.or_else(|| endings(bytes).iter().rev().find_map(|&ending| MODEL.look_up(salted(ending))));
    entry.map_or(Tag::Nn, |class| class.common)
}

/// Whether the dictionary has the word with this tag.
pub fn can_be(word: &str, tag: Tag) -> bool {
    MODEL.look_up(hash(fold(word).as_bytes())).is_some_and(|class| class.tags & tag.bit() != 0)
}

/// The words of a sentence as the tagger sees them. `look_up` is the dictionary, `quote` gives the tag of the quotation
/// mark at an index.
fn look_at(
    mut look_up: impl FnMut(u64) -> Option<Class>,
    tokens: &[(&str, TokenKind)],
    quote: impl Fn(usize) -> Tag,
) -> Vec<Word> {
    let title = if is_title(tokens) { shape::TITLE } else { 0 };
    let mut initial = shape::INITIAL;
    let mut words = Vec::with_capacity(tokens.len());
    for (i, &(text, kind)) in tokens.iter().enumerate() {
        let word = Word::new(&mut look_up, text, kind, initial | title);
        words.push(if kind == TokenKind::Quote { word.with_tag(quote(i)) } else { word });
        initial = match kind {
            TokenKind::Quote => shape::INITIAL,
            TokenKind::Mark if text != "," && text != "&" && text != "/" => shape::INITIAL,
            _ => 0,
        };
    }
    words
}

/// Whether so many words have capitals that a capital tells nothing.
fn is_title(tokens: &[(&str, TokenKind)]) -> bool {
    let (mut words, mut capitals) = (0, 0);
    for (text, _) in tokens.iter().filter(|(_, kind)| *kind == TokenKind::Word) {
        words += 1;
        capitals += usize::from(text.starts_with(char::is_uppercase));
    }
    words >= 4 && capitals * 10 >= words * 6
}

/// Whether the mark at a token opens or closes the quotation it belongs to.
fn quote_tag(doc: &Document<'_>, token: usize) -> Tag {
    let quotation = doc.quotation_of[token].map(|q| &doc.quotations[q as usize].tokens);
    if quotation.is_some_and(|tokens| tokens.start == token) { Tag::OpenQuote } else { Tag::CloseQuote }
}
