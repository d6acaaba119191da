//! The panel of voices as a list that folds: each voice, and under it its statements.

use super::voices::Voices;
use crate::analysis::StatementId;

/// A line that one can stand on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Item {
    /// A voice, by index.
    Voice(usize),
    /// A statement of the voice above.
    Statement(StatementId),
}

/// The list, what is folded in it, and where one stands.
#[derive(Clone, Debug, Default)]
pub struct Panel {
    items: Vec<Item>,
    /// For each statement the item that stands for it: its own, or its voice's while that is folded.
    shown_by: Vec<usize>,
    folded: Vec<bool>,
    cursor: usize,
}

impl Panel {
    /// All voices unfolded, standing on the first.
    pub fn new(voices: &Voices) -> Self {
        Self::folded(voices, vec![false; voices.list().len()])
    }

    /// Some voices folded, each by its index, standing on the first voice.
    pub fn folded(voices: &Voices, folded: Vec<bool>) -> Self {
        let mut panel = Self { folded, ..Self::default() };
        panel.list(voices);
        panel
    }

    /// The items, from the top.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Index of the item one stands on.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The item one stands on.
    pub fn item(&self) -> Option<Item> {
        self.items.get(self.cursor).copied()
    }

    /// Whether a voice is folded.
    pub fn is_folded(&self, voice: usize) -> bool {
        self.folded[voice]
    }

    /// Stands on an item, or the last one.
    pub fn stand(&mut self, index: usize) {
        self.cursor = index.min(self.items.len().saturating_sub(1));
    }

    /// Stands on what shows a statement.
    pub fn stand_on(&mut self, statement: StatementId) {
        self.cursor = self.shown_by[statement];
    }

    /// Stands on a voice, if it is listed.
    pub fn stand_on_voice(&mut self, voice: usize) {
        self.cursor = self.items.iter().position(|i| *i == Item::Voice(voice)).unwrap_or(self.cursor);
    }

    /// Folds a voice or unfolds it, and stands on it.
    pub fn fold(&mut self, voice: usize, voices: &Voices) {
        self.folded[voice] = !self.folded[voice];
        self.list(voices);
        self.stand_on_voice(voice);
    }

    /// Folds all voices, or unfolds them if all are folded; one still stands on the same voice.
    pub fn fold_all(&mut self, voices: &Voices) {
        let voice = match self.item() {
            Some(Item::Voice(voice)) => Some(voice),
            Some(Item::Statement(id)) => Some(voices.of(id)),
            None => None,
        };
        let fold = self.folded.contains(&false);
        self.folded.fill(fold);
        self.list(voices);
        self.cursor = self.items.iter().position(|i| voice.map(Item::Voice) == Some(*i)).unwrap_or(0);
    }

    /// Lists the voices again, after what they show has changed.
    pub fn refresh(&mut self, voices: &Voices) {
        self.list(voices);
        self.stand(self.cursor);
    }

    fn list(&mut self, voices: &Voices) {
        self.items.clear();
        self.shown_by.clear();
        self.shown_by.resize(voices.statements(), 0);
        for (index, voice) in voices.list().iter().enumerate().filter(|(_, voice)| !voice.statements.is_empty()) {
            let heading = self.items.len();
            self.items.push(Item::Voice(index));
            for &statement in &voice.statements {
                self.shown_by[statement] = if self.folded[index] { heading } else { self.items.len() };
                if !self.folded[index] {
                    self.items.push(Item::Statement(statement));
                }
            }
        }
    }
}
