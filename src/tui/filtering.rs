//! Narrowing the reader to some statements, folding the text to them, and showing all again. The eye stays where it is
//! as long as that place is shown.

use std::borrow::Cow;

use super::action::Action;
use super::app::{App, Dialog, Pane};
use super::facets::{Facets, mode_label};
use super::panel::Item;
use super::prompt::Prompt;
use super::shown::{Shown, Wanted};
use super::update::edit;
use crate::Filter;
use crate::analysis::{Analysis, Class, Layer, Mode, StatementId};

/// Words that are somebody's own, in part at least.
const QUOTED: &[Mode] = &[Mode::Direct, Mode::Mixed];

impl App<'_> {
    /// Shows or hides the states of mind.
    pub(super) fn toggle_mind(&mut self) {
        let hide = self.shown.wanted().filter.layers.is_empty();
        let before = self.shown.ids().len();
        self.refine(|filter| filter.layers = if hide { vec![Layer::Speech] } else { Vec::new() });
        self.say(match before.saturating_sub(self.shown.ids().len()) {
            _ if !hide => "States of mind are shown.".to_owned(),
            1 => "1 state of mind is hidden.".to_owned(),
            hidden => format!("{hidden} states of mind are hidden."),
        });
    }

    /// Folds the text to one voice, or shows all voices again.
    pub(super) fn toggle_voice(&mut self) {
        if !self.shown.wanted().voices.is_empty() {
            self.view.folded = false;
            self.narrow(Wanted { voices: Vec::new(), ..self.shown.wanted().clone() });
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
        self.narrow(Wanted { voices: vec![voice], ..self.shown.wanted().clone() });
    }

    /// All words, then quoted ones only, then first-hand ones only; those that nothing passes are left out.
    pub(super) fn next_words(&mut self) {
        let wanted = self.shown.wanted();
        let order: [(&[Mode], bool); 3] = [(&[], false), (QUOTED, false), (&[], true)];
        let now =
            order.iter().position(|&(modes, hand)| wanted.filter.modes == modes && wanted.filter.first_hand == hand);
        let asked = |step: usize| {
            let (modes, first_hand) = order[step];
            let filter = Filter { modes: modes.to_vec(), first_hand, ..wanted.filter.clone() };
            Wanted { filter, ..wanted.clone() }
        };
        let some = |step: &usize| {
            *step == 0
                || !asked(*step).statements(self.article, &self.analysis, &self.voices, self.desk.marks()).is_empty()
        };
        let next = now.map_or(0, |now| (1..=3).map(|by| (now + by) % 3).find(some).unwrap_or(0));
        self.narrow(asked(next));
        self.say(match next {
            0 => "All kinds of words are shown.",
            1 => "Quoted words only.",
            _ => "First-hand only: nothing relayed, nothing inside another's statement.",
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
            format!("The text is folded to what is shown{}.", self.hint("; ", &Action::FoldText, "unfolds it"))
        } else {
            "The text is whole again.".to_owned()
        });
    }

    /// Shows all statements and all of the text.
    pub(super) fn show_all(&mut self) {
        if !self.is_narrow() {
            return self.say("All is shown.");
        }
        self.view.folded = false;
        self.narrow(Wanted::default());
        self.say("All is shown again.");
    }

    /// Whether any statement or any of the text may be hidden.
    pub(super) fn is_narrow(&self) -> bool {
        self.view.folded || self.shown.is_narrow()
    }

    /// What the filter asks for, in words: `only Ana Ruiz · quoted only`.
    pub(super) fn filter_words(&self) -> String {
        let Wanted { voices, filter } = self.shown.wanted();
        let mut parts = Vec::new();
        match &voices[..] {
            [] => {}
            [one] => parts.push(format!("only {}", self.voice_name(*one))),
            [one, other] => parts.push(format!("only {} or {}", self.voice_name(*one), self.voice_name(*other))),
            many => parts.push(format!("only {} voices", many.len())),
        }
        match &filter.modes[..] {
            [] => {}
            QUOTED => parts.push("quoted only".to_owned()),
            modes => parts.push(format!("{} only", either(modes, |mode| mode_label(*mode)))),
        }
        parts.extend(filter.first_hand.then(|| "first-hand only".to_owned()));
        parts.extend(filter.marked.then(|| "marked only".to_owned()));
        match &filter.layers[..] {
            [Layer::Speech] => parts.push("no states of mind".to_owned()),
            [Layer::Mind] => parts.push("states of mind only".to_owned()),
            _ => {}
        }
        if !filter.classes.is_empty() {
            parts.push(format!("{} only", either(&filter.classes, |class: &Class| class.name())));
        }
        parts.extend((filter.confidence > 0.0).then(|| format!("{:.0} % sure", filter.confidence * 100.0)));
        parts.extend((!filter.term.is_empty()).then(|| format!("with “{}”", filter.term)));
        parts.extend((self.view.folded && parts.is_empty()).then(|| "folded".to_owned()));
        parts.join(" · ")
    }

    /// The analysis with what is shown alone, as it is exported.
    pub fn selected(&self) -> Cow<'_, Analysis> {
        if self.desk.marks().is_empty() {
            return self.shown.selected(self.article, &self.analysis, &self.voices);
        }
        let marked = Analysis { marks: self.desk.marks().to_vec(), ..Analysis::clone(&self.analysis) };
        Cow::Owned(self.shown.selected(self.article, &marked, &self.voices).into_owned())
    }

    /// An action while what is shown is chosen from a list.
    pub(super) fn sift(&mut self, mut facets: Facets, action: &Action) {
        match action {
            Action::Escape => return,
            Action::Term => return self.ask_term(Some(facets)),
            Action::Toggle => match facets.toggled(self.shown.wanted()) {
                Some(wanted) => self.narrow(wanted),
                None => return self.ask_term(Some(facets)),
            },
            Action::ShowAll => self.show_all(),
            action => {
                facets.walk(action, self.height());
                self.dialog = Some(Dialog::Facets(facets));
                return;
            }
        }
        self.dialog = Some(Dialog::Facets(Facets { cursor: facets.cursor, ..Facets::new(self) }));
    }

    /// Asks for words that statements have to hold.
    pub(super) fn ask_term(&mut self, facets: Option<Facets>) {
        self.dialog = Some(Dialog::Term(Prompt::holding(&self.shown.wanted().filter.term), facets));
    }

    /// An action while those words are typed.
    pub(super) fn type_term(&mut self, mut prompt: Prompt, facets: Option<Facets>, action: Action) {
        match action {
            Action::Escape => {}
            Action::Accept => {
                let term = prompt.text().trim().to_owned();
                let (filter, wanted) = (self.shown.wanted().filter.clone(), self.shown.wanted().clone());
                let wanted = Wanted { filter: Filter { term: term.clone(), ..filter }, ..wanted };
                if wanted.statements(self.article, &self.analysis, &self.voices, self.desk.marks()).is_empty() {
                    self.say(format!("No statement shown has “{term}”; nothing is changed."));
                } else {
                    self.narrow(wanted);
                }
            }
            action => {
                edit(&mut prompt, action);
                self.dialog = Some(Dialog::Term(prompt, facets));
                return;
            }
        }
        self.dialog = facets.map(|facets| Dialog::Facets(Facets { cursor: facets.cursor, ..Facets::new(self) }));
    }

    /// Changes what is asked of statements beside their voice.
    fn refine(&mut self, change: impl FnOnce(&mut Filter)) {
        let mut wanted = self.shown.wanted().clone();
        change(&mut wanted.filter);
        self.narrow(wanted);
    }

    /// Shows the statements that are wanted.
    pub(super) fn narrow(&mut self, wanted: Wanted) {
        self.shown = Shown::new(self.article, &self.analysis, &self.voices, self.desk.marks(), wanted);
        self.voices.show(&self.shown);
        self.heard.take();
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

/// `deny or refuse`
fn either<T>(values: &[T], name: impl Fn(&T) -> &'static str) -> String {
    values.iter().map(name).collect::<Vec<_>>().join(" or ")
}
