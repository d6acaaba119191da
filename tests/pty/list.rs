//! From the list to an article and back.

use crate::support::{SAMPLE, Terminal, WHOSAID, living_in};

#[test]
fn articles_are_listed_chosen_and_listed_again_with_what_was_read_and_what_cannot_be() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::copy(SAMPLE, path("rates.txt")).unwrap();
    std::fs::write(path("port.txt"), "Harbour closed\n\n“We waited,” said Ana Ruiz, the harbour master.\n").unwrap();
    std::fs::write(path("paper.pdf"), "%PDF-1.7\n").unwrap();
    let all = ["rates.txt", "port.txt", "paper.pdf", "nowhere.txt"].map(path);
    let mut terminal = Terminal::open(WHOSAID, &all.each_ref().map(String::as_str));
    for words in ["Ghana cuts rates", "Harbour closed", "not read yet", "this is a PDF", "no such file"] {
        terminal.wait_for(words);
    }
    terminal.press("j\r");
    terminal.wait_for("We waited");
    terminal.press("O");
    terminal.wait_for("1 statement · 100%");
    terminal.wait_for("Ana Ruiz");
    terminal.press("j\r");
    terminal.wait_for("Articles");
    assert!(!terminal.text().contains("We waited"));
    terminal.press(&format!("O{}", path("ra")));
    terminal.wait_for("Open: ");
    terminal.press("\t\r");
    terminal.wait_for("Governor Efua");
    terminal.quit();
}

#[test]
fn what_is_typed_and_cannot_be_opened_is_refused_where_it_was_typed() {
    let mut terminal = Terminal::reading();
    terminal.press("OO-\r");
    terminal.wait_for("standard input is read alone");
    assert!(terminal.text().contains("Open: -"), "{}", terminal.text());
    terminal.press("\x7f/tmp\r");
    terminal.wait_for("this is a folder");
    terminal.press("\x1b");
    terminal.wait_for("Esc returns");
    assert!(!terminal.text().contains("folder"), "{}", terminal.text());
    terminal.press("\x1b");
    terminal.wait_for("Governor Efua");
    terminal.quit();
}

#[test]
fn a_piped_article_stays_in_the_list_and_its_settings_go_along() {
    let mut terminal = Terminal::script("cat \"$1\" | \"$0\"");
    terminal.wait_for("Governor Efua");
    terminal.press("t");
    terminal.wait_for("Theme: light");
    terminal.press("GO");
    terminal.wait_for("from no file");
    terminal.press("\r");
    terminal.wait_for("Back where you left");
    terminal.press("t");
    terminal.wait_for("Theme: contrast-dark");
    terminal.quit();
}

#[test]
fn names_of_any_bytes_and_pipes_are_listed_and_opened() {
    let script = "cd \"$XDG_STATE_HOME\" && mkfifo pipe && cp \"$1\" \"$(printf 'bad\\377.txt')\" && \
        (cat \"$1\" > pipe &) && exec \"$0\" \"$(printf 'bad\\377.txt')\" pipe";
    let mut terminal = Terminal::script(script);
    terminal.wait_for("not read yet");
    terminal.wait_for("not opened yet");
    for keys in ["\r", "G\r", "G\r"] {
        terminal.press(keys);
        terminal.wait_for("Governor Efua");
        terminal.press("O");
        terminal.wait_for("Esc returns");
    }
    terminal.quit();
}

#[test]
fn an_article_stands_once_in_the_list_by_whatever_name_it_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(SAMPLE, folder.path().join("rates.txt")).unwrap();
    let home = folder.path().to_str().unwrap();
    let script = living_in(home, "rates.txt").replace("exec", &format!("cd '{home}'; exec"));
    for _ in 0..2 {
        let mut terminal = Terminal::script(&script);
        terminal.wait_for("Governor Efua");
        terminal.press("O");
        terminal.wait_for("Recent articles");
        assert_eq!(terminal.text().matches("Ghana cuts rates").count(), 1, "{}", terminal.text());
        terminal.quit();
    }
}

#[test]
fn what_was_read_last_is_listed_when_nothing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    std::fs::copy(SAMPLE, &path).unwrap();
    let base = folder.path().to_str().unwrap();
    let mut terminal = Terminal::script(&living_in(base, path.to_str().unwrap()));
    terminal.wait_for("Governor Efua");
    terminal.press("]]]]q");
    assert_eq!(terminal.ended(), 0);
    let mut terminal = Terminal::script(&format!("export XDG_STATE_HOME='{base}/state'; exec \"$0\""));
    terminal.wait_for("Recent articles");
    terminal.wait_for("Efua Asante-Mensah");
    terminal.press("\r");
    terminal.wait_for("Back where you left");
    terminal.press("O");
    terminal.wait_for("Recent articles");
    terminal.signal("TERM");
    assert_eq!(terminal.ended(), 143);
    terminal.assert_given_back();
}
