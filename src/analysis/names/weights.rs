//! What each feature of a name is worth for each kind: a linear model, learnt on the annotated articles.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::model::EntityKind;

static TABLE: &str = include_str!("../../../assets/lexicon/name-kinds.tsv");

/// The kinds that compete, in the order of the table's columns, and no name at all.
pub const KINDS: [Option<EntityKind>; 6] = [
    Some(EntityKind::Person),
    Some(EntityKind::Organization),
    Some(EntityKind::Place),
    Some(EntityKind::Group),
    Some(EntityKind::Work),
    None,
];

/// Points for each kind.
pub type Scores = [f32; 6];

static WEIGHTS: LazyLock<HashMap<&'static str, Scores>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut cells = line.split('\t');
        let feature = cells.next()?;
        let mut scores = Scores::default();
        for (score, cell) in scores.iter_mut().zip(cells) {
            *score = cell.parse::<f32>().ok()? / 100.0;
        }
        Some((feature, scores))
    })
    .collect()
});

/// Adds what a feature of that value is worth.
pub fn add(scores: &mut Scores, feature: &str, value: f32) {
    if let Some(weights) = WEIGHTS.get(feature) {
        for (score, weight) in scores.iter_mut().zip(weights) {
            *score += weight * value;
        }
    }
}

/// The kind with most points.
pub fn best(scores: &Scores) -> Option<EntityKind> {
    let mut best = 0;
    for kind in 1..KINDS.len() {
        if scores[kind] > scores[best] {
            best = kind;
        }
    }
    KINDS[best]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert!(rows > 100);
        assert_eq!(WEIGHTS.len(), rows);
    }

    #[test]
    fn a_title_makes_a_person() {
        let mut scores = Scores::default();
        add(&mut scores, "own title", 1.0);
        assert_eq!(best(&scores), Some(EntityKind::Person));
    }
}
