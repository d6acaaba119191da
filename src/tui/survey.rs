//! The article seen from above: how much room each voice has and how its words are reported; who keeps silent, has no
//! name, is relayed, speaks of whom. Each entry leads to a place in the text.

use std::collections::BTreeMap;

use super::action::Action;
use super::app::App;
use super::marks::quoted_pieces;
use super::view::is_seen_from_top;
use super::voices::NOBODY;
use super::wrap::clip;
use crate::analysis::framing::{Framing, framing, reporting_word};
use crate::analysis::{ActorId, ActorKind, StatementId};
use crate::counted::counted;
use crate::text::Span;

/// What is surveyed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// The share of each voice.
    Balance,
    /// Silences, sources without names, relays, who speaks of whom.
    Lists,
    /// What is marked.
    Marks,
}

/// A line of the survey.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// A heading.
    Heading(String),
    /// Something said in general.
    Note(String),
    /// Whom the places below it are about.
    Voice {
        /// The voice.
        voice: usize,
        /// Who.
        name: String,
    },
    /// A place that one can go to, in words.
    Place {
        /// What there is.
        words: String,
        /// Where in the text.
        to: usize,
    },
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
    /// Index of the line stood on: one that leads to a place; beyond those, the first or the last.
    pub cursor: usize,
}

impl Survey {
    /// Looks over the article, as far as it is shown. One begins at the top: on the first line that leads to a place, if
    /// it is seen from there.
    pub(super) fn new(subject: Subject, app: &App<'_>) -> Self {
        let lines = match subject {
            Subject::Balance => balance(app),
            Subject::Lists => lists(app),
            Subject::Marks => marks(app),
        };
        let mut survey = Self { subject, lines, cursor: 0 };
        let first = (0..survey.lines.len()).find(|&n| survey.leads(n).is_some());
        survey.cursor = first.filter(|&n| is_seen_from_top(app, &survey, n)).unwrap_or(0);
        survey
    }

    /// Moves over so many lines that lead to a place; where there is none left, to the first line or the last.
    pub fn step(&mut self, by: usize, down: bool) {
        let (cursor, end) = (self.cursor, self.lines.len());
        let leads = |n: &usize| self.leads(*n).is_some();
        let (to, edge) = match by.checked_sub(1) {
            None => return,
            Some(over) if down => ((cursor + 1..end).filter(leads).nth(over), end.saturating_sub(1)),
            Some(over) => ((0..cursor).rev().filter(leads).nth(over), 0),
        };
        self.cursor = to.unwrap_or(edge);
    }

    /// Where the line stood on leads.
    pub fn target(&self) -> Option<usize> {
        self.leads(self.cursor)
    }

    /// To the first line that leads to a place in the next part that has one; behind the last, to the first again.
    pub fn next_part(&mut self) {
        let is_heading = |line: &usize| matches!(self.lines[*line], Line::Heading(_));
        let next = (self.cursor + 1..self.lines.len()).find(is_heading).unwrap_or(0);
        let mut leading = (next..self.lines.len()).chain(0..next).filter(|&line| self.leads(line).is_some());
        self.cursor = leading.next().unwrap_or(self.cursor);
    }

    /// Whether it has several parts with lines that lead to a place.
    pub fn has_parts(&self) -> bool {
        self.subject == Subject::Lists
    }

    /// Where a line leads.
    fn leads(&self, line: usize) -> Option<usize> {
        self.lines.get(line)?.leads()
    }
}

impl Line {
    /// Where it leads.
    fn leads(&self) -> Option<usize> {
        match self {
            Self::Entry { to, .. } | Self::Place { to, .. } => Some(*to),
            Self::Heading(_) | Self::Note(_) | Self::Voice { .. } => None,
        }
    }
}

/// Whether an actor has no name of its own.
fn is_unnamed(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Unnamed | ActorKind::Group)
}

/// Words in some spans.
fn words(app: &App<'_>, spans: &[Span]) -> usize {
    spans.iter().map(|&span| app.article.words_in(span)).sum()
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

impl App<'_> {
    /// How the shown statements of each voice are framed.
    pub(super) fn framings(&self) -> Vec<String> {
        self.voices.list().iter().map(|voice| framings(self, &voice.statements)).collect()
    }
}

/// How statements are framed, counted: `neutral 6, distancing 2`.
fn framings(app: &App<'_>, ids: &[StatementId]) -> String {
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
        Line::Note(format!("named: {} of {}", counted(named[0].1, "statement"), counted(named[0].0, "voice"))),
        Line::Note(format!("unnamed: {} of {}", counted(named[1].1, "statement"), counted(named[1].0, "voice"))),
    ];
    if named[2].1 > 0 {
        lines.push(Line::Note(format!("{NOBODY}: {}", counted(named[2].1, "statement"))));
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
            counted(ids.len(), "statement"),
            counted(own, "word"),
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

/// What is marked, shown or not, in the order of the text, with the notes.
fn marks(app: &App<'_>) -> Vec<Line> {
    if app.desk.marks().is_empty() {
        let mark = app.hint("", &Action::Mark, "marks the statement under the eye");
        let note = app.hint("", &Action::Note, "writes a note on it");
        let ways: Vec<String> = [mark, note].into_iter().filter(|way| !way.is_empty()).collect();
        let ways = if ways.is_empty() { String::new() } else { format!(": {}", ways.join(", ")) };
        return vec![Line::Note(format!("None yet{ways}."))];
    }
    let marks = app.desk.marks().iter().map(|mark| {
        let words = mark.content.iter().map(|&piece| app.article.slice(piece)).collect::<Vec<_>>().join(" … ");
        let to = mark.content[0].start();
        let place = format!("{words} · ¶{}", app.article.paragraph_at(to) + 1);
        let name = mark.statement.map_or("no statement any more", |id| app.speaker(id)).to_owned();
        let note = mark.note.as_ref().map(|note| format!("— {note}"));
        let voice = mark.statement.map(|id| app.voices.of(id));
        Line::Entry { voice, name, about: [place].into_iter().chain(note).collect(), to }
    });
    marks.collect()
}

/// Cells of a statement's words in a list.
const EXCERPT: usize = 48;

fn lists(app: &App<'_>) -> Vec<Line> {
    let called = |actor: ActorId| app.analysis.actors[actor].called(app.article).to_owned();
    let paragraph = |offset: usize| app.article.paragraph_at(offset) + 1;
    let voice_of = |actor: ActorId| app.voices.list().iter().position(|v| v.actor == Some(actor));
    let mut lines = Vec::new();
    let mut list = |title: &str, none: &str, entries: Vec<Line>| {
        let count = entries.iter().filter(|line| line.leads().is_some()).count();
        let count = if count > 0 { format!(" ({count})") } else { String::new() };
        lines.push(Line::Heading(format!("{title}{count}")));
        if entries.is_empty() {
            lines.push(Line::Note(none.to_owned()));
        }
        lines.extend(entries);
    };

    let silences = app.shown.silences(app.article, &app.analysis, &app.voices);
    let silences = silences.map(|silence| Line::Entry {
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
            "{} · {}",
            counted(voice.statements.len(), "statement"),
            clip(&app.first_words(voice.statements[0]), EXCERPT)
        )],
        to: app.statement(voice.statements[0]).content[0].start(),
    });
    list("Sources without a name", "Every source has a name.", unnamed.collect());

    // What somebody says of themselves is passed on by nobody.
    let others = |id| app.statement(id).via.filter(|via| Some(*via) != app.statement(id).actor);
    let relayed = app.shown.ids().iter().filter_map(|&id| Some((id, others(id)?)));
    let relayed = relayed.map(|(id, via)| Line::Entry {
        voice: Some(app.voices.of(id)),
        name: app.speaker(id).to_owned(),
        about: vec![format!("relayed by {} · {}", called(via), clip(&app.first_words(id), EXCERPT))],
        to: app.statement(id).content[0].start(),
    });
    list("Relayed", "No statement is passed on by somebody else.", relayed.collect());

    let mut of_whom = Vec::new();
    let mut speaker = None;
    for ((voice, actor), places) in who_of_whom(app) {
        if speaker.replace(voice) != Some(voice) {
            of_whom.push(Line::Voice { voice, name: app.voice_name(voice).to_owned() });
        }
        let paragraphs: Vec<String> = places.keys().map(|&index| format!("¶{}", index + 1)).collect();
        let words = format!("of {}: {}", called(actor), paragraphs.join(", "));
        of_whom.extend(places.into_values().next().map(|to| Line::Place { words, to }));
    }
    list("Who speaks of whom", "Nobody who is quoted speaks of another.", of_whom);
    lines
}

/// For each voice and each other person, group or organization that it mentions: the paragraphs where it does, with the
/// first place in each.
fn who_of_whom(app: &App<'_>) -> BTreeMap<(usize, ActorId), BTreeMap<usize, usize>> {
    let mut mentions: Vec<(usize, ActorId)> = Vec::new();
    let is_somebody = |kind| !matches!(kind, ActorKind::Place | ActorKind::Document);
    for (actor, a) in app.analysis.actors.iter().enumerate().filter(|(_, a)| is_somebody(a.kind)) {
        mentions.extend(a.mentions.iter().map(|mention| (mention.span.start(), actor)));
    }
    mentions.sort_unstable();
    let mut found: BTreeMap<(usize, ActorId), BTreeMap<usize, usize>> = BTreeMap::new();
    for &id in app.shown.ids() {
        let voice = app.voices.of(id);
        for piece in &app.statement(id).content {
            let first = mentions.partition_point(|(at, _)| *at < piece.start());
            let inside = mentions[first..].iter().take_while(|(at, _)| *at < piece.end());
            for &(at, actor) in inside.filter(|(_, actor)| app.voices.list()[voice].actor != Some(*actor)) {
                let first = found.entry((voice, actor)).or_default().entry(app.article.paragraph_at(at)).or_insert(at);
                *first = at.min(*first);
            }
        }
    }
    found
}
