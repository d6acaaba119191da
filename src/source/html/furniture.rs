//! What stands around an article on a page: menus, banners, buttons, lists of other articles.

use dom_query::{Document, NodeRef};

/// Elements that are never part of an article.
const ELEMENTS: &str = "nav, footer, form, button, dialog, [role=navigation], [role=banner], [role=search], \
    [role=dialog], [role=alert], [role=contentinfo], [aria-hidden=true], [hidden], aside";

/// Words in the class or the name of an element that is none either.
const WORDS: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "adslot",
    "sponsored",
    "sponsor",
    "promo",
    "promotion",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "share",
    "sharing",
    "sharebar",
    "social",
    "related",
    "recommended",
    "recommendations",
    "recirculation",
    "trending",
    "newsletter",
    "signup",
    "subscribe",
    "subscription",
    "paywall",
    "comments",
    "comment",
    "breadcrumb",
    "breadcrumbs",
    "readmore",
    "popular",
    "mostread",
    "menu",
    "toolbar",
    "popup",
    "modal",
    "navigation",
    "skip",
    "outbrain",
    "taboola",
    "login",
    "taglist",
    "tags",
];

/// Takes them out. What holds a good part of the page's prose stays, whatever it is called; a page without paragraphs
/// may have its prose in any element.
pub(super) fn remove(document: &Document) {
    let in_paragraphs = prose(&document.root());
    let measure = if in_paragraphs > 0 { prose } else { text };
    let all = measure(&document.root());
    let holds_the_article = |node: &NodeRef<'_>| measure(node) * 3 > all;
    for node in document.select(ELEMENTS).nodes() {
        if !holds_the_article(node) {
            node.remove_from_parent();
        }
    }
    for node in document.select("body [class], body [id]").nodes() {
        if is_named_so(node) && !holds_the_article(node) {
            node.remove_from_parent();
        }
    }
}

/// How many bytes of text stand in paragraphs.
fn prose(node: &NodeRef<'_>) -> usize {
    node.descendants_it().filter(|n| n.has_name("p")).map(|p| p.text().len()).sum()
}

/// How many bytes of text there are, scripts' data aside.
fn text(node: &NodeRef<'_>) -> usize {
    let is_shown = |n: &NodeRef<'_>| n.is_text() && n.parent().is_none_or(|parent| !parent.has_name("script"));
    node.descendants_it().filter(is_shown).map(|n| n.text().trim().len()).sum()
}

fn is_named_so(node: &NodeRef<'_>) -> bool {
    let names = [node.class(), node.id_attr()];
    names.iter().flatten().any(|name| {
        let joined = name.to_ascii_lowercase().replace("read-more", "readmore").replace("most-read", "mostread");
        joined.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| WORDS.contains(&word))
    })
}
