//! Lines that say who wrote an article and when, and the datelines that open reports.

use super::lines::ends_sentence;

/// Longest byline or date line, in characters.
const CREDIT_CHARS: usize = 120;
/// Longest dateline, in characters, and the least that follows it.
const DATELINE_CHARS: usize = 70;
const STORY_CHARS: usize = 40;

/// Small words inside names and between them.
const LINKS: &str = "and & y de da di du del della dos der den ten ter van von bin ibn al el la le";
const MONTHS: &str = "january february march april may june july august september october november december \
                      jan feb mar apr jun jul aug sep sept oct nov dec";
const DAYS: &str = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun \
                    today yesterday";
/// Words that say that a date follows.
const ANNOUNCERS: &str = "published updated posted modified date dated issued released filed";
/// Words that stand beside dates and times.
const FILLERS: &str = "last first on at of the and a.m p.m am pm noon midnight et est edt ct cst cdt mt mst mdt pt pst pdt \
                       gmt utc bst cet cest ist hours hour minutes minute days day ago h hrs local time — – - /";

/// A byline, a date line, or both: parts of the line they were found in.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Credit<'a> {
    /// The names.
    pub byline: Option<&'a str>,
    /// The date, with the words that announce it.
    pub date: Option<&'a str>,
}

/// Whether a line of the top cannot be the rest of the line before it.
pub(super) fn opens(line: &str) -> bool {
    dateline(line).is_some() || (!ends_sentence(line) && credit(line).is_some())
}

/// Reads a line that holds names behind "By", a date, or both, and what stands between bars or dots beside them.
pub(super) fn credit(line: &str) -> Option<Credit<'_>> {
    if line.chars().nth(CREDIT_CHARS).is_some() {
        return None;
    }
    let mut credit = Credit::default();
    for part in line.split(['|', '•', '·']).map(str::trim) {
        if let Some((names, rest)) = byline(part) {
            let rest = rest.trim_start_matches([',', ' ', '—', '–', '-']);
            credit.byline = credit.byline.or(Some(names));
            credit.date = credit.date.or(Some(rest).filter(|rest| is_date(rest)));
        } else if is_date(part) {
            credit.date = credit.date.or(Some(part));
        }
    }
    (credit != Credit::default()).then_some(credit)
}

/// The names in a byline and what stands behind them: `By Ana Ruiz and Bo Li, City Desk` → `Ana Ruiz and Bo Li`.
fn byline(text: &str) -> Option<(&str, &str)> {
    let (by, names) = text.split_once(' ')?;
    let opener = ["by", "by:", "author:"].iter().any(|opener| opener.eq_ignore_ascii_case(by));
    if !opener || ends_sentence(names.trim_end_matches("Jr.").trim_end_matches("Sr.")) {
        return None;
    }
    let (mut end, mut at) = (0, 0);
    for word in names.split(' ') {
        let bare = word.trim_end_matches(',');
        if bare.starts_with(char::is_uppercase) {
            end = at + bare.len();
        } else if end == 0 || !is_in(bare, LINKS) {
            break;
        }
        at += word.len() + 1;
    }
    // Behind a comma stand a desk, an agency or a date, unless a list of names goes on there.
    let comma = names[..end].find(", ").filter(|comma| !names[*comma..end].contains(" and "));
    let (names, rest) = names.split_at(comma.unwrap_or(end));
    let behind = rest.trim_start();
    let ends_there = behind.is_empty()
        || behind.starts_with([',', '(', '-', '–', '—', '/'])
        || ["in ", "for ", "at ", "of "].iter().any(|word| behind.starts_with(word));
    (!names.is_empty() && ends_there).then_some((names, rest))
}

/// Whether a line says when, and nothing else.
fn is_date(text: &str) -> bool {
    let (mut announced, mut month, mut day, mut number, mut full) = (false, false, false, false, false);
    for word in text.split(' ') {
        let word = word.trim_matches([',', '.', ':', ';', '(', ')']).to_lowercase();
        if is_in(&word, ANNOUNCERS) {
            announced = true;
        } else if is_in(&word, MONTHS) {
            month = true;
        } else if is_in(&word, DAYS) {
            day = true;
        } else if is_number_of_date(&word) {
            number = true;
            full |= word.len() >= 8 && word.contains(['-', '/', '.']);
        } else if !word.is_empty() && !is_in(&word, FILLERS) {
            return false;
        }
    }
    full || (month && number) || (announced && (number || day)) || (day && !text.contains(' '))
}

/// Whether a word stands in a list of words parted by spaces.
fn is_in(word: &str, list: &str) -> bool {
    list.split(' ').any(|entry| entry == word)
}

/// `9`, `9th`, `2024`, `10:32`, `2024-07-09`, `2024-07-09t10:32:00z`, `7/9/2024`, `10:32am`.
fn is_number_of_date(word: &str) -> bool {
    let number = ["st", "nd", "rd", "th", "am", "pm", "z", "h"].iter().find_map(|end| word.strip_suffix(end));
    let parts = number.unwrap_or(word).split(['-', '/', '.', ':', 't', '+']);
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.len() <= 30
        && parts.into_iter().all(|part| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()))
}

/// The place in capitals, or with an agency, that opens a news report, up to its dash: `FLINT, Mich., Oct. 4 (UPI)`.
pub(super) fn dateline(text: &str) -> Option<&str> {
    let dash = text.char_indices().take(DATELINE_CHARS).find_map(|(at, c)| match c {
        '—' | '–' | '―' => Some(at),
        '-' if text[at..].starts_with("- ") || text[at..].starts_with("--") => Some(at),
        _ => None,
    })?;
    let line = text[..dash].trim_end();
    let place = line.split([',', '(']).next()?.trim_end();
    let in_capitals = place.contains(char::is_alphabetic) && !place.contains(char::is_lowercase);
    let is_name = place.split(' ').count() <= 4 && place.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let has_agency = line.ends_with(')') && line.contains(" (");
    let has_story = text[dash..].chars().nth(STORY_CHARS).is_some();
    (has_story && place.chars().count() >= 3 && (in_capitals || (is_name && has_agency))).then_some(line)
}

/// The date in a dateline.
pub(super) fn dateline_date(text: &str) -> Option<&str> {
    let line = dateline(text)?.split(" (").next()?;
    line.match_indices(", ").map(|(comma, mark)| line[comma + mark.len()..].trim_end()).find(|rest| is_date(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, names: Option<&str>, when: Option<&str>) {
        let credit = credit(line).unwrap_or_default();
        assert_eq!((credit.byline, credit.date), (names, when), "{line}");
    }

    #[test]
    fn bylines() {
        for (line, names) in [
            ("By Ana Ruiz", "Ana Ruiz"),
            ("BY ANA RUIZ", "ANA RUIZ"),
            ("by Ana Ruiz, Bo Li and Cy Dee", "Ana Ruiz, Bo Li and Cy Dee"),
            ("By Ana Ruiz and Bo Li, City Desk", "Ana Ruiz and Bo Li"),
            ("By Ana Ruiz, The Quay Press", "Ana Ruiz"),
            ("By J. R. van der Berg Jr.", "J. R. van der Berg Jr."),
            ("By Ana Ruiz in Lisbon", "Ana Ruiz"),
            ("Author: Ana Ruiz", "Ana Ruiz"),
            ("By Ana Ruiz | 4 min read", "Ana Ruiz"),
        ] {
            check(line, Some(names), None);
        }
        for line in [
            "By resigning early",
            "By Monday the water had gone.",
            "By and by it rained",
            "By",
            "Ana Ruiz",
            "By Ruiz waits",
        ] {
            check(line, None, None);
        }
    }

    #[test]
    fn dates() {
        for line in [
            "July 9, 2024",
            "9 July 2024",
            "Tuesday, July 9",
            "2024-07-09",
            "2024-07-09T10:32:00Z",
            "7/9/2024",
            "Updated 10:32 a.m. ET",
            "Published: 9 July 2024, 10:32 GMT",
            "Last updated on Jul. 9th 2024 at 5pm",
            "Posted 3 hours ago",
            "Tuesday",
        ] {
            check(line, None, Some(line));
        }
        for line in
            ["May we go", "March on Lisbon", "10:32", "1984", "Published by the council", "Tuesday Night", "12 boats"]
        {
            check(line, None, None);
        }
        check("By Ana Ruiz, July 9", Some("Ana Ruiz"), Some("July 9"));
        check("July 9, 2024 • By Ana Ruiz", Some("Ana Ruiz"), Some("July 9, 2024"));
    }

    #[test]
    fn datelines() {
        const STORY: &str = "The ferry will stay in port until its hull has been mended, officials said.";
        for place in
            ["LISBON", "FLINT, Mich., Oct. 4 (UPI)", "Lisbon (Quay Press)", "ST. JOHN’S, Newfoundland", "KYIV/LVIV"]
        {
            assert_eq!(dateline(&format!("{place} — {STORY}")), Some(place));
        }
        assert_eq!(dateline_date(&format!("FLINT, Mich., Oct. 4 (UPI) -- {STORY}")), Some("Oct. 4"));
        assert_eq!(dateline_date(&format!("FLINT, Mich. (UPI) -- {STORY}")), None);
        for text in ["Lisbon — not Porto — was meant when the council spoke of a harbour.", "LISBON – LIVE", "A - B"]
        {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
