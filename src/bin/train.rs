//! Trains the learned spans on the annotated articles, and measures them by cross-validation.
//!
//! `cargo run --release --features train --bin train` reads `assets/corpus/`, prints the figures and writes
//! `assets/spans/weights.bin`. The same articles give the same bytes.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use whosaid::corpus;
use whosaid::learn::lesson::Lesson;
use whosaid::learn::{spans, trial};

const USAGE: &str = "usage: train [--measure | --write] [--errors N]

Trains the learned spans on assets/corpus and writes assets/spans/weights.bin.
  --measure   only print the figures of five-fold cross-validation
  --write     only train and write
  --errors N  print up to N statements that cross-validation gets wrong";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (mut measure, mut write, mut errors) = (true, true, 0);
    let mut rest = arguments.iter().map(String::as_str);
    while let Some(argument) = rest.next() {
        match (argument, rest.clone().next().and_then(|n| n.parse().ok())) {
            ("--measure", _) => write = false,
            ("--write", _) => measure = false,
            ("--errors", Some(n)) => {
                errors = n;
                rest.next();
            }
            _ => {
                eprintln!("{USAGE}");
                return ExitCode::from(2);
            }
        }
    }
    match run(measure, write, errors) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("train: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(measure: bool, write: bool, errors: usize) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("assets/corpus");
    let articles = corpus::read_all(&folder)?;
    let start = Instant::now();
    let lessons: Vec<Lesson> = articles.iter().map(Lesson::new).collect();
    println!("{} articles read, {:.1} s", lessons.len(), start.elapsed().as_secs_f32());
    if measure {
        report(&lessons, errors);
    }
    if write {
        let fingerprint = corpus::fingerprint(&folder).map_err(|e| e.to_string())?;
        let weights = spans::train_all(&lessons.iter().collect::<Vec<_>>(), fingerprint);
        let path = root.join("assets/spans/weights.bin");
        std::fs::write(&path, &weights).map_err(|e| format!("{}: {e}", path.display()))?;
        println!("wrote {} ({} bytes), {:.0} s", path.display(), weights.len(), start.elapsed().as_secs_f32());
    }
    Ok(())
}

fn report(lessons: &[Lesson], errors: usize) {
    let start = Instant::now();
    let trials = trial::cross_validate(lessons, 5);
    println!(
        "cross-validation, {:.0} s; F1 (precision/recall), direct and indirect: recall/with source",
        start.elapsed().as_secs_f32()
    );
    for least in [0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9] {
        println!("  at {least:.2}  {}", trial::total(&trials, least));
    }
    println!("by group at {:.2}", 0.5);
    for (group, score) in trial::by_group(&trials, 0.5) {
        println!("  {group:9} {score}");
    }
    println!("confidence: statements, mean, right");
    for row in trial::reliability(&trials) {
        println!("  {:6}  {:.3}  {:.3}", row.statements, row.claimed, row.right);
    }
    for error in trial::errors(&trials, 0.5).into_iter().take(errors) {
        println!("{error}");
    }
}
