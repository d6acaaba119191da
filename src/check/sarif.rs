//! Findings for machines: SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), which code hosts and editors
//! show beside the lines, and JSON lines.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Finding, Place, Places, Rule};
use crate::export::one_line;
use crate::source::iri;
use crate::text::Article;

/// An article, what there is to ask about it, and where.
pub struct Checked {
    /// The article.
    pub article: Article,
    /// In the order of the text.
    pub findings: Vec<(Finding, Place)>,
}

impl Checked {
    /// Puts findings in their places; `file` is the decoded text of the file, where it is plain text.
    pub fn new(article: Article, findings: Vec<Finding>, file: Option<&str>) -> Self {
        let places = Places::new(&article, file);
        let in_place = findings.into_iter().map(|finding| (places.of(finding.span), finding));
        let findings = in_place.map(|(place, finding)| (finding, place)).collect();
        Self { article, findings }
    }
}

/// Writes all findings as one SARIF log.
///
/// # Errors
/// What `out` fails with.
pub fn write_sarif(checked: &[Checked], out: &mut impl Write) -> io::Result<()> {
    let rule = |rule: &Rule| json!({"id": rule.name(), "shortDescription": {"text": rule.about()}});
    let each = checked.iter().flat_map(|one| one.findings.iter().map(move |found| result(&one.article, found)));
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "whosaid",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": Rule::ALL.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "artifacts": checked.iter().map(|one| json!({"location": {"uri": iri(one.article.source())}})).collect::<Vec<_>>(),
            "results": each.collect::<Vec<_>>(),
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn result(article: &Article, (finding, place): &(Finding, Place)) -> Value {
    json!({
        "ruleId": finding.rule.name(),
        "ruleIndex": Rule::ALL.iter().position(|rule| *rule == finding.rule),
        "level": "warning",
        "message": {"text": one_line(&finding.message)},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": iri(article.source())},
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
                "snippet": {"text": article.slice(finding.span)},
            },
        }}],
    })
}

/// Writes each finding as one line of JSON.
///
/// # Errors
/// What `out` fails with.
pub fn write_lines(checked: &[Checked], out: &mut impl Write) -> io::Result<()> {
    for Checked { article, findings } in checked {
        for (finding, place) in findings {
            let line = json!({
                "source": one_line(article.source()),
                "line": place.line,
                "column": place.column,
                "end_line": place.end_line,
                "end_column": place.end_column,
                "rule": finding.rule.name(),
                "message": one_line(&finding.message),
                "text": article.slice(finding.span),
            });
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
