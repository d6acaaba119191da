//! RSS and Atom: a feed reads as a list of its articles, each under its headline, with what the feed holds of it and
//! the address of the rest.

use super::html;
use crate::text::{Block, Outline, ParagraphKind};

/// How many articles of a feed are listed.
const ENTRIES: usize = 500;

/// The deepest that elements are nested; the parser counts levels in 16 bits.
const DEEPEST: usize = 10_000;

/// Whether more start tags than that are open at once, at the most: tags are counted, not read.
fn is_too_deep(bytes: &[u8]) -> bool {
    let mut depth = 0_usize;
    bytes.windows(2).any(|pair| {
        match pair {
            [b'<', b'/'] | [b'/', b'>'] => depth = depth.saturating_sub(1),
            [b'<', next] if next.is_ascii_alphabetic() => depth += 1,
            _ => {}
        }
        depth > DEEPEST
    })
}

/// Reads a feed.
pub(super) fn read(bytes: &[u8]) -> Result<Outline, String> {
    if is_too_deep(bytes) {
        return Err("its elements are nested too deeply".to_owned());
    }
    let feed = feed_rs::parser::parse(bytes).map_err(|e| e.to_string())?;
    let mut outline = Outline { title: feed.title.map(|title| title.content), ..Outline::default() };
    for entry in feed.entries.into_iter().take(ENTRIES) {
        let mut add = |kind, words| outline.blocks.push(Block { kind, words });
        if let Some(title) = entry.title {
            add(ParagraphKind::Heading, title.content);
        }
        let names: Vec<String> =
            entry.authors.into_iter().map(|author| author.name).filter(|n| !n.is_empty()).collect();
        let date = entry.published.or(entry.updated).map(|date| date.format("%Y-%m-%d").to_string());
        let link = entry.links.into_iter().next().map(|link| link.href);
        let about: Vec<String> =
            [(!names.is_empty()).then(|| names.join(", ")), date, link].into_iter().flatten().collect();
        if !about.is_empty() {
            add(ParagraphKind::Item, about.join(" | "));
        }
        let body = entry.content.and_then(|content| content.body).or(entry.summary.map(|summary| summary.content));
        outline.blocks.extend(html::read_chapter(&body.unwrap_or_default()).blocks);
    }
    Ok(outline)
}
