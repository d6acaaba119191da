//! Reads CoNLL-U treebanks and joins what they split and we do not: `so - called` is one token here.

use std::path::Path;
use std::{fs, io};

use super::penn::Tag;
use super::word::mark_tag;
use crate::text::TokenKind;

/// A sentence with its tags.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentence {
    /// Its tokens as our tokenizer makes them.
    pub tokens: Vec<(String, TokenKind)>,
    /// A tag for each.
    pub tags: Vec<Tag>,
}

impl Sentence {
    /// The tokens as the tagger takes them.
    pub fn tokens(&self) -> Vec<(&str, TokenKind)> {
        self.tokens.iter().map(|(text, kind)| (text.as_str(), *kind)).collect()
    }
}

/// A word line of a treebank.
#[derive(Clone, Debug)]
struct Piece {
    form: String,
    tag: String,
    glued: bool,
}

/// All usable sentences of a file. Those with words that were torn apart by mistake (tag `GW`) are left out.
pub(super) fn read(path: &Path) -> io::Result<Vec<Sentence>> {
    let text = fs::read_to_string(path)?;
    let mut sentences = Vec::new();
    let mut pieces = Vec::new();
    let mut range_end = (0, true);
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            sentences.extend(join(&pieces));
            pieces.clear();
            range_end = (0, true);
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if line.starts_with('#') || columns.len() != 10 || columns[0].contains('.') {
            continue;
        }
        let space_after = !columns[9].split('|').any(|field| field == "SpaceAfter=No");
        if let Some((_, end)) = columns[0].split_once('-') {
            range_end = (end.parse().unwrap_or(0), space_after);
            continue;
        }
        let id: usize = columns[0].parse().unwrap_or(0);
        let glued = match id.cmp(&range_end.0) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Equal => !range_end.1,
            std::cmp::Ordering::Greater => !space_after,
        };
        pieces.push(Piece { form: columns[1].to_owned(), tag: columns[4].to_owned(), glued });
    }
    Ok(sentences)
}

fn join(pieces: &[Piece]) -> Option<Sentence> {
    if pieces.is_empty() || pieces.iter().any(|piece| piece.tag == "GW") {
        return None;
    }
    let mut sentence = Sentence::default();
    let mut start = 0;
    while start < pieces.len() {
        let mut end = start + 1;
        while end < pieces.len() && pieces[end - 1].glued && joins(&pieces[end - 1], &pieces[end]) {
            end += 1;
        }
        let form: String = pieces[start..end].iter().map(|piece| piece.form.as_str()).collect();
        let tag = joint_tag(&pieces[start..end], pieces.get(end))?;
        let kind = kind_of(&form, tag);
        let tag = if kind == TokenKind::Mark { mark_tag(&form) } else { tag };
        sentence.tokens.push((form, kind));
        sentence.tags.push(tag);
        start = end;
    }
    Some(sentence)
}

/// Whether two neighbours without a space between them are one token here.
fn joins(left: &Piece, right: &Piece) -> bool {
    let word = |piece: &Piece| piece.form.starts_with(char::is_alphanumeric);
    (right.tag == "HYPH" && right.form == "-" && word(left))
        || (left.tag == "HYPH" && left.form == "-" && word(right))
        || (left.tag == "$" && right.tag == "CD")
        || (left.tag == "CD" && right.form == "%")
}

/// The tag of joined pieces: that of the last one, except that compounds before nouns are adjectives.
fn joint_tag(pieces: &[Piece], next: Option<&Piece>) -> Option<Tag> {
    let (first, last) = (&pieces[0], &pieces[pieces.len() - 1]);
    if pieces.len() == 1 {
        return Tag::from_name(&last.tag);
    }
    if first.tag == "$" || last.form == "%" {
        return Some(Tag::Cd);
    }
    let before_noun = next.is_some_and(|piece| matches!(piece.tag.as_str(), "NN" | "NNS" | "NNP" | "NNPS" | "JJ"));
    Some(match last.tag.as_str() {
        "VBN" | "VBG" | "VBD" | "VB" if first.tag == "AFX" => Tag::from_name(&last.tag)?,
        "VBN" | "JJ" => Tag::Jj,
        "VBG" | "NN" | "RP" | "IN" | "RB" | "TO" | "VB" if before_noun => Tag::Jj,
        "VBG" | "RP" | "IN" | "RB" => Tag::Nn,
        "CD" if first.tag == "NN" || first.tag == "NNP" => Tag::from_name(&first.tag)?,
        "HYPH" => Tag::from_name(&first.tag)?,
        other => Tag::from_name(other)?,
    })
}

/// The kind of token that a form of a treebank is.
fn kind_of(form: &str, tag: Tag) -> TokenKind {
    if matches!(tag, Tag::OpenQuote | Tag::CloseQuote) {
        TokenKind::Quote
    } else if form.starts_with(|c: char| c.is_ascii_digit() || "$£€".contains(c)) && form.len() > 1
        || form.bytes().all(|b| b.is_ascii_digit())
    {
        TokenKind::Number
    } else if form.contains(char::is_alphabetic) || form == "'" && tag == Tag::Pos {
        TokenKind::Word
    } else if form.contains(|c: char| c.is_ascii_digit()) {
        TokenKind::Number
    } else {
        TokenKind::Mark
    }
}
