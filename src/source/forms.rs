//! Measures what a form costs: the annotated articles as web pages with furniture and as Markdown, against their plain
//! text. `cargo test --lib source::forms -- --nocapture` prints the figures of `docs/input.md`.

use std::collections::HashMap;
use std::path::Path;

use super::load_from;
use crate::corpus::{Annotated, read_all};
use crate::{Article, analyze};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/corpus");

/// How many statements were annotated, found, and both: a content that has the same words.
#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    right: usize,
    same: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found) as f64
    }
}

fn letters(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn found(article: &Article) -> Vec<String> {
    let content = |spans: &[crate::Span]| letters(&spans.iter().map(|s| article.slice(*s)).collect::<String>());
    analyze(article).statements.iter().map(|s| content(&s.content)).collect()
}

fn in_common(a: &[String], b: &[String]) -> usize {
    let mut left: HashMap<&String, usize> = HashMap::new();
    for words in a {
        *left.entry(words).or_default() += 1;
    }
    b.iter().filter(|words| left.get_mut(words).is_some_and(|n| std::mem::replace(n, n.saturating_sub(1)) > 0)).count()
}

fn paragraphs(article: &Article) -> impl Iterator<Item = (usize, &str)> {
    article.paragraphs().iter().map(|p| article.slice(p.span)).enumerate()
}

fn as_page(article: &Article) -> String {
    let element = |(i, words): (usize, &str)| {
        let words = words.replace('&', "&amp;").replace('<', "&lt;");
        if i == 0 { format!("<h1>{words}</h1>") } else { format!("<p>{words}</p>") }
    };
    let between =
        "<div class='ad'><p>Advertisement</p></div><p>Read more: <a href=x>The mayor lied, critics say</a></p>";
    let body = paragraphs(article).map(element).collect::<Vec<_>>().join(between);
    format!(
        "<!doctype html><html><body><div class=cookie-banner><p>We use cookies, said our lawyers.</p></div>\
         <nav><a href=/>Home</a></nav><main><article>{body}</article></main><section class=related><h3>More</h3>\
         <p><a href=y>“We will fight,” mayor says</a></p></section><footer><p>© The Press</p></footer></body></html>"
    )
}

fn as_markdown(article: &Article) -> String {
    let paragraph = |(i, words): (usize, &str)| if i == 0 { format!("# {words}") } else { words.to_owned() };
    paragraphs(article).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

fn add(score: &mut Score, annotated: &Annotated, plain: &[String], article: &Article) {
    let gold: Vec<String> = annotated
        .statements
        .iter()
        .map(|s| letters(&s.content.iter().map(|span| annotated.article.slice(*span)).collect::<String>()))
        .collect();
    let found = found(article);
    score.gold += gold.len();
    score.found += found.len();
    score.right += in_common(&gold, &found);
    score.same += in_common(plain, &found);
}

#[test]
fn every_form_reads_as_well_as_plain_text() {
    let mut scores = [Score::default(), Score::default(), Score::default()];
    for annotated in read_all(Path::new(CORPUS)).unwrap() {
        let plain = found(&annotated.article);
        let page = load_from(as_page(&annotated.article).as_bytes(), Path::new("a.html")).unwrap().article;
        let markdown = load_from(as_markdown(&annotated.article).as_bytes(), Path::new("a.md")).unwrap().article;
        for (score, article) in scores.iter_mut().zip([&annotated.article, &page, &markdown]) {
            add(score, &annotated, &plain, article);
        }
    }
    let [plain, others @ ..] = &scores;
    println!("statements with exactly the annotated words, of {}; F1 in %", plain.gold);
    println!("{:<12} F1 {:.1}  found {}", "plain text", plain.f1(), plain.found);
    for (name, score) in ["web page", "Markdown"].iter().zip(others) {
        println!("{name:<12} F1 {:.1}  found {}  the same as in plain text {}", score.f1(), score.found, score.same);
        assert!((plain.f1() - score.f1()).abs() < 2.0, "{name}");
    }
}
