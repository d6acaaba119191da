//! Names: the persons, organizations, places, groups and works that a text names.
//!
//! `candidates` finds runs of capitalised words (what belongs to one, `parts` and `joints` say) and cuts them where a
//! title ends; `clues` weighs what the words of a name and the words around it say of its kind; `typing` decides for the
//! whole text at once, so that one telling mention types the others; `small` adds what has no capital.

mod candidates;
mod clues;
mod datelines;
mod joints;
mod parts;
mod small;
mod typing;
mod weights;
mod words;

use std::ops::Range;

use super::model::EntityKind;
use crate::language::tags::Tag;
use crate::text::Document;

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
    let small = small::find(&words, &names);
    names.extend(small);
    names.sort_by_key(|name| name.tokens.start);
    names
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

    #[test]
    fn names_side_by_side_are_parted() {
        assert_eq!(
            names(&["Present: Lisa Weber Thomas Keller and Julia Weber Martin Keller."]),
            ["person:Lisa Weber", "person:Thomas Keller", "person:Julia Weber", "person:Martin Keller"]
        );
    }

    #[test]
    fn files_and_addresses_are_no_names() {
        assert_eq!(names(&["See the attached CrudeStocks.pdf, or write to Desk@example.com for it."]), [""; 0]);
    }

    #[test]
    fn a_careless_text_has_names_in_lower_case() {
        assert_eq!(
            names(&["i am traveling to san francisco next week and natasha wants to come. vietnam was great."]),
            ["place:san francisco", "person:natasha", "place:vietnam"]
        );
    }

    #[test]
    fn a_careful_text_has_places_in_lower_case_behind_prepositions_only() {
        assert_eq!(names(&["He was born in auckland. Their vietnam was another."]), ["place:auckland"]);
    }
}
