//! From characters over tokens to actors over spans: names, roles, aliases, mentions, in the article's own words.

use std::collections::HashSet;
use std::ops::Range;

use super::Resolution;
use super::cast::{Cast, Character, Id};
use super::phrase::{Text, noun_sort, read};
use super::walk::Found;
use crate::analysis::model::{Actor, ActorId, ActorKind, Mention, MentionKind, Reason, Rule};
use crate::analysis::statements::Draft;
use crate::language::gazetteer::{PLACES, TITLES};
use crate::language::tags::Tag;
use crate::text::Span;

/// The longest role that is shown, in tokens.
const ROLE: usize = 14;

/// The actors by first mention, and who is behind each draft and name.
pub fn resolution(text: &Text, cast: &Cast, of_name: &[Id], drafts: &[Draft], found: &Found) -> Resolution {
    let behind: Vec<Option<Id>> = found.of_draft.iter().map(|s| s.as_ref().map(|s| s.id)).collect();
    let speaks: HashSet<Id> = behind.iter().chain(&found.via).flatten().copied().collect();
    let mut cast_list: Vec<(Span, Id, Actor)> = (0..cast.characters.len())
        .filter(|id| speaks.contains(id) || is_listed(&cast.characters[*id]))
        .filter_map(|id| {
            let actor = actor(text, &cast.characters[id], speaks.contains(&id))?;
            Some((actor.mentions.first().map_or(actor.name, |m| m.span), id, actor))
        })
        .collect();
    cast_list.sort_unstable_by_key(|(first, id, _)| (*first, *id));
    let mut place: Vec<Option<ActorId>> = vec![None; cast.characters.len()];
    for (position, (_, id, _)) in cast_list.iter().enumerate() {
        place[*id] = Some(position);
    }
    let at = |id: &Option<Id>| id.and_then(|id| place[id]);
    let mut resolution = Resolution {
        actors: cast_list.into_iter().map(|(_, _, actor)| actor).collect(),
        of_statement: behind.iter().map(at).collect(),
        via: found.via.iter().map(at).collect(),
        of_name: of_name.iter().map(|id| place[*id]).collect(),
        why: vec![Vec::new(); drafts.len()],
    };
    for (index, settled) in found.of_draft.iter().enumerate() {
        if let Some(actor) = resolution.of_statement[index] {
            resolution.actors[actor].statements.push(index);
        }
        let step = settled.as_ref().and_then(|s| s.step.as_ref());
        let reason = step.and_then(|(rule, words)| Some(Reason { rule: *rule, span: text.words.doc.span(words)? }));
        resolution.why[index].extend(reason);
        let second = settled.as_ref().and_then(|s| text.words.doc.span(s.second.as_ref()?));
        resolution.why[index].extend(second.map(|span| Reason { rule: Rule::SecondChoice, span }));
    }
    resolution
}

/// Those who are actors even where they say nothing: whoever the text names.
fn is_listed(character: &Character) -> bool {
    !character.names.is_empty() && matches!(character.kind, ActorKind::Person | ActorKind::Organization)
}

fn actor(text: &Text, character: &Character, speaks: bool) -> Option<Actor> {
    let doc = text.words.doc;
    let mut mentions: Vec<Mention> = character
        .mentions
        .iter()
        .filter_map(|(tokens, kind)| Some(Mention { span: doc.span(tokens)?, kind: *kind }))
        .collect();
    mentions.sort_by_key(|m| m.span);
    mentions.dedup_by_key(|m| m.span);
    let wordings = wordings(text, character);
    let name = wordings.first().map(|tokens| doc.span(tokens)).or_else(|| mentions.first().map(|m| Some(m.span)))??;
    let mut aliases: Vec<Span> = Vec::new();
    let mut known: HashSet<String> = HashSet::from([doc.article.slice(name).to_lowercase()]);
    for span in wordings.iter().filter_map(|tokens| doc.span(tokens)) {
        if known.insert(doc.article.slice(span).to_lowercase()) {
            aliases.push(span);
        }
    }
    Some(Actor {
        name,
        kind: kind(text, character, speaks),
        role: role(text, character),
        aliases,
        mentions,
        statements: Vec::new(),
        given: None,
        corrected: false,
    })
}

/// All that a character is called.
pub fn called(text: &Text, character: &Character) -> Vec<Span> {
    wordings(text, character).iter().filter_map(|tokens| text.words.doc.span(tokens)).collect()
}

/// All wordings but pronouns, the fullest name first.
fn wordings(text: &Text, character: &Character) -> Vec<Range<usize>> {
    let mut wordings: Vec<Range<usize>> = Vec::new();
    let fullest = character.names.iter().map(|&n| text.names[n].tokens.clone()).reduce(|best, next| {
        let better = (next.len(), !text.words.is_all_capitals(next.start))
            > (best.len(), !text.words.is_all_capitals(best.start));
        if better { next } else { best }
    });
    wordings.extend(fullest);
    wordings.extend(character.names.iter().map(|&n| text.names[n].tokens.clone()));
    wordings.extend(character.names.iter().filter_map(|&n| {
        let title = text.names[n].title.clone().filter(|title| title.end == text.names[n].tokens.start)?;
        Some(title.start..text.names[n].tokens.end)
    }));
    wordings.extend(character.wordings.iter().cloned());
    for (tokens, _) in character.mentions.iter().filter(|(_, kind)| *kind == MentionKind::Nominal) {
        wordings.push(tokens.clone());
    }
    wordings
}

/// A country or capital that speaks stands for its government.
fn kind(text: &Text, character: &Character, speaks: bool) -> ActorKind {
    let state = |name: &usize| {
        let phrase = text.words.phrase(&text.names[*name].tokens);
        PLACES.get(&phrase).is_some_and(|sort| matches!(sort, "country" | "capital" | "state" | "region"))
    };
    if character.kind == ActorKind::Place && speaks && character.names.iter().any(state) {
        return ActorKind::Organization;
    }
    character.kind
}

/// The first description of somebody named, without its article.
fn role(text: &Text, character: &Character) -> Option<Span> {
    if character.names.is_empty() || character.kind != ActorKind::Person {
        return None;
    }
    let fitting = character.descriptions.iter().filter(|d| {
        !d.root.ends_with("-year-old")
            && !d.tokens.is_empty()
            && d.tokens.len() <= ROLE
            && d.root != "one"
            && text.tag(d.tokens.start).is_some_and(|t| !t.is_verb() || t == Tag::Vbn)
    });
    let longest = fitting.max_by_key(|d| (d.tokens.len().min(6), std::cmp::Reverse(d.tokens.start)))?;
    let phrase = read(text, &longest.tokens)?;
    let mut tokens = longest.tokens.start..phrase.tokens.end;
    while tokens.len() > 1 && matches!(text.tag(tokens.start), Some(Tag::Dt | Tag::PrpS)) {
        tokens.start += 1;
    }
    while tokens.len() > 1 && text.tag(tokens.end - 1).is_some_and(Tag::is_wh) {
        tokens.end -= 1;
    }
    // "Cloth seller Auntie Esi Bonsu": how she is addressed is no part of what she does.
    let addressed = |t: usize| TITLES.get(text.words.key(t)).is_some_and(|gender| !gender.is_empty());
    if tokens.len() > 1 && addressed(tokens.end - 1) && noun_sort(text, tokens.end - 2) == Some("person") {
        tokens.end -= 1;
    }
    text.words.doc.span(&tokens)
}
