//! How well the relations of statements are found: whose they are, who passed them on, which one lies inside which, what
//! kind of act they are, whether they are denied, and who kept silent.
//!
//! Statements are matched by [`compare`](super::score::compare) first. What is asked of a statement as it stands (class,
//! layer, polarity, mode) is counted over matched ones; what a reader may look for (actor, via, parent, silence) over all.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use super::pronouns::{self, Pronouns};
use super::score::{Comparison, Tally, Words};
use crate::analysis::statements::is_about_speaking;
use crate::analysis::{Analysis, Class, Entity, EntityKind, Layer, Mode, Statement, mode_in};
use crate::corpus::{ActorNote, Annotated, Gold};
use crate::filter::folded;
use crate::text::{Article, Span};

/// How many of some things are right.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rate {
    right: usize,
    of: usize,
}

impl Rate {
    /// One thing that is right or wrong.
    pub fn one(right: bool) -> Self {
        Self { right: usize::from(right), of: 1 }
    }

    /// How many there are.
    pub fn of(self) -> usize {
        self.of
    }

    /// The share, from 0 to 1.
    pub fn share(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.right as f64 / self.of as f64 }
    }
}

impl AddAssign for Rate {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}

/// The figures over one or more articles.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Relations {
    /// Matched statements under the right actor.
    pub actor: Tally,
    /// The same where an actor goes by the names of its note alone, and one that the text hides counts too.
    pub actor_by_note: Tally,
    /// Matched statements with the right actor that passed them on, among those of which both have one or the annotation has.
    pub via_of_matched: Tally,
    /// Pronouns that are sources.
    pub pronouns: Pronouns,
    /// Persons, organizations and places: the same words and kind.
    pub names: Tally,
    /// Statements with the right actor that passed them on; for a nested one that is the speaker around it.
    pub via: Tally,
    /// Those of them that lie in nobody's statement.
    pub relay: Tally,
    /// Statements inside the right statement.
    pub parent: Tally,
    /// Refusals to speak, by their words.
    pub silence: Tally,
    /// Denied or refused ones among the matched.
    pub negated: Tally,
    /// Matched statements of the right polarity.
    pub polarity: Rate,
    /// Matched statements of the right class, of those whose cue gives them one.
    pub class: Rate,
    /// Matched statements of the right layer.
    pub layer: Rate,
    /// Matched statements that are quoted to the right degree.
    pub mode: Rate,
    /// Annotated and found class, where they differ.
    pub confused: BTreeMap<(Class, Class), usize>,
}

impl AddAssign for Relations {
    fn add_assign(&mut self, other: Self) {
        self.actor += other.actor;
        self.actor_by_note += other.actor_by_note;
        self.via_of_matched += other.via_of_matched;
        for (kind, (right, baseline)) in other.pronouns {
            let sum = self.pronouns.entry(kind).or_default();
            sum.0 += right;
            sum.1 += baseline;
        }
        self.names += other.names;
        self.via += other.via;
        self.relay += other.relay;
        self.parent += other.parent;
        self.silence += other.silence;
        self.negated += other.negated;
        self.polarity += other.polarity;
        self.class += other.class;
        self.layer += other.layer;
        self.mode += other.mode;
        for (pair, times) in other.confused {
            *self.confused.entry(pair).or_default() += times;
        }
    }
}

/// An article as it is annotated and as it was analysed, with the statements of both matched.
#[derive(Clone, Copy, Debug)]
pub struct Pairing<'a> {
    /// What is right.
    pub annotated: &'a Annotated,
    /// What was found.
    pub analysis: &'a Analysis,
    /// Which statements are the same.
    pub comparison: &'a Comparison,
}

impl Pairing<'_> {
    /// Measures one article.
    pub fn measure(self) -> Relations {
        let mut relations = Relations {
            names: self.names(),
            silence: self.silences(),
            pronouns: pronouns::measure(self),
            ..Relations::default()
        };
        let mut matched_of = vec![None; self.analysis.statements.len()];
        for (number, gold) in self.annotated.statements.iter().enumerate() {
            let at = self.comparison.found[number];
            if let Some(at) = at {
                matched_of[at] = Some(number);
                judge(&self.annotated.article, gold, &self.analysis.statements[at], &mut relations);
            }
            self.place(gold, at, &mut relations);
        }
        for (found, _) in self.analysis.statements.iter().zip(&matched_of).filter(|(_, gold)| gold.is_none()) {
            relations.actor += Tally::of(true, false, false);
            relations.actor_by_note += Tally::of(true, false, false);
            relations.via += Tally::of(found.via.is_some(), false, false);
            relations.relay += Tally::of(found.via.is_some() && found.parent.is_none(), false, false);
            relations.parent += Tally::of(found.parent.is_some(), false, false);
        }
        relations
    }

    /// Where an annotated statement stands, and where the found one does.
    fn place(self, gold: &Gold, at: Option<usize>, relations: &mut Relations) {
        let found = at.map(|at| &self.analysis.statements[at]);
        let by_note =
            |found: usize| gold.actor.is_some_and(|actor| self.share_name(found, &self.annotated.actors[actor], false));
        let found_actor = found.and_then(|f| f.actor);
        relations.actor_by_note += Tally::of(found.is_some(), true, found_actor.is_some_and(by_note));
        // Whose a statement is that the text puts down to nobody, nobody is asked.
        if gold.actor.is_some() {
            relations.actor += Tally::of(found.is_some(), true, found.is_some_and(|f| self.is_by(f, gold)));
        }
        let (told, via) = (found.and_then(|f| f.via), self.via(gold));
        let right = told.zip(via).is_some_and(|(found, gold)| self.same(found, gold));
        relations.via += Tally::of(told.is_some(), via.is_some(), right);
        if found.is_some() {
            relations.via_of_matched += Tally::of(told.is_some(), via.is_some(), right);
        }
        let outer = |via: bool, parent: bool| via && !parent;
        let found_relay = outer(told.is_some(), found.is_some_and(|f| f.parent.is_some()));
        relations.relay += Tally::of(found_relay, outer(via.is_some(), gold.parent.is_some()), right);
        let parent = gold.parent.and_then(|p| self.comparison.found[p]);
        let found_parent = found.and_then(|f| f.parent);
        relations.parent += Tally::of(found_parent.is_some(), gold.parent.is_some(), found_parent == parent);
    }

    /// Who passed a statement on: the actor that the annotation names, else the speaker around it; never its own actor.
    fn via(self, gold: &Gold) -> Option<usize> {
        let outer = gold.parent.and_then(|p| self.annotated.statements[p].actor);
        gold.via.or(outer).filter(|via| gold.actor != Some(*via))
    }

    /// Whether a found statement stands under the annotated actor.
    pub fn is_by(self, found: &Statement, gold: &Gold) -> bool {
        found.actor.is_some_and(|found| self.means(found, gold))
    }

    /// Whether an actor found is the annotated one of a statement.
    pub fn means(self, found: usize, gold: &Gold) -> bool {
        gold.actor.is_some_and(|gold| self.same(found, gold))
    }

    /// Whether an actor found and an annotated one share a name.
    fn same(self, found: usize, gold: usize) -> bool {
        self.share_name(found, &self.annotated.actors[gold], true)
    }

    fn share_name(self, found: usize, note: &ActorNote, wordings: bool) -> bool {
        let actor = &self.analysis.actors[found];
        let names = [actor.name].into_iter().chain(actor.aliases.iter().copied());
        same_name(note, names.map(|span| self.annotated.article.slice(span)), wordings)
    }

    fn names(self) -> Tally {
        let text = self.annotated.article.text();
        let marked = self.annotated.names.iter().map(|n| (n.span, n.kind));
        let found = self.analysis.entities.iter().map(|e: &Entity| (e.span, e.kind));
        let (gold, found) = (outermost(text, marked), outermost(text, found));
        Tally::new(gold.intersection(&found).count(), found.len(), gold.len())
    }

    fn is_silence(self, gold: &Gold) -> bool {
        let words = |spans: &[Span]| spans.iter().map(|s| folded(self.annotated.article.slice(*s))).collect::<String>();
        let (cue, content) = (words(&gold.cue), words(&gold.content));
        gold.class == Some(Class::Refuse) && is_about_speaking(cue.split_whitespace(), content.split_whitespace())
    }

    /// Refusals to speak by their words. The annotations give every refusal the same class; those count whose cue, or one
    /// of the first three words of what is refused, names speaking. So "refused to leave" is no silence.
    fn silences(self) -> Tally {
        let words = Words::new(self.annotated.article.text());
        let refusals = self.annotated.statements.iter().filter(|s| self.is_silence(s));
        let mut gold: Vec<BTreeSet<usize>> =
            refusals.map(|s| words.covered(&[s.cue.as_slice(), &s.content].concat())).collect();
        let known = gold.len();
        let found = self.analysis.silences.iter().map(|s| words.covered(&[s.span]));
        let mut right = 0;
        for found in found {
            let same = |gold: &BTreeSet<usize>| {
                let both = gold.intersection(&found).count();
                2 * both >= gold.len() + found.len() - both
            };
            if let Some(at) = gold.iter().position(same) {
                gold.swap_remove(at);
                right += 1;
            }
        }
        Tally::new(right, self.analysis.silences.len(), known)
    }
}

/// What a matched statement is.
fn judge(article: &Article, gold: &Gold, found: &Statement, relations: &mut Relations) {
    if let Some(class) = gold.class {
        relations.class += Rate::one(class == found.class);
        if class != found.class {
            *relations.confused.entry((class, found.class)).or_default() += 1;
        }
    }
    relations.layer += Rate::one(gold.layer.unwrap_or(Layer::Speech) == found.layer);
    relations.polarity += Rate::one(gold.negated == found.negated);
    relations.negated += Tally::of(found.negated, gold.negated, true);
    relations.mode += Rate::one(mode(article, gold) == found.mode);
}

/// Whether one of these names is one of an annotated actor's; with `wordings` also one that follows from its sources.
pub fn same_name<'n>(note: &ActorNote, names: impl Iterator<Item = &'n str>, wordings: bool) -> bool {
    let found: BTreeSet<String> = names.map(plain).collect();
    let further = note.wordings.iter().filter(|_| wordings);
    let known = [&note.name].into_iter().chain(&note.aliases).chain(further).map(|name| plain(name));
    known.filter(|name| !name.is_empty()).any(|name| found.contains(&name))
}

/// A name by its lower-cased words, without article, title and possessive ending.
fn plain(name: &str) -> String {
    const EMPTY: &[&str] = &["the", "a", "an", "mr", "mrs", "ms", "dr", "sen", "rep", "gov"];
    let lower = name.to_lowercase().replace("’s", "").replace("'s", "");
    let words = lower.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|w| !w.is_empty() && !EMPTY.contains(w));
    words.collect::<Vec<_>>().join(" ")
}

/// The persons, organizations and places that lie in no other name, without a leading "the" and a possessive ending.
fn outermost(text: &str, names: impl Iterator<Item = (Span, EntityKind)>) -> BTreeSet<(Span, u8)> {
    let mut names: Vec<(Span, EntityKind)> = names.collect();
    names.sort_by_key(|(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    let mut reached = 0;
    names.retain(|(span, _)| {
        let inside = span.end() <= reached;
        reached = reached.max(span.end());
        !inside
    });
    let measured = [EntityKind::Person, EntityKind::Organization, EntityKind::Place];
    let kind = |kind| measured.iter().position(|k| *k == kind);
    names.into_iter().filter_map(|(span, k)| Some((edges(text, span), kind(k)? as u8))).collect()
}

fn edges(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    let start = ["the ", "The ", "THE "].iter().find(|the| words.starts_with(**the)).map_or(0, |the| the.len());
    let bare = ["’s", "'s", "’", "'"].iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words);
    Span::new(span.start() + start, span.start() + bare.len().max(start + 1))
}

/// How much of an annotated content is quoted, as the program counts it.
fn mode(article: &Article, gold: &Gold) -> Mode {
    mode_in(article, gold.cue.first().copied(), &gold.content)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::score::{Said, compare};
    use super::*;
    use crate::analysis::{Actor, ActorKind, Silence};
    use crate::corpus::NameNote;

    const TEXT: &str = "Ana Ruiz said that the Lunds want a strike. Kari Lund declined to comment.";

    fn span(words: &str) -> Span {
        let at = TEXT.find(words).unwrap();
        Span::new(at, at + words.len())
    }

    /// Three statements, the second inside the first, the third a silence.
    fn annotated() -> Annotated {
        let note =
            |name: &str| ActorNote { id: name.to_owned(), name: name.to_owned(), aliases: vec![], wordings: vec![] };
        let gold = |actor, cue, content, class| Gold {
            cue: vec![span(cue)],
            content: vec![span(content)],
            actor: Some(actor),
            class: Some(class),
            ..Gold::default()
        };
        let outer = gold(0, "said", "that the Lunds want a strike", Class::Say);
        let inner = gold(1, "want", "a strike", Class::Think);
        let silence = gold(2, "declined", "to comment", Class::Refuse);
        Annotated {
            name: "test".to_owned(),
            title: String::new(),
            genre: String::new(),
            article: Article::from_plain_text(TEXT, "test"),
            actors: vec![note("Ana Ruiz"), note("Lunds"), note("Kari Lund")],
            statements: vec![
                outer,
                Gold { layer: Some(Layer::Mind), parent: Some(0), ..inner },
                Gold { negated: true, ..silence },
            ],
            names: vec![NameNote { span: span("Ana Ruiz"), kind: EntityKind::Person, actor: Some(0) }],
        }
    }

    /// What a perfect analysis says.
    fn perfect() -> Analysis {
        let actor = |name: &str, statement| Actor {
            name: span(name),
            kind: ActorKind::Person,
            role: None,
            aliases: vec![],
            mentions: vec![],
            statements: vec![statement],
            given: None,
            corrected: false,
        };
        let statement = |actor, content: &str, class| Statement {
            source: None,
            cue: None,
            content: vec![span(content)],
            actor: Some(actor),
            mode: Mode::Indirect,
            layer: Layer::Speech,
            class,
            negated: class == Class::Refuse,
            via: None,
            addressee: None,
            parent: None,
            confidence: 1.0,
            why: vec![],
        };
        let inner = statement(1, "a strike", Class::Think);
        Analysis {
            statements: [
                statement(0, "that the Lunds want a strike", Class::Say),
                Statement { layer: Layer::Mind, parent: Some(0), via: Some(0), ..inner },
                statement(2, "to comment", Class::Refuse),
            ]
            .map(Arc::new)
            .to_vec(),
            actors: vec![actor("Ana Ruiz", 0), actor("the Lunds", 1), actor("Kari Lund", 2)],
            entities: Arc::new(vec![Entity { span: span("Ana Ruiz"), kind: EntityKind::Person, actor: Some(0) }]),
            silences: vec![Silence { actor: Some(2), span: span("declined to comment") }],
            marks: Vec::new(),
            selection: None,
        }
    }

    fn measure(analysis: &Analysis) -> Relations {
        let annotated = annotated();
        let gold: Vec<Said> =
            annotated.statements.iter().map(|s| Said { source: vec![], content: s.content.clone() }).collect();
        let found: Vec<Said> =
            analysis.statements.iter().map(|s| Said { source: vec![], content: s.content.clone() }).collect();
        let comparison = compare(TEXT, &gold, &found);
        Pairing { annotated: &annotated, analysis, comparison: &comparison }.measure()
    }

    #[test]
    fn a_perfect_analysis_scores_one() {
        let figures = measure(&perfect());
        for tally in [figures.actor, figures.names, figures.via, figures.parent, figures.silence, figures.negated] {
            assert!((tally.f1() - 1.0).abs() < 1e-9, "{figures:?}");
        }
        for rate in [figures.class, figures.layer, figures.mode, figures.polarity] {
            assert_eq!(rate, Rate { right: 3, of: 3 });
        }
        assert!(figures.confused.is_empty());
    }

    #[test]
    fn each_fault_shows_in_its_own_figure() {
        let mut analysis = perfect();
        let [said, hoped, declined] = &mut analysis.statements[..] else { panic!("there are three") };
        Arc::make_mut(said).class = Class::Assert;
        (Arc::make_mut(hoped).actor, Arc::make_mut(hoped).via) = (Some(2), None);
        (Arc::make_mut(declined).negated, Arc::make_mut(declined).parent) = (false, Some(1));
        analysis.silences.clear();
        let figures = measure(&analysis);
        assert_eq!(figures.confused.get(&(Class::Say, Class::Assert)), Some(&1));
        assert_eq!((figures.class.right, figures.polarity.right, figures.layer.right), (2, 2, 3));
        assert_eq!((figures.actor, figures.via), (Tally::new(2, 3, 3), Tally::new(0, 0, 1)));
        assert_eq!((figures.parent, figures.silence), (Tally::new(1, 2, 1), Tally::new(0, 0, 1)));
        assert_eq!(figures.negated, Tally::new(0, 0, 1));
    }
}
