//! Who is behind the sources: one actor for each wording, for now.

use std::collections::HashMap;

use super::model::{Actor, ActorId, ActorKind, Mention, MentionKind, Reason};
use super::statements::Draft;
use crate::text::Document;

/// The actors, and who is behind what.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// All actors.
    pub actors: Vec<Actor>,
    /// The actor of each draft.
    pub of_statement: Vec<Option<ActorId>>,
    /// The actor that passed each draft on.
    pub via: Vec<Option<ActorId>>,
    /// The steps from each draft's source to its actor.
    pub why: Vec<Vec<Reason>>,
}

/// Gives each different wording of a source an actor.
pub fn resolve(doc: &Document, drafts: &[Draft]) -> Resolution {
    let mut resolution = Resolution::default();
    let mut known: HashMap<&str, ActorId> = HashMap::new();
    for (id, draft) in drafts.iter().enumerate() {
        let span = draft.source.as_ref().or(draft.speaker.as_ref()).and_then(|tokens| doc.span(tokens));
        let actor = span.map(|span| {
            *known.entry(doc.article.slice(span)).or_insert_with(|| {
                resolution.actors.push(Actor {
                    name: span,
                    kind: ActorKind::Unnamed,
                    role: None,
                    aliases: Vec::new(),
                    mentions: Vec::new(),
                    statements: Vec::new(),
                });
                resolution.actors.len() - 1
            })
        });
        if let (Some(actor), Some(span)) = (actor, span) {
            resolution.actors[actor].mentions.push(Mention { span, kind: MentionKind::Nominal });
            resolution.actors[actor].statements.push(id);
        }
        resolution.of_statement.push(actor);
        resolution.via.push(None);
        resolution.why.push(Vec::new());
    }
    resolution
}
