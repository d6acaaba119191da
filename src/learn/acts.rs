//! Trains what tells the acts of cues apart, on the annotated statements as they stand: nothing that it looks at comes from
//! another model.

use super::crf::{Sequences, Settings};
use super::lesson::Lesson;
use super::relations::Rate;
use super::report::percent;
use super::spans::parts;
use crate::analysis::spans::acts::{self, Act, Acts, BEARINGS, CLASSES, Scenario, Stage};
use crate::analysis::{Class, Layer};

const BITS: u32 = 15;
const CLASS: Settings = Settings { epochs: 8, rate: 0.05, dropped: 0.2, labels: CLASSES, bits: BITS };
const BEARING: Settings = Settings { epochs: 8, rate: 0.05, dropped: 0.2, labels: BEARINGS, bits: BITS };

/// The annotated statements of an article that have a cue and a class, each with what reads it.
fn examples<'l>(lesson: &'l Lesson) -> impl Iterator<Item = (Stage<'l>, Scenario<'l>, Act)> {
    let stage = Stage { doc: &lesson.doc, tags: &lesson.tags, columns: &lesson.columns };
    lesson.annotated.statements.iter().zip(&lesson.gold).filter_map(move |(gold, tokens)| {
        let class: Class = gold.class?;
        let act = Act { class, layer: gold.layer.unwrap_or(Layer::Speech), negated: gold.negated };
        let cue = tokens.cue.first()?;
        let scenario = Scenario { cue, source: tokens.source.first(), content: &tokens.content };
        (!tokens.content.is_empty()).then_some((stage, scenario, act))
    })
}

/// Trains on articles and returns the file of weights.
pub fn train(lessons: &[&Lesson], fingerprint: u64) -> Vec<u8> {
    let mut classes = Sequences::default();
    let mut bearings = Vec::new();
    for (stage, scenario, act) in lessons.iter().flat_map(|lesson| examples(lesson)) {
        classes.features.extend(stage.features(scenario, BITS));
        classes.labels.push(act.class_label());
        bearings.push(act.bearing_label());
        classes.ends.push(classes.labels.len());
    }
    classes.width = classes.features.len() / classes.labels.len().max(1);
    let class = parts(&classes, CLASS);
    let bearing = parts(&Sequences { labels: bearings, ..classes }, BEARING);
    acts::write(fingerprint, &class, &bearing)
}

/// How often the models are right on annotated statements of articles that they had not seen, in a line.
pub fn check(lessons: &[Lesson], folds: usize) -> String {
    let (mut class, mut layer, mut polarity) = <(Rate, Rate, Rate)>::default();
    for fold in 0..folds {
        let (held, kept): (Vec<_>, Vec<_>) = lessons.iter().enumerate().partition(|(i, _)| i % folds == fold);
        let bytes = train(&kept.into_iter().map(|(_, lesson)| lesson).collect::<Vec<_>>(), 0);
        let acts = Acts::read(&bytes).expect("what the trainer writes can be read");
        for (stage, scenario, act) in held.iter().flat_map(|(_, lesson)| examples(lesson)) {
            let read = acts.read_act(stage, scenario);
            class += Rate::one(read.class == act.class);
            layer += Rate::one(read.layer == act.layer);
            polarity += Rate::one(read.negated == act.negated);
        }
    }
    format!(
        "{} annotated cues: class {} %, layer {} %, polarity {} %",
        class.of(),
        percent(class.share()),
        percent(layer.share()),
        percent(polarity.share())
    )
}
