//! Cross-validation: every article is read to the end by a model that was trained without it.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::acts;
use super::antecedent;
use super::lesson::Lesson;
use super::relations::{Pairing, Relations};
use super::score::{Comparison, Said, Score, compare};
use super::spans::train_all;
use crate::analysis::actors::antecedents::Weights;
use crate::analysis::spans::{DEFAULT_CONFIDENCE, acts::Acts, find_with, weights::Model};
use crate::analysis::statements::{Draft, settle::settle};
use crate::analysis::{Analysis, conclude};

/// What cross-validation finds in an article.
#[derive(Debug)]
pub struct Trial<'l> {
    /// The article.
    pub lesson: &'l Lesson<'l>,
    /// Its statements, of any confidence.
    pub found: Vec<Draft>,
    /// All that the program would say of it.
    pub analysis: Analysis,
    /// Which of its statements are right.
    pub comparison: Comparison,
}

/// Reads each article with a model trained on the other folds.
///
/// The kinds of names are the program's own, learnt on these articles too; `train-names` cross-validates them.
pub fn cross_validate<'l>(lessons: &'l [Lesson<'l>], folds: usize) -> Vec<Trial<'l>> {
    let mut trials = Vec::with_capacity(lessons.len());
    for fold in 0..folds {
        let (held, kept): (Vec<_>, Vec<_>) = lessons.iter().enumerate().partition(|(i, _)| i % folds == fold);
        let kept: Vec<&Lesson> = kept.into_iter().map(|(_, lesson)| lesson).collect();
        let bytes = train_all(&kept, 0);
        let model = Model::read(&bytes).expect("what the trainer writes can be read");
        let bytes = acts::train(&kept, 0);
        let acts = Acts::read(&bytes).expect("what the trainer writes can be read");
        let learnt = (&acts, &antecedent::train(&kept));
        trials.extend(held.into_iter().map(|(_, lesson)| Trial::new(lesson, &model, learnt)));
    }
    trials
}

impl<'l> Trial<'l> {
    fn new(lesson: &'l Lesson<'l>, model: &Model, (acts, antecedents): (&Acts, &Weights)) -> Self {
        let found = find_with(model, acts, &lesson.doc, &lesson.tags, &lesson.drafts, 0.0);
        let kept = found.iter().filter(|d| d.confidence >= DEFAULT_CONFIDENCE).cloned().collect();
        let analysis = conclude(&lesson.doc, &lesson.tags, settle(kept), antecedents);
        let said: Vec<Said> = analysis
            .statements
            .iter()
            .map(|s| Said { source: s.source.into_iter().collect(), content: s.content.clone() })
            .collect();
        let comparison = compare(lesson.annotated.article.text(), &lesson.said(), &said);
        Self { lesson, found, analysis, comparison }
    }

    /// How well the statements of at least that confidence fit.
    pub fn score(&self, least: f32) -> Score {
        let found = self.lesson.found(self.found.iter().filter(|d| d.confidence >= least));
        compare(self.lesson.annotated.article.text(), &self.lesson.said(), &found).score
    }

    /// The annotation beside the analysis.
    pub fn pairing(&self) -> Pairing<'_> {
        Pairing { annotated: self.lesson.annotated, analysis: &self.analysis, comparison: &self.comparison }
    }
}

/// All figures of what the program would say at its default.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// Of the statements.
    pub statements: Score,
    /// Of what is around them.
    pub relations: Relations,
}

impl AddAssign<&Trial<'_>> for Figures {
    fn add_assign(&mut self, trial: &Trial) {
        self.statements += trial.comparison.score;
        self.relations += trial.pairing().measure();
    }
}

/// The figures over all articles.
pub fn total(trials: &[Trial]) -> Figures {
    let mut total = Figures::default();
    for trial in trials {
        total += trial;
    }
    total
}

/// The figures of each group of articles.
pub fn by_group<'t>(trials: &'t [Trial]) -> BTreeMap<&'t str, Figures> {
    let mut groups: BTreeMap<&str, Figures> = BTreeMap::new();
    for trial in trials {
        *groups.entry(trial.lesson.annotated.group()).or_default() += trial;
    }
    groups
}

/// The figures of the statements of at least that confidence.
pub fn total_at(trials: &[Trial], least: f32) -> Score {
    trials.iter().map(|t| t.score(least)).fold(Score::default(), |mut sum, score| {
        sum += score;
        sum
    })
}

/// A row of the reliability table: of the statements in a range of confidence, how many are right.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Reliability {
    /// How many statements there are.
    pub statements: usize,
    /// Their mean confidence.
    pub claimed: f32,
    /// The share of them that matches an annotated one.
    pub right: f32,
}

/// Ten rows, one for each tenth of confidence.
pub fn reliability(trials: &[Trial]) -> [Reliability; 10] {
    let mut rows = [Reliability::default(); 10];
    for trial in trials {
        let found = trial.lesson.found(&trial.found);
        let right = compare(trial.lesson.annotated.article.text(), &trial.lesson.said(), &found).right;
        for (draft, right) in trial.found.iter().zip(right) {
            let tenth = (1..10).filter(|&tenth| draft.confidence * 10.0 >= tenth as f32).count();
            let row = &mut rows[tenth];
            row.statements += 1;
            row.claimed += draft.confidence;
            row.right += f32::from(u8::from(right));
        }
    }
    for row in &mut rows {
        row.claimed /= row.statements.max(1) as f32;
        row.right /= row.statements.max(1) as f32;
    }
    rows
}
