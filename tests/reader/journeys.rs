//! What people do in the reader, key by key.

use std::path::PathBuf;
use std::sync::Arc;

use crate::support::{Reader, find, harbour};
use whosaid::Article;
use whosaid::analysis::{Layer, Mode, Reason, Rule, Silence};
use whosaid::corrections::{Aliases, Correction, Log, Who};
use whosaid::text::{Block, Outline, ParagraphKind};
use whosaid::tui::event::Mouse;
use whosaid::tui::keymap::find as find_key;
use whosaid::tui::keys::Key;
use whosaid::tui::{Action, Effect, Outcome, Report, Settings};

#[test]
fn from_statement_to_statement_and_back() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    assert_eq!(reader.app.current(), None);
    for id in 0..analysis.statements.len() {
        reader.press("]");
        assert_eq!(reader.app.current(), Some(id));
        assert!(reader.text().contains('┃'), "{}", reader.text());
    }
    reader.press("]");
    assert!(reader.footer().starts_with("That was the last statement."));
    reader.press("[[[[[[");
    assert_eq!(reader.app.current(), Some(0));
    reader.press("[");
    assert!(reader.footer().starts_with("That was the first statement."));
    reader.press("j");
    assert!(!reader.footer().contains("first statement"), "a message stays until the next key only");
}

#[test]
fn by_voice_and_by_change_of_voice() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("1");
    assert_eq!(reader.app.current(), Some(0));
    reader.press("}");
    assert_eq!(reader.app.current(), Some(1));
    reader.press("}");
    assert!(reader.footer().starts_with("That was the last of Ana Ruiz."));
    reader.press("{)");
    assert_eq!(reader.app.current(), Some(2), "the next change of voice skips what the same one says");
    reader.press("(");
    assert_eq!(reader.app.current(), Some(1));
    reader.press("1");
    assert_eq!(reader.app.current(), Some(0), "after the last of a voice comes its first");
    reader.press("9");
    assert!(reader.footer().starts_with("There is no voice 9."));
}

#[test]
fn jumps_are_remembered() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("]");
    let first = reader.app.eye();
    reader.press("G");
    let end = reader.app.eye();
    reader.press("H");
    assert_eq!((reader.app.eye(), reader.app.current()), (first, Some(0)));
    reader.press("L");
    assert_eq!(reader.app.eye(), end);
    reader.press("L");
    assert!(reader.footer().starts_with("No place to go forward to."));
}

#[test]
fn the_panel_leads_the_article_and_escape_undoes_it() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("]");
    let before = reader.app.eye();
    reader.press("<Tab>jjj");
    assert_eq!(reader.app.current(), Some(2), "voice 1's second, voice 2, its first");
    reader.press("<Esc>");
    assert_eq!((reader.app.eye(), reader.app.current()), (before, Some(0)));
    reader.press("<Tab>jjj<Enter>");
    assert_eq!(reader.app.current(), Some(2));
    reader.press("H");
    assert_eq!(reader.app.eye(), before, "entering a statement is a jump");
}

#[test]
fn voices_fold() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    assert!(reader.text().contains("¶2 direct · said"));
    reader.press("<Tab><Enter>");
    assert!(!reader.text().contains("¶2 direct · said"));
    assert!(reader.text().contains("+2"));
    reader.press("<Enter>");
    assert!(reader.text().contains("¶2 direct · said"));
    reader.press("o");
    assert!(!reader.text().contains('¶'));
    reader.press("<Esc>]]]o");
    assert!(reader.text().contains("¶5 indirect · denied"));
}

#[test]
fn searching_shows_its_way_and_backs_out() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 40, 12);
    reader.press("/cra");
    assert!(reader.footer().starts_with("/cra") && reader.footer().ends_with("1/3"), "{}", reader.footer());
    assert_eq!(reader.app.eye(), find(&article, "crane", "").start());
    reader.press("<Esc>");
    assert_eq!((reader.app.eye(), reader.app.search().is_on()), (0, false));

    reader.press("/crane<Enter>nn");
    assert_eq!(reader.app.eye(), find(&article, "crane", "owns").start());
    reader.press("n");
    assert!(reader.footer().starts_with("On from the start."));
    reader.press("N");
    assert_eq!(reader.app.eye(), find(&article, "crane", "owns").start());
    reader.press("<Esc>");
    assert!(!reader.app.search().is_on());
    reader.press("/zebra<Enter>");
    assert!(reader.footer().contains("not in this article"), "{}", reader.footer());
}

#[test]
fn a_statement_is_copied_with_all_that_cites_it() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    let copied = reader.press("]y");
    insta::assert_debug_snapshot!(copied);
    reader.app.update(Action::Told(Report::Copied));
    assert_eq!(reader.app.message(), Some("Sent to the terminal's clipboard."), "whether it arrived nobody knows");
    let Effect::Copy(denial) = reader.press("]]y") else { panic!("nothing copied") };
    assert!(denial.starts_with("[denied] that its inspections had been late\n"), "{denial}");
    let Effect::Copy(relayed) = reader.press("]y") else { panic!("nothing copied") };
    assert!(relayed.contains("relayed by Radio Sol"), "{relayed}");
}

#[test]
fn exporting_proposes_a_name_and_never_overwrites_unasked() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    let path = PathBuf::from("news/harbour.whosaid.md");
    assert_eq!(reader.press("e<Enter>"), Effect::Export { path: path.clone(), overwrite: false });
    reader.app.update(Action::Told(Report::Exists(path.clone())));
    assert_eq!(reader.press("n"), Effect::None);
    assert_eq!(reader.app.message(), Some("Not exported."));
    reader.app.update(Action::Told(Report::Exists(path.clone())));
    assert_eq!(reader.press("y"), Effect::Export { path: path.clone(), overwrite: true });
    reader.app.update(Action::Told(Report::Exported(path)));
    assert_eq!(reader.app.message(), Some("Exported to news/harbour.whosaid.md"));
    assert_eq!(
        reader.press("e<C-u>mine.md<Enter>"),
        Effect::Export { path: PathBuf::from("mine.md"), overwrite: false }
    );
    assert_eq!(reader.press("e<C-u><Enter>"), Effect::None, "a name must be given");
    reader.press("<Esc>");
    assert!(reader.app.dialog().is_none());
}

#[test]
fn an_article_from_a_pipe_is_exported_here() {
    let (_, analysis) = harbour();
    let article = Article::from_plain_text(crate::support::HARBOUR, "-");
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    assert_eq!(reader.press("e<Enter>"), Effect::Export { path: PathBuf::from("whosaid.md"), overwrite: false });
}

#[test]
fn an_article_of_a_site_says_which() {
    let words = "“We waited,” said Ana Ruiz, the harbour master, and went home.".to_owned();
    let blocks = vec![Block { kind: ParagraphKind::Paragraph, words }; 40];
    let (title, site) = (Some("Harbour closed".to_owned()), Some("The Quay Press".to_owned()));
    let outline = Outline { title, site, blocks, ..Outline::default() };
    let article = Article::from_outline(&outline, "https://quay.example/2026/index.html");
    let analysis = whosaid::analyze(&article);
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    assert!(reader.rows()[0].contains("The Quay Press"), "{}", reader.text());
    let Effect::Copy(copied) = reader.press("]y") else { panic!("nothing is copied") };
    assert!(
        copied.contains("Harbour closed. The Quay Press, https://quay.example/2026/index.html, paragraph"),
        "{copied}"
    );
}

#[test]
fn an_export_is_proposed_for_the_folder_that_the_settings_name() {
    let (article, analysis) = harbour();
    let settings = Settings { exports: Some("~/who".into()), ..Settings::default() };
    let mut reader = Reader::with(&article, &analysis, 80, 24, settings);
    let path = PathBuf::from("~/who/harbour.whosaid.md");
    assert_eq!(reader.press("e<Enter>"), Effect::Export { path, overwrite: false });
}

#[test]
fn an_article_out_of_a_dossier_leads_back_to_it() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    let words = article.text().find("“We waited").unwrap();
    assert_eq!(reader.press("D"), Effect::Leave(Outcome::Dossier { at: None }));
    assert_eq!(reader.press("]D"), Effect::Leave(Outcome::Dossier { at: Some(words) }));
    assert_eq!(reader.press("<Esc>"), Effect::None);
    reader.app.come_from_dossier();
    assert_eq!(reader.press("v<Esc>"), Effect::None, "what is narrowed is shown first");
    assert!(reader.footer().contains("Esc dossier"), "{}", reader.footer());
    assert_eq!(reader.press("<Esc>"), Effect::Leave(Outcome::Dossier { at: None }));
}

#[test]
fn escape_only_ever_backs_out() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    for open in ["?", "]w", "e", "/x", "<Tab>"] {
        reader.press(open);
        assert_eq!(reader.press("<Esc><Esc><Esc>"), Effect::None);
        assert!(reader.app.dialog().is_none());
    }
    assert_eq!(reader.press("q"), Effect::Quit);
    assert_eq!(reader.press("?<C-c>"), Effect::Quit);
}

#[test]
fn the_mouse_goes_where_it_points() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    assert_eq!(reader.press("M"), Effect::Mouse(true));
    let cell = |reader: &Reader<'_>, words: &str| {
        let rows = reader.rows();
        let (y, row) = rows.iter().enumerate().find(|(_, row)| row.contains(words)).expect(words);
        let x = row[..row.find(words).unwrap()].chars().count();
        (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
    };
    let (x, y) = cell(&reader, "denied that");
    reader.mouse(Mouse::Click { x: x + 9, y });
    assert_eq!(reader.app.current(), Some(2));
    let (x, y) = cell(&reader, "¶3 mixed · warned");
    reader.mouse(Mouse::Click { x, y });
    assert_eq!(reader.app.current(), Some(1));
    assert_eq!(reader.press("M"), Effect::Mouse(false));
}

#[test]
fn scrolling_gives_every_row_its_turn() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 40, 12);
    let mut eyes = vec![reader.app.eye()];
    for _ in 0..60 {
        reader.press("j");
        eyes.push(reader.app.eye());
    }
    assert!(eyes.is_sorted());
    let last = *eyes.last().unwrap();
    assert!(article.text()[last..].len() <= 40, "the eye comes to the last row");
    reader.press("kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk");
    assert_eq!(reader.app.eye(), 0);
    reader.press("<PageDown>G");
    assert_eq!(reader.app.eye(), last);
    assert!(reader.rows()[0].ends_with("100%"));
    reader.press("g");
    assert_eq!(reader.app.eye(), 0);
}

#[test]
fn themes_change_but_not_against_no_color() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    let names: Vec<_> = (0..5)
        .map(|_| {
            reader.press("t");
            reader.footer()
        })
        .collect();
    for (name, footer) in ["light", "contrast-dark", "contrast-light", "mono", "dark"].iter().zip(names) {
        assert!(footer.contains(&format!("Theme: {name}")), "{footer}");
    }
}

#[test]
fn keys_that_were_set_work_and_stand_in_footer_help_and_messages() {
    let (article, analysis) = harbour();
    let config = "[keys]\nnext-statement = \"J\"\nsearch = [\"F3\", \"Ctrl-S\"]\nhelp = \"K\"\n";
    let keys = whosaid::config::Config::parse(config).unwrap().keys;
    let settings = Settings { keys, ..Settings::default() };
    let mut reader = Reader::with(&article, &analysis, 100, 60, settings);
    assert!(reader.footer().contains("J next") && reader.footer().contains("K help"), "{}", reader.footer());
    reader.press("]");
    assert_eq!(reader.app.current(), None);
    reader.press("n");
    assert!(reader.footer().contains("F3 starts a search"), "{}", reader.footer());
    reader.press("J");
    assert_eq!(reader.app.current(), Some(0));
    reader.press("K");
    for line in ["F3 Ctrl-S", "J "] {
        assert!(reader.text().contains(line), "{}", reader.text());
    }
}

#[test]
fn states_of_mind_are_hidden_and_come_back() {
    let (article, analysis) = harbour();
    let hidden = analysis.statements.iter().position(|s| s.layer == Layer::Mind).unwrap();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    let before = reader.text();
    for _ in 0..=hidden {
        reader.press("]");
    }
    assert_eq!(reader.app.current(), Some(hidden));
    reader.press("s");
    assert!(reader.footer().contains("1 state of mind is hidden."), "{}", reader.footer());
    assert_ne!(reader.app.current(), Some(hidden));
    let (all, fewer) = (analysis.statements.len(), analysis.statements.len() - 1);
    assert!(reader.text().contains(&format!("{fewer} of {all} statements")), "{}", reader.text());
    reader.press("g");
    let mut visited = Vec::new();
    for _ in 0..all {
        reader.press("]");
        visited.extend(reader.app.current());
    }
    assert!(!visited.contains(&hidden), "{visited:?}");
    reader.press("sgk");
    reader.press("G");
    reader.press("g");
    assert_eq!(reader.text().lines().count(), before.lines().count());
    assert!(reader.text().contains(&format!("{all} statements")));
}

/// The statements that `]` goes through from the start.
fn visited(reader: &mut Reader<'_>, all: usize) -> Vec<usize> {
    reader.press("g");
    let mut visited = Vec::new();
    for _ in 0..=all {
        reader.press("]");
        visited.extend(reader.app.current());
    }
    visited.dedup();
    visited
}

#[test]
fn the_text_folds_to_one_voice_and_one_key_shows_all_again() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    let before = reader.text();
    reader.press("]v");
    assert!(reader.footer().trim_start().starts_with("only Ana Ruiz · 1/2"), "{}", reader.footer());
    assert!(reader.footer().contains("0 show all"), "{}", reader.footer());
    let text = reader.text();
    assert!(text.contains("We waited for the inspectors"), "{text}");
    assert!(!text.contains("denied that its") && !text.contains("A quarrel about blame"), "{text}");
    assert!(text.contains("2 of 7 statements"), "{text}");
    reader.press("]");
    assert_eq!(reader.app.current(), Some(1));
    reader.press("]");
    assert!(reader.footer().contains("That was the last statement."));
    reader.press("2");
    assert!(
        reader.text().contains("denied that its inspections"),
        "a number now means that voice alone:\n{}",
        reader.text()
    );
    assert!(!reader.text().contains("inspectors"));
    reader.press("0");
    assert!(reader.text().contains("A quarrel about blame") && reader.text().contains("7 statements"));
    reader.press("gs0");
    assert_eq!(reader.rows()[1..38], before.lines().collect::<Vec<_>>()[1..38]);
    reader.press("<Tab>gv");
    assert!(reader.text().contains("2 of 7 statements"), "in the panel it is the voice one stands on");
    reader.press("<Esc><Esc>");
    assert!(reader.text().contains("7 statements") && !reader.text().contains("of 7"), "Esc backs out of it, too");
}

#[test]
fn only_quoted_and_only_first_hand() {
    let (article, analysis) = harbour();
    let all = analysis.statements.len();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    reader.press("V");
    let quoted = visited(&mut reader, all);
    assert_eq!(quoted, (0..all).filter(|&id| analysis.statements[id].mode != Mode::Indirect).collect::<Vec<_>>());
    reader.press("[");
    assert!(reader.footer().contains("quoted only"), "{}", reader.footer());
    reader.press("V");
    assert!(reader.footer().trim_start().starts_with("First-hand only"), "{}", reader.footer());
    let first_hand = visited(&mut reader, all);
    assert_eq!(first_hand, (0..all).filter(|&id| analysis.statements[id].via.is_none()).collect::<Vec<_>>());
    reader.press("V");
    assert_eq!(visited(&mut reader, all).len(), all);
    reader.press("V}v");
    assert!(reader.footer().contains("quoted only"), "{}", reader.footer());
}

#[test]
fn folding_keeps_the_place_where_it_is_shown() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 40, 12);
    reader.press("]]]z");
    assert_eq!(reader.app.current(), Some(2));
    assert!(reader.text().contains("inspections had been late") || reader.text().contains("inspections"));
    reader.press("z");
    assert_eq!(reader.app.current(), Some(2));
    reader.press("gz");
    assert!(!reader.text().contains("Harbour closed for a week"), "{}", reader.text());
    assert_eq!(reader.app.current(), Some(0), "what is folded away cannot be read; the next statement can");
}

#[test]
fn what_is_folded_away_is_unfolded_to_be_looked_at() {
    let (article, mut analysis) = harbour();
    let silence = find(&article, "ships", "");
    analysis.silences.push(Silence { actor: Some(0), span: find(&article, "A quarrel", "") });
    let hidden = "A quarrel about blame";
    for keys in ["/quarrel", "/quarrel<Enter>", "/quarrel<Enter><Esc>]vn", "l<Enter>"] {
        let mut reader = Reader::open(&article, &analysis, 100, 24);
        reader.press("]v");
        assert!(!reader.text().contains(hidden));
        reader.press(keys);
        assert!(reader.text().contains(hidden), "{keys}: {}", reader.text());
    }
    let mut reader = Reader::open(&article, &analysis, 100, 24);
    reader.press("]v");
    let screen = reader.text();
    reader.press("/quarrel<Esc>");
    assert_eq!(reader.text(), screen, "a search that is left folds the text again");
    reader.press("/ships<Enter>");
    assert!(!reader.text().contains(hidden), "what is seen already unfolds nothing");
    assert_eq!(reader.app.eye(), silence.start());
}

#[test]
fn a_search_is_a_regular_expression_on_request() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("/quay|market");
    assert!(reader.footer().contains("not found"), "{}", reader.footer());
    reader.press("<C-r>");
    assert!(reader.footer().contains("regex /quay|market") && reader.footer().contains("1/3"), "{}", reader.footer());
    reader.press("(");
    assert!(reader.footer().contains("unclosed group"), "{}", reader.footer());
    reader.press("<Enter>");
    assert!(reader.app.dialog().is_some(), "what makes no sense is not lost");
    reader.press("<Backspace><Enter>n");
    assert_eq!(reader.app.eye(), find(&article, "market", "").start());
    reader.press("<C-l>");
    assert!(reader.footer().contains("regex /quay|market 2/3"), "{}", reader.footer());
    reader.press("/");
    assert!(reader.footer().contains("regex /"), "the next one is read as the last one");
    reader.press("<C-r>crane<Enter><C-l>");
    assert!(reader.footer().trim_start().starts_with("/crane "), "{}", reader.footer());
}

#[test]
fn footers_follow_the_keys_that_are_set_and_leave_out_what_has_none() {
    let (article, analysis) = harbour();
    let mut settings = Settings::default();
    let set = |settings: &mut Settings, place, name, keys: &[Key]| {
        settings.keys.set(&find_key(place, name), keys);
    };
    set(&mut settings, Some("list"), "open", &[Key::char('o')]);
    set(&mut settings, None, "line-down", &[Key::char('i')]);
    set(&mut settings, None, "line-up", &[]);
    set(&mut settings, Some("prompt"), "toggle-regex", &[Key::ctrl('x')]);
    set(&mut settings, Some("prompt"), "accept", &[Key::ctrl('j')]);
    set(&mut settings, Some("confirm"), "yes", &[Key::char('j')]);
    set(&mut settings, None, "note", &[]);
    set(&mut settings, None, "show-all", &[]);
    let mut reader = Reader::with(&article, &analysis, 120, 30, settings);
    for (keys, footer) in [
        ("l", "o goes there · i choose · Tab next part · Esc closes"),
        ("<Esc>/", "Ctrl-X regex · Ctrl-J keeps · Esc leaves"),
        ("<Esc>&", "Ctrl-J takes · Esc leaves"),
        ("<Esc>F", "7 of 7 · Space shows alone · Esc closes · Tab next part"),
        ("<Esc>?", "Esc closes · i scroll"),
    ] {
        reader.press(keys);
        assert!(reader.footer().contains(footer), "{keys}: {}", reader.footer());
    }
    reader.press("<Esc>'");
    assert!(reader.text().contains("None yet: m marks the statement under the eye."), "{}", reader.text());
    reader.press("<Esc>]v");
    assert!(reader.footer().contains("e export") && !reader.footer().contains("show all"), "{}", reader.footer());
    reader.app.update(Action::Told(Report::Exists("a.md".into())));
    reader.resize(120, 30);
    assert!(reader.footer().ends_with("a.md exists. Overwrite it? j/n"), "{}", reader.footer());
}

#[test]
fn the_footer_shows_what_a_new_reader_needs_in_a_usual_window() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    reader.press("]");
    for hint in ["] next", "v alone", "e export", "c correct", "l lists", "? help"] {
        assert!(reader.footer().contains(hint), "{hint}: {}", reader.footer());
    }
    reader.press("cn<C-l>");
    assert!(reader.footer().contains("U undo"), "{}", reader.footer());
    reader.press("<Tab>");
    for hint in ["Enter fold", "v alone", "e export", "c correct", "? help"] {
        assert!(reader.footer().contains(hint), "{hint}: {}", reader.footer());
    }
}

#[test]
fn an_article_opens_at_its_first_voices_whoever_speaks_first() {
    let (article, mut analysis) = harbour();
    Arc::make_mut(&mut analysis.statements[0]).content = vec![find(&article, "Harbour closed for a week", "")];
    let first = Arc::make_mut(&mut analysis.statements[0]);
    (first.source, first.cue, first.actor) = (None, None, None);
    analysis.actors[0].statements.remove(0);
    let mut reader = Reader::open(&article, &analysis, 80, 24);
    let named = Correction::Rename { actor: Who::named("Kranlund"), name: "The firm".to_owned() };
    reader.app.correct_by(Aliases::default(), Log::new(vec![named], 0));
    reader.resize(80, 24);
    assert_eq!(reader.app.current(), None);
    assert!(reader.rows()[2].contains("1  Ana Ruiz") || reader.rows()[3].contains("1  Ana Ruiz"), "{}", reader.text());
    reader.press("w");
    assert!(
        reader.text().contains("Harbour closed"),
        "it is still the first line that is asked about: {}",
        reader.text()
    );
}

#[test]
fn a_turn_of_a_transcript_is_not_the_writers_rendering() {
    let (article, mut analysis) = harbour();
    Arc::make_mut(&mut analysis.statements[2])
        .why
        .push(Reason { rule: Rule::Transcript, span: find(&article, "Kranlund", "") });
    let mut reader = Reader::open(&article, &analysis, 100, 40);
    reader.press("]]]w");
    assert!(reader.text().contains("as the transcript has them"), "{}", reader.text());
    reader.press("<Esc>]w");
    assert!(reader.text().contains("the writer's rendering"), "{}", reader.text());
}
