//! Whether those who are quoted or reported are named, or why not.

use super::{Desk, Finding, Rule};
use crate::analysis::{Actor, ActorKind, Layer, Mode};
use crate::language::gazetteer::{FIRST_NAMES, fold};
use crate::text::Span;

/// Nouns for somebody who could have been named and was not.
const SOURCES: [&str; 22] = [
    "source",
    "sources",
    "insider",
    "insiders",
    "official",
    "officials",
    "aide",
    "aides",
    "adviser",
    "advisers",
    "advisor",
    "advisors",
    "diplomat",
    "diplomats",
    "staffer",
    "staffers",
    "executive",
    "executives",
    "operative",
    "operatives",
    "strategist",
    "strategists",
];

/// What tells why somebody is not named, in small letters.
const REASONS: [&str; 30] = [
    "anonym",
    "not authorized",
    "not authorised",
    "unauthorized",
    "unauthorised",
    "not to be named",
    "not be named",
    "not to be identified",
    "not be identified",
    "declined to be named",
    "declined to be identified",
    "want to be named",
    "want to be identified",
    "wish to be named",
    "wish to be identified",
    "not to use a name",
    "name was blacked out",
    "not permitted to speak",
    "not allowed to speak",
    "withheld",
    "off the record",
    "on background",
    "in confidence",
    "spoke privately",
    "speaking privately",
    "fear of",
    "fearing",
    "feared retaliation",
    "without attribution",
    "condition that",
];

/// Words behind which a description no longer names whom it is about, but says more of them.
const BEHIND: [&str; 16] = [
    "in", "at", "on", "to", "for", "from", "with", "within", "inside", "near", "by", "close", "familiar", "who",
    "whose", "that",
];

impl Desk<'_> {
    /// Asks about a source without a name and without a reason, and about a person of whom only one name is given.
    pub(super) fn source(&self, actor: &Actor) -> Option<Finding> {
        let spoken = || actor.statements.iter().map(|&id| &self.analysis.statements[id]);
        let first = spoken().find(|s| s.layer == Layer::Speech && s.parent.is_none() && !s.is_uncertain())?;
        let source = first.source.filter(|source| !self.is_heading(*source))?;
        let name = self.article.slice(actor.name);
        match actor.kind {
            ActorKind::Unnamed if is_source(name) => {
                let explained = actor.mentions.iter().any(|mention| self.is_reason_near(mention.span));
                let place = if is_source(self.article.slice(source)) { source } else { actor.name };
                let message = format!("{name} has no name, and nothing near says why");
                (!explained && !self.is_reason_near(source))
                    .then(|| Finding::new(Rule::UnexplainedAnonymity, place, message))
            }
            ActorKind::Person if words(name).count() == 1 && actor.role.is_none() && actor.aliases.is_empty() => {
                let direct = spoken().any(|s| s.mode == Mode::Direct && s.confidence >= 0.9);
                let place =
                    if words(self.article.slice(source)).any(|word| word == name) { source } else { actor.name };
                let message = format!("who {name} is, the article does not say");
                (direct && !self.is_part_of_a_name(name))
                    .then(|| Finding::new(Rule::UnintroducedSpeaker, place, message))
            }
            _ => None,
        }
    }

    /// Whether the paragraph of these words or one beside it says why somebody is not named.
    fn is_reason_near(&self, span: Span) -> bool {
        let paragraph = self.article.paragraph_at(span.start());
        let around = paragraph.saturating_sub(1)..(paragraph + 2).min(self.article.paragraphs().len());
        self.article.paragraphs()[around].iter().any(|p| {
            let text = self.article.slice(p.span).to_lowercase();
            REASONS.iter().any(|reason| text.contains(reason))
        })
    }

    /// Whether a longer name with that word in it stands somewhere: behind a first name, or before another capitalised word.
    fn is_part_of_a_name(&self, name: &str) -> bool {
        let (doc, begins_big) = (self.doc, |word: &str| word.starts_with(char::is_uppercase));
        let beside = |a: usize, b: usize| {
            b < doc.tokens.len() && self.article.text()[doc.tokens[a].span.end()..doc.tokens[b].span.start()] == *" "
        };
        (0..doc.tokens.len()).filter(|&token| doc.word(token) == name).any(|token| {
            let first = token > 0 && beside(token - 1, token) && FIRST_NAMES.has(&fold(doc.word(token - 1)));
            first || beside(token, token + 1) && begins_big(doc.word(token + 1))
        })
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a description is of a source: “a senior official in Paris”, but neither “the official board” nor “a comment on the
/// officials”, and no “chief executive”, of whom there is one.
fn is_source(description: &str) -> bool {
    let description = description.split([',', '(']).next().unwrap_or_default().to_lowercase();
    let words: Vec<&str> = words(&description).collect();
    let is_behind = |word: &str| BEHIND.contains(&word);
    let end = words.iter().position(|word| is_behind(word)).unwrap_or(words.len());
    words[..end].iter().enumerate().any(|(at, word)| {
        let next = words.get(at + 1).copied();
        let is_noun =
            next.is_none_or(|next| is_behind(next) || next == "of" || next.ends_with("ed") || next.ends_with("ing"));
        let chief = at > 0 && words[at - 1] == "chief";
        SOURCES.contains(word) && !chief && (is_noun || !["official", "executive"].contains(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_told_from_what_is_only_official() {
        for description in [
            "a senior official",
            "A source close to the company",
            "One of the minister's aides",
            "an official briefed on the talks",
            "An official of the regulator",
            "officials",
        ] {
            assert!(is_source(description), "{description}");
        }
        for description in [
            "the Executive Director of RiverGuard Ghana",
            "the most upvoted comment on the official board",
            "its chief executive",
            "a friend of mine, an official",
            "a reporter close to the officials",
        ] {
            assert!(!is_source(description), "{description}");
        }
    }
}
