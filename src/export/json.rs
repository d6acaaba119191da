//! JSON, for programs: everything the analysis knows, under the schema `whosaid/1`.
//!
//! Offsets count Unicode code points of `article.text`, end exclusive, as the `TextPositionSelector` of the W3C Web
//! Annotation Data Model does; the `text` beside them is exactly that slice.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::digest::one_line;
use super::offsets::CodePoints;
use crate::analysis::{Actor, ActorId, Analysis, Entity, Mark, Silence, Statement, StatementId};
use crate::text::{Article, Paragraph, Span};

/// Writes the analysis as one JSON object and a line break.
///
/// ```
/// use whosaid::export::json;
/// use whosaid::{Article, analyze};
///
/// let article = Article::from_plain_text("“We waited,” said Ana Ruiz, the harbour master.", "example");
/// let mut out = Vec::new();
/// json::write(&article, &analyze(&article), &mut out)?;
/// let report: serde_json::Value = serde_json::from_slice(&out).unwrap();
/// assert_eq!(report["schema"], "whosaid/1");
/// assert_eq!(report["statements"][0]["content"][0]["text"], "“We waited,”");
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What `out` fails with.
pub fn write(article: &Article, analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Report::new(article, analysis))?;
    writeln!(out)
}

/// An analysis as a value that serde writes.
pub(crate) struct Report<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    points: CodePoints<'a>,
}

impl<'a> Report<'a> {
    pub(crate) fn new(article: &'a Article, analysis: &'a Analysis) -> Self {
        Self { article, analysis, points: CodePoints::new(article.text()) }
    }
}

impl Serialize for Report<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Report", 8)?;
        fields.serialize_field("schema", "whosaid/1")?;
        fields.serialize_field("article", &ArticleFields(self))?;
        fields.serialize_field("selection", &self.analysis.selection.as_deref().map(one_line))?;
        fields
            .serialize_field("entities", &Each(|| self.analysis.entities.iter().map(|entity| self.entity(entity))))?;
        fields.serialize_field(
            "actors",
            &Each(|| self.analysis.actors.iter().enumerate().map(|actor| self.actor(actor))),
        )?;
        let statements =
            || self.analysis.statements.iter().enumerate().map(|(id, statement)| self.statement(id, statement));
        fields.serialize_field("statements", &Each(statements))?;
        fields.serialize_field(
            "silences",
            &Each(|| self.analysis.silences.iter().map(|silence| self.silence(silence))),
        )?;
        fields.serialize_field("marks", &Each(|| self.analysis.marks.iter().map(|mark| self.mark(mark))))?;
        fields.end()
    }
}

struct ArticleFields<'a>(&'a Report<'a>);

impl Serialize for ArticleFields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (report, article) = (self.0, self.0.article);
        let words_of = |span: Option<Span>| span.map(|span| article.slice(span));
        let mut fields = serializer.serialize_struct("Article", 7)?;
        fields.serialize_field("title", &words_of(article.title()))?;
        fields.serialize_field("byline", &words_of(article.byline()))?;
        fields.serialize_field("date", &words_of(article.date()))?;
        fields.serialize_field("source", &one_line(article.source()))?;
        fields.serialize_field("text", article.text())?;
        fields.serialize_field("words", &article.words())?;
        let paragraphs = || article.paragraphs().iter().map(|paragraph| report.paragraph(paragraph));
        fields.serialize_field("paragraphs", &Each(paragraphs))?;
        fields.end()
    }
}

/// A sequence that is made while it is written.
struct Each<F>(F);

impl<F, I> Serialize for Each<F>
where
    F: Fn() -> I,
    I: Iterator<Item: Serialize>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
pub(crate) struct Slice<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct ParagraphJson {
    start: usize,
    end: usize,
    kind: &'static str,
}

#[derive(Serialize)]
struct EntityJson<'a> {
    #[serde(flatten)]
    slice: Slice<'a>,
    kind: &'static str,
    actor: Option<ActorId>,
}

#[derive(Serialize)]
struct ActorJson<'a> {
    id: ActorId,
    name: &'a str,
    kind: &'static str,
    role: Option<&'a str>,
    aliases: Vec<&'a str>,
    mentions: Vec<Slice<'a>>,
    statements: &'a [StatementId],
    /// Whether the person who reads changed something about it.
    corrected: bool,
    /// Whether `name` is theirs, and need not stand in the article.
    named_by_reader: bool,
}

#[derive(Serialize)]
struct StatementJson<'a> {
    id: StatementId,
    actor: Option<ActorId>,
    mode: &'static str,
    layer: &'static str,
    class: &'static str,
    negated: bool,
    source: Option<Slice<'a>>,
    cue: Option<Slice<'a>>,
    content: Vec<Slice<'a>>,
    via: Option<ActorId>,
    addressee: Option<Slice<'a>>,
    parent: Option<StatementId>,
    confidence: f64,
    /// Whether the person who reads changed or added it.
    corrected: bool,
    why: Vec<ReasonJson<'a>>,
}

#[derive(Serialize)]
struct ReasonJson<'a> {
    rule: &'static str,
    #[serde(flatten)]
    slice: Slice<'a>,
}

#[derive(Serialize)]
struct SilenceJson<'a> {
    actor: Option<ActorId>,
    #[serde(flatten)]
    slice: Slice<'a>,
}

/// What the person who reads marked.
#[derive(Serialize)]
struct MarkJson<'a> {
    statement: Option<StatementId>,
    content: Vec<Slice<'a>>,
    note: Option<Cow<'a, str>>,
}

impl<'a> Report<'a> {
    pub(crate) fn slice(&self, span: Span) -> Slice<'a> {
        Slice { start: self.points.at(span.start()), end: self.points.at(span.end()), text: self.article.slice(span) }
    }

    fn slices<'s>(&self, spans: impl IntoIterator<Item = &'s Span>) -> Vec<Slice<'a>> {
        spans.into_iter().map(|&span| self.slice(span)).collect()
    }

    fn paragraph(&self, paragraph: &Paragraph) -> ParagraphJson {
        let Slice { start, end, .. } = self.slice(paragraph.span);
        ParagraphJson { start, end, kind: paragraph.kind.name() }
    }

    fn entity(&self, entity: &Entity) -> EntityJson<'a> {
        EntityJson { slice: self.slice(entity.span), kind: entity.kind.name(), actor: entity.actor }
    }

    fn actor(&self, (id, actor): (ActorId, &'a Actor)) -> ActorJson<'a> {
        ActorJson {
            id,
            name: actor.called(self.article),
            kind: actor.kind.name(),
            role: actor.role.map(|role| self.article.slice(role)),
            aliases: actor.aliases.iter().map(|&alias| self.article.slice(alias)).collect(),
            mentions: self.slices(actor.mentions.iter().map(|mention| &mention.span)),
            statements: &actor.statements,
            corrected: actor.corrected,
            named_by_reader: actor.given.is_some(),
        }
    }

    fn statement(&self, id: StatementId, statement: &Statement) -> StatementJson<'a> {
        StatementJson {
            id,
            actor: statement.actor,
            mode: statement.mode.name(),
            layer: statement.layer.name(),
            class: statement.class.name(),
            negated: statement.negated,
            source: statement.source.map(|source| self.slice(source)),
            cue: statement.cue.map(|cue| self.slice(cue)),
            content: self.slices(&statement.content),
            via: statement.via,
            addressee: statement.addressee.map(|addressee| self.slice(addressee)),
            parent: statement.parent,
            confidence: to_thousandths(statement.confidence),
            corrected: statement.is_corrected(),
            why: statement
                .why
                .iter()
                .map(|reason| ReasonJson { rule: reason.rule.name(), slice: self.slice(reason.span) })
                .collect(),
        }
    }

    fn mark(&self, mark: &'a Mark) -> MarkJson<'a> {
        let note = mark.note.as_deref().map(one_line);
        MarkJson { statement: mark.statement, content: self.slices(&mark.content), note }
    }

    fn silence(&self, silence: &Silence) -> SilenceJson<'a> {
        SilenceJson { actor: silence.actor, slice: self.slice(silence.span) }
    }
}

/// Three places: what a confidence can mean, without the noise of its binary form.
fn to_thousandths(confidence: f32) -> f64 {
    (f64::from(confidence) * 1000.0).round() / 1000.0
}
