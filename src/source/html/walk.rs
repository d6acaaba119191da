//! From the tree of a page's article to its paragraphs.

use dom_query::{Document, NodeRef};

use crate::text::{Block, ParagraphKind};

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "caption",
];
/// Elements without words for a reader.
const SILENT: &[&str] =
    &["head", "title", "script", "style", "noscript", "template", "button", "input", "textarea", "rp", "rt"];
/// Openings of lines that lead away from the article.
const LURES: &[&str] = &[
    "read more",
    "read also",
    "also read",
    "read next",
    "related:",
    "more on this",
    "see also:",
    "watch:",
    "listen:",
    "share this",
    "sign up",
    "subscribe",
    "advertisement",
    "story continues",
    "continue reading",
    "click here",
    "download our",
    "follow us",
    "skip to",
    "most read",
    "recommended",
    "sponsored",
    "article continues",
    "this article is for subscribers",
];
/// A line that leads away is no longer than this, in characters.
const LURE_CHARS: usize = 160;
/// One that ends with a stop is a sentence of the article if it is longer than this.
const SENTENCE_CHARS: usize = 60;

/// The paragraphs of a document, in order.
pub(super) fn blocks(document: &Document) -> Vec<Block> {
    let mut walk = Walk::default();
    walk.children(&document.root(), ParagraphKind::Paragraph);
    walk.end(ParagraphKind::Paragraph);
    walk.blocks
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    words: String,
    /// How many links are open.
    links: usize,
    /// How many bytes of `words` stand in links, white space aside.
    linked: usize,
    /// Whether a line break was the last thing seen.
    broken: bool,
}

impl Walk {
    fn children(&mut self, node: &NodeRef<'_>, kind: ParagraphKind) {
        for child in node.children_it(false) {
            self.node(&child, kind);
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, kind: ParagraphKind) {
        if node.is_text() {
            let text = node.text();
            self.broken &= text.trim().is_empty();
            if self.links > 0 {
                self.linked += inked(&text);
            }
            self.words.push_str(&text);
            return;
        }
        let Some(name) = node.node_name().filter(|name| !SILENT.contains(&name.as_ref())) else {
            // A root has no name.
            if !node.is_element() {
                self.children(node, kind);
            }
            return;
        };
        let name = name.as_ref();
        match name {
            "br" if self.broken => self.end(kind),
            "br" => {
                self.words.push(' ');
                self.broken = true;
            }
            "a" => {
                self.links += 1;
                self.children(node, kind);
                self.links -= 1;
            }
            // Marks of footnotes.
            "sup" if node.text().trim_matches(['[', ']', ' ']).bytes().all(|b| b.is_ascii_digit()) => {}
            "tr" if is_data(node) => self.row(node),
            _ if BLOCKS.contains(&name) => {
                self.end(kind);
                let inner = kind_of(name, kind);
                self.children(node, inner);
                self.end(inner);
            }
            _ => self.children(node, kind),
        }
    }

    /// A row of a table: its cells, parted by bars.
    fn row(&mut self, row: &NodeRef<'_>) {
        self.end(ParagraphKind::Paragraph);
        let cells: Vec<String> = row.element_children().iter().map(|cell| cell.text().trim().to_owned()).collect();
        self.words = cells.join(" | ");
        self.end(ParagraphKind::Item);
    }

    /// Ends a paragraph.
    fn end(&mut self, kind: ParagraphKind) {
        let words = std::mem::take(&mut self.words);
        let linked = std::mem::take(&mut self.linked);
        self.broken = false;
        let words = words.trim();
        let only_link = linked * 10 >= inked(words) * 9 && !words.ends_with(['.', '”', '"']);
        if words.is_empty()
            || leads_away(words)
            || (only_link && !matches!(kind, ParagraphKind::Heading | ParagraphKind::Caption))
        {
            return;
        }
        self.blocks.push(Block { kind, words: words.to_owned() });
    }
}

/// How many bytes of a text are no white space.
fn inked(text: &str) -> usize {
    text.split_whitespace().map(str::len).sum()
}

fn kind_of(name: &str, outer: ParagraphKind) -> ParagraphKind {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => ParagraphKind::Heading,
        "blockquote" => ParagraphKind::Quote,
        "figcaption" | "caption" => ParagraphKind::Caption,
        "li" | "dt" | "dd" => ParagraphKind::Item,
        "figure" if outer == ParagraphKind::Paragraph => ParagraphKind::Caption,
        _ => outer,
    }
}

/// Whether a row holds figures or words and not a page's layout.
fn is_data(row: &NodeRef<'_>) -> bool {
    let cells = row.element_children();
    cells.len() > 1
        && !row.descendants_it().any(|n| ["p", "div", "table", "ul", "h2"].iter().any(|name| n.has_name(name)))
}

fn leads_away(words: &str) -> bool {
    words.chars().nth(LURE_CHARS).is_none()
        && LURES.iter().any(|lure| words.get(..lure.len()).is_some_and(|start| start.eq_ignore_ascii_case(lure)))
        && !words.contains(['“', '”', '"'])
        && !(words.ends_with('.') && words.chars().nth(SENTENCE_CHARS).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Vec<String> {
        blocks(&Document::from(html)).into_iter().map(|block| block.words).collect()
    }

    #[test]
    fn a_link_may_hold_paragraphs() {
        assert_eq!(read("<figure>\n é<a href=x><figcaption>The ferry</figcaption></a></figure>"), ["é", "The ferry"]);
        assert_eq!(read("<section>See <a href=#x><h2>Who pays</h2>here.</a></section>"), ["See", "Who pays", "here."]);
    }

    #[test]
    fn what_is_only_a_link_goes() {
        let html = "<p><a href=x><span>Ten ways </span>\n<span>to save</span></a></p><p>See <a href=x>   page   </a></p>\
            <div><a href=x><p>More of this</p></a></div><p>Behind it.";
        assert_eq!(read(html), ["See    page", "Behind it."]);
    }
}
