//! What each paragraph is: heading, item, caption or running text.

use std::collections::HashMap;

use super::lines::{Mark, ends_sentence, item_mark};
use super::masthead::{Masthead, label};
use crate::text::article::{Article, ParagraphKind};

/// Longest heading inside the text, in characters and in words.
const HEADING_CHARS: usize = 80;
const HEADING_WORDS: usize = 12;
/// Longest heading that is the only question of its kind, in words.
const LONE_QUESTION_WORDS: usize = 5;
/// A paragraph that is meant to be read as prose is longer than this, in characters.
const PROSE_CHARS: usize = 100;
/// More short lines without a stop in a row than this are a table, a list of names or verse.
const HEADINGS_IN_A_ROW: usize = 2;

/// Gives each paragraph its kind, block quotations aside: those are known from their marks.
pub(super) fn assign(article: &mut Article, head: &Masthead) {
    let kinds = {
        let texts: Vec<&str> = article.paragraphs.iter().map(|p| article.slice(p.span)).collect();
        kinds(&texts, head)
    };
    for (paragraph, kind) in article.paragraphs.iter_mut().zip(kinds) {
        if paragraph.kind == ParagraphKind::Paragraph {
            paragraph.kind = kind;
        }
    }
}

fn kinds(texts: &[&str], head: &Masthead) -> Vec<ParagraphKind> {
    let mut kinds: Vec<_> = (0..texts.len())
        .map(|i| match texts[i] {
            _ if is_item(texts, i) => ParagraphKind::Item,
            text if is_caption(text) => ParagraphKind::Caption,
            _ if head.headings.contains(&i) => ParagraphKind::Heading,
            _ => ParagraphKind::Paragraph,
        })
        .collect();
    let labels = count_labels(texts);
    let can_head = |i: usize| kinds[i] == ParagraphKind::Paragraph && i >= head.end && heads(texts[i], &labels);
    let mut candidates: Vec<bool> = (0..texts.len()).map(can_head).collect();
    drop_lone_question(texts, &mut candidates);
    let mut i = 0;
    while i < texts.len() {
        let run = candidates[i..].iter().take_while(|c| **c).count();
        if (1..=HEADINGS_IN_A_ROW).contains(&run) && has_body(texts, &kinds, i + run) {
            kinds[i..i + run].fill(ParagraphKind::Heading);
        }
        i += run.max(1);
    }
    kinds
}

/// Explainers have several questions for headings; a single one is the writer's own voice, unless it is very short.
fn drop_lone_question(texts: &[&str], candidates: &mut [bool]) {
    let mut questions = (0..texts.len()).filter(|&i| candidates[i] && texts[i].ends_with('?'));
    if let (Some(i), None) = (questions.next(), questions.next()) {
        candidates[i] = texts[i].split(' ').count() <= LONE_QUESTION_WORDS;
    }
}

/// A list has at least two items that touch, or one behind a colon; a bullet is one anywhere. A number on its own heads
/// a section.
fn is_item(texts: &[&str], i: usize) -> bool {
    let Some(mark) = item_mark(texts[i]) else { return false };
    let same = |text: &&str| match (mark, item_mark(text)) {
        (Mark::Number(_), Some(Mark::Number(_))) => true,
        (mark, other) => other == Some(mark),
    };
    let before = i.checked_sub(1).and_then(|i| texts.get(i));
    matches!(mark, Mark::Bullet(bullet) if "•·‣◦▪■●".contains(bullet))
        || before.is_some_and(|t| t.ends_with(':') || same(t))
        || texts.get(i + 1).is_some_and(same)
}

/// Whether a paragraph says itself that it stands under a picture.
fn is_caption(text: &str) -> bool {
    const OPENERS: &[&str] = &[
        "photo:",
        "photos:",
        "photo by ",
        "photo courtesy",
        "photograph:",
        "photograph by ",
        "image:",
        "image caption",
        "image source",
        "image credit",
        "picture:",
        "pictured:",
        "caption:",
        "illustration:",
        "illustration by ",
        "file photo",
        "getty images",
        "media caption",
        "video caption",
        "figure caption",
    ];
    let inner = text.trim_start_matches(['(', '[']);
    text.len() <= 600 && OPENERS.iter().any(|o| inner.get(..o.len()).is_some_and(|start| start.eq_ignore_ascii_case(o)))
}

/// Labels in front of a colon that more than one paragraph has: the speakers of a transcript.
fn count_labels<'a>(texts: &[&'a str]) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for label in texts.iter().filter_map(|text| label(text)) {
        *counts.entry(label).or_default() += 1;
    }
    counts
}

/// Whether a paragraph looks like a heading: short, no stop, no list, no speaker's label.
fn heads(text: &str, labels: &HashMap<&str, usize>) -> bool {
    let short = text.chars().nth(HEADING_CHARS).is_none() && text.split(' ').count() <= HEADING_WORDS;
    short && (is_time(text) || (starts_heading(text) && ends_heading(text) && !is_spoken(text, labels)))
}

/// Whether a text starts as headings do: with a capital (`eBay`, too), a digit or a
/// currency, behind quotation or Markdown marks.
pub(super) fn starts_heading(text: &str) -> bool {
    let text = text.trim_start_matches('#').trim_start();
    let text = text.trim_start_matches(['“', '"', '‘', '\'', '«', '¿', '¡', '*', '_']);
    let has_inner_capital = || text.split(' ').next().is_some_and(|word| word.contains(char::is_uppercase));
    match text.chars().next() {
        Some(first) if first.is_lowercase() => has_inner_capital(),
        Some(first) => first.is_alphanumeric() || "$€£¥₹".contains(first),
        None => false,
    }
}

fn ends_heading(text: &str) -> bool {
    let question = text.ends_with('?') && !text.contains(['“', '"', '”']) && text.split(' ').count() <= 9;
    let open = text.trim_end_matches(['"', '”', '’']).ends_with([':', ',', ';', '-', '–', '—', ']']);
    // A stop or comma inside quotation marks is a sentence, perhaps with words on who said it.
    let quotes_sentence =
        text.match_indices(['”', '"', '’', '\'']).any(|(at, _)| text[..at].ends_with(['.', '?', '!', ',']));
    (question || !(ends_sentence(text) || open || quotes_sentence))
        && !text.contains("://")
        && !text.contains(['@', '|'])
}

/// Whether a label in front says that somebody speaks here.
fn is_spoken(text: &str, labels: &HashMap<&str, usize>) -> bool {
    label(text).is_some_and(|label| labels.get(label).is_some_and(|n| *n > 1) || is_capitals(label))
}

/// `7 p.m.`, `06:12`, `14:05 GMT`: the heading of an entry of a live report.
pub(super) fn is_time(text: &str) -> bool {
    let mut words = text.split(' ');
    let clock = words.next().unwrap_or_default();
    let digits = |s: &str| (1..=2).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    let timed = clock.split_once([':', '.']).is_some_and(|(h, m)| digits(h) && digits(m));
    let rest: Vec<&str> = words.collect();
    let zone = |w: &&str| matches!(*w, "a.m." | "p.m." | "am" | "pm" | "AM" | "PM") || (w.len() <= 4 && is_capitals(w));
    rest.len() <= 2 && rest.iter().all(zone) && (timed || (digits(clock) && !rest.is_empty()))
}

fn is_capitals(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

/// Whether prose, a list or a quotation stands at `i`, for a heading to head.
fn has_body(texts: &[&str], kinds: &[ParagraphKind], i: usize) -> bool {
    let Some(text) = texts.get(i) else { return false };
    kinds[i] != ParagraphKind::Paragraph
        || text.chars().nth(PROSE_CHARS).is_some()
        || ends_sentence(text)
        || text.ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str =
        "The council voted on Monday to keep the ferry in port until its hull has been mended, officials said.";

    /// The kinds of paragraphs that stand between two of prose, one letter each.
    fn kinds_of(between: &[&str]) -> String {
        let raw = format!("{BODY}\n\n{}\n\n{BODY}", between.join("\n\n"));
        let article = Article::from_plain_text(&raw, "test");
        let letters = article.paragraphs().iter().map(|p| match p.kind {
            ParagraphKind::Heading => 'H',
            ParagraphKind::Paragraph => 'P',
            ParagraphKind::Quote => 'Q',
            ParagraphKind::Item => 'I',
            ParagraphKind::Caption => 'C',
        });
        letters.skip(1).take(between.len()).collect()
    }

    #[test]
    fn headings() {
        for heading in [
            "Blame Game",
            "What happens next?",
            "1. Background",
            "WHO PAYS",
            "“Not an inch”",
            "## Which boats?",
            "7 p.m.",
            "06:12",
        ] {
            assert_eq!(kinds_of(&[heading]), "H", "{heading}");
        }
        assert_eq!(kinds_of(&["Background", "Two hulls"]), "HH");
    }

    #[test]
    fn short_paragraphs_that_are_no_headings() {
        for text in [
            "“No.”",
            "“It was raining,” she said",
            "Nobody came.",
            "Boat owners were divided:",
            "RUIZ: And on Monday?",
            "[Applause]",
            "and so it went",
            "https://ferry.example/timetable",
            "Could the ferry that had sunk twice before be mended at all?",
        ] {
            assert_eq!(kinds_of(&[text]), "P", "{text}");
        }
        assert_eq!(kinds_of(&["Ana Ruiz 34", "Bo Li 33", "Cy Dee 12"]), "PPP");
        assert_eq!(kinds_of(&["Ruiz: No", BODY, "Ruiz: Yes"]), "PPP");
        let article = Article::from_plain_text(&format!("{BODY}\n\nAna Ruiz"), "test");
        assert_eq!(article.paragraphs()[1].kind, ParagraphKind::Paragraph);
    }

    #[test]
    fn lists_and_captions() {
        assert_eq!(kinds_of(&["Boat owners were divided:", "- One paid.", "- One fled."]), "PII");
        assert_eq!(kinds_of(&["1. One paid.", "2. One fled."]), "II");
        assert_eq!(kinds_of(&["• One paid."]), "I");
        assert_eq!(kinds_of(&["– he said nothing more."]), "P");
        assert_eq!(kinds_of(&["Photo: The ferry in 1998.", "(Photo by Ana Ruiz/Quay Press)"]), "CC");
    }
}
