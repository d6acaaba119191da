//! Which statements the reader shows: those that pass the one [`Filter`] that exports know too, of the voices chosen. What
//! is hidden keeps its number.

use std::borrow::Cow;
use std::cell::LazyCell;

use super::voices::Voices;
use crate::Filter;
use crate::analysis::{ActorId, Analysis, Mark, Silence, StatementId};
use crate::filter::left_out;
use crate::namesakes::namesakes;
use crate::text::Article;

/// What is asked of a statement to be shown.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Wanted {
    /// Whose, as indices of voices in order; empty for everybody's.
    pub voices: Vec<usize>,
    /// What else. It names nobody: two voices may go by one name.
    pub filter: Filter,
}

impl Wanted {
    /// Whether everything is.
    pub fn is_all(&self) -> bool {
        self.voices.is_empty() && self.filter.is_open()
    }

    /// The statements that are, in order; marks lie beside the analysis.
    pub fn statements(
        &self,
        article: &Article,
        analysis: &Analysis,
        voices: &Voices,
        marks: &[Mark],
    ) -> Vec<StatementId> {
        let own = |id: &StatementId| self.voices.is_empty() || self.voices.contains(&voices.of(*id));
        if self.filter.is_open() {
            return (0..analysis.statements.len()).filter(own).collect();
        }
        let is_marked = |id: &StatementId| marks.iter().any(|mark| mark.statement == Some(*id));
        let filter = Filter { marked: false, ..self.filter.clone() };
        let passing = filter.statements(article, analysis).filter(own);
        passing.filter(|id| !self.filter.marked || is_marked(id)).collect()
    }
}

/// The statements that are wanted.
#[derive(Clone, PartialEq, Debug)]
pub struct Shown {
    ids: Vec<StatementId>,
    /// For each statement whether it is.
    holds: Vec<bool>,
    wanted: Wanted,
    /// The actors of a like name that are not among the voices chosen, each with how many statements would be shown of it.
    namesakes: Vec<(ActorId, usize)>,
}

impl Shown {
    /// Those of the analysis that pass.
    pub fn new(article: &Article, analysis: &Analysis, voices: &Voices, marks: &[Mark], wanted: Wanted) -> Self {
        let ids = wanted.statements(article, analysis, voices, marks);
        let mut holds = vec![false; analysis.statements.len()];
        for &id in &ids {
            holds[id] = true;
        }
        let chosen: Vec<ActorId> = wanted.voices.iter().filter_map(|&voice| voices.list()[voice].actor).collect();
        let anybody = Wanted { voices: Vec::new(), filter: wanted.filter.clone() };
        // Most voices have no namesake, for whom all statements would be asked.
        let passing = LazyCell::new(|| anybody.statements(article, analysis, voices, marks));
        let namesakes = namesakes(article, analysis, &chosen, |id| passing.binary_search(&id).is_ok());
        Self { ids, holds, wanted, namesakes }
    }

    /// The actors of a like name that are not shown since they are not among the voices chosen, each with how many
    /// statements would be shown of it.
    pub fn namesakes(&self) -> &[(ActorId, usize)] {
        &self.namesakes
    }

    /// What is asked of them.
    pub fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// Whether anything could be hidden.
    pub fn is_narrow(&self) -> bool {
        !self.wanted.is_all()
    }

    /// All that are shown, in order.
    pub fn ids(&self) -> &[StatementId] {
        &self.ids
    }

    /// Whether this one is shown.
    pub fn holds(&self, id: StatementId) -> bool {
        self.holds.get(id).is_some_and(|holds| *holds)
    }

    /// Those before this one.
    pub fn before(&self, id: StatementId) -> &[StatementId] {
        &self.ids[..self.ids.partition_point(|&other| other < id)]
    }

    /// Those from this one on.
    pub fn from(&self, id: StatementId) -> &[StatementId] {
        &self.ids[self.ids.partition_point(|&other| other < id)..]
    }

    /// The silences that are shown.
    pub fn silences<'a>(
        &'a self,
        article: &'a Article,
        analysis: &'a Analysis,
        voices: &'a Voices,
    ) -> impl Iterator<Item = &'a Silence> {
        let chosen = &self.wanted.voices;
        let own = move |silence: &&Silence| {
            chosen.is_empty() || chosen.iter().any(|&voice| voices.list()[voice].actor == silence.actor)
        };
        self.wanted.filter.silences(article, analysis).filter(own)
    }

    /// The analysis with what is shown alone, which says in words what that is.
    pub fn selected<'a>(&self, article: &Article, analysis: &'a Analysis, voices: &Voices) -> Cow<'a, Analysis> {
        if !self.is_narrow() {
            return Cow::Borrowed(analysis);
        }
        let name = |&voice: &usize| voices.name(voice, article, analysis).to_owned();
        let asked = Filter { by: self.wanted.voices.iter().map(name).collect(), ..self.wanted.filter.clone() };
        let silences = self.silences(article, analysis, voices).copied().collect();
        let asked = asked.to_string() + &left_out(article, analysis, &self.namesakes);
        Cow::Owned(analysis.keeping(&self.ids, silences, asked))
    }
}
