//! Trains the learned spans on the annotated articles, and measures the engine by cross-validation.
//!
//! `cargo run --release --features train --bin train` reads `assets/corpus/`, prints the figures and writes
//! `assets/spans/weights.bin` and `assets/spans/acts.bin`. The same articles give the same bytes.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use whosaid::corpus;
use whosaid::learn::lesson::Lesson;
use whosaid::learn::{acts, faults, report, spans, trial};

const USAGE: &str = "usage: train [--measure | --write | --acts] [--docs] [--errors N]

Trains the learned spans on assets/corpus and writes assets/spans/weights.bin and acts.bin.
  --measure   only print the figures of five-fold cross-validation, as Markdown
  --write     only train and write
  --acts      only train and write acts.bin, in seconds, and print how often it is right on annotated statements
  --docs      put the figures into docs/accuracy.md too
  --errors N  print up to N things that cross-validation gets wrong";

#[derive(Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
struct Options {
    measure: bool,
    write: bool,
    acts: bool,
    docs: bool,
    errors: usize,
}

fn main() -> ExitCode {
    let Some(options) = options() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("train: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> Option<Options> {
    let mut options = Options { measure: true, write: true, acts: false, docs: false, errors: 0 };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--measure" => options.write = false,
            "--write" => options.measure = false,
            "--acts" => (options.measure, options.write, options.acts) = (false, false, true),
            "--docs" => options.docs = true,
            "--errors" => options.errors = arguments.next()?.parse().ok()?,
            _ => return None,
        }
    }
    (options.measure || !options.docs && options.errors == 0).then_some(options)
}

fn run(options: Options) -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("assets/corpus");
    let articles = corpus::read_all(&folder)?;
    let start = Instant::now();
    let lessons: Vec<Lesson> = articles.iter().map(Lesson::new).collect();
    eprintln!("{} articles read, {:.1} s", lessons.len(), start.elapsed().as_secs_f32());
    if options.measure {
        measure(&lessons, options, &root.join("docs/accuracy.md"))?;
        eprintln!("measured, {:.0} s", start.elapsed().as_secs_f32());
    }
    if options.acts {
        println!("{}", acts::check(&lessons, 5));
    }
    if options.write || options.acts {
        let fingerprint = corpus::fingerprint(&folder).map_err(|e| e.to_string())?;
        let weights = acts::train(&lessons.iter().collect::<Vec<_>>(), fingerprint);
        write(&root.join("assets/spans/acts.bin"), &weights)?;
    }
    if options.write {
        let fingerprint = corpus::fingerprint(&folder).map_err(|e| e.to_string())?;
        let weights = spans::train_all(&lessons.iter().collect::<Vec<_>>(), fingerprint);
        write(&root.join("assets/spans/weights.bin"), &weights)?;
        eprintln!("trained, {:.0} s", start.elapsed().as_secs_f32());
    }
    Ok(())
}

fn write(path: &Path, weights: &[u8]) -> Result<(), String> {
    std::fs::write(path, weights).map_err(|e| format!("{}: {e}", path.display()))?;
    eprintln!("wrote {} ({} bytes)", path.display(), weights.len());
    Ok(())
}

fn measure(lessons: &[Lesson], options: Options, document: &Path) -> Result<(), String> {
    let trials = trial::cross_validate(lessons, 5);
    let parts = report::parts(&trials);
    for (_, markdown) in &parts {
        println!("{markdown}");
    }
    for fault in trials.iter().flat_map(faults::of).take(options.errors) {
        println!("{fault}");
    }
    if options.docs {
        let named = |fault: String| format!("{}: {fault}", document.display());
        let text = std::fs::read_to_string(document).map_err(|e| named(e.to_string()))?;
        let text = report::put(&text, &parts).map_err(named)?;
        std::fs::write(document, text).map_err(|e| named(e.to_string()))?;
    }
    Ok(())
}
