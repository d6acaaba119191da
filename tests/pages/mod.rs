//! Pages as sites build them, of our own making: the same story in each layout, with what stands around stories there.
//!
//! Whatever is said in the furniture is marked by [`NOISE`]; none of it may come out.

#![allow(dead_code, reason = "each of the tests that share these pages needs some of them only")]

pub mod pdf;

use whosaid::Article;
use whosaid::text::ParagraphKind;

/// What only furniture says; each layout that has furniture holds some of it.
pub const NOISE: &[&str] =
    &["cookies", "Oldtown", "Troll99", "Advertisement", "rights reserved", "Pundit", "newsletter"];

/// What a page tells.
pub struct Story {
    /// The headline; some stories have none.
    pub title: Option<String>,
    pub byline: Option<String>,
    /// The paragraphs below the headline, as HTML.
    pub parts: Vec<(ParagraphKind, String)>,
}

impl Story {
    /// The story of an article.
    pub fn of(article: &Article) -> Self {
        let words = |span| escape(article.slice(span));
        let paragraphs = article.paragraphs();
        let title = article.title().filter(|title| paragraphs.first().is_some_and(|p| p.span == *title));
        let below = paragraphs.iter().skip(usize::from(title.is_some()));
        Self {
            title: title.map(words),
            byline: article.byline().map(words),
            parts: below.map(|p| (p.kind, words(p.span))).collect(),
        }
    }

    /// What the page is called.
    fn name(&self) -> &str {
        self.title.as_deref().unwrap_or("The Quay Press")
    }

    /// Its headline, in an element of that class.
    fn headline(&self, class: &str) -> String {
        self.title.as_ref().map_or(String::new(), |title| format!("<h1 class=\"{class}\">{title}</h1>"))
    }

    /// Its elements, with `between` after each two.
    fn body(&self, between: &str) -> String {
        let element = |(kind, words): &(ParagraphKind, String)| match kind {
            ParagraphKind::Heading => format!("<h2>{words}</h2>\n"),
            ParagraphKind::Quote => format!("<blockquote><p>{words}</p></blockquote>\n"),
            ParagraphKind::Item => format!("<ul><li>{words}</li></ul>\n"),
            ParagraphKind::Caption => {
                format!("<figure><img src=p.jpg><figcaption>{words}</figcaption></figure>\n")
            }
            ParagraphKind::Paragraph if self.byline.as_ref().is_some_and(|name| is_credit(words, name)) => {
                format!("<p class=byline>{words}</p>\n")
            }
            ParagraphKind::Paragraph => format!("<p>{words}</p>\n"),
        };
        let elements: Vec<String> = self.parts.iter().map(element).collect();
        elements.chunks(2).map(<[String]>::concat).collect::<Vec<_>>().join(between)
    }
}

fn is_credit(words: &str, name: &str) -> bool {
    words.contains(name) && words.len() < name.len() + 40
}

fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;")
}

fn page(head: &str, inner: &str) -> String {
    format!("<!DOCTYPE html><html lang=en><head><meta charset=utf-8>{head}</head><body>{inner}</body></html>")
}

const ABOVE: &str = "<a class=skip-link href=#main>Skip to content</a><div class=\"cookie-banner\" role=dialog><p>We value \
    your privacy, said our lawyers. “Accept all cookies,” they told us.</p><button>Accept</button></div><header \
    class=site-header><a href=/>The Quay Press</a><nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul>\
    </nav></header>";
const AD: &str = "<div class=\"ad-slot\" id=ad-7><p>Advertisement</p></div><p>Read more: <a href=/2>Ten ways to save, \
    mayor of Oldtown says</a></p>";
const BELOW: &str = "<div class=\"share-bar\"><a href=x>Share on X</a></div><section class=\"related\"><h3>Related</h3><ul><li>\
    <a href=/1>“We will never surrender,” says mayor of Oldtown</a></li></ul></section><div class=newsletter-signup><h3>Our \
    newsletter</h3><p>“The best newsletter there is,” says Ann Pundit.</p></div><div id=\"comments\"><p>Troll99 said: “This is \
    all lies and nobody believes it.”</p></div><footer><p>© The Quay Press. All rights reserved.</p></footer>";

/// A layout: its name, and how it dresses a story.
pub type Layout = (&'static str, fn(&Story) -> String);

/// Layouts that hold a whole story.
pub const LAYOUTS: &[Layout] = &[
    ("bare", bare),
    ("news site", news),
    ("AMP", amp),
    ("blog", blog),
    ("live blog", live),
    ("wire copy", wire),
    ("magazine", magazine),
    ("web application", application),
    ("line breaks", breaks),
    ("tables", tables),
    ("nothing closed", unclosed),
    ("deeply nested", nested),
];

fn bare(story: &Story) -> String {
    page(&format!("<title>{}</title>", story.name()), &(story.headline("") + &story.body("")))
}

/// The head of a page that says in three ways what it is about.
fn data(story: &Story, kind: &str) -> String {
    let title = story.name();
    let quoted = title.replace('\\', "\\\\").replace('"', "\\\"");
    let attribute = title.replace('"', "&quot;");
    let author = story.byline.as_ref().map_or(String::new(), |name| {
        format!(",\"author\":{{\"@type\":\"Person\",\"name\":\"{}\"}}", name.replace('"', "\\\""))
    });
    format!(
        "<title>{title} | The Quay Press</title><meta property=\"og:site_name\" content=\"The Quay Press\">\
         <meta property=\"og:title\" content=\"{attribute}\"><meta property=\"og:description\" content=\"All the news, says Oldtown\">\
         <script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\"{kind}\",\
         \"headline\":\"{quoted}\"{author}}}</script><style>p{{color:red}}</style><script>var a='<p>no</p>'</script>"
    )
}

fn news(story: &Story) -> String {
    let inner = format!(
        "{ABOVE}<main id=main><article>{}<figure class=lead><img src=a.jpg alt=''></figure>{}</article></main>{BELOW}",
        story.headline("headline"),
        story.body(AD)
    );
    page(&data(story, "NewsArticle"), &inner)
}

fn amp(story: &Story) -> String {
    let inner = format!(
        "<amp-sidebar id=side><ul><li><a href=/>Home</a></li></ul></amp-sidebar><amp-consent><div>We use cookies</div></amp-consent>\
         <article class=amp-wp-article><header class=amp-wp-article-header>{}</header><div class=amp-wp-article-content>{}\
         </div></article><amp-ad width=300><div>Advertisement</div></amp-ad><footer><p>All rights reserved.</p></footer>",
        story.headline("headline"),
        story.body("<amp-ad type=x layout=responsive></amp-ad>")
    );
    page(&format!("{}<style amp-boilerplate>body{{}}</style>", data(story, "NewsArticle")), &inner)
}

fn blog(story: &Story) -> String {
    let inner = format!(
        "{ABOVE}<div id=content><div class=\"post hentry\">{}<div class=entry-content>{}</div>\
         <p class=tags>Filed under <a href=t>Oldtown</a></p></div></div><aside class=sidebar><h3>Popular</h3><ul><li><a href=x>“I \
         quit,” says mayor of Oldtown</a></li></ul></aside>{BELOW}",
        story.headline("headline"),
        story.body("")
    );
    page(&data(story, "BlogPosting"), &inner)
}

/// Entries with their times, each a few paragraphs.
fn live(story: &Story) -> String {
    let entry = |(i, parts): (usize, &[(ParagraphKind, String)])| {
        let part = Story { title: None, byline: None, parts: parts.to_vec() };
        let time = format!("1{}:0{}", i / 10 % 10, i % 10);
        format!(
            "<div class=\"entry\" id=e{i}><time datetime=\"2024-07-09T{time}:00Z\">{time} BST</time>{}\
             <div class=share-links><a href=x>Share</a></div></div>",
            part.body("")
        )
    };
    let entries: String = story.parts.chunks(3).enumerate().map(entry).collect();
    let inner = format!(
        "{ABOVE}<main><article class=live>{}<section>{entries}</section></article></main>{BELOW}",
        story.headline("live-headline")
    );
    page(&data(story, "LiveBlogPosting"), &inner)
}

fn wire(story: &Story) -> String {
    let inner = format!("{}<div class=story><div class=text>{}</div></div>", story.headline(""), story.body(""));
    page(&format!("<title>{}</title>", story.name()), &inner)
}

/// Pull quotes and a box beside the text, which repeat and advertise.
fn magazine(story: &Story) -> String {
    let longest =
        story.parts.iter().map(|(_, words)| words.as_str()).max_by_key(|words| words.len()).unwrap_or_default();
    let pull = format!("<aside class=pullquote><p>{longest}</p></aside>");
    let inner = format!(
        "{ABOVE}<main><article><header>{}</header><div class=prose>{pull}{}</div><div class=author-bio><p>Ann Pundit \
         says she writes for us.</p></div></article></main>{BELOW}",
        story.headline("headline"),
        story.body("")
    );
    page(&data(story, "Article"), &inner)
}

/// Generated class names, and a box around everything.
fn application(story: &Story) -> String {
    let body = story.body("<div class=css-9z data-testid=ad><div class=css-0>Advertisement</div></div>");
    let body = body
        .replace("<p>", "<div class=css-1a2b3c><p class=css-x><span style='x'>")
        .replace("</p>", "</span></p></div>");
    let inner = format!(
        "<div id=root><div class=css-1>{ABOVE}</div><div class=css-2><div class=css-3>{}</div><section \
         class=css-5>{body}</section></div><div class=css-6>{BELOW}</div></div><script>window.__DATA__={{\"a\":\"<p>no\"}}</script>",
        story.headline("css-4")
    );
    page(&data(story, "NewsArticle"), &inner)
}

/// Paragraphs parted by two line breaks.
fn breaks(story: &Story) -> String {
    let text: Vec<&str> = story.parts.iter().map(|(_, words)| words.as_str()).collect();
    let inner = format!(
        "<div id=menu><a href=/>Home</a> | <a href=/w>World</a></div>{}<div class=text>{}</div><div id=footer>All rights \
         reserved.</div>",
        story.headline(""),
        text.join("<br><br>\n")
    );
    page(&format!("<title>{}</title>", story.name()), &inner)
}

fn tables(story: &Story) -> String {
    let inner = format!(
        "<table width=760><tr><td width=120><a href=/>Home</a><br><a href=/w>World</a></td><td>{}{}</td></tr><tr><td \
         colspan=2><font size=1>© The Quay Press</font></td></tr></table>",
        story.headline("headline"),
        story.body("")
    );
    page(&format!("<title>{}</title>", story.name()), &inner)
}

fn unclosed(story: &Story) -> String {
    let body = story.body("").replace("</p>", "").replace("</li>", "").replace("<p>", "<P ALIGN=left>");
    format!("<TITLE>{}</TITLE><BODY BGCOLOR=white>{}{body}", story.name(), story.headline(""))
}

fn nested(story: &Story) -> String {
    let (open, close) = ("<div>".repeat(40), "</div>".repeat(40));
    page(&data(story, "NewsArticle"), &format!("{ABOVE}{open}{}{}{close}{BELOW}", story.headline(""), story.body("")))
}

/// The start of a story that only subscribers may read on.
pub fn stub(story: &Story) -> String {
    let first =
        Story { title: story.title.clone(), byline: None, parts: story.parts[..story.parts.len().min(2)].to_vec() };
    let paid =
        "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}</script>";
    let inner = format!(
        "{ABOVE}<main><article>{}{}</article><div class=paywall><h2>Subscribe to read on</h2><p>Our newsletter is \
         loved, says Ann Pundit.</p></div></main>{BELOW}",
        story.headline(""),
        first.body("")
    );
    page(&format!("<title>{}</title>{paid}", story.name()), &inner)
}

/// The story as Markdown.
pub fn markdown(article: &Article) -> String {
    let mut out = String::new();
    for p in article.paragraphs() {
        let mark = match p.kind {
            _ if article.title() == Some(p.span) => "# ",
            ParagraphKind::Heading => "## ",
            ParagraphKind::Quote => "> ",
            ParagraphKind::Item => "- ",
            _ => "",
        };
        out.push_str(mark);
        // A line that begins like a heading or a list would become one.
        let words = article.slice(p.span);
        let escaped = if words.starts_with(['#', '-', '+', '>']) { "\\" } else { "" };
        out.extend([escaped, &words.replace('*', "\\*").replace('_', "\\_").replace('[', "\\["), "\n\n"]);
    }
    out
}
