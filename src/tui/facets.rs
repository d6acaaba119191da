//! The list of what can be shown alone: how much is quoted, what kind of act it is, how sure, whose. Each line says how
//! many statements it would leave beside what else is asked for; lines of one heading are alternatives.

use std::collections::HashMap;

use super::action::Action;
use super::app::App;
use super::shown::Wanted;
use crate::analysis::{Class, Layer, Mode, Statement, StatementId};
use crate::filter::is_first_hand;

/// Confidences to choose from, in a hundred, and what to call them.
const SURENESS: &[(u8, &str)] = &[(75, "likely right (75 % or more)"), (90, "almost certain (90 % or more)")];

/// Something that a statement can be asked to be.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Facet {
    /// How much of it is quoted.
    Mode(Mode),
    /// Nobody stands between speaker and writer.
    FirstHand,
    /// The person who reads marked it.
    Marked,
    /// Speech or mind.
    Layer(Layer),
    /// At least so sure, in a hundred.
    Sure(u8),
    /// It holds certain words.
    Term,
    /// The kind of act.
    Class(Class),
    /// Whose it is.
    Voice(usize),
}

/// A line of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// What those below are about.
    Heading(&'static str),
    /// Something to choose.
    Choice {
        /// What.
        facet: Facet,
        /// The same in words.
        label: String,
        /// How many statements it leaves.
        count: usize,
        /// Whether it is asked for.
        on: bool,
    },
}

/// The list and where one stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facets {
    /// Its lines. Which there are depends on the article alone.
    pub lines: Vec<Line>,
    /// Index of the line stood on, never a heading.
    pub cursor: usize,
}

impl Facets {
    /// What there is to choose in an article, with what is chosen.
    pub(super) fn new(app: &App<'_>) -> Self {
        let wanted = app.shown.wanted();
        let filter = &wanted.filter;
        let mut lines = Vec::new();
        // Groups that nothing is asked of count the same statements.
        let mut counted = (wanted.clone(), tally(app, wanted));
        let mut group = |heading: &'static str, choices: Vec<(Facet, String, bool)>, open: Wanted| {
            if choices.is_empty() {
                return;
            }
            if counted.0 != open {
                counted.1 = tally(app, &open);
                counted.0 = open;
            }
            let counts = &counted.1;
            lines.push(Line::Heading(heading));
            lines.extend(choices.into_iter().map(|(facet, label, on)| {
                let count = counts.get(&facet).copied().unwrap_or_default();
                Line::Choice { facet, label, count, on }
            }));
        };
        let but = |change: fn(&mut Wanted)| {
            let mut open = wanted.clone();
            change(&mut open);
            open
        };

        let modes = Mode::ALL
            .iter()
            .map(|&mode| (Facet::Mode(mode), mode_label(mode).to_owned(), filter.modes.contains(&mode)));
        group("Words", modes.collect(), but(|w| w.filter.modes.clear()));
        let hand = (Facet::FirstHand, "nobody else between".to_owned(), filter.first_hand);
        group("First hand", vec![hand], but(|w| w.filter.first_hand = false));
        let marked = (Facet::Marked, "marked by you".to_owned(), filter.marked);
        let marks = if app.desk.marks().is_empty() && !filter.marked { Vec::new() } else { vec![marked] };
        group("Marks", marks, but(|w| w.filter.marked = false));
        let layers = Layer::ALL
            .iter()
            .map(|&layer| (Facet::Layer(layer), layer_label(layer).to_owned(), filter.layers.contains(&layer)));
        group("Said or thought", layers.collect(), but(|w| w.filter.layers.clear()));
        let sureness = SURENESS
            .iter()
            .map(|&(percent, label)| (Facet::Sure(percent), label.to_owned(), is_at(filter.confidence, percent)));
        group("Sureness", sureness.collect(), but(|w| w.filter.confidence = 0.0));
        let words =
            if filter.term.is_empty() { "certain words …".to_owned() } else { format!("“{}”", filter.term) };
        group("Holding", vec![(Facet::Term, words, !filter.term.is_empty())], wanted.clone());
        let mut classes: Vec<Class> = app.analysis.statements.iter().map(|statement| statement.class).collect();
        classes.sort_unstable();
        classes.dedup();
        let classes = classes
            .into_iter()
            .map(|class| (Facet::Class(class), class.name().to_owned(), filter.classes.contains(&class)));
        group("Act", classes.collect(), but(|w| w.filter.classes.clear()));
        let voices = (0..app.voices.list().len()).map(|voice| {
            let number = app.voices.number(voice).map_or_else(|| "–".to_owned(), |number| number.to_string());
            (Facet::Voice(voice), format!("{number} {}", app.voice_name(voice)), wanted.voices.contains(&voice))
        });
        group("Speaker", voices.collect(), but(|w| w.voices.clear()));
        Self { lines, cursor: 1 }
    }

    /// What is wanted once the line stood on is chosen, or no longer; nothing where words have to be typed first.
    pub fn toggled(&self, wanted: &Wanted) -> Option<Wanted> {
        let Some(Line::Choice { facet, .. }) = self.lines.get(self.cursor) else { return Some(wanted.clone()) };
        let mut wanted = wanted.clone();
        let Wanted { voices, filter } = &mut wanted;
        match *facet {
            Facet::Mode(mode) => toggle(&mut filter.modes, mode),
            Facet::FirstHand => filter.first_hand = !filter.first_hand,
            Facet::Marked => filter.marked = !filter.marked,
            Facet::Layer(layer) => toggle(&mut filter.layers, layer),
            Facet::Sure(percent) if is_at(filter.confidence, percent) => filter.confidence = 0.0,
            Facet::Sure(percent) => filter.confidence = f32::from(percent) / 100.0,
            Facet::Class(class) => toggle(&mut filter.classes, class),
            Facet::Voice(voice) => toggle(voices, voice),
            Facet::Term if filter.term.is_empty() => return None,
            Facet::Term => filter.term.clear(),
        }
        filter.modes.sort_unstable_by_key(|mode| Mode::ALL.iter().position(|other| other == mode));
        filter.classes.sort_unstable();
        voices.sort_unstable();
        Some(wanted)
    }

    /// Moves in the list.
    pub fn walk(&mut self, action: &Action, page: usize) {
        let last = self.lines.len() - 1;
        let is_choice = |n: &usize| matches!(self.lines[*n], Line::Choice { .. });
        let (to, down) = match action {
            Action::LineDown | Action::Wheel(_, true) => (self.cursor + 1, true),
            Action::LineUp | Action::Wheel(_, false) => (self.cursor.saturating_sub(1), false),
            Action::HalfDown => (self.cursor + page / 2, true),
            Action::HalfUp => (self.cursor.saturating_sub(page / 2), false),
            Action::PageDown => (self.cursor + page, true),
            Action::PageUp => (self.cursor.saturating_sub(page), false),
            Action::Top => (0, true),
            Action::Bottom => (last, false),
            Action::SwitchPane => {
                let next = (self.cursor..=last).find(|n| !is_choice(n));
                (next.unwrap_or(0), true)
            }
            _ => return,
        };
        let to = to.min(last);
        let found = if down { (to..=last).find(is_choice) } else { (0..=to).rev().find(is_choice) };
        self.cursor = found.unwrap_or(self.cursor);
    }
}

/// How much is quoted, in words.
pub fn mode_label(mode: Mode) -> &'static str {
    match mode {
        Mode::Direct => "quoted",
        Mode::Mixed => "partly quoted",
        Mode::Indirect => "in the writer's words",
    }
}

fn layer_label(layer: Layer) -> &'static str {
    match layer {
        Layer::Speech => "speech",
        Layer::Mind => "states of mind",
    }
}

fn is_at(confidence: f32, percent: u8) -> bool {
    (confidence * 100.0 - f32::from(percent)).abs() < 0.5
}

fn toggle<T: PartialEq>(values: &mut Vec<T>, value: T) {
    match values.iter().position(|other| *other == value) {
        Some(at) => drop(values.remove(at)),
        None => values.push(value),
    }
}

/// How many of the statements that are wanted have each facet.
fn tally(app: &App<'_>, wanted: &Wanted) -> HashMap<Facet, usize> {
    let mut counts = HashMap::new();
    for id in wanted.statements(app.article, &app.analysis, &app.voices, app.desk.marks()) {
        for facet in facets_of(app, id, app.statement(id)) {
            *counts.entry(facet).or_default() += 1;
        }
    }
    counts
}

fn facets_of(app: &App<'_>, id: StatementId, statement: &Statement) -> impl Iterator<Item = Facet> {
    let sure = SURENESS.iter().map(|&(percent, _)| percent);
    let sure = sure.filter(|&percent| statement.confidence >= f32::from(percent) / 100.0).map(Facet::Sure);
    let hand = is_first_hand(statement, &app.analysis).then_some(Facet::FirstHand);
    let marked = app.desk.mark_on(id).map(|_| Facet::Marked);
    [
        Facet::Mode(statement.mode),
        Facet::Layer(statement.layer),
        Facet::Term,
        Facet::Class(statement.class),
        Facet::Voice(app.voices.of(id)),
    ]
    .into_iter()
    .chain(sure)
    .chain(hand)
    .chain(marked)
}
