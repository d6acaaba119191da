//! Finding statements: what is attributed, to which words, by which cue. The passes run in the order of [`find`].

mod clause;
mod cue;
pub mod draft;
pub(crate) mod edges;
mod indirect;
mod noun_phrase;
mod orphan;
mod phrases;
mod quoted;
mod reading;
pub(crate) mod relay;
pub(crate) mod settle;
mod silence;
mod subject;
mod turns;

#[cfg(test)]
mod tests;

pub use draft::Draft;
#[cfg(any(test, feature = "train"))]
pub(crate) use silence::is_about_speaking;
pub(crate) use silence::withheld;

use std::ops::Range;

use crate::language::tags::Tag;
use crate::text::Document;
use reading::Reading;

/// A subject is not looked for further off than this many tokens, so that the time stays linear where no sentence ends.
const REACH: usize = 160;

/// The noun phrase that by the rules of English is the subject of the verb phrase `cue`.
pub(crate) fn subject(doc: &Document, tags: &[Tag], cue: &Range<usize>) -> Option<Range<usize>> {
    let reading = Reading { doc, tags };
    let low = reading.bounds(cue.start).start.max(cue.start.saturating_sub(REACH));
    subject::before(&reading, cue.start, low, 0).map(|s| s.tokens)
}

/// Whether a token tells a time and so names nobody.
pub(crate) fn is_time(doc: &Document, tags: &[Tag], token: usize) -> bool {
    Reading { doc, tags }.is_time(token)
}

/// The statements that rules find, by position; a nested one follows its parent.
pub fn find(doc: &Document, tags: &[Tag]) -> Vec<Draft> {
    let reading = Reading { doc, tags };
    let cues = cue::find(&reading);
    let mut drafts = Vec::new();
    turns::find(&reading, &mut drafts);
    let used = quoted::find(&reading, &cues, &mut drafts);
    phrases::find_according_to(&reading, &mut drafts);
    phrases::find_as(&reading, &cues, &mut drafts);
    indirect::find(&reading, &cues, &used, &mut drafts);
    silence::find(&reading, &mut drafts);
    phrases::find_nouns(&reading, &cues, &mut drafts);
    phrases::find_views(&reading, &mut drafts);
    let mut drafts = settle::settle(drafts);
    orphan::find(&reading, &mut drafts);
    settle::settle(drafts)
}
