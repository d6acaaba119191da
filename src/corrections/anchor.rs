//! Where a correction belongs, said by the words of the article and not by their place, so that it is found again after
//! the article was edited.
//!
//! The pair of the W3C Web Annotation Data Model: the words with what stands around them (`TextQuoteSelector`), and
//! their offset (`TextPositionSelector`), which is trusted for as long as the text is the same, and then dropped. An anchor may fail to find
//! its words; it must never find others. So the words around are as many as it takes to tell the place from every
//! other one where the same words stood, and where they no longer tell, nothing is found.

use memchr::memmem::Finder;
use serde::{Deserialize, Serialize};

use crate::text::{Article, Span};

/// Characters of the surroundings that are kept on each side at least.
const CONTEXT: usize = 32;
/// Bytes of the surroundings that are kept on each side at most; what is alike for longer is told apart by its offset
/// alone.
const LONGEST: usize = 1000;
/// Bytes of words and surroundings that must agree where only one side does, or none.
const TELLING: usize = 20;

/// Words of an article and where they stand.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchor {
    /// The words.
    pub words: String,
    /// What stands before them; nothing where that tells nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// What stands behind them; nothing where that tells nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// Byte offset of the words, for as long as the text is the one they were found in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
    /// Whether the words stood in that text only once.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub once: bool,
    /// Whether it takes more than what stands around them in their own paragraph to tell them from the same words
    /// elsewhere. Where it does not, they are found in a paragraph that was moved.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub far: bool,
}

impl Anchor {
    /// The anchor of a stretch of the text.
    pub fn of(article: &Article, span: Span) -> Self {
        let text = article.text();
        let words = article.slice(span);
        let (before, after) = (&text[..span.start()], &text[span.end()..]);
        // How much of the surroundings another place shares.
        let (mut left, mut right, mut once, mut far) = (0, 0, true, false);
        let near = (last_line(before).len().min(CONTEXT), first_line(after).len().min(CONTEXT));
        for other in places(text, words).filter(|&at| at != span.start()) {
            once = false;
            let there_left = common(before.chars().rev(), text[..other].chars().rev());
            let there_right = common(after.chars(), text[other + words.len()..].chars());
            far |= there_left >= near.0 && there_right >= near.1;
            (left, right) = (left.max(there_left), right.max(there_right));
            if left >= LONGEST && right >= LONGEST {
                break;
            }
        }
        let mute_before = left >= before.len().min(LONGEST) && !once;
        let mute_after = right >= after.len().min(LONGEST) && !once;
        Self {
            words: words.to_owned(),
            before: if mute_before { String::new() } else { tail(before, left) },
            after: if mute_after { String::new() } else { head(after, right) },
            at: Some(span.start()),
            once,
            far: match (mute_before, mute_after) {
                (false, false) => far,
                (false, true) => left >= near.0,
                (true, false) => right >= near.1,
                (true, true) => true,
            },
        }
    }

    /// The same for a text that was edited since: its offset means nothing there.
    #[must_use]
    pub fn adrift(&self) -> Self {
        Self { at: None, ..self.clone() }
    }

    /// Where the words stand now; nothing if they are gone, or if it cannot be told which ones are meant.
    pub fn find(&self, article: &Article) -> Option<Span> {
        let text = article.text();
        let span = |at: usize| Span::new(at, at + self.words.len());
        if self.words.is_empty() {
            return None;
        }
        if let Some(at) = self.at
            && text.get(at..).is_some_and(|text| text.starts_with(&self.words))
        {
            return Some(span(at));
        }
        let [mut both, mut near, mut one, mut any]: [Places; 4] = Default::default();
        let (near_before, near_after) = (last_line(&self.before), first_line(&self.after));
        let near_length = near_before.len() + self.words.len() + near_after.len();
        let tells = !self.far && near_length >= TELLING;
        for at in places(text, &self.words).filter(|&at| stands_alone(text, span(at))) {
            let before = !self.before.is_empty() && text[..at].ends_with(&self.before);
            let after = !self.after.is_empty() && text[at + self.words.len()..].starts_with(&self.after);
            let told = [(before, &self.before), (after, &self.after)];
            let length: usize = told.iter().filter(|(agrees, _)| *agrees).map(|(_, side)| side.len()).sum();
            let (left, right) = (&text[..at], &text[at + self.words.len()..]);
            if tells && left.ends_with(near_before) && right.starts_with(near_after) {
                near.add(at);
            }
            any.add(at);
            if before && after {
                both.add(at);
            } else if length > 0 && length + self.words.len() >= TELLING {
                one.add(at);
            }
        }
        match (both, near, one, any) {
            (Places::One(at), ..) | (Places::None, Places::One(at), ..) | (Places::None, _, Places::One(at), _) => {
                Some(span(at))
            }
            (Places::None, Places::None, Places::None, Places::One(at)) if self.once && self.words.len() >= TELLING => {
                Some(span(at))
            }
            _ => None,
        }
    }
}

/// What stands before a place in its own paragraph.
fn last_line(before: &str) -> &str {
    before.rsplit('\n').next().unwrap_or_default()
}

/// What stands behind a place in its own paragraph.
fn first_line(after: &str) -> &str {
    after.split('\n').next().unwrap_or_default()
}

/// None, one, or more than one.
#[derive(Default)]
enum Places {
    #[default]
    None,
    One(usize),
    Many,
}

impl Places {
    fn add(&mut self, at: usize) {
        *self = if matches!(self, Self::None) { Self::One(at) } else { Self::Many };
    }
}

/// Every offset where the words stand, overlapping ones too.
fn places<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let (mut from, finder) = (0, Finder::new(words));
    std::iter::from_fn(move || {
        let at = from + finder.find(text.as_bytes().get(from..)?)?;
        from = at + words.chars().next()?.len_utf8();
        Some(at)
    })
}

/// Whether a span neither begins nor ends inside a word.
fn stands_alone(text: &str, span: Span) -> bool {
    let joined = |left: Option<char>, right: Option<char>| {
        left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric)
    };
    let words = &text[span.range()];
    !joined(text[..span.start()].chars().next_back(), words.chars().next())
        && !joined(words.chars().next_back(), text[span.end()..].chars().next())
}

/// Bytes that two sequences share at their start, up to [`LONGEST`].
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    let mut bytes = 0;
    for (a, b) in one.zip(other) {
        if a != b || bytes >= LONGEST {
            break;
        }
        bytes += a.len_utf8();
    }
    bytes
}

/// The end of a text: [`CONTEXT`] characters, or as many as it takes to be longer than `shared` bytes.
fn tail(text: &str, shared: usize) -> String {
    let mut starts = text.char_indices().rev().enumerate().map(|(count, (at, _))| (count + 1, at));
    let enough = starts.find(|&(count, at)| count >= CONTEXT && text.len() - at > shared);
    text[enough.map_or(0, |(_, at)| at)..].to_owned()
}

/// The start of a text: [`CONTEXT`] characters, or as many as it takes to be longer than `shared` bytes.
fn head(text: &str, shared: usize) -> String {
    let mut ends = text.char_indices().enumerate().map(|(count, (at, c))| (count + 1, at + c.len_utf8()));
    let enough = ends.find(|&(count, end)| count >= CONTEXT && end > shared);
    text[..enough.map_or(text.len(), |(_, end)| end)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        Article::from_plain_text(text, "-")
    }

    /// The words in brackets, looked up in another text; where they are found there, in brackets.
    #[track_caller]
    fn check(marked: &str, edited: &str, expected: Option<&str>) {
        let start = marked.find('[').unwrap();
        let end = marked.find(']').unwrap() - 1;
        let old = article(&marked.replace(['[', ']'], ""));
        let anchor = Anchor::of(&old, Span::new(start, end));
        assert_eq!(anchor.find(&old), Some(Span::new(start, end)));
        let new = article(edited);
        let found = anchor.adrift().find(&new).map(|span| {
            let text = new.text();
            format!("{}[{}]{}", &text[..span.start()], &text[span.range()], &text[span.end()..])
        });
        assert_eq!(found.as_deref(), expected, "{anchor:?}");
    }

    const PORT: &str = "The port of Vesla was closed on Monday. [“Nobody came,”] said Ana Ruiz, the harbour master.";

    #[test]
    fn words_are_found_wherever_they_went() {
        check(
            PORT,
            "An update. The port of Vesla was closed on Monday. “Nobody came,” said Ana Ruiz, the harbour master.",
            Some(
                "An update. The port of Vesla was closed on Monday. [“Nobody came,”] said Ana Ruiz, the harbour master.",
            ),
        );
    }

    #[test]
    fn one_side_is_enough() {
        check(
            PORT,
            "The port was shut again today. “Nobody came,” said Ana Ruiz, the harbour master of the town.",
            Some("The port was shut again today. [“Nobody came,”] said Ana Ruiz, the harbour master of the town."),
        );
        check(
            PORT,
            "The port of Vesla was closed on Monday. “Nobody came,” said Per Lund.",
            Some("The port of Vesla was closed on Monday. [“Nobody came,”] said Per Lund."),
        );
    }

    #[test]
    fn a_paragraph_that_moved_takes_its_words_along() {
        let (crane, quay) = ("“The crane is late,” said [Per Lund].", "“The quay is shut,” said Per Lund.");
        check(
            &format!("{quay}\n\n{crane}\n\nNobody came."),
            &format!("{}\n\n{quay}", crane.replace(['[', ']'], "")),
            Some(&format!("{crane}\n\n{quay}")),
        );
        let no = "“No,” said [Per Lund].";
        let plain = no.replace(['[', ']'], "");
        check(
            &format!("{no}\n\nThe crane is late.\n\n{plain}\n\nNobody came."),
            &format!("The crane fell.\n\n{plain}\n\nSomebody left."),
            None,
        );
    }

    #[test]
    fn words_that_changed_are_gone() {
        check(
            PORT,
            "The port of Vesla was closed on Monday. “Somebody came,” said Ana Ruiz, the harbour master.",
            None,
        );
    }

    #[test]
    fn a_copy_makes_it_doubtful_and_a_namesake_is_never_taken() {
        let old = "Ruiz was asked about the crane. [“No,”] she said. Lund was asked about the quay. “No,” he said.";
        check(
            old,
            "Ruiz was asked about the crane. “No,” she said. Lund was asked about the quay. “Never,” he said.",
            Some("Ruiz was asked about the crane. [“No,”] she said. Lund was asked about the quay. “Never,” he said."),
        );
        check(
            old,
            "Ruiz was asked about the crane. “Yes,” she said. Lund was asked about the quay. “No,” he said.",
            None,
        );
        let twice = "Ruiz was asked about the crane. “No,” she said.";
        check(old, &format!("{twice} {twice}"), None);
    }

    #[test]
    fn long_words_that_stood_once_need_nothing_around_them() {
        check(
            "He rose. [“The crane will be gone by the end of May,”] he said, and left.",
            "Asked again: “The crane will be gone by the end of May,” with a sigh.",
            Some("Asked again: [“The crane will be gone by the end of May,”] with a sigh."),
        );
        check("He rose. [“No,”] he said, and left.", "She asked whether it was over. “No,” was the answer.", None);
    }

    #[test]
    fn a_word_is_not_found_inside_another() {
        check("Then [he] said that it was over.", "Then she said that it was over.", None);
    }

    #[test]
    fn what_is_alike_all_around_is_told_by_its_offset_alone() {
        let chant = "Up and down. ".repeat(200);
        let old = article(&chant);
        let span = Span::new(1300, 1302);
        assert_eq!(old.slice(span), "Up");
        let anchor = Anchor::of(&old, span);
        assert_eq!((anchor.before.as_str(), anchor.after.as_str()), ("", ""));
        assert_eq!(anchor.find(&old), Some(span));
        let new = article(&format!("So. {chant}"));
        assert_eq!(anchor.adrift().find(&new), None);
    }
}
