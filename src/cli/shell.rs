//! What a shell wants of the program: completions and manual pages, made from the definition of the command line.

use std::process::ExitCode;

use clap::CommandFactory;
use clap::error::ErrorKind;
use clap_mangen::Man;

use super::args::{self, Arguments, Completions};
use super::{Failure, print_text, printed};

/// Prints the completions for a shell.
pub(super) fn completions(request: &Completions) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(request.shell, &mut Arguments::command(), "whosaid", &mut script);
    print_text(&String::from_utf8_lossy(&script))
}

/// Prints the manual page of the program or of a command.
pub(super) fn manual(request: &args::Man) -> Result<ExitCode, Failure> {
    let mut program = Arguments::command();
    // Makes the names of the commands' pages: whosaid-export, …
    program.build();
    let page = match &request.of {
        Some(name) => command(&mut program, name)?,
        None => program,
    };
    let mut roff = Vec::new();
    printed(Man::new(page).render(&mut roff))?;
    print_text(&String::from_utf8_lossy(&roff))
}

/// The definition of the command of that name.
fn command(program: &mut clap::Command, name: &str) -> Result<clap::Command, Failure> {
    if let Some(command) = program.find_subcommand(name) {
        return Ok(command.clone().version(env!("CARGO_PKG_VERSION")));
    }
    let known: Vec<_> = program.get_subcommands().map(clap::Command::get_name).collect();
    let what = format!("there is no command “{name}”; there are {}", known.join(", "));
    Err(Failure::Usage(program.error(ErrorKind::InvalidValue, what)))
}
