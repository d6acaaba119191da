//! Articles of any length for the benches, made of the sample articles.

use whosaid::Article;

/// The words of an article of usual length.
pub const WORDS: usize = 700;

const SAMPLES: [&str; 3] = [
    include_str!("../../assets/articles/rate-cut.txt"),
    include_str!("../../assets/articles/ferry-crab.txt"),
    include_str!("../../assets/articles/cholera-briefing.txt"),
];

/// Paragraphs of the samples, over and over, until there are so many words.
pub fn text(words: usize) -> String {
    let mut text = String::new();
    let mut count = 0;
    for paragraph in SAMPLES.iter().flat_map(|sample| sample.split("\n\n")).cycle() {
        if count >= words {
            break;
        }
        count += paragraph.split_whitespace().count();
        text.push_str(paragraph);
        text.push_str("\n\n");
    }
    text
}

/// The same as an article.
pub fn article(words: usize) -> Article {
    Article::from_plain_text(&text(words), "bench")
}
