//! Sentence boundaries that survive news text.

use std::ops::Range;

use self::words::{EXCLAIMED_NAMES, OPENERS, SAYING, SUBJECTS, TIMES};
use super::abbreviation::{Abbreviation, behaviour};
use super::quotation::Pairs;
use super::{Article, ParagraphKind, Token, TokenKind};

mod words;

/// A sentence: a run of tokens of one paragraph. Sentences partition the tokens. A sentence that ends inside quotation
/// marks takes its closing marks along; one whose attribution follows (`“Really?” he asked.`) does not end there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Index of its paragraph.
    pub paragraph: usize,
}

/// Tokens of a sentence at most. No sentence in print comes near it; a text without stops is cut there, so that passes
/// that look at all of a sentence for each of its words stay linear in the text.
const LONGEST: usize = 512;

/// Splits each paragraph into sentences; a heading is one.
pub(super) fn split(article: &Article, tokens: &[Token], paragraphs: &[Range<usize>], pairs: &Pairs) -> Vec<Sentence> {
    let mut closing = vec![false; tokens.len()];
    for quotation in pairs.closed() {
        closing[quotation.end - 1] = true;
    }
    let mut sentences = Vec::with_capacity(tokens.len() / 16);
    for (paragraph, (range, part)) in paragraphs.iter().zip(article.paragraphs()).enumerate() {
        let splitter = Splitter { text: article.text(), tokens, closing: &closing, paragraph: range };
        let mut start = range.start;
        let mut at = range.start;
        while part.kind != ParagraphKind::Heading && at < range.end {
            let Some(stop) = splitter.stop(at) else {
                at += 1;
                continue;
            };
            at = stop.end;
            if at < range.end && splitter.is_boundary(start, &stop) {
                sentences.extend(parts(start..at, paragraph));
                start = at;
            }
        }
        sentences.extend(parts(start..range.end, paragraph));
    }
    sentences
}

/// A sentence, in parts if it is too long for one.
fn parts(tokens: Range<usize>, paragraph: usize) -> impl Iterator<Item = Sentence> {
    let end = tokens.end;
    tokens.step_by(LONGEST).map(move |start| Sentence { tokens: start..end.min(start + LONGEST), paragraph })
}

/// Marks that may end a sentence, with the brackets and quotation marks that close behind them.
struct Stop {
    /// The first token: an end mark, or an abbreviation with its period.
    start: usize,
    /// One past the last.
    end: usize,
    /// Whether a quotation closes in it.
    closes_quotation: bool,
}

struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    closing: &'a [bool],
    paragraph: &'a Range<usize>,
}

impl Splitter<'_> {
    fn str(&self, token: usize) -> &str {
        &self.text[self.tokens[token].span.range()]
    }

    fn within(&self, token: usize) -> bool {
        token < self.paragraph.end
    }

    fn is_in(&self, token: usize, list: &[&str]) -> bool {
        let word = self.str(token);
        word.len() <= 12 && word.is_ascii() && list.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
    }

    fn is_end_mark(&self, token: usize) -> bool {
        self.tokens[token].kind == TokenKind::Mark
            && self.str(token).bytes().next().is_some_and(|b| matches!(b, b'.' | b'!' | b'?'))
            || matches!(self.str(token), "…" | "‽" | "。")
    }

    fn is_abbreviation(&self, token: usize) -> bool {
        self.tokens[token].kind == TokenKind::Word && self.str(token).ends_with('.')
    }

    fn touches_previous(&self, token: usize) -> bool {
        token > self.paragraph.start && self.tokens[token - 1].span.end() == self.tokens[token].span.start()
    }

    fn stop(&self, start: usize) -> Option<Stop> {
        if !self.is_end_mark(start) && !self.is_abbreviation(start) {
            return None;
        }
        let mut end = start + 1;
        let mut closes_quotation = false;
        while self.within(end) {
            if self.closing[end] {
                closes_quotation = true;
            } else if !(self.is_end_mark(end)
                || self.touches_previous(end)
                    && (matches!(self.str(end), ")" | "]" | "}")
                        || self.tokens[end].kind == TokenKind::Quote && !self.touches_next(end)))
            {
                let Some(note) = self.note(end) else { break };
                end = note;
                continue;
            }
            end += 1;
        }
        Some(Stop { start, end, closes_quotation })
    }

    /// The end of a note's number behind an end mark: `.[12]`
    fn note(&self, at: usize) -> Option<usize> {
        let is_note = self.within(at + 2)
            && self.touches_previous(at)
            && self.str(at) == "["
            && self.tokens[at + 1].kind == TokenKind::Number
            && self.str(at + 2) == "]";
        is_note.then_some(at + 3)
    }

    fn touches_next(&self, token: usize) -> bool {
        self.within(token + 1) && self.touches_previous(token + 1)
    }

    /// Whether a sentence that started at `start` ends with a stop that more tokens follow.
    fn is_boundary(&self, start: usize, stop: &Stop) -> bool {
        // A number or letter of a list: `1. Sail early.`
        let numbered = stop.start == start + 1 && self.tokens[start].kind == TokenKind::Number;
        if numbered && self.str(stop.start) == "." && !stop.closes_quotation {
            return false;
        }
        // `[…]`, `(?)`
        if self.within(stop.start + 1)
            && stop.start > start
            && matches!(self.str(stop.start - 1), "[" | "(")
            && matches!(self.str(stop.start + 1), "]" | ")")
        {
            return self.within(stop.end)
                && self.str(stop.start - 1) == "["
                && self.is_in(stop.end, OPENERS)
                && self.is_capital(stop.end);
        }
        let Some(next) = self.next_word(stop.end) else { return false };
        if !self.may_open(next, stop) {
            return false;
        }
        if stop.closes_quotation || self.closing[stop.end - 1] {
            return !self.is_attribution(next, stop);
        }
        if self.is_abbreviation(stop.start) && stop.end == stop.start + 1 {
            let quoted = next > stop.end && self.tokens[stop.end].kind == TokenKind::Quote;
            return self.ends_with_abbreviation(stop.start, next, quoted);
        }
        match self.str(stop.start) {
            "." => !self.touches_previous(stop.end) || self.is_missing_space(stop),
            "!" => !(stop.start > start && self.is_in(stop.start - 1, EXCLAIMED_NAMES)),
            "…" | "..." => self.str(next) != "I",
            _ => true,
        }
    }

    /// The first word or number from `at` on, behind opening marks.
    fn next_word(&self, at: usize) -> Option<usize> {
        let mut next = at;
        while self.within(next) && next < at + 4 {
            match self.tokens[next].kind {
                TokenKind::Word | TokenKind::Number => return Some(next),
                TokenKind::Quote => {}
                TokenKind::Mark => match self.str(next) {
                    "(" | "[" | "…" | "..." => {}
                    "•" | "*" | "·" | "▪" | "►" => return Some(next),
                    _ => return None,
                },
            }
            next += 1;
        }
        None
    }

    /// Whether a word can open a sentence: by its capital, or as the first of a quotation.
    fn may_open(&self, word: usize, stop: &Stop) -> bool {
        let mut letters = self.str(word).chars().skip_while(|c| !c.is_alphanumeric());
        let Some(first) = letters.next() else { return true };
        let opens_quotation = word > stop.end && self.tokens[stop.end].kind == TokenKind::Quote;
        !first.is_lowercase()
            || letters.next().is_some_and(char::is_uppercase)
            || opens_quotation && !stop.closes_quotation && matches!(self.str(stop.start), "." | "!" | "?")
    }

    fn is_capital(&self, token: usize) -> bool {
        self.str(token).starts_with(char::is_uppercase)
    }

    fn ends_with_abbreviation(&self, token: usize, next: usize, quoted: bool) -> bool {
        let word = self.str(token);
        let number = self.tokens[next].kind == TokenKind::Number;
        match behaviour(word) {
            Abbreviation::GoesOn => false,
            Abbreviation::OftenEnds => !number && !self.is_in(next, TIMES),
            Abbreviation::MayEnd => !number && (quoted && !self.is_nickname(token + 1) || self.is_in(next, OPENERS)),
        }
    }

    /// Whether a quotation of one or two words and no other mark starts at `quote`: `Ana J. “Tiny” Ruiz`.
    fn is_nickname(&self, quote: usize) -> bool {
        let name = (quote + 1..self.paragraph.end).take(3).find(|&token| self.tokens[token].kind != TokenKind::Word);
        name.is_some_and(|end| self.closing[end])
    }

    /// `The end.The` lacks a space; `Node.js` and `U.N.Women` do not.
    fn is_missing_space(&self, stop: &Stop) -> bool {
        stop.start > self.paragraph.start
            && self.str(stop.start - 1).chars().nth(1).is_some()
            && self.str(stop.start - 1).chars().all(char::is_lowercase)
    }

    /// Whether the quotation's own attribution stands behind it: `“Why?” Ruiz asked.`
    ///
    /// Behind a full stop, which newspapers do not set there, only a bare one counts: `“We waited.” Ruiz said.`
    fn is_attribution(&self, first: usize, stop: &Stop) -> bool {
        if first != stop.end {
            return false;
        }
        let asked = (stop.start..stop.end).any(|token| matches!(self.str(token), "!" | "?" | "…" | "..."));
        if asked && self.is_in(first, TIMES) {
            return true;
        }
        let described = self.is_in(first, SUBJECTS);
        let named = !described && !self.is_in(first, OPENERS);
        if !described && !named {
            return false;
        }
        let reach = if named { 9 } else { 5 };
        for token in first + 1..self.paragraph.end.min(first + reach) {
            if self.is_in(token, SAYING) {
                return self.is_bare(token + 1, asked, named);
            }
            let word = self.str(token);
            let in_name = self.tokens[token].kind == TokenKind::Word
                && (!named
                    || !word.starts_with(char::is_lowercase)
                    || matches!(word, "of" | "de" | "van" | "von" | "al"));
            if !in_name {
                return false;
            }
        }
        false
    }

    /// Whether an attribution ends behind its verb, and does not go on to what was said.
    fn is_bare(&self, behind: usize, asked: bool, named: bool) -> bool {
        if !self.within(behind) || self.is_end_mark(behind) {
            return true;
        }
        let word = self.str(behind);
        if self.tokens[behind].kind == TokenKind::Mark {
            // `“We waited.” She added, “Nobody came.”` are two.
            let introduces = self.within(behind + 1) && self.tokens[behind + 1].kind == TokenKind::Quote;
            return word == "," && (asked || !introduces);
        }
        let goes_on = matches!(word, "in" | "on" | "at" | "to" | "of" | "as" | "after" | "when" | "with" | "from");
        asked && named && (goes_on || word.ends_with("ly") || self.is_in(behind, TIMES))
    }
}

#[cfg(test)]
mod tests {
    use super::LONGEST;
    use crate::text::document::testing::sentences;

    /// Each line: sentences, parted by ` | ` (`|` where no space stands between them).
    #[track_caller]
    fn check(lines: &[&str]) {
        for line in lines {
            let text = line.replace(" | ", " ").replace('|', "");
            assert_eq!(sentences(&text), line.split('|').map(str::trim).collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn a_text_without_stops_is_cut() {
        let text = "he said that ".repeat(LONGEST);
        let sentences = sentences(&text);
        assert_eq!(sentences.len(), 3);
        assert_eq!(sentences.join(" "), text.trim_end());
    }

    #[test]
    fn abbreviations() {
        check(&[
            "The U.S. Senate met. | Sen. Ruiz left at 5 p.m. EST on Monday. | Then Gov. J. D. Lund came.",
            "He moved to the U.S. | The move took a year.",
            "They met at 5 p.m. | Ruiz was late.",
            "Ruiz Jr. sailed to St. Petersburg with Port Co. Ltd. owners. | It rained.",
            "He works for Port Inc. | She does not.",
            "The vote (No. 5) was on Jan. 6. | It passed.",
            "It was Plan B. | He left.",
            "He is older than I. | Ana is not.",
            "It cost $1.5 million. | 24 people paid.",
        ]);
    }

    #[test]
    fn quotations() {
        check(&[
            "“It rained,” said Ruiz. | “Nobody came.”",
            "“Really?” he asked. | “Yes!” said Lund.",
            "“It was.” | Ruiz left.",
            "“We waited!” Ruiz said. | “Why?” the harbour master asked.",
            "“We waited.” Ruiz said. | He left.",
            "“We waited.” | Ruiz said that nobody came.",
            "“Who knows?” | Ruiz said the plan had failed.",
            "“Who knows?” Ruiz said in a statement. | He left.",
            "“Who knows?” Ruiz said Monday.",
            "“We waited.” | She added, “Nobody came.”",
            "“Who came?” | To which she said, “Nobody.”",
            "He left at 5 p.m. | “No,” he said.",
            "It was Plan B. | “No,” he said.",
            "Ana J. “Tiny” Ruiz sails from Gary, Ind. (Port News) on Sunday.",
            "“We waited. | Nobody came,” said Ruiz.",
            "“We waited. | Nobody came.” | Ruiz left.",
            "He said, “We waited.” | Then he left.",
            "He asked: “Why?” | “Because,” she said.",
            "Ruiz was blunt: “No. | Never.”",
            "\"Really?\" he asked. | \"No.\" | Ruiz left.",
            "(He left.) | She stayed.",
            "“‘Go!’ he told me,” Ruiz said. | He went.",
            "“Was it a ‘yes?’” | Ruiz shrugged.",
        ]);
    }

    #[test]
    fn other_marks() {
        check(&[
            "RUIZ: We waited. | LUND: No.",
            "It was late… | Then it rained... and rained.",
            "I ... I do not know. | Nobody does!",
            "They left […] and came back. | Why?! | No one knows.",
            "It rained.[1] | The wind rose (c. 1990).[12] | It fell […] | However, [...] it rose.",
            "Yahoo! Inc. paid. | Ruiz did not.",
            "It was the end.|The start was better.",
            "1. Sail early. | 2. Sail home.",
            "He read it — twice. — Reuters",
            "Is it late? | • Ruiz says no.",
        ]);
    }
}
