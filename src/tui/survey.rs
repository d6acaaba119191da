//! The article seen from above: how much room each voice has and how its words are reported; who keeps silent, has no
//! name, is relayed, speaks of whom. Each entry leads to a place in the text.

use std::collections::BTreeMap;

use super::app::App;
use super::marks::quoted_pieces;
use crate::analysis::framing::{Framing, framing, reporting_word};
use crate::analysis::{ActorId, ActorKind, StatementId};
use crate::text::Span;

/// What is surveyed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// The share of each voice.
    Balance,
    /// Silences, sources without names, relays, who speaks of whom.
    Lists,
}

/// A line of the survey.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// A heading.
    Heading(String),
    /// Something said in general.
    Note(String),
    /// Something that one can go to.
    Entry {
        /// The voice it is about.
        voice: Option<usize>,
        /// Who.
        name: String,
        /// What there is to say; each on lines of its own.
        about: Vec<String>,
        /// Where in the text.
        to: usize,
    },
}

/// The survey while it is open, and the line one stands on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Survey {
    /// What it is about.
    pub subject: Subject,
    /// Its lines.
    pub lines: Vec<Line>,
    /// Index of the line stood on: an entry, if there is any.
    pub cursor: usize,
}

impl Survey {
    /// Looks over the article, as far as it is shown.
    pub(super) fn new(subject: Subject, app: &App<'_>) -> Self {
        let lines = match subject {
            Subject::Balance => balance(app),
            Subject::Lists => lists(app),
        };
        let mut survey = Self { subject, lines, cursor: 0 };
        survey.stand(0, true);
        survey
    }

    /// Moves over so many entries.
    pub fn step(&mut self, by: usize, down: bool) {
        for _ in 0..by {
            let from = if down { Some(self.cursor + 1) } else { self.cursor.checked_sub(1) };
            match from {
                Some(from) if self.stand(from, down) => {}
                _ => return,
            }
        }
    }

    /// Where the line stood on leads.
    pub fn target(&self) -> Option<usize> {
        match self.lines.get(self.cursor)? {
            Line::Entry { to, .. } => Some(*to),
            Line::Heading(_) | Line::Note(_) => None,
        }
    }

    /// Stands on the nearest entry from a line on, downwards or upwards; says whether there is one.
    fn stand(&mut self, from: usize, down: bool) -> bool {
        let is_entry = |&n: &usize| matches!(self.lines[n], Line::Entry { .. });
        let end = self.lines.len();
        let found = if down { (from.min(end)..end).find(is_entry) } else { (0..=from).rev().find(is_entry) };
        self.cursor = found.unwrap_or(self.cursor);
        found.is_some()
    }
}

fn plural(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Whether an actor has no name of its own.
fn is_unnamed(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Unnamed | ActorKind::Group)
}

/// Words in some spans.
fn words(app: &App<'_>, spans: &[Span]) -> usize {
    let count =
        |span: &Span| app.article.slice(*span).split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count();
    spans.iter().map(count).sum()
}

/// How often each of some things comes, the most frequent first: `said 6, claimed 2`.
fn tally<K: Ord>(things: impl Iterator<Item = (K, String)>) -> String {
    let mut counts: BTreeMap<K, (usize, String)> = BTreeMap::new();
    for (key, label) in things {
        counts.entry(key).or_insert((0, label)).0 += 1;
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(count, label)| format!("{label} {count}")).collect::<Vec<_>>().join(", ")
}

/// How statements are framed, counted: `neutral 6, distancing 2`.
pub(super) fn framings(app: &App<'_>, ids: &[StatementId]) -> String {
    let framed = |id: &StatementId| framing(app.article, app.statement(*id));
    tally(ids.iter().map(framed).map(|f: Framing| (f, f.name().to_owned())))
}

/// The words that report statements, counted: `said 6, claimed 2`.
fn verbs(app: &App<'_>, ids: &[StatementId]) -> String {
    let word = |id: &StatementId| match reporting_word(app.article, app.statement(*id)) {
        Some(word) => (word.lemma, word.form.to_lowercase()),
        None => (String::new(), "no verb".to_owned()),
    };
    tally(ids.iter().map(word))
}

fn balance(app: &App<'_>) -> Vec<Line> {
    let content = |ids: &[StatementId]| ids.iter().map(|&id| words(app, &app.statement(id).content)).sum::<usize>();
    let quoted = |ids: &[StatementId]| {
        ids.iter().map(|&id| words(app, &quoted_pieces(app.article, app.statement(id)))).sum::<usize>()
    };
    let share = |part: usize, whole: usize| format!("{} %", (part * 100 + whole / 2) / whole.max(1));
    let heard = || app.voices.list().iter().enumerate().filter(|(_, voice)| !voice.statements.is_empty());
    let all = content(app.shown.ids());

    let mut named = [(0, 0); 3];
    for (_, voice) in heard() {
        let sort = voice.actor.map_or(2, |actor| usize::from(is_unnamed(app.analysis.actors[actor].kind)));
        named[sort] = (named[sort].0 + 1, named[sort].1 + voice.statements.len());
    }
    let mut lines = vec![
        Line::Heading("Named and unnamed".to_owned()),
        Line::Note(format!("named: {} of {}", plural(named[0].1, "statement"), plural(named[0].0, "voice"))),
        Line::Note(format!("unnamed: {} of {}", plural(named[1].1, "statement"), plural(named[1].0, "voice"))),
    ];
    if named[2].1 > 0 {
        lines.push(Line::Note(format!("speaker unknown: {}", plural(named[2].1, "statement"))));
    }
    lines.push(Line::Heading("Framing".to_owned()));
    lines.push(Line::Note(framings(app, app.shown.ids())));
    lines.push(Line::Heading("Voices".to_owned()));
    lines.extend(heard().map(|(index, voice)| {
        let ids = &voice.statements;
        let own = content(ids);
        let first = ids[0];
        let room = format!(
            "{} · {}, {} of all attributed · {} quoted",
            plural(ids.len(), "statement"),
            plural(own, "word"),
            share(own, all),
            share(quoted(ids), own),
        );
        let seen = format!("first in paragraph {}", app.paragraph(first));
        let about = vec![room, verbs(app, ids), format!("{} · {seen}", framings(app, ids))];
        let to = app.statement(first).content[0].start();
        Line::Entry { voice: Some(index), name: app.speaker(first).to_owned(), about, to }
    }));
    lines
}

fn lists(app: &App<'_>) -> Vec<Line> {
    let called = |actor: ActorId| app.analysis.actors[actor].called(app.article).to_owned();
    let paragraph = |offset: usize| app.article.paragraph_at(offset) + 1;
    let voice_of = |actor: ActorId| app.voices.list().iter().position(|v| v.actor == Some(actor));
    let mut lines = Vec::new();
    let mut list = |title: &str, none: &str, entries: Vec<Line>| {
        lines.push(Line::Heading(title.to_owned()));
        if entries.is_empty() {
            lines.push(Line::Note(none.to_owned()));
        }
        lines.extend(entries);
    };

    let silences = app.analysis.silences.iter().map(|silence| Line::Entry {
        voice: silence.actor.and_then(voice_of),
        name: silence.actor.map_or_else(|| "somebody".to_owned(), called),
        about: vec![format!("“{}” · ¶{}", app.article.slice(silence.span), paragraph(silence.span.start()))],
        to: silence.span.start(),
    });
    list("Kept silent", "Nobody is said to have declined to speak.", silences.collect());

    let voices = || app.voices.list().iter().enumerate().filter(|(_, voice)| !voice.statements.is_empty());
    let unnamed = voices().filter(|(_, v)| v.actor.is_some_and(|a| is_unnamed(app.analysis.actors[a].kind)));
    let unnamed = unnamed.map(|(index, voice)| Line::Entry {
        voice: Some(index),
        name: app.speaker(voice.statements[0]).to_owned(),
        about: vec![format!(
            "{} · ¶{}",
            plural(voice.statements.len(), "statement"),
            app.paragraph(voice.statements[0])
        )],
        to: app.statement(voice.statements[0]).content[0].start(),
    });
    list("Sources without a name", "Every source has a name.", unnamed.collect());

    let relayed = app.shown.ids().iter().filter_map(|&id| Some((id, app.statement(id).via?)));
    let relayed = relayed.map(|(id, via)| Line::Entry {
        voice: Some(app.voices.of(id)),
        name: app.speaker(id).to_owned(),
        about: vec![format!("relayed by {} · ¶{}", called(via), app.paragraph(id))],
        to: app.statement(id).content[0].start(),
    });
    list("Relayed", "No statement is passed on by somebody else.", relayed.collect());

    let of_whom = who_of_whom(app).into_iter().map(|((voice, actor), ids)| {
        let places: Vec<String> = ids.iter().map(|&(id, _)| format!("¶{}", app.paragraph(id))).collect();
        Line::Entry {
            voice: Some(voice),
            name: app.speaker(ids[0].0).to_owned(),
            about: vec![format!("of {}: {}", called(actor), places.join(", "))],
            to: ids[0].1,
        }
    });
    list("Who speaks of whom", "Nobody who is quoted speaks of another.", of_whom.collect());
    lines
}

/// For each voice and each other actor that it mentions: the statements that do, and where.
fn who_of_whom(app: &App<'_>) -> BTreeMap<(usize, ActorId), Vec<(StatementId, usize)>> {
    let mut mentions: Vec<(usize, ActorId)> = Vec::new();
    for (actor, a) in app.analysis.actors.iter().enumerate() {
        mentions.extend(a.mentions.iter().map(|mention| (mention.span.start(), actor)));
    }
    mentions.sort_unstable();
    let mut found: BTreeMap<(usize, ActorId), Vec<(StatementId, usize)>> = BTreeMap::new();
    for &id in app.shown.ids() {
        let voice = app.voices.of(id);
        for piece in &app.statement(id).content {
            let first = mentions.partition_point(|(at, _)| *at < piece.start());
            let inside = mentions[first..].iter().take_while(|(at, _)| *at < piece.end());
            for &(at, actor) in inside.filter(|(_, actor)| app.voices.list()[voice].actor != Some(*actor)) {
                let places = found.entry((voice, actor)).or_default();
                if places.last().is_none_or(|(last, _)| *last != id) {
                    places.push((id, at));
                }
            }
        }
    }
    found
}
