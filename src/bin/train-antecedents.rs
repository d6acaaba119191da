//! Learns what speaks for the antecedent of a pronoun from the annotated articles, and writes
//! `assets/lexicon/antecedents.tsv`. The same articles give the same table. `train --measure` cross-validates it.

use std::path::Path;
use std::process::ExitCode;

use whosaid::corpus;
use whosaid::learn::antecedent;
use whosaid::learn::lesson::Lesson;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("train-antecedents: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let articles = corpus::read_all(&root.join("assets/corpus"))?;
    let lessons: Vec<Lesson> = articles.iter().map(Lesson::new).collect();
    let weights = antecedent::train(&lessons.iter().collect::<Vec<_>>());
    let path = root.join("assets/lexicon/antecedents.tsv");
    std::fs::write(&path, antecedent::table(&weights)).map_err(|e| format!("{}: {e}", path.display()))?;
    eprintln!("wrote {}", path.display());
    Ok(())
}
