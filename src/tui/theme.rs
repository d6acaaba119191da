//! What each part of the screen looks like. Themes name ANSI colours only and never paint a background: the terminal's
//! own palette decides, so the reader fits whatever it runs in.

use ratatui::style::{Color, Modifier, Style};

use super::voices::{HUES, Hue};
use crate::analysis::EntityKind;

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

/// The shipped themes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
pub enum Theme {
    /// Bright colours, for dark backgrounds.
    #[default]
    Dark,
    /// Deep colours, for light backgrounds.
    Light,
    /// No colour at all.
    Mono,
}

impl Theme {
    /// All of them, in the order that the theme key goes through.
    pub const ALL: &'static [Self] = &[Self::Dark, Self::Light, Self::Mono];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
        }
    }

    /// The theme of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.name() == name)
    }

    /// The theme to open with: none but mono where `NO_COLOR` is set, else the one asked for, else what the terminal says
    /// of its background in `COLORFGBG` (`foreground;background`, as ANSI numbers), else dark.
    pub fn choose(asked: Option<Self>, no_color: bool, colorfgbg: Option<&str>) -> Self {
        if no_color {
            return Self::Mono;
        }
        let background = colorfgbg.and_then(|v| v.rsplit(';').next()).and_then(|n| n.parse::<u8>().ok());
        let light = background.is_some_and(|n| n == 7 || (9..=15).contains(&n));
        asked.unwrap_or(if light { Self::Light } else { Self::Dark })
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Mono,
            Self::Mono => Self::Dark,
        }
    }

    /// The look of a role. Styles of nested roles are patched over each other.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        match role {
            Role::Heading | Role::Strong | Role::Sign(Hue::Nobody) => plain.bold(),
            Role::Caption => plain.dim().italic(),
            Role::Framed(hue) => self.hue(hue).bold().reversed().not_dim(),
            Role::Speaker(hue) => self.hue(hue).bold().not_dim(),
            Role::Sign(hue) => self.hue(hue).bold(),
            Role::Quoted(hue) => self.hue(hue).not_dim(),
            Role::Current => plain.underlined(),
            Role::Faint | Role::Quiet => plain.dim(),
            Role::Name(kind) => name(kind),
            Role::Match => plain.underlined().bold(),
            Role::MatchHere => plain.reversed(),
            Role::Focus => plain.bold().underlined(),
            Role::Alert => plain.bold().patch(self.colour(Color::LightRed, Color::Red)),
        }
    }

    fn hue(self, hue: Hue) -> Style {
        match hue {
            Hue::Own(n) => self.colour(DARK[n % HUES], LIGHT[n % HUES]),
            Hue::Shared => self.colour(Color::Gray, Color::DarkGray),
            Hue::Nobody => Style::new(),
        }
    }

    fn colour(self, dark: Color, light: Color) -> Style {
        match self {
            Self::Dark => Style::new().fg(dark),
            Self::Light => Style::new().fg(light),
            Self::Mono => Style::new(),
        }
    }
}

/// The voices' colours, the most heard first; the best to read come first, and no yellow stands on white.
const DARK: [Color; HUES] =
    [Color::LightCyan, Color::LightYellow, Color::LightGreen, Color::LightMagenta, Color::LightBlue, Color::LightRed];
const LIGHT: [Color; HUES] = [Color::Blue, Color::Magenta, Color::Red, Color::Green, Color::Cyan, Color::LightBlue];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_wins_over_everything() {
        assert_eq!(Theme::choose(Some(Theme::Light), true, Some("0;15")), Theme::Mono);
    }

    #[test]
    fn the_terminal_may_say_that_it_is_light() {
        assert_eq!(Theme::choose(None, false, Some("0;15")), Theme::Light);
        assert_eq!(Theme::choose(None, false, Some("15;default;0")), Theme::Dark);
        assert_eq!(Theme::choose(None, false, None), Theme::Dark);
        assert_eq!(Theme::choose(Some(Theme::Dark), false, Some("0;15")), Theme::Dark);
    }

    #[test]
    fn names_lead_to_themes_and_back() {
        for theme in Theme::ALL {
            assert_eq!(Theme::from_name(theme.name()), Some(*theme));
        }
    }
}
