//! From glyphs to lines in reading order: down the page, and where it is set in columns, down each column.

use super::content::Glyph;

/// Shares of the size of the letters: a gap that parts words, one that may part columns, and how far a line wavers.
const WORD_GAP: f64 = 0.17;
const PART_GAP: f64 = 1.0;
const WAVER: f64 = 0.4;
/// How many lines a column has at least, and how wide it is, as a share of the width that is parted.
const COLUMN_LINES: usize = 4;
const COLUMN_WIDTH: f64 = 0.2;
/// Of what stands on a page, so much may cross the gap between columns: headlines, pictures' captions.
const CROSSING: f64 = 0.25;
/// How often a page is parted into columns again.
const DEPTH: usize = 6;

/// A line, or a part of one; in points, y grows upwards.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub x0: f64,
    pub x1: f64,
    pub y: f64,
    pub size: f64,
    pub text: String,
    /// Which of the page's columns it stands in, counted in reading order.
    pub block: usize,
}

impl Line {
    fn of(glyph: &Glyph) -> Self {
        Self { x0: glyph.x0, x1: glyph.x1, y: glyph.y, size: glyph.size, text: glyph.text.clone(), block: 0 }
    }

    fn is_level_with(&self, y: f64, size: f64) -> bool {
        (self.y - y).abs() < WAVER * self.size.max(size)
    }

    /// Appends what stands behind it.
    fn push(&mut self, text: &str, x0: f64, x1: f64) {
        let gap = x0 - self.x1;
        if gap > WORD_GAP * self.size && !self.text.ends_with(' ') && !text.starts_with(' ') {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.x1 = self.x1.max(x1);
    }
}

/// The lines of a page.
pub(super) fn of_page(glyphs: &[Glyph]) -> Vec<Line> {
    let mut blocks = Vec::new();
    part(parts(glyphs), DEPTH, &mut blocks);
    let number = |(block, lines): (usize, Vec<Line>)| lines.into_iter().map(move |line| Line { block, ..line });
    blocks.into_iter().map(merged).enumerate().flat_map(number).filter(|line| !line.text.trim().is_empty()).collect()
}

/// Joins glyphs that follow each other on a line.
fn parts(glyphs: &[Glyph]) -> Vec<Line> {
    let mut parts: Vec<Line> = Vec::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        // Letters that are set twice to look bold.
        let is_double = before.is_some_and(|b| {
            b.text == glyph.text && (b.x0 - glyph.x0).abs() + (b.y - glyph.y).abs() < 0.1 * glyph.size
        });
        if is_double {
            continue;
        }
        before = Some(glyph);
        match parts.last_mut() {
            Some(last)
                if glyph.size < 0.8 * last.size
                    && glyph.y > last.y + 0.2 * last.size
                    && glyph.y < last.y + last.size
                    && glyph.text.bytes().all(|b| b.is_ascii_digit()) =>
            {
                // The mark of a footnote.
                last.x1 = last.x1.max(glyph.x1);
            }
            Some(last)
                if last.is_level_with(glyph.y, glyph.size)
                    && (-WAVER * glyph.size..PART_GAP * glyph.size).contains(&(glyph.x0 - last.x1)) =>
            {
                last.push(&glyph.text, glyph.x0, glyph.x1);
                last.size = last.size.max(glyph.size);
            }
            _ => parts.push(Line::of(glyph)),
        }
    }
    parts.retain(|part| !part.text.trim().is_empty());
    for part in &mut parts {
        // Spaces at the end are no part of a line's width.
        let spaces = part.text.len() - part.text.trim_end().len();
        part.x1 = (part.x1 - spaces as f64 * 0.25 * part.size).max(part.x0);
        part.text.truncate(part.text.trim_end().len());
    }
    parts
}

/// Parts what stands beside a gap from what crosses it, and goes on within each.
fn part(mut parts: Vec<Line>, depth: usize, blocks: &mut Vec<Vec<Line>>) {
    let Some((from, to)) = (depth > 0).then(|| gap(&parts)).flatten() else {
        if !parts.is_empty() {
            blocks.push(parts);
        }
        return;
    };
    parts.sort_by(|a, b| b.y.total_cmp(&a.y));
    let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), Vec::new());
    let columns = |left: &mut Vec<Line>, right: &mut Vec<Line>, blocks: &mut Vec<Vec<Line>>| {
        part(std::mem::take(left), depth - 1, blocks);
        part(std::mem::take(right), depth - 1, blocks);
    };
    for line in parts {
        if line.x1 <= to && line.x0 < from {
            left.push(line);
        } else if line.x0 >= from && line.x1 > to {
            right.push(line);
        } else {
            columns(&mut left, &mut right, blocks);
            across.push(line);
            continue;
        }
        if !across.is_empty() {
            blocks.push(std::mem::take(&mut across));
        }
    }
    columns(&mut left, &mut right, blocks);
    if !across.is_empty() {
        blocks.push(across);
    }
}

/// The gap between two columns, if there are any.
fn gap(parts: &[Line]) -> Option<(f64, f64)> {
    let left = parts.iter().map(|p| p.x0).min_by(f64::total_cmp)?;
    let right = parts.iter().map(|p| p.x1).max_by(f64::total_cmp)?;
    let width = right - left;
    if parts.len() < 2 * COLUMN_LINES || !(20.0..20_000.0).contains(&width) {
        return None;
    }
    let mut sizes: Vec<f64> = parts.iter().map(|p| p.size).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let size = sizes[sizes.len() / 2];
    // How many parts cover each point of the width.
    let mut covered = vec![0_usize; width as usize + 2];
    for p in parts {
        for point in &mut covered[(p.x0 - left) as usize..=((p.x1 - left) as usize).min(width as usize)] {
            *point += 1;
        }
    }
    let most = (parts.len() as f64 * CROSSING) as usize;
    let mut best: Option<(usize, f64, f64)> = None;
    let mut at = 0;
    while at < covered.len() {
        let level = covered[at];
        let length = covered[at..].iter().take_while(|count| **count <= level).count();
        if level <= most && length as f64 >= 0.8 * size {
            let (from, to) = (left + at as f64 - 1.0, left + (at + length) as f64 + 1.0);
            let better = best.is_none_or(|(crossing, a, b)| level < crossing || level == crossing && to - from > b - a);
            if better && has_columns(parts, from, to, width) {
                best = Some((level, from, to));
            }
        }
        at += 1;
        while at < covered.len() && covered[at] >= covered[at - 1] {
            at += 1;
        }
    }
    best.map(|(_, from, to)| (from, to))
}

/// Whether text stands in columns on both sides of a gap.
fn has_columns(parts: &[Line], from: f64, to: f64, width: f64) -> bool {
    let side = |is_there: &dyn Fn(&&Line) -> bool| {
        let side: Vec<&Line> = parts.iter().filter(is_there).collect();
        let bound = |of: fn(&Line) -> f64, least: bool| {
            let values = side.iter().map(|p| of(p));
            if least { values.min_by(f64::total_cmp) } else { values.max_by(f64::total_cmp) }.unwrap_or_default()
        };
        let wide = bound(|p| p.x1, false) - bound(|p| p.x0, true) >= COLUMN_WIDTH * width;
        let mut levels: Vec<f64> = side.iter().map(|p| p.y).collect();
        levels.sort_unstable_by(f64::total_cmp);
        levels.dedup_by(|a, b| (*a - *b).abs() < 3.0);
        (wide && levels.len() >= COLUMN_LINES).then(|| (bound(|p| p.y, true), bound(|p| p.y, false)))
    };
    let left = side(&|p| p.x1 <= to && p.x0 < from);
    let right = side(&|p| p.x0 >= from && p.x1 > to);
    let (Some((a0, a1)), Some((b0, b1))) = (left, right) else { return false };
    let shared = a1.min(b1) - a0.max(b0);
    shared >= 0.5 * (a1 - a0).min(b1 - b0)
}

/// Joins the parts of a column that stand on one line.
fn merged(mut parts: Vec<Line>) -> Vec<Line> {
    parts.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for part in parts {
        match rows.last_mut() {
            Some(row) if row[0].is_level_with(part.y, part.size.min(row[0].size)) => row.push(part),
            _ => rows.push(vec![part]),
        }
    }
    let join = |mut row: Vec<Line>| {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        row.into_iter().reduce(|mut line, part| {
            line.push(&part.text, part.x0, part.x1);
            line.size = line.size.max(part.size);
            line
        })
    };
    rows.into_iter().filter_map(join).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(words: &str, x: f64, y: f64) -> Vec<Glyph> {
        let letter = |(i, c): (usize, char)| Glyph {
            x0: x + 5.0 * i as f64,
            x1: x + 5.0 * (i + 1) as f64,
            y,
            size: 10.0,
            text: c.to_string(),
        };
        words.chars().enumerate().filter(|(_, c)| *c != ' ').map(letter).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut page = glyphs("A headline that runs over both of the columns", 50.0, 700.0);
        for i in 0..6 {
            let y = 680.0 - 12.0 * f64::from(i);
            page.extend(glyphs(&format!("left column {i}"), 50.0, y));
            page.extend(glyphs(&format!("right column {i}"), 180.0, y));
        }
        let lines = of_page(&page);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts[..3], ["A headline that runs over both of the columns", "left column 0", "left column 1"]);
        assert_eq!(texts[6..8], ["left column 5", "right column 0"]);
    }

    #[test]
    fn a_page_without_columns_is_one_block() {
        let page =
            (0..9).flat_map(|i| glyphs("one line of text that fills the page", 50.0, 700.0 - 12.0 * f64::from(i)));
        let lines = of_page(&page.collect::<Vec<_>>());
        assert!(lines.len() == 9 && lines.iter().all(|line| line.block == 0), "{lines:?}");
    }
}
