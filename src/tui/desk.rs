//! The corrections of the reader: taking one, undoing, redoing, and showing what has come of it.
//!
//! The engine's analysis is never touched. What is shown is made anew from it and the log, so undoing cannot leave
//! anything behind.

use std::borrow::Cow;

use super::app::{App, View};
use super::marks::Marks;
use super::panel::Panel;
use super::shown::{Filter, Shown};
use super::update::Effect;
use super::voices::Voices;
use crate::corrections::{Aliases, Correction, Log, apply};

/// What the reader says against the engine, and whether it is kept.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The alias book.
    aliases: Aliases,
    /// All corrections.
    log: Log,
    /// Indices of those in force that do not apply.
    idle: Vec<usize>,
    /// Why the last ones are not on the disk, if they are not.
    pub(super) unkept: Option<String>,
    /// Nothing is to be corrected.
    closed: bool,
}

impl Desk {
    /// The log.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Whether a correction in force finds nothing that it is about.
    pub fn is_idle(&self, index: usize) -> bool {
        self.idle.contains(&index)
    }

    /// How many find nothing.
    pub fn idle(&self) -> usize {
        self.idle.len()
    }
}

impl App<'_> {
    /// Lays corrections and aliases over what the engine found.
    pub fn correct_by(&mut self, aliases: Aliases, log: Log) {
        self.desk = Desk { aliases, log, ..Desk::default() };
        self.lay_anew();
        match self.desk.idle() {
            0 => {}
            1 => self.say("1 of your corrections no longer applies; C lists all."),
            count => self.say(format!("{count} of your corrections no longer apply; C lists all.")),
        }
    }

    /// Shows what the engine found, and takes no corrections.
    pub fn close_desk(&mut self) {
        self.desk.closed = true;
    }

    /// The corrections.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Whether corrections are taken; says so if not.
    pub(super) fn is_desk_open(&mut self) -> bool {
        if self.desk.closed {
            self.say("Opened with --original: your corrections are left out, and none are taken.");
        }
        !self.desk.closed
    }

    /// Takes a correction, unless nothing would come of it.
    pub(super) fn correct(&mut self, correction: &Correction) -> Effect {
        let mut log = self.desk.log.clone();
        log.push(correction.clone());
        let applied = apply(self.article, self.found.clone(), &self.desk.aliases, log.in_force());
        if applied.idle.contains(&(log.in_force().len() - 1)) {
            self.alert("That cannot be told from other words of the article; nothing is changed.");
            return Effect::None;
        }
        self.desk.log = log;
        self.lay_anew();
        self.say(format!("{} · U undoes", sentence(&correction.summary())));
        self.keep()
    }

    /// Takes back the last correction.
    pub(super) fn undo(&mut self) -> Effect {
        if !self.is_desk_open() {
            return Effect::None;
        }
        let Some(summary) = self.desk.log.undo().map(Correction::summary) else {
            self.say("No correction to undo.");
            return Effect::None;
        };
        self.lay_anew();
        self.say(format!("Undone: {summary} · Ctrl-R redoes"));
        self.keep()
    }

    /// Puts the last correction that was undone in force again.
    pub(super) fn redo(&mut self) -> Effect {
        if !self.is_desk_open() {
            return Effect::None;
        }
        let Some(summary) = self.desk.log.redo().map(Correction::summary) else {
            self.say("No correction to redo.");
            return Effect::None;
        };
        self.lay_anew();
        self.say(format!("Again: {summary}"));
        self.keep()
    }

    /// Asks for the corrections to be written.
    pub(super) fn keep(&mut self) -> Effect {
        Effect::Keep { log: self.desk.log.clone(), beside: false }
    }

    /// What came of writing them; another reader may have added some.
    pub(super) fn kept(&mut self, merged: Option<Log>) {
        self.desk.unkept = None;
        if let Some(log) = merged {
            self.desk.log = log;
            self.lay_anew();
            self.say("Kept, together with corrections that another whosaid wrote meanwhile.");
        }
    }

    /// Makes all that is shown anew from the log. The eye, the statement under it, folds and filter stay where they can.
    fn lay_anew(&mut self) {
        let name = |voice: usize| self.voices.actor(voice, &self.analysis).map(|actor| actor.called(self.article));
        let place = self.view.current.map(|id| self.statement(id).content[0].start());
        let filter = self.shown.filter();
        let only = filter.voice.and_then(name).map(str::to_owned);
        let count = self.voices.list().len();
        let folded: Vec<String> =
            (0..count).filter(|&voice| self.panel.is_folded(voice)).filter_map(name).map(str::to_owned).collect();

        let applied = apply(self.article, self.found.clone(), &self.desk.aliases, self.desk.log.in_force());
        (self.analysis, self.desk.idle) = (Cow::Owned(applied.analysis), applied.idle);
        self.voices = Voices::new(&self.analysis);
        let voices = 0..self.voices.list().len();
        let name = |voice: usize| self.voices.actor(voice, &self.analysis).map(|actor| actor.called(self.article));
        let voice = only.and_then(|only| voices.clone().find(|&voice| name(voice) == Some(&only)));
        let folded: Vec<usize> =
            voices.filter(|&voice| name(voice).is_some_and(|name| folded.iter().any(|f| f == name))).collect();
        self.panel = Panel::new(&self.voices);
        self.shown = Shown::new(&self.analysis, &self.voices, Filter { voice, ..filter });
        self.voices.show(&self.shown);
        self.marks = Marks::new(self.article, &self.analysis, &self.shown);
        self.panel.refresh(&self.voices);
        for voice in folded {
            self.panel.fold(voice, &self.voices);
        }
        let here = |id: &usize| place.is_some_and(|place| self.statement(*id).content[0].start() == place);
        let current = self.shown.ids().iter().copied().find(here);
        self.view.current = current;
        self.home = View { current: None, ..self.home };
        self.refold();
        if let Some(id) = current {
            self.view.current = Some(id);
            self.panel.stand_on(id);
        }
    }
}

/// With a capital letter.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
