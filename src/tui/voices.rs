//! The actors as the reader numbers them: the voices of the article, the most heard first. Corrections leave the numbers
//! as they are.

use std::collections::BTreeSet;

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

impl Hue {
    /// That of the voice of a number, from 1.
    pub fn of_number(number: usize) -> Self {
        if number <= HUES { Self::Own(number - 1) } else { Self::Shared }
    }

    /// That of the voice with this index, the most heard first; nobody has none.
    pub(super) fn of(voice: Option<usize>) -> Self {
        voice.map_or(Self::Nobody, |voice| Self::of_number(voice + 1))
    }
}

/// One voice.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Voice {
    /// Whose; `None` for the statements without a known speaker, which come last.
    pub actor: Option<ActorId>,
    /// The number it goes by, from 1.
    pub number: usize,
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
        let named =
            actors.map(|(id, actor)| Voice { actor: Some(id), number: 0, statements: actor.statements.clone() });
        let unknown = (0..analysis.statements.len()).filter(|&id| analysis.statements[id].actor.is_none());
        let all = named.chain([Voice { actor: None, number: 0, statements: unknown.collect() }]);
        let mut list: Vec<Voice> = all.filter(|voice| !voice.statements.is_empty()).collect();
        list.sort_unstable_by_key(|v| (v.actor.is_none(), std::cmp::Reverse(v.statements.len()), v.statements[0]));
        for (index, voice) in list.iter_mut().enumerate() {
            voice.number = index + 1;
        }
        let mut voices = Self { list, of: vec![0; analysis.statements.len()] };
        voices.index();
        voices
    }

    /// Gives voices the numbers that they had before, each by its index, and the others the first ones that are free; all
    /// are sorted by number anew. Where each index has gone comes back.
    pub fn renumber(&mut self, had: &[Option<usize>]) -> Vec<usize> {
        let taken: BTreeSet<usize> = had.iter().copied().flatten().collect();
        let mut free = (1..).filter(|number| !taken.contains(number));
        for (voice, had) in self.list.iter_mut().zip(had) {
            voice.number = had.or_else(|| free.next()).unwrap_or_default();
        }
        let key = |voice: &Voice| (voice.actor.is_none(), voice.number);
        let mut order: Vec<usize> = (0..self.list.len()).collect();
        order.sort_unstable_by_key(|&voice| key(&self.list[voice]));
        self.list.sort_unstable_by_key(key);
        self.index();
        let mut gone_to = vec![0; order.len()];
        order.iter().enumerate().for_each(|(now, &was)| gone_to[was] = now);
        gone_to
    }

    /// Notes whose each statement is.
    fn index(&mut self) {
        for (index, voice) in self.list.iter().enumerate() {
            for &statement in &voice.statements {
                self.of[statement] = index;
            }
        }
    }

    /// The voice of a number.
    pub fn numbered(&self, number: usize) -> Option<usize> {
        self.list.iter().position(|voice| voice.actor.is_some() && voice.number == number)
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
        self.list[voice].actor.map(|_| self.list[voice].number)
    }

    /// The colour of a voice.
    pub fn hue(&self, voice: usize) -> Hue {
        self.number(voice).map_or(Hue::Nobody, Hue::of_number)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_and_new_voices_take_free_ones() {
        let voice = |actor, statement| Voice { actor, number: 0, statements: vec![statement] };
        let list = vec![voice(Some(7), 3), voice(Some(5), 0), voice(Some(6), 1), voice(None, 2)];
        let mut voices = Voices { list, of: vec![0; 4] };
        assert_eq!(voices.renumber(&[Some(4), None, Some(1), None]), [2, 1, 0, 3]);
        let numbers: Vec<_> = (0..4).map(|voice| (voices.list[voice].actor, voices.number(voice))).collect();
        assert_eq!(numbers, [(Some(6), Some(1)), (Some(5), Some(2)), (Some(7), Some(4)), (None, None)]);
        assert_eq!((voices.of(3), voices.numbered(4), voices.numbered(3)), (2, Some(2), None));
    }
}
