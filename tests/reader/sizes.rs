//! Every size of the window: nothing panics, nothing is painted that a theme must not paint.

use crate::support::{Reader, Theme, harbour};
use proptest::prelude::*;
use proptest::{collection, sample::select};
use ratatui::style::Color;
use whosaid::tui::app::Pane;
use whosaid::tui::keys::{BINDINGS, Key};
use whosaid::{Analysis, Article};

#[test]
fn every_small_size_draws_in_every_state() {
    let (article, analysis) = harbour();
    for keys in [
        "",
        "]]]]",
        "G",
        "<Tab>jj",
        "?",
        "]w",
        "/crane",
        "e",
        "o",
        "]v",
        "z",
        "]]]Vz",
        "B",
        "ljj",
        "xB",
        "x]",
        "F",
        "FGG ",
        "&a",
        "S",
        "S]]]]w",
        "-------",
        "+++",
        "]m'",
        "]anote",
        "]anote<Enter>",
    ] {
        let mut reader = Reader::open(&article, &analysis, 60, 30);
        reader.press(keys);
        for columns in 0..=60 {
            for rows in 0..=30 {
                reader.resize(columns, rows);
            }
        }
    }
}

#[test]
fn keys_work_at_sizes_that_show_nothing() {
    let (article, analysis) = harbour();
    for (columns, rows) in [(0, 0), (1, 1), (19, 4), (20, 5)] {
        let mut reader = Reader::open(&article, &analysis, columns, rows);
        reader.press("jkdu G gvjVVVzk0]]}{)(1o<Tab>jkG<Enter>BjG<Enter>ljkG<Enter>x/a<Enter>nN<Esc>HLw<Down>G<Esc>?G<Esc>e<Esc>ttt");
    }
}

/// A wild reader: any keys, any sizes.
fn keys_and_sizes() -> impl Strategy<Value = Vec<Step>> {
    let bound: Vec<Key> = BINDINGS.iter().flat_map(|b| b.keys).copied().filter(|k| *k != Key::ctrl('c')).collect();
    let key = prop_oneof![4 => select(bound), 1 => select(vec!['a', 'é', '田', '\u{301}']).prop_map(Key::char)];
    let size = (50_u16..130, 5_u16..45);
    collection::vec(prop_oneof![20 => key.prop_map(Step::Press), 1 => size.prop_map(Step::Resize)], 0..80)
}

#[derive(Clone, Debug)]
enum Step {
    Press(Key),
    Resize((u16, u16)),
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_row_one_reads_never_leaves_the_screen(steps in keys_and_sizes()) {
        let (article, analysis) = harbour();
        let mut reader = Reader::open(&article, &analysis, 80, 24);
        for step in steps {
            match step {
                Step::Press(key) => drop(reader.key(key)),
                Step::Resize((columns, rows)) => reader.resize(columns, rows),
            }
            prop_assert!(article.text().is_char_boundary(reader.app.eye()));
            let covered = reader.app.dialog().is_some() || reader.app.focus() == Pane::Voices;
            prop_assert!(covered || reader.text().contains('›'), "{}", reader.text());
        }
    }
}

#[test]
fn a_tiny_window_says_so() {
    let (article, analysis) = harbour();
    let reader = Reader::open(&article, &analysis, 19, 4);
    assert_eq!(reader.rows()[0], "window too small");
}

#[test]
fn a_theme_paints_all_of_the_background_or_none_and_mono_no_colour_at_all() {
    let (article, analysis) = harbour();
    for theme in Theme::ALL {
        for keys in ["]]", "]v", "x]", "B", "l", "F ", "<Tab>", "?", "]w", "/crane", "e"] {
            let mut reader = Reader::themed(&article, &analysis, 100, 40, *theme);
            reader.press(keys);
            let content = &reader.buffer().content;
            for (n, cell) in content.iter().enumerate() {
                if n > 0 && whosaid::tui::wrap::width(content[n - 1].symbol()) > 1 {
                    continue; // It lies under a wide character and is never sent.
                }
                let painted = *theme == Theme::ContrastDark;
                assert_eq!(cell.bg != Color::Reset && cell.fg != Color::Reset, painted, "{theme:?}: {cell:?}");
                assert!(painted || cell.bg == Color::Reset, "{theme:?}: {cell:?}");
                assert!(*theme != Theme::Mono || cell.fg == Color::Reset, "mono paints {:?}", cell.fg);
            }
        }
    }
}

#[test]
fn a_new_size_keeps_the_row_one_reads() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    reader.press("]]]]");
    let (eye, current) = (reader.app.eye(), reader.app.current());
    for (columns, rows) in [(80, 24), (40, 12), (20, 5), (200, 60), (0, 0), (33, 7), (120, 40)] {
        reader.resize(columns, rows);
        assert_eq!((reader.app.eye(), reader.app.current()), (eye, current), "{columns}x{rows}");
        if columns >= 20 {
            assert!(
                reader.text().contains('┃'),
                "the statement is off the screen at {columns}x{rows}:\n{}",
                reader.text()
            );
        }
    }
}

#[test]
fn articles_without_statements_or_words_still_open() {
    for text in ["", "Only a title", "The port was closed on Monday. Nobody was hurt."] {
        let article = Article::from_plain_text(text, "-");
        let analysis = Analysis::default();
        let mut reader = Reader::open(&article, &analysis, 80, 24);
        assert!(reader.text().contains("Nobody is quoted"), "{}", reader.text());
        reader.press("jkdu gG[]{}()19ovVzs0Bljk<Enter>x<Tab><Enter>/port<Enter>nN<Esc>HLwye?<Esc>t");
    }
}
