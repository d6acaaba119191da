//! Marks on statements, and notes.

use crate::support::{Reader, find, harbour};
use whosaid::corrections::{Aliases, Log};
use whosaid::tui::Effect;

fn kept(effect: Effect) -> Log {
    match effect {
        Effect::Keep { log, beside: false } => log,
        other => panic!("nothing is kept: {other:?}"),
    }
}

#[test]
fn a_mark_is_seen_listed_led_to_and_taken_away() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    assert!(!reader.text().contains('*'));
    reader.press("]]");
    kept(reader.press("m"));
    assert!(reader.app.message().unwrap().starts_with("Marked"));
    let row = reader.rows().into_iter().find(|row| row.contains("She warned")).unwrap();
    assert!(row.contains("┃*She warned") && reader.text().contains("¶3 mixed · warned *"), "{}", reader.text());
    reader.press("G'");
    assert!(reader.text().contains("Marks and notes") && reader.text().contains("· ¶3"), "{}", reader.text());
    reader.press("<Enter>");
    assert_eq!(reader.app.current(), Some(1));
    kept(reader.press("m"));
    assert!(!reader.text().contains('*'), "{}", reader.text());
    reader.press("'");
    assert!(reader.text().contains("None yet"), "{}", reader.text());
}

#[test]
fn a_note_is_written_changed_and_undone() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    reader.press("]a");
    assert!(reader.footer().trim_start().starts_with("Note: "), "{}", reader.footer());
    let log = kept(reader.press("which inspectors?<Enter>"));
    assert!(reader.text().contains("* which inspectors?"), "{}", reader.text());
    reader.press("w");
    assert!(reader.text().contains("with your note: which inspectors?"), "{}", reader.text());
    reader.press("<Esc>a");
    assert!(reader.footer().contains("Note: which inspectors?"), "what was written can be changed");
    assert_eq!(reader.press("<Enter>"), Effect::None, "nothing changed");
    reader.press("a<C-u>");
    kept(reader.press("<Enter>"));
    let marks = &reader.app.selected().marks;
    assert_eq!((marks.len(), marks[0].note.clone()), (1, None), "the mark stays without the note");
    kept(reader.press("U"));
    assert_eq!(reader.app.selected().marks[0].note.as_deref(), Some("which inspectors?"));

    let mut again = Reader::open(&article, &analysis, 120, 40);
    again.app.correct_by(Aliases::default(), log);
    again.resize(120, 40);
    assert!(again.text().contains("* which inspectors?"), "{}", again.text());
}

#[test]
fn what_is_marked_can_be_shown_and_exported_alone() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 60);
    reader.press("]m]]m");
    reader.press("F");
    let line = reader.rows().iter().position(|row| row.contains("marked by you")).unwrap();
    assert!(reader.rows()[line].contains(" 2 "), "{}", reader.text());
    reader.press("<Tab><Tab> <Esc>");
    let selected = reader.app.selected();
    assert_eq!(selected.statements.len(), 2);
    assert_eq!(selected.marks.iter().map(|mark| mark.statement).collect::<Vec<_>>(), [Some(0), Some(1)]);
    assert_eq!(selected.selection.as_deref(), Some("marked by the reader"));
}

#[test]
fn a_mark_outlives_its_statement() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    reader.press("]]mcn'");
    assert!(reader.text().contains("no statement any more"), "{}", reader.text());
    reader.press("<Enter>");
    assert_eq!(reader.app.eye(), find(&article, "that ships", "").start());
}

#[test]
fn what_no_note_can_hold_is_refused() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    reader.press("]a\u{202e}x");
    assert_eq!(reader.press("<Enter>"), Effect::None);
    assert!(reader.app.message().unwrap().contains("a note cannot have"));
    reader.app.close_desk();
    reader.press("m");
    assert!(reader.app.message().unwrap().contains("--original"));
}
