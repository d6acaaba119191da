//! What kind of act a cue is (class), whether it is speech or a state of mind (layer), and whether it is denied or refused.
//! The lexicon knows a word's usual use; what it is here depends on what follows ("told X *to* leave"), on who acts (a court
//! *finds*, a study *finds*) and on what is said. Two multinomial logistic regressions over hashed features weigh that.

use std::ops::Range;
use std::sync::LazyLock;

use super::columns::{Column, Columns, hash};
use super::crf::Crf;
use super::propose;
use super::templates::Feature;
use super::weights::{Cursor, Parts, header};
use crate::analysis::statements::{Draft, withheld};
use crate::analysis::{Class, Layer};
use crate::language::cues::{Entry, LEXICON};
use crate::language::gazetteer::ACTOR_NOUNS;
use crate::language::lemma::verb_lemmas;
use crate::language::tags::Tag;
use crate::text::Document;

static BYTES: &[u8] = include_bytes!("../../../assets/spans/acts.bin");

/// The weights that the program carries.
pub static ACTS: LazyLock<Acts<'static>> =
    LazyLock::new(|| Acts::read(BYTES).expect("the weights in the program are those of its features"));

const MAGIC: [u8; 8] = *b"whosact1";
/// Changes with every change of the features' meaning.
const VERSION: u32 = 2;

/// Lanes of the first model: a class each.
pub const CLASSES: usize = 16;
/// Lanes of the second: layer and polarity together.
pub const BEARINGS: usize = 4;

/// What a cue does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Act {
    /// The kind of act.
    pub class: Class,
    /// Speech or mind.
    pub layer: Layer,
    /// Whether it is denied or refused.
    pub negated: bool,
}

impl Act {
    /// The label of its class.
    pub fn class_label(self) -> u8 {
        self.class as u8
    }

    /// The label of its layer and polarity.
    pub fn bearing_label(self) -> u8 {
        u8::from(self.layer == Layer::Mind) + 2 * u8::from(self.negated)
    }

    fn from_labels(class: u8, bearing: u8) -> Self {
        let layer = if bearing % 2 == 1 { Layer::Mind } else { Layer::Speech };
        Self { class: Class::ALL[usize::from(class)], layer, negated: bearing >= 2 }
    }

    /// What the lexicon says, which knows neither source nor content.
    fn by_lexicon(doc: &Document, cue: &Range<usize>, entry: Option<&Entry>) -> Self {
        let (class, layer) = entry.map_or((Class::Say, Layer::Speech), |e| (e.class, e.layer));
        let not = |&t: &usize| matches!(doc.lower(t), "not" | "n't" | "never" | "no" | "nor" | "neither");
        let odd = cue.clone().filter(not).count() % 2 == 1;
        Self { class, layer, negated: odd != matches!(class, Class::Deny | Class::Refuse) }
    }
}

/// The lexicon's entry of a verb, with its particle if one follows, or of a noun.
fn entry(doc: &Document, head: usize) -> Option<&'static Entry> {
    let follows = |particle: &str| {
        let words = particle.split(' ').zip(head + 1..);
        words.fold(true, |all, (word, t)| all && t < doc.tokens.len() && doc.lower(t) == word)
    };
    let entries: Vec<&Entry> = verb_lemmas(doc.lower(head)).iter().flat_map(|lemma| LEXICON.verbs(lemma)).collect();
    let with_particle = entries.iter().find(|e| !e.particle.is_empty() && follows(e.particle));
    let verb = with_particle.or_else(|| entries.iter().find(|e| e.particle.is_empty())).copied();
    verb.or_else(|| LEXICON.noun(doc.lower(head)))
}

/// A document, as far as acts are told by it.
#[derive(Clone, Copy, Debug)]
pub struct Stage<'a> {
    /// The text.
    pub doc: &'a Document<'a>,
    /// Its tags.
    pub tags: &'a [Tag],
    /// What the lexicon says of its words.
    pub columns: &'a Columns,
}

/// The parts of a statement. All ranges are token indices.
#[derive(Clone, Copy, Debug)]
pub struct Scenario<'a> {
    /// The words that signal the attribution.
    pub cue: &'a Range<usize>,
    /// The words that name the source.
    pub source: Option<&'a Range<usize>>,
    /// What is attributed, never empty.
    pub content: &'a [Range<usize>],
}

/// What rules by being read.
const LAWS: &[&str] =
    &["act", "amendment", "bill", "constitution", "law", "measure", "ordinance", "rule", "statute", "treaty"];
/// How many words of the content are looked at.
const WORDS: usize = 12;
/// How many words of the cue are.
const CUE_WORDS: usize = 4;
const BE: &[&str] = &["is", "are", "was", "were", "be", "been", "being", "am", "'s", "'re"];

/// What sort of source a word names: by its noun, or a law, a pronoun, anything else.
fn sort_of(lower: &str, tag: Tag) -> u32 {
    let noun = |word: &str| ACTOR_NOUNS.get(word).and_then(|columns| columns.split('\t').next());
    match noun(lower).or_else(|| noun(lower.strip_suffix('s')?)) {
        Some("person") => 2,
        Some("group") => 3,
        Some("organization") => 4,
        Some("document") => 5,
        _ if LAWS.contains(&lower) => 6,
        _ if tag == Tag::Prp => 7,
        _ => 8,
    }
}

impl Stage<'_> {
    /// The features of a statement; all have equally many.
    pub fn features(self, of: Scenario, bits: u32) -> Vec<u32> {
        let Self { doc, tags, columns } = self;
        let (cue, content) = (of.cue, &of.content[0]);
        let head = propose::head(cue.clone(), tags, columns);
        let fact = |t: usize, column: Column| {
            if t < doc.tokens.len() { columns.rows()[Columns::index(doc, t)][column as usize] } else { 0 }
        };
        let (word, tag) = (|t| fact(t, Column::Word), |t| fact(t, Column::Tag));
        let lemma = verb_lemmas(doc.lower(head)).first().map_or(0, |lemma| hash(lemma));
        let entry = entry(doc, head);
        let usual = Act::by_lexicon(doc, cue, entry);
        let known = entry.map_or(0, |e| 1 + e.class as u32);
        let layer = 2 * u32::from(known > 0) + u32::from(usual.layer == Layer::Mind);
        let phrase = cue.clone().fold(7, |sum: u32, t| sum.wrapping_mul(31).wrapping_add(word(t)));
        let quoted = u32::from(doc.is_quote_mark(content.start));
        let first = content.start + content.clone().take_while(|&t| doc.is_quote_mark(t)).count();
        let place = match content.start {
            start if start >= cue.end => 1 + u32::from(start > cue.end) + u32::from(start > cue.end + 4),
            _ => 0,
        };
        let form = match doc.lower(first) {
            "to" if tags.get(first + 1) == Some(&Tag::Vb) => 1,
            "not" if tags.get(first + 1) == Some(&Tag::To) && tags.get(first + 2) == Some(&Tag::Vb) => 1,
            "that" => 2,
            "whether" | "if" => 3,
            "what" | "how" | "why" | "who" | "where" | "when" | "which" => 4,
            _ if tags.get(first) == Some(&Tag::Vbg) => 5,
            _ if of.content.iter().flat_map(Clone::clone).any(|t| tags[t].is_finite()) => 6,
            _ => 7,
        } + 8 * place.min(1);
        let passive = u32::from(tags[head] == Tag::Vbn && (cue.start..head).any(|t| BE.contains(&doc.lower(t))));
        let verb = match tags[head] {
            tag if tag.is_verb() => 1,
            tag if tag.is_noun() => 2,
            _ => 3,
        };
        let asks = u32::from(
            of.content
                .last()
                .is_some_and(|c| (c.start..=c.end).rev().take(3).any(|t| t < doc.tokens.len() && doc.lower(t) == "?")),
        );
        let (speaker, kind, sort) = of.source.map_or((0, 0, 0), |source| {
            let names = |t: &usize| tags[*t].is_noun() || tags[*t] == Tag::Prp;
            let at = source.clone().find(|&t| matches!(doc.lower(t), "," | "who" | "which" | "of" | "in"));
            let main = (source.start..at.unwrap_or(source.end)).rev().find(names);
            let main = main.or_else(|| source.clone().rev().find(names));
            main.map_or((0, 1, 1), |t| (word(t), 1 + tag(t), sort_of(doc.lower(t), tags[t])))
        });
        let is_finite = |&t: &usize| tags[t].is_finite() || tags[t] == Tag::Md;
        let mood = of.content.iter().flat_map(Clone::clone).find(is_finite).map_or(0, |t| match doc.lower(t) {
            "will" | "'ll" | "wo" => 1,
            "would" | "'d" => 2,
            "should" | "must" | "ought" => 3,
            "could" | "may" | "might" => 4,
            "was" | "were" => 5,
            _ => 6,
        });
        let act = fact(head, Column::Act);
        let mut others = cue.clone().filter(|&t| t != head).map(|t| fact(t, Column::Act)).filter(|act| *act > 0);
        let (other, another) = (others.next().unwrap_or(0), others.next().unwrap_or(0));
        let beside = if cue.end < doc.tokens.len() { tag(cue.end) } else { 0 };
        let negated = u32::from(usual.negated);
        let mode = quoted + 2 * place;
        let mut out = Vec::with_capacity(80);
        let mut number = 0;
        let mut add = |values: &[u32]| {
            out.push(values.iter().fold(Feature::new(number), |f, v| f.with(*v)).bucket(bits));
            number += 1;
        };
        add(&[]);
        add(&[lemma]);
        add(&[word(head)]);
        add(&[phrase]);
        add(&[known]);
        add(&[known, form]);
        add(&[known, layer, negated]);
        add(&[layer]);
        add(&[negated]);
        add(&[lemma, form]);
        add(&[lemma, mode]);
        add(&[lemma, verb, passive]);
        add(&[lemma, word(first)]);
        add(&[lemma, word(cue.end)]);
        add(&[lemma, negated]);
        add(&[lemma, speaker]);
        add(&[lemma, kind]);
        add(&[lemma, asks]);
        add(&[known, speaker]);
        add(&[known, kind, passive]);
        add(&[form, verb, passive]);
        add(&[form, asks]);
        add(&[form, beside, place]);
        add(&[lemma, beside, place]);
        add(&[mode]);
        add(&[asks, known]);
        add(&[speaker]);
        add(&[kind, verb]);
        add(&[word(first), tag(first)]);
        add(&[word(first), word(first + 1)]);
        add(&[word(cue.end)]);
        add(&[tag(head), fact(head, Column::Suffix3)]);
        add(&[mood, lemma]);
        add(&[mood, known]);
        add(&[mood, sort]);
        add(&[act]);
        add(&[act, form]);
        add(&[act, known]);
        add(&[act, mood]);
        add(&[act, sort]);
        add(&[other]);
        add(&[other, another]);
        add(&[other, act]);
        add(&[other, form]);
        add(&[other, known]);
        add(&[other, lemma]);
        add(&[hash(doc.lower(head).get(..5).unwrap_or_default())]);
        let mut bag = |of: &[u32]| out.push(of.iter().fold(Feature::new(99), |f, v| f.with(*v)).bucket(bits));
        for k in 0..CUE_WORDS {
            let t = cue.start + k;
            bag(&[1, if t < cue.end { word(t) } else { 0 }]);
        }
        let words = of.content.iter().flat_map(Clone::clone).filter(|&t| tags[t].is_noun() || doc.word(t).len() > 2);
        for t in words.map(Some).chain(std::iter::repeat(None)).take(WORDS) {
            bag(&[2, t.map_or(0, word)]);
        }
        out
    }

    /// Names the acts of drafts that have a cue, and their silences.
    pub fn name(self, acts: &Acts, drafts: &mut [Draft]) {
        for draft in drafts {
            let Some(cue) = draft.cue.clone() else { continue };
            let act =
                acts.read_act(self, Scenario { cue: &cue, source: draft.source.as_ref(), content: &draft.content });
            (draft.class, draft.layer, draft.negated) = (act.class, act.layer, act.negated);
            if act.class == Class::Refuse {
                let words = || withheld(self.doc, &cue, &draft.content[0]);
                draft.silence = draft.silence.take().or_else(words);
            }
        }
    }
}

/// The learned models.
#[derive(Clone, Debug)]
pub struct Acts<'a> {
    /// Fingerprint of the corpus that they were trained on.
    pub fingerprint: u64,
    class: Crf<'a, CLASSES>,
    bearing: Crf<'a, BEARINGS>,
}

impl<'a> Acts<'a> {
    /// Reads a file of weights in place; nothing if it is none, or was trained with other features.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut cursor = Cursor(bytes);
        let fingerprint = cursor.header(MAGIC, VERSION)?;
        let bits = cursor.u32()?;
        let (class_scale, bearing_scale) = (cursor.f32()?, cursor.f32()?);
        let (class, bearing) = (cursor.transitions()?, cursor.transitions()?);
        Some(Self {
            fingerprint,
            class: Crf::new(cursor.rows(bits)?, class_scale, class),
            bearing: Crf::new(cursor.rows(bits)?, bearing_scale, bearing),
        })
    }

    /// What the cue of a statement does.
    pub fn read_act(&self, stage: Stage, of: Scenario) -> Act {
        let features = stage.features(of, self.class.bits());
        let class = self.class.read(&[self.class.emission(self.class.sum(features.iter().copied()))]);
        let bearing = self.bearing.read(&[self.bearing.emission(self.bearing.sum(features))]);
        Act::from_labels(class.labels[0], bearing.labels[0])
    }
}

/// The bytes of a file of weights. Both models have equally many rows.
pub fn write(fingerprint: u64, class: &Parts<CLASSES>, bearing: &Parts<BEARINGS>) -> Vec<u8> {
    let mut bytes = header(MAGIC, VERSION, fingerprint);
    bytes.extend(class.rows.len().ilog2().to_le_bytes());
    bytes.extend(class.scale.to_le_bytes());
    bytes.extend(bearing.scale.to_le_bytes());
    let numbers = class.transitions.as_flattened().iter().chain(bearing.transitions.as_flattened());
    bytes.extend(numbers.flat_map(|n| n.to_le_bytes()));
    bytes.extend(class.rows.as_flattened());
    bytes.extend(bearing.rows.as_flattened());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyze;
    use crate::text::Article;

    #[test]
    fn the_weights_were_made_from_the_articles_beside_them() {
        let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/corpus"));
        let fingerprint = crate::corpus::fingerprint(folder).unwrap();
        let hint = "train again: cargo run --release --features train --bin train";
        assert_eq!(ACTS.fingerprint, fingerprint, "the articles changed; {hint}");
    }

    #[test]
    fn labels_name_acts() {
        assert_eq!(Class::ALL.len(), CLASSES);
        for &class in Class::ALL {
            for (layer, negated) in [(Layer::Speech, true), (Layer::Mind, false)] {
                let act = Act { class, layer, negated };
                assert_eq!(Act::from_labels(act.class_label(), act.bearing_label()), act);
            }
        }
    }

    #[test]
    fn what_follows_makes_the_act() {
        let class = |text: &str| {
            let article = Article::from_plain_text(text, "test");
            analyze(&article).statements.first().map(|s| s.class)
        };
        assert_eq!(class("Ana Ruiz told residents that the port was closed."), Some(Class::Say));
        assert_eq!(class("Ana Ruiz told residents to leave the port."), Some(Class::Urge));
    }
}
