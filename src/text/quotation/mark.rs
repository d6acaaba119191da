//! What a quotation mark is and what its neighbours and its shape say about it.

use std::ops::Range;

use crate::text::token::is_apostrophe;
use crate::text::{Token, TokenKind};

/// Quotations may nest this deep; an opening mark below is ignored.
pub(super) const MAX_DEPTH: usize = 4;

/// Marks that can close each other.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    Double,
    Single,
    Guillemet,
    SingleGuillemet,
}

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Opens,
    Closes,
}

/// A token that may open or close a quotation.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub token: usize,
    pub family: Family,
    /// What its neighbours say.
    pub neighbours: Option<Role>,
    /// What its shape says; a straight mark says nothing.
    pub shape: Option<Role>,
    /// Whether a single mark behind a letter may be, and once settled is, a possessive (`the ports’ plan`).
    pub possessive: bool,
    /// For a single mark: whether it is a sure closing mark.
    pub sure: bool,
}

impl Mark {
    /// A number for its family and whether it is straight.
    pub fn kind(&self) -> usize {
        2 * self.family as usize + usize::from(self.shape.is_none())
    }

    /// What it does, where a quotation of its family is open or not.
    pub fn role(&self, family_is_open: bool) -> Role {
        let by_stack = if family_is_open { Role::Closes } else { Role::Opens };
        match (self.neighbours, self.shape) {
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
}

/// The opening marks that a paragraph starts with.
pub(super) fn leading_marks<'m>(marks: &'m [Mark], paragraph: &Range<usize>) -> impl Iterator<Item = &'m Mark> {
    let start = paragraph.start;
    marks
        .iter()
        .enumerate()
        .take_while(move |(i, mark)| mark.token == start + i && mark.role(false) == Role::Opens)
        .map(|(_, mark)| mark)
}

/// Reads the surroundings of marks in one paragraph.
pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub paragraph: &'a Range<usize>,
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
    pub fn ends_between(&self, from: usize, to: usize) -> bool {
        (from..to).any(|token| matches!(self.str(token), "." | "!" | "?" | "…" | "..."))
    }

    /// The kinds of the opening marks that the paragraph starts with.
    pub fn leading_kinds(&self) -> Vec<usize> {
        let marks: Vec<Mark> = self.paragraph.clone().map_while(|token| self.mark(token)).take(MAX_DEPTH).collect();
        leading_marks(&marks, self.paragraph).map(Mark::kind).collect()
    }

    /// The mark at a token, unless it is something else.
    pub fn mark(&self, token: usize) -> Option<Mark> {
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
            _ if token + 1 == self.paragraph.end => Some(Role::Closes),
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
