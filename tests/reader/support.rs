//! What the reader's tests share: an article with an analysis made by hand, so that they hold whatever the engine
//! finds, and a screen that remembers its styles.

use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::Style;
use whosaid::analysis::{
    Actor, ActorKind, Analysis, Class, Entity, EntityKind, Layer, Mention, MentionKind, Mode, Reason, Rule, Statement,
};
use whosaid::tui::event::Mouse;
use whosaid::tui::keys::Key;
use whosaid::tui::{App, Effect, Hits, Settings, Themes, view};
use whosaid::{Article, Span};

/// Written for these tests; it holds every mode, a denial, a relay, an unknown speaker, wide and combined characters.
pub const HARBOUR: &str = "Harbour closed for a week after crane falls\n\n\
    The port of Vesla was closed on Monday after a crane fell across its only quay. “We waited for the inspectors,” \
    said Ana Ruiz, the harbour master. “Nobody came until noon.”\n\n\
    She warned that ships would be turned away for “at least a week”, and that the fish market would stay shut.\n\n\
    A quarrel about blame\n\n\
    Kranlund, the firm that owns the crane, denied that its inspections had been late. According to Radio Sol, its \
    director Per Lund hopes for a quick settlement.\n\n\
    Local people asked whether the old quay could be used instead. The café owner 田中 called the closure “a 灾难 for us” \
    👩‍👩‍👧 and went home.\n\n\
    “It was only a matter of time.”\n";

/// The first place of some words behind others.
pub fn find(article: &Article, words: &str, behind: &str) -> Span {
    let from = if behind.is_empty() { 0 } else { article.text().find(behind).expect(behind) };
    let start = from + article.text()[from..].find(words).unwrap_or_else(|| panic!("“{words}” behind “{behind}”"));
    Span::new(start, start + words.len())
}

/// The article and its analysis.
pub fn harbour() -> (Article, Analysis) {
    let article = Article::from_plain_text(HARBOUR, "news/harbour.txt");
    let analysis = analysis(&article);
    (article, analysis)
}

fn analysis(article: &Article) -> Analysis {
    let at = |words: &str| find(article, words, "");
    let statement =
        |actor, mode, class, confidence, source: Option<Span>, cue: Option<Span>, content: &[Span]| Statement {
            source,
            cue,
            content: content.to_vec(),
            actor,
            mode,
            layer: Layer::Speech,
            class,
            negated: false,
            via: None,
            addressee: None,
            parent: None,
            confidence,
            why: cue.map(|span| Reason { rule: Rule::ReportingVerb, span }).into_iter().collect(),
        };
    let mut statements = vec![
        statement(
            Some(0),
            Mode::Direct,
            Class::Say,
            0.98,
            Some(at("Ana Ruiz, the harbour master")),
            Some(at("said")),
            &[at("“We waited for the inspectors,”"), at("“Nobody came until noon.”")],
        ),
        statement(
            Some(0),
            Mode::Mixed,
            Class::Warn,
            0.9,
            Some(find(article, "She", "noon")),
            Some(at("warned")),
            &[at("that ships would be turned away for “at least a week”, and that the fish market would stay shut")],
        ),
        statement(
            Some(1),
            Mode::Indirect,
            Class::Deny,
            0.92,
            Some(at("Kranlund, the firm that owns the crane,")),
            Some(at("denied")),
            &[at("that its inspections had been late")],
        ),
        statement(
            Some(2),
            Mode::Indirect,
            Class::Think,
            0.78,
            Some(at("its director Per Lund")),
            Some(at("hopes")),
            &[at("for a quick settlement")],
        ),
        statement(
            Some(4),
            Mode::Indirect,
            Class::Ask,
            0.85,
            Some(at("Local people")),
            Some(at("asked")),
            &[at("whether the old quay could be used instead")],
        ),
        statement(
            Some(5),
            Mode::Mixed,
            Class::Say,
            0.8,
            Some(at("The café owner 田中")),
            Some(at("called")),
            &[at("the closure “a 灾难 for us”")],
        ),
        statement(None, Mode::Direct, Class::Say, 0.31, None, None, &[at("“It was only a matter of time.”")]),
    ];
    statements[3].layer = Layer::Mind;
    statements[3].via = Some(3);

    let actor = |name: &str, kind, role: Option<&str>, own: &[usize]| Actor {
        name: at(name),
        kind,
        role: role.map(at),
        aliases: Vec::new(),
        mentions: vec![Mention { span: at(name), kind: MentionKind::Name }],
        statements: own.to_vec(),
        given: None,
        corrected: false,
    };
    let mut actors = vec![
        actor("Ana Ruiz", ActorKind::Person, Some("harbour master"), &[0, 1]),
        actor("Kranlund", ActorKind::Organization, Some("the firm that owns the crane"), &[2]),
        actor("Per Lund", ActorKind::Person, Some("director"), &[3]),
        actor("Radio Sol", ActorKind::Organization, None, &[]),
        actor("Local people", ActorKind::Group, None, &[4]),
        actor("田中", ActorKind::Person, Some("café owner"), &[5]),
    ];
    actors[0].mentions.push(Mention { span: find(article, "She", "noon"), kind: MentionKind::Pronoun });
    let entity = |words: &str, kind, actor| Entity { span: at(words), kind, actor };
    let entities = vec![
        entity("Vesla", EntityKind::Place, None),
        entity("Ana Ruiz", EntityKind::Person, Some(0)),
        entity("Kranlund", EntityKind::Organization, Some(1)),
        entity("Radio Sol", EntityKind::Organization, Some(3)),
        entity("Per Lund", EntityKind::Person, Some(2)),
        entity("田中", EntityKind::Person, Some(5)),
    ];
    let (statements, entities) = (statements.into_iter().map(Arc::new).collect(), Arc::new(entities));
    Analysis { statements, actors, entities, silences: Vec::new(), marks: Vec::new(), selection: None }
}

/// The themes that tests look at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    Dark,
    Light,
    ContrastDark,
    Mono,
}

impl Theme {
    pub const ALL: &[Self] = &[Self::Dark, Self::Light, Self::ContrastDark, Self::Mono];

    /// All themes, this one in use.
    pub fn in_use(self) -> Themes {
        let mut themes = Themes::default();
        let name = match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::ContrastDark => "contrast-dark",
            Self::Mono => "mono",
        };
        assert!(themes.choose(name));
        themes
    }
}

/// A reader over a screen that is only remembered.
pub struct Reader<'a> {
    pub app: App<'a>,
    pub hits: Hits,
    terminal: Terminal<TestBackend>,
}

impl<'a> Reader<'a> {
    /// Opens the reader at a size.
    pub fn open(article: &'a Article, analysis: &'a Analysis, columns: u16, rows: u16) -> Self {
        Self::themed(article, analysis, columns, rows, Theme::Dark)
    }

    /// Opens the reader in a theme.
    pub fn themed(article: &'a Article, analysis: &'a Analysis, columns: u16, rows: u16, theme: Theme) -> Self {
        let settings = Settings { themes: theme.in_use(), no_color: theme == Theme::Mono, ..Settings::default() };
        Self::with(article, analysis, columns, rows, settings)
    }

    /// Opens the reader with settings.
    pub fn with(article: &'a Article, analysis: &'a Analysis, columns: u16, rows: u16, settings: Settings) -> Self {
        let terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
        let mut reader = Self { app: App::new(article, analysis, settings), hits: Hits::default(), terminal };
        reader.resize(columns, rows);
        reader
    }

    /// Another size of the window.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize(columns, rows);
        self.app.update(whosaid::tui::Action::Resize(columns, rows));
        self.draw();
    }

    /// Presses the keys of a string, `<Name>` for those without a character; the effect of the last comes back.
    pub fn press(&mut self, keys: &str) -> Effect {
        let mut last = Effect::None;
        for key in parse(keys) {
            last = self.key(key);
        }
        last
    }

    /// Presses one key.
    pub fn key(&mut self, key: Key) -> Effect {
        let action = self.app.keys().lookup(self.app.context(), key);
        let effect = action.map_or(Effect::None, |action| self.app.update(action));
        self.draw();
        effect
    }

    /// Uses the mouse.
    pub fn mouse(&mut self, mouse: Mouse) {
        if let Some(action) = self.hits.action(mouse, &self.app) {
            self.app.update(action);
        }
        self.draw();
    }

    /// The screen as text.
    pub fn text(&self) -> String {
        self.rows().join("\n")
    }

    /// The rows of the screen, without the blanks behind them.
    pub fn rows(&self) -> Vec<String> {
        rows(self.buffer())
    }

    /// The last row of the screen.
    pub fn footer(&self) -> String {
        self.rows().pop().unwrap()
    }

    /// The screen with its styles.
    pub fn styled(&self) -> String {
        styled(self.buffer())
    }

    /// What is on the screen.
    pub fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    fn draw(&mut self) {
        let app = &self.app;
        let mut hits = Hits::default();
        self.terminal.draw(|frame| hits = view::draw(app, frame)).unwrap();
        self.hits = hits;
    }
}

/// The rows of a screen, without the blanks behind them.
pub fn rows(buffer: &Buffer) -> Vec<String> {
    let row = |y| {
        let mut x = 0;
        let mut row = String::new();
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            x += u16::try_from(whosaid::tui::wrap::width(symbol)).unwrap().max(1);
        }
        row
    };
    (0..buffer.area.height).map(|y| row(y).trim_end().to_owned()).collect()
}

/// A screen with its styles: below each row a letter for each cell that is not plain, and what they stand for.
pub fn styled(buffer: &Buffer) -> String {
    let mut legend: Vec<Style> = Vec::new();
    let mut lines = Vec::new();
    for (y, row) in (0..buffer.area.height).zip(rows(buffer)) {
        let letters: String = (0..buffer.area.width).map(|x| letter(&buffer[(x, y)].style(), &mut legend)).collect();
        lines.push(format!("|{row}"));
        if !letters.trim().is_empty() {
            lines.push(format!("~{}", letters.trim_end()));
        }
    }
    let names = legend
        .iter()
        .zip('a'..)
        .map(|(style, letter)| format!("{letter} = {:?} {:?}", style.fg.unwrap_or_default(), style.add_modifier));
    lines.into_iter().chain(names).collect::<Vec<_>>().join("\n")
}

fn letter(style: &Style, legend: &mut Vec<Style>) -> char {
    if style.add_modifier.is_empty() && style.fg == Some(ratatui::style::Color::Reset) {
        return ' ';
    }
    let index = legend.iter().position(|s| s == style).unwrap_or_else(|| {
        legend.push(*style);
        legend.len() - 1
    });
    ('a'..='z').nth(index).unwrap_or('?')
}

/// The keys that a string stands for, `<Name>` for those without a character.
pub fn parse(keys: &str) -> Vec<Key> {
    use ratatui::crossterm::event::KeyCode;
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let named = [
            ("<Esc>", KeyCode::Esc),
            ("<Enter>", KeyCode::Enter),
            ("<Tab>", KeyCode::Tab),
            ("<Backspace>", KeyCode::Backspace),
            ("<Down>", KeyCode::Down),
            ("<Left>", KeyCode::Left),
            ("<Right>", KeyCode::Right),
            ("<PageDown>", KeyCode::PageDown),
            ("<PageUp>", KeyCode::PageUp),
        ];
        if let Some((name, code)) = named.iter().find(|(name, _)| rest.starts_with(name)) {
            parsed.push(Key::code(*code));
            rest = &rest[name.len()..];
        } else if let Some(control) = rest.strip_prefix("<C-") {
            parsed.push(Key::ctrl(control.chars().next().unwrap()));
            rest = &control[2..];
        } else {
            parsed.push(Key::char(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    parsed
}
