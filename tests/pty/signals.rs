//! The terminal is given back, whatever ends the reader, and taken again.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::PtySize;
use vt100::MouseProtocolMode;

use crate::support::{PATIENCE, SIZE, Terminal, cells};

#[test]
fn modes_that_were_switched_on_are_off_at_the_end() {
    let mut terminal = Terminal::reading();
    terminal.press("M");
    terminal.wait_until("captured: the mouse", |screen| screen.mouse_protocol_mode() != MouseProtocolMode::None);
    terminal.press("/");
    terminal.wait_until("marked: pastes", vt100::Screen::bracketed_paste);
    terminal.press("\x03");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
}

#[test]
fn the_settings_of_the_terminal_line_are_restored() {
    let mut terminal =
        Terminal::script(r#"before=$(stty -g); "$0" "$1"; test "$before" = "$(stty -g)" && echo UNTOUCHED"#);
    terminal.wait_for("Governor Efua");
    terminal.press("q");
    terminal.wait_for("UNTOUCHED");
}

#[test]
fn a_signal_that_ends_it_leaves_the_terminal_clean() {
    for (name, number) in [("TERM", 15), ("INT", 2), ("HUP", 1)] {
        let mut terminal = Terminal::reading();
        terminal.press("M");
        terminal.wait_until("captured: the mouse", |screen| screen.mouse_protocol_mode() != MouseProtocolMode::None);
        terminal.signal(name);
        assert_eq!(terminal.ended(), 128 + number, "SIG{name}");
        terminal.assert_given_back();
    }
}

#[test]
fn it_ends_with_its_terminal() {
    let terminal = Terminal::script(r#""$0" "$1"; true"#);
    terminal.wait_for("Governor Efua");
    // The shell leads the session: when it dies, the system hangs up on all who use the terminal.
    terminal.signal("KILL");
    let start = Instant::now();
    while !terminal.output.is_finished() {
        assert!(start.elapsed() < PATIENCE, "the program outlives its terminal");
        thread::sleep(Duration::from_millis(2));
    }
    terminal.assert_given_back();
}

#[test]
fn it_stops_and_goes_on() {
    let mut terminal = Terminal::script(
        r#"set -m; before=$(stty -g); "$0" "$1"; test "$before" = "$(stty -g)" && echo STOPPED; read -r x; fg; echo "ended: $?""#,
    );
    terminal.wait_for("Governor Efua");
    terminal.press("M");
    terminal.wait_until("captured: the mouse", |screen| screen.mouse_protocol_mode() != MouseProtocolMode::None);
    terminal.press("\x1a");
    terminal.wait_for("STOPPED");
    terminal.assert_given_back();
    terminal.press("\n");
    terminal.wait_until("back", |screen| {
        screen.alternate_screen()
            && screen.mouse_protocol_mode() != MouseProtocolMode::None
            && screen.contents().contains("Governor Efua")
    });
    terminal.press("q");
    terminal.wait_for("ended: 0");
    terminal.assert_given_back();
}

#[test]
fn a_screen_that_something_else_wrote_on_is_drawn_again() {
    let mut terminal = Terminal::reading();
    for redraw in ["key", "signal"] {
        terminal.screen.lock().unwrap().process(b"\x1b[2J\x1b[Hgarbage");
        terminal.wait_for("garbage");
        match redraw {
            "key" => terminal.press("\x0c"),
            _ => terminal.signal("CONT"),
        }
        terminal.wait_for("Governor Efua");
        terminal.wait_until("clean", |screen| !screen.contents().contains("garbage"));
    }
}

#[test]
fn a_storm_of_sizes_is_weathered() {
    let mut terminal = Terminal::reading();
    for round in 0..60_u16 {
        let size = PtySize { rows: round % 7 * 5, cols: round % 11 * 13, ..SIZE };
        terminal.master.resize(size).unwrap();
        terminal.press("]");
    }
    terminal.master.resize(PtySize { rows: 20, cols: 90, ..SIZE }).unwrap();
    terminal.screen.lock().unwrap().screen_mut().set_size(cells(20), cells(90));
    terminal.press("g");
    terminal.wait_for("Governor Efua");
    terminal.quit();
}

#[test]
fn signals_give_the_terminal_back_from_every_dialog() {
    for (keys, shown) in [
        ("]c", "not a statement"),
        ("]cs", "Who says it?"),
        ("]cw", "Tab other end"),
        ("C", "None yet"),
        ("?", "Statements and voices"),
        ("]w", "Named by"),
        ("B", "Named and unnamed"),
        ("l", "Kept silent"),
        ("'", "Marks and notes"),
        ("F", "Show only"),
        ("&a", "Only with: a"),
        ("/a", "/a"),
        ("]aa", "Note: a"),
        ("e", "Export to:"),
    ] {
        for (signal, number) in [("TERM", 15), ("HUP", 1)] {
            let mut terminal = Terminal::reading();
            terminal.press(keys);
            terminal.wait_for(shown);
            terminal.signal(signal);
            assert_eq!(terminal.ended(), 128 + number, "{signal} after {keys}");
            terminal.assert_given_back();
        }
    }
}

#[test]
fn a_second_signal_ends_a_stuck_reader_and_gives_the_terminal_back() {
    let mut terminal = Terminal::reading();
    // A pipe that nobody writes holds up who wants to know what was read last.
    let folder = terminal.state.path().join("whosaid");
    std::fs::create_dir_all(&folder).unwrap();
    assert!(Command::new("mkfifo").arg(folder.join("recent.toml")).status().unwrap().success());
    terminal.press("O");
    thread::sleep(Duration::from_millis(200));
    terminal.signal("TERM");
    thread::sleep(Duration::from_millis(200));
    assert!(terminal.child.try_wait().unwrap().is_none(), "it is not stuck");
    terminal.signal("TERM");
    terminal.ended();
    terminal.assert_given_back();
}
