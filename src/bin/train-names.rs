//! Learns what each feature of a name is worth for its kind from the annotated articles and from the entity marks of a
//! treebank, and writes `assets/lexicon/name-kinds.tsv`.
//!
//! Run it twice after a change of features: some features rest on the kinds that the table itself gives to others.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fmt::Write as _, fs};

use whosaid::analysis::{EntityKind, names};
use whosaid::corpus::{self, Annotated};
use whosaid::language::tags;
use whosaid::learn::entities::{self, Marked, Verdict};
use whosaid::text::Document;

const KINDS: usize = 6;
/// Persons, organizations and places are the first columns; they are what is measured.
const MEASURED: usize = 3;
/// Features seen less often are left out.
const LEAST: usize = 3;
const EPOCHS: usize = 24;
const RATE: f64 = 0.15;
/// How strongly weights are drawn to nothing.
const DECAY: f64 = 6e-3;
const FOLDS: usize = 5;

const USAGE: &str = "usage: train-names [--check] [TREEBANK.conllu]

Learns from assets/corpus and from a treebank with entity marks (GUM), and writes assets/lexicon/name-kinds.tsv.
  --check  only print the figures of cross-validation over the articles; without a treebank, of articles alone";

type Weights = HashMap<String, [f64; KINDS]>;

/// A candidate with what it is.
struct Example {
    /// Its article; nothing where it is of the treebank, which is learnt from only.
    article: Option<usize>,
    features: Vec<(String, f32)>,
    /// The kinds that it may be: one, or all but those measured where the treebank's sorts are not ours.
    kinds: Vec<usize>,
    /// Whether it covers a marked name in part only: a fault of the candidates, and nothing to learn from.
    partial: bool,
}

fn main() -> ExitCode {
    let (flags, files): (Vec<String>, Vec<String>) = env::args().skip(1).partition(|a| a.starts_with("--"));
    let check = flags == ["--check"];
    if !check && (!flags.is_empty() || files.is_empty()) || files.len() > 1 {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    }
    match run(files.first().map(Path::new), check) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("train-names: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(treebank: Option<&Path>, check: bool) -> Result<(), String> {
    let articles = corpus::read_all(Path::new("assets/corpus"))?;
    let mut examples: Vec<Example> = articles.iter().enumerate().flat_map(|(i, a)| examples(i, a)).collect();
    if let Some(path) = treebank {
        let documents = entities::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        examples.extend(documents.iter().flat_map(marked_examples));
    }
    let (mut right, mut found) = (0, 0);
    for fold in 0..FOLDS {
        let (test, train): (Vec<&Example>, Vec<&Example>) =
            examples.iter().partition(|e| e.article.is_some_and(|article| article % FOLDS == fold));
        let weights = learn(&train);
        for example in test {
            let kind = best(&weights, &example.features);
            found += usize::from(kind < MEASURED);
            right += usize::from(kind < MEASURED && example.kinds == [kind] && !example.partial);
        }
    }
    let marked = articles.iter().flat_map(|a| &a.names).filter(|n| column(Some(n.kind)) < MEASURED).count();
    let (precision, recall) = (right as f64 / found as f64, right as f64 / marked as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "{FOLDS}-fold cross-validation, persons, organizations and places: P {precision:.3} R {recall:.3} F1 {f1:.3}"
    );
    if check {
        return Ok(());
    }
    let weights = learn(&examples.iter().collect::<Vec<_>>());
    let path = "assets/lexicon/name-kinds.tsv";
    fs::write(path, table(&weights)).map_err(|error| format!("{path}: {error}"))
}

/// The candidates of an article, with what the annotation says of them.
fn examples(index: usize, annotated: &Annotated) -> Vec<Example> {
    let doc = Document::new(&annotated.article);
    let tags = tags::tag(&doc);
    let mut examples = Vec::new();
    for (tokens, features) in names::evidence(&doc, &tags) {
        let Some(span) = doc.span(&tokens) else { continue };
        let marked = annotated.names.iter().find(|name| doc.tokens_in(name.span) == tokens);
        let touched = annotated.names.iter().any(|name| name.span.overlaps(span));
        let kinds = vec![column(marked.map(|name| name.kind))];
        examples.push(Example { article: Some(index), features, kinds, partial: marked.is_none() && touched });
    }
    examples
}

/// The candidates of a document of the treebank. It counts peoples among persons and places, which we do not: they are
/// left out.
fn marked_examples(marked: &Marked) -> Vec<Example> {
    let doc = Document::new(&marked.article);
    let tags = tags::tag(&doc);
    let of = |(tokens, features): (Range<usize>, Vec<(String, f32)>)| {
        let kinds = match marked.verdict(&doc, &tokens) {
            _ if features.iter().any(|(feature, _)| feature == "nationality") => return None,
            Verdict::Named(sort) => match sort.as_str() {
                "person" => vec![0],
                "organization" => vec![1],
                "place" => vec![2],
                _ => vec![3, 4, 5],
            },
            Verdict::Nothing => vec![5],
            Verdict::Unclear => return None,
        };
        Some(Example { article: None, features, kinds, partial: false })
    };
    names::evidence(&doc, &tags).into_iter().filter_map(of).collect()
}

fn column(kind: Option<EntityKind>) -> usize {
    match kind {
        Some(EntityKind::Person) => 0,
        Some(EntityKind::Organization) => 1,
        Some(EntityKind::Place) => 2,
        Some(EntityKind::Group) => 3,
        Some(EntityKind::Work) => 4,
        Some(EntityKind::Other) | None => 5,
    }
}

/// Softmax regression by stochastic gradient descent with a rate for each weight (`AdaGrad`, Duchi et al. 2011).
fn learn(examples: &[&Example]) -> Weights {
    let examples: Vec<&Example> = examples.iter().copied().filter(|e| !e.partial).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (feature, _) in examples.iter().flat_map(|e| &e.features) {
        *counts.entry(feature).or_default() += 1;
    }
    let mut weights: Weights =
        counts.iter().filter(|(_, n)| **n >= LEAST).map(|(f, _)| ((*f).to_owned(), [0.0; KINDS])).collect();
    let mut squares: HashMap<String, [f64; KINDS]> = weights.clone();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut sums = weights.clone();
    for epoch in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            order.swap(i, (state % (i as u64 + 1)) as usize);
        }
        for &i in &order {
            let example = examples[i];
            let likely = likelihoods(&weights, &example.features);
            let allowed: f64 = example.kinds.iter().map(|&kind| likely[kind]).sum::<f64>().max(f64::MIN_POSITIVE);
            for (feature, value) in &example.features {
                let (Some(weight), Some(square)) = (weights.get_mut(feature), squares.get_mut(feature)) else {
                    continue;
                };
                for kind in 0..KINDS {
                    let target = if example.kinds.contains(&kind) { likely[kind] / allowed } else { 0.0 };
                    let error = likely[kind] - target;
                    let gradient = error * f64::from(*value) + DECAY * weight[kind];
                    square[kind] += gradient * gradient;
                    weight[kind] -= RATE * gradient / (square[kind].sqrt() + 1e-6);
                }
            }
        }
        if 2 * epoch >= EPOCHS {
            for (feature, sum) in &mut sums {
                sum.iter_mut().zip(weights[feature]).for_each(|(sum, weight)| *sum += weight);
            }
        }
    }
    // The mean of the second half of the epochs is steadier than the last.
    let epochs = (EPOCHS - EPOCHS.div_ceil(2)) as f64;
    sums.values_mut().flatten().for_each(|weight| *weight /= epochs);
    sums
}

fn scores(weights: &Weights, features: &[(String, f32)]) -> [f64; KINDS] {
    let mut scores = [0.0; KINDS];
    for (weight, value) in features.iter().filter_map(|(f, value)| Some((weights.get(f)?, f64::from(*value)))) {
        for kind in 0..KINDS {
            scores[kind] += weight[kind] * value;
        }
    }
    scores
}

fn likelihoods(weights: &Weights, features: &[(String, f32)]) -> [f64; KINDS] {
    let scores = scores(weights, features);
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let powers = scores.map(|s| (s - most).exp());
    let sum: f64 = powers.iter().sum();
    powers.map(|p| p / sum)
}

fn best(weights: &Weights, features: &[(String, f32)]) -> usize {
    let scores = scores(weights, features);
    (0..KINDS).max_by(|a, b| scores[*a].total_cmp(&scores[*b])).unwrap_or(KINDS - 1)
}

/// The table: features by name, weights in hundredths.
fn table(weights: &Weights) -> String {
    let mut rows: Vec<_> = weights.iter().collect();
    rows.sort_by_key(|(feature, _)| feature.as_str());
    let mut table = String::from(
        "# What each feature of a name is worth: person, organization, place, group, work, no name; in hundredths of a nat.\n\
         # Learnt on assets/corpus and GUM by src/bin/train-names.rs.\n",
    );
    for (feature, weight) in rows {
        if weight.iter().all(|w| w.abs() < 0.05) {
            continue;
        }
        table.push_str(feature);
        for w in weight {
            let _ = write!(table, "\t{:.0}", w * 100.0);
        }
        table.push('\n');
    }
    table
}
