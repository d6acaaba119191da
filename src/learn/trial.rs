//! Cross-validation: every article is read by a model that was trained without it.

use std::collections::BTreeMap;

use super::lesson::Lesson;
use super::score::{Said, Score, compare};
use super::spans::train_all;
use crate::analysis::spans::{find_with, weights::Model};
use crate::analysis::statements::Draft;
use crate::text::Span;

/// What cross-validation finds in an article.
#[derive(Debug)]
pub struct Trial<'l> {
    /// The article.
    pub lesson: &'l Lesson<'l>,
    /// Its statements, of any confidence.
    pub found: Vec<Draft>,
}

/// Reads each article with a model trained on the other folds.
pub fn cross_validate<'l>(lessons: &'l [Lesson<'l>], folds: usize) -> Vec<Trial<'l>> {
    let mut trials = Vec::with_capacity(lessons.len());
    for fold in 0..folds {
        let (held, kept): (Vec<_>, Vec<_>) = lessons.iter().enumerate().partition(|(i, _)| i % folds == fold);
        let kept: Vec<&Lesson> = kept.into_iter().map(|(_, lesson)| lesson).collect();
        let bytes = train_all(&kept, 0);
        let model = Model::read(&bytes).expect("what the trainer writes can be read");
        for (_, lesson) in held {
            let found = find_with(&model, &lesson.doc, &lesson.tags, &lesson.drafts, 0.0);
            trials.push(Trial { lesson, found });
        }
    }
    trials
}

impl Trial<'_> {
    /// How well the statements of at least that confidence fit.
    pub fn score(&self, least: f32) -> Score {
        let found = self.lesson.found(self.found.iter().filter(|d| d.confidence >= least));
        compare(self.lesson.annotated.article.text(), &self.lesson.said(), &found).score
    }
}

/// The figures over all articles.
pub fn total(trials: &[Trial], least: f32) -> Score {
    sum(trials.iter().map(|t| t.score(least)))
}

/// The figures of each group of articles.
pub fn by_group<'t>(trials: &'t [Trial], least: f32) -> BTreeMap<&'t str, Score> {
    let mut groups: BTreeMap<&str, Score> = BTreeMap::new();
    for trial in trials {
        *groups.entry(trial.lesson.annotated.group()).or_default() += trial.score(least);
    }
    groups
}

fn sum(scores: impl Iterator<Item = Score>) -> Score {
    scores.fold(Score::default(), |mut sum, score| {
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

/// What is wrong, one line each: missed, with the wrong source, or found though it is not there.
pub fn errors(trials: &[Trial], least: f32) -> Vec<String> {
    let mut errors = Vec::new();
    for trial in trials {
        let (lesson, article) = (trial.lesson, &trial.lesson.annotated.article);
        let kept: Vec<&Draft> = trial.found.iter().filter(|d| d.confidence >= least).collect();
        let (gold, found) = (lesson.said(), lesson.found(kept.iter().copied()));
        let comparison = compare(article.text(), &gold, &found);
        let words = |spans: &[Span]| spans.iter().map(|s| article.slice(*s)).collect::<Vec<_>>().join(" … ");
        let line = |kind: &str, said: &Said| {
            format!("{kind:8} {} [{}] {}", lesson.annotated.name, words(&said.source), words(&said.content))
        };
        for (said, at) in gold.iter().zip(&comparison.found) {
            match at {
                None => errors.push(line("MISSED", said)),
                Some(at) if !agree(said, &found[*at]) => {
                    errors.push(format!("{} — found [{}]", line("SOURCE", said), words(&found[*at].source)));
                }
                Some(_) => {}
            }
        }
        let spurious = found.iter().zip(&comparison.right).filter(|(_, right)| !**right);
        errors.extend(spurious.map(|(said, _)| line("SPURIOUS", said)));
    }
    errors
}

fn agree(a: &Said, b: &Said) -> bool {
    a.source.is_empty() && b.source.is_empty() || a.source.iter().any(|x| b.source.iter().any(|y| x.overlaps(*y)))
}
