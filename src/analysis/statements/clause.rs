//! What follows a reporting verb: that-clauses, bare clauses, infinitives, objects; and where it ends.

use std::ops::Range;

use super::cue::{Cue, Form};
use super::noun_phrase::{can_begin, starting_at};
use super::reading::Reading;
use crate::analysis::{Class, Rule};
use crate::language::cues::Frames;
use crate::language::tags::Tag;

/// What a cue attributes, to its right.
#[derive(Clone, PartialEq, Debug)]
pub struct Complement {
    /// The words attributed.
    pub content: Range<usize>,
    /// Where the cue ends once its preposition is added.
    pub cue_end: usize,
    /// Whom it was said to.
    pub addressee: Option<Range<usize>>,
    /// The kind of complement.
    pub rule: Rule,
    /// How far to trust it.
    pub confidence: f32,
}

const QUESTION: &[&str] = &["whether", "how", "why", "what", "when", "where", "who", "if", "which"];
/// Prepositions by the frame that allows them.
const PREPOSITIONS: &[(&str, Frames)] = &[
    ("of", Frames::OF),
    ("for", Frames::FOR),
    ("on", Frames::ON),
    ("at", Frames::AT),
    ("to", Frames::TO_NP),
    ("about", Frames::ABOUT),
    ("against", Frames::AGAINST),
    ("over", Frames::OVER),
    ("with", Frames::WITH),
];
/// Most tokens between a verb and its "that".
const REACH: usize = 14;

/// The complement of `cue` that begins behind it; `cues` are all of the text, to know where the next one takes over.
pub fn complement(r: &Reading, cue: &Cue, cues: &[Cue]) -> Option<Complement> {
    let bounds = r.bounds(cue.verb);
    let (start, high) = (cue.tokens.end, content_high(r, bounds.end));
    if start >= high {
        return None;
    }
    let made = |from: usize, cue_end: usize, addressee: Option<Range<usize>>, rule: Rule, confidence: f32| {
        let end = end(r, cue, cues, from, high);
        let content = r.trim(from..end);
        (r.words(content.clone()) > 0).then_some(Complement { content, cue_end, addressee, rule, confidence })
    };
    if cue.takes(Frames::THAT.or(Frames::WH).or(Frames::BARE))
        && let Some((that, addressee)) = conjunction(r, cue, start, high)
    {
        return made(that, start, addressee, Rule::ThatClause, 0.88);
    }
    if cue.takes(Frames::PERSON)
        && can_begin(r, start)
        && let Some(found) = past_addressee(r, cue, start, high)
    {
        let (from, cue_end, addressee, rule, confidence) = found;
        return made(from, cue_end, addressee, rule, confidence);
    }
    if cue.takes(Frames::TO) && r.is(start, &["to"]) && r.tagged(start + 1, &[Tag::Vb]) {
        return made(start, start, None, Rule::Infinitive, 0.8);
    }
    if let Some(preposition) = preposition(r, cue, start) {
        return made(preposition + 1, preposition + 1, None, Rule::NounPhrase, 0.75);
    }
    if cue.takes(Frames::AS) && (start..high.min(start + 12)).any(|i| r.is(i, &["as"])) {
        return made(start, start, None, Rule::NounPhrase, 0.75);
    }
    let opens = can_begin(r, start) || r.doc.is_quote_mark(start);
    if cue.takes(Frames::SMALL) && opens && high - start > 1 {
        return made(start, start, None, Rule::NounPhrase, 0.75);
    }
    if cue.takes(Frames::BARE)
        && let Some(from) = bare_clause(r, start, high)
    {
        return made(from, start, None, Rule::BareClause, 0.85);
    }
    if cue.takes(Frames::NP.or(Frames::ING)) && (opens || r.tagged(start, &[Tag::Vbg]) || r.tagged(start, &[Tag::Jj])) {
        return made(start, start, None, Rule::NounPhrase, 0.7);
    }
    if cue.takes(Frames::QUOTE) && r.doc.is_quote_mark(start) {
        return made(start, start, None, Rule::QuoteAfterCue, 0.8);
    }
    None
}

/// Content stops before the sentence's final stop.
fn content_high(r: &Reading, high: usize) -> usize {
    let mut end = high;
    while end > 0 && r.is_stop(end - 1) && r.doc.quotation_of[end - 1].is_none() {
        end -= 1;
    }
    end
}

/// "that", "whether" or a question word, behind an addressee, a time or a place at the most.
fn conjunction(r: &Reading, cue: &Cue, start: usize, high: usize) -> Option<(usize, Option<Range<usize>>)> {
    let depth = r.depth(cue.verb);
    let mut nouns: Option<Range<usize>> = None;
    for i in start..high.min(start + REACH) {
        if r.depth(i) != depth || r.doc.is_quote_mark(i) {
            return None;
        }
        let object = nouns.as_ref().is_some_and(|n| n.start == start && n.end == i) && !r.is_time(i - 1);
        let relative = object && !cue.takes(Frames::PERSON) || r.tag(i + 1).is_some_and(|t| t.is_finite() && i > start);
        let that = r.is(i, &["that"]) && cue.takes(Frames::THAT) && opens_clause(r, i, high) && !relative;
        let question = r.is(i, QUESTION) && cue.takes(Frames::WH) && (i == start || nouns.is_some());
        let question = question && !(r.is(i, &["if", "when", "where", "which", "who"]) && i > start && !is_asking(cue));
        if that || question {
            let addressee = nouns.filter(|n| n.start == start && cue.takes(Frames::PERSON));
            return Some((i, addressee));
        }
        if r.tag(i).is_some_and(Tag::is_finite) || r.is(i, &[":", ";", ".", "—", "–"]) || r.is(i, &["that"]) {
            return None;
        }
        if can_begin(r, i) && nouns.as_ref().is_none_or(|n| i >= n.end) {
            nouns = Some(starting_at(r, i, high));
        }
    }
    None
}

fn is_asking(cue: &Cue) -> bool {
    cue.entry.class == Class::Ask
}

/// Whether the "that" at `i` opens a clause, and is not a determiner or the object itself.
fn opens_clause(r: &Reading, i: usize, high: usize) -> bool {
    i + 2 < high && r.has_finite(i + 1..high, 0) || r.tagged(i, &[Tag::In])
}

type Found = (usize, usize, Option<Range<usize>>, Rule, f32);

/// The content behind the person addressed: `told reporters the port …`, `urged Lima to …`, `accused Lima of …`.
fn past_addressee(r: &Reading, cue: &Cue, start: usize, high: usize) -> Option<Found> {
    let person = starting_at(r, start, high);
    let behind = person.end;
    if behind >= high {
        return None;
    }
    if r.is(behind, &["to"]) && cue.takes(Frames::TO.or(Frames::PERSON)) && r.tagged(behind + 1, &[Tag::Vb]) {
        return Some((behind, start, Some(person), Rule::Infinitive, 0.82));
    }
    if r.is(behind, &["not"]) && r.is(behind + 1, &["to"]) {
        return Some((behind, start, Some(person), Rule::Infinitive, 0.82));
    }
    if let Some((_, _)) = PREPOSITIONS.iter().find(|(word, frame)| r.is(behind, &[word]) && cue.takes(*frame)) {
        return Some((behind + 1, start, Some(person), Rule::NounPhrase, 0.8));
    }
    if cue.takes(Frames::BARE) {
        let from = bare_clause(r, behind, high)?;
        return Some((from, start, Some(person), Rule::BareClause, 0.8));
    }
    None
}

fn preposition(r: &Reading, cue: &Cue, start: usize) -> Option<usize> {
    PREPOSITIONS.iter().any(|(word, frame)| r.is(start, &[word]) && cue.takes(*frame)).then_some(start)
}

/// Where a clause without "that" begins: a noun phrase with its finite verb before the next comma.
fn bare_clause(r: &Reading, start: usize, high: usize) -> Option<usize> {
    let mut from = start;
    if r.is(from, &["on", "in", "at", "during", "late", "early", "earlier", "later"]) || r.is_time(from) {
        while from < high.min(start + 8)
            && !(r.tagged(from, &[Tag::Prp, Tag::Ex, Tag::Dt, Tag::PrpS]) && from > start + 1 && r.is_time(from - 1))
        {
            from += 1;
            if r.is_time(from - 1) && from < high && !r.is_time(from) && can_begin(r, from) {
                break;
            }
        }
        if from >= high.min(start + 8) {
            return None;
        }
    }
    let opens = can_begin(r, from)
        || r.tagged(from, &[Tag::Ex, Tag::Vbg])
        || r.doc.is_quote_mark(from)
        || r.is(from, &["if", "in", "there", "when", "because", "despite", "although", "while", "no"]);
    if !opens {
        return None;
    }
    let depth = r.depth(start);
    let verb = r.first_finite(from..high.min(from + 24), depth)?;
    let comma = (from..verb).find(|&i| r.is(i, &[",", ":", ";"]));
    let subordinate = r.is(from, &["if", "in", "when", "because", "despite", "although", "while"]);
    (comma.is_none() || subordinate || verb - from < 14 && comma.is_some_and(|c| c > from + 1)).then_some(from)
}

/// Participles and phrases that bring a new attribution, or the writer's voice back.
const TAKES_OVER: &[&str] = &["according", "though", "although", "while", "which"];

/// Where the content that begins at `from` ends.
fn end(r: &Reading, cue: &Cue, cues: &[Cue], from: usize, high: usize) -> usize {
    let depth = r.depth(cue.verb);
    let object = !cue.takes(Frames::THAT.or(Frames::BARE).or(Frames::TO))
        || r.tagged(from, &[Tag::Nn, Tag::Nns, Tag::Nnp, Tag::Dt]) && !r.has_finite(from..high, 0);
    for i in from + 1..high {
        if r.depth(i) != depth {
            continue;
        }
        let next = i + 1;
        if r.is(i, &[";"]) {
            return i;
        }
        if r.is(i, &["—", "–", "--"]) && cue_between(cues, next, high.min(next + 6)).is_some() {
            return i;
        }
        if r.is(i, &[","]) && next < high {
            let reporting = cue_between(cues, next, next + 1).is_some_and(|c| c.form == Form::Participle);
            let relative = r.is(next, TAKES_OVER) && !r.doc.is_quote_mark(next);
            let again = r.is(next, &["but", "and"])
                && cue_between(cues, next, high.min(next + 6))
                    .is_some_and(|c| c.form == Form::Finite && c.entry.class != Class::Manner);
            let object_over = object
                && r.is(next, &["but", "and", "saying", "as", "who", "after", "before", "with", "a", "the", "an"]);
            if reporting || relative || again || object_over {
                return i;
            }
        }
        if r.is(i, &["and", "but"]) && i > from + 1 {
            let second = cue_between(cues, next, high.min(next + 3)).filter(|c| c.tokens.start <= next + 1);
            let same = second
                .is_some_and(|c| c.form == Form::Finite && r.tag(c.verb) == r.tag(cue.verb) && coordinates(r, c, next));
            if same {
                return i;
            }
        }
        if object
            && r.is(i, &["when", "after", "before", "while", "as", "because"])
            && i > from + 2
            && !cue.takes(Frames::AS)
            && r.has_finite(next..high, 0)
        {
            return i;
        }
    }
    high
}

/// Whether the cue has no subject of its own: it stands right behind the conjunction.
fn coordinates(r: &Reading, cue: &Cue, behind: usize) -> bool {
    cue.tokens.start == behind || cue.tokens.start == behind + 1 && r.tagged(behind, &[Tag::Rb])
}

fn cue_between(cues: &[Cue], low: usize, high: usize) -> Option<&Cue> {
    let first = cues.partition_point(|c| c.verb < low);
    cues.get(first).filter(|c| c.verb < high)
}

/// Where the content of a reporting noun ends that begins at `from`: as for a verb, but sooner over a comma; and where
/// the noun is the subject of its sentence (`heads`), before the sentence's own verb.
pub fn noun_end(r: &Reading, cues: &[Cue], from: usize, high: usize, heads: bool) -> usize {
    let depth = r.depth(from);
    let end = (from + 1..high)
        .filter(|&i| r.depth(i) == depth)
        .find(|&i| {
            r.is(i, &[";", "—", "–", ","])
                || r.is(i, &["and", "but"]) && cue_between(cues, i + 1, i + 3).is_some_and(|c| coordinates(r, c, i + 1))
        })
        .unwrap_or(high);
    let own_verb = heads.then(|| second_verb(r, from, end)).flatten();
    own_verb.unwrap_or(end)
}

/// The second verb with tense that has no conjunction, relative or auxiliary before it.
fn second_verb(r: &Reading, from: usize, high: usize) -> Option<usize> {
    let depth = r.depth(from);
    let finite = |i: &usize| r.tag(*i).is_some_and(Tag::is_finite) && r.depth(*i) == depth;
    let first = (from..high).find(finite)?;
    (first + 1..high).filter(finite).find(|&i| {
        let before = i - 1;
        let opens = r.tag(before).is_some_and(|t| t.is_wh() || t.is_finite() || t == Tag::Cc || t == Tag::Prp)
            || r.is(before, &["that", "not", "n't", ","]);
        !opens
    })
}
