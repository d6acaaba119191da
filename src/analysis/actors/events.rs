//! The mentions of a text in the order in which the walk meets them.

use std::ops::Range;

use super::phrase::{self, Pronoun, Text, noun_sort, read};
use crate::analysis::statements::Draft;
use crate::language::tags::Tag;

/// Something to settle at one place of the text.
pub enum Event {
    /// A name.
    Name(usize),
    /// The source of a statement, or the one who passed it on.
    Source(Range<usize>),
    /// A pronoun that is no source.
    Pronoun(usize, Pronoun),
    /// A description that is no source.
    Noun(Range<usize>),
}

/// All mentions, by position.
pub fn events(text: &Text, drafts: &[Draft]) -> Vec<Event> {
    let doc = text.words.doc;
    let mut sources: Vec<Range<usize>> = drafts
        .iter()
        .flat_map(|d| d.source.iter().chain(&d.via).chain(&d.speaker))
        .filter(|t| !t.is_empty())
        .cloned()
        .collect();
    sources.sort_unstable_by_key(|t| (t.start, t.end));
    sources.dedup();
    let mut taken = vec![false; doc.tokens.len()];
    for source in &sources {
        if let Some(phrase) = read(text, source) {
            taken[phrase.core].fill(true);
        }
    }
    let mut events: Vec<(usize, u8, Event)> = Vec::new();
    events.extend(sources.into_iter().map(|t| (t.start, 1, Event::Source(t))));
    for (index, name) in text.names.iter().enumerate() {
        events.push((name.tokens.start, 2, Event::Name(index)));
    }
    for sentence in &doc.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if taken[at] || text.name_at(at).is_some() {
                at += 1;
                continue;
            }
            if let Some(pronoun) = phrase::pronoun(text.lower(at)).filter(|p| matches!(p, Pronoun::He | Pronoun::She)) {
                if !doc.is_quoted(at) {
                    events.push((at, 0, Event::Pronoun(at, pronoun)));
                }
                at += 1;
            } else if let Some(tokens) = noun_phrase_at(text, at, sentence.tokens.end, &taken) {
                at = tokens.end;
                events.push((tokens.start, 0, Event::Noun(tokens)));
            } else {
                at += 1;
            }
        }
    }
    events.sort_by_key(|(at, order, _)| (*at, *order));
    events.into_iter().map(|(_, _, event)| event).collect()
}

/// A phrase with a determiner and a noun for those who speak, that begins at a token: `the port's harbour master`.
fn noun_phrase_at(text: &Text, at: usize, limit: usize, taken: &[bool]) -> Option<Range<usize>> {
    let tag = text.tag(at)?;
    let loose = |t: Tag| t.is_noun() || matches!(t, Tag::Jj | Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Cd);
    let modified = matches!(tag, Tag::Jj | Tag::Vbg | Tag::Nn)
        && text.tag(at + 1) == Some(Tag::Nns)
        && text.words.before(at).is_none_or(|t| !text.tag(t).is_some_and(loose));
    let opens = modified
        || matches!(tag, Tag::Dt | Tag::PrpS)
        || tag == Tag::Cd
        || tag == Tag::Nns
            && text.words.before(at).is_none_or(|t| !text.tag(t).is_some_and(|t| t.is_noun() || t == Tag::Jj));
    if !opens {
        return None;
    }
    let mut end = at + 1;
    while end < limit && end < at + 9 && !taken[end] {
        let tag = text.tag(end)?;
        let inner = tag.is_noun() || matches!(tag, Tag::Jj | Tag::Pos | Tag::Vbn | Tag::Cd | Tag::Jjs);
        if !inner || text.tag(end - 1) == Some(Tag::Nns) && tag != Tag::Pos {
            break;
        }
        end += 1;
    }
    while end > at && text.tag(end - 1).is_some_and(|t| !t.is_noun()) {
        end -= 1;
    }
    if end == at || text.name_at(end - 1).is_some() {
        return None;
    }
    noun_sort(text, end - 1).is_some().then_some(at..end)
}
