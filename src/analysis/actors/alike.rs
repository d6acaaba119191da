//! Which two names can mean the same one, whatever the text says: initials, nicknames, middle names, suffixes,
//! transliterations, acronyms. Words of names come folded. `chain` asks it within an article, a dossier across articles.

/// Names that one place goes by.
pub(crate) const SAME_PLACE: &[&[&str]] = &[
    &["us", "u.s.", "usa", "u.s.a.", "united states", "america", "united states of america"],
    &["uk", "u.k.", "united kingdom", "britain", "great britain"],
    &["uae", "united arab emirates"],
    &["turkey", "turkiye"],
    &["czech republic", "czechia"],
    &["kyiv", "kiev"],
    &["washington d.c.", "washington dc"],
    &["un", "u.n.", "united nations"],
    &["eu", "e.u.", "european union"],
];

/// A word of a name without the Arabic article.
pub(crate) fn plain(word: &str) -> String {
    ["al-", "el-", "ul-"].iter().find_map(|article| word.strip_prefix(article)).unwrap_or(word).to_owned()
}

/// The last word of a name that is no suffix.
pub(crate) fn surname(words: &[String]) -> &str {
    let suffix = |w: &&String| matches!(w.as_str(), "jr" | "jr." | "sr" | "sr." | "ii" | "iii");
    words.iter().rev().find(|w| !suffix(w)).map_or("", String::as_str)
}

/// The first letters of the words that count.
pub(crate) fn initials(words: &[String]) -> String {
    let little =
        |w: &&String| !matches!(w.as_str(), "of" | "the" | "and" | "for" | "on" | "&" | "in" | "de" | "'s" | "'");
    words.iter().filter(little).filter_map(|w| w.chars().next()).collect()
}

/// A name without the ending that transliterations differ in.
pub(crate) fn stem(word: &str) -> Option<&str> {
    let stem = word
        .strip_suffix("yy")
        .or_else(|| word.strip_suffix("iy"))
        .or_else(|| word.strip_suffix("ii"))
        .or_else(|| word.strip_suffix("yi"))
        .or_else(|| word.strip_suffix('y'))
        .or_else(|| word.strip_suffix('i'))?;
    (stem.len() >= 4).then_some(stem)
}

/// How well two names can mean one person; 0 where they cannot.
pub(crate) fn fit(known: &[String], words: &[String]) -> u32 {
    if known == words {
        return 10;
    }
    let suffix = |w: &[String]| {
        w.iter()
            .any(|w| w.starts_with("jr"))
            .then_some("jr")
            .or_else(|| w.iter().any(|w| w.starts_with("sr")).then_some("sr"))
    };
    if suffix(known).zip(suffix(words)).is_some_and(|(a, b)| a != b) {
        return 0;
    }
    if known.len() == 1 {
        return if surname(words) == known[0] {
            6
        } else if words[0] == known[0] {
            5
        } else {
            0
        };
    }
    let (a, b) = (&known[0], &words[0]);
    if surname(known) == surname(words) {
        let short = |a: &str, b: &str| is_initial(a) && b.starts_with(a.chars().next().unwrap_or('-')) || is_cut(a, b);
        if a == b {
            return 8;
        }
        if short(a, b) || short(b, a) || is_nickname(a, b) {
            return 6;
        }
        // "Sandra Milena Ruiz", "Milena Ruiz".
        let (shorter, longer) = if known.len() < words.len() { (known, words) } else { (words, known) };
        return if shorter.len() < longer.len() && shorter.iter().all(|w| longer.contains(w)) { 5 } else { 0 };
    }
    // "Gloria Matte Silva", "Gloria Matte".
    let (shorter, longer) = if known.len() < words.len() { (known, words) } else { (words, known) };
    if shorter.len() >= 2 && shorter.len() < longer.len() && longer.starts_with(shorter) { 5 } else { 0 }
}

/// `t.`, `t.e.`, `tj`, but not `bo`.
fn is_initial(word: &str) -> bool {
    let letters = word.trim_end_matches('.').chars().count();
    letters == 1
        || word.trim_end_matches('.').contains('.')
        || letters == 2 && !word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// `ben` of `benjamin`.
fn is_cut(short: &str, long: &str) -> bool {
    short.len() >= 3 && long.starts_with(short)
}

/// First names and what people make of them.
const NICKNAMES: &[(&str, &[&str])] = &[
    ("william", &["bill", "will", "billy"]),
    ("robert", &["bob", "rob", "bobby"]),
    ("richard", &["dick", "rick"]),
    ("james", &["jim", "jimmy"]),
    ("john", &["jack", "johnny"]),
    ("joseph", &["joe"]),
    ("edward", &["ted", "ed", "eddie"]),
    ("margaret", &["maggie", "peggy"]),
    ("elizabeth", &["liz", "beth", "betty"]),
    ("katherine", &["kate", "kathy"]),
    ("charles", &["chuck", "charlie"]),
    ("henry", &["harry", "hank"]),
    ("michael", &["mike", "mick"]),
    ("anthony", &["tony"]),
    ("lawrence", &["larry"]),
    ("bernard", &["bernie"]),
    ("thomas", &["tom"]),
];

fn is_nickname(a: &str, b: &str) -> bool {
    NICKNAMES.iter().any(|(name, short)| *name == a && short.contains(&b) || *name == b && short.contains(&a))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<String> {
        name.split(' ').map(plain).collect()
    }

    #[test]
    fn names_that_can_mean_one_person() {
        assert!(fit(&words("ruiz"), &words("ana ruiz")) > 0);
        assert!(fit(&words("ana ruiz"), &words("a. ruiz")) > 0);
        assert!(fit(&words("bill hale"), &words("william hale")) > 0);
        assert!(fit(&words("gloria matte silva"), &words("gloria matte")) > 0);
    }

    #[test]
    fn names_that_cannot() {
        assert_eq!(fit(&words("ana ruiz"), &words("tomas ruiz")), 0);
        assert_eq!(fit(&words("bo ruiz"), &words("bea ruiz")), 0);
        assert_eq!(fit(&words("john hale jr."), &words("john hale sr.")), 0);
        assert_eq!(fit(&words("ana ruiz"), &words("ana lund")), 0);
    }
}
