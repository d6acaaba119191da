//! Who passed a statement on: `Amu Voice quoted hospital staff as saying that …`, `Ruiz was quoted by Radio Sol as
//! saying that …`. The one quoted is the source, whoever quotes only relays.

use std::ops::Range;

use super::Draft;
use crate::language::tags::Tag;
use crate::text::Document;

/// The farthest that "as saying" stands behind "quoted", in tokens.
const REACH: usize = 30;

/// Notes who relays each draft, and puts the one quoted in the place of the one who quotes.
pub fn mark(doc: &Document, tags: &[Tag], drafts: &mut [Draft]) {
    let reader = Reader { doc, tags };
    for draft in drafts.iter_mut().filter(|draft| draft.via.is_none()) {
        let Some(cue) = draft.cue.clone() else { continue };
        let Some(quoted) = reader.quoted(&cue) else { continue };
        if reader.is_passive(quoted) {
            draft.via = reader.agent(quoted);
        } else if let Some((relay, source)) = reader.active(quoted) {
            if draft.source.as_ref().is_none_or(|s| s.start < quoted || source.contains(&s.start)) {
                draft.source = Some(source);
            }
            draft.via = Some(relay);
        }
    }
}

struct Reader<'d> {
    doc: &'d Document<'d>,
    tags: &'d [Tag],
}

impl Reader<'_> {
    /// The token of "quoted" or "cited" in a cue, or before a cue that begins with "as saying".
    fn quoted(&self, cue: &Range<usize>) -> Option<usize> {
        let sentence = self.doc.sentence_at(cue.start).tokens.clone();
        let verb =
            |t: &usize| matches!(self.doc.lower(*t), "quoted" | "cited" | "quoting" | "citing" | "quotes" | "cites");
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
        self.doc.lower(token) == "as" && self.tags.get(token + 1) == Some(&Tag::Vbg)
    }

    fn is_passive(&self, verb: usize) -> bool {
        let start = self.doc.sentence_at(verb).tokens.start;
        let be = |t: usize| matches!(self.doc.lower(t), "was" | "were" | "is" | "are" | "been" | "being" | "be");
        (verb.saturating_sub(3).max(start)..verb).any(be)
    }

    /// The phrase behind "by" or "on" after a passive.
    fn agent(&self, verb: usize) -> Option<Range<usize>> {
        let end = self.doc.sentence_at(verb).tokens.end.min(verb + REACH);
        let by = (verb + 1..end).take(6).find(|&t| matches!(self.doc.lower(t), "by" | "on" | "in"))?;
        let stop = (by + 1..end).find(|&t| self.ends_phrase(t)).unwrap_or(end);
        self.has_noun(by + 1..stop)
    }

    /// Who quotes, and who is quoted.
    fn active(&self, verb: usize) -> Option<(Range<usize>, Range<usize>)> {
        let sentence = self.doc.sentence_at(verb).tokens.clone();
        let limit = sentence.end.min(verb + REACH);
        let as_saying = (verb + 1..limit).find(|&t| self.is_as(t))?;
        let inner = |t: usize| {
            self.tags[t].is_noun()
                || matches!(self.tags[t], Tag::Jj | Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Pos | Tag::Cd)
        };
        let mut end = verb;
        while end > sentence.start && matches!(self.tags[end - 1], Tag::Rb | Tag::Md | Tag::Vbz | Tag::Vbd) {
            end -= 1;
        }
        let mut start = end;
        while start > sentence.start && inner(start - 1) {
            start -= 1;
        }
        Some((self.has_noun(start..end)?, self.has_noun(verb + 1..as_saying)?))
    }

    fn ends_phrase(&self, token: usize) -> bool {
        matches!(self.tags[token], Tag::Comma | Tag::Colon | Tag::Period | Tag::OpenQuote | Tag::CloseQuote)
            || self.doc.lower(token) == "as"
    }

    fn has_noun(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let noun = tokens.clone().any(|t| self.tags[t].is_noun() || self.tags[t] == Tag::Prp);
        noun.then_some(tokens)
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
