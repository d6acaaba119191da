//! What holds for the exports of any article and any analysis of it, read back by readers that know nothing of ours.

use std::sync::Arc;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use whosaid::analysis::{
    Actor, ActorKind, Analysis, Class, Entity, EntityKind, Layer, Mark, Mention, MentionKind, Mode, Silence, Statement,
};
use whosaid::export::Format;
use whosaid::{Article, Span, analyze};

const SAMPLES: &[&str] = &[
    include_str!("../assets/articles/rate-cut.txt"),
    include_str!("../assets/articles/ferry-crab.txt"),
    include_str!("../assets/articles/cholera-briefing.txt"),
];

fn export(format: Format, article: &Article, analysis: &Analysis) -> String {
    let mut out = Vec::new();
    format.write(article, analysis, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_samples_read_back() {
    for sample in SAMPLES {
        let article = Article::from_plain_text(sample, "sample.txt");
        let analysis = analyze(&article);
        assert!(analysis.statements.len() > 10, "{}", analysis.statements.len());
        check_all(&article, &analysis);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_analysis_of_any_text_reads_back((article, analysis) in analysed()) {
        check_all(&article, &analysis);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_found_in_any_text_reads_back(text in hostile_news(), source in hostile()) {
        let article = Article::from_plain_text(&text, &source);
        let analysis = analyze(&article);
        prop_assume!(!analysis.statements.is_empty());
        check_all(&article, &analysis);
    }
}

/// Sentences that say who said what, with hostile text for what was said and who said it.
fn hostile_news() -> impl Strategy<Value = String> {
    let sentence = (hostile(), hostile(), 0..5).prop_map(|(who, what, form)| match form {
        0 => format!("“{what},” said {who}. "),
        1 => format!("Ana {who} Ruiz said that {what} was late. "),
        2 => format!("{who} denied “{what}”.\n\n"),
        3 => format!("According to {who}, {what}. "),
        _ => format!("{who}: {what}\n\n"),
    });
    prop::collection::vec(sentence, 1..6).prop_map(|sentences| sentences.concat())
}

/// Texts full of what Markdown, tables, JSON and terminals could take for theirs.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "__",
        "`",
        "```",
        "~",
        "~~",
        "[",
        "](http://x)",
        "![",
        "]",
        "[^1]",
        "[^1]: x",
        "<b>",
        "<!--",
        "-->",
        "</",
        "&amp;",
        "&#35;",
        "&",
        ";",
        "|",
        "\\",
        "\\|",
        "$",
        "$$",
        "#",
        "# ",
        " #",
        "- ",
        "+ ",
        "1. ",
        "> ",
        "===",
        "---",
        "***",
        ":",
        "!",
        "(",
        ")",
        "\"",
        "“",
        "”",
        "'",
        "http://x.y",
        "a@b.c",
        "|---|",
        " ",
        " ",
        "\n\n",
        "\t",
        "word",
        "Ruiz",
        "é",
        "漢",
        "👍🏽",
        "\u{1b}[31m",
        "\u{9b}",
        "\u{202e}",
        "\u{2028}",
        "\u{a0}",
        "\u{0}",
        "\u{feff}",
        "\r",
    ]);
    prop::collection::vec(piece, 1..80).prop_map(|pieces| pieces.concat())
}

/// An article of such a text, and an analysis whose spans lie anywhere in it.
fn analysed() -> impl Strategy<Value = (Article, Analysis)> {
    let spans = prop::collection::vec((any::<prop::sample::Index>(), 1..40_usize), 12);
    (hostile(), hostile(), spans).prop_filter_map("no words", |(text, source, spans)| {
        let article = Article::from_plain_text(&text, &source);
        let spans: Vec<_> = spans.iter().filter_map(|(at, length)| span(&article, *at, *length)).collect();
        (spans.len() == 12).then(|| analysis(&spans)).map(|analysis| (article, analysis))
    })
}

/// A span with visible ends, inside a paragraph.
fn span(article: &Article, at: prop::sample::Index, length: usize) -> Option<Span> {
    if article.paragraphs().is_empty() {
        return None;
    }
    let paragraph = article.paragraphs()[at.index(article.paragraphs().len())].span;
    let ends: Vec<_> = article.slice(paragraph).char_indices().map(|(i, c)| i + c.len_utf8()).collect();
    let starts: Vec<_> = article.slice(paragraph).char_indices().map(|(i, _)| i).collect();
    let first = at.index(starts.len());
    let last = (first + length).min(ends.len()) - 1;
    let words = &article.slice(paragraph)[starts[first]..ends[last]];
    let start = paragraph.start() + starts[first] + (words.len() - words.trim_start().len());
    (!words.trim().is_empty()).then(|| Span::new(start, start + words.trim().len()))
}

fn analysis(spans: &[Span]) -> Analysis {
    let actor = |name: Span, role, statements: &[usize]| Actor {
        name,
        kind: ActorKind::Person,
        role,
        aliases: vec![spans[9]],
        mentions: vec![Mention { span: name, kind: MentionKind::Name }],
        statements: statements.to_vec(),
        given: None,
        corrected: false,
    };
    let statement = |actor, cue, mut content: Vec<Span>, via| {
        content.sort_by_key(|piece: &Span| piece.start());
        Statement {
            source: Some(spans[10]),
            cue,
            content,
            actor,
            mode: Mode::Mixed,
            layer: Layer::Mind,
            class: Class::Deny,
            negated: true,
            via,
            addressee: None,
            parent: None,
            confidence: 0.2,
            why: Vec::new(),
        }
    };
    Analysis {
        statements: [
            statement(Some(0), Some(spans[0]), vec![spans[1]], Some(1)),
            statement(Some(1), None, vec![spans[2], spans[3]], None),
            statement(None, Some(spans[4]), vec![spans[5]], None),
        ]
        .map(Arc::new)
        .to_vec(),
        actors: vec![actor(spans[6], Some(spans[7]), &[0]), actor(spans[8], None, &[1])],
        entities: Arc::new(vec![
            Entity { span: spans[9], kind: EntityKind::Person, actor: None },
            Entity { span: spans[6], kind: EntityKind::Place, actor: Some(0) },
        ]),
        silences: vec![Silence { actor: Some(1), span: spans[11] }],
        marks: vec![
            Mark { content: vec![spans[1]], statement: Some(0), note: Some("\u{9b}31m=1\u{202e}<b>--> *_".to_owned()) },
            Mark { content: vec![spans[9], spans[10]], statement: None, note: None },
        ],
        selection: Some("by “\u{9b}31m\u{202e}<b>-->\u{fffe}”".to_owned()),
    }
}

fn check_all(article: &Article, analysis: &Analysis) {
    check_json(article, analysis);
    check_markdown(article, analysis);
    check_tables(article, analysis);
    check_annotations(article, analysis);
    check_page(article, analysis);
    check_xml(article, analysis);
    check_characters(article, analysis);
}

/// Nothing that a terminal obeys, and nothing that turns the direction of writing.
fn check_characters(article: &Article, analysis: &Analysis) {
    for &format in Format::ALL {
        let out = export(format, article, analysis);
        let between = if format == Format::Tsv { '\t' } else { '\n' };
        let hostile = out
            .chars()
            .find(|&c| c != '\n' && c != between && (c.is_control() || matches!(c, '\u{2028}'..='\u{202e}')));
        assert_eq!(hostile, None, "in {}", format.name());
    }
}

/// Every slice is what its code points say.
fn check_json(article: &Article, analysis: &Analysis) {
    let report: Value = serde_json::from_str(&export(Format::Json, article, analysis)).unwrap();
    let text: Vec<char> = report["article"]["text"].as_str().unwrap().chars().collect();
    assert_eq!(text.iter().collect::<String>(), article.text());
    let mut slices = 0;
    each_slice(&report, &mut |start, end, words| {
        assert_eq!(text[start..end].iter().collect::<String>(), words);
        slices += 1;
    });
    assert!(slices >= analysis.statements.len());
    assert_eq!(report["statements"].as_array().unwrap().len(), analysis.statements.len());
    for (statement, exported) in analysis.statements.iter().zip(report["statements"].as_array().unwrap()) {
        let pieces: Vec<_> = statement.content.iter().map(|&piece| article.slice(piece)).collect();
        let exported: Vec<_> =
            exported["content"].as_array().unwrap().iter().map(|p| p["text"].as_str().unwrap()).collect();
        assert_eq!(exported, pieces);
    }
}

fn each_slice(value: &Value, check: &mut impl FnMut(usize, usize, &str)) {
    if let Some(words) = value.get("text").and_then(Value::as_str)
        && let Some(start) = value.get("start").and_then(Value::as_u64)
    {
        check(start as usize, value["end"].as_u64().unwrap() as usize, words);
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| each_slice(value, check)),
        Value::Object(fields) => fields.values().for_each(|value| each_slice(value, check)),
        _ => {}
    }
}

/// What a reader of Markdown sees: headings, cells and items are those that we meant, with the words of the article in
/// them, and nothing of the article has become markup.
fn check_markdown(article: &Article, analysis: &Analysis) {
    let source = export(Format::Markdown, article, analysis);
    let page = Page::read(&source);
    let speaking: Vec<_> = analysis.actors.iter().filter(|actor| !actor.statements.is_empty()).collect();

    assert_eq!(page.tables, usize::from(!speaking.is_empty()), "{source}");
    assert_eq!(page.cells.len(), 5 * (speaking.len() + page.tables), "{source}");
    for actor in speaking {
        let name = article.slice(actor.name).trim();
        assert!(page.headings.iter().any(|heading| heading == name), "{name:?} heads a section of\n{source}");
        assert!(page.cells.iter().any(|cell| cell == name), "{name:?} is a voice of\n{source}");
    }
    for statement in &analysis.statements {
        let pieces: Vec<_> = statement.content.iter().map(|&piece| article.slice(piece).trim()).collect();
        let said = |item: &String| {
            let mut before = item.strip_suffix(*pieces.last().unwrap());
            for piece in pieces.iter().rev().skip(1) {
                before = before.and_then(|before| before.strip_suffix(" … ").or(before.strip_suffix(' ')));
                before = before.and_then(|before| before.strip_suffix(piece));
            }
            before.is_some()
        };
        assert!(page.items.iter().any(said), "{pieces:?} is an item of\n{source}");
    }
    let lists = analysis.entities.iter().map(|entity| entity.kind).collect::<std::collections::HashSet<_>>().len();
    assert_eq!(page.items.len(), analysis.statements.len() + analysis.silences.len() + lists, "{source}");
}

/// The text of each part of a page, as a renderer shows it.
#[derive(Default)]
struct Page {
    headings: Vec<String>,
    cells: Vec<String>,
    items: Vec<String>,
    paragraphs: Vec<String>,
    tables: usize,
}

impl Page {
    /// Reads with every extension that a renderer may have on; panics where there is a mark that we never make.
    fn read(source: &str) -> Self {
        let extensions = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
        let (mut page, mut part) = (Self::default(), 0);
        for event in Parser::new_ext(source, extensions) {
            let parts = match part {
                0 => &mut page.headings,
                1 => &mut page.cells,
                2 => &mut page.items,
                _ => &mut page.paragraphs,
            };
            match event {
                Event::Text(text) => parts.last_mut().unwrap().push_str(&text),
                Event::Start(tag) => {
                    part = match tag {
                        Tag::Heading { .. } => 0,
                        Tag::TableCell => 1,
                        Tag::Item => 2,
                        Tag::Paragraph => 3,
                        Tag::Table(_) => {
                            page.tables += 1;
                            continue;
                        }
                        Tag::TableHead | Tag::TableRow | Tag::List(_) | Tag::Emphasis | Tag::Strong => continue,
                        tag => panic!("{tag:?} in\n{source}"),
                    };
                    [&mut page.headings, &mut page.cells, &mut page.items, &mut page.paragraphs][part]
                        .push(String::new());
                }
                Event::End(_) | Event::Rule => {}
                event => panic!("{event:?} in\n{source}"),
            }
        }
        page
    }
}

/// Whether this text is the pieces of a statement, one behind the other.
fn is_said(said: &str, article: &Article, statement: &Statement) -> bool {
    let mut rest = Some(said);
    for (i, &piece) in statement.content.iter().enumerate() {
        if i > 0 {
            rest = rest.and_then(|rest| rest.strip_prefix(" … ").or(rest.strip_prefix(' ')));
        }
        rest = rest.and_then(|rest| rest.strip_prefix(article.slice(piece)));
    }
    rest == Some("")
}

/// Rows and cells are those that we meant, nothing is a formula, and offsets mean the words beside them.
fn check_tables(article: &Article, analysis: &Analysis) {
    let text: Vec<char> = article.text().chars().collect();
    for (format, separator) in [(Format::Csv, b','), (Format::Tsv, b'\t')] {
        let table = export(format, article, analysis);
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(table.as_bytes());
        let columns = reader.headers().unwrap().clone();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), analysis.statements.len());
        for (row, statement) in rows.iter().zip(&analysis.statements) {
            assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])), "{row:?}");
            let cell = |name: &str| &row[columns.iter().position(|column| column == name).unwrap()];
            let said = cell("content");
            let plain = said.strip_prefix('\'').unwrap_or(said);
            assert!(is_said(said, article, statement) || is_said(plain, article, statement), "{said:?}");
            let (start, end): (usize, usize) = (cell("start").parse().unwrap(), cell("end").parse().unwrap());
            let words: String = text[start..end].iter().collect();
            assert!(words.ends_with(article.slice(*statement.content.last().unwrap())), "{words:?}");
            assert_eq!(cell("mode"), statement.mode.name());
        }
    }
}

/// What the Web Annotation Data Model demands, and both selectors of each target mean the same words.
fn check_annotations(article: &Article, analysis: &Analysis) {
    let page: Value = serde_json::from_str(&export(Format::WebAnnotation, article, analysis)).unwrap();
    assert_eq!(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(page["type"], "AnnotationPage");
    let text: Vec<char> = article.text().chars().collect();
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), analysis.statements.len());
    let mut ids = std::collections::HashSet::new();
    for (item, statement) in items.iter().zip(&analysis.statements) {
        assert!(item["type"] == "Annotation" && ids.insert(item["id"].as_str().unwrap()));
        for body in item["body"].as_array().unwrap() {
            assert!(body["type"] == "TextualBody" && body["value"].is_string() && body["purpose"].is_string());
        }
        let targets = item["target"].as_array().unwrap();
        assert_eq!(targets.len(), statement.content.len());
        for (target, &piece) in targets.iter().zip(&statement.content) {
            assert!(target["source"].as_str().unwrap().is_ascii());
            let (position, quote) = (&target["selector"][0], &target["selector"][1]);
            assert_eq!(
                (&position["type"], &quote["type"]),
                (&"TextPositionSelector".into(), &"TextQuoteSelector".into())
            );
            let at = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
            let (start, end) = (at("start"), at("end"));
            let words = |key: &str| quote[key].as_str().unwrap();
            assert_eq!(text[start..end].iter().collect::<String>(), words("exact"));
            assert_eq!(article.slice(piece), words("exact"));
            assert!(text[..start].iter().collect::<String>().ends_with(words("prefix")));
            assert!(text[end..].iter().collect::<String>().starts_with(words("suffix")));
        }
    }
}

/// All text under a node, but for what `leave_out` says.
fn text_of(node: roxmltree::Node, leave_out: &impl Fn(roxmltree::Node) -> bool) -> String {
    if node.is_text() {
        return node.text().unwrap_or_default().to_owned();
    }
    node.children().filter(|child| !leave_out(*child)).map(|child| text_of(child, leave_out)).collect()
}

fn has_class(node: roxmltree::Node, class: &str) -> bool {
    node.attribute("class").is_some_and(|classes| classes.split(' ').any(|own| own == class))
}

/// The page holds the article to the letter, marks nothing that is not said, and lists every statement.
fn check_page(article: &Article, analysis: &Analysis) {
    let source = export(Format::Html, article, analysis);
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let page = roxmltree::Document::parse_with_options(&source, options).unwrap_or_else(|e| panic!("{e} in\n{source}"));
    let find = |tag: &str| page.descendants().find(|node| node.has_tag_name(tag)).unwrap();
    let number = |node: roxmltree::Node| has_class(node, "n");
    let paragraphs: Vec<_> = find("article").children().filter(roxmltree::Node::is_element).collect();
    let text: Vec<_> = paragraphs.iter().map(|paragraph| text_of(*paragraph, &number)).collect();
    assert_eq!(text.join("\n\n"), article.text());
    let said: Vec<_> = find("aside").descendants().filter(|node| node.has_tag_name("li")).collect();
    assert_eq!(said.len(), analysis.statements.len() + analysis.silences.len());
    for (id, statement) in analysis.statements.iter().enumerate() {
        let own = |node: &roxmltree::Node| node.attribute("id") == Some(&format!("q{}", id + 1));
        let item = page.descendants().find(own).unwrap();
        let words = item.children().find(|child| has_class(*child, "said")).unwrap();
        assert!(is_said(words.text().unwrap(), article, statement), "{words:?}");
    }
    let ids: Vec<_> = page.descendants().filter_map(|node| node.attribute("id")).collect();
    for link in page.descendants().filter_map(|node| node.attribute("href")) {
        assert_eq!(ids.iter().filter(|id| link.strip_prefix('#') == Some(id)).count(), 1, "{link}");
    }
}

/// The text holds the article to the letter, and the parts of a statement hold its words.
fn check_xml(article: &Article, analysis: &Analysis) {
    let source = export(Format::Xml, article, analysis);
    let xml = roxmltree::Document::parse(&source).unwrap_or_else(|e| panic!("{e} in\n{source}"));
    let text = xml.descendants().find(|node| node.has_tag_name("text")).unwrap();
    let words = text_of(text, &|_| false);
    assert_eq!(words.strip_prefix('\n').and_then(|words| words.strip_suffix('\n')), Some(article.text()));
    for (id, statement) in analysis.statements.iter().enumerate() {
        let own =
            |node: &roxmltree::Node| node.has_tag_name("content") && node.attribute("s") == Some(&(id + 1).to_string());
        let parts: Vec<_> = text.descendants().filter(own).map(|node| text_of(node, &|_| false)).collect();
        assert!(parts.iter().all(|part| statement.content.iter().any(|&p| article.slice(p).contains(part.trim()))));
        let apart = statement.content.windows(2).all(|pair| pair[0].end() <= pair[1].start());
        let solid = |words: String| words.replace(char::is_whitespace, "");
        let said: String = statement.content.iter().map(|&piece| article.slice(piece)).collect();
        assert!(!apart || solid(parts.concat()) == solid(said), "{parts:?}");
    }
}
