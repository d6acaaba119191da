//! Prints the units of a text: one sentence a line, tokens parted by `·`, quotations in `⟦ ⟧` (`⟨` where one continues
//! another, `⟩` where no mark closes).
//!
//! `cargo run --example units -- FILE`

use std::io::Write;

use whosaid::Article;
use whosaid::text::Document;

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "/dev/stdin".to_owned());
    let article = Article::from_plain_text(&std::fs::read_to_string(&path)?, &path);
    let document = Document::new(&article);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut paragraph = 0;
    for sentence in &document.sentences {
        if sentence.paragraph != paragraph {
            writeln!(out)?;
            paragraph = sentence.paragraph;
        }
        for token in sentence.tokens.clone() {
            for quotation in document.quotations.iter().filter(|q| q.tokens.start == token) {
                write!(out, "{}", if quotation.continues.is_some() { "⟨" } else { "⟦" })?;
            }
            write!(out, "{}", document.word(token))?;
            for quotation in document.quotations.iter().rev().filter(|q| q.tokens.end == token + 1) {
                write!(out, "{}", if quotation.closed { "⟧" } else { "⟩" })?;
            }
            write!(out, "{}", if token + 1 == sentence.tokens.end { "\n" } else { "·" })?;
        }
    }
    Ok(())
}
