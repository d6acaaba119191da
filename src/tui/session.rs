//! The terminal, taken over and given back.

use std::io;

use ratatui::DefaultTerminal;

/// The terminal while it is ours; dropping it gives it back.
#[derive(Debug)]
pub struct Session {
    pub(super) terminal: DefaultTerminal,
}

impl Session {
    /// Takes the terminal over.
    pub fn enter() -> io::Result<Self> {
        Ok(Self { terminal: ratatui::try_init()? })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        ratatui::restore();
    }
}
