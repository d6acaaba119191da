//! Cues: reporting verbs where they stand, with their auxiliaries, negation and particle.

use std::ops::Range;

use super::reading::Reading;
use crate::language::cues::{Entry, Frames, LEXICON};
use crate::language::lemma::verb_lemmas;
use crate::language::tags::Tag;

/// How the verb of a cue stands in its clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// With tense, so with a subject of its own: `said`, `has said`, `would not say`.
    Finite,
    /// `saying`, `having said`: the subject is that of the main clause.
    Participle,
    /// `to say`: the subject stands further off, or nowhere.
    Infinitive,
    /// `was told`, `is expected`: the subject is not the source.
    Passive,
    /// `accused by Ruiz`, `a plan proposed by the port`: a participle without an auxiliary.
    Bare,
}

/// A reporting verb in the text.
#[derive(Clone, PartialEq, Debug)]
pub struct Cue {
    /// Token of the verb itself.
    pub verb: usize,
    /// From the first auxiliary to the particle.
    pub tokens: Range<usize>,
    /// What the lexicon says of it.
    pub entry: Entry,
    /// How it stands.
    pub form: Form,
}

impl Cue {
    /// Whether the verb may have what `frames` names.
    pub fn takes(&self, frames: Frames) -> bool {
        self.entry.frames.any(frames)
    }
}

/// Auxiliaries of the passive.
pub const BE: &[&str] =
    &["be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "'m", "get", "got", "gets"];
const HAVE: &[&str] = &["have", "has", "had", "having", "'ve", "'d"];
const DO: &[&str] = &["do", "does", "did"];
const NOT: &[&str] = &["not", "n't", "never", "neither", "nor", "no"];

/// All reporting verbs of the text, in order.
pub fn find(r: &Reading) -> Vec<Cue> {
    let mut known: Vec<Option<Vec<Entry>>> = vec![None; r.doc.vocabulary.len()];
    let mut cues = Vec::new();
    for verb in 0..r.doc.tokens.len() {
        let Some(tag) = r.tag(verb).filter(|t| t.is_verb()) else { continue };
        let entries = known[r.doc.word_id(verb)].get_or_insert_with(|| entries(r.lower(verb)));
        if let Some((entry, end)) = choose(r, verb, entries) {
            cues.push(stand(r, verb, end, entry, tag));
        }
    }
    cues
}

fn entries(lower: &str) -> Vec<Entry> {
    verb_lemmas(lower).iter().flat_map(|lemma| LEXICON.verbs(lemma)).copied().collect()
}

/// The entry that fits what follows the verb, and the end of its particle.
fn choose(r: &Reading, verb: usize, entries: &[Entry]) -> Option<(Entry, usize)> {
    let with_particle = entries.iter().filter(|e| !e.particle.is_empty()).find_map(|entry| {
        let words = entry.particle.split(' ');
        let end = verb + 1 + words.clone().count();
        words.enumerate().all(|(k, word)| r.is(verb + 1 + k, &[word])).then_some((*entry, end))
    });
    with_particle.or_else(|| entries.iter().find(|e| e.particle.is_empty()).map(|entry| (*entry, verb + 1)))
}

/// Reads the auxiliaries to the left of the verb.
fn stand(r: &Reading, verb: usize, end: usize, entry: Entry, tag: Tag) -> Cue {
    let low = r.bounds(verb).start;
    let (mut start, mut be, mut have, mut modal, mut to) = (verb, false, false, false, false);
    let mut i = verb;
    while i > low {
        let at = i - 1;
        let auxiliary = r.is(at, BE) && r.tag(at) != Some(Tag::Pos)
            || r.is(at, HAVE)
            || r.is(at, DO)
            || r.tagged(at, &[Tag::Md, Tag::To]);
        let not = r.is(at, NOT) && !r.is(at, &["no"]) || r.is(at, &["longer"]) && r.is(at.wrapping_sub(1), &["no"]);
        let adverb = r.tagged(at, &[Tag::Rb, Tag::Rbr]);
        if !(auxiliary || not || adverb) {
            break;
        }
        if auxiliary || not {
            start = at;
        }
        be |= r.is(at, BE);
        have |= r.is(at, HAVE);
        modal |= r.tagged(at, &[Tag::Md]) || r.is(at, DO);
        to |= r.tagged(at, &[Tag::To]);
        i = at;
        if to {
            break;
        }
    }
    let form = match tag {
        Tag::Vbg if be => Form::Finite,
        Tag::Vbg => Form::Participle,
        Tag::Vbn | Tag::Vbd if be => Form::Passive,
        Tag::Vbn if have => Form::Finite,
        Tag::Vbn if is_only_verb(r, verb) => Form::Finite,
        Tag::Vbn => Form::Bare,
        _ if to && !modal => Form::Infinitive,
        _ => Form::Finite,
    };
    let form = if to && form == Form::Passive { Form::Infinitive } else { form };
    Cue { verb, tokens: start..end, entry, form }
}

/// How far the verb of a clause may stand from a participle in it, in tokens.
const CLAUSE: usize = 30;

/// Whether no verb with tense stands near a participle in its clause: then it is the clause's verb, and past tense.
fn is_only_verb(r: &Reading, verb: usize) -> bool {
    let bounds = r.bounds(verb);
    let near = bounds.start.max(verb.saturating_sub(CLAUSE))..bounds.end.min(verb + CLAUSE);
    let depth = r.depth(verb);
    let headed = verb > bounds.start && r.tag(verb - 1).is_some_and(|t| t.is_noun() || t == Tag::Prp);
    headed
        && !r.is(verb + 1, &["by"])
        && near.into_iter().all(|i| r.depth(i) != depth || !r.tag(i).is_some_and(Tag::is_finite))
}
