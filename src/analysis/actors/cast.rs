//! Everyone who appears in a text while the passes still work on it: who is known by which words, and who was
//! mentioned where.

use std::collections::HashMap;
use std::ops::Range;

use crate::analysis::model::{ActorKind, MentionKind};

/// Index of a [`Character`].
pub type Id = usize;

/// How much more must a title or a noun say for one gender than for the other to rule the other out.
const CERTAIN: f32 = 2.0;

/// How many of those known by one word are looked at, the latest first. It bounds the work on texts of any length.
const LOOK_BACK: usize = 12;
/// How many of those named most often stay in reach of a pronoun wherever they were mentioned last.
const PROTAGONISTS: usize = 3;
/// Different descriptions kept of a character; each one more is looked at for every noun phrase to come.
const DESCRIPTIONS: usize = 64;

/// A description of a character: `the port's harbour master`.
#[derive(Clone, PartialEq, Debug)]
pub struct Description {
    /// The words, with determiner.
    pub tokens: Range<usize>,
    /// What its head boils down to.
    pub root: String,
    /// The words before the head, folded.
    pub modifiers: Vec<String>,
    /// The words of names behind the head, folded: `oslo` in `the mayor of Oslo`.
    pub complement: Vec<String>,
    /// Whose it is.
    pub owner: Option<Id>,
}

/// Somebody or something.
#[derive(Clone, PartialEq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four facts that have nothing to do with each other")]
pub struct Character {
    /// What it is.
    pub kind: ActorKind,
    /// Whether it is more than one.
    pub plural: bool,
    /// Its names, in text order: indices of names.
    pub names: Vec<usize>,
    /// The folded words of its fullest name.
    pub full: Vec<String>,
    /// What it is described as.
    pub descriptions: Vec<Description>,
    /// How much titles, nouns and first names speak for a woman and for a man.
    pub gender: (f32, f32),
    /// How many times `she` and `he` are likely to mean it.
    pub pronouns: (f32, f32),
    /// The wordings of sources that mean it, pronouns and names aside.
    pub wordings: Vec<Range<usize>>,
    /// All mentions, in the order found.
    pub mentions: Vec<(Range<usize>, MentionKind)>,
    /// Whether it is nobody in particular: `anyone`, `some`.
    pub vague: bool,
    /// Whether a statement comes from it, or passed through it.
    pub speaks: bool,
    /// Whether its names were taken for an organization's, but could be a person's.
    pub may_be_person: bool,
    /// Its last mention so far, as an index into [`Cast::seen`].
    pub last: Option<usize>,
}

/// One mention, for those who look back for an antecedent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whom it means.
    pub id: Id,
    /// How it refers.
    pub kind: MentionKind,
    /// Whether it is the subject of its clause.
    pub subject: bool,
    /// Whether it is the source of a statement.
    pub source: bool,
}

/// All characters.
#[derive(Clone, Debug, Default)]
pub struct Cast {
    /// The characters, in order of appearance.
    pub characters: Vec<Character>,
    /// Mentions by position.
    pub seen: Vec<Seen>,
    by_root: HashMap<String, Vec<Id>>,
    /// By first token the characters that appositions describe.
    appositions: HashMap<usize, Id>,
    /// Those who are named most often.
    protagonists: Vec<Id>,
}

impl Cast {
    /// A new character.
    pub fn add(&mut self, kind: ActorKind, plural: bool) -> Id {
        self.characters.push(Character {
            kind,
            plural,
            names: Vec::new(),
            full: Vec::new(),
            descriptions: Vec::new(),
            gender: (0.0, 0.0),
            pronouns: (0.0, 0.0),
            wordings: Vec::new(),
            mentions: Vec::new(),
            vague: false,
            speaks: false,
            may_be_person: false,
            last: None,
        });
        self.characters.len() - 1
    }

    /// Notes that a character is described so; the same in other words is noted, the same again is not.
    pub fn describe(&mut self, id: Id, description: Description) {
        let known = self.by_root.entry(description.root.clone()).or_default();
        if known.last() != Some(&id) {
            known.push(id);
        }
        let same = |d: &Description| {
            (&d.root, &d.modifiers, d.owner, d.tokens.len())
                == (&description.root, &description.modifiers, description.owner, description.tokens.len())
        };
        let descriptions = &mut self.characters[id].descriptions;
        if descriptions.len() < DESCRIPTIONS && !descriptions.iter().any(same) {
            descriptions.push(description);
        }
    }

    /// Notes that an apposition begins at a token.
    pub fn appose(&mut self, start: usize, id: Id) {
        self.appositions.insert(start, id);
    }

    /// The one that the apposition at a token describes.
    pub fn apposition_at(&self, start: usize) -> Option<Id> {
        self.appositions.get(&start).copied()
    }

    /// Takes over how often each pronoun was likely to mean each character of another walk.
    pub fn take_pronouns(&mut self, other: &Self) {
        for (character, learnt) in self.characters.iter_mut().zip(&other.characters) {
            character.pronouns = learnt.pronouns;
        }
    }

    /// Those that are known by a root, the latest first.
    pub fn known_as(&self, root: &str) -> impl Iterator<Item = Id> + '_ {
        self.by_root.get(root).into_iter().flat_map(|ids| ids.iter().rev().take(LOOK_BACK).copied())
    }

    /// Notes a mention; they come in text order.
    pub fn see(&mut self, tokens: Range<usize>, id: Id, kind: MentionKind, subject: bool, source: bool) {
        self.characters[id].mentions.push((tokens.clone(), kind));
        self.characters[id].speaks |= source;
        self.characters[id].last = Some(self.seen.len());
        self.seen.push(Seen { tokens, id, kind, subject, source });
    }

    /// Finds those who are named most often, once all names have their characters.
    pub fn find_protagonists(&mut self) {
        let mut order: Vec<Id> = (0..self.characters.len()).filter(|&id| self.characters[id].names.len() > 1).collect();
        order.sort_by_key(|&id| std::cmp::Reverse(self.characters[id].names.len()));
        order.truncate(PROTAGONISTS);
        self.protagonists = order;
    }

    /// Those who are named most often, the first of them first.
    pub fn protagonists(&self) -> &[Id] {
        &self.protagonists
    }

    /// The last mention of a character so far, where it ends at or before a token.
    pub fn last_seen(&self, id: Id, token: usize) -> Option<&Seen> {
        self.characters[id].last.map(|index| &self.seen[index]).filter(|seen| seen.tokens.end <= token)
    }

    /// The mentions that end at or before a token, the latest first.
    pub fn seen_before(&self, token: usize) -> impl Iterator<Item = &Seen> {
        let end = self.seen.partition_point(|seen| seen.tokens.start < token);
        self.seen[..end].iter().rev().filter(move |seen| seen.tokens.end <= token)
    }
}

impl Character {
    /// Whether what is known of its gender speaks against `female`; nothing known speaks against nothing.
    pub fn clashes(&self, female: bool) -> bool {
        self.leaning(female) + self.pronoun_leaning(female) < 0.0
    }

    /// Whether a title or a noun rules `female` out.
    pub fn rules_out(&self, female: bool) -> bool {
        self.leaning(female) <= -CERTAIN
    }

    /// How much more titles, nouns and first names speak for one gender than for the other.
    pub fn leaning(&self, female: bool) -> f32 {
        let (woman, man) = self.gender;
        if female { woman - man } else { man - woman }
    }

    /// How much more pronouns speak for one gender than for the other: the logarithm of the odds.
    pub fn pronoun_leaning(&self, female: bool) -> f32 {
        let (woman, man) = self.pronouns;
        let odds = ((woman + 0.5) / (man + 0.5)).ln();
        if female { odds } else { -odds }
    }

    /// Adds to what speaks for one gender.
    pub fn lean(&mut self, female: bool, weight: f32) {
        *if female { &mut self.gender.0 } else { &mut self.gender.1 } += weight;
    }

    /// Whether it is a single person.
    pub fn is_person(&self) -> bool {
        !self.plural && !self.vague && matches!(self.kind, ActorKind::Person | ActorKind::Unnamed)
    }

    /// Whether it is an institution, a place that acts like one, or a document.
    pub fn is_thing(&self) -> bool {
        matches!(self.kind, ActorKind::Organization | ActorKind::Place | ActorKind::Document)
    }
}
