//! Showing a part of the statements: the list to choose from, and what is exported then.

use crate::support::{Reader, harbour};
use std::path::PathBuf;
use whosaid::analysis::Class;
use whosaid::tui::{Action, Effect, Report};

fn shown(reader: &Reader<'_>) -> usize {
    reader.app.selected().statements.len()
}

#[test]
fn what_is_chosen_is_shown_at_once_and_one_key_clears_it() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    reader.press("F");
    assert!(reader.text().contains("Show only") && reader.text().contains("[ ] quoted"), "{}", reader.text());
    reader.press(" ");
    assert_eq!(shown(&reader), 2, "the first line is that all is quoted");
    assert!(reader.footer().contains("2 of 7"), "{}", reader.footer());
    reader.press("j ");
    assert_eq!(shown(&reader), 4, "lines of one part are alternatives");
    reader.press("<Esc>");
    assert!(reader.footer().contains("quoted only"), "{}", reader.footer());
    reader.press("0");
    assert_eq!((shown(&reader), reader.app.selected().selection.clone()), (7, None));
}

#[test]
fn parts_add_up_and_say_what_each_choice_would_leave() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 60);
    reader.press("F");
    let count = |reader: &Reader<'_>, label: &str| -> usize {
        let row = reader.rows().into_iter().find(|row| row.contains(label)).unwrap_or_else(|| panic!("{label}"));
        row.trim_end_matches(['│', ' ']).rsplit(' ').next().unwrap().parse().unwrap()
    };
    assert_eq!(count(&reader, "] deny"), 1);
    assert_eq!(count(&reader, "] 1 Ana Ruiz"), 2);
    reader.press(" ");
    assert_eq!((count(&reader, "] deny"), count(&reader, "] 1 Ana Ruiz")), (0, 1));
    assert_eq!(count(&reader, "] partly quoted"), 2, "an alternative counts without what it is an alternative to");
    reader.press("G k");
    assert!(shown(&reader) < 2, "{}", reader.text());
}

#[test]
fn every_demand_can_be_made_and_unmade() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("F");
    for line in 0..40 {
        reader.press(" ");
        let prompt = reader.footer().trim_start().starts_with("Only with");
        assert!(prompt || shown(&reader) < 7 || line > 0, "line {line}");
        reader.press(if prompt { "<Esc>j" } else { " j" });
        assert_eq!(shown(&reader), 7, "line {line}:\n{}", reader.text());
    }
}

#[test]
fn words_that_statements_have_to_hold_are_typed() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("&quay<Enter>");
    assert_eq!(shown(&reader), 1);
    assert!(reader.footer().contains("with “quay”"), "{}", reader.footer());
    assert_eq!(reader.app.selected().selection.as_deref(), Some("with “quay”"));
    reader.press("&<C-u>nowhere<Enter>");
    assert_eq!((shown(&reader), reader.app.message().is_some()), (1, true), "a choice of nothing is none");
    reader.press("&<C-u><Enter>");
    assert_eq!(shown(&reader), 7);
}

#[test]
fn an_export_holds_what_is_shown_and_says_so() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("]v");
    let selected = reader.app.selected();
    assert_eq!(selected.selection.as_deref(), Some("by “Ana Ruiz”"));
    assert_eq!(selected.statements.iter().map(|s| s.actor).collect::<Vec<_>>(), [Some(0), Some(0)]);
    assert_eq!(selected.actors[0].statements, [0, 1]);
    drop(selected);
    reader.press("e");
    assert!(reader.footer().contains("2 of 7"), "{}", reader.footer());
    reader.press("<Esc>0s");
    assert!(reader.app.selected().statements.iter().all(|s| s.class != Class::Think));
}

/// The harbour with a second voice of a like name: what the owner of the café says is said by one “Ruiz”.
fn with_namesake() -> (whosaid::Article, whosaid::Analysis) {
    let (article, mut analysis) = harbour();
    analysis.actors[5].given = Some("Ruiz".to_owned());
    (article, analysis)
}

#[test]
fn who_looks_at_one_voice_is_told_of_another_of_a_like_name() {
    let (article, analysis) = with_namesake();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("]v");
    assert!(reader.footer().contains("only Ana Ruiz · 1/2 · also: Ruiz (1)"), "{}", reader.footer());
    let said = "by “Ana Ruiz” (also in the article: “Ruiz”, 1 statement)";
    assert_eq!(reader.app.selected().selection.as_deref(), Some(said));
    reader.press("w");
    assert!(reader.text().contains("also: Ruiz (1), of a like name"), "{}", reader.text());
    reader.press("<Esc>0<Tab>k");
    assert!(reader.footer().contains("Ana Ruiz · 2 statements · also: Ruiz (1)"), "{}", reader.footer());
    reader.press("<Esc>F");
    reader.press("<Esc>");
    reader.press("]]]v");
    assert!(!reader.footer().contains("also:"), "{}", reader.footer());
}

#[test]
fn several_of_one_name_stand_together() {
    let (article, mut analysis) = with_namesake();
    analysis.actors[2].given = Some("Ruiz".to_owned());
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("]v");
    assert!(reader.footer().contains("also: Ruiz (1, 1)"), "{}", reader.footer());
    assert!(reader.footer().contains("0 show all"), "{}", reader.footer());
}

#[test]
fn what_would_not_be_shown_anyway_is_not_missed() {
    let (article, analysis) = with_namesake();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("&noon<Enter>]v");
    assert!(!reader.footer().contains("also:"), "{}", reader.footer());
}

#[test]
fn the_export_of_one_voice_has_its_name_and_says_where_it_lies_and_what_it_lacks() {
    let (article, analysis) = with_namesake();
    let mut reader = Reader::open(&article, &analysis, 100, 24);
    let Effect::Export { path, .. } = reader.press("]ve<Enter>") else { panic!("nothing is exported") };
    assert_eq!(path, PathBuf::from("news/harbour.ana-ruiz.md"));
    reader.app.update(Action::Told(Report::Exported("/home/ana/news/harbour.ana-ruiz.md".into())));
    let said = "Exported to /home/ana/news/harbour.ana-ruiz.md · also: Ruiz (1)";
    assert_eq!(reader.app.message(), Some(said));
    reader.resize(60, 24);
    reader.app.update(Action::Told(Report::Exported("/home/ana/news/harbour.ana-ruiz.md".into())));
    assert!(
        reader.app.message().unwrap().contains("to …e/ana/news/harbour.ana-ruiz.md · also"),
        "{:?}",
        reader.app.message()
    );
    let Effect::Export { path, .. } = reader.press("0e<Enter>") else { panic!("nothing is exported") };
    assert_eq!(path, PathBuf::from("news/harbour.whosaid.md"));
}
