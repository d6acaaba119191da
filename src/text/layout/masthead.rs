//! What stands above the first paragraph of prose: the title, and the lines that say who wrote it and when.

use crate::text::Span;
use crate::text::article::Article;

use super::lines::{ends_sentence, item_mark};
use super::roles::is_time;

/// How many paragraphs at the top are looked at.
const DEPTH: usize = 8;
/// Longest title or subtitle, in characters.
const TITLE_CHARS: usize = 180;
/// Longest byline or date line, in characters.
const CREDIT_CHARS: usize = 120;

/// The parts of the top of an article.
#[derive(Debug, Default)]
pub(super) struct Masthead {
    pub title: Option<Span>,
    pub byline: Option<Span>,
    pub date: Option<Span>,
    /// Indices of the paragraphs that are headings: the title, what stands over it and its subtitle.
    pub headings: Vec<usize>,
    /// Index of the first paragraph below.
    pub end: usize,
}

/// Reads the top of an article paragraph by paragraph until prose begins.
pub(super) fn find(article: &Article) -> Masthead {
    let texts: Vec<&str> = article.paragraphs.iter().take(DEPTH + 1).map(|p| article.slice(p.span)).collect();
    let mut head = Masthead::default();
    let mut credits = Vec::new();
    for i in 0..texts.len().min(DEPTH) {
        let start = article.paragraphs[i].span.start();
        if let Some(credit) = credit(texts[i]) {
            let place = |range: (usize, usize)| Span::new(start + range.0, start + range.1);
            head.byline = head.byline.or(credit.byline.map(place));
            head.date = head.date.or(credit.date.map(place));
            credits.push(i);
        } else if head.headings.len() < 3 && is_headline(&texts, i, head.title.is_none()) {
            head.headings.push(i);
            let span = article.paragraphs[i].span;
            if !is_kicker(texts[i]) {
                head.title = head.title.or(Some(span));
            }
        } else {
            break;
        }
        head.end = i + 1;
    }
    if head.title.is_none() {
        head.title = head.headings.first().map(|&i| article.paragraphs[i].span);
    }
    if head.date.is_none() {
        head.date = texts.get(head.end).and_then(|text| {
            let start = article.paragraphs[head.end].span.start();
            dateline_date(text).map(|(from, to)| Span::new(start + from, start + to))
        });
    }
    head
}

/// Whether a line of the top cannot be the rest of the line before it.
pub(super) fn opens(line: &str) -> bool {
    dateline(line).is_some() || (!ends_sentence(line) && credit(line).is_some())
}

/// A line over the title that names a section or a kind of text.
fn is_kicker(text: &str) -> bool {
    const KICKERS: &[&str] = &[
        "press release",
        "news release",
        "media release",
        "for immediate release",
        "breaking",
        "breaking news",
        "exclusive",
        "live",
        "news",
        "world",
        "politics",
        "business",
        "economy",
        "sport",
        "sports",
        "science",
        "health",
        "technology",
        "culture",
        "opinion",
        "comment",
        "editorial",
        "analysis",
        "explainer",
        "feature",
        "interview",
        "obituary",
        "obituaries",
        "review",
        "letters",
        "abstract",
        "local news",
        "world news",
        "us news",
        "uk news",
    ];
    let text = text.trim_end_matches(['.', ':']);
    KICKERS.iter().any(|k| k.eq_ignore_ascii_case(text))
}

/// Whether the paragraph at `i` is a title (`first`) or another line of the headline. What says so without a doubt is
/// what follows; a line that ends like a sentence is a title only if it is written like one.
fn is_headline(texts: &[&str], i: usize, first: bool) -> bool {
    let (text, Some(next)) = (texts[i], texts.get(i + 1)) else { return false };
    let starts_well = text.starts_with(|c: char| !c.is_lowercase() && !matches!(c, '(' | '[' | '-' | '—' | '–'));
    if text.chars().nth(TITLE_CHARS).is_some() || !starts_well || item_mark(text).is_some() || dateline(text).is_some()
    {
        return false;
    }
    if is_kicker(text) {
        return true;
    }
    if text.ends_with([':', ',']) || text.contains("://") || is_time(text) {
        return false;
    }
    // Two lines with a speaker's label are a transcript without a title.
    if label(text).is_some() && label(next).is_some() {
        return false;
    }
    if !ends_sentence(text) {
        return first || text.chars().count() <= TITLE_CHARS && next.chars().count() > text.chars().count();
    }
    let asks = text.ends_with(['?', '!']) && !text.starts_with(['“', '"', '‘', '«']);
    first && (asks || is_title_case(text) || dateline(next).is_some() || credit(next).is_some() || is_kicker(next))
}

/// Whether (nearly) all longer words begin with a capital.
fn is_title_case(text: &str) -> bool {
    let long = text
        .split([' ', '-', '—'])
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| w.chars().count() >= 4);
    let (mut capitals, mut all) = (0, 0);
    for word in long {
        all += 1;
        capitals += usize::from(!word.starts_with(char::is_lowercase));
    }
    all >= 3 && capitals * 8 >= all * 7
}

/// The words before a colon that can name a speaker: `RUIZ`, `Ana Ruiz`, `Q`.
pub(super) fn label(text: &str) -> Option<&str> {
    let (label, _) = text.split_once(": ")?;
    let name = |word: &str| word.starts_with(char::is_uppercase);
    (label.len() <= 40 && label.split(' ').count() <= 4 && label.split(' ').all(name)).then_some(label)
}

/// A byline, a date line, or both.
#[derive(Debug, Default, PartialEq, Eq)]
struct Credit {
    byline: Option<(usize, usize)>,
    date: Option<(usize, usize)>,
}

/// Reads a line that holds nothing but names behind "By", dates, and what stands between bars or dots beside them.
fn credit(text: &str) -> Option<Credit> {
    if text.chars().nth(CREDIT_CHARS).is_some() {
        return None;
    }
    let mut credit = Credit::default();
    for part in text.split(['|', '•', '·']) {
        let trimmed = part.trim();
        let at = trimmed.as_ptr() as usize - text.as_ptr() as usize;
        if let Some((from, to)) = byline(trimmed) {
            credit.byline = credit.byline.or(Some((at + from, at + to)));
            let behind = trimmed[to..].trim_start_matches([',', ' ', '—', '–', '-']);
            if is_date(behind) {
                let end = at + trimmed.len();
                credit.date = credit.date.or(Some((end - behind.len(), end)));
            }
        } else if is_date(trimmed) {
            credit.date = credit.date.or(Some((at, at + trimmed.len())));
        }
    }
    (credit != Credit::default()).then_some(credit)
}

/// Where the names stand in a byline: `By Ana Ruiz and Bo Li, City Desk` → `Ana Ruiz and Bo Li`.
fn byline(text: &str) -> Option<(usize, usize)> {
    let (by, names) = text.split_once(' ')?;
    let opener = ["by", "by:", "author:"].iter().any(|o| o.eq_ignore_ascii_case(by));
    if !opener || ends_sentence(names.trim_end_matches("Jr.").trim_end_matches("Sr.")) {
        return None;
    }
    let from = by.len() + 1;
    let (mut to, mut at, mut words) = (from, from, 0);
    for word in names.split(' ') {
        let bare = word.trim_end_matches(',');
        let is_name = bare.starts_with(|c: char| c.is_uppercase()) && !bare.ends_with(':');
        let linked = words > 0
            && matches!(
                bare,
                "and"
                    | "&"
                    | "de"
                    | "da"
                    | "di"
                    | "du"
                    | "del"
                    | "della"
                    | "der"
                    | "den"
                    | "van"
                    | "von"
                    | "bin"
                    | "ibn"
                    | "al"
                    | "el"
                    | "la"
                    | "le"
                    | "ten"
                    | "ter"
                    | "dos"
                    | "y"
            );
        if !is_name && !linked {
            break;
        }
        if is_name {
            (to, words) = (at + bare.len(), words + 1);
        }
        at += word.len() + 1;
    }
    let names = &text[from..to];
    if let Some(comma) = names.find(", ").filter(|comma| !names[*comma..].contains(" and ")) {
        to = from + comma;
    }
    let rest = text[to..].trim_start();
    let ends_there = rest.is_empty()
        || rest.starts_with([',', '(', '-', '–', '—', '/'])
        || ["in ", "for ", "at ", "of "].iter().any(|w| rest.starts_with(w));
    (words > 0 && words <= 12 && ends_there).then_some((from, to))
}

const MONTHS: &[&str] = &[
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
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];
const DAYS: &[&str] = &[
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
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "today",
    "yesterday",
];
const OPENERS: &[&str] =
    &["published", "updated", "posted", "modified", "date", "dated", "issued", "released", "filed"];
const FILLERS: &[&str] = &[
    "last", "first", "on", "at", "of", "the", "and", "a.m", "p.m", "am", "pm", "noon", "midnight", "et", "est", "edt",
    "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt", "gmt", "utc", "bst", "cet", "cest", "ist", "hours",
    "hour", "minutes", "minute", "days", "day", "ago", "h", "hrs", "local", "time", "—", "–", "-", "/",
];

/// Whether a line says when, and nothing else.
fn is_date(text: &str) -> bool {
    let (mut opened, mut month, mut day, mut number, mut full) = (false, false, false, false, false);
    for word in text.split(' ') {
        let word = word.trim_matches([',', '.', ':', ';', '(', ')']).to_lowercase();
        let is = |list: &[&str]| list.contains(&word.as_str());
        if is(OPENERS) {
            opened = true;
        } else if is(MONTHS) {
            month = true;
        } else if is(DAYS) {
            day = true;
        } else if is_number_of_date(&word) {
            number = true;
            full |= word.len() >= 8 && word.contains(['-', '/', '.']);
        } else if !is(FILLERS) && !word.is_empty() {
            return false;
        }
    }
    full || (month && number) || (opened && (number || day)) || (day && text.split(' ').count() == 1)
}

/// `9`, `9th`, `2024`, `10:32`, `2024-07-09`, `2024-07-09T10:32:00Z`, `7/9/2024`, `10:32am`.
fn is_number_of_date(word: &str) -> bool {
    let digits =
        ["st", "nd", "rd", "th", "am", "pm", "z", "h"].iter().find_map(|s| word.strip_suffix(s)).unwrap_or(word);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.len() <= 29
        && digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.' | b':' | b't' | b'+'))
        && digits.split(['-', '/', '.', ':', 't', '+']).all(|part| part.len() <= 4)
}

/// The place in capitals that opens a news report, up to its dash or colon: `FLINT, Mich., Oct. 4 (UPI) —`.
fn dateline(text: &str) -> Option<&str> {
    let end = text.char_indices().take(70).find_map(|(i, c)| match c {
        '—' | '–' | '―' => Some(i),
        '-' if text[i..].starts_with("- ") || text[i..].starts_with("--") => Some(i),
        _ => None,
    })?;
    let line = text[..end].trim_end();
    let place = line.split([',', '(']).next()?.trim_end();
    let capitals = place.contains(char::is_alphabetic) && !place.contains(char::is_lowercase);
    let agency = line.ends_with(')') && line.contains(" (");
    let story = text[end..].chars().nth(40).is_some();
    let named = place.split(' ').all(|w| w.starts_with(char::is_uppercase)) && place.split(' ').count() <= 4;
    (story && place.chars().count() >= 3 && (capitals || (agency && named))).then_some(line)
}

/// Where the date stands in a dateline.
fn dateline_date(text: &str) -> Option<(usize, usize)> {
    let line = dateline(text)?;
    let line = line.split(" (").next()?;
    let mut from = None;
    for (at, _) in line.match_indices(", ") {
        let rest = &line[at + 2..];
        if from.is_none() && is_date(rest) {
            from = Some(at + 2);
        }
    }
    from.map(|from| (from, line.trim_end().len()))
}

#[cfg(test)]
mod tests {
    use crate::Article;

    /// Title, byline and date of a text, "-" for none.
    fn head(raw: &str) -> [String; 3] {
        let article = Article::from_plain_text(raw, "test");
        [article.title(), article.byline(), article.date()]
            .map(|span| span.map_or_else(|| "-".to_owned(), |span| article.slice(span).to_owned()))
    }

    const BODY: &str =
        "The council voted on Monday to keep the ferry in port until its hull has been mended, officials said.";

    #[test]
    fn title_byline_and_date() {
        let cases = [
            ("Ferry stays in port\n\nBy Ana Ruiz\n\nJuly 9, 2024", ["Ferry stays in port", "Ana Ruiz", "July 9, 2024"]),
            (
                "Ferry stays in port\nBy Ana Ruiz and Bo Li, City Desk\nPublished 3 May 2024",
                ["Ferry stays in port", "Ana Ruiz and Bo Li", "Published 3 May 2024"],
            ),
            (
                "2024-05-03T10:32:00Z\nBY ANA RUIZ\nFerry Stays In Port",
                ["Ferry Stays In Port", "ANA RUIZ", "2024-05-03T10:32:00Z"],
            ),
            (
                "Who will mend the ferry?\nBy J. R. van der Berg | Updated 10:32 a.m. ET | 4 min read",
                ["Who will mend the ferry?", "J. R. van der Berg", "Updated 10:32 a.m. ET"],
            ),
            ("PRESS RELEASE\nFerry stays in port\nBy Ana Ruiz in Lisbon", ["Ferry stays in port", "Ana Ruiz", "-"]),
            ("Ferry stays in port.\nBy Ana Ruiz, June 4", ["Ferry stays in port.", "Ana Ruiz", "June 4"]),
            (
                "Mayor calls ferry “a floating sieve”\nOwner blames rust",
                ["Mayor calls ferry “a floating sieve”", "-", "-"],
            ),
        ];
        for (top, expected) in cases {
            assert_eq!(head(&format!("{top}\n\n{BODY}\n\n{BODY}")), expected, "{top}");
        }
    }

    #[test]
    fn a_dateline_gives_the_date_and_away_the_title() {
        let raw = format!("Ferry stays in port.\n\nFLINT, Mich., Oct. 4 (UPI) — {BODY}");
        assert_eq!(head(&raw), ["Ferry stays in port.", "-", "Oct. 4"]);
        assert_eq!(head(&format!("LISBON (Quay Press) - {BODY}\n\n{BODY}")), ["-", "-", "-"]);
    }

    #[test]
    fn prose_is_no_masthead() {
        for first in [
            BODY,
            "It rained.",
            "“We waited,” said Ana Ruiz.",
            "RUIZ: We waited\n\nLI: So did we",
            "- Ferry stays in port\n- Hull to be mended",
            "She wrote:",
            "06:12",
        ] {
            assert_eq!(head(&format!("{first}\n\n{BODY}"))[0], "-", "{first}");
        }
        assert_eq!(head("One line without a stop"), ["-", "-", "-"]);
    }

    #[test]
    fn by_and_may_open_sentences_too() {
        for line in [
            "By Resigning Early",
            "By resigning before anyone asked, she won",
            "May we go",
            "By Monday the water had gone.",
        ] {
            let [_, byline, date] = head(&format!("Ferry stays in port\n\n{line}\n\n{BODY}"));
            let expected = if line == "By Resigning Early" { "Resigning Early" } else { "-" };
            assert_eq!((byline.as_str(), date.as_str()), (expected, "-"), "{line}");
        }
    }
}
