//! Width, spacing and columns of the text: set by keys and by the mouse, and straight whatever the text holds.

use crate::support::{Reader, harbour};
use ratatui::Terminal;
use ratatui::TerminalOptions;
use ratatui::Viewport;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use whosaid::Article;
use whosaid::analysis::Analysis;
use whosaid::tui::event::Mouse;
use whosaid::tui::geometry::{Geometry, MEASURE};
use whosaid::tui::{Action, App, Settings, view, wrap};

/// Wide characters, emoji of several parts, combining marks, words from right to left, and Latin between.
const MIXED: &str = "A day of 漢字 and 平仮名 at the port\n\n\
    The café owner 田中さん called it “a 灾难 for us” 👩‍👩‍👧‍👦 and went home ❤️ at 9️⃣ sharp 🇬🇭 with a e\u{301}tude by Nguye\u{302}\u{303}n, \
    who said that שלום and مرحبا بالعالم are greetings, while ภาษาไทย and हिन्दी are written without haste 👍🏽.\n\n\
    “שלום לכולם,” said Ana Ruiz 👩🏾‍🚒, “and 你好。” Nobody came until noon, and 0\u{304}1\u{304}2\u{304} stayed.\n";

fn geometry(columns: u16, rows: u16) -> Option<Geometry> {
    Geometry::of(Rect { x: 0, y: 0, width: columns, height: rows }, MEASURE, None)
}

fn text_width(reader: &Reader<'_>) -> usize {
    reader.rows().iter().find(|row| row.contains("The port")).unwrap().find("│ ").unwrap_or_default()
}

#[test]
fn the_text_gets_wider_and_narrower() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    reader.press("]]");
    let (eye, before) = (reader.app.eye(), text_width(&reader));
    reader.press("--");
    assert_eq!(reader.app.message(), Some("The text is 64 columns wide."));
    assert!(text_width(&reader) < before, "{}", reader.text());
    assert_eq!(reader.app.eye(), eye);
    reader.press("++");
    assert_eq!((text_width(&reader), reader.app.message()), (before, Some("The text is 72 columns wide.")));
    reader.press("+++");
    assert_eq!(reader.app.message(), Some("The window has no room for wider text."));
    for _ in 0..30 {
        reader.press("-");
    }
    assert_eq!(reader.app.message(), Some("The text is 24 columns wide."));
    assert!(reader.text().contains('┃'), "what one reads stays on the screen:\n{}", reader.text());
}

#[test]
fn narrower_never_makes_the_text_wider() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 26, 24);
    let width = geometry(26, 24).unwrap().text.width;
    assert!(width < 24);
    reader.press("-");
    assert_eq!(reader.app.message(), Some(format!("The text is {width} columns wide.").as_str()));
}

#[test]
fn lines_are_set_apart_and_close_again() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("]]<C-l>");
    let eye = reader.app.eye();
    reader.press("S");
    let rows = reader.rows();
    let at = rows.iter().position(|row| row.contains("She warned")).unwrap();
    assert!(rows[at + 2].contains("at least a week"), "{}", reader.text());
    assert!(!rows[at + 1].contains('┃') || rows[at + 1].find('┃') > Some(40), "{}", reader.text());
    reader.mouse(Mouse::Click { x: 10, y: at as u16 + 3 });
    assert_eq!(reader.app.current(), Some(1), "the blank row belongs to the line above it");
    reader.press("[]S");
    assert_eq!(reader.app.eye(), eye);
    let rows = reader.rows();
    let at = rows.iter().position(|row| row.contains("She warned")).unwrap();
    assert!(rows[at].starts_with("› 1┃") && rows[at + 1].contains("at least a week"), "{}", reader.text());
}

#[test]
fn every_row_gets_its_turn_when_lines_are_apart() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("S");
    let mut seen = String::new();
    for _ in 0..60 {
        let row = reader.rows().into_iter().find(|row| row.contains('›')).unwrap();
        seen.push_str(&row);
        reader.press("j");
    }
    for words in ["Harbour closed", "The port of Vesla", "went home", "a matter of time"] {
        assert!(seen.contains(words), "{words} in\n{seen}");
    }
}

#[test]
fn the_line_between_text_and_voices_is_drawn_by_the_mouse() {
    let (article, analysis) = harbour();
    for (columns, to) in [(120, 60), (120, 80), (80, 40), (80, 60), (200, 90), (200, 120)] {
        let mut reader = Reader::open(&article, &analysis, columns, 40);
        let begins = |reader: &Reader<'_>| {
            let row = reader.rows().into_iter().find(|row| row.contains("Voices")).unwrap();
            wrap::width(&row[..row.find("Voices").unwrap()]) as u16
        };
        let before = begins(&reader);
        reader.mouse(Mouse::Drag { x: to });
        assert_eq!(begins(&reader), before, "only what is held is drawn");
        reader.mouse(Mouse::Click { x: before - 1, y: 10 });
        reader.mouse(Mouse::Drag { x: before - 4 });
        reader.mouse(Mouse::Drag { x: to });
        assert!(begins(&reader).abs_diff(to + 1) <= 1, "{columns}: {} for {to}\n{}", begins(&reader), reader.text());
        reader.mouse(Mouse::Release);
        reader.mouse(Mouse::Drag { x: before });
        assert!(begins(&reader).abs_diff(to + 1) <= 1);
        // Whoever takes hold of the map means the line; a click there leads to the text.
        let eye = reader.app.eye();
        let now = begins(&reader);
        reader.mouse(Mouse::Click { x: now - 2, y: 30 });
        reader.mouse(Mouse::Drag { x: now - 6 });
        reader.mouse(Mouse::Release);
        assert!(begins(&reader) < now);
        assert_eq!(reader.app.eye(), eye);
    }
}

#[test]
fn no_row_of_any_text_leaves_its_column() {
    let article = Article::from_plain_text(MIXED, "-");
    let analysis = Analysis::default();
    for columns in 20..=130 {
        let reader = Reader::open(&article, &analysis, columns, 30);
        let Some(geometry) = geometry(columns, 30) else { continue };
        for y in geometry.text.y..geometry.text.bottom() {
            for x in geometry.text.right()..geometry.map.x {
                assert_eq!(reader.buffer()[(x, y)].symbol(), " ", "{columns} columns, row {y}:\n{}", reader.text());
            }
            for x in geometry.text.x..geometry.text.right() {
                let symbol = reader.buffer()[(x, y)].symbol();
                let end = x + wrap::width(symbol) as u16;
                assert!(end <= geometry.text.right(), "{symbol:?} at {x} of {columns} columns");
            }
        }
    }
}

#[test]
fn what_stands_beside_the_text_stays_in_its_column_on_a_terminal() {
    // A terminal that measures clusters otherwise than we do, as many do: it draws their parts side by side.
    let article = Article::from_plain_text(MIXED, "-");
    let analysis = whosaid::analyze(&article);
    for (columns, rows) in [(120, 40), (100, 30), (80, 24), (71, 24), (40, 12)] {
        let mut app = App::new(&article, &analysis, Settings::default());
        app.update(Action::Resize(columns, rows));
        let mut sent = Vec::new();
        let area = Rect { x: 0, y: 0, width: columns, height: rows };
        let options = TerminalOptions { viewport: Viewport::Fixed(area) };
        let mut terminal = Terminal::with_options(CrosstermBackend::new(&mut sent), options).unwrap();
        let frame = terminal.draw(|frame| _ = view::draw(&app, frame)).unwrap().buffer.clone();
        drop(terminal);
        let mut screen = vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0);
        screen.process(&sent);
        let geometry = geometry(columns, rows).unwrap();
        let beside =
            if geometry.beside { geometry.map.x..geometry.panel.right() } else { geometry.map.x..geometry.map.x + 1 };
        for y in geometry.text.y..geometry.text.bottom() {
            for x in beside.clone() {
                let shown = screen.screen().cell(y, x).map(|cell| cell.contents().to_owned()).unwrap_or_default();
                let drawn = frame[(x, y)].symbol();
                let plain = drawn.is_ascii() || drawn == "│";
                assert!(!plain || shown.trim() == drawn.trim(), "{columns}x{rows}, {x},{y}: {shown:?} for {drawn:?}");
            }
        }
    }
}
