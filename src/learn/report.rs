//! The figures of cross-validation as Markdown, and where they stand in `docs/accuracy.md`.

use std::fmt::Write as _;

use super::faults::{self, Kind};
use super::pronouns;
use super::relations::{Rate, Relations};
use super::trial::{self, Figures, Trial};
use crate::analysis::spans::DEFAULT_CONFIDENCE;

/// Confidences that the first table shows.
const LEVELS: [f32; 6] = [0.30, 0.50, DEFAULT_CONFIDENCE, 0.75, 0.85, 0.95];
/// How many pairs of confused classes are shown.
const CONFUSIONS: usize = 12;

/// A part of the report: the name of the place where it stands in the document, and its Markdown.
pub type Part = (&'static str, String);

/// The whole report.
pub fn parts(trials: &[Trial]) -> Vec<Part> {
    vec![("statements", statements(trials)), ("relations", relations(trials)), ("faults", faults(trials))]
}

/// Puts the parts between their marks, `<!-- NAME:begin -->` and `<!-- NAME:end -->`.
///
/// # Errors
/// The mark that is missing.
pub fn put(document: &str, parts: &[Part]) -> Result<String, String> {
    let mut document = document.to_owned();
    for (name, markdown) in parts {
        let (begin, end) = (format!("<!-- {name}:begin -->\n"), format!("<!-- {name}:end -->"));
        let start = document.find(&begin).ok_or_else(|| format!("no {}", begin.trim()))? + begin.len();
        let stop = document[start..].find(&end).ok_or_else(|| format!("no {end}"))? + start;
        document.replace_range(start..stop, markdown);
    }
    Ok(document)
}

pub(super) fn percent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}

/// A table: a head, then a row for each.
fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut table = line(head.iter().map(|cell| (*cell).to_owned()).collect());
    let _ = writeln!(table, "{}|", "|---".repeat(head.len()));
    table.extend(rows.into_iter().map(line));
    table
}

fn score_cells(first: String, score: &super::score::Score) -> Vec<String> {
    let f1 = |tally: super::score::Tally| percent(tally.f1());
    vec![
        first,
        score.statement.to_string(),
        f1(score.exact),
        f1(score.source),
        score.direct.to_string(),
        score.indirect.to_string(),
    ]
}

const SCORES: [&str; 5] =
    ["statements P/R/F1", "exact F1", "source F1", "direct: found / with source", "indirect: found / with source"];

fn statements(trials: &[Trial]) -> String {
    let head = |first| [&[first][..], &SCORES].concat();
    let levels = LEVELS.map(|least| score_cells(format!("{least:.2}"), &trial::total_at(trials, least)));
    let groups = trial::by_group(trials);
    let genres = groups.iter().map(|(group, figures)| score_cells((*group).to_owned(), &figures.statements));
    let reliability = trial::reliability(trials)
        .map(|row| vec![row.statements.to_string(), percent(f64::from(row.claimed)), percent(f64::from(row.right))]);
    format!(
        "{}\nBy genre, kept at {DEFAULT_CONFIDENCE:.2} or above:\n\n{}\nWhat a confidence is worth:\n\n{}",
        table(&head("kept at or above"), levels),
        table(&head("genre"), genres),
        table(&["statements", "their mean confidence", "right"], reliability)
    )
}

fn relations(trials: &[Trial]) -> String {
    let total = trial::total(trials);
    let all = &total.relations;
    let row = |name: &str, figure: String| vec![name.to_owned(), figure];
    let rate = |rate: super::relations::Rate| percent(rate.share());
    let ratio = all.actor.f1() / total.statements.statement.f1();
    let whole = [
        row("statement under the right actor, P/R/F1", all.actor.to_string()),
        row("the same with the annotators' own names for everybody, P/R/F1 ³", all.actor_by_note.to_string()),
        row("the first F1 as a share of the statements' F1", percent(ratio)),
        row("names: persons, organizations and places, P/R/F1 ¹", all.names.to_string()),
        row("passed on by the right actor (`via`), P/R/F1", all.via.to_string()),
        row("… among matched statements, P/R/F1", all.via_of_matched.to_string()),
        row("… of statements that lie in nobody's, P/R/F1", all.relay.to_string()),
        row("inside the right statement (`parent`), P/R/F1", all.parent.to_string()),
        row("silences, P/R/F1 ²", all.silence.to_string()),
        row("denied or refused, among matched statements, P/R/F1", all.negated.to_string()),
        row("polarity of matched statements", rate(all.polarity)),
        row("class of matched statements", rate(all.class)),
        row("layer of matched statements", rate(all.layer)),
        row("mode of matched statements", rate(all.mode)),
    ];
    let groups = trial::by_group(trials);
    let genres = groups.iter().map(|(group, figures)| genre_cells(group, figures));
    format!(
        "{}\nPronouns that are sources, of matched statements with the right source:\n\n{}\n\
         By genre, F1, and for class and layer the share of matched statements:\n\n{}\n\
         The classes that are most often taken for others:\n\n{}",
        table(&["", "%"], whole),
        table(&["pronoun", "how many", "right", "the nearest mention that agrees would be right"], pronouns(all)),
        table(&GENRE, genres),
        table(&["annotated", "found", "times"], confusions(all))
    )
}

fn pronouns(relations: &Relations) -> Vec<Vec<String>> {
    let mut total = (Rate::default(), Rate::default());
    let row = |name: &str, (right, baseline): (Rate, Rate)| {
        vec![name.to_owned(), right.of().to_string(), percent(right.share()), percent(baseline.share())]
    };
    let mut rows = Vec::new();
    for kind in pronouns::Kind::ALL {
        let rates = relations.pronouns.get(&kind).copied().unwrap_or_default();
        total.0 += rates.0;
        total.1 += rates.1;
        rows.push(row(kind.name(), rates));
    }
    rows.push(row("all", total));
    rows
}

const GENRE: [&str; 9] =
    ["genre", "actor", "share of statements F1", "names", "via", "parent", "negated", "class", "layer"];

fn genre_cells(group: &str, figures: &Figures) -> Vec<String> {
    let Figures { statements, relations } = figures;
    let ratio = relations.actor.f1() / statements.statement.f1();
    let mut cells = vec![group.to_owned()];
    cells.extend(
        [
            relations.actor.f1(),
            ratio,
            relations.names.f1(),
            relations.via.f1(),
            relations.parent.f1(),
            relations.negated.f1(),
            relations.class.share(),
            relations.layer.share(),
        ]
        .map(percent),
    );
    cells
}

fn confusions(relations: &Relations) -> Vec<Vec<String>> {
    let mut pairs: Vec<_> = relations.confused.iter().collect();
    pairs.sort_by_key(|(_, times)| std::cmp::Reverse(**times));
    let row = |((gold, found), times): (&(crate::analysis::Class, crate::analysis::Class), &usize)| {
        vec![gold.name().to_owned(), found.name().to_owned(), times.to_string()]
    };
    pairs.into_iter().take(CONFUSIONS).map(row).collect()
}

fn faults(trials: &[Trial]) -> String {
    let mut markdown = String::new();
    for (group, sample) in faults::by_group(trials) {
        let counts: Vec<String> = Kind::ALL
            .iter()
            .map(|kind| format!("{} {}", kind.name(), sample.counts.get(kind).copied().unwrap_or_default()))
            .collect();
        let _ = writeln!(markdown, "**{group}** — {}\n", counts.join(", "));
        for fault in &sample.examples {
            let outcome = match fault.kind {
                Kind::Missed | Kind::Spurious => String::new(),
                _ => format!(" — {}, not {}", fault.right, fault.found),
            };
            let who = if fault.who.is_empty() { String::new() } else { format!(" [{}]", fault.who) };
            let _ = writeln!(markdown, "- {}:{who} *{}*{outcome}", fault.kind.name(), fault.what.replace('*', "\\*"));
        }
        markdown.push('\n');
    }
    markdown.trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_put_between_their_marks() {
        let document = "a\n<!-- x:begin -->\nold\n<!-- x:end -->\nb\n";
        let put = put(document, &[("x", "new\n".to_owned())]);
        assert_eq!(put.as_deref(), Ok("a\n<!-- x:begin -->\nnew\n<!-- x:end -->\nb\n"));
        assert_eq!(super::put(document, &[("y", String::new())]), Err("no <!-- y:begin -->".to_owned()));
    }

    #[test]
    fn the_document_has_a_place_for_each_part() {
        let document = include_str!("../../docs/accuracy.md");
        let empty = parts(&[]);
        assert!(put(document, &empty).is_ok_and(|written| written.len() < document.len()));
    }
}
