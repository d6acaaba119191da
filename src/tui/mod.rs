//! The reader: an article beside the voices in it.
//!
//! Everything goes round one loop, [`read`]: draw the state, wait for an input, look up what it asks for, update the
//! state, and let the [`Host`] do what must happen outside. State and drawing know no terminal; only `session`,
//! `terminal` and `event` do.

pub mod action;
pub mod app;
mod arrival;
mod candidates;
pub mod card;
pub mod chooser;
mod clipboard;
mod correcting;
mod depth;
pub mod desk;
pub mod dossier;
pub mod event;
pub mod facets;
mod filtering;
pub mod flow;
pub mod geometry;
pub mod jumps;
pub mod keymap;
pub mod keys;
pub mod library;
pub mod marks;
mod motion;
mod noting;
pub mod panel;
pub mod prompt;
mod reassign;
pub mod search;
pub mod selection;
mod session;
mod shape;
pub mod shown;
pub mod survey;
pub mod task;
mod terminal;
pub mod theme;
pub mod update;
pub mod view;
pub mod voices;
pub mod work;
pub mod wrap;

use std::cell::OnceCell;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

pub use action::{Action, Report};
pub use app::{App, Settings};
pub use depth::Depth;
pub use keymap::Keymap;
pub use theme::{Theme, Themes};
pub use update::Effect;
pub use view::Hits;

use crate::corrections::{Aliases, Log};
use crate::{Analysis, Article, Error};
use event::{EventSource, Input, Mouse, TerminalEvents, Waker};
use keys::Context;
use ratatui::Frame;
use session::Session;
use terminal::Terminal;
use work::{Analyst, News, Work};

/// Writes the export: the path, whether a file there may be replaced, and what to write.
pub type Exporter<'a> = &'a dyn Fn(&Path, bool, &Analysis) -> Report;
/// Writes the corrections; beside the article, from then on, if so told.
pub type Keeper<'a> = &'a dyn Fn(&Log, bool) -> Report;

/// How the reader opens, and what it may ask for.
pub struct Options<'a> {
    /// Theme and colours.
    pub settings: Settings,
    /// Who writes the export.
    pub export: Exporter<'a>,
    /// Who writes the corrections.
    pub keep: Keeper<'a>,
    /// The reader's aliases and corrections; nothing to leave them out, and take none.
    pub corrections: Option<(Aliases, Log)>,
    /// What the footer says until the first key.
    pub greeting: Option<&'a str>,
    /// The offset to begin at; without it, the start.
    pub start: Option<usize>,
    /// Whether it is opened out of a dossier, at a statement.
    pub from_dossier: bool,
    /// The statements that other articles have too: where their words begin, in order, and the titles of those.
    pub elsewhere: Vec<(usize, Vec<String>)>,
}

/// How the reader ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The person at the keyboard quit.
    Quit,
    /// The person wants another article.
    Articles,
    /// The person wants the article beside it in the list.
    Neighbour {
        /// The one behind it, and not the one before.
        next: bool,
    },
    /// The person wants to see the articles of the list together.
    Dossier {
        /// At the statement whose words begin at this offset; without it, where they were in it.
        at: Option<usize>,
    },
    /// A signal of this number asked the program to end.
    Terminated(i32),
}

/// How and where an article was left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Left {
    /// How the reader ended.
    pub outcome: Outcome,
    /// The offset one read at; nothing at the start.
    pub eye: Option<usize>,
    /// How far one had come, of 100.
    pub percent: usize,
    /// Who is heard most, the most heard first.
    pub voices: Vec<String>,
    /// How many statements there are; nothing while that is not known.
    pub statements: Option<usize>,
    /// The settings as they were changed by keys.
    pub settings: Settings,
    /// Why corrections are lost, if a signal left no time to ask.
    pub lost: Option<String>,
}

/// What the reader needs of the world.
pub trait Host {
    /// Shows the state; says what is where.
    ///
    /// # Errors
    /// If the terminal cannot be written.
    fn draw(&mut self, app: &App<'_>) -> io::Result<Hits>;

    /// Does what an update asked for; what there is to say of it comes back.
    ///
    /// # Errors
    /// If the terminal cannot be written. What fails without taking the terminal along is a [`Report`].
    fn perform(&mut self, effect: Effect, app: &App<'_>) -> io::Result<Option<Report>>;

    /// What there is to say of the analysis.
    fn news(&mut self) -> Option<News> {
        None
    }

    /// Takes the terminal over again after somebody else had it.
    ///
    /// # Errors
    /// If the terminal cannot be written.
    fn retake(&mut self) -> io::Result<()>;

    /// Columns and rows.
    ///
    /// # Errors
    /// If the terminal cannot be asked.
    fn size(&mut self) -> io::Result<(u16, u16)>;
}

/// The terminal, taken over, and what it says; it is as it was when this is dropped.
#[derive(Debug)]
pub struct Screen {
    session: Session,
    events: TerminalEvents,
}

impl Screen {
    /// Takes the terminal over; from now on what is typed is for the reader.
    ///
    /// # Errors
    /// If the terminal cannot be entered or read.
    pub fn enter() -> Result<Self, Error> {
        let failed = |cause| Error::Terminal { cause };
        let session = Session::enter().map_err(failed)?;
        let events = TerminalEvents::listen(session.giver_back()).map_err(failed)?;
        Ok(Self { session, events })
    }

    /// What wakes the screen up from another thread.
    pub fn waker(&self) -> Waker {
        self.events.waker()
    }

    /// Draws what has no article under it, unless another input is there already, and waits for the next input. What has to
    /// do with the terminal alone is done here.
    fn turn(&mut self, context: Context, settings: &Settings, draw: impl FnOnce(&mut Frame<'_>)) -> io::Result<Turn> {
        let Self { session, events } = self;
        if !events.pending() {
            session.paste(context == Context::Prompt)?;
            session.terminal.draw(draw)?;
        }
        let action = match events.next()? {
            Input::Terminate(signal) => return Ok(Turn::Terminated(signal)),
            Input::Continue => {
                session.retake()?;
                None
            }
            Input::Key(key) => settings.keys.lookup(context, key),
            Input::Paste(text) => (context == Context::Prompt).then_some(Action::Paste(text)),
            Input::Mouse(Mouse::Wheel { down, .. }) => Some(if down { Action::LineDown } else { Action::LineUp }),
            Input::Mouse(_) | Input::Resize(..) | Input::News => None,
        };
        match action {
            Some(Action::Suspend) => session.suspend()?,
            Some(Action::Redraw) => session.repaint()?,
            action => return Ok(Turn::Action(action)),
        }
        Ok(Turn::Action(None))
    }
}

/// What came of waiting for an input.
enum Turn {
    /// Something to do, or nothing.
    Action(Option<Action>),
    /// A signal of this number asked the program to end.
    Terminated(i32),
}

/// How long the first frame of a long text waits for the analysis.
const PATIENCE: Duration = Duration::from_millis(40);
/// Bytes of a text whose analysis takes about as long. Their first frame waits for all of it, so that nothing flickers and
/// no key comes too early.
const SHORT: usize = 64 << 10;

/// Opens the reader and returns when it is left.
///
/// # Errors
/// If the terminal cannot be read or written.
pub fn run(screen: &mut Screen, article: &Arc<Article>, analyst: Analyst, options: Options<'_>) -> Result<Left, Error> {
    let failed = |cause| Error::Terminal { cause };
    let Screen { session, events } = screen;
    let work = Work::start(Arc::clone(article), analyst, events.waker());
    let (found, nothing) = (OnceCell::new(), Analysis::default());
    session.mouse(options.settings.mouse).map_err(failed)?;
    let mut host = Terminal::new(session, options.export, options.keep, &work);
    let mut app = App::new(article, &nothing, options.settings);
    app.wait_for(&found);
    if let Some(news) = work.wait(if article.text().len() <= SHORT { Duration::MAX } else { PATIENCE })
        && app.hear(news)
    {
        return Err(failed(broken()));
    }
    match options.corrections {
        Some((aliases, log)) => app.correct_by(aliases, log),
        None => app.close_desk(),
    }
    let (columns, rows) = host.size().map_err(failed)?;
    app.update(Action::Resize(columns, rows));
    match options.start {
        Some(offset) if options.from_dossier => app.go_to_offset(offset),
        Some(offset) => app.resume(offset),
        None => {}
    }
    app.know_elsewhere(options.elsewhere);
    if options.from_dossier {
        app.come_from_dossier();
    }
    if let Some(greeting) = options.greeting {
        app.say(greeting);
    }
    let outcome = read(&mut app, &mut host, events).map_err(failed)?;
    Ok(app.leave_for(outcome))
}

fn broken() -> io::Error {
    io::Error::other("a bug broke the analysis off")
}

/// The loop.
///
/// # Errors
/// If the host or the events fail.
pub fn read(app: &mut App<'_>, host: &mut impl Host, events: &mut impl EventSource) -> io::Result<Outcome> {
    let (columns, rows) = host.size()?;
    app.update(Action::Resize(columns, rows));
    let mut hits = host.draw(app)?;
    loop {
        let action = match events.next()? {
            Input::Terminate(signal) => {
                if let Some(effect) = app.keep_at_last()
                    && let Some(report) = host.perform(effect, app)?
                {
                    app.update(Action::Told(report));
                }
                return Ok(Outcome::Terminated(signal));
            }
            Input::Continue => {
                host.retake()?;
                let (columns, rows) = host.size()?;
                Some(Action::Resize(columns, rows))
            }
            Input::Key(key) => app.keys().lookup(app.context(), key),
            Input::Paste(text) => (app.context() == Context::Prompt).then_some(Action::Paste(text)),
            Input::Mouse(mouse) => hits.action(mouse, app),
            Input::Resize(columns, rows) => Some(Action::Resize(columns, rows)),
            Input::News => {
                if host.news().is_some_and(|news| app.hear(news)) {
                    return Err(broken());
                }
                None
            }
        };
        if let Some(action) = action {
            match app.update(action) {
                Effect::None => {}
                Effect::Quit => return Ok(Outcome::Quit),
                Effect::Leave(outcome) => return Ok(outcome),
                effect => {
                    // A disk takes its time; what was corrected is seen before.
                    if matches!(effect, Effect::Keep { .. }) && !events.pending() {
                        host.draw(app)?;
                    }
                    if let Some(report) = host.perform(effect, app)? {
                        app.update(Action::Told(report));
                    }
                    let (columns, rows) = host.size()?;
                    app.update(Action::Resize(columns, rows));
                }
            }
        }
        if !events.pending() {
            hits = host.draw(app)?;
        }
    }
}
