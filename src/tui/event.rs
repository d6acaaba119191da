//! What the outside tells the reader: keys, pastes, the mouse, a new size, the end.
//!
//! The loop asks an [`EventSource`] and never the terminal, so that tests can play a script. Here key releases are
//! dropped and every key gets one form, whatever the terminal calls it.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use ratatui::crossterm::event::{
    self, Event, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::keys::Key;

/// One thing that happened outside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// A key was pressed, or repeats.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was used (only while it is captured).
    Mouse(Mouse),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// The program goes on after it was stopped, and somebody else had the terminal.
    Continue,
    /// A signal of this number asks the program to end.
    Terminate(i32),
    /// There is something to say of the analysis.
    News,
}

/// What the mouse did, in cells from the top left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mouse {
    /// The left button went down.
    Click {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
    },
    /// The mouse moved with the left button down.
    Drag {
        /// Column.
        x: u16,
    },
    /// The left button went up.
    Release,
    /// The wheel turned, downwards if `down`.
    Wheel {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
        /// Towards the end of the text.
        down: bool,
    },
}

/// Where inputs come from.
pub trait EventSource {
    /// Waits for the next input.
    ///
    /// # Errors
    /// If the terminal cannot be read.
    fn next(&mut self) -> io::Result<Input>;

    /// Whether another input is there already: the loop then draws only after it, so a storm of wheel turns costs one
    /// frame.
    fn pending(&mut self) -> bool {
        false
    }
}

/// Turns an event of the terminal into an input; those that mean nothing here are `None`.
pub fn translate(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) => from_key(key).map(Input::Key),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Mouse(mouse) => from_mouse(mouse).map(Input::Mouse),
        Event::Resize(columns, rows) => Some(Input::Resize(columns, rows)),
        Event::FocusGained | Event::FocusLost => None,
    }
}

fn from_key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let alt = event.modifiers.contains(KeyModifiers::ALT);
    Some(Key { code: event.code, ctrl, alt })
}

fn from_mouse(event: MouseEvent) -> Option<Mouse> {
    let (x, y) = (event.column, event.row);
    match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Mouse::Click { x, y }),
        MouseEventKind::Drag(MouseButton::Left) => Some(Mouse::Drag { x }),
        MouseEventKind::Up(MouseButton::Left) => Some(Mouse::Release),
        MouseEventKind::ScrollDown => Some(Mouse::Wheel { x, y, down: true }),
        MouseEventKind::ScrollUp => Some(Mouse::Wheel { x, y, down: false }),
        _ => None,
    }
}

/// Wakes up who waits for an input.
#[derive(Clone, Debug)]
pub struct Waker(pub(super) Sender<io::Result<Input>>);

impl Waker {
    /// Says that there is news.
    pub fn wake(&self) {
        // Nobody is left to wake when the reader has ended.
        let _ = self.0.send(Ok(Input::News));
    }
}

/// The terminal and the signals. Each is waited for by a thread of its own, so that idling costs nothing and a signal is
/// heard even when the terminal is gone and reading from it never returns.
#[derive(Debug)]
pub struct TerminalEvents {
    inputs: Receiver<io::Result<Input>>,
    /// Taken out already, to see whether there is one.
    waiting: Option<io::Result<Input>>,
    waker: Waker,
}

impl TerminalEvents {
    /// Begins to listen; from now on what is typed is for the reader. Who is stuck is ended after `last_rites`.
    ///
    /// # Errors
    /// If signals cannot be heard.
    pub fn listen(last_rites: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (sender, inputs) = mpsc::channel();
        #[cfg(unix)]
        listen_for_signals(sender.clone(), last_rites)?;
        let waker = Waker(sender.clone());
        thread::spawn(move || read_events(&sender));
        Ok(Self { inputs, waiting: None, waker })
    }

    /// What wakes up who waits for an input here.
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }
}

impl EventSource for TerminalEvents {
    fn next(&mut self) -> io::Result<Input> {
        let next = self.waiting.take().map_or_else(|| self.inputs.recv(), Ok);
        next.unwrap_or_else(|_| Err(io::Error::other("nobody listens to the terminal any more")))
    }

    fn pending(&mut self) -> bool {
        if self.waiting.is_none() {
            self.waiting = self.inputs.try_recv().ok();
        }
        self.waiting.is_some()
    }
}

/// Hands on all that the terminal says, for as long as somebody wants it and the terminal is there.
fn read_events(inputs: &Sender<io::Result<Input>>) {
    loop {
        let input = event::read().map(translate).transpose();
        let broken = matches!(input, Some(Err(_)));
        if input.is_some_and(|input| inputs.send(input).is_err()) || broken {
            return;
        }
    }
}

/// Hands on the signals that ask to end or to go on. The second one that asks to end is obeyed at once: the reader must be
/// stuck.
#[cfg(unix)]
fn listen_for_signals(inputs: Sender<io::Result<Input>>, last_rites: impl Fn() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let mut signals = Signals::new([SIGCONT, SIGHUP, SIGINT, SIGTERM])?;
    thread::spawn(move || {
        let mut ending = false;
        for signal in signals.forever() {
            if signal == SIGCONT {
                let _ = inputs.send(Ok(Input::Continue));
            } else if ending || inputs.send(Ok(Input::Terminate(signal))).is_err() {
                last_rites();
                let _ = emulate_default_handler(signal);
            } else {
                ending = true;
            }
        }
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::{KeyCode, KeyEventState};

    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers, kind: KeyEventKind) -> Event {
        Event::Key(KeyEvent { code, modifiers, kind, state: KeyEventState::NONE })
    }

    #[test]
    fn releases_are_dropped_and_repeats_kept() {
        assert_eq!(translate(key(KeyCode::Char('j'), KeyModifiers::NONE, KeyEventKind::Release)), None);
        let repeat = translate(key(KeyCode::Char('j'), KeyModifiers::NONE, KeyEventKind::Repeat));
        assert_eq!(repeat, Some(Input::Key(Key::char('j'))));
    }

    #[test]
    fn shift_is_in_the_character_already() {
        for modifiers in [KeyModifiers::NONE, KeyModifiers::SHIFT] {
            let input = translate(key(KeyCode::Char('}'), modifiers, KeyEventKind::Press));
            assert_eq!(input, Some(Input::Key(Key::char('}'))));
        }
    }
}
