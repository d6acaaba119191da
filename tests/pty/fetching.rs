//! What is slow to open never holds the reader up: it says how far it is, and can be given up.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::support::{SAMPLE, Terminal, WHOSAID};

/// A server on this machine that sends a page at once for `/page`, and for all else the start of one and nothing more.
fn serve() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut request = String::new();
                let mut lines = BufReader::new(stream.try_clone().unwrap());
                while lines.read_line(&mut request).is_ok_and(|count| count > 2) {}
                let page = "<!doctype html><title>Ferry stays in port</title><article><h1>Ferry stays in port</h1>\
                    <p>“We waited all day,” said Ana Ruiz, the harbour master, who had come to see what it was about.</p>";
                let whole = request.starts_with("GET /page ");
                let length = if whole { page.len() } else { 900_000 };
                let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {length}\r\n\r\n");
                let more = if whole { String::new() } else { "<p>More.".repeat(800) };
                // The client may have gone.
                let _ = stream.write_all((head + page + &more).as_bytes());
                thread::sleep(Duration::from_secs(if whole { 0 } else { 60 }));
            });
        }
    });
    address
}

#[test]
fn a_slow_page_tells_its_progress_and_is_given_up_where_one_was() {
    let server = serve();
    let slow = format!("{server}/slow");
    let mut terminal = Terminal::open(WHOSAID, &[SAMPLE, &slow]);
    terminal.wait_for("Ghana cuts rates");
    for give_up in ["\x1b", "\x03", "q"] {
        terminal.press("j\r");
        terminal.wait_for(&format!("Opening {slow} … 6 KB so far"));
        terminal.wait_for("Esc gives up");
        terminal.press(give_up);
        terminal.wait_for("Given up; it is not opened.");
        assert!(terminal.text().contains(&format!("› {slow}")), "{}", terminal.text());
    }

    // What was typed can be typed on.
    terminal.press(&format!("O{server}/slower\r"));
    terminal.wait_for("slower … 6 KB so far");
    terminal.press("\x1b");
    terminal.wait_for("Given up");
    terminal.wait_for(&format!("Open: {server}/slower"));
    terminal.press("\x17page\r");
    terminal.wait_for("We waited all day");

    // What was fetched is not fetched again, and one comes back to an article that one left for a slow one.
    terminal.press("O");
    terminal.wait_for("Esc returns");
    terminal.press("G\r");
    terminal.wait_for("KB so far");
    terminal.press("\x1b");
    terminal.wait_for("Given up");
    terminal.press("\x1b");
    terminal.wait_for("We waited all day");
    terminal.press(">");
    terminal.wait_for("Governor Efua");
    terminal.press(">");
    terminal.wait_for("KB so far");
    terminal.press("\x1b");
    terminal.wait_for("Governor Efua");
    terminal.quit();
}

#[test]
fn an_address_that_fails_says_why_where_it_was_typed() {
    let mut terminal = Terminal::reading();
    terminal.press("OOhttp://127.0.0.1:9/\r");
    terminal.wait_for("it cannot be reached");
    assert!(terminal.text().contains("Open: http://127.0.0.1:9/"), "{}", terminal.text());
    terminal.press("\x1b");
    terminal.wait_for("Esc returns");
    terminal.press("\x1b");
    terminal.wait_for("Governor Efua");
    terminal.quit();
}

#[test]
fn a_pipe_that_nobody_writes_is_given_up_and_signals_are_heard() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut terminal = Terminal::open(WHOSAID, &[SAMPLE, pipe.to_str().unwrap()]);
    terminal.wait_for("not opened yet");
    terminal.press("j\r");
    terminal.wait_for("Opening");
    terminal.press("\x1b");
    terminal.wait_for("Given up");
    terminal.press("\r");
    terminal.wait_for("Opening");
    terminal.signal("TERM");
    assert_eq!(terminal.ended(), 143);
    terminal.assert_given_back();
}
