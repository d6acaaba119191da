//! How wide the text runs, how far its lines stand apart, where the voices begin.

use super::action::Held;
use super::app::App;

/// The narrowest and the widest that text is set.
const WIDTHS: std::ops::RangeInclusive<u16> = 24..=200;
/// Columns from one width to the next.
const STEP: u16 = 4;

impl App<'_> {
    /// Sets the text wider, or narrower.
    pub(super) fn widen(&mut self, wider: bool) {
        let Some(now) = self.geometry().map(|g| g.text.width) else { return };
        if wider && now < self.settings.measure {
            return self.say("The window has no room for wider text.");
        }
        let wanted = if wider { now + STEP } else { now.saturating_sub(STEP) };
        let wanted = wanted.clamp(now.min(*WIDTHS.start()), (*WIDTHS.end()).max(self.settings.measure));
        self.reshape(|app| app.settings.measure = wanted);
        let width = self.geometry().map_or(wanted, |g| g.text.width);
        self.say(format!("The text is {width} columns wide."));
    }

    /// Sets the lines of the text apart, or close.
    pub(super) fn space(&mut self) {
        self.reshape(|app| app.settings.spaced = !app.settings.spaced);
        self.say(if self.settings.spaced { "The lines are set apart." } else { "The lines are set close." });
    }

    /// Draws the line between text and panel to a column of the window, as near as it can be.
    pub(super) fn divide(&mut self, x: u16) {
        let beside = self.geometry().is_some_and(|g| g.beside);
        let Some(held) = self.held.as_mut().filter(|held| beside && held.x != x) else { return };
        *held = Held { x, leads: None };
        let begins = |panel: u16| self.geometry_with(Some(panel)).map(|g| g.panel.x);
        let nearest = (0..self.size.0).min_by_key(|&panel| begins(panel).map(|at| at.abs_diff(x + 1)));
        self.reshape(|app| app.settings.panel = nearest);
    }
}
