//! Every export of one dossier of analyses made by hand: a change of format shows here, a change of the engine does not.

use std::sync::Arc;

use insta::{Settings, assert_snapshot};
use whosaid::analysis::{Actor, ActorKind, Analysis, Class, Layer, Mention, MentionKind, Mode, Statement};
use whosaid::dossier::{Dossier, Format, Item};
use whosaid::{Article, Filter, Span};

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
fn item(text: &str, source: &str, statements: &[(Option<&str>, Mode, &[&str])]) -> Item {
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

fn dossier() -> Dossier {
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

fn export(dossier: &Dossier, format: Format) -> String {
    let mut out = Vec::new();
    dossier.write(format, &mut out).unwrap();
    String::from_utf8(out).unwrap().replace(concat!("whosaid ", env!("CARGO_PKG_VERSION")), "whosaid [version]")
}

fn golden(name: &str, text: &str) {
    let mut settings = Settings::clone_current();
    settings.set_snapshot_path("../golden/dossier");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| assert_snapshot!(name, text));
}

#[test]
fn every_format() {
    let dossier = dossier();
    for &format in Format::ALL {
        let text = export(&dossier, format);
        let text = match format {
            Format::Json => {
                let mut all: serde_json::Value = serde_json::from_str(&text).unwrap();
                // What an article looks like is told by the export of one.
                assert_eq!(all["articles"].as_array().unwrap().len(), 2);
                assert_eq!(all["articles"][1]["schema"], "whosaid/1");
                all["articles"] = "[articles]".into();
                serde_json::to_string_pretty(&all).unwrap()
            }
            Format::Html => {
                let (head, rest) = text.split_once("<style>").unwrap();
                head.to_owned() + rest.split_once("</style>\n").unwrap().1
            }
            _ => text,
        };
        golden(format.name(), &text);
    }
}

#[test]
fn a_part_keeps_the_other_versions_of_its_quotes() {
    let filter = Filter { by: vec!["ana ruiz".to_owned(), "Kaya".to_owned()], ..Filter::default() };
    let kept = dossier().keep(&filter);
    golden("kept", &export(&kept, Format::Text));
    let rows = export(&kept, Format::Csv);
    assert_eq!(rows.lines().count(), 1 + 3, "what is there for a quote alone is no row: {rows}");
}

#[test]
fn nothing_found_says_so() {
    let nothing = Dossier::new(vec![item("It rained.", "-", &[])]);
    golden("nothing", &(export(&nothing, Format::Markdown) + &export(&nothing, Format::Text)));
    let filter = Filter { by: vec!["Xanthippe".to_owned()], ..Filter::default() };
    assert_eq!(nothing.strangers(&filter).collect::<Vec<_>>(), ["Xanthippe"]);
    assert!(export(&nothing.keep(&filter), Format::Text).contains("none passes the filter"));
}
