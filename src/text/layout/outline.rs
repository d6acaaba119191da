//! Articles from documents that say themselves what their parts are: web pages, office documents, e-books.

use super::finish;
use super::lines::ends_sentence;
use crate::text::Span;
use crate::text::article::{Article, Paragraph, ParagraphKind};
use crate::text::normalize::normalize;

/// How many blocks at the top are asked whether they repeat the title or the byline.
const TOP: usize = 6;
/// Characters of a site's name at most.
const SITE: usize = 80;
/// A line that repeats the byline is no longer than this, in bytes.
const CREDIT_BYTES: usize = 160;

/// A document as its format describes it: what it is called, and its parts in reading order.
///
/// ```
/// use whosaid::text::{Block, Outline, ParagraphKind};
/// use whosaid::Article;
///
/// let mut outline = Outline { title: Some("Ferry stays in port".into()), ..Outline::default() };
/// outline.blocks.push(Block { kind: ParagraphKind::Quote, words: "We waited all day.".into() });
/// let article = Article::from_outline(&outline, "ferry.html");
/// assert_eq!(article.text(), "Ferry stays in port\n\nWe waited all day.");
/// ```
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Outline {
    /// The title, as the document's own data states it.
    pub title: Option<String>,
    /// The author's name, without "By".
    pub byline: Option<String>,
    /// The date, as stated.
    pub date: Option<String>,
    /// What the site is called that the document stands on. It does not become part of the text.
    pub site: Option<String>,
    /// The parts.
    pub blocks: Vec<Block>,
}

/// One part of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// What it is; of a plain paragraph, the layout may find that it is a heading or a caption.
    pub kind: ParagraphKind,
    /// Its words; white space of any kind counts as one space.
    pub words: String,
}

impl Block {
    fn says(&self, words: &str) -> bool {
        self.words.split_whitespace().eq(words.split_whitespace())
    }
}

pub(in crate::text) fn from_outline(outline: &Outline, source: &str) -> Article {
    let mut article = Article { source: source.to_owned(), ..Article::default() };
    article.site = outline.site.as_deref().and_then(name);
    let words = |part: &Option<String>| part.as_deref().map(str::trim).filter(|p| !p.is_empty()).map(normalize);
    let (title, byline, date) = (words(&outline.title), words(&outline.byline), words(&outline.date));
    let top = &outline.blocks[..outline.blocks.len().min(TOP)];
    let is_title = |block: &Block| title.as_ref().is_some_and(|title| block.says(title));

    let title = title.as_ref().and_then(|title| push(&mut article, ParagraphKind::Heading, title));
    let repeated = |part: &str| top.iter().any(|b| b.words.len() <= CREDIT_BYTES && b.words.contains(part));
    let byline = byline.filter(|names| !repeated(names)).and_then(|names| {
        let names = names.strip_prefix("By ").or(names.strip_prefix("by ")).unwrap_or(&names);
        let line = push(&mut article, ParagraphKind::Paragraph, &format!("By {names}"))?;
        Some(Span::new(line.start() + "By ".len(), line.end()))
    });
    let date = date.filter(|date| !repeated(date)).and_then(|date| push(&mut article, ParagraphKind::Paragraph, &date));
    let above = article.paragraphs.len();

    for (i, block) in outline.blocks.iter().enumerate() {
        if i >= TOP || !is_title(block) {
            push_block(&mut article, above, block);
        }
    }
    let mut article = finish(article);
    article.title = title.or(article.title);
    article.byline = byline.or(article.byline);
    article.date = date.or(article.date);
    article
}

/// A name on one line, as clean as the text; nothing of one without words.
fn name(stated: &str) -> Option<String> {
    let clean = normalize(stated);
    let name: String = clean.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SITE).collect();
    name.contains(char::is_alphanumeric).then_some(name)
}

/// Appends a block: as a paragraph of its own, or to the one before where something (an advertisement, a picture) was cut
/// out of the middle of a sentence.
fn push_block(article: &mut Article, above: usize, block: &Block) {
    let goes_on = block.kind == ParagraphKind::Paragraph
        && block.words.trim_start().starts_with(char::is_lowercase)
        && article.paragraphs.len() > above
        && article.paragraphs.last().is_some_and(|last| {
            let text = article.slice(last.span);
            last.kind == ParagraphKind::Paragraph && !ends_sentence(text) && !text.ends_with([':', ';'])
        });
    if !goes_on {
        push(article, block.kind, &normalize(&block.words));
    } else if let Some(last) = article.paragraphs.last_mut() {
        article.text.push(' ');
        article.text.push_str(&folded(&normalize(&block.words)));
        last.span = Span::new(last.span.start(), article.text.len());
    }
}

/// The words with each run of white space as one space.
fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Appends a paragraph, unless it has no words.
fn push(article: &mut Article, kind: ParagraphKind, words: &str) -> Option<Span> {
    let words = folded(words);
    if words.is_empty() {
        return None;
    }
    if !article.text.is_empty() {
        article.text.push_str("\n\n");
    }
    let start = article.text.len();
    article.text.push_str(&words);
    let span = Span::new(start, article.text.len());
    article.paragraphs.push(Paragraph { span, kind });
    Some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(kind: ParagraphKind, words: &str) -> Block {
        Block { kind, words: words.to_owned() }
    }

    #[test]
    fn title_byline_and_date_stand_once_and_on_top() {
        let mut outline = Outline {
            title: Some("Ferry stays in port".into()),
            byline: Some("By Bo Li".into()),
            date: Some("2024-07-09".into()),
            site: None,
            blocks: vec![
                block(ParagraphKind::Heading, "Ferry stays\nin port"),
                block(ParagraphKind::Paragraph, "“We waited,” said Ana Ruiz."),
            ],
        };
        let article = Article::from_outline(&outline, "x");
        assert_eq!(article.text(), "Ferry stays in port\n\nBy Bo Li\n\n2024-07-09\n\n“We waited,” said Ana Ruiz.");
        assert_eq!(article.byline().map(|s| article.slice(s)), Some("Bo Li"));
        assert_eq!(article.date().map(|s| article.slice(s)), Some("2024-07-09"));
        outline.blocks.insert(1, block(ParagraphKind::Paragraph, "By Bo Li | 2024-07-09"));
        let article = Article::from_outline(&outline, "x");
        assert_eq!(article.text().matches("Bo Li").count(), 1);
    }

    #[test]
    fn a_sentence_that_was_cut_in_two_is_joined() {
        let blocks = vec![
            block(ParagraphKind::Paragraph, "Ana Ruiz said on Monday that the\u{1b}[1m ferry"),
            block(ParagraphKind::Paragraph, "would stay in\u{202e} port until its hull is mended."),
            block(ParagraphKind::Paragraph, "Nobody came."),
        ];
        let article = Article::from_outline(&Outline { blocks, ..Outline::default() }, "x");
        assert_eq!(article.paragraphs().len(), 2);
        assert!(article.text().starts_with("Ana Ruiz said on Monday that the ferry would stay in port until"));
    }
}
