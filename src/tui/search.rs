//! Finding words in the article, and stepping through what was found.

use std::ops::Range;

use crate::text::Span;
use crate::text::search::{expression, pattern};

/// Matches that are kept at most, in order; a text of millions of letters has as many places for a dot.
const MOST: usize = 500_000;

/// A search and what it found.
#[derive(Clone, Debug, Default)]
pub struct Search {
    query: String,
    /// Whether the query is a regular expression.
    regex: bool,
    /// What is wrong with it.
    fault: Option<String>,
    matches: Vec<Span>,
    here: Option<usize>,
}

impl Search {
    /// Looks for a text, read as [`pattern`] reads it, or as an [`expression`]. What takes no room is no match.
    pub fn new(query: &str, regex: bool, text: &str) -> Self {
        let (pattern, fault) = match if regex { expression(query) } else { Ok(pattern(query)) } {
            Ok(pattern) => (pattern, None),
            Err(fault) => (None, Some(fault)),
        };
        let matches = pattern.iter().flat_map(|pattern| pattern.find_iter(text)).filter(|m| !m.is_empty());
        let matches = matches.take(MOST).map(|m| Span::new(m.start(), m.end())).collect();
        Self { query: query.to_owned(), regex, fault, matches, here: None }
    }

    /// Whether the query is a regular expression.
    pub fn is_regex(&self) -> bool {
        self.regex
    }

    /// What is wrong with it, if it is one that makes no sense.
    pub fn fault(&self) -> Option<&str> {
        self.fault.as_deref()
    }

    /// How it was typed: `/port`, `regex /p.rt`.
    pub fn label(regex: bool) -> &'static str {
        if regex { "regex /" } else { "/" }
    }

    /// What is looked for; empty when no search is on.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Whether a search is on.
    pub fn is_on(&self) -> bool {
        !self.query.is_empty()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.matches.is_empty()
    }

    /// The matches that touch a span, each with whether the reader stands on it.
    pub fn over(&self, span: Span) -> impl Iterator<Item = (Span, bool)> + '_ {
        let first = self.matches.partition_point(|m| m.end() <= span.start());
        let touching = self.matches.iter().enumerate().skip(first).take_while(move |(_, m)| m.start() < span.end());
        touching.map(|(index, m)| (*m, self.here == Some(index)))
    }

    /// Whether a match begins at one of these offsets.
    pub fn begins_in(&self, offsets: Range<usize>) -> bool {
        let first = self.matches.partition_point(|m| m.start() < offsets.start);
        self.matches.get(first).is_some_and(|m| m.start() < offsets.end)
    }

    /// Stands on the first match from an offset on; from the end it goes on at the start.
    pub fn from(&mut self, offset: usize) -> Option<Span> {
        let index = self.matches.partition_point(|m| m.start() < offset);
        self.stand(if index < self.matches.len() { index } else { 0 })
    }

    /// Stands on the next match, round the end; says whether it went round.
    pub fn next(&mut self, eye: usize) -> Option<(Span, bool)> {
        let next = match self.here {
            Some(here) => here + 1,
            None => self.matches.partition_point(|m| m.start() < eye),
        };
        let round = next >= self.matches.len();
        self.stand(if round { 0 } else { next }).map(|m| (m, round))
    }

    /// Stands on the previous match, round the start; says whether it went round.
    pub fn previous(&mut self, eye: usize) -> Option<(Span, bool)> {
        let before = self.here.unwrap_or_else(|| self.matches.partition_point(|m| m.start() < eye));
        let round = before == 0;
        let last = self.matches.len().checked_sub(1)?;
        self.stand(if round { last } else { before - 1 }).map(|m| (m, round))
    }

    /// Leaves the match: the next step looks from where the reader is.
    pub fn leave(&mut self) {
        self.here = None;
    }

    /// Where one stands among the matches: `3/14`.
    pub fn count(&self) -> String {
        let more = if self.matches.len() == MOST { "+" } else { "" };
        match (&self.fault, self.here, self.matches.len()) {
            (Some(fault), ..) => fault.clone(),
            (None, _, 0) => "not found".to_owned(),
            (None, Some(here), all) => format!("{}/{all}{more}", here + 1),
            (None, None, all) => format!("–/{all}{more}"),
        }
    }

    fn stand(&mut self, index: usize) -> Option<Span> {
        self.here = self.matches.get(index).map(|_| index);
        self.matches.get(index).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, text: &'static str) -> Vec<&'static str> {
        Search::new(query, false, text).matches.iter().map(|m| &text[m.range()]).collect()
    }

    #[test]
    fn case_is_smart() {
        assert_eq!(found("ruiz", "Ruiz RUIZ ruiz"), ["Ruiz", "RUIZ", "ruiz"]);
        assert_eq!(found("Ruiz", "Ruiz RUIZ ruiz"), ["Ruiz"]);
        assert_eq!(found("école", "ÉCOLE"), ["ÉCOLE"]);
    }

    #[test]
    fn a_query_is_no_pattern() {
        assert_eq!(found("a.b", "a.b axb"), ["a.b"]);
        assert_eq!(found("(", "()"), ["("]);
    }

    #[test]
    fn a_keyboard_finds_typographic_marks() {
        assert_eq!(found("ruiz's \"no\"", "Ruiz’s “no”"), ["Ruiz’s “no”"]);
        assert_eq!(found("us-russia", "US–Russia"), ["US–Russia"]);
        assert_eq!(found("mr smith", "Mr\u{a0}Smith"), ["Mr\u{a0}Smith"]);
    }

    #[test]
    fn steps_go_round_and_say_so() {
        let mut search = Search::new("a", false, "a b a");
        assert_eq!(search.from(1), Some(Span::new(4, 5)));
        assert_eq!(search.count(), "2/2");
        assert_eq!(search.next(0), Some((Span::new(0, 1), true)));
        assert_eq!(search.previous(0), Some((Span::new(4, 5), true)));
        assert_eq!(search.previous(0), Some((Span::new(0, 1), false)));
        search.leave();
        assert_eq!(search.count(), "–/2");
        assert_eq!(search.next(2), Some((Span::new(4, 5), false)));
    }

    #[test]
    fn nothing_found_is_no_place() {
        let mut search = Search::new("x", false, "a b a");
        assert_eq!((search.from(0), search.next(0), search.previous(0)), (None, None, None));
        assert_eq!(search.count(), "not found");
    }

    #[test]
    fn an_expression_is_one_on_request_and_says_what_is_wrong_with_it() {
        let search = Search::new("a|c", true, "a b c");
        let begins: Vec<usize> = (0..9).filter(|&at| search.begins_in(at..at + 1)).collect();
        assert_eq!((search.count(), begins), ("–/2".to_owned(), vec![0, 4]));
        assert_eq!(Search::new("a|c", false, "a b c").count(), "not found");
        let mut wrong = Search::new("(", true, "a (b)");
        assert_eq!((wrong.count(), wrong.from(0)), ("unclosed group".to_owned(), None));
        assert_eq!(Search::new("x*", true, "a b c").count(), "not found", "what takes no room is no match");
    }

    #[test]
    fn matches_without_number_are_counted_so_far() {
        let text = "a".repeat(MOST + 1);
        let mut search = Search::new(".", true, &text);
        assert_eq!(search.from(7), Some(Span::new(7, 8)));
        assert_eq!(search.count(), "8/500000+");
    }
}
