//! The dialogs that corrections are made in: the menu, the lists to choose from, the choice of words.

use super::action::Action;
use super::app::{App, Dialog, Pane, View};
use super::chooser::{Answer, Ask, Chooser, Choosing};
use super::panel::Item;
use super::selection::{Selection, Unit};
use super::update::{Effect, edit};
use super::voices::NOBODY;
use crate::analysis::{ActorId, ActorKind, Class, Layer, StatementId};
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
        let items = items.into_iter().map(str::to_owned).collect();
        let title = match (statement, voice) {
            (Some(id), _) => format!("Correct what {} says", self.speaker(id)),
            (None, Some(_)) => format!("Correct {}", actor.map_or(NOBODY, |id| self.name(id))),
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
            Action::LineDown | Action::Wheel(_, true) => chooser.step(true),
            Action::LineUp | Action::Wheel(_, false) => chooser.step(false),
            Action::Accept => {
                if let Some((answer, words)) = chooser.answer() {
                    return self.take(&chooser.ask, answer, &words);
                }
            }
            action => {
                let before = chooser.prompt.text().to_owned();
                edit(&mut chooser.prompt, action);
                if chooser.prompt.text() != before {
                    chooser.restart();
                }
                if let (true, [(answer, words)]) = (chooser.is_menu(), &chooser.answers()[..]) {
                    return self.take(&chooser.ask, answer.clone(), words);
                }
                if chooser.is_menu() && chooser.answers().is_empty() {
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
    fn take(&mut self, ask: &Ask, answer: Answer, words: &str) -> Effect {
        match (ask, answer) {
            (Ask::Menu(statement, actor), _) => return self.take_menu(words, *statement, *actor),
            (Ask::Kind(actor), Answer::Item(index)) => {
                let actor = Who::of(self.article, &self.analysis, *actor);
                return self.correct(&Correction::Kind { actor, kind: ActorKind::ALL[index] });
            }
            (Ask::Rename(actor), answer) => {
                let Some(name) = self.wording(*actor, answer) else { return Effect::None };
                let actor = Who::of(self.article, &self.analysis, *actor);
                return self.correct(&Correction::Rename { actor, name });
            }
            (Ask::Split(id), answer) => {
                let name = match answer {
                    Answer::Item(_) => self.statement(*id).source.map(|span| self.article.slice(span).to_owned()),
                    Answer::Typed(name) => Some(name),
                };
                if let Some(name) = name.and_then(|name| self.checked(name)) {
                    return self.correct(&Correction::Split { statements: vec![self.words_of(*id)], name });
                }
            }
            (Ask::Merge(actor), Answer::Item(index)) => {
                let others: Vec<ActorId> = self.by_weight().into_iter().filter(|other| other != actor).collect();
                let (actor, into) = (self.who(*actor), self.who(others[index]));
                return self.correct(&Correction::Merge { actor, into });
            }
            (Ask::Speaker(id), answer) => {
                let statement = self.words_of(*id);
                return self
                    .correct_speaker(answer, |speaker| Correction::Speaker { statement: statement.clone(), speaker });
            }
            (Ask::Added(content), answer) => {
                let content = content.iter().map(|&piece| Anchor::of(self.article, piece)).collect();
                let (class, layer) = (Class::Say, Layer::Speech);
                let statement = Words { content, cue: None, source: None, class, layer, negated: false };
                return self
                    .correct_speaker(answer, |speaker| Correction::Add { statement: statement.clone(), speaker });
            }
            (Ask::Kind(_) | Ask::Merge(_), Answer::Typed(_)) => {}
        }
        Effect::None
    }

    fn take_menu(&mut self, words: &str, statement: Option<StatementId>, actor: Option<ActorId>) -> Effect {
        match (words.chars().next(), statement, actor) {
            (Some('s'), Some(id), _) => self.ask_who(Ask::Speaker(id), "Who says it?"),
            (Some('n'), Some(id), _) => return self.correct(&Correction::Drop { statement: self.words_of(id) }),
            (Some('w'), Some(id), _) => {
                let content = &self.statement(id).content;
                let words = Selection::of(content.iter().copied().reduce(Span::join).unwrap_or_default());
                self.dialog = Some(Dialog::Select(Choosing { statement: Some(id), words, from: self.view }));
            }
            (Some('p'), Some(id), Some(_)) => {
                let source = self.statement(id).source.map(|span| self.article.slice(span).to_owned());
                let items = source.into_iter().filter(|words| name_fault(words).is_none()).collect();
                self.ask(Ask::Split(id), "What is the other one called?", items, true);
            }
            (Some('j'), _, Some(actor)) => {
                let others = self.by_weight().into_iter().filter(|&other| other != actor);
                let items = others.map(|other| self.name(other).to_owned()).collect();
                let title = format!("Who is {}?", self.name(actor));
                self.ask(Ask::Merge(actor), title, items, false);
            }
            (Some('r'), _, Some(actor)) => {
                let items = self.wordings(actor);
                let title = format!("What is {} called?", self.name(actor));
                self.ask(Ask::Rename(actor), title, items, true);
            }
            (Some('k'), _, Some(actor)) => {
                let items = ActorKind::ALL.iter().map(|kind| kind.name().to_owned()).collect();
                let title = format!("What is {}?", self.name(actor));
                self.ask(Ask::Kind(actor), title, items, false);
            }
            (Some('a'), ..) => {
                let start = self.eye_row().map_or(self.view.eye, Span::start);
                match Selection::sentence(self.article, start) {
                    Some(words) => {
                        self.dialog = Some(Dialog::Select(Choosing { statement: None, words, from: self.view }));
                    }
                    None => self.say("There are no words here."),
                }
            }
            (Some('b'), ..) => return Effect::Keep { log: self.desk.log().clone(), beside: true },
            _ => {}
        }
        Effect::None
    }

    fn take_words(&mut self, choosing: &Choosing) -> Effect {
        let chosen = choosing.words.span();
        let Some(id) = choosing.statement else {
            let pieces = choosing.words.pieces(self.article);
            self.ask_who(Ask::Added(pieces), "Who says it?");
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

    fn ask(&mut self, ask: Ask, title: impl Into<String>, items: Vec<String>, open: bool) {
        self.dialog = Some(Dialog::Choose(Chooser::new(ask, title, items, open)));
    }

    fn ask_who(&mut self, ask: Ask, title: &str) {
        let names = self.by_weight().into_iter().map(|id| self.name(id).to_owned());
        let items = names.chain([NOBODY.to_owned()]).collect();
        self.ask(ask, title, items, true);
    }

    /// Makes a correction of the speaker that was chosen or typed; nothing for one whom nobody can tell.
    fn correct_speaker(&mut self, answer: Answer, correction: impl Fn(Option<Who>) -> Correction) -> Effect {
        let speaker = match answer {
            Answer::Item(index) => self.by_weight().get(index).map(|&id| self.who(id)),
            Answer::Typed(name) => match self.checked(name) {
                Some(name) => Some(Who::named(&name)),
                None => return Effect::None,
            },
        };
        self.correct(&correction(speaker))
    }

    fn wording(&mut self, actor: ActorId, answer: Answer) -> Option<String> {
        match answer {
            Answer::Item(index) => self.wordings(actor).into_iter().nth(index),
            Answer::Typed(name) => self.checked(name),
        }
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

    /// All actors, those who speak first.
    fn by_weight(&self) -> Vec<ActorId> {
        let mut ids: Vec<ActorId> = (0..self.analysis.actors.len()).collect();
        ids.sort_by_key(|&id| std::cmp::Reverse(self.analysis.actors[id].statements.len()));
        ids
    }

    /// What an actor could be called, in the article's words.
    fn wordings(&self, id: ActorId) -> Vec<String> {
        let actor = &self.analysis.actors[id];
        let mut wordings = Vec::new();
        for span in actor.aliases.iter().chain([&actor.name]) {
            let words = self.article.slice(*span);
            if words != self.name(id) && name_fault(words).is_none() && !wordings.iter().any(|other| other == words) {
                wordings.push(words.to_owned());
            }
        }
        wordings
    }

    fn name(&self, id: ActorId) -> &str {
        self.analysis.actors[id].called(self.article)
    }

    fn who(&self, id: ActorId) -> Who {
        Who::of(self.article, &self.analysis, id)
    }

    fn words_of(&self, id: StatementId) -> Words {
        Words::of(self.article, self.statement(id))
    }
}
