//! Whether a word may be part of a name: by its shape, its tag and how the text uses it elsewhere.

use super::words::Words;
use crate::language::gazetteer::{NATIONALITIES, ORGANIZATIONS, PLACES, TITLES};
use crate::language::tags::Tag;
use crate::text::TokenKind;

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
    "applause",
    "laughter",
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
pub fn opens(words: &Words, token: usize) -> bool {
    is_part(words, token) && !is_joint_only(words, token)
}

/// Words that a name may hold, but not begin with.
fn is_joint_only(words: &Words, token: usize) -> bool {
    let last = ["Jr.", "Sr.", "Jr", "Inc.", "Inc", "Ltd", "Ltd.", "LLC", "II", "III"];
    last.contains(&words.doc.word(token))
}

/// Whether a token may be part of a name by its own shape, tag and use in the text.
pub fn is_part(words: &Words, token: usize) -> bool {
    if !words.is_capital(token) {
        return is_arabic_article(words, token) || is_small_brand(words, token);
    }
    if is_address(words.doc.word(token)) {
        return false;
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
    !stressed || tag.is_proper() || words.doc.word(token) == "US"
}

/// Mail addresses and names of files.
fn is_address(word: &str) -> bool {
    let file = |(_, ending): (&str, &str)| {
        ["pdf", "doc", "docx", "xls", "xlsx", "ppt", "txt", "htm", "html", "jpg", "jpeg", "png", "gif", "zip"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    };
    word.split_once('@').is_some_and(|(_, host)| host.contains('.')) || word.rsplit_once('.').is_some_and(file)
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
pub fn is_function(tag: Tag) -> bool {
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
pub fn is_listed(words: &Words, token: usize) -> bool {
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

pub fn is_title_at(words: &Words, token: usize) -> bool {
    TITLES.has(words.key(token))
}
