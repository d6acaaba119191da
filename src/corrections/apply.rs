//! A new analysis from what the engine found and what the reader says.

use std::sync::Arc;

use super::cast::{Cast, Meant};
use super::words::{InOrder, Placed, place, place_all, statement_at};
use super::{Aliases, Correction, Who, Words};
use crate::analysis::{ActorId, Analysis, Mark, Mode, Reason, Rule, Statement, StatementId, mode_in};
use crate::text::{Article, Span};

/// What came of corrections.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The corrected analysis.
    pub analysis: Analysis,
    /// Indices of the corrections that do not apply: their words are gone from the article, or it cannot be told which
    /// ones are meant.
    pub idle: Vec<usize>,
}

/// Applies aliases, then corrections in their order. One that does not apply changes nothing.
///
/// The corrections were made for this very text, or were [moved to](super::Log::moved_to) it.
pub fn apply(article: &Article, analysis: Analysis, aliases: &Aliases, corrections: &[Correction]) -> Applied {
    let Applied { mut analysis, mut idle } = apply_but_marks(article, analysis, aliases, corrections);
    let marked = marks(article, &analysis, corrections);
    analysis.marks = marked.marks;
    idle.extend(marked.idle);
    idle.sort_unstable();
    Applied { analysis, idle }
}

/// What marks and notes come to.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// The marks, by position.
    pub marks: Vec<Mark>,
    /// Indices of the corrections that make or take away marks and do not apply.
    pub idle: Vec<usize>,
}

/// The marks that corrections make, on an analysis that the others were [applied to](apply_but_marks). They change nothing
/// else, and nothing else changes them but by the statements that come out: so a mark costs no new analysis.
pub fn marks(article: &Article, analysis: &Analysis, corrections: &[Correction]) -> Marked {
    let mut marked = Marked::default();
    if !corrections.iter().any(Correction::is_of_mark) {
        return marked;
    }
    let statements = InOrder::new(&analysis.statements);
    for (index, correction) in corrections.iter().enumerate() {
        let (words, note) = match correction {
            Correction::Mark { statement, note } => (statement, Some(note)),
            Correction::Unmark { statement } => (statement, None),
            _ => continue,
        };
        let Some(placed) = place(words, article) else {
            marked.idle.push(index);
            continue;
        };
        let statement = statements.at(&placed);
        let before = marked.marks.len();
        // What two marks were on may be one statement now; the last one counts.
        marked
            .marks
            .retain(|mark| mark.statement != statement || statement.is_none() && mark.content != placed.content);
        match note {
            Some(note) => marked.marks.push(Mark { content: placed.content, statement, note: note.clone() }),
            None if marked.marks.len() == before => marked.idle.push(index),
            None => {}
        }
    }
    marked.marks.sort_by_key(|mark| mark.content[0].start());
    marked
}

/// Applies all but marks and notes, for which [`marks`] is there.
pub fn apply_but_marks(
    article: &Article,
    analysis: Analysis,
    aliases: &Aliases,
    corrections: &[Correction],
) -> Applied {
    let statements = analysis.statements.len();
    let cast = Cast::new(article, &analysis);
    let (gone, touched) = (vec![false; statements], vec![false; statements]);
    let mut desk = Desk { article, cast, analysis, gone, touched };
    aliases.pairs().for_each(|(alias, name)| desk.alias(alias, name));
    let idle = corrections.iter().enumerate().filter(|(_, correction)| desk.apply(correction).is_none());
    let idle = idle.map(|(index, _)| index).collect();
    Applied { idle, analysis: desk.close() }
}

/// An analysis under correction. Statements keep their ids until it is closed.
struct Desk<'a> {
    article: &'a Article,
    cast: Cast<'a>,
    analysis: Analysis,
    /// Statements that are none.
    gone: Vec<bool>,
    /// Statements whose words changed, or that were added.
    touched: Vec<bool>,
}

/// Whom a correction puts a statement down to.
#[derive(Clone, Copy)]
enum Speaker {
    Actor(ActorId),
    Unknown,
}

impl Speaker {
    fn known(self) -> Option<ActorId> {
        match self {
            Self::Actor(id) => Some(id),
            Self::Unknown => None,
        }
    }
}

impl Desk<'_> {
    /// Does what a correction says; nothing if it does not apply.
    fn apply(&mut self, correction: &Correction) -> Option<()> {
        match correction {
            Correction::Speaker { statement, speaker } => {
                self.reassign(std::slice::from_ref(statement), |desk, first| desk.speaker(speaker.as_ref(), first))?;
            }
            Correction::Speakers { statements, speaker } => {
                self.reassign(statements, |desk, first| desk.speaker(speaker.as_ref(), first))?;
            }
            Correction::Split { statements, name } => {
                let make = |desk: &mut Self, first: &Placed| desk.make(name, first.source.unwrap_or(first.content[0]));
                self.reassign(statements, |desk, first| Some(Speaker::Actor(make(desk, first))))?;
            }
            Correction::Merge { actor, into } => {
                let (actor, into) = (self.known(actor)?, self.known(into)?);
                if actor == into {
                    return None;
                }
                self.cast.merge(actor, into, &mut self.analysis);
            }
            Correction::Rename { actor, name } => {
                let actor = self.known(actor)?;
                self.cast.rename(actor, name, &mut self.analysis);
            }
            Correction::Kind { actor, kind } => Cast::set_kind(self.known(actor)?, *kind, &mut self.analysis),
            Correction::Drop { statement } => {
                let placed = place(statement, self.article)?;
                if let Some(id) = statement_at(&self.analysis.statements, &self.gone, &placed) {
                    self.drop_statement(id);
                }
            }
            Correction::Extent { statement, content, speaker } => {
                let placed = place(statement, self.article)?;
                let content = place_all(content, self.article)?;
                let found = statement_at(&self.analysis.statements, &self.gone, &placed);
                let id = if let Some(id) = found {
                    id
                } else {
                    let speaker = self.speaker(speaker.as_ref(), &placed)?;
                    let id = self.add(statement, placed);
                    self.put_down_to(id, speaker.known());
                    id
                };
                self.set_content(id, content);
            }
            Correction::Mark { .. } | Correction::Unmark { .. } => {}
            Correction::Add { statement, speaker } => {
                let placed = place(statement, self.article)?;
                let speaker = self.speaker(speaker.as_ref(), &placed)?;
                let id = self.add(statement, placed);
                self.put_down_to(id, speaker.known());
            }
        }
        Some(())
    }

    /// What the article calls `alias` is `name`.
    fn alias(&mut self, alias: &str, name: &str) {
        let Some(actor) = self.known(&Who::named(alias)) else { return };
        match self.cast.find(&Who::named(name), &self.analysis) {
            Meant::One(same) if same == actor => {}
            Meant::One(into) => self.cast.merge(actor, into, &mut self.analysis),
            Meant::Nobody => self.cast.rename(actor, name, &mut self.analysis),
            Meant::Several => {}
        }
    }

    fn known(&self, who: &Who) -> Option<ActorId> {
        match self.cast.find(who, &self.analysis) {
            Meant::One(id) => Some(id),
            Meant::Nobody | Meant::Several => None,
        }
    }

    /// The actor behind a name, a new one if nobody is called so; nothing if it cannot be told who is meant.
    fn speaker(&mut self, who: Option<&Who>, placed: &Placed) -> Option<Speaker> {
        let Some(who) = who else { return Some(Speaker::Unknown) };
        match self.cast.find(who, &self.analysis) {
            Meant::One(id) => Some(Speaker::Actor(id)),
            Meant::Nobody => {
                let place = placed.source.or(placed.cue).unwrap_or(placed.content[0]);
                Some(Speaker::Actor(self.make(&who.name, place)))
            }
            Meant::Several => None,
        }
    }

    fn make(&mut self, name: &str, place: Span) -> ActorId {
        self.cast.make(name, self.cast.kind_of(name, &self.analysis), place, &mut self.analysis)
    }

    /// Puts statements down to a speaker who is found at the first of them; nothing if none stands, or nobody is found.
    fn reassign(
        &mut self,
        statements: &[Words],
        who: impl FnOnce(&mut Self, &Placed) -> Option<Speaker>,
    ) -> Option<()> {
        let placed = statements.iter().filter_map(|words| Some((words, place(words, self.article)?)));
        let placed: Vec<_> = placed.collect();
        let speaker = who(self, &placed.first()?.1)?.known();
        for (words, placed) in placed {
            let id = self.found_or_added(words, placed);
            self.put_down_to(id, speaker);
        }
        Some(())
    }

    fn found_or_added(&mut self, words: &Words, placed: Placed) -> StatementId {
        statement_at(&self.analysis.statements, &self.gone, &placed).unwrap_or_else(|| self.add(words, placed))
    }

    fn add(&mut self, words: &Words, placed: Placed) -> StatementId {
        let Placed { content, cue, source } = placed;
        let why = vec![Reason { rule: Rule::ReaderAdded, span: content[0] }];
        self.analysis.statements.push(Arc::new(Statement {
            source,
            cue,
            mode: self.mode(cue, &content),
            content,
            actor: None,
            layer: words.layer,
            class: words.class,
            negated: words.negated,
            via: None,
            addressee: None,
            parent: None,
            confidence: 1.0,
            why,
        }));
        self.gone.push(false);
        self.touched.push(true);
        self.analysis.statements.len() - 1
    }

    fn mode(&self, cue: Option<Span>, content: &[Span]) -> Mode {
        mode_in(self.article, cue, content)
    }

    /// Says who speaks.
    fn put_down_to(&mut self, id: StatementId, actor: Option<ActorId>) {
        let statement = Arc::make_mut(&mut self.analysis.statements[id]);
        let (before, source, extent) = (statement.actor, statement.source, statement.extent());
        statement.actor = actor;
        if statement.via == actor {
            statement.via = None;
        }
        statement.confidence = 1.0;
        if !statement.why.iter().any(|reason| matches!(reason.rule, Rule::ReaderSpeaker | Rule::ReaderAdded)) {
            let span = source.or(statement.cue).unwrap_or(statement.content[0]);
            statement.why.push(Reason { rule: Rule::ReaderSpeaker, span });
        }
        if let (Some(from), Some(to), Some(source)) = (before, actor, source)
            && from != to
        {
            Cast::move_mentions(from, to, source, &mut self.analysis);
        }
        let silences = self.analysis.silences.iter_mut();
        silences.filter(|silence| extent.covers(silence.span)).for_each(|silence| silence.actor = actor);
    }

    fn set_content(&mut self, id: StatementId, content: Vec<Span>) {
        let mode = self.mode(self.analysis.statements[id].cue, &content);
        let statement = Arc::make_mut(&mut self.analysis.statements[id]);
        let overlaps = |part: &Span| content.iter().any(|piece| piece.overlaps(*part));
        statement.addressee = statement.addressee.filter(|part| !overlaps(part));
        statement.why.push(Reason { rule: Rule::ReaderContent, span: content[0] });
        (statement.content, statement.mode, statement.confidence) = (content, mode, 1.0);
        self.touched[id] = true;
    }

    fn drop_statement(&mut self, id: StatementId) {
        let dropped = self.analysis.statements[id].extent();
        self.gone[id] = true;
        self.analysis.silences.retain(|silence| !dropped.covers(silence.span));
    }

    /// Puts statements in their order, and numbers all anew.
    fn close(mut self) -> Analysis {
        if self.gone.contains(&true) || self.touched.contains(&true) {
            self.settle_parents();
            self.reorder();
        }
        let (gone, actors) = (&self.cast.gone, &mut self.analysis.actors);
        for actor in actors.iter_mut() {
            actor.statements.clear();
        }
        for (id, statement) in self.analysis.statements.iter().enumerate() {
            if let Some(actor) = statement.actor.filter(|&actor| !gone[actor]) {
                actors[actor].statements.push(id);
            }
        }
        self.cast.close(&mut self.analysis);
        self.analysis
    }

    /// Finds the parents of statements anew that were touched themselves, or whose parents were.
    fn settle_parents(&mut self) {
        let changed = |id: StatementId| self.touched[id] || self.gone[id];
        let parents: Vec<(StatementId, Option<StatementId>)> = (0..self.gone.len())
            .filter(|&id| !self.gone[id])
            .filter(|&id| changed(id) || self.analysis.statements[id].parent.is_some_and(changed))
            .map(|id| (id, self.parent_of(id)))
            .collect();
        for (id, parent) in parents {
            Arc::make_mut(&mut self.analysis.statements[id]).parent = parent;
        }
    }

    /// The shortest statement whose content holds all of this one's, and more.
    fn parent_of(&self, id: StatementId) -> Option<StatementId> {
        let statements = &self.analysis.statements;
        let inside = |a: &Statement, b: &Statement| a.content.iter().all(|x| b.content.iter().any(|y| y.covers(*x)));
        let length = |id: &StatementId| statements[*id].content.iter().map(|piece| piece.len()).sum::<usize>();
        let around = (0..statements.len()).filter(|&other| !self.gone[other] && other != id);
        around
            .filter(|&other| {
                inside(&statements[id], &statements[other]) && !inside(&statements[other], &statements[id])
            })
            .min_by_key(length)
    }

    fn reorder(&mut self) {
        let statements = std::mem::take(&mut self.analysis.statements);
        let end = |statement: &Statement| statement.content.last().map_or(0, |piece| piece.end());
        let key = |statement: &Statement| (statement.content[0].start(), std::cmp::Reverse(end(statement)));
        let mut new_ids = vec![None; statements.len()];
        let left = statements.into_iter().enumerate().filter(|(id, _)| !self.gone[*id]);
        let mut order: Vec<_> = left.collect();
        if self.touched.contains(&true) {
            order.sort_by_key(|(_, statement)| key(statement));
        }
        for (new, (old, _)) in order.iter().enumerate() {
            new_ids[*old] = Some(new);
        }
        self.analysis.statements = order.into_iter().map(|(_, statement)| statement).collect();
        for statement in &mut self.analysis.statements {
            let parent = statement.parent.and_then(|parent| new_ids[parent]);
            if parent != statement.parent {
                Arc::make_mut(statement).parent = parent;
            }
        }
    }
}
