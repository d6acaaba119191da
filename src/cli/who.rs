//! `whosaid who`: the voices of articles as a table for the shell.
//!
//! On a terminal it is coloured and fits the window: cells are folded, and where there is no room for columns each voice
//! stands on lines of its own. Elsewhere each voice is one plain line, whole, for `grep` and friends.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::env;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use ratatui::crossterm::style::{Color, Stylize};
use ratatui::crossterm::terminal;

use super::args::Who;
use super::{Failure, analysed, complain, inputs, print_text};
use crate::analysis::StatementId;
use crate::analysis::framing::reporting_word;
use crate::counted::counted;
use crate::export::digest::{Digest, Voice, one_line};
use crate::tui::voices::HUES;
use crate::tui::wrap::{width, wrap};

/// The voices' colours, from the terminal's own palette.
const COLOURS: [Color; HUES] =
    [Color::DarkCyan, Color::DarkMagenta, Color::DarkGreen, Color::DarkYellow, Color::DarkBlue, Color::DarkRed];

/// Below this many cells there are no columns.
const NARROW: usize = 76;

/// How the table is to look.
#[derive(Clone, Copy)]
struct Look {
    colour: bool,
    /// Cells in a line; none for lines of any length.
    columns: Option<usize>,
}

/// Prints the voices of all files. Of those that cannot be read it tells, and goes on.
pub(super) fn run(request: &Who) -> Result<ExitCode, Failure> {
    let shown = io::stdout().is_terminal();
    let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    let columns = shown.then(|| terminal::size().map_or(80, |(columns, _)| usize::from(columns)).max(1));
    let look = Look { colour: shown && !no_color && !dumb, columns };
    let (mut failed, mut printed) = (false, false);
    for input in &inputs("who", &request.files)? {
        match analysed(input, &request.wanted) {
            Ok((article, analysis)) => {
                let digest = Digest { article: &article, analysis: &analysis };
                let gap = if printed { "\n" } else { "" };
                print_text(&format!("{gap}{}", look.table(digest)))?;
                printed = true;
            }
            Err(error) => {
                failed = true;
                complain(error);
            }
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A line of the table, as words.
struct Row<'a> {
    name: Cow<'a, str>,
    kind: &'static str,
    count: String,
    direct: String,
    verbs: String,
    role: Cow<'a, str>,
    rank: Option<usize>,
}

impl Look {
    fn table(self, digest: Digest) -> String {
        let mut out = String::new();
        let article = digest.article;
        let title = article.title().map_or_else(|| article.source().into(), |title| digest.words(title));
        for line in fold(&one_line(&title), self.columns) {
            let _ = writeln!(out, "{}", self.bold(line.trim_end()));
        }
        let voices = digest.voices();
        if digest.analysis.statements.is_empty() {
            let _ = writeln!(out, "No statements found: {}.", digest.why_none());
        }
        let mut rows: Vec<Row> = voices.iter().enumerate().map(|(rank, voice)| row(digest, rank, voice)).collect();
        let unattributed = digest.unattributed();
        if !unattributed.is_empty() {
            rows.push(Row {
                name: "(nobody known)".into(),
                kind: "",
                count: unattributed.len().to_string(),
                direct: String::new(),
                verbs: verbs(digest, &unattributed),
                role: "".into(),
                rank: None,
            });
        }
        match self.columns {
            Some(columns) if columns < NARROW => self.stack(&rows, columns, &mut out),
            columns => self.lay_out(&rows, columns, &mut out),
        }
        if let Some(kept) = digest.kept() {
            let _ = writeln!(out, "Only {kept}.");
        }
        out
    }

    /// One voice a row, in columns as wide as they need to be and the window allows.
    fn lay_out(self, rows: &[Row], columns: Option<usize>, out: &mut String) {
        let widest = |cell: &dyn Fn(&Row) -> usize| rows.iter().map(cell).max().unwrap_or(0);
        let (name, kind) = (widest(&|row| width(&row.name)), widest(&|row| row.kind.len()));
        let (count, direct) = (widest(&|row| row.count.len()), widest(&|row| row.direct.len()));
        let verbs = widest(&|row| width(&row.verbs));
        let limits = columns.map(|columns| {
            let name = name.min(columns / 4);
            let free = columns.saturating_sub(name + kind + count + direct + 2 * 5);
            let role = widest(&|row| width(&row.role)).min(free.saturating_sub(verbs.min(free / 2)));
            (name, verbs.min(free - role), role)
        });
        let (name, verbs, role) =
            limits.map_or((name, verbs, None), |(name, verbs, role)| (name, verbs, Some(role.max(1))));
        for row in rows {
            let names = fold(&row.name, limits.map(|_| name));
            let verb = fold(&row.verbs, limits.map(|_| verbs));
            let roles = fold(&row.role, role);
            for line in 0..names.len().max(verb.len()).max(roles.len()) {
                let cell = |cells: &[&str]| cells.get(line).map_or("", |cell| cell.trim_end()).to_owned();
                let first = |cell: &'_ str| if line == 0 { cell.to_owned() } else { String::new() };
                let padded = |cell: &str, to: usize| " ".repeat(to.saturating_sub(width(cell)));
                let (own, acts) = (cell(&names), cell(&verb));
                let text = format!(
                    "{}{}  {:kind$}  {:>count$}  {:>direct$}  {}{}  {}",
                    self.sign(&own, row.rank),
                    padded(&own, name),
                    first(row.kind),
                    first(&row.count),
                    first(&row.direct),
                    acts,
                    padded(&acts, verbs),
                    cell(&roles),
                );
                let _ = writeln!(out, "{}", text.trim_end());
            }
        }
    }

    /// One voice over several lines.
    fn stack(self, rows: &[Row], columns: usize, out: &mut String) {
        for row in rows {
            for line in fold(&row.name, Some(columns)) {
                let _ = writeln!(out, "{}", self.sign(line.trim_end(), row.rank));
            }
            let statements = counted(row.count.parse().unwrap_or(0), "statement");
            let direct = if row.direct.is_empty() { String::new() } else { format!("{} direct", row.direct) };
            let facts = [row.kind, statements.as_str(), direct.as_str()];
            let facts = facts.iter().filter(|fact| !fact.is_empty()).copied().collect::<Vec<_>>().join(", ");
            for text in [row.role.as_ref(), facts.as_str(), row.verbs.as_str()].into_iter().filter(|t| !t.is_empty()) {
                for line in fold(text, Some(columns.saturating_sub(2))) {
                    let _ = writeln!(out, "  {}", line.trim_end());
                }
            }
        }
    }

    fn sign(self, name: &str, rank: Option<usize>) -> String {
        match rank.and_then(|rank| COLOURS.get(rank)) {
            Some(&colour) if self.colour && !name.is_empty() => name.with(colour).bold().to_string(),
            _ => self.bold(name),
        }
    }

    fn bold(self, text: &str) -> String {
        if self.colour && !text.is_empty() { text.bold().to_string() } else { text.to_owned() }
    }
}

/// The rows that a text takes at a width.
fn fold(text: &str, columns: Option<usize>) -> Vec<&str> {
    match columns {
        Some(columns) => wrap(text, columns).into_iter().map(|row| &text[row]).collect(),
        None => vec![text],
    }
}

fn row<'a>(digest: Digest<'a>, rank: usize, voice: &Voice<'a>) -> Row<'a> {
    let actor = digest.analysis.statements[voice.statements[0]].actor;
    Row {
        name: voice.name.clone(),
        kind: actor.map_or("", |actor| digest.analysis.actors[actor].kind.name()),
        count: voice.statements.len().to_string(),
        direct: format!("{}%", voice.direct_percent()),
        verbs: verbs(digest, voice.statements),
        role: voice.role.clone().unwrap_or_default(),
        rank: Some(rank),
    }
}

/// The words that report these statements, each with how often it does where that is more than once, the most frequent
/// first: `said 6, claimed`.
fn verbs(digest: Digest, ids: &[StatementId]) -> String {
    let words = ids.iter().filter_map(|&id| reporting_word(digest.article, &digest.analysis.statements[id]));
    let mut counts: Vec<(String, String, usize)> = Vec::new();
    for word in words {
        match counts.iter_mut().find(|(lemma, ..)| *lemma == word.lemma) {
            Some((.., count)) => *count += 1,
            None => counts.push((word.lemma, one_line(word.form).to_lowercase(), 1)),
        }
    }
    counts.sort_by_key(|(.., count)| Reverse(*count));
    let each = counts.into_iter().map(|(_, form, n)| if n > 1 { format!("{form} {n}") } else { form });
    each.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Article, analyze};

    const TEXT: &str = "Ferry stays\n\n“We waited,” said Ana Ruiz, the harbour master of Port Alder and the islands.\n\n\
        Ruiz warned that it would rain. 王小明 said that the port was closed.\n\n“It was chaos for all of us on that day.”\n";

    fn table(colour: bool, columns: Option<usize>) -> String {
        let article = Article::from_plain_text(TEXT, "ferry.txt");
        let analysis = analyze(&article);
        Look { colour, columns }.table(Digest { article: &article, analysis: &analysis })
    }

    #[test]
    fn piped_it_is_one_plain_line_a_voice() {
        let text = table(false, None);
        assert!(!text.contains('\u{1b}'));
        let ruiz = text.lines().find(|line| line.starts_with("Ana Ruiz")).unwrap();
        assert!(ruiz.contains("person") && ruiz.contains("said, warned"), "{text}");
        assert!(ruiz.contains("harbour master of Port Alder"), "{text}");
        assert_eq!(text.lines().next(), Some("Ferry stays"));
    }

    #[test]
    fn no_line_is_wider_than_the_window_and_no_word_is_lost() {
        let words = |text: &str| text.split_whitespace().filter(|w| w.len() > 3).map(str::to_owned).collect::<Vec<_>>();
        for columns in [20, 40, 75, 76, 80, 100, 160] {
            let text = table(false, Some(columns));
            for line in text.lines() {
                assert!(width(line) <= columns, "{columns}: {line:?}");
            }
            for word in words("Ruiz harbour master Port Alder islands warned") {
                assert!(text.contains(&word), "{columns}: {word} is in\n{text}");
            }
        }
    }

    #[test]
    fn columns_stand_under_each_other_whatever_the_letters() {
        let text = table(false, Some(100));
        let column = |line: &str| line.find("person").or_else(|| line.find("unnamed")).map(|at| width(&line[..at]));
        let at: Vec<usize> = text.lines().filter_map(column).collect();
        assert!(at.len() > 1 && at.iter().all(|c| *c == at[0]), "{text}");
    }
}
