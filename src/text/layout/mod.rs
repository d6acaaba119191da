//! From lines to paragraphs: finds the shape of a plain text, its headings, title, byline and date.
//!
//! Three steps: `lines` decides which line breaks part paragraphs and which only wrap them, `assemble` writes the
//! article's text, and `roles` and `masthead` say what each paragraph is. All of them see a line or a paragraph once
//! or twice, so the time is linear in the text.
//!
//! The text keeps the input's words in the input's order. White space is folded; the `>` in front of the lines of a
//! block quotation goes, since [`ParagraphKind::Quote`] says it; the marks and numbers of list items stay. A hyphen at
//! the end of a wrapped line stays too, with the rest of its word right behind it: nobody can tell `self-` + `made` from
//! `govern-` + `ment` without guessing.

mod credits;
mod lines;
mod masthead;
mod outline;
mod roles;

use super::Span;
use super::article::{Article, Paragraph, ParagraphKind};
use super::normalize::normalize;

pub(super) use outline::from_outline;
pub use outline::{Block, Outline};

pub(super) fn from_plain_text(raw: &str, source: &str) -> Article {
    let normalized = normalize(raw);
    let mut article = assemble(&lines::Lines::of(&normalized));
    source.clone_into(&mut article.source);
    finish(article)
}

/// Finds what an assembled text does not say itself: its head, the kinds of its plain paragraphs, how many words it has.
fn finish(mut article: Article) -> Article {
    let head = masthead::find(&article);
    roles::assign(&mut article, &head);
    article.title = head.title;
    article.byline = head.byline;
    article.date = head.date;
    article.words = article.words_in(Span::new(0, article.text.len()));
    article
}

/// Joins the lines of each paragraph.
fn assemble(lines: &lines::Lines<'_>) -> Article {
    let mut article = Article::default();
    let text = &mut article.text;
    let mut starts = lines.paragraph_starts().peekable();
    while let Some(first) = starts.next() {
        let behind = starts.peek().copied().unwrap_or(lines.len());
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        for (i, line) in lines.range(first..behind).enumerate() {
            if i > 0 && !lines::ends_inside_word(&text[start..], line.words) {
                text.push(' ');
            }
            push_folded(text, line.words);
        }
        let kind = if lines.get(first).quoted { ParagraphKind::Quote } else { ParagraphKind::Paragraph };
        article.paragraphs.push(Paragraph { span: Span::new(start, text.len()), kind });
    }
    article
}

/// Appends a trimmed line with each run of spaces as one.
fn push_folded(text: &mut String, line: &str) {
    for (i, word) in line.split(' ').filter(|word| !word.is_empty()).enumerate() {
        if i > 0 {
            text.push(' ');
        }
        text.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Article {
        from_plain_text(raw, "test")
    }

    fn texts(article: &Article) -> Vec<&str> {
        article.paragraphs().iter().map(|p| article.slice(p.span)).collect()
    }

    #[test]
    fn white_space_is_folded_and_words_are_counted() {
        let article = read("  One\t\ttwo  \u{a0} three — 4\r\n\r\n\r\nFive.  ");
        assert_eq!(article.text(), "One two three — 4\n\nFive.");
        assert_eq!(article.words(), 5);
        assert_eq!(article.words_in(article.paragraphs()[0].span), 4);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        let article = read(" \n\u{feff}\r\n");
        assert_eq!((article.text(), article.paragraphs().len(), article.words()), ("", 0, 0));
    }

    #[test]
    fn a_hyphen_at_a_line_end_keeps_its_word() {
        let raw = "The council met for hours and heard a self-\nmade merchant argue that short- and\nlong-term loans, pre-\nand post-war ones alike, had\nbeen paid back in full.";
        assert_eq!(
            texts(&read(raw)),
            [
                "The council met for hours and heard a self-made merchant argue that short- and long-term loans, pre- and post-war ones alike, had been paid back in full."
            ]
        );
    }

    #[test]
    fn block_quotations_lose_their_marks() {
        let article = read(
            "He wrote back.\n\n> We waited for the boat all day\n> and nobody came to say why.\n>\n> Nobody.\n\nThat was all.",
        );
        assert_eq!(
            texts(&article),
            [
                "He wrote back.",
                "We waited for the boat all day and nobody came to say why.",
                "Nobody.",
                "That was all."
            ]
        );
        let kinds: Vec<_> = article.paragraphs().iter().map(|p| p.kind).collect();
        let (prose, quote) = (ParagraphKind::Paragraph, ParagraphKind::Quote);
        assert_eq!(kinds, [prose, quote, quote, prose]);
    }
}
