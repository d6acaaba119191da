//! Mends sources: finds subjects for cues that have none, and the edges of others. A subject is never governed by a preposition, so a source behind one is the tail of a longer
//! phrase (`officials familiar with ⟨the case⟩ expect`) or stands behind something fronted (`Asked by ⟨reporters, the
//! mayor⟩ said`).

use std::ops::Range;

use super::Draft;
use crate::language::tags::Tag;
use crate::text::{Document, TokenKind};

/// The farthest that a phrase begins before its last part, in tokens.
const REACH: usize = 24;

/// Mends the sources that stand right before their cues.
pub fn mend(doc: &Document, tags: &[Tag], drafts: &mut [Draft]) {
    let edges = Edges { doc, tags };
    for draft in drafts {
        let Some(cue) = draft.cue.clone() else { continue };
        if draft.source.is_none() && draft.speaker.is_none() && !edges.is_passive(&cue) {
            let free = |subject: &Range<usize>| !subject.clone().any(|t| draft.holds(t));
            draft.source = super::subject(doc, tags, &cue).filter(free);
        }
        let Some(mut source) = draft.source.clone() else { continue };
        if source.end <= cue.start && matches!(tags[source.start], Tag::Pos | Tag::Rp) {
            source = super::subject(doc, tags, &cue).unwrap_or(source);
            draft.source = Some(source.clone());
        }
        let relative = tags[source.end - 1].is_wh() || doc.lower(source.end - 1) == "that";
        if source.end <= cue.start && !relative && edges.is_adjacent(source.end, cue.start) {
            draft.source = Some(edges.mended(source));
        }
    }
}

struct Edges<'d> {
    doc: &'d Document<'d>,
    tags: &'d [Tag],
}

impl Edges<'_> {
    fn mended(&self, source: Range<usize>) -> Range<usize> {
        let source = self.without_fronted(&source).unwrap_or(source);
        let start = self.widened(source.start).unwrap_or(source.start);
        start..source.end
    }

    /// Whether nothing but adverbs and commas stands between a source and its cue.
    fn is_adjacent(&self, end: usize, cue: usize) -> bool {
        self.doc.sentence_of[end.saturating_sub(1)] == self.doc.sentence_of[cue]
            && (end..cue).all(|t| matches!(self.tags[t], Tag::Rb | Tag::Comma | Tag::Rp) || self.doc.is_quote_mark(t))
    }

    /// Whether a cue says what is done to its subject: `is expected`, `Asked`. Where it is no verb at all it has none.
    fn is_passive(&self, cue: &Range<usize>) -> bool {
        let verb = cue.clone().any(|t| self.tags[t].is_finite() || self.tags[t] == Tag::Md);
        let participle = cue.clone().rev().find(|&t| self.tags[t].is_verb()).filter(|&t| self.tags[t] == Tag::Vbn);
        let be = |t: usize| {
            matches!(self.doc.lower(t), "is" | "are" | "was" | "were" | "be" | "been" | "being" | "'s" | "'re")
        };
        let before = cue.start.saturating_sub(3)..participle.unwrap_or(cue.start);
        !verb || participle.is_some() && before.into_iter().any(be)
    }

    fn floor(&self, token: usize) -> usize {
        self.doc.sentence_at(token).tokens.start.max(token.saturating_sub(REACH))
    }

    /// `In her judgment ⟨the Alliance⟩`, `a service letter of May 2022 ⟨the manufacturer⟩`: where a determiner follows a
    /// noun at once and no verb follows it, the subject begins there. `by ⟨reporters, the mayor, Kari Lund,⟩`: what a
    /// preposition governs up to a comma is no part of it.
    fn without_fronted(&self, source: &Range<usize>) -> Option<Range<usize>> {
        let determiner = |t: &usize| {
            matches!(self.tags[*t], Tag::Dt | Tag::PrpS)
                && (self.tags[*t - 1].is_noun() || self.tags[*t - 1] == Tag::Cd)
                && !matches!(self.doc.lower(*t), "all" | "both" | "each")
        };
        if let Some(at) = (source.start + 1..source.end).rev().find(determiner) {
            let clause = (at..source.end).any(|t| self.tags[t].is_verb());
            let comma = (source.start..at).any(|t| self.tags[t] == Tag::Comma);
            let time = (at..source.end).any(|t| super::is_time(self.doc, self.tags, t));
            if !clause && !comma && !time && self.has_noun(at..source.end) {
                return Some(at..source.end);
            }
        }
        let before = source.start.checked_sub(1).filter(|&t| t >= self.floor(source.start))?;
        let comma = (source.start..source.end).find(|&t| self.tags[t] == Tag::Comma)?;
        let rest = comma + 1..source.end;
        let names = self
            .tags
            .get(rest.start)
            .is_some_and(|&tag| tag.is_noun() || matches!(tag, Tag::Dt | Tag::PrpS | Tag::Cd | Tag::Jj));
        let fronted = self.is_preposition(before) && self.widened(source.start).is_none();
        (fronted && names && self.has_noun(rest.clone())).then_some(rest)
    }

    /// Where the phrase begins that ends with what begins at `start`; nothing where it begins there.
    fn widened(&self, start: usize) -> Option<usize> {
        let floor = self.floor(start);
        let before = start.checked_sub(1).filter(|&t| t >= floor)?;
        if self.tags[before] == Tag::Comma {
            return self.name_before_aside(start, before, floor);
        }
        let governed = self.is_preposition(before) || self.tags[start].is_verb() && self.tags[before].is_verb();
        if !governed {
            return self.loose_words(start, floor);
        }
        let mut at = before;
        loop {
            let head = self.head_before(at, floor)?;
            let start = self.phrase_start(head, floor);
            match start.checked_sub(1).filter(|&t| t >= floor) {
                Some(t) if self.is_preposition(t) => at = t,
                Some(t) if self.tags[t].is_finite() || self.tags[t] == Tag::Vbn => at = t + 1,
                _ => return Some(start),
            }
        }
    }

    /// The noun that what ends before `at` belongs to, over adjectives, participles and relative clauses.
    fn head_before(&self, at: usize, floor: usize) -> Option<usize> {
        let mut t = at;
        while t > floor {
            t -= 1;
            let tag = self.tags[t];
            if tag.is_noun() || matches!(tag, Tag::Cd | Tag::Prp) || is_quantity(self.doc.lower(t)) {
                return Some(t);
            }
            if tag.is_finite() || tag == Tag::Md {
                let relative =
                    (floor..t).rev().take(12).find(|&k| matches!(self.doc.lower(k), "who" | "that" | "which"))?;
                let clear = (relative..t).all(|k| self.tags[k] != Tag::Comma);
                return (relative > floor && clear && self.tags[relative - 1].is_noun()).then(|| relative - 1);
            }
            if !matches!(tag, Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Vbn | Tag::Vbg | Tag::Rb | Tag::Rp) {
                return None;
            }
        }
        None
    }

    /// The first token of the plain noun phrase that ends with a token.
    fn phrase_start(&self, last: usize, floor: usize) -> usize {
        let inner = |t: usize| {
            self.tags[t].is_noun()
                || matches!(self.tags[t], Tag::Jj | Tag::Jjs | Tag::Jjr | Tag::Cd | Tag::PrpS | Tag::Pos)
                || self.tags[t] == Tag::Dt
                || is_quantity(self.doc.lower(t))
        };
        let mut start = last;
        while start > floor && inner(start - 1) && !(self.tags[start] == Tag::Dt && self.tags[start - 1].is_noun()) {
            start -= 1;
        }
        start
    }

    /// `a Cardinal ⟨vice president⟩`, `seed ⟨companies⟩`: a common noun takes the words of its phrase along.
    fn loose_words(&self, start: usize, floor: usize) -> Option<usize> {
        let common = matches!(self.tags[start], Tag::Nn | Tag::Nns);
        let before = start.checked_sub(1)?;
        let taken =
            matches!(self.tags[before], Tag::Jj | Tag::Jjs | Tag::Jjr | Tag::Cd | Tag::Nn | Tag::Nnp | Tag::Pos)
                || matches!(self.doc.lower(before), "most" | "neither" | "only");
        if !common || !taken || before < floor || super::is_time(self.doc, self.tags, before) {
            return None;
        }
        let begin = self.phrase_start(start, floor);
        // "a step analysts see": a phrase of its own.
        let whole = self.tags[before] == Tag::Nn && self.tags[begin] == Tag::Dt;
        let times = whole || (begin..start).any(|t| super::is_time(self.doc, self.tags, t));
        (!times && begin < start).then_some(begin)
    }

    /// `Oana Moldoveanu, ⟨71, who keeps sheep,⟩`: an age or a party is an aside behind a name.
    fn name_before_aside(&self, start: usize, comma: usize, floor: usize) -> Option<usize> {
        let word = self.doc.lower(start);
        let party = word.len() > 2 && word.starts_with(['r', 'd', 'i']) && word[1..].starts_with(['-', '–']);
        let aside = self.doc.tokens[start].kind == TokenKind::Number || party;
        let named = comma > floor && self.tags[comma - 1].is_proper();
        (aside && named).then(|| self.phrase_start(comma - 1, floor))
    }

    fn is_preposition(&self, token: usize) -> bool {
        self.tags[token] == Tag::In
            && !matches!(
                self.doc.lower(token),
                "that"
                    | "whether"
                    | "if"
                    | "because"
                    | "while"
                    | "although"
                    | "though"
                    | "as"
                    | "since"
                    | "after"
                    | "before"
                    | "when"
                    | "until"
                    | "unless"
                    | "than"
                    | "like"
                    | "once"
                    | "whereas"
            )
    }

    fn has_noun(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|t| self.tags[t].is_noun())
    }
}

fn is_quantity(word: &str) -> bool {
    matches!(
        word,
        "most" | "half" | "some" | "many" | "all" | "none" | "few" | "one" | "each" | "both" | "nobody" | "several"
    )
}

#[cfg(test)]
mod tests {
    use crate::analysis::analyze_at;
    use crate::text::document::testing::article;

    fn source(text: &str) -> String {
        let article = article(&[text]);
        let analysis = analyze_at(&article, 0.0);
        let source = analysis.statements.first().and_then(|statement| statement.source);
        source.map_or_else(String::new, |span| article.slice(span).to_owned())
    }

    #[test]
    fn a_subject_behind_a_preposition_begins_further_left() {
        assert_eq!(
            source("Officials familiar with the case said that it would rain."),
            "Officials familiar with the case"
        );
        assert_eq!(
            source("A pilot who flew over the valley said that it would rain."),
            "A pilot who flew over the valley"
        );
    }

    #[test]
    fn what_is_fronted_is_no_subject() {
        assert_eq!(source("In her judgment the Alliance denied that it would rain."), "the Alliance");
    }
}
