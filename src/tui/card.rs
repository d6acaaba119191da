//! A statement in words: as text to paste elsewhere, and as the reasons it rests on.

use super::app::App;
use crate::analysis::{Actor, Class, Layer, Mention, MentionKind, Mode, Rule, Statement, StatementId};
use crate::text::{Article, Span};

/// What is put between pieces of a content that do not stand side by side.
const GAP: &str = " … ";

/// The content of a statement, in the article's words.
pub fn content(article: &Article, statement: &Statement) -> String {
    statement.content.iter().map(|s| article.slice(*s)).collect::<Vec<_>>().join(GAP)
}

/// The word to put before a content that is not asserted: printed without it, a denial would read as a claim.
pub fn denial(statement: &Statement) -> Option<&'static str> {
    match (statement.class, statement.negated) {
        (Class::Deny, _) => Some("denied"),
        (Class::Refuse, _) => Some("declined"),
        (_, true) => Some("negated"),
        (_, false) => None,
    }
}

/// A statement with all that is needed to cite it: words, speaker, manner, article, paragraph.
pub(super) fn card(app: &App<'_>, id: StatementId) -> String {
    let (article, statement) = (app.article, app.statement(id));
    let words = |span: Span| article.slice(span);
    let mut who = app.speaker(id).to_owned();
    if let Some(role) = app.voices.actor(app.voices.of(id), &app.analysis).and_then(|a| a.role) {
        who = format!("{who}, {}", words(role));
    }
    let mut manner = vec![statement.mode.name().to_owned()];
    manner.extend(statement.cue.map(|cue| format!("“{}”", words(cue))));
    manner.extend(statement.via.map(|via| format!("relayed by {}", app.analysis.actors[via].called(article))));
    manner.extend(app.is_uncertain(id).then(|| "uncertain".to_owned()));
    let denial = denial(statement).map(|d| format!("[{d}] ")).unwrap_or_default();
    let title = article.title().map(|t| format!("{}. ", words(t))).unwrap_or_default();
    let site = article.site().map(|site| format!("{site}, ")).unwrap_or_default();
    format!(
        "{denial}{}\n— {who} ({})\n{title}{site}{}, paragraph {}\n",
        content(article, statement),
        manner.join(", "),
        source_name(article),
        app.paragraph(id),
    )
}

/// Where the article came from, for people.
pub fn source_name(article: &Article) -> &str {
    match article.source() {
        "-" => "standard input",
        source => source,
    }
}

/// A line of the explanation: what it is about, and what there is to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// The label; empty where the line goes on with the one before.
    pub label: &'static str,
    /// What there is to say.
    pub text: String,
}

/// What a statement rests on, for a reader who doubts it.
pub(super) fn facts(app: &App<'_>, id: StatementId) -> Vec<Fact> {
    let (article, statement) = (app.article, app.statement(id));
    let quote = |span: Span| format!("“{}”", article.slice(span));
    let actor = app.voices.actor(app.voices.of(id), &app.analysis);
    let mut facts = Vec::new();
    let mut tell = |label, text| facts.push(Fact { label, text });

    let role = actor.and_then(|a| a.role).map(|r| format!(", {}", article.slice(r))).unwrap_or_default();
    let kind = actor.map(|a| format!(" ({})", a.kind.name())).unwrap_or_default();
    let own = app.taken_for(id).map(|was| format!("by you (was {was}): ")).unwrap_or_default();
    tell("Speaker", format!("{own}{}{role}{kind}", app.speaker(id)));
    if let Some(also) = app.also_beside(app.voices.of(id)) {
        tell("", format!("{also}, of a like name"));
    }
    match statement.source {
        Some(source) => {
            tell("Named by", quote(source));
            let other = |a: &&Actor| !article.slice(source).contains(article.slice(a.name));
            if let Some(mention) = actor.filter(other).and_then(|a| referring(&a.mentions, source)) {
                let name = actor.and_then(|a| last_name_before(&a.mentions, mention.span));
                let seen =
                    name.map(|n| format!(", named {} in paragraph {}", quote(n), article.paragraph_at(n.start()) + 1));
                let how = if mention.kind == MentionKind::Pronoun { "pronoun" } else { "description" };
                tell("", format!("a {how} taken to mean {}{}", app.speaker(id), seen.unwrap_or_default()));
            }
        }
        None => tell("Named by", "no words beside the statement; the speaker is inferred".to_owned()),
    }
    match statement.cue {
        Some(cue) => tell("Cue", format!("{}, {}", quote(cue), act(statement))),
        None => tell("Cue", format!("none, {}", act(statement))),
    }
    tell("Words", mode_words(statement).to_owned());
    if let Some(addressee) = statement.addressee {
        tell("Said to", quote(addressee));
    }
    if let Some(via) = statement.via {
        tell("Relayed", format!("by {}", app.analysis.actors[via].called(article)));
    }
    if let Some(parent) = statement.parent {
        tell("Inside", format!("a statement of {}", app.speaker(parent)));
    }
    for (index, reason) in statement.why.iter().enumerate() {
        let label = if index == 0 { "Because" } else { "" };
        tell(label, format!("{}: {}", reason.rule.explain(), quote(reason.span)));
    }
    for (index, title) in app.elsewhere(id).iter().enumerate() {
        tell(if index == 0 { "Also in" } else { "" }, title.clone());
    }
    if let Some(mark) = app.desk.mark_on(id) {
        tell(
            "Marked",
            mark.note.as_ref().map_or_else(|| "by you".to_owned(), |note| format!("with your note: {note}")),
        );
    }
    let doubt = if app.is_uncertain(id) { ", uncertain" } else { "" };
    tell("Confidence", format!("{:.0} %{doubt}", statement.confidence * 100.0));
    facts
}

fn act(statement: &Statement) -> String {
    let layer = match statement.layer {
        Layer::Speech => "an act of speech",
        Layer::Mind => "a state of mind",
    };
    let denial = denial(statement).map(|d| format!("; {d}, so nothing is claimed")).unwrap_or_default();
    format!("{layer}, class “{}”{denial}", statement.class.name())
}

fn mode_words(statement: &Statement) -> &'static str {
    let is_turn = statement.why.iter().any(|reason| reason.rule == Rule::Transcript);
    match statement.mode {
        Mode::Indirect if is_turn => "as the transcript has them behind the speaker's label",
        Mode::Direct => "direct: all of it stands between quotation marks",
        Mode::Mixed => "mixed: part of it stands between quotation marks",
        Mode::Indirect => "indirect: the writer's rendering, no quotation marks",
    }
}

/// The mention behind a source that does not name the actor itself.
fn referring(mentions: &[Mention], source: Span) -> Option<Mention> {
    let inside = |m: &&Mention| source.overlaps(m.span);
    let named = mentions.iter().filter(inside).any(|m| m.kind == MentionKind::Name);
    mentions.iter().find(inside).copied().filter(|_| !named)
}

fn last_name_before(mentions: &[Mention], place: Span) -> Option<Span> {
    let before = mentions.iter().take_while(|m| m.span.start() < place.start());
    before.filter(|m| m.kind == MentionKind::Name).last().map(|m| m.span)
}
