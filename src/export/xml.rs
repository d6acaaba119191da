//! XML in the form of the annotated articles, as `assets/corpus/README.md` describes it: the text with its statements and
//! names as elements in it. What the program found can so be corrected by hand and used for training.
//!
//! Elements nest and never cross: a part that crosses another is cut in two, a name that does is left out. The form
//! knows neither confidences nor silences. Statements of nobody are put down to an actor `nobody` without a name.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io::{self, Write};

use super::digest::Digest;
use super::escape::{Escaped, Lines};
use crate::analysis::{ActorId, Analysis, EntityKind, Statement, StatementId};
use crate::text::{Article, Span};

/// Writes the article with the analysis in it.
///
/// ```
/// use whosaid::export::xml;
/// use whosaid::{Article, analyze};
///
/// let article = Article::from_plain_text("“We waited,” said Ana Ruiz, the harbour master.", "example");
/// let mut out = Vec::new();
/// xml::write(&article, &analyze(&article), &mut out)?;
/// assert!(String::from_utf8(out).unwrap().contains("<article"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What `out` fails with.
pub fn write(article: &Article, analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let digest = Digest { article, analysis };
    let title = article.title().map(|title| digest.words(title)).unwrap_or_default();
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    if let Some(kept) = digest.kept() {
        // Two hyphens would end a comment.
        writeln!(out, "<!-- only {} -->", Escaped(&kept.replace('-', "‐")))?;
    }
    writeln!(out, "<article title=\"{}\" genre=\"\">", Escaped(&title))?;
    actors(digest, out)?;
    writeln!(out, "<text>")?;
    text(digest, out)?;
    writeln!(out, "\n</text>\n</article>")
}

fn actors(digest: Digest, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<actors>")?;
    for (id, actor) in digest.analysis.actors.iter().enumerate() {
        write!(out, "<actor id=\"{}\" name=\"{}\"", name_of(Some(id)), Escaped(&digest.name(id)))?;
        let aliases: Vec<_> = actor.aliases.iter().map(|&alias| digest.words(alias)).collect();
        let aliases: Vec<_> = aliases.iter().map(AsRef::as_ref).filter(|alias: &&str| !alias.contains('|')).collect();
        write!(out, " aliases=\"{}\" kind=\"{}\"", Escaped(&aliases.join("|")), actor.kind.name())?;
        if let Some(role) = actor.role {
            write!(out, " role=\"{}\"", Escaped(&digest.words(role)))?;
        }
        writeln!(out, "/>")?;
    }
    if digest.analysis.statements.iter().any(|statement| statement.actor.is_none()) {
        writeln!(out, "<actor id=\"{}\" name=\"\"/>", name_of(None))?;
    }
    writeln!(out, "</actors>")
}

fn name_of(actor: Option<ActorId>) -> String {
    actor.map_or_else(|| "nobody".to_owned(), |actor| format!("a{}", actor + 1))
}

/// An element of the text.
struct Mark {
    tag: &'static str,
    attributes: String,
}

fn marks(analysis: &Analysis) -> Vec<(Span, Mark)> {
    let mut marks = Vec::new();
    for (id, statement) in analysis.statements.iter().enumerate() {
        let number = format!("s=\"{}\"", id + 1);
        let all = attributes(id, statement);
        let cue = statement.cue.map(|cue| (cue, format!("{all} class=\"{}\"", statement.class.name())));
        let bare = |&span: &Span| (span, number.clone());
        let mut content: Vec<_> = statement.content.iter().map(bare).collect();
        match cue {
            Some((span, attributes)) => marks.push((span, Mark { tag: "cue", attributes })),
            None => content[0].1.clone_from(&all),
        }
        marks.extend(content.into_iter().map(|(span, attributes)| (span, Mark { tag: "content", attributes })));
        let source = statement.source.iter().map(bare);
        marks.extend(source.map(|(span, attributes)| (span, Mark { tag: "source", attributes })));
    }
    for entity in analysis.entities.iter().filter(|entity| entity.kind != EntityKind::Other) {
        let actor = entity.actor.map(|actor| format!(" a=\"{}\"", name_of(Some(actor)))).unwrap_or_default();
        marks.push((entity.span, Mark { tag: "e", attributes: format!("k=\"{}\"{actor}", entity.kind.name()) }));
    }
    marks
}

fn attributes(id: StatementId, statement: &Statement) -> String {
    let (actor, layer) = (name_of(statement.actor), statement.layer.name());
    let polarity = if statement.negated { " pol=\"-\"" } else { "" };
    let via = statement.via.map(|via| format!(" via=\"{}\"", name_of(Some(via)))).unwrap_or_default();
    format!("s=\"{}\" a=\"{actor}\" layer=\"{layer}\"{polarity}{via}", id + 1)
}

fn text(digest: Digest, out: &mut impl Write) -> io::Result<()> {
    let (text, marks) = (digest.article.text(), marks(digest.analysis));
    let mut waiting: BTreeSet<(usize, Reverse<usize>, usize)> =
        marks.iter().enumerate().map(|(index, (span, _))| (span.start(), Reverse(span.end()), index)).collect();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut done = 0;
    while let Some((start, Reverse(end), index)) = waiting.pop_first() {
        close(text, &marks, &mut open, &mut done, start, out)?;
        let mark = &marks[index].1;
        let end = match open.last() {
            Some(&(around, _)) if around < end => {
                if mark.tag == "e" {
                    continue;
                }
                let rest = &text[around..end];
                if !rest.trim().is_empty() {
                    waiting.insert((end - rest.trim_start().len(), Reverse(end), index));
                }
                around
            }
            _ => end,
        };
        write!(out, "{}<{} {}>", Lines(&text[done..start]), mark.tag, mark.attributes)?;
        done = start;
        open.push((end, index));
    }
    close(text, &marks, &mut open, &mut done, text.len(), out)?;
    write!(out, "{}", Lines(&text[done..]))
}

/// Writes the text and the end tags of all elements that end by `until`.
fn close(
    text: &str,
    marks: &[(Span, Mark)],
    open: &mut Vec<(usize, usize)>,
    done: &mut usize,
    until: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    while let Some(&(end, index)) = open.last().filter(|(end, _)| *end <= until) {
        write!(out, "{}</{}>", Lines(&text[*done..end]), marks[index].1.tag)?;
        *done = end;
        open.pop();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Annotated;

    /// Written, read by the reader of the annotated articles, and compared.
    fn reads_back(source: &str) {
        let article = Article::from_plain_text(source, "sample.txt");
        let analysis = crate::analyze(&article);
        let mut out = Vec::new();
        write(&article, &analysis, &mut out).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sample.xml");
        std::fs::write(&path, &out).unwrap();
        let read = Annotated::read(&path).unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(read.article.text(), article.text());
        assert_eq!(read.statements.len(), analysis.statements.len());
        let said = |pieces: &[Span]| pieces.iter().map(|&p| article.slice(p)).collect::<String>().replace(' ', "");
        for (id, statement) in analysis.statements.iter().enumerate() {
            let same = read.statements.iter().find(|other| other.id == (id + 1).to_string()).unwrap();
            assert_eq!(said(&same.content), said(&statement.content));
            assert_eq!(same.class, statement.cue.map(|_| statement.class));
            assert_eq!((same.layer, same.negated), (Some(statement.layer), statement.negated));
            // A statement without words for its source is nobody's to the reader of the corpus.
            let hidden = same.actor.is_none() && statement.source.is_none();
            assert!(hidden || same.actor == statement.actor.or(Some(analysis.actors.len())));
        }
    }

    #[test]
    fn the_reader_of_the_corpus_reads_it() {
        reads_back(include_str!("../../assets/articles/rate-cut.txt"));
        reads_back(include_str!("../../assets/articles/ferry-crab.txt"));
        reads_back(include_str!("../../assets/articles/cholera-briefing.txt"));
    }
}
