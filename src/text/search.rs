//! How a typed search reads: literally, forgiving what a keyboard cannot type, or as a regular expression; either way
//! with smart case.

use regex::{Regex, RegexBuilder};

/// The pattern of a query; nothing for an empty one.
///
/// Small letters match both cases; one capital makes all letters count. A straight quotation mark, apostrophe or hyphen
/// also matches the typographic ones, a space any space.
///
/// ```
/// let pattern = whosaid::text::search::pattern("ruiz's \"no\"").unwrap();
/// assert!(pattern.is_match("It was Ruiz’s “no”."));
/// ```
pub fn pattern(query: &str) -> Option<Regex> {
    if query.is_empty() {
        return None;
    }
    let mut pattern = String::new();
    for c in query.chars() {
        match c {
            '\'' | '’' => pattern.push_str("['’‘]"),
            '"' => pattern.push_str("[\"“”„«»]"),
            '-' => pattern.push_str("[-‐‑–—]"),
            ' ' => pattern.push_str(r"\s+"),
            _ => pattern.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    RegexBuilder::new(&pattern).case_insensitive(!query.chars().any(char::is_uppercase)).build().ok()
}

/// Bytes that a compiled expression takes at most.
const LARGEST: usize = 1 << 20;

/// The pattern of a query that is a regular expression (the syntax of the [`regex`] crate); nothing for an empty one. `^`
/// and `$` mean the ends of a paragraph.
///
/// Small letters match both cases; one capital, unless it belongs to a class like `\W`, makes all letters count.
///
/// ```
/// use whosaid::text::search::expression;
///
/// assert!(expression(r"(two|three) \w+s").unwrap().unwrap().is_match("Three ships left."));
/// assert_eq!(expression("(two").unwrap_err(), "unclosed group");
/// ```
///
/// # Errors
/// What is wrong with the expression, in a few words.
pub fn expression(query: &str) -> Result<Option<Regex>, String> {
    if query.is_empty() {
        return Ok(None);
    }
    let mut builder = RegexBuilder::new(query);
    builder.case_insensitive(!has_capital(query)).multi_line(true).size_limit(LARGEST);
    builder.build().map(Some).map_err(|error| match error {
        regex::Error::Syntax(message) => {
            let last = message.lines().next_back().unwrap_or_default();
            last.trim_start_matches("error: ").to_owned()
        }
        regex::Error::CompiledTooBig(_) => "it stands for too many things".to_owned(),
        error => error.to_string(),
    })
}

/// Whether an expression has a capital that stands for itself: not behind a backslash, nor in the braces of `\p{Lu}`.
fn has_capital(expression: &str) -> bool {
    let mut chars = expression.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            let class = chars.next();
            if matches!(class, Some('p' | 'P')) && chars.as_str().starts_with('{') {
                chars.find(|c| *c == '}');
            }
        } else if c.is_uppercase() {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_classes_are_none() {
        let matches = |query: &str, text: &str| expression(query).unwrap().unwrap().is_match(text);
        assert!(matches(r"\Wport\W", "The PORT.") && matches(r"\p{Lu}ort", "PORT") && matches("p.rt", "PORT"));
        assert!(!matches(r"\WPort\W", "The PORT.") && matches(r"P.rt\b", "The Port"));
    }

    #[test]
    fn an_expression_means_paragraphs_by_lines() {
        let found = expression("^b.*$").unwrap().unwrap().find("a b\n\nb c\n\nd").map(|m| m.range());
        assert_eq!(found, Some(5..8));
    }

    #[test]
    fn what_is_no_expression_is_named_and_a_vast_one_refused() {
        for (query, fault) in
            [("a(", "unclosed group"), ("*", "repetition operator missing expression"), ("[z-a]", "range")]
        {
            let error = expression(query).unwrap_err();
            assert!(error.contains(fault) && !error.contains('\n'), "{query}: {error}");
        }
        assert_eq!(expression("(?:(?:\\w{100}){100}){100}").unwrap_err(), "it stands for too many things");
    }
}
