//! Everything that can be asked of the reader, each with the words that help and README print for it.

use std::path::PathBuf;

use super::app::Pane;
use crate::corrections::Log;

/// A wish of the person at the keyboard, or news from outside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
    /// One line on.
    LineDown,
    /// One line back.
    LineUp,
    /// Half a page on.
    HalfDown,
    /// Half a page back.
    HalfUp,
    /// A page on.
    PageDown,
    /// A page back.
    PageUp,
    /// To the start.
    Top,
    /// To the end.
    Bottom,
    /// To the next statement.
    NextStatement,
    /// To the previous statement.
    PreviousStatement,
    /// To the next statement of the same voice.
    NextSame,
    /// To the previous statement of the same voice.
    PreviousSame,
    /// To the next statement of somebody else.
    NextTurn,
    /// To the previous statement of somebody else.
    PreviousTurn,
    /// To the next statement of the voice with this number (from 1).
    Voice(u8),
    /// To the other pane.
    SwitchPane,
    /// Goes to what is chosen in the panel, or folds the voice.
    Open,
    /// Folds all voices, or unfolds them.
    FoldAll,
    /// Back along the places jumped from.
    Back,
    /// Forward again.
    Forward,
    /// Opens the search prompt.
    Search,
    /// Takes what is searched for as a regular expression, or as plain words.
    ToggleRegex,
    /// To the next match.
    NextMatch,
    /// To the previous match.
    PreviousMatch,
    /// Explains the statement.
    Why,
    /// Marks the statement, or no longer.
    Mark,
    /// Writes a note on it.
    Note,
    /// Lists what is marked.
    Marks,
    /// Opens the menu of corrections.
    Correct,
    /// Puts the statements that went wrong in the same way as the one corrected last down to its speaker, too.
    Likewise,
    /// Takes back the last correction.
    Undo,
    /// Puts it in force again.
    Redo,
    /// Lists the corrections.
    Corrections,
    /// Copies the statement.
    Copy,
    /// Opens the export prompt.
    Export,
    /// Shows or hides the states of mind.
    ToggleMind,
    /// Folds the text to the voice of the statement, or shows all voices.
    OnlyVoice,
    /// Shows all words, quoted ones only, first-hand ones only.
    NextWords,
    /// Opens the list of what can be shown alone.
    Narrow,
    /// Asks for words that the statements shown have to hold.
    Term,
    /// Shows alone, or no longer, what is chosen in that list.
    Toggle,
    /// Folds the text to the statements that are shown, or unfolds it.
    FoldText,
    /// Clears the filter.
    ShowAll,
    /// Shows how the writer frames each statement, or no longer.
    ToggleLens,
    /// Opens the balance of the voices.
    Balance,
    /// Opens the lists.
    Lists,
    /// Reads the articles of the list together.
    ReadTogether,
    /// Sets the text wider.
    Wider,
    /// Sets the text narrower.
    Narrower,
    /// Parts the lines of the text by blank ones, or no longer.
    Space,
    /// Leaves the article for the list of articles; there, opens a line to type the name of another.
    Articles,
    /// Leaves for the next article of the list.
    NextArticle,
    /// Leaves for the article before.
    PreviousArticle,
    /// Changes the theme.
    NextTheme,
    /// Turns the mouse on or off.
    ToggleMouse,
    /// Shows the keys.
    Help,
    /// Draws all again.
    Redraw,
    /// Hands the terminal back to the shell for a while.
    Suspend,
    /// One step back, whatever is open.
    Escape,
    /// Ends the reader.
    Quit,
    /// Takes what the prompt holds.
    Accept,
    /// Completes the path in the prompt.
    Complete,
    /// Says yes.
    Yes,
    /// Says no.
    No,
    /// A character for the prompt.
    Insert(char),
    /// Pasted text for the prompt.
    Paste(String),
    /// Deletes the character before the cursor.
    Erase,
    /// Deletes the word before the cursor.
    EraseWord,
    /// Deletes all of the prompt.
    EraseLine,
    /// Moves the prompt's cursor left.
    CursorLeft,
    /// Moves the prompt's cursor right.
    CursorRight,
    /// Moves the prompt's cursor to its start.
    CursorHome,
    /// Moves the prompt's cursor to its end.
    CursorEnd,
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// A click on the text, at this offset.
    ClickText(usize),
    /// The line between text and panel is held.
    Grab(Held),
    /// It is drawn to this column of the window.
    Divide(u16),
    /// It is let go.
    Release,
    /// A click on an item of the panel.
    ClickPanel(usize),
    /// The wheel turned over a pane, towards the end if `true`.
    Wheel(Pane, bool),
    /// What came of an effect.
    Told(Report),
}

/// Where the line between text and panel is held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Held {
    /// The column of the window.
    pub x: u16,
    /// The offset that the map leads to from there, as long as nothing was drawn.
    pub leads: Option<usize>,
}

/// What came of an effect.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Report {
    /// The text went to the terminal, which may or may not have put it on the clipboard.
    Copied,
    /// The article's statements were written there.
    Exported(PathBuf),
    /// The file is there already.
    Exists(PathBuf),
    /// The corrections are written; all of them, if another reader had added some.
    Kept(Option<Log>),
    /// The corrections are written, beside the article.
    KeptBeside(PathBuf),
    /// The corrections could not be written.
    Unkept {
        /// Why.
        why: String,
        /// Whether they could be kept beside the article instead.
        elsewhere: bool,
    },
    /// It failed; what to say.
    Failed(String),
}

impl Action {
    /// Its name in the settings: what it is called here, in small letters with hyphens.
    pub fn name(&self) -> String {
        let mut name = String::new();
        for c in format!("{self:?}").chars().filter(|c| *c != ')') {
            if (c.is_uppercase() || c == '(') && !name.is_empty() {
                name.push('-');
            }
            name.extend(c.to_lowercase().filter(|c| *c != '('));
        }
        name
    }

    /// What it does, for help and README.
    pub fn description(&self) -> &'static str {
        match self {
            Self::LineDown => "one line down",
            Self::LineUp => "one line up",
            Self::HalfDown => "half a page down",
            Self::HalfUp => "half a page up",
            Self::PageDown => "a page down",
            Self::PageUp => "a page up",
            Self::Top => "to the start",
            Self::Bottom => "to the end",
            Self::NextStatement => "next statement",
            Self::PreviousStatement => "previous statement",
            Self::NextSame => "next statement of the same voice",
            Self::PreviousSame => "previous statement of the same voice",
            Self::NextTurn => "next change of voice",
            Self::PreviousTurn => "previous change of voice",
            Self::Voice(_) => "next statement of that voice",
            Self::SwitchPane => "between article and voices",
            Self::Open => "in the voices: go to the statement, fold the voice",
            Self::FoldAll => "fold or unfold all voices",
            Self::Back => "back to where you jumped from",
            Self::Forward => "forward again",
            Self::Search => "search (small letters match both cases)",
            Self::ToggleRegex => "while searching: a regular expression, or plain words",
            Self::NextMatch => "next match",
            Self::PreviousMatch => "previous match",
            Self::Why => "why: what the statement rests on",
            Self::Mark => "mark the statement, or no longer",
            Self::Note => "write a note on it",
            Self::Marks => "list what you marked, to go there",
            Self::Correct => "correct the statement or the voice, or add a statement",
            Self::Likewise => "after another speaker: the same for the statements that went wrong likewise",
            Self::Undo => "undo the last correction, mark or note",
            Self::Redo => "redo it",
            Self::Corrections => "list your corrections, marks and notes as they were made",
            Self::Copy => "copy the statement with its source",
            Self::Export => "export the statements shown (Markdown, or what the name ends in)",
            Self::ToggleMind => "show or hide states of mind (hopes, beliefs, plans)",
            Self::OnlyVoice => "only this voice, the text folded to its words; again: all voices",
            Self::NextWords => "all statements, quoted ones only, first-hand ones only",
            Self::Narrow => "choose what to show: words, acts, sureness, speakers",
            Self::Term => "show only statements with certain words",
            Self::Toggle => "show it alone, or no longer",
            Self::FoldText => "fold the text to the statements shown, with a line around each",
            Self::ShowAll => "show everything again",
            Self::ToggleLens => "the writer's framing: neutral, distancing (claimed), factive (admitted), …",
            Self::Balance => "balance: each voice's share, verbs and framing",
            Self::Lists => "lists: silences, sources without a name, relays, who speaks of whom",
            Self::ReadTogether => "dossier: the articles of the list together, what several quote and who is in them",
            Self::Wider => "wider text",
            Self::Narrower => "narrower text",
            Self::Space => "a blank line between lines, or none",
            Self::Articles => "other articles: the list; there, a file or address to type",
            Self::NextArticle => "next article of the list",
            Self::PreviousArticle => "previous article of the list",
            Self::NextTheme => "next theme",
            Self::ToggleMouse => "mouse on or off (off leaves selecting to the terminal)",
            Self::Help => "this help",
            Self::Redraw => "draw the screen anew",
            Self::Suspend => "suspend; `fg` returns",
            Self::Escape => "one step back: close, leave the voices, clear the search, show everything",
            Self::Quit => "quit",
            Self::Complete => "complete the path",
            Self::Accept => "take what is typed",
            Self::Yes => "yes",
            Self::No => "no",
            Self::Insert(_) => "type a character",
            Self::Paste(_) => "paste",
            Self::Erase => "delete a character",
            Self::EraseWord => "delete a word",
            Self::EraseLine => "delete all",
            Self::CursorLeft => "cursor left",
            Self::CursorRight => "cursor right",
            Self::CursorHome => "cursor to the start",
            Self::CursorEnd => "cursor to the end",
            Self::Resize(..) => "a new size",
            Self::ClickText(_) => "go to the statement clicked",
            Self::Grab(_) => "hold the line between text and voices",
            Self::Divide(_) => "draw it there",
            Self::Release => "let go of it; on the map, go to the part of the text clicked",
            Self::ClickPanel(_) => "go to the voice or statement clicked",
            Self::Wheel(..) => "scroll",
            Self::Told(_) => "news",
        }
    }
}
