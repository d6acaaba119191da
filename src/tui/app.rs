//! All that the reader knows and remembers. No terminal, no globals; places are offsets of the text, never rows.

use std::borrow::Cow;
use std::cell::RefCell;
use std::path::{Path, PathBuf};

use ratatui::layout::Rect;

use super::action::{Action, Held};
use super::arrival::Coming;
use super::chooser::{Chooser, Choosing};
use super::desk::Desk;
use super::facets::Facets;
use super::flow::{Column, Flow, Place};
use super::geometry::{Geometry, MEASURE};
use super::jumps::Jumps;
use super::keymap::Keymap;
use super::keys::Context;
use super::marks::Marks;
use super::panel::{Item, Panel};
use super::prompt::Prompt;
use super::search::Search;
use super::shown::{Shown, Wanted};
use super::survey::Survey;
use super::theme::{Theme, Themes};
use super::view::map::Heard;
use super::voices::{NOBODY, Voices};
use crate::analysis::{ActorId, Analysis, Layer, Statement, StatementId};
use crate::namesakes::namesakes;
use crate::source::is_address;
use crate::text::{Article, Span};

/// The two panes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Pane {
    /// The article.
    Text,
    /// The panel of voices.
    Voices,
}

/// What lies over the panes and has the keyboard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Dialog {
    /// The keys; scrolled by so many rows.
    Help(usize),
    /// What the statement under the eye rests on; scrolled by so many rows.
    Why(usize),
    /// The article from above.
    Survey(Survey),
    /// What is shown is chosen.
    Facets(Facets),
    /// Words that the statements shown have to hold are typed; the facets to go back to.
    Term(Prompt, Option<Facets>),
    /// A search is typed.
    Search {
        /// What of it.
        prompt: Prompt,
        /// Whether it is a regular expression.
        regex: bool,
        /// What one looked at before.
        from: View,
    },
    /// A note on a statement is typed.
    Note(StatementId, Prompt),
    /// A file name is typed.
    Export(Prompt),
    /// The file is there: overwrite it?
    Overwrite(PathBuf),
    /// Something is chosen from a list.
    Choose(Chooser),
    /// Words of the article are chosen.
    Select(Choosing),
    /// The corrections; scrolled by so many rows.
    Corrections(usize),
    /// Corrections are not on the disk: quit and lose them?
    Unkept,
}

/// What one looks at: enough to return to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct View {
    /// First offset of the top row.
    pub top: usize,
    /// The offset one reads at; its row is on the screen.
    pub eye: usize,
    /// The statement there.
    pub current: Option<StatementId>,
    /// Whether the text is folded to what is shown.
    pub folded: bool,
}

/// A sentence for the footer; it stays until the next key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Message {
    /// What it says.
    pub text: String,
    /// Whether something failed.
    pub alert: bool,
}

/// How the reader opens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// The themes, and the one to begin with.
    pub themes: Themes,
    /// `NO_COLOR` is set: there is no other theme.
    pub no_color: bool,
    /// Columns of text at most.
    pub measure: u16,
    /// Columns of the panel beside it, if somebody wants so many.
    pub panel: Option<u16>,
    /// Whether a blank row parts one line of the text from the next.
    pub spaced: bool,
    /// Where exports are proposed to go; without it, beside the article.
    pub exports: Option<PathBuf>,
    /// Whether the mouse is on.
    pub mouse: bool,
    /// Which key does what.
    pub keys: Keymap,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            themes: Themes::default(),
            no_color: false,
            measure: MEASURE,
            panel: None,
            spaced: false,
            exports: None,
            mouse: false,
            keys: Keymap::default(),
        }
    }
}

impl Settings {
    /// Where an export of this name is proposed to go: the folder for exports, or else this one.
    pub(super) fn export_to(&self, folder: &Path, name: &str) -> String {
        self.exports.as_deref().unwrap_or(folder).join(name).to_string_lossy().into_owned()
    }
}

/// The state of the reader.
#[derive(Debug)]
pub struct App<'a> {
    pub(super) article: &'a Article,
    /// What the engine found.
    pub(super) found: &'a Analysis,
    /// The same, with what the reader says against it.
    pub(super) analysis: Cow<'a, Analysis>,
    pub(super) desk: Desk,
    pub(super) shown: Shown,
    pub(super) voices: Voices,
    pub(super) marks: Marks,
    /// What the voice map shows of them, as it was last drawn: counting takes long in a book.
    pub(super) heard: RefCell<Vec<Heard>>,
    pub(super) flow: Flow<'a>,
    pub(super) size: (u16, u16),
    pub(super) view: View,
    pub(super) focus: Pane,
    pub(super) panel: Panel,
    /// What one looked at before going over to the panel.
    pub(super) home: View,
    pub(super) search: Search,
    pub(super) jumps: Jumps,
    pub(super) dialog: Option<Dialog>,
    pub(super) message: Option<Message>,
    pub(super) settings: Settings,
    /// The analysis, while it is waited for.
    pub(super) coming: Option<Coming<'a>>,
    /// Whether the article was opened out of a dossier, which is where one returns to.
    pub(super) from_dossier: bool,
    /// The statements that other articles have too: where their words begin, in order, and the titles of those.
    pub(super) elsewhere: Vec<(usize, Vec<String>)>,
    pub(super) mouse: bool,
    /// Where the line between text and panel is held, while it is.
    pub(super) held: Option<Held>,
    /// While the framing of each statement is shown: that of each voice's statements, counted.
    pub(super) lens: Option<Vec<String>>,
}

impl<'a> App<'a> {
    /// Opens an article at its start. No statement is current yet, so the panel shows its first voices.
    pub fn new(article: &'a Article, analysis: &'a Analysis, settings: Settings) -> Self {
        let voices = Voices::new(analysis);
        let shown = Shown::new(article, analysis, &voices, &[], Wanted::default());
        Self {
            article,
            found: analysis,
            analysis: Cow::Borrowed(analysis),
            desk: Desk::default(),
            marks: Marks::new(analysis),
            heard: RefCell::default(),
            shown,
            flow: Flow::new(article),
            size: (80, 24),
            view: View::default(),
            focus: Pane::Text,
            panel: Panel::new(&voices),
            home: View::default(),
            search: Search::default(),
            jumps: Jumps::default(),
            dialog: None,
            message: None,
            coming: None,
            from_dossier: false,
            elsewhere: Vec::new(),
            mouse: settings.mouse,
            held: None,
            settings,
            lens: None,
            voices,
        }
    }

    /// From now on leads back to the dossier that the article was opened from.
    pub fn come_from_dossier(&mut self) {
        self.from_dossier = true;
        self.say(self.hint("", &Action::Escape, "returns to the dossier."));
    }

    /// From now on knows which statements other articles have too: where their words begin, in order, and the titles of those.
    pub fn know_elsewhere(&mut self, elsewhere: Vec<(usize, Vec<String>)>) {
        self.elsewhere = elsewhere;
    }

    /// The titles of the other articles that have a statement too.
    pub(super) fn elsewhere(&self, id: StatementId) -> &[String] {
        let offset = self.statement(id).content[0].start();
        let found = self.elsewhere.binary_search_by_key(&offset, |(offset, _)| *offset);
        found.map_or(&[], |at| &self.elsewhere[at].1)
    }

    /// What has the keyboard.
    pub fn context(&self) -> Context {
        match (&self.dialog, self.focus) {
            (Some(Dialog::Help(_) | Dialog::Why(_) | Dialog::Corrections(_)), _) => Context::Popup,
            (Some(Dialog::Survey(_)), _) => Context::List,
            (Some(Dialog::Facets(_)), _) => Context::Checklist,
            (
                Some(
                    Dialog::Search { .. } | Dialog::Term(..) | Dialog::Note(..) | Dialog::Export(_) | Dialog::Choose(_),
                ),
                _,
            ) => Context::Prompt,
            (Some(Dialog::Select(_)), _) => Context::Select,
            (Some(Dialog::Overwrite(_) | Dialog::Unkept), _) => Context::Confirm,
            (None, Pane::Text) => Context::Text,
            (None, Pane::Voices) => Context::Panel,
        }
    }

    /// The theme in use.
    pub fn theme(&self) -> Theme {
        self.settings.themes.theme()
    }

    /// Which key does what.
    pub fn keys(&self) -> &Keymap {
        &self.settings.keys
    }

    /// What a key does, for the end of a message, behind `mark`: ` · U undoes`; nothing if the action has no key.
    pub(super) fn hint(&self, mark: &str, action: &Action, does: &str) -> String {
        let key = self.keys().key(Context::Text, action);
        key.map(|key| format!("{mark}{key} {does}")).unwrap_or_default()
    }

    /// The statement under the eye.
    pub fn current(&self) -> Option<StatementId> {
        self.view.current
    }

    /// The offset one reads at.
    pub fn eye(&self) -> usize {
        self.view.eye
    }

    /// The pane that has the keyboard, or would have it without the dialog.
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// The dialog that is open.
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialog.as_ref()
    }

    /// What the footer has to say.
    pub fn message(&self) -> Option<&str> {
        self.message.as_ref().map(|m| m.text.as_str())
    }

    /// The search.
    pub fn search(&self) -> &Search {
        &self.search
    }

    /// Whether the mouse is captured.
    pub fn mouse(&self) -> bool {
        self.mouse
    }

    /// A statement.
    pub(super) fn statement(&self, id: StatementId) -> &Statement {
        &self.analysis.statements[id]
    }

    /// Whether a statement is likely wrong.
    pub(super) fn is_uncertain(&self, id: StatementId) -> bool {
        self.statement(id).is_uncertain()
    }

    /// Whether a statement is shown fainter than others: it is likely wrong, or a state of mind that nobody put in words.
    pub(super) fn is_faint(&self, id: StatementId) -> bool {
        self.is_uncertain(id) || self.statement(id).layer == Layer::Mind
    }

    /// How the speaker of a statement is called: by the actor's name, or by the words beside the cue.
    pub(super) fn speaker(&self, id: StatementId) -> &str {
        let voice = self.voices.actor(self.voices.of(id), &self.analysis);
        let source = || self.statement(id).source.map(|source| self.article.slice(source));
        voice.map(|actor| actor.called(self.article)).or_else(source).unwrap_or(NOBODY)
    }

    /// How a voice is called.
    pub(super) fn voice_name(&self, voice: usize) -> &str {
        self.voices.name(voice, self.article, &self.analysis)
    }

    /// The number of the paragraph that a statement begins in, from 1.
    pub(super) fn paragraph(&self, id: StatementId) -> usize {
        self.article.paragraph_at(self.statement(id).content[0].start()) + 1
    }

    /// The window's parts.
    pub(super) fn geometry(&self) -> Option<Geometry> {
        self.geometry_with(self.settings.panel)
    }

    /// The same for a panel of another width.
    pub(super) fn geometry_with(&self, panel: Option<u16>) -> Option<Geometry> {
        Geometry::of(Rect { x: 0, y: 0, width: self.size.0, height: self.size.1 }, self.settings.measure, panel)
    }

    /// The article as wide as the window shows it.
    pub(super) fn column(&self) -> Column<'_> {
        self.flow.column(self.geometry().map_or(40, |g| usize::from(g.text.width)))
    }

    /// Rows of text that the window shows.
    pub(super) fn height(&self) -> usize {
        self.geometry().map_or(1, |g| usize::from(g.text.height).div_ceil(self.spacing())).max(1)
    }

    /// Rows of the screen from one row of text to the next.
    pub(super) fn spacing(&self) -> usize {
        if self.settings.spaced { 2 } else { 1 }
    }

    /// The words of the row one reads.
    pub(super) fn eye_row(&self) -> Option<Span> {
        let column = self.column();
        column.span(column.place(self.view.eye))
    }

    /// Whether a row holds the eye.
    pub(super) fn is_eye(&self, column: &Column<'_>, place: Place) -> bool {
        column.place(self.view.eye) == place
    }

    /// How long the article takes to read: in minutes, a book in hours.
    pub(super) fn reading_time(&self) -> String {
        match self.article.reading_minutes() {
            minutes @ ..100 => format!("{minutes} min"),
            minutes => format!("{} h", (minutes + 30) / 60),
        }
    }

    /// How far one has come, of 100: the share of the text above the window's lower edge.
    pub(super) fn percent(&self) -> usize {
        let column = self.column();
        let bottom = column.forward(column.place(self.view.top), self.height());
        if bottom == column.last() && self.is_on_screen(&column, bottom) {
            return 100;
        }
        column.offset(bottom) * 100 / self.article.text().len().max(1)
    }

    fn is_on_screen(&self, column: &Column<'_>, place: Place) -> bool {
        let height = self.height();
        column.distance(column.place(self.view.top), place, height) < height
    }

    /// The file that an export is proposed to be written to: in the folder for exports, or else beside the article; of one
    /// from the web, in the working folder.
    /// That of one voice alone has its name: `ferry.ana-ruiz.md`.
    pub(super) fn export_name(&self) -> String {
        let source = Path::new(self.article.source());
        let stem = source.file_stem().filter(|_| self.article.source() != "-").map(|stem| stem.to_string_lossy());
        let voice = match self.shown.wanted().voices[..] {
            [voice] => Some(file_words(self.voice_name(voice))).filter(|words| !words.is_empty()),
            _ => None,
        };
        let name = match (stem, voice) {
            (Some(stem), voice) => format!("{stem}.{}.md", voice.as_deref().unwrap_or("whosaid")),
            (None, Some(voice)) => format!("whosaid.{voice}.md"),
            (None, None) => "whosaid.md".to_owned(),
        };
        let folder = source.parent().filter(|_| !is_address(self.article.source()));
        self.settings.export_to(folder.unwrap_or(Path::new("")), &name)
    }

    /// The voice whose heading in the panel one stands on.
    pub(super) fn voice_stood_on(&self) -> Option<usize> {
        match self.panel.item() {
            Some(Item::Voice(voice)) if self.focus == Pane::Voices => Some(voice),
            _ => None,
        }
    }

    /// Whose statements a filter on voices leaves out though the name is a like one: `also: Ruiz (2)`.
    pub(super) fn also(&self) -> Option<String> {
        self.also_named(self.shown.namesakes())
    }

    /// Which other voices of the article have a name like this one's: `also: Ruiz (2)`.
    pub(super) fn also_beside(&self, voice: usize) -> Option<String> {
        self.also_named(&self.namesakes_of(voice))
    }

    /// The actors of a like name that speak in the article, each with how many statements it has.
    pub(super) fn namesakes_of(&self, voice: usize) -> Vec<(ActorId, usize)> {
        let chosen = self.voices.list()[voice].actor;
        namesakes(self.article, &self.analysis, chosen.as_slice(), |_| true)
    }

    /// Voices of one name stand together: `also: Ruiz (2, 1)`.
    fn also_named(&self, others: &[(ActorId, usize)]) -> Option<String> {
        let mut named: Vec<(&str, Vec<String>)> = Vec::new();
        for &(actor, count) in others {
            let (name, count) = (self.called(actor), count.to_string());
            match named.iter_mut().find(|(other, _)| *other == name) {
                Some((_, counts)) => counts.push(count),
                None => named.push((name, vec![count])),
            }
        }
        let all: Vec<String> = named.iter().map(|(name, counts)| format!("{name} ({})", counts.join(", "))).collect();
        (!all.is_empty()).then(|| format!("also: {}", all.join(", ")))
    }

    /// Says something in the footer.
    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), alert: false });
    }

    /// Says in the footer that something went wrong.
    pub(super) fn alert(&mut self, text: impl Into<String>) {
        self.message = Some(Message { text: text.into(), alert: true });
    }
}

/// The longest name that becomes a part of a file's, in bytes.
const LONGEST_PART: usize = 60;

/// A name as a part of a file's: `Ana Ruiz-Lund` as `ana-ruiz-lund`.
fn file_words(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).fold(String::new(), |mut part, word| {
        let gap = if part.is_empty() { "" } else { "-" };
        if part.len() + gap.len() + word.len() <= LONGEST_PART {
            part.push_str(gap);
            part.push_str(&word);
        }
        part
    })
}
