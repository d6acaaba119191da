//! The learned part of the engine: finds the statements that no rule foresees, and says how likely each one is, found by
//! rule or not.
//!
//! A first model reads each paragraph and proposes cues ([`propose`]); a second reads the paragraph once more for each
//! cue and marks what belongs to it ([`attach`]); what they and the rules find is gathered ([`gather`]), judged
//! ([`judge`]) and settled; what kind of act each one is comes last ([`acts`]). `assets/spans/README.md` says how it was trained and how well it does.

pub mod acts;
pub mod attach;
pub mod columns;
pub mod crf;
pub mod gather;
pub mod judge;
pub mod labels;
pub mod learned;
pub mod pieces;
pub mod propose;
pub mod templates;
pub mod weights;

use crate::analysis::statements::{Draft, settle};
use crate::language::tags::Tag;
use crate::text::Document;
use acts::{ACTS, Acts, Stage};
use attach::Scene;
use columns::Columns;
use weights::{MODEL, Model};

/// Statements less likely than this are not shown unless they are asked for. At this value three of four statements
/// that are found in news articles of strangers are in their annotations too; `assets/spans/README.md` has the figures.
pub const DEFAULT_CONFIDENCE: f32 = 0.65;

/// Statements less likely than this are not shown even to those who ask for all: most of them are none.
pub const DOUBTFUL: f32 = 0.35;

/// The statements of a document that are right with a probability of at least `least`, by position; a nested one follows
/// its parent. `drafts` are those that rules find. Each confidence is the probability that the statement is right.
pub fn find(doc: &Document, tags: &[Tag], drafts: &[Draft], least: f32) -> Vec<Draft> {
    find_with(&MODEL, &ACTS, doc, tags, drafts, least)
}

/// The same with given models.
pub fn find_with(model: &Model, acts: &Acts, doc: &Document, tags: &[Tag], drafts: &[Draft], least: f32) -> Vec<Draft> {
    let columns = Columns::new(doc, tags, drafts);
    let proposal = propose::read(&model.propose, doc, &columns);
    let candidates = propose::cue_candidates(&proposal, doc, tags, &columns, drafts);
    let scene = Scene::new(doc, tags, &columns, &proposal, drafts, &candidates);
    let found = gather::gather(&scene, scene.read(&model.attach));
    let drafts = found.iter().map(|candidate| learned::draft(&scene, &model.judge, candidate));
    let mut settled = settle::settle(drafts.filter(|draft| draft.confidence >= least).collect());
    Stage { doc, tags, columns: &columns }.name(acts, &mut settled);
    settled
}
