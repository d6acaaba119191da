//! Web pages: the article in a page, without what stands around it.
//!
//! Four steps: `prune` bounds the markup, so that no page, however hostile, costs more than its size; `furniture` takes
//! out what is plainly no article; `dom_smoothie` finds the part of the page that is one, and its title, author, date and
//! site in JSON-LD, Open Graph and meta elements; `walk` reads that part into paragraphs of their kinds.

mod furniture;
mod prune;
mod walk;

use dom_query::Document;
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;

use crate::text::{Block, Outline};

/// A page that says that it is not for everyone and holds fewer words than this shows the start of an article only.
const STUB_WORDS: usize = 250;
/// What names its author and ends like a sentence is one if it has more words than this (`J. R. van der Berg Jr.` has six).
const SENTENCE_WORDS: usize = 6;
/// Where a page may state its encoding, in bytes; the standard says 1024, pages go beyond.
const META_BYTES: usize = 4096;

/// What a page holds.
#[derive(Debug)]
pub(super) struct Page {
    pub outline: Outline,
    /// Whether the page says that only subscribers see the rest.
    pub stub: bool,
    /// Whether there was more in the page than is ever read.
    pub cut: bool,
}

/// Reads a page.
pub(super) fn read(html: &str) -> Page {
    let (pruned, cut) = prune::prune(html);
    let document = Document::from(pruned.as_str());
    let (headline, site) = (headline(&document), site(&document));
    furniture::remove(&document);

    let config = Config { keep_classes: true, char_threshold: 200, ..Config::default() };
    let article = Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse());
    let mut outline = if let Ok(article) = article {
        Outline {
            title: Some(article.title).filter(|title| !title.is_empty()),
            byline: article.byline.filter(|name| is_name(name)),
            date: article.published_time.map(day),
            site: article.site_name.or(site),
            blocks: walk::blocks(&Document::fragment(article.content)),
        }
    } else {
        // No article in it: then all of the page.
        let document = Document::from(pruned.as_str());
        furniture::remove(&document);
        Outline { site, blocks: walk::blocks(&document), ..Outline::default() }
    };
    // The page's name often has the site's behind it, or lacks what a headline has before its dash.
    let is_same = |title: &String, h: &String| title.starts_with(h.as_str()) || h.ends_with(title.as_str());
    if let Some(headline) = headline.filter(|h| outline.title.as_ref().is_none_or(|title| is_same(title, h))) {
        outline.title = Some(headline);
    }
    let words: usize = outline.blocks.iter().map(|block| block.words.split_whitespace().count()).sum();
    let stub = words < STUB_WORDS && says_that_it_is_paid(&pruned);
    Page { outline, stub, cut }
}

/// Reads one document of a book, all of it, for a chapter has no furniture; and whether its end was cut off.
pub(super) fn read_chapter(html: &str) -> (Vec<Block>, bool) {
    let (pruned, cut) = prune::prune(html);
    (walk::blocks(&Document::from(pruned.as_str())), cut)
}

/// The words of the page's only first-level heading.
fn headline(document: &Document) -> Option<String> {
    let headings = document.select("h1");
    let words = headings.text().split_whitespace().collect::<Vec<_>>().join(" ");
    (headings.length() == 1 && words.contains(' ')).then_some(words)
}

/// What a page calls its site in meta elements.
fn site(document: &Document) -> Option<String> {
    let stated = |selector: &str| document.select(selector).attr("content").map(|name| name.to_string());
    stated("meta[property='og:site_name']").or_else(|| stated("meta[name='application-name']"))
}

/// Whether what a page calls its author is one: neither an address nor a sentence about somebody.
fn is_name(byline: &str) -> bool {
    let is_sentence =
        byline.trim_end().ends_with(['.', '!', '?']) && byline.split_whitespace().count() > SENTENCE_WORDS;
    !byline.contains("://") && !is_sentence
}

/// The day of an ISO 8601 time; anything else as it stands.
fn day(time: String) -> String {
    match time.split_once('T') {
        Some((day, _)) if day.len() == 10 && day.starts_with(|c: char| c.is_ascii_digit()) => day.to_owned(),
        _ => time,
    }
}

/// Whether the page's structured data say that one has to pay for the article.
fn says_that_it_is_paid(html: &str) -> bool {
    const KEY: &str = "\"isAccessibleForFree\"";
    html.match_indices(KEY).any(|(at, _)| {
        let value = html[at + KEY.len()..].trim_start_matches([' ', ':', '"', '\n', '\t']);
        value.get(..5).is_some_and(|value| value.eq_ignore_ascii_case("false"))
    })
}

/// The encoding that a page states in a meta element or an XML declaration.
pub(super) fn stated_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(META_BYTES)];
    let at =
        |name: &[u8]| head.windows(name.len()).position(|w| w.eq_ignore_ascii_case(name)).map(|at| at + name.len());
    let value = |from: usize| {
        let label = head[from..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let label = label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label);
        let end = label.iter().position(|b| matches!(b, b'"' | b'\'' | b'>' | b' ' | b'/' | b';' | b'?'))?;
        Encoding::for_label(&label[..end])
    };
    let declared = head.starts_with(b"<?xml").then(|| at(b"encoding")).flatten();
    at(b"charset").and_then(value).or(declared.and_then(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::ParagraphKind;

    const PROSE: &str = "The council voted on Monday evening to keep the ferry in port until its hull has been mended, \
        although the owner, the crews and many of the people who live on the far bank had asked it not to.";

    fn page(body: &str) -> Vec<(ParagraphKind, String)> {
        let html = format!("<!doctype html><html><head><title>Ferry</title></head><body>{body}</body></html>");
        read(&html).outline.blocks.into_iter().map(|b| (b.kind, b.words)).collect()
    }

    #[test]
    fn parts_keep_their_kinds() {
        use ParagraphKind::{Caption, Heading, Item, Paragraph, Quote};
        let body = format!(
            "<article><p>{PROSE}</p><h2>Who pays</h2><p>{PROSE}</p><blockquote><p>We waited.</p></blockquote>\
             <ul><li>A hull</li><li>A crew</li></ul><p>{PROSE}</p>\
             <figure><img src=x><figcaption>The ferry in 1998.</figcaption></figure>\
             <table><tr><th>Year</th><th>Trips</th></tr><tr><td>1998</td><td>412</td></tr></table><p>{PROSE}</p></article>"
        );
        let kinds: Vec<_> = page(&body).iter().map(|(kind, _)| *kind).collect();
        assert_eq!(
            kinds,
            [Paragraph, Heading, Paragraph, Quote, Item, Item, Paragraph, Caption, Item, Item, Paragraph]
        );
    }

    #[test]
    fn the_head_is_taken_from_the_pages_own_data() {
        let html = format!(
            "<html><head><title>Ferry stays in port | The Quay Press</title>\
             <meta name=author content='Bo Li'><meta property='article:published_time' content='2024-07-09T08:00:00Z'>\
             </head><body><h1>Ferry stays in port</h1><article><p>{PROSE}</p><p>{PROSE}</p></article></body></html>"
        );
        let outline = read(&html).outline;
        assert_eq!(outline.title.as_deref(), Some("Ferry stays in port"));
        assert_eq!(outline.byline.as_deref(), Some("Bo Li"));
        assert_eq!(outline.date.as_deref(), Some("2024-07-09"));
    }

    #[test]
    fn a_site_is_called_as_its_data_say() {
        let publisher = "<script type='application/ld+json'>{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\
            \"headline\":\"Ferry\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"The Quay Press\"}}</script>";
        let graph = "<meta property='og:site_name' content='The Quay Press'>";
        let application = "<meta name='application-name' content='The Quay Press'>";
        for (head, site) in [
            (publisher.to_owned(), Some("The Quay Press")),
            (format!("{application}{graph}"), Some("The Quay Press")),
            (application.to_owned(), Some("The Quay Press")),
            (application.replace("The Quay Press", "\u{202e} \u{1b}"), None),
            (String::new(), None),
        ] {
            let html =
                format!("<html><head><title>Ferry</title>{head}</head><body><article><p>{PROSE}</p><p>{PROSE}</p>");
            let article = crate::Article::from_outline(&read(&html).outline, "-");
            assert_eq!(article.site(), site, "{head}");
            assert!(!article.text().contains("Quay Press"), "it is no part of the text");
        }
    }

    #[test]
    fn a_headline_keeps_what_stands_before_its_dash() {
        let title = "LISBON — Ferry stays in port until its hull has been mended, the council says";
        let html = format!(
            "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{PROSE}</p><p>{PROSE}</p>\
             <div class=author-bio>Bo Li says she writes for us here.</div></body></html>"
        );
        let outline = read(&html).outline;
        assert_eq!((outline.title.as_deref(), outline.byline), (Some(title), None));
    }

    #[test]
    fn a_stub_says_that_it_is_one() {
        let paid =
            r#"<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree": false}</script>"#;
        assert!(read(&format!("<html><head>{paid}</head><body><p>{PROSE}</p></body></html>")).stub);
        assert!(!read(&format!("<html><body><p>{PROSE}</p></body></html>")).stub);
    }

    #[test]
    fn encodings_are_read_where_pages_state_them() {
        for head in [
            "<html><meta charset=windows-1252>",
            "<META http-equiv='Content-Type' content='text/html; charset=iso-8859-1'>",
            "<?xml version=\"1.0\" encoding=\"latin1\"?>",
        ] {
            assert_eq!(stated_encoding(head.as_bytes()).map(Encoding::name), Some("windows-1252"), "{head}");
        }
        assert_eq!(stated_encoding(b"<html><meta charset"), None);
    }
}
