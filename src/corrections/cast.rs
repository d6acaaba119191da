//! What corrections do to actors: finding one by name, making, joining, parting, naming.

use std::sync::Arc;

use super::Who;
use crate::analysis::{Actor, ActorId, ActorKind, Analysis, Entity, EntityKind};
use crate::filter::folded;
use crate::language::gazetteer::{ACTOR_NOUNS, fold};
use crate::namesakes::{Likeness, Named};
use crate::text::{Article, Span};

/// Whom a name means.
pub(super) enum Meant {
    One(ActorId),
    Nobody,
    /// Several are called so, and nothing tells which one is meant.
    Several,
}

/// The actors of an analysis while corrections are applied: ids stay as they are, who was joined to another is only
/// marked as gone.
pub(super) struct Cast<'a> {
    pub(super) article: &'a Article,
    pub(super) gone: Vec<bool>,
}

impl<'a> Cast<'a> {
    pub(super) fn new(article: &'a Article, analysis: &Analysis) -> Self {
        Self { article, gone: vec![false; analysis.actors.len()] }
    }

    /// Whom a name means: the one that is mentioned there, or who is called so, or who is called so among other things.
    pub(super) fn find(&self, who: &Who, analysis: &Analysis) -> Meant {
        let there = || analysis.actors.iter().enumerate().filter(|(id, _)| !self.gone[*id]);
        if let Some(place) = who.mention.as_ref().and_then(|mention| mention.find(self.article)) {
            let mut meant = there().filter(|(_, actor)| actor.mentions.iter().any(|mention| mention.span == place));
            if let Some((id, _)) = meant.next() {
                return Meant::One(id);
            }
        }
        let called = |actor: &&(ActorId, &Actor)| actor.1.called(self.article) == who.name;
        let also = |actor: &&(ActorId, &Actor)| {
            let mut wordings = actor.1.aliases.iter().chain([&actor.1.name]);
            wordings.any(|&wording| self.article.slice(wording) == who.name)
        };
        let actors: Vec<_> = there().collect();
        for named in [&called as &dyn Fn(&&(ActorId, &Actor)) -> bool, &also] {
            let mut meant = actors.iter().filter(named);
            match (meant.next(), meant.next()) {
                (None, _) => {}
                (Some((id, _)), None) => return Meant::One(*id),
                (Some(_), Some(_)) => return Meant::Several,
            }
        }
        Meant::Nobody
    }

    /// A new actor of that name, for somebody who speaks at `place`: in the article's words where it knows them, else in
    /// the reader's own.
    pub(super) fn make(&mut self, name: &str, kind: ActorKind, place: Span, analysis: &mut Analysis) -> ActorId {
        let verbatim = self.wording(name, place);
        analysis.actors.push(Actor {
            name: verbatim.unwrap_or(place),
            kind,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            statements: Vec::new(),
            given: verbatim.is_none().then(|| name.to_owned()),
            corrected: true,
        });
        self.gone.push(false);
        analysis.actors.len() - 1
    }

    /// What somebody of a name is likely to be: what the article's own names of that wording are; what its noun for those
    /// who speak says, if it is a description; else a person.
    pub(super) fn kind_of(&self, name: &str, analysis: &Analysis) -> ActorKind {
        let named = analysis.entities.iter().find(|entity| self.article.slice(entity.span) == name);
        match named.map(|entity| entity.kind) {
            Some(EntityKind::Organization) => ActorKind::Organization,
            Some(EntityKind::Place) => ActorKind::Place,
            Some(EntityKind::Group) => ActorKind::Group,
            Some(EntityKind::Work) => ActorKind::Document,
            Some(EntityKind::Person) => ActorKind::Person,
            Some(EntityKind::Other) | None if !is_description(name) => ActorKind::Person,
            Some(EntityKind::Other) | None => {
                let own: Vec<&str> = name.split_whitespace().take_while(|word| !BEHIND_NOUNS.contains(word)).collect();
                let sort = own.iter().rev().find_map(|word| ACTOR_NOUNS.get(&fold(word)));
                match sort.and_then(|columns| columns.split('\t').next()) {
                    Some("organization") => ActorKind::Organization,
                    Some("group") => ActorKind::Group,
                    Some("document") => ActorKind::Document,
                    _ => ActorKind::Unnamed,
                }
            }
        }
    }

    /// Where a name stands in the article: inside of these words, or else where it first stands as words of their own.
    fn wording(&self, name: &str, inside: Span) -> Option<Span> {
        let text = self.article.text();
        let whole = |span: &Span| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !letter(text[..span.start()].chars().next_back()) && !letter(text[span.end()..].chars().next())
        };
        let within = |stretch: Span| {
            let places = self.article.slice(stretch).match_indices(name);
            places.map(move |(at, _)| Span::new(stretch.start() + at, stretch.start() + at + name.len())).find(whole)
        };
        within(inside).or_else(|| within(Span::new(0, text.len())))
    }

    /// All that was `actor`'s is `into`'s. It goes by the fuller of the two names, and that one's role is its own. If either
    /// of two with a like name is a person, both were.
    pub(super) fn merge(&mut self, actor: ActorId, into: ActorId, analysis: &mut Analysis) {
        self.gone[actor] = true;
        let joined = analysis.actors[actor].clone();
        let is_alike = Named::of(&joined, self.article)
            .is_some_and(|name| name.likeness(&analysis.actors[into], self.article) == Some(Likeness::Same));
        let target = &mut analysis.actors[into];
        let mut known: Vec<String> = target.aliases.iter().chain([&target.name]).map(|&s| self.lower(s)).collect();
        for wording in joined.aliases.iter().chain([&joined.name]).filter(|_| joined.given.is_none()) {
            let words = self.lower(*wording);
            if !known.contains(&words) {
                known.push(words);
                target.aliases.push(*wording);
            }
        }
        target.mentions.extend(&joined.mentions);
        target.mentions.sort_by_key(|mention| mention.span);
        target.mentions.dedup_by_key(|mention| mention.span);
        if joined.given.is_none() && target.given.is_none() && self.is_fuller(&joined, target) {
            let short = std::mem::replace(&mut target.name, joined.name);
            target.aliases.retain(|&alias| self.lower(alias) != self.lower(joined.name));
            target.aliases.insert(0, short);
            target.role = joined.role.or(target.role);
        } else {
            target.role = target.role.or(joined.role);
        }
        target.corrected = true;
        let is_person = is_alike && [joined.kind, target.kind].contains(&ActorKind::Person);
        rename_ids(analysis, |id| if id == actor { Some(into) } else { Some(id) });
        if is_person {
            Self::set_kind(into, ActorKind::Person, analysis);
        }
    }

    /// Whether the name of one actor holds all of another's and more, and is no description.
    fn is_fuller(&self, one: &Actor, other: &Actor) -> bool {
        let (long, short) = (folded(self.article.slice(one.name)), folded(self.article.slice(other.name)));
        long.len() > short.len() && long.contains(&short) && Named::of(one, self.article).is_some()
    }

    fn lower(&self, span: Span) -> String {
        self.article.slice(span).to_lowercase()
    }

    /// The mentions of one actor among some words, and the names there, mean another.
    pub(super) fn move_mentions(from: ActorId, to: ActorId, words: Span, analysis: &mut Analysis) {
        let mentions = std::mem::take(&mut analysis.actors[from].mentions);
        let (moved, kept): (Vec<_>, Vec<_>) = mentions.into_iter().partition(|mention| words.covers(mention.span));
        analysis.actors[from].mentions = kept;
        let target = &mut analysis.actors[to];
        target.mentions.extend(moved);
        target.mentions.sort_by_key(|mention| mention.span);
        let is_meant = |entity: &Entity| entity.actor == Some(from) && words.covers(entity.span);
        change_names(analysis, is_meant, |entity| entity.actor = Some(to));
    }

    /// Calls an actor by one of its wordings, or by words of the reader's own.
    pub(super) fn rename(&self, id: ActorId, name: &str, analysis: &mut Analysis) {
        let actor = &mut analysis.actors[id];
        actor.corrected = true;
        let mentions = actor.mentions.iter().map(|mention| mention.span);
        let mut wordings = [actor.name].into_iter().chain(actor.aliases.iter().copied()).chain(mentions);
        match wordings.find(|&wording| self.article.slice(wording) == name) {
            Some(wording) => {
                actor.aliases.retain(|&alias| self.article.slice(alias) != name);
                if self.article.slice(actor.name) != name {
                    actor.aliases.insert(0, actor.name);
                }
                (actor.name, actor.given) = (wording, None);
            }
            None => actor.given = Some(name.to_owned()),
        }
    }

    /// Makes an actor of another kind, and its names with it.
    pub(super) fn set_kind(id: ActorId, kind: ActorKind, analysis: &mut Analysis) {
        let actor = &mut analysis.actors[id];
        (actor.kind, actor.corrected) = (kind, true);
        let of_names = match kind {
            ActorKind::Person => EntityKind::Person,
            ActorKind::Organization => EntityKind::Organization,
            ActorKind::Place => EntityKind::Place,
            ActorKind::Group => EntityKind::Group,
            ActorKind::Document | ActorKind::Unnamed => return,
        };
        change_names(analysis, |entity| entity.actor == Some(id), |entity| entity.kind = of_names);
    }

    /// Takes out who is gone, and whom corrections have left without a place in the article; the others move up.
    pub(super) fn close(self, analysis: &mut Analysis) {
        let empty = |actor: &Actor| actor.mentions.is_empty() && actor.statements.is_empty();
        let mut next = 0;
        let new_ids: Vec<Option<ActorId>> = analysis
            .actors
            .iter()
            .zip(&self.gone)
            .map(|(actor, gone)| {
                let stays = !gone && !empty(actor);
                next += usize::from(stays);
                stays.then(|| next - 1)
            })
            .collect();
        if next == analysis.actors.len() {
            return;
        }
        let mut stays = new_ids.iter().map(Option::is_some);
        analysis.actors.retain(|_| stays.next().unwrap_or(true));
        rename_ids(analysis, |id| new_ids[id]);
    }
}

/// Calls actors by other ids wherever they are meant. What stays as it is stays shared with other copies of the analysis.
fn rename_ids(analysis: &mut Analysis, new: impl Fn(ActorId) -> Option<ActorId>) {
    let moved = |id: Option<ActorId>| id.and_then(&new);
    for statement in &mut analysis.statements {
        let (actor, via) = (moved(statement.actor), moved(statement.via));
        if (actor, via) != (statement.actor, statement.via) {
            let statement = Arc::make_mut(statement);
            (statement.actor, statement.via) = (actor, via);
        }
    }
    change_names(analysis, |entity| moved(entity.actor) != entity.actor, |entity| entity.actor = moved(entity.actor));
    analysis.silences.iter_mut().for_each(|silence| silence.actor = moved(silence.actor));
}

/// Changes some of the names; where there are none, the list stays shared with other copies of the analysis.
fn change_names(analysis: &mut Analysis, which: impl Fn(&Entity) -> bool, change: impl Fn(&mut Entity)) {
    if let Some(first) = analysis.entities.iter().position(&which) {
        Arc::make_mut(&mut analysis.entities)[first..].iter_mut().filter(|entity| which(entity)).for_each(change);
    }
}

/// Words that what a description is about stands before: `the manufacturer in Hyderabad`.
const BEHIND_NOUNS: [&str; 11] = ["at", "by", "for", "from", "in", "of", "on", "that", "to", "who", "with"];

/// Whether some words that are to name somebody are no name: `the manufacturer in Hyderabad`, `Local people`.
fn is_description(name: &str) -> bool {
    let is_small = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_lowercase));
    let mut words = name.split_whitespace();
    let first = words.clone().next();
    let is_article = first.is_some_and(|word| ["The", "A", "An"].contains(&word));
    is_article || is_small(first) || is_small(words.next_back())
}
