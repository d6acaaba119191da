//! Words of the article inside HTML and XML: shown as they are, never taken for markup.

use std::fmt;

use super::digest::one_line;

/// Text between tags or between double quotation marks; line breaks become spaces.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(&one_line(self.0), f)
    }
}

/// The same with line breaks as they are.
pub(super) struct Lines<'a>(pub(super) &'a str);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(self.0, f)
    }
}

fn escape(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut done = 0;
    for (at, mark) in text.match_indices(['&', '<', '>', '"', '\'', '\u{fffe}', '\u{ffff}']) {
        f.write_str(&text[done..at])?;
        f.write_str(match mark {
            "&" => "&amp;",
            "<" => "&lt;",
            ">" => "&gt;",
            "\"" => "&quot;",
            "'" => "&#39;",
            // XML has no way to write these.
            _ => "\u{fffd}",
        })?;
        done = at + mark.len();
    }
    f.write_str(&text[done..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        let hostile = "<b>&amp;\"'\u{ffff}\n";
        assert_eq!(Escaped(hostile).to_string(), "&lt;b&gt;&amp;amp;&quot;&#39;\u{fffd}");
        assert_eq!(Lines("a\n\nb").to_string(), "a\n\nb");
    }
}
