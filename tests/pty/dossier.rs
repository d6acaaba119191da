//! Several articles are read together, and one goes from the dossier to an article and back.

use std::process::Command;

use crate::support::{SAMPLE, Terminal, WHOSAID};

/// The articles on the crane, and the folder they are in.
fn crane(names: &[&str]) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/dossier/dev/crane-");
    names.iter().map(|name| format!("{folder}{name}.txt")).collect()
}

fn open(files: &[String]) -> Terminal {
    Terminal::open(WHOSAID, &files.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn articles_are_read_together_compared_opened_and_exported() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("crane.html");
    let mut terminal = open(&crane(&["local", "tabloid", "wire"]));
    terminal.wait_for("D dossier");
    terminal.press("D");
    terminal.wait_for("Dossier of 3 articles");
    terminal.wait_for("[-The crane was inspected in March and-]");
    terminal.press("j\r");
    terminal.wait_for("Esc returns to the dossier.");
    assert!(terminal.text().contains("nobody found a crack"), "{}", terminal.text());
    terminal.press("\x1b");
    terminal.wait_for("› 2 ¶6  Kari Lund");

    // From an article of the list to where its statement is compared.
    terminal.press("\x1b");
    terminal.wait_for("D dossier");
    terminal.press("G\r");
    terminal.wait_for("Crane collapse");
    terminal.press("]]]");
    terminal.wait_for("also in 2 others");
    terminal.press("D");
    terminal.wait_for("› 3 ¶4  Kari Lund");
    terminal.press("\x1b");
    terminal.wait_for("Back where you left");
    terminal.press("\x0c");
    terminal.wait_for("also in 2 others");
    terminal.press("D");
    terminal.wait_for("Dossier of 3 articles");

    terminal.press(&format!("e\x15{}\r", out.display()));
    terminal.wait_for("Exported to");
    assert!(std::fs::read_to_string(&out).unwrap().contains("<del>The crane was inspected in March and</del>"));
    terminal.press(&format!("e\x15{}\r", folder.path().join("crane.xml").display()));
    terminal.wait_for("a dossier is never xml");
    terminal.quit();
}

#[test]
fn a_correction_in_an_article_shows_in_the_dossier_where_one_was() {
    let folder = tempfile::tempdir().unwrap();
    let script = format!(
        "export XDG_DATA_HOME='{}'; exec \"$0\" {}",
        folder.path().display(),
        crane(&["local", "tabloid", "wire"]).join(" ")
    );
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("D dossier");
    terminal.press("D");
    terminal.wait_for("Dossier of 3 articles");
    terminal.press("j\r");
    terminal.wait_for("Esc returns to the dossier.");
    terminal.press("csSomebody Else\r");
    terminal.wait_for("Speaker: Somebody Else");
    terminal.press("\x1b");
    terminal.wait_for("› 2 ¶6  Somebody Else");
    terminal.quit();
}

#[test]
fn reading_together_can_be_given_up_and_needs_two_articles() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    assert!(Command::new("mkfifo").arg(path("pipe")).status().unwrap().success());
    let mut terminal = open(&[SAMPLE.to_owned(), path("pipe")]);
    terminal.wait_for("not opened yet");
    terminal.press("D");
    terminal.wait_for("Reading 2 of 2");
    terminal.press("\x1b");
    terminal.wait_for("Given up; the articles are not read together.");
    terminal.press("\r");
    terminal.wait_for("Governor Efua");
    terminal.press("D");
    terminal.wait_for("Reading 2 of 2");
    terminal.press("\x03");
    terminal.wait_for("Governor Efua");
    terminal.quit();

    let mut terminal = open(&[SAMPLE.to_owned(), path("nowhere")]);
    terminal.wait_for("no such file");
    terminal.press("D");
    terminal.wait_for("A dossier takes two articles at least that can be read.");
    std::fs::write(path("nowhere"), "“We waited,” said Ana Ruiz.\n").unwrap();
    terminal.press("D");
    terminal.wait_for("Dossier of 2 articles");
    terminal.wait_for("share no voice and no quote");
    terminal.quit();
}

#[test]
fn a_single_article_has_no_dossier_and_says_what_makes_one() {
    let mut terminal = Terminal::reading();
    terminal.press("D");
    terminal.wait_for("A dossier reads articles together that are named together");
    terminal.press("\x1b");
    terminal.wait_for("Governor Efua");
    terminal.quit();
}
