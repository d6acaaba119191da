//! Prints frames of the reader as SVG: the pictures in README.
//!
//! ```sh
//! cargo run --example picture dark > docs/reader.svg
//! cargo run --example picture light > docs/reader-light.svg
//! cargo run --example picture walk > docs/walk.svg
//! ```
//!
//! The frames are drawn by the reader itself, from one of the sample articles, after the keys named below. Every cell has
//! its own place on a grid, so the picture looks the same whatever monospaced font shows it.

use std::borrow::Cow;
use std::env;
use std::fmt::{self, Write};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::crossterm::event::KeyCode;
use ratatui::style::{Color, Modifier};
use whosaid::corrections::{Aliases, Log};
use whosaid::tui::keys::Key;
use whosaid::tui::{Action, App, Settings, Themes, view, wrap};
use whosaid::{Article, analyze};

const ARTICLE: &str = include_str!("../assets/articles/rate-cut.txt");
const PLACE: &str = "rate-cut.txt";

/// Pixels of a cell, of the margin around all cells, and of the letters.
const CELL: (f32, f32) = (8.5, 19.0);
const MARGIN: f32 = 14.0;
const LETTERS: f32 = 14.0;
/// From the top of a cell to the line that letters stand on.
const ASCENT: f32 = 14.0;
/// From one frame to the next.
const GAP: f32 = 16.0;

/// What frames are drawn on.
struct Paper {
    theme: &'static str,
    background: &'static str,
    foreground: &'static str,
    frame: &'static str,
}

const DARK: Paper = Paper { theme: "dark", background: "#0d1117", foreground: "#d0d7de", frame: "#30363d" };
const LIGHT: Paper = Paper { theme: "light", background: "#ffffff", foreground: "#1f2328", frame: "#d0d7de" };

/// A window, and what is pressed in it; `\n` is Enter.
struct Scene {
    columns: u16,
    rows: u16,
    keys: &'static str,
    caption: &'static str,
}

const ONE: &[Scene] = &[Scene { columns: 112, rows: 34, keys: "1", caption: "" }];
const OTHER: &[Scene] = &[Scene { columns: 112, rows: 34, keys: "2xB", caption: "" }];
const WALK: &[Scene] = &[
    step("1", "1  Press 1: the first thing that voice 1 says"),
    step("1v", "2  v: only her words, with a line around each"),
    step("1v]]w", "3  w: why this is put down to her"),
    step("1v]]cs", "4  c s: somebody else said it? Pick who, or type a name"),
    step("1ve", "5  e: just these, as Markdown, beside the article"),
];

const fn step(keys: &'static str, caption: &'static str) -> Scene {
    Scene { columns: 100, rows: 18, keys, caption }
}

fn main() -> Result<(), fmt::Error> {
    let (paper, scenes, title) = match env::args().nth(1).as_deref() {
        Some("light") => (LIGHT, OTHER, "The balance of the voices, over the text: words, verbs and framing of each"),
        Some("walk") => (DARK, WALK, "Finding all that one person said, checking it, and exporting it"),
        _ => (DARK, ONE, "The reader: an article on the left, its voices and their statements on the right"),
    };
    print!("{}", svg(&paper, scenes, title)?);
    Ok(())
}

/// What the reader shows in a scene.
fn shot(scene: &Scene, paper: &Paper) -> Buffer {
    let article = Article::from_plain_text(ARTICLE, PLACE);
    let analysis = analyze(&article);
    let mut themes = Themes::default();
    assert!(themes.choose(paper.theme), "a theme of that name is shipped");
    let mut app = App::new(&article, &analysis, Settings { themes, ..Settings::default() });
    app.correct_by(Aliases::default(), Log::default());
    app.update(Action::Resize(scene.columns, scene.rows));
    for c in scene.keys.chars() {
        let key = if c == '\n' { Key::code(KeyCode::Enter) } else { Key::char(c) };
        if let Some(action) = app.keys().lookup(app.context(), key) {
            app.update(action);
        }
    }
    let mut terminal = Terminal::new(TestBackend::new(scene.columns, scene.rows)).expect("memory never fails");
    terminal.draw(|frame| _ = view::draw(&app, frame)).expect("memory never fails");
    terminal.backend().buffer().clone()
}

/// The whole picture: the scenes below each other.
fn svg(paper: &Paper, scenes: &[Scene], title: &str) -> Result<String, fmt::Error> {
    let columns = scenes.iter().map(|scene| scene.columns).max().unwrap_or_default();
    let width = f32::from(columns).mul_add(CELL.0, 2.0 * MARGIN);
    let strip = |scene: &Scene| if scene.caption.is_empty() { 0.0 } else { 2.0 * CELL.1 };
    let tall = |scene: &Scene| f32::from(scene.rows).mul_add(CELL.1, 2.0 * MARGIN) + strip(scene);
    let height = scenes.iter().map(|scene| tall(scene) + GAP).sum::<f32>() - GAP;
    let mut out = String::new();
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="{LETTERS}">"#
    )?;
    writeln!(out, "<title>{}</title>", escape(title))?;
    let mut top = 0.0;
    for scene in scenes {
        let (background, frame) = (paper.background, paper.frame);
        let (wide, high) = (width - 1.0, tall(scene) - 1.0);
        writeln!(
            out,
            r#"<rect x="0.5" y="{}" width="{wide}" height="{high}" rx="8" fill="{background}" stroke="{frame}"/>"#,
            top + 0.5
        )?;
        if !scene.caption.is_empty() {
            let (line, rule) = (top + MARGIN + ASCENT - 2.0, top + MARGIN + 1.4 * CELL.1);
            writeln!(
                out,
                r#"<text x="{MARGIN}" y="{line}" xml:space="preserve" font-weight="bold" fill="{}">{}</text>"#,
                paper.foreground,
                escape(scene.caption)
            )?;
            writeln!(out, r#"<path d="M0.5 {rule}h{wide}" stroke="{frame}"/>"#)?;
        }
        let buffer = shot(scene, paper);
        for y in 0..buffer.area.height {
            for run in runs(&buffer, y) {
                run.write(f32::from(y).mul_add(CELL.1, top + MARGIN + strip(scene)), paper, &mut out)?;
            }
        }
        top += tall(scene) + GAP;
    }
    writeln!(out, "</svg>")?;
    Ok(out)
}

/// Cells side by side that look alike.
struct Run<'b> {
    column: u16,
    cells: u16,
    text: String,
    look: &'b Cell,
}

/// The runs of a row, without those that show nothing.
fn runs(buffer: &Buffer, y: u16) -> Vec<Run<'_>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < buffer.area.width {
        let look = &buffer[(x, y)];
        let cells = u16::try_from(wrap::width(look.symbol())).unwrap_or(1).max(1);
        match runs.last_mut() {
            Some(run)
                if run.look.style() == look.style() && bar(&run.text).is_none() && bar(look.symbol()).is_none() =>
            {
                run.cells += cells;
                run.text.push_str(look.symbol());
            }
            _ => runs.push(Run { column: x, cells, text: look.symbol().to_owned(), look }),
        }
        x += cells;
    }
    runs.retain(|run| !run.text.trim().is_empty() || run.look.modifier.intersects(UNDER_BLANKS));
    runs
}

/// What shows without a letter.
const UNDER_BLANKS: Modifier = Modifier::REVERSED.union(Modifier::UNDERLINED);

/// How wide and how broken the line is that a character draws from the top of its cell to the bottom.
fn bar(symbol: &str) -> Option<(f32, &'static str)> {
    match symbol {
        "│" => Some((1.2, "none")),
        "┃" => Some((3.0, "none")),
        "┊" => Some((1.2, "3 3")),
        _ => None,
    }
}

impl Run<'_> {
    fn write(&self, top: f32, paper: &Paper, out: &mut String) -> fmt::Result {
        let is = |modifier| self.look.modifier.contains(modifier);
        let left = f32::from(self.column).mul_add(CELL.0, MARGIN);
        let width = f32::from(self.cells) * CELL.0;
        let mut colour = hex(self.look.fg, paper);
        let opacity = if is(Modifier::DIM) { r#" opacity="0.62""# } else { "" };
        if let Some((thick, dashes)) = bar(&self.text) {
            let middle = left + CELL.0 / 2.0;
            return writeln!(
                out,
                r#"<path d="M{middle} {top}v{}" stroke="{colour}" stroke-width="{thick}" stroke-dasharray="{dashes}"{opacity}/>"#,
                CELL.1
            );
        }
        if is(Modifier::REVERSED) {
            writeln!(out, r#"<rect x="{left}" y="{top}" width="{width}" height="{}" fill="{colour}"/>"#, CELL.1)?;
            colour = paper.background.into();
        }
        write!(
            out,
            r#"<text x="{left}" y="{}" textLength="{width}" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="{colour}"{opacity}"#,
            top + ASCENT
        )?;
        let looks = [
            (Modifier::BOLD, r#" font-weight="bold""#),
            (Modifier::ITALIC, r#" font-style="italic""#),
            (Modifier::UNDERLINED, r#" text-decoration="underline""#),
        ];
        for (_, attribute) in looks.iter().filter(|(modifier, _)| is(*modifier)) {
            out.push_str(attribute);
        }
        writeln!(out, ">{}</text>", escape(&self.text))
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A colour of a theme; the terminal's own is the paper's.
fn hex(colour: Color, paper: &Paper) -> Cow<'static, str> {
    match colour {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}").into(),
        _ => paper.foreground.into(),
    }
}
