//! An article to learn from: its units, tags, what the rules find in it, and what is right.

use super::gold::{GoldTokens, proposal_labels};
use super::score::Said;
use crate::analysis::spans::columns::Columns;
use crate::analysis::statements::{self, Draft};
use crate::corpus::{Annotated, Gold};
use crate::language::tags::{self, Tag};
use crate::text::{Document, Span};

/// An annotated article, read as the program reads it.
#[derive(Debug)]
pub struct Lesson<'a> {
    /// The article and its annotations.
    pub annotated: &'a Annotated,
    /// Its units.
    pub doc: Document<'a>,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// What the rules find.
    pub drafts: Vec<Draft>,
    /// What the models see.
    pub columns: Columns,
    /// The annotated statements.
    pub gold: Vec<GoldTokens>,
    /// What the first model is to say.
    pub labels: Vec<u8>,
}

impl<'a> Lesson<'a> {
    /// Prepares an article.
    pub fn new(annotated: &'a Annotated) -> Self {
        let doc = Document::new(&annotated.article);
        let tags = tags::tag(&doc);
        let drafts = statements::find(&doc, &tags);
        let columns = Columns::new(&doc, &tags, &drafts);
        let gold = GoldTokens::all(annotated, &doc);
        let labels = proposal_labels(&gold, &doc);
        Self { annotated, doc, tags, drafts, columns, gold, labels }
    }

    /// The annotated statements as they are measured.
    pub fn said(&self) -> Vec<Said> {
        let said = |s: &Gold| Said { source: s.source.clone(), content: s.content.clone() };
        self.annotated.statements.iter().map(said).collect()
    }

    /// Statements found, as they are measured.
    pub fn found<'d>(&self, drafts: impl IntoIterator<Item = &'d Draft>) -> Vec<Said> {
        let spans = |ranges: &mut dyn Iterator<Item = &std::ops::Range<usize>>| -> Vec<Span> {
            ranges.filter_map(|r| self.doc.span(r)).collect()
        };
        let said = |d: &Draft| Said { source: spans(&mut d.source.iter()), content: spans(&mut d.content.iter()) };
        drafts.into_iter().map(said).collect()
    }
}
