//! A line that is being typed: text and a cursor that moves by graphemes.

use unicode_segmentation::UnicodeSegmentation;

/// The line and its cursor (a byte offset on a grapheme boundary).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Prompt {
    text: String,
    cursor: usize,
}

impl Prompt {
    /// A line that holds a text already, with the cursor behind it.
    pub fn holding(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len() }
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is typed before and behind the cursor.
    pub fn halves(&self) -> (&str, &str) {
        self.text.split_at(self.cursor)
    }

    /// Types a text; line breaks and control characters become spaces, those at its ends are dropped.
    pub fn insert(&mut self, text: &str) {
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let clean = if text.chars().count() > 1 { clean.trim() } else { &clean };
        self.text.insert_str(self.cursor, clean);
        self.cursor += clean.len();
    }

    /// Deletes the grapheme before the cursor.
    pub fn erase(&mut self) {
        self.erase_from(self.before());
    }

    /// Deletes back to the start of a word.
    pub fn erase_word(&mut self) {
        let (before, _) = self.halves();
        let words = before.trim_end_matches(|c: char| !c.is_alphanumeric());
        let start = words.trim_end_matches(char::is_alphanumeric).len();
        self.erase_from(start);
    }

    /// Deletes all.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// One grapheme to the left.
    pub fn left(&mut self) {
        self.cursor = self.before();
    }

    /// One grapheme to the right.
    pub fn right(&mut self) {
        self.cursor += self.halves().1.graphemes(true).next().map_or(0, str::len);
    }

    /// To the start.
    pub fn home(&mut self) {
        self.cursor = 0;
    }

    /// To the end.
    pub fn end(&mut self) {
        self.cursor = self.text.len();
    }

    fn before(&self) -> usize {
        self.halves().0.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn erase_from(&mut self, start: usize) {
        self.text.drain(start..self.cursor);
        self.cursor = start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editing_goes_by_graphemes() {
        let mut line = Prompt::holding("e\u{301}tude 👨‍👩‍👧");
        line.erase();
        assert_eq!(line.text(), "e\u{301}tude ");
        line.home();
        line.right();
        line.erase();
        assert_eq!(line.text(), "tude ");
        line.left();
        line.insert("é");
        assert_eq!(line.halves(), ("é", "tude "));
    }

    #[test]
    fn words_and_lines_are_deleted_whole() {
        let mut line = Prompt::holding("notes/harbour.whosaid.md");
        line.erase_word();
        assert_eq!(line.text(), "notes/harbour.whosaid.");
        line.clear();
        line.erase();
        line.erase_word();
        assert_eq!(line.text(), "");
    }

    #[test]
    fn a_paste_stays_on_its_line() {
        let mut line = Prompt::default();
        line.insert("two\nlines\n");
        assert_eq!(line.text(), "two lines");
        line.insert(" ");
        assert_eq!(line.text(), "two lines ");
    }
}
