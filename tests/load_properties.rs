//! What holds for any input whatever: loading never panics, keeps the words, and lets nothing through that could drive a
//! terminal.

use proptest::prelude::*;
use whosaid::source::decode;
use whosaid::text::normalize::normalize;
use whosaid::{Article, Span};

/// Characters that decide how a text is read: breaks, marks, controls, escapes, invisible ones, and plain letters.
const CHARACTERS: &str = "abc ABC 019 .,:;?!-–—•*># \n\n\r\t\u{b}\u{c}\u{85}\u{2028}\u{2029}\u{a0}\u{202f}\"'“”‘’«»()[]\
    \u{1b}[]mP\\\u{7}\u{9b}\u{9d}\u{9c}\u{93}\0\u{200b}\u{200d}\u{200c}\u{202e}\u{2066}\u{feff}\u{ad}\u{fe0f}\u{e0041}é漢👨";

fn character() -> impl Strategy<Value = char> {
    prop_oneof![9 => proptest::sample::select(CHARACTERS.chars().collect::<Vec<_>>()), 1 => any::<char>()]
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(character(), 0..400).prop_map(String::from_iter)
}

/// Lines as they stand in articles, in any order and with any breaks between.
fn article_like() -> impl Strategy<Value = String> {
    let line = proptest::sample::select(vec![
        "Ferry stays in port",
        "By Ana Ruiz and Bo Li",
        "By Ana Ruiz | July 9, 2024",
        "FLINT, Mich., Oct. 4 (UPI) — The ferry stays in port until its hull is mended, officials said.",
        "“We waited,” said Ana Ruiz, the harbour master, who had stood on the",
        "quay all day and could not say when the next boat would be self-",
        "made or come at all.",
        "Who pays?",
        "RUIZ: We waited.",
        "- a hull that does not leak",
        "1. a crew",
        "> Nobody came.",
        "Photo: The ferry in 1998.",
        "7 p.m.",
    ]);
    let line_break = proptest::sample::select(vec!["\n", "\n\n", "\r\n", "\r\n\r\n", "\n    ", "\n\t", " "]);
    proptest::collection::vec((line, line_break), 0..30)
        .prop_map(|lines| lines.into_iter().flat_map(|(line, end)| [line, end]).collect())
}

fn is_unwelcome(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{ad}' | '\u{feff}' | '\u{e0000}'..='\u{e00ff}')
}

/// All letters and digits in order, which is what "the words" come to when white space and hyphens do not count.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn check(article: &Article) -> Result<(), TestCaseError> {
    let text = article.text();
    prop_assert!(!text.contains(is_unwelcome), "{text:?}");
    prop_assert!(!text.contains("  ") && !text.contains("\n\n\n"), "{text:?}");
    let mut joined = Vec::new();
    for paragraph in article.paragraphs() {
        let slice = article.slice(paragraph.span);
        prop_assert!(!slice.is_empty() && slice.trim() == slice && !slice.contains('\n'), "{slice:?}");
        joined.push(slice);
    }
    prop_assert_eq!(joined.join("\n\n"), text);
    for span in [article.title(), article.byline(), article.date()].into_iter().flatten() {
        let inside = |paragraph: Span| paragraph.covers(span);
        prop_assert!(!article.slice(span).trim().is_empty());
        prop_assert!(article.paragraphs().iter().any(|p| inside(p.span)), "{span:?} in {text:?}");
    }
    for (i, paragraph) in article.paragraphs().iter().enumerate() {
        prop_assert_eq!(article.paragraph_at(paragraph.span.start()), i);
        prop_assert_eq!(article.paragraph_at(paragraph.span.end()), i);
    }
    prop_assert_eq!(article.words() > 0, text.contains(char::is_alphanumeric));
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_make_a_sound_article(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let decoded = decode(bytes);
        check(&Article::from_plain_text(&decoded.text, "any"))?;
    }

    #[test]
    fn any_text_makes_a_sound_article_with_its_letters_in_order(text in text()) {
        let article = Article::from_plain_text(&text, "any");
        check(&article)?;
        prop_assert_eq!(letters(article.text()), letters(&normalize(&text)));
    }

    #[test]
    fn articles_keep_their_words_in_order(text in article_like()) {
        let article = Article::from_plain_text(&text, "any");
        check(&article)?;
        // A `>` in front of a line says that it is quoted; a hyphen at a line end takes its word back.
        let words = |text: &str| {
            text.split_whitespace().filter(|word| *word != ">").collect::<Vec<_>>().join(" ").replace("- ", "-")
        };
        prop_assert_eq!(words(article.text()), words(&text));
    }

    #[test]
    fn reading_an_article_again_changes_nothing(text in article_like()) {
        let once = Article::from_plain_text(&text, "any");
        let normalized = normalize(once.text());
        prop_assert_eq!(normalized.as_str(), once.text());
    }

    #[test]
    fn text_without_escapes_keeps_its_letters(text in "[a-zA-Zé0-9 .,“”\n\r\t\u{a0}\u{200b}\u{202e}]{0,200}") {
        prop_assert_eq!(letters(&normalize(&text)), letters(&text));
    }
}
