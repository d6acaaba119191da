//! What the reader looks like, cell by cell with styles: every view in a wide window, a usual one and a small one.

use crate::support::{Reader, Theme, harbour};

/// Every view, by name, and the keys that lead there.
const VIEWS: &[(&str, &str)] = &[
    ("opened", ""),
    ("statement", "]]"),
    ("voices", "]]<Tab>"),
    ("only_a_voice", "]v"),
    ("folded_to_what_is_quoted", "VzG"),
    ("lines_apart", "S]]"),
    ("lens", "x]]"),
    ("why", "]]w"),
    ("balance", "]B"),
    ("lists", "l"),
    ("what_to_show", "]F "),
    ("words_to_hold", "]&quay"),
    ("search", "/crane"),
    ("search_by_regex", "/<C-r>quay|crane"),
    ("marks", "]anobody asked the firm<Enter>]m'"),
    ("noted", "]anobody asked the firm<Enter>"),
    ("note", "]anobody asked"),
    ("export", "e"),
    ("correct", "]]]c"),
    ("who_says_it", "]cs"),
    ("its_words", "]]]cw<Left>"),
    ("corrections", "]cn]msC"),
    ("help", "?"),
];

fn screen(columns: u16, rows: u16, theme: Theme, keys: &str) -> String {
    let (article, analysis) = harbour();
    let mut reader = Reader::themed(&article, &analysis, columns, rows, theme);
    reader.press(keys);
    reader.styled()
}

fn all_views(columns: u16, rows: u16) {
    for (name, keys) in VIEWS {
        insta::assert_snapshot!(format!("{name}_{columns}x{rows}"), screen(columns, rows, Theme::Dark, keys));
    }
}

#[test]
fn every_view_in_a_wide_window() {
    all_views(120, 40);
}

#[test]
fn every_view_in_a_usual_window() {
    all_views(80, 24);
}

#[test]
fn every_view_in_a_small_window() {
    all_views(40, 12);
}

#[test]
fn usual_window_light() {
    insta::assert_snapshot!(screen(80, 24, Theme::Light, "]]"));
}

#[test]
fn usual_window_without_colour() {
    insta::assert_snapshot!(screen(80, 24, Theme::Mono, "]]]]"));
}
