//! A dossier as one page that stands alone: no script, nothing loaded. What a version leaves out is `del`, what it has
//! instead is `ins`.

use std::io::{self, Write};

use super::telling::Fate;
use super::{Dossier, Place};
use crate::counted::counted;
use crate::export::escape::Escaped;

const STYLE: &str = include_str!("page.css");

pub(super) fn write(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    let title = format!("Dossier of {}", counted(dossier.items.len(), "article"));
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>")?;
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\"/>")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>")?;
    writeln!(out, "<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<ol>")?;
    for item in 0..dossier.items.len() {
        let (name, facts) = (dossier.title(item), dossier.facts(item));
        writeln!(
            out,
            "<li id=\"a{}\">{} <span class=\"meta\">{}</span></li>",
            item + 1,
            Escaped(&name),
            Escaped(&facts)
        )?;
    }
    writeln!(out, "</ol>")?;
    if let Some(kept) = dossier.kept() {
        writeln!(out, "<p>Only {}.</p>", Escaped(&kept))?;
    }
    quotes(dossier, out)?;
    voices(dossier, out)?;
    let version = env!("CARGO_PKG_VERSION");
    writeln!(
        out,
        "</main>\n<footer>Made by whosaid {version} from the words of the articles.</footer>\n</body>\n</html>"
    )
}

fn quotes(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<h2>Quotes in several articles</h2>")?;
    if dossier.quotes.is_empty() {
        return writeln!(out, "<p>None found.</p>");
    }
    write!(out, "<p>{} Of each the fullest version comes first; what another ", dossier.summary())?;
    writeln!(out, "<del>leaves out</del> is struck, what it <ins>has instead</ins> is underlined.</p>")?;
    for (number, quote) in (1..).zip(&dossier.quotes) {
        writeln!(out, "<section id=\"q{number}\">\n<h3>Quote {number}</h3>")?;
        if let Some(names) = dossier.contradiction_of(quote) {
            writeln!(out, "<p><strong>Contradiction: {}</strong></p>", Escaped(&names))?;
        }
        writeln!(out, "<ul>")?;
        for (at, version) in quote.versions.iter().enumerate() {
            let (id, head) = (version.place.0 + 1, dossier.head(version));
            write!(out, "<li><a class=\"meta\" href=\"#a{id}\">{}</a> ", Escaped(&head))?;
            if at > 0 && version.is_same() {
                write!(out, "<span class=\"meta\">the same words</span> ")?;
            }
            for (fate, words) in dossier.runs(quote, version) {
                match fate {
                    Fate::Same => write!(out, "{}", Escaped(&words))?,
                    Fate::Gone => write!(out, "<del>{}</del>", Escaped(&words))?,
                    Fate::New => write!(out, "<ins>{}</ins>", Escaped(&words))?,
                }
            }
            writeln!(out, "</li>")?;
        }
        writeln!(out, "</ul>\n</section>")?;
    }
    Ok(())
}

fn voices(dossier: &Dossier, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<h2>Voices</h2>")?;
    let unattributed = dossier.unattributed();
    if dossier.speaking().next().is_none() && unattributed.is_empty() {
        return writeln!(out, "<p>No statements found: {}.</p>", dossier.why_none());
    }
    for (_, voice) in dossier.speaking() {
        writeln!(out, "<h3>{}</h3>", Escaped(&voice.name))?;
        if !voice.aliases.is_empty() {
            writeln!(out, "<p class=\"meta\">Also {}.</p>", Escaped(&voice.aliases.join(", ")))?;
        }
        list(dossier, &voice.statements, out)?;
    }
    if !unattributed.is_empty() {
        writeln!(out, "<h3>Unattributed</h3>")?;
        list(dossier, &unattributed, out)?;
    }
    Ok(())
}

fn list(dossier: &Dossier, places: &[Place], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<ul>")?;
    for &(item, id) in places {
        let (digest, number) = (dossier.digest(item), item + 1);
        let statement = &digest.analysis.statements[id];
        let mut meta = format!("{number} ¶ {}, {}", digest.paragraph(statement.content[0]), statement.mode.name());
        for part in digest.cue(statement).map(String::from).into_iter().chain(digest.marks(id)) {
            meta += ", ";
            meta += &part;
        }
        write!(out, "<li><a class=\"meta\" href=\"#a{number}\">{}</a>", Escaped(&meta))?;
        for quote in dossier.quotes_of((item, id)) {
            write!(out, " <a class=\"meta\" href=\"#q{quote}\">quote {quote}</a>")?;
        }
        writeln!(out, " {}</li>", Escaped(&digest.content(statement)))?;
    }
    writeln!(out, "</ul>")
}
