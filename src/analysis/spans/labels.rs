//! The labels of the two models: which part of a statement a token is.

/// A part of a statement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// The signal of the attribution.
    Cue,
    /// Who.
    Source,
    /// What.
    Content,
}

/// Where the cue of a token's statement stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// There is none.
    Nowhere,
    /// Behind the token.
    Right,
    /// Before it.
    Left,
}

/// No part of a statement, for both models.
pub const OUTSIDE: u8 = 0;

/// Labels of the first model, which reads each paragraph once: part, side of the cue, and whether a run begins.
pub mod propose {
    use super::{Part, Side};

    /// How many there are.
    pub const COUNT: usize = 15;
    /// The same, rounded up for speed.
    pub const LANES: usize = 16;

    /// The label of a token.
    pub fn label(part: Part, side: Side, begins: bool) -> u8 {
        let first = match part {
            Part::Cue => 1,
            Part::Source => 3 + 2 * side as u8,
            Part::Content => 9 + 2 * side as u8,
        };
        first + u8::from(!begins)
    }

    /// What part a label means.
    pub fn part(label: u8) -> Option<Part> {
        match label {
            1 | 2 => Some(Part::Cue),
            3..9 => Some(Part::Source),
            9..15 => Some(Part::Content),
            _ => None,
        }
    }

    /// Whether the cue of a source or content stands to its right.
    pub fn looks_right(label: u8) -> bool {
        matches!(label, 5 | 6 | 11 | 12)
    }

    /// Whether a run begins.
    pub fn begins(label: u8) -> bool {
        label % 2 == 1
    }

    /// The probability of a part, given those of all labels.
    pub fn probability(part: Part, marginals: &[f32; LANES]) -> f32 {
        let labels = match part {
            Part::Cue => 1..3,
            Part::Source => 3..9,
            Part::Content => 9..15,
        };
        marginals[labels].iter().sum()
    }
}

/// Labels of the second model, which reads a paragraph once for each cue and marks what belongs to that one.
pub mod attach {
    use super::Part;

    /// How many there are.
    pub const COUNT: usize = 6;
    /// The same, rounded up for speed.
    pub const LANES: usize = 8;

    /// The label of a token.
    pub fn label(part: Part, begins: bool) -> u8 {
        match part {
            Part::Cue => 5,
            Part::Source => 1 + u8::from(!begins),
            Part::Content => 3 + u8::from(!begins),
        }
    }

    /// What part a label means.
    pub fn part(label: u8) -> Option<Part> {
        match label {
            1 | 2 => Some(Part::Source),
            3 | 4 => Some(Part::Content),
            5 => Some(Part::Cue),
            _ => None,
        }
    }

    /// Whether a run begins.
    pub fn begins(label: u8) -> bool {
        matches!(label, 1 | 3)
    }

    /// The probability of source or content, given those of all labels.
    pub fn probability(part: Part, marginals: &[f32; LANES]) -> f32 {
        match part {
            Part::Cue => marginals[5],
            Part::Source => marginals[1] + marginals[2],
            Part::Content => marginals[3] + marginals[4],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_what_they_were_made_from() {
        for part in [Part::Cue, Part::Source, Part::Content] {
            for side in [Side::Nowhere, Side::Right, Side::Left] {
                for begins in [true, false] {
                    let label = propose::label(part, side, begins);
                    assert!(usize::from(label) < propose::COUNT);
                    assert_eq!((propose::part(label), propose::begins(label)), (Some(part), begins));
                    assert_eq!(propose::looks_right(label), side == Side::Right && part != Part::Cue);
                    assert_eq!(attach::part(attach::label(part, begins)), Some(part));
                }
            }
        }
        assert_eq!((propose::part(OUTSIDE), attach::part(OUTSIDE)), (None, None));
    }
}
