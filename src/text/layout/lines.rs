//! Which line breaks part paragraphs, and which only wrap them.
//!
//! A blank line always parts. Between two lines that touch, the document as a whole is asked first: prose that was
//! wrapped by a program has many lines that stop in mid-sentence and go on in lower case. If it was, each break is
//! judged by the rule every wrapping program follows: a line is broken because the next word did not fit. A line that
//! had room for it was ended by the writer.

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
    /// Its length in characters.
    width: usize,
}

impl Line<'_> {
    /// The length of its first word, in characters.
    fn first_word(&self) -> usize {
        self.words.split(' ').next().unwrap_or_default().chars().count()
    }
}

/// The lines of a normalised text that hold something.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    for raw in text.split('\n') {
        let trimmed = raw.trim_start();
        let (mut words, mut quoted) = (trimmed, false);
        while let Some(rest) = words.strip_prefix('>').filter(|rest| rest.is_empty() || rest.starts_with([' ', '>'])) {
            (words, quoted) = (rest.trim_start(), true);
        }
        let words = words.trim_end();
        if words.is_empty() {
            after_blank = true;
        } else {
            let indent = raw.len() - trimmed.len();
            lines.push(Line { words, indent, quoted, after_blank, width: words.chars().count() });
            after_blank = false;
        }
    }
    lines
}

/// The index of the first line of each paragraph.
pub(super) fn paragraph_starts(lines: &[Line<'_>]) -> Vec<usize> {
    let wrapping = Wrapping::measure(lines);
    let mut starts = Vec::new();
    let mut in_item = false;
    for (i, line) in lines.iter().enumerate() {
        let parted = match (&wrapping, i.checked_sub(1).map(|i| &lines[i])) {
            (_, None) | (None, _) => true,
            (Some(wrapping), Some(before)) => line.after_blank || wrapping.parts(before, line, in_item),
        };
        if parted {
            starts.push(i);
            in_item = item_mark(line.words).is_some();
        }
    }
    starts
}

/// How a document was wrapped.
struct Wrapping {
    /// The longest line that certainly was broken by a program, odd ones left out, in characters.
    width: usize,
    /// Whether hardly any line had room for the next line's first word.
    greedy: bool,
}

impl Wrapping {
    /// Looks at all pairs of touching lines; `None` when each line is a paragraph.
    fn measure(lines: &[Line<'_>]) -> Option<Self> {
        let touching = || lines.windows(2).filter(|pair| !pair[1].after_blank).map(|pair| (&pair[0], &pair[1]));
        let certain = || touching().filter(|(line, next)| runs_on(line, next));
        let mut widths: Vec<usize> = certain().map(|(line, _)| line.width).collect();
        if widths.is_empty() || widths.len() * 5 < touching().count() {
            return None;
        }
        let nearly_all = (widths.len() - 1) * 19 / 20;
        let width = *widths.select_nth_unstable(nearly_all).1;
        let roomy = certain().filter(|(line, next)| line.width + 1 + next.first_word() <= width).count();
        Some(Self { width, greedy: roomy * 20 <= widths.len() })
    }

    /// Whether a paragraph ends between two touching lines.
    fn parts(&self, line: &Line<'_>, next: &Line<'_>, in_item: bool) -> bool {
        if line.quoted != next.quoted {
            return true;
        }
        let ended = ends_sentence(line.words) || line.words.ends_with([':', ';']);
        if item_mark(next.words).is_some() && (ended || in_item) {
            return true;
        }
        if next.indent >= line.indent + 2 && !in_item {
            return true;
        }
        if runs_on(line, next) {
            return false;
        }
        let room = line.width + 1 + next.first_word() <= self.width;
        let short = line.width * 4 <= self.width * 3;
        let overlong = line.width > self.width + self.width / 2;
        overlong || short || (room && (self.greedy || (ended && line.width * 10 <= self.width * 9)))
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
    let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    stem.ends_with(char::is_alphabetic)
        && next.starts_with(char::is_alphabetic)
        && !matches!(word, "and" | "or" | "to" | "und" | "oder" | "et" | "ou" | "y" | "o")
}

/// The mark or number that opens an item of a list, without the space behind it.
pub(super) fn item_mark(text: &str) -> Option<&str> {
    let (mark, _) = text.split_once(' ')?;
    let is_number = || {
        let digits = mark.strip_suffix(['.', ')']).unwrap_or_default().trim_start_matches('(');
        (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    };
    (matches!(mark, "-" | "*" | "•" | "·" | "–" | "‣" | "◦" | "▪" | "■" | "●" | "+") || is_number()).then_some(mark)
}
