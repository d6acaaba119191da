//! Which statements went wrong together with one: where a pronoun or a description was taken to mean the wrong actor, those
//! that follow were so, too.

use crate::analysis::{Analysis, MentionKind, Rule, StatementId};
use crate::text::Span;

/// The other statements of the same actor that were put down to it in the same way as this one, in order.
///
/// Those are the ones behind it whose sources do not name the actor, up to the next place that does; and, if the chain of
/// pronouns that this one hangs on begins with no name, the ones before it in that chain. What the person who reads has
/// decided ends both.
pub fn likewise(analysis: &Analysis, id: StatementId) -> Vec<StatementId> {
    let Some(actor) = analysis.statements[id].actor.map(|actor| &analysis.actors[actor]) else { return Vec::new() };
    let Ok(at) = actor.statements.binary_search(&id) else { return Vec::new() };
    let names = || actor.mentions.iter().filter(|mention| mention.kind == MentionKind::Name).map(|name| name.span);
    let is_named = |span: Span| names().any(|name| name.overlaps(span));
    let is_open = |&id: &StatementId| {
        let statement = &analysis.statements[id];
        !statement.is_corrected() && !statement.source.is_some_and(is_named)
    };
    // A name between two statements, and not in what somebody says, begins anew.
    let end = |id: StatementId| analysis.statements[id].extent().end();
    let is_told = |name: Span| {
        let holds = |piece: &Span| piece.covers(name);
        !analysis.statements.iter().any(|statement| statement.content.iter().any(holds))
    };
    let is_joined = |one: StatementId, next: StatementId| {
        let gap = end(one)..analysis.statements[next].extent().start();
        !names().any(|name| gap.contains(&name.start()) && is_told(name))
    };

    let behind = &actor.statements[at..];
    let follow = behind.windows(2).take_while(|pair| is_open(&pair[1]) && is_joined(pair[0], pair[1]));
    let mut others: Vec<StatementId> = follow.map(|pair| pair[1]).collect();
    let mut before = Vec::new();
    let mut last = id;
    while let Some(link) = antecedent(analysis, last) {
        let earlier = actor.statements[..at].iter().rev().copied().filter(|&other| other < last);
        let mut spoken = earlier.filter(|&other| analysis.statements[other].source.is_some_and(|s| s.overlaps(link)));
        match spoken.next() {
            Some(other) if is_open(&other) => last = other,
            Some(_) => break,
            None if is_named(link) => break,
            None => {
                let first = actor.statements[..at].iter().copied().filter(|&other| other >= last);
                before = first.filter(is_open).collect();
                break;
            }
        }
    }
    before.append(&mut others);
    before
}

/// The words that a statement's source was taken to go back to.
fn antecedent(analysis: &Analysis, id: StatementId) -> Option<Span> {
    let back = |rule| matches!(rule, Rule::PronounOfSpeaker | Rule::PronounOfSubject | Rule::Description);
    analysis.statements[id].why.iter().find(|reason| back(reason.rule)).map(|reason| reason.span)
}
