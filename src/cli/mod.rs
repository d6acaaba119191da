//! The command line: reads the arguments, does what they say, and turns the outcome into an exit code.
//!
//! Exit codes: 0 when all went well (a reader of our output that leaves early included), 1 when something failed, 2 when
//! the arguments make no sense.

mod args;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};

use crate::export::{Format, file};
use crate::source::{self, Input};
use crate::{Analysis, Article, Error, analyze};
use args::{Arguments, Command, Export, Read};

/// Why a run did not succeed.
enum Failure {
    /// The arguments make no sense.
    Usage(clap::Error),
    /// Something on the way failed.
    Runtime(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Runtime(error)
    }
}

/// Runs the program with these arguments; the first is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let outcome =
        Arguments::try_parse_from(arguments).map_err(Failure::Usage).and_then(|arguments| match arguments.command {
            Some(Command::Export(request)) => export(&request),
            None => read(arguments.read),
        });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(error)) => explain(&error),
        Err(Failure::Runtime(error)) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

/// Prints what clap has to say: help and version to standard output, anything else as an error of ours.
fn explain(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        let message = error.render().to_string();
        complain(message.trim_start_matches("error: ").trim_end());
        return ExitCode::from(2);
    }
    match error.print() {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

/// Says on standard error what went wrong. Nobody is left to tell when that is closed too.
fn complain(message: impl std::fmt::Display) {
    let _ = writeln!(io::stderr(), "whosaid: {message}");
}

fn read(request: Read) -> Result<(), Failure> {
    let input = input(request.file).ok_or_else(|| missing("name an article"))?;
    let article = load(&input)?;
    let analysis = analyze(&article);
    print(Format::Text, &article, &analysis)
}

fn export(request: &Export) -> Result<(), Failure> {
    let input = input(request.file.clone())
        .ok_or_else(|| missing("name the article to export, or pipe it in: whosaid export FILE"))?;
    let article = load(&input)?;
    let analysis = analyze(&article);
    let target = request.output.as_deref().filter(|path| *path != Path::new("-"));
    let format = request.format.or_else(|| target.and_then(Format::of_path)).unwrap_or(Format::Markdown);
    let Some(path) = target else { return print(format, &article, &analysis) };
    file::save(path, request.force, format, &article, &analysis)?;
    complain(format_args!("wrote {}", path.display()));
    Ok(())
}

/// What to read: the file, or standard input if that is piped; nothing if neither is there.
fn input(file: Option<PathBuf>) -> Option<Input> {
    match file {
        Some(path) if path == Path::new("-") => Some(Input::Stdin),
        Some(path) => Some(Input::File(path)),
        None => (!io::stdin().is_terminal()).then_some(Input::Stdin),
    }
}

fn missing(what: &str) -> Failure {
    Failure::Usage(Arguments::command().error(ErrorKind::MissingRequiredArgument, what))
}

fn load(input: &Input) -> Result<Article, Error> {
    if *input == Input::Stdin && io::stdin().is_terminal() {
        complain("reading the article from the terminal; end it with Ctrl-D on a line of its own");
    }
    let loaded = source::load(input)?;
    if loaded.damaged {
        complain(format_args!(
            "{}: some bytes are no {}; the text has � in their place",
            input.path().display(),
            loaded.encoding
        ));
    }
    Ok(loaded.article)
}

/// Writes to standard output. A reader that left early is no failure.
fn print(format: Format, article: &Article, analysis: &Analysis) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    match format.write(article, analysis, &mut out).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(Error::Write { path: "-".into(), cause }.into()),
        _ => Ok(()),
    }
}
