//! The lexicon of reporting verbs and nouns: which words signal that somebody says or thinks something, the class of
//! act they name, and what may follow them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::{Class, Layer};

static VERBS: &str = include_str!("../../assets/lexicon/reporting-verbs.tsv");
static NOUNS: &str = include_str!("../../assets/lexicon/reporting-nouns.tsv");

/// What may follow a reporting verb. A set of flags.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Frames(u32);

impl Frames {
    /// Beside a quotation.
    pub const QUOTE: Self = Self(1 << 0);
    /// A that-clause.
    pub const THAT: Self = Self(1 << 1);
    /// A clause without "that".
    pub const BARE: Self = Self(1 << 2);
    /// Whether, how, what ….
    pub const WH: Self = Self(1 << 3);
    /// An infinitive.
    pub const TO: Self = Self(1 << 4);
    /// A gerund.
    pub const ING: Self = Self(1 << 5);
    /// A noun phrase is the content.
    pub const NP: Self = Self(1 << 6);
    /// A noun phrase, but too often something else to count alone.
    pub const WEAK_NP: Self = Self(1 << 7);
    /// "call X Y".
    pub const SMALL: Self = Self(1 << 8);
    /// "describe X as Y".
    pub const AS: Self = Self(1 << 9);
    /// The person addressed may come first.
    pub const PERSON: Self = Self(1 << 10);
    /// The content stands behind "with".
    pub const WITH: Self = Self(1 << 11);
    /// The content stands behind "of".
    pub const OF: Self = Self(1 << 12);
    /// The content stands behind "for".
    pub const FOR: Self = Self(1 << 13);
    /// The content stands behind "on".
    pub const ON: Self = Self(1 << 14);
    /// The content stands behind "at".
    pub const AT: Self = Self(1 << 15);
    /// The content stands behind "to-np".
    pub const TO_NP: Self = Self(1 << 16);
    /// The content stands behind "about".
    pub const ABOUT: Self = Self(1 << 17);
    /// The content stands behind "against".
    pub const AGAINST: Self = Self(1 << 18);
    /// The content stands behind "over".
    pub const OVER: Self = Self(1 << 19);

    /// Whether all of `other` are in it.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any of `other` is in it.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both together.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Frames by the names they have in the lexicon.
const FRAME_NAMES: &[(&str, Frames)] = &[
    ("quote", Frames::QUOTE),
    ("that", Frames::THAT),
    ("bare", Frames::BARE),
    ("wh", Frames::WH),
    ("to", Frames::TO),
    ("ing", Frames::ING),
    ("np", Frames::NP),
    ("np-", Frames::WEAK_NP),
    ("small", Frames::SMALL),
    ("as", Frames::AS),
    ("person", Frames::PERSON),
    ("with", Frames::WITH),
    ("of", Frames::OF),
    ("for", Frames::FOR),
    ("on", Frames::ON),
    ("at", Frames::AT),
    ("to-np", Frames::TO_NP),
    ("about", Frames::ABOUT),
    ("against", Frames::AGAINST),
    ("over", Frames::OVER),
];

/// An entry of the lexicon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entry {
    /// The lemma, without a particle.
    pub lemma: &'static str,
    /// The particle or complement that makes it another verb (`point` *out*), or nothing.
    pub particle: &'static str,
    /// The kind of act.
    pub class: Class,
    /// Speech or mind.
    pub layer: Layer,
    /// What may follow.
    pub frames: Frames,
}

/// The lexicon, looked up by lemma.
#[derive(Debug)]
pub struct Lexicon {
    verbs: HashMap<&'static str, Vec<Entry>>,
    nouns: HashMap<&'static str, Entry>,
}

/// The lexicon of the program.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    verbs: parse(VERBS).fold(HashMap::new(), |mut verbs, entry| {
        verbs.entry(entry.lemma).or_insert_with(Vec::new).push(entry);
        verbs
    }),
    nouns: parse(NOUNS).map(|entry| (entry.lemma, entry)).collect(),
});

impl Lexicon {
    /// The verbs of that lemma: the bare verb and those with a particle.
    pub fn verbs(&self, lemma: &str) -> &[Entry] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The noun of that form; a plural is looked up by its singular.
    pub fn noun(&self, lower: &str) -> Option<&Entry> {
        self.nouns.get(lower).or_else(|| self.nouns.get(lower.strip_suffix('s')?))
    }
}

fn parse(table: &'static str) -> impl Iterator<Item = Entry> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let (lemma, particle) = {
            let phrase = column();
            phrase.split_once(' ').unwrap_or((phrase, ""))
        };
        Entry {
            lemma,
            particle,
            class: Class::from_name(column()).expect("every entry has a class"),
            layer: Layer::from_name(column()).expect("every entry has a layer"),
            frames: column().split_whitespace().map(frame).fold(Frames::default(), Frames::or),
        }
    })
}

fn frame(name: &str) -> Frames {
    FRAME_NAMES.iter().find(|(known, _)| *known == name).expect("every frame is known").1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lexicons_parses() {
        assert!(LEXICON.verbs.len() > 300);
        assert!(LEXICON.nouns.len() > 50);
    }

    #[test]
    fn a_particle_makes_another_verb() {
        let point: Vec<_> = LEXICON.verbs("point").iter().map(|e| e.particle).collect();
        assert_eq!(point, ["out", "to"]);
        assert_eq!(LEXICON.verbs("call").len(), 4);
    }

    #[test]
    fn plural_nouns_are_found_by_their_singular() {
        assert_eq!(LEXICON.noun("claims").map(|e| e.class), Some(Class::Assert));
    }
}
