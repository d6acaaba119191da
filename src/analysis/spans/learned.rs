//! From a candidate to a draft, with the reasons in a reader's words. What kind of act it is comes later.

use std::ops::Range;

use super::attach::Scene;
use super::gather::Candidate;
use super::judge::{Judge, Origin};
use crate::analysis::Rule;
use crate::analysis::statements::Draft;

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
        draft.addressee.clone_from(&ruled.addressee);
        draft.via.clone_from(&ruled.via);
        draft.silence.clone_from(&ruled.silence);
        draft.source = draft.source.or_else(|| ruled.source.clone());
        draft.why.clone_from(&ruled.why);
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
