//! Where lines break: greedy, on graphemes, measured as the terminal measures them.
//!
//! Ranges of one text come out, in order and without gaps, so an offset of the text always has its row.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells that a piece of text takes.
pub fn width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| (b' '..=b'~').contains(&b))
}

/// Breaks a text without line breaks into rows of at most `columns` cells; the spaces at a break hang over the end of
/// their row. Only a grapheme that is wider than a row overflows it. There is always at least one row.
pub fn wrap(text: &str, columns: usize) -> Vec<Range<usize>> {
    let columns = columns.max(1);
    let mut rows = Vec::with_capacity(text.len() / columns + 1);
    let mut row = Row::default();
    for (at, grapheme, cells) in graphemes(text) {
        let space = grapheme == " ";
        while !space && row.cells + cells > columns && at > row.start {
            let (end, taken) = if row.chance > row.start { (row.chance, row.chance_cells) } else { (at, row.cells) };
            rows.push(row.start..end);
            row = Row { start: end, cells: row.cells - taken, chance: end, chance_cells: 0 };
        }
        row.cells += cells;
        let end = at + grapheme.len();
        if space
            || breaks_after(grapheme, &text[end..], at > row.start)
            || (cells == 2 && parts(grapheme, &text[end..]))
        {
            row.chance = end;
            row.chance_cells = row.cells;
        }
    }
    rows.push(row.start..text.len());
    rows
}

/// The row being filled.
#[derive(Default)]
struct Row {
    start: usize,
    /// Cells so far.
    cells: usize,
    /// The last place where it may end.
    chance: usize,
    /// Cells up to there.
    chance_cells: usize,
}

/// Each grapheme with its place and width. A plain character before a plain one needs no look-up.
fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        let plain = |i: usize| bytes.get(i).is_none_or(u8::is_ascii);
        let len = if start < bytes.len() && plain(start) && plain(start + 1) {
            1
        } else {
            text[start..].graphemes(true).next()?.len()
        };
        at += len;
        let grapheme = &text[start..at];
        Some((start, grapheme, if len == 1 { 1 } else { UnicodeWidthStr::width(grapheme) }))
    })
}

/// A dash or a hyphen ends a row if a word goes on behind it.
fn breaks_after(grapheme: &str, rest: &str, inside: bool) -> bool {
    inside && matches!(grapheme, "-" | "–" | "—" | "/") && rest.starts_with(char::is_alphabetic)
}

/// Whether a row may end behind this wide character: most scripts of wide characters do not part words by spaces.
fn parts(wide: &str, rest: &str) -> bool {
    !wide.starts_with(['「', '『', '（', '《', '“'])
        && !rest
            .starts_with(['、', '。', '，', '．', '」', '』', '）', '》', '！', '？', '：', '；', '”', '’', ',', '.'])
}

/// Cuts a text to at most `columns` cells, with an ellipsis in place of what is left out.
pub fn clip(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let Some(room) = columns.checked_sub(1) else { return String::new() };
    let mut cells = 0;
    let kept = text.graphemes(true).take_while(|g| {
        cells += UnicodeWidthStr::width(*g);
        cells <= room
    });
    let mut clipped: String = kept.collect();
    clipped.truncate(clipped.trim_end().len());
    clipped.push('…');
    clipped
}

/// The same, but what is left out stands at the start.
pub fn clip_start(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let Some(room) = columns.checked_sub(1) else { return String::new() };
    let mut cells = 0;
    let kept = text.grapheme_indices(true).rev().take_while(|(_, grapheme)| {
        cells += UnicodeWidthStr::width(*grapheme);
        cells <= room
    });
    format!("…{}", &text[kept.last().map_or(text.len(), |(at, _)| at)..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, columns: usize) -> Vec<&str> {
        wrap(text, columns).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn words_stay_whole_and_nothing_is_lost() {
        let text = "The harbour was closed on Monday";
        assert_eq!(rows(text, 11), ["The harbour ", "was closed ", "on Monday"]);
        assert_eq!(rows(text, 11).concat(), text);
    }

    #[test]
    fn a_word_that_just_fits_stays() {
        assert_eq!(rows("abcd ef", 4), ["abcd ", "ef"]);
        assert_eq!(rows("ab cd", 5), ["ab cd"]);
    }

    #[test]
    fn long_words_and_dashes_break_inside() {
        assert_eq!(rows("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(rows("well-known words", 6), ["well-", "known ", "words"]);
        assert_eq!(rows("a -5 b", 3), ["a ", "-5 ", "b"]);
    }

    #[test]
    fn wide_clusters_are_measured_as_drawn() {
        assert_eq!(rows("漢字漢字", 4), ["漢字", "漢字"]);
        assert_eq!(rows("漢字。", 4), ["漢", "字。"]);
        assert_eq!(rows("👨‍👩‍👧👨‍👩‍👧", 3), ["👨‍👩‍👧", "👨‍👩‍👧"]);
        assert_eq!(rows("e\u{301}e\u{301}e\u{301}", 2), ["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn a_wide_character_may_need_two_breaks() {
        assert_eq!(rows(" a漢", 2), [" ", "a", "漢"]);
    }

    #[test]
    fn nothing_and_no_room_still_make_rows() {
        assert_eq!(rows("", 10), [""]);
        assert_eq!(rows("ab", 0), ["a", "b"]);
    }

    #[test]
    fn clipping_counts_its_ellipsis() {
        assert_eq!(clip("harbour", 7), "harbour");
        assert_eq!(clip("harbour", 6), "harbo…");
        assert_eq!(clip("harbour x", 9), "harbour x");
        assert_eq!(clip("the harbour", 5), "the…");
        assert_eq!(clip("漢字", 3), "漢…");
        assert_eq!(clip("ab", 0), "");
    }

    proptest::proptest! {
        #[test]
        fn rows_tile_the_text(text in "[a-zé漢 “”—-]{0,80}", columns in 1_usize..20) {
            let mut end = 0;
            for row in wrap(&text, columns) {
                assert_eq!(row.start, end);
                end = row.end;
                let line = text[row].trim_end_matches(' ');
                assert!(width(line) <= columns.max(2), "{line:?}");
            }
            assert_eq!(end, text.len());
        }
    }
}
