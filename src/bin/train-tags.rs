//! Trains the part-of-speech model from treebanks and writes it under `assets/tags/`.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [treebanks] = arguments.as_slice() else {
        eprintln!("usage: train-tags DIR\n\nDIR holds *-train.conllu and *-dev.conllu; writes assets/tags/model.bin");
        return ExitCode::from(2);
    };
    match whosaid::language::tags::train::run(Path::new(treebanks), Path::new("assets/tags/model.bin")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train-tags: {error}");
            ExitCode::FAILURE
        }
    }
}
