//! Learns what speaks for the antecedent of a pronoun, from the pronouns that are sources of annotated statements.
//!
//! Each pronoun is a choice among the characters that agree with it; right are those that share a name with the annotated
//! actor. The weights make the right ones most probable (a log-linear model over each choice), drawn to 0.

use std::fmt::Write as _;

use super::lesson::Lesson;
use super::reference::drafts;
use super::relations::same_name;
use crate::analysis::actors::antecedents::{COLUMNS, Columns, Feature, Weights};
use crate::analysis::actors::{Chance, Choice, choices};
use crate::analysis::names;

/// Passes over the choices.
const EPOCHS: usize = 800;
/// The first step down the gradient.
const RATE: f64 = 0.5;
/// How strongly the weights for all pronouns are drawn to 0, and those for some of them.
const DECAY: [f64; COLUMNS] = [1.0, 4.0, 4.0, 4.0, 6.0, 6.0, 6.0, 6.0];
/// Learning changes who is taken for whom, and so the choices: it goes round.
const ROUNDS: usize = 3;

/// A choice: for each candidate its features and whether it is right.
struct Example {
    columns: Columns,
    candidates: Vec<(Vec<(Feature, f32)>, bool)>,
}

/// The weights that fit some articles best.
pub fn train(lessons: &[&Lesson]) -> Weights {
    let mut weights = Weights::nearest();
    for _ in 0..ROUNDS {
        let examples: Vec<Example> = lessons.iter().flat_map(|lesson| examples(lesson, &weights)).collect();
        weights = fit(&examples);
    }
    weights
}

/// The table that ships: a feature a line.
pub fn table(weights: &Weights) -> String {
    let mut table = String::from(
        "# What speaks for the antecedent of a pronoun. Learnt from assets/corpus by `train-antecedents`.\n\
         # feature\tall\the, she\tit\tthey\tquoted\tbehind a quotation\tfirst in its sentence\tfirst in its paragraph\n",
    );
    for (feature, row) in Feature::ALL.iter().zip(weights.0) {
        let cells: Vec<String> = row.iter().map(|weight| format!("{weight:.2}")).collect();
        let _ = writeln!(table, "{}\t{}", feature.name(), cells.join("\t"));
    }
    table
}

fn examples(lesson: &Lesson, weights: &Weights) -> Vec<Example> {
    let (article, annotated) = (&lesson.annotated.article, lesson.annotated);
    let names = names::find(&lesson.doc, &lesson.tags);
    let choices = choices(&lesson.doc, &lesson.tags, &names, &drafts(lesson), weights);
    let example = |choice: Choice| {
        let gold = annotated.statements.iter().find(|gold| gold.source.iter().any(|s| s.overlaps(choice.source)))?;
        let actor = &annotated.actors[gold.actor?];
        let right = |chance: Chance| {
            let right = same_name(actor, chance.called.iter().map(|span| article.slice(*span)), true);
            (chance.features, right)
        };
        let candidates: Vec<_> = choice.candidates.into_iter().map(right).collect();
        let several = candidates.iter().any(|(_, right)| *right) && candidates.iter().any(|(_, right)| !*right);
        several.then_some(Example { columns: choice.columns, candidates })
    };
    choices.into_iter().filter_map(example).collect()
}

/// Full-batch gradient ascent with steps scaled to each weight (Adagrad; Duchi, Hazan and Singer 2011).
fn fit(examples: &[Example]) -> Weights {
    let mut weights = [[0.0_f64; COLUMNS]; Feature::ALL.len()];
    let mut squares = [[1e-8_f64; COLUMNS]; Feature::ALL.len()];
    for _ in 0..EPOCHS {
        let mut gradient = weights;
        for row in &mut gradient {
            for (slope, decay) in row.iter_mut().zip(DECAY) {
                *slope *= -decay;
            }
        }
        for example in examples {
            let points = example.candidates.iter().map(|(features, _)| {
                let worth = |(f, value): &(Feature, f32)| {
                    let row = &weights[*f as usize];
                    example.columns.active().map(|column| row[column]).sum::<f64>() * f64::from(*value)
                };
                features.iter().map(worth).sum::<f64>()
            });
            let points: Vec<f64> = points.collect();
            let most = points.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let mass: Vec<f64> = points.iter().map(|p| (p - most).exp()).collect();
            let all: f64 = mass.iter().sum();
            let right: f64 = mass.iter().zip(&example.candidates).filter(|(_, c)| c.1).map(|(m, _)| m).sum();
            for (mass, (features, is_right)) in mass.iter().zip(&example.candidates) {
                let pull = if *is_right { mass / right } else { 0.0 } - mass / all;
                for (feature, value) in features {
                    let row = &mut gradient[*feature as usize];
                    for column in example.columns.active() {
                        row[column] += pull * f64::from(*value);
                    }
                }
            }
        }
        for ((row, slopes), sums) in weights.iter_mut().zip(&gradient).zip(&mut squares) {
            for ((weight, slope), sum) in row.iter_mut().zip(slopes).zip(sums) {
                *sum += slope * slope;
                *weight += RATE * slope / sum.sqrt();
            }
        }
    }
    Weights(weights.map(|row| row.map(|weight| weight as f32)))
}
