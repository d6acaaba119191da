//! What the tests share: the program in a pseudo-terminal, and what its screen shows.

use std::io::{Read, Write};
use std::num::NonZero;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::{MouseProtocolMode, Parser};

pub const WHOSAID: &str = env!("CARGO_BIN_EXE_whosaid");
pub const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/articles/rate-cut.txt");
pub const SIZE: PtySize = PtySize { rows: 30, cols: 110, pixel_width: 0, pixel_height: 0 };
/// Far longer than anything here takes; it is waited for only when a test fails.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A folder that is not there.
pub const NOWHERE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/nowhere");

pub struct Terminal {
    pub master: Box<dyn MasterPty>,
    keys: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    pub screen: Arc<Mutex<Parser>>,
    /// All bytes that the program has written so far.
    pub sent: Arc<Mutex<Vec<u8>>>,
    /// Reads them; ends when nobody is left that could write.
    pub output: JoinHandle<()>,
    /// Where it keeps places and recent articles.
    pub state: TempDir,
}

impl Terminal {
    pub fn open(program: &str, arguments: &[&str]) -> Self {
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
        Self { keys: pair.master.take_writer().unwrap(), master: pair.master, child, screen, sent, output, state }
    }

    /// Opens the reader on the sample and waits for its first frame.
    pub fn reading() -> Self {
        let terminal = Self::open(WHOSAID, &[SAMPLE]);
        terminal.wait_for("Governor Efua");
        terminal
    }

    /// Runs a script in a shell, which has the paths of program and sample as `$0` and `$1`.
    pub fn script(script: &str) -> Self {
        Self::open("sh", &["-c", script, WHOSAID, SAMPLE])
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    pub fn text(&self) -> String {
        self.screen.lock().unwrap().screen().contents()
    }

    pub fn wait_until(&self, what: &str, mut holds: impl FnMut(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !holds(self.screen.lock().unwrap().screen()) {
            assert!(start.elapsed() < PATIENCE, "still not {what}; the screen shows:\n{}", self.text());
            thread::sleep(Duration::from_millis(2));
        }
    }

    pub fn wait_for(&self, words: &str) {
        self.wait_until(&format!("on the screen: {words:?}"), |screen| screen.contents().contains(words));
    }

    /// The exit code, once it has ended.
    pub fn ended(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(start.elapsed() < PATIENCE, "it does not end; the screen shows:\n{}", self.text());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Leaves the program by its key: it ends well and gives the terminal back.
    pub fn quit(&mut self) {
        self.press("q");
        assert_eq!(self.ended(), 0);
        self.assert_given_back();
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
    }

    /// Checks that the terminal is as if nothing had been.
    pub fn assert_given_back(&self) {
        self.wait_until("given back", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == MouseProtocolMode::None
        });
    }
}

pub fn cells(count: u16) -> NonZero<u16> {
    NonZero::new(count).unwrap()
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A script that runs the reader with this folder for its data.
pub fn keeping_in(folder: &str) -> String {
    format!("XDG_DATA_HOME='{folder}' exec \"$0\" \"$1\"")
}

/// A script that runs the reader on an article with all of its folders in this one.
pub fn living_in(folder: &str, article: &str) -> String {
    format!("export XDG_DATA_HOME='{folder}/data' XDG_STATE_HOME='{folder}/state'; exec \"$0\" '{article}'")
}

/// A text as long as a book.
pub fn book(bytes: usize) -> String {
    let article = std::fs::read_to_string(SAMPLE).unwrap();
    article.repeat(bytes / article.len() + 1)
}
