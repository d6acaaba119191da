//! Bounds a page before it is parsed: no page costs more time or memory than its size warrants.
//!
//! A parser of HTML has to mend what is broken, and some mending is quadratic: unclosed formatting elements are opened
//! again in each paragraph, deep nesting is searched again at each tag. Here, formatting elements go (they part no words),
//! scripts, styles and comments go, long attributes go, and tags that would nest too deep or come too late. A tag that ends
//! itself goes too, for a parser of HTML would take it for one that does not; each closing tag that is kept closes what
//! stands open inside its element, and one that closes nothing goes: what is left nests as it is counted here.

/// Tags deeper than this are dropped; their words stay.
const DEPTH: usize = 120;
/// How many tags are kept; the most laden front pages have some ten thousand.
const TAGS: usize = 60_000;
/// How many bytes of markup and text are kept.
const BYTES: usize = 8 << 20;
/// A tag longer than this loses its attributes.
const TAG_BYTES: usize = 4 << 10;

/// Elements whose content is no text.
const HIDDEN: &[&str] =
    &["script", "style", "svg", "template", "noscript", "iframe", "object", "canvas", "math", "select"];
/// Elements that only change how words look.
const LOOKS: &[&str] = &[
    "b", "i", "em", "strong", "font", "u", "s", "small", "big", "code", "tt", "strike", "nobr", "mark", "wbr",
    "applet", "marquee", "bdo", "bdi",
];
/// Elements without an end, or whose end may be left out.
const OPEN_ENDED: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "p", "li",
    "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "html", "head", "body",
];

/// Of these, the parts of tables, which grow as deep as the tables that hold them.
const TABLE_PARTS: &[&str] = &["col", "tr", "td", "th", "thead", "tbody", "tfoot"];

/// The page with bounded markup, and whether its end was cut off.
pub(super) fn prune(html: &str) -> (String, bool) {
    let mut out = String::with_capacity(html.len().min(BYTES));
    let mut open: Vec<String> = Vec::new();
    let (mut tags, mut at) = (0, 0);
    while let Some(found) = html[at..].find('<') {
        if tags >= TAGS || out.len() + found > BYTES {
            break;
        }
        let start = at + found;
        out.push_str(&html[at..start]);
        let rest = &html[start + 1..];
        if rest.starts_with("!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + 1 + end + 3);
            continue;
        }
        let closing = rest.starts_with('/');
        let name = &rest[usize::from(closing)..];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            // A declaration, or a sign of its own.
            at = if rest.starts_with(['!', '?', '/']) {
                rest.find('>').map_or(html.len(), |end| start + 1 + end + 1)
            } else {
                out.push_str("&lt;");
                start + 1
            };
            continue;
        }
        let name =
            &name[..name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(name.len())];
        let end = start + 1 + tag_end(rest);
        let tag = &html[start..end];
        let name = name.to_ascii_lowercase();
        at = end;
        if HIDDEN.contains(&name.as_str()) {
            if !closing && !ends_itself(tag) {
                let close = closing_tag(&html[end..], &name).map_or(html.len(), |close| end + close);
                if name == "script" && tag.contains("ld+json") && out.len() + (close - start) < BYTES {
                    out.push_str(&html[start..close]);
                }
                at = close;
            }
            continue;
        }
        if LOOKS.contains(&name.as_str()) {
            continue;
        }
        let open_ended = OPEN_ENDED.contains(&name.as_str());
        let fits = open.len() < DEPTH || (open_ended && !TABLE_PARTS.contains(&name.as_str()));
        if closing && !open_ended {
            let Some(outermost) = closed_by(&name, &open) else { continue };
            for inner in open.drain(outermost..).rev() {
                out.extend(["</", &inner, ">"]);
            }
        } else if fits && (open_ended || !ends_itself(tag)) {
            push_tag(&mut out, tag, &name);
            if !open_ended {
                open.push(name);
            }
        } else {
            continue;
        }
        tags += 1;
    }
    let rest = &html[at..];
    let text = rest.find('<').unwrap_or(rest.len()).min(BYTES.saturating_sub(out.len()));
    let kept = (0..=text).rev().find(|&i| rest.is_char_boundary(i)).unwrap_or_default();
    out.push_str(&rest[..kept]);
    (out, kept < rest.len())
}

fn push_tag(out: &mut String, tag: &str, name: &str) {
    if tag.len() > TAG_BYTES {
        out.extend([if tag.starts_with("</") { "</" } else { "<" }, name, ">"]);
    } else {
        out.push_str(tag);
    }
}

/// Which is the outermost of the open elements that a closing tag ends: the last of its name, in the same table.
fn closed_by(name: &str, open: &[String]) -> Option<usize> {
    let table = open.iter().rposition(|outer| outer == "table").unwrap_or_default();
    open[table..].iter().rposition(|outer| outer == name).map(|at| table + at)
}

/// Whether a tag ends with a slash that is no part of an attribute's value without quotes.
fn ends_itself(tag: &str) -> bool {
    tag.strip_suffix("/>").is_some_and(|tag| {
        let parted = tag.ends_with(|c: char| c.is_ascii_whitespace());
        let last = tag.split_ascii_whitespace().next_back().unwrap_or_default();
        !last.contains('=') || last.ends_with(['"', '\'']) || (parted && !last.ends_with('='))
    })
}

/// Where a tag ends, behind its `>`; quoted attribute values may hold one.
fn tag_end(rest: &str) -> usize {
    let mut quote = None;
    let mut before = b' ';
    for (i, b) in rest.bytes().enumerate() {
        match quote {
            Some(mark) if b == mark => quote = None,
            None if matches!(b, b'"' | b'\'') && before == b'=' => quote = Some(b),
            None if b == b'>' => return i + 1,
            _ => {}
        }
        if !b.is_ascii_whitespace() {
            before = b;
        }
    }
    rest.len()
}

/// Where the closing tag of a hidden element ends.
fn closing_tag(rest: &str, name: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let start = at + rest[at..].find("</")?;
        let behind = &rest[start + 2..];
        if behind.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return Some(start + 2 + behind.find('>').map_or(behind.len(), |end| end + 1));
        }
        at = start + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_no_words_goes() {
        let html =
            "<!doctype html><p class=\"a>b\">One <b>two</b><!-- no --><script>if (a<b) '</p>'</script> 3 < 4</p>";
        assert_eq!(prune(html).0, "<p class=\"a>b\">One two 3 &lt; 4</p>");
        let data = "<script type='application/ld+json'>{}</script>";
        assert_eq!(prune(data).0, data);
    }

    #[test]
    fn depth_tags_and_attributes_are_bounded() {
        let (deep, _) = prune(&("<div>".repeat(5000) + "words" + &"</div>".repeat(5000)));
        assert_eq!((deep.matches("<div>").count(), deep.matches("</div>").count()), (DEPTH, DEPTH));
        assert!(deep.contains("words"));
        let (many, cut) = prune(&"<p>a".repeat(TAGS + 5));
        assert!(cut && many.matches("<p>").count() == TAGS);
        assert_eq!(prune(&format!("<p id=\"{}\">x", "a".repeat(TAG_BYTES))).0, "<p>x");
        assert_eq!(prune("<p").0, "<p");
        assert_eq!(prune("a<script>b").0, "a");
        let (long, cut) = prune(&format!("<p>{}<p>x", "é ".repeat(BYTES)));
        assert!(cut && long.len() <= BYTES && long.len() > BYTES - 4 && long.ends_with(['é', ' ']));
    }

    #[test]
    fn what_is_kept_nests() {
        for (html, kept) in [
            ("<div>a</x>b</div></div>c", "<div>ab</div>c"),
            ("<div><span>a</div>b</span>c", "<div><span>a</span></div>bc"),
            ("<div><table><td>a</div>b</table></div>c", "<div><table><td>ab</table></div>c"),
            ("<div/>a<div class='b' />c<Title/>d", "acd"),
            ("<a id=\"p1\"/>a<a href=/>b</a><a href= />c</a><a href=x />d", "a<a href=/>b</a><a href= />c</a>d"),
            ("a<br/>b<script src=\"x\"/>c", "a<br/>bc"),
            ("<o:p>a</o:p>b<p>c</p>", "<o:p>a</o:p>b<p>c</p>"),
        ] {
            assert_eq!(prune(html), (kept.to_owned(), false), "{html}");
        }
        assert_eq!(prune(&"<div/>".repeat(TAGS + 5)), (String::new(), false));
        let (crossed, _) = prune(&"<div></x>".repeat(TAGS + 5));
        assert_eq!(crossed, "<div>".repeat(DEPTH));
    }
}
