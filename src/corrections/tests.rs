//! Corrections of an analysis that the engine made, as a reader would make them.

use std::sync::Arc;

use super::*;
use crate::analysis::{Mode, Reason, Rule, Statement, StatementId};
use crate::analyze;
use crate::text::Span;

const PORT: &str = "The port of Vesla was closed on Monday.\n\n\
    “We waited for hours,” said Ana Ruiz, the harbour master. “Nobody came until noon.”\n\n\
    Kari Holm denied that the crane had been old. Ove Lund said that it was. He added that it would be gone by May.\n\n\
    The mayor said that nobody was to blame.\n";

struct Desk {
    article: Article,
    found: Analysis,
    log: Log,
}

impl Desk {
    fn new(text: &str) -> Self {
        let article = Article::from_plain_text(text, "-");
        let found = analyze(&article);
        Self { article, found, log: Log::default() }
    }

    fn applied(&self) -> Applied {
        apply(&self.article, self.found.clone(), &Aliases::default(), self.log.in_force())
    }

    fn now(&self) -> Analysis {
        let applied = self.applied();
        assert_eq!(applied.idle, [0; 0], "all apply");
        consistent(&applied.analysis);
        applied.analysis
    }

    /// The statement whose content has these words.
    fn statement(&self, words: &str) -> StatementId {
        let now = self.now();
        let has = |s: &Arc<Statement>| s.content.iter().any(|&piece| self.article.slice(piece).contains(words));
        now.statements.iter().position(has).unwrap_or_else(|| panic!("no statement has {words:?}"))
    }

    fn words(&self, words: &str) -> Words {
        Words::of(&self.article, &self.now().statements[self.statement(words)])
    }

    fn speaker(&self, words: &str) -> String {
        let now = self.now();
        let actor = now.statements[self.statement(words)].actor;
        actor.map_or("nobody".to_owned(), |actor| now.actors[actor].called(&self.article).to_owned())
    }

    fn span(&self, words: &str) -> Span {
        let start = self.article.text().find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn names(&self) -> Vec<String> {
        self.now().actors.iter().map(|actor| actor.called(&self.article).to_owned()).collect()
    }
}

/// Checks what every analysis promises.
pub(super) fn consistent(analysis: &Analysis) {
    for (id, actor) in analysis.actors.iter().enumerate() {
        let own = analysis.statements.iter().enumerate().filter(|(_, s)| s.actor == Some(id)).map(|(id, _)| id);
        assert_eq!(actor.statements, own.collect::<Vec<_>>());
    }
    let actors = analysis.actors.len();
    for (id, statement) in analysis.statements.iter().enumerate() {
        assert!(!statement.content.is_empty());
        assert!(statement.actor.is_none_or(|actor| actor < actors) && statement.via.is_none_or(|actor| actor < actors));
        assert!(statement.parent.is_none_or(|parent| parent < analysis.statements.len() && parent != id));
    }
    assert!(analysis.statements.is_sorted_by_key(|statement| statement.content[0].start()));
    assert!(analysis.entities.iter().all(|entity| entity.actor.is_none_or(|actor| actor < actors)));
    assert!(analysis.silences.iter().all(|silence| silence.actor.is_none_or(|actor| actor < actors)));
}

#[test]
fn another_speaker_known_or_not() {
    let mut desk = Desk::new(PORT);
    let statement = desk.words("that nobody was to blame");
    desk.log.push(Correction::Speaker { statement: statement.clone(), speaker: Some(Who::named("Ana Ruiz")) });
    assert_eq!(desk.speaker("that nobody was to blame"), "Ana Ruiz");
    let now = desk.now();
    let corrected = &now.statements[desk.statement("that nobody was to blame")];
    assert!(corrected.is_corrected() && corrected.confidence >= 1.0);
    assert_eq!(now.statements.iter().filter(|s| s.is_corrected()).count(), 1);

    desk.log.push(Correction::Speaker { statement: statement.clone(), speaker: Some(Who::named("Bo Li")) });
    assert_eq!(desk.speaker("that nobody was to blame"), "Bo Li");
    let now = desk.now();
    let own = now.actors.iter().find(|actor| actor.called(&desk.article) == "Bo Li").unwrap();
    assert_eq!((own.given.as_deref(), own.corrected), (Some("Bo Li"), true));

    desk.log.push(Correction::Speaker { statement, speaker: None });
    assert_eq!(desk.speaker("that nobody was to blame"), "nobody");
    desk.log.undo();
    desk.log.undo();
    assert_eq!(desk.speaker("that nobody was to blame"), "Ana Ruiz");
    desk.log.undo();
    assert_ne!(desk.speaker("that nobody was to blame"), "Ana Ruiz");
}

#[test]
fn merging_and_parting() {
    let mut desk = Desk::new(PORT);
    assert!(["Kari Holm", "Ove Lund"].iter().all(|name| desk.names().iter().any(|n| n == name)), "{:?}", desk.names());
    desk.log.push(Correction::Merge { actor: Who::named("Kari Holm"), into: Who::named("Ove Lund") });
    assert!(!desk.names().contains(&"Kari Holm".to_owned()));
    assert_eq!(desk.speaker("that the crane had been old"), "Ove Lund");
    let now = desk.now();
    let lund = now.actors.iter().find(|actor| actor.called(&desk.article) == "Ove Lund").unwrap();
    assert!(lund.aliases.iter().any(|&alias| desk.article.slice(alias) == "Kari Holm"), "{lund:?}");

    let statements = vec![desk.words("that the crane had been old")];
    desk.log.push(Correction::Split { statements, name: "Kari Holm".to_owned() });
    assert_eq!(desk.speaker("that the crane had been old"), "Kari Holm");
    let now = desk.now();
    let kari = now.actors.iter().find(|actor| actor.called(&desk.article) == "Kari Holm").unwrap();
    assert_eq!((kari.given.as_deref(), kari.mentions.len()), (None, 1), "the article's own words name her");
}

#[test]
fn names_and_kinds() {
    let mut desk = Desk::new(PORT);
    desk.log.push(Correction::Rename { actor: Who::named("Ana Ruiz"), name: "The Boss".to_owned() });
    assert_eq!(desk.speaker("Nobody came"), "The Boss");
    desk.log.push(Correction::Kind { actor: Who::named("The Boss"), kind: ActorKind::Group });
    desk.log.push(Correction::Rename { actor: Who::named("The Boss"), name: "the harbour master".to_owned() });
    let now = desk.now();
    let actor = now.actors.iter().find(|actor| actor.called(&desk.article).contains("harbour master")).unwrap();
    assert_eq!(actor.kind, ActorKind::Group);
}

#[test]
fn no_statement_other_words_and_one_that_was_missed() {
    let mut desk = Desk::new(PORT);
    let before = desk.now().statements.len();
    desk.log.push(Correction::Drop { statement: desk.words("that the crane had been old") });
    assert_eq!(desk.now().statements.len(), before - 1);

    let statement = desk.words("Nobody came");
    let shorter = vec![Anchor::of(&desk.article, desk.span("“Nobody came"))];
    desk.log.push(Correction::Extent { statement, content: shorter, speaker: None });
    let id = desk.statement("Nobody came");
    let now = desk.now();
    assert_eq!(desk.article.slice(now.statements[id].content[0]), "“Nobody came");
    assert_eq!(now.statements[id].mode, Mode::Direct);

    let anchor = |words| Anchor::of(&desk.article, desk.span(words));
    let (content, source) = (vec![anchor("was closed on Monday")], Some(anchor("The port of Vesla")));
    let (class, layer) = (Class::Announce, Layer::Speech);
    let statement = Words { content, cue: None, source, class, layer, negated: false };
    let speaker = Some(Who::named("The port"));
    desk.log.push(Correction::Add { statement, speaker });
    assert_eq!(desk.speaker("was closed on Monday"), "The port");
    let now = desk.now();
    let added = &now.statements[0];
    assert_eq!((added.mode, added.class, added.why[0].rule), (Mode::Indirect, Class::Announce, Rule::ReaderAdded));
}

#[test]
fn marks_and_notes() {
    let mut desk = Desk::new(PORT);
    let (blame, crane) = (desk.words("that nobody was to blame"), desk.words("that the crane had been old"));
    let note = |words: &str| Some(words.to_owned());
    desk.log.push(Correction::Mark { statement: blame.clone(), note: None });
    desk.log.push(Correction::Mark { statement: crane.clone(), note: note("ask the firm") });
    let marks = |desk: &Desk| -> Vec<_> {
        desk.now().marks.into_iter().map(|mark| (mark.statement.unwrap(), mark.note)).collect()
    };
    let ids = [desk.statement("that the crane had been old"), desk.statement("that nobody was to blame")];
    assert_eq!(marks(&desk), [(ids[0], note("ask the firm")), (ids[1], None)]);
    assert!(!desk.now().is_corrected(), "a mark corrects nothing");
    desk.log.push(Correction::Mark { statement: blame.clone(), note: note("who else?") });
    assert_eq!(marks(&desk)[1], (ids[1], note("who else?")));
    desk.log.push(Correction::Unmark { statement: crane.clone() });
    assert_eq!(marks(&desk).len(), 1);

    // A mark stays with words that are no statement any more, and can be taken away there.
    desk.log.push(Correction::Drop { statement: blame.clone() });
    let now = desk.now();
    assert_eq!(
        (now.marks[0].statement, desk.article.slice(now.marks[0].content[0])),
        (None, "that nobody was to blame")
    );
    desk.log.push(Correction::Unmark { statement: blame });
    assert_eq!(desk.now().marks, []);
    desk.log.push(Correction::Unmark { statement: crane });
    assert_eq!(desk.applied().idle, [6], "what is not marked cannot be unmarked");
}

#[test]
fn an_engine_that_does_not_find_the_statement_is_told_it() {
    let mut desk = Desk::new(PORT);
    let statement = desk.words("that nobody was to blame");
    desk.log.push(Correction::Speaker { statement, speaker: Some(Who::named("Bo Li")) });
    desk.found.statements.clear();
    desk.found.actors.iter_mut().for_each(|actor| actor.statements.clear());
    let now = desk.now();
    assert_eq!((now.statements.len(), now.statements[0].is_corrected()), (1, true));
    assert_eq!(desk.speaker("that nobody was to blame"), "Bo Li");
}

#[test]
fn what_does_not_apply_changes_nothing_and_is_named() {
    let mut desk = Desk::new(PORT);
    let statement = desk.words("that nobody was to blame");
    desk.log.push(Correction::Rename { actor: Who::named("Ana Ruiz"), name: "Ruiz A.".to_owned() });
    desk.log.push(Correction::Speaker { statement, speaker: Some(Who::named("Bo Li")) });
    desk.log.push(Correction::Merge { actor: Who::named("Bo Li"), into: Who::named("Nobody Here") });
    let edited = PORT.replace("nobody was to blame", "the firm was to blame");
    let article = Article::from_plain_text(&edited, "-");
    let applied = apply(&article, analyze(&article), &Aliases::default(), desk.log.moved_to(&article).in_force());
    assert_eq!(applied.idle, [1, 2]);
    consistent(&applied.analysis);
    assert!(applied.analysis.actors.iter().any(|actor| actor.called(&article) == "Ruiz A."));
    assert!(applied.analysis.statements.iter().all(|statement| !statement.is_corrected()));
}

#[test]
fn a_source_that_was_edited_voids_a_correction_of_its_speaker() {
    let mut desk = Desk::new(PORT);
    let statement = desk.words("that it would be gone by May");
    desk.log.push(Correction::Speaker { statement, speaker: Some(Who::named("Kari Holm")) });
    let article = Article::from_plain_text(&PORT.replace("He added", "Ana Ruiz added"), "-");
    let applied = apply(&article, analyze(&article), &Aliases::default(), desk.log.moved_to(&article).in_force());
    assert_eq!(applied.idle, [0]);
}

#[test]
fn the_alias_book_joins_and_names() {
    let desk = Desk::new(PORT);
    let pair = |alias: &str, name: &str| (alias.to_owned(), name.to_owned());
    let book = Aliases::new([pair("Kari Holm", "Ove Lund"), pair("Ana Ruiz", "A. M. Ruiz"), pair("Nemo", "Ana Ruiz")]);
    let applied = apply(&desk.article, desk.found.clone(), &book, &[]);
    consistent(&applied.analysis);
    let names: Vec<_> = applied.analysis.actors.iter().map(|actor| actor.called(&desk.article)).collect();
    assert!(names.contains(&"Ove Lund") && names.contains(&"A. M. Ruiz") && !names.contains(&"Kari Holm"), "{names:?}");
}

#[test]
fn several_statements_are_put_down_to_another_at_once() {
    let mut desk = Desk::new(PORT);
    let statements = vec![desk.words("that it was"), desk.words("that it would be gone by May")];
    desk.log.push(Correction::Speakers { statements, speaker: Some(Who::named("Kari Holm")) });
    assert_eq!((desk.speaker("that it was"), desk.speaker("gone by May")), ("Kari Holm".into(), "Kari Holm".into()));
    assert_eq!(desk.log.all()[0].summary(), "speaker of 2 statements: Kari Holm");
    assert_eq!(desk.now().statements.iter().filter(|s| s.is_corrected()).count(), 2);
    desk.log.undo();
    assert_eq!((desk.speaker("that it was"), desk.speaker("gone by May")), ("Ove Lund".into(), "Ove Lund".into()));
}

#[test]
fn the_fuller_name_of_two_joined_ones_stays_whichever_goes() {
    for (actor, into) in [("Ana Ruiz", "Ruiz"), ("Ruiz", "Ana Ruiz")] {
        let mut desk = Desk::new(PORT);
        let words = desk.words("that nobody was to blame");
        let short = desk.span("Ruiz");
        let mayor = desk.found.statements[desk.statement("that nobody was to blame")].actor.unwrap();
        desk.found.actors[mayor].name = short;
        (desk.found.actors[mayor].role, desk.found.actors[mayor].kind) = (None, ActorKind::Organization);
        desk.log.push(Correction::Merge { actor: Who::named(actor), into: Who::named(into) });
        let now = desk.now();
        let id = now.statements.iter().position(|s| Words::of(&desk.article, s) == words).unwrap();
        let one = &now.actors[now.statements[id].actor.unwrap()];
        assert_eq!((one.called(&desk.article), one.kind), ("Ana Ruiz", ActorKind::Person));
        assert_eq!(one.role.map(|role| desk.article.slice(role)), Some("harbour master"));
        assert!(one.aliases.iter().any(|&alias| desk.article.slice(alias) == "Ruiz"), "{one:?}");
    }
}

/// The statements that went wrong together with the one of these words, by their words.
fn likewise_of(analysis: &Analysis, article: &Article, words: &str) -> Vec<String> {
    let first = |id: StatementId| article.slice(analysis.statements[id].content[0]);
    let id = (0..analysis.statements.len()).find(|&id| first(id).contains(words)).unwrap();
    likewise(analysis, id).into_iter().map(|id| first(id).to_owned()).collect()
}

#[test]
fn what_hangs_on_a_pronoun_went_wrong_with_it() {
    let text = "Ana Ruiz said that it rained. She said that it snowed. She added that it froze. Trucks passed. She warned \
        that it would thaw. Ruiz said that it was over. She said that all was well.\n";
    let article = Article::from_plain_text(text, "-");
    let mut found = analyze(&article);
    let of = |found: &Analysis, words| likewise_of(found, &article, words);
    assert_eq!(of(&found, "that it snowed"), ["that it froze", "that it would thaw"], "up to the next name");
    assert_eq!(of(&found, "that it froze"), ["that it would thaw"], "before it stands a name");
    assert_eq!(of(&found, "that it was over"), ["that all was well"]);
    // A chain that begins with no name is wrong from there on.
    let id = found.statements.iter().position(|s| article.slice(s.content[0]) == "that it snowed").unwrap();
    let trucks = article.text().find("Trucks").map(|at| Span::new(at, at + 6)).unwrap();
    Arc::make_mut(&mut found.statements[id])
        .why
        .retain(|reason| !matches!(reason.rule, Rule::PronounOfSpeaker | Rule::PronounOfSubject));
    Arc::make_mut(&mut found.statements[id]).why.push(Reason { rule: Rule::PronounOfSubject, span: trucks });
    assert_eq!(of(&found, "that it froze"), ["that it snowed", "that it would thaw"]);
    Arc::make_mut(&mut found.statements[id + 1]).why.push(Reason { rule: Rule::ReaderSpeaker, span: trucks });
    assert_eq!(of(&found, "that it snowed"), [""; 0], "what the reader has decided ends it");
}

#[test]
fn a_name_told_in_between_begins_anew() {
    let text = "Ana Ruiz said that it rained. She said that it snowed. Ruiz left at noon. She said that it froze.\n";
    let article = Article::from_plain_text(text, "-");
    let found = analyze(&article);
    assert_eq!(likewise_of(&found, &article, "that it snowed"), [""; 0]);
}
