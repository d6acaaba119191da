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
    "practise",
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
    ("series", "series"),
    ("movies", "movie"),
    ("species", "species"),
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
        Tag::Vb | Tag::Vbp => match PRESENT_FORMS.iter().find(|(form, _)| *form == lower) {
            Some(&(_, lemma)) => Cow::Borrowed(lemma),
            None => american(Cow::Borrowed(lower)),
        },
        Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbz => {
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
    stem.ends_with("ll") && (syllables(stem) == 1 || LL.contains(&stem))
}

/// Whether a verb with this stem most likely ends in a silent `e`.
fn drops_e(stem: &str) -> bool {
    let mut end = stem.bytes().rev().map(char::from);
    let (Some(last), before) = (end.next(), end.next().unwrap_or(' ')) else { return false };
    let earlier = end.next().unwrap_or(' ');
    let short_vowel = is_vowel(before) && !is_vowel(earlier);
    if short_vowel && syllables(stem) == 1 && !matches!(last, 'w' | 'x' | 'y') {
        // Without an `e` the consonant would have been doubled.
        return true;
    }
    match last {
        'c' | 'v' | 'u' | 'z' => true,
        'g' => before != 'n' || ["ang", "eng", "ung"].contains(&tail(stem, 3)),
        's' => before != 's' && !["ocus", "bias", "nvas"].contains(&tail(stem, 4)),
        'l' => !matches!(before, 'l' | 'r' | 'w') && !is_vowel(before) || short_vowel && before == 'i',
        'r' => short_vowel && matches!(before, 'a' | 'i' | 'u') || tail(stem, 4) == "plor",
        'd' => short_vowel && before != 'e' || ["ced", "sed"].contains(&tail(stem, 3)),
        't' => short_vowel && matches!(before, 'a' | 'o' | 'u') || ["iat", "uat", "cit"].contains(&tail(stem, 3)),
        'k' | 'm' => short_vowel && before != 'o' || tail(stem, 2) == "ok",
        'n' => short_vowel && before == 'i',
        _ => false,
    }
}

fn syllables(stem: &str) -> usize {
    stem.split(|c| !is_vowel(c)).filter(|run| !run.is_empty()).count()
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
        Some(shorter) if ["ss", "sh", "ch", "x", "ato", "ero", "eto"].iter().any(|end| shorter.ends_with(end)) => {
            Cow::Borrowed(shorter)
        }
        _ => Cow::Borrowed(stem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_verb(forms: &[(&str, Tag)], expected: &str) {
        for &(form, tag) in forms {
            assert_eq!(lemma(form, tag), expected, "of {form}");
            assert!(verb_lemmas(form).iter().any(|lemma| lemma == expected), "{expected} among the lemmas of {form}");
        }
    }

    #[test]
    fn irregular_verbs() {
        assert_verb(&[("said", Tag::Vbd), ("says", Tag::Vbz), ("saying", Tag::Vbg), ("say", Tag::Vb)], "say");
        assert_verb(&[("told", Tag::Vbd), ("told", Tag::Vbn), ("telling", Tag::Vbg)], "tell");
        assert_verb(&[("wrote", Tag::Vbd), ("written", Tag::Vbn), ("writing", Tag::Vbg)], "write");
        assert_verb(&[("was", Tag::Vbd), ("'re", Tag::Vbp), ("is", Tag::Vbz)], "be");
        assert_verb(&[("went", Tag::Vbd), ("goes", Tag::Vbz)], "go");
    }

    #[test]
    fn regular_verbs_by_their_spelling() {
        for (form, expected) in [
            ("quipped", "quip"),
            ("admitted", "admit"),
            ("called", "call"),
            ("recalled", "recall"),
            ("cried", "cry"),
            ("denied", "deny"),
            ("cited", "cite"),
            ("quoted", "quote"),
            ("visited", "visit"),
            ("added", "add"),
            ("urged", "urge"),
            ("argued", "argue"),
            ("stressed", "stress"),
            ("deplored", "deplore"),
            ("negotiated", "negotiate"),
            ("explained", "explain"),
            ("imagined", "imagine"),
            ("declared", "declare"),
            ("accused", "accuse"),
            ("tweeted", "tweet"),
            ("lied", "lie"),
            ("agreed", "agree"),
            ("hinted", "hint"),
        ] {
            assert_verb(&[(form, Tag::Vbd)], expected);
        }
        assert_verb(&[("stresses", Tag::Vbz)], "stress");
        assert_verb(&[("denies", Tag::Vbz), ("denying", Tag::Vbg)], "deny");
        assert_verb(&[("lying", Tag::Vbg)], "lie");
    }

    #[test]
    fn british_spellings_become_american() {
        assert_verb(&[("criticised", Tag::Vbd), ("criticises", Tag::Vbz), ("criticising", Tag::Vbg)], "criticize");
        assert_verb(&[("labelled", Tag::Vbd), ("labelling", Tag::Vbg)], "label");
        assert_verb(&[("signalled", Tag::Vbd)], "signal");
        assert_verb(&[("favoured", Tag::Vbd), ("favour", Tag::Vb)], "favor");
        assert_verb(&[("promised", Tag::Vbd)], "promise");
        assert_verb(&[("advises", Tag::Vbz)], "advise");
    }

    #[test]
    fn a_form_of_two_verbs_has_both() {
        assert_eq!(verb_lemmas("found"), ["find", "found"]);
        assert_eq!(verb_lemmas("lay"), ["lie", "lay"]);
    }

    #[test]
    fn nouns() {
        for (plural, expected) in [
            ("claims", "claim"),
            ("allegations", "allegation"),
            ("stories", "story"),
            ("women", "woman"),
            ("congressmen", "congressman"),
            ("judges", "judge"),
            ("coaches", "coach"),
            ("losses", "loss"),
            ("news", "new"),
        ] {
            assert_eq!(lemma(plural, Tag::Nns), expected);
        }
        assert_eq!(lemma("news", Tag::Nn), "news");
    }

    #[test]
    fn odd_words_are_left_alone() {
        for word in ["", "s", "ed", "ing", "'s", "é", "ños", "—"] {
            assert!(!verb_lemmas(word).is_empty());
            assert!(!lemma(word, Tag::Nns).is_empty() || word.is_empty());
        }
    }

    #[test]
    fn every_reporting_verb_is_found_in_its_regular_forms() {
        let table = include_str!("../../assets/lexicon/reporting-verbs.tsv");
        let verbs = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        for verb in verbs.filter_map(|line| line.split(['\t', ' ']).next()) {
            let stem = verb.strip_suffix('e').unwrap_or(verb);
            let third = match verb.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
                Some(stem) => format!("{stem}ies"),
                None if ["s", "sh", "ch", "x"].iter().any(|end| verb.ends_with(end)) => format!("{verb}es"),
                None => format!("{verb}s"),
            };
            for form in [verb.to_owned(), third, format!("{stem}ing"), format!("{stem}ed")] {
                assert!(verb_lemmas(&form).iter().any(|lemma| lemma == verb), "{verb} among the lemmas of {form}");
            }
        }
    }
}
