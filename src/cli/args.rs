//! What the program understands on its command line.

use std::num::NonZero;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::Filter;
use crate::analysis::spans::{DEFAULT_CONFIDENCE, DOUBTFUL};
use crate::analysis::{Class, Layer, Mode};
use crate::dossier;
use crate::export::Format;
use crate::tui::Keymap;
use crate::tui::keys::Group;

const LONG_ABOUT: &str = "\
Shows who said what in a news article.

Without a command it opens the reader: the article beside the voices in it, each with its statements. \
Without a FILE it reads standard input if that is piped, else it lists what was read last, or opens a sample. Where there is no terminal it prints linear text.";

const EXAMPLES: &str = "\
Examples:
  whosaid article.txt                       read it
  whosaid news/*.txt                        choose from a list
  cat article.txt | whosaid                 read what is piped in
  whosaid https://news.example/article      fetch it and read it
  whosaid export article.txt                the statements as Markdown, on standard output
  whosaid export -o who.json article.txt    as JSON, in a file
  whosaid export --by Ruiz --class deny article.txt
                                            what Ruiz denied, and nothing else
  whosaid --min-confidence 0.9 article.txt  only what is almost certain
  whosaid who news/*.txt                    the voices of each article, a line a voice
  whosaid dossier monday.txt tuesday.txt    what both quote, and how the words changed
  whosaid check draft.txt                   what an editor would ask about it
  ls news/*.txt | whosaid batch -o who.jsonl
                                            many articles, a line of JSON for each

Environment:
  NO_COLOR     no colours, whatever --theme says
  COLORFGBG    tells a light background from a dark one

Exit codes: 0 done, 1 failed, 2 the arguments make no sense; check has its own.
";

/// Examples, environment, and the keys of the reader from the table that the reader itself uses.
fn after_help() -> String {
    let keymap = Keymap::default();
    let mut lines = vec![EXAMPLES.to_owned(), "Keys of the reader:".to_owned()];
    for &group in Group::LISTED {
        lines.push(format!("\n  {}", group.title()));
        lines.extend(keymap.entries(group).iter().map(|(keys, description)| format!("    {keys:<20} {description}")));
    }
    lines.join("\n")
}

/// The arguments of one run.
#[derive(Parser, Debug)]
#[command(name = "whosaid", version, about = "Shows who said what in a news article", long_about = LONG_ABOUT)]
#[command(after_help = "See --help for examples and the keys of the reader.", after_long_help = after_help())]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true, max_term_width = 100)]
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
    /// Write the analysis for reports, programs, spreadsheets or the web; needs no terminal
    Export(Export),
    /// Analyse many articles in a stream: one line of JSON for each, in the order of the input
    Batch(Batch),
    /// List the voices of articles: name, kind, statements, share of direct ones, verbs, role
    Who(Who),
    /// Ask what an editor would: quotations of nobody, speakers who could be two, marks that do not match
    Check(Check),
    /// Read articles together: who is who, what several of them quote, how the words changed, whom they put them down to
    Dossier(Dossier),
    /// Say where your settings are, or print all settings there are
    Config(Config),
    /// Print a script that lets a shell complete commands, options and values
    Completions(Completions),
    /// Print the manual page, of the program or of a command
    Man(Man),
}

/// The settings.
#[derive(Args, Debug)]
#[command(
    after_help = "To begin with: f=$(whosaid config --path); mkdir -p \"${f%/*}\"; [ -e \"$f\" ] || whosaid config --print-default > \"$f\""
)]
#[group(required = true, multiple = false)]
pub struct Config {
    /// Print the path of the settings file, whether it is there or not
    #[arg(long)]
    pub path: bool,
    /// Print a settings file with all settings, commented out
    #[arg(long)]
    pub print_default: bool,
}

/// Completing.
#[derive(Args, Debug)]
#[command(after_help = COMPLETIONS)]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}

const COMPLETIONS: &str = "\
Where shells look for it:
  bash  whosaid completions bash > ~/.local/share/bash-completion/completions/whosaid
  zsh   whosaid completions zsh > ~/.zfunc/_whosaid       (a folder of your $fpath)
  fish  whosaid completions fish > ~/.config/fish/completions/whosaid.fish";

/// The manual.
#[derive(Args, Debug)]
#[command(after_help = "To install it: whosaid man > ~/.local/share/man/man1/whosaid.1")]
pub struct Man {
    /// The command; without it, the page of the program
    #[arg(value_name = "COMMAND")]
    pub of: Option<String>,
}

/// Opening the reader.
#[derive(Args, Debug)]
pub struct Read {
    /// The article: a file (text, HTML, Markdown, DOCX, ODT, EPUB, a feed), an address, or `-` for standard input;
    /// several open as a list
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The colours: auto (as the terminal says), dark, light, contrast-dark, contrast-light, mono, or a theme of yours
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Read the settings from FILE and not from your configuration folder
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to go by.
    #[command(flatten)]
    pub basis: Basis,
}

/// Which statements to keep, by how likely they are right.
#[derive(Args, Clone, Copy, Debug)]
pub struct Sureness {
    /// Keep statements that are right with at least this probability, from 0 to 1
    #[arg(long, value_name = "P", value_parser = probability, default_value_t = DEFAULT_CONFIDENCE, conflicts_with = "all")]
    min_confidence: f32,
    /// Keep the doubtful ones too
    #[arg(long)]
    all: bool,
}

impl Sureness {
    /// The least probability of a statement that is kept.
    pub fn least(self) -> f32 {
        if self.all { DOUBTFUL } else { self.min_confidence }
    }
}

/// What an analysis goes by: how sure to be, and whose word counts.
#[derive(Args, Clone, Copy, Debug)]
pub struct Basis {
    /// How sure to be.
    #[command(flatten)]
    pub sureness: Sureness,
    /// Leave your corrections and aliases out
    #[arg(long)]
    pub original: bool,
}

/// What is asked for of an article.
#[derive(Args, Clone, Debug)]
pub struct Wanted {
    /// What to go by.
    #[command(flatten)]
    pub basis: Basis,
    /// What to keep.
    #[command(flatten)]
    pub choice: Choice,
}

fn probability(text: &str) -> Result<f32, String> {
    text.parse().ok().filter(|p| (0.0..=1.0).contains(p)).ok_or_else(|| "a probability lies between 0 and 1".to_owned())
}

/// Which statements to keep, by what they are.
#[derive(Args, Clone, Debug)]
pub struct Choice {
    /// Keep statements of this speaker: a name or part of it, in whole words; may be repeated
    #[arg(long, value_name = "NAME")]
    by: Vec<String>,
    /// Keep statements of this kind of act; may be repeated
    #[arg(long, value_delimiter = ',', value_parser = named(Class::ALL, Class::name, Class::from_name))]
    class: Vec<Class>,
    /// Keep statements that are quoted, partly quoted or reported; may be repeated
    #[arg(long, value_delimiter = ',', value_parser = named(Mode::ALL, Mode::name, Mode::from_name))]
    mode: Vec<Mode>,
    /// Keep what is said, or states of mind
    #[arg(long, value_parser = named(Layer::ALL, Layer::name, Layer::from_name))]
    layer: Option<Layer>,
}

impl Choice {
    /// The filter that makes it.
    pub fn filter(&self) -> Filter {
        Filter {
            by: self.by.clone(),
            classes: self.class.clone(),
            modes: self.mode.clone(),
            layers: self.layer.into_iter().collect(),
            ..Filter::default()
        }
    }
}

/// Reads one of a set of values by its name.
fn named<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
    from_name: fn(&str) -> Option<T>,
) -> impl TypedValueParser<Value = T> {
    let names = all.iter().map(move |&value| name(value));
    PossibleValuesParser::new(names).map(move |chosen| from_name(&chosen).expect("only names of values are possible"))
}

/// Exporting.
#[derive(Args, Debug)]
pub struct Export {
    /// The article: a file (text, HTML, Markdown, DOCX, ODT, EPUB, a feed), an address, or `-` for standard input
    pub file: Option<PathBuf>,
    /// Further articles, to say what takes several.
    #[arg(hide = true)]
    pub more: Vec<PathBuf>,
    /// The format; without it the ending of OUT tells, else it is md
    #[arg(short, long)]
    pub format: Option<Format>,
    /// Where to write; without it, to standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Replace OUT if it is there already
    #[arg(long, requires = "output")]
    pub force: bool,
    /// What to export.
    #[command(flatten)]
    pub wanted: Wanted,
}

/// Reading articles together.
#[derive(Args, Debug)]
#[command(after_help = "With --by, --class and the like a quote stays whole if one of its versions passes.")]
pub struct Dossier {
    /// The articles: files, addresses, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The format; without it the ending of OUT tells, else it is md
    #[arg(short, long, value_parser = named(dossier::Format::ALL, dossier::Format::name, dossier::Format::from_name))]
    pub format: Option<dossier::Format>,
    /// Where to write; without it, to standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Replace OUT if it is there already
    #[arg(long, requires = "output")]
    pub force: bool,
    /// What to export.
    #[command(flatten)]
    pub wanted: Wanted,
}

/// Analysing a stream.
#[derive(Args, Debug)]
#[command(
    after_help = "Each line of standard input is the path of a file, or JSON with an \"id\" and a \"text\" or \"html\".\n\
    An article that fails gives a line with an \"error\". Your corrections and aliases are left out."
)]
pub struct Batch {
    /// Where to write; without it, to standard output
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// Go on behind what OUT holds already, from the same input
    #[arg(long, requires = "output", conflicts_with = "force")]
    pub resume: bool,
    /// Replace OUT if it is there already
    #[arg(long, requires = "output")]
    pub force: bool,
    /// How many articles to analyse at a time; without it, one for each core
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZero<u16>>,
    /// How sure to be.
    #[command(flatten)]
    pub sureness: Sureness,
    /// What to keep.
    #[command(flatten)]
    pub choice: Choice,
}

/// Listing voices.
#[derive(Args, Debug)]
pub struct Who {
    /// The articles: files, addresses, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// What to list.
    #[command(flatten)]
    pub wanted: Wanted,
}

/// Checking.
#[derive(Args, Debug)]
#[command(
    after_help = "Each finding is FILE:LINE:COLUMN: what is the matter (rule), and the words under it. Lines are those of \
    the file where it is plain text, else paragraphs.\n\
    Exit codes: 0 nothing found, 1 something found, 2 something failed or the arguments make no sense."
)]
pub struct Check {
    /// The articles: files, addresses, or `-` for standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// For people, or for machines: SARIF 2.1.0, JSON lines
    #[arg(short, long, value_enum, default_value_t)]
    pub format: Report,
    /// What to go by.
    #[command(flatten)]
    pub basis: Basis,
}

/// How findings are written.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Report {
    #[default]
    Text,
    Sarif,
    Jsonl,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}
