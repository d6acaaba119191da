//! Settles what annotators do differently about actors that have no name: under which words they are known, and when a
//! statement is nobody's.

use std::collections::BTreeSet;

use super::{ActorNote, Gold, NameNote};
use crate::analysis::actors::{Pronoun, pronoun};
use crate::filter::folded;
use crate::text::Article;

/// What the text may have where a note spells out whose.
const OWNERS: &[&str] = &["my", "our", "your", "his", "her", "its", "their"];

/// An actor that no name marks goes by the words of its sources too, whatever its note calls it, and by its note's words
/// with a pronoun for the owner (`my mother` for `Caleb’s mother`, which the text never says); a writer whom the text does
/// not name goes by `I` and `we`. A statement without a source is nobody's where a passive hides who it is (`Asked whether`,
/// by reporters most likely) and where its actor goes by words that stand nowhere in the text (`unnamed`, `(unattributed)`).
pub(super) fn settle(article: &Article, actors: &mut [ActorNote], statements: &mut [Gold], names: &[NameNote]) {
    let text = folded(article.text());
    let marked: BTreeSet<usize> = names.iter().filter_map(|name| name.actor).collect();
    for (id, actor) in actors.iter_mut().enumerate().filter(|(id, _)| !marked.contains(id)) {
        let sources = statements.iter().filter(|s| s.actor == Some(id)).flat_map(|s| &s.source);
        let wordings = sources.map(|span| article.slice(*span)).filter(|words| !is_personal(words));
        actor.wordings.extend(wordings.map(str::to_owned));
        let (_, thing) =
            ["’s ", "'s ", "’ ", "' "].iter().find_map(|end| actor.name.split_once(end)).unwrap_or_default();
        let owned = OWNERS.iter().filter(|_| !thing.is_empty()).map(|owner| format!("{owner} {thing}"));
        actor.wordings.extend(owned.collect::<Vec<_>>());
    }
    for (id, actor) in actors.iter_mut().enumerate() {
        if known_as(actor).any(|name| stands(&text, name)) {
            continue;
        }
        let sources = statements.iter().filter(|s| s.actor == Some(id)).flat_map(|s| &s.source);
        let writer = sources.map(|span| article.slice(*span)).filter(|words| is_first_person(words));
        actor.wordings.extend(writer.map(str::to_owned));
    }
    for statement in statements.iter_mut().filter(|s| s.source.is_empty()) {
        if !statement.cue.is_empty() && statement.actor.is_some_and(|id| !marked.contains(&id)) {
            statement.actor = None;
        }
        let told = |actor: &usize| known_as(&actors[*actor]).any(|name| stands(&text, name));
        statement.actor = statement.actor.filter(told);
    }
}

fn known_as(actor: &ActorNote) -> impl Iterator<Item = &String> {
    [&actor.name].into_iter().chain(&actor.aliases).chain(&actor.wordings)
}

fn is_personal(words: &str) -> bool {
    let word = words.to_lowercase();
    matches!(word.as_str(), "you" | "your") || pronoun(&word).is_some_and(|pronoun| pronoun != Pronoun::Other)
}

fn is_first_person(words: &str) -> bool {
    matches!(pronoun(&words.to_lowercase()), Some(Pronoun::I | Pronoun::We))
}

/// Whether a name stands in a folded text.
fn stands(text: &str, name: &str) -> bool {
    let name = folded(name);
    name.len() > 1 && text.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::EntityKind;
    use crate::text::Span;

    const TEXT: &str = "Ana Ruiz left. Her aides waved. “I wept,” said one. I was told nothing.";

    fn span(words: &str) -> Span {
        let at = TEXT.find(words).unwrap();
        Span::new(at, at + words.len())
    }

    fn note(name: &str) -> ActorNote {
        ActorNote { id: name.to_owned(), name: name.to_owned(), aliases: vec![], wordings: vec![] }
    }

    fn said(source: Option<&str>, cue: &str, actor: usize) -> Gold {
        Gold {
            source: source.map(span).into_iter().collect(),
            cue: vec![span(cue)],
            content: vec![span("nothing")],
            actor: Some(actor),
            ..Gold::default()
        }
    }

    #[test]
    fn actors_without_a_name_go_by_their_sources_and_hidden_ones_are_nobody() {
        let article = Article::from_plain_text(TEXT, "test");
        let mut actors = vec![note("Ana Ruiz"), note("Ruiz’s aides"), note("the writer"), note("(unattributed)")];
        let mut statements = vec![
            said(Some("Her aides"), "waved", 1),
            said(Some("I was"), "told", 2),
            said(None, "told", 3),
            said(Some("Ana Ruiz"), "left", 0),
        ];
        statements[1].source = vec![Span::new(span("I was").start(), span("I was").start() + 1)];
        let names = [NameNote { span: span("Ana Ruiz"), kind: EntityKind::Person, actor: Some(0) }];
        settle(&article, &mut actors, &mut statements, &names);
        assert!(actors[0].wordings.is_empty());
        assert!(
            actors[1].wordings.contains(&"Her aides".to_owned())
                && actors[1].wordings.contains(&"her aides".to_owned())
        );
        assert_eq!(actors[2].wordings, ["I"]);
        let whose: Vec<Option<usize>> = statements.iter().map(|s| s.actor).collect();
        assert_eq!(whose, [Some(1), Some(2), None, Some(0)]);
    }
}
