//! Bounds a page before it is parsed: no page costs more time or memory than its size warrants.
//!
//! A parser of HTML has to mend what is broken, and some mending is quadratic: unclosed formatting elements are opened
//! again in each paragraph, deep nesting is searched again at each tag. Here, formatting elements go (they part no words),
//! scripts, styles and comments go, long attributes go, and tags that would nest too deep or come too late.

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

/// The page with bounded markup, and whether its end was cut off.
pub(super) fn prune(html: &str) -> (String, bool) {
    let mut out = String::with_capacity(html.len().min(BYTES));
    let (mut depth, mut tags, mut at) = (0_usize, 0, 0);
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        out.push_str(&html[at..start]);
        if tags >= TAGS || out.len() >= BYTES {
            return (out, true);
        }
        let rest = &html[start + 1..];
        if rest.starts_with("!--") {
            at = rest.find("-->").map_or(html.len(), |end| start + 1 + end + 3);
            continue;
        }
        let closing = rest.starts_with('/');
        let name = &rest[usize::from(closing)..];
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len())];
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
        let end = start + 1 + tag_end(rest);
        let tag = &html[start..end];
        let name = name.to_ascii_lowercase();
        let name = name.as_str();
        at = end;
        if HIDDEN.contains(&name) {
            if !closing && !tag.ends_with("/>") {
                let close = closing_tag(&html[end..], name).map_or(html.len(), |close| end + close);
                if name == "script" && tag.contains("ld+json") && out.len() + (close - start) < BYTES {
                    out.push_str(&html[start..close]);
                }
                at = close;
            }
            continue;
        }
        if LOOKS.contains(&name) {
            continue;
        }
        if !OPEN_ENDED.contains(&name) && !tag.ends_with("/>") {
            if closing {
                depth = depth.saturating_sub(1);
                if depth >= DEPTH {
                    continue;
                }
            } else {
                depth += 1;
                if depth > DEPTH {
                    continue;
                }
            }
        }
        tags += 1;
        if tag.len() > TAG_BYTES {
            out.push('<');
            out.push_str(name);
            out.push('>');
        } else {
            out.push_str(tag);
        }
    }
    let rest = &html[at..];
    let room = BYTES.saturating_sub(out.len());
    let kept = rest.len().min(room);
    let kept = (0..=kept).rev().find(|&i| rest.is_char_boundary(i)).unwrap_or_default();
    out.push_str(&rest[..kept]);
    (out, kept < rest.len())
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
    }
}
