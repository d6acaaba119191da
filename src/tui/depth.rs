//! How many colours a terminal shows, and what becomes of a colour where it shows fewer.

use ratatui::style::Color;

/// What a terminal can show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    /// 24 bits.
    True,
    /// The 256 of xterm.
    Indexed,
    /// The 16 of ANSI.
    Ansi,
}

/// The steps of each part of a colour in the cube of xterm's 256.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
/// The hues of ANSI, around the circle from red, dark and bright.
const CIRCLE: [[Color; 2]; 6] = [
    [Color::Red, Color::LightRed],
    [Color::Yellow, Color::LightYellow],
    [Color::Green, Color::LightGreen],
    [Color::Cyan, Color::LightCyan],
    [Color::Blue, Color::LightBlue],
    [Color::Magenta, Color::LightMagenta],
];

impl Depth {
    /// What a terminal says of itself in `COLORTERM` and `TERM`. Nearly all that say nothing show 256.
    pub fn of(colorterm: Option<&str>, term: Option<&str>) -> Self {
        let few = ["linux", "vt", "ansi", "cygwin", "cons"];
        match term {
            _ if colorterm.is_some_and(|value| value == "truecolor" || value == "24bit") => Self::True,
            Some(term) if few.iter().any(|name| term.starts_with(name)) => Self::Ansi,
            _ => Self::Indexed,
        }
    }

    /// The colour that comes nearest.
    pub fn show(self, colour: Color) -> Color {
        match (self, colour) {
            (Self::Indexed, Color::Rgb(r, g, b)) => indexed([r, g, b]),
            (Self::Ansi, Color::Rgb(r, g, b)) => ansi([r, g, b]),
            (Self::Ansi, Color::Indexed(n @ 16..)) => ansi(of_index(n)),
            _ => colour,
        }
    }
}

fn of_index(n: u8) -> [u8; 3] {
    if n >= 232 {
        return [(n - 232) * 10 + 8; 3];
    }
    let n = usize::from(n - 16);
    [STEPS[n / 36], STEPS[n / 6 % 6], STEPS[n % 6]]
}

fn indexed(rgb: [u8; 3]) -> Color {
    let distance = |n: u8| {
        let parts = rgb.into_iter().zip(of_index(n));
        parts.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum::<u32>()
    };
    Color::Indexed((16..=255).min_by_key(|&n| distance(n)).unwrap_or(255))
}

/// By hue, for voices must stay apart; greys by how light they are.
fn ansi(rgb: [u8; 3]) -> Color {
    let [r, g, b] = rgb.map(i32::from);
    let most = r.max(g).max(b);
    let range = most - r.min(g).min(b);
    if range < 32 {
        return match most {
            0..64 => Color::Black,
            64..128 => Color::DarkGray,
            128..224 => Color::Gray,
            _ => Color::White,
        };
    }
    // The hue in sixths of the circle, times the range.
    let hue = match most {
        most if most == r => g - b,
        most if most == g => 2 * range + b - r,
        _ => 4 * range + r - g,
    };
    let nearest = (2 * hue + range).div_euclid(2 * range).rem_euclid(6);
    CIRCLE[nearest.unsigned_abs() as usize][usize::from(most >= 224)]
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn terminals_say_what_they_show() {
        assert_eq!(Depth::of(Some("truecolor"), Some("linux")), Depth::True);
        assert_eq!(Depth::of(None, Some("xterm-256color")), Depth::Indexed);
        assert_eq!(Depth::of(None, Some("linux")), Depth::Ansi);
        assert_eq!(Depth::of(None, None), Depth::Indexed);
    }

    #[test]
    fn colours_of_the_cube_stay_what_they_are() {
        for n in 16..=255 {
            let [r, g, b] = of_index(n);
            let Color::Indexed(shown) = Depth::Indexed.show(Color::Rgb(r, g, b)) else { panic!("{n} is not indexed") };
            assert_eq!(of_index(shown), [r, g, b]);
        }
        assert_eq!(Depth::Ansi.show(Color::Cyan), Color::Cyan);
        assert_eq!(Depth::True.show(Color::Rgb(1, 2, 3)), Color::Rgb(1, 2, 3));
    }

    #[test]
    fn six_voices_stay_six_in_sixteen_colours() {
        for name in ["dark", "light"] {
            let mut themes = super::super::theme::Themes::shipped(Depth::Ansi);
            assert!(themes.choose(name));
            let style = |n| themes.theme().style(super::super::theme::Role::Quoted(super::super::voices::Hue::Own(n)));
            let shown: HashSet<_> = (0..6).map(|n| style(n).fg).collect();
            assert_eq!(shown.len(), 6, "{name}: {shown:?}");
        }
    }
}
