//! Makes any decoded text safe and uniform before anything else sees it.
//!
//! What a terminal could take for a command, what makes letters stand in another order than they are stored, and what
//! nobody can see is dropped; every kind of line break becomes `\n` and every kind of space a plain one. The words stay.

/// Returns the text with
/// - `\n` for each line break (CRLF, CR, VT, FF, NEL, U+2028) and `\n\n` for U+2029, the paragraph separator;
/// - a plain space for each Unicode space, no-break ones included (names and searches must match across them), and eight
///   for a tab, so that it counts as an indent;
/// - no escape sequences of terminals (ECMA-48), whole with their parameters, in their 7-bit and 8-bit forms;
/// - no control, bidi or invisible formatting characters, tag characters, annotation anchors and noncharacters; joiners
///   and variation selectors stay behind the scripts and emoji that they shape;
/// - quotation marks and dashes of windows-1252 that were mistaken for the Latin-1 controls U+0091 to U+0097.
///
/// Takes time linear in the text.
///
/// ```
/// use whosaid::text::normalize::normalize;
///
/// assert_eq!(normalize("\u{1b}[1mBold\u{1b}[0m\u{a0}Ruiz\r\nsaid\u{202e}.").as_str(), "Bold Ruiz\nsaid.");
/// ```
pub fn normalize(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut escapes = Escapes::new(raw);
    // The last character kept, for those that only make sense behind a certain one.
    let mut last = '\n';
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        let behind = at + c.len_utf8();
        at = match escapes.skip(c, at) {
            Some(end) => end,
            None if c == '\r' && raw[behind..].starts_with('\n') => behind,
            None => {
                if let Some(kept) = clean(c, last, &mut out) {
                    last = kept;
                }
                behind
            }
        };
    }
    out
}

/// Appends what becomes of `c` and returns the last character appended.
fn clean(c: char, last: char, out: &mut String) -> Option<char> {
    let kept = match c {
        ' '..='~' => c,
        '\t' => {
            out.push_str("       ");
            ' '
        }
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' => '\n',
        '\u{2029}' => {
            out.push('\n');
            '\n'
        }
        '\u{91}'..='\u{97}' => ['‘', '’', '“', '”', '•', '–', '—'][c as usize - 0x91],
        c if c.is_whitespace() => ' ',
        c if is_dropped(c) => return None,
        '\u{200c}' | '\u{200d}' if !takes_joiner(last) => return None,
        c if is_variation_selector(c) && (last.is_whitespace() || is_variation_selector(last)) => return None,
        c => c,
    };
    out.push(kept);
    Some(kept)
}

/// Controls and characters that change the order of others, mark what is not text, or cannot be seen.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' // soft hyphen
            | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // bidi
            | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{feff}' // zero width
            | '\u{fff0}'..='\u{fffc}' // annotation anchors, object replacement
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}' // tags and their unassigned neighbours
        )
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Whether a joiner behind this character can shape it: letters and marks of scripts beyond Latin, Greek and Cyrillic,
/// and pictures.
fn takes_joiner(c: char) -> bool {
    c >= '\u{530}' && !matches!(c, '\u{1e00}'..='\u{206f}') && !c.is_whitespace()
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{180b}'..='\u{180d}' | '\u{e0100}'..='\u{e01ef}')
}

/// Finds where the escape sequences of terminals end.
struct Escapes<'a> {
    text: &'a str,
    /// Offset of the first string terminator that was found behind the last one asked for; the text's length for none.
    /// It makes a run of openers without a terminator cost one search and not one each.
    terminator: Option<usize>,
}

impl<'a> Escapes<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, terminator: None }
    }

    /// Where the sequence that `c` at `at` opens ends; `None` when it opens none.
    fn skip(&mut self, c: char, at: usize) -> Option<usize> {
        let (kind, body) = match c {
            '\u{1b}' => {
                let kind = *self.text.as_bytes().get(at + 1).unwrap_or(&0);
                (kind, at + 1 + usize::from(kind.is_ascii() && kind >= b' '))
            }
            '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}'..='\u{9f}' => ((u32::from(c) - 0x40) as u8, at + 2),
            _ => return None,
        };
        Some(match kind {
            b'[' => self.control(body),
            b']' | b'P' | b'X' | b'^' | b'_' => self.string(body),
            b' '..=b'/' => self.intermediate(body),
            _ => body,
        })
    }

    /// Behind a control sequence: parameters, intermediates, one final byte. A broken one ends where it breaks.
    fn control(&self, body: usize) -> usize {
        let rest = &self.text.as_bytes()[body..];
        let inner = rest.iter().take_while(|b| matches!(b, b' '..=b'?')).count();
        body + inner + usize::from(matches!(rest.get(inner), Some(b'@'..=b'~')))
    }

    /// Behind the intermediates and the final byte of an escape such as `ESC ( B`.
    fn intermediate(&self, body: usize) -> usize {
        let rest = &self.text.as_bytes()[body..];
        let inner = rest.iter().take_while(|b| matches!(b, b' '..=b'/')).count();
        body + inner + usize::from(matches!(rest.get(inner), Some(b'0'..=b'~')))
    }

    /// Behind a command string: its terminator, when that comes in the same line; else only the opener goes, so that a
    /// lone one swallows no text.
    fn string(&mut self, body: usize) -> usize {
        let end = match self.terminator {
            Some(end) if end >= body => end,
            _ => {
                self.text[body..].find(['\u{7}', '\u{1b}', '\u{9c}', '\n', '\r']).map_or(self.text.len(), |i| body + i)
            }
        };
        self.terminator = Some(end);
        let rest = &self.text[end..];
        ["\u{7}", "\u{1b}\\", "\u{9c}"].iter().find(|t| rest.starts_with(**t)).map_or(body, |t| end + t.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_break_is_one() {
        assert_eq!(normalize("a\r\nb\rc\u{b}d\u{c}e\u{85}f\u{2028}g\u{2029}h\n"), "a\nb\nc\nd\ne\nf\ng\n\nh\n");
        assert_eq!(normalize("a\r\n\r\nb"), "a\n\nb");
    }

    #[test]
    fn every_space_is_plain() {
        assert_eq!(normalize("Mr\u{a0}Ruiz, 5\u{202f}000\u{3000}km"), "Mr Ruiz, 5 000 km");
        assert_eq!(normalize("\tA"), "        A");
    }

    #[test]
    fn escape_sequences_go_whole() {
        assert_eq!(normalize("\u{1b}[31;1mred\u{1b}[0m"), "red");
        assert_eq!(normalize("\u{9b}31mred\u{9b}m"), "red");
        assert_eq!(normalize("\u{1b}]0;title\u{7}text \u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\"), "text link");
        assert_eq!(normalize("\u{9d}52;c;AAAA\u{9c}text"), "text");
        assert_eq!(normalize("\u{1b}(Ba \u{1b}cb \u{1b}7c"), "a b c");
        assert_eq!(normalize("\u{1b}Pq#0\u{1b}\\sixel"), "sixel");
    }

    #[test]
    fn broken_escape_sequences_swallow_no_text() {
        assert_eq!(normalize("\u{1b}]unterminated words\nnext \u{7}line"), "unterminated words\nnext line");
        assert_eq!(normalize("end\u{1b}"), "end");
        assert_eq!(normalize("\u{1b}é\u{1b}\nb"), "é\nb");
        assert_eq!(normalize("\u{1b}[31\nwords"), "\nwords");
        assert_eq!(normalize(&"\u{1b}]".repeat(100_000)), "");
    }

    #[test]
    fn invisible_and_bidi_characters_go() {
        assert_eq!(
            normalize(
                "\u{feff}a\u{200b}b\u{ad}c\u{2060}d\u{202e}e\u{2066}f\u{2069}g\u{200e}h\u{61c}i\0\u{7f}\u{fffa}j"
            ),
            "abcdefghij"
        );
        assert_eq!(normalize("x\u{e0041}\u{e007f}y\u{fffe}z"), "xyz");
        assert_eq!(normalize("a\u{200d}b \u{200c}c"), "ab c");
        assert_eq!(normalize("a\u{fe01}\u{fe02}\u{e0101}b \u{fe0f}c"), "a\u{fe01}b c");
    }

    #[test]
    fn what_shapes_scripts_and_emoji_stays() {
        for text in ["👨‍👩‍👧", "❤️‍🔥", "👍🏽", "می‌خواهم", "ක්‍ය", "e\u{301}", "葛\u{e0100}"]
        {
            assert_eq!(normalize(text), text);
        }
    }

    #[test]
    fn quotation_marks_taken_for_controls_come_back() {
        assert_eq!(
            normalize("\u{93}We waited,\u{94} she said \u{97} the harbour\u{92}s"),
            "“We waited,” she said — the harbour’s"
        );
    }
}
