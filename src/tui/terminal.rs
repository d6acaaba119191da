//! The [`Host`] that is a real terminal.

use std::io;

use super::app::App;
use super::session::Session;
use super::update::Effect;
use super::view::{self, Hits};
use super::{Exporter, Host, Report};

/// The terminal and who writes exports.
pub struct Terminal<'a> {
    session: Session,
    export: Exporter<'a>,
}

impl<'a> Terminal<'a> {
    /// Draws into a session.
    pub fn new(session: Session, export: Exporter<'a>) -> io::Result<Self> {
        Ok(Self { session, export })
    }
}

impl Host for Terminal<'_> {
    fn draw(&mut self, app: &App<'_>) -> io::Result<Hits> {
        let mut hits = Hits::default();
        self.session.terminal.draw(|frame| hits = view::draw(app, frame))?;
        Ok(hits)
    }

    fn perform(&mut self, effect: Effect) -> io::Result<Option<Report>> {
        match effect {
            Effect::Export { path, overwrite } => return Ok(Some((self.export)(&path, overwrite))),
            Effect::Redraw => self.session.terminal.clear()?,
            Effect::None | Effect::Quit | Effect::Copy(_) | Effect::Mouse(_) | Effect::Suspend => {}
        }
        Ok(None)
    }

    fn size(&mut self) -> io::Result<(u16, u16)> {
        let size = self.session.terminal.size()?;
        Ok((size.width, size.height))
    }
}
