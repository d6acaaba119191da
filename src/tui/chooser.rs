//! A list to choose from by typing: what is typed narrows it, and may be a new answer of its own.

use super::app::View;
use super::prompt::Prompt;
use super::selection::Selection;
use crate::analysis::{ActorId, StatementId};
use crate::text::Span;

/// What a choice is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Ask {
    /// What to correct, of a statement or a voice.
    Menu(Option<StatementId>, Option<ActorId>),
    /// Who says a statement.
    Speaker(StatementId),
    /// Who says the words that were missed.
    Added(Vec<Span>),
    /// Who else says a statement that was put down to somebody of the same name.
    Split(StatementId),
    /// Whom an actor is the same as.
    Merge(ActorId),
    /// What an actor is called.
    Rename(ActorId),
    /// What an actor is.
    Kind(ActorId),
}

/// An answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Answer {
    /// The item of that index.
    Item(usize),
    /// What was typed, as it is.
    Typed(String),
}

/// The list, what is typed, and where one stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chooser {
    /// What it is for.
    pub ask: Ask,
    /// The question.
    pub title: String,
    /// What is typed.
    pub prompt: Prompt,
    items: Vec<String>,
    /// Whether what is typed can be an answer.
    open: bool,
    cursor: usize,
}

impl Chooser {
    /// A list of these items; with `open`, anything that is typed is an answer, too.
    pub fn new(ask: Ask, title: impl Into<String>, items: Vec<String>, open: bool) -> Self {
        Self { ask, title: title.into(), prompt: Prompt::default(), items, open, cursor: 0 }
    }

    /// The answers that what is typed leaves, with their words: items that begin with it, others that hold it, itself.
    pub fn answers(&self) -> Vec<(Answer, String)> {
        let typed = self.prompt.text().trim();
        let small = typed.to_lowercase();
        let (mut first, mut then) = (Vec::new(), Vec::new());
        for (index, item) in self.items.iter().enumerate() {
            let lower = item.to_lowercase();
            let answer = (Answer::Item(index), item.clone());
            if lower.starts_with(&small) {
                first.push(answer);
            } else if lower.contains(&small) && !self.is_menu() {
                then.push(answer);
            }
        }
        first.extend(then);
        if self.open && !typed.is_empty() && !self.items.iter().any(|item| item == typed) {
            first.push((Answer::Typed(typed.to_owned()), format!("“{typed}”, a name of your own")));
        }
        first
    }

    /// The answer one stands on, with its words.
    pub fn answer(&self) -> Option<(Answer, String)> {
        self.answers().into_iter().nth(self.cursor)
    }

    /// Index of the answer one stands on.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// To the answer below, or above.
    pub fn step(&mut self, down: bool) {
        let last = self.answers().len().saturating_sub(1);
        self.cursor = if down { (self.cursor + 1).min(last) } else { self.cursor.saturating_sub(1) };
    }

    /// To the first answer, after something was typed.
    pub fn restart(&mut self) {
        self.cursor = 0;
    }

    /// Whether a letter is enough to choose.
    pub fn is_menu(&self) -> bool {
        matches!(self.ask, Ask::Menu(..))
    }
}

/// Words that are being chosen: those of a statement, or of one to add.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choosing {
    /// The statement whose words they are; nothing for a new one.
    pub statement: Option<StatementId>,
    /// They.
    pub words: Selection,
    /// What one looked at before.
    pub from: View,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, open: bool) -> Vec<String> {
        let items = ["Ana Ruiz", "Per Lund", "Lund & Sons"].map(str::to_owned).to_vec();
        let mut chooser = Chooser::new(Ask::Speaker(0), "", items, open);
        chooser.prompt.insert(text);
        chooser.answers().into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn what_is_typed_narrows_the_list_and_beginnings_come_first() {
        assert_eq!(typed("", true), ["Ana Ruiz", "Per Lund", "Lund & Sons"]);
        assert_eq!(typed("lund", false), ["Lund & Sons", "Per Lund"]);
        assert_eq!(typed("Kari", false), [""; 0]);
    }

    #[test]
    fn a_new_name_is_an_answer_where_the_list_is_open() {
        assert_eq!(typed("Kari", true), ["“Kari”, a name of your own"]);
        assert_eq!(typed("Per Lund", true), ["Per Lund"]);
    }
}
