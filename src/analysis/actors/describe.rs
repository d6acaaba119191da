//! What the text says its named characters are: titles, words before a name, appositions on either side of it,
//! predicates. A later "the minister" is looked up here.

use std::ops::Range;

use super::cast::{Cast, Description, Id};
use super::phrase::{Determiner, Owner, Text, noun_sort, read};
use super::reach::with_prepositions;
use super::roots::root;
use crate::analysis::model::EntityKind;
use crate::language::gazetteer::{ACTOR_NOUNS, FIRST_NAMES, TITLES};
use crate::language::tags::Tag;
use crate::text::TokenKind;

/// How far before a name a phrase that describes it may begin, in tokens.
const REACH: usize = 14;

/// Collects the descriptions of all names; `of_name` has the character of each.
pub fn collect(text: &Text, cast: &mut Cast, of_name: &[Id]) {
    for name in 0..text.names.len() {
        let id = of_name[name];
        let tokens = text.names[name].tokens.clone();
        match text.names[name].kind {
            EntityKind::Person => {
                first_name(text, cast, id, &tokens);
                if let Some(title) = &text.names[name].title {
                    lean_by_title(text, cast, id, title);
                }
                before(text, cast, of_name, name, "person");
                behind(text, cast, of_name, name, "person");
                apposed_before(text, cast, of_name, name, "person");
            }
            EntityKind::Organization => {
                own_words(text, cast, id, &tokens);
                before(text, cast, of_name, name, "organization");
                behind(text, cast, of_name, name, "organization");
                apposed_before(text, cast, of_name, name, "organization");
            }
            EntityKind::Work => {
                own_words(text, cast, id, &tokens);
                behind(text, cast, of_name, name, "document");
            }
            EntityKind::Place | EntityKind::Group | EntityKind::Other => {}
        }
    }
}

/// What a first name tells of its bearer's gender, less than anything the text itself tells.
fn first_name(text: &Text, cast: &mut Cast, id: Id, tokens: &Range<usize>) {
    if tokens.len() < 2 && cast.characters[id].full.len() > 1 {
        return;
    }
    match FIRST_NAMES.get(text.words.key(tokens.start)).and_then(|columns| columns.chars().next()) {
        Some('f') => cast.characters[id].lean(true, 0.5),
        Some('m') => cast.characters[id].lean(false, 0.5),
        _ => {}
    }
}

fn lean_by_title(text: &Text, cast: &mut Cast, id: Id, title: &Range<usize>) {
    match TITLES.get(&text.words.phrase(title)) {
        Some("f") => cast.characters[id].lean(true, 4.0),
        Some("m") => cast.characters[id].lean(false, 4.0),
        _ => {}
    }
}

/// An organisation goes by the heads of its own name: `the ministry` for `Ministry of Trade`.
fn own_words(text: &Text, cast: &mut Cast, id: Id, tokens: &Range<usize>) {
    let of = tokens.clone().skip(1).find(|&t| matches!(text.lower(t), "of" | "for" | "on")).unwrap_or(tokens.end);
    for token in [of - 1, tokens.end - 1] {
        if tokens.len() < 2 {
            break;
        }
        let noun = text.singular(token);
        let modifiers = (tokens.start..token).map(|t| text.words.key(t).to_owned()).collect();
        cast.describe(
            id,
            Description {
                tokens: tokens.clone(),
                root: root(&noun).to_owned(),
                modifiers,
                complement: Vec::new(),
                owner: None,
            },
        );
        if of == tokens.end {
            break;
        }
    }
}

/// Words right before a name: `harbour master Ana Ruiz`, `the broadcaster Amu Voice`.
fn before(text: &Text, cast: &mut Cast, of_name: &[Id], name: usize, sort: &str) {
    let tokens = &text.names[name].tokens;
    let sentence = text.words.doc.sentence_at(tokens.start).tokens.start;
    let title = text.names[name].title.clone().filter(|t| t.end == tokens.start);
    let mut start = title.as_ref().map_or(tokens.start, |t| t.start);
    if title.is_none() {
        let noun = start > sentence
            && (noun_sort(text, start - 1) == Some(sort) || TITLES.has(text.words.key(start - 1)) && sort == "person");
        let plain = noun && matches!(text.tag(start - 1), Some(Tag::Nn | Tag::Nnp | Tag::Jj));
        if !plain {
            return;
        }
    }
    let end = tokens.start;
    while start > sentence && end - start < REACH {
        let before = start - 1;
        let Some(tag) = text.tag(before) else { break };
        let inner = tag.is_noun()
            || matches!(tag, Tag::Jj | Tag::Vbn | Tag::Pos | Tag::PrpS | Tag::Dt | Tag::Cd | Tag::Jjs)
            || text.name_at(before).is_some();
        if !inner || text.tag(before) == Some(Tag::Nns) && text.name_at(before).is_none() {
            break;
        }
        start = before;
        if matches!(tag, Tag::Dt | Tag::PrpS) {
            break;
        }
    }
    add(text, cast, of_name, of_name[name], start..end, sort);
}

/// An apposition or predicate behind a name: `Ruiz, 54, the harbour master,`, `Ruiz is the harbour master`.
fn behind(text: &Text, cast: &mut Cast, of_name: &[Id], name: usize, sort: &str) {
    let end = text.words.doc.sentence_at(text.names[name].tokens.start).tokens.end;
    let mut at = text.names[name].tokens.end;
    // "the Academic Staff Union (ASU)"
    if text.lower(at) == "(" && text.lower(at + 2) == ")" {
        at += 3;
    }
    if text.lower(at) == ","
        && at + 2 < end
        && text.words.doc.tokens[at + 1].kind == TokenKind::Number
        && text.lower(at + 2) == ","
    {
        let age = format!("{}-year-old", text.lower(at + 1));
        let tokens = at + 1..at + 2;
        cast.describe(
            of_name[name],
            Description { tokens, root: age, modifiers: Vec::new(), complement: Vec::new(), owner: None },
        );
        at += 2;
    }
    let predicate = matches!(text.lower(at), "is" | "was" | "became" | "becomes" | "as")
        || text.lower(at) == ","
            && text.lower(at + 1) == "who"
            && matches!(text.lower(at + 2), "is" | "was" | "became" | "heads" | "leads" | "chairs");
    let comma = matches!(text.lower(at), "," | "(" | "—" | "–" | "--");
    if !comma && !predicate {
        return;
    }
    let mut start = at + 1;
    if text.lower(start) == "who" {
        if !predicate {
            return acts(text, cast, of_name[name], start + 1);
        }
        start += 2;
    }
    if text.lower(start) == "now" || text.lower(start) == "then" || text.lower(start) == "also" {
        start += 1;
    }
    if start >= end || text.tag(start).is_some_and(|t| t.is_verb() || t.is_wh() || t == Tag::In) {
        return;
    }
    let stop = (start..end.min(start + REACH + 6)).find(|&t| {
        matches!(text.lower(t), "," | ";" | ":" | "." | "—" | "–" | "--" | ")")
            || text.tag(t).is_some_and(Tag::is_finite)
    });
    let Some(stop) = stop.or(Some(end.min(start + REACH + 6))) else { return };
    if predicate && !matches!(text.tag(start), Some(Tag::Dt | Tag::PrpS)) && text.name_at(start).is_none() {
        return;
    }
    let phrase = read(text, &(start..stop)).filter(|p| p.name.is_none() && p.pronoun.is_none() && !p.plural);
    if let Some(phrase) = phrase {
        add(text, cast, of_name, of_name[name], start..phrase.tokens.end, sort);
    }
}

/// `who teaches`: what somebody does is what they may be called, `the teacher`.
fn acts(text: &Text, cast: &mut Cast, id: Id, verb: usize) {
    if text.tag(verb).is_some_and(|t| matches!(t, Tag::Vbz | Tag::Vbd)) {
        let verb_lemma = crate::language::lemma::lemma(text.lower(verb), text.words.tags[verb]).into_owned();
        for noun in [format!("{verb_lemma}er"), format!("{verb_lemma}r"), format!("{verb_lemma}or")] {
            if ACTOR_NOUNS.get(&noun).is_some_and(|columns| columns.starts_with("person")) {
                cast.describe(
                    id,
                    Description {
                        tokens: verb..verb + 1,
                        root: root(&noun).to_owned(),
                        modifiers: Vec::new(),
                        complement: Vec::new(),
                        owner: None,
                    },
                );
            }
        }
    }
}

/// A description before a name and a comma: `The mayor of Oslo, Kari Lund, said`.
fn apposed_before(text: &Text, cast: &mut Cast, of_name: &[Id], name: usize, sort: &str) {
    let first = text.names[name].title.as_ref().map_or(text.names[name].tokens.start, |t| t.start);
    let sentence = text.words.doc.sentence_at(first).tokens.start;
    if first < sentence + 2 || text.lower(first - 1) != "," {
        return;
    }
    let comma = first - 1;
    let mut start = comma;
    let mut best = None;
    while start > sentence && comma - start < REACH {
        let at = start - 1;
        let Some(tag) = text.tag(at) else { break };
        let link = tag == Tag::In && matches!(text.lower(at), "of" | "for" | "at" | "in" | "from");
        let inner = tag.is_noun()
            || matches!(tag, Tag::Jj | Tag::Dt | Tag::Pos | Tag::PrpS | Tag::Vbn | Tag::Cd | Tag::Jjs | Tag::Rb)
            || link
            || text.name_at(at).is_some();
        if !inner {
            break;
        }
        start = at;
        let begins = matches!(tag, Tag::Dt | Tag::PrpS)
            || at == sentence
            || text.tag(at - 1).is_some_and(|t| {
                !t.is_noun() && !matches!(t, Tag::Jj | Tag::Pos | Tag::Dt | Tag::PrpS | Tag::Vbn | Tag::Cd)
            });
        let fits = |phrase: &super::phrase::Phrase| {
            phrase.name.is_none() && noun_sort(text, phrase.head) == Some(sort) && !phrase.plural
        };
        // "Through a spokesman, Ruiz said": no apposition, which a comma would end.
        let governed = at > sentence && text.tag(at - 1) == Some(Tag::In) && text.lower(at - 1) != "of";
        let closed = matches!(text.lower(text.names[name].tokens.end), "," | "." | ")");
        if begins && !link && (closed || !governed) && read(text, &(start..comma)).is_some_and(|phrase| fits(&phrase)) {
            best = Some(start..comma);
        }
    }
    if let Some(tokens) = best {
        add(text, cast, of_name, of_name[name], tokens, sort);
    }
}

/// Adds a description if its head is a noun of the right sort.
fn add(text: &Text, cast: &mut Cast, of_name: &[Id], id: Id, tokens: Range<usize>, sort: &str) {
    let Some(phrase) = read(text, &tokens) else { return };
    let office = TITLES.has(text.words.key(phrase.head)) && sort == "person";
    // A noun that no list knows will do where an article makes it a description.
    let told = sort == "person"
        && noun_sort(text, phrase.head).is_none()
        && text.tag(phrase.head) == Some(Tag::Nn)
        && phrase.determiner != Determiner::Bare;
    if noun_sort(text, phrase.head) != Some(sort) && !office && !told {
        return;
    }
    let description = description(
        text,
        &phrase.core,
        phrase.head,
        owner(text, of_name, phrase.owner.as_ref()),
        phrase.tokens.clone(),
    );
    if sort == "person" {
        lean_by_noun(text, cast, id, phrase.head);
    }
    cast.appose(tokens.start, id);
    cast.describe(id, description);
}

/// `spokeswoman` and `father` tell a gender.
pub fn lean_by_noun(text: &Text, cast: &mut Cast, id: Id, head: usize) {
    match ACTOR_NOUNS.get(text.words.key(head)).and_then(|columns| columns.split('\t').nth(1)) {
        Some("f") => cast.characters[id].lean(true, 3.0),
        Some("m") => cast.characters[id].lean(false, 3.0),
        _ => {}
    }
}

/// The owner of a phrase, where it is a name.
pub fn owner(text: &Text, of_name: &[Id], owner: Option<&Owner>) -> Option<Id> {
    match owner? {
        Owner::Words(words) => words.clone().rev().find_map(|t| text.name_at(t)).map(|n| of_name[n]),
        Owner::Pronoun(_) => None,
    }
}

/// What a phrase says: its root and what stands before it, a title of two words as one.
pub fn description(
    text: &Text,
    core: &Range<usize>,
    head: usize,
    owner: Option<Id>,
    tokens: Range<usize>,
) -> Description {
    let noun = text.singular(head);
    let prime = noun == "minister" && head > core.start && text.lower(head - 1) == "prime";
    let root = if prime { "prime-minister".to_owned() } else { root(&noun).to_owned() };
    let little = |t: &usize| {
        !text.tag(*t).is_some_and(|tag| matches!(tag, Tag::Dt | Tag::PrpS | Tag::Pos))
            && !text.words.doc.tokens[*t].kind.eq(&TokenKind::Mark)
    };
    let modifiers =
        (core.start..head).filter(little).map(|t| text.words.key(t).to_owned()).filter(|w| w != "prime").collect();
    let named = (head + 1..with_prepositions(text, core).end.min(tokens.end.max(core.end)))
        .filter(|&t| text.name_at(t).is_some() && text.words.is_capital(t));
    let complement = named.map(|t| text.words.key(t).to_owned()).collect();
    Description { tokens, root, modifiers, complement, owner }
}
