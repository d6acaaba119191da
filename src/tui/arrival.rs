//! While the analysis is under way: the text can be read, what needs statements says to wait, and when they come they are
//! laid over the text without moving it. It can be paused, and what is not there yet is never taken for nothing.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::action::Action;
use super::app::{App, Pane};
use super::update::Effect;
use super::work::News;
use crate::analysis::Analysis;

/// An analysis that is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Coming<'a> {
    /// Where it is put.
    slot: &'a OnceCell<Analysis>,
    /// How much of it is done, of 100.
    percent: usize,
    /// Whether it rests until it is told to go on.
    paused: bool,
}

impl<'a> App<'a> {
    /// From now on waits for an analysis, which will be put there.
    pub fn wait_for(&mut self, slot: &'a OnceCell<Analysis>) {
        self.coming = Some(Coming { slot, percent: 0, paused: false });
    }

    /// How much of the analysis is done, of 100, while it is waited for.
    pub fn percent_found(&self) -> Option<usize> {
        self.coming.map(|coming| coming.percent)
    }

    /// Whether the analysis rests.
    pub fn is_search_paused(&self) -> bool {
        self.coming.is_some_and(|coming| coming.paused)
    }

    /// What there is to say of the analysis; whether it broke off.
    pub fn hear(&mut self, news: News) -> bool {
        let Some(coming) = &mut self.coming else { return false };
        match news {
            News::Percent(percent) => coming.percent = percent,
            News::Found(analysis) => {
                let found = coming.slot.get_or_init(|| *analysis);
                self.coming = None;
                self.found = found;
                // What is shown stands for no analysis at all; the new one takes its place.
                self.analysis = Cow::Owned(Analysis::default());
                self.lay_log();
                self.begin();
                self.say_idle();
            }
            News::Broken => return true,
        }
        false
    }

    /// Pauses the analysis or goes on with it, if there is one under way.
    pub(super) fn pause(&mut self) -> Option<Effect> {
        let coming = self.coming.as_mut()?;
        coming.paused = !coming.paused;
        let Coming { percent, paused, .. } = *coming;
        self.say(if paused {
            self.paused_words()
        } else {
            format!("Looking for statements again, from {percent}% on.")
        });
        Some(Effect::Pause(paused))
    }

    /// That the search rests, and how it goes on.
    pub(super) fn paused_words(&self) -> String {
        let (percent, on) =
            (self.percent_found().unwrap_or_default(), self.hint("; ", &Action::Escape, "goes on with it"));
        format!("The search for statements is paused at {percent}%{on}.")
    }

    /// Whether an action has to wait; says so.
    pub(super) fn must_wait(&mut self, action: &Action) -> bool {
        let Some(Coming { percent, paused, .. }) = self.coming else { return false };
        let waits = needs_statements(action);
        if waits && paused {
            self.say(self.paused_words());
        } else if waits {
            let pause = self.hint(" · ", &Action::Escape, "pauses");
            self.say(format!("Statements are still being looked for: {percent}%{pause}"));
        }
        waits
    }
}

fn needs_statements(action: &Action) -> bool {
    matches!(
        action,
        Action::NextStatement
            | Action::PreviousStatement
            | Action::NextSame
            | Action::PreviousSame
            | Action::NextTurn
            | Action::PreviousTurn
            | Action::Voice(_)
            | Action::SwitchPane
            | Action::Wheel(Pane::Voices, _)
            | Action::FoldAll
            | Action::Why
            | Action::Correct
            | Action::Likewise
            | Action::Undo
            | Action::Redo
            | Action::Corrections
            | Action::Copy
            | Action::Export
            | Action::ToggleMind
            | Action::OnlyVoice
            | Action::NextWords
            | Action::FoldText
            | Action::Narrow
            | Action::Term
            | Action::Mark
            | Action::Note
            | Action::Marks
            | Action::ToggleLens
            | Action::Balance
            | Action::Lists
    )
}
