//! What an actor is called, made ready to compare it with those of other articles.

use crate::analysis::actors::alike::{SAME_PLACE, fit, initials, plain, stem, surname};
use crate::analysis::{Actor, ActorKind, MentionKind};
use crate::language::gazetteer::{ACTOR_NOUNS, FIRST_NAMES, ORGANIZATION_HEADS, PLACES, TITLES, fold};
use crate::text::Article;

/// Suffixes that tell a son from his father.
const SUFFIXES: [&str; 6] = ["jr", "jr.", "sr", "sr.", "ii", "iii"];
/// How many words before a name are looked at for a role.
const BEFORE: usize = 3;

/// A name as words: small letters, no diacritics, no titles.
pub(super) type Name = Vec<String>;

/// All that is known of an actor beyond its article.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Known {
    pub(super) kind: ActorKind,
    /// Its names, the fullest first, each in every spelling: `köhler` as `kohler` and as `koehler`.
    pub(super) names: Vec<Name>,
    /// Its abbreviations: names of a single word in capitals.
    pub(super) acronyms: Vec<String>,
    /// Words for what it is: `superintendent`, `chair`.
    pub(super) roles: Vec<String>,
    /// Whether it is a woman, if anything tells.
    pub(super) female: Option<bool>,
}

impl Known {
    /// What is known of an actor; nothing if it has no name of its own.
    pub(super) fn of(actor: &Actor, article: &Article) -> Option<Self> {
        if !has_name(actor.kind) {
            return None;
        }
        let mentions = actor.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
        let wordings: Vec<&str> =
            actor.given.as_deref().into_iter().chain(mentions.map(|mention| article.slice(mention.span))).collect();
        let mut names: Vec<Name> = wordings.iter().flat_map(|wording| spellings(wording, actor.kind)).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        let mut seen: Vec<Name> = Vec::new();
        names.retain(|name| {
            let fresh = !name.is_empty() && !seen.contains(name);
            seen.push(name.clone());
            fresh
        });
        let acronyms = wordings.iter().filter(|_| actor.kind != ActorKind::Person).filter_map(|word| acronym(word));
        (!names.is_empty()).then(|| Self {
            kind: actor.kind,
            acronyms: acronyms.collect(),
            roles: roles(actor, article),
            female: female(actor, article, &names),
            names,
        })
    }

    /// Whether one of its names has several words.
    pub(super) fn is_full(&self) -> bool {
        self.names.first().is_some_and(|name| name.len() > 1)
    }

    /// Its names of several words.
    fn full_names(&self) -> impl Iterator<Item = &Name> {
        self.names.iter().filter(|name| name.len() > 1)
    }

    /// What it certainly is the same by: another one with one of these keys.
    pub(super) fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> = Vec::new();
        for name in &self.names {
            let whole = name.join(" ");
            if self.kind == ActorKind::Group {
                keys.push(format!("group {whole}"));
            } else if name.len() > 1 {
                keys.push(format!("name {whole}"));
                let first = name[0].trim_end_matches('.');
                if self.kind == ActorKind::Person && first.chars().count() > 1 && !first.contains('.') {
                    keys.push(format!("person {first} {} {}", surname(name), suffix(name)));
                }
            }
            if matches!(self.kind, ActorKind::Organization | ActorKind::Place) {
                let same = SAME_PLACE.iter().find(|set| set.contains(&whole.as_str()));
                // The short form of a full name is a part of it, and may be a part of others: `Times`.
                if same.is_some() || name.len() > 1 || !self.is_full() || self.acronyms.contains(&whole) {
                    keys.push(format!("body {}", same.map_or(whole.as_str(), |set| set[0])));
                }
            }
        }
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    /// What it is looked up by where a name is given in part: the surname, first names, the ends of an organization's name and
    /// its initials.
    pub(super) fn parts(&self) -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        for name in &self.names {
            parts.push(surname(name).to_owned());
            if name.len() == 1 || self.kind != ActorKind::Person {
                parts.push(name[0].clone());
            } else {
                // `João Pinto` of `João Pinto Ferreira`.
                parts.push(name[..2].join(" "));
            }
            if name.len() > 1 && self.kind != ActorKind::Person {
                parts.push(initials(name));
            }
        }
        parts.sort_unstable();
        parts.dedup();
        parts
    }
}

/// Whether two that share no whole name may be one all the same.
pub(super) fn are_variants(a: &Known, b: &Known) -> bool {
    let group = a.kind == ActorKind::Group || b.kind == ActorKind::Group;
    let person = a.kind == ActorKind::Person && b.kind == ActorKind::Person;
    let other_sex = a.female.zip(b.female).is_some_and(|(a, b)| a != b);
    let variants = |a: &Name, b: &Name| {
        if person {
            return suffix(a) == suffix(b) && fit(a, b) > 0;
        }
        // "Labour Inspection Authority" and "Norwegian Labour Inspection Authority"; "Aurora Power" and "Aurora Power Ltd", but
        // not "European Union" and "European Union Aviation Safety Agency".
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let whole = short.iter().any(|word| ORGANIZATION_HEADS.has(word)) || is_place(short);
        let fits = if whole { long.ends_with(short) && !is_place(short) } else { long.starts_with(short) };
        short.len() < long.len() && fits
    };
    !group && !other_sex && a.full_names().any(|a| b.full_names().any(|b| variants(a, b)))
}

/// Whether two that a third may be one with are not one: two first names with one surname, two longer names of bodies.
pub(super) fn are_rivals(a: &Known, b: &Known) -> bool {
    let person = a.kind == ActorKind::Person && b.kind == ActorKind::Person;
    let one_surname = |a: &Name, b: &Name| surname(a) == surname(b);
    let alike = !person || a.full_names().any(|a| b.full_names().any(|b| one_surname(a, b)));
    alike && a.is_full() && b.is_full() && !are_variants(a, b) && !a.full_names().any(|name| b.names.contains(name))
}

/// Whether an actor of that kind is called by a name of its own.
pub(super) fn has_name(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Person | ActorKind::Organization | ActorKind::Place | ActorKind::Group)
}

/// Whether a single word can be part of a name: a last or first name that stands for the person, the first word of a body's
/// name, or its initials.
pub(super) fn is_part(word: &str, acronym: bool, whole: &Known) -> bool {
    whole.names.iter().any(|name| match (whole.kind, name.len()) {
        (_, 1) => name[0] == word,
        (ActorKind::Person, _) => surname(name) == word,
        _ => {
            if acronym {
                initials(name) == word
            } else {
                name[0] == word
            }
        }
    })
}

/// What tells a son from his father, or nothing.
pub(super) fn suffix(name: &[String]) -> &str {
    name.last().map(String::as_str).filter(|word| SUFFIXES.contains(word)).map_or("", |word| word.trim_end_matches('.'))
}

/// The words of a name in each way to spell them without diacritics.
fn spellings(wording: &str, kind: ActorKind) -> Vec<Name> {
    let base = name(wording, kind);
    let digraphs = name(&digraphs(wording), kind);
    if base == digraphs { vec![base] } else { vec![base, digraphs] }
}

fn name(wording: &str, kind: ActorKind) -> Name {
    let person = kind == ActorKind::Person;
    let mut words: Vec<String> = wording
        .split_whitespace()
        .map(|word| fold(word.trim_end_matches("’s").trim_end_matches("'s").trim_matches(is_loose)).into_owned())
        .filter(|word| !word.is_empty())
        .collect();
    if person {
        let titles = TITLES.longest(words.iter().map(|word| word.as_str().into())).map_or(0, |(count, _)| count);
        words.drain(..titles.min(words.len().saturating_sub(1)));
        words = words.iter().map(|word| plain(word)).collect();
        // Transliterations: `zelenskyy`, `zelenskiy`.
        if let Some(last) = words.last_mut()
            && let Some(stem) = stem(last)
        {
            *last = format!("{stem}y");
        }
    } else if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

fn is_loose(c: char) -> bool {
    !c.is_alphanumeric() && c != '.'
}

/// With two letters for one, as in `Koehler`.
fn digraphs(wording: &str) -> String {
    let mut spelled = String::with_capacity(wording.len());
    for c in wording.chars() {
        match c {
            'ä' | 'æ' | 'Ä' | 'Æ' => spelled.push_str("ae"),
            'ö' | 'ø' | 'œ' | 'Ö' | 'Ø' | 'Œ' => spelled.push_str("oe"),
            'ü' | 'Ü' => spelled.push_str("ue"),
            'å' | 'Å' => spelled.push_str("aa"),
            c => spelled.push(c),
        }
    }
    spelled
}

/// An abbreviation, in small letters: `NLIA`, `U.N.`
fn acronym(wording: &str) -> Option<String> {
    let word = wording.strip_prefix("the ").or_else(|| wording.strip_prefix("The ")).unwrap_or(wording);
    let letters: String = word.trim_end_matches("’s").trim_end_matches("'s").chars().filter(|&c| c != '.').collect();
    let capitals = letters.chars().count() >= 2 && letters.chars().all(char::is_uppercase);
    capitals.then(|| letters.to_lowercase())
}

/// Words for people and offices in the titles and descriptions of an actor and right before its names.
fn roles(actor: &Actor, article: &Article) -> Vec<String> {
    let described = actor.role.iter().chain(&actor.aliases).map(|&span| article.slice(span));
    let before = actor.mentions.iter().filter(|mention| mention.kind == MentionKind::Name).map(|mention| {
        let text = &article.text()[..mention.span.start()];
        let from = text.rfind([',', ';', ':', '.', '"', '“', '”', '\'', '‘', '\n', '(', ')']).map_or(0, |at| at + 1);
        let text = text.get(from..).unwrap_or_default();
        let start = text.rmatch_indices(' ').nth(BEFORE).map_or(0, |(at, _)| at);
        &text[start..]
    });
    let words = described.chain(before).flat_map(str::split_whitespace);
    let mut roles: Vec<String> = words
        .map(|word| fold(word.trim_matches(|c: char| !c.is_alphanumeric())).into_owned())
        .filter(|word| ACTOR_NOUNS.has(word) || TITLES.has(word) || TITLES.has(&format!("{word}.")))
        .filter(|word| !matches!(word.as_str(), "mr" | "mrs" | "ms" | "miss" | "mx" | "sir" | "dr"))
        .collect();
    roles.sort_unstable();
    roles.dedup();
    roles
}

/// Whether titles, first names or pronouns make a person a woman.
fn female(actor: &Actor, article: &Article, names: &[Name]) -> Option<bool> {
    if actor.kind != ActorKind::Person {
        return None;
    }
    let sort = |letter: &str| match letter.chars().next() {
        Some('f') => Some(true),
        Some('m') => Some(false),
        _ => None,
    };
    let titled = actor.aliases.iter().find_map(|&alias| {
        let words: Vec<String> = article.slice(alias).split_whitespace().map(|word| fold(word).into_owned()).collect();
        TITLES.longest(words.iter().map(|word| word.as_str().into())).and_then(|(_, columns)| sort(columns))
    });
    let first = || names.iter().filter(|name| name.len() > 1).find_map(|name| sort(FIRST_NAMES.get(&name[0])?));
    titled.or_else(first).or_else(|| {
        let count = |words: [&str; 3]| {
            let pronouns = actor.mentions.iter().filter(|mention| mention.kind == MentionKind::Pronoun);
            pronouns.filter(|mention| words.contains(&fold(article.slice(mention.span)).as_ref())).count()
        };
        let (she, he) = (count(["she", "her", "hers"]), count(["he", "him", "his"]));
        (she != he).then_some(she > he)
    })
}

/// Whether a name is that of a state or a town, which articles on all affairs share.
pub(super) fn is_place(name: &[String]) -> bool {
    PLACES.has(&name.join(" "))
}
