//! From inflected words to their lemmas, by a table of irregular verbs and the spelling rules of English.
//!
//! Spelling alone often leaves a choice (`cited` may come from *cite* or *cit*), so that verbs have a short list of
//! candidates, the likeliest first. British spellings become American ones, as the lexicon of cues has them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::tags::{Tag, can_be, common_tag};

static IRREGULAR_VERBS: &str = include_str!("../../assets/lexicon/irregular-verbs.tsv");

/// Lemmas by irregular form, in the order of the table.
static LEMMAS: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut lemmas: HashMap<&str, Vec<&str>> = HashMap::new();
    for line in IRREGULAR_VERBS.lines().skip(1) {
        let mut cells = line.split('\t');
        let lemma = cells.next().unwrap_or_default();
        for form in cells.flat_map(|cell| cell.split(',')) {
            let known = lemmas.entry(form).or_default();
            if !known.contains(&lemma) {
                known.push(lemma);
            }
        }
    }
    for (form, lemma) in PRESENT_FORMS {
        lemmas.insert(form, vec![lemma]);
    }
    lemmas
});

/// Present forms that no rule covers, contracted ones among them.
const PRESENT_FORMS: [(&str, &str); 9] = [
    ("am", "be"),
    ("'m", "be"),
    ("is", "be"),
    ("'s", "be"),
    ("are", "be"),
    ("'re", "be"),
    ("has", "have"),
    ("'ve", "have"),
    ("does", "do"),
];

/// Verbs that end like British `-ise` but are spelled so everywhere.
const ISE: &[&str] = &[
    "advertise",
    "advise",
    "appraise",
    "arise",
    "braise",
    "bruise",
    "chastise",
    "circumcise",
    "comprise",
    "compromise",
    "cruise",
    "demise",
    "despise",
    "devise",
    "disguise",
    "enterprise",
    "excise",
    "exercise",
    "franchise",
    "guise",
    "improvise",
    "incise",
    "liaise",
    "merchandise",
    "noise",
    "poise",
    "praise",
    "premise",
    "prise",
    "promise",
    "raise",
    "reprise",
    "revise",
    "rise",
    "supervise",
    "surmise",
    "surprise",
    "televise",
    "upraise",
    "wise",
];

/// Stems of verbs that Britain spells with `-our`.
const OUR: &[&str] =
    &["armour", "clamour", "colour", "endeavour", "favour", "harbour", "honour", "labour", "rumour", "savour"];

/// Verbs of more than one syllable that keep `ll` before an ending because they have it without one.
const LL: &[&str] = &[
    "appall",
    "bankroll",
    "befall",
    "distill",
    "enroll",
    "enthrall",
    "forestall",
    "fulfill",
    "install",
    "instill",
    "misspell",
    "payroll",
    "recall",
    "reinstall",
    "snowball",
    "stonewall",
    "unroll",
    "uninstall",
];

/// Irregular plurals of nouns.
const PLURALS: &[(&str, &str)] = &[
    ("children", "child"),
    ("criteria", "criterion"),
    ("crises", "crisis"),
    ("analyses", "analysis"),
    ("feet", "foot"),
    ("geese", "goose"),
    ("halves", "half"),
    ("knives", "knife"),
    ("leaves", "leaf"),
    ("lives", "life"),
    ("loaves", "loaf"),
    ("men", "man"),
    ("mice", "mouse"),
    ("oxen", "ox"),
    ("people", "person"),
    ("phenomena", "phenomenon"),
    ("selves", "self"),
    ("shelves", "shelf"),
    ("teeth", "tooth"),
    ("thieves", "thief"),
    ("theses", "thesis"),
    ("wives", "wife"),
    ("wolves", "wolf"),
    ("women", "woman"),
];

/// The lemma of a lower-cased word with its tag. Words that do not inflect are their own lemma.
pub fn lemma(lower: &str, tag: Tag) -> Cow<'_, str> {
    match tag {
        Tag::Vb | Tag::Vbp if !LEMMAS.contains_key(lower) || is_base(lower) => american(Cow::Borrowed(lower)),
        Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz => {
            verb_lemmas(lower).into_iter().next().unwrap_or(Cow::Borrowed(lower))
        }
        Tag::Nns | Tag::Nnps => singular(lower),
        _ => Cow::Borrowed(lower),
    }
}

/// The lemmas that a lower-cased verb form can have, the likeliest first; at least one, at most six.
pub fn verb_lemmas(lower: &str) -> Vec<Cow<'_, str>> {
    let mut lemmas: Vec<Cow<'_, str>> = Vec::new();
    if let Some(irregular) = LEMMAS.get(lower) {
        lemmas.extend(irregular.iter().map(|&lemma| Cow::Borrowed(lemma)));
    }
    let mut regular = stems(lower);
    let known = |stem: &str| u8::from(can_be(stem, Tag::Vb) || can_be(stem, Tag::Vbp));
    regular.sort_by_key(|stem| std::cmp::Reverse(known(stem)));
    // A form that is in the dictionary as a base form is one itself: "need", "proceed", "bring".
    if regular.is_empty() || is_base(lower) {
        regular.insert(0, Cow::Borrowed(lower));
    }
    for stem in regular.into_iter().map(american) {
        if !lemmas.contains(&stem) {
            lemmas.push(stem);
        }
    }
    lemmas
}

fn is_base(lower: &str) -> bool {
    matches!(common_tag(lower), Tag::Vb | Tag::Vbp) && can_be(lower, Tag::Vb)
}

/// What is left when a regular ending is taken off, likeliest first.
fn stems(word: &str) -> Vec<Cow<'_, str>> {
    let own = |parts: &[&str]| Cow::Owned(parts.concat());
    if let Some(stem) = word.strip_suffix("ied").or_else(|| word.strip_suffix("ies")) {
        let (y, ie) = (own(&[stem, "y"]), own(&[stem, "ie"]));
        return if stem.len() < 2 { vec![ie] } else { vec![y, ie] };
    }
    if let Some(stem) = word.strip_suffix("ying").filter(|stem| stem.len() == 1) {
        return vec![own(&[stem, "ie"])];
    }
    if let Some(stem) = word.strip_suffix("ed").or_else(|| word.strip_suffix("ing")) {
        return bare_stems(stem);
    }
    let Some(stem) = word.strip_suffix('s').filter(|stem| stem.len() > 1 && !stem.ends_with(['s', 'u', 'i', '\'']))
    else {
        return Vec::new();
    };
    match stem.strip_suffix('e') {
        Some(shorter) if shorter.ends_with("ss") || shorter.ends_with(['x', 'h', 'o']) => {
            vec![Cow::Borrowed(shorter), Cow::Borrowed(stem)]
        }
        Some(shorter) if shorter.ends_with(['z', 's']) => vec![Cow::Borrowed(stem), Cow::Borrowed(shorter)],
        _ => vec![Cow::Borrowed(stem)],
    }
}

/// The stems of a word without its `-ed` or `-ing`: as it is, with an `e`, with its doubled consonant made single.
fn bare_stems(stem: &str) -> Vec<Cow<'_, str>> {
    if !stem.contains(is_vowel) {
        return Vec::new();
    }
    let with_e = Cow::Owned([stem, "e"].concat());
    let bytes = stem.as_bytes();
    let doubled = bytes.len() > 2 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2] && !stem.ends_with(is_vowel);
    if doubled && stem.is_ascii() {
        let single = Cow::Borrowed(&stem[..stem.len() - 1]);
        let keeps = stem.ends_with("ss") || stem.ends_with("ff") || stem.ends_with("zz") || keeps_ll(stem);
        return if keeps { vec![Cow::Borrowed(stem), single] } else { vec![single, Cow::Borrowed(stem)] };
    }
    if drops_e(stem) { vec![with_e, Cow::Borrowed(stem)] } else { vec![Cow::Borrowed(stem), with_e] }
}

/// Whether the doubled `l` belongs to the verb: *call*, *recall*, but not *travel*, *label*.
fn keeps_ll(stem: &str) -> bool {
    stem.ends_with("ll")
        && (stem.split(|c| !is_vowel(c)).filter(|run| !run.is_empty()).count() == 1 || LL.contains(&stem))
}

/// Whether a verb with this stem most likely ends in a silent `e`.
fn drops_e(stem: &str) -> bool {
    let mut end = stem.bytes().rev();
    let (Some(last), before) = (end.next(), end.next().unwrap_or(b' ')) else { return false };
    let vowel_before = is_vowel(before as char);
    let long_vowel = vowel_before && end.next().is_some_and(|b| is_vowel(b as char));
    match last {
        b'c' | b'v' | b'u' | b'z' => true,
        b'g' => before != b'n' || ["ang", "eng", "ung"].iter().any(|rhyme| stem.ends_with(rhyme)),
        b's' => !(before == b's' || stem.ends_with("us") || stem.ends_with("ias")),
        b'l' => {
            !vowel_before && before != b'l' && before != b'r' || ["il", "ol"].contains(&tail(stem, 2)) && stem.len() < 5
        }
        b'r' => !long_vowel && matches!(before, b'a' | b'i' | b'u'),
        b'd' => !long_vowel && matches!(before, b'i' | b'u' | b'a'),
        b't' => !long_vowel && matches!(before, b'a' | b'o' | b'u') || tail(stem, 3) == "cit",
        b'k' | b'm' | b'p' => vowel_before && !long_vowel,
        b'n' => !long_vowel && matches!(before, b'i' | b'o') && stem.len() < 7,
        _ => false,
    }
}

fn tail(stem: &str, length: usize) -> &str {
    stem.get(stem.len().saturating_sub(length)..).unwrap_or(stem)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The American spelling of a verb.
fn american(verb: Cow<'_, str>) -> Cow<'_, str> {
    if let Some(stem) = verb.strip_suffix("ise").filter(|stem| stem.len() > 2 && !ISE.contains(&&*verb)) {
        return Cow::Owned([stem, "ize"].concat());
    }
    if let Some(stem) = verb.strip_suffix("yse") {
        return Cow::Owned([stem, "yze"].concat());
    }
    if OUR.contains(&&*verb) {
        return Cow::Owned([&verb[..verb.len() - 2], "r"].concat());
    }
    verb
}

/// The singular of a noun.
fn singular(word: &str) -> Cow<'_, str> {
    if let Some(&(_, singular)) = PLURALS.iter().find(|(plural, _)| *plural == word) {
        return Cow::Borrowed(singular);
    }
    for (ending, instead) in [("men", "man"), ("ies", "y")] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            return Cow::Owned([stem, instead].concat());
        }
    }
    let Some(stem) = word.strip_suffix('s').filter(|stem| stem.len() > 1 && !stem.ends_with(['s', 'u', 'i'])) else {
        return Cow::Borrowed(word);
    };
    match stem.strip_suffix('e') {
        Some(shorter) if ["ss", "sh", "ch", "x"].iter().any(|end| shorter.ends_with(end)) => Cow::Borrowed(shorter),
        _ => Cow::Borrowed(stem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tmp_treebank() {
        let (mut n, mut first, mut any) = (0, 0, 0);
        for f in ["gum-dev", "ewt-dev", "gum-train"] {
            for line in std::fs::read_to_string(format!("/work/shared/corpora/{f}.conllu")).unwrap().lines() {
                let c: Vec<&str> = line.split('\t').collect();
                if c.len() < 10 {
                    continue;
                }
                let Some(tag) = Tag::from_name(c[4]) else { continue };
                if !tag.is_verb() && tag != Tag::Nns || tag == Tag::Md {
                    continue;
                }
                let lower = c[1].to_lowercase().replace('’', "'");
                n += 1;
                let l = lemma(&lower, tag);
                if l == c[2] {
                    first += 1
                } else {
                    eprintln!("{lower} {tag} {l} {}", c[2])
                }
                if tag.is_verb() && verb_lemmas(&lower).iter().any(|l| *l == c[2]) {
                    any += 1
                }
            }
        }
        panic!("{n} {first} {any}");
    }
}
