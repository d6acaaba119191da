//! A statement while the passes still work on it: token ranges instead of spans, actors unresolved.

use std::ops::Range;

use crate::analysis::model::{Class, Layer, Reason, Rule};
use crate::text::Document;

/// A statement in the making. All ranges are token indices of the [`Document`].
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// The words that name its source beside the cue.
    pub source: Option<Range<usize>>,
    /// The words that signal the attribution.
    pub cue: Option<Range<usize>>,
    /// What is attributed, in text order, never empty.
    pub content: Vec<Range<usize>>,
    /// The kind of act.
    pub class: Class,
    /// Speech or mind.
    pub layer: Layer,
    /// Whether the act is denied or refused.
    pub negated: bool,
    /// The words that name whom it was said to.
    pub addressee: Option<Range<usize>>,
    /// The words that name who passed it on.
    pub via: Option<Range<usize>>,
    /// Where there is no source: words elsewhere that name the likely speaker (the speaker of the quotation before, the
    /// subject of the sentence before). They give the actor, not the source.
    pub speaker: Option<Range<usize>>,
    /// Where it is a refusal to speak, the words that say so (`declined to comment`).
    pub silence: Option<Range<usize>>,
    /// The draft whose content this one lies in.
    pub parent: Option<usize>,
    /// How likely it is right, from 0 to 1.
    pub confidence: f32,
    /// What it rests on.
    pub why: Vec<Reason>,
}

impl Draft {
    /// A draft with one piece of content and nothing else known.
    pub fn new(content: Range<usize>, confidence: f32) -> Self {
        Self {
            source: None,
            cue: None,
            content: vec![content],
            class: Class::Say,
            layer: Layer::Speech,
            negated: false,
            addressee: None,
            via: None,
            speaker: None,
            silence: None,
            parent: None,
            confidence,
            why: Vec::new(),
        }
    }

    /// Adds the reason `rule`, resting on the words of `tokens`.
    #[must_use]
    pub fn because(mut self, doc: &Document, rule: Rule, tokens: &Range<usize>) -> Self {
        self.why.extend(doc.span(tokens).map(|span| Reason { rule, span }));
        self
    }

    /// The words that name the speaker, beside the cue or elsewhere.
    pub fn spoken_by(&self) -> Option<&Range<usize>> {
        self.source.as_ref().or(self.speaker.as_ref())
    }

    /// First token of the content.
    pub fn start(&self) -> usize {
        self.content.first().map_or(0, |c| c.start)
    }

    /// One past the last token of the content.
    pub fn end(&self) -> usize {
        self.content.last().map_or(0, |c| c.end)
    }

    /// Number of content tokens.
    pub fn len(&self) -> usize {
        self.content.iter().map(ExactSizeIterator::len).sum()
    }

    /// Whether it has no content.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether `token` is part of the content.
    pub fn holds(&self, token: usize) -> bool {
        self.content.iter().any(|c| c.contains(&token))
    }

    /// How many content tokens the two share.
    pub fn shared(&self, other: &Self) -> usize {
        let overlap = |a: &Range<usize>, b: &Range<usize>| a.end.min(b.end).saturating_sub(a.start.max(b.start));
        self.content.iter().map(|a| other.content.iter().map(|b| overlap(a, b)).sum::<usize>()).sum()
    }
}
