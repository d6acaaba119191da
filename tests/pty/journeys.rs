//! An article is opened, read, searched, copied, exported and left.

use crate::support::{Terminal, WHOSAID, book};

#[test]
fn an_article_is_read_and_left() {
    let mut terminal = Terminal::reading();
    assert!(terminal.screen.lock().unwrap().screen().alternate_screen());
    terminal.press("?");
    terminal.wait_for("Searching");
    terminal.press("\x1b");
    terminal.wait_until("closed: help", |screen| !screen.contents().contains("Searching"));
    terminal.press("G");
    terminal.wait_for("The rate-setting committee");
    terminal.quit();
}

#[test]
fn pastes_are_marked_only_while_something_is_typed() {
    let mut terminal = Terminal::reading();
    assert!(!terminal.screen.lock().unwrap().screen().bracketed_paste());
    terminal.press("/");
    terminal.wait_until("marked: pastes", vt100::Screen::bracketed_paste);
    terminal.press("\x1b[200~cedi q\x1b[201~");
    terminal.wait_for("cedi q");
    terminal.press("\x1b");
    terminal.wait_until("unmarked: pastes", |screen| !screen.bracketed_paste());
}

#[test]
fn keys_are_read_from_the_terminal_when_the_article_is_piped_in() {
    let mut terminal = Terminal::script(r#"cat "$1" | "$0"; echo "ended: $?""#);
    terminal.wait_for("Governor Efua");
    terminal.press("G");
    terminal.wait_for("The rate-setting committee");
    terminal.press("q");
    terminal.wait_for("ended: 0");
}

#[cfg(target_os = "linux")]
#[test]
fn text_is_printed_where_no_key_can_be_heard() {
    // A session of its own has no controlling terminal, though its output still goes to this one.
    let terminal = Terminal::script(r#"cat "$1" | setsid -w "$0"; echo "ended: $?""#);
    terminal.wait_for("ended: 0");
    let sent = String::from_utf8(terminal.sent.lock().unwrap().clone()).unwrap();
    assert!(sent.contains("VOICES") && !sent.contains('\u{1b}'), "{sent}");
}

#[test]
fn without_an_article_there_is_a_sample() {
    let mut terminal = Terminal::open(WHOSAID, &[]);
    terminal.wait_for("Governor Efua");
    terminal.wait_for("This is a sample");
    terminal.quit();
}

#[test]
fn an_export_from_the_reader_lands_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.json");
    let mut terminal = Terminal::reading();
    terminal.press("e");
    terminal.wait_until("asking for a name", vt100::Screen::bracketed_paste);
    terminal.press(&format!("\x15{}\r", out.display()));
    terminal.wait_for("Exported");
    assert!(std::fs::read_to_string(&out).unwrap().starts_with('{'));
    terminal.quit();
}

#[test]
fn a_copy_travels_through_the_terminal() {
    let mut terminal = Terminal::reading();
    terminal.press("]y");
    terminal.wait_for("clipboard");
    let sent = terminal.sent.lock().unwrap();
    let request = sent.windows(7).any(|bytes| bytes == b"\x1b]52;c;");
    assert!(request, "no request for the clipboard in what was sent");
}

#[test]
fn no_colour_is_sent_where_none_is_wanted() {
    let mut terminal = Terminal::script(r#"NO_COLOR=1 "$0" "$1"; echo "ended: $?""#);
    terminal.wait_for("Governor Efua");
    terminal.press("]]]q");
    terminal.wait_for("ended: 0");
    let sent = String::from_utf8_lossy(&terminal.sent.lock().unwrap()).into_owned();
    let styles = sent.split("\x1b[").skip(1).filter_map(|sequence| sequence.split_once('m')).map(|(style, _)| style);
    let coloured =
        |style: &str| style.split(';').any(|number| matches!(number.parse(), Ok(30..=38 | 40..=48 | 90..=107)));
    let is_style = |style: &&str| style.chars().all(|c| c.is_ascii_digit() || c == ';');
    let colours: Vec<_> = styles.filter(is_style).filter(|style| coloured(style)).collect();
    assert!(colours.is_empty(), "{colours:?}");
}

#[test]
fn a_book_can_be_read_before_its_statements_are_found_and_the_search_for_them_paused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.txt");
    std::fs::write(&path, book(3_000_000)).unwrap();
    let mut terminal = Terminal::open(WHOSAID, &[path.to_str().unwrap()]);
    terminal.wait_for("looking for statements");
    terminal.press("]");
    terminal.wait_for("Statements are still being looked for");
    terminal.press("j\x1b");
    terminal.wait_for("is paused at");
    terminal.press("j");
    terminal.wait_for("search paused: ");
    terminal.press("U");
    terminal.wait_for("is paused at");
    assert!(!terminal.text().contains("no statements"), "nobody knows yet:\n{}", terminal.text());
    terminal.press("\x1b");
    terminal.wait_for("Looking for statements again");
    terminal.quit();
}

#[test]
fn statements_come_behind_a_text_that_is_being_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.txt");
    std::fs::write(&path, book(700_000)).unwrap();
    let mut terminal = Terminal::open(WHOSAID, &[path.to_str().unwrap()]);
    terminal.wait_for("looking for statements");
    terminal.press("jjjj");
    terminal.wait_until("found", |screen| screen.contents().contains("Efua Asante-Mensah  "));
    terminal.press("]q");
    assert_eq!(terminal.ended(), 0);
}
