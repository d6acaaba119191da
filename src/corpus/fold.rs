//! White space of an annotated text: a blank line parts paragraphs, any other run is one space; and where each mark of
//! the raw text lands in the article the program makes of it.

use crate::text::{Article, Span};

/// The raw text of an annotated article and the article read from it.
pub(super) struct Folded {
    pub article: Article,
    /// For each byte of the raw text the byte of the article's text where it, or the next that is not white, stands.
    to: Vec<u32>,
}

impl Folded {
    /// Reads the raw text as the program would.
    ///
    /// # Errors
    /// If the reading loses or changes anything but white space.
    pub fn new(raw: &str, name: &str) -> Result<Self, String> {
        let article = Article::from_plain_text(&fold(raw), name);
        let text = article.text();
        let mut read = text.char_indices().filter(|(_, c)| !c.is_whitespace());
        let mut to = Vec::with_capacity(raw.len() + 1);
        let mut pending = 0;
        for c in raw.chars() {
            if c.is_whitespace() {
                pending += c.len_utf8();
                continue;
            }
            let (at, same) = read.next().ok_or_else(|| format!("the reading ends before {c:?}"))?;
            if same != c {
                return Err(format!(
                    "the reading has {same:?} for {c:?} at byte {at}: …{}",
                    &text[at..].get(..40).unwrap_or_default()
                ));
            }
            to.extend(std::iter::repeat_n(at as u32, pending));
            to.extend((0..c.len_utf8()).map(|i| (at + i) as u32));
            pending = 0;
        }
        to.extend(std::iter::repeat_n(text.len() as u32, pending + 1));
        Ok(Self { article, to })
    }

    /// The span of raw bytes `start..end` without white space at its edges; nothing if only white space is in it.
    pub fn span(&self, start: usize, end: usize) -> Option<Span> {
        let (start, end) = (self.to[start] as usize, self.to[end] as usize);
        let words = self.article.text().get(start..end)?.trim_end();
        (!words.is_empty()).then(|| Span::new(start, start + words.len()))
    }
}

fn fold(raw: &str) -> String {
    let mut folded = String::with_capacity(raw.len());
    let mut white = String::new();
    for c in raw.trim().chars() {
        if c.is_whitespace() {
            white.push(c);
            continue;
        }
        match white.matches('\n').count() {
            0 if white.is_empty() => {}
            0 | 1 => folded.push(' '),
            _ => folded.push_str("\n\n"),
        }
        white.clear();
        folded.push(c);
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_part_paragraphs_and_other_white_space_is_one_space() {
        assert_eq!(fold("\n One\n two  three.\n \nFour.\n"), "One two three.\n\nFour.");
    }

    #[test]
    fn raw_marks_land_on_the_words_they_stood_on() {
        let raw = "\nAna  Ruiz waited\nlong.\n\n“No,” she said.\n";
        let folded = Folded::new(raw, "test").unwrap();
        let at = |words: &str| folded.span(raw.find(words).unwrap(), raw.find(words).unwrap() + words.len());
        assert_eq!(folded.article.slice(at(" Ruiz waited\nlong").unwrap()), "Ruiz waited long");
        assert_eq!(folded.article.slice(at("“No,” ").unwrap()), "“No,”");
        assert_eq!(folded.span(0, 1), None);
    }
}
