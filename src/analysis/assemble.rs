//! The last step: drafts over tokens become statements over spans.

use std::ops::Range;
use std::sync::Arc;

use super::actors::Resolution;
use super::model::{Entity, Mode, Silence, Statement};
use super::names::Name;
use super::statements::Draft;
use crate::text::{Article, Document, Span};

/// The statements of the drafts, in the same order, with the actors that were found for them.
pub fn statements(doc: &Document, drafts: &[Draft], resolution: &Resolution) -> Vec<Arc<Statement>> {
    drafts
        .iter()
        .enumerate()
        .map(|(i, draft)| {
            let span = |tokens: &Option<Range<usize>>| tokens.as_ref().and_then(|t| doc.span(t));
            let outer = draft.parent.and_then(|p| resolution.of_statement[p]);
            // Kept for as long as the analysis, in a book by tens of thousands: no room to spare.
            let mut content: Vec<Span> = draft.content.iter().filter_map(|c| doc.span(c)).collect();
            content.shrink_to_fit();
            Arc::new(Statement {
                source: span(&draft.source),
                cue: span(&draft.cue),
                content,
                actor: resolution.of_statement[i],
                mode: mode(doc, draft.cue.as_ref().map(|cue| cue.start), draft.content.iter().flat_map(Clone::clone)),
                layer: draft.layer,
                class: draft.class,
                negated: draft.negated,
                via: resolution.via[i].or(outer).filter(|via| Some(*via) != resolution.of_statement[i]),
                addressee: span(&draft.addressee),
                parent: draft.parent,
                confidence: draft.confidence,
                why: [draft.why.as_slice(), &resolution.why[i]].concat(),
            })
        })
        .collect()
}

/// The refusals to speak among the drafts.
pub fn silences(doc: &Document, drafts: &[Draft], resolution: &Resolution) -> Vec<Silence> {
    let mut silences: Vec<Silence> = drafts
        .iter()
        .enumerate()
        .filter_map(|(i, draft)| {
            let span: Span = doc.span(draft.silence.as_ref()?)?;
            Some(Silence { actor: resolution.of_statement[i], span })
        })
        .collect();
    silences.sort_by_key(|s| s.span);
    silences
}

/// The names, in order.
pub fn entities(doc: &Document, names: &[Name], resolution: &Resolution) -> Arc<Vec<Entity>> {
    let entity = |(name, actor): (&Name, &Option<usize>)| {
        Some(Entity { span: doc.span(&name.tokens)?, kind: name.kind, actor: *actor })
    };
    Arc::new(names.iter().zip(&resolution.of_name).filter_map(entity).collect())
}

/// How much of the content is quoted, seen from where the cue stands. Cue and content are tokens.
fn mode(doc: &Document, cue: Option<usize>, content: impl Iterator<Item = usize>) -> Mode {
    let around = cue.map_or(0, |cue| doc.quote_depth(cue));
    let (mut quoted, mut plain) = (0, 0);
    for i in content {
        if doc.is_quote_mark(i) || !doc.word(i).starts_with(char::is_alphanumeric) {
            continue;
        }
        *if doc.quote_depth(i) > around { &mut quoted } else { &mut plain } += 1;
    }
    match (quoted, plain) {
        (0, _) => Mode::Indirect,
        (_, 0) => Mode::Direct,
        _ => Mode::Mixed,
    }
}

/// How much of a content is quoted that nobody has tokens of. Only the paragraphs around it are read.
pub fn mode_in(article: &Article, cue: Option<Span>, content: &[Span]) -> Mode {
    let extent = content.iter().chain(&cue).copied().reduce(Span::join).unwrap_or_default();
    let (excerpt, start) = article.excerpt(extent);
    let doc = Document::new(&excerpt);
    let tokens = |span: Span| doc.tokens_in(Span::new(span.start() - start, span.end() - start));
    mode(&doc, cue.map(|cue| tokens(cue).start), content.iter().flat_map(|piece| tokens(*piece)))
}
