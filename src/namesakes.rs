//! Voices of a like name. The analysis may have parted one person in two (`Shug Donnachie`, `Donnachie`): who looks at one
//! of them alone has to be told of the other. Two full names that differ before the surname are two people.

use std::cmp::Reverse;

use crate::analysis::actors::alike::{fit, surname};
use crate::analysis::{Actor, ActorId, ActorKind, Analysis, StatementId};
use crate::language::gazetteer::{TITLES, fold};
use crate::text::Article;

/// The actors that go by their names could be one with a chosen one, say something that counts and are not chosen
/// themselves, each with how many such statements it has; those that say the most come first.
pub(crate) fn namesakes(
    article: &Article,
    analysis: &Analysis,
    chosen: &[ActorId],
    counts: impl Fn(StatementId) -> bool,
) -> Vec<(ActorId, usize)> {
    let own: Vec<Named> = chosen.iter().filter_map(|&id| Named::of(&analysis.actors[id], article)).collect();
    let is_same = |actor: &Actor| own.iter().any(|named| named.likeness(actor, article) == Some(Likeness::Same));
    let others = analysis.actors.iter().enumerate().filter(|(id, actor)| !chosen.contains(id) && is_same(actor));
    let counted = |actor: &Actor| actor.statements.iter().filter(|&&id| counts(id)).count();
    let others = others.map(|(id, actor)| (id, counted(actor)));
    let mut others: Vec<_> = others.filter(|(_, count)| *count > 0).collect();
    others.sort_unstable_by_key(|&(id, count)| (Reverse(count), id));
    others
}

/// How like two names are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Likeness {
    /// They could be one's.
    Same,
    /// They have the surname in common alone.
    Surname,
}

/// A name made ready to be compared.
pub(crate) struct Named {
    kind: ActorKind,
    /// Its words in small letters, without titles before it and what is no name in it (`of`, `organiser`).
    words: Vec<String>,
}

impl Named {
    /// The name that an actor goes by; nothing if that is a description, which ends in no name (`the Lund campaign`).
    pub(crate) fn of(actor: &Actor, article: &Article) -> Option<Self> {
        if !matches!(actor.kind, ActorKind::Person | ActorKind::Organization | ActorKind::Place) {
            return None;
        }
        let called = actor.called(article);
        if !words_of(called).next_back().is_some_and(is_name) {
            return None;
        }
        let mut words: Vec<String> =
            words_of(called).filter(|word| is_name(word)).map(|word| fold(word).into_owned()).collect();
        let is_before = |word: &str| matches!(word, "the" | "a" | "an") || TITLES.has(word.trim_end_matches('.'));
        while words.len() > 1 && is_before(&words[0]) {
            words.remove(0);
        }
        Some(Self { kind: actor.kind, words })
    }

    /// How like an actor's name is, if it is.
    pub(crate) fn likeness(&self, actor: &Actor, article: &Article) -> Option<Likeness> {
        // In a book most names have no word in common, and that is soon seen.
        let shared = |word: &str| !word.is_ascii() || self.words.iter().any(|own| own.eq_ignore_ascii_case(word));
        if !words_of(actor.called(article)).any(shared) {
            return None;
        }
        let other = Self::of(actor, article)?;
        let same = fit(&self.words, &other.words).max(fit(&other.words, &self.words)) > 0;
        self.is_like(&other).then_some(if same { Likeness::Same } else { Likeness::Surname })
    }

    /// Whether some words have its last word.
    #[cfg(any(test, feature = "tui"))]
    pub(crate) fn is_in(&self, words: &str) -> bool {
        let mut words = words.split(|c: char| !c.is_alphanumeric() && c != '-').map(fold);
        words.any(|word| !word.is_empty() && word == surname(&self.words))
    }

    fn is_person(&self) -> bool {
        self.kind == ActorKind::Person
    }

    /// Whether a person's surname is the last word of the other, or one name is a part of another of its sort.
    fn is_like(&self, other: &Self) -> bool {
        if (self.is_person() || other.is_person()) && surname(&self.words) == surname(&other.words) {
            return true;
        }
        let (short, long) = if self.words.len() < other.words.len() { (self, other) } else { (other, self) };
        self.kind == other.kind && (long.words.starts_with(&short.words) || long.words.ends_with(&short.words))
    }
}

/// Whether a word is one of a name: it has a capital letter, or none that could be one.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && (word.contains(char::is_uppercase) || !letters.any(char::is_lowercase))
}

/// The words of a name, without the marks around them.
fn words_of(name: &str) -> impl DoubleEndedIterator<Item = &str> {
    name.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    fn person() -> Actor {
        Actor {
            name: Span::default(),
            kind: ActorKind::Person,
            role: None,
            aliases: Vec::new(),
            mentions: Vec::new(),
            statements: Vec::new(),
            given: None,
            corrected: false,
        }
    }

    /// Whether two names are alike, each with its kind's first letter: `p Ana Ruiz`.
    fn alike(one: &str, other: &str) -> bool {
        let text = format!("{} and {}", &one[2..], &other[2..]);
        let article = Article::from_plain_text(&text, "-");
        let actor = |named: &str| {
            let start = text.rfind(&named[2..]).unwrap();
            let kind = match &named[..1] {
                "p" => ActorKind::Person,
                "o" => ActorKind::Organization,
                "l" => ActorKind::Place,
                _ => ActorKind::Unnamed,
            };
            Actor { name: Span::new(start, start + named.len() - 2), kind, ..person() }
        };
        let likeness = Named::of(&actor(one), &article).and_then(|one| one.likeness(&actor(other), &article));
        likeness.is_some()
    }

    #[test]
    fn who_could_be_the_very_same_is_more_alike_than_a_relative() {
        let article = Article::from_plain_text("Kirsty MacAulay, MacAulay, Torquil MacAulay", "-");
        let actor = |start, end| Actor { name: Span::new(start, end), ..person() };
        let kirsty = Named::of(&actor(0, 15), &article).unwrap();
        assert_eq!(kirsty.likeness(&actor(17, 25), &article), Some(Likeness::Same));
        assert_eq!(kirsty.likeness(&actor(27, 43), &article), Some(Likeness::Surname));
    }

    #[test]
    fn a_surname_or_a_part_of_a_name_is_alike_whatever_the_kind() {
        for (one, other) in [
            ("p Donnachie", "p Shug Donnachie"),
            ("p Donnachie", "o MWL organiser Shug Donnachie"),
            ("p Mr DONNACHIE", "p Shug Donnachie"),
            ("p Kirsty MacAulay", "p Torquil MacAulay"),
            ("p Giles", "p Giles Farquhar-Bligh"),
            ("p John Hale Jr.", "p Hale"),
            ("o NorthSound", "o NorthSound Ferries"),
            ("p 田中", "p 田中"),
            ("p Omar al-Sharif", "p al-Sharif"),
        ] {
            assert!(alike(one, other) && alike(other, one), "{one}, {other}");
        }
    }

    #[test]
    fn a_name_is_found_among_words_by_its_last_one() {
        let text = "Shug Donnachie waited";
        let article = Article::from_plain_text(text, "-");
        let actor = Actor { name: Span::new(0, 14), ..person() };
        let named = Named::of(&actor, &article).unwrap();
        assert!(named.is_in("a weary DONNACHIE’s"));
        assert!(!named.is_in("Shug and Donnachies"));
    }

    #[test]
    fn other_words_in_common_are_none() {
        for (one, other) in [
            ("p Ana Ruiz", "p Ana Lund"),
            ("o Ministry of Health", "o Department of Health"),
            ("l Norway", "o Bank of Norway"),
            ("p Clinton", "o Clinton Foundation"),
            ("u a spokesman for Lund", "p Per Lund"),
            ("p Mr Lund", "p Mr Ruiz"),
            ("o The health authority", "o The premier’s office"),
            ("o the Maple Fork school board", "o Maple Fork Education Association"),
            ("o the Lund campaign", "p Per Lund"),
        ] {
            assert!(!alike(one, other) && !alike(other, one), "{one}, {other}");
        }
    }
}
