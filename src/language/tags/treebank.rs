//! Reads CoNLL-U treebanks and cuts their words again as our tokenizer does: `so - called` is one token here.

use std::path::Path;
use std::{fs, io};

use super::penn::Tag;
use super::word::mark_tag;
use crate::text::{Article, Document, Paragraph, ParagraphKind, Span, TokenKind};

/// A sentence with its tags.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentence {
    /// Its tokens as our tokenizer makes them.
    pub tokens: Vec<(String, TokenKind)>,
    /// A tag for each; none where it is not known.
    pub tags: Vec<Option<Tag>>,
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
            sentences.extend(recut(&pieces));
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

/// Cuts the words of a sentence again as our tokenizer does.
fn recut(pieces: &[Piece]) -> Option<Sentence> {
    if pieces.is_empty() || pieces.iter().any(|piece| piece.tag == "GW") {
        return None;
    }
    let mut text = String::new();
    let mut spans = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let start = text.len();
        text.push_str(&piece.form);
        spans.push(Span::new(start, text.len()));
        if !piece.glued {
            text.push(' ');
        }
    }
    let article = one_paragraph(text);
    let document = Document::new(&article);
    let mut sentence = Sentence::default();
    for token in &document.tokens {
        let start = spans.partition_point(|piece| piece.end() <= token.span.start());
        let end = spans.partition_point(|piece| piece.start() < token.span.end());
        let form = article.slice(token.span);
        let tag = match token.kind {
            TokenKind::Mark => mark_tag(form),
            TokenKind::Quote if pieces[start].tag == "``" => Tag::OpenQuote,
            TokenKind::Quote => Tag::CloseQuote,
            _ => joint_tag(&pieces[start..end], pieces.get(end))?,
        };
        sentence.tokens.push((form.to_owned(), token.kind));
        sentence.tags.push(Some(tag));
    }
    Some(sentence)
}

/// An article of one paragraph.
pub(super) fn one_paragraph(text: String) -> Article {
    let span = Span::new(0, text.trim_end().len());
    Article { text, paragraphs: vec![Paragraph { span, kind: ParagraphKind::Paragraph }], ..Article::default() }
}

/// The tag of joined pieces: that of the last one, except that amounts are numbers, compounds before nouns are
/// adjectives, and a contraction that we do not split (`dont`, `cannot`) is what its first word is.
fn joint_tag(pieces: &[Piece], next: Option<&Piece>) -> Option<Tag> {
    let (first, last) = (pieces.first()?, pieces.last()?);
    if pieces.len() == 1 {
        return Tag::from_name(&last.tag);
    }
    if first.tag == "$" || pieces.iter().all(|piece| matches!(piece.tag.as_str(), "CD" | "SYM" | "," | ":" | "HYPH")) {
        return Some(Tag::Cd);
    }
    let compound = pieces.iter().any(|piece| piece.tag == "HYPH");
    let before_noun = next.is_some_and(|piece| matches!(piece.tag.as_str(), "NN" | "NNS" | "NNP" | "NNPS" | "JJ"));
    Some(match (first.tag.as_str(), last.tag.as_str()) {
        ("CD", "NN" | "NNS") if !compound => Tag::Cd,
        ("AFX", "VBN" | "VBG" | "VBD" | "VB") => Tag::from_name(&last.tag)?,
        (tag, _) if !compound && CONTRACTING.contains(&tag) => Tag::from_name(tag)?,
        (tag, "." | "HYPH" | "POS") | (tag @ ("NN" | "NNP"), "CD") => Tag::from_name(tag)?,
        (_, "VBN" | "JJ") => Tag::Jj,
        (_, "VBG" | "NN" | "RP" | "IN" | "RB" | "TO" | "VB") if before_noun => Tag::Jj,
        (_, "VBG" | "RP" | "IN" | "RB") => Tag::Nn,
        (_, other) => Tag::from_name(other)?,
    })
}

/// Tags of words that others are contracted with.
const CONTRACTING: &[&str] = &["MD", "VB", "VBD", "VBP", "VBZ", "PRP", "DT", "WP", "EX", "WRB"];
