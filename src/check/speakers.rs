//! Whether it is clear who says what is quoted.

use super::{Desk, Finding, Rule};
use crate::analysis::{Actor, ActorKind, Mention, MentionKind, Mode, Rule as Reason, Statement};
use crate::text::Span;

/// Marks that close a quotation, or something in brackets.
const CLOSING: [char; 7] = ['”', '’', '"', '\'', '»', '›', ')'];

impl Desk<'_> {
    /// Asks about a quotation of nobody, or of one of two.
    pub(super) fn speaker(&self, statement: &Statement) -> Option<Finding> {
        let said = *statement.content.first()?;
        if statement.mode != Mode::Direct
            || statement.is_corrected()
            || self.is_heading(said)
            || self.is_retold(statement)
        {
            return None;
        }
        let Some(actor) = statement.actor else { return self.nobody(statement, said) };
        let name = self.analysis.actors[actor].called(self.article);
        let other = self.nearer(statement);
        let message = match other {
            Some(other) => format!("read as said by {name}, but {other} speaks nearer"),
            None if statement.is_uncertain() && statement.source.is_none() => {
                format!("read as said by {name}, but nothing beside the quotation says so")
            }
            None => return None,
        };
        Some(Finding::new(Rule::AmbiguousSpeaker, said, message))
    }

    /// Whether somebody who is quoted quotes it: how people tell what others said is theirs.
    fn is_retold(&self, statement: &Statement) -> bool {
        let around = statement.parent.map(|parent| &self.analysis.statements[parent]);
        around.is_some_and(|around| around.mode == Mode::Direct)
    }

    /// Asks about a quotation without an actor where the article leaves it open. What stands in a sentence with other
    /// words is put down to somebody by these, whether the engine understands them or not.
    fn nobody(&self, statement: &Statement, said: Span) -> Option<Finding> {
        if let Some(source) = statement.source {
            let words = self.article.slice(source);
            let message = format!("who “{words}” is, cannot be told");
            let personal = ["he", "she"].contains(&words.to_lowercase().as_str());
            return personal.then(|| Finding::new(Rule::AmbiguousSpeaker, said, message));
        }
        let open = match statement.cue.map(|cue| self.article.slice(cue)) {
            Some(cue) => cue.contains(char::is_alphabetic),
            None => self.stands_alone(said) && !self.goes_on_with_a_speaker(said),
        };
        open.then(|| Finding::new(Rule::OrphanQuote, said, "nobody is said to have said this".to_owned()))
    }

    /// Whether a quotation is made of whole sentences, and nothing signs it (`“…” — a user in Leeds`).
    fn stands_alone(&self, said: Span) -> bool {
        let ends = |text: &str| text.trim_end_matches(CLOSING).ends_with(['.', '!', '?', '…']);
        let paragraph = self.article.paragraphs()[self.article.paragraph_at(said.start())].span;
        let before = self.article.text()[paragraph.start()..said.start()].trim_end();
        let behind = self.article.text()[said.end()..paragraph.end().max(said.end())].trim_start();
        (ends(before) || !before.contains(char::is_alphanumeric))
            && (behind.is_empty() || ends(self.article.slice(said)))
            && !behind.starts_with(['—', '–', '-'])
    }

    /// Whether the quotation is left open at the end of its paragraph, and somebody says what goes on with it.
    fn goes_on_with_a_speaker(&self, said: Span) -> bool {
        let quotations = &self.doc.quotations;
        let first = self.doc.tokens_in(said).start;
        let mut index = quotations.partition_point(|quotation| quotation.tokens.start < first);
        let outer = (index + 1..quotations.len()).filter(|&next| quotations[next].parent.is_none());
        for next in outer {
            if quotations[next].continues != Some(index) {
                return false;
            }
            if self.doc.span(&quotations[next].tokens).is_some_and(|span| self.attributed.contains(&span.start())) {
                return true;
            }
            index = next;
        }
        false
    }

    /// The words for who else a pronoun might mean: a person who speaks nearer to it than the one it is read as.
    fn nearer(&self, statement: &Statement) -> Option<&str> {
        let span_of = |rules: &[Reason]| statement.why.iter().find(|r| rules.contains(&r.rule)).map(|r| r.span);
        let first = span_of(&[Reason::PronounOfSpeaker, Reason::PronounOfSubject])?;
        let second = span_of(&[Reason::SecondChoice])?;
        let source = statement.source?;
        let between = first.end() <= second.start() && second.end() <= source.start();
        let tokens = self.doc.tokens_in(second);
        let told = statement.parent.and_then(|parent| self.analysis.statements[parent].source);
        if !between
            || self.doc.is_quoted(tokens.start)
            || !tokens.clone().any(|token| self.speaking.contains(&token))
            || told.is_some_and(|teller| teller.overlaps(second))
            || self.is_of_the_other_sex(tokens.start, source)
        {
            return None;
        }
        let named = |actor: &Actor| {
            let is_it = |mention: &Mention| mention.kind == MentionKind::Name && mention.span.overlaps(second);
            actor.kind == ActorKind::Person && actor.mentions.iter().any(is_it)
        };
        let other = self.analysis.actors.iter().enumerate().find(|(_, actor)| named(actor))?;
        (Some(other.0) != statement.actor).then(|| other.1.called(self.article))
    }

    /// Whether a courtesy title before a name says that a pronoun cannot mean it.
    fn is_of_the_other_sex(&self, name: usize, pronoun: Span) -> bool {
        let before = name.checked_sub(1).map_or("", |token| self.doc.lower(token)).trim_end_matches('.');
        match self.article.slice(pronoun).to_lowercase().as_str() {
            "she" => before == "mr",
            "he" => ["ms", "mrs", "miss"].contains(&before),
            _ => false,
        }
    }
}
