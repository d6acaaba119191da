//! Who passed a statement on: `Amu Voice quoted hospital staff as saying that …`, `Ruiz was quoted by Radio Sol as
//! saying that …`. The one quoted is the source, whoever quotes only relays.

use std::ops::Range;

use super::Draft;
use super::cue::BE;
use super::noun_phrase::{can_begin, starting_at};
use super::reading::Reading;
use crate::language::tags::Tag;
use crate::text::Document;

/// The farthest that "as saying" stands behind "quoted", in tokens.
const REACH: usize = 30;

/// Notes who relays each draft, and puts the one quoted in the place of the one who quotes.
pub fn mark(doc: &Document, tags: &[Tag], drafts: &mut [Draft]) {
    let relays = Relays { r: Reading { doc, tags } };
    for draft in drafts.iter_mut().filter(|draft| draft.via.is_none()) {
        let Some(cue) = draft.cue.clone() else { continue };
        let Some(quoted) = relays.quoted(&cue) else { continue };
        if relays.is_passive(quoted) {
            draft.via = relays.agent(quoted);
        } else if let Some((relay, source)) = relays.active(quoted) {
            if draft.source.as_ref().is_none_or(|s| s.start < quoted || source.contains(&s.start)) {
                draft.source = Some(source);
            }
            draft.via = Some(relay);
        }
    }
}

struct Relays<'d> {
    r: Reading<'d>,
}

impl Relays<'_> {
    /// The token of "quoted" or "cited" in a cue, or before a cue that begins with "as saying".
    fn quoted(&self, cue: &Range<usize>) -> Option<usize> {
        let sentence = self.r.doc.sentence_at(cue.start).tokens.clone();
        let verb = |t: &usize| self.r.is(*t, &["quoted", "cited", "quoting", "citing", "quotes", "cites"]);
        let found = cue.clone().find(verb).or_else(|| {
            let from = cue.start.saturating_sub(REACH).max(sentence.start);
            let opens = (cue.start.saturating_sub(1)..cue.end).any(|t| self.is_as(t));
            (from..cue.start).rev().find(verb).filter(|_| opens)
        })?;
        let limit = sentence.end.min(found + REACH);
        let passive = self.is_passive(found);
        (passive || (found..limit).any(|t| self.is_as(t))).then_some(found)
    }

    /// "as saying"
    fn is_as(&self, token: usize) -> bool {
        self.r.is(token, &["as"]) && self.r.tagged(token + 1, &[Tag::Vbg])
    }

    fn is_passive(&self, verb: usize) -> bool {
        let start = self.r.doc.sentence_at(verb).tokens.start;
        (verb.saturating_sub(3).max(start)..verb).any(|t| self.r.is(t, BE))
    }

    /// The phrase behind "by" or "on" after a passive.
    fn agent(&self, verb: usize) -> Option<Range<usize>> {
        let end = self.r.doc.sentence_at(verb).tokens.end.min(verb + REACH);
        let by = (verb + 1..end).take(6).find(|&t| self.r.is(t, &["by", "on", "in"]))?;
        (by + 1 < end && can_begin(&self.r, by + 1)).then(|| starting_at(&self.r, by + 1, end))
    }

    /// Who quotes, and who is quoted.
    fn active(&self, verb: usize) -> Option<(Range<usize>, Range<usize>)> {
        let limit = self.r.doc.sentence_at(verb).tokens.end.min(verb + REACH);
        let as_saying = (verb + 1..limit).find(|&t| self.is_as(t))?;
        let quoted = verb + 1..as_saying;
        let somebody = quoted.clone().any(|t| self.r.tagged(t, &[Tag::Prp]) || self.r.tags[t].is_noun());
        Some((super::subject(self.r.doc, self.r.tags, &(verb..verb + 1))?, Some(quoted).filter(|_| somebody)?))
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::analyze;
    use crate::text::document::testing::article;

    /// Each statement as `source via relay`.
    fn relays(text: &str) -> Vec<String> {
        let article = article(&[text]);
        let analysis = analyze(&article);
        let name = |actor: Option<usize>| actor.map_or("nobody", |a| article.slice(analysis.actors[a].name));
        analysis.statements.iter().map(|s| format!("{} via {}", name(s.actor), name(s.via))).collect()
    }

    #[test]
    fn whoever_quotes_relays() {
        assert_eq!(
            relays(
                "Amu Voice, a station in exile, said it rained. Amu Voice quoted Ana Ruiz as saying that the port was closed."
            )[1..],
            ["Ana Ruiz via Amu Voice"]
        );
    }

    #[test]
    fn whoever_is_quoted_by_somebody_speaks() {
        assert_eq!(
            relays("Ana Ruiz was quoted by the broadcaster Radio Sol as saying that the port was closed."),
            ["Ana Ruiz via Radio Sol"]
        );
    }

    #[test]
    fn what_lies_in_a_statement_comes_through_its_speaker() {
        assert_eq!(
            relays("Kari Lund said that Ana Ruiz wanted a strike."),
            ["Kari Lund via nobody", "Ana Ruiz via Kari Lund"]
        );
    }
}
