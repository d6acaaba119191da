//! Several articles together on the screen: the quotes that several of them have, the voices over all of them, and the
//! articles themselves, a page each. What one stands on is an index; where one reads in it, an offset of its words.

mod look;
mod update;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

pub use look::{Choice, Exporter, look};
pub use update::Ask;

use super::keys::Context;
use super::prompt::Prompt;
use crate::counted::counted;
use crate::dossier::{Dossier, Item, Place};

/// What of the dossier is on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Page {
    /// What several articles quote.
    Quotes,
    /// Who says what over all articles.
    Voices,
    /// The articles, and those that could not be read.
    Articles,
}

impl Page {
    pub(super) const ALL: [Self; 3] = [Self::Quotes, Self::Voices, Self::Articles];

    /// The one behind it; behind the last the first.
    pub(super) fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }
}

/// Something that one can stand on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spot {
    /// How one article has a quote.
    Version {
        /// The index of the quote.
        quote: usize,
        /// That of the version in it.
        version: usize,
    },
    /// Somebody who says something, by index.
    Speaker(usize),
    /// A statement of the speaker above.
    Said(Place),
    /// An article, by index.
    Article(usize),
    /// One that could not be read, by index.
    Failure(usize),
}

/// An article that could not be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    /// What it is called.
    pub name: String,
    /// Why.
    pub why: String,
}

/// What lies over the footer and has the keyboard.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Dialog {
    /// A file name is typed.
    Export(Prompt),
    /// The file is there: overwrite it?
    Overwrite(PathBuf),
}

/// The dossier, and where one is in it.
#[derive(Debug)]
pub struct Together {
    pub(super) dossier: Dossier,
    /// What each of its articles lacks.
    pub(super) lacks: Vec<Vec<String>>,
    pub(super) failures: Vec<Failure>,
    /// The voices that say something, by index; nothing for the statements of nobody.
    pub(super) speakers: Vec<Option<usize>>,
    /// The statements of nobody.
    nobody: Vec<Place>,
    /// The speakers whose statements are shown.
    unfolded: BTreeSet<usize>,
    pub(super) page: Page,
    /// What one can stand on, a list for each page, and the index in it.
    spots: [Vec<Spot>; 3],
    cursors: [usize; 3],
    /// The offset in the words of what one stands on from which they are shown, where they are longer than the window.
    pub(super) eye: usize,
    pub(super) size: (u16, u16),
    pub(super) dialog: Option<Dialog>,
    /// What the footer says until the next key, and whether something failed.
    pub(super) message: Option<(String, bool)>,
}

impl Together {
    /// Opens a dossier: at its quotes, or at its voices where it has none. Each of its articles may lack something, and others
    /// could not be read.
    pub fn new(dossier: Dossier, lacks: Vec<Vec<String>>, failures: Vec<Failure>) -> Self {
        let shares = dossier.voices.iter().any(|voice| voice.articles() > 1);
        let page = if dossier.quotes.is_empty() && shares { Page::Voices } else { Page::Quotes };
        let mut together = Self {
            dossier,
            lacks,
            failures,
            speakers: Vec::new(),
            nobody: Vec::new(),
            unfolded: BTreeSet::new(),
            page,
            spots: Default::default(),
            cursors: [0; 3],
            eye: 0,
            size: (80, 24),
            dialog: None,
            message: None,
        };
        together.list();
        let lacking = together.lacks.iter().filter(|lacks| !lacks.is_empty()).count();
        let unread = together.failures.len();
        let told = [(unread, "not read"), (lacking, "perhaps not whole")];
        let told = told.into_iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told.map(|(count, what)| format!("{} {what}", counted(count, "article"))).collect();
        if !told.is_empty() {
            together.say(format!("{}: see Articles", told.join(", ")), true);
        }
        together
    }

    /// The dossier.
    pub fn dossier(&self) -> &Dossier {
        &self.dossier
    }

    /// Takes the articles out of it, each with what it lacks, for a dossier to be made anew; this one is then good for nothing
    /// but [`renewed`](Self::renewed).
    pub fn take_items(&mut self) -> Vec<(Item, Vec<String>)> {
        let lacks = std::mem::take(&mut self.lacks).into_iter().chain(std::iter::repeat_with(Vec::new));
        std::mem::take(&mut self.dossier.items).into_iter().zip(lacks).collect()
    }

    /// Whether some of the articles could not be read.
    pub fn has_failures(&self) -> bool {
        !self.failures.is_empty()
    }

    /// The same place in a dossier of the same articles that was made anew: on the same page, at the same words if they are
    /// still there, with the same voices unfolded.
    #[must_use]
    pub fn renewed(&self, dossier: Dossier, lacks: Vec<Vec<String>>, failures: Vec<Failure>) -> Self {
        let mut new = Self::new(dossier, lacks, failures);
        let name = |together: &Self, speaker: usize| together.speaker_name(speaker).map(str::to_owned);
        let names: Vec<_> = self.unfolded.iter().map(|&speaker| name(self, speaker)).collect();
        new.unfolded = (0..new.speakers.len()).filter(|&speaker| names.contains(&name(&new, speaker))).collect();
        (new.page, new.size, new.message) = (self.page, self.size, None);
        new.list();
        new.cursors = self.cursors;
        let last = |list: &Vec<Spot>| list.len().saturating_sub(1);
        new.cursors.iter_mut().zip(&new.spots).for_each(|(cursor, list)| *cursor = (*cursor).min(last(list)));
        new
    }

    /// Lists what one can stand on.
    fn list(&mut self) {
        let dossier = &self.dossier;
        self.nobody = dossier.unattributed();
        self.speakers = dossier.speaking().map(|(voice, _)| Some(voice)).collect();
        self.speakers.extend((!self.nobody.is_empty()).then_some(None));
        let quotes = dossier.quotes.iter().enumerate();
        let versions =
            quotes.flat_map(|(quote, of)| (0..of.versions.len()).map(move |version| Spot::Version { quote, version }));
        let articles = (0..dossier.items.len()).map(Spot::Article);
        let articles = articles.chain((0..self.failures.len()).map(Spot::Failure));
        self.spots = [versions.collect(), Vec::new(), articles.collect()];
        self.list_voices();
    }

    fn list_voices(&mut self) {
        let mut spots = Vec::new();
        for speaker in 0..self.speakers.len() {
            spots.push(Spot::Speaker(speaker));
            if self.unfolded.contains(&speaker) {
                spots.extend(self.statements(speaker).iter().copied().map(Spot::Said));
            }
        }
        self.spots[Page::Voices as usize] = spots;
    }

    /// What a speaker says.
    pub(super) fn statements(&self, speaker: usize) -> &[Place] {
        self.speakers[speaker].map_or(&self.nobody, |voice| &self.dossier.voices[voice].statements)
    }

    /// What a speaker is called; nothing for nobody.
    pub(super) fn speaker_name(&self, speaker: usize) -> Option<&str> {
        self.speakers[speaker].map(|voice| self.dossier.voices[voice].name.as_str())
    }

    /// The speaker of a statement, by index.
    pub(super) fn speaker_of(&self, (item, id): Place) -> Option<usize> {
        let actor = self.dossier.items[item].analysis.statements[id].actor?;
        let is_it = |speaker: &Option<usize>| {
            speaker.is_some_and(|voice| self.dossier.voices[voice].members.contains(&(item, actor)))
        };
        self.speakers.iter().position(is_it)
    }

    /// Whether the statements of a speaker are shown.
    pub(super) fn is_unfolded(&self, speaker: usize) -> bool {
        self.unfolded.contains(&speaker)
    }

    /// What one can stand on, on this page.
    pub(super) fn spots(&self) -> &[Spot] {
        &self.spots[self.page as usize]
    }

    /// The index of what one stands on.
    pub(super) fn cursor(&self) -> usize {
        self.cursors[self.page as usize]
    }

    /// What one stands on.
    pub fn spot(&self) -> Option<Spot> {
        self.spots().get(self.cursor()).copied()
    }

    /// Whether the articles have anything in common.
    pub(super) fn shares_nothing(&self) -> bool {
        self.dossier.quotes.is_empty() && self.dossier.voices.iter().all(|voice| voice.articles() < 2)
    }

    /// Says something until the next key; that something failed, if so told.
    pub fn say(&mut self, text: impl Into<String>, alert: bool) {
        self.message = Some((text.into(), alert));
    }

    /// What has the keyboard.
    pub fn context(&self) -> Context {
        match self.dialog {
            Some(Dialog::Export(_)) => Context::Prompt,
            Some(Dialog::Overwrite(_)) => Context::Confirm,
            None => Context::Dossier,
        }
    }

    /// Goes to the statement of an article whose words begin at an offset: where it is compared, if another article has it
    /// too, else among what its speaker says.
    pub fn go_to(&mut self, item: usize, offset: usize) {
        let begins = |place: &Place| {
            let statement = &self.dossier.items[place.0].analysis.statements[place.1];
            statement.content[0].start() == offset
        };
        let count = self.dossier.items[item].analysis.statements.len();
        let Some(place) = (0..count).map(|id| (item, id)).find(begins) else { return };
        let is_it = |spot: &Spot| matches!(*spot, Spot::Version { quote, version } if self.dossier.quotes[quote].versions[version].place == place);
        if let Some(at) = self.spots[Page::Quotes as usize].iter().position(is_it) {
            self.page = Page::Quotes;
            return self.stand(at);
        }
        let nobody = || self.speakers.iter().position(Option::is_none);
        let Some(speaker) = self.speaker_of(place).or_else(nobody) else { return };
        self.page = Page::Voices;
        self.unfolded.insert(speaker);
        self.list_voices();
        if let Some(at) = self.spots().iter().position(|spot| *spot == Spot::Said(place)) {
            self.stand(at);
        }
        self.say("No other article has these words.", false);
    }

    /// The statements of an article that others have too: where their words begin, in order, and the titles of those.
    pub fn elsewhere(&self, item: usize) -> Vec<(usize, Vec<String>)> {
        let dossier = &self.dossier;
        let mut elsewhere: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for quote in &dossier.quotes {
            for own in quote.versions.iter().filter(|version| version.place.0 == item) {
                let others = quote.versions.iter().map(|version| version.place.0).filter(|&other| other != item);
                elsewhere.entry(self.offset(own.place)).or_default().extend(others);
            }
        }
        let titles =
            |others: BTreeSet<usize>| others.into_iter().map(|item| dossier.title(item).into_owned()).collect();
        elsewhere.into_iter().map(|(offset, others)| (offset, titles(others))).collect()
    }
}
