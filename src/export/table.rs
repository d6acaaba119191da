//! CSV and TSV, for spreadsheets and statistics: one row a statement, under a row of headings.
//!
//! Offsets count code points as in [`json`](super::json); `content` has ` … ` where other words stand between two pieces.
//! Fields are quoted where they need it, with quotation marks doubled, as RFC 4180 has it. A cell of words that begins with
//! what a spreadsheet would take for a formula (`=`, `+`, `-`, `@`) gets an apostrophe in front.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::WriterBuilder;

use super::digest::{Digest, one_line};
use super::offsets::CodePoints;
use crate::analysis::{Analysis, Statement, StatementId};
use crate::text::Article;

/// The headings, in order.
pub const COLUMNS: [&str; 24] = [
    "statement",
    "paragraph",
    "start",
    "end",
    "speaker",
    "kind",
    "role",
    "mode",
    "layer",
    "class",
    "negated",
    "source",
    "cue",
    "content",
    "addressee",
    "via",
    "inside",
    "confidence",
    "corrected",
    "marked",
    "note",
    "article",
    "title",
    "date",
];

/// Writes the analysis as rows with this byte between cells: a comma for CSV, a tab for TSV.
///
/// ```
/// use whosaid::export::table;
/// use whosaid::{Article, analyze};
///
/// let article = Article::from_plain_text("“We waited,” said Ana Ruiz, the harbour master.", "example");
/// let mut out = Vec::new();
/// table::write(&article, &analyze(&article), b',', &mut out)?;
/// let mut rows = csv::Reader::from_reader(&out[..]);
/// assert_eq!(&rows.records().next().unwrap().unwrap()[4], "Ana Ruiz");
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What `out` fails with.
pub fn write(article: &Article, analysis: &Analysis, separator: u8, out: &mut impl Write) -> io::Result<()> {
    let mut rows = WriterBuilder::new().delimiter(separator).from_writer(out);
    rows.write_record(COLUMNS)?;
    let (digest, points) = (Digest { article, analysis }, CodePoints::new(article.text()));
    for (id, statement) in analysis.statements.iter().enumerate() {
        rows.write_record(row(digest, &points, id, statement).iter().map(|cell| cell.as_bytes()))?;
    }
    rows.flush()
}

/// The cells of a statement, under [`COLUMNS`].
pub(crate) fn row<'a>(
    digest: Digest<'a>,
    points: &CodePoints,
    id: StatementId,
    statement: &Statement,
) -> [Cow<'a, str>; COLUMNS.len()] {
    let (article, analysis) = (digest.article, digest.analysis);
    let actor = statement.actor.map(|actor| &analysis.actors[actor]);
    let mark = analysis.mark_on(id);
    let words = |span: Option<_>| span.map_or(Cow::Borrowed(""), |span| guarded(digest.words(span)));
    let name = |actor: Option<_>| actor.map_or(Cow::Borrowed(""), |actor| guarded(digest.name(actor)));
    let number = |number: usize| Cow::Owned(number.to_string());
    let (first, last) = (statement.content[0], statement.content[statement.content.len() - 1]);
    [
        number(id + 1),
        number(digest.paragraph(first)),
        number(points.at(first.start())),
        number(points.at(last.end())),
        name(statement.actor),
        actor.map_or("", |actor| actor.kind.name()).into(),
        words(actor.and_then(|actor| actor.role)),
        statement.mode.name().into(),
        statement.layer.name().into(),
        statement.class.name().into(),
        statement.negated.to_string().into(),
        words(statement.source),
        words(statement.cue),
        guarded(digest.content(statement)),
        words(statement.addressee),
        name(statement.via),
        statement.parent.map_or(Cow::Borrowed(""), |parent| number(parent + 1)),
        format!("{:.3}", statement.confidence).into(),
        statement.is_corrected().to_string().into(),
        mark.is_some().to_string().into(),
        mark.and_then(|mark| mark.note.as_deref()).map_or(Cow::Borrowed(""), |note| guarded(one_line(note))),
        guarded(one_line(article.source())),
        words(article.title()),
        words(article.date()),
    ]
}

/// The words, as no spreadsheet takes them for a formula.
pub(crate) fn guarded(words: Cow<str>) -> Cow<str> {
    let risky = words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if risky { Cow::Owned(format!("'{words}")) } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(guarded("=HYPERLINK(\"http://x\")".into()), "'=HYPERLINK(\"http://x\")");
        assert_eq!(guarded("@SUM(A1)".into()), "'@SUM(A1)");
        assert_eq!(guarded("“=1”".into()), "“=1”");
        assert_eq!(guarded("".into()), "");
    }
}
