//! The one list of keys: footer, help and README's table are all made from it.

use std::fmt;
use std::str::FromStr;

use ratatui::crossterm::event::KeyCode;

use super::action::Action;
use super::keymap::Keymap;

/// A key in the one form that bindings use. Shift is not part of it: the character says it already.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
}

impl Key {
    /// A character alone.
    pub const fn char(c: char) -> Self {
        Self::code(KeyCode::Char(c))
    }

    /// A key alone.
    pub const fn code(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false }
    }

    /// A character with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Self { code: KeyCode::Char(c), ctrl: true, alt: false }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.code {
            KeyCode::Char(c) if self.ctrl => write!(f, "Ctrl-{}", c.to_ascii_uppercase()),
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::BackTab => f.write_str("Shift-Tab"),
            code => write!(f, "{code}"),
        }
    }
}

/// The names of keys without a character, as settings write them; those that read better stand first.
const NAMED: &[(&str, KeyCode)] = &[
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Esc", KeyCode::Esc),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
];

impl Key {
    /// How settings write it, in ASCII.
    pub fn name(&self) -> String {
        let alt = if self.alt { "Alt-" } else { "" };
        let ctrl = if self.ctrl { "Ctrl-" } else { "" };
        match (NAMED.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => format!("{alt}{ctrl}{name}"),
            (None, KeyCode::Char(c)) if self.ctrl => format!("{alt}{ctrl}{}", c.to_ascii_uppercase()),
            (None, KeyCode::Char(c)) => format!("{alt}{c}"),
            (None, code) => format!("{alt}{ctrl}{code}"),
        }
    }

    /// Whether it is a character that one types.
    pub fn is_text(&self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && !self.ctrl && !self.alt
    }
}

impl FromStr for Key {
    type Err = String;

    /// Reads a key as settings and help write it: `j`, `Ctrl-D`, `Alt-x`, `PgUp`, `F5`.
    fn from_str(text: &str) -> Result<Self, String> {
        let (rest, alt) = text.strip_prefix("Alt-").map_or((text, false), |rest| (rest, true));
        let (rest, ctrl) = rest.strip_prefix("Ctrl-").map_or((rest, false), |rest| (rest, true));
        let arrow = |c| "↑↓←→".chars().position(|arrow| arrow == c).map(|n| ARROWS[n]);
        let mut chars = rest.chars();
        let code = match (chars.next(), chars.next()) {
            (Some(c), None) if ctrl => match c.to_ascii_lowercase() {
                'i' => return Err(alike("Ctrl-I", "Tab")),
                'm' => return Err(alike("Ctrl-M", "Enter")),
                '[' => return Err(alike("Ctrl-[", "Esc")),
                c => KeyCode::Char(c),
            },
            (Some(c), None) => arrow(c).unwrap_or(KeyCode::Char(c)),
            _ => named(rest).ok_or_else(|| {
                format!(
                    "there is no key “{text}”; write a character, Ctrl-D, Alt-x, F5, Enter, Space, PgUp or the like"
                )
            })?,
        };
        Ok(Self { code, ctrl, alt })
    }
}

const ARROWS: [KeyCode; 4] = [KeyCode::Up, KeyCode::Down, KeyCode::Left, KeyCode::Right];

fn alike(key: &str, other: &str) -> String {
    format!("terminals send {key} as {other}; write {other}")
}

fn named(name: &str) -> Option<KeyCode> {
    let function = || name.strip_prefix('F')?.parse().ok().filter(|n| (1..=24).contains(n)).map(KeyCode::F);
    let known = NAMED.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, code)| *code);
    known.or_else(function)
}

/// What has the keyboard.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Context {
    /// The article.
    Text,
    /// The panel of voices.
    Panel,
    /// Help, or why.
    Popup,
    /// A box with lines to go to.
    List,
    /// The list of articles.
    Library,
    /// Several articles together.
    Dossier,
    /// A box with lines to check.
    Checklist,
    /// A line to type in.
    Prompt,
    /// A question with yes and no.
    Confirm,
    /// Words of the article are chosen.
    Select,
}

impl Context {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Text,
        Self::Panel,
        Self::Popup,
        Self::List,
        Self::Library,
        Self::Dossier,
        Self::Checklist,
        Self::Prompt,
        Self::Confirm,
        Self::Select,
    ];
}

/// The parts of the help, in order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Group {
    /// Moving about.
    Move,
    /// From statement to statement.
    Statements,
    /// Narrowing to some statements.
    Filter,
    /// The article from above.
    Survey,
    /// Searching.
    Search,
    /// What to do with a statement or all.
    Use,
    /// Saying it better than the engine.
    Correct,
    /// The program itself.
    Program,
    /// Inside popups and prompts; not listed in the help.
    Hidden,
}

impl Group {
    /// Those that help lists, in order.
    pub const LISTED: &'static [Self] = &[
        Self::Statements,
        Self::Filter,
        Self::Survey,
        Self::Move,
        Self::Search,
        Self::Use,
        Self::Correct,
        Self::Program,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Move => "Moving",
            Self::Statements => "Statements and voices",
            Self::Filter => "Narrowing",
            Self::Survey => "From above",
            Self::Search => "Searching",
            Self::Use => "Keeping",
            Self::Correct => "Correcting",
            Self::Program => "The program",
            Self::Hidden => "",
        }
    }
}

/// Keys that do one thing in some contexts.
#[derive(Debug)]
pub struct Binding {
    /// Any of these.
    pub keys: &'static [Key],
    /// Where.
    pub contexts: &'static [Context],
    /// What they do.
    pub action: Action,
    /// Under which heading help lists them.
    pub group: Group,
    /// What the footer says of it, where it deserves a word there.
    pub hint: Option<Hint>,
}

/// A word for the footer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hint {
    /// Its place among the others: where there is no room for all, the first ones are shown.
    pub rank: u8,
    /// The word.
    pub word: &'static str,
}

const READING: &[Context] = &[Context::Text, Context::Panel];
const PAGING: &[Context] =
    &[Context::Text, Context::Panel, Context::Popup, Context::List, Context::Library, Context::Dossier];
const SCROLLING: &[Context] = &[
    Context::Text,
    Context::Panel,
    Context::Popup,
    Context::List,
    Context::Library,
    Context::Dossier,
    Context::Checklist,
];
const POPUP: &[Context] = &[Context::Popup];
const LIST: &[Context] = &[Context::List];
const LIBRARY: &[Context] = &[Context::Library];
const DOSSIER: &[Context] = &[Context::Dossier];
const CHECKLIST: &[Context] = &[Context::Checklist];
const PROMPT: &[Context] = &[Context::Prompt];
const CONFIRM: &[Context] = &[Context::Confirm];
const SELECT: &[Context] = &[Context::Select];

const fn bind(keys: &'static [Key], contexts: &'static [Context], action: Action, group: Group) -> Binding {
    Binding { keys, contexts, action, group, hint: None }
}

const fn hint(keys: &'static [Key], action: Action, group: Group, rank: u8, word: &'static str) -> Binding {
    Binding { keys, contexts: READING, action, group, hint: Some(Hint { rank, word }) }
}

macro_rules! keys {
    ($($key:expr),+) => {{
        const KEYS: &[Key] = &[$($key),+];
        KEYS
    }};
}

/// Every key of the reader.
pub const BINDINGS: &[Binding] = &[
    hint(keys![Key::char(']')], Action::NextStatement, Group::Statements, 0, "next"),
    bind(keys![Key::char('[')], READING, Action::PreviousStatement, Group::Statements),
    hint(keys![Key::char('}')], Action::NextSame, Group::Statements, 8, "same voice"),
    bind(keys![Key::char('{')], READING, Action::PreviousSame, Group::Statements),
    bind(keys![Key::char(')')], READING, Action::NextTurn, Group::Statements),
    bind(keys![Key::char('(')], READING, Action::PreviousTurn, Group::Statements),
    bind(keys![Key::char('1')], READING, Action::Voice(1), Group::Statements),
    bind(keys![Key::char('2')], READING, Action::Voice(2), Group::Statements),
    bind(keys![Key::char('3')], READING, Action::Voice(3), Group::Statements),
    bind(keys![Key::char('4')], READING, Action::Voice(4), Group::Statements),
    bind(keys![Key::char('5')], READING, Action::Voice(5), Group::Statements),
    bind(keys![Key::char('6')], READING, Action::Voice(6), Group::Statements),
    bind(keys![Key::char('7')], READING, Action::Voice(7), Group::Statements),
    bind(keys![Key::char('8')], READING, Action::Voice(8), Group::Statements),
    bind(keys![Key::char('9')], READING, Action::Voice(9), Group::Statements),
    hint(
        keys![Key::code(KeyCode::Tab), Key::code(KeyCode::BackTab)],
        Action::SwitchPane,
        Group::Statements,
        6,
        "voices",
    ),
    bind(keys![Key::code(KeyCode::Enter)], &[Context::Panel], Action::Open, Group::Statements),
    bind(keys![Key::char('o')], READING, Action::FoldAll, Group::Statements),
    bind(keys![Key::char('H')], READING, Action::Back, Group::Statements),
    bind(keys![Key::char('L')], READING, Action::Forward, Group::Statements),
    bind(keys![Key::char('j'), Key::code(KeyCode::Down)], SCROLLING, Action::LineDown, Group::Move),
    bind(keys![Key::char('k'), Key::code(KeyCode::Up)], SCROLLING, Action::LineUp, Group::Move),
    bind(keys![Key::char('d'), Key::ctrl('d')], SCROLLING, Action::HalfDown, Group::Move),
    bind(keys![Key::char('u'), Key::ctrl('u')], SCROLLING, Action::HalfUp, Group::Move),
    bind(keys![Key::char(' ')], PAGING, Action::PageDown, Group::Move),
    bind(keys![Key::char('f'), Key::code(KeyCode::PageDown), Key::ctrl('f')], SCROLLING, Action::PageDown, Group::Move),
    bind(keys![Key::char('b'), Key::code(KeyCode::PageUp), Key::ctrl('b')], SCROLLING, Action::PageUp, Group::Move),
    bind(keys![Key::char('g'), Key::code(KeyCode::Home)], SCROLLING, Action::Top, Group::Move),
    bind(keys![Key::char('G'), Key::code(KeyCode::End)], SCROLLING, Action::Bottom, Group::Move),
    hint(keys![Key::char('v')], Action::OnlyVoice, Group::Filter, 1, "alone"),
    bind(keys![Key::char('V')], READING, Action::NextWords, Group::Filter),
    bind(keys![Key::char('s')], READING, Action::ToggleMind, Group::Filter),
    bind(keys![Key::char('z')], READING, Action::FoldText, Group::Filter),
    bind(keys![Key::char('F')], READING, Action::Narrow, Group::Filter),
    bind(keys![Key::char('&')], READING, Action::Term, Group::Filter),
    bind(keys![Key::char('0')], &[Context::Text, Context::Panel, Context::Checklist], Action::ShowAll, Group::Filter),
    hint(keys![Key::char('B')], Action::Balance, Group::Survey, 9, "balance"),
    hint(keys![Key::char('l')], Action::Lists, Group::Survey, 4, "lists"),
    bind(keys![Key::char('x')], READING, Action::ToggleLens, Group::Survey),
    bind(
        keys![Key::char('D')],
        &[Context::Text, Context::Panel, Context::Library],
        Action::ReadTogether,
        Group::Survey,
    ),
    hint(keys![Key::char('/')], Action::Search, Group::Search, 7, "search"),
    bind(keys![Key::ctrl('r')], PROMPT, Action::ToggleRegex, Group::Search),
    bind(keys![Key::char('n')], READING, Action::NextMatch, Group::Search),
    bind(keys![Key::char('N')], READING, Action::PreviousMatch, Group::Search),
    hint(keys![Key::char('w')], Action::Why, Group::Use, 5, "why"),
    bind(keys![Key::char('y')], READING, Action::Copy, Group::Use),
    bind(keys![Key::char('m')], READING, Action::Mark, Group::Use),
    bind(keys![Key::char('a')], READING, Action::Note, Group::Use),
    bind(keys![Key::char('\'')], READING, Action::Marks, Group::Use),
    hint(keys![Key::char('e')], Action::Export, Group::Use, 2, "export"),
    hint(keys![Key::char('c')], Action::Correct, Group::Correct, 3, "correct"),
    bind(keys![Key::char('.')], READING, Action::Likewise, Group::Correct),
    bind(keys![Key::char('U')], READING, Action::Undo, Group::Correct),
    bind(keys![Key::ctrl('r')], READING, Action::Redo, Group::Correct),
    bind(keys![Key::char('C')], READING, Action::Corrections, Group::Correct),
    bind(keys![Key::char('+'), Key::char('=')], READING, Action::Wider, Group::Program),
    bind(keys![Key::char('-')], READING, Action::Narrower, Group::Program),
    bind(keys![Key::char('S')], READING, Action::Space, Group::Program),
    bind(keys![Key::char('O')], &[Context::Text, Context::Panel, Context::Library], Action::Articles, Group::Program),
    bind(keys![Key::char('>')], READING, Action::NextArticle, Group::Program),
    bind(keys![Key::char('<')], READING, Action::PreviousArticle, Group::Program),
    bind(keys![Key::char('t')], READING, Action::NextTheme, Group::Program),
    bind(keys![Key::char('M')], READING, Action::ToggleMouse, Group::Program),
    bind(keys![Key::ctrl('l')], Context::ALL, Action::Redraw, Group::Program),
    bind(keys![Key::ctrl('z')], Context::ALL, Action::Suspend, Group::Program),
    bind(keys![Key::code(KeyCode::Esc)], Context::ALL, Action::Escape, Group::Program),
    hint(keys![Key::char('?')], Action::Help, Group::Program, u8::MAX, "help"),
    bind(keys![Key::char('q')], READING, Action::Quit, Group::Program),
    bind(keys![Key::char('q')], LIBRARY, Action::Quit, Group::Hidden),
    bind(keys![Key::char('q')], DOSSIER, Action::Quit, Group::Hidden),
    bind(keys![Key::ctrl('c')], Context::ALL, Action::Quit, Group::Program),
    bind(
        keys![Key::char('q'), Key::char('?'), Key::char('w'), Key::char('C'), Key::code(KeyCode::Enter)],
        POPUP,
        Action::Escape,
        Group::Hidden,
    ),
    bind(keys![Key::code(KeyCode::Enter)], LIST, Action::Open, Group::Hidden),
    bind(keys![Key::code(KeyCode::Tab)], LIST, Action::SwitchPane, Group::Hidden),
    bind(keys![Key::code(KeyCode::Enter)], LIBRARY, Action::Open, Group::Hidden),
    bind(keys![Key::code(KeyCode::Enter)], DOSSIER, Action::Open, Group::Hidden),
    bind(keys![Key::code(KeyCode::Tab)], DOSSIER, Action::SwitchPane, Group::Hidden),
    bind(keys![Key::char(']')], DOSSIER, Action::NextStatement, Group::Hidden),
    bind(keys![Key::char('[')], DOSSIER, Action::PreviousStatement, Group::Hidden),
    bind(keys![Key::char('o')], DOSSIER, Action::FoldAll, Group::Hidden),
    bind(keys![Key::char('e')], DOSSIER, Action::Export, Group::Hidden),
    bind(keys![Key::char('O')], DOSSIER, Action::Articles, Group::Hidden),
    bind(keys![Key::char('D')], DOSSIER, Action::Escape, Group::Hidden),
    bind(keys![Key::char('q'), Key::char('B'), Key::char('l'), Key::char('\'')], LIST, Action::Escape, Group::Hidden),
    bind(keys![Key::char(' '), Key::char('x'), Key::code(KeyCode::Enter)], CHECKLIST, Action::Toggle, Group::Hidden),
    bind(keys![Key::code(KeyCode::Tab)], CHECKLIST, Action::SwitchPane, Group::Hidden),
    bind(keys![Key::char('&')], CHECKLIST, Action::Term, Group::Hidden),
    bind(keys![Key::char('q'), Key::char('F')], CHECKLIST, Action::Escape, Group::Hidden),
    bind(keys![Key::char('y'), Key::char('Y')], CONFIRM, Action::Yes, Group::Hidden),
    bind(
        keys![Key::char('n'), Key::char('N'), Key::char('q'), Key::code(KeyCode::Enter)],
        CONFIRM,
        Action::No,
        Group::Hidden,
    ),
    bind(keys![Key::code(KeyCode::Enter)], PROMPT, Action::Accept, Group::Hidden),
    bind(keys![Key::code(KeyCode::Tab)], PROMPT, Action::Complete, Group::Hidden),
    bind(keys![Key::code(KeyCode::Down), Key::ctrl('n')], PROMPT, Action::LineDown, Group::Hidden),
    bind(keys![Key::code(KeyCode::Up), Key::ctrl('p')], PROMPT, Action::LineUp, Group::Hidden),
    bind(keys![Key::code(KeyCode::PageDown)], PROMPT, Action::PageDown, Group::Hidden),
    bind(keys![Key::code(KeyCode::PageUp)], PROMPT, Action::PageUp, Group::Hidden),
    bind(keys![Key::code(KeyCode::Backspace), Key::ctrl('h')], PROMPT, Action::Erase, Group::Hidden),
    bind(keys![Key::ctrl('w')], PROMPT, Action::EraseWord, Group::Hidden),
    bind(keys![Key::ctrl('u')], PROMPT, Action::EraseLine, Group::Hidden),
    bind(keys![Key::code(KeyCode::Left)], PROMPT, Action::CursorLeft, Group::Hidden),
    bind(keys![Key::code(KeyCode::Right)], PROMPT, Action::CursorRight, Group::Hidden),
    bind(keys![Key::code(KeyCode::Home), Key::ctrl('a')], PROMPT, Action::CursorHome, Group::Hidden),
    bind(keys![Key::code(KeyCode::End), Key::ctrl('e')], PROMPT, Action::CursorEnd, Group::Hidden),
    bind(keys![Key::code(KeyCode::Left), Key::char('h')], SELECT, Action::CursorLeft, Group::Hidden),
    bind(keys![Key::code(KeyCode::Right), Key::char('l')], SELECT, Action::CursorRight, Group::Hidden),
    bind(keys![Key::code(KeyCode::Down), Key::char('j')], SELECT, Action::LineDown, Group::Hidden),
    bind(keys![Key::code(KeyCode::Up), Key::char('k')], SELECT, Action::LineUp, Group::Hidden),
    bind(keys![Key::code(KeyCode::Tab), Key::char('o')], SELECT, Action::SwitchPane, Group::Hidden),
    bind(keys![Key::code(KeyCode::Enter)], SELECT, Action::Accept, Group::Hidden),
];

/// The key table of README.
pub fn markdown_table() -> String {
    let keymap = Keymap::default();
    let mut table = String::from("| Keys | What they do |\n|---|---|\n");
    for group in Group::LISTED {
        for (keys, description) in keymap.entries(*group) {
            let keys = keys.split(' ').map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" ");
            table.push_str(&format_row(&keys, description));
        }
    }
    table
}

fn format_row(keys: &str, description: &str) -> String {
    format!("| {keys} | {description} |\n")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn lookup(context: Context, key: Key) -> Option<Action> {
        Keymap::default().lookup(context, key)
    }

    #[test]
    fn no_key_means_two_things() {
        for context in Context::ALL {
            let mut seen = HashSet::new();
            for key in BINDINGS.iter().filter(|b| b.contexts.contains(context)).flat_map(|b| b.keys) {
                assert!(seen.insert(*key), "{key} is bound twice in {context:?}");
            }
        }
    }

    #[test]
    fn escape_and_interrupt_work_everywhere() {
        for context in Context::ALL {
            assert_eq!(lookup(*context, Key::code(KeyCode::Esc)), Some(Action::Escape), "{context:?}");
            assert_eq!(lookup(*context, Key::ctrl('c')), Some(Action::Quit), "{context:?}");
        }
    }

    #[test]
    fn letters_are_text_in_a_prompt() {
        assert_eq!(lookup(Context::Prompt, Key::char('q')), Some(Action::Insert('q')));
        assert_eq!(lookup(Context::Prompt, Key::ctrl('q')), None);
        assert_eq!(lookup(Context::Text, Key::char('q')), Some(Action::Quit));
    }

    #[test]
    fn every_listed_binding_is_in_the_table() {
        let table = markdown_table();
        for binding in BINDINGS.iter().filter(|b| b.group != Group::Hidden) {
            assert!(table.contains(binding.action.description()), "{:?}", binding.action);
        }
        assert!(table.contains("| `1–9` | next statement of that voice |"));
        assert!(table.contains("| `j` `↓` | one line down |"));
    }
}
