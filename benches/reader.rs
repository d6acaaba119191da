//! How long the reader takes to open, to wrap, to draw, and from a key to the frame that answers it.
//!
//! `cargo bench --bench reader`. Frames are drawn into memory; what a terminal takes to show them is its own.

mod articles;

use divan::{Bencher, black_box};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use whosaid::analysis::Analysis;
use whosaid::corrections::{Aliases, Log};
use whosaid::tui::keys::Key;
use whosaid::tui::{Action, App, Settings, view, wrap};
use whosaid::{Article, analyze};

fn main() {
    divan::main();
}

/// A usual window.
const WINDOW: (u16, u16) = (120, 40);
/// An article, and a book of a hundred.
const SIZES: &[usize] = &[articles::WORDS, 100 * articles::WORDS];

fn open<'a>(article: &'a Article, analysis: &'a Analysis) -> App<'a> {
    let mut app = App::new(article, analysis, Settings::default());
    app.correct_by(Aliases::default(), Log::default());
    app.update(Action::Resize(WINDOW.0, WINDOW.1));
    app
}

fn screen() -> Terminal<TestBackend> {
    Terminal::new(TestBackend::new(WINDOW.0, WINDOW.1)).expect("memory never fails")
}

fn draw(app: &App<'_>, screen: &mut Terminal<TestBackend>) {
    screen.draw(|frame| _ = view::draw(app, frame)).expect("memory never fails");
}

/// Breaking one article into rows.
#[divan::bench(args = [40, 78])]
fn wrapping(bencher: Bencher, columns: usize) {
    let text = articles::text(articles::WORDS);
    let count = divan::counter::BytesCount::of_str(&text);
    bencher.counter(count).bench_local(|| {
        text.split("\n\n").map(|paragraph| wrap::wrap(black_box(paragraph), columns).len()).sum::<usize>()
    });
}

/// The first frame of an article that has been analysed.
#[divan::bench(args = SIZES)]
fn first_frame(bencher: Bencher, words: usize) {
    let article = articles::article(words);
    let analysis = analyze(&article);
    bencher.with_inputs(screen).bench_local_values(|mut screen| draw(&open(&article, &analysis), &mut screen));
}

/// A frame of a state that was drawn before.
#[divan::bench(args = SIZES)]
fn frame(bencher: Bencher, words: usize) {
    let article = articles::article(words);
    let analysis = analyze(&article);
    let app = open(&article, &analysis);
    let mut screen = screen();
    bencher.bench_local(|| draw(black_box(&app), &mut screen));
}

/// From a key to its frame: to the next statement and back, a page down and up, to the end and to the start; quoted words
/// only, what can be shown alone, a mark and its undoing, a correction and its undoing; in an article and in 5 MB.
#[divan::bench(args = ["][", " b", "Gg", "VV0", "Fq", "mU", "cnU"], consts = [700, 830_000])]
fn key_to_frame<const WORDS: usize>(bencher: Bencher, pair: &str) {
    let article = articles::article(WORDS);
    let analysis = analyze(&article);
    let mut app = open(&article, &analysis);
    app.update(Action::NextStatement);
    let mut screen = screen();
    let mut keys = pair.chars().map(Key::char).cycle();
    bencher.bench_local(|| {
        let key = keys.next().expect("a cycle never ends");
        if let Some(action) = app.keys().lookup(app.context(), black_box(key)) {
            app.update(action);
        }
        draw(&app, &mut screen);
    });
}
