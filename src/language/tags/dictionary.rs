//! Builds the dictionary of the model from a treebank.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::model::{Builder, Class};
use super::penn::{OPEN, Tag, set};
use super::treebank::Sentence;
use super::word::{ENDINGS, ending, fold, hash, salted};
use crate::text::TokenKind;

/// Words seen at least this often are taken to have no other tags than those seen.
const SETTLED: u32 = 8;
/// Words seen less often than this may have the tags of their relatives: `doubts` those of a verb, if `doubt` is one.
const COMPLETE: u32 = 100;

static REPORTING_VERBS: &str = include_str!("../../../assets/lexicon/reporting-verbs.tsv");

/// Counts of the tags of a word or ending.
type Counts = BTreeMap<Tag, u32>;

/// What a dictionary says of a word.
struct Entry {
    tags: u64,
    seen: u64,
    common: Tag,
}

/// What the dictionary would say of a word had it been seen once less: with that tag, which it was seen with once only.
/// `None` if it had not been seen at all.
pub(super) type WithoutOne = HashMap<(u64, Tag), Option<Class>>;

/// Fills the dictionary of a model.
pub(super) fn fill(builder: &mut Builder, sentences: &[Sentence]) -> WithoutOne {
    let mut words: BTreeMap<String, Counts> = BTreeMap::new();
    for sentence in sentences {
        for ((text, kind), &tag) in sentence.tokens.iter().zip(&sentence.tags) {
            if let (Some(tag), TokenKind::Word | TokenKind::Number) = (tag, kind) {
                *words.entry(fold(text).into_owned()).or_default().entry(tag).or_default() += 1;
            }
        }
    }
    let relatives = relatives(&words);
    let related = |word: &str| relatives.get(word).copied().unwrap_or(0);
    for (word, counts) in &words {
        let entry = entry(word, counts, related(word));
        builder.insert(hash(word.as_bytes()), entry.tags, entry.seen, entry.common);
    }
    let mut without_one = WithoutOne::new();
    for (word, counts) in &words {
        for (&tag, _) in counts.iter().filter(|&(_, &n)| n == 1) {
            let mut counts = counts.clone();
            counts.remove(&tag);
            let class = (!counts.is_empty()).then(|| {
                let entry = entry(word, &counts, related(word));
                builder.add_class(entry.tags, entry.seen, entry.common)
            });
            without_one.insert((hash(word.as_bytes()), tag), class);
        }
    }
    for (word, &tags) in relatives.iter().filter(|(word, _)| !words.contains_key(*word)) {
        let common = Tag::ALL.iter().copied().find(|tag| tags & tag.bit() != 0).unwrap_or(Tag::Nn);
        builder.insert(hash(word.as_bytes()), tags | OPEN, tags, common);
    }
    fill_endings(builder, &words);
    without_one
}

fn fill_endings(builder: &mut Builder, words: &BTreeMap<String, Counts>) {
    let mut endings: BTreeMap<&str, Counts> = BTreeMap::new();
    for (word, counts) in words {
        let common = commonest(counts);
        if counts.values().sum::<u32>() > 20 || !word.is_ascii() || common == Tag::Nnp || OPEN & common.bit() == 0 {
            continue;
        }
        for length in 2..=ENDINGS.min(word.len().saturating_sub(2)) {
            *endings.entry(&word[word.len() - length..]).or_default().entry(common).or_default() += 1;
        }
    }
    for (text, counts) in endings {
        let total: u32 = counts.values().sum();
        if total >= 5 {
            let likely = counts.iter().filter(|&(_, &n)| n * 10 >= total).fold(0, |bits, (tag, _)| bits | tag.bit());
            builder.insert(salted(ending(text.as_bytes())), likely, likely, commonest(&counts));
        }
    }
}

/// The commonest tag; of equals the first.
fn commonest(counts: &Counts) -> Tag {
    let most = counts.values().max().copied().unwrap_or(0);
    counts.iter().find(|&(_, &n)| n == most).map_or(Tag::Nn, |(&tag, _)| tag)
}

/// The entry of a word with these counts whose relatives allow these tags too.
fn entry(word: &str, counts: &Counts, related: u64) -> Entry {
    let total: u32 = counts.values().sum();
    // Tags so rare that they may be mistakes do not count.
    let frequent = counts.iter().filter(|&(_, &n)| n * 300 >= total && (n > 1 || total < 30));
    let mut seen = frequent.fold(0, |bits, (tag, _)| bits | tag.bit());
    if total < COMPLETE && seen & OPEN != 0 {
        seen |= related;
    }
    Entry { tags: allowed(word, total, seen), seen, common: commonest(counts) }
}

/// The tags that a word may get that was seen so often with these.
fn allowed(word: &str, total: u32, seen: u64) -> u64 {
    if seen & OPEN == 0 && total > 2 {
        return seen;
    }
    let mut tags = seen;
    let past = set(&[Tag::Vbd, Tag::Vbn]);
    let base = set(&[Tag::Vb, Tag::Vbp]);
    for group in [if word.ends_with("ed") { past } else { 0 }, base] {
        if tags & group != 0 {
            tags |= group;
        }
    }
    if total < SETTLED {
        return tags | OPEN;
    }
    if total < 60 && tags & Tag::Nnp.bit() == 0 {
        for group in [
            set(&[Tag::Nns, Tag::Vbz]),
            set(&[Tag::Nn, Tag::Vb, Tag::Vbp]),
            set(&[Tag::Vbg, Tag::Nn, Tag::Jj]),
            if word.ends_with("ed") { set(&[Tag::Vbn, Tag::Jj, Tag::Vbd]) } else { 0 },
            set(&[Tag::Jj, Tag::Nn]),
        ] {
            if tags & group != 0 {
                tags |= group;
            }
        }
    }
    tags
}

/// Tags that words can have because their relatives are verbs or nouns: forms of verbs of the treebank that it has with
/// other tags alone, and all forms of reporting verbs.
fn relatives(words: &BTreeMap<String, Counts>) -> BTreeMap<String, u64> {
    let has = |word: &str, tag: Tag| words.get(word).is_some_and(|counts| counts.contains_key(&tag));
    let mut tags: BTreeMap<String, u64> = BTreeMap::new();
    let reporting = reporting_verbs();
    for base in words.keys().chain(&reporting).map(String::as_str) {
        let reports = reporting.contains(base);
        let third = with_s(base);
        if reports || has(base, Tag::Vb) || has(base, Tag::Vbp) || has(&third, Tag::Vbz) {
            let [past, present] = [joined(base, "ed"), joined(base, "ing")];
            for (form, bits) in [
                (base.to_owned(), set(&[Tag::Vb, Tag::Vbp])),
                (third, Tag::Vbz.bit()),
                (past, set(&[Tag::Vbd, Tag::Vbn])),
                (present, Tag::Vbg.bit()),
            ] {
                let regular = form == base || form.ends_with('s') || !has_irregular_past(base);
                if (reports && regular) || words.contains_key(&form) {
                    *tags.entry(form).or_default() |= bits;
                }
            }
        }
        if words.get(base).and_then(|counts| counts.get(&Tag::Nn)).is_some_and(|&n| n > 1) {
            let plural = with_s(base);
            if words.contains_key(&plural) {
                *tags.entry(plural).or_default() |= Tag::Nns.bit();
            }
        }
    }
    tags
}

/// The verbs of the lexicon of cues, with their British spellings.
fn reporting_verbs() -> BTreeSet<String> {
    let lines = REPORTING_VERBS.lines().filter(|line| !line.starts_with('#'));
    let verbs = lines.filter_map(|line| line.split(['\t', ' ']).next()).filter(|verb| verb.len() > 2);
    verbs
        .flat_map(|verb| {
            let british = match verb.strip_suffix("ize") {
                Some(stem) => format!("{stem}ise"),
                None if verb.ends_with("vor") => verb.replace("vor", "vour"),
                None => verb.to_owned(),
            };
            [verb.to_owned(), british]
        })
        .collect()
}

fn has_irregular_past(base: &str) -> bool {
    let table = include_str!("../../../assets/lexicon/irregular-verbs.tsv");
    table.lines().any(|line| line.split('\t').next() == Some(base))
}

/// The third person of a verb, the plural of a noun.
fn with_s(base: &str) -> String {
    match base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "sh", "ch", "x"].iter().any(|end| base.ends_with(end)) => format!("{base}es"),
        None => format!("{base}s"),
    }
}

/// A verb with `-ed` or `-ing`, by the plain rules.
fn joined(base: &str, ending: &str) -> String {
    match base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        Some(stem) if ending == "ed" => format!("{stem}ied"),
        _ => format!("{}{ending}", base.strip_suffix('e').unwrap_or(base)),
    }
}
