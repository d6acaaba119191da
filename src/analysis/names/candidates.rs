//! Where names may stand: runs of capitalised words with what joins them, cut where a title or a nationality ends.

use std::collections::HashSet;
use std::ops::Range;

use super::words::Words;
use crate::language::gazetteer::{
    NATIONALITIES, ORGANIZATION_HEADS, ORGANIZATIONS, PLACE_HEADS, PLACES, TITLES, WORK_HEADS,
};
use crate::language::tags::Tag;
use crate::text::{Sentence, TokenKind};

/// A run of words that may be a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// The words, without the title.
    pub tokens: Range<usize>,
    /// The title before them, if there is one: `President` in `President Ana Ruiz`.
    pub title: Option<Range<usize>>,
}

/// Finds all candidates, by position; they do not overlap.
pub fn find(words: &Words) -> Vec<Candidate> {
    let mut found = Vec::new();
    let (loud, plain): (Vec<&Sentence>, Vec<&Sentence>) =
        words.doc.sentences.iter().partition(|s| words.is_shouted(s.tokens.start));
    for sentence in plain {
        for run in runs(words, &sentence.tokens) {
            cut(words, run, &mut found);
        }
    }
    // Where every word has a capital, the names of the rest of the text tell where one ends.
    let known: HashSet<String> = found.iter().map(|c| words.phrase(&c.tokens)).collect();
    for sentence in loud {
        for run in runs(words, &sentence.tokens) {
            cut_by_known(words, run, &known, &mut found);
        }
    }
    found.sort_by_key(|candidate| candidate.tokens.start);
    found
}

/// The runs of a sentence.
fn runs(words: &Words, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if opens(words, at) {
            let end = run_end(words, at, sentence.end);
            runs.push(at..end);
            at = end;
        } else {
            at += 1;
        }
    }
    runs
}

/// Cuts a run of a headline where names begin and end that the text has elsewhere.
fn cut_by_known(words: &Words, run: Range<usize>, known: &HashSet<String>, found: &mut Vec<Candidate>) {
    let (mut at, mut rest) = (run.start, run.start);
    let mut any = false;
    while at < run.end {
        let end = (at + 1..=run.end.min(at + 6)).rev().find(|&end| known.contains(&words.phrase(&(at..end))));
        let Some(end) = end else {
            at += 1;
            continue;
        };
        any = true;
        leftover(words, rest..at, found);
        found.push(Candidate { tokens: at..end, title: None });
        at = end;
        rest = end;
    }
    if any { leftover(words, rest..run.end, found) } else { cut(words, run, found) }
}

/// What a headline has between two known names: a name only where the text has the word as one.
fn leftover(words: &Words, tokens: Range<usize>, found: &mut Vec<Candidate>) {
    if tokens.clone().any(|t| words.capital_count(t) > 0 || is_listed(words, t)) {
        cut(words, tokens, found);
    }
}

/// Lower-case parts inside of personal and place names.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "di", "da", "do", "dos", "das", "dela", "du", "des", "van", "von", "der", "den", "ter",
    "ten", "zu", "af", "av", "la", "le", "las", "los", "el", "al", "bin", "ibn", "bint", "ben", "abu", "abd", "ud",
    "ul", "ur", "y", "e", "ap", "mac", "te", "o",
];

/// Months and days: capitals, but no names.
const CALENDAR: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan.",
    "feb.",
    "mar.",
    "apr.",
    "jun.",
    "jul.",
    "aug.",
    "sept.",
    "sep.",
    "oct.",
    "nov.",
    "dec.",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thurs",
    "fri",
    "sat",
    "sun",
    "christmas",
    "easter",
    "ramadan",
    "eid",
    "thanksgiving",
    "diwali",
    "passover",
    "hanukkah",
    "lent",
    "halloween",
    "a.m.",
    "p.m.",
    "am",
    "pm",
    "gmt",
    "est",
    "edt",
    "bst",
    "utc",
    "tv",
    "ceo",
    "mr",
    "ms",
    "mrs",
    "phd",
    "ph.d.",
    "ba",
    "ma",
    "mba",
    "gdp",
    "dna",
    "covid",
    "covid-19",
    "hiv",
    "aids",
    "id",
    "cv",
    "q",
    "god",
    "lord",
    "internet",
    "bc",
    "ad",
    "pdf",
    "lgbt",
    "lgbtq",
    "usd",
    "nato-led",
    "url",
    "faq",
    "diy",
    "fyi",
    "rsvp",
    "sos",
    "atm",
    "suv",
    "ufo",
    "vip",
    "r&d",
    "i.e.",
    "e.g.",
    "etc.",
    "p.s.",
    "ps",
];

fn is_calendar(words: &Words, token: usize) -> bool {
    CALENDAR.contains(&words.key(token))
}

/// Whether a token may be the first of a name.
fn opens(words: &Words, token: usize) -> bool {
    is_part(words, token) && !is_joint_only(words, token)
}

/// Words that a name may hold, but not begin with.
fn is_joint_only(words: &Words, token: usize) -> bool {
    let last = ["Jr.", "Sr.", "Jr", "Inc.", "Inc", "Ltd", "Ltd.", "LLC", "II", "III"];
    last.contains(&words.doc.word(token))
}

/// Whether a token may be part of a name by its own shape, tag and use in the text.
fn is_part(words: &Words, token: usize) -> bool {
    if !words.is_capital(token) {
        return is_arabic_article(words, token) || is_small_brand(words, token);
    }
    let tag = words.tags[token];
    let behind_particle = words
        .before(token)
        .is_some_and(|t| matches!(words.doc.word(t), "bin" | "ibn" | "van" | "von" | "der" | "dela"));
    if behind_particle {
        return true;
    }
    if is_function(tag)
        && words.is_common(token)
        && !(words.is_all_capitals(token) && !words.is_shouted(token) && words.doc.word(token).len() < 4)
    {
        return false;
    }
    if is_calendar(words, token) {
        return is_calendar_name(words, token);
    }
    if words.is_shouted(token) {
        return words.capital_count(token) > 0 && words.lower_count(token) == 0
            || !words.is_common(token)
            || tag.is_proper() && is_listed(words, token);
    }
    if words.is_initial(token) {
        return opens_sentence(words, token, tag);
    }
    // A word in capitals for emphasis.
    let stressed = words.is_all_capitals(token) && words.lower_count(token) > 0 && words.is_common(token);
    !stressed || tag.is_proper()
}

/// `al-Sadr`, `bin` and the like open a name when a capital follows.
fn is_arabic_article(words: &Words, token: usize) -> bool {
    let word = words.doc.word(token);
    ["al-", "el-", "as-", "ash-", "an-", "ad-", "ar-", "az-", "d’", "d'", "ul-"]
        .iter()
        .any(|p| word.strip_prefix(p).is_some_and(|rest| rest.starts_with(char::is_uppercase)))
        || matches!(word, "bin" | "dela" | "van" | "von" | "de" | "al" | "bint" | "ter" | "della" | "du" | "ten")
            && words.behind(token).is_some_and(|next| {
                words.is_capital(next)
                    || matches!(words.doc.word(next), "der" | "den" | "la")
                        && words.behind(next).is_some_and(|n| words.is_capital(n))
            })
}

/// `iPhone`, `eBay`.
fn is_small_brand(words: &Words, token: usize) -> bool {
    let mut letters = words.doc.word(token).chars();
    words.doc.tokens[token].kind == TokenKind::Word
        && letters.next().is_some_and(char::is_lowercase)
        && letters.next().is_some_and(char::is_uppercase)
}

/// Articles, pronouns, prepositions and other words that only a title's spelling gives a capital.
fn is_function(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Dt
            | Tag::In
            | Tag::Prp
            | Tag::PrpS
            | Tag::Cc
            | Tag::To
            | Tag::Md
            | Tag::Wdt
            | Tag::Wp
            | Tag::WpS
            | Tag::Wrb
            | Tag::Ex
            | Tag::Pdt
            | Tag::Pos
            | Tag::Cd
            | Tag::Uh
            | Tag::Vbz
            | Tag::Vbp
            | Tag::Vbd
    )
}

/// `May` and `April` beside other parts of a name.
fn is_calendar_name(words: &Words, token: usize) -> bool {
    if !matches!(words.key(token), "may" | "april" | "june" | "august" | "march" | "jan" | "sun" | "eid" | "easter") {
        return false;
    }
    let named =
        |t: usize| words.is_capital(t) && !is_calendar(words, t) && !words.is_initial(t) && words.tags[t].is_proper();
    words.behind(token).is_some_and(named) && words.before(token).is_none_or(|t| words.tags[t] != Tag::In)
        || words.before(token).is_some_and(|t| words.first_name(t, false).is_some() && words.is_capital(t))
}

/// Whether a word is on one of the lists of names.
fn is_listed(words: &Words, token: usize) -> bool {
    let key = words.key(token);
    PLACES.has(key)
        || NATIONALITIES.has(key)
        || ORGANIZATIONS.get(key) == Some("")
        || words.first_name(token, false).is_some()
}

/// Whether the first word of a sentence is part of a name.
fn opens_sentence(words: &Words, token: usize, tag: Tag) -> bool {
    if words.capital_count(token) > 0 && words.lower_count(token) == 0 {
        return true;
    }
    let next_is_name = words.behind(token).is_some_and(|next| {
        words.is_capital(next) && !words.is_initial(next) && !is_calendar(words, next) && !is_function(words.tags[next])
    });
    if tag.is_proper() {
        return words.lower_count(token) == 0 || next_is_name || words.capital_count(token) > 0;
    }
    if words.is_all_capitals(token) && !words.is_common(token) {
        return true;
    }
    if words.lower_count(token) > words.capital_count(token) {
        return next_is_name && is_title_at(words, token);
    }
    next_is_name && !tag.is_adverb() && !tag.is_participle()
        || words.capital_count(token) > 0
        || !words.is_common(token)
        || NATIONALITIES.has(words.key(token))
}

fn is_title_at(words: &Words, token: usize) -> bool {
    TITLES.has(words.key(token))
}

/// One past the last token of the run that begins at `start`.
fn run_end(words: &Words, start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    while end < limit {
        if words.is_initial(end) {
            break;
        }
        if is_part(words, end) {
            end += 1;
        } else if let Some(next) = joined(words, start, end, limit) {
            end = next;
        } else {
            break;
        }
    }
    end
}

/// Where the run goes on if the words at `at` join what stands before to a further capital: one past that capital.
fn joined(words: &Words, start: usize, at: usize, limit: usize) -> Option<usize> {
    let part = |t: usize| t < limit && is_part(words, t) && !words.is_initial(t);
    let word = words.doc.lower(at);
    match word {
        "of" | "for" | "on" | "in" if takes_tail(words, start, at, word) => {
            let next = if words.is(at + 1, "the") { at + 2 } else { at + 1 };
            part(next).then_some(next + 1)
        }
        "&" => part(at + 1).then_some(at + 2),
        "and" => (part(at + 1) && is_one_name(words, start, at, limit)).then(|| at + 2),
        // "Department of Fish, Wildlife and Parks"
        "," if (start..at).any(|t| words.is(t, "of"))
            && part(at + 1)
            && words.is(at + 2, "and")
            && part(at + 3)
            && ORGANIZATION_HEADS.has(words.key(start)) =>
        {
            Some(at + 4)
        }
        "," => {
            let suffix = at + 1 < limit
                && ["Inc.", "Inc", "Ltd", "Ltd.", "LLC", "Jr.", "Sr.", "Jr"].contains(&words.doc.word(at + 1));
            suffix.then_some(at + 2)
        }
        "'" if words.doc.lower(at - 1).ends_with('s') => {
            let named = start > 0 && words.is(start - 1, "the") || at - start > 1;
            (part(at + 1) && (named || ORGANIZATION_HEADS.has(words.key(at + 1)))).then_some(at + 2)
        }
        // "the Cragsmen's Union"
        "'s" if part(at + 1)
            && start > 0
            && words.is(start - 1, "the")
            && ORGANIZATION_HEADS.has(words.key(at + 1))
            && !PLACES.has(words.key(at - 1)) =>
        {
            Some(at + 2)
        }
        "'s" if ORGANIZATIONS.longest(words.keys(start, at + 1)).is_some_and(|(n, _)| start + n == at + 1) => {
            Some(at + 1)
        }
        _ if PARTICLES.contains(&word) && words.doc.word(at) == word => {
            let mut next = at + 1;
            while next < limit && next < at + 3 && PARTICLES.contains(&words.doc.word(next)) {
                next += 1;
            }
            (next < limit && words.is_capital(next) && !is_title_at(words, at - 1)).then_some(next + 1)
        }
        _ if words.doc.tokens[at].kind == TokenKind::Quote => nickname_end(words, start, at, limit),
        _ if words.doc.tokens[at].kind == TokenKind::Number && takes_number(words, at - 1) => Some(at + 1),
        _ => None,
    }
}

/// One past the capital behind a nickname: `Jo “Tiny” Bell`.
fn nickname_end(words: &Words, start: usize, at: usize, limit: usize) -> Option<usize> {
    let close = (at + 2..(at + 4).min(limit)).find(|&t| words.doc.tokens[t].kind == TokenKind::Quote)?;
    let next = close + 1;
    let name = at == start + 1
        && words.first_name(start, true).is_some()
        && words.is_capital(at + 1)
        && next < limit
        && words.is_capital(next)
        && !is_function(words.tags[next]);
    name.then_some(next + 1)
}

/// Whether the run before `of`, `for` or `on` can be continued by it.
fn takes_tail(words: &Words, start: usize, at: usize, word: &str) -> bool {
    let last = words.key(at - 1);
    let head = ORGANIZATION_HEADS.has(last) || matches!(last, "chamber" | "bar" | "sons" | "daughters" | "friends");
    match word {
        "of" => {
            let title = TITLES.entry_covers(words, start, at);
            !title
                && (head
                    || PLACE_HEADS.has(last)
                    || WORK_HEADS.has(last)
                    || matches!(
                        last,
                        "ministry"
                            | "secretary"
                            | "isle"
                            | "church"
                            | "law"
                            | "offices"
                            | "board"
                            | "league"
                            | "order"
                            | "knights"
                            | "voice"
                            | "museum"
                    ))
        }
        "in" => false,
        _ => {
            head && matches!(
                last,
                "center"
                    | "centre"
                    | "institute"
                    | "council"
                    | "committee"
                    | "commission"
                    | "agency"
                    | "campaign"
                    | "alliance"
                    | "coalition"
                    | "association"
                    | "foundation"
                    | "fund"
                    | "society"
                    | "organization"
                    | "programme"
                    | "program"
                    | "office"
                    | "court"
                    | "group"
                    | "movement"
                    | "party"
                    | "bank"
            )
        }
    }
}

/// Whether `and` lies inside of one name: an organisation's head, or its "of", stands before it, or a head behind it.
fn is_one_name(words: &Words, start: usize, at: usize, limit: usize) -> bool {
    let tail = (start..at).any(|t| matches!(words.doc.lower(t), "of" | "for" | "on"));
    let mut end = at + 1;
    while end < limit && is_part(words, end) && !words.is_initial(end) {
        end += 1;
    }
    if tail {
        // "Department of Housing and Urban Development", but not "University of Leeds and Shell".
        let known = |range: Range<usize>| PLACES.has(&words.phrase(&range)) || ORGANIZATIONS.has(&words.phrase(&range));
        let before =
            (start..at).rev().find(|&t| matches!(words.doc.lower(t), "of" | "for" | "on" | "the")).unwrap_or(start);
        return !known(before + 1..at) && !known(at + 1..end) && words.first_name(at + 1, false).is_none();
    }
    let before_is_known = PLACES.has(&words.phrase(&(start..at)))
        || ORGANIZATIONS.has(&words.phrase(&(start..at)))
        || ORGANIZATION_HEADS.has(words.key(at - 1))
        || PLACE_HEADS.has(words.key(at - 1))
        || words.first_name(start, false).is_some();
    // "Food and Drug Administration"
    !before_is_known
        && end > at + 2
        && matches!(
            words.key(end - 1),
            "administration"
                | "commission"
                | "department"
                | "ministry"
                | "agency"
                | "committee"
                | "council"
                | "union"
                | "association"
                | "federation"
                | "institute"
                | "society"
                | "board"
                | "authority"
                | "office"
                | "service"
                | "coalition"
                | "alliance"
                | "forum"
        )
}

/// Whether a number behind a word belongs to the name: `Channel 4`, `Local 396`, `House District 55`.
fn takes_number(words: &Words, token: usize) -> bool {
    matches!(
        words.key(token),
        "local"
            | "district"
            | "channel"
            | "ward"
            | "radio"
            | "council"
            | "route"
            | "highway"
            | "super"
            | "cinema"
            | "lodestar"
            | "pier"
            | "gate"
            | "formula"
    )
}

/// Cuts a run into names: titles off, nationalities apart.
fn cut(words: &Words, run: Range<usize>, found: &mut Vec<Candidate>) {
    let mut at = trim_start(words, run.start, run.end);
    let mut title: Option<Range<usize>> = None;
    let mut pending = at;
    while at < run.end {
        if let Some(office) = title_at(words, at, run.end) {
            if pending < at {
                push(words, pending..at, None, found);
            }
            at = office.end;
            pending = at;
            title = Some(office);
        } else if pending == at && at + 1 < run.end && ends_apart(words, at, run.end) {
            let end = nationality_end(words, at, run.end);
            push(words, at..end, None, found);
            at = end;
            pending = at;
        } else {
            at += 1;
        }
    }
    if pending < run.end {
        push(words, pending..run.end, title, found);
    }
}

/// Drops capitalised words that begin a sentence before a name: `Meanwhile`, `Former`.
fn trim_start(words: &Words, start: usize, end: usize) -> usize {
    let mut at = start;
    while at + 1 < end
        && words.is_initial(at)
        && !words.tags[at].is_proper()
        && words.capital_count(at) == 0
        && words.is_common(at)
        && !is_listed(words, at)
        && !TITLES.has(words.key(at))
        && (words.lower_count(at) > 0
            || !matches!(words.tags[at], Tag::Nn | Tag::Jj)
            || words.first_name(at + 1, false).is_some())
    {
        at += 1;
    }
    at
}

/// The title that begins at a token, where a name may follow it.
fn title_at(words: &Words, at: usize, end: usize) -> Option<Range<usize>> {
    let (title, _) = words.entry(TITLES, at, end)?;
    // "Secretary General of the U.N.": an office with its tail is no name and no part of one.
    // "Sri Lanka"
    if words.entry(PLACES, at, end).is_some_and(|(place, _)| place.end > title.end) {
        return None;
    }
    let last = words.key(title.end - 1);
    let single = title.len() == 1;
    let alone = title.end == end;
    if single && !alone {
        let next_is_head = title.end + 1 == end
            && (ORGANIZATION_HEADS.has(words.key(title.end)) || PLACE_HEADS.has(words.key(title.end)));
        // "Police Chief", "Artists League": a head behind makes it part of the name.
        if next_is_head
            || ORGANIZATION_HEADS.has(words.key(end - 1))
                && !words.doc.word(at).ends_with('.')
                && !matches!(last, "president" | "mr" | "mrs" | "ms" | "dr" | "sir" | "senator" | "governor")
        {
            return None;
        }
        if matches!(last, "dean" | "don" | "sunny" | "earl" | "marshal" | "canon" | "nana" | "guru")
            && title.end + 1 == end
            && words.first_name(at, true).is_some()
        {
            return None;
        }
    }
    if single
        && alone
        && words.first_name(at, true).is_some()
        && matches!(last, "dean" | "don" | "earl" | "king" | "prince" | "duke" | "judge" | "baron")
        && words.capital_count(at) > 0
    {
        return None;
    }
    if single
        && alone
        && at > 0
        && words.before(at).is_some_and(|t| words.first_name(t, false).is_some() && words.is_capital(t))
    {
        // "Stephen King"
        return None;
    }
    Some(title)
}

/// Whether a nationality or place at the start of a run stands apart from what follows: a title or a person.
fn ends_apart(words: &Words, at: usize, end: usize) -> bool {
    let next = nationality_end(words, at, end);
    next > at && next < end && {
        title_at(words, next, end).is_some_and(|t| t.end < end || TITLES.has(words.key(next)))
            || words.first_name(next, false).is_some()
                && next + 2 == end
                && !ORGANIZATION_HEADS.has(words.key(end - 1))
                && !PLACE_HEADS.has(words.key(end - 1))
    }
}

/// One past a nationality or a place that begins at a token; `at` where there is none.
fn nationality_end(words: &Words, at: usize, end: usize) -> usize {
    let nationality = words.entry(NATIONALITIES, at, end).map(|(r, _)| r.end);
    let place = words
        .entry(PLACES, at, end)
        .filter(|(_, sort)| matches!(*sort, "country" | "state" | "capital" | "city" | "region" | "abbreviation"))
        .map(|(r, _)| r.end);
    nationality.into_iter().chain(place).max().unwrap_or(at)
}

fn push(words: &Words, tokens: Range<usize>, title: Option<Range<usize>>, found: &mut Vec<Candidate>) {
    let mut tokens = tokens;
    while !tokens.is_empty() && PARTICLES.contains(&words.doc.word(tokens.end - 1)) {
        tokens.end -= 1;
    }
    if !tokens.is_empty() {
        found.push(Candidate { tokens, title });
    }
}

trait Covers {
    fn entry_covers(self, words: &Words, start: usize, end: usize) -> bool;
}

impl Covers for crate::language::gazetteer::Lexicon {
    /// Whether an entry of the list ends the words `start..end`.
    fn entry_covers(self, words: &Words, start: usize, end: usize) -> bool {
        (start..end).any(|at| words.entry(self, at, end).is_some_and(|(r, _)| r.end == end))
    }
}
