//! A list to choose from by typing: what is typed narrows it, and may be a new answer of its own.

use std::borrow::Cow;

use super::app::View;
use super::prompt::Prompt;
use super::selection::Selection;
use crate::analysis::{ActorId, ActorKind, StatementId};
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
    /// Something that can be corrected, by its letter.
    Letter(char),
    /// An actor; nobody whom anybody can tell.
    Actor(Option<ActorId>),
    /// A kind of actor.
    Kind(ActorKind),
    /// Words of the article.
    Words(String),
    /// What was typed, as it is.
    Typed(String),
}

/// Something to choose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// What it is called; typing finds it by that.
    pub name: String,
    /// What it answers.
    pub answer: Answer,
}

impl Choice {
    /// Words of the article.
    pub fn words(words: String) -> Self {
        Self { name: words.clone(), answer: Answer::Words(words) }
    }
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
    items: Vec<Choice>,
    /// Whether what is typed can be an answer.
    open: bool,
    cursor: usize,
}

impl Chooser {
    /// A list of these items; with `open`, anything that is typed is an answer, too.
    pub fn new(ask: Ask, title: impl Into<String>, items: Vec<Choice>, open: bool) -> Self {
        Self { ask, title: title.into(), prompt: Prompt::default(), items, open, cursor: 0 }
    }

    /// The choices that what is typed leaves: those that begin with it, others that hold it, itself.
    pub fn choices(&self) -> Vec<Cow<'_, Choice>> {
        let typed = self.prompt.text().trim();
        if typed.is_empty() {
            return self.items.iter().map(Cow::Borrowed).collect();
        }
        let small = typed.to_lowercase();
        let (mut first, mut then) = (Vec::new(), Vec::new());
        for item in &self.items {
            let lower = item.name.to_lowercase();
            if lower.starts_with(&small) {
                first.push(Cow::Borrowed(item));
            } else if lower.contains(&small) && !self.is_menu() {
                then.push(Cow::Borrowed(item));
            }
        }
        first.extend(then);
        if self.open && !self.items.iter().any(|item| item.name == typed) {
            let name = format!("“{typed}”, a name of your own");
            first.push(Cow::Owned(Choice { name, answer: Answer::Typed(typed.to_owned()) }));
        }
        first
    }

    /// The answer one stands on.
    pub fn answer(&self) -> Option<Answer> {
        self.choices().into_iter().nth(self.cursor).map(|choice| choice.into_owned().answer)
    }

    /// Index of the answer one stands on.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// To the choice so many below, or above; to the last or first where there are fewer.
    pub fn step(&mut self, by: usize, down: bool) {
        let last = self.choices().len().saturating_sub(1);
        self.cursor = if down { (self.cursor + by).min(last) } else { self.cursor.saturating_sub(by) };
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
        let names = ["Ana Ruiz", "Per Lund", "Lund & Sons"];
        let items = names.iter().map(|name| Choice::words((*name).to_owned())).collect();
        let mut chooser = Chooser::new(Ask::Speaker(0), "", items, open);
        chooser.prompt.insert(text);
        chooser.choices().into_iter().map(|choice| choice.into_owned().name).collect()
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
