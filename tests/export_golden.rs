//! Every export of one analysis made by hand, which has everything that an analysis can have: a change of format shows
//! here, a change of the engine does not.

use std::sync::Arc;

use insta::assert_snapshot;
use whosaid::analysis::{
    Actor, ActorKind, Analysis, Class, Entity, EntityKind, Layer, Mark, Mention, MentionKind, Mode, Reason, Rule,
    Silence, Statement,
};
use whosaid::export::Format;
use whosaid::text::{Block, Outline, ParagraphKind};
use whosaid::{Article, Span};

const TEXT: &str = "\
Harbour to close for a year

By Nora Quill

The harbour of Port Alder (1 < 2 berths) will close in May, the council announced. “We waited,” said Ana Ruiz, the \
harbour master, “for *one* week.” She denied taking money.

Ruiz told Radio Sol that critics had called the plan “madness”. Two officials hope for [rain](or snow).

“It was chaos.”

The ministry declined to comment.
";

struct Sample {
    article: Article,
}

impl Sample {
    /// Where these words first stand.
    fn at(&self, words: &str) -> Span {
        let start = self.article.text().find(words).unwrap_or_else(|| panic!("{words:?} is in the text"));
        Span::new(start, start + words.len())
    }

    fn actor(&self, name: &str, kind: ActorKind, statements: &[usize]) -> Actor {
        let name = self.at(name);
        Actor {
            name,
            kind,
            role: None,
            aliases: Vec::new(),
            mentions: vec![Mention { span: name, kind: MentionKind::Name }],
            statements: statements.to_vec(),
            given: None,
            corrected: false,
        }
    }

    fn statement(&self, actor: Option<usize>, mode: Mode, cue: Option<&str>, content: &[&str]) -> Statement {
        Statement {
            source: None,
            cue: cue.map(|cue| self.at(cue)),
            content: content.iter().map(|piece| self.at(piece)).collect(),
            actor,
            mode,
            layer: Layer::Speech,
            class: Class::Say,
            negated: false,
            via: None,
            addressee: None,
            parent: None,
            confidence: 0.9,
            why: Vec::new(),
        }
    }

    fn analysis(&self) -> Analysis {
        let ruiz = Actor {
            role: Some(self.at("harbour master")),
            aliases: vec![self.at("Ruiz told").truncated(4)],
            ..self.actor("Ana Ruiz", ActorKind::Person, &[1, 2, 3])
        };
        let announced = Statement {
            source: Some(self.at("the council")),
            class: Class::Announce,
            why: vec![Reason { rule: Rule::SubjectBeforeCue, span: self.at("the council announced") }],
            ..self.statement(
                Some(0),
                Mode::Indirect,
                Some("announced"),
                &["The harbour of Port Alder (1 < 2 berths) will close in May"],
            )
        };
        let denied = Statement {
            source: Some(self.at("She")),
            class: Class::Deny,
            negated: true,
            ..self.statement(Some(1), Mode::Indirect, Some("denied"), &["taking money"])
        };
        let told = Statement {
            addressee: Some(self.at("Radio Sol")),
            ..self.statement(Some(1), Mode::Mixed, Some("told"), &["that critics had called the plan “madness”"])
        };
        let called = Statement {
            via: Some(1),
            parent: Some(3),
            class: Class::Criticise,
            confidence: 0.4,
            ..self.statement(Some(2), Mode::Mixed, Some("had called"), &["the plan “madness”"])
        };
        let hope = Statement {
            layer: Layer::Mind,
            class: Class::Think,
            ..self.statement(Some(3), Mode::Indirect, Some("hope for"), &["[rain](or snow)"])
        };
        Analysis {
            statements: [
                announced,
                self.statement(Some(1), Mode::Direct, Some("said"), &["“We waited,”", "“for *one* week.”"]),
                denied,
                told,
                called,
                hope,
                Statement { confidence: 0.301, ..self.statement(None, Mode::Direct, None, &["“It was chaos.”"]) },
            ]
            .map(Arc::new)
            .to_vec(),
            actors: vec![
                self.actor("the council", ActorKind::Organization, &[0]),
                ruiz,
                self.actor("critics", ActorKind::Unnamed, &[4]),
                self.actor("Two officials", ActorKind::Group, &[5]),
                self.actor("The ministry", ActorKind::Organization, &[]),
            ],
            entities: Arc::new(vec![
                Entity { span: self.at("Port Alder"), kind: EntityKind::Place, actor: None },
                Entity { span: self.at("Ana Ruiz"), kind: EntityKind::Person, actor: Some(1) },
                Entity { span: self.at("Ruiz told").truncated(4), kind: EntityKind::Person, actor: Some(1) },
                Entity { span: self.at("Radio Sol"), kind: EntityKind::Organization, actor: None },
            ]),
            silences: vec![Silence { actor: Some(4), span: self.at("declined to comment") }],
            marks: vec![
                Mark { content: vec![self.at("“We waited,”")], statement: Some(1), note: None },
                Mark {
                    content: vec![self.at("taking money")],
                    statement: Some(2),
                    note: Some("ask *her* again".to_owned()),
                },
                Mark { content: vec![self.at("madness")], statement: None, note: Some("=gone".to_owned()) },
            ],
            selection: None,
        }
    }
}

trait Truncated {
    fn truncated(self, length: usize) -> Span;
}

impl Truncated for Span {
    fn truncated(self, length: usize) -> Span {
        Span::new(self.start(), self.start() + length)
    }
}

fn export(format: Format) -> String {
    let sample = Sample { article: Article::from_plain_text(TEXT, "news/harbour_close.txt") };
    let mut out = Vec::new();
    format.write(&sample.article, &sample.analysis(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn golden(name: &str, content: &str) {
    insta::with_settings!({ snapshot_path => "golden", prepend_module_to_snapshot => false, omit_expression => true }, {
        assert_snapshot!(name, content);
    });
}

#[test]
fn markdown() {
    golden("markdown", &export(Format::Markdown).replace(env!("CARGO_PKG_VERSION"), "[version]"));
}

#[test]
fn text() {
    golden("text", &export(Format::Text));
}

#[test]
fn json() {
    let value: serde_json::Value = serde_json::from_str(&export(Format::Json)).unwrap();
    golden("json", &serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn csv() {
    golden("csv", &export(Format::Csv));
}

#[test]
fn html() {
    let page = export(Format::Html).replace(env!("CARGO_PKG_VERSION"), "[version]");
    let (head, rest) = page.split_once("<style>").unwrap();
    golden("html", &(head.to_owned() + rest.split_once("</style>\n").unwrap().1));
}

#[test]
fn web_annotations() {
    golden("jsonld", &export(Format::WebAnnotation).replace(env!("CARGO_PKG_VERSION"), "[version]"));
}

#[test]
fn xml() {
    golden("xml", &export(Format::Xml));
}

#[test]
fn an_article_without_statements_says_so() {
    let article = Article::from_plain_text("The harbour is closed.", "-");
    let mut out = Vec::new();
    Format::Text.write(&article, &Analysis::default(), &mut out).unwrap();
    Format::Markdown.write(&article, &Analysis::default(), &mut out).unwrap();
    let out = String::from_utf8(out).unwrap().replace(env!("CARGO_PKG_VERSION"), "[version]");
    golden("nothing", &out);
}

#[test]
fn a_site_is_named_with_the_source_but_never_part_of_the_text() {
    let block = Block { kind: ParagraphKind::Paragraph, words: "“We waited,” said Ana Ruiz.".to_owned() };
    let outline = Outline { site: Some(" The *Quay*\n Press ".to_owned()), blocks: vec![block], ..Outline::default() };
    let article = Article::from_outline(&outline, "https://quay.example/1");
    assert_eq!(article.site(), Some("The *Quay* Press"));
    for (format, line) in [
        (Format::Markdown, "Source: The \\*Quay\\* Press, https://quay.example/1 · 5 words"),
        (Format::Html, "<p class=\"facts\">Source: The *Quay* Press, https://quay.example/1 · 5 words"),
        (Format::Text, "Source: The *Quay* Press, https://quay.example/1\n"),
    ] {
        let mut out = Vec::new();
        format.write(&article, &Analysis::default(), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains(line), "{line}: {out}");
    }
    assert_eq!(article.text(), "“We waited,” said Ana Ruiz.");
}
