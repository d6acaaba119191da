//! Reads the templates of `assets/tags/news.txt`: sentences in which only the words that matter have tags.

use super::penn::Tag;
use super::treebank::{Sentence, one_paragraph};
use super::{quote_tag, train::Random};
use crate::text::{Document, TokenKind};

static TEMPLATES: &str = include_str!("../../../assets/tags/news.txt");

/// All templates.
pub(super) fn templates() -> Vec<&'static str> {
    TEMPLATES.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

/// One of the sentences of a template.
pub(super) fn sentence(template: &str, random: &mut Random) -> Sentence {
    let chosen = choose(template, random);
    let mut text = String::with_capacity(chosen.len());
    let mut known = Vec::new();
    for (i, piece) in chosen.split(' ').enumerate() {
        if i > 0 {
            text.push(' ');
        }
        let start = text.len();
        match tag_of(piece) {
            Some((word, tag, rest)) => {
                text.push_str(word);
                known.push((start, tag));
                text.push_str(rest);
            }
            None => text.push_str(piece),
        }
    }
    let article = one_paragraph(text);
    let document = Document::new(&article);
    let mut sentence = Sentence::default();
    for (i, token) in document.tokens.iter().enumerate() {
        sentence.tokens.push((document.word(i).to_owned(), token.kind));
        sentence.tags.push(match token.kind {
            TokenKind::Quote => Some(quote_tag(&document, i)),
            _ => known.iter().find(|(start, _)| *start == token.span.start()).map(|&(_, tag)| tag),
        });
    }
    sentence
}

/// Picks an alternative of each group in braces.
fn choose(template: &str, random: &mut Random) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (group, behind) = after.split_once('}').expect("braces are paired");
        let alternatives: Vec<&str> = group.split('|').collect();
        text.push_str(before);
        text.push_str(alternatives[random.below(alternatives.len())]);
        rest = behind;
    }
    text + rest
}

/// Parts `word/TAG,` into the word, its tag and the mark behind.
fn tag_of(piece: &str) -> Option<(&str, Tag, &str)> {
    let (word, behind) = piece.split_once('/')?;
    let end = behind.find(|c: char| !(c.is_ascii_uppercase() || c == '$')).unwrap_or(behind.len());
    Some((word, Tag::from_name(&behind[..end])?, &behind[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_gives_sentences_with_the_tags_it_names() {
        let mut random = Random::new();
        for template in templates() {
            for _ in 0..50 {
                let sentence = sentence(template, &mut random);
                let words = sentence.tokens.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
                assert!(!words.contains(['/', '{', '}', '|']), "{words}");
                assert!(sentence.tags.iter().any(Option::is_some), "{words}");
            }
        }
    }

    #[test]
    fn a_tag_behind_a_group_is_that_of_single_words() {
        for template in templates() {
            for (group, behind) in template.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
                assert!(!behind.starts_with('/') || !group.contains([' ', '/']), "{group}");
            }
        }
    }
}
