//! Which line breaks part paragraphs, and which only wrap them.
//!
//! A blank line always parts. Between two lines that touch, the document as a whole is asked first: prose that was
//! wrapped by a program has many lines that stop in mid-sentence and go on in lower case. If it was, each break is
//! judged by the rule every wrapping program follows: a line is broken because the next word did not fit. A line that
//! had room for it was ended by the writer.

use std::ops::Range;

use super::credits;
use crate::text::Span;

/// How many lines at the top are asked whether they are a byline, a date line or begin with a dateline.
const TOP: usize = 12;
/// How much further in a line stands that counts as indented, in columns.
const INDENT: usize = 2;

/// A line that has words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// The line without the space around it and without `>` marks.
    pub words: &'a str,
    /// How many spaces stand in front of it.
    pub indent: usize,
    /// Whether it stood behind a `>`.
    pub quoted: bool,
    /// Whether it is the first of the text or a blank line stands before it.
    pub after_blank: bool,
}

impl Line<'_> {
    /// The column behind it.
    fn end(&self) -> usize {
        self.indent + self.words.chars().count()
    }

    /// Whether the first word of the next line would have fitted on this one.
    fn has_room_for(&self, next: &Self, width: usize) -> bool {
        let word = next.words.split(' ').next().unwrap_or_default();
        self.end() + 1 + word.chars().count() <= width
    }
}

/// The lines of a normalised text that hold something. A line may be a single letter, so little is kept of each.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    places: Vec<Place>,
}

/// A line: where its words stand, and the rest of it as [`Line`] has it.
#[derive(Clone, Copy, Debug)]
struct Place {
    words: Span,
    /// What goes beyond what fits is no indent any more.
    indent: u16,
    quoted: bool,
    after_blank: bool,
}

impl<'a> Lines<'a> {
    /// Splits a text.
    pub(super) fn of(text: &'a str) -> Self {
        let mut places = Vec::with_capacity(text.bytes().filter(|&byte| byte == b'\n').count() + 1);
        let (mut after_blank, mut start) = (true, 0);
        for raw in text.split('\n') {
            let trimmed = raw.trim_start();
            let (mut words, mut quoted) = (trimmed, false);
            while let Some(rest) =
                words.strip_prefix('>').filter(|rest| rest.is_empty() || rest.starts_with([' ', '>']))
            {
                (words, quoted) = (rest.trim_start(), true);
            }
            let from = start + raw.len() - words.len();
            let words = words.trim_end();
            if words.is_empty() {
                after_blank = true;
            } else {
                let indent = u16::try_from(raw.len() - trimmed.len()).unwrap_or(u16::MAX);
                places.push(Place { words: Span::new(from, from + words.len()), indent, quoted, after_blank });
                after_blank = false;
            }
            start += raw.len() + 1;
        }
        Self { text, places }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// One of them.
    pub(super) fn get(&self, index: usize) -> Line<'a> {
        let Place { words, indent, quoted, after_blank } = self.places[index];
        Line { words: &self.text[words.range()], indent: indent.into(), quoted, after_blank }
    }

    /// Some of them.
    pub(super) fn range(&self, range: Range<usize>) -> impl Iterator<Item = Line<'a>> {
        range.map(|index| self.get(index))
    }

    /// Those that follow each other without a blank line between.
    fn touching(&self) -> impl Iterator<Item = (Line<'a>, Line<'a>)> {
        (1..self.len()).map(|index| (self.get(index - 1), self.get(index))).filter(|(_, next)| !next.after_blank)
    }

    /// The index of the first line of each paragraph.
    pub(super) fn paragraph_starts(&self) -> impl Iterator<Item = usize> {
        let wrapping = Wrapping::measure(self);
        let mut item = None;
        (0..self.len()).filter(move |&index| {
            let next = self.get(index);
            let parted = next.after_blank
                || match (&wrapping, index.checked_sub(1).map(|before| self.get(before))) {
                    (Some(wrapping), Some(line)) => {
                        (index < TOP && credits::opens(next.words)) || wrapping.parts(&line, &next, item)
                    }
                    _ => true,
                };
            if parted {
                item = item_mark(next.words).map(|mark| Item { mark, indent: next.indent });
            }
            parted
        })
    }
}

/// An item of a list that the lines being read may belong to.
#[derive(Clone, Copy, Debug)]
struct Item<'a> {
    mark: Mark<'a>,
    /// The indent of its first line.
    indent: usize,
}

/// How a document was wrapped.
#[derive(Debug)]
struct Wrapping {
    /// The column at which lines were broken: where the longest of those end that certainly were broken by a program,
    /// odd ones left out.
    width: usize,
    /// Whether hardly any line had room for the next line's first word.
    greedy: bool,
    /// How far the first line of each paragraph is indented, when the paragraphs are told by that.
    first_indent: Option<usize>,
}

impl Wrapping {
    /// Looks at all pairs of touching lines; `None` when each line is a paragraph.
    fn measure(lines: &Lines<'_>) -> Option<Self> {
        let certain = || lines.touching().filter(|(line, next)| runs_on(line, next));
        let end = |line: &Line<'_>| u32::try_from(line.end()).unwrap_or(u32::MAX);
        let mut ends: Vec<u32> = certain().map(|(line, _)| end(&line)).collect();
        if ends.is_empty() || ends.len() * 5 < lines.touching().count() {
            return None;
        }
        let nearly_all = (ends.len() - 1) * 19 / 20;
        let width = *ends.select_nth_unstable(nearly_all).1 as usize;
        let roomy = certain().filter(|(line, next)| line.has_room_for(next, width)).count();

        let margin = certain().map(|(_, next)| next.indent).min().unwrap_or_default();
        let indented = |line: &Line<'_>| line.indent >= margin + INDENT;
        let first_lines = certain().filter(|(line, next)| indented(line) && !indented(next)).count();
        let block_lines = certain().filter(|(line, next)| indented(line) && indented(next)).count();
        let first_indent = (first_lines > block_lines).then_some(margin + INDENT);
        Some(Self { width, greedy: roomy * 20 <= ends.len(), first_indent })
    }

    /// Whether a paragraph, or an item of a list, ends between two touching lines.
    fn parts(&self, line: &Line<'_>, next: &Line<'_>, item: Option<Item<'_>>) -> bool {
        let ended = ends_sentence(line.words) || line.words.ends_with([':', ';']);
        if line.quoted != next.quoted
            || item_mark(next.words).is_some_and(|mark| mark.follows(item.map(|item| item.mark), ended))
        {
            return true;
        }
        // The lines of an item may hang behind its mark; what stands further left is no part of it.
        if next.indent >= self.first_indent.unwrap_or(line.indent + INDENT)
            && item.is_none_or(|item| self.first_indent.is_some() && next.indent <= item.indent)
        {
            return true;
        }
        if next.words.starts_with(char::is_lowercase) {
            return false;
        }
        let overlong = line.end() > self.width + self.width / 2;
        let within = |tenths: usize| line.end() * 10 <= self.width * tenths;
        let plainly = within(7) || (self.first_indent.is_none() && (self.greedy || (ended && within(8))));
        overlong || (line.has_room_for(next, self.width) && plainly)
    }
}

/// Whether a sentence certainly goes on from one line to the next: no stop here, lower case there.
fn runs_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    next.words.starts_with(char::is_lowercase) && !ends_sentence(line.words) && line.quoted == next.quoted
}

/// Whether text ends with a full stop, a question or exclamation mark or an ellipsis, closing marks behind it aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', '“', '‘', ')', ']', '*', '_'])
        .ends_with(['.', '?', '!', '…', '。'])
}

/// Whether a break between `before` and `next` stood inside a hyphenated word.
pub(super) fn ends_inside_word(before: &str, next: &str) -> bool {
    let Some(stem) = before.strip_suffix('-') else { return false };
    let word = next.split(' ').next().unwrap_or_default();
    stem.ends_with(char::is_alphabetic)
        && next.starts_with(char::is_alphabetic)
        && !matches!(word, "and" | "or" | "to" | "und" | "oder" | "et" | "ou" | "y" | "o")
}

/// What opens an item of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark<'a> {
    /// A bullet, dash or star.
    Bullet(&'a str),
    /// A number with a full stop or bracket.
    Number(u8),
}

impl Mark<'_> {
    /// Whether it opens an item in the middle of a block of lines and is not there by chance, like the end of `Sept. 9.`:
    /// it goes on with the list, or begins one where a sentence has ended.
    fn follows(self, item: Option<Mark<'_>>, ended: bool) -> bool {
        match (self, item) {
            (Self::Number(new), Some(Mark::Number(old))) => {
                new == old.saturating_add(1) || old == new.saturating_add(1)
            }
            (Self::Number(new), _) => new == 1 && ended,
            (Self::Bullet(new), Some(Mark::Bullet(old))) => new == old || ended,
            (Self::Bullet(_), _) => ended,
        }
    }
}

/// The mark that opens an item of a list, with a space behind it.
pub(super) fn item_mark(text: &str) -> Option<Mark<'_>> {
    let (mark, _) = text.split_once(' ')?;
    if matches!(mark, "-" | "*" | "•" | "·" | "–" | "‣" | "◦" | "▪" | "■" | "●" | "+") {
        return Some(Mark::Bullet(mark));
    }
    let digits = mark.strip_suffix(['.', ')'])?.trim_start_matches('(');
    let short = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if short { digits.parse().ok().map(Mark::Number) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPHS: &[&str] = &[
        "Ferry stays in port as owner and council trade blame over hull",
        "LISBON — The ferry that links the two banks of the river will stay in port until its hull has been mended, the \
         council decided on Monday after a debate that lasted until midnight.",
        "“We waited,” said Ana Ruiz, the harbour master, “and nobody came to say why.”",
        "She was not alone in that. Some 400 people stood on the quay, many of them with bicycles, when the last boat was \
         called off on Sept. 9 without a word of warning from the company that runs it.",
        "Two hulls",
        "The owner, a firm from Porto, says a second hull is on its way. It had promised the same in spring. “The boat \
         will sail,” its lawyer told the council. He would not say when, or from where, or with how many passengers.",
        "Nobody laughed.",
    ];

    /// Breaks a paragraph as every simple program does: a word that does not fit goes on the next line.
    fn wrap(paragraph: &str, width: usize, indent: &str) -> String {
        let mut lines = vec![indent.to_owned()];
        for word in paragraph.split(' ') {
            let line = lines.last_mut().unwrap();
            let is_fresh = line.trim_start().is_empty();
            if !is_fresh && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(word.to_owned());
            } else {
                line.push_str(if is_fresh { "" } else { " " });
                line.push_str(word);
            }
        }
        lines.join("\n")
    }

    fn paragraphs(text: &str) -> Vec<String> {
        let lines = Lines::of(text);
        let starts: Vec<usize> = lines.paragraph_starts().collect();
        let ends = starts.iter().skip(1).copied().chain([lines.len()]);
        let join = |(start, end): (&usize, usize)| {
            lines.range(*start..end).map(|line| line.words).collect::<Vec<_>>().join(" ")
        };
        starts.iter().zip(ends).map(join).collect()
    }

    #[test]
    fn a_paragraph_a_line() {
        assert_eq!(paragraphs(&PARAGRAPHS.join("\n")), PARAGRAPHS);
        assert_eq!(paragraphs(&PARAGRAPHS.join("\n\n")), PARAGRAPHS);
    }

    #[test]
    fn wrapped_with_blank_lines() {
        for width in [40, 50, 65, 72, 78, 80, 100, 120] {
            let wrapped: Vec<_> = PARAGRAPHS.iter().map(|p| wrap(p, width, "")).collect();
            assert_eq!(paragraphs(&wrapped.join("\n\n")), PARAGRAPHS, "at {width}");
        }
    }

    #[test]
    fn wrapped_with_indents() {
        for (width, indent) in [(40, "  "), (72, "    "), (78, "        ")] {
            let wrapped: Vec<_> = PARAGRAPHS.iter().map(|p| wrap(p, width, indent)).collect();
            assert_eq!(paragraphs(&wrapped.join("\n")), PARAGRAPHS, "at {width}");
            assert_eq!(paragraphs(&wrapped.join("\n\n")), PARAGRAPHS, "at {width}");
        }
    }

    #[test]
    fn headings_and_short_lines_touch_wrapped_ones() {
        let body = wrap(PARAGRAPHS[3], 72, "");
        let text = format!("{body}\n\nTwo hulls\n{body}\nRUIZ: Nobody?\nLI: Nobody.");
        assert_eq!(paragraphs(&text), [PARAGRAPHS[3], "Two hulls", PARAGRAPHS[3], "RUIZ: Nobody?", "LI: Nobody."]);
    }

    #[test]
    fn lists_in_wrapped_text() {
        let text = "The council wants three things from the owner before the ferry sails:\n\
                    - a hull that does not leak, which the owner says is on its way from\n  Porto by road\n\
                    - a crew of no fewer than 6\n\
                    - an apology, in writing, to everybody who was left standing on the\n  quay";
        let items = paragraphs(text);
        assert_eq!(items.len(), 4, "{items:?}");
        assert!(items[3].ends_with("standing on the quay"));
    }

    #[test]
    fn a_number_at_a_line_start_is_no_item() {
        let text = "The owner has promised to bring the second hull to the quay by Sept.\n9. Nobody on the council believed \
                    it when they heard of it, and most\nof them said so. It was then that the lights in the room went out.";
        assert_eq!(paragraphs(text).len(), 1);
    }

    #[test]
    fn lists_of_names_and_verse_are_not_wrapped() {
        assert_eq!(paragraphs("Ana Ruiz 34\nBo Li 33\nCy Dee 12").len(), 3);
        assert_eq!(paragraphs("We waited for the boat,\nWe waited all day long,\nAnd nobody came.").len(), 3);
    }
}
