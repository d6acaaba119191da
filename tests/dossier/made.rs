//! A dossier of two articles with analyses made by hand, so that tests hold whatever the engine finds.

use std::sync::Arc;

use whosaid::analysis::{Actor, ActorKind, Analysis, Class, Layer, Mention, MentionKind, Mode, Statement};
use whosaid::dossier::{Dossier, Item};
use whosaid::{Article, Span};

const WIRE: &str = "\
Harbour to close

“We waited all night for a *ferry* that never came,” said Ana Ruiz, the harbour master.

“The company knew about the broken ramp in March,” Bo Li said. An aide said “no comment”.
";

const PAPER: &str = "\
“=Ferry” <chaos>

“We waited,” Ruiz said, “all night for the ferry which never came.”

“The company knew about the broken ramp in March,” said Cem Kaya.
";

/// An article and statements in it: speaker, mode and the pieces of what is said.
pub fn item(text: &str, source: &str, statements: &[(Option<&str>, Mode, &[&str])]) -> Item {
    let article = Article::from_plain_text(text, source);
    let at = |words: &str| {
        let start = article.text().find(words).unwrap_or_else(|| panic!("{words:?} is in the text"));
        Span::new(start, start + words.len())
    };
    let mut analysis = Analysis::default();
    for (id, (speaker, mode, content)) in statements.iter().enumerate() {
        let actor = speaker.map(|name| {
            let span = at(name);
            let named = name.starts_with(char::is_uppercase);
            let kind = if named { MentionKind::Name } else { MentionKind::Nominal };
            analysis.actors.push(Actor {
                name: span,
                kind: if named { ActorKind::Person } else { ActorKind::Unnamed },
                role: None,
                aliases: Vec::new(),
                mentions: vec![Mention { span, kind }],
                statements: vec![id],
                given: None,
                corrected: false,
            });
            analysis.actors.len() - 1
        });
        analysis.statements.push(Arc::new(Statement {
            source: speaker.map(at),
            cue: Some(at("said")),
            content: content.iter().map(|piece| at(piece)).collect(),
            actor,
            mode: *mode,
            layer: Layer::Speech,
            class: Class::Say,
            negated: false,
            via: None,
            addressee: None,
            parent: None,
            confidence: 0.9,
            why: Vec::new(),
        }));
    }
    Item { article, analysis }
}

/// Two articles that share two quotes, one of them put down to two people.
pub fn dossier() -> Dossier {
    let ramp: &[&str] = &["“The company knew about the broken ramp in March,”"];
    Dossier::new(vec![
        item(
            WIRE,
            "wire.txt",
            &[
                (Some("Ana Ruiz"), Mode::Direct, &["“We waited all night for a *ferry* that never came,”"]),
                (Some("Bo Li"), Mode::Direct, ramp),
                (Some("aide"), Mode::Direct, &["“no comment”"]),
            ],
        ),
        item(
            PAPER,
            "paper.txt",
            &[
                (Some("Ruiz"), Mode::Direct, &["“We waited,”", "“all night for the ferry which never came.”"]),
                (Some("Cem Kaya"), Mode::Direct, ramp),
                (None, Mode::Direct, &["“=Ferry”"]),
            ],
        ),
    ])
}
