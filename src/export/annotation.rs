//! JSON-LD after the W3C Web Annotation Data Model, for annotation tools: one annotation a statement.
//!
//! Each piece of a statement is a target, found by a `TextPositionSelector` in the normalised text (code points, as in
//! [`json`](super::json)) and by a `TextQuoteSelector` in any other copy of the article. The bodies say whose it is
//! (`identifying`), of what kind (`tagging`), and what else holds of it (`describing`). Identifiers are relative to where
//! the file is published.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::digest::Digest;
use super::offsets::CodePoints;
use crate::analysis::{Analysis, Statement, StatementId};
use crate::source::iri;
use crate::text::{Article, Span};

/// Characters before and after a quotation that help to find it again.
const CONTEXT: usize = 32;

/// Writes the analysis as an annotation page and a line break.
///
/// ```
/// use whosaid::export::annotation;
/// use whosaid::{Article, analyze};
///
/// let article = Article::from_plain_text("“We waited,” said Ana Ruiz, the harbour master.", "example");
/// let mut out = Vec::new();
/// annotation::write(&article, &analyze(&article), &mut out)?;
/// let page: serde_json::Value = serde_json::from_slice(&out).unwrap();
/// assert_eq!(page["items"][0]["target"][0]["selector"][1]["exact"], "“We waited,”");
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What `out` fails with.
pub fn write(article: &Article, analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let (digest, points) = (Digest { article, analysis }, CodePoints::new(article.text()));
    let source = iri(article.source());
    let items: Vec<Value> = analysis
        .statements
        .iter()
        .enumerate()
        .map(|(id, statement)| annotation(digest, &points, &source, id, statement))
        .collect();
    let mut page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "#statements",
        "type": "AnnotationPage",
        "items": items,
    });
    if let Some(kept) = digest.kept() {
        page["label"] = json!(format!("Only {kept}"));
    }
    serde_json::to_writer_pretty(&mut *out, &page)?;
    writeln!(out)
}

fn annotation(digest: Digest, points: &CodePoints, source: &str, id: StatementId, statement: &Statement) -> Value {
    let body = |purpose: &str, value: &str| json!({"type": "TextualBody", "purpose": purpose, "value": value});
    let mut bodies: Vec<Value> =
        statement.actor.iter().map(|&actor| body("identifying", &digest.name(actor))).collect();
    let tags = [statement.mode.name(), statement.layer.name(), statement.class.name()];
    bodies.extend(tags.map(|tag| body("tagging", tag)));
    bodies.extend(digest.marks(id).iter().map(|mark| body("describing", mark)));
    let targets: Vec<Value> = statement
        .content
        .iter()
        .map(|&piece| json!({"source": source, "selector": selectors(digest.article, points, piece)}))
        .collect();
    json!({
        "id": format!("#statement-{}", id + 1),
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"type": "Software", "name": concat!("whosaid ", env!("CARGO_PKG_VERSION"))},
        "body": bodies,
        "target": targets,
    })
}

fn selectors(article: &Article, points: &CodePoints, piece: Span) -> Value {
    let (before, after) = (&article.text()[..piece.start()], &article.text()[piece.end()..]);
    let prefix = before.char_indices().rev().nth(CONTEXT - 1).map_or(before, |(at, _)| &before[at..]);
    let suffix = after.char_indices().nth(CONTEXT).map_or(after, |(at, _)| &after[..at]);
    let (start, end) = (points.at(piece.start()), points.at(piece.end()));
    json!([
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", "exact": article.slice(piece), "prefix": prefix, "suffix": suffix},
    ])
}
