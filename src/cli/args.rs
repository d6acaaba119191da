//! What the program understands on its command line.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::export::Format;

/// The arguments of one run.
#[derive(Parser, Debug)]
#[command(name = "whosaid", version, about = "Shows who said what in a news article", max_term_width = 100)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do; to read, if nothing else is said.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// What to read.
    #[command(flatten)]
    pub read: Read,
}

/// What the program does besides opening the reader.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Write the analysis as Markdown, JSON or text; needs no terminal
    Export(Export),
}

/// Opening the reader.
#[derive(Args, Debug)]
pub struct Read {
    /// The article, as plain text; `-` is standard input
    pub file: Option<PathBuf>,
}

/// Exporting.
#[derive(Args, Debug)]
pub struct Export {
    /// The article, as plain text; `-` is standard input
    pub file: Option<PathBuf>,
    /// The format; without it the ending of OUT tells, else it is md
    #[arg(short, long)]
    pub format: Option<Format>,
    /// Where to write; without it, to standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Replace OUT if it is there already
    #[arg(long, requires = "output")]
    pub force: bool,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}
