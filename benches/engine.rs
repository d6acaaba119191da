//! How long it takes to load an article and to find who said what in it.
//!
//! `cargo bench --bench engine`. Throughput is in bytes of text; where it stays the same from size to size, time is
//! linear in the text.

mod articles;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use whosaid::text::Document;
use whosaid::{Article, analyze, export};

fn main() {
    divan::main();
}

/// One article, ten times and a hundred times as much.
const SIZES: &[usize] = &[articles::WORDS, 10 * articles::WORDS, 100 * articles::WORDS];

/// From bytes to paragraphs.
#[divan::bench(args = SIZES)]
fn load(bencher: Bencher, words: usize) {
    let text = articles::text(words);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| Article::from_plain_text(black_box(&text), "bench"));
}

/// From paragraphs to sentences, tokens and quotations.
#[divan::bench(args = SIZES)]
fn cut(bencher: Bencher, words: usize) {
    let article = articles::article(words);
    bencher.counter(BytesCount::of_str(article.text())).bench_local(|| Document::new(black_box(&article)));
}

/// From paragraphs to statements, actors and names, all passes together.
#[divan::bench(args = SIZES)]
fn analysis(bencher: Bencher, words: usize) {
    let article = articles::article(words);
    bencher.counter(BytesCount::of_str(article.text())).bench_local(|| analyze(black_box(&article)));
}

/// Writing one article's statements, in each format.
#[divan::bench(args = export::Format::ALL)]
fn write(bencher: Bencher, format: export::Format) {
    let article = articles::article(articles::WORDS);
    let analysis = analyze(&article);
    bencher.bench_local(|| {
        let mut out = Vec::new();
        format.write(black_box(&article), &analysis, &mut out).expect("memory never fails");
        out
    });
}
