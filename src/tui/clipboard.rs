//! The clipboard, by way of the terminal: OSC 52, which crosses ssh and needs no tool of the desktop.
//!
//! Whether a terminal obeys cannot be asked, so nothing here promises that the text arrived.

use std::env;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What stands between the program and the terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Multiplexer {
    /// Nothing.
    None,
    /// tmux.
    Tmux,
    /// GNU screen.
    Screen,
}

impl Multiplexer {
    /// What the environment says.
    pub fn detect() -> Self {
        if env::var_os("TMUX").is_some_and(|socket| !socket.is_empty()) {
            Self::Tmux
        } else if env::var_os("STY").is_some_and(|session| !session.is_empty()) {
            Self::Screen
        } else {
            Self::None
        }
    }
}

/// GNU screen cuts off a string that it passes through when it is longer than 768 bytes.
const SCREEN_CHUNK: usize = 700;

/// The bytes that ask the terminal to put `text` on the clipboard.
pub fn request(text: &str, multiplexer: Multiplexer) -> String {
    let request = format!("\x1b]52;c;{}\x07", STANDARD.encode(text));
    match multiplexer {
        Multiplexer::None => request,
        // tmux answers the plain request if its `set-clipboard` is on, and hands on the wrapped one if its
        // `allow-passthrough` is: which of them is set cannot be seen from inside.
        Multiplexer::Tmux => format!("{request}\x1bPtmux;{}\x1b\\", request.replace('\x1b', "\x1b\x1b")),
        Multiplexer::Screen => {
            let mut wrapped = String::new();
            for chunk in request.as_bytes().chunks(SCREEN_CHUNK) {
                wrapped += "\x1bP";
                wrapped.extend(chunk.iter().map(|&byte| char::from(byte)));
                wrapped += "\x1b\\";
            }
            wrapped
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_travels_as_base64() {
        assert_eq!(request("“No”", Multiplexer::None), "\x1b]52;c;4oCcTm/igJ0=\x07");
    }

    #[test]
    fn tmux_gets_it_plain_and_wrapped_with_doubled_escapes() {
        let plain = request("No", Multiplexer::None);
        assert_eq!(request("No", Multiplexer::Tmux), format!("{plain}\x1bPtmux;\x1b\x1b]52;c;Tm8=\x07\x1b\\"));
    }

    #[test]
    fn screen_gets_it_in_strings_short_enough_that_join_to_the_plain_request() {
        let text = "No. ".repeat(900);
        let wrapped = request(&text, Multiplexer::Screen);
        let pieces: Vec<_> = wrapped.split_terminator("\x1b\\").map(|piece| &piece[2..]).collect();
        assert!(pieces.len() > 1 && pieces.iter().all(|piece| piece.len() <= SCREEN_CHUNK));
        assert_eq!(pieces.concat(), request(&text, Multiplexer::None));
    }
}
