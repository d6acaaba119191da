//! From names to characters: which short forms, spellings and acronyms mean the same one.

use std::collections::HashMap;

use super::alike::{SAME_PLACE, fit, initials, plain, stem, surname};
use super::cast::{Cast, Character, Id};
use super::phrase::Text;
use crate::analysis::model::{ActorKind, EntityKind};
use crate::language::gazetteer::{FIRST_NAMES, ORGANIZATION_HEADS, PLACES, TITLES};
use crate::text::TokenKind;

/// How many of those who share a word of their names are looked at, the latest first.
const LOOK_BACK: usize = 8;

struct Chain<'t, 'd> {
    text: &'t Text<'d>,
    cast: &'t mut Cast,
    /// Characters by the words of their names.
    by_word: HashMap<String, Vec<Id>>,
    /// Characters by whole names.
    by_name: HashMap<String, Id>,
}

/// Gives each name a character; the answer has one for each name.
pub fn link(text: &Text, cast: &mut Cast) -> Vec<Id> {
    let mut chain = Chain { text, cast, by_word: HashMap::new(), by_name: HashMap::new() };
    let of_name = (0..text.names.len()).map(|name| chain.place(name)).collect();
    for character in &mut cast.characters {
        character.may_be_person = may_be_person(text, character);
    }
    of_name
}

/// Whether a name that was taken for an organization's could be a person's: `Yusra Haddad-Lind`, but not `Amu Voice Ltd`.
fn may_be_person(text: &Text, character: &Character) -> bool {
    let word = |word: &String| {
        word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\''))
            && !ORGANIZATION_HEADS.has(word)
            && !PLACES.has(word)
            && !is_little(word)
    };
    let of_thing = |&name: &usize| {
        let start = text.names[name].tokens.start;
        start > 0 && text.lower(start - 1) == "the" || text.words.is_all_capitals(start)
    };
    character.kind == ActorKind::Organization
        && matches!(character.full.len(), 2..=4)
        && character.full.iter().all(word)
        && !character.names.iter().any(of_thing)
}

fn is_little(word: &str) -> bool {
    matches!(word, "of" | "the" | "and" | "for" | "on" | "in" | "at" | "to" | "with" | "by")
}

impl Chain<'_, '_> {
    fn place(&mut self, name: usize) -> Id {
        let kind = self.text.names[name].kind;
        let words = self.words(name);
        let found = match kind {
            EntityKind::Person => self.person(name, &words),
            EntityKind::Place | EntityKind::Organization => {
                self.exact(kind, &words).or_else(|| self.organization(kind, &words))
            }
            _ => self.exact(kind, &words),
        };
        let id = found.unwrap_or_else(|| {
            self.cast.add(actor_kind(kind), kind == EntityKind::Group && words.last().is_some_and(|w| w.ends_with('s')))
        });
        self.cast.characters[id].names.push(name);
        self.learn(id, kind, name, words);
        id
    }

    /// The folded words of a name, without what is no part of it.
    fn words(&self, name: usize) -> Vec<String> {
        let tokens = self.text.names[name].tokens.clone();
        let solid = |t: &usize| matches!(self.text.words.doc.tokens[*t].kind, TokenKind::Word | TokenKind::Number);
        tokens.filter(solid).map(|t| plain(self.text.words.key(t))).collect()
    }

    fn learn(&mut self, id: Id, kind: EntityKind, name: usize, words: Vec<String>) {
        let key = key(kind, &words);
        self.by_name.insert(key, id);
        if let Some(acronym) = self.acronym_behind(name) {
            self.by_name.insert(format!("o {acronym}"), id);
        } else if kind == EntityKind::Organization && words.len() >= 2 {
            self.by_name.entry(format!("o {}", initials(&words))).or_insert(id);
        }
        for word in &words {
            let known = self.by_word.entry(word.clone()).or_default();
            known.retain(|other| *other != id);
            known.push(id);
        }
        let character = &mut self.cast.characters[id];
        if words.len() > character.full.len() {
            character.full = words;
        }
    }

    /// `(ONA)` behind a name: its acronym, folded.
    fn acronym_behind(&self, name: usize) -> Option<String> {
        let end = self.text.names[name].tokens.end;
        let bracket = self.text.lower(end) == "(" && self.text.lower(end + 2) == ")";
        if !bracket {
            return None;
        }
        let word = self.text.words.doc.word(end + 1);
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        (capitals >= 2).then(|| plain(self.text.words.key(end + 1)))
    }

    /// The one of exactly that name, or of another name for the same place.
    fn exact(&self, kind: EntityKind, words: &[String]) -> Option<Id> {
        if let Some(id) = self.by_name.get(&key(kind, words)) {
            return Some(*id);
        }
        let phrase = words.join(" ");
        let set = SAME_PLACE.iter().find(|set| set.contains(&phrase.as_str()))?;
        set.iter().find_map(|other| {
            let words: Vec<String> = other.split(' ').map(plain).collect();
            self.by_name
                .get(&key(EntityKind::Place, &words))
                .or_else(|| self.by_name.get(&key(EntityKind::Organization, &words)))
                .copied()
        })
    }

    /// The organisation that a shorter or longer form means.
    fn organization(&self, kind: EntityKind, words: &[String]) -> Option<Id> {
        if kind == EntityKind::Place {
            return None;
        }
        let last = words.last()?;
        self.by_word
            .get(last)
            .into_iter()
            .chain(words.first().and_then(|first| self.by_word.get(first)))
            .flat_map(|ids| ids.iter().rev().take(LOOK_BACK))
            .copied()
            .find(|&id| {
                let character = &self.cast.characters[id];
                if character.kind != ActorKind::Organization {
                    return false;
                }
                let (short, long) = if words.len() < character.full.len() {
                    (words, &character.full[..])
                } else {
                    (&character.full[..], words)
                };
                let lacks = long.len() - short.len();
                if lacks == 0 || short.is_empty() {
                    return false;
                }
                // "Aurora" of "Aurora Holdings"; "the Commission" of "the European Commission".
                long.starts_with(short)
                    && !PLACES.has(&short.join(" "))
                    && !long[short.len()..].iter().any(|w| w == "of")
                    || long.ends_with(short) && short.iter().any(|w| ORGANIZATION_HEADS.has(w))
            })
    }

    /// The person that a name means.
    fn person(&self, name: usize, words: &[String]) -> Option<Id> {
        if words.len() == 1 {
            return self.by_one_word(name, &words[0]);
        }
        let (first, last) = (&words[0], surname(words));
        let mut best = None;
        let candidates = self
            .by_word
            .get(last)
            .into_iter()
            .chain(self.by_word.get(first))
            .flat_map(|ids| ids.iter().rev().take(LOOK_BACK));
        for &id in candidates {
            let character = &self.cast.characters[id];
            if character.kind != ActorKind::Person {
                continue;
            }
            let fit = fit(&character.full, words);
            if fit > 0 && best.is_none_or(|(points, _)| fit > points) {
                best = Some((fit, id));
            }
        }
        best.map(|(_, id)| id)
    }

    /// The person that a single word of a name means: a surname before a first name, the latest before the earlier.
    fn by_one_word(&self, name: usize, word: &str) -> Option<Id> {
        let female = self.title_gender(name);
        let known = self.by_word.get(word).into_iter().flat_map(|ids| ids.iter().rev().take(LOOK_BACK));
        let mut best: Option<(i32, Id)> = None;
        for (age, &id) in (0..).zip(known) {
            let character = &self.cast.characters[id];
            if character.kind != ActorKind::Person {
                continue;
            }
            let full = &character.full;
            let mut points = if surname(full) == word {
                30
            } else if full.first().is_some_and(|first| first == word) {
                20
            } else {
                10
            };
            if let Some(female) = female {
                if self.gender_clashes(id, female) {
                    continue;
                }
                points += 5;
            }
            // The one who goes by this word most often.
            let short = character.names.iter().filter(|&&n| self.text.names[n].tokens.len() == 1).count();
            points += i32::try_from(short.min(4)).unwrap_or(4) - age;
            if best.is_none_or(|(most, _)| points > most) {
                best = Some((points, id));
            }
        }
        best.map(|(_, id)| id).or_else(|| self.spelled_otherwise(word))
    }

    /// "Zelensky" for "Zelenskyy".
    fn spelled_otherwise(&self, word: &str) -> Option<Id> {
        let stem = stem(word)?;
        ["y", "yy", "iy", "ii", "i", "yi", "ij"].iter().find_map(|ending| {
            let other = format!("{stem}{ending}");
            let ids = self.by_word.get(&other)?;
            ids.iter().rev().take(LOOK_BACK).copied().find(|&id| surname(&self.cast.characters[id].full) == other)
        })
    }

    /// The gender that the title of a name tells.
    fn title_gender(&self, name: usize) -> Option<bool> {
        let title = self.text.names[name].title.clone()?;
        let columns = TITLES.get(&self.text.words.phrase(&title))?;
        match columns {
            "f" => Some(true),
            "m" => Some(false),
            _ => None,
        }
    }

    fn gender_clashes(&self, id: Id, female: bool) -> bool {
        let character = &self.cast.characters[id];
        let titled = character.names.iter().find_map(|&n| self.title_gender(n));
        let first = character.full.first().filter(|_| character.full.len() > 1);
        let gender = titled.or_else(|| match FIRST_NAMES.get(first?)?.chars().next()? {
            'f' => Some(true),
            'm' => Some(false),
            _ => None,
        });
        gender.is_some_and(|g| g != female)
    }
}

fn actor_kind(kind: EntityKind) -> ActorKind {
    match kind {
        EntityKind::Person => ActorKind::Person,
        EntityKind::Organization | EntityKind::Other => ActorKind::Organization,
        EntityKind::Place => ActorKind::Place,
        EntityKind::Group => ActorKind::Group,
        EntityKind::Work => ActorKind::Document,
    }
}

/// Persons, places and works of one name are not the same.
fn key(kind: EntityKind, words: &[String]) -> String {
    let sort = match kind {
        EntityKind::Person => "p",
        EntityKind::Organization | EntityKind::Other => "o",
        EntityKind::Place => "l",
        EntityKind::Group => "g",
        EntityKind::Work => "w",
    };
    format!("{sort} {}", words.join(" "))
}
