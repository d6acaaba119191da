//! The terminal, taken over and given back: when the reader is left, by an error, by a panic, by a signal, and for as
//! long as the program is suspended.
//!
//! Giving back undoes just what was done, and once: a second time could wipe what has been printed since.

use std::io::{self, Stdout, Write};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use ratatui::crossterm::queue;
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};

/// How long a terminal may take to be given back by force.
const LAST_WAIT: Duration = Duration::from_millis(500);

/// The terminal while it is ours; dropping it gives it back.
#[derive(Debug)]
pub struct Session {
    pub(super) terminal: Terminal<CrosstermBackend<Frames<Stdout>>>,
    modes: Arc<Modes>,
}

impl Session {
    /// Takes the terminal over, and sees to it that a panic is printed to a terminal given back.
    ///
    /// # Errors
    /// If there is no terminal, or it cannot be written.
    pub fn enter() -> io::Result<Self> {
        let terminal = Terminal::new(CrosstermBackend::new(Frames::new(io::stdout())))?;
        let mut session = Self { terminal, modes: Arc::default() };
        let modes = Arc::clone(&session.modes);
        let print_panic = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            // The panic is to be printed, whatever becomes of the terminal.
            let _ = give_back(&modes, &mut io::stdout());
            print_panic(info);
        }));
        session.take()?;
        Ok(session)
    }

    /// Captures the mouse, or lets it go.
    ///
    /// # Errors
    /// If the terminal cannot be written.
    pub fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.modes.mouse(on, self.terminal.backend_mut())
    }

    /// Asks the terminal to part what is pasted from what is typed, or no longer to.
    ///
    /// # Errors
    /// If the terminal cannot be written.
    pub fn paste(&mut self, on: bool) -> io::Result<()> {
        self.modes.paste(on, self.terminal.backend_mut())
    }

    /// Sends the terminal a request that does not show on the screen.
    ///
    /// # Errors
    /// If the terminal cannot be written.
    pub fn send(&mut self, request: &str) -> io::Result<()> {
        let out = self.terminal.backend_mut();
        out.write_all(request.as_bytes())?;
        Write::flush(out)
    }

    /// Clears the screen, so that the next frame draws all of it.
    ///
    /// # Errors
    /// If the terminal cannot be written.
    pub fn repaint(&mut self) -> io::Result<()> {
        // `Terminal::clear` would ask where the cursor is, and the thread that reads keys would get the answer.
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Gives the terminal back, stops until somebody continues the program, and takes it over again.
    ///
    /// # Errors
    /// If the terminal cannot be written.
    pub fn suspend(&mut self) -> io::Result<()> {
        give_back(&self.modes, self.terminal.backend_mut())?;
        #[cfg(unix)]
        signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)?;
        self.retake()
    }

    /// Takes the terminal over again after somebody else had it.
    ///
    /// # Errors
    /// If the terminal cannot be written.
    pub fn retake(&mut self) -> io::Result<()> {
        // A shell puts its own settings in place of raw mode; it has to be left to be entered.
        disable_raw_mode()?;
        self.take()?;
        self.repaint()
    }

    /// What gives the terminal back from another thread while this one is stuck. It does not wait long for a terminal that
    /// takes nothing.
    pub fn giver_back(&self) -> impl Fn() + Send + 'static {
        let modes = Arc::clone(&self.modes);
        move || {
            let (modes, (done, waiting)) = (Arc::clone(&modes), mpsc::channel());
            thread::spawn(move || {
                let _ = done.send(give_back(&modes, &mut io::stdout()));
            });
            let _ = waiting.recv_timeout(LAST_WAIT);
        }
    }

    fn take(&mut self) -> io::Result<()> {
        // First, for `give_back` to undo what is done when a later step fails.
        self.modes.taken.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        self.modes.take(self.terminal.backend_mut())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing back.
        let _ = give_back(&self.modes, self.terminal.backend_mut());
    }
}

fn give_back(modes: &Modes, out: &mut impl Write) -> io::Result<()> {
    if !modes.taken.swap(false, Ordering::SeqCst) {
        return Ok(());
    }
    modes.give_back(out).and(disable_raw_mode())
}

/// What the reader switches in a terminal besides raw mode, as the escape sequences that do it.
#[derive(Debug, Default)]
struct Modes {
    /// The terminal is ours.
    taken: AtomicBool,
    /// The mouse is captured while it is.
    mouse: AtomicBool,
    /// Pastes are marked while it is.
    paste: AtomicBool,
}

impl Modes {
    fn take(&self, out: &mut impl Write) -> io::Result<()> {
        queue!(out, EnterAlternateScreen, Hide)?;
        if self.mouse.load(Ordering::SeqCst) {
            queue!(out, EnableMouseCapture)?;
        }
        if self.paste.load(Ordering::SeqCst) {
            queue!(out, EnableBracketedPaste)?;
        }
        out.flush()
    }

    fn give_back(&self, out: &mut impl Write) -> io::Result<()> {
        if self.mouse.load(Ordering::SeqCst) {
            queue!(out, DisableMouseCapture)?;
        }
        if self.paste.load(Ordering::SeqCst) {
            queue!(out, DisableBracketedPaste)?;
        }
        queue!(out, LeaveAlternateScreen, Show)?;
        out.flush()
    }

    fn mouse(&self, on: bool, out: &mut impl Write) -> io::Result<()> {
        match (self.mouse.swap(on, Ordering::SeqCst), on) {
            (false, true) => queue!(out, EnableMouseCapture)?,
            (true, false) => queue!(out, DisableMouseCapture)?,
            _ => {}
        }
        out.flush()
    }

    fn paste(&self, on: bool, out: &mut impl Write) -> io::Result<()> {
        match (self.paste.swap(on, Ordering::SeqCst), on) {
            (false, true) => queue!(out, EnableBracketedPaste)?,
            (true, false) => queue!(out, DisableBracketedPaste)?,
            _ => return Ok(()),
        }
        out.flush()
    }
}

/// Gathers a frame and writes it in one go when flushed. What was not flushed is never written: a frame that a panic
/// broke off must not follow onto the terminal given back.
#[derive(Debug)]
pub(super) struct Frames<W> {
    frame: Vec<u8>,
    out: W,
}

impl<W: Write> Frames<W> {
    fn new(out: W) -> Self {
        Self { frame: Vec::new(), out }
    }
}

impl<W: Write> Write for Frames<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.frame.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let written = self.out.write_all(&self.frame);
        self.frame.clear();
        written.and_then(|()| self.out.flush())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_switched_on_is_switched_off_and_nothing_else() {
        let modes = Modes::default();
        assert_eq!(bytes(|out| modes.take(out)), "\x1b[?1049h\x1b[?25l");
        assert_eq!(bytes(|out| modes.give_back(out)), "\x1b[?1049l\x1b[?25h");

        let on = bytes(|out| modes.mouse(true, out)) + &bytes(|out| modes.paste(true, out));
        let off = bytes(|out| modes.give_back(out));
        let switched = |text: &str, end: char| -> Vec<String> {
            let modes = text.split("\x1b[?").filter_map(|mode| mode.strip_suffix(end));
            modes.map(str::to_owned).collect()
        };
        let mut switched_off = switched(&off, 'l');
        for mode in switched(&on, 'h') {
            assert!(switched_off.contains(&mode), "{mode} stays on");
            switched_off.retain(|other| *other != mode);
        }
        assert_eq!(switched_off, ["1049"]);
    }

    #[test]
    fn modes_come_back_with_the_terminal() {
        let modes = Modes::default();
        modes.mouse(true, &mut Vec::new()).unwrap();
        bytes(|out| modes.give_back(out));
        assert!(bytes(|out| modes.take(out)).contains("\x1b[?1000h"));
        modes.mouse(false, &mut Vec::new()).unwrap();
        assert!(!bytes(|out| modes.take(out)).contains("\x1b[?1000h"));
    }

    #[test]
    fn what_is_on_already_is_not_switched_on_again() {
        let modes = Modes::default();
        assert_ne!(bytes(|out| modes.paste(true, out)), "");
        assert_eq!(bytes(|out| modes.paste(true, out)), "");
        assert_eq!(bytes(|out| modes.paste(false, out)), "\x1b[?2004l");
        assert_eq!(bytes(|out| modes.paste(false, out)), "");
    }

    #[test]
    fn a_terminal_that_was_not_taken_is_not_touched() {
        let modes = Modes::default();
        assert_eq!(bytes(|out| give_back(&modes, out)), "");
    }

    #[test]
    fn a_terminal_is_given_back_once() {
        let modes = Modes::default();
        modes.taken.store(true, Ordering::SeqCst);
        assert!(bytes(|out| give_back(&modes, out)).contains("\x1b[?1049l"));
        assert_eq!(bytes(|out| give_back(&modes, out)), "");
    }

    #[test]
    fn a_frame_that_was_not_finished_is_never_written() {
        let mut out = Vec::new();
        let mut frames = Frames::new(&mut out);
        frames.write_all(b"done").unwrap();
        frames.flush().unwrap();
        frames.write_all(b"broken off").unwrap();
        drop(frames);
        assert_eq!(out, b"done");
    }
}
