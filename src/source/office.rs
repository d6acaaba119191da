//! Word and `OpenDocument` texts: the paragraphs of the body, with the kinds that their styles name. Footnotes, comments,
//! headers, footers and deleted text are left out.

use super::packed::Archive;
use super::xml::{self, Piece};
use crate::text::{Block, Outline, ParagraphKind};

/// Elements whose words are no part of the text: earlier versions, notes, and second copies of text boxes.
const SILENT: &[&str] = &[
    "w:del",
    "w:moveFrom",
    "mc:Fallback",
    "w:instrText",
    "text:note",
    "office:annotation",
    "text:tracked-changes",
    "text:table-of-content",
    "office:forms",
];

/// Reads a `.docx`; the text may be cut short with a word on why.
pub(super) fn read_word(bytes: &[u8]) -> Result<(Outline, Option<String>), String> {
    read(bytes, "word/document.xml")
}

/// Reads an `.odt`.
pub(super) fn read_opendocument(bytes: &[u8]) -> Result<(Outline, Option<String>), String> {
    read(bytes, "content.xml")
}

fn read(bytes: &[u8], member: &str) -> Result<(Outline, Option<String>), String> {
    let bytes = Archive::open(bytes)?.member(member)?;
    let text = super::decode(bytes).text;
    let mut body = Body::default();
    let damage = xml::stream(&text, |piece| body.take(piece)).err();
    body.end();
    Ok((Outline { blocks: body.blocks, ..Outline::default() }, damage))
}

#[derive(Default)]
struct Body {
    blocks: Vec<Block>,
    words: String,
    kind: Option<ParagraphKind>,
    /// How many silent elements, and items of lists, are open.
    silent: usize,
    items: usize,
    /// Whether the text being read is Word's, which stands in elements of its own.
    in_text: bool,
}

impl Body {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(element) if SILENT.contains(&element.name()) => self.silent += 1,
            Piece::End(name) if SILENT.contains(&name) => self.silent = self.silent.saturating_sub(1),
            _ if self.silent > 0 => {}
            Piece::Start(element) => match element.name() {
                "w:p" | "text:p" => {
                    self.end();
                    let style = element.attribute("text:style-name").unwrap_or_default();
                    self.kind = kind_of(&style).or((self.items > 0).then_some(ParagraphKind::Item));
                    self.in_text = element.name() == "text:p";
                }
                "text:h" => {
                    self.end();
                    self.kind = Some(ParagraphKind::Heading);
                    self.in_text = true;
                }
                "text:list-item" => self.items += 1,
                "w:pStyle" => self.kind = kind_of(&element.attribute("w:val").unwrap_or_default()).or(self.kind),
                "w:numPr" => self.kind = self.kind.or(Some(ParagraphKind::Item)),
                "w:t" => self.in_text = true,
                "w:tab" | "w:br" | "w:cr" | "text:s" | "text:tab" | "text:line-break" => self.words.push(' '),
                _ => {}
            },
            Piece::End(name) => match name {
                "w:t" => self.in_text = false,
                "w:p" | "text:p" | "text:h" => {
                    self.end();
                    self.in_text = false;
                }
                "text:list-item" => self.items = self.items.saturating_sub(1),
                _ => {}
            },
            Piece::Text(text) if self.in_text => self.words.push_str(&text),
            Piece::Text(_) => {}
        }
    }

    fn end(&mut self) {
        let words = std::mem::take(&mut self.words);
        let kind = self.kind.take().unwrap_or(ParagraphKind::Paragraph);
        if !words.trim().is_empty() {
            self.blocks.push(Block { kind, words });
        }
    }
}

/// What a paragraph is by the name of its style.
fn kind_of(style: &str) -> Option<ParagraphKind> {
    let style = style.to_ascii_lowercase();
    let names = |parts: &[&str]| parts.iter().any(|part| style.contains(part));
    if names(&["heading", "title"]) {
        Some(ParagraphKind::Heading)
    } else if names(&["quot"]) {
        Some(ParagraphKind::Quote)
    } else if names(&["caption", "illustration", "figure"]) {
        Some(ParagraphKind::Caption)
    } else if names(&["list"]) {
        Some(ParagraphKind::Item)
    } else {
        None
    }
}
