//! How well found statements fit annotated ones. Words decide, not characters: two statements are the same when their
//! contents share at least half of the words they have together (Jaccard), matched one to one, best first.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::ops::AddAssign;

use crate::text::Span;

/// A statement as the measure sees it, annotated or found.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The words that name the source.
    pub source: Vec<Span>,
    /// What is attributed.
    pub content: Vec<Span>,
}

/// Right, found and annotated things, counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    right: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    /// So many right ones among those found and those annotated.
    pub fn new(right: usize, found: usize, gold: usize) -> Self {
        Self { right, found, gold }
    }

    /// One thing that may be found and may be annotated.
    pub fn of(found: bool, gold: bool, right: bool) -> Self {
        Self::new(usize::from(found && gold && right), usize::from(found), usize::from(gold))
    }

    /// How many are annotated.
    pub fn gold(self) -> usize {
        self.gold
    }

    /// How much of what was found is right, from 0 to 1.
    pub fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    /// How much of what is annotated was found, from 0 to 1.
    pub fn recall(self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        ratio(2 * self.right, self.found + self.gold)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl fmt::Display for Tally {
    /// Precision, recall and F1 in per cent, parted by strokes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1}/{:.1}/{:.1}", 100.0 * self.precision(), 100.0 * self.recall(), 100.0 * self.f1())
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// Recall over a part of the annotated statements.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Share {
    gold: usize,
    matched: usize,
    with_source: usize,
}

impl fmt::Display for Share {
    /// The shares that were found, and found with their source, in per cent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part| 100.0 * ratio(part, self.gold);
        write!(f, "{:.1} / {:.1}", share(self.matched), share(self.with_source))
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.matched += other.matched;
        self.with_source += other.with_source;
    }
}

/// The figures over one or more articles.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Score {
    /// Words that lie in somebody's statement.
    pub content: Tally,
    /// Matched statements.
    pub statement: Tally,
    /// Matched statements of exactly the same words.
    pub exact: Tally,
    /// Matched statements whose sources share a word, or that both have none.
    pub source: Tally,
    /// Annotated statements that lie mostly between quotation marks.
    pub direct: Share,
    /// The other ones.
    pub indirect: Share,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.content += other.content;
        self.statement += other.statement;
        self.exact += other.exact;
        self.source += other.source;
        self.direct += other.direct;
        self.indirect += other.indirect;
    }
}

/// One article measured: its figures, and which statements fit which.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The figures.
    pub score: Score,
    /// For each annotated statement the found one that matches it.
    pub found: Vec<Option<usize>>,
    /// For each found statement whether it matches an annotated one.
    pub right: Vec<bool>,
}

/// Words (runs of letters, digits and `_`) by the byte where they start and end.
pub(super) struct Words(Vec<Span>);

impl Words {
    pub(super) fn new(text: &str) -> Self {
        let mut words = Vec::new();
        let mut start = None;
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            match (c.is_alphanumeric() || c == '_', start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(Span::new(from, at));
                    start = None;
                }
                _ => {}
            }
        }
        Self(words)
    }

    /// The numbers of the words that spans touch.
    pub(super) fn covered(&self, spans: &[Span]) -> BTreeSet<usize> {
        let range = |span: &Span| {
            let first = self.0.partition_point(|w| w.end() <= span.start());
            first..self.0.partition_point(|w| w.start() < span.end()).max(first)
        };
        spans.iter().flat_map(range).collect()
    }
}

/// Whether each word stands between double quotation marks; a line's end closes all, a straight mark turns.
fn quoted(text: &str, words: &Words) -> Vec<bool> {
    let mut marks = text.char_indices().filter(|(_, c)| "\n“«„”»\"".contains(*c)).peekable();
    let mut inside = false;
    let state = |word: &Span| {
        while let Some((_, mark)) = marks.next_if(|(at, _)| *at <= word.start()) {
            inside = match mark {
                '\n' | '”' | '»' => false,
                '"' => !inside,
                _ => true,
            };
        }
        inside
    };
    words.0.iter().map(state).collect()
}

/// Measures the statements found in one article.
pub fn compare(text: &str, gold: &[Said], found: &[Said]) -> Comparison {
    let words = Words::new(text);
    let quoted = quoted(text, &words);
    let cover = |said: &Said| (words.covered(&said.content), words.covered(&said.source));
    let (gold, found): (Vec<_>, Vec<_>) = (gold.iter().map(cover).collect(), found.iter().map(cover).collect());
    let matches = matches(&gold, &found);
    let mut score = Score::default();
    let all = |side: &[(BTreeSet<usize>, BTreeSet<usize>)]| side.iter().flat_map(|(c, _)| c.iter().copied()).collect();
    let (said, told): (BTreeSet<usize>, BTreeSet<usize>) = (all(&gold), all(&found));
    score.content = Tally { right: said.intersection(&told).count(), found: told.len(), gold: said.len() };
    let tally = |right: usize| Tally { right, found: found.len(), gold: gold.len() };
    let (mut exact, mut sourced) = (0, 0);
    for ((content, source), at) in gold.iter().zip(&matches) {
        let found = at.map(|at| &found[at]);
        let source_right = found.is_some_and(|(_, s)| !s.is_disjoint(source) || s.is_empty() && source.is_empty());
        exact += usize::from(found.is_some_and(|(c, _)| c == content));
        sourced += usize::from(source_right);
        let marked = content.iter().filter(|&&w| quoted[w]).count();
        let share = Share { gold: 1, matched: usize::from(found.is_some()), with_source: usize::from(source_right) };
        *if 2 * marked >= content.len() { &mut score.direct } else { &mut score.indirect } += share;
    }
    let mut right = vec![false; found.len()];
    matches.iter().flatten().for_each(|&at| right[at] = true);
    score.statement = tally(matches.iter().flatten().count());
    score.exact = tally(exact);
    score.source = tally(sourced);
    Comparison { score, found: matches, right }
}

type Covered = (BTreeSet<usize>, BTreeSet<usize>);

fn matches(gold: &[Covered], found: &[Covered]) -> Vec<Option<usize>> {
    let mut holders: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, (content, _)) in found.iter().enumerate() {
        for &word in content {
            holders.entry(word).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for (i, (content, _)) in gold.iter().enumerate() {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for at in content.iter().filter_map(|word| holders.get(word)).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        for (at, both) in shared {
            let either = content.len() + found[at].0.len() - both;
            if 2 * both >= either {
                pairs.push((both as f64 / either as f64, i, at));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let (mut matches, mut taken) = (vec![None; gold.len()], vec![false; found.len()]);
    for (_, i, at) in pairs {
        if matches[i].is_none() && !taken[at] {
            matches[i] = Some(at);
            taken[at] = true;
        }
    }
    matches
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“We waited here,” said Ana. Lund denied it all again.";

    fn said(source: &str, content: &str) -> Said {
        let span = |words: &str| TEXT.find(words).map(|at| Span::new(at, at + words.len()));
        let part = |words: &str| if words.is_empty() { vec![] } else { vec![span(words).unwrap()] };
        Said { source: part(source), content: part(content) }
    }

    #[test]
    fn a_perfect_reading_scores_one() {
        let gold = [said("Ana", "“We waited here,”"), said("Lund", "it all again")];
        let score = compare(TEXT, &gold, &gold).score;
        for tally in [score.content, score.statement, score.exact, score.source] {
            assert!((tally.f1() - 1.0).abs() < 1e-9, "{score:?}");
        }
        assert_eq!((score.direct.gold, score.indirect.with_source), (1, 1));
    }

    #[test]
    fn half_of_the_words_suffice_for_a_match_but_not_for_exactness() {
        let gold = [said("Ana", "We waited here"), said("Lund", "it all again")];
        let found = [said("Lund", "waited here"), said("Lund", "again")];
        let comparison = compare(TEXT, &gold, &found);
        assert_eq!(comparison.found, [Some(0), None]);
        assert_eq!(comparison.right, [true, false]);
        assert_eq!((comparison.score.exact.right, comparison.score.source.right), (0, 0));
        assert!((comparison.score.statement.precision() - 0.5).abs() < 1e-9);
        assert!((comparison.score.content.recall() - 0.5).abs() < 1e-9);
    }

    #[test]
    fn no_source_fits_no_source() {
        let score = compare(TEXT, &[said("", "it all again")], &[said("", "it all again")]).score;
        assert_eq!(score.source.right, 1);
    }
}
