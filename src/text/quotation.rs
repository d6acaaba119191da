//! Quotation marks, paired by their neighbours and not by toggling.
//!
//! A mark opens if white space or an opening bracket stands before it and a word behind it, and closes the other way
//! round; only where the neighbours leave it open does its shape decide, and only where the shape is straight the marks
//! before it. Marks are then paired like brackets, within one paragraph. What stays open is settled once sentences are
//! known: it runs to the end of the paragraph if it has reason to, else to the end of its sentence.

use std::cmp::Reverse;
use std::ops::Range;

use super::token::is_apostrophe;
use super::{Article, Sentence, Token, TokenKind};

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

/// Quotations may nest this deep; an opening mark below is ignored.
const MAX_DEPTH: usize = 4;

/// Marks that can close each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Family {
    Double,
    Single,
    Guillemet,
    SingleGuillemet,
}

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    Opens,
    Closes,
}

#[derive(Clone, Copy)]
struct Mark {
    token: usize,
    family: Family,
    /// What its neighbours say.
    neighbours: Option<Role>,
    /// What its shape says; a straight mark says nothing.
    shape: Option<Role>,
    /// Whether a single mark behind a letter may be, and once settled is, a possessive (`the ports’ plan`).
    possessive: bool,
    /// For a single mark: whether it is a sure closing mark.
    sure: bool,
}

impl Mark {
    /// A number for its family and whether it is straight.
    fn kind(&self) -> usize {
        2 * self.family as usize + usize::from(self.shape.is_none())
    }
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
    let mut pairs = Pairs::default();
    let mut marks: Vec<Mark> = Vec::new();
    // Opening marks that the paragraph before left open.
    let mut pending: Vec<Mark> = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let reader = Reader { text: article.text(), tokens, paragraph };
        marks.clear();
        marks.extend(paragraph.clone().filter_map(|token| reader.mark(token)));
        if marks.is_empty() && pending.is_empty() {
            continue;
        }
        settle_possessives(&mut marks);
        let matched = match_marks(&marks);
        for &token in &matched.apostrophes {
            tokens[token].kind = TokenKind::Word;
        }
        let reader = Reader { text: article.text(), tokens, paragraph };
        let leading: Vec<usize> = leading_marks(&marks, paragraph).map(Mark::kind).collect();
        for (level, opened) in pending.iter().enumerate() {
            if leading.get(level) == Some(&opened.kind()) {
                pairs.links.push((opened.token, paragraph.start + level));
                continue;
            }
            if let Some(closing) = matched.stray.filter(|mark| level == 0 && mark.family == opened.family)
                && closing.token > paragraph.start
            {
                pairs.closed.push(paragraph.start..closing.token + 1);
                pairs.links.push((opened.token, paragraph.start));
            }
            break;
        }
        pending.clear();
        pairs.closed.extend(matched.pairs.iter().map(|&(open, close)| open..close + 1));
        if matched.open.is_empty() {
            continue;
        }
        let reopened = paragraphs
            .get(index + 1)
            .map_or_else(Vec::new, |next| Reader { text: article.text(), tokens, paragraph: next }.leading_kinds());
        for (level, mark) in matched.open.iter().enumerate() {
            if mark.token + 1 == paragraph.end {
                pending.extend((mark.shape != Some(Role::Closes)).then_some(*mark));
                continue;
            }
            let later = matched.later_of_kind(mark);
            let leads = mark.token == paragraph.start + level;
            let goes_on = reopened.get(level) == Some(&mark.kind());
            let whole = later.is_none() && (leads || goes_on);
            if whole {
                pending.push(*mark);
            } else if mark.family == Family::Single
                || later.is_some_and(|later| !reader.ends_between(mark.token, later))
            {
                continue;
            }
            pairs.open.push(Open { tokens: mark.token..paragraph.end, to_sentence_end: !whole });
        }
    }
    pairs
}

/// Ends what stayed open, nests everything, and links what runs over paragraphs. Returns the quotations by first token,
/// and the innermost quotation of each token.
pub(super) fn settle(pairs: Pairs, sentences: &[Sentence], tokens: usize) -> (Vec<Quotation>, Vec<Option<u32>>) {
    let Pairs { closed, open, links } = pairs;
    let quotation = |tokens, closed| Quotation { tokens, closed, parent: None, continues: None };
    let mut quotations: Vec<Quotation> = closed.into_iter().map(|tokens| quotation(tokens, true)).collect();
    quotations.sort_by_key(|q| (q.tokens.start, Reverse(q.tokens.end)));
    let mut ended: Vec<Quotation> = Vec::with_capacity(open.len());
    for open in open {
        let mut tokens = end_of(&open, sentences, &quotations);
        if let Some(outer) = ended.last().filter(|outer| tokens.start < outer.tokens.end) {
            tokens.end = tokens.end.min(outer.tokens.end);
        }
        ended.push(quotation(tokens, false));
    }
    quotations.extend(ended.into_iter().filter(|q| q.tokens.len() > 1));
    quotations.sort_by_key(|q| (q.tokens.start, Reverse(q.tokens.end)));

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

/// The marks of one paragraph after pairing.
#[derive(Default)]
struct Matched {
    pairs: Vec<(usize, usize)>,
    /// Opening marks that nothing closes, outermost first.
    open: Vec<Mark>,
    /// A closing mark that nothing in the paragraph opens, before any other of its family and in no other quotation.
    stray: Option<Mark>,
    /// Single marks that pair with nothing.
    apostrophes: Vec<usize>,
    /// For each [kind](Mark::kind) the last opening mark that was closed.
    last_opened: [Option<usize>; 8],
}

impl Matched {
    /// A pair of the same kind behind a mark that stayed open.
    fn later_of_kind(&self, mark: &Mark) -> Option<usize> {
        self.last_opened[mark.kind()].filter(|&token| token > mark.token)
    }

    fn has_pair_of(&self, family: Family) -> bool {
        let kind = 2 * family as usize;
        self.last_opened[kind].or(self.last_opened[kind + 1]).is_some()
    }
}

fn match_marks(marks: &[Mark]) -> Matched {
    let mut matched = Matched::default();
    let mut stack: Vec<Mark> = Vec::new();
    for &mark in marks {
        if mark.possessive {
            matched.apostrophes.push(mark.token);
            continue;
        }
        let opener = stack.iter().rposition(|open| open.family == mark.family);
        match role(&mark, opener.is_some()) {
            Role::Opens if stack.len() < MAX_DEPTH => stack.push(mark),
            Role::Opens => {}
            Role::Closes => match opener {
                Some(at) if mark.family != Family::Single || at + 1 == stack.len() || mark.sure => {
                    for lost in stack.drain(at + 1..).filter(|lost| lost.family == Family::Single) {
                        matched.apostrophes.push(lost.token);
                    }
                    let open = stack.pop().expect("the opening mark is still there");
                    matched.pairs.push((open.token, mark.token));
                    matched.last_opened[open.kind()] = Some(open.token);
                }
                _ if mark.family == Family::Single => matched.apostrophes.push(mark.token),
                _ => {
                    let first = stack.is_empty() && !matched.has_pair_of(mark.family);
                    matched.stray = matched.stray.or(first.then_some(mark));
                }
            },
        }
    }
    matched.open = stack;
    matched
}

fn role(mark: &Mark, family_is_open: bool) -> Role {
    let by_stack = if family_is_open { Role::Closes } else { Role::Opens };
    match (mark.neighbours, mark.shape) {
        (Some(role), None) | (None, Some(role)) => role,
        (None, None) => by_stack,
        (Some(neighbours), Some(shape)) if neighbours == shape => shape,
        // A space on the wrong side: the shape is right if it fits what is open, else the mark is set the other way
        // round (German “, Swedish ”).
        (Some(neighbours), Some(shape)) => {
            if shape == by_stack {
                shape
            } else {
                neighbours
            }
        }
    }
}

/// A single mark behind an `s` is a possessive where a better closing mark follows.
fn settle_possessives(marks: &mut [Mark]) {
    let mut closes_later = false;
    for mark in marks.iter_mut().rev().filter(|mark| mark.family == Family::Single) {
        let opens = mark.neighbours == Some(Role::Opens);
        if mark.possessive {
            mark.possessive = closes_later;
        } else {
            closes_later = !opens && mark.sure;
        }
    }
}

/// The opening marks that a paragraph starts with.
fn leading_marks<'m>(marks: &'m [Mark], paragraph: &Range<usize>) -> impl Iterator<Item = &'m Mark> {
    let start = paragraph.start;
    marks
        .iter()
        .enumerate()
        .take_while(move |(i, mark)| mark.token == start + i && role(mark, false) == Role::Opens)
        .map(|(_, mark)| mark)
}

/// Reads the surroundings of marks in one paragraph.
struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    paragraph: &'a Range<usize>,
}

/// What stands on one side of a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Space, the end of the paragraph, a bracket that opens (on the left) or closes (on the right).
    Outside,
    /// A word, or a bracket that opens to the right or closes to the left.
    Inside,
    /// A full stop, comma and the like.
    Point,
    /// A dash or a slash: stands on either side of either mark.
    Neutral,
}

impl Reader<'_> {
    fn str(&self, token: usize) -> &str {
        &self.text[self.tokens[token].span.range()]
    }

    /// Whether nothing stands between two neighbouring tokens.
    fn touch(&self, left: usize, right: usize) -> bool {
        self.tokens[left].span.end() == self.tokens[right].span.start()
    }

    /// Whether a mark that ends a sentence stands between two tokens.
    fn ends_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|token| matches!(self.str(token), "." | "!" | "?" | "…" | "..."))
    }

    fn leading_kinds(&self) -> Vec<usize> {
        let marks: Vec<Mark> = self.paragraph.clone().map_while(|token| self.mark(token)).take(MAX_DEPTH).collect();
        leading_marks(&marks, self.paragraph).map(Mark::kind).collect()
    }

    /// The mark at a token, unless it is something else.
    fn mark(&self, token: usize) -> Option<Mark> {
        if self.tokens[token].kind != TokenKind::Quote {
            return None;
        }
        let glyph = self.str(token);
        let (family, shape) = match glyph {
            "“" | "‟" | "„" | "``" | "‘‘" => (Family::Double, Some(Role::Opens)),
            "”" | "’’" => (Family::Double, Some(Role::Closes)),
            "‘" | "‛" | "‚" | "`" => (Family::Single, Some(Role::Opens)),
            "’" | "´" => (Family::Single, Some(Role::Closes)),
            "«" => (Family::Guillemet, Some(Role::Opens)),
            "»" => (Family::Guillemet, Some(Role::Closes)),
            "‹" => (Family::SingleGuillemet, Some(Role::Opens)),
            "›" => (Family::SingleGuillemet, Some(Role::Closes)),
            "\"" | "''" | "＂" => (Family::Double, None),
            _ => (Family::Single, None),
        };
        let (left, right) = (self.left(token), self.right(token));
        let votes = |side: Side| i8::from(side == Side::Outside);
        let opens = votes(left) + i8::from(right == Side::Inside);
        let closes =
            votes(right) + i8::from(matches!(left, Side::Inside | Side::Point)) + i8::from(right == Side::Point);
        let neighbours = match opens - closes {
            _ if token == self.paragraph.start => Some(Role::Opens),
            1.. => Some(Role::Opens),
            0 => None,
            _ => Some(Role::Closes),
        };
        let single = family == Family::Single;
        let behind_word =
            single && left == Side::Inside && token > self.paragraph.start && self.touch(token - 1, token);
        let word = if behind_word { self.str(token - 1) } else { "" };
        let before_word = token + 1 < self.paragraph.end && self.tokens[token + 1].kind != TokenKind::Mark;
        let possessive = before_word && right == Side::Outside && word.ends_with(['s', 'S', 'x', 'z'])
            || word.len() > 3 && word.ends_with("in") && right == Side::Outside;
        // Between letters, or between spaces, a single mark is no quotation mark.
        let lone = single && neighbours.is_none() && glyph.chars().all(is_apostrophe) && shape != Some(Role::Opens);
        let neighbours = if lone { Some(Role::Closes) } else { neighbours };
        Some(Mark { token, family, neighbours, shape, possessive, sure: !possessive && !lone })
    }

    fn left(&self, token: usize) -> Side {
        let mut at = token;
        let first = self.paragraph.start.max(token.saturating_sub(2 * MAX_DEPTH));
        while at > first && self.touch(at - 1, at) {
            at -= 1;
            match self.tokens[at].kind {
                TokenKind::Quote => {}
                TokenKind::Mark => {
                    return match self.str(at).chars().next_back() {
                        Some('(' | '[' | '{' | '<') => Side::Outside,
                        Some('-' | '–' | '—' | '―' | '/' | '|' | '=' | '+') => Side::Neutral,
                        Some(')' | ']' | '}' | '%' | '*') => Side::Inside,
                        _ => Side::Point,
                    };
                }
                TokenKind::Word | TokenKind::Number => return Side::Inside,
            }
        }
        Side::Outside
    }

    fn right(&self, token: usize) -> Side {
        let mut at = token;
        let end = self.paragraph.end.min(token + 2 * MAX_DEPTH);
        while at + 1 < end && self.touch(at, at + 1) {
            at += 1;
            match self.tokens[at].kind {
                TokenKind::Quote => {}
                TokenKind::Mark => {
                    return match self.str(at).chars().next() {
                        Some(')' | ']' | '}' | '>') => Side::Outside,
                        Some('-' | '–' | '—' | '―' | '/' | '|' | '=' | '…') => Side::Neutral,
                        Some('.') if self.str(at).len() > 1 => Side::Neutral,
                        Some('.' | ',' | ';' | ':' | '!' | '?') => Side::Point,
                        _ => Side::Inside,
                    };
                }
                TokenKind::Word | TokenKind::Number => return Side::Inside,
            }
        }
        Side::Outside
    }
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
            "“",
        ]);
    }
}
