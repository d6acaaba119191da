//! Mends the edges of sources. A subject is never governed by a preposition, so a source behind one is the tail of a longer
//! phrase (`officials familiar with ⟨the case⟩ expect`) or stands behind something fronted (`Asked by ⟨reporters, the
//! mayor⟩ said`).

use std::ops::Range;

use super::Draft;
use super::noun_phrase::{can_begin, ending_at};
use super::reading::Reading;
use crate::language::tags::Tag;
use crate::text::{Document, TokenKind};

/// The farthest that a phrase begins before its last part, in tokens.
const REACH: usize = 24;

/// Mends the sources that stand right before their cues.
pub fn mend(doc: &Document, tags: &[Tag], drafts: &mut [Draft]) {
    let edges = Edges { r: Reading { doc, tags } };
    for draft in drafts {
        let (Some(source), Some(cue)) = (draft.source.clone(), draft.cue.clone()) else { continue };
        if source.end > cue.start {
            continue;
        }
        // A phrase begins with no ending and no particle.
        let broken = edges.r.tagged(source.start, &[Tag::Pos, Tag::Rp]);
        let source = broken.then(|| super::subject(doc, tags, &cue)).flatten().unwrap_or(source);
        let relative = tags[source.end - 1].is_wh() || edges.r.is(source.end - 1, &["that"]);
        let mended = !relative && edges.is_adjacent(source.end, cue.start);
        draft.source = Some(if mended { edges.mended(source) } else { source });
    }
}

/// Words that head a phrase without being nouns.
const QUANTITIES: &[&str] =
    &["most", "half", "some", "many", "all", "none", "few", "one", "each", "both", "nobody", "several"];
/// Words with the tag of prepositions that join clauses.
const JOINING: &[&str] = &[
    "that", "whether", "if", "because", "while", "although", "though", "as", "since", "after", "before", "when",
    "until", "unless", "than", "like", "once", "whereas",
];

struct Edges<'d> {
    r: Reading<'d>,
}

impl Edges<'_> {
    fn mended(&self, source: Range<usize>) -> Range<usize> {
        let source = self.without_fronted(&source).unwrap_or(source);
        let start = self.widened(source.start).unwrap_or(source.start);
        start..source.end
    }

    /// Whether nothing but adverbs and commas stands between a source and its cue.
    fn is_adjacent(&self, end: usize, cue: usize) -> bool {
        let between = |t| self.r.tagged(t, &[Tag::Rb, Tag::Comma, Tag::Rp]) || self.r.doc.is_quote_mark(t);
        self.r.doc.sentence_of[end - 1] == self.r.doc.sentence_of[cue] && (end..cue).all(between)
    }

    fn floor(&self, token: usize) -> usize {
        self.r.doc.sentence_at(token).tokens.start.max(token.saturating_sub(REACH))
    }

    /// `In her judgment ⟨the Alliance⟩`, `a service letter of May 2022 ⟨the manufacturer⟩`: where a determiner follows a
    /// noun at once and no verb follows it, the subject begins there. `by ⟨reporters, the mayor, Kari Lund,⟩`: what a
    /// preposition governs up to a comma is no part of it.
    fn without_fronted(&self, source: &Range<usize>) -> Option<Range<usize>> {
        let determiner = |t: &usize| {
            self.r.tagged(*t, &[Tag::Dt, Tag::PrpS])
                && (self.r.tags[*t - 1].is_noun() || self.r.tagged(*t - 1, &[Tag::Cd]))
                && !self.r.is(*t, &["all", "both", "each"])
        };
        if let Some(at) = (source.start + 1..source.end).rev().find(determiner) {
            let clause = (at..source.end).any(|t| self.r.tags[t].is_verb());
            let comma = (source.start..at).any(|t| self.r.tags[t] == Tag::Comma);
            let time = (at..source.end).any(|t| self.r.is_time(t));
            if !clause && !comma && !time && self.has_noun(at..source.end) {
                return Some(at..source.end);
            }
        }
        let before = source.start.checked_sub(1).filter(|&t| t >= self.floor(source.start))?;
        let comma = (source.start..source.end).find(|&t| self.r.tags[t] == Tag::Comma)?;
        let rest = comma + 1..source.end;
        let names = can_begin(&self.r, rest.start);
        let fronted = self.is_preposition(before) && self.widened(source.start).is_none();
        (fronted && names && self.has_noun(rest.clone())).then_some(rest)
    }

    /// Where the phrase begins that ends with what begins at `start`; nothing where it begins there.
    fn widened(&self, start: usize) -> Option<usize> {
        let floor = self.floor(start);
        let before = start.checked_sub(1).filter(|&t| t >= floor)?;
        if self.r.tags[before] == Tag::Comma {
            return self.name_before_aside(start, before, floor);
        }
        let governed = self.is_preposition(before) || self.r.tags[start].is_verb() && self.r.tags[before].is_verb();
        if !governed {
            return self.loose_words(start, floor);
        }
        let mut at = before;
        loop {
            let head = self.head_before(at, floor)?;
            let start = ending_at(&self.r, head, floor).start;
            match start.checked_sub(1).filter(|&t| t >= floor) {
                Some(t) if self.is_preposition(t) => at = t,
                Some(t) if self.r.tags[t].is_finite() || self.r.tags[t] == Tag::Vbn => at = t + 1,
                _ => return Some(start),
            }
        }
    }

    /// The noun that what ends before `at` belongs to, over adjectives, participles and relative clauses.
    fn head_before(&self, at: usize, floor: usize) -> Option<usize> {
        let mut t = at;
        while t > floor {
            t -= 1;
            let tag = self.r.tags[t];
            if tag.is_noun() || matches!(tag, Tag::Cd | Tag::Prp) || self.r.is(t, QUANTITIES) {
                return Some(t);
            }
            if tag.is_finite() || tag == Tag::Md {
                let relative = (floor..t).rev().take(12).find(|&k| self.r.is(k, &["who", "that", "which"]))?;
                let clear = (relative..t).all(|k| self.r.tags[k] != Tag::Comma);
                return (relative > floor && clear && self.r.tags[relative - 1].is_noun()).then(|| relative - 1);
            }
            if !matches!(tag, Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Vbn | Tag::Vbg | Tag::Rb | Tag::Rp) {
                return None;
            }
        }
        None
    }

    /// `a Cardinal ⟨vice president⟩`, `seed ⟨companies⟩`: a common noun takes the words of its phrase along.
    fn loose_words(&self, start: usize, floor: usize) -> Option<usize> {
        let common = matches!(self.r.tags[start], Tag::Nn | Tag::Nns);
        let before = start.checked_sub(1)?;
        let taken =
            matches!(self.r.tags[before], Tag::Jj | Tag::Jjs | Tag::Jjr | Tag::Cd | Tag::Nn | Tag::Nnp | Tag::Pos)
                || self.r.is(before, &["most", "neither", "only"]);
        if !common || !taken || before < floor || self.r.is_time(before) {
            return None;
        }
        let begin = ending_at(&self.r, start, floor).start;
        // "a step analysts see": a phrase of its own.
        let whole = self.r.tags[before] == Tag::Nn && self.r.tags[begin] == Tag::Dt;
        let times = whole || (begin..start).any(|t| self.r.is_time(t));
        (!times && begin < start).then_some(begin)
    }

    /// `Oana Moldoveanu, ⟨71, who keeps sheep,⟩`: an age or a party is an aside behind a name.
    fn name_before_aside(&self, start: usize, comma: usize, floor: usize) -> Option<usize> {
        let word = self.r.doc.lower(start);
        let party = word.len() > 2 && word.starts_with(['r', 'd', 'i']) && word[1..].starts_with(['-', '–']);
        let aside = self.r.doc.tokens[start].kind == TokenKind::Number || party;
        let named = comma > floor && self.r.tags[comma - 1].is_proper();
        (aside && named).then(|| ending_at(&self.r, comma - 1, floor).start)
    }

    fn is_preposition(&self, token: usize) -> bool {
        self.r.tagged(token, &[Tag::In]) && !self.r.is(token, JOINING)
    }

    fn has_noun(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|t| self.r.tags[t].is_noun())
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::analyze_at;
    use crate::text::document::testing::article;

    /// The source of the surest statement.
    fn source(text: &str) -> String {
        let article = article(&[text]);
        let analysis = analyze_at(&article, 0.0);
        let source =
            analysis.statements.iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence)).and_then(|s| s.source);
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
