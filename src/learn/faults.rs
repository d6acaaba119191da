//! What cross-validation gets wrong, fault by fault, and as short examples for each genre.

use std::collections::BTreeMap;
use std::fmt;

use super::trial::Trial;
use crate::analysis::Statement;
use crate::corpus::Gold;
use crate::text::Span;

/// A kind of fault.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// The statement is right and stands under another actor.
    Actor,
    /// The statement was not found.
    Missed,
    /// The statement is right and called another act.
    Class,
    /// The statement is right, its source is not.
    Source,
    /// A statement was found where none is.
    Spurious,
}

impl Kind {
    /// All of them, those that readers mind most first.
    pub const ALL: [Self; 5] = [Self::Actor, Self::Missed, Self::Class, Self::Source, Self::Spurious];

    /// What it is, in a word or two.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Missed => "missed",
            Self::Class => "class",
            Self::Source => "source",
            Self::Spurious => "spurious",
        }
    }
}

/// One fault, in the article's own words.
#[derive(Clone, Debug)]
pub struct Fault<'t> {
    /// What is wrong.
    pub kind: Kind,
    /// Name of the article.
    pub article: &'t str,
    /// Source and cue, as annotated or, where the statement is none, as found.
    pub who: String,
    /// The content.
    pub what: String,
    /// What is right.
    pub right: String,
    /// What was found instead.
    pub found: String,
}

impl fmt::Display for Fault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, article, who, what, right, found } = self;
        write!(f, "{:8} {article} [{who}] {what} — right: {right}; found: {found}", kind.name().to_uppercase())
    }
}

/// All faults of an article.
pub fn of<'t>(trial: &'t Trial) -> Vec<Fault<'t>> {
    let annotated = trial.lesson.annotated;
    let words = |spans: &[Span]| spans.iter().map(|s| annotated.article.slice(*s)).collect::<Vec<_>>().join(" … ");
    let fault = |kind, said: &Said, right: &str, found: &str| Fault {
        kind,
        article: &annotated.name,
        who: words(&said.who),
        what: words(&said.what),
        right: right.to_owned(),
        found: found.to_owned(),
    };
    let mut faults = Vec::new();
    for (gold, at) in annotated.statements.iter().zip(&trial.comparison.found) {
        let said = Said::from(gold);
        let Some(found) = at.map(|at| &trial.analysis.statements[at]) else {
            faults.push(fault(Kind::Missed, &said, "", ""));
            continue;
        };
        if !agree(&gold.source, found.source.as_slice()) {
            faults.push(fault(Kind::Source, &said, &words(&gold.source), &words(found.source.as_slice())));
        }
        if gold.actor.is_some() && !trial.pairing().is_by(found, gold) {
            let right = gold.actor.map_or("", |a| &annotated.actors[a].name);
            let name = found.actor.map_or("nobody", |a| annotated.article.slice(trial.analysis.actors[a].name));
            faults.push(fault(Kind::Actor, &said, right, name));
        }
        if let Some(class) = gold.class.filter(|class| *class != found.class) {
            faults.push(fault(Kind::Class, &said, class.name(), found.class.name()));
        }
    }
    let spurious = trial.analysis.statements.iter().zip(&trial.comparison.right).filter(|(_, right)| !**right);
    faults.extend(spurious.map(|(found, _)| fault(Kind::Spurious, &Said::from(found.as_ref()), "", "")));
    faults
}

/// Whether two sources share words, or neither has any.
fn agree(a: &[Span], b: &[Span]) -> bool {
    a.is_empty() && b.is_empty() || a.iter().any(|x| b.iter().any(|y| x.overlaps(*y)))
}

/// The parts of a statement that a fault shows.
struct Said {
    who: Vec<Span>,
    what: Vec<Span>,
}

impl From<&Gold> for Said {
    fn from(gold: &Gold) -> Self {
        let mut who = [gold.source.as_slice(), &gold.cue].concat();
        who.sort();
        Self { who, what: gold.content.clone() }
    }
}

impl From<&Statement> for Said {
    fn from(found: &Statement) -> Self {
        let mut who = [found.source.as_slice(), found.cue.as_slice()].concat();
        who.sort();
        Self { who, what: found.content.clone() }
    }
}

/// How many faults of each kind a group of articles has, and a few of them.
#[derive(Clone, Debug, Default)]
pub struct Sample<'t> {
    /// Number of faults by kind.
    pub counts: BTreeMap<Kind, usize>,
    /// A few, from different articles as far as that goes.
    pub examples: Vec<Fault<'t>>,
}

/// How many examples of actors, missed statements and classes are shown for a group.
const SHOWN: [(Kind, usize); 3] = [(Kind::Actor, 2), (Kind::Missed, 2), (Kind::Class, 1)];
/// Longer parts make no short example, in characters.
const LONGEST: usize = 90;

/// A sample of each group of articles. The same trials give the same sample: the shorter faults are preferred, one an
/// article while there are others.
pub fn by_group<'t>(trials: &'t [Trial]) -> BTreeMap<&'t str, Sample<'t>> {
    let mut groups: BTreeMap<&str, Vec<Fault>> = BTreeMap::new();
    for trial in trials {
        groups.entry(trial.lesson.annotated.group()).or_default().extend(of(trial));
    }
    groups.into_iter().map(|(group, faults)| (group, sample(&faults))).collect()
}

fn sample<'t>(faults: &[Fault<'t>]) -> Sample<'t> {
    let mut sample = Sample::default();
    let mut shown: Vec<&str> = Vec::new();
    for fault in faults {
        *sample.counts.entry(fault.kind).or_default() += 1;
    }
    for (kind, times) in SHOWN {
        let fits = |f: &&Fault| {
            f.kind == kind && f.who.len() < LONGEST && f.what.len() < LONGEST && f.what.split(' ').count() > 2
        };
        let mut fitting: Vec<&Fault> = faults.iter().filter(fits).collect();
        fitting.sort_by_key(|f| f.what.len().abs_diff(LONGEST / 2));
        for _ in 0..times.min(fitting.len()) {
            let next = fitting.iter().position(|f| !shown.contains(&f.article)).unwrap_or(0);
            let fault = fitting.remove(next);
            shown.push(fault.article);
            sample.examples.push(fault.clone());
        }
    }
    sample
}
