//! The reader in a real pseudo-terminal: what the terminal is told, and how it is left.
#![cfg(unix)]

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::{MouseProtocolMode, Parser};

const WHOSAID: &str = env!("CARGO_BIN_EXE_whosaid");
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/articles/rate-cut.txt");
const SIZE: PtySize = PtySize { rows: 30, cols: 110, pixel_width: 0, pixel_height: 0 };
/// Far longer than anything here takes; it is waited for only when a test fails.
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder that is not there.
const NOWHERE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/nowhere");

struct Terminal {
    master: Box<dyn MasterPty>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    screen: Arc<Mutex<Parser>>,
    /// All bytes that the program has written so far.
    sent: Arc<Mutex<Vec<u8>>>,
    /// Reads them; ends when nobody is left that could write.
    output: JoinHandle<()>,
    /// Where it keeps places and recent articles.
    _state: TempDir,
}

impl Terminal {
    fn open(program: &str, arguments: &[&str]) -> Self {
        let pair = native_pty_system().openpty(SIZE).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        for variable in ["NO_COLOR", "TMUX", "STY", "COLORFGBG"] {
            command.env_remove(variable);
        }
        // Whoever runs the tests may have corrections and aliases of their own.
        for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(variable, NOWHERE);
        }
        let state = tempfile::tempdir().unwrap();
        command.env("XDG_STATE_HOME", state.path());
        let child = pair.slave.spawn_command(command).unwrap();
        let screen = Arc::new(Mutex::new(Parser::new(cells(SIZE.rows), cells(SIZE.cols), 0)));
        let sent = Arc::new(Mutex::new(Vec::new()));
        let mut master = pair.master.try_clone_reader().unwrap();
        let (shown, kept) = (Arc::clone(&screen), Arc::clone(&sent));
        let output = thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = master.read(&mut bytes) {
                kept.lock().unwrap().extend_from_slice(&bytes[..count]);
                shown.lock().unwrap().process(&bytes[..count]);
            }
        });
        Self {
            keys: pair.master.take_writer().unwrap(),
            master: pair.master,
            child,
            screen,
            sent,
            output,
            _state: state,
        }
    }

    /// Opens the reader on the sample and waits for its first frame.
    fn reading() -> Self {
        let terminal = Self::open(WHOSAID, &[SAMPLE]);
        terminal.wait_for("Governor Efua");
        terminal
    }

    /// Runs a script in a shell, which has the paths of program and sample as `$0` and `$1`.
    fn script(script: &str) -> Self {
        Self::open("sh", &["-c", script, WHOSAID, SAMPLE])
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    fn wait_until(&self, what: &str, mut holds: impl FnMut(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !holds(self.screen.lock().unwrap().screen()) {
            assert!(start.elapsed() < PATIENCE, "still not {what}; the screen shows:\n{}", self.text());
            thread::sleep(Duration::from_millis(2));
        }
    }

    fn wait_for(&self, words: &str) {
        self.wait_until(&format!("on the screen: {words:?}"), |screen| screen.contents().contains(words));
    }

    /// The exit code, once it has ended.
    fn ended(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "it does not end; the screen shows:\n{}", self.text());
            thread::sleep(Duration::from_millis(2));
        }
    }

    fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    /// Checks that the terminal is as if nothing had been.
    fn assert_given_back(&self) {
        self.wait_until("given back", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == MouseProtocolMode::None
        });
    }
}

fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

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
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
}

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
fn the_settings_of_the_terminal_line_are_restored() {
    let mut terminal =
        Terminal::script(r#"before=$(stty -g); "$0" "$1"; test "$before" = "$(stty -g)" && echo UNTOUCHED"#);
    terminal.wait_for("Governor Efua");
    terminal.press("q");
    terminal.wait_for("UNTOUCHED");
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
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
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
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
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
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
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

/// A script that runs the reader with this folder for its data.
fn keeping_in(folder: &str) -> String {
    format!("XDG_DATA_HOME='{folder}' exec \"$0\" \"$1\"")
}

#[test]
fn a_correction_is_found_again_when_the_article_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let script = keeping_in(folder.path().to_str().unwrap());
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("]cn");
    terminal.wait_for("Not a statement");
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();

    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("C");
    terminal.wait_for("not a statement");
    terminal.press("\x1b");
    terminal.wait_until("closed: corrections", |screen| !screen.contents().contains("not a statement"));
    terminal.press("U");
    terminal.wait_for("Undone");
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn what_one_did_is_found_again_on_the_next_day() {
    let folder = tempfile::tempdir().unwrap();
    let script = keeping_in(folder.path().to_str().unwrap());
    let out = folder.path().join("who.md");
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    // To a word by a pattern, to a voice, only that voice.
    terminal.press("/\x12premat|dissent\r");
    terminal.wait_for("regex /premat|dissent 1/");
    terminal.press("\x1b");
    terminal.wait_until("left: the search", |screen| !screen.contents().contains("regex"));
    terminal.press("1v");
    terminal.wait_for("only Efua Asante-Mensah");
    // A mark, a note, another speaker, and that undone.
    terminal.press("m");
    terminal.wait_for("Marked");
    terminal.press("]awhen was this?\r");
    terminal.wait_for("Noted: when was this?");
    terminal.press("]csKojo\r");
    terminal.wait_for("Speaker: Kojo Amissah");
    terminal.press("U");
    terminal.wait_for("Undone");
    // What is marked, alone, to a file.
    terminal.press("0F");
    terminal.wait_for("marked by you");
    terminal.press("\t\t \x1b");
    terminal.wait_for("marked only");
    terminal.press(&format!("e\x15{}\r", out.display()));
    terminal.wait_for("Exported");
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
    let exported = std::fs::read_to_string(&out).unwrap();
    assert!(exported.contains("only statements marked by the reader"), "{exported}");
    assert!(exported.contains("note by the reader: when was this?"), "{exported}");

    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("'");
    terminal.wait_for("— when was this?");
    terminal.press("G\r");
    terminal.wait_for("* when was this?");
    terminal.press("\x12");
    terminal.wait_for("Again: speaker: Kojo Amissah");
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_correction_that_cannot_be_kept_holds_the_reader_open() {
    let mut terminal = Terminal::script(&keeping_in("/dev/null"));
    terminal.wait_for("Governor Efua");
    terminal.press("]cn");
    terminal.wait_for("Not kept: a file stands where");
    terminal.press("q");
    terminal.wait_for("Quit and lose");
    terminal.press("y");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
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

/// A script that runs the reader on an article with all of its folders in this one.
fn living_in(folder: &str, article: &str) -> String {
    format!("export XDG_DATA_HOME='{folder}/data' XDG_STATE_HOME='{folder}/state'; exec \"$0\" '{article}'")
}

#[test]
fn an_article_is_opened_again_where_it_was_left_though_it_was_edited() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    let text = std::fs::read_to_string(SAMPLE).unwrap();
    std::fs::write(&path, &text).unwrap();
    let script = living_in(folder.path().to_str().unwrap(), path.to_str().unwrap());
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("G");
    terminal.wait_for("The rate-setting committee");
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();

    std::fs::write(&path, text.replacen("ACCRA - ", "ACCRA, on a hot and dusty Friday afternoon - ", 1)).unwrap();
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Back where you left");
    assert!(terminal.text().contains("The rate-setting committee"), "{}", terminal.text());
    terminal.press("g");
    terminal.wait_for("hot and dusty");
    terminal.signal("HUP");
    assert_eq!(terminal.ended(), 129);

    let mut terminal = Terminal::script(&script);
    terminal.wait_for("hot and dusty");
    assert!(!terminal.text().contains("Back where"), "it was left at its start:\n{}", terminal.text());
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
}

/// A text as long as a book.
fn book(bytes: usize) -> String {
    let article = std::fs::read_to_string(SAMPLE).unwrap();
    article.repeat(bytes / article.len() + 1)
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
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
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
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
}

#[test]
fn who_leaves_a_book_early_keeps_what_was_known_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.txt");
    std::fs::write(&path, book(700_000)).unwrap();
    let script = living_in(folder.path().to_str().unwrap(), path.to_str().unwrap());
    let remembered = || {
        let text = std::fs::read_to_string(folder.path().join("state/whosaid/recent.toml")).unwrap();
        let lines = text.lines().filter(|line| line.starts_with("voices") || line.starts_with("statements"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut before = None;
    for _ in 0..2 {
        let mut terminal = Terminal::script(&script);
        terminal.wait_for("looking for statements");
        if before.is_none() {
            terminal.wait_until("found", |screen| screen.contents().contains("indirect · "));
        }
        terminal.press("q");
        assert_eq!(terminal.ended(), 0);
        let known = remembered();
        assert!(known.contains("statements = ") && known.contains("voices = [\""), "{known}");
        assert_eq!(before.get_or_insert_with(remembered), &remembered());
    }
}

#[test]
fn a_second_signal_ends_a_stuck_reader_and_gives_the_terminal_back() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut terminal = Terminal::open(WHOSAID, &[SAMPLE, pipe.to_str().unwrap()]);
    terminal.wait_for("not opened yet");
    terminal.press("j\r");
    terminal.wait_for("Opening");
    terminal.signal("TERM");
    thread::sleep(Duration::from_millis(200));
    terminal.signal("TERM");
    terminal.ended();
    terminal.assert_given_back();
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
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
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
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
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
    terminal.press("q");
    assert_eq!(terminal.ended(), 0);
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
        terminal.press("q");
        assert_eq!(terminal.ended(), 0);
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

/// Names of all files and folders in a folder, in order.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).map_or(Vec::new(), Iterator::collect);
    let mut names: Vec<String> = entries.into_iter().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Lets the reader write files of so many bytes at most, as if its disk were full beyond.
#[cfg(target_os = "linux")]
fn limit(terminal: &Terminal, bytes: &str) {
    let pid = terminal.child.process_id().unwrap().to_string();
    let limit = format!("--fsize={bytes}:unlimited");
    assert!(Command::new("prlimit").args(["--pid", &pid, &limit]).status().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path();
    let article = base.join("article.txt");
    std::fs::copy(SAMPLE, &article).unwrap();
    let (kept, out) = (base.join("data/whosaid/corrections"), base.join("out.md"));
    let script = living_in(base.to_str().unwrap(), article.to_str().unwrap());
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    limit(&terminal, "0");
    for (keys, done) in [("]m", "Marked"), ("]awhen was this?\r", "Noted"), ("]cn", "Not a statement")] {
        terminal.press(keys);
        terminal.wait_for("Not kept: no file may grow so large here · c b keeps all beside the article");
        terminal.press("\x0c");
        terminal.wait_until("read on", |screen| !screen.contents().contains("Not kept"));
        assert!(!terminal.text().contains(done), "{}", terminal.text());
    }
    terminal.press("cb");
    terminal.wait_for("Not kept: no file may grow so large here");
    for (name, why) in [(out.to_str().unwrap(), "no file may grow so large"), ("/dev/full", "the disk is full")] {
        terminal.press(&format!("e\x15{name}\r"));
        terminal.wait_for(&format!("Not exported: {why}"));
    }
    assert_eq!(names_in(&kept), Vec::<String>::new(), "no lock, no draft is left");
    assert_eq!(names_in(base), ["article.txt", "data"]);

    // It can be tried again at the end, and works when there is room.
    terminal.press("q");
    terminal.wait_for("Your corrections are not kept (no file may grow so large here). Quit and lose them?");
    limit(&terminal, "unlimited");
    terminal.press("n");
    terminal.wait_for("Kept, with all that could not be kept before.");
    terminal.press(&format!("e\x15{}\r", out.display()));
    terminal.wait_for("Exported");
    assert!(std::fs::read_to_string(&out).unwrap().contains("note by the reader: when was this?"));
    limit(&terminal, "0");
    terminal.press("Gq");
    terminal.wait_for("the place where you left is not kept");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
    assert_eq!(names_in(&base.join("state/whosaid")), Vec::<String>::new());

    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("C");
    for words in ["marked", "when was this?", "not a statement"] {
        terminal.wait_for(words);
    }
    // A signal asks nothing, but tries again, and says what is lost.
    terminal.press("\x1b");
    terminal.wait_until("closed: corrections", |screen| !screen.contents().contains("Your corrections"));
    limit(&terminal, "0");
    terminal.press("U");
    terminal.wait_for("Not kept");
    limit(&terminal, "unlimited");
    terminal.signal("TERM");
    assert_eq!(terminal.ended(), 143);
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    limit(&terminal, "0");
    terminal.press("\x12");
    terminal.wait_for("Not kept");
    terminal.signal("TERM");
    terminal.wait_for("your corrections are not kept: no file may grow so large here");
    assert_eq!(terminal.ended(), 143);
    terminal.assert_given_back();
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_kept_in_a_folder_that_is_only_read_is_kept_elsewhere() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let base = folder.path();
    let (article, locked) = (base.join("article.txt"), base.join("locked"));
    std::fs::copy(SAMPLE, &article).unwrap();
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o555)).unwrap();
    // Root may write anywhere, unless it gives up its capabilities.
    let script = format!(
        r#"if [ "$(id -u)" = 0 ]; then drop='setpriv --inh-caps=-all --bounding-set=-all'; fi
        $drop touch '{locked}/file' && exit 3
        export XDG_DATA_HOME='{locked}/data' XDG_STATE_HOME='{locked}/state'
        $drop "$0" '{article}'; echo "ended: $?""#,
        locked = locked.display(),
        article = article.display(),
    );
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("]m");
    terminal.wait_for("Not kept: you may not write there (permission denied) · c b keeps all beside the article");
    terminal.press(&format!("e\x15{}\r", locked.join("out.md").display()));
    terminal.wait_for("Not exported: you may not write there (permission denied); name another folder");
    terminal.press(&format!("e\x15{}\r", base.join("out.md").display()));
    terminal.wait_for("Exported");
    terminal.press("cb");
    terminal.wait_for("From now on your corrections are kept in");
    terminal.press("]aand this?\r");
    terminal.wait_for("Noted: and this?");
    terminal.press("Gq");
    terminal.wait_for("the place where you left is not kept");
    terminal.wait_for("ended: 0");
    terminal.assert_given_back();
    assert_eq!(names_in(base), ["article.txt", "article.txt.whosaid", "locked", "out.md"]);
    assert_eq!(names_in(&locked), Vec::<String>::new());

    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("'");
    terminal.wait_for("— and this?");
    terminal.press("\r");
    terminal.wait_until("closed: marks", |screen| !screen.contents().contains("— and this?"));
    terminal.press("q");
    terminal.wait_for("ended: 0");
}
