//! Quotation marks, paired by their neighbours and not by toggling.
//!
//! A mark opens if white space or an opening bracket stands before it and a word behind it, and closes the other way
//! round; only where the neighbours leave it open does its shape decide, and only where the shape is straight the marks
//! before it. Marks are then paired like brackets, within one paragraph. What stays open is settled once sentences are
//! known: it runs to the end of the paragraph if it has reason to, else to the end of its sentence.

use std::cmp::Reverse;
use std::ops::Range;

use self::mark::{Family, Mark, Reader, Role, leading_marks};
use self::matching::{Matched, match_marks};
use super::{Article, Sentence, Token, TokenKind};

mod mark;
mod matching;

/// A stretch between quotation marks, inside one paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// Its tokens, with the marks that are there.
    pub tokens: Range<usize>,
    /// Whether a closing mark is there (a quotation that runs on into the next paragraph has none).
    pub closed: bool,
    /// The quotation around it, for `“He told me ‘leave’,”`.
    pub parent: Option<usize>,
    /// The quotation of the paragraph before that this one goes on with: that one stayed open, this paragraph re-opens.
    pub continues: Option<usize>,
}

/// Quotations as far as they are known before sentences are.
#[derive(Default)]
pub(super) struct Pairs {
    closed: Vec<Range<usize>>,
    open: Vec<Open>,
    /// From the first token of a quotation that stayed open to the first token of the one that goes on with it.
    links: Vec<(usize, usize)>,
}

/// An opening mark without its closing one.
struct Open {
    tokens: Range<usize>,
    /// Whether it ends with its sentence, at the latest.
    to_sentence_end: bool,
}

impl Pairs {
    /// The tokens of all closed quotations.
    pub(super) fn closed(&self) -> impl Iterator<Item = &Range<usize>> {
        self.closed.iter()
    }
}

/// Pairs the marks of each paragraph, and makes words of apostrophes that looked like marks.
pub(super) fn pair(article: &Article, tokens: &mut [Token], paragraphs: &[Range<usize>]) -> Pairs {
    let text = article.text();
    let mut pairs = Pairs::default();
    let mut marks: Vec<Mark> = Vec::new();
    // Opening marks that the paragraph before left open.
    let mut pending: Vec<Mark> = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let reader = Reader { text, tokens, paragraph };
        marks.clear();
        marks.extend(paragraph.clone().filter_map(|token| reader.mark(token)));
        let matched = match_marks(&mut marks);
        pairs.go_on(&pending, &marks, &matched, paragraph);
        pairs.closed.extend(matched.pairs.iter().map(|&(open, close)| open..close + 1));
        pending.clear();
        if !matched.open.is_empty() {
            let next = paragraphs.get(index + 1).map(|paragraph| Reader { text, tokens, paragraph });
            pending = pairs.leave_open(&matched, &reader, next.as_ref());
        }
        for &token in &matched.apostrophes {
            tokens[token].kind = TokenKind::Word;
        }
    }
    pairs
}

impl Pairs {
    /// Links what the paragraph before left open to the marks that re-open it, or to one that closes it.
    fn go_on(&mut self, pending: &[Mark], marks: &[Mark], matched: &Matched, paragraph: &Range<usize>) {
        let mut leading = leading_marks(marks, paragraph);
        for (level, opened) in pending.iter().enumerate() {
            if let Some(mark) = leading.next().filter(|mark| mark.kind() == opened.kind()) {
                self.links.push((opened.token, mark.token));
                continue;
            }
            if let Some(closing) = matched.stray.filter(|mark| level == 0 && mark.family == opened.family)
                && closing.token > paragraph.start
            {
                self.closed.push(paragraph.start..closing.token + 1);
                self.links.push((opened.token, paragraph.start));
            }
            return;
        }
    }

    /// Says how far the opening marks reach that nothing closes. Returns those that the next paragraph may go on with.
    fn leave_open(&mut self, matched: &Matched, reader: &Reader, next: Option<&Reader>) -> Vec<Mark> {
        let reopened = next.map_or_else(Vec::new, Reader::leading_kinds);
        let Range { start, end } = *reader.paragraph;
        let mut pending = Vec::new();
        for (level, mark) in matched.open.iter().enumerate() {
            if mark.token + 1 == end {
                pending.extend((mark.shape != Some(Role::Closes)).then_some(*mark));
                continue;
            }
            let later = matched.later_of_kind(mark);
            let reopens = reopened.get(level) == Some(&mark.kind());
            let to_sentence_end = later.is_some() || !(mark.token == start + level || reopens);
            if !to_sentence_end {
                pending.push(*mark);
            } else if mark.family == Family::Single
                || later.is_some_and(|later| !reader.ends_between(mark.token, later))
            {
                // An apostrophe, or the closing mark was forgotten in mid-sentence and no one can tell where.
                continue;
            }
            self.open.push(Open { tokens: mark.token..end, to_sentence_end });
        }
        pending
    }
}

/// Ends what stayed open, nests everything, and links what runs over paragraphs. Returns the quotations by first token,
/// and the innermost quotation of each token.
pub(super) fn settle(pairs: Pairs, sentences: &[Sentence], tokens: usize) -> (Vec<Quotation>, Vec<Option<u32>>) {
    let Pairs { closed, open, links } = pairs;
    let quotation = |tokens, closed| Quotation { tokens, closed, parent: None, continues: None };
    let mut quotations: Vec<Quotation> = closed.into_iter().map(|tokens| quotation(tokens, true)).collect();
    quotations.sort_unstable_by_key(|q| (q.tokens.start, Reverse(q.tokens.end)));
    let mut ended: Vec<Quotation> = Vec::with_capacity(open.len());
    for open in open {
        let mut tokens = end_of(&open, sentences, &quotations);
        if let Some(outer) = ended.last().filter(|outer| tokens.start < outer.tokens.end) {
            tokens.end = tokens.end.min(outer.tokens.end);
        }
        ended.push(quotation(tokens, false));
    }
    quotations.extend(ended.into_iter().filter(|q| q.tokens.len() > 1));
    quotations.sort_unstable_by_key(|q| (q.tokens.start, Reverse(q.tokens.end)));

    let mut quotation_of = vec![None; tokens];
    let mut around: Vec<usize> = Vec::new();
    for index in 0..quotations.len() {
        let inner = quotations[index].tokens.clone();
        while around.last().is_some_and(|&outer| quotations[outer].tokens.end <= inner.start) {
            around.pop();
        }
        quotations[index].parent = around.last().copied();
        around.push(index);
        quotation_of[inner].fill(u32::try_from(index).ok());
    }
    for (from, to) in links {
        let starting = |token: usize| {
            let index = quotations.partition_point(|q| q.tokens.start < token);
            quotations.get(index).is_some_and(|q| q.tokens.start == token).then_some(index)
        };
        if let (Some(from), Some(to)) = (starting(from), starting(to))
            && !quotations[from].closed
        {
            quotations[to].continues = Some(from);
        }
    }
    (quotations, quotation_of)
}

/// Where an unclosed quotation ends: it never crosses a closed one.
fn end_of(open: &Open, sentences: &[Sentence], closed: &[Quotation]) -> Range<usize> {
    let start = open.tokens.start;
    if !open.to_sentence_end {
        return open.tokens.clone();
    }
    let sentence = sentences.partition_point(|s| s.tokens.end <= start);
    let mut end = sentences.get(sentence).map_or(open.tokens.end, |s| s.tokens.end);
    let first = closed.partition_point(|q| q.tokens.start <= start);
    for quotation in closed[first..].iter().take_while(|q| q.tokens.start < end) {
        if quotation.tokens.end > end {
            end = quotation.tokens.start;
            break;
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use crate::text::document::testing::quotations;

    /// Each line: a text with its quotations bracketed; see [`quotations`].
    #[track_caller]
    fn check(lines: &[&str]) {
        for line in lines {
            let text = line.replace(['[', ']', '|', '>'], "");
            let paragraphs: Vec<&str> = text.split('¶').collect();
            assert_eq!(quotations(&paragraphs), *line);
        }
    }

    #[test]
    fn all_kinds_of_marks() {
        check(&[
            "[“It rained,”] Ruiz said, [“for a week.”]",
            "[\"It rained,\"] Ruiz said, [\"for a week.\"]",
            "[‘It rained,’] Ruiz said, [‘for a week.’]",
            "['It rained,'] Ruiz said, ['for a week.']",
            "[«Il pleut»], dit Ruiz. [« Il pleut »], dit Lund.",
            "[»Es regnet«], sagte Ruiz, [»seit Tagen«].",
            "[„Es regnet“], sagte Ruiz, [„seit Tagen”].",
            "[”Det regnar”], sa Ruiz, [”sedan dess”].",
            "[``It rained,''] Ruiz said, [``for a week.'']",
            "[“ It rained, ”] Ruiz said.",
            "[\" It rained, \"] Ruiz said, [\" for a week. \"]",
            "It was ([“fine”]), he said—[“really”]—and left.",
            "It was ([\"fine\"]), he said—[\"really\"]—and left.",
            "[“I was—”] he began.",
            "[\"...and then,\"] he said, [\"it...\"]",
        ]);
    }

    #[test]
    fn marks_set_wrongly() {
        check(&[
            "[”It rained,“] Ruiz said.",
            "[“It rained,“] Ruiz said, [“for a week.“]",
            "[“It rained, ”]said Ruiz. He said[“ no”].",
            "[\"It rained,\"]said Ruiz.",
            "[” … it rained,”] Ruiz said.",
            "[“It rained. “]",
            "[\" RUIZ: I saw [“The Wire”] once. Never again.|",
            "[\"We waited. It rained.|¶[“Yes,”] said Lund.",
        ]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check(&[
            "[‘The ports’ plan isn’t Ruiz’s,’] he said.",
            "['The ports' plan isn't Ruiz's,'] he said.",
            "The ports’ plan and the dockers’ strike.",
            "The ports' plan and the dockers' strike.",
            "They called the [‘boys’] late and the [‘girls’] early.",
            "In the ’90s we’d get ’em, rock ’n’ roll, goin’ home.",
            "In the '90s we'd get 'em, rock 'n' roll, goin' home.",
            "He is 6'2\" and the board is 5\" wide.",
            "[“He is 6'2\" tall,”] she said.",
            "[“We’re goin’ home to the ports’ side,”] he said.",
            "[‘We’re goin’ home,’] he said.",
        ]);
    }

    #[test]
    fn nesting() {
        check(&[
            "[“He told me [‘leave’],”] Ruiz said.",
            "[\"He told me ['leave,']\"] Ruiz said.",
            "[‘He told me [“leave”],’] Ruiz said.",
            "[“[‘Leave,’] he told me,”] Ruiz said.",
            "[“He said [“go”] to me,”] Ruiz said.",
            "[“[‘[“Leave!”]’]”]",
        ]);
    }

    #[test]
    fn over_paragraphs() {
        check(&[
            "[“We waited.|¶[>“Nobody came,”] said Ruiz.",
            "Ruiz said: [“We waited. It rained.|¶[>“Nobody came.|¶[>“Then it stopped.”]",
            "['We waited.|¶[>'Nobody came,'] said Ruiz.",
            "[“We waited.|¶[>Nobody came,”] said Ruiz.",
            "Ruiz said: “¶[We waited.”]",
            "[“[‘We waited.||¶[>“[>‘Nobody came,’] he told me,”] said Ruiz.",
        ]);
    }

    #[test]
    fn what_stays_open_harms_only_its_sentence() {
        check(&[
            "Ruiz said [“we waited.| Nobody came.",
            "Nobody came,” said Ruiz. [“We left.”]¶[“Yes,”] he said.",
            "[“We waited.| Ruiz left. [“Nobody came,”] said Lund.¶[“Yes,”] he said.",
            "“We waited, said Ruiz, [“for a week.”]",
            "Ruiz said ‘we waited. Nobody came.",
            "Ruiz left. ”",
            "Ruiz said “” and left.",
            "“",
        ]);
    }
}
