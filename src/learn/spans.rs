//! Trains the learned spans: both models and the judge.
//!
//! What a later stage learns from must look as it will when it is used. So the second model is trained on proposals for
//! articles that the first had not seen, and the judge on readings of articles that neither had ("jackknife": the
//! articles are parted in folds, and each fold is read by models trained on the others).

use super::crf::{Sequences, Settings, train};
use super::gold;
use super::lesson::Lesson;
use super::logistic;
use crate::analysis::spans::attach::Scene;
use crate::analysis::spans::crf::Crf;
use crate::analysis::spans::gather::{Candidate, gather};
use crate::analysis::spans::judge::{Evidence, Judge, Origin, log_odds};
use crate::analysis::spans::labels::{OUTSIDE, Part, attach, propose};
use crate::analysis::spans::learned::draft;
use crate::analysis::spans::propose::{self as first, CueCandidate, Proposal};
use crate::analysis::spans::weights::{self, Parts};
use crate::analysis::statements::settle::settle;

/// How many folds the articles are parted in.
const FOLDS: usize = 5;

/// How the first model is trained.
pub const PROPOSE: Settings = Settings { epochs: 5, rate: 0.05, dropped: 0.1, labels: propose::COUNT, bits: 17 };
/// How the second model is trained.
pub const ATTACH: Settings = Settings { epochs: 4, rate: 0.05, dropped: 0.1, labels: attach::COUNT, bits: 18 };

/// Trains on articles and returns the file of weights.
pub fn train_all(lessons: &[&Lesson], fingerprint: u64) -> Vec<u8> {
    let proposals =
        jackknife(lessons, train_propose, |parts, lesson| first::read(&crf(parts), &lesson.doc, &lesson.columns));
    let scenes: Vec<Studied> = lessons.iter().zip(proposals).map(|(lesson, p)| Studied::new(lesson, p)).collect();
    let scenes: Vec<&Studied> = scenes.iter().collect();
    let candidates = jackknife(&scenes, train_attach, |parts, studied| {
        let scene = studied.scene(&studied.seen);
        gather(&scene, scene.read(&crf(parts)))
    });
    let judge = train_judge(&scenes, &candidates);
    weights::write(fingerprint, &train_propose(lessons), &train_attach(&scenes), &judge)
}

fn crf<const L: usize>(parts: &Parts<L>) -> Crf<'_, L> {
    Crf::new(&parts.rows, parts.scale, parts.transitions.clone())
}

/// What models trained on the other folds say of each item.
fn jackknife<T: Copy, M, R>(items: &[T], train: impl Fn(&[T]) -> M, read: impl Fn(&M, T) -> R) -> Vec<R> {
    let in_fold = |fold: usize, inside: bool| (0..items.len()).filter(move |i| (i % FOLDS == fold) == inside);
    let mut results: Vec<Option<R>> = items.iter().map(|_| None).collect();
    for fold in 0..FOLDS {
        let model = train(&in_fold(fold, false).map(|i| items[i]).collect::<Vec<_>>());
        for i in in_fold(fold, true) {
            results[i] = Some(read(&model, items[i]));
        }
    }
    results.into_iter().map(|r| r.expect("every item is in a fold")).collect()
}

pub(super) fn parts<const L: usize>(data: &Sequences, settings: Settings) -> Parts<L> {
    let weights = train::<L>(data, settings);
    let (rows, scale) = weights.quantised();
    Parts { rows, scale, transitions: weights.transitions }
}

fn train_propose(lessons: &[&Lesson]) -> Parts<{ propose::LANES }> {
    let mut data = Sequences::default();
    for lesson in lessons {
        for paragraph in &lesson.doc.paragraphs {
            for token in paragraph.clone() {
                data.features.extend(first::features(&lesson.columns, &lesson.doc, token, PROPOSE.bits));
                data.labels.push(lesson.labels[token]);
            }
            data.ends.push(data.labels.len());
        }
    }
    data.width = data.features.len() / data.labels.len().max(1);
    parts(&data, PROPOSE)
}

/// An article with the cues that the second model learns from.
struct Studied<'l> {
    lesson: &'l Lesson<'l>,
    proposal: Proposal,
    /// The candidates that the first model gives.
    seen: Vec<CueCandidate>,
    /// These and the cues that it missed.
    all: Vec<CueCandidate>,
    /// The right labels of the windows of all, in order.
    labels: Vec<Vec<u8>>,
}

impl<'l> Studied<'l> {
    fn new(lesson: &'l Lesson<'l>, proposal: Proposal) -> Self {
        let seen = first::cue_candidates(&proposal, &lesson.doc, &lesson.tags, &lesson.columns, &lesson.drafts);
        let mut all = seen.clone();
        let mut paired: Vec<_> = gold::pair(&lesson.gold, &lesson.doc, &mut all).into_iter().zip(all).collect();
        for (_, added) in &mut paired[seen.len()..] {
            added.head = first::head(added.tokens.clone(), &lesson.tags, &lesson.columns);
        }
        paired.sort_by_key(|(_, c)| c.tokens.start);
        let (statements, all): (Vec<_>, Vec<_>) = paired.into_iter().unzip();
        let mut studied = Self { lesson, proposal, seen, all, labels: Vec::new() };
        studied.labels = statements.iter().enumerate().map(|(i, s)| studied.window_labels(i, *s)).collect();
        studied
    }

    fn scene<'s>(&'s self, candidates: &'s [CueCandidate]) -> Scene<'s> {
        let lesson = self.lesson;
        Scene::new(&lesson.doc, &lesson.tags, &lesson.columns, &self.proposal, &lesson.drafts, candidates)
    }

    fn window_labels(&self, candidate: usize, statement: Option<&gold::GoldTokens>) -> Vec<u8> {
        let window = self.scene(&self.all).window(candidate);
        let mut labels = vec![OUTSIDE; window.len()];
        for token in self.all[candidate].tokens.clone() {
            labels[token - window.start] = attach::label(Part::Cue, true);
        }
        for (ranges, part) in
            statement.map(|s| [(&s.source, Part::Source), (&s.content, Part::Content)]).iter().flatten()
        {
            for range in *ranges {
                let mut begins = true;
                for token in range.clone().filter(|t| window.contains(t)) {
                    let label = &mut labels[token - window.start];
                    if *label == OUTSIDE {
                        *label = attach::label(*part, begins);
                        begins = false;
                    } else {
                        begins = true;
                    }
                }
            }
        }
        labels
    }
}

fn train_attach(scenes: &[&Studied]) -> Parts<{ attach::LANES }> {
    let mut data = Sequences::default();
    for studied in scenes {
        let scene = studied.scene(&studied.all);
        for (candidate, labels) in studied.labels.iter().enumerate() {
            let facts = scene.cue_facts(candidate);
            for token in scene.window(candidate) {
                data.features.extend(scene.token_features(token, ATTACH.bits));
                data.features.extend(scene.cue_features(&facts, token, ATTACH.bits).as_ref());
            }
            data.labels.extend(labels);
            data.ends.push(data.labels.len());
        }
    }
    data.width = data.features.len() / data.labels.len().max(1);
    parts(&data, ATTACH)
}

fn train_judge(scenes: &[&Studied], candidates: &[Vec<Candidate>]) -> Judge {
    let mut judge = Judge::default();
    for origin in [Origin::Attached, Origin::Rules, Origin::Pieces] {
        let examples: Vec<([f32; Evidence::COUNT], bool)> = scenes
            .iter()
            .zip(candidates)
            .flat_map(|(studied, found)| found.iter().map(|c| (&studied.lesson.gold, c)))
            .filter(|(_, c)| c.origin == origin)
            .map(|(gold, c)| (c.evidence.numbers(), gold.iter().any(|g| g.fits(&c.content))))
            .collect();
        *judge.weights_mut(origin) = logistic::fit(&examples);
    }
    let kept: Vec<([f32; 2], bool)> =
        scenes.iter().zip(candidates).flat_map(|(studied, found)| kept(studied, &judge, found)).collect();
    judge.stretch(logistic::fit(&kept));
    judge
}

/// The statements that stay when rivals are settled, each with its log-odds and whether it is right. The surest of several
/// rivals is less sure than it looks, so this is what the last calibration goes by.
fn kept(studied: &Studied, judge: &Judge, found: &[Candidate]) -> Vec<([f32; 2], bool)> {
    let scene = studied.scene(&studied.seen);
    let drafts = settle(found.iter().map(|candidate| draft(&scene, judge, candidate)).collect());
    let right = |content: &[_]| studied.lesson.gold.iter().any(|g| g.fits(content));
    drafts.iter().map(|d| ([1.0, log_odds(d.confidence)], right(&d.content))).collect()
}
