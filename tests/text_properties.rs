//! What holds for the units of any text.

use proptest::prelude::*;
use whosaid::Article;
use whosaid::text::Document;

/// Texts that are rich in what units turn on.
fn news() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "'",
        "``",
        "''",
        "«",
        "»",
        "„",
        " ",
        " ",
        " ",
        "\n\n",
        ".",
        "?",
        "!",
        "…",
        "...",
        ",",
        "—",
        "--",
        "-",
        "(",
        ")",
        "[",
        "]",
        "Ruiz",
        "said",
        "he",
        "The",
        "we",
        "U.S",
        "J",
        "Sen",
        "p.m",
        "ports",
        "n’t",
        "’s",
        "5",
        "$",
        "1.5",
        "%",
        "’90s",
        "é",
        "e\u{301}",
        "ß",
        "世界",
        "😀",
        "@",
        "#",
        "http://a.b",
        "*",
        "ʼ",
        "_",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Asserts every invariant of the units of a text.
fn check(raw: &str) {
    let article = Article::from_plain_text(raw, "test");
    let document = Document::new(&article);
    let text = article.text();

    let mut at = 0;
    for token in &document.tokens {
        let gap = text.get(at..token.span.start()).expect("tokens are in order, disjoint, on character boundaries");
        assert!(gap.chars().all(char::is_whitespace), "{gap:?} is in no token");
        assert!(!token.span.is_empty());
        assert!(!text[token.span.range()].chars().any(char::is_whitespace));
        at = token.span.end();
    }
    assert!(text[at..].chars().all(char::is_whitespace));

    let mut next = 0;
    for (index, sentence) in document.sentences.iter().enumerate() {
        assert_eq!(sentence.tokens.start, next);
        assert!(!sentence.tokens.is_empty());
        next = sentence.tokens.end;
        let paragraph = &document.paragraphs[sentence.paragraph];
        assert!(paragraph.start <= sentence.tokens.start && sentence.tokens.end <= paragraph.end);
        assert!(sentence.tokens.clone().all(|token| document.sentence_of[token] as usize == index));
    }
    assert_eq!(next, document.tokens.len());

    for (index, quotation) in document.quotations.iter().enumerate() {
        let paragraph = document.paragraph_of(quotation.tokens.start);
        assert_eq!(paragraph, document.paragraph_of(quotation.tokens.end - 1));
        assert!(quotation.tokens.len() > 1);
        for earlier in &document.quotations[..index] {
            let (outer, inner) = (&earlier.tokens, &quotation.tokens);
            assert!(outer.start <= inner.start, "in order");
            assert!(inner.start >= outer.end || inner.end <= outer.end, "nested or disjoint: {outer:?} {inner:?}");
        }
        if let Some(parent) = quotation.parent {
            assert!(parent < index && document.quotations[parent].tokens.end >= quotation.tokens.end);
        }
        if let Some(continued) = quotation.continues {
            let before = &document.quotations[continued];
            assert!(!before.closed);
            assert_eq!(document.paragraph_of(before.tokens.start) + 1, paragraph);
        }
    }
    for token in 0..document.tokens.len() {
        let innermost = document.quotations.iter().rposition(|q| q.tokens.contains(&token));
        assert_eq!(document.quotation_of[token].map(|index| index as usize), innermost);
        assert_eq!(document.is_quoted(token), document.quote_depth(token) > 0);
        assert_eq!(document.vocabulary.id(document.lower(token)), Some(document.word_id(token)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn any_text(raw in "\\PC{0,80}") {
        check(&raw);
    }

    #[test]
    fn any_news(raw in news()) {
        check(&raw);
    }
}
