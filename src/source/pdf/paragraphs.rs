//! From the lines of all pages to paragraphs: running heads and page numbers go, lines are joined by their distance, indent
//! and length, over columns and pages too.

use std::collections::{HashMap, HashSet};

use super::lines::Line;
use crate::text::{Block, ParagraphKind};

/// How many lines at the top and at the bottom of a page may be furniture, and how long such a line is, in characters.
const EDGE: usize = 3;
const EDGE_CHARS: usize = 100;
/// Letters so much larger than the text's are a heading's.
const HEADING: f64 = 1.15;
const HEADING_CHARS: usize = 250;
/// Parts of words that keep their hyphen.
const PREFIXES: &[&str] = &[
    "self", "non", "co", "ex", "well", "anti", "pro", "semi", "quasi", "mid", "half", "two", "three", "four", "five",
    "post", "pre", "so", "long", "short", "high", "low", "first", "second", "third", "all", "cross", "full", "part",
    "by", "in", "on", "off", "up", "down", "far", "vice", "right", "left", "hard",
];

/// The paragraphs of a document by the lines of its pages.
pub(super) fn blocks(mut pages: Vec<Vec<Line>>) -> Vec<Block> {
    let text_size = text_size(&pages);
    drop_furniture(&mut pages, text_size);
    let words = words(&pages);
    let mut blocks: Vec<Block> = Vec::new();
    let mut before: Option<(Line, f64)> = None;
    for page in &pages {
        let leading = leading(page);
        for (i, line) in page.iter().enumerate() {
            let (left, right) = bounds(page, line.block);
            let same_block = i > 0 && page[i - 1].block == line.block;
            let begins = before.as_ref().is_none_or(|(last, last_right)| {
                let resized = (last.size / line.size - 1.0).abs() > 0.08;
                let is_full = last.x1 > last_right - 0.12 * (right - left);
                if resized || is_item(&line.text) {
                    return true;
                }
                if !same_block {
                    return ends_sentence(&last.text)
                        || !(is_full || line.text.starts_with(char::is_lowercase))
                        || line.x0 - left > 0.7 * line.size;
                }
                let indented = line.x0 - left > 0.7 * line.size && last.x0 - left <= 0.7 * line.size;
                let first = line.text.split(' ').next().unwrap_or_default().chars().count() as f64 + 1.0;
                let had_room = right - last.x1 > first * 0.5 * line.size;
                last.y - line.y > 1.35 * leading
                    || indented && !is_item(&last.text)
                    || had_room && !is_full && ends_sentence(&last.text)
            });
            if begins {
                let is_heading = line.size > HEADING * text_size;
                let kind = match () {
                    () if is_heading => ParagraphKind::Heading,
                    () if is_item(&line.text) => ParagraphKind::Item,
                    () => ParagraphKind::Paragraph,
                };
                blocks.push(Block { kind, words: line.text.clone() });
            } else if let Some(block) = blocks.last_mut() {
                join(&mut block.words, &line.text, &words);
            }
            before = Some((line.clone(), right));
        }
    }
    for block in &mut blocks {
        if block.kind == ParagraphKind::Heading && block.words.chars().nth(HEADING_CHARS).is_some() {
            block.kind = ParagraphKind::Paragraph;
        }
    }
    blocks
}

/// Takes out what the edges of many pages repeat, and what stands apart there in small letters with a number in it.
fn drop_furniture(pages: &mut [Vec<Line>], text_size: f64) {
    let mut times: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let keys: HashSet<String> = edges(page).into_iter().map(|i| key(&page[i].text)).collect();
        for key in keys {
            *times.entry(key).or_default() += 1;
        }
    }
    let (many, least) = (pages.len() > 1, (pages.len() / 3).max(2));
    for page in pages {
        let is_furniture = |i: usize| {
            let line = &page[i];
            let key = key(&line.text);
            let is_apart = || page.iter().all(|l| (l.y - line.y).abs() < 1.0 || (l.y - line.y).abs() > 2.0 * text_size);
            let is_small = line.size < 0.92 * text_size && key.contains('#') && is_apart();
            times.get(&key).is_some_and(|times| *times >= least) || many && is_number(&key) || is_small
        };
        let out: HashSet<usize> = edges(page).into_iter().filter(|i| is_furniture(*i)).collect();
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            !out.contains(&(at - 1))
        });
    }
}

/// The lines nearest to the top and the bottom.
fn edges(page: &[Line]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.len()).collect();
    order.sort_by(|a, b| page[*b].y.total_cmp(&page[*a].y));
    let ends = order.iter().take(EDGE).chain(order.iter().rev().take(EDGE));
    ends.copied().filter(|i| page[*i].text.chars().nth(EDGE_CHARS).is_none()).collect()
}

/// A line with every number alike.
fn key(text: &str) -> String {
    let mut key = String::new();
    for c in text.trim().chars() {
        if !c.is_ascii_digit() {
            key.extend(c.to_lowercase());
        } else if !key.ends_with('#') {
            key.push('#');
        }
    }
    key
}

fn is_number(key: &str) -> bool {
    let rest = key.replace("page", "").replace("of", "");
    key.contains('#') && rest.chars().all(|c| c == '#' || !c.is_alphanumeric())
}

/// The size of most letters.
fn text_size(pages: &[Vec<Line>]) -> f64 {
    let mut letters: HashMap<i64, usize> = HashMap::new();
    for line in pages.iter().flatten() {
        *letters.entry((line.size * 4.0).round() as i64).or_default() += line.text.len();
    }
    letters.into_iter().max_by_key(|(size, count)| (*count, *size)).map_or(10.0, |(size, _)| size as f64 / 4.0)
}

/// How far apart the lines of a paragraph stand: as most of the near ones do.
fn leading(page: &[Line]) -> f64 {
    let pairs = page.windows(2).filter(|pair| pair[0].block == pair[1].block);
    let mut steps: Vec<f64> = pairs.map(|pair| pair[0].y - pair[1].y).filter(|step| *step > 1.0).collect();
    steps.sort_unstable_by(f64::total_cmp);
    steps.get(steps.len() / 4).copied().unwrap_or(f64::INFINITY)
}

/// Where the lines of a column begin and end.
fn bounds(page: &[Line], block: usize) -> (f64, f64) {
    let lines = || page.iter().filter(|line| line.block == block);
    let left = lines().map(|line| line.x0).fold(f64::INFINITY, f64::min);
    (left, lines().map(|line| line.x1).fold(left, f64::max))
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ']).ends_with(['.', '?', '!', '…', ':'])
}

fn is_item(text: &str) -> bool {
    text.starts_with(['•', '▪', '●', '◦', '‣', '■'])
}

/// All words, in small letters.
fn words(pages: &[Vec<Line>]) -> HashSet<String> {
    let all = pages.iter().flatten().flat_map(|line| line.text.split_whitespace());
    all.map(bare).filter(|word| !word.is_empty() && !word.ends_with('-')).collect()
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').to_lowercase()
}

/// Appends a line. A hyphen at the end of the one before goes where it most likely parts a word: where the document has
/// the whole word elsewhere, or at least not with a hyphen, and the first part is none that commonly takes one.
fn join(text: &mut String, line: &str, words: &HashSet<String>) {
    let line = line.trim();
    text.truncate(text.trim_end().len());
    if text.ends_with('\u{ad}') {
        text.pop();
    } else if text.ends_with(['-', '‐']) && line.starts_with(char::is_alphanumeric) {
        let stem = text.trim_end_matches(['-', '‐']).split_whitespace().next_back().map(bare).unwrap_or_default();
        let rest = line.split_whitespace().next().map(bare).unwrap_or_default();
        let keeps = !line.starts_with(char::is_lowercase)
            || words.contains(&format!("{stem}-{rest}"))
            || PREFIXES.contains(&stem.as_str())
            || stem.contains('-')
            || !stem.chars().all(char::is_alphabetic)
            || matches!(rest.as_str(), "and" | "or" | "to");
        if words.contains(&format!("{stem}{rest}")) || !keeps {
            text.pop();
        } else if matches!(rest.as_str(), "and" | "or" | "to") {
            text.push(' ');
        }
    } else {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(&str, f64, f64)]) -> Vec<Line> {
        let line = |(text, x, y): &(&str, f64, f64)| Line {
            x0: *x,
            x1: x + 5.0 * text.chars().count() as f64,
            y: *y,
            size: 10.0,
            text: (*text).to_owned(),
            block: 0,
        };
        lines.iter().map(line).collect()
    }

    #[test]
    fn heads_and_numbers_go_and_sentences_go_on_over_pages() {
        let pages = vec![
            page(&[
                ("The Quay Press 4", 50.0, 800.0),
                ("The council voted to keep the fer-", 50.0, 700.0),
                ("ry in port. Its well-", 50.0, 688.0),
                ("- 1 -", 90.0, 50.0),
            ]),
            page(&[
                ("The Quay Press 5", 50.0, 800.0),
                ("known ferry is mended, by 5-", 50.0, 700.0),
                ("2 votes, said Ana.", 50.0, 688.0),
                ("Nobody waited for the old ferry.", 60.0, 676.0),
                ("- 2 -", 90.0, 50.0),
            ]),
        ];
        let words: Vec<String> = blocks(pages).into_iter().map(|block| block.words).collect();
        assert_eq!(
            words,
            [
                "The council voted to keep the ferry in port. Its well-known ferry is mended, by 5-2 votes, said Ana.",
                "Nobody waited for the old ferry."
            ]
        );
    }
}
