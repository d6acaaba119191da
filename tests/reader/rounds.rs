//! The loop between the outside and the state, with both ends played.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;

use ratatui::crossterm::event::KeyCode;
use whosaid::tui::event::{EventSource, Input, Mouse};
use whosaid::tui::keys::Key;
use whosaid::tui::{App, Effect, Hits, Host, Outcome, Report, Settings, read};

use crate::support::harbour;

/// Inputs as groups: those of one group are there at once.
struct Script(VecDeque<Vec<Input>>);

impl EventSource for Script {
    fn next(&mut self) -> io::Result<Input> {
        while self.0.front().is_some_and(Vec::is_empty) {
            self.0.pop_front();
        }
        self.0.front_mut().map(|group| group.remove(0)).ok_or_else(|| io::Error::other("the script is over"))
    }

    fn pending(&mut self) -> bool {
        self.0.front().is_some_and(|group| !group.is_empty())
    }
}

/// A world that only takes notes.
#[derive(Default)]
struct Notes {
    frames: usize,
    effects: Vec<Effect>,
    retaken: usize,
    /// Files that are there.
    files: Vec<PathBuf>,
    messages: Vec<String>,
}

impl Host for Notes {
    fn draw(&mut self, app: &App<'_>) -> io::Result<Hits> {
        self.frames += 1;
        self.messages.extend(app.message().map(str::to_owned));
        Ok(Hits::default())
    }

    fn perform(&mut self, effect: Effect, _: &App<'_>) -> io::Result<Option<Report>> {
        self.effects.push(effect.clone());
        Ok(match effect {
            Effect::Export { path, overwrite: false } if self.files.contains(&path) => Some(Report::Exists(path)),
            Effect::Export { path, .. } => Some(Report::Exported(path)),
            Effect::Copy(_) => Some(Report::Copied),
            _ => None,
        })
    }

    fn retake(&mut self) -> io::Result<()> {
        self.retaken += 1;
        Ok(())
    }

    fn size(&mut self) -> io::Result<(u16, u16)> {
        Ok((80, 24))
    }
}

fn keys(keys: &str) -> Vec<Vec<Input>> {
    keys.chars().map(|c| vec![Input::Key(if c == '\n' { Key::code(KeyCode::Enter) } else { Key::char(c) })]).collect()
}

fn play(mut notes: Notes, script: Vec<Vec<Input>>) -> (io::Result<Outcome>, Notes) {
    let (article, analysis) = harbour();
    let mut app = App::new(&article, &analysis, Settings::default());
    let outcome = read(&mut app, &mut notes, &mut Script(script.into()));
    (outcome, notes)
}

#[test]
fn every_key_is_followed_by_one_frame() {
    let (outcome, notes) = play(Notes::default(), keys("]]jq"));
    assert_eq!(outcome.unwrap(), Outcome::Quit);
    assert_eq!(notes.frames, 1 + 3);
}

#[test]
fn a_storm_of_inputs_costs_one_frame() {
    let storm = vec![Input::Mouse(Mouse::Wheel { x: 1, y: 5, down: true }); 500];
    let (_, notes) = play(Notes::default(), [vec![storm], keys("q")].concat());
    assert_eq!(notes.frames, 1 + 1);
}

#[test]
fn a_signal_ends_it_in_any_dialog() {
    for open in ["", "?", "]w", "/a", "e"] {
        let (outcome, _) = play(Notes::default(), [keys(open), vec![vec![Input::Terminate(15)]]].concat());
        assert_eq!(outcome.unwrap(), Outcome::Terminated(15));
    }
}

#[test]
fn an_export_over_a_file_asks_first_and_says_where_it_went() {
    let path = PathBuf::from("news/harbour.whosaid.md");
    let notes = Notes { files: vec![path.clone()], ..Notes::default() };
    let (_, notes) = play(notes, keys("e\nyq"));
    let exports = [false, true].map(|overwrite| Effect::Export { path: path.clone(), overwrite });
    assert_eq!(notes.effects, exports);
    assert_eq!(notes.messages, ["Exported to news/harbour.whosaid.md"]);
}

#[test]
fn a_paste_types_into_a_prompt_and_nowhere_else() {
    let paste = |text: &str| vec![vec![Input::Paste(text.to_owned())]];
    let (_, notes) = play(Notes::default(), [paste("e\nqqq"), keys("/"), paste("zebra"), keys("\nq")].concat());
    assert!(notes.effects.is_empty());
    assert_eq!(notes.messages, ["“zebra” is not in this article."]);
}

#[test]
fn after_a_pause_the_terminal_is_taken_again() {
    let (_, notes) = play(Notes::default(), [vec![vec![Input::Continue]], keys("q")].concat());
    assert_eq!(notes.retaken, 1);
}
