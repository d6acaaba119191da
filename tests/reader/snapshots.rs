//! What the reader looks like, cell by cell with styles.

use crate::support::{Reader, Theme, harbour};

fn screen(columns: u16, rows: u16, theme: Theme, keys: &str) -> String {
    let (article, analysis) = harbour();
    let mut reader = Reader::themed(&article, &analysis, columns, rows, theme);
    reader.press(keys);
    reader.styled()
}

#[test]
fn wide_window() {
    insta::assert_snapshot!(screen(120, 40, Theme::Dark, ""));
}

#[test]
fn usual_window_on_a_statement() {
    insta::assert_snapshot!(screen(80, 24, Theme::Dark, "]]"));
}

#[test]
fn usual_window_light() {
    insta::assert_snapshot!(screen(80, 24, Theme::Light, "]]"));
}

#[test]
fn small_window() {
    insta::assert_snapshot!(screen(40, 12, Theme::Dark, "]"));
}

#[test]
fn small_window_with_the_voices_over_the_text() {
    insta::assert_snapshot!(screen(40, 12, Theme::Dark, "]<Tab>"));
}

#[test]
fn usual_window_without_colour() {
    insta::assert_snapshot!(screen(80, 24, Theme::Mono, "]]]]"));
}

#[test]
fn why_a_pronoun_is_whose() {
    insta::assert_snapshot!(screen(80, 24, Theme::Mono, "]]w"));
}

#[test]
fn help() {
    insta::assert_snapshot!(screen(100, 60, Theme::Mono, "?"));
}

#[test]
fn search_as_it_is_typed() {
    insta::assert_snapshot!(screen(80, 24, Theme::Mono, "/crane"));
}

#[test]
fn export_prompt() {
    insta::assert_snapshot!(screen(80, 24, Theme::Mono, "e"));
}

#[test]
fn folded_to_a_voice() {
    insta::assert_snapshot!(screen(80, 24, Theme::Dark, "]v"));
}

#[test]
fn small_window_folded_to_what_is_quoted() {
    insta::assert_snapshot!(screen(40, 12, Theme::Mono, "VzG"));
}

#[test]
fn what_can_be_shown_alone() {
    insta::assert_snapshot!(screen(80, 24, Theme::Dark, "]F "));
}

#[test]
fn small_window_with_what_can_be_shown_alone() {
    insta::assert_snapshot!(screen(40, 12, Theme::Mono, "FGG "));
}

#[test]
fn marks_and_notes() {
    insta::assert_snapshot!(screen(80, 24, Theme::Dark, "]anobody asked the firm<Enter>]m'"));
}

#[test]
fn usual_window_with_a_note() {
    insta::assert_snapshot!(screen(80, 24, Theme::Mono, "]anobody asked the firm<Enter>"));
}

#[test]
fn balance() {
    insta::assert_snapshot!(screen(80, 24, Theme::Dark, "]B"));
}

#[test]
fn lists() {
    insta::assert_snapshot!(screen(80, 24, Theme::Mono, "l"));
}

#[test]
fn usual_window_through_the_lens() {
    insta::assert_snapshot!(screen(80, 24, Theme::Dark, "x]]"));
}
