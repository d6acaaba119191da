//! Choosing among the statements of an analysis: whose, of what kind, how sure, about what. It is what the flags of the
//! exports and the filters of the reader have in common, and knows neither.
//!
//! ```
//! use whosaid::{Article, Filter, analyze};
//!
//! let article = Article::from_plain_text("Ana Ruiz denied taking money. “We waited,” Bo Li said.", "example");
//! let analysis = analyze(&article);
//! let filter = Filter { by: vec!["li".to_owned()], ..Filter::default() };
//! let kept: Vec<_> = filter.statements(&article, &analysis).collect();
//! assert!(kept.iter().all(|&id| article.slice(analysis.statements[id].content[0]) == "“We waited,”"));
//! ```

use std::fmt::Write;

use regex::Regex;

use crate::analysis::{Actor, ActorId, Analysis, Class, Layer, Mode, Silence, Statement, StatementId};
use crate::counted::counted;
use crate::namesakes::namesakes;
use crate::text::Article;
use crate::text::search::pattern;

/// What a statement has to be. An empty list asks for nothing; several values of one list are alternatives; all lists
/// have to be met. The default lets everything pass.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Filter {
    /// Names of its actor, in part or whole ([`is_called`]).
    pub by: Vec<String>,
    /// The kinds of act.
    pub classes: Vec<Class>,
    /// How much of it is quoted.
    pub modes: Vec<Mode>,
    /// Speech or mind.
    pub layers: Vec<Layer>,
    /// Its least confidence, from 0 to 1.
    pub confidence: f32,
    /// What is looked for in its content, as the reader's search reads it; empty for nothing.
    pub term: String,
    /// Whether it has to come from its actor without another between: not relayed, not inside another's statement.
    pub first_hand: bool,
    /// Whether the person who reads has to have marked it.
    pub marked: bool,
}

impl Filter {
    /// Whether everything passes.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// The statements that pass, in order.
    pub fn statements<'a>(
        &'a self,
        article: &'a Article,
        analysis: &'a Analysis,
    ) -> impl Iterator<Item = StatementId> + 'a {
        let test = Test::new(self, article, analysis);
        (0..analysis.statements.len()).filter(move |&id| test.passes(id))
    }

    /// The silences that pass, in order. A silence refuses to speak in no words of its own: it has a speaker, a class and
    /// nothing else to be asked for.
    pub fn silences<'a>(
        &'a self,
        article: &'a Article,
        analysis: &'a Analysis,
    ) -> impl Iterator<Item = &'a Silence> + 'a {
        let test = Test::new(self, article, analysis);
        analysis.silences.iter().filter(move |silence| test.silence_passes(silence))
    }

    /// The analysis with [those statements](Self::statements) and [those silences](Self::silences) alone, numbered anew.
    /// What was chosen stands in [`Analysis::selection`].
    #[must_use]
    pub fn apply(&self, article: &Article, analysis: Analysis) -> Analysis {
        if self.is_open() {
            return analysis;
        }
        let kept: Vec<StatementId> = self.statements(article, &analysis).collect();
        let silences = self.silences(article, &analysis).copied().collect();
        let others = self.namesakes(article, &analysis);
        analysis.keeping(&kept, silences, self.to_string() + &left_out(article, &analysis, &others))
    }

    /// The actors of a like name that are left out, each with how many statements would pass beside.
    fn namesakes(&self, article: &Article, analysis: &Analysis) -> Vec<(ActorId, usize)> {
        let asked = |actor: &&ActorId| self.by.iter().any(|name| is_called(&analysis.actors[**actor], name, article));
        let by: Vec<ActorId> = (0..analysis.actors.len()).filter(|actor| asked(&actor)).collect();
        let anybody = Self { by: Vec::new(), ..self.clone() };
        let test = Test::new(&anybody, article, analysis);
        namesakes(article, analysis, &by, |id| test.passes(id))
    }

    /// Those of the names asked for that nobody in the article goes by.
    pub fn strangers<'a>(&'a self, article: &'a Article, analysis: &'a Analysis) -> impl Iterator<Item = &'a str> {
        let known = |name: &str| analysis.actors.iter().any(|actor| is_called(actor, name, article));
        self.by.iter().map(String::as_str).filter(move |name| !known(name))
    }
}

/// What is asked for, in words that go on after "statements": `by “ruiz”, class deny or refuse`.
impl std::fmt::Display for Filter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut asked = Vec::new();
        let mut list = |what: &str, values: Vec<String>| {
            if !values.is_empty() {
                asked.push(format!("{what} {}", values.join(" or ")));
            }
        };
        list("by", self.by.iter().map(|name| format!("“{name}”")).collect());
        list("of class", self.classes.iter().map(|class| class.name().to_owned()).collect());
        list("of mode", self.modes.iter().map(|mode| mode.name().to_owned()).collect());
        list("of layer", self.layers.iter().map(|layer| layer.name().to_owned()).collect());
        if !self.term.is_empty() {
            asked.push(format!("with “{}”", self.term));
        }
        if self.confidence > 0.0 {
            asked.push(format!("of confidence {} or more", self.confidence));
        }
        if self.first_hand {
            asked.push("at first hand".to_owned());
        }
        if self.marked {
            asked.push("marked by the reader".to_owned());
        }
        f.write_str(&asked.join(", "))
    }
}

/// That actors of a like name are left out, to stand behind what was asked for: ` (also in the article: “Ruiz”, 2
/// statements)`; nothing if there are none.
pub(crate) fn left_out(article: &Article, analysis: &Analysis, others: &[(ActorId, usize)]) -> String {
    let other = |&(actor, count): &(ActorId, usize)| {
        format!("“{}”, {}", analysis.actors[actor].called(article), counted(count, "statement"))
    };
    let others: Vec<String> = others.iter().map(other).collect();
    if others.is_empty() { String::new() } else { format!(" (also in the article: {})", others.join("; ")) }
}

/// Whether an actor goes by a name: whether its words, in any case, stand in a row in one of the actor's names. `li` means
/// Bo Li and not Lithuania.
///
/// ```
/// use whosaid::{Article, analyze, filter::is_called};
///
/// let article = Article::from_plain_text("“We waited,” said Ana Ruiz, the harbour master.", "example");
/// let analysis = analyze(&article);
/// let ruiz = &analysis.actors[analysis.statements[0].actor.unwrap()];
/// assert!(is_called(ruiz, "RUIZ", &article) && is_called(ruiz, "ana ruiz", &article));
/// assert!(!is_called(ruiz, "rui", &article));
/// ```
pub fn is_called(actor: &Actor, name: &str, article: &Article) -> bool {
    let name = folded(name);
    let names = actor.aliases.iter().chain([&actor.name]).map(|&span| article.slice(span));
    name.len() > 1 && names.chain(actor.given.as_deref()).any(|own| folded(own).contains(&name))
}

/// The words of a name in small letters, each between two spaces.
pub(crate) fn folded(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |mut folded, word| {
        let _ = write!(folded, "{} ", word.to_lowercase());
        folded
    })
}

/// Whether a statement comes from its actor with nobody between. What somebody says of themselves is passed on by nobody.
pub fn is_first_hand(statement: &Statement, analysis: &Analysis) -> bool {
    let around = statement.parent.map(|parent| analysis.statements[parent].actor);
    [statement.via.map(Some), around].into_iter().flatten().all(|other| other == statement.actor)
}

/// A filter made ready for one article.
struct Test<'a> {
    filter: &'a Filter,
    article: &'a Article,
    analysis: &'a Analysis,
    /// For each actor whether it goes by one of the names.
    named: Vec<bool>,
    term: Option<Regex>,
}

impl<'a> Test<'a> {
    fn new(filter: &'a Filter, article: &'a Article, analysis: &'a Analysis) -> Self {
        let by = |actor: &Actor| filter.by.iter().any(|name| is_called(actor, name, article));
        let named = analysis.actors.iter().map(by).collect();
        Self { filter, article, analysis, named, term: pattern(&filter.term) }
    }

    fn passes(&self, id: StatementId) -> bool {
        let statement = &self.analysis.statements[id];
        let Filter { classes, modes, layers, confidence, first_hand, marked, .. } = self.filter;
        self.is_by(statement.actor)
            && allows(classes, statement.class)
            && allows(modes, statement.mode)
            && allows(layers, statement.layer)
            && statement.confidence >= *confidence
            && (!first_hand || is_first_hand(statement, self.analysis))
            && (!marked || self.analysis.mark_on(id).is_some())
            && self
                .term
                .as_ref()
                .is_none_or(|term| statement.content.iter().any(|&piece| term.is_match(self.article.slice(piece))))
    }

    fn silence_passes(&self, silence: &Silence) -> bool {
        let Filter { classes, modes, layers, term, marked, .. } = self.filter;
        self.is_by(silence.actor)
            && allows(classes, Class::Refuse)
            && allows(layers, Layer::Speech)
            && modes.is_empty()
            && term.is_empty()
            && !marked
    }

    fn is_by(&self, actor: Option<ActorId>) -> bool {
        self.filter.by.is_empty() || actor.is_some_and(|actor| self.named[actor])
    }
}

fn allows<T: PartialEq + Copy>(allowed: &[T], value: T) -> bool {
    allowed.is_empty() || allowed.contains(&value)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::{ActorKind, Mark};
    use crate::text::Span;

    const TEXT: &str = "Ana Ruiz denied theft. Bo Li said that Ruiz hoped for rain. “It rained,” an aide said.";

    fn span(words: &str) -> Span {
        let start = TEXT.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn analysis() -> Analysis {
        let statement = |actor, class, layer, mode, confidence, parent: Option<usize>, content| Statement {
            source: None,
            cue: None,
            content: vec![span(content)],
            actor: Some(actor),
            mode,
            layer,
            class,
            negated: false,
            via: parent.map(|_| 1),
            addressee: None,
            parent,
            confidence,
            why: Vec::new(),
        };
        let actor = |name, alias: Option<&str>, statements: &[usize]| Actor {
            name: span(name),
            kind: ActorKind::Person,
            role: None,
            aliases: alias.map(span).into_iter().collect(),
            mentions: Vec::new(),
            statements: statements.to_vec(),
            given: None,
            corrected: false,
        };
        Analysis {
            statements: [
                statement(0, Class::Deny, Layer::Speech, Mode::Indirect, 0.9, None, "theft"),
                statement(1, Class::Say, Layer::Speech, Mode::Indirect, 0.9, None, "that Ruiz hoped for rain"),
                statement(0, Class::Think, Layer::Mind, Mode::Indirect, 0.6, Some(1), "rain"),
                statement(2, Class::Say, Layer::Speech, Mode::Direct, 0.8, None, "“It rained,”"),
            ]
            .map(Arc::new)
            .to_vec(),
            actors: vec![actor("Ana Ruiz", None, &[0, 2]), actor("Bo Li", None, &[1]), actor("an aide", None, &[3])],
            silences: vec![Silence { actor: Some(1), span: span("Bo Li") }],
            marks: vec![Mark { content: vec![span("theft")], statement: Some(0), note: None }],
            ..Analysis::default()
        }
    }

    fn kept(filter: &Filter) -> Vec<StatementId> {
        let article = Article::from_plain_text(TEXT, "-");
        assert_eq!(article.text(), TEXT);
        filter.statements(&article, &analysis()).collect()
    }

    #[test]
    fn each_demand_keeps_what_meets_it() {
        let all = Filter::default();
        assert_eq!(kept(&all), [0, 1, 2, 3]);
        assert_eq!(kept(&Filter { by: vec!["RUIZ".into()], ..all.clone() }), [0, 2]);
        assert_eq!(kept(&Filter { by: vec!["ruiz".into(), "aide".into()], ..all.clone() }), [0, 2, 3]);
        assert_eq!(kept(&Filter { classes: vec![Class::Deny], ..all.clone() }), [0]);
        assert_eq!(kept(&Filter { modes: vec![Mode::Direct, Mode::Mixed], ..all.clone() }), [3]);
        assert_eq!(kept(&Filter { layers: vec![Layer::Mind], ..all.clone() }), [2]);
        assert_eq!(kept(&Filter { confidence: 0.8, ..all.clone() }), [0, 1, 3]);
        assert_eq!(kept(&Filter { term: "rain".into(), ..all.clone() }), [1, 2, 3]);
        assert_eq!(kept(&Filter { term: "It rain".into(), ..all.clone() }), [3]);
        assert_eq!(kept(&Filter { first_hand: true, ..all.clone() }), [0, 1, 3]);
        assert_eq!(kept(&Filter { marked: true, ..all }), [0]);
    }

    #[test]
    fn demands_add_up() {
        let filter = Filter { by: vec!["ruiz".into()], layers: vec![Layer::Mind], ..Filter::default() };
        assert_eq!(kept(&filter), [2]);
        assert_eq!(kept(&Filter { first_hand: true, ..filter }), [] as [usize; 0]);
    }

    #[test]
    fn names_match_by_whole_words() {
        assert_eq!(kept(&Filter { by: vec!["bo li".into()], ..Filter::default() }), [1]);
        for nobody in ["rui", "a ruiz", "", " - "] {
            assert_eq!(kept(&Filter { by: vec![nobody.into()], ..Filter::default() }), [] as [usize; 0], "{nobody:?}");
        }
    }

    #[test]
    fn what_is_left_is_numbered_anew() {
        let article = Article::from_plain_text(TEXT, "-");
        let filter = Filter { term: "rain".into(), ..Filter::default() };
        let left = filter.apply(&article, analysis());
        assert_eq!(left.statements.iter().map(|s| s.parent).collect::<Vec<_>>(), [None, Some(0), None]);
        assert_eq!(left.actors.iter().map(|a| a.statements.clone()).collect::<Vec<_>>(), [vec![1], vec![0], vec![2]]);
        assert_eq!((left.silences.len(), left.selection.as_deref()), (0, Some("with “rain”")));
        assert_eq!(left.marks, [], "a mark goes with its statement");
        let orphaned = Filter { layers: vec![Layer::Mind], ..Filter::default() }.apply(&article, analysis());
        assert_eq!((orphaned.statements[0].parent, orphaned.statements[0].via), (None, Some(1)));
        let open = Filter::default().apply(&article, analysis());
        assert_eq!((open.statements.len(), open.selection), (4, None));
    }

    #[test]
    fn who_goes_by_a_like_name_and_is_left_out_is_said_to_be() {
        let article = Article::from_plain_text(TEXT, "-");
        let mut analysis = analysis();
        let start = TEXT.rfind("Ruiz").unwrap();
        analysis.actors[1].name = Span::new(start, start + "Ruiz".len());
        let selection = |filter: Filter| filter.apply(&article, analysis.clone()).selection.unwrap();
        let by = |name: &str| Filter { by: vec![name.to_owned()], ..Filter::default() };
        assert_eq!(selection(by("ana")), "by “ana” (also in the article: “Ruiz”, 1 statement)");
        assert_eq!(selection(by("ruiz")), "by “ruiz”", "both are kept");
        let denials = Filter { classes: vec![Class::Deny], ..by("ana") };
        assert_eq!(selection(denials), "by “ana”, of class deny", "what would not pass anyway is not missing");
    }

    #[test]
    fn silences_stay_with_whom_and_what_is_asked_for() {
        let article = Article::from_plain_text(TEXT, "-");
        let silences = |filter: Filter| filter.apply(&article, analysis()).silences.len();
        assert_eq!(silences(Filter { by: vec!["li".into()], ..Filter::default() }), 1);
        assert_eq!(silences(Filter { by: vec!["ruiz".into()], ..Filter::default() }), 0);
        assert_eq!(silences(Filter { classes: vec![Class::Refuse], ..Filter::default() }), 1);
        assert_eq!(silences(Filter { classes: vec![Class::Deny], ..Filter::default() }), 0);
        assert_eq!(silences(Filter { modes: vec![Mode::Direct], ..Filter::default() }), 0);
    }

    #[test]
    fn it_says_what_it_asks_for_and_whom_nobody_knows() {
        let filter = Filter {
            by: vec!["ruiz".into(), "Lund".into()],
            classes: vec![Class::Deny, Class::Refuse],
            confidence: 0.5,
            first_hand: true,
            ..Filter::default()
        };
        let said = "by “ruiz” or “Lund”, of class deny or refuse, of confidence 0.5 or more, at first hand";
        assert_eq!(filter.to_string(), said);
        let (article, analysis) = (Article::from_plain_text(TEXT, "-"), analysis());
        assert_eq!(filter.strangers(&article, &analysis).collect::<Vec<_>>(), ["Lund"]);
    }
}
