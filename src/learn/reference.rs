//! The annotated statements as drafts: what the passes over actors would get if the passes before them made no fault. They
//! learn from these.

use super::gold::GoldTokens;
use super::lesson::Lesson;
use crate::analysis::statements::{Draft, settle::settle};

/// Exactly the annotated statements, as the passes before the actors would hand them on.
pub fn drafts(lesson: &Lesson) -> Vec<Draft> {
    let draft = |gold: &GoldTokens| {
        let mut draft = Draft::new(gold.content.first()?.clone(), 1.0);
        draft.content.clone_from(&gold.content);
        draft.source = gold.source.first().cloned();
        draft.cue = gold.cue.first().cloned();
        Some(draft)
    };
    settle(lesson.gold.iter().filter_map(draft).collect())
}
