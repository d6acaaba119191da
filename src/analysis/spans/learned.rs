//! From a candidate to a draft: class, layer and negation from the cue, and the reasons in a reader's words.

use std::ops::Range;

use super::attach::Scene;
use super::gather::Candidate;
use super::judge::{Judge, Origin};
use crate::analysis::statements::Draft;
use crate::analysis::{Class, Layer, Rule};
use crate::language::cues::{Entry, LEXICON};
use crate::language::lemma::verb_lemmas;

/// A candidate as a draft, with its probability as confidence.
pub fn draft(scene: &Scene, judge: &Judge, candidate: &Candidate) -> Draft {
    let confidence = judge.probability(candidate.origin, &candidate.evidence);
    let ruled = candidate.draft.map(|d| &scene.drafts[d]);
    if candidate.origin == Origin::Rules
        && let Some(ruled) = ruled
    {
        return Draft { confidence, parent: None, ..ruled.clone() };
    }
    let mut draft = Draft::new(candidate.content[0].clone(), confidence);
    draft.content.clone_from(&candidate.content);
    draft.source.clone_from(&candidate.source);
    draft.cue = candidate.cue.map(|cue| scene.candidates[cue].tokens.clone());
    let same_cue = |d: &&Draft| match (&d.cue, &draft.cue) {
        (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
        _ => false,
    };
    if let Some(ruled) = ruled.filter(same_cue) {
        draft.class = ruled.class;
        draft.layer = ruled.layer;
        draft.negated = ruled.negated;
        draft.addressee.clone_from(&ruled.addressee);
        draft.via.clone_from(&ruled.via);
        draft.silence.clone_from(&ruled.silence);
        draft.source = draft.source.or_else(|| ruled.source.clone());
        draft.why.clone_from(&ruled.why);
    } else if let Some(cue) = candidate.cue {
        name_act(scene, cue, &mut draft);
    }
    explain(scene, draft)
}

fn explain(scene: &Scene, mut draft: Draft) -> Draft {
    if let Some(cue) = draft.cue.clone() {
        draft = draft.because(scene.doc, Rule::LearnedCue, &cue);
    }
    if let Some(source) = draft.source.clone() {
        draft = draft.because(scene.doc, Rule::LearnedSource, &source);
    }
    let content: Range<usize> = draft.content[0].clone();
    draft.because(scene.doc, Rule::LearnedContent, &content)
}

/// The lexicon's entry of a verb, with its particle if one follows.
fn verb_entry(scene: &Scene, head: usize) -> Option<&'static Entry> {
    let follows = |particle: &str| {
        let words = particle.split(' ').zip(head + 1..);
        words.fold(true, |all, (word, t)| all && t < scene.doc.tokens.len() && scene.doc.lower(t) == word)
    };
    let entries: Vec<&Entry> =
        verb_lemmas(scene.doc.lower(head)).iter().flat_map(|lemma| LEXICON.verbs(lemma)).collect();
    let with_particle = entries.iter().find(|e| !e.particle.is_empty() && follows(e.particle));
    with_particle.or_else(|| entries.iter().find(|e| e.particle.is_empty())).copied()
}

/// Class, layer and negation of a cue, from the lexicon.
fn name_act(scene: &Scene, cue: usize, draft: &mut Draft) {
    let head = scene.candidates[cue].head;
    let tokens = scene.candidates[cue].tokens.clone();
    let entry = verb_entry(scene, head).or_else(|| LEXICON.noun(scene.doc.lower(head)));
    let (class, layer) = entry.map_or((Class::Say, Layer::Speech), |e| (e.class, e.layer));
    let not =
        tokens.filter(|&t| matches!(scene.doc.lower(t), "not" | "n't" | "never" | "no" | "nor" | "neither")).count();
    draft.class = class;
    draft.layer = layer;
    draft.negated = (not % 2 == 1) != matches!(class, Class::Deny | Class::Refuse);
}
