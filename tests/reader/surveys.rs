//! The article seen from above: balance, lists, the lens, the voice map.

use std::sync::Arc;

use crate::support::{Reader, find, harbour};
use whosaid::analysis::{ActorKind, Mention, MentionKind, Silence};
use whosaid::tui::event::Mouse;

#[test]
fn a_survey_opens_at_its_top_and_every_line_of_it_can_be_seen() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 40, 12);
    reader.press("B");
    let top = reader.text();
    assert!(top.contains("Named and unnamed"), "{top}");
    reader.press("j");
    assert!(reader.text().contains("1  Ana Ruiz"), "{}", reader.text());
    reader.press("G");
    assert!(!reader.text().contains("more"), "{}", reader.text());
    reader.press("g");
    assert_eq!(reader.text(), top);

    let nobody = whosaid::Analysis::default();
    let mut reader = Reader::open(&article, &nobody, 40, 12);
    reader.press("l");
    let top = reader.text();
    assert!(top.contains("Kept silent") && top.contains("more"), "{top}");
    reader.press("j");
    assert!(reader.text().contains("another."), "{}", reader.text());
    reader.press("k");
    assert_eq!(reader.text(), top);
}

#[test]
fn the_balance_counts_words_verbs_and_framing() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 60);
    reader.press("B");
    let text = reader.text();
    assert!(text.contains("named: 5 statements of 4 voices"), "{text}");
    assert!(text.contains("unnamed: 1 statement of 1 voice"), "{text}");
    assert!(text.contains("speaker unknown: 1 statement"), "{text}");
    assert!(text.contains("2 statements · 28 words, 47 % of all attributed · 46 % quoted"), "{text}");
    assert!(text.contains("said 1, warned 1"), "{text}");
    assert!(text.contains("neutral 1, warning 1 · first in paragraph 2"), "{text}");
    reader.press("j<Enter>");
    assert_eq!(reader.app.current(), Some(2), "the second voice's first statement");
    reader.press("HV");
    reader.press("B");
    assert!(!reader.text().contains("Kranlund  "), "what the filter hides is not counted");
}

#[test]
fn the_lists_lead_to_what_they_name() {
    let (article, mut analysis) = harbour();
    let span = find(&article, "went home", "");
    analysis.silences.push(Silence { actor: Some(5), span });
    let mut reader = Reader::open(&article, &analysis, 100, 60);
    reader.press("l");
    let text = reader.text();
    for words in ["“went home” · ¶6", "relayed by Radio Sol · ¶5", "1 statement · ¶6", "Who speaks of whom"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    reader.press("<Enter>");
    assert_eq!(reader.app.eye(), span.start());
    reader.press("ljj<Enter>");
    assert_eq!(reader.app.current(), Some(3), "silence, unnamed source, relay");
    reader.press("H");
    assert_eq!(reader.app.eye(), span.start(), "going there is a jump");
    reader.press("lG<Esc>");
    assert!(reader.app.dialog().is_none());
}

#[test]
fn the_lists_keep_to_the_voice_that_is_shown() {
    let (article, mut analysis) = harbour();
    let silence = |actor, words| Silence { actor: Some(actor), span: find(&article, words, "") };
    analysis.silences.extend([silence(0, "harbour master"), silence(5, "went home")]);
    let mut reader = Reader::open(&article, &analysis, 100, 60);
    reader.press("]vl");
    assert!(reader.text().contains("“harbour master” · ¶2"), "{}", reader.text());
    assert!(!reader.text().contains("“went home” · ¶6"), "{}", reader.text());
}

#[test]
fn who_speaks_of_whom_names_each_speaker_once_and_each_paragraph_once() {
    let (article, mut analysis) = harbour();
    let mention = |words, behind| Mention { span: find(&article, words, behind), kind: MentionKind::Nominal };
    let ships = find(&article, "ships", "");
    analysis.actors[1].mentions.push(mention("ships", ""));
    analysis.actors[1].mentions.push(mention("stay", ""));
    analysis.actors[2].mentions.push(mention("inspectors", ""));
    analysis.actors[3].mentions.push(mention("noon", ""));
    analysis.actors[3].kind = ActorKind::Document;
    Arc::make_mut(&mut analysis.statements[3]).via = Some(2);
    let mut reader = Reader::open(&article, &analysis, 100, 60);
    reader.press("l");
    let rows = reader.rows();
    let at = rows.iter().position(|row| row.contains("Who speaks of whom")).unwrap();
    let inside = |row: &String| row.split('│').nth(1).unwrap_or_default().trim().to_owned();
    let lines: Vec<_> = rows[at + 1..].iter().map(inside).take_while(|row| !row.starts_with('╰')).collect();
    assert_eq!(lines[..3], ["1  Ana Ruiz", "of Kranlund: ¶3", "of Per Lund: ¶2"]);
    assert!(!reader.text().contains("of Radio Sol"), "a document is nobody: {}", reader.text());
    assert!(reader.text().contains("No statement is passed on by somebody else."), "nor does one relay oneself");
    reader.press("j<Enter>");
    assert_eq!((reader.app.current(), reader.app.eye()), (Some(1), ships.start()));
}

#[test]
fn the_lens_wraps_in_a_narrow_panel() {
    let (article, mut analysis) = harbour();
    for statement in analysis.statements.iter_mut().map(Arc::make_mut) {
        statement.actor = Some(0);
    }
    analysis.actors[0].statements = (0..analysis.statements.len()).collect();
    let mut reader = Reader::open(&article, &analysis, 40, 12);
    reader.press("x<Tab>g");
    let text = reader.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("neutral 3, denial 1, warning 1, question 1, belief 1"), "{}", reader.text());
}

#[test]
fn the_lens_follows_the_filter() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 60);
    reader.press("xs");
    assert!(!reader.text().contains("belief 1"), "{}", reader.text());
    reader.press("s");
    assert!(reader.text().contains("belief 1"), "{}", reader.text());
}

#[test]
fn the_lens_names_the_framing() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 60);
    assert!(!reader.text().contains("¶5 denial · denied"));
    reader.press("x");
    let text = reader.text();
    for words in ["¶3 warning · warned", "¶5 denial · denied", "¶6 question · asked", "neutral 1, warning 1"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    reader.press("x");
    assert!(reader.text().contains("¶5 indirect · denied"));
}

#[test]
fn the_map_shows_voices_matches_and_leads_there() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 40, 12);
    let map = |reader: &Reader<'_>| -> Vec<String> {
        (1..11).map(|y| reader.buffer()[(39, y)].symbol().to_owned()).collect()
    };
    let before = map(&reader);
    assert!(["1", "2", "–"].iter().all(|sign| before.iter().any(|cell| cell == sign)), "{before:?}");
    reader.press("]v");
    assert!(map(&reader).iter().all(|cell| cell == "1" || cell == "│" || cell == " "), "{:?}", map(&reader));
    reader.press("0g/Harbour<Enter>");
    assert!(reader.buffer()[(39, 1)].modifier.contains(ratatui::style::Modifier::REVERSED));
    reader.mouse(Mouse::Click { x: 39, y: 10 });
    reader.mouse(Mouse::Release);
    assert!(reader.app.eye() * 10 > article.text().len() * 8, "the last cell stands for the last tenth");
    reader.press("H");
    assert_eq!(reader.app.eye(), find(&article, "Harbour", "").start(), "a click there is a jump");
    reader.press("]v");
    reader.mouse(Mouse::Click { x: 39, y: 10 });
    reader.mouse(Mouse::Release);
    assert!(reader.text().contains("turned away") && !reader.text().contains("only a matter"), "{}", reader.text());
}

#[test]
fn parts_of_the_lists_are_counted_and_one_key_leads_to_the_next() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 40);
    reader.press("l");
    for heading in ["Kept silent", "Sources without a name (1)", "Relayed (1)"] {
        assert!(reader.text().contains(heading), "{heading}: {}", reader.text());
    }
    assert!(!reader.text().contains("Kept silent ("), "{}", reader.text());
    let stood_on = |reader: &Reader<'_>| {
        let rows = reader.rows();
        let at = rows.iter().position(|row| row.contains("│›")).unwrap();
        rows[at..at + 2].join(" ")
    };
    assert!(
        stood_on(&reader).contains("Local people") && stood_on(&reader).contains("1 statement · ¶6 whether the old")
    );
    reader.press("<Tab>");
    assert!(stood_on(&reader).contains("relayed by Radio Sol · ¶5 for a quick settlement"), "{}", reader.text());
    reader.press("<Tab>");
    assert!(stood_on(&reader).contains("Local people"), "behind the last comes the first: {}", reader.text());
}
