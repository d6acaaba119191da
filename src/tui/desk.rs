//! The corrections of the reader: taking one, undoing, redoing, and showing what has come of it.
//!
//! The engine's analysis is never touched. What is shown is made anew from it and the log, so undoing cannot leave
//! anything behind. Marks and notes lie beside it: in a book, where all else takes its time, they are there at once.

use std::borrow::Cow;

use super::action::Action;
use super::app::{App, Pane};
use super::panel::{Item, Panel};
use super::reassign::Offer;
use super::shown::Wanted;
use super::update::Effect;
use super::voices::Voices;
use super::wrap::clip;
use crate::analysis::{Analysis, Mark, StatementId};
use crate::corrections::{Aliases, Applied, Correction, Log, Marked, apply_but_marks, marks};
use crate::text::Span;

/// What the reader says against the engine, and whether it is kept.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// The alias book.
    aliases: Aliases,
    /// All corrections.
    log: Log,
    /// Indices of those in force that do not apply, but for marks.
    idle: Vec<usize>,
    /// The marks, and indices of those in force that do not apply.
    marked: Marked,
    /// Why the last ones are not on the disk, if they are not.
    pub(super) unkept: Option<String>,
    /// Nothing is to be corrected.
    closed: bool,
    /// The article is being opened: nobody has seen the numbers of its voices yet.
    opening: bool,
    /// What may be done next to what was corrected last.
    pub(super) offer: Option<Offer>,
}

impl Desk {
    /// The log.
    pub fn log(&self) -> &Log {
        &self.log
    }

    /// Whether a correction in force finds nothing that it is about.
    pub fn is_idle(&self, index: usize) -> bool {
        self.idle.contains(&index) || self.marked.idle.contains(&index)
    }

    /// How many find nothing.
    pub fn idle(&self) -> usize {
        self.idle.len() + self.marked.idle.len()
    }

    /// The marks, by position.
    pub fn marks(&self) -> &[Mark] {
        &self.marked.marks
    }

    /// The mark on a statement.
    pub fn mark_on(&self, id: StatementId) -> Option<&Mark> {
        self.marks().iter().find(|mark| mark.statement == Some(id))
    }
}

/// What voices are known by when corrections have changed their numbers: their names, where they have one, and where their
/// statements begin. A new name leaves a voice those places, and words that are put down to another leave it the others.
struct Traces {
    /// For each voice.
    names: Vec<Option<String>>,
    /// For each voice.
    numbers: Vec<Option<usize>>,
    /// In order, each with its voice.
    places: Vec<(usize, usize)>,
}

impl<'a> App<'a> {
    /// Lays corrections and aliases over what the engine found.
    pub fn correct_by(&mut self, aliases: Aliases, log: Log) {
        self.desk = Desk { aliases, log, opening: true, ..Desk::default() };
        if self.coming.is_none() {
            self.lay_log();
            self.begin();
            self.say_idle();
        }
        self.desk.opening = false;
    }

    /// At the start of an article nothing is current yet, so that the panel shows its first voices.
    pub(super) fn begin(&mut self) {
        if (self.view.eye, self.focus) == (0, Pane::Text) {
            self.view.current = None;
            self.panel.stand(0);
        }
    }

    /// Says how many corrections find nothing.
    pub(super) fn say_idle(&mut self) {
        let all = self.hint("; ", &Action::Corrections, "lists all");
        match self.desk.idle() {
            0 => {}
            1 => self.say(format!("1 of your corrections no longer applies{all}.")),
            count => self.say(format!("{count} of your corrections no longer apply{all}.")),
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
        let last = log.in_force().len() - 1;
        let applies = if correction.is_of_mark() {
            let marked = marks(self.article, &self.analysis, log.in_force());
            let applies = !marked.idle.contains(&last);
            if applies {
                self.lay_marks(marked);
            }
            applies
        } else {
            let (analysis, idle) = self.applied(&log);
            let applies = !idle.contains(&last);
            if applies {
                self.lay_anew(analysis, idle, &log);
            }
            applies
        };
        if !applies {
            self.alert("That cannot be told from other words of the article; nothing is changed.");
            return Effect::None;
        }
        self.desk.log = log;
        self.say(format!("{}{}", sentence(&correction.summary()), self.hint(" · ", &Action::Undo, "undoes")));
        self.keep()
    }

    /// Takes a correction in place of the last one, unless nothing would come of it.
    pub(super) fn correct_instead(&mut self, correction: &Correction) -> Effect {
        let log = self.desk.log.clone();
        self.desk.log.undo();
        let effect = self.correct(correction);
        if effect == Effect::None {
            self.desk.log = log;
        }
        effect
    }

    /// Takes back the last correction.
    pub(super) fn undo(&mut self) -> Effect {
        if !self.is_desk_open() {
            return Effect::None;
        }
        let Some((what, of_mark)) = self.desk.log.undo().map(|undone| (in_short(undone), undone.is_of_mark())) else {
            self.say("No correction to undo.");
            return Effect::None;
        };
        self.lay(of_mark);
        self.say(format!("Undone: {what}{}", self.hint(" · ", &Action::Redo, "redoes")));
        self.keep()
    }

    /// Puts the last correction that was undone in force again.
    pub(super) fn redo(&mut self) -> Effect {
        if !self.is_desk_open() {
            return Effect::None;
        }
        let Some((what, of_mark)) = self.desk.log.redo().map(|redone| (in_short(redone), redone.is_of_mark())) else {
            self.say("No correction to redo.");
            return Effect::None;
        };
        self.lay(of_mark);
        self.say(format!("Again: {what}{}", self.hint(" · ", &Action::Undo, "undoes")));
        self.keep()
    }

    /// Asks for the corrections to be written.
    pub(super) fn keep(&self) -> Effect {
        Effect::Keep { log: self.desk.log.clone(), beside: false }
    }

    /// Asks once more for what could not be written, before a signal ends the reader.
    pub(super) fn keep_at_last(&self) -> Option<Effect> {
        self.desk.unkept.is_some().then(|| self.keep())
    }

    /// What came of writing them; another reader may have added some.
    pub(super) fn kept(&mut self, merged: Option<Log>) {
        if self.desk.unkept.take().is_some() {
            self.say("Kept, with all that could not be kept before.");
        }
        if let Some(log) = merged {
            self.desk.log = log;
            self.lay_log();
            self.say("Kept, together with corrections that another whosaid wrote meanwhile.");
        }
    }

    /// What a log and the aliases make of what the engine found, and the indices of those in force that do not apply; but
    /// for marks.
    fn applied(&self, log: &Log) -> (Cow<'a, Analysis>, Vec<usize>) {
        if self.desk.aliases.is_empty() && log.in_force().iter().all(Correction::is_of_mark) {
            return (Cow::Borrowed(self.found), Vec::new());
        }
        let Applied { analysis, idle } =
            apply_but_marks(self.article, self.found.clone(), &self.desk.aliases, log.in_force());
        (Cow::Owned(analysis), idle)
    }

    /// Shows what the log makes of the article, of which the marks alone, or more, has changed.
    fn lay(&mut self, marks_alone: bool) {
        if marks_alone {
            self.lay_marks(marks(self.article, &self.analysis, self.desk.log.in_force()));
        } else {
            self.lay_log();
        }
    }

    /// Shows what the log makes of the article.
    pub(super) fn lay_log(&mut self) {
        let (analysis, idle) = self.applied(&self.desk.log);
        let log = std::mem::take(&mut self.desk.log);
        self.lay_anew(analysis, idle, &log);
        self.desk.log = log;
    }

    /// Shows other marks.
    fn lay_marks(&mut self, marked: Marked) {
        self.desk.marked = marked;
        if self.shown.wanted().filter.marked {
            self.narrow(self.shown.wanted().clone());
        }
    }

    /// Makes all that is shown anew, with the marks of a log. The eye, the statement under it, folds, filter and the item of
    /// the panel stay where they can.
    fn lay_anew(&mut self, analysis: Cow<'a, Analysis>, idle: Vec<usize>, log: &Log) {
        self.desk.idle = idle;
        let marked = marks(self.article, &analysis, log.in_force());
        if let (Cow::Borrowed(_), Cow::Borrowed(_)) = (&self.analysis, &analysis) {
            return self.lay_marks(marked);
        }
        self.desk.marked = marked;
        let begins = |id: StatementId| self.statement(id).content[0];
        let (current, home) = (self.view.current.map(begins), self.home.current.map(begins));
        let stood = match self.panel.item() {
            Some(Item::Voice(voice)) => Some((voice, None)),
            Some(Item::Statement(id)) => Some((self.voices.of(id), Some(begins(id)))),
            None => None,
        };
        let wanted = self.shown.wanted().clone();
        let (traces, panel) = (self.traces_of_voices(), std::mem::take(&mut self.panel));

        self.analysis = analysis;
        self.marks.lay(&self.analysis);
        self.voices = Voices::new(&self.analysis);
        let found = self.stay_numbered(&traces);
        // A voice is folded if it was known, and all that it was known as were folded.
        let mut is_folded: Vec<Option<bool>> = vec![None; self.voices.list().len()];
        for (was, now) in found.iter().enumerate().filter_map(|(was, now)| Some((was, (*now)?))) {
            is_folded[now] = Some(is_folded[now].unwrap_or(true) && panel.is_folded(was));
        }
        self.panel = Panel::folded(&self.voices, is_folded.into_iter().map(Option::unwrap_or_default).collect());
        self.panel.stand(panel.cursor());
        let current = current.and_then(|content| self.beginning_with(content));
        (self.view.current, self.home.current) = (current, home.and_then(|content| self.beginning_with(content)));
        let mut voices: Vec<usize> = wanted.voices.iter().filter_map(|&voice| found[voice]).collect();
        voices.sort_unstable();
        voices.dedup();
        self.view.folded &= wanted.voices.is_empty() == voices.is_empty();
        self.narrow(Wanted { voices, ..wanted });

        let shown = |id: &StatementId| self.shown.holds(*id);
        let item = stood.and_then(|(_, content)| self.beginning_with(content?)).filter(shown);
        self.view.current = current.filter(shown).or(self.view.current);
        let statement = if self.focus == Pane::Text { self.view.current.or(item) } else { item };
        match (statement, stood.and_then(|(voice, _)| found[voice])) {
            (Some(id), _) => self.panel.stand_on(id),
            (None, Some(voice)) => self.panel.stand_on_voice(voice),
            (None, None) => {}
        }
    }

    /// Leaves voices the numbers that they had, unless nobody has seen those; the voices that traces mean now come back.
    fn stay_numbered(&mut self, traces: &Traces) -> Vec<Option<usize>> {
        let (found, named) = self.voices_of(traces);
        if self.desk.opening {
            return found;
        }
        let mut had = vec![None; self.voices.list().len()];
        for (now, number) in named.iter().zip(&traces.numbers) {
            if let (Some(now), Some(number)) = (*now, *number) {
                had[now] = Some(had[now].map_or(number, |other: usize| other.min(number)));
            }
        }
        let gone_to = self.voices.renumber(&had);
        found.into_iter().map(|voice| voice.map(|voice| gone_to[voice])).collect()
    }

    fn traces_of_voices(&self) -> Traces {
        let actor = |voice| self.voices.actor(voice, &self.analysis);
        let name = |voice| actor(voice).map(|actor| actor.called(self.article).to_owned());
        Traces {
            names: (0..self.voices.list().len()).map(name).collect(),
            numbers: (0..self.voices.list().len()).map(|voice| self.voices.number(voice)).collect(),
            places: self.places(),
        }
    }

    /// Where statements begin, each with its voice, in order.
    fn places(&self) -> Vec<(usize, usize)> {
        let statements = self.analysis.statements.iter().enumerate();
        statements.map(|(id, statement)| (statement.content[0].start(), self.voices.of(id))).collect()
    }

    /// The voices that traces mean now: of each the one that says most of what stands there, rather one of that name; where
    /// nothing is said any more, the one of that name. Beside it, the one of that name where it says any of that.
    fn voices_of(&self, traces: &Traces) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
        // Most voices mean a single one now.
        let mut says: Vec<Vec<(usize, usize)>> = vec![Vec::new(); traces.names.len()];
        let (places, mut first) = (self.places(), 0);
        for &(place, voice) in &traces.places {
            first += places[first..].iter().take_while(|(now, _)| *now < place).count();
            for &(_, now) in places[first..].iter().take_while(|(now, _)| *now == place) {
                let says = &mut says[voice];
                match says.iter_mut().find(|(other, _)| *other == now) {
                    Some((_, count)) => *count += 1,
                    None => says.push((now, 1)),
                }
            }
        }
        let actor = |voice| self.voices.actor(voice, &self.analysis);
        let now = says.into_iter().zip(&traces.names).map(|(says, name)| {
            let called = |voice: &usize| actor(*voice).map(|actor| actor.called(self.article)) == name.as_deref();
            let most =
                says.iter().max_by_key(|(voice, count)| (*count, called(voice), *voice)).map(|(voice, _)| *voice);
            let most = most.or_else(|| (0..self.voices.list().len()).find(called));
            (most, says.into_iter().map(|(voice, _)| voice).filter(called).min().or(most))
        });
        now.unzip()
    }

    /// The statement whose content begins with a piece, or else where that begins.
    pub(super) fn beginning_with(&self, piece: Span) -> Option<StatementId> {
        self.beginning_at(piece.start()).min_by_key(|&id| self.statement(id).content[0] != piece)
    }

    /// The statements whose content begins at an offset.
    fn beginning_at(&self, offset: usize) -> impl Iterator<Item = StatementId> {
        let begins = |id: StatementId| self.statement(id).content[0].start();
        let first = self.analysis.statements.partition_point(|s| s.content[0].start() < offset);
        (first..self.analysis.statements.len()).take_while(move |&id| begins(id) == offset)
    }
}

/// Cells of the words that a correction is about, where it is told in short.
const IN_SHORT: usize = 28;

/// What a correction says, and the first words that it is about.
fn in_short(correction: &Correction) -> String {
    let words = correction.words().map(|words| format!(" · {}", clip(words, IN_SHORT)));
    correction.summary() + &words.unwrap_or_default()
}

/// With a capital letter.
pub(super) fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::Settings;
    use crate::{Article, analyze};

    #[test]
    fn what_the_engine_found_is_copied_only_while_something_is_in_force() {
        let article = Article::from_plain_text("“We waited,” said Ana Ruiz, the harbour master.", "-");
        let analysis = analyze(&article);
        let mut app = App::new(&article, &analysis, Settings::default());
        let is_copied = |app: &App<'_>| matches!(app.analysis, Cow::Owned(_));
        app.correct_by(Aliases::default(), Log::default());
        assert!(!is_copied(&app));
        let actor = crate::corrections::Who::named("Ana Ruiz");
        app.correct(&Correction::Rename { actor, name: "Ruiz".to_owned() });
        assert!(is_copied(&app));
        app.undo();
        assert!(!is_copied(&app) && app.voice_name(0) == "Ana Ruiz");
        app.correct_by(Aliases::new([("Ana Ruiz".to_owned(), "Ruiz".to_owned())]), Log::default());
        assert!(is_copied(&app) && app.voice_name(0) == "Ruiz");
    }
}
