//! Statements joined from the first model's labels alone: each source and content goes to the nearest cue on the side it
//! points to. Finds what the second model leaves over, such as quoted paragraphs without a cue.

use std::ops::Range;

use super::attach::Scene;
use super::gather::Candidate;
use super::judge::{Evidence, Origin};
use super::labels::{Part, propose};

/// A run of tokens with one part and one direction.
struct Run {
    part: Part,
    looks_right: bool,
    tokens: Range<usize>,
}

/// All statements that the labels make.
pub(super) fn join(scene: &Scene) -> Vec<Candidate> {
    scene.doc.paragraphs.iter().flat_map(|paragraph| join_paragraph(scene, paragraph.clone())).collect()
}

fn join_paragraph(scene: &Scene, paragraph: Range<usize>) -> Vec<Candidate> {
    let runs = runs(&scene.proposal.labels[paragraph.clone()], paragraph.start);
    let statement = |cue| Candidate {
        origin: Origin::Pieces,
        cue,
        source: None,
        content: Vec::new(),
        draft: None,
        evidence: Evidence::default(),
    };
    let cues: Vec<&Range<usize>> = runs.iter().filter(|r| r.part == Part::Cue).map(|r| &r.tokens).collect();
    let mut statements: Vec<Candidate> = cues.iter().map(|cue| statement(scene.cue_at((*cue).clone()))).collect();
    let mut alone = Vec::new();
    for run in runs.iter().filter(|r| r.part != Part::Cue) {
        let behind = cues.partition_point(|cue| cue.start < run.tokens.start);
        let nearest = if run.looks_right && behind < cues.len() || behind == 0 { behind } else { behind - 1 };
        match (statements.get_mut(nearest), run.part) {
            (Some(owner), Part::Source) => {
                let gap = |source: &Range<usize>| source.start.abs_diff(cues[nearest].start);
                if owner.source.as_ref().is_none_or(|known| gap(&run.tokens) < gap(known)) {
                    owner.source = Some(run.tokens.clone());
                }
            }
            (Some(owner), _) => owner.content.push(run.tokens.clone()),
            (None, Part::Content) => {
                let mut without_cue = statement(None);
                without_cue.content.push(run.tokens.clone());
                alone.push(without_cue);
            }
            (None, _) => {}
        }
    }
    statements.append(&mut alone);
    statements.retain(|s| !s.content.is_empty());
    statements
}

fn runs(labels: &[u8], first: usize) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (token, &label) in (first..).zip(labels) {
        let Some(part) = propose::part(label) else { continue };
        let looks_right = propose::looks_right(label);
        match runs.last_mut() {
            Some(run)
                if run.tokens.end == token
                    && run.part == part
                    && run.looks_right == looks_right
                    && !propose::begins(label) =>
            {
                run.tokens.end += 1;
            }
            _ => runs.push(Run { part, looks_right, tokens: token..token + 1 }),
        }
    }
    runs
}
