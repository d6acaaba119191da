//! The loop: a dossier on the screen until something is chosen in it.

use std::io;
use std::path::Path;

use super::{Ask, Together};
use crate::Error;
use crate::dossier::Dossier;
use crate::tui::action::{Action, Report};
use crate::tui::app::Settings;
use crate::tui::view::dossier as view;
use crate::tui::{Outcome, Screen, Turn};

/// What one does next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// Go back where one came from.
    Leave,
    /// Go to the list.
    List,
    /// Read an article.
    Read {
        /// The index of its item in the dossier.
        item: usize,
        /// Where in it; without it, where it was left.
        offset: Option<usize>,
    },
    /// End the program.
    End(Outcome),
}

/// Writes a dossier: the path, whether a file there may be replaced, and what to write.
pub type Exporter<'a> = &'a dyn Fn(&Path, bool, &Dossier) -> Report;

/// Shows the dossier until something is chosen in it.
///
/// # Errors
/// If the terminal cannot be read or written.
pub fn look(
    screen: &mut Screen,
    together: &mut Together,
    settings: &Settings,
    export: Exporter<'_>,
) -> Result<Choice, Error> {
    walk(screen, together, settings, export).map_err(|cause| Error::Terminal { cause })
}

fn walk(screen: &mut Screen, together: &mut Together, settings: &Settings, export: Exporter<'_>) -> io::Result<Choice> {
    screen.session.mouse(settings.mouse)?;
    loop {
        let size = screen.session.terminal.size()?;
        together.update(Action::Resize(size.width, size.height), settings);
        let action = match screen.turn(together.context(), settings, |frame| view::draw(together, settings, frame))? {
            Turn::Action(action) => action,
            Turn::Terminated(signal) => return Ok(Choice::End(Outcome::Terminated(signal))),
        };
        match action.map_or(Ask::Nothing, |action| together.update(action, settings)) {
            Ask::Nothing => {}
            Ask::Leave => return Ok(Choice::Leave),
            Ask::List => return Ok(Choice::List),
            Ask::Read { item, offset } => return Ok(Choice::Read { item, offset }),
            Ask::Export { path, overwrite } => {
                let report = export(&path, overwrite, &together.dossier);
                together.told(report);
            }
            Ask::Quit => return Ok(Choice::End(Outcome::Quit)),
        }
    }
}
