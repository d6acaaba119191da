//! `whosaid dossier`: several articles read together.

use std::collections::HashSet;
use std::env;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use super::args::{self, Basis};
use super::{Failure, analysis_of, at_home, complain, exported, inputs, load, nobody_called, printed};
use crate::dossier::{Dossier, Format, Item};
use crate::source::Input;
use crate::tui::Report;
use crate::{Error, export, store};

/// Writes the dossier of all articles. Of those that cannot be read it tells, and goes on; one named twice counts once.
pub(super) fn run(request: &args::Dossier) -> Result<ExitCode, Failure> {
    let (mut items, mut code, mut seen) = (Vec::new(), ExitCode::SUCCESS, HashSet::new());
    for input in inputs("dossier", &request.files)? {
        if !seen.insert(input.path().to_owned()) {
            complain(format_args!("{}: it is named twice, and counts once", input.path().display()));
            continue;
        }
        match item(&input, request.wanted.basis) {
            Ok(item) => items.push(item),
            Err(error) => {
                code = ExitCode::FAILURE;
                complain(error);
            }
        }
    }
    if items.is_empty() {
        return Ok(code);
    }
    let (dossier, filter) = (Dossier::new(items), request.wanted.choice.filter());
    dossier.strangers(&filter).for_each(|name| nobody_called(name, "articles"));
    let dossier = dossier.keep(&filter);
    let target = request.output.as_deref().filter(|path| *path != Path::new("-"));
    let format = request.format.or_else(|| target.and_then(Format::of_path)).unwrap_or_default();
    let Some(path) = target else {
        let mut out = BufWriter::new(io::stdout().lock());
        printed(dossier.write(format, &mut out).and_then(|()| out.flush()))?;
        return Ok(code);
    };
    store::file::save(path, request.force, |mut out| dossier.write(format, &mut out))?;
    complain(format_args!("wrote {}", path.display()));
    Ok(code)
}

fn item(input: &Input, basis: Basis) -> Result<Item, Error> {
    let article = load(input)?;
    let analysis = analysis_of(&article, basis)?;
    Ok(Item { article, analysis })
}

/// Writes a dossier that is on the screen. An ending that means a format, but none of a dossier, is refused.
pub(super) fn save_from_reader(path: &Path, replace: bool, dossier: &Dossier) -> Report {
    let path = &at_home(path, env::home_dir());
    let format = Format::of_path(path);
    if let (None, Some(other)) = (format, export::Format::of_path(path)) {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        let (other, names) = (other.name(), names.join(", "));
        return Report::Failed(format!("Not exported: a dossier is never {other}, but one of {names}"));
    }
    exported(path, store::file::save(path, replace, |mut out| dossier.write(format.unwrap_or_default(), &mut out)))
}
