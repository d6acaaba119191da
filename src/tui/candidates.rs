//! Who could be meant: the actors to choose from, the likely ones first, each with what tells it from the others.

use std::cmp::Reverse;

use super::app::App;
use super::chooser::{Answer, Choice};
use super::voices::NOBODY;
use crate::analysis::{ActorId, StatementId};
use crate::counted::counted;
use crate::namesakes::Named;

/// Whom somebody else is looked for, and where.
#[derive(Clone, Copy)]
pub(super) struct Sought<'a> {
    /// An offset near to which whoever is meant is likely to be named.
    pub near: usize,
    /// Who it was taken for, and is not.
    pub but: Option<ActorId>,
    /// The words that name it.
    pub words: &'a str,
}

impl App<'_> {
    /// All actors but the one that is not meant: those of a like name first, then those of the same kind, those mentioned
    /// near by, those who say most.
    pub(super) fn candidates(&self, sought: Sought<'_>) -> Vec<Choice> {
        let actors = &self.analysis.actors;
        let was = sought.but.map(|id| &actors[id]);
        let name = was.and_then(|was| Named::of(was, self.article));
        let key = |&id: &ActorId| {
            let actor = &actors[id];
            let likeness = name.as_ref().and_then(|name| name.likeness(actor, self.article));
            let is_named = || Named::of(actor, self.article).is_some_and(|name| name.is_in(sought.words));
            let is_other = was.is_some_and(|was| was.kind != actor.kind);
            let far = self.paragraphs_to(id, sought.near);
            (likeness.is_none() && !is_named(), is_other, far, Reverse(actor.statements.len()), id)
        };
        let mut ids: Vec<ActorId> = (0..actors.len()).filter(|&id| Some(id) != sought.but).collect();
        ids.sort_by_cached_key(key);
        let choice = |id: ActorId| Choice { name: self.called(id).to_owned(), answer: Answer::Actor(Some(id)) };
        ids.into_iter().map(choice).collect()
    }

    /// That nobody can tell who speaks.
    pub(super) fn nobody() -> Choice {
        Choice { name: NOBODY.to_owned(), answer: Answer::Actor(None) }
    }

    /// What tells an actor from others of its name: `2 statements · ¶2 “We waited for …`.
    pub(super) fn about(&self, id: ActorId) -> String {
        let actor = &self.analysis.actors[id];
        match (actor.statements.first(), actor.mentions.first()) {
            (Some(&first), _) => {
                format!("{} · {}", counted(actor.statements.len(), "statement"), self.first_words(first))
            }
            (None, Some(mention)) => format!("named in ¶{}", self.article.paragraph_at(mention.span.start()) + 1),
            (None, None) => String::new(),
        }
    }

    /// Where a statement stands, and how it begins: `¶2 “We waited for …`. It is cut where it is shown.
    pub(super) fn first_words(&self, id: StatementId) -> String {
        format!("¶{} {}", self.paragraph(id), self.article.slice(self.statement(id).content[0]))
    }

    /// How many paragraphs lie between an offset and the nearest mention of an actor.
    fn paragraphs_to(&self, id: ActorId, offset: usize) -> usize {
        let mentions = &self.analysis.actors[id].mentions;
        let behind = mentions.partition_point(|mention| mention.span.start() < offset);
        let beside = mentions[..behind].last().into_iter().chain(mentions.get(behind));
        let here = self.article.paragraph_at(offset);
        let paragraphs = beside.map(|mention| self.article.paragraph_at(mention.span.start()).abs_diff(here));
        paragraphs.min().unwrap_or(usize::MAX)
    }
}
