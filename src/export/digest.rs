//! What the formats for people have in common: voices in the order of their weight, and statements in words.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::analysis::{Actor, ActorId, ActorKind, Analysis, Class, Layer, Mode, Statement, StatementId};
use crate::text::{Article, Span};

/// An actor that has statements.
pub(crate) struct Voice<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) role: Option<Cow<'a, str>>,
    pub(crate) statements: &'a [StatementId],
    /// What the person who reads changed about it, in words.
    pub(crate) mark: Option<&'static str>,
    /// Words of all its statements.
    pub(crate) words: usize,
    /// How many of its statements are direct.
    pub(crate) direct: usize,
}

impl Voice<'_> {
    /// Direct statements in a hundred.
    pub(crate) fn direct_percent(&self) -> usize {
        (self.direct * 100 + self.statements.len() / 2) / self.statements.len()
    }
}

/// An analysis, asked as a report needs it.
#[derive(Clone, Copy)]
pub(crate) struct Digest<'a> {
    pub(crate) article: &'a Article,
    pub(crate) analysis: &'a Analysis,
}

impl<'a> Digest<'a> {
    /// The actors that have statements, those with the most first.
    pub(crate) fn voices(self) -> Vec<Voice<'a>> {
        let speaks = self.analysis.actors.iter().filter(|actor| !actor.statements.is_empty());
        let mut voices: Vec<_> = speaks
            .map(|actor| {
                let statements = || actor.statements.iter().map(|&id| &self.analysis.statements[id]);
                Voice {
                    name: one_line(actor.called(self.article)),
                    role: actor.role.map(|role| self.words(role)),
                    statements: &actor.statements,
                    mark: own_mark(actor),
                    words: statements().map(|statement| self.count(statement)).sum(),
                    direct: statements().filter(|statement| statement.mode == Mode::Direct).count(),
                }
            })
            .collect();
        voices.sort_by_key(|voice| Reverse(voice.statements.len()));
        voices
    }

    /// The statements that no actor stands behind.
    pub(crate) fn unattributed(self) -> Vec<StatementId> {
        let statements = &self.analysis.statements;
        (0..statements.len()).filter(|&id| statements[id].actor.is_none()).collect()
    }

    /// Why there are no statements, in words.
    pub(crate) fn why_none(self) -> &'static str {
        match self.analysis.selection {
            Some(_) => "none passes the filter",
            None => "nobody is quoted or reported in this text",
        }
    }

    /// Which statements were kept: `statements by “ruiz”`; nothing if the analysis is whole.
    pub(crate) fn kept(self) -> Option<String> {
        Some(format!("statements {}", one_line(self.analysis.selection.as_deref()?)))
    }

    /// Where the article comes from: the site, if it says how it is called, and file or address; nothing if it was piped in.
    pub(crate) fn origin(self) -> Option<String> {
        let source = Some(self.article.source()).filter(|source| *source != "-").map(one_line);
        match (self.article.site(), source) {
            (Some(site), Some(source)) => Some(format!("{site}, {source}")),
            (site, source) => site.map(str::to_owned).or(source.map(Cow::into_owned)),
        }
    }

    /// The name of an actor, or a word for nobody known.
    pub(crate) fn someone(self, actor: Option<ActorId>) -> Cow<'a, str> {
        actor.map_or("Someone".into(), |actor| self.name(actor))
    }

    /// The words of a span, on one line.
    pub(crate) fn words(self, span: Span) -> Cow<'a, str> {
        one_line(self.article.slice(span))
    }

    /// The fullest name of an actor.
    pub(crate) fn name(self, actor: ActorId) -> Cow<'a, str> {
        one_line(self.analysis.actors[actor].called(self.article))
    }

    /// What is said: the pieces of the content, with an ellipsis where something else stands between two of them.
    pub(crate) fn content(self, statement: &Statement) -> Cow<'a, str> {
        let pieces = statement.content.as_slice();
        let mut content = pieces.first().map_or(Cow::Borrowed(""), |&first| self.words(first));
        for pair in pieces.windows(2) {
            let between = self.article.text().get(pair[0].end()..pair[1].start()).unwrap_or_default();
            content += if between.trim().is_empty() { " " } else { " … " };
            content += self.words(pair[1]);
        }
        content
    }

    /// The words that signal the attribution, with whom it was said to where that follows at once (`told reporters`);
    /// nothing for a colon or a dash.
    pub(crate) fn cue(self, statement: &Statement) -> Option<Cow<'a, str>> {
        let cue = statement.cue?;
        let addressee = statement.addressee.filter(|addressee| {
            self.article.text().get(cue.end()..addressee.start()).is_some_and(|between| between.trim().is_empty())
        });
        let words = self.words(addressee.map_or(cue, |addressee| cue.join(addressee)));
        words.starts_with(char::is_alphabetic).then_some(words)
    }

    /// Number of the paragraph that a span begins in, from 1.
    pub(crate) fn paragraph(self, span: Span) -> usize {
        self.article.paragraph_at(span.start()) + 1
    }

    /// What keeps a statement from being a plain assertion of its actor, and what the person who reads says of it, in words.
    pub(crate) fn marks(self, id: StatementId) -> Vec<String> {
        let statement = &self.analysis.statements[id];
        let mut marks = Vec::new();
        match statement.class {
            Class::Deny => marks.push("denied".to_owned()),
            Class::Refuse => marks.push("declined".to_owned()),
            _ if statement.negated => marks.push("negated".to_owned()),
            _ => {}
        }
        if statement.layer == Layer::Mind {
            marks.push("state of mind".to_owned());
        }
        if statement.actor.is_some_and(|actor| self.analysis.actors[actor].kind == ActorKind::Unnamed) {
            marks.push("unnamed source".to_owned());
        }
        // What somebody says of themselves is passed on by nobody.
        let other = |actor: &ActorId| Some(*actor) != statement.actor;
        let via = statement.via.filter(other);
        marks.extend(via.map(|via| format!("relayed by {}", self.name(via))));
        let around = statement.parent.and_then(|parent| self.analysis.statements[parent].actor).filter(other);
        marks.extend(
            around.filter(|_| via.is_none()).map(|actor| format!("inside a statement of {}", self.name(actor))),
        );
        if statement.is_corrected() {
            marks.push(OWN.to_owned());
        }
        if statement.is_uncertain() {
            marks.push("uncertain".to_owned());
        }
        marks.extend(self.analysis.mark_on(id).map(|mark| match &mark.note {
            Some(note) => format!("note by the reader: {}", one_line(note)),
            None => "marked by the reader".to_owned(),
        }));
        marks
    }

    fn count(self, statement: &Statement) -> usize {
        statement.content.iter().map(|&piece| self.article.words_in(piece)).sum()
    }
}

/// What stands beside all that is the reader's own and not the engine's.
pub(crate) const OWN: &str = "corrected by the reader";

fn own_mark(actor: &Actor) -> Option<&'static str> {
    match (&actor.given, actor.corrected) {
        (Some(_), _) => Some("named by the reader"),
        (None, true) => Some(OWN),
        (None, false) => None,
    }
}

/// The text with every run of line breaks as one space and no other control or bidi character.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let lines = text.split(['\n', '\r']).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    Cow::Owned(lines.chars().filter(|&c| !is_unsafe(c)).collect())
}

/// Whether a character can move the cursor or reorder the text around it.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_and_unsafe_characters_dropped() {
        assert_eq!(one_line("as it is"), "as it is");
        assert_eq!(one_line("one\r\n\r\ntwo"), "one two");
        assert_eq!(one_line("a\u{1b}[31m\u{202e}b\u{9b}c"), "a[31mbc");
    }
}
