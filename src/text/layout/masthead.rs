//! What stands above the first paragraph of prose: the title, and the lines that say who wrote it and when.

use crate::text::Span;
use crate::text::article::Article;

use super::credits::{credit, dateline, dateline_date};
use super::lines::{ends_sentence, item_mark};
use super::roles::{is_time, starts_heading};

/// How many paragraphs at the top are looked at.
const DEPTH: usize = 8;
/// How many lines a headline has at most: what stands over the title, the title, a subtitle.
const HEADLINES: usize = 3;
/// Longest title or subtitle, in characters.
const TITLE_CHARS: usize = 180;

/// The parts of the top of an article.
#[derive(Debug, Default)]
pub(super) struct Masthead {
    pub title: Option<Span>,
    pub byline: Option<Span>,
    pub date: Option<Span>,
    /// Indices of the paragraphs that are headings: the title, what stands over it and its subtitle.
    pub headings: Vec<usize>,
    /// Index of the first paragraph below.
    pub end: usize,
}

/// Reads the top of an article paragraph by paragraph until prose begins.
pub(super) fn find(article: &Article) -> Masthead {
    let texts: Vec<&str> = article.paragraphs.iter().take(DEPTH + 1).map(|p| article.slice(p.span)).collect();
    let mut head = Masthead::default();
    for i in 0..texts.len().min(DEPTH) {
        if let Some(credit) = credit(texts[i]) {
            head.byline = head.byline.or(credit.byline.map(|names| article.span_of(names)));
            head.date = head.date.or(credit.date.map(|date| article.span_of(date)));
        } else if head.headings.len() < HEADLINES && is_headline(&texts, i, head.title.is_none()) {
            head.headings.push(i);
            if !is_kicker(texts[i]) {
                head.title = head.title.or(Some(article.paragraphs[i].span));
            }
        } else {
            break;
        }
        head.end = i + 1;
    }
    if head.date.is_none() {
        let date = texts.get(head.end).and_then(|text| dateline_date(text));
        head.date = date.map(|date| article.span_of(date));
    }
    head
}

/// A line over the title that names a section or a kind of text.
fn is_kicker(text: &str) -> bool {
    const KICKERS: &str = "press release|news release|media release|for immediate release|breaking|breaking news|exclusive|\
                           live|news|local news|world news|us news|uk news|world|politics|business|economy|sport|sports|\
                           science|health|technology|culture|opinion|comment|editorial|analysis|explainer|feature|\
                           interview|obituary|obituaries|review|letters|abstract";
    let text = text.trim_end_matches(['.', ':']);
    KICKERS.split('|').any(|kicker| kicker.eq_ignore_ascii_case(text))
}

/// Whether the paragraph at `i` is a title (`first`) or another line of the headline. What says so without a doubt is
/// what follows; a line that ends like a sentence is a title only if it is written like one.
fn is_headline(texts: &[&str], i: usize, first: bool) -> bool {
    let (text, Some(next)) = (texts[i], texts.get(i + 1)) else { return false };
    let long = text.chars().nth(TITLE_CHARS).is_some();
    if long || !starts_heading(text) || item_mark(text).is_some() || dateline(text).is_some() {
        return false;
    }
    if is_kicker(text) {
        return true;
    }
    if text.ends_with([':', ',']) || text.contains("://") || is_time(text) {
        return false;
    }
    // Two lines with a speaker's label are a transcript without a title.
    if label(text).is_some() && label(next).is_some() {
        return false;
    }
    if !ends_sentence(text) {
        return first || next.chars().count() > text.chars().count();
    }
    let asks = text.ends_with(['?', '!']) && !text.starts_with(['“', '"', '‘', '«']);
    first && (asks || is_title_case(text) || dateline(next).is_some() || credit(next).is_some() || is_kicker(next))
}

/// Whether (nearly) all longer words begin with a capital.
fn is_title_case(text: &str) -> bool {
    let long = text
        .split([' ', '-', '—'])
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| w.chars().count() >= 4);
    let (mut capitals, mut all) = (0, 0);
    for word in long {
        all += 1;
        capitals += usize::from(!word.starts_with(char::is_lowercase));
    }
    all >= 3 && capitals * 8 >= all * 7
}

/// The words before a colon that can name a speaker: `RUIZ`, `Ana Ruiz`, `Q`.
pub(super) fn label(text: &str) -> Option<&str> {
    let (label, _) = text.split_once(": ")?;
    let name = |word: &str| word.starts_with(char::is_uppercase);
    (label.len() <= 40 && label.split(' ').count() <= 4 && label.split(' ').all(name)).then_some(label)
}

#[cfg(test)]
mod tests {
    use crate::Article;

    /// Title, byline and date of a text, "-" for none.
    fn head(raw: &str) -> [String; 3] {
        let article = Article::from_plain_text(raw, "test");
        [article.title(), article.byline(), article.date()]
            .map(|span| span.map_or_else(|| "-".to_owned(), |span| article.slice(span).to_owned()))
    }

    const BODY: &str =
        "The council voted on Monday to keep the ferry in port until its hull has been mended, officials said.";

    #[test]
    fn title_byline_and_date() {
        let cases = [
            ("Ferry stays in port\n\nBy Ana Ruiz\n\nJuly 9, 2024", ["Ferry stays in port", "Ana Ruiz", "July 9, 2024"]),
            (
                "Ferry stays in port\nBy Ana Ruiz and Bo Li, City Desk\nPublished 3 May 2024",
                ["Ferry stays in port", "Ana Ruiz and Bo Li", "Published 3 May 2024"],
            ),
            (
                "2024-05-03T10:32:00Z\nBY ANA RUIZ\nFerry Stays In Port",
                ["Ferry Stays In Port", "ANA RUIZ", "2024-05-03T10:32:00Z"],
            ),
            (
                "Who will mend the ferry?\nBy J. R. van der Berg | Updated 10:32 a.m. ET | 4 min read",
                ["Who will mend the ferry?", "J. R. van der Berg", "Updated 10:32 a.m. ET"],
            ),
            ("PRESS RELEASE\nFerry stays in port\nBy Ana Ruiz in Lisbon", ["Ferry stays in port", "Ana Ruiz", "-"]),
            ("Ferry stays in port.\nBy Ana Ruiz, June 4", ["Ferry stays in port.", "Ana Ruiz", "June 4"]),
            (
                "Mayor calls ferry “a floating sieve”\nOwner blames rust",
                ["Mayor calls ferry “a floating sieve”", "-", "-"],
            ),
        ];
        for (top, expected) in cases {
            assert_eq!(head(&format!("{top}\n\n{BODY}\n\n{BODY}")), expected, "{top}");
        }
    }

    #[test]
    fn a_dateline_gives_the_date_and_away_the_title() {
        let raw = format!("Ferry stays in port.\n\nFLINT, Mich., Oct. 4 (UPI) — {BODY}");
        assert_eq!(head(&raw), ["Ferry stays in port.", "-", "Oct. 4"]);
        assert_eq!(head(&format!("LISBON (Quay Press) - {BODY}\n\n{BODY}")), ["-", "-", "-"]);
    }

    #[test]
    fn prose_is_no_masthead() {
        for first in [
            BODY,
            "It rained.",
            "“We waited,” said Ana Ruiz.",
            "RUIZ: We waited\n\nLI: So did we",
            "- Ferry stays in port\n- Hull to be mended",
            "She wrote:",
            "06:12",
        ] {
            assert_eq!(head(&format!("{first}\n\n{BODY}"))[0], "-", "{first}");
        }
        assert_eq!(head("One line without a stop"), ["-", "-", "-"]);
    }
}
