//! Another speaker for a statement, and for those that went wrong together with it.

use super::action::Action;
use super::app::App;
use super::chooser::Answer;
use super::desk::sentence;
use super::update::Effect;
use super::voices::NOBODY;
use crate::analysis::{Actor, Rule, StatementId};
use crate::corrections::{Correction, Log, Who, Words, likewise};

/// The statements that went wrong in the same way as the one corrected last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// What would put all of them right.
    correction: Correction,
    /// The corrections while it stands: it is void as soon as there are others.
    log: Log,
}

impl App<'_> {
    /// Puts a statement down to who was chosen or typed, and offers to do the same for the others that one mistake has put
    /// down to the same wrong speaker.
    pub(super) fn reassign(&mut self, id: StatementId, answer: Answer) -> Effect {
        let Some(speaker) = self.chosen_speaker(answer) else { return Effect::None };
        let (was, others) = (self.speaker(id).to_owned(), likewise(&self.analysis, id));
        let statements: Vec<Words> = [&id].into_iter().chain(&others).map(|&id| self.words_of(id)).collect();
        let places = others.first().zip(others.last()).map(|(&first, &last)| {
            let (first, last) = (self.paragraph(first), self.paragraph(last));
            if first == last { format!("¶{first}") } else { format!("¶{first}–{last}") }
        });
        let parted = speaker.as_ref().filter(|who| self.is_taken_for(&who.name, id)).map(|who| &who.name);
        let correction = |statements: &[Words]| match (parted, statements) {
            (Some(name), _) => Correction::Split { statements: statements.to_vec(), name: name.clone() },
            (None, [one]) => Correction::Speaker { statement: one.clone(), speaker: speaker.clone() },
            (None, _) => Correction::Speakers { statements: statements.to_vec(), speaker: speaker.clone() },
        };
        let (one, all) = (correction(&statements[..1]), correction(&statements));
        let actors = self.analysis.actors.len();
        let effect = self.correct(&one);
        if effect == Effect::None {
            return effect;
        }
        let kind = self.kind_if_new(actors, speaker.as_ref());
        let said = sentence(&one.summary()) + &kind.map(|kind| format!(" ({kind})")).unwrap_or_default();
        let same = places.map(|places| {
            let does = format!("the same for {} more of {was}, {places}", others.len());
            self.hint(" · ", &Action::Likewise, &does)
        });
        let undo = self.hint(" · ", &Action::Undo, "undoes");
        self.say(said + &same.unwrap_or_default() + &undo);
        self.desk.offer = (!others.is_empty()).then(|| Offer { correction: all, log: self.desk.log().clone() });
        effect
    }

    /// Whether a name that was typed means the speaker of a statement only since the engine took two for one: it is another
    /// wording of that speaker, and nobody's name.
    fn is_taken_for(&self, name: &str, id: StatementId) -> bool {
        let is_called = |actor: &Actor| actor.called(self.article) == name;
        let mut wordings = self.statement(id).actor.into_iter().flat_map(|id| &self.analysis.actors[id].aliases);
        wordings.any(|&alias| self.article.slice(alias) == name) && !self.analysis.actors.iter().any(is_called)
    }

    /// Does the same as the last correction for the statements that went wrong likewise: one correction of all takes its
    /// place.
    pub(super) fn likewise(&mut self) -> Effect {
        if !self.is_desk_open() {
            return Effect::None;
        }
        let offer = self.desk.offer.take().filter(|offer| offer.log == *self.desk.log());
        let Some(Offer { correction, .. }) = offer else {
            self.say("No other statement went wrong together with one that you put down to another speaker just now.");
            return Effect::None;
        };
        self.correct_instead(&correction)
    }

    /// What the engine took for the speaker of a statement that the person who reads has put down to another.
    pub(super) fn taken_for(&self, id: StatementId) -> Option<&str> {
        let statement = self.statement(id);
        let is_own = statement.why.iter().any(|reason| reason.rule == Rule::ReaderSpeaker);
        let start = statement.content[0].start();
        let found = &self.found.statements;
        let first = found.partition_point(|found| found.content[0].start() < start);
        let mut there = found[first..].iter().take_while(|found| found.content[0].start() == start);
        let found = there.find(|found| found.cue == statement.cue)?;
        let name = found.actor.map(|actor| self.found.actors[actor].called(self.article));
        is_own.then(|| name.unwrap_or(NOBODY))
    }

    /// The kind of a speaker that has just been made, where there were so many actors before.
    fn kind_if_new(&self, before: usize, speaker: Option<&Who>) -> Option<&'static str> {
        let made = self.analysis.actors.iter().skip(before.saturating_sub(1));
        let mut made = made.filter(|actor| speaker.is_some_and(|who| actor.called(self.article) == who.name));
        made.next().filter(|actor| actor.corrected).map(|actor| actor.kind.name())
    }
}
