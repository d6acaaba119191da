//! Marks on statements, and notes: made, written, taken away. They are kept with the corrections.

use super::action::Action;
use super::app::{App, Dialog};
use super::prompt::Prompt;
use super::update::{Effect, edit};
use crate::analysis::StatementId;
use crate::corrections::form::note_fault;
use crate::corrections::{Correction, Words};

impl App<'_> {
    /// Marks the statement under the eye, or takes its mark away, and the note with it.
    pub(super) fn toggle_mark(&mut self) -> Effect {
        let Some(id) = self.noted() else { return Effect::None };
        let statement = Words::of(self.article, self.statement(id));
        self.correct(&match self.desk.mark_on(id) {
            Some(_) => Correction::Unmark { statement },
            None => Correction::Mark { statement, note: None },
        })
    }

    /// Asks for a note on the statement under the eye.
    pub(super) fn ask_note(&mut self) {
        let Some(id) = self.noted() else { return };
        let note = self.desk.mark_on(id).and_then(|mark| mark.note.as_deref()).unwrap_or_default();
        self.dialog = Some(Dialog::Note(id, Prompt::holding(note)));
    }

    /// An action while a note is written.
    pub(super) fn type_note(&mut self, id: StatementId, mut prompt: Prompt, action: Action) -> Effect {
        match action {
            Action::Escape => self.say("Nothing is changed."),
            Action::Accept => return self.take_note(id, prompt.text().trim()),
            action => {
                edit(&mut prompt, action);
                self.dialog = Some(Dialog::Note(id, prompt));
            }
        }
        Effect::None
    }

    /// Writes a note; an empty one leaves the mark that was there.
    fn take_note(&mut self, id: StatementId, note: &str) -> Effect {
        let before = self.desk.mark_on(id).map(|mark| mark.note.as_deref().unwrap_or_default());
        if note == before.unwrap_or_default() {
            self.say("Nothing is changed.");
            return Effect::None;
        }
        let note = (!note.is_empty()).then(|| note.to_owned());
        if let Some(what) = note.as_deref().and_then(note_fault) {
            self.alert(format!("Nothing is changed: {what}."));
            return Effect::None;
        }
        let statement = Words::of(self.article, self.statement(id));
        self.correct(&Correction::Mark { statement, note })
    }

    /// The statement that a mark or note would be on, if any is taken.
    fn noted(&mut self) -> Option<StatementId> {
        if !self.is_desk_open() {
            return None;
        }
        let here = self.here();
        if here.is_none() {
            self.no_statement();
        }
        here
    }
}
