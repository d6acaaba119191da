//! Narrowing the reader to some statements, folding the text to them, and showing all again. The eye stays where it is
//! as long as that place is shown.

use super::app::{App, Pane};
use super::marks::Marks;
use super::panel::Item;
use super::shown::{Filter, Shown, Words};
use crate::analysis::StatementId;

impl App<'_> {
    /// Shows or hides the states of mind.
    pub(super) fn toggle_mind(&mut self) {
        let filter = self.shown.filter();
        self.narrow(Filter { mind: !filter.mind, ..filter });
        let hidden = self.analysis.statements.len() - self.shown.ids().len();
        self.say(match (self.shown.filter(), hidden) {
            (Filter { mind: true, .. }, _) => "States of mind are shown.".to_owned(),
            (Filter { voice: None, words: Words::All, .. }, 1) => "1 state of mind is hidden.".to_owned(),
            (Filter { voice: None, words: Words::All, .. }, _) => format!("{hidden} states of mind are hidden."),
            _ => "States of mind are hidden.".to_owned(),
        });
    }

    /// Folds the text to one voice, or shows all voices again.
    pub(super) fn toggle_voice(&mut self) {
        let filter = self.shown.filter();
        if filter.voice.is_some() {
            self.view.folded = false;
            self.narrow(Filter { voice: None, ..filter });
            return self.say("All voices are shown.");
        }
        let chosen = match (self.focus, self.panel.item()) {
            (Pane::Voices, Some(Item::Voice(voice))) => Some(voice),
            _ => self.here().map(|id| self.voices.of(id)),
        };
        match chosen {
            Some(voice) => self.only_voice(voice),
            None => self.no_statement(),
        }
    }

    /// Folds the text to one voice.
    pub(super) fn only_voice(&mut self, voice: usize) {
        self.view.folded = true;
        self.narrow(Filter { voice: Some(voice), ..self.shown.filter() });
    }

    /// All words, then quoted ones only, then first-hand ones only; those that nothing passes are left out.
    pub(super) fn next_words(&mut self) {
        let filter = self.shown.filter();
        let some = |words: &Words| {
            !Shown::new(&self.analysis, &self.voices, Filter { words: *words, ..filter }).ids().is_empty()
        };
        let next = std::iter::successors(Some(filter.words.next()), |w| Some(w.next())).take(3).find(some);
        self.narrow(Filter { words: next.unwrap_or_default(), ..filter });
        self.say(match self.shown.filter().words {
            Words::All => "All statements are shown.",
            Words::Quoted => "Quoted words only.",
            Words::FirstHand => "First-hand only: nothing relayed, nothing inside another's statement.",
        });
    }

    /// Folds the text to the statements that are shown, or unfolds it.
    pub(super) fn toggle_fold(&mut self) {
        if self.shown.ids().is_empty() {
            return self.say("There is no statement to fold the text to.");
        }
        self.view.folded = !self.view.folded;
        self.refold();
        self.say(if self.view.folded {
            "The text is folded to what is shown; z unfolds it."
        } else {
            "The text is whole again."
        });
    }

    /// Shows all statements and all of the text.
    pub(super) fn show_all(&mut self) {
        if !self.is_narrow() {
            return self.say("All is shown.");
        }
        self.view.folded = false;
        self.narrow(Filter::default());
        self.say("All is shown again.");
    }

    /// Whether any statement or any of the text may be hidden.
    pub(super) fn is_narrow(&self) -> bool {
        self.view.folded || self.shown.is_narrow()
    }

    /// What the filter asks for, in words: `only Ana Ruiz · quoted only`.
    pub(super) fn filter_words(&self) -> String {
        let filter = self.shown.filter();
        let mut parts = Vec::new();
        parts.extend(filter.voice.map(|voice| format!("only {}", self.voice_name(voice))));
        parts.extend((filter.words != Words::All).then(|| format!("{} only", filter.words.name())));
        parts.extend((!filter.mind).then(|| "no states of mind".to_owned()));
        parts.extend((self.view.folded && parts.is_empty()).then(|| "folded".to_owned()));
        parts.join(" · ")
    }

    /// Shows the statements that a filter lets pass.
    pub(super) fn narrow(&mut self, filter: Filter) {
        self.shown = Shown::new(&self.analysis, &self.voices, filter);
        self.voices.show(&self.shown);
        self.marks = Marks::new(self.article, &self.analysis, &self.shown);
        self.panel.refresh(&self.voices);
        self.home.current = self.home.current.filter(|id| self.shown.holds(*id));
        self.lens = self.lens.as_ref().map(|_| self.framings());
        self.refold();
    }

    /// Folds the text anew; where the eye's place is hidden by that, it goes to the next statement that is shown.
    pub(super) fn refold(&mut self) {
        self.lay_folds();
        let next = |id: &StatementId| self.statement(*id).content[0].end() > self.view.eye;
        let near = self.view.current.filter(|id| self.shown.holds(*id));
        let near = near.or_else(|| self.shown.ids().iter().copied().find(next));
        match near.or(self.shown.ids().last().copied()) {
            Some(id) if self.view.folded => self.go_to(id),
            _ => {
                self.look_at_row();
                self.look_at(self.view.eye, crate::text::Span::new(self.view.eye, self.view.eye));
            }
        }
    }

    /// Folds the text, or unfolds it, as the view says.
    pub(super) fn lay_folds(&mut self) {
        self.view.folded &= !self.shown.ids().is_empty();
        self.home.folded = self.view.folded;
        let extents = self.shown.ids().iter().map(|&id| self.statement(id).extent());
        let fold = self.view.folded.then(|| extents.collect());
        self.flow.fold(fold);
    }

    /// Unfolds the text if a place is folded away.
    pub(super) fn reveal(&mut self, offset: usize) {
        if self.first_shown(offset) != offset {
            self.view.folded = false;
            self.lay_folds();
        }
    }
}
