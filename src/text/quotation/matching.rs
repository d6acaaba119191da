//! Pairs the marks of one paragraph like brackets.

use super::mark::{Family, MAX_DEPTH, Mark, Role};

/// The marks of one paragraph after pairing.
#[derive(Default)]
pub(super) struct Matched {
    /// Opening and closing tokens.
    pub pairs: Vec<(usize, usize)>,
    /// Opening marks that nothing closes, outermost first.
    pub open: Vec<Mark>,
    /// A closing mark that nothing in the paragraph opens, before any other of its family and in no other quotation.
    pub stray: Option<Mark>,
    /// Single marks that pair with nothing.
    pub apostrophes: Vec<usize>,
    /// For each [kind](Mark::kind) the last opening mark that was closed.
    last_opened: [Option<usize>; 8],
}

impl Matched {
    /// A pair of the same kind behind a mark that stayed open.
    pub fn later_of_kind(&self, mark: &Mark) -> Option<usize> {
        self.last_opened[mark.kind()].filter(|&token| token > mark.token)
    }

    fn has_pair_of(&self, family: Family) -> bool {
        let kind = 2 * family as usize;
        self.last_opened[kind].or(self.last_opened[kind + 1]).is_some()
    }
}

/// Pairs the marks of one paragraph.
pub(super) fn match_marks(marks: &mut [Mark]) -> Matched {
    settle_possessives(marks);
    let mut matched = Matched::default();
    let mut stack: Vec<Mark> = Vec::new();
    for &mark in marks.iter() {
        if mark.possessive {
            matched.apostrophes.push(mark.token);
            continue;
        }
        let opener = stack.iter().rposition(|open| open.family == mark.family);
        match mark.role(opener.is_some()) {
            Role::Opens if stack.len() < MAX_DEPTH => stack.push(mark),
            Role::Opens => {}
            Role::Closes => match opener {
                Some(at) if mark.family != Family::Single || at + 1 == stack.len() || mark.sure => {
                    for lost in stack.drain(at + 1..).filter(|lost| lost.family == Family::Single) {
                        matched.apostrophes.push(lost.token);
                    }
                    let open = stack.pop().expect("the opening mark is still there");
                    // `“”` says nothing.
                    if open.token + 1 < mark.token {
                        matched.pairs.push((open.token, mark.token));
                    }
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
