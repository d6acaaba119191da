//! How long the reader takes to open, to draw, to move and to search, in an article and in a book.

use std::fmt::Write as _;

use divan::Bencher;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use whosaid::tui::{Action, App, Settings, view, wrap::wrap};
use whosaid::{Analysis, Article, analyze};

/// Paragraphs of a short article, of a long one, and of about 5 MB.
const PARAGRAPHS: &[usize] = &[10, 400, 16_000];

fn main() {
    divan::main();
}

fn text(paragraphs: usize) -> String {
    let mut text = String::new();
    for n in 0..paragraphs {
        let _ = write!(
            text,
            "The port of Vesla was closed for {n} days after a crane fell across its only quay, and the fish market \
             stayed shut. “We waited for the inspectors,” said Ana Ruiz, the harbour master. “Nobody came until \
             noon.” Kranlund, the firm that owns the crane, denied that its inspections had been late.\n\n"
        );
    }
    text
}

fn article(paragraphs: usize) -> (Article, Analysis) {
    let article = Article::from_plain_text(&text(paragraphs), "bench");
    let analysis = analyze(&article);
    (article, analysis)
}

fn draw(app: &App<'_>, terminal: &mut Terminal<TestBackend>) {
    terminal.draw(|frame| drop(view::draw(app, frame))).expect("the test backend does not fail");
}

fn screen() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(120, 40)).expect("the test backend does not fail")
}

#[divan::bench(args = PARAGRAPHS)]
fn open_and_draw(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let (article, analysis) = article(paragraphs);
    bencher.bench_local(|| {
        let mut app = App::new(&article, &analysis, Settings::default());
        app.update(Action::Resize(120, 40));
        draw(&app, &mut screen());
    });
}

#[divan::bench(args = PARAGRAPHS)]
fn key_to_frame(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let (article, analysis) = article(paragraphs);
    let mut app = App::new(&article, &analysis, Settings::default());
    let mut screen = screen();
    app.update(Action::Resize(120, 40));
    let keys = [Action::LineDown, Action::NextStatement, Action::PageDown, Action::Bottom, Action::Top];
    let mut keys = keys.iter().cycle();
    bencher.bench_local(|| {
        app.update(keys.next().expect("a cycle does not end").clone());
        draw(&app, &mut screen);
    });
}

#[divan::bench(args = PARAGRAPHS)]
fn letter_to_match(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let (article, analysis) = article(paragraphs);
    let mut app = App::new(&article, &analysis, Settings::default());
    let mut screen = screen();
    app.update(Action::Search);
    for c in "inspector".chars() {
        app.update(Action::Insert(c));
    }
    let mut keys = [Action::Insert('s'), Action::Erase].into_iter().cycle();
    bencher.bench_local(|| {
        app.update(keys.next().expect("a cycle does not end"));
        draw(&app, &mut screen);
    });
}

/// All of the text as one paragraph: the most that a key can ask to be wrapped.
#[divan::bench(args = PARAGRAPHS)]
fn wrap_one_paragraph(bencher: Bencher<'_, '_>, paragraphs: usize) {
    let text = text(paragraphs).replace('\n', " ");
    bencher.bench_local(|| wrap(&text, 72));
}
