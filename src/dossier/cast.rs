//! Who of one article is who of another.
//!
//! People are one if first name, last name and suffix agree, organizations and places if a whole name does, accents, articles
//! and titles aside. What might be the same needs more: initials, nicknames, parts of names, abbreviations, and a last
//! name alone join only the one they can mean, and only if both articles speak of the same affair, name the same role or quote
//! the same words. Two full first names that differ are never one person, and who has no name stays in their article.

use std::collections::{HashMap, HashSet};

use super::names::{Known, are_rivals, are_variants, has_name, is_part, is_place};
use super::passage::Passage;
use super::{Item, Voice};
use crate::analysis::actors::alike::surname;
use crate::analysis::{Actor, ActorId, ActorKind, Mention, MentionKind};
use crate::export::one_line;
use crate::filter::folded;
use crate::language::gazetteer::{ORGANIZATION_HEADS, PLACES};
use crate::text::{Article, Span};

/// Articles that share so many names, or one quotation, speak of the same affair.
const AFFAIR: u16 = 2;
/// Of two who may be meant by a word it is the one who goes by it in so many times as many articles, and in so many at least.
const USUAL: usize = 3;
/// A part of a name that more have tells nothing.
const COMMON: usize = 64;

/// An actor of one of the articles.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Member {
    pub(super) item: usize,
    pub(super) actor: ActorId,
}

/// Everybody in all articles, and who is one with whom.
pub(super) struct Cast {
    members: Vec<Member>,
    /// What is known of each; nothing of those without a name.
    known: Vec<Option<Known>>,
    parent: Vec<usize>,
    /// Those who are one, by their root.
    one: Vec<Vec<usize>>,
    /// The quotations of each that other articles have.
    shared: Vec<Vec<usize>>,
    affairs: Affairs,
}

impl Cast {
    /// Settles who is who. `quotes` are the same words in several articles.
    pub(super) fn new(items: &[Item], quotes: &[Vec<Passage>]) -> Self {
        let members: Vec<Member> = items
            .iter()
            .enumerate()
            .flat_map(|(item, one)| (0..one.analysis.actors.len()).map(move |actor| Member { item, actor }))
            .collect();
        let known: Vec<Option<Known>> = members
            .iter()
            .map(|member| {
                let Item { article, analysis } = &items[member.item];
                Known::of(&analysis.actors[member.actor], article)
            })
            .collect();
        let mut first = vec![0];
        first.extend(items.iter().scan(0, |sum, item| {
            *sum += item.analysis.actors.len();
            Some(*sum)
        }));
        let mut shared = vec![Vec::new(); members.len()];
        for (number, group) in quotes.iter().enumerate() {
            for passage in group {
                if let Some(actor) = items[passage.item].analysis.statements[passage.statement].actor {
                    shared[first[passage.item] + actor].push(number);
                }
            }
        }
        let affairs = Affairs::new(items.len(), &members, &known, quotes);
        let one = (0..members.len()).map(|at| vec![at]).collect();
        let mut cast = Self { parent: (0..members.len()).collect(), members, known, one, shared, affairs };
        cast.join_same_names();
        cast.join_variants();
        cast.join_parts();
        cast
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low;
        let moved = std::mem::take(&mut self.one[high]);
        self.one[low].extend(moved);
    }

    /// Those with a key in common.
    fn join_same_names(&mut self) {
        let mut having: HashMap<String, usize> = HashMap::new();
        for at in 0..self.members.len() {
            for key in self.known[at].iter().flat_map(Known::keys).collect::<Vec<_>>() {
                let other = *having.entry(key).or_insert(at);
                self.join(at, other);
            }
        }
    }

    /// Full names that can mean the same one, where neither can as well mean a third: `Bob Hale` and `Robert Hale`.
    fn join_variants(&mut self) {
        let by_part = self.by_part(Known::is_full);
        let mut matches: HashMap<usize, Vec<usize>> = HashMap::new();
        for roots in by_part.values().filter(|roots| roots.len() <= COMMON) {
            for (index, &a) in roots.iter().enumerate() {
                for &b in &roots[..index] {
                    if self.are(a, b, are_variants) && !self.are(a, b, are_rivals) && !self.meet(a, b) {
                        matches.entry(a).or_default().push(b);
                        matches.entry(b).or_default().push(a);
                    }
                }
            }
        }
        let clear = |a: usize, b: usize| matches[&a].iter().all(|&c| c == b || !self.are(b, c, are_rivals));
        let mut pairs: Vec<(usize, usize)> =
            matches.iter().flat_map(|(&a, others)| others.iter().map(move |&b| (a, b))).collect();
        pairs.retain(|&(a, b)| a < b && clear(a, b) && clear(b, a));
        pairs.sort_unstable();
        pairs.dedup();
        for (a, b) in pairs {
            let (a, b) = (self.root(a), self.root(b));
            if a != b && !self.meet(a, b) && self.one[b].iter().any(|&at| self.evidence(at, a) > 0) {
                self.join(a, b);
            }
        }
    }

    /// The roots of those who have a part of a name.
    fn by_part(&mut self, counts: impl Fn(&Known) -> bool) -> HashMap<String, Vec<usize>> {
        let mut by_part: HashMap<String, Vec<usize>> = HashMap::new();
        for at in 0..self.members.len() {
            let root = self.root(at);
            let Some(known) = self.known[at].as_ref().filter(|known| counts(known)) else { continue };
            for part in known.parts() {
                let roots = by_part.entry(part).or_default();
                if !roots.contains(&root) && roots.len() <= COMMON {
                    roots.push(root);
                }
            }
        }
        by_part
    }

    /// Whether a test holds of two of those who are one with these.
    fn are(&self, a: usize, b: usize, test: fn(&Known, &Known) -> bool) -> bool {
        let knowns = |root: usize| self.one[root].iter().filter_map(|&at| self.known[at].as_ref());
        knowns(a).any(|a| knowns(b).any(|b| test(a, b)))
    }

    /// Whether an article tells the two apart.
    fn meet(&self, a: usize, b: usize) -> bool {
        let items = |root: usize| self.one[root].iter().map(|&at| self.members[at].item);
        let (few, many) = if self.one[a].len() < self.one[b].len() { (a, b) } else { (b, a) };
        items(few).any(|item| items(many).any(|other| other == item))
    }

    /// A single word for the one that it can mean: first somebody whose full name is known, else another one of that word.
    fn join_parts(&mut self) {
        let full = self.by_part(Known::is_full);
        for at in 0..self.members.len() {
            let Some(word) = self.part(at) else { continue };
            if let Some(roots) = full.get(&word) {
                self.join_part(at, &word, roots.clone(), true);
            }
        }
        let mut short: HashMap<String, Vec<usize>> = HashMap::new();
        for at in 0..self.members.len() {
            let Some(word) = self.part(at) else { continue };
            let roots = short.entry(word.clone()).or_default();
            self.join_part(at, &word, roots.clone(), false);
            let root = self.root(at);
            if !roots.contains(&root) {
                roots.push(root);
            }
        }
    }

    /// The one word that an actor is called by who is not known by a full name; nothing if it could be anybody's.
    fn part(&mut self, at: usize) -> Option<String> {
        let root = self.root(at);
        let known = self.known[at].as_ref()?;
        let word = known.acronyms.first().unwrap_or(&known.names[0][0]);
        let place = PLACES.has(word) && known.kind != ActorKind::Place;
        let generic = known.kind != ActorKind::Person && (ORGANIZATION_HEADS.has(word) || place);
        let named = self.one[root].iter().any(|&other| self.known[other].as_ref().is_some_and(Known::is_full));
        (!generic && !named).then(|| word.clone())
    }

    /// Joins an actor who goes by one word with the one of these that it means, if that is clear or need not be.
    fn join_part(&mut self, at: usize, word: &str, mut roots: Vec<usize>, clearly: bool) {
        if roots.len() > COMMON {
            return;
        }
        let own = self.root(at);
        for root in &mut roots {
            *root = self.root(*root);
        }
        roots.sort_unstable();
        roots.dedup();
        roots.retain(|&root| root != own && !self.meet(root, own) && self.can_be(at, root));
        let mut best: Vec<(u8, usize, usize)> =
            roots.into_iter().map(|root| (self.evidence(at, root), self.called(root, word), root)).collect();
        best.sort_unstable();
        let Some((evidence, called, root)) = best.pop().filter(|best| best.0 > 0) else { return };
        let clear =
            |&(other, less, _): &(u8, usize, usize)| evidence > other || called >= USUAL && called >= USUAL * less;
        if !clearly || best.last().is_none_or(clear) {
            self.join(at, root);
        }
    }

    /// In how many articles somebody with a full name goes by a word.
    fn called(&self, root: usize, word: &str) -> usize {
        let goes_by =
            |known: &Known| known.is_full() && known.names.iter().any(|name| name.len() == 1 && name[0] == word);
        self.one[root].iter().filter(|&&at| self.known[at].as_ref().is_some_and(goes_by)).count()
    }

    /// Whether nothing speaks against a part of a name meaning somebody.
    fn can_be(&self, at: usize, root: usize) -> bool {
        let Some(known) = &self.known[at] else { return false };
        let (word, acronym) = known.acronyms.first().map_or((&known.names[0][0], false), |acronym| (acronym, true));
        let group = |known: &Known| known.kind == ActorKind::Group;
        let others = self.one[root].iter().filter_map(|&other| self.known[other].as_ref());
        !group(known)
            && others.clone().all(|other| !differ(known.female, other.female))
            && others.clone().any(|other| !group(other) && is_part(word, acronym, other))
    }

    /// What speaks for one of the actors being one with others: 3 for the same words, 2 for the same role, 1 for the same
    /// affair.
    fn evidence(&self, at: usize, root: usize) -> u8 {
        let others = &self.one[root];
        let shared = &self.shared[at];
        if others.iter().any(|&other| self.shared[other].iter().any(|quote| shared.contains(quote))) {
            return 3;
        }
        let roles = self.known[at].as_ref().map_or(&[][..], |known| &known.roles);
        let alike = |&other: &usize| {
            self.known[other].as_ref().is_some_and(|known| known.roles.iter().any(|role| roles.contains(role)))
        };
        if others.iter().any(alike) {
            return 2;
        }
        let item = self.members[at].item;
        u8::from(
            others.iter().any(|&other| self.affairs.are_one(item, self.members[other].item, self.known[at].as_ref())),
        )
    }

    /// Everybody, as voices; those in most articles first, then those with most statements.
    pub(super) fn voices(mut self, items: &[Item]) -> Vec<Voice> {
        let roots: Vec<usize> = (0..self.members.len()).filter(|&at| self.root(at) == at).collect();
        let mut voices: Vec<Voice> = roots
            .into_iter()
            .map(|root| {
                let mut members: Vec<(usize, ActorId)> =
                    self.one[root].iter().map(|&at| (self.members[at].item, self.members[at].actor)).collect();
                members.sort_unstable();
                voice(items, members)
            })
            .collect();
        voices.sort_by_key(|voice| (usize::MAX - voice.articles(), usize::MAX - voice.statements.len()));
        voices
    }
}

fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a != b)
}

fn voice(items: &[Item], members: Vec<(usize, ActorId)>) -> Voice {
    let actors = || members.iter().map(|&(item, id)| (&items[item].article, &items[item].analysis.actors[id]));
    let mut called: Vec<(usize, String)> = Vec::new();
    let mut aliases: Vec<String> = Vec::new();
    let mut kinds: Vec<(usize, ActorKind)> = Vec::new();
    for (article, actor) in actors() {
        let own = one_line(actor.called(article)).into_owned();
        let others = actor.aliases.iter().filter(|alias| is_name(**alias, actor, article));
        aliases
            .extend([own.clone()].into_iter().chain(others.map(|&alias| one_line(article.slice(alias)).into_owned())));
        match called.iter_mut().find(|(_, name)| *name == own) {
            Some((count, _)) => *count += 1,
            None => called.push((1, own)),
        }
        match kinds.iter_mut().find(|(_, kind)| *kind == actor.kind) {
            Some((count, _)) => *count += 1,
            None => kinds.push((1, actor.kind)),
        }
    }
    let given = actors().find_map(|(_, actor)| actor.given.as_deref());
    // What most articles call it, in full; letters with accents take more bytes, and of two spellings the one that has them.
    let common = called.into_iter().max_by_key(|(count, name)| (name.contains(' '), *count, name.len()));
    let name = given.map_or(common.map_or(String::new(), |(_, name)| name), |given| one_line(given).into_owned());
    let mut seen = HashSet::from([folded(&name)]);
    aliases.retain(|alias| seen.insert(folded(alias)));
    let kind =
        kinds.iter().rev().max_by_key(|(count, kind)| (has_name(*kind), *count)).map_or(ActorKind::Unnamed, |k| k.1);
    let statements = members
        .iter()
        .flat_map(|&(item, id)| items[item].analysis.actors[id].statements.iter().map(move |&s| (item, s)))
        .collect();
    Voice { name, kind, members, aliases, statements }
}

/// Whether an alias is a name of the actor, with or without a title, and no description.
fn is_name(alias: Span, actor: &Actor, article: &Article) -> bool {
    let ends = |mention: &&Mention| {
        mention.kind == MentionKind::Name && alias.covers(mention.span) && alias.end() == mention.span.end()
    };
    let titled = |mention: &Mention| {
        let before = article.text().get(alias.start()..mention.span.start()).unwrap_or_default();
        before.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
    };
    actor.mentions.iter().filter(ends).any(titled)
}

/// Which articles speak of the same affair.
struct Affairs {
    /// For each article what it can be known by: numbers of names and of shared quotations, in order.
    signs: Vec<Vec<u32>>,
    numbers: HashMap<String, u32>,
}

impl Affairs {
    fn new(items: usize, members: &[Member], known: &[Option<Known>], quotes: &[Vec<Passage>]) -> Self {
        let mut signs = vec![Vec::new(); items];
        let mut numbers: HashMap<String, u32> = HashMap::new();
        for (member, known) in members.iter().zip(known) {
            let Some(known) = known.as_ref().filter(|known| !is_place(&known.names[0])) else { continue };
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            let number = *numbers.entry(sign(known)).or_insert(next);
            signs[member.item].push(number);
        }
        // A quotation weighs as much as two names.
        for (index, group) in quotes.iter().enumerate() {
            for weight in 0..2 {
                let number = u32::MAX - u32::try_from(2 * index + weight).unwrap_or(0);
                for passage in group {
                    signs[passage.item].push(number);
                }
            }
        }
        for signs in &mut signs {
            signs.sort_unstable();
            signs.dedup();
        }
        Self { signs, numbers }
    }

    /// Whether two articles share names besides one that is known.
    fn are_one(&self, a: usize, b: usize, besides: Option<&Known>) -> bool {
        let own = besides.and_then(|known| self.numbers.get(&sign(known)));
        let (a, b) = (&self.signs[a], &self.signs[b]);
        let shared =
            a.iter().filter(|number| Some(*number) != own && b.binary_search(number).is_ok()).take(AFFAIR.into());
        shared.count() == usize::from(AFFAIR)
    }
}

/// What an article can be known by: last names of people, whole names of all others.
fn sign(known: &Known) -> String {
    match known.kind {
        ActorKind::Person => surname(&known.names[0]).to_owned(),
        _ => known.names[0].join(" "),
    }
}
