//! What each feature of a name is worth for each kind: a linear model, learnt on the annotated articles and a
//! treebank.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::analysis::model::EntityKind;

static TABLE: &str = include_str!("../../../assets/lexicon/name-kinds.tsv");

/// The cells of each feature. They are asked for tens of times for each name, which is worth making this first.
static WEIGHTS: LazyLock<FxHashMap<&str, &str>> =
    LazyLock::new(|| TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|l| l.split_once('\t')).collect());

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

/// Reads hundredths parted by tabs; nothing general is used, for it is done for each feature of each name.
fn points(cells: &str) -> Scores {
    let mut scores = Scores::default();
    let (mut column, mut sign, mut hundredths) = (0, 1, 0);
    for byte in cells.bytes().chain([b'\t']) {
        match byte {
            b'-' => sign = -1,
            b'0'..=b'9' => hundredths = hundredths * 10 + i16::from(byte - b'0'),
            _ => {
                scores[column] = f32::from(sign * hundredths) / 100.0;
                (column, sign, hundredths) = (column + 1, 1, 0);
            }
        }
    }
    scores
}

/// Adds what a feature of that value is worth.
pub fn add(scores: &mut Scores, feature: &str, value: f32) {
    if let Some(weights) = WEIGHTS.get(feature) {
        for (score, weight) in scores.iter_mut().zip(points(weights)) {
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
    fn every_row_of_the_table_is_found() {
        let rows: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.len() > 100);
        let rows: Vec<_> = rows.iter().map(|row| row.split_once('\t').expect("more than one column")).collect();
        assert!(rows.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (feature, cells) in rows {
            assert_eq!(WEIGHTS.get(feature), Some(&cells), "{feature}");
        }
    }

    #[test]
    fn points_are_hundredths() {
        let hundredths = points("-63\t0\t150\t-1\t7\t20").map(|score| (score * 100.0).round() as i32);
        assert_eq!(hundredths, [-63, 0, 150, -1, 7, 20]);
    }

    #[test]
    fn a_title_makes_a_person() {
        let mut scores = Scores::default();
        add(&mut scores, "own title", 1.0);
        assert_eq!(best(&scores), Some(EntityKind::Person));
    }
}
