//! Names: the persons, organizations, places, groups and works that a text names.
//!
//! `candidates` finds runs of capitalised words (what belongs to one, `parts` and `joints` say) and cuts them where a
//! title ends; `clues` weighs what the words of a name and the words around it say of its kind; `typing` decides for the
//! whole text at once, so that one telling mention types the others.

mod candidates;
mod clues;
mod datelines;
mod joints;
mod parts;
mod typing;
mod weights;
mod words;

use std::ops::Range;

use super::model::EntityKind;
use crate::language::gazetteer::PLACES;
use crate::language::tags::Tag;
use crate::text::{Document, TokenKind};

pub(super) use words::Words;

/// A name in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// Its tokens, without title and possessive ending.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: EntityKind,
    /// The title before it: `President` in `President Ana Ruiz`.
    pub title: Option<Range<usize>>,
}

/// Finds all names, in text order; they do not overlap.
pub fn find(doc: &Document, tags: &[Tag]) -> Vec<Name> {
    let words = Words::new(doc, tags);
    let candidates = candidates::find(&words);
    let kinds = typing::decide(&words, &candidates, &datelines::places(&words));
    let typed = candidates.into_iter().zip(kinds);
    let mut names: Vec<Name> =
        typed.filter_map(|(c, kind)| kind.map(|kind| Name { tokens: c.tokens, kind, title: c.title })).collect();
    names.extend(small_places(&words));
    names.sort_by_key(|name| name.tokens.start);
    names
}

/// Places in lower case behind a preposition, as people type them: names that are no words.
fn small_places<'w>(words: &'w Words) -> impl Iterator<Item = Name> + 'w {
    let small = |t: usize| words.doc.tokens[t].kind == TokenKind::Word && !words.is_capital(t);
    let plain = move |t: &usize| small(*t) && words.doc.lower(*t).len() > 3 && !words.is_common(*t);
    (0..words.doc.tokens.len()).filter(plain).filter_map(move |t| {
        let end = words.doc.sentence_at(t).tokens.end;
        let (tokens, sort) = words.entry(PLACES, t, end)?;
        let preposition =
            |b| matches!(words.doc.lower(b), "in" | "at" | "to" | "from" | "of" | "near" | "around" | "into");
        let governed = words.before(t).is_some_and(preposition) && !words.tags[t].is_verb();
        let place =
            governed && !sort.ends_with('~') && tokens.clone().all(small) && words.first_name(t, true).is_none();
        place.then_some(Name { tokens, kind: EntityKind::Place, title: None })
    })
}

/// Each candidate with its features and their values, for the trainer of the weights.
#[cfg(feature = "train")]
pub fn evidence(doc: &Document, tags: &[Tag]) -> Vec<(Range<usize>, typing::Valued)> {
    let words = Words::new(doc, tags);
    typing::evidence(&words, &candidates::find(&words), &datelines::places(&words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tags;
    use crate::text::document::testing::article;

    /// The names of a text, as `kind:words`.
    pub(super) fn names(paragraphs: &[&str]) -> Vec<String> {
        let article = article(paragraphs);
        let doc = Document::new(&article);
        let found = find(&doc, &tags::tag(&doc));
        let text = |name: &Name| article.slice(doc.span(&name.tokens).unwrap());
        found.iter().map(|name| format!("{}:{}", name.kind.name(), text(name))).collect()
    }

    #[test]
    fn titles_and_nationalities_stand_apart() {
        let mut found = names(&["The Russian President Vladimir Petrov met Foreign Minister Ana Ruiz in Oslo."]);
        // Whether the adjective is a name is the table's to say.
        found.retain(|name| name != "group:Russian");
        assert_eq!(found, ["person:Vladimir Petrov", "person:Ana Ruiz", "place:Oslo"]);
    }

    #[test]
    fn organizations_keep_their_tails() {
        assert_eq!(
            names(&["She left the University of Bergen for the Department of Housing and Urban Development."]),
            ["organization:University of Bergen", "organization:Department of Housing and Urban Development"]
        );
    }

    #[test]
    fn a_surname_alone_is_the_person_of_the_full_name() {
        assert_eq!(
            names(&["Tomas Berlin, 54, a baker, was asked.", "“No,” Berlin said."]),
            ["person:Tomas Berlin", "person:Berlin"]
        );
    }

    #[test]
    fn days_months_and_first_words_are_no_names() {
        assert_eq!(names(&["Yesterday was a Monday in March. Workers left. Nobody came."]), Vec::<String>::new());
    }

    #[test]
    fn a_dateline_names_places() {
        assert_eq!(
            names(&["ZARVIK, Norway, Oct. 4 — The harbour was closed on Monday."])[..2],
            ["place:ZARVIK", "place:Norway"]
        );
    }
}
