//! From an article to who said what: the passes, in the order they run.

pub mod actors;
mod assemble;
pub mod framing;
pub mod model;
pub mod names;
pub mod spans;
pub mod statements;
mod stretches;

pub(crate) use assemble::mode_in;
pub use model::*;

use crate::language::tags::{self, Tag};
use crate::text::{Article, Document};
use actors::antecedents::Weights;

/// Finds statements, their speakers, the actors behind them and the names in an article. Statements less likely than
/// [`DEFAULT_CONFIDENCE`](spans::DEFAULT_CONFIDENCE) are left out.
///
/// The time it takes grows linearly with the text. Texts of more than a quarter of a megabyte are analysed in stretches of
/// 64 KB at most: what goes on from one stretch to the next is not followed, but for actors, who are known by their names.
///
/// ```
/// use whosaid::{Article, analyze};
///
/// let article = Article::from_plain_text("“We waited,” said Ana Ruiz, the harbour master.", "example");
/// let analysis = analyze(&article);
/// let statement = &analysis.statements[0];
/// assert_eq!(article.slice(statement.content[0]), "“We waited,”");
/// assert_eq!(article.slice(statement.cue.unwrap()), "said");
/// assert_eq!(analysis.actors[statement.actor.unwrap()].called(&article), "Ana Ruiz");
/// ```
pub fn analyze(article: &Article) -> Analysis {
    analyze_at(article, spans::DEFAULT_CONFIDENCE)
}

/// The same with all statements that are right with a probability of at least `least`.
pub fn analyze_at(article: &Article, least: f32) -> Analysis {
    stretches::analyze(article, least, &mut |_| true).expect("it is never told to stop")
}

/// The same, where somebody waits for it. `go_on` is told how many bytes of the text are done, from time to time, and says
/// whether to go on; nothing comes of it if it does not.
pub fn analyze_while(article: &Article, least: f32, mut go_on: impl FnMut(usize) -> bool) -> Option<Analysis> {
    stretches::analyze(article, least, &mut go_on)
}

fn analyze_whole(article: &Article, least: f32) -> Analysis {
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
