//! Markdown: headings, lists and quotations as they are marked, the head from the front matter if there is one.

use pulldown_cmark::{CodeBlockKind, Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::html;
use crate::text::{Block, Outline, ParagraphKind};

/// Reads a Markdown document.
pub(super) fn read(text: &str) -> Outline {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_FOOTNOTES;
    let mut reading = Reading::default();
    for event in Parser::new_ext(text, options) {
        reading.take(&event);
    }
    reading.end();
    reading.outline
}

/// What the text being read is by its fences or indent.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Code {
    #[default]
    None,
    /// Code, which nobody says.
    Fenced,
    /// Paragraphs set in by spaces, which stand for code in other texts than these.
    Indented,
}

#[derive(Default)]
struct Reading {
    outline: Outline,
    words: String,
    /// How many items of lists, quotations and headings are open.
    items: usize,
    quotes: usize,
    headings: usize,
    /// Whether the text being read is a cell of a table, a picture's substitute or front matter.
    row: bool,
    pictures: usize,
    matter: bool,
    code: Code,
    /// The markup of a block of HTML.
    markup: String,
}

impl Reading {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.stop(*tag),
            Event::Text(text) if self.matter => self.front_matter(text),
            Event::Text(text) if self.code == Code::Indented => self.indented(text),
            Event::Text(text) | Event::Code(text) if self.pictures == 0 && self.code != Code::Fenced => {
                self.words.push_str(text);
            }
            Event::SoftBreak | Event::HardBreak => self.words.push(' '),
            Event::InlineHtml(tag) if is_break(tag) => self.words.push(' '),
            Event::Html(markup) => self.markup.push_str(markup),
            Event::Rule => self.end(),
            _ => {}
        }
    }

    /// Lines set in by spaces; an empty one ends a paragraph.
    fn indented(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            if line.trim().is_empty() {
                self.end();
            } else {
                self.words.push_str(line);
            }
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => self.matter = true,
            Tag::Image { .. } => self.pictures += 1,
            Tag::TableCell if !self.words.is_empty() => self.words.push_str(" | "),
            Tag::TableHead | Tag::TableRow => {
                self.end();
                self.row = true;
            }
            Tag::Paragraph | Tag::List(_) | Tag::Table(_) | Tag::HtmlBlock => self.end(),
            Tag::CodeBlock(kind) => {
                self.end();
                self.code = match kind {
                    CodeBlockKind::Fenced(_) => Code::Fenced,
                    CodeBlockKind::Indented => Code::Indented,
                };
            }
            Tag::Item => {
                self.end();
                self.items += 1;
            }
            Tag::BlockQuote(_) => {
                self.end();
                self.quotes += 1;
            }
            Tag::Heading { .. } => {
                self.end();
                self.headings += 1;
            }
            _ => {}
        }
    }

    fn stop(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) => self.matter = false,
            TagEnd::Image => self.pictures = self.pictures.saturating_sub(1),
            TagEnd::Paragraph | TagEnd::List(_) | TagEnd::Table => self.end(),
            TagEnd::HtmlBlock => {
                self.end();
                let markup = std::mem::take(&mut self.markup);
                self.outline.blocks.extend(html::read_chapter(&markup).0);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.end();
                self.row = false;
            }
            TagEnd::CodeBlock => {
                self.end();
                self.code = Code::None;
            }
            TagEnd::Item => {
                self.end();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::BlockQuote(_) => {
                self.end();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Heading(_) => {
                self.end();
                self.headings = self.headings.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// `title`, `author` and `date`, each on a line.
    fn front_matter(&mut self, text: &str) {
        for line in text.lines() {
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = Some(value.trim().trim_matches(['"', '\''])).filter(|v| !v.is_empty()).map(str::to_owned);
            match key.trim().to_ascii_lowercase().as_str() {
                "title" => self.outline.title = value,
                "author" | "byline" => self.outline.byline = value,
                "date" => self.outline.date = value,
                _ => {}
            }
        }
    }

    /// Ends a paragraph.
    fn end(&mut self) {
        let words = std::mem::take(&mut self.words);
        let kind = if self.headings > 0 {
            ParagraphKind::Heading
        } else if self.quotes > 0 {
            ParagraphKind::Quote
        } else if self.items > 0 || self.row {
            ParagraphKind::Item
        } else {
            ParagraphKind::Paragraph
        };
        if !words.trim().is_empty() {
            self.outline.blocks.push(Block { kind, words });
        }
    }
}

fn is_break(tag: &str) -> bool {
    tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}

/// Whether a text is Markdown by what stands in it: front matter or a marked heading, and marks of another kind.
pub(super) fn looks_like(text: &str) -> bool {
    let heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ') && rest.trim().len() > 1
    };
    let titled = |text: &str| text.lines().take(12).any(|line| line.starts_with("title:"));
    let matter = text.strip_prefix("---\n").is_some_and(|rest| rest.contains("\n---\n") && titled(rest));
    let marked = || text.contains("](") || text.contains("**") || text.lines().filter(|l| heading(l)).count() > 1;
    matter || (text.lines().any(heading) && marked())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_their_kinds_and_lose_their_marks() {
        use ParagraphKind::{Heading, Item, Paragraph, Quote};
        let text = "---\ntitle: \"Ferry stays\"\nauthor: Bo Li\n---\n# Ferry stays\n\n“We *waited*,” said\n[Ana Ruiz](http://x).\n\n\
            > Nobody **came**.\n\n## Who pays\n\n- a hull\n- a crew\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```\n![a ferry](x.png)";
        let outline = read(text);
        let blocks: Vec<_> = outline.blocks.iter().map(|b| (b.kind, b.words.as_str())).collect();
        assert_eq!(
            blocks,
            [
                (Heading, "Ferry stays"),
                (Paragraph, "“We waited,” said Ana Ruiz."),
                (Quote, "Nobody came."),
                (Heading, "Who pays"),
                (Item, "a hull"),
                (Item, "a crew"),
                (Item, "a | b"),
                (Item, "1 | 2"),
            ]
        );
        assert_eq!((outline.title.as_deref(), outline.byline.as_deref()), (Some("Ferry stays"), Some("Bo Li")));
    }

    #[test]
    fn markup_and_indents_lose_no_words() {
        let text = "# Ferry\n\nOne<br>two <!-- no --> <i>three</i>.\n\n<div class=x>\n<p>“We waited,” said Ana.</p>\n</div>\n\n\
            <!-- nobody -->\n\n    “It sank,”\n    said Bo.\n\n    Nobody else did.\n\n```\ncode\n```\nEnd.";
        let blocks: Vec<_> = read(text).blocks.into_iter().map(|b| b.words.trim().replace('\n', " ")).collect();
        assert_eq!(
            blocks,
            ["Ferry", "One two  three.", "“We waited,” said Ana.", "“It sank,” said Bo.", "Nobody else did.", "End."]
        );
    }

    #[test]
    fn plain_text_is_no_markdown() {
        assert!(looks_like("# Ferry\n\nSee [here](x)."));
        assert!(looks_like("---\ntitle: Ferry\n---\nWords."));
        for text in
            ["The council met.", "#1 in sales, she said.", "# Ferry stays\n\nThe council met.", "---\nWords\n---\n"]
        {
            assert!(!looks_like(text), "{text}");
        }
    }
}
