//! From an article to who said what: the passes, in the order they run.

pub mod actors;
mod assemble;
pub mod framing;
pub mod model;
pub mod names;
pub mod spans;
pub mod statements;

pub(crate) use assemble::mode_in;
pub use model::*;

use crate::language::tags::{self, Tag};
use crate::text::{Article, Document};
use actors::antecedents::Weights;

/// Finds statements, their speakers, the actors behind them and the names in an article. Statements less likely than
/// [`DEFAULT_CONFIDENCE`](spans::DEFAULT_CONFIDENCE) are left out.
///
/// The time it takes grows linearly with the text.
pub fn analyze(article: &Article) -> Analysis {
    analyze_at(article, spans::DEFAULT_CONFIDENCE)
}

/// The same with all statements that are right with a probability of at least `least`.
pub fn analyze_at(article: &Article, least: f32) -> Analysis {
    let doc = Document::new(article);
    let tags = tags::tag(&doc);
    let drafts = spans::find(&doc, &tags, &statements::find(&doc, &tags), least);
    conclude(&doc, &tags, drafts, Weights::shipped())
}

/// The rest of an analysis once the statements are known: names, actors, spans.
pub fn conclude(doc: &Document, tags: &[Tag], mut drafts: Vec<statements::Draft>, antecedents: &Weights) -> Analysis {
    statements::edges::mend(doc, tags, &mut drafts);
    statements::relay::mark(doc, tags, &mut drafts);
    let names = names::find(doc, tags);
    let resolution = actors::resolve(doc, tags, &names, &drafts, antecedents);
    Analysis {
        statements: assemble::statements(doc, &drafts, &resolution),
        silences: assemble::silences(doc, &drafts, &resolution),
        entities: assemble::entities(doc, &names, &resolution),
        actors: resolution.actors,
        marks: Vec::new(),
        selection: None,
    }
}
