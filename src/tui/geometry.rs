//! Where the parts of the screen are, for any size of the window.
//!
//! ```text
//!   header ························································
//!
//!   gutter │ text (at most 72)                │ map │ panel
//!   ·····  │ ·······························  │  ·  │ ·······
//!
//!   footer ························································
//! ```

use ratatui::layout::Rect;

/// The widest a line of text gets unless somebody wants it wider: longer ones are hard to read.
pub const MEASURE: u16 = 72;
/// Windows narrower than this show the panel over the text, not beside it.
const NARROW: u16 = 70;
/// From here on the panel is as wide as it likes.
const WIDE: u16 = 110;
/// Columns that text and panel keep, wherever the line between them is drawn.
const LEAST: u16 = 16;
/// The smallest window that shows anything.
const SMALLEST: (u16, u16) = (20, 5);

/// The parts of the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Geometry {
    /// One row: what is read.
    pub header: Rect,
    /// The signs before the text.
    pub gutter: Rect,
    /// The words of the article.
    pub text: Rect,
    /// One cell beside each row of text: the voice map.
    pub map: Rect,
    /// The voices.
    pub panel: Rect,
    /// Whether the panel has a place of its own; else it covers the text while it has the keyboard.
    pub beside: bool,
    /// One row: where one is, what one can do.
    pub footer: Rect,
}

impl Geometry {
    /// Lays out a window, with this many columns of text at most, and of the panel if somebody wants so many; `None` if
    /// it is too small for anything.
    pub fn of(window: Rect, most: u16, wanted: Option<u16>) -> Option<Self> {
        let (width, height) = (window.width, window.height);
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return None;
        }
        let beside = width >= NARROW;
        let sign = if width >= 50 { 5 } else { 2 };
        let (panel, gap) = match width {
            WIDE.. => (32 + ((width - WIDE) / 2).min(6), 4),
            NARROW.. => (27 + (width - NARROW) / 10, 3),
            _ => (0, 0),
        };
        let panel = match wanted {
            Some(wanted) if beside => wanted.clamp(LEAST, width - sign - gap - 1 - LEAST),
            _ => panel,
        };
        let measure = width.saturating_sub(sign + gap + panel + if beside { 1 } else { 2 }).min(most);
        let group = sign + measure + if beside { gap + panel } else { 2 };
        let left = window.x + (width - group.min(width)) / 2;

        let above = u16::from(height >= 16);
        let below = u16::from(height >= 20);
        let body = height.saturating_sub(2 + above + below);
        let top = window.y + 1 + above;
        let row = |y| Rect { x: left, y, width: group, height: 1 };
        Some(Self {
            header: row(window.y),
            gutter: Rect { x: left, y: top, width: sign, height: body },
            text: Rect { x: left + sign, y: top, width: measure, height: body },
            map: Rect { x: left + sign + measure + (gap / 2).max(1), y: top, width: 1, height: body },
            panel: if beside {
                Rect { x: left + sign + measure + gap, y: top, width: panel, height: body }
            } else {
                Rect { x: left, y: top, width: group, height: body }
            },
            beside,
            footer: row(window.y + height - 1),
        })
    }

    /// Whether a cell lies between text and panel, and not on the map.
    pub fn divides(&self, x: u16, y: u16) -> bool {
        let rows = self.text.y..self.text.bottom();
        self.beside && x >= self.text.right() && x < self.panel.x && x != self.map.x && rows.contains(&y)
    }

    /// The space between header and footer, all of it.
    pub fn body(&self) -> Rect {
        self.gutter.union(self.text).union(self.panel)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_parts_lie_inside_every_window_and_apart() {
        for width in 0..=250 {
            for height in 0..=60 {
                let window = Rect { x: 0, y: 0, width, height };
                for wanted in [None, Some(0), Some(33), Some(u16::MAX)] {
                    let Some(g) = Geometry::of(window, MEASURE, wanted) else { continue };
                    for part in [g.header, g.gutter, g.text, g.map, g.panel, g.footer] {
                        assert_eq!(part.intersection(window), part, "{width}x{height}: {g:?}");
                        assert!(part.width > 0 && part.height > 0, "{width}x{height}: {g:?}");
                    }
                    assert!(!g.header.intersects(g.text) && !g.footer.intersects(g.text));
                    assert!(!g.beside || !g.panel.intersects(g.text));
                    assert!(!g.map.intersects(g.text));
                    assert!(!g.beside || !g.map.intersects(g.panel));
                    assert!(g.text.width <= MEASURE);
                    assert!(!g.beside || g.text.width >= LEAST && g.panel.width >= LEAST, "{width}x{height}: {g:?}");
                }
            }
        }
    }

    #[test]
    fn the_usual_sizes() {
        let at = |width, height| Geometry::of(Rect { x: 0, y: 0, width, height }, MEASURE, None).unwrap();
        assert_eq!((at(120, 40).text.width, at(120, 40).panel.width), (72, 37));
        assert_eq!((at(80, 24).text.width, at(80, 24).panel.width), (43, 28));
        assert!(!at(40, 12).beside);
        assert_eq!(Geometry::of(Rect { x: 0, y: 0, width: 19, height: 40 }, MEASURE, None), None);
    }
}
