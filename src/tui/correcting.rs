//! The dialogs that corrections are made in: the menu, the lists to choose from, the choice of words.

use super::action::Action;
use super::app::{App, Dialog, Pane, View};
use super::candidates::Sought;
use super::chooser::{Answer, Ask, Choice, Chooser, Choosing};
use super::panel::Item;
use super::selection::{Selection, Unit};
use super::update::{Effect, edit};
use super::voices::NOBODY;
use crate::analysis::{ActorId, ActorKind, Class, Layer, Statement, StatementId};
use crate::corrections::form::name_fault;
use crate::corrections::{Anchor, Correction, Who, Words};
use crate::text::Span;

/// What can be corrected of a statement, of a voice, and at any time; the first letter chooses.
const OF_STATEMENT: &[&str] = &[
    "speaker: somebody else says it",
    "words: it begins or ends elsewhere",
    "not a statement",
    "part from this voice: somebody else of that name",
];
const OF_VOICE: &[&str] =
    &["join this voice with another", "rename this voice", "kind of this voice: person, organization, …"];
const ALWAYS: &[&str] = &["add a statement that was missed", "beside: keep the corrections beside the article"];

impl App<'_> {
    /// Opens the menu, for the statement under the eye or the voice one stands on.
    pub(super) fn open_menu(&mut self) {
        if !self.is_desk_open() {
            return;
        }
        let (statement, voice) = if let (Pane::Voices, Some(Item::Voice(voice))) = (self.focus, self.panel.item()) {
            (None, Some(voice))
        } else {
            let statement = self.here();
            (statement, statement.map(|id| self.voices.of(id)))
        };
        let actor = voice.and_then(|voice| self.voices.list()[voice].actor);
        let mut items: Vec<&str> = Vec::new();
        let parts = OF_STATEMENT.len() - usize::from(actor.is_none());
        items.extend(statement.map(|_| &OF_STATEMENT[..parts]).unwrap_or_default());
        items.extend(actor.map(|_| OF_VOICE).unwrap_or_default());
        items.extend(ALWAYS);
        let letter = |item: &str| Answer::Letter(item.chars().next().unwrap_or_default());
        let items = items.into_iter().map(|item| Choice { name: item.to_owned(), answer: letter(item) }).collect();
        let title = match (statement, voice) {
            (Some(id), _) => format!("Correct what {} says", self.speaker(id)),
            (None, Some(_)) => format!("Correct {}", actor.map_or(NOBODY, |id| self.called(id))),
            (None, None) => "Correct".to_owned(),
        };
        self.dialog = Some(Dialog::Choose(Chooser::new(Ask::Menu(statement, actor), title, items, false)));
    }

    /// An action while something is chosen from a list.
    pub(super) fn choose(&mut self, mut chooser: Chooser, action: Action) -> Effect {
        match action {
            Action::Escape => {
                self.say("Nothing is changed.");
                return Effect::None;
            }
            Action::LineDown | Action::Wheel(_, true) => chooser.step(1, true),
            Action::LineUp | Action::Wheel(_, false) => chooser.step(1, false),
            Action::PageDown => chooser.step(self.page_of_list(), true),
            // No name begins with a blank.
            Action::Insert(' ') if chooser.prompt.text().is_empty() => chooser.step(self.page_of_list(), true),
            Action::PageUp => chooser.step(self.page_of_list(), false),
            Action::Accept => {
                if let Some(answer) = chooser.answer() {
                    return self.take(&chooser.ask, answer);
                }
            }
            action => {
                let before = chooser.prompt.text().to_owned();
                edit(&mut chooser.prompt, action);
                if chooser.prompt.text() != before {
                    chooser.restart();
                }
                if let (true, [only]) = (chooser.is_menu(), &chooser.choices()[..]) {
                    return self.take(&chooser.ask, only.answer.clone());
                }
                if chooser.is_menu() && chooser.choices().is_empty() {
                    chooser.prompt.clear();
                }
            }
        }
        self.dialog = Some(Dialog::Choose(chooser));
        Effect::None
    }

    /// An action while words are chosen.
    pub(super) fn choose_words(&mut self, mut choosing: Choosing, action: &Action) -> Effect {
        let words = &mut choosing.words;
        match action {
            Action::Escape => {
                self.look_back(choosing.from);
                self.say("Nothing is changed.");
                return Effect::None;
            }
            Action::CursorLeft => words.shift(self.article, Unit::Word, false),
            Action::CursorRight => words.shift(self.article, Unit::Word, true),
            Action::LineUp => words.shift(self.article, Unit::Sentence, false),
            Action::LineDown => words.shift(self.article, Unit::Sentence, true),
            Action::SwitchPane => words.swap(),
            Action::Accept => return self.take_words(&choosing),
            _ => {}
        }
        let at = choosing.words.moving(self.article);
        self.reveal(at);
        self.look_at(at, Span::new(at, at));
        self.dialog = Some(Dialog::Select(choosing));
        Effect::None
    }

    /// Returns to where one looked before choosing words, if the eye has left it.
    fn look_back(&mut self, from: View) {
        if self.view != (View { top: self.view.top, ..from }) {
            self.return_to(from);
        }
    }

    /// Does what was answered.
    fn take(&mut self, ask: &Ask, answer: Answer) -> Effect {
        match (ask, answer) {
            (Ask::Menu(statement, actor), Answer::Letter(letter)) => {
                return self.take_menu(letter, *statement, *actor);
            }
            (Ask::Kind(actor), Answer::Kind(kind)) => {
                return self.correct(&Correction::Kind { actor: self.who(*actor), kind });
            }
            (Ask::Rename(actor), Answer::Words(name) | Answer::Typed(name)) => {
                if let Some(name) = self.checked(name) {
                    return self.correct(&Correction::Rename { actor: self.who(*actor), name });
                }
            }
            (Ask::Split(id), Answer::Words(name) | Answer::Typed(name)) => {
                if let Some(name) = self.checked(name) {
                    return self.correct(&Correction::Split { statements: vec![self.words_of(*id)], name });
                }
            }
            (Ask::Merge(actor), Answer::Actor(Some(into))) => return self.join(*actor, into),
            (Ask::Speaker(id), answer) => return self.reassign(*id, answer),
            (Ask::Added(content), answer) => {
                let Some(speaker) = self.chosen_speaker(answer) else { return Effect::None };
                let content = content.iter().map(|&piece| Anchor::of(self.article, piece)).collect();
                let (class, layer) = (Class::Say, Layer::Speech);
                let statement = Words { content, cue: None, source: None, class, layer, negated: false };
                return self.correct(&Correction::Add { statement, speaker });
            }
            _ => {}
        }
        Effect::None
    }

    /// Makes one voice of two; says which one has come of it.
    fn join(&mut self, actor: ActorId, into: ActorId) -> Effect {
        let told =
            |app: &Self, id: ActorId| format!("{} ({})", app.called(id), app.analysis.actors[id].statements.len());
        let said = format!("Joined {} with {}", told(self, actor), told(self, into));
        let place = [actor, into].iter().find_map(|&id| self.analysis.actors[id].statements.first().copied());
        let place = place.map(|id| self.statement(id).content[0]);
        let effect = self.correct(&Correction::Merge { actor: self.who(actor), into: self.who(into) });
        if effect != Effect::None {
            let now = place.and_then(|content| self.statement(self.beginning_with(content)?).actor);
            let now = now.map(|id| format!(": {}", told(self, id))).unwrap_or_default();
            self.say(format!("{said}{now}{}", self.hint(" · ", &Action::Undo, "undoes")));
        }
        effect
    }

    fn take_menu(&mut self, letter: char, statement: Option<StatementId>, actor: Option<ActorId>) -> Effect {
        match (letter, statement, actor) {
            ('s', Some(id), _) => {
                let Statement { source, content, actor, .. } = self.statement(id);
                let (near, but) = (content[0].start(), *actor);
                let words = source.map_or("", |source| self.article.slice(source));
                let mut items = self.candidates(Sought { near, but, words });
                items.extend(but.map(|_| Self::nobody()));
                self.ask(Ask::Speaker(id), "Who says it?", items, true);
            }
            ('n', Some(id), _) => return self.correct(&Correction::Drop { statement: self.words_of(id) }),
            ('w', Some(id), _) => {
                let content = &self.statement(id).content;
                let words = Selection::of(content.iter().copied().reduce(Span::join).unwrap_or_default());
                self.dialog = Some(Dialog::Select(Choosing { statement: Some(id), words, from: self.view }));
            }
            ('p', Some(id), Some(_)) => {
                let source = self.statement(id).source.map(|span| self.article.slice(span).to_owned());
                let source = source.into_iter().filter(|words| name_fault(words).is_none());
                let items = source.map(Choice::words).collect();
                self.ask(Ask::Split(id), "What is the other one called?", items, true);
            }
            ('j', _, Some(actor)) => {
                let first = self.analysis.actors[actor].mentions.first();
                let near = first.map_or(self.view.eye, |mention| mention.span.start());
                let items = self.candidates(Sought { near, but: Some(actor), words: self.called(actor) });
                let title = format!("Who is {}?", self.called(actor));
                self.ask(Ask::Merge(actor), title, items, false);
            }
            ('r', _, Some(actor)) => {
                let items = self.wordings(actor).into_iter().map(Choice::words).collect();
                let title = format!("What is {} called?", self.called(actor));
                self.ask(Ask::Rename(actor), title, items, true);
            }
            ('k', _, Some(actor)) => {
                let kind = |&kind: &ActorKind| Choice { name: kind.name().to_owned(), answer: Answer::Kind(kind) };
                let items = ActorKind::ALL.iter().map(kind).collect();
                let title = format!("What is {}?", self.called(actor));
                self.ask(Ask::Kind(actor), title, items, false);
            }
            ('a', ..) => {
                let start = self.eye_row().map_or(self.view.eye, Span::start);
                match Selection::sentence(self.article, start) {
                    Some(words) => {
                        self.dialog = Some(Dialog::Select(Choosing { statement: None, words, from: self.view }));
                    }
                    None => self.say("There are no words here."),
                }
            }
            ('b', ..) => return Effect::Keep { log: self.desk.log().clone(), beside: true },
            _ => {}
        }
        Effect::None
    }

    fn take_words(&mut self, choosing: &Choosing) -> Effect {
        let chosen = choosing.words.span();
        let Some(id) = choosing.statement else {
            let pieces = choosing.words.pieces(self.article);
            let mut items = self.candidates(Sought { near: chosen.start(), but: None, words: "" });
            items.push(Self::nobody());
            self.ask(Ask::Added(pieces), "Who says it?", items, true);
            return Effect::None;
        };
        // A statement in pieces keeps what lies between them; only its ends move.
        let pieces = &self.statement(id).content;
        let (first, last) = (pieces[0], pieces[pieces.len() - 1]);
        let mut content = Vec::new();
        for piece in pieces {
            let start = if *piece == first { chosen.start() } else { piece.start().max(chosen.start()) };
            let end = if *piece == last { chosen.end() } else { piece.end().min(chosen.end()) };
            if start < end {
                content.extend(Selection::of(Span::new(start, end)).pieces(self.article));
            }
        }
        if content == *pieces || content.is_empty() {
            self.look_back(choosing.from);
            self.say("Nothing is changed.");
            return Effect::None;
        }
        let content = content.into_iter().map(|piece| Anchor::of(self.article, piece)).collect();
        let speaker = self.statement(id).actor.map(|actor| self.who(actor));
        self.correct(&Correction::Extent { statement: self.words_of(id), content, speaker })
    }

    fn ask(&mut self, ask: Ask, title: impl Into<String>, items: Vec<Choice>, open: bool) {
        self.dialog = Some(Dialog::Choose(Chooser::new(ask, title, items, open)));
    }

    /// The speaker that was chosen or typed, or nobody; nothing if what was typed is no name.
    #[expect(clippy::option_option, reason = "nobody is an answer, too")]
    pub(super) fn chosen_speaker(&mut self, answer: Answer) -> Option<Option<Who>> {
        match answer {
            Answer::Actor(actor) => Some(actor.map(|id| self.who(id))),
            Answer::Typed(name) => self.checked(name).map(|name| Some(Who::named(&name))),
            Answer::Letter(_) | Answer::Kind(_) | Answer::Words(_) => None,
        }
    }

    /// How far a page goes in a list to choose from.
    fn page_of_list(&self) -> usize {
        (self.height() / 2).max(1)
    }

    /// A name that was typed, if it is one.
    fn checked(&mut self, name: String) -> Option<String> {
        match name_fault(&name) {
            Some(what) => {
                self.alert(format!("Nothing is changed: {what}."));
                None
            }
            None => Some(name),
        }
    }

    /// What an actor could be called, in the article's words.
    fn wordings(&self, id: ActorId) -> Vec<String> {
        let actor = &self.analysis.actors[id];
        let mut wordings = Vec::new();
        for span in actor.aliases.iter().chain([&actor.name]) {
            let words = self.article.slice(*span);
            if words != self.called(id) && name_fault(words).is_none() && !wordings.iter().any(|other| other == words) {
                wordings.push(words.to_owned());
            }
        }
        wordings
    }

    pub(super) fn called(&self, id: ActorId) -> &str {
        self.analysis.actors[id].called(self.article)
    }

    fn who(&self, id: ActorId) -> Who {
        Who::of(self.article, &self.analysis, id)
    }

    pub(super) fn words_of(&self, id: StatementId) -> Words {
        Words::of(self.article, self.statement(id))
    }
}
