//! Where words of an article stand in the file it was read from, as editors count.

use crate::text::{Article, Span};

/// A stretch of a file: lines and columns from 1, columns in code points, the end exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    /// Line of the first character.
    pub line: usize,
    /// Its column.
    pub column: usize,
    /// Line of the last character.
    pub end_line: usize,
    /// One past its column.
    pub end_column: usize,
}

/// For each character of an article that is no white space: where it is in the file.
///
/// Loading a plain text folds white space and drops what nobody can see, and keeps all other characters in their order;
/// so the n-th of them in one is the n-th in the other.
pub struct Places {
    /// By position among the characters that are no white space: offset in the article, line and column.
    at: Vec<(u32, u32, u32)>,
}

impl Places {
    /// Lays an article beside the decoded text of its file; without one, lines and columns are those of the article's
    /// own text, a line a paragraph.
    pub fn new(article: &Article, file: Option<&str>) -> Self {
        let text = article.text();
        let mut at = Vec::with_capacity(text.len());
        let own = file.is_none();
        let mut wanted = text.char_indices().filter(|(_, c)| !c.is_whitespace()).peekable();
        let (mut line, mut column) = (1, 1);
        let mut before = '\0';
        for c in file.unwrap_or(text).chars() {
            if let Some((offset, _)) = wanted.next_if(|(_, other)| *other == c) {
                at.push((u32::try_from(offset).unwrap_or(u32::MAX), line, column));
            }
            let breaks = match c {
                '\n' if own => before == '\n',
                '\n' => before != '\r',
                '\r' => true,
                _ => false,
            };
            if breaks {
                (line, column) = (line + 1, 1);
            } else if c != '\n' {
                column += 1;
            }
            before = c;
        }
        Self { at }
    }

    /// Where a span of the article stands.
    pub fn of(&self, span: Span) -> Place {
        let before = |end: usize| self.at.partition_point(|&(offset, ..)| (offset as usize) < end);
        let first = before(span.start());
        let last = before(span.end()).saturating_sub(1).max(first);
        let (line, column) = self.place(first);
        let (end_line, end_column) = self.place(last);
        Place { line, column, end_line, end_column: end_column + 1 }
    }

    fn place(&self, character: usize) -> (usize, usize) {
        let &(_, line, column) = self.at.get(character).or(self.at.last()).unwrap_or(&(0, 1, 1));
        (line as usize, column as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn place(file: &str, words: &str, beside: bool) -> (usize, usize, usize, usize) {
        let article = Article::from_plain_text(file, "-");
        let start = article.text().find(words).unwrap();
        let span = Span::new(start, start + words.len());
        let Place { line, column, end_line, end_column } = Places::new(&article, beside.then_some(file)).of(span);
        (line, column, end_line, end_column)
    }

    #[test]
    fn lines_and_columns_are_those_of_the_file() {
        let file = "A  title here\r\n\r\n\r\nIt\u{200b} rained é on\r\nMonday.\r\n\r\nRuiz left.\r\n";
        assert_eq!(place(file, "title", true), (1, 4, 1, 9));
        assert_eq!(place(file, "é on", true), (4, 12, 4, 16));
        assert_eq!(place(file, "Monday", true), (5, 1, 5, 7));
        assert_eq!(place(file, "Ruiz left.", true), (7, 1, 7, 11));
        assert_eq!(place(file, "It rained", false).0, 2);
    }
}
