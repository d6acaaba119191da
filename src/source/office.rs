//! Word and `OpenDocument` texts: the paragraphs of the body, with the kinds that their styles name. Footnotes, comments,
//! headers, footers and deleted text are left out.

use super::Missing;
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
    "svg:title",
    "svg:desc",
];

/// Reads a `.docx`; the text may be cut short with a word on why.
pub(super) fn read_word(bytes: &[u8]) -> Result<(Outline, Option<Missing>), Missing> {
    read(bytes, "word/document.xml")
}

/// Reads an `.odt`.
pub(super) fn read_opendocument(bytes: &[u8]) -> Result<(Outline, Option<Missing>), Missing> {
    read(bytes, "content.xml")
}

fn read(bytes: &[u8], member: &str) -> Result<(Outline, Option<Missing>), Missing> {
    let bytes = Archive::open(bytes)?.member(member)?;
    let text = super::decode(bytes).text;
    let mut body = Body::default();
    let damage = xml::stream(&text, |piece| body.take(piece)).err();
    while !body.open.is_empty() {
        body.end();
    }
    Ok((Outline { blocks: body.blocks, ..Outline::default() }, damage.map(Missing::Damaged)))
}

#[derive(Default)]
struct Body {
    blocks: Vec<Block>,
    /// The open paragraphs: one may hold a frame with others.
    open: Vec<Paragraph>,
    /// How many silent elements, items of lists, and elements of Word's text are open.
    silent: usize,
    items: usize,
    runs: usize,
}

#[derive(Default)]
struct Paragraph {
    kind: Option<ParagraphKind>,
    words: String,
    /// Whether text stands in it as it is; Word's has elements of its own.
    is_text: bool,
}

impl Body {
    fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Start(element) if SILENT.contains(&element.name()) => self.silent += 1,
            Piece::End(name) if SILENT.contains(&name) => self.silent = self.silent.saturating_sub(1),
            _ if self.silent > 0 => {}
            Piece::Start(element) => match element.name() {
                "w:p" | "text:p" => {
                    let style = element.attribute("text:style-name").unwrap_or_default();
                    let kind = kind_of(&style).or((self.items > 0).then_some(ParagraphKind::Item));
                    self.begin(kind, element.name() == "text:p");
                }
                "text:h" => self.begin(Some(ParagraphKind::Heading), true),
                "text:list-item" => self.items += 1,
                "w:pStyle" => {
                    let kind = kind_of(&element.attribute("w:val").unwrap_or_default());
                    self.change(|paragraph| paragraph.kind = kind.or(paragraph.kind));
                }
                "w:numPr" => {
                    self.change(|paragraph| paragraph.kind = paragraph.kind.or(Some(ParagraphKind::Item)));
                }
                "w:t" => self.runs += 1,
                "w:tab" | "w:br" | "w:cr" | "text:s" | "text:tab" | "text:line-break" => {
                    self.change(|paragraph| paragraph.words.push(' '));
                }
                _ => {}
            },
            Piece::End(name) => match name {
                "w:t" => self.runs = self.runs.saturating_sub(1),
                "w:p" | "text:p" | "text:h" => self.end(),
                "text:list-item" => self.items = self.items.saturating_sub(1),
                _ => {}
            },
            Piece::Text(text) => {
                let in_run = self.runs > 0;
                self.change(|paragraph| {
                    if in_run || paragraph.is_text {
                        paragraph.words.push_str(&text);
                    }
                });
            }
        }
    }

    fn begin(&mut self, kind: Option<ParagraphKind>, is_text: bool) {
        self.open.push(Paragraph { kind, is_text, ..Paragraph::default() });
    }

    /// Changes the innermost open paragraph.
    fn change(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.open.last_mut() {
            change(paragraph);
        }
    }

    /// Ends the innermost paragraph.
    fn end(&mut self) {
        if let Some(Paragraph { kind, words, .. }) = self.open.pop()
            && !words.trim().is_empty()
        {
            self.blocks.push(Block { kind: kind.unwrap_or(ParagraphKind::Paragraph), words });
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
