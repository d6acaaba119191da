//! Refusals to speak: `declined to comment`, `did not respond to questions`, `could not be reached`.

use std::ops::Range;

use super::draft::Draft;
use super::reading::Reading;
use super::subject;
use crate::analysis::Rule;
use crate::language::lemma::verb_lemmas;
use crate::language::tags::Tag;
use crate::text::Document;

/// Verbs of speaking that one may decline.
const SPEAKING: &[&str] = &[
    "comment",
    "answer",
    "discuss",
    "say",
    "elaborate",
    "speak",
    "talk",
    "respond",
    "reply",
    "identify",
    "name",
    "give",
    "provide",
    "confirm",
    "explain",
    "disclose",
    "release",
    "testify",
    "specify",
    "predict",
    "reveal",
    "tell",
    "describe",
    "address",
    "detail",
];

/// Words that name speaking without being such a verb.
const ANSWERS: &[&str] =
    &["comments", "response", "answers", "questions", "reached", "interview", "interviewed", "quoted", "available"];

/// How many words of a content tell whether it is about speaking.
const NEAR: usize = 3;

/// Whether a refusal is one to speak: its cue, or one of the first three words of what is refused, names speaking
/// (`declined to comment`, `did not respond`; not `refused to leave`). All words are in lower case.
pub fn is_about_speaking<'w>(cue: impl Iterator<Item = &'w str>, content: impl Iterator<Item = &'w str>) -> bool {
    let speaks = |word: &str| {
        ANSWERS.contains(&word) || verb_lemmas(word).iter().any(|lemma| SPEAKING.contains(&lemma.as_ref()))
    };
    cue.chain(content.take(NEAR)).any(speaks)
}

/// The words of a refusal of whatever form, where it is one to speak.
pub fn withheld(doc: &Document, cue: &Range<usize>, content: &Range<usize>) -> Option<Range<usize>> {
    let near = content.start <= cue.end + NEAR && content.end >= cue.end;
    let words = |tokens: &Range<usize>| tokens.clone().map(|t| doc.lower(t));
    (near && is_about_speaking(words(cue), words(content))).then_some(cue.start..content.end)
}

/// The words of a refusal whose cue and content are known, where what is refused is to speak.
pub fn refused_words(r: &Reading, cue: &Range<usize>, content: &Range<usize>) -> Option<Range<usize>> {
    let to = (cue.start..=cue.end).find(|&i| r.is(i, &["to"]))?;
    let passive = r.is(to + 1, &["be"]) && r.is(to + 2, &["interviewed", "quoted"]);
    (r.is(to + 1, SPEAKING) || passive).then_some(cue.start..content.end.max(cue.end))
}

/// Adds the refusals that have no reporting verb.
pub fn find(r: &Reading, drafts: &mut Vec<Draft>) {
    for i in 0..r.doc.tokens.len() {
        let found = match r.lower(i) {
            "respond" | "responded" | "reply" | "replied" | "return" | "returned" => unanswered(r, i),
            "reached" => unreached(r, i),
            "comment" => no_comment(r, i),
            _ => None,
        };
        drafts.extend(found);
    }
}

/// `did not immediately respond to a request for comment`
fn unanswered(r: &Reading, verb: usize) -> Option<Draft> {
    let bounds = r.bounds(verb);
    let (start, negated) = auxiliaries(r, verb, bounds.start);
    let calls = !r.is(verb, &["return", "returned"])
        || (verb + 1..bounds.end.min(verb + 6)).any(|i| r.is(i, &["calls", "call", "messages", "emails", "message"]));
    (negated && calls).then_some(())?;
    let asked = clause_end(r, verb + 1, bounds.end);
    refusal(r, start..verb + 1, verb + 1..asked, bounds.start)
}

/// `could not be reached for comment`
fn unreached(r: &Reading, verb: usize) -> Option<Draft> {
    let bounds = r.bounds(verb);
    let (start, negated) = auxiliaries(r, verb, bounds.start);
    let end = clause_end(r, verb + 1, bounds.end);
    let to_speak = end == verb + 1 || r.is(verb + 1, &["for", "by", "on"]);
    (negated && to_speak && r.is(verb - 1, &["be"])).then_some(())?;
    refusal(r, start..verb, verb..end, bounds.start)
}

/// `had no comment`, `was unavailable for comment`
fn no_comment(r: &Reading, noun: usize) -> Option<Draft> {
    let bounds = r.bounds(noun);
    let verb = (bounds.start..noun)
        .rev()
        .take(5)
        .find(|&i| r.is(i, &["had", "has", "have", "was", "were", "offered", "made"]))?;
    let none = (verb + 1..noun).any(|i| r.is(i, &["no", "unavailable", "not"]));
    let near = r.is(noun - 1, &["no"]) || r.is(noun - 1, &["for"]) && none;
    (none && near).then_some(())?;
    refusal(r, verb..verb + 1, verb + 1..noun + 1, bounds.start)
}

fn refusal(r: &Reading, cue: Range<usize>, content: Range<usize>, low: usize) -> Option<Draft> {
    let source = subject::before(r, cue.start, low, 0)?;
    let silence = cue.start..content.end.max(cue.end);
    let content = if content.is_empty() { cue.clone() } else { content };
    let mut draft = Draft::new(content, 0.7).because(r.doc, Rule::Silence, &silence);
    draft.source = Some(source.tokens);
    draft.cue = Some(cue);
    draft.silence = Some(silence);
    Some(draft)
}

/// Where the auxiliaries before `verb` begin, and whether a "not" is among them.
fn auxiliaries(r: &Reading, verb: usize, low: usize) -> (usize, bool) {
    let (mut start, mut negated) = (verb, false);
    while start > low {
        let at = start - 1;
        let fits =
            r.is(at, &["did", "does", "do", "has", "have", "had", "could", "not", "n't", "be", "been", "was", "were"]);
        if !(fits || r.tagged(at, &[Tag::Rb])) {
            break;
        }
        negated |= r.is(at, &["not", "n't", "never"]);
        start = at;
    }
    (start, negated)
}

fn clause_end(r: &Reading, from: usize, high: usize) -> usize {
    (from..high).find(|&i| r.is(i, &[",", ";", "and", "but"]) || r.is_stop(i)).unwrap_or(high)
}
