//! Which statements the reader shows: a filter over those of the analysis. What is hidden keeps its number.

use crate::analysis::{Analysis, Layer, StatementId};

/// The statements that pass the filter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    ids: Vec<StatementId>,
    mind: bool,
}

impl Shown {
    /// All statements, or with `mind` unset those that are speech and no state of mind.
    pub fn new(analysis: &Analysis, mind: bool) -> Self {
        let statements = analysis.statements.iter().enumerate();
        Self { ids: statements.filter(|(_, s)| mind || s.layer == Layer::Speech).map(|(id, _)| id).collect(), mind }
    }

    /// Whether states of mind are shown.
    pub fn mind(&self) -> bool {
        self.mind
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
