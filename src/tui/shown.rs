//! Which statements the reader shows: a filter over those of the analysis. What is hidden keeps its number.

use super::voices::Voices;
use crate::analysis::{Analysis, Layer, Mode, Statement, StatementId};
use crate::filter::is_first_hand;

/// How near a statement must be to its speaker's mouth.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Words {
    /// Any.
    #[default]
    All,
    /// Some of it at least stands between quotation marks.
    Quoted,
    /// Nobody else stands between the speaker and the writer ([`is_first_hand`]).
    FirstHand,
}

impl Words {
    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::All => Self::Quoted,
            Self::Quoted => Self::FirstHand,
            Self::FirstHand => Self::All,
        }
    }

    /// What it is called; nothing for all.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Quoted => "quoted",
            Self::FirstHand => "first-hand",
        }
    }

    fn takes(self, statement: &Statement, analysis: &Analysis) -> bool {
        match self {
            Self::All => true,
            Self::Quoted => statement.mode != Mode::Indirect,
            Self::FirstHand => is_first_hand(statement, analysis),
        }
    }
}

/// What is asked of a statement to be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Filter {
    /// States of mind pass, too.
    pub mind: bool,
    /// Only this voice passes.
    pub voice: Option<usize>,
    /// How near to the speaker.
    pub words: Words,
}

impl Default for Filter {
    fn default() -> Self {
        Self { mind: true, voice: None, words: Words::All }
    }
}

/// The statements that pass the filter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    ids: Vec<StatementId>,
    filter: Filter,
}

impl Shown {
    /// Those of the analysis that pass.
    pub fn new(analysis: &Analysis, voices: &Voices, filter: Filter) -> Self {
        let passes = |(id, s): &(StatementId, &Statement)| {
            (filter.mind || s.layer == Layer::Speech)
                && filter.voice.is_none_or(|voice| voices.of(*id) == voice)
                && filter.words.takes(s, analysis)
        };
        let statements = analysis.statements.iter().enumerate();
        Self { ids: statements.filter(passes).map(|(id, _)| id).collect(), filter }
    }

    /// The filter.
    pub fn filter(&self) -> Filter {
        self.filter
    }

    /// Whether anything could be hidden.
    pub fn is_narrow(&self) -> bool {
        self.filter != Filter::default()
    }

    /// All that are shown, in order.
    pub fn ids(&self) -> &[StatementId] {
        &self.ids
    }

    /// Whether this one is shown.
    pub fn holds(&self, id: StatementId) -> bool {
        self.ids.binary_search(&id).is_ok()
    }

    /// Those before this one.
    pub fn before(&self, id: StatementId) -> &[StatementId] {
        &self.ids[..self.ids.partition_point(|&other| other < id)]
    }

    /// Those from this one on.
    pub fn from(&self, id: StatementId) -> &[StatementId] {
        &self.ids[self.ids.partition_point(|&other| other < id)..]
    }
}
