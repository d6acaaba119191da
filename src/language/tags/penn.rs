//! The Penn Treebank tag set, as the English Web Treebank extends it.

use std::fmt;

macro_rules! tags {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// A part-of-speech tag of the Penn Treebank (Santorini 1990).
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum Tag {
            $($(#[$doc])* $variant,)+
        }

        impl Tag {
            /// All tags, in the order of their numbers.
            pub const ALL: &'static [Tag] = &[$(Tag::$variant,)+];

            /// The tag as corpora write it, such as `NNP` or `PRP$`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Tag::$variant => $name,)+
                }
            }
        }
    };
}

tags! {
    /// Coordinating conjunction: and, but, or.
    Cc = "CC",
    /// Cardinal number.
    Cd = "CD",
    /// Determiner: the, a, this.
    Dt = "DT",
    /// Existential *there*.
    Ex = "EX",
    /// Foreign word.
    Fw = "FW",
    /// Preposition or subordinating conjunction, *that* among them.
    In = "IN",
    /// Adjective.
    Jj = "JJ",
    /// Adjective, comparative.
    Jjr = "JJR",
    /// Adjective, superlative.
    Jjs = "JJS",
    /// List item marker.
    Ls = "LS",
    /// Modal verb.
    Md = "MD",
    /// Noun, singular or mass.
    Nn = "NN",
    /// Proper noun, singular.
    Nnp = "NNP",
    /// Proper noun, plural.
    Nnps = "NNPS",
    /// Noun, plural.
    Nns = "NNS",
    /// Predeterminer: *all* the time.
    Pdt = "PDT",
    /// Possessive ending: 's.
    Pos = "POS",
    /// Personal pronoun.
    Prp = "PRP",
    /// Possessive pronoun: his, their.
    PrpS = "PRP$",
    /// Adverb, *n't* among them.
    Rb = "RB",
    /// Adverb, comparative.
    Rbr = "RBR",
    /// Adverb, superlative.
    Rbs = "RBS",
    /// Particle: give *up*.
    Rp = "RP",
    /// Symbol.
    Sym = "SYM",
    /// *to*.
    To = "TO",
    /// Interjection.
    Uh = "UH",
    /// Verb, base form.
    Vb = "VB",
    /// Verb, past tense.
    Vbd = "VBD",
    /// Verb, gerund or present participle.
    Vbg = "VBG",
    /// Verb, past participle.
    Vbn = "VBN",
    /// Verb, present tense but third person singular.
    Vbp = "VBP",
    /// Verb, third person singular present.
    Vbz = "VBZ",
    /// Determiner that opens a relative clause or a question: which, that.
    Wdt = "WDT",
    /// Pronoun that opens one: who, what.
    Wp = "WP",
    /// Possessive of these: whose.
    WpS = "WP$",
    /// Adverb that opens one: when, how.
    Wrb = "WRB",
    /// Web or mail address.
    Add = "ADD",
    /// End of a sentence: . ? !
    Period = ".",
    /// Comma.
    Comma = ",",
    /// Colon, semicolon, dash, ellipsis.
    Colon = ":",
    /// Opening bracket.
    Open = "-LRB-",
    /// Closing bracket.
    Close = "-RRB-",
    /// Opening quotation mark.
    OpenQuote = "``",
    /// Closing quotation mark.
    CloseQuote = "''",
    /// Currency sign.
    Dollar = "$",
}

impl Tag {
    /// The tag of a name in a corpus; tags that only the tokenisation of the treebank needs become their nearest kin.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = match name {
            "HYPH" => ":",
            "AFX" => "JJ",
            "NFP" | "#" => "SYM",
            other => other,
        };
        Self::ALL.iter().copied().find(|tag| tag.name() == name)
    }

    /// A verb in any form, modals included.
    pub const fn is_verb(self) -> bool {
        matches!(self, Self::Vb | Self::Vbd | Self::Vbg | Self::Vbn | Self::Vbp | Self::Vbz | Self::Md)
    }

    /// A verb that carries tense, so that it can have a subject: `VBD`, `VBZ`, `VBP`, `MD`.
    pub const fn is_finite(self) -> bool {
        matches!(self, Self::Vbd | Self::Vbz | Self::Vbp | Self::Md)
    }

    /// A participle: `VBG`, `VBN`.
    pub const fn is_participle(self) -> bool {
        matches!(self, Self::Vbg | Self::Vbn)
    }

    /// A noun, common or proper.
    pub const fn is_noun(self) -> bool {
        matches!(self, Self::Nn | Self::Nns) || self.is_proper()
    }

    /// A proper noun.
    pub const fn is_proper(self) -> bool {
        matches!(self, Self::Nnp | Self::Nnps)
    }

    /// A personal or possessive pronoun: he, his.
    pub const fn is_pronoun(self) -> bool {
        matches!(self, Self::Prp | Self::PrpS)
    }

    /// An adjective in any degree.
    pub const fn is_adjective(self) -> bool {
        matches!(self, Self::Jj | Self::Jjr | Self::Jjs)
    }

    /// An adverb in any degree.
    pub const fn is_adverb(self) -> bool {
        matches!(self, Self::Rb | Self::Rbr | Self::Rbs)
    }

    /// A word that opens a relative clause or a question: which, who, whose, when.
    pub const fn is_wh(self) -> bool {
        matches!(self, Self::Wdt | Self::Wp | Self::WpS | Self::Wrb)
    }

    /// A word that stands before the noun and its adjectives: determiner, possessive pronoun, predeterminer.
    pub const fn is_determiner(self) -> bool {
        matches!(self, Self::Dt | Self::PrpS | Self::Pdt)
    }

    /// A mark and not a word.
    pub const fn is_mark(self) -> bool {
        self as u8 >= Self::Period as u8
    }

    /// The tag with this number, as stored in the model.
    pub(super) fn from_index(index: u8) -> Self {
        Self::ALL[usize::from(index)]
    }

    /// The set that holds this tag alone.
    pub(super) const fn bit(self) -> u64 {
        1 << self as u8
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The set of several tags.
pub(super) const fn set(tags: &[Tag]) -> u64 {
    let mut bits = 0;
    let mut i = 0;
    while i < tags.len() {
        bits |= tags[i].bit();
        i += 1;
    }
    bits
}

/// What an unknown word can be.
pub(super) const OPEN: u64 = set(&[
    Tag::Nn,
    Tag::Nns,
    Tag::Nnp,
    Tag::Nnps,
    Tag::Jj,
    Tag::Jjr,
    Tag::Jjs,
    Tag::Rb,
    Tag::Vb,
    Tag::Vbd,
    Tag::Vbg,
    Tag::Vbn,
    Tag::Vbp,
    Tag::Vbz,
    Tag::Cd,
    Tag::Fw,
    Tag::Uh,
    Tag::Add,
    Tag::Sym,
]);

/// Proper nouns.
pub(super) const PROPER: u64 = set(&[Tag::Nnp, Tag::Nnps]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_is_found_by_its_name_and_its_number() {
        for (index, &tag) in Tag::ALL.iter().enumerate() {
            assert_eq!(Tag::from_name(tag.name()), Some(tag));
            assert_eq!(Tag::from_index(u8::try_from(index).unwrap()), tag);
        }
        assert!(Tag::ALL.len() <= 64, "sets of tags are 64 bits wide");
    }

    #[test]
    fn modals_are_finite_verbs_and_participles_are_not_finite() {
        assert!(Tag::Md.is_verb() && Tag::Md.is_finite());
        assert!(Tag::Vbn.is_verb() && !Tag::Vbn.is_finite());
        assert!(Tag::Comma.is_mark() && !Tag::Add.is_mark());
    }
}
