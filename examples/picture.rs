//! Prints a frame of the reader as SVG: the picture in README.
//!
//! `cargo run --example picture > docs/reader.svg`
//!
//! The frame is drawn by the reader itself, from one of the sample articles, after the keys named below. Every cell has
//! its own place on a grid, so the picture looks the same whatever monospaced font shows it.

use std::borrow::Cow;
use std::fmt::{self, Write};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use whosaid::tui::keys::Key;
use whosaid::tui::{App, Settings, view, wrap};
use whosaid::{Article, analyze};

const ARTICLE: &str = include_str!("../assets/articles/rate-cut.txt");
const KEYS: &str = "1";
const COLUMNS: u16 = 112;
const ROWS: u16 = 34;

/// Pixels of a cell, of the margin around all cells, and of the letters.
const CELL: (f32, f32) = (8.5, 19.0);
const MARGIN: f32 = 14.0;
const LETTERS: f32 = 14.0;
/// From the top of a cell to the line that letters stand on.
const ASCENT: f32 = 14.0;

const BACKGROUND: &str = "#0d1117";
const FOREGROUND: &str = "#d0d7de";
const FRAME: &str = "#30363d";

fn main() -> Result<(), fmt::Error> {
    let article = Article::from_plain_text(ARTICLE, "assets/articles/rate-cut.txt");
    let analysis = analyze(&article);
    let settings = Settings::default();
    let mut app = App::new(&article, &analysis, settings);
    app.update(whosaid::tui::Action::Resize(COLUMNS, ROWS));
    for key in KEYS.chars().map(Key::char) {
        if let Some(action) = app.keys().lookup(app.context(), key) {
            app.update(action);
        }
    }
    let mut terminal = Terminal::new(TestBackend::new(COLUMNS, ROWS)).expect("a screen in memory never fails");
    terminal.draw(|frame| _ = view::draw(&app, frame)).expect("a screen in memory never fails");
    print!("{}", svg(terminal.backend().buffer())?);
    Ok(())
}

/// The whole picture.
fn svg(buffer: &Buffer) -> Result<String, fmt::Error> {
    let width = f32::from(buffer.area.width).mul_add(CELL.0, 2.0 * MARGIN);
    let height = f32::from(buffer.area.height).mul_add(CELL.1, 2.0 * MARGIN);
    let mut out = String::new();
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="{LETTERS}">"#
    )?;
    writeln!(out, "<title>The reader: an article on the left, its voices and their statements on the right</title>")?;
    writeln!(
        out,
        r#"<rect x="0.5" y="0.5" width="{}" height="{}" rx="8" fill="{BACKGROUND}" stroke="{FRAME}"/>"#,
        width - 1.0,
        height - 1.0
    )?;
    for y in 0..buffer.area.height {
        for run in runs(buffer, y) {
            run.write(y, &mut out)?;
        }
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
    fn write(&self, y: u16, out: &mut String) -> fmt::Result {
        let is = |modifier| self.look.modifier.contains(modifier);
        let left = f32::from(self.column).mul_add(CELL.0, MARGIN);
        let top = f32::from(y).mul_add(CELL.1, MARGIN);
        let width = f32::from(self.cells) * CELL.0;
        let mut colour = hex(self.look.fg);
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
            colour = BACKGROUND.into();
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

/// A terminal's palette, as quiet as the background.
fn hex(colour: Color) -> Cow<'static, str> {
    let named = match colour {
        Color::Rgb(r, g, b) => return format!("#{r:02x}{g:02x}{b:02x}").into(),
        Color::Black => "#484f58",
        Color::Red | Color::LightRed => "#ff8078",
        Color::Green | Color::LightGreen => "#56d364",
        Color::Yellow | Color::LightYellow => "#e3b341",
        Color::Blue | Color::LightBlue => "#79c0ff",
        Color::Magenta | Color::LightMagenta => "#d2a8ff",
        Color::Cyan | Color::LightCyan => "#56d4dd",
        Color::Gray => "#b1bac4",
        Color::DarkGray => "#6e7681",
        _ => FOREGROUND,
    };
    named.into()
}
