//! What each part of the screen looks like. A theme is a file of colours, shipped or the reader's own; what is bold,
//! underlined or slanted is the same in all, since colour never carries a meaning alone.
//!
//! Unless a theme says so, the terminal paints text and background. Colours are written with 24 bits and shown with what
//! the terminal can: see [`Depth`].

use std::path::Path;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use toml::Spanned;

use super::depth::Depth;
use super::voices::{HUES, Hue};
use crate::analysis::EntityKind;
use crate::corrections::form::{fault, line_of};

/// A part of the screen, by what it means.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Role {
    /// A heading of the article.
    Heading,
    /// The words under a picture.
    Caption,
    /// The words that name a speaker.
    Speaker(Hue),
    /// Words between quotation marks.
    Quoted(Hue),
    /// A reporting word that is not neutral, through the lens.
    Framed(Hue),
    /// Attributed words of the statement under the eye.
    Current,
    /// A statement that is likely wrong, or a state of mind and no speech.
    Faint,
    /// A name in the running text.
    Name(EntityKind),
    /// A voice's sign: its number and bar beside the text, its name in the panel.
    Sign(Hue),
    /// A match of the search.
    Match,
    /// The match that the reader stands on.
    MatchHere,
    /// What matters less than the text: header, footer, details.
    Quiet,
    /// What matters as much as a heading: keys in hints, labels.
    Strong,
    /// The pane that has the keyboard.
    Focus,
    /// A question or a failure.
    Alert,
}

/// The colours of a theme.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Theme {
    /// The voices' colours, the most heard first.
    voices: [Option<Color>; HUES],
    /// The voices that have none of their own.
    shared: Option<Color>,
    /// What matters less than the text; without it, that is faint.
    quiet: Option<Color>,
    /// Questions and failures.
    alert: Option<Color>,
    /// Text and background, where they are painted; nothing is faint then.
    ground: Option<(Color, Color)>,
}

/// A theme as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Form {
    /// What it is meant for: the background that is hardest on its colours.
    background: Spanned<String>,
    #[serde(default)]
    paint: bool,
    text: Option<Spanned<String>>,
    quiet: Spanned<String>,
    alert: Spanned<String>,
    shared: Spanned<String>,
    voices: Spanned<Vec<Spanned<String>>>,
}

impl Theme {
    /// Reads the file of a theme; or the line, from 1, and what is wrong with it.
    ///
    /// # Errors
    /// If a key is missing or unknown, or a colour is none.
    pub fn parse(text: &str, depth: Depth) -> Result<Self, (usize, String)> {
        let form: Form = toml::from_str(text).map_err(|error| fault(text, &error))?;
        let colour = |name: &Spanned<String>| {
            let known = name.as_ref().parse().ok().filter(|colour| *colour != Color::Reset);
            let what = || format!("“{}” is no colour; write it like #5fd7ff, 117 or bright-cyan", name.as_ref());
            known.map(|colour| depth.show(colour)).ok_or_else(|| (line_of(text, name.span().start), what()))
        };
        let background = colour(&form.background)?;
        let ground = match (&form.text, form.paint) {
            (Some(text), true) => Some((colour(text)?, background)),
            (None, true) => {
                let what = "a theme that paints needs a text colour".to_owned();
                return Err((line_of(text, form.background.span().start), what));
            }
            (Some(name), false) => {
                let what = "the text has the terminal's colour unless paint = true".to_owned();
                return Err((line_of(text, name.span().start), what));
            }
            (None, false) => None,
        };
        let named = form.voices.as_ref();
        if named.len() != HUES {
            let what = format!("there are {HUES} voices with a colour of their own, and {} colours here", named.len());
            return Err((line_of(text, form.voices.span().start), what));
        }
        let mut voices = [None; HUES];
        for (voice, name) in voices.iter_mut().zip(named) {
            *voice = Some(colour(name)?);
        }
        Ok(Self {
            voices,
            shared: Some(colour(&form.shared)?),
            quiet: Some(colour(&form.quiet)?),
            alert: Some(colour(&form.alert)?),
            ground,
        })
    }

    /// Text and background, where the theme paints them.
    pub fn ground(&self) -> Option<(Color, Color)> {
        self.ground
    }

    /// The look of a role. Styles of nested roles are patched over each other.
    pub fn style(&self, role: Role) -> Style {
        let plain = Style::new();
        let style = match role {
            Role::Heading | Role::Strong | Role::Sign(Hue::Nobody) => plain.bold(),
            Role::Caption => plain.dim().italic(),
            Role::Framed(hue) => self.hue(hue).bold().reversed().not_dim(),
            Role::Speaker(hue) => self.hue(hue).bold().not_dim(),
            Role::Sign(hue) => self.hue(hue).bold(),
            Role::Quoted(hue) => self.hue(hue).not_dim(),
            Role::Current => plain.underlined(),
            Role::Faint if self.ground.is_some() => plain.italic(),
            Role::Faint => plain.dim(),
            Role::Quiet => self.quiet.map_or(plain.dim(), |quiet| plain.fg(quiet)),
            Role::Name(kind) => name(kind),
            Role::Match => plain.underlined().bold(),
            Role::MatchHere => plain.reversed(),
            Role::Focus => plain.bold().underlined(),
            Role::Alert => coloured(self.alert).bold(),
        };
        if self.ground.is_some() { style.not_dim() } else { style }
    }

    fn hue(&self, hue: Hue) -> Style {
        match hue {
            Hue::Own(n) => coloured(self.voices[n % HUES]),
            Hue::Shared => coloured(self.shared),
            Hue::Nobody => Style::new(),
        }
    }
}

fn coloured(colour: Option<Color>) -> Style {
    colour.map_or(Style::new(), |colour| Style::new().fg(colour))
}

/// Names are set apart without colour, for colours mean voices: people and groups of people slant, whatever acts in an
/// office slants and is faint, places and works are faint.
fn name(kind: EntityKind) -> Style {
    let modifier = match kind {
        EntityKind::Person | EntityKind::Group => Modifier::ITALIC,
        EntityKind::Organization => Modifier::ITALIC.union(Modifier::DIM),
        EntityKind::Place | EntityKind::Work | EntityKind::Other => Modifier::DIM,
    };
    Style::new().add_modifier(modifier)
}

/// The themes that are shipped with colours.
const SHIPPED: &[(&str, &str)] = &[
    ("dark", include_str!("../../assets/themes/dark.toml")),
    ("light", include_str!("../../assets/themes/light.toml")),
    ("contrast-dark", include_str!("../../assets/themes/contrast-dark.toml")),
    ("contrast-light", include_str!("../../assets/themes/contrast-light.toml")),
];
/// The one without.
const MONO: &str = "mono";

/// The themes there are, and the one in use.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Themes {
    list: Vec<(String, Theme)>,
    at: usize,
}

impl Default for Themes {
    fn default() -> Self {
        Self::shipped(Depth::True)
    }
}

impl Themes {
    /// The shipped ones; the first is in use.
    pub fn shipped(depth: Depth) -> Self {
        let shipped = SHIPPED.iter().map(|(name, text)| {
            let theme = Theme::parse(text, depth).unwrap_or_else(|(line, what)| panic!("{name}: line {line}: {what}"));
            ((*name).to_owned(), theme)
        });
        Self { list: shipped.chain([(MONO.to_owned(), Theme::default())]).collect(), at: 0 }
    }

    /// The one without colours, and no other.
    pub fn mono() -> Self {
        Self { list: vec![(MONO.to_owned(), Theme::default())], at: 0 }
    }

    /// Takes those of a folder in, too: each `NAME.toml`. They go before shipped ones of the same name. What cannot be
    /// read comes back, with why.
    pub fn take_in(&mut self, folder: &Path, depth: Depth) -> Vec<(String, crate::Error)> {
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
        paths.sort_unstable();
        let mut failed = Vec::new();
        for path in paths {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let read = std::fs::read_to_string(&path)
                .map_err(|cause| crate::Error::Read { path: path.clone(), cause })
                .and_then(|text| {
                    Theme::parse(&text, depth).map_err(|(line, what)| crate::Error::Form {
                        path: path.clone(),
                        line,
                        what,
                    })
                });
            match (read, self.list.iter_mut().find(|(known, _)| *known == name)) {
                (Ok(theme), Some(known)) => known.1 = theme,
                (Ok(theme), None) => self.list.push((name, theme)),
                (Err(error), _) => failed.push((name, error)),
            }
        }
        failed
    }

    /// Uses the one of that name; says whether there is one.
    pub fn choose(&mut self, name: &str) -> bool {
        let at = self.list.iter().position(|(known, _)| known == name);
        self.at = at.unwrap_or(self.at);
        at.is_some()
    }

    /// Uses the one after it.
    pub fn next(&mut self) {
        self.at = (self.at + 1) % self.list.len();
    }

    /// The one in use.
    pub fn theme(&self) -> Theme {
        self.list[self.at].1
    }

    /// What the one in use is called.
    pub fn name(&self) -> &str {
        &self.list[self.at].0
    }

    /// What all are called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|(name, _)| name.as_str())
    }
}

/// The shipped theme that suits what the terminal says of itself in `COLORFGBG` (`foreground;background`, as ANSI numbers);
/// the dark one if it says nothing.
pub fn suiting(colorfgbg: Option<&str>) -> &'static str {
    let background = colorfgbg.and_then(|v| v.rsplit(';').next()).and_then(|n| n.parse::<u8>().ok());
    if background.is_some_and(|n| n == 7 || (9..=15).contains(&n)) { "light" } else { "dark" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_may_say_that_it_is_light() {
        assert_eq!(suiting(Some("0;15")), "light");
        assert_eq!(suiting(Some("15;default;0")), "dark");
        assert_eq!(suiting(None), "dark");
    }

    /// The relative luminance of a colour, as the Web Content Accessibility Guidelines 2.2 define it.
    fn luminance(colour: Color) -> f64 {
        let Color::Rgb(r, g, b) = colour else { panic!("{colour} has no fixed luminance") };
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
    }

    fn contrast(one: Color, other: Color) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let (black, white) = (Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255));
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
        // #767676 is the lightest grey that passes on white.
        assert!(contrast(Color::Rgb(0x76, 0x76, 0x76), white) >= 4.5);
        assert!(contrast(Color::Rgb(0x77, 0x77, 0x77), white) < 4.5);
    }

    #[test]
    fn every_shipped_colour_stands_out_from_the_background_it_is_meant_for() {
        for (name, text) in SHIPPED {
            let least = if name.starts_with("contrast") { 7.0 } else { 4.5 };
            let background = toml::from_str::<Form>(text).unwrap().background.into_inner().parse().unwrap();
            let theme = Theme::parse(text, Depth::True).unwrap();
            let all = theme.voices.iter().chain([&theme.shared, &theme.quiet, &theme.alert]).copied().flatten();
            let all: Vec<_> = all.chain(theme.ground.map(|(text, _)| text)).collect();
            assert!(all.len() >= HUES + 3);
            for colour in all {
                let ratio = contrast(colour, background);
                assert!(ratio >= least, "{name}: {colour} has a contrast of {ratio:.2} to {background}");
            }
        }
    }

    #[test]
    fn what_is_wrong_with_a_theme_is_named_with_its_line() {
        let good = SHIPPED[0].1;
        let broken = |from: &str, to: &str| Theme::parse(&good.replace(from, to), Depth::True).unwrap_err();
        let line = |words: &str| good.lines().position(|line| line.starts_with(words)).unwrap() + 1;
        for (from, to, at, says) in [
            ("quiet =", "quite =", "quiet", "unknown field `quite`"),
            ("\"#9e9e9e\"", "\"grayish\"", "quiet", "no colour"),
            ("\"#9e9e9e\"", "\"reset\"", "quiet", "no colour"),
            ("\"#5fd7ff\", ", "", "voices", "5 colours"),
            ("quiet =", "text = \"#ffffff\"\nquiet =", "quiet", "paint = true"),
            ("background =", "paint = true\nbackground =", "quiet", "needs a text"),
        ] {
            let (found, what) = broken(from, to);
            assert_eq!(found, line(at), "{what}");
            assert!(what.contains(says), "{what}");
        }
    }

    #[test]
    fn themes_of_a_folder_are_taken_in_and_broken_ones_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("sea.toml"), SHIPPED[0].1.replace("#5fd7ff", "#00ffff")).unwrap();
        std::fs::write(folder.path().join("dark.toml"), SHIPPED[0].1.replace("#5fd7ff", "#00ffff")).unwrap();
        std::fs::write(folder.path().join("bad.toml"), "voices = 3\n").unwrap();
        std::fs::write(folder.path().join("notes.txt"), "not a theme").unwrap();
        let mut themes = Themes::shipped(Depth::True);
        let failed = themes.take_in(folder.path(), Depth::True);
        assert_eq!(failed.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["bad"]);
        assert_eq!(themes.names().collect::<Vec<_>>().len(), SHIPPED.len() + 2);
        let own = themes.theme();
        assert!(themes.choose("sea") && themes.theme() == own && !themes.choose("land"));
        assert!(Themes::mono().take_in(&folder.path().join("nowhere"), Depth::True).is_empty());
    }

    #[test]
    fn mono_has_no_colour_and_painted_themes_nothing_faint() {
        let roles = [Role::Quiet, Role::Faint, Role::Caption, Role::Name(EntityKind::Place), Role::Alert];
        for role in roles {
            assert_eq!(Theme::default().style(role).fg, None, "{role:?}");
            let mut themes = Themes::shipped(Depth::True);
            assert!(themes.choose("contrast-dark"));
            assert!(!themes.theme().style(role).add_modifier.contains(Modifier::DIM), "{role:?}");
        }
    }
}
