//! Parts of speech: an averaged perceptron (Collins 2002) that walks each sentence from left to right.
//!
//! Words that can have one tag only take it from a dictionary; for all others the candidates of the dictionary (or the
//! open classes, for unknown words) are scored. `assets/tags/README.md` says what the model was trained on, how well it
//! does, and how to train it again.

#[cfg(feature = "train")]
mod dictionary;
mod features;
mod model;
#[cfg(feature = "train")]
mod news;
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
        tags.append(&mut tag_words(&tokens, |i| quote_tag(doc, sentence.tokens.start + i)));
    }
    tags
}

/// Tags the tokens of one sentence; `quote` gives the tag of the quotation mark at an index.
fn tag_words(tokens: &[(&str, TokenKind)], quote: impl Fn(usize) -> Tag) -> Vec<Tag> {
    let words = look_at(|_, hash| MODEL.look_up(hash), tokens, quote);
    let mut walk = Walk::new(&words);
    for _ in &words {
        walk.push(walk.step(&MODEL));
    }
    walk.into_tags()
}

/// The tag that a word has most often, by the dictionary or by its ending; its case does not matter.
pub fn common_tag(word: &str) -> Tag {
    let folded = fold(word);
    let bytes = folded.as_bytes();
    if !folded.contains(char::is_alphanumeric) {
        return mark_tag(word);
    }
    let entry = MODEL.look_up(hash(bytes));
    let entry = entry.or_else(|| endings(bytes).iter().rev().find_map(|&ending| MODEL.look_up(salted(ending))));
    entry.map_or(Tag::Nn, |class| class.common)
}

/// Whether the word has this tag in the treebanks that the dictionary comes from.
pub fn can_be(word: &str, tag: Tag) -> bool {
    MODEL.look_up(hash(fold(word).as_bytes())).is_some_and(|class| class.seen & tag.bit() != 0)
}

/// The words of a sentence as the tagger sees them. `look_up` is the dictionary for the word at an index, `quote` gives the tag of the quotation
/// mark at an index.
fn look_at(
    mut look_up: impl FnMut(usize, u64) -> Option<Class>,
    tokens: &[(&str, TokenKind)],
    quote: impl Fn(usize) -> Tag,
) -> Vec<Word> {
    let title = if is_title(tokens) { shape::TITLE } else { 0 };
    let mut initial = shape::INITIAL;
    let mut words = Vec::with_capacity(tokens.len());
    for (i, &(text, kind)) in tokens.iter().enumerate() {
        let word = Word::new(|hash| look_up(i, hash), text, kind, initial | title);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Tags words parted by blanks, as `word/TAG`.
    fn tagged(text: &str) -> String {
        let kind = |word: &str| match word.as_bytes()[0] {
            b'"' => TokenKind::Quote,
            b'0'..=b'9' => TokenKind::Number,
            b'A'..=b'Z' | b'a'..=b'z' => TokenKind::Word,
            b'\'' if word.len() > 1 => TokenKind::Word,
            _ => TokenKind::Mark,
        };
        let tokens: Vec<_> = text.split(' ').map(|word| (word, kind(word))).collect();
        let opens = |i: usize| tokens[..i].iter().filter(|(word, _)| *word == "\"").count() % 2 == 0;
        let tags = tag_words(&tokens, |i| if opens(i) { Tag::OpenQuote } else { Tag::CloseQuote });
        let pairs: Vec<_> = tokens.iter().zip(tags).map(|((word, _), tag)| format!("{word}/{tag}")).collect();
        pairs.join(" ")
    }

    #[test]
    fn a_plain_sentence_of_reported_speech() {
        assert_eq!(
            tagged("The mayor said on Monday that the city 's plan had failed ."),
            "The/DT mayor/NN said/VBD on/IN Monday/NNP that/IN the/DT city/NN 's/POS plan/NN had/VBD failed/VBN ./."
        );
    }

    #[test]
    fn nouns_that_look_like_speech_verbs_and_the_verbs() {
        assert!(tagged("He claims that prices fell .").contains("claims/VBZ"));
        assert!(tagged("The claims of the minister were false .").contains("claims/NNS"));
        assert!(tagged("The report states that nobody was hurt .").contains("states/VBZ"));
        assert!(tagged("The two states reached a deal .").contains("states/NNS"));
    }

    #[test]
    fn past_tense_and_past_participle() {
        assert!(tagged("The man accused of the theft denied it .").contains("accused/VBN"));
        assert!(tagged("He accused the guard of theft .").contains("accused/VBD"));
        assert!(tagged("She has told the court .").contains("told/VBN"));
        assert!(tagged("She told the court .").contains("told/VBD"));
    }

    #[test]
    fn quotation_marks_keep_their_side() {
        assert!(tagged("\" We waited , \" said Ruiz .").starts_with("\"/`` We/PRP waited/VBD ,/, \"/'' said/VBD"));
    }

    #[test]
    fn commonest_tags_by_dictionary_by_ending_and_by_form() {
        assert_eq!(common_tag("Said"), Tag::Vbd);
        assert_eq!(common_tag("the"), Tag::Dt);
        assert_eq!(common_tag("frobnicatingly"), Tag::Rb);
        assert_eq!(common_tag("\u{2014}"), Tag::Colon);
    }

    #[test]
    fn the_dictionary_knows_what_a_word_can_be() {
        assert!(can_be("report", Tag::Nn) && can_be("report", Tag::Vb));
        assert!(!can_be("the", Tag::Vb));
    }

    #[test]
    fn nothing_at_all_and_a_lone_mark() {
        assert_eq!(tag_words(&[], |_| Tag::OpenQuote), []);
        assert_eq!(tag_words(&[("\u{fffd}", TokenKind::Mark)], |_| Tag::OpenQuote), [Tag::Sym]);
    }
}
