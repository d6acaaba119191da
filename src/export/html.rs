//! HTML: one page that stands alone, with the article, its statements marked in it, and the voices beside it.
//!
//! It works without script, loads nothing, and its policy forbids both. Who speaks is told by colour, by the number at
//! each statement and in words; how it is quoted by the line under it. It is well-formed XML too. Inside `<article>`, all
//! text but that of the links with class `n` is the text of the article.

use std::io::{self, Write};

use super::digest::{Digest, OWN, Voice};
use super::escape::Escaped;
use crate::analysis::{Analysis, StatementId};
use crate::counted::counted;
use crate::text::{Article, Paragraph, ParagraphKind, Span};

const STYLE: &str = include_str!("page.css");

/// How many voices have a colour of their own; the next begin again with the first.
const COLOURS: usize = 8;

/// What the page of an article without a headline is called.
const UNTITLED: &str = "Who said what";

/// Writes the analysis as a page.
///
/// ```
/// use whosaid::export::html;
/// use whosaid::{Article, analyze};
///
/// let article = Article::from_plain_text("“We waited,” said Ana Ruiz, the harbour master.", "example");
/// let mut out = Vec::new();
/// html::write(&article, &analyze(&article), &mut out)?;
/// assert!(String::from_utf8(out).unwrap().contains("<mark"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What `out` fails with.
pub fn write(article: &Article, analysis: &Analysis, out: &mut impl Write) -> io::Result<()> {
    let digest = Digest { article, analysis };
    let voices = digest.voices();
    let page = Page { digest, colours: colours(analysis, &voices), voices };
    page.head(out)?;
    writeln!(out, "<div class=\"two\">\n<main>")?;
    if article.title().is_none() {
        writeln!(out, "<h1>{UNTITLED}</h1>")?;
    }
    writeln!(out, "<p class=\"facts\">{}</p>\n<article>", Escaped(&page.facts()))?;
    page.article(out)?;
    writeln!(out, "</article>\n</main>\n<aside id=\"voices\" aria-label=\"Voices\">")?;
    page.voices(out)?;
    writeln!(out, "</aside>\n</div>")?;
    let version = env!("CARGO_PKG_VERSION");
    writeln!(out, "<footer>Made by whosaid {version} from the words of the article.</footer>\n</body>\n</html>")
}

/// For each statement the number of its colour; 0 where nobody is behind it.
fn colours(analysis: &Analysis, voices: &[Voice]) -> Vec<usize> {
    let mut colours = vec![0; analysis.statements.len()];
    for (rank, voice) in voices.iter().enumerate() {
        voice.statements.iter().for_each(|&id| colours[id] = rank % COLOURS + 1);
    }
    colours
}

struct Page<'a> {
    digest: Digest<'a>,
    voices: Vec<Voice<'a>>,
    colours: Vec<usize>,
}

/// A piece of a statement, and whether it is the first.
type Piece = (Span, StatementId, bool);

impl Page<'_> {
    fn head(&self, out: &mut impl Write) -> io::Result<()> {
        let title = self.digest.article.title().map_or(UNTITLED.into(), |title| self.digest.words(title));
        writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>")?;
        let policy = "default-src 'none'; style-src 'unsafe-inline'";
        writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"/>")?;
        writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")?;
        writeln!(out, "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>", Escaped(&title))?;
        writeln!(out, "<a class=\"skip\" href=\"#voices\">To the voices</a>")
    }

    fn facts(&self) -> String {
        let (article, analysis) = (self.digest.article, self.digest.analysis);
        let mut facts = Vec::new();
        facts.extend(self.digest.origin().map(|origin| format!("Source: {origin}")));
        facts.push(counted(article.words(), "word"));
        facts.push(counted(analysis.statements.len(), "statement"));
        facts.push(counted(self.voices.len(), "voice"));
        facts.extend(analysis.is_corrected().then(|| OWN.to_owned()));
        facts.extend(self.digest.kept().map(|kept| format!("only {kept}")));
        facts.join(" · ")
    }

    fn article(&self, out: &mut impl Write) -> io::Result<()> {
        let article = self.digest.article;
        let statements = self.digest.analysis.statements.iter().enumerate();
        let mut pieces: Vec<Piece> = statements
            .flat_map(|(id, s)| s.content.iter().enumerate().map(move |(i, &piece)| (piece, id, i == 0)))
            .collect();
        pieces.sort_unstable();
        let mut pieces = pieces.into_iter().peekable();
        let mut open: Vec<Piece> = Vec::new();
        for Paragraph { span, kind } in article.paragraphs() {
            let tag = match kind {
                ParagraphKind::Heading if article.title().is_some_and(|title| span.covers(title)) => "h1",
                ParagraphKind::Heading => "h2",
                _ => "p",
            };
            write!(out, "<{tag}>")?;
            let mut at = span.start();
            while at < span.end() {
                while let Some(piece) = pieces.next_if(|(piece, ..)| piece.start() <= at) {
                    if piece.2 {
                        self.number(piece.1, out)?;
                    }
                    open.push(piece);
                }
                open.retain(|(piece, ..)| piece.end() > at);
                let ends = open.iter().map(|(piece, ..)| piece.end());
                let next = pieces.peek().map(|(piece, ..)| piece.start());
                let end = ends.chain(next).min().unwrap_or(span.end()).min(span.end());
                let innermost = open.iter().min_by_key(|(piece, ..)| piece.len()).map(|&(_, id, _)| id);
                self.run(Span::new(at, end), innermost, out)?;
                at = end;
            }
            writeln!(out, "</{tag}>")?;
        }
        Ok(())
    }

    /// The number in front of a statement, which leads to it among the voices.
    fn number(&self, id: StatementId, out: &mut impl Write) -> io::Result<()> {
        let (number, colour, name) = (id + 1, self.colours[id], self.name(id));
        let label = format!("Statement {number}, {name}");
        write!(out, "<a class=\"n v{colour}\" id=\"s{number}\" href=\"#q{number}\" ")?;
        write!(out, "aria-label=\"{}\">{number}</a>", Escaped(&label))
    }

    /// Words that belong to one statement, or to none.
    fn run(&self, words: Span, id: Option<StatementId>, out: &mut impl Write) -> io::Result<()> {
        let words = Escaped(self.digest.article.slice(words));
        let Some(id) = id else { return write!(out, "{words}") };
        let (mode, colour) = (self.digest.analysis.statements[id].mode.name(), self.colours[id]);
        let title = format!("{}, {mode}", self.name(id));
        write!(out, "<mark class=\"v{colour} {mode}\" title=\"{}\">{words}</mark>", Escaped(&title))
    }

    fn name(&self, id: StatementId) -> String {
        let actor = self.digest.analysis.statements[id].actor;
        actor.map_or_else(|| "unattributed".to_owned(), |actor| self.digest.name(actor).into_owned())
    }

    fn voices(&self, out: &mut impl Write) -> io::Result<()> {
        let digest = self.digest;
        writeln!(out, "<h2>Voices</h2>")?;
        if digest.analysis.statements.is_empty() {
            writeln!(out, "<p>No statements found: {}.</p>", digest.why_none())?;
        } else {
            let key = [("direct", "quoted"), ("mixed", "partly quoted"), ("indirect", "reported")];
            let key = key.map(|(mode, means)| format!("<mark class=\"v0 {mode}\">{means}</mark>"));
            writeln!(out, "<p class=\"key\">{}</p>", key.join(" · "))?;
        }
        for (rank, voice) in self.voices.iter().enumerate() {
            writeln!(out, "<section class=\"v{}\">\n<h3>{}</h3>", rank % COLOURS + 1, Escaped(&voice.name))?;
            let count = counted(voice.statements.len(), "statement");
            let role = voice.role.iter().map(AsRef::as_ref);
            let line: Vec<&str> = role.chain([count.as_str()]).chain(voice.mark).collect();
            writeln!(out, "<p class=\"role\">{}</p>", Escaped(&line.join(" · ")))?;
            self.list(voice.statements, out)?;
        }
        let unattributed = digest.unattributed();
        if !unattributed.is_empty() {
            writeln!(out, "<section class=\"v0\">\n<h3>Unattributed</h3>")?;
            self.list(&unattributed, out)?;
        }
        if !digest.analysis.silences.is_empty() {
            writeln!(out, "<h2>Silences</h2>\n<ul class=\"silences\">")?;
            for silence in &digest.analysis.silences {
                let name = digest.someone(silence.actor);
                let (words, paragraph) = (digest.words(silence.span), digest.paragraph(silence.span));
                write!(out, "<li>{}: <span class=\"said\">{}</span>", Escaped(&name), Escaped(&words))?;
                writeln!(out, " <span class=\"meta\">¶ {paragraph}</span></li>")?;
            }
            writeln!(out, "</ul>")?;
        }
        Ok(())
    }

    /// The statements of a voice, and the end of its section.
    fn list(&self, statements: &[StatementId], out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "<ol>")?;
        for &id in statements {
            let (number, statement) = (id + 1, &self.digest.analysis.statements[id]);
            let mut meta = format!("¶ {}, {}", self.digest.paragraph(statement.content[0]), statement.mode.name());
            for part in self.digest.cue(statement).map(String::from).into_iter().chain(self.digest.marks(id)) {
                meta += ", ";
                meta += &part;
            }
            write!(out, "<li id=\"q{number}\"><span class=\"meta\"><a href=\"#s{number}\">{number}</a> ")?;
            let said = self.digest.content(statement);
            writeln!(out, "{}</span> <span class=\"said\">{}</span></li>", Escaped(&meta), Escaped(&said))?;
        }
        writeln!(out, "</ol>\n</section>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze;

    #[test]
    fn a_page_has_one_first_heading() {
        for text in
            ["“We waited,” said Ana Ruiz.", "Ferry stays in port\n\n“We waited,” said Ana Ruiz, the harbour master.\n"]
        {
            let article = Article::from_plain_text(text, "-");
            let mut page = Vec::new();
            write(&article, &analyze(&article), &mut page).unwrap();
            assert_eq!(String::from_utf8(page).unwrap().matches("<h1>").count(), 1, "{text}");
        }
    }
}
