//! What an analysis says: statements, actors, names, silences. Every part of it is a [`Span`] of the article.

use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::{Serialize, Serializer};

use crate::text::{Article, Span};

/// Index into [`Analysis::actors`].
pub type ActorId = usize;
/// Index into [`Analysis::statements`].
pub type StatementId = usize;

/// Who said what in one article. Statements and actors know each other by their indices.
///
/// ```
/// use whosaid::{Article, analyze};
///
/// let text = "Ana Ruiz, the harbour master, said the port was closed. Bo Li declined to comment.";
/// let article = Article::from_plain_text(text, "example");
/// let analysis = analyze(&article);
/// let ruiz = analysis.actors.iter().find(|actor| !actor.statements.is_empty()).unwrap();
/// assert_eq!(article.slice(ruiz.role.unwrap()), "harbour master");
/// assert_eq!(article.slice(analysis.statements[ruiz.statements[0]].content[0]), "the port was closed");
/// assert_eq!(analysis.silences.len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// All statements, by first byte of their content, then the longer first (a nested one follows its parent). Each is
    /// shared with the copies of the analysis in which it is the same: a corrected copy costs no more than what it changes.
    pub statements: Vec<Arc<Statement>>,
    /// All actors, by first mention.
    pub actors: Vec<Actor>,
    /// All names, by position; they may nest. Shared in the same way.
    pub entities: Arc<Vec<Entity>>,
    /// Refusals to speak, by position.
    pub silences: Vec<Silence>,
    /// What the person who reads marked, by position.
    pub marks: Vec<Mark>,
    /// What a [`Filter`](crate::Filter) kept of it, in words; nothing if it is whole.
    pub selection: Option<String>,
}

impl Analysis {
    /// Whether the person who reads has corrected anything in it.
    pub fn is_corrected(&self) -> bool {
        self.statements.iter().any(|statement| statement.is_corrected())
            || self.actors.iter().any(|actor| actor.corrected)
    }

    /// The mark on a statement.
    pub fn mark_on(&self, id: StatementId) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.statement == Some(id))
    }

    /// The same with some of its statements, given in order and numbered anew, and some of its silences. Marks go
    /// with their statements; actors and names stay, and so do their numbers.
    #[must_use]
    pub fn keeping(&self, kept: &[StatementId], silences: Vec<Silence>, selection: String) -> Self {
        let renumbered = |id: StatementId| kept.binary_search(&id).ok();
        let statement = |&id: &StatementId| {
            let mut statement = Arc::clone(&self.statements[id]);
            let parent = statement.parent.and_then(renumbered);
            if parent != statement.parent {
                Arc::make_mut(&mut statement).parent = parent;
            }
            statement
        };
        let actor = |actor: &Actor| Actor {
            statements: actor.statements.iter().copied().filter_map(renumbered).collect(),
            ..actor.clone()
        };
        let mark = |mark: &Mark| Some(Mark { statement: Some(renumbered(mark.statement?)?), ..mark.clone() });
        Self {
            marks: self.marks.iter().filter_map(mark).collect(),
            statements: kept.iter().map(statement).collect(),
            actors: self.actors.iter().map(actor).collect(),
            entities: self.entities.clone(),
            silences,
            selection: Some(selection),
        }
    }
}

/// How much of a statement's content stands between quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Mode {
    /// All of it.
    Direct,
    /// Part of it.
    Mixed,
    /// None of it.
    Indirect,
}

/// Speech acts, or states of mind that the writer reports.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Layer {
    /// Saying, writing, asking, promising, warning, ruling aloud.
    Speech,
    /// Belief, hope, want, plan, support.
    Mind,
}

/// The kind of act, from the cue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Class {
    /// say, tell, add, "according to"
    Say,
    /// claim, argue, insist
    Assert,
    /// deny, reject, dispute
    Deny,
    /// warn, predict, fear
    Warn,
    /// ask, wonder
    Ask,
    /// urge, call for, propose
    Urge,
    /// promise, vow, plan
    Promise,
    /// admit, acknowledge
    Admit,
    /// announce, reveal, confirm
    Announce,
    /// praise, welcome, support
    Praise,
    /// criticise, accuse, blame
    Criticise,
    /// think, believe, hope
    Think,
    /// show, find (documents, polls)
    Show,
    /// rule, order, decide with force
    Rule,
    /// decline, refuse
    Refuse,
    /// shout, whisper, laugh: beside a quote only
    Manner,
}

/// A statement: content that the text presents as coming from someone, through a visible signal.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// The words that name its source beside the cue (`the minister`, `she`).
    pub source: Option<Span>,
    /// The words that signal the attribution (`said`, `according to`, a colon).
    pub cue: Option<Span>,
    /// What is attributed, in one or more pieces, in text order, never empty.
    pub content: Vec<Span>,
    /// The actor behind the source.
    pub actor: Option<ActorId>,
    /// How much of it is quoted.
    pub mode: Mode,
    /// Speech or mind.
    pub layer: Layer,
    /// The kind of act.
    pub class: Class,
    /// Whether the act is denied or refused ("did not say", "denied").
    pub negated: bool,
    /// The actor that passed it on.
    pub via: Option<ActorId>,
    /// The words that name whom it was said to.
    pub addressee: Option<Span>,
    /// The statement that this one lies inside of.
    pub parent: Option<StatementId>,
    /// How likely it is right, from 0 to 1.
    pub confidence: f32,
    /// What it rests on, in the order it was found.
    pub why: Vec<Reason>,
}

/// Below this confidence, one time in four or more, a statement is wrong.
const UNCERTAIN_BELOW: f32 = 0.75;

impl Statement {
    /// Whether it is to be marked as uncertain where it is shown.
    pub fn is_uncertain(&self) -> bool {
        self.confidence < UNCERTAIN_BELOW
    }

    /// Whether the person who reads has corrected it, or added it.
    pub fn is_corrected(&self) -> bool {
        self.why.iter().any(|reason| reason.rule.is_readers())
    }

    /// The span from the first to the last of its words: source, cue and content together.
    pub fn extent(&self) -> Span {
        let parts = self.source.iter().chain(&self.cue).chain(&self.content).copied();
        parts.reduce(Span::join).unwrap_or_default()
    }
}

/// A step that led to a statement or its actor: the rule, and the words it rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reason {
    /// Which rule.
    pub rule: Rule,
    /// The words.
    pub span: Span,
}

/// The rules that a [`Reason`] can name. More will come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// `Ruiz said …`
    SubjectBeforeCue,
    /// `“…,” said Ruiz`
    SubjectAfterCue,
    /// `Ruiz, the harbour master, said …`
    SubjectWithApposition,
    /// `Ruiz, who said …`
    RelativeClause,
    /// `Ruiz rose and said …`
    SharedSubject,
    /// `…, adding that …`
    ParticipleSubject,
    /// `accused by Ruiz`
    PassiveBy,
    /// The cue is in the lexicon.
    ReportingVerb,
    /// A verb that the lexicon does not know stands beside a quotation.
    UnlistedVerb,
    /// `her claim that …`
    ReportingNoun,
    /// `“…,” said Ruiz`
    QuoteBeforeCue,
    /// `Ruiz said, “…”`
    QuoteAfterCue,
    /// `“…,” Ruiz said, “…”`
    SplitQuote,
    /// A further quotation of the paragraph without a cue of its own.
    QuoteGoesOn,
    /// The last paragraph's quotation stayed open.
    ParagraphGoesOn,
    /// A quoted paragraph after another with a speaker.
    SpeakerGoesOn,
    /// `Ruiz runs the port. “…”`
    SubjectNearby,
    /// Nobody can tell whose it is.
    OrphanQuote,
    /// `Ruiz was blunt: “No.”`
    Colon,
    /// `“…” — Ana Ruiz`
    DashByline,
    /// `RUIZ: …`
    Transcript,
    /// `according to Ruiz`
    AccordingTo,
    /// `…, as she put it`
    AsClause,
    /// `said that …`
    ThatClause,
    /// `said the port was closed`
    BareClause,
    /// `promised to …`
    Infinitive,
    /// `denied the claim`
    NounPhrase,
    /// `The port was closed, Ruiz said.`
    TrailingCue,
    /// `declined to comment`
    Silence,
    /// The trained model reads these words as a cue.
    LearnedCue,
    /// The trained model reads these words as the source of the cue.
    LearnedSource,
    /// The trained model reads these words as what is attributed.
    LearnedContent,
    /// `The mayor, Kari Lund,` means Kari Lund.
    Apposition,
    /// `the minister` for someone called a minister.
    Description,
    /// `he` for the last speaker.
    PronounOfSpeaker,
    /// `he` for somebody named before.
    PronounOfSubject,
    /// `Ruiz's reply`
    Possessor,
    /// `you` in a conversation.
    Addressed,
    /// Who else a pronoun might stand for.
    SecondChoice,
    /// `Ruiz, who`
    RelativeAntecedent,
    /// `I` inside of a quotation.
    FirstPerson,
    /// The person who reads says that it is a statement of this speaker.
    ReaderSpeaker,
    /// The person who reads says where its words begin and end.
    ReaderContent,
    /// The person who reads added it.
    ReaderAdded,
}

/// What an actor is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum ActorKind {
    /// A named person.
    Person,
    /// A named organization, government, outlet.
    Organization,
    /// A place that speaks and is no government.
    Place,
    /// A group of people ("residents", "both sides").
    Group,
    /// A report, poll, letter, study.
    Document,
    /// A single person without a name ("a senior official").
    Unnamed,
}

/// Someone or something that statements come from, or that the text names.
#[derive(Clone, PartialEq, Debug)]
pub struct Actor {
    /// The fullest name the article gives.
    pub name: Span,
    /// What it is.
    pub kind: ActorKind,
    /// Its role, in the article's words.
    pub role: Option<Span>,
    /// Its other names and descriptions (no pronouns), one span for each different wording.
    pub aliases: Vec<Span>,
    /// Every place that means it, in order, pronouns too.
    pub mentions: Vec<Mention>,
    /// Its statements, in order.
    pub statements: Vec<StatementId>,
    /// What the person who reads calls it; these words need not stand in the article.
    pub given: Option<String>,
    /// Whether the person who reads named it, joined or parted it, or changed its kind.
    pub corrected: bool,
}

impl Actor {
    /// What it is called: by the person who reads, or else by the article.
    pub fn called<'a>(&'a self, article: &'a Article) -> &'a str {
        self.given.as_deref().unwrap_or_else(|| article.slice(self.name))
    }
}

/// How a mention refers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum MentionKind {
    /// By name.
    Name,
    /// By description ("the minister").
    Nominal,
    /// By pronoun.
    Pronoun,
}

/// One place in the text that means an actor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// How they refer.
    pub kind: MentionKind,
}

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum EntityKind {
    /// A person.
    Person,
    /// A company, party, government body, outlet, team.
    Organization,
    /// A country, town, river, building.
    Place,
    /// A people, religion, movement ("Romanians", "Democrats").
    Group,
    /// A law, book, film, treaty.
    Work,
    /// Anything else with a name.
    Other,
}

/// A name in the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entity {
    /// The words.
    pub span: Span,
    /// What it names.
    pub kind: EntityKind,
    /// The actor it means.
    pub actor: Option<ActorId>,
}

/// A refusal to speak ("declined to comment").
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Silence {
    /// Who kept silent.
    pub actor: Option<ActorId>,
    /// The words that say so.
    pub span: Span,
}

/// Words that the person who reads marked, to come back to them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// They, in one or more pieces.
    pub content: Vec<Span>,
    /// The statement that they are; nothing where none is found there any more.
    pub statement: Option<StatementId>,
    /// What was written beside them.
    pub note: Option<String>,
}

macro_rules! names {
    ($($kind:ty { $($variant:ident => $name:literal),+ $(,)? })+) => {$(
        impl $kind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in exports and lexicons.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The one of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }

        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = String::deserialize(deserializer)?;
                let known = || Self::ALL.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
                Self::from_name(&name).ok_or_else(|| D::Error::custom(format!("{name:?} is none of {}", known())))
            }
        }
    )+};
}

names! {
    Mode { Direct => "direct", Mixed => "mixed", Indirect => "indirect" }
    Layer { Speech => "speech", Mind => "mind" }
    Class {
        Say => "say", Assert => "assert", Deny => "deny", Warn => "warn", Ask => "ask", Urge => "urge",
        Promise => "promise", Admit => "admit", Announce => "announce", Praise => "praise", Criticise => "criticise",
        Think => "think", Show => "show", Rule => "rule", Refuse => "refuse", Manner => "manner",
    }
    ActorKind {
        Person => "person", Organization => "organization", Place => "place", Group => "group",
        Document => "document", Unnamed => "unnamed",
    }
    EntityKind {
        Person => "person", Organization => "organization", Place => "place", Group => "group", Work => "work", Other => "other",
    }
    Rule {
        SubjectBeforeCue => "subject-before-cue",
        SubjectAfterCue => "subject-after-cue",
        SubjectWithApposition => "subject-with-apposition",
        RelativeClause => "relative-clause",
        SharedSubject => "shared-subject",
        ParticipleSubject => "participle-subject",
        PassiveBy => "passive-by",
        ReportingVerb => "reporting-verb",
        UnlistedVerb => "unlisted-verb",
        ReportingNoun => "reporting-noun",
        QuoteBeforeCue => "quote-before-cue",
        QuoteAfterCue => "quote-after-cue",
        SplitQuote => "split-quote",
        QuoteGoesOn => "quote-goes-on",
        ParagraphGoesOn => "paragraph-goes-on",
        SpeakerGoesOn => "speaker-goes-on",
        SubjectNearby => "subject-nearby",
        OrphanQuote => "orphan-quote",
        Colon => "colon",
        DashByline => "dash-byline",
        Transcript => "transcript",
        AccordingTo => "according-to",
        AsClause => "as-clause",
        ThatClause => "that-clause",
        BareClause => "bare-clause",
        Infinitive => "infinitive",
        NounPhrase => "noun-phrase",
        TrailingCue => "trailing-cue",
        Silence => "silence",
        LearnedCue => "learned-cue",
        LearnedSource => "learned-source",
        LearnedContent => "learned-content",
        Apposition => "apposition",
        Description => "description",
        PronounOfSpeaker => "pronoun-of-speaker",
        PronounOfSubject => "pronoun-of-subject",
        Possessor => "possessor",
        Addressed => "addressed",
        SecondChoice => "second-choice",
        RelativeAntecedent => "relative-antecedent",
        FirstPerson => "first-person",
        ReaderSpeaker => "reader-speaker",
        ReaderContent => "reader-content",
        ReaderAdded => "reader-added",
    }
}

impl Rule {
    /// Whether it is a decision of the person who reads, and none of the engine.
    pub fn is_readers(self) -> bool {
        matches!(self, Self::ReaderSpeaker | Self::ReaderContent | Self::ReaderAdded)
    }

    /// What it means, for a reader.
    pub fn explain(self) -> &'static str {
        match self {
            Self::SubjectBeforeCue => "the speaker stands before the verb",
            Self::SubjectAfterCue => "the speaker stands behind the verb",
            Self::SubjectWithApposition => "the speaker stands before the verb, with words between that tell who it is",
            Self::RelativeClause => "a relative clause: the speaker is the one it tells of",
            Self::SharedSubject => "the verb shares the subject of an earlier one in the sentence",
            Self::ParticipleSubject => "a participle: the speaker is the subject of the main clause",
            Self::PassiveBy => "a passive: the speaker stands behind “by”",
            Self::ReportingVerb => "a reporting verb",
            Self::UnlistedVerb => "a verb beside a quotation; it is not among the known reporting verbs",
            Self::ReportingNoun => "a noun that names an act of speaking",
            Self::QuoteBeforeCue => "the quotation stands before the verb that attributes it",
            Self::QuoteAfterCue => "the quotation follows the verb that attributes it",
            Self::SplitQuote => "the quotation goes on behind the verb",
            Self::QuoteGoesOn => "the quotation goes on, with no new speaker named",
            Self::ParagraphGoesOn => "the quotation of the paragraph before was left open: the same speaker goes on",
            Self::SpeakerGoesOn => "a quotation without a cue: likely the last speaker",
            Self::SubjectNearby => "a quotation without a cue: likely the one of whom the sentence before tells",
            Self::OrphanQuote => "a quotation without a cue or a likely speaker",
            Self::Colon => "a colon introduces the words",
            Self::DashByline => "a dash and a name behind the quotation",
            Self::Transcript => "the label of a speaker opens the paragraph",
            Self::AccordingTo => "a phrase that names where the words come from",
            Self::AsClause => "a phrase with “as” that names the speaker",
            Self::ThatClause => "a clause with “that”, “whether” or a question word follows the verb",
            Self::BareClause => "a clause follows the verb",
            Self::Infinitive => "an infinitive follows the verb",
            Self::NounPhrase => "the object of the verb is the content",
            Self::TrailingCue => "the attribution follows the clause",
            Self::Silence => "words that tell of a refusal to speak",
            Self::LearnedCue => "words that read like a sign that someone says or thinks something",
            Self::LearnedSource => "words that read like the one who says it",
            Self::LearnedContent => "words that read like what is said",
            Self::Apposition => "the name stands beside the description",
            Self::Description => "a description that fits somebody met in the text",
            Self::PronounOfSpeaker => "a pronoun: the nearest earlier speaker that it agrees with",
            Self::PronounOfSubject => "a pronoun: the nearest earlier mention that it agrees with",
            Self::Possessor => "whoever owns the words speaks",
            Self::Addressed => "in a conversation: the last other one to speak",
            Self::SecondChoice => "who came second",
            Self::RelativeAntecedent => "a relative pronoun: the one named right before it",
            Self::FirstPerson => "“I” or “we” means the speaker of the words around it",
            Self::ReaderSpeaker => "your own correction: who says it",
            Self::ReaderContent => "your own correction: where its words begin and end",
            Self::ReaderAdded => "added by you",
        }
    }
}
