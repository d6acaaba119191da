//! RSS and Atom: a feed reads as a list of its articles, each under its headline, with what the feed holds of it and
//! the address of the rest.

use super::{Missing, decode, html, xml};
use crate::text::{Block, Outline, ParagraphKind};

/// How many articles of a feed are listed.
const ENTRIES: usize = 500;

/// Reads a feed.
pub(super) fn read(bytes: &[u8]) -> Result<(Outline, Option<Missing>), Missing> {
    // The parser of feeds bounds no nesting.
    xml::stream(&decode(bytes.to_vec()).text, |_| {}).map_err(Missing::Damaged)?;
    let feed = feed_rs::parser::parse(bytes).map_err(|e| Missing::Damaged(e.to_string()))?;
    let mut outline = Outline { title: feed.title.map(|title| title.content), ..Outline::default() };
    let mut cut = feed.entries.len() > ENTRIES;
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
        let (blocks, is_cut) = html::read_chapter(&body.unwrap_or_default());
        outline.blocks.extend(blocks);
        cut |= is_cut;
    }
    Ok((outline, cut.then_some(Missing::Cut)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feed(items: &str) -> String {
        format!("<rss version=\"2.0\"><channel><title>The Quay</title>{items}</channel></rss>")
    }

    #[test]
    fn what_stands_in_quoted_markup_is_no_nesting() {
        let body = "<br>“We waited,” said Ana & Bo.".repeat(3_000);
        let item = format!("<item><title>Q & A</title><description><![CDATA[{body}]]></description></item>");
        let (outline, missing) = read(feed(&item).as_bytes()).unwrap();
        assert!(outline.blocks.iter().any(|block| block.words.contains("Ana & Bo")) && missing.is_none());
        let error = read(feed(&"<item>".repeat(5_000)).as_bytes()).unwrap_err();
        assert!(matches!(error, Missing::Damaged(what) if what.contains("nest")));
    }

    #[test]
    fn a_long_feed_says_that_it_is_cut() {
        let item = "<item><title>Ferry stays</title></item>";
        for (times, missing) in [(ENTRIES, None), (ENTRIES + 1, Some(Missing::Cut))] {
            assert_eq!(read(feed(&item.repeat(times)).as_bytes()).unwrap().1, missing);
        }
    }
}
