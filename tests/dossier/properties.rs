//! What holds for the dossier of any articles.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::Value;
use whosaid::dossier::{self, Change, Dossier, Item};
use whosaid::export::Format;
use whosaid::{Article, Filter, Span, analyze};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_articles_make_a_sound_dossier(texts in prop::collection::vec(news(), 1..5), by in name()) {
        let item = |text: &String| {
            let article = Article::from_plain_text(text, "\u{1b}[31m<b>.txt");
            Item { analysis: analyze(&article), article }
        };
        let dossier = Dossier::new(texts.iter().map(item).collect());
        check(&dossier);
        check(&dossier.keep(&Filter { by: vec![by], ..Filter::default() }));
    }

    #[test]
    fn any_spans_make_a_sound_dossier(texts in prop::collection::vec((news(), any::<u64>()), 2..4)) {
        let item = |(text, seed): &(String, u64)| {
            let article = Article::from_plain_text(text, "-");
            let mut analysis = analyze(&article);
            scatter(&article, &mut analysis, *seed);
            Item { article, analysis }
        };
        check(&Dossier::new(texts.iter().map(item).collect()));
    }
}

/// Contents that lie anywhere, over each other too.
fn scatter(article: &Article, analysis: &mut whosaid::Analysis, mut seed: u64) {
    let ends: Vec<usize> = article.text().char_indices().map(|(at, _)| at).chain([article.text().len()]).collect();
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below.max(1)
    };
    for statement in analysis.statements.iter_mut().map(Arc::make_mut) {
        statement.content = (0..=next(3))
            .map(|_| {
                let start = next(ends.len() - 1);
                let end = (start + 1 + next(120)).min(ends.len() - 1);
                Span::new(ends[start], ends[end])
            })
            .collect();
        statement.content.sort();
    }
}

fn name() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["Ruiz", "Lund", "Köhler", "the ministry", "NWA", "<b>", "\u{202e}"])
        .prop_map(str::to_owned)
}

/// News that quotes the same words again and again, whole, cut, and broken by what no article should hold.
fn news() -> impl Strategy<Value = String> {
    let who = prop::sample::select(vec![
        "Ana Ruiz",
        "A. Ruiz",
        "Bo Ruiz",
        "Mayor Ruiz",
        "Kari Lund",
        "Lund",
        "Rainer Köhler",
        "R. Koehler",
        "the ministry",
        "the National Water Authority",
        "NWA",
        "an official",
        "*Bo* _Li_",
        "<b>Li</b>",
        "\u{202e}Li",
    ]);
    let words = "We waited all night for the *ferry* that never came and nobody told the 1,200 passengers — don’t ask why. \
        Çay içtik! Das Wasser stand hoch; <i>nothing</i> moved | at all \u{1b}[31m in 漢字 Port Alder 👍🏽 until the morning.";
    let words: Vec<&'static str> = words.split(' ').collect();
    let count = words.len();
    let said = (0..count, 1..count, any::<u64>()).prop_map(move |(start, length, drop)| {
        let kept = words[start..(start + length).min(count)].iter().enumerate();
        let kept = kept.filter(|(at, _)| (drop >> (at % 64)) & 7 != 0).map(|(_, word)| *word);
        kept.collect::<Vec<_>>().join(" ")
    });
    let sentence = (who, said, 0..5).prop_map(|(who, what, form)| match form {
        0 => format!("“{what},” said {who}. "),
        1 => format!("{who} said that {what}. "),
        2 => format!("‘{what},’ {who} said, ‘{what}.’\n\n"),
        3 => format!("According to {who}, “{what}”.\n\n"),
        _ => format!("{who}: {what}\n\n"),
    });
    prop::collection::vec(sentence, 1..8).prop_map(|sentences| sentences.concat())
}

fn check(dossier: &Dossier) {
    check_voices(dossier);
    for quote in &dossier.quotes {
        let first = &quote.versions[0];
        assert!(quote.versions.iter().any(|version| version.place.0 != first.place.0), "one article alone");
        assert!(first.drift.is_empty());
        for (at, version) in quote.versions.iter().enumerate() {
            let Item { article, analysis } = &dossier.items[version.place.0];
            let content = &analysis.statements[version.place.1].content;
            for span in &version.spans {
                assert!(article.text().get(span.range()).is_some_and(|words| !words.trim().is_empty()));
                let inside = |at: usize| {
                    content.iter().any(|piece| piece.holds(at)) || article.text()[at..].starts_with(char::is_whitespace)
                };
                assert!(
                    article.slice(*span).char_indices().all(|(at, _)| inside(span.start() + at)),
                    "only what was said"
                );
            }
            if at > 0 {
                check_drift(dossier, quote.versions[0].place.0, version.place.0, &version.spans, &version.drift);
            }
        }
    }
    for &written in dossier::Format::ALL {
        let format = written.of_article();
        let mut out = Vec::new();
        dossier.write(written, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        let between = if format == Format::Tsv { '\t' } else { '\n' };
        let hostile =
            |c: &char| *c != '\n' && *c != between && (c.is_control() || matches!(c, '\u{2028}'..='\u{202e}'));
        assert_eq!(out.chars().find(hostile), None, "in {}", format.name());
        match format {
            Format::Json => check_json(&serde_json::from_str(&out).unwrap()),
            Format::Html => {
                let page = roxmltree::Document::parse_with_options(
                    out.trim_start_matches("<!DOCTYPE html>"),
                    roxmltree::ParsingOptions::default(),
                );
                assert!(page.is_ok(), "{:?}\n{out}", page.err());
            }
            _ => {}
        }
    }
}

/// Every actor is one voice, and every statement of an actor is its voice's.
fn check_voices(dossier: &Dossier) {
    let mut members: Vec<_> = dossier.voices.iter().flat_map(|voice| voice.members.clone()).collect();
    members.sort_unstable();
    let all: Vec<_> = dossier
        .items
        .iter()
        .enumerate()
        .flat_map(|(item, one)| (0..one.analysis.actors.len()).map(move |actor| (item, actor)))
        .collect();
    assert_eq!(members, all);
    for voice in &dossier.voices {
        for &(item, id) in &voice.statements {
            let actor = dossier.items[item].analysis.statements[id].actor.unwrap();
            assert!(voice.members.contains(&(item, actor)));
        }
    }
}

/// What is the same or new is the version, in order, and nothing twice.
fn check_drift(dossier: &Dossier, first: usize, own: usize, spans: &[Span], drift: &[Change]) {
    let mut told: Vec<Span> = Vec::new();
    for change in drift {
        match *change {
            Change::Same(span) | Change::New(span) => {
                assert!(dossier.items[own].article.text().get(span.range()).is_some());
                assert!(told.last().is_none_or(|last| last.end() <= span.start()), "{drift:?}");
                told.push(span);
            }
            Change::Gone(span) => assert!(dossier.items[first].article.text().get(span.range()).is_some()),
        }
    }
    let holds = |spans: &[Span], at: usize| spans.iter().any(|span| span.holds(at));
    let end = spans.iter().chain(&told).map(|span| span.end()).max().unwrap();
    assert!((0..end).all(|at| holds(spans, at) == holds(&told, at)), "{spans:?} {drift:?}");
}

/// Every slice is what the code points of its article say.
fn check_json(all: &Value) {
    let texts: Vec<Vec<char>> = all["articles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|article| article["article"]["text"].as_str().unwrap().chars().collect())
        .collect();
    let check = |article: &Value, slice: &Value| {
        let (start, end) = (slice["start"].as_u64().unwrap() as usize, slice["end"].as_u64().unwrap() as usize);
        let words: String = texts[article.as_u64().unwrap() as usize][start..end].iter().collect();
        assert_eq!(words, slice["text"].as_str().unwrap());
    };
    for quote in all["quotes"].as_array().unwrap() {
        let first = &quote["versions"][0]["article"];
        for version in quote["versions"].as_array().unwrap() {
            version["content"].as_array().unwrap().iter().for_each(|slice| check(&version["article"], slice));
            for change in version["drift"].as_array().unwrap() {
                check(if change["change"] == "gone" { first } else { &version["article"] }, change);
            }
        }
    }
}
