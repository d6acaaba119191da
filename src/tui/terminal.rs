//! The [`Host`] that is a real terminal.

use std::io;

use super::app::App;
use super::clipboard::{self, Multiplexer};
use super::keys::Context;
use super::session::Session;
use super::update::Effect;
use super::view::{self, Hits};
use super::work::{News, Work};
use super::{Exporter, Host, Keeper, Report};

/// The terminal and who writes exports and corrections.
pub struct Terminal<'a> {
    session: &'a mut Session,
    multiplexer: Multiplexer,
    export: Exporter<'a>,
    keep: Keeper<'a>,
    work: &'a Work,
}

impl<'a> Terminal<'a> {
    /// Draws into a session.
    pub fn new(session: &'a mut Session, export: Exporter<'a>, keep: Keeper<'a>, work: &'a Work) -> Self {
        Self { session, multiplexer: Multiplexer::detect(), export, keep, work }
    }
}

impl Host for Terminal<'_> {
    fn draw(&mut self, app: &App<'_>) -> io::Result<Hits> {
        // Elsewhere a pasted text would be taken for keys either way; only a prompt knows what to do with it.
        self.session.paste(app.context() == Context::Prompt)?;
        let mut hits = Hits::default();
        self.session.terminal.draw(|frame| hits = view::draw(app, frame))?;
        Ok(hits)
    }

    fn perform(&mut self, effect: Effect, app: &App<'_>) -> io::Result<Option<Report>> {
        match effect {
            Effect::Copy(text) => {
                self.session.send(&clipboard::request(&text, self.multiplexer))?;
                return Ok(Some(Report::Copied));
            }
            Effect::Export { path, overwrite } => {
                return Ok(Some((self.export)(&path, overwrite, &app.selected())));
            }
            Effect::Keep { log, beside } => return Ok(Some((self.keep)(&log, beside))),
            Effect::Mouse(on) => self.session.mouse(on)?,
            Effect::Pause(paused) => self.work.pause(paused),
            Effect::Suspend => self.session.suspend()?,
            Effect::Redraw => self.session.repaint()?,
            Effect::None | Effect::Quit | Effect::Leave(_) => {}
        }
        Ok(None)
    }

    fn news(&mut self) -> Option<News> {
        self.work.news()
    }

    fn retake(&mut self) -> io::Result<()> {
        self.session.retake()
    }

    fn size(&mut self) -> io::Result<(u16, u16)> {
        let size = self.session.terminal.size()?;
        Ok((size.width, size.height))
    }
}
