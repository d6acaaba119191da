//! `whosaid check`: findings for people, `file:line:column: what (rule)` and the words under it, or for machines.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read as _};
use std::process::ExitCode;

use super::args::{Check, Report};
use super::{Failure, analysis_of, complain, inputs, note, print_text};
use crate::check::{Checked, check, write_lines, write_sarif};
use crate::export::one_line;
use crate::source::{self, Format, Input};
use crate::{Article, Error};

/// Findings, and nothing failed.
const FOUND: u8 = 1;
/// Something failed.
const FAILED: u8 = 2;

/// Longest words shown under a finding, in characters.
const SHOWN: usize = 72;

/// Checks all files. Of those that cannot be read it tells, and goes on.
pub(super) fn run(request: &Check) -> Result<ExitCode, Failure> {
    let (mut checked, mut failed) = (Vec::new(), false);
    for input in inputs("check", &request.files)? {
        match examine(&input, request) {
            Ok(one) => checked.push(one),
            Err(error) => {
                failed = true;
                complain(error);
            }
        }
    }
    let mut out = Vec::new();
    let written = match request.format {
        Report::Text => {
            out = for_people(&checked).into_bytes();
            Ok(())
        }
        Report::Sarif => write_sarif(&checked, &mut out),
        Report::Jsonl => write_lines(&checked, &mut out),
    };
    written.map_err(|cause| Error::Write { path: "-".into(), cause })?;
    match print_text(&String::from_utf8_lossy(&out)) {
        Err(Failure::Runtime(error)) => {
            failed = true;
            complain(error);
        }
        outcome => drop(outcome?),
    }
    let found = checked.iter().any(|one| !one.findings.is_empty());
    Ok(ExitCode::from(if failed { FAILED } else { u8::from(found) * FOUND }))
}

fn examine(input: &Input, request: &Check) -> Result<Checked, Error> {
    let (article, file) = load(input)?;
    let analysis = analysis_of(&article, request.basis)?;
    let findings = check(&article, &analysis);
    Ok(Checked::new(article, findings, file.as_deref()))
}

/// The article, and the text of its file where that is plain, to count its lines.
fn load(input: &Input) -> Result<(Article, Option<String>), Error> {
    let path = input.path();
    let failed = |cause| Error::Read { path: path.to_owned(), cause };
    let mut bytes = Vec::new();
    match input {
        Input::Web(_) => return Ok((super::load(input)?, None)),
        Input::Stdin => io::stdin().lock().take(source::LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?,
        Input::File(path) if path.is_dir() => return Err(Error::Folder { path: path.clone() }),
        Input::File(path) => {
            let file = fs::File::open(path).map_err(failed)?;
            file.take(source::LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?
        }
    };
    let plain = Format::of(&bytes, path) == Format::Text;
    let loaded = source::load_from(&bytes[..], path)?;
    note(input, &loaded);
    Ok((loaded.article, plain.then(|| source::decode(bytes).text)))
}

fn for_people(checked: &[Checked]) -> String {
    let mut out = String::new();
    for Checked { article, findings } in checked {
        let source = one_line(article.source());
        for (finding, place) in findings {
            let words = one_line(article.slice(finding.span));
            let (rule, message) = (finding.rule.name(), one_line(&finding.message));
            let _ = writeln!(out, "{source}:{}:{}: {message} ({rule})", place.line, place.column);
            let cut = words.char_indices().nth(SHOWN).map_or(words.len(), |(at, _)| at);
            let _ = writeln!(out, "    {}{}", &words[..cut], if cut < words.len() { "…" } else { "" });
        }
    }
    out
}
