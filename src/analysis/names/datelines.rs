//! Datelines: `OSLO, Norway, Oct. 4 (NTB) —` at the start of a text names where a story comes from and who brings it.

use std::ops::Range;

use super::words::Words;
use crate::text::TokenKind;

/// How far behind the start of a paragraph a dateline may end, in tokens.
const LIMIT: usize = 18;

/// The place names of datelines: everything between the start of a paragraph and the date, bracket or dash.
pub fn places(words: &Words) -> Vec<Range<usize>> {
    words.doc.paragraphs.iter().filter_map(|p| place(words, p)).collect()
}

fn place(words: &Words, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let mut end = paragraph.start;
    if paragraph.is_empty() || !words.is_all_capitals(paragraph.start) {
        return None;
    }
    let mut bracket = None;
    for token in paragraph.clone().take(LIMIT) {
        let word = words.doc.word(token);
        match words.doc.tokens[token].kind {
            TokenKind::Mark if matches!(word, "—" | "–" | "--" | "-" | "―") => {
                let end = bracket.unwrap_or(end);
                return (end > paragraph.start).then_some(paragraph.start..end);
            }
            TokenKind::Mark if word == "(" => bracket = bracket.or(Some(token)),
            TokenKind::Mark if matches!(word, "," | "." | "/" | ")") => {}
            TokenKind::Word if words.is_capital(token) || bracket.is_some() => {
                if bracket.is_none() {
                    end = token + 1;
                }
            }
            TokenKind::Number => {}
            TokenKind::Word if matches!(word, "and" | "de" | "del" | "la" | "di" | "es") => {}
            _ => return None,
        }
    }
    None
}
