//! Abbreviations that keep their period, and what that period may mean at the end of a sentence.

/// How an abbreviation behaves before a capital.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Abbreviation {
    /// Always goes on: a title (`Sen.`), `vs.`, `e.g.`.
    GoesOn,
    /// Ends a sentence where the next word looks like an opening: `U.S.`, `Jr.`, `Inc.`.
    MayEnd,
    /// Ends a sentence before most capitals: `a.m.`, `etc.`.
    OftenEnds,
}

/// Sorted; written without the period.
const GOES_ON: &[&str] = &[
    "Adm", "Adv", "Ald", "Amb", "Asst", "Atty", "Bp", "Brig", "Capt", "Cdr", "Cllr", "Cmdr", "Col", "Const", "Coun",
    "Cpl", "Del", "Det", "Dr", "Dra", "Drs", "Eng", "Engr", "Ens", "Fr", "Gen", "Gens", "Gov", "Govs", "Hon", "Insp",
    "Lieut", "Lt", "Maj", "Messrs", "Mlle", "Mme", "Mr", "Mrs", "Ms", "Msgr", "Mt", "Pfc", "Pres", "Prof", "Profs",
    "Pte", "Pvt", "Rep", "Reps", "Rev", "Revd", "Sen", "Sens", "Sgt", "Smt", "Spc", "Sra", "Srta", "Supt", "Ven", "ca",
    "cf", "e.g", "i.e", "v", "viz", "vs",
];

/// Sorted; written without the period.
const MAY_END: &[&str] = &[
    "Assn", "Aug", "Ave", "Blvd", "Bros", "Co", "Corp", "Cos", "Dec", "Dept", "Esq", "Feb", "Fri", "Ft", "Inc", "Jan",
    "Jr", "Ltd", "Mon", "Nov", "Oct", "Sept", "Sr", "St", "Ste", "Thurs", "Tues", "Univ", "Wed", "approx", "dept",
    "govt", "lb", "lbs", "oz",
];

/// Abbreviated states and provinces: only behind a comma, a bracket or a hyphen (`Gary, Ind.`, `R-Miss.`). Sorted.
const STATES: &[&str] = &[
    "Ala", "Alta", "Ariz", "Ark", "Calif", "Colo", "Conn", "Fla", "Ga", "Ill", "Ind", "Kan", "Ky", "La", "Man", "Mass",
    "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "Neb", "Nev", "Okla", "Ont", "Ore", "Pa", "Penn", "Que", "Sask",
    "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo",
];

/// Abbreviations only before a number: `No. 5`, `p. 12`. Sorted.
const BEFORE_NUMBER: &[&str] = &[
    "Apr", "Art", "Ch", "Fig", "Figs", "Jul", "Jun", "Mar", "No", "Nos", "Op", "Sat", "Sec", "Sun", "Vol", "Vols", "c",
    "ch", "fig", "no", "nos", "p", "para", "pp", "vol",
];

/// What stands around a word that a period follows.
#[derive(Clone, Copy)]
pub(super) struct Surroundings {
    /// The character before the word, spaces skipped.
    pub before: Option<char>,
    /// The character behind the period, if anything but the end of the paragraph follows.
    pub behind: Option<char>,
    /// The first character behind the period that is no space.
    pub next: Option<char>,
    /// The character behind `next`.
    pub after_next: Option<char>,
}

/// Whether the period behind `word` belongs to it.
pub(super) fn keeps_period(word: &str, around: Surroundings) -> bool {
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_uppercase()
    {
        let before_initial = around.after_next == Some('.');
        let before_name = around.next.is_some_and(char::is_uppercase);
        // `Ana J. “Tiny” Ruiz`
        let before_nickname =
            matches!(around.next, Some('“' | '"' | '‘' | '\'')) && around.after_next.is_some_and(char::is_uppercase);
        return (before_name || before_nickname) && (letter != 'I' || before_initial);
    }
    // `SEN. RUIZ` is a title, `on RT. The` is not.
    let in_capitals = word.bytes().all(|b| b.is_ascii_uppercase());
    if in_capitals
        && !(around.next.is_some_and(char::is_uppercase) && around.after_next.is_some_and(char::is_uppercase))
    {
        return false;
    }
    if is_dotted(word) || is_listed(GOES_ON, word) || is_listed(MAY_END, word) || word == "etc" {
        return true;
    }
    let state = matches!(around.before, Some(',' | '(' | '-' | '–' | '‑')) && is_listed(STATES, word);
    let numbered = around.behind.is_some_and(char::is_whitespace)
        && around.next.is_some_and(char::is_numeric)
        && is_listed(BEFORE_NUMBER, word);
    state || numbered
}

/// What the period of a token that [keeps it](keeps_period) may mean; `word` with its period and any prefix (`pro-U.S.`).
pub(super) fn behaviour(word: &str) -> Abbreviation {
    let word = word.strip_suffix('.').unwrap_or(word);
    let word = word.rsplit(['-', '‑', '‐']).next().unwrap_or(word);
    let lower = |name: &str| word.eq_ignore_ascii_case(name);
    if lower("a.m") || lower("p.m") || lower("etc") {
        Abbreviation::OftenEnds
    } else if is_listed(GOES_ON, word) || is_listed(BEFORE_NUMBER, word) {
        Abbreviation::GoesOn
    } else {
        Abbreviation::MayEnd
    }
}

/// Letters parted by periods in groups of one or two: `U.S`, `a.m`, `Ph.D`.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic)
                && letters.next().is_none_or(char::is_lowercase)
                && letters.next().is_none()
        })
}

/// As written, or in capitals (`SEN.`).
fn is_listed(list: &[&str], word: &str) -> bool {
    if list.binary_search(&word).is_ok() {
        return true;
    }
    if word.len() < 2 || word.len() > 8 || !word.bytes().all(|b| b.is_ascii_uppercase()) {
        return false;
    }
    let title_case = word[..1].to_owned() + &word[1..].to_ascii_lowercase();
    list.binary_search(&title_case.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [GOES_ON, MAY_END, STATES, BEFORE_NUMBER] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn behaviours() {
        for (word, want) in [
            ("Sen.", Abbreviation::GoesOn),
            ("SEN.", Abbreviation::GoesOn),
            ("e.g.", Abbreviation::GoesOn),
            ("U.S.", Abbreviation::MayEnd),
            ("pro-U.S.", Abbreviation::MayEnd),
            ("J.", Abbreviation::MayEnd),
            ("p.m.", Abbreviation::OftenEnds),
        ] {
            assert_eq!(behaviour(word), want, "{word}");
        }
    }
}
