//! A dossier as one page that stands alone: no script, nothing loaded. What a version leaves out is `del`, what it has
//! instead is `ins`.

use std::io::{self, Write};

use super::telling::{Fate, Run};
use super::walk::{Said, Teller};
use super::{Dossier, Voice};
use crate::export::escape::Escaped;

const STYLE: &str = include_str!("page.css");

pub(super) fn write(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    dossier.tell(&mut Page(out))
}

struct Page<'a, W>(&'a mut W);

impl<W: Write> Teller for Page<'_, W> {
    fn begin(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.0, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>")?;
        let policy = "default-src 'none'; style-src 'unsafe-inline'";
        writeln!(self.0, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"/>")?;
        writeln!(self.0, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")?;
        writeln!(self.0, "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>")?;
        writeln!(self.0, "<body>\n<main>\n<h1>{title}</h1>\n<ol>")
    }

    fn article(&mut self, number: usize, title: &str, facts: &str) -> io::Result<()> {
        let (title, facts) = (Escaped(title), Escaped(facts));
        writeln!(self.0, "<li id=\"a{number}\">{title} <span class=\"meta\">{facts}</span></li>")
    }

    fn end_articles(&mut self, kept: Option<&str>) -> io::Result<()> {
        writeln!(self.0, "</ol>")?;
        kept.map_or(Ok(()), |kept| writeln!(self.0, "<p>Only {}.</p>", Escaped(kept)))
    }

    fn quotes(&mut self, summary: Option<&str>) -> io::Result<()> {
        writeln!(self.0, "<h2>Quotes in several articles</h2>")?;
        let Some(summary) = summary else { return writeln!(self.0, "<p>None found.</p>") };
        write!(self.0, "<p>{summary} Of each the fullest version comes first; what another ")?;
        writeln!(self.0, "<del>leaves out</del> is struck, what it <ins>has instead</ins> is underlined.</p>")
    }

    fn quote(&mut self, number: usize, contradiction: Option<&str>) -> io::Result<()> {
        writeln!(self.0, "<section id=\"q{number}\">\n<h3>Quote {number}</h3>")?;
        if let Some(names) = contradiction {
            writeln!(self.0, "<p><strong>Contradiction: {}</strong></p>", Escaped(names))?;
        }
        writeln!(self.0, "<ul>")
    }

    fn version(&mut self, article: usize, head: &str, is_same: bool, runs: &[Run]) -> io::Result<()> {
        write!(self.0, "<li><a class=\"meta\" href=\"#a{article}\">{}</a> ", Escaped(head))?;
        if is_same {
            write!(self.0, "<span class=\"meta\">the same words</span> ")?;
        }
        for (fate, words) in runs {
            match fate {
                Fate::Same => write!(self.0, "{}", Escaped(words))?,
                Fate::Gone => write!(self.0, "<del>{}</del>", Escaped(words))?,
                Fate::New => write!(self.0, "<ins>{}</ins>", Escaped(words))?,
            }
        }
        writeln!(self.0, "</li>")
    }

    fn end_quote(&mut self) -> io::Result<()> {
        writeln!(self.0, "</ul>\n</section>")
    }

    fn voices(&mut self, why_none: Option<&str>) -> io::Result<()> {
        writeln!(self.0, "<h2>Voices</h2>")?;
        why_none.map_or(Ok(()), |why| writeln!(self.0, "<p>No statements found: {why}.</p>"))
    }

    fn voice(&mut self, voice: Option<&Voice>) -> io::Result<()> {
        let name = voice.map_or("Unattributed", |voice| &voice.name);
        writeln!(self.0, "<h3>{}</h3>", Escaped(name))?;
        if let Some(voice) = voice.filter(|voice| !voice.aliases.is_empty()) {
            writeln!(self.0, "<p class=\"meta\">Also {}.</p>", Escaped(&voice.aliases.join(", ")))?;
        }
        writeln!(self.0, "<ul>")
    }

    fn statement(&mut self, said: &Said<'_>) -> io::Result<()> {
        let mut meta = format!("{} ¶ {}, {}", said.article, said.paragraph, said.mode);
        for part in said.cue.as_deref().into_iter().chain(said.marks.iter().map(String::as_str)) {
            meta += ", ";
            meta += part;
        }
        write!(self.0, "<li><a class=\"meta\" href=\"#a{}\">{}</a>", said.article, Escaped(&meta))?;
        for number in &said.quotes {
            write!(self.0, " <a class=\"meta\" href=\"#q{number}\">quote {number}</a>")?;
        }
        writeln!(self.0, " {}</li>", Escaped(&said.content))
    }

    fn end_voice(&mut self) -> io::Result<()> {
        writeln!(self.0, "</ul>")
    }

    fn end(&mut self) -> io::Result<()> {
        let version = env!("CARGO_PKG_VERSION");
        writeln!(
            self.0,
            "</main>\n<footer>Made by whosaid {version} from the words of the articles.</footer>\n</body>\n</html>"
        )
    }
}
