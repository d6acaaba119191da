//! Corrections, come what may: whatever is corrected, undone, redone, closed and opened again while the article is edited,
//! no correction is lost, none is found at other words, and none whose words still stand alone fails to apply.
//!
//! The article of the model is a list of paragraphs. Which correction was made of which paragraph is remembered by the
//! paragraph's words, so a copy of a paragraph is as good as the paragraph itself.
#![cfg(feature = "keep")]

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::{collection, sample::Index};
use tempfile::TempDir;
use whosaid::analysis::{Analysis, Class, Layer, Statement};
use whosaid::corrections::shelf::Shelf;
use whosaid::corrections::{Aliases, Anchor, Correction, Log, Who, Words, apply};
use whosaid::store::Folders;
use whosaid::{Article, Span, analyze};

/// What somebody does to the article, or to what the engine found in it.
#[derive(Clone, Debug)]
enum Step {
    Insert(Index, Kind),
    Remove(Index),
    Move(Index, Index),
    Copy(Index, Index),
    Reword(Index),
    Correct(Index, Change),
    Undo,
    Redo,
    Reopen,
}

/// How a paragraph tells who said what. The short ones look alike, wherever they stand.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Quoted,
    Reported,
    Told,
    Short,
}

#[derive(Clone, Copy, Debug)]
enum Change {
    Speaker,
    Unknown,
    Shorten,
    Drop,
    Add,
    Rename,
    Mark,
    Unmark,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let index = any::<Index>;
    let kind = prop_oneof![Just(Kind::Quoted), Just(Kind::Reported), Just(Kind::Told), Just(Kind::Short)];
    let change = prop_oneof![
        4 => Just(Change::Speaker),
        1 => Just(Change::Unknown),
        2 => Just(Change::Shorten),
        2 => Just(Change::Drop),
        2 => Just(Change::Add),
        1 => Just(Change::Rename),
        3 => Just(Change::Mark),
        1 => Just(Change::Unmark),
    ];
    let step = prop_oneof![
        3 => (index(), kind).prop_map(|(at, kind)| Step::Insert(at, kind)),
        2 => index().prop_map(Step::Remove),
        2 => (index(), index()).prop_map(|(from, to)| Step::Move(from, to)),
        1 => (index(), index()).prop_map(|(from, to)| Step::Copy(from, to)),
        1 => index().prop_map(Step::Reword),
        8 => (index(), change).prop_map(|(at, change)| Step::Correct(at, change)),
        3 => Just(Step::Undo),
        2 => Just(Step::Redo),
        4 => Just(Step::Reopen),
    ];
    collection::vec(step, 1..30)
}

/// What the model knows of a correction.
#[derive(Clone, Debug)]
struct Made {
    correction: Change,
    summary: String,
    /// The paragraph it was made of.
    paragraph: String,
    /// Whom it names.
    name: String,
}

impl Made {
    /// Whether it is about everybody of a name, wherever that stands.
    fn is_of_a_name(&self) -> bool {
        matches!(self.correction, Change::Rename)
    }

    /// Whether it leaves the statements as they are.
    fn is_of_no_statement(&self) -> bool {
        matches!(self.correction, Change::Rename | Change::Mark | Change::Unmark)
    }
}

struct World {
    home: TempDir,
    paragraphs: Vec<String>,
    /// Paragraphs that once stood in the article more than once, and could not be told apart.
    copied: HashSet<String>,
    count: usize,
    made: Vec<Made>,
    done: usize,
    article: Article,
    found: Analysis,
    shelf: Shelf,
    log: Log,
}

impl World {
    fn new() -> Self {
        let home = TempDir::new().unwrap();
        let article = Article::from_plain_text("", "-");
        let shelf = Shelf::open(&article, None).unwrap().0;
        let (found, log) = (Analysis::default(), Log::default());
        let (paragraphs, copied, made) = (Vec::new(), HashSet::new(), Vec::new());
        let mut world = Self { home, paragraphs, copied, count: 0, made, done: 0, article, found, shelf, log };
        for kind in [Kind::Quoted, Kind::Reported, Kind::Short, Kind::Told, Kind::Quoted] {
            let paragraph = world.paragraph(kind);
            world.paragraphs.push(paragraph);
        }
        world.open();
        world
    }

    fn path(&self) -> PathBuf {
        self.home.path().join("article.txt")
    }

    /// Words that stand nowhere else.
    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 10] = ["ba", "do", "ki", "lu", "ne", "ra", "so", "ti", "vu", "ze"];
        self.count += 1;
        let digits = format!("{:03}", self.count);
        digits.bytes().map(|digit| SYLLABLES[usize::from(digit - b'0')]).collect()
    }

    fn paragraph(&mut self, kind: Kind) -> String {
        let word = self.word();
        let who = ["Ana Ruiz", "Per Lund", "Kari Holm"][self.count % 3];
        match kind {
            Kind::Quoted => format!("“The {word} is late,” said {who}."),
            Kind::Reported => format!("{who} said that the {word} had been late."),
            Kind::Told => format!("The {word} came at noon and left again."),
            Kind::Short => format!("“No,” said {who}."),
        }
    }

    /// Writes the article and opens it as the program does.
    fn open(&mut self) {
        let text = format!("Harbour closed for a week\n\n{}\n", self.paragraphs.join("\n\n"));
        fs::write(self.path(), &text).unwrap();
        for (n, paragraph) in self.paragraphs.iter().enumerate() {
            if self.paragraphs[..n].contains(paragraph) {
                self.copied.insert(paragraph.clone());
            }
        }
        self.article = Article::from_plain_text(&text, self.path().to_str().unwrap());
        self.found = analyze(&self.article);
        (self.shelf, self.log) = Shelf::open(&self.article, Some(&Folders::under(self.home.path()))).unwrap();
    }

    fn keep(&mut self) {
        self.shelf.save(&self.log).unwrap();
    }

    fn act(&mut self, step: &Step) {
        let edits = !matches!(step, Step::Correct(..) | Step::Undo | Step::Redo);
        let length = self.paragraphs.len();
        match step {
            Step::Insert(at, kind) => {
                let paragraph = self.paragraph(*kind);
                self.paragraphs.insert(at.index(length + 1), paragraph);
            }
            Step::Remove(at) if length > 1 => drop(self.paragraphs.remove(at.index(length))),
            Step::Move(from, to) => {
                let paragraph = self.paragraphs.remove(from.index(length));
                self.paragraphs.insert(to.index(length), paragraph);
            }
            Step::Copy(from, to) => {
                let paragraph = self.paragraphs[from.index(length)].clone();
                self.paragraphs.insert(to.index(length + 1), paragraph);
            }
            Step::Reword(at) => self.paragraphs[at.index(length)] = self.paragraph(Kind::Reported),
            Step::Correct(at, change) => self.correct(at.index(length), *change),
            Step::Undo => {
                if self.log.undo().is_some() {
                    self.done -= 1;
                    self.keep();
                }
            }
            Step::Redo => {
                if self.log.redo().is_some() {
                    self.done += 1;
                    self.keep();
                }
            }
            Step::Remove(_) | Step::Reopen => {}
        }
        if edits {
            self.open();
        }
    }

    /// Corrects a paragraph, as the reader does: what does not apply at once is not taken.
    fn correct(&mut self, at: usize, change: Change) {
        let paragraph = self.paragraphs[at].clone();
        let span = self.spans()[at];
        let now = apply(&self.article, self.found.clone(), &Aliases::default(), self.log.in_force()).analysis;
        let here =
            now.statements.iter().map(AsRef::as_ref).find(|statement: &&Statement| span.covers(statement.content[0]));
        self.count += 1;
        let name = format!("Speaker {}", self.count);
        let correction = match (change, here) {
            (Change::Speaker, Some(statement)) => {
                let (statement, speaker) = (Words::of(&self.article, statement), Some(Who::named(&name)));
                match self.count % 2 {
                    0 => Correction::Speaker { statement, speaker },
                    _ => Correction::Speakers { statements: vec![statement], speaker },
                }
            }
            (Change::Unknown, Some(statement)) => {
                Correction::Speaker { statement: Words::of(&self.article, statement), speaker: None }
            }
            (Change::Shorten, Some(statement)) => {
                let first = statement.content[0];
                let Some(end) = self.article.slice(first).rfind(' ') else { return };
                let content = vec![Anchor::of(&self.article, Span::new(first.start(), first.start() + end))];
                let speaker = statement.actor.map(|actor| Who::of(&self.article, &now, actor));
                Correction::Extent { statement: Words::of(&self.article, statement), content, speaker }
            }
            (Change::Mark, Some(statement)) => {
                Correction::Mark { statement: Words::of(&self.article, statement), note: Some(name.clone()) }
            }
            (Change::Unmark, Some(statement)) => Correction::Unmark { statement: Words::of(&self.article, statement) },
            (Change::Drop, Some(statement)) => Correction::Drop { statement: Words::of(&self.article, statement) },
            (Change::Rename, Some(Statement { actor: Some(actor), .. })) => {
                let actor = Who::of(&self.article, &now, *actor);
                if actor.name.starts_with("Speaker") {
                    return;
                }
                Correction::Rename { actor, name: format!("Renamed {}", self.count) }
            }
            (Change::Add, None) => {
                let content = vec![Anchor::of(&self.article, span)];
                let (class, layer) = (Class::Say, Layer::Speech);
                let statement = Words { content, cue: None, source: None, class, layer, negated: false };
                Correction::Add { statement, speaker: Some(Who::named(&name)) }
            }
            _ => return,
        };
        let mut log = self.log.clone();
        let summary = correction.summary();
        log.push(correction);
        let applied = apply(&self.article, self.found.clone(), &Aliases::default(), log.in_force());
        if applied.idle.contains(&(log.in_force().len() - 1)) {
            return;
        }
        self.log = log;
        self.made.truncate(self.done);
        self.made.push(Made { correction: change, summary, paragraph, name });
        self.done += 1;
        self.keep();
    }

    /// Where the paragraphs of the model stand.
    fn spans(&self) -> Vec<Span> {
        let spans: Vec<_> = self.article.paragraphs().iter().map(|paragraph| paragraph.span).skip(1).collect();
        assert_eq!(spans.len(), self.paragraphs.len());
        spans
    }

    fn check(&self) {
        let summaries: Vec<_> = self.log.all().iter().map(Correction::summary).collect();
        assert_eq!(summaries, self.made.iter().map(|made| made.summary.clone()).collect::<Vec<_>>(), "none is lost");
        assert_eq!(self.log.in_force().len(), self.done);

        let applied = apply(&self.article, self.found.clone(), &Aliases::default(), self.log.in_force());
        let in_force = &self.made[..self.done];
        for (n, made) in in_force.iter().enumerate() {
            let stands = self.paragraphs.iter().filter(|paragraph| **paragraph == made.paragraph).count();
            let idle = applied.idle.contains(&n);
            if stands == 0 && !made.is_of_a_name() {
                assert!(idle, "{made:?} is found at other words in\n{}", self.article.text());
            }
            let short = made.paragraph.starts_with("“No");
            if stands == 1 && !short && !self.copied.contains(&made.paragraph) && !made.is_of_a_name() {
                assert!(!idle, "{made:?} is lost in\n{}", self.article.text());
            }
        }
        for (paragraph, span) in self.paragraphs.iter().zip(self.spans()) {
            let own: Vec<_> = (0..self.done).filter(|&n| in_force[n].paragraph == *paragraph).collect();
            let inside = |statement: &&Statement| span.covers(statement.content[0]);
            let now: Vec<_> = applied.analysis.statements.iter().map(AsRef::as_ref).filter(inside).collect();
            let named = |statement: &Statement| {
                statement.actor.map(|actor| applied.analysis.actors[actor].called(&self.article).to_owned())
            };
            for statement in &now {
                let name = named(statement).unwrap_or_default();
                let by = in_force.iter().find(|made| made.name == name);
                assert!(by.is_none_or(|by| by.paragraph == *paragraph), "{by:?} is misplaced at {paragraph:?}");
            }
            if own.iter().all(|&n| in_force[n].is_of_no_statement()) {
                let found: Vec<_> =
                    self.found.statements.iter().map(AsRef::as_ref).filter(inside).map(|s| &s.content).collect();
                assert_eq!(now.iter().map(|s| &s.content).collect::<Vec<_>>(), found, "nobody corrected {paragraph:?}");
                assert!(now.iter().all(|statement| !statement.is_corrected()), "nobody corrected {paragraph:?}");
            }
        }
        for mark in &applied.analysis.marks {
            let made = in_force.iter().find(|made| mark.note.as_ref() == Some(&made.name)).unwrap();
            let at = self.spans().iter().position(|span| span.covers(mark.content[0])).unwrap();
            assert_eq!(self.paragraphs[at], made.paragraph, "a mark is misplaced");
        }
        self.check_last_words(&applied.analysis, &applied.idle);
    }

    /// The last word on a paragraph holds.
    fn check_last_words(&self, now: &Analysis, idle: &[usize]) {
        for (paragraph, span) in self.paragraphs.iter().zip(self.spans()) {
            let mut own = (0..self.done).filter(|n| self.made[*n].paragraph == *paragraph && !idle.contains(n));
            let stands = self.paragraphs.iter().filter(|other| *other == paragraph).count();
            let Some(last) = own.next_back().filter(|_| stands == 1) else { continue };
            let made = &self.made[last];
            let here = now.statements.iter().filter(|statement| span.covers(statement.content[0]));
            let names: Vec<_> = here.map(|s| s.actor.map(|actor| now.actors[actor].called(&self.article))).collect();
            match made.correction {
                Change::Speaker | Change::Add => assert!(names.contains(&Some(&made.name)), "{made:?}: {names:?}"),
                Change::Unknown => assert!(names.contains(&None), "{made:?}: {names:?}"),
                Change::Mark => {
                    let mut notes = now.marks.iter().filter_map(|mark| mark.note.as_ref());
                    assert!(notes.any(|note| *note == made.name), "{made:?}: {:?}", now.marks);
                }
                Change::Unmark => {
                    assert!(!now.marks.iter().any(|mark| span.covers(mark.content[0])), "{made:?}: {:?}", now.marks);
                }
                Change::Drop | Change::Shorten | Change::Rename => {}
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, max_shrink_iters: 4000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_correction_is_lost_or_misplaced(steps in steps()) {
        let mut world = World::new();
        world.check();
        for step in &steps {
            world.act(step);
            world.check();
        }
    }
}
