//! The annotated statements as drafts: what the passes over actors would get if the passes before them made no fault. They
//! learn from these.

use super::gold::GoldTokens;
use super::lesson::Lesson;
use crate::analysis::Layer;
use crate::analysis::statements::{Draft, settle::settle};
use crate::corpus::Gold;

/// Exactly the annotated statements, as the passes before the actors would hand them on.
pub fn drafts(lesson: &Lesson) -> Vec<Draft> {
    let draft = |(gold, tokens): (&Gold, &GoldTokens)| {
        let mut draft = Draft::new(tokens.content.first()?.clone(), 1.0);
        draft.content.clone_from(&tokens.content);
        draft.source = tokens.source.first().cloned();
        draft.cue = tokens.cue.first().cloned();
        draft.class = gold.class.unwrap_or(draft.class);
        draft.layer = gold.layer.unwrap_or(Layer::Speech);
        draft.negated = gold.negated;
        Some(draft)
    };
    settle(lesson.annotated.statements.iter().zip(&lesson.gold).filter_map(draft).collect())
}
