//! Speech marked by the page and not by words: transcripts (`RUIZ: We waited.`), questions and answers, headlines with a
//! colon, and quotations with a dash and a name behind them.

use std::collections::HashMap;
use std::ops::Range;

use super::draft::Draft;
use super::reading::Reading;
use crate::analysis::Rule;
use crate::text::ParagraphKind;

/// Longest label, in tokens.
const LABEL: usize = 6;

/// Adds a statement for each labelled turn, where the article has at least two of them, and for headlines of the form
/// `Ruiz: port “safe”`.
pub fn find(r: &Reading, drafts: &mut Vec<Draft>) {
    let labels: Vec<(usize, Range<usize>)> =
        r.doc.paragraphs.iter().enumerate().filter_map(|(p, tokens)| Some((p, label(r, tokens)?))).collect();
    let mut times: HashMap<Vec<usize>, usize> = HashMap::new();
    for (_, label) in &labels {
        *times.entry(words(r, label)).or_default() += 1;
    }
    let is_turn = |label: &Range<usize>| is_capitals(r, label) || times[&words(r, label)] > 1;
    let turns = labels.iter().filter(|(p, label)| kind(r, *p) != ParagraphKind::Heading && is_turn(label)).count();
    for (p, label) in &labels {
        let paragraph = &r.doc.paragraphs[*p];
        let heading = kind(r, *p) == ParagraphKind::Heading;
        if !(heading || turns >= 2 && is_turn(label)) {
            continue;
        }
        let content = without_directions(r, label.end + 1..paragraph.end);
        if content.is_empty() || heading && r.words(content.clone()) < 2 {
            continue;
        }
        let (rule, confidence) = if heading { (Rule::Colon, 0.6) } else { (Rule::Transcript, 0.95) };
        let mut draft = Draft::new(content, confidence).because(r.doc, rule, &(label.start..label.end + 1));
        draft.source = Some(label.clone());
        draft.cue = heading.then(|| label.end..label.end + 1);
        drafts.push(draft);
    }
}

fn kind(r: &Reading, paragraph: usize) -> ParagraphKind {
    r.doc.article.paragraphs()[paragraph].kind
}

/// Capitalised words before a colon at the start of a paragraph.
fn label(r: &Reading, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let colon = paragraph.clone().take(LABEL + 1).find(|&i| r.is(i, &[":"]))?;
    let start = paragraph.start + usize::from(r.doc.is_quote_mark(paragraph.start));
    let label = start..colon.max(start);
    let fits = !label.is_empty()
        && colon + 1 < paragraph.end
        && label
            .clone()
            .all(|i| !r.doc.is_quote_mark(i) && (is_capitalised(r, i) || r.is(i, &[".", "of", "de", "'s", "the"])))
        && is_capitalised(r, label.start)
        && !r.is(
            label.start,
            &[
                "photo",
                "update",
                "correction",
                "note",
                "updated",
                "read",
                "related",
                "image",
                "source",
                "watch",
                "editor",
            ],
        );
    fits.then_some(label)
}

fn is_capitalised(r: &Reading, i: usize) -> bool {
    r.doc.word(i).starts_with(char::is_uppercase)
}

fn is_capitals(r: &Reading, label: &Range<usize>) -> bool {
    label.clone().all(|i| !r.doc.word(i).contains(char::is_lowercase))
}

fn words(r: &Reading, label: &Range<usize>) -> Vec<usize> {
    label.clone().map(|i| r.doc.word_id(i)).collect()
}

/// A turn without a stage direction at its edge: `(laughs)`, `[crosstalk]`.
fn without_directions(r: &Reading, mut content: Range<usize>) -> Range<usize> {
    if r.is(content.start, &["(", "["])
        && let Some(close) = content.clone().find(|&i| r.is(i, &[")", "]"]))
    {
        content.start = close + 1;
    }
    if !content.is_empty()
        && r.is(content.end - 1, &[")", "]"])
        && let Some(open) = content.clone().rev().find(|&i| r.is(i, &["(", "["]))
    {
        content.end = open;
    }
    content.start..content.end.max(content.start)
}

/// The name behind a quotation and a dash: `“…” — Ana Ruiz, harbour master`.
pub fn dash_byline(r: &Reading, quotation: &Range<usize>) -> Option<Range<usize>> {
    let dash = quotation.end;
    if dash + 1 >= r.doc.tokens.len() || !r.is(dash, &["—", "–", "--", "-", "―"]) || !is_capitalised(r, dash + 1)
    {
        return None;
    }
    let paragraph = &r.doc.paragraphs[r.doc.paragraph_of(dash)];
    let mut end = dash + 1;
    while end < paragraph.end && (is_capitalised(r, end) || r.is(end, &[".", "of", "de", "van"])) && end - dash <= 6 {
        end += 1;
    }
    let ends = end >= paragraph.end || r.is(end, &[",", "(", "."]);
    ends.then_some(dash + 1..end)
}
