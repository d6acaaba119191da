//! How a typed search reads: literally, with smart case, and forgiving what a keyboard cannot type.

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
