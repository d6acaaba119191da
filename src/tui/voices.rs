//! The actors as the reader numbers them: the voices of the article, the most heard first.

use super::shown::Shown;
use crate::analysis::{Actor, ActorId, Analysis, StatementId};
use crate::text::Article;

/// What stands for a speaker whom nobody can tell.
pub const NOBODY: &str = "speaker unknown";

/// How many voices have a colour of their own; the others share one and are told apart by their number.
pub const HUES: usize = 6;

/// A colour of the palette.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Hue {
    /// The colour of a voice, counted from 0.
    Own(usize),
    /// The colour that all further voices share.
    Shared,
    /// A statement that nobody is known to have made.
    Nobody,
}

/// One voice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Voice {
    /// Whose; `None` for the statements without a known speaker, which come last.
    pub actor: Option<ActorId>,
    /// Those of its statements that are shown, in text order.
    pub statements: Vec<StatementId>,
}

/// All voices and whose each statement is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Voices {
    list: Vec<Voice>,
    of: Vec<usize>,
}

impl Voices {
    /// Groups the statements.
    pub fn new(analysis: &Analysis) -> Self {
        let actors = analysis.actors.iter().enumerate();
        let named = actors.map(|(id, actor)| Voice { actor: Some(id), statements: actor.statements.clone() });
        let unknown = (0..analysis.statements.len()).filter(|&id| analysis.statements[id].actor.is_none());
        let all = named.chain([Voice { actor: None, statements: unknown.collect() }]);
        let mut list: Vec<Voice> = all.filter(|voice| !voice.statements.is_empty()).collect();
        list.sort_by_key(|v| (v.actor.is_none(), std::cmp::Reverse(v.statements.len()), v.statements[0]));
        let mut of = vec![0; analysis.statements.len()];
        for (index, voice) in list.iter().enumerate() {
            for &statement in &voice.statements {
                of[statement] = index;
            }
        }
        Self { list, of }
    }

    /// Leaves each voice the statements that are shown; numbers and colours stay.
    pub fn show(&mut self, shown: &Shown) {
        self.list.iter_mut().for_each(|voice| voice.statements.clear());
        for &id in shown.ids() {
            self.list[self.of[id]].statements.push(id);
        }
    }

    /// How many statements there are, shown or not.
    pub fn statements(&self) -> usize {
        self.of.len()
    }

    /// All of them, in the order of their numbers.
    pub fn list(&self) -> &[Voice] {
        &self.list
    }

    /// Index of the voice of a statement.
    pub fn of(&self, statement: StatementId) -> usize {
        self.of[statement]
    }

    /// The number that a voice goes by, from 1; the one without a speaker has none.
    pub fn number(&self, voice: usize) -> Option<usize> {
        self.list[voice].actor.map(|_| voice + 1)
    }

    /// The colour of a voice.
    pub fn hue(&self, voice: usize) -> Hue {
        match self.list[voice].actor {
            None => Hue::Nobody,
            Some(_) if voice < HUES => Hue::Own(voice),
            Some(_) => Hue::Shared,
        }
    }

    /// How a voice is called.
    pub fn name<'a>(&self, voice: usize, article: &'a Article, analysis: &'a Analysis) -> &'a str {
        self.actor(voice, analysis).map_or(NOBODY, |actor| actor.called(article))
    }

    /// The actor of a voice.
    pub fn actor<'a>(&self, voice: usize, analysis: &'a Analysis) -> Option<&'a Actor> {
        self.list[voice].actor.map(|id| &analysis.actors[id])
    }
}
