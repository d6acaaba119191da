//! What people correct in the reader, key by key.

use std::sync::Arc;

use crate::support::{Reader, harbour};
use whosaid::Analysis;
use whosaid::corrections::{Aliases, Log};
use whosaid::tui::event::Mouse;
use whosaid::tui::{Action, Effect, Report};

/// The log that an effect asks to keep.
fn kept(effect: Effect) -> Log {
    match effect {
        Effect::Keep { log, beside: false } => log,
        other => panic!("{other:?} keeps nothing"),
    }
}

/// The statement as it is copied.
fn copied(reader: &mut Reader<'_>) -> String {
    let Effect::Copy(text) = reader.press("y") else { panic!("nothing is copied") };
    text
}

#[test]
fn another_speaker_is_picked_undone_and_redone() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    reader.press("]]]cs");
    assert!(reader.text().contains("Who says it?"), "{}", reader.text());
    let log = kept(reader.press("per<Enter>"));
    assert_eq!(log.in_force().len(), 1);
    assert!(reader.footer().starts_with("Speaker: Per Lund"), "{}", reader.footer());
    reader.press("<C-l>");
    assert_eq!(reader.app.current(), Some(2));
    assert!(reader.footer().starts_with("Per Lund · 3/7"), "{}", reader.footer());
    assert!(kept(reader.press("U")).in_force().is_empty());
    reader.press("<C-l>");
    assert!(reader.text().contains("Kranlund · 3/7"), "{}", reader.footer());
    assert_eq!(kept(reader.press("<C-r>")), log);
    reader.press("U");
    reader.press("U");
    assert!(reader.footer().starts_with("No correction to undo."));
}

#[test]
fn a_new_speaker_is_typed_and_the_statement_says_whose_word_that_is() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    kept(reader.press("]]]]]]]csOve Holm<Enter>"));
    reader.press("w");
    assert!(reader.text().contains("Ove Holm"), "{}", reader.text());
    assert!(reader.text().contains("your own correction: who says it"), "{}", reader.text());
    assert!(reader.text().contains("100 %"));
}

#[test]
fn what_is_no_statement_goes_and_what_was_missed_comes() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    kept(reader.press("]]cn"));
    reader.press("<C-l>");
    assert!(["6 statements", "/6"].iter().any(|words| reader.footer().contains(words)), "{}", reader.footer());
    kept(reader.press("gjjca<Enter>kran<Enter>"));
    reader.press("w");
    assert!(reader.text().contains("added by you"), "{}", reader.text());
}

#[test]
fn words_are_taken_in_and_left_out() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    let log = kept(reader.press("]]]cw<Left><Left><Enter>"));
    assert_eq!(log.in_force().len(), 1);
    let text = copied(&mut reader);
    assert!(text.contains("that its inspections had") && !text.contains("been late"), "{text}");
    kept(reader.press("cw<Right><Right><Tab><Right><Enter>"));
    let text = copied(&mut reader);
    assert!(text.contains("its inspections had been late") && !text.contains("that its"), "{text}");
    assert_eq!(reader.press("cw<Enter>"), Effect::None);
    assert!(reader.footer().starts_with("Nothing is changed."));
}

#[test]
fn voices_are_joined_renamed_parted_and_told_what_they_are() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    kept(reader.press("]]]cjradio<Enter>"));
    let joined = "Joined Kranlund (1) with Radio Sol (0): Radio Sol (1)";
    assert!(reader.footer().starts_with(joined), "{}", reader.footer());
    kept(reader.press("crThe radio<Enter>"));
    assert!(reader.footer().starts_with("Radio Sol is called The radio"), "{}", reader.footer());
    kept(reader.press("ckgroup<Enter>"));
    assert!(reader.footer().starts_with("The radio is a group"), "{}", reader.footer());
    kept(reader.press("[cpAna Ruiz junior<Enter>"));
    assert!(reader.footer().starts_with("Split off: Ana Ruiz junior"), "{}", reader.footer());
    reader.press("C");
    for words in ["Your corrections", "Kranlund is Radio Sol", "split off: Ana Ruiz junior"] {
        assert!(reader.text().contains(words), "{words}: {}", reader.text());
    }
    reader.press("<Esc>");
    for _ in 0..4 {
        reader.press("U");
    }
    assert!(!reader.text().contains("The radio"));
}

#[test]
fn a_filter_and_a_fold_follow_a_voice_to_its_new_name() {
    let (article, analysis) = harbour();
    for (keys, name, count) in [
        ("crThe harbour<Enter>", "The harbour", "2 of 7"),
        ("cjradio<Enter>", "Radio Sol", "2 of 7"),
        ("cjkran<Enter>", "Kranlund", "3 of 7"),
    ] {
        let mut reader = Reader::open(&article, &analysis, 100, 30);
        reader.press("]v");
        kept(reader.press(keys));
        reader.press("<C-l>");
        assert!(reader.footer().trim_start().starts_with(&format!("only {name}")), "{}", reader.footer());
        assert!(reader.text().contains(&format!("{count} statements")), "{}", reader.text());
        assert!(!reader.text().contains("A quarrel about blame"), "{}", reader.text());
    }
}

#[test]
fn a_filter_on_speakers_unknown_stays_as_long_as_there_are_any() {
    let (article, mut analysis) = harbour();
    Arc::make_mut(&mut analysis.statements[0]).actor = None;
    analysis.actors[0].statements.remove(0);
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    kept(reader.press("]vcsper<Enter>"));
    reader.press("<C-l>");
    assert!(reader.footer().trim_start().starts_with("only speaker unknown"), "{}", reader.footer());
    assert!(reader.text().contains("1 of 7 statements"), "{}", reader.text());
    kept(reader.press("cn"));
    reader.press("<C-l>");
    assert!(reader.text().contains("6 statements") && !reader.text().contains("of 6"), "{}", reader.text());
    assert!(reader.text().contains("A quarrel about blame"), "nothing is left to fold to:\n{}", reader.text());
}

#[test]
fn namesakes_are_not_mixed_up() {
    let (article, mut analysis) = harbour();
    analysis.actors[1].given = Some("Per Lund".to_owned());
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    reader.press("<Tab>jjjjj<Enter>");
    assert!(reader.text().contains("¶5 indirect · denied") && !reader.text().contains("¶5 indirect · hopes"));
    kept(reader.press("gcrRuiz<Enter>"));
    assert!(reader.text().contains("¶5 indirect · denied"), "{}", reader.text());
    assert!(!reader.text().contains("¶5 indirect · hopes"), "{}", reader.text());
}

#[test]
fn one_correction_after_another_in_the_panel_hits_the_same_voice() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    reader.press("<Tab>jjj");
    for name in ["Crane & Co", "The owner", "Somebody else"] {
        kept(reader.press(&format!("cr{name}<Enter>")));
        reader.press("c");
        assert!(reader.text().contains(&format!("Correct {name}")), "{name}: {}", reader.text());
        reader.press("<Esc>");
    }
    kept(reader.press("U"));
    reader.press("c");
    assert!(reader.text().contains("Correct The owner"), "{}", reader.text());
}

#[test]
fn moving_about_in_a_list_of_answers_keeps_the_place_in_it() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    reader.press("]cs<Down><Down>");
    let marked = |reader: &Reader<'_>| reader.rows().into_iter().find(|row| row.contains("│ › ")).unwrap_or_default();
    let before = marked(&reader);
    reader.press("<Left><Right><C-a><C-e>");
    assert_eq!(marked(&reader), before);
    reader.mouse(Mouse::Wheel { x: 5, y: 5, down: true });
    assert_ne!(marked(&reader), before);
    reader.mouse(Mouse::Wheel { x: 5, y: 5, down: false });
    assert_eq!(marked(&reader), before);
    reader.press("r");
    assert_ne!(marked(&reader), before, "what is typed begins the list anew");
}

#[test]
fn leaving_the_choice_of_words_returns_to_where_one_read() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 40, 12);
    reader.press("]]z<C-l>");
    let (eye, screen) = (reader.app.eye(), reader.text());
    reader.press("ca<Down>");
    assert_ne!(reader.app.eye(), eye);
    assert!(reader.text().contains("A quarrel"), "words can be chosen where the text is folded:\n{}", reader.text());
    reader.press("<Esc><C-l>");
    assert_eq!((reader.app.eye(), reader.text()), (eye, screen));
}

#[test]
fn a_name_that_could_drive_a_terminal_is_refused() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    reader.press("]cs");
    reader.app.update(Action::Paste("x\u{202E}y".to_owned()));
    assert_eq!(reader.press("<Enter>"), Effect::None);
    assert!(reader.footer().starts_with("Nothing is changed:"), "{}", reader.footer());
}

#[test]
fn what_could_not_be_kept_is_not_lost_by_quitting() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    kept(reader.press("]cn"));
    reader.app.update(Action::Told(Report::Unkept { why: "the disk is full".to_owned(), elsewhere: true }));
    reader.resize(100, 30);
    assert!(reader.footer().starts_with("Not kept: the disk is full · c b keeps all"), "{}", reader.footer());
    assert_eq!(reader.press("q"), Effect::None);
    assert!(reader.footer().contains("Quit and lose"), "{}", reader.footer());
    assert_eq!(kept(reader.press("n")).in_force().len(), 1, "no tries again");
    reader.press("q");
    assert_eq!(reader.press("y"), Effect::Quit);
    reader.app.update(Action::Told(Report::Kept(None)));
    reader.resize(100, 30);
    assert!(reader.footer().starts_with("Kept, with all"), "{}", reader.footer());
    assert_eq!(reader.press("<Esc>q"), Effect::Quit);
}

#[test]
fn without_corrections_none_are_taken() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    reader.app.close_desk();
    for keys in ["]c", "U", "<C-r>"] {
        assert_eq!(reader.press(keys), Effect::None);
        assert!(reader.footer().starts_with("Opened with --original"), "{}", reader.footer());
    }
}

#[test]
fn corrections_that_find_nothing_are_told_of_when_opened() {
    let (article, analysis) = harbour();
    let mut first = Reader::open(&article, &analysis, 100, 30);
    let log = kept(first.press("]cn"));
    let other = whosaid::Article::from_plain_text("Quiet day\n\nNobody said anything.\n", "-");
    let nothing = Analysis::default();
    let mut reader = Reader::open(&other, &nothing, 100, 30);
    reader.app.correct_by(Aliases::default(), log.moved_to(&other));
    reader.press("<C-l>");
    assert_eq!(reader.app.desk().idle(), 1);
    reader.press("C");
    assert!(reader.text().contains("its words are gone"), "{}", reader.text());
}

#[test]
fn every_dialog_draws_at_any_size() {
    let (article, analysis) = harbour();
    for keys in ["]c", "]cs", "]cw", "ca", "]cr", "]cnC", "]cj", "]cs   ", "]cjn<Enter>"] {
        let mut reader = Reader::open(&article, &analysis, 80, 24);
        reader.press(keys);
        for (columns, rows) in [(0, 0), (1, 1), (12, 3), (20, 5), (30, 8), (40, 12), (60, 30), (120, 40)] {
            reader.resize(columns, rows);
        }
    }
}

/// The rows of the list that is open, without its frame.
fn choices(reader: &Reader<'_>) -> Vec<String> {
    let rows = reader.rows().into_iter().filter_map(|row| Some(row.strip_prefix('│')?.split('│').next()?.to_owned()));
    rows.map(|row| row.trim_end().to_owned()).collect()
}

#[test]
fn candidates_are_told_apart_and_the_likely_ones_come_first() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    reader.press("]]]]cs");
    let rows = choices(&reader);
    assert!(rows[0].starts_with(" › 田中"), "a person named near by:\n{}", rows.join("\n"));
    assert!(rows[0].contains("1 statement · ¶6 the closure “a 灾难 for us”"), "{}", rows[0]);
    assert!(rows[1].starts_with("   Ana Ruiz"), "a person farther off:\n{}", rows.join("\n"));
    assert!(rows.iter().any(|row| row.contains("Radio Sol") && row.contains("named in ¶5")), "{}", rows.join("\n"));
    assert!(!rows.iter().any(|row| row.contains("Per Lund")), "who says it now is not among them");
    assert_eq!(rows.last().unwrap().trim(), "speaker unknown");
    reader.press("<Esc>]]]cs");
    assert!(!choices(&reader).iter().any(|row| row.contains("unknown")), "{}", reader.text());
}

#[test]
fn one_of_a_like_name_comes_before_all() {
    let (article, mut analysis) = harbour();
    analysis.actors[1].given = Some("Lund".to_owned());
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    reader.press("]]]]cj");
    assert!(choices(&reader)[0].starts_with(" › Lund"), "{}", reader.text());
}

#[test]
fn the_menu_says_which_letter_chooses() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    reader.press("]c");
    for row in ["› s  speaker: somebody else says it", "  j  join this voice with another"] {
        assert!(reader.text().contains(row), "{row}: {}", reader.text());
    }
}

#[test]
fn a_page_goes_on_in_a_list_of_answers() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 12);
    reader.press("]cs ");
    let at = |reader: &Reader<'_>| choices(reader).iter().position(|row| row.starts_with(" ›")).unwrap();
    assert_eq!(at(&reader), 5, "{}", reader.text());
    reader.press("<C-u>");
    assert_eq!(at(&reader), 5, "nothing was typed");
    reader.press("<PageUp>");
    assert_eq!(at(&reader), 0);
    reader.press("per l");
    assert!(reader.footer().contains("per l"), "a blank inside of a name is typed: {}", reader.footer());
}

#[test]
fn a_join_keeps_the_fuller_name_and_its_role() {
    let (article, mut analysis) = harbour();
    // “Lund” is somebody else at first, without a role.
    let lund = crate::support::find(&article, "Lund", "Per");
    analysis.actors[4].name = lund;
    for keys in ["]]]]cjlund<Enter>", "]]]]]cjper<Enter>"] {
        let mut reader = Reader::open(&article, &analysis, 120, 40);
        kept(reader.press(keys));
        assert!(reader.footer().contains(": Per Lund (2)"), "{}", reader.footer());
        reader.press("<C-l>w");
        assert!(reader.text().contains("Per Lund, director"), "{}", reader.text());
    }
}

#[test]
fn the_numbers_of_voices_stay_when_two_are_joined() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 120, 40);
    kept(reader.press("]]]]]cjkran<Enter>"));
    reader.press("3");
    assert!(reader.footer().trim_start().starts_with("Per Lund"), "{}", reader.footer());
    reader.press("2");
    assert!(reader.footer().trim_start().starts_with("Kranlund"), "the joined ones: {}", reader.footer());
    reader.press("4");
    assert!(reader.footer().trim_start().starts_with("There is no voice 4."), "{}", reader.footer());
    reader.press("5");
    assert!(reader.footer().trim_start().starts_with("田中"), "{}", reader.footer());
    kept(reader.press("U"));
    for (number, name) in [("2", "Kranlund"), ("4", "Local people"), ("5", "田中")] {
        reader.press(number);
        assert!(reader.footer().trim_start().starts_with(name), "{number}: {}", reader.footer());
    }
}

#[test]
fn what_went_wrong_together_is_put_right_by_one_key_and_undone_by_one() {
    let (article, mut analysis) = harbour();
    for id in [4, 5] {
        let actor = Arc::make_mut(&mut analysis.statements[id]).actor.replace(0).unwrap();
        analysis.actors[actor].statements.clear();
        analysis.actors[0].statements.push(id);
    }
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    let one = kept(reader.press("]]csper<Enter>"));
    assert!(
        reader.footer().starts_with("Speaker: Per Lund · . the same for 2 more of Ana Ruiz, ¶6"),
        "{}",
        reader.footer()
    );
    let all = kept(reader.press("."));
    assert_eq!((one.in_force().len(), all.in_force().len()), (1, 1), "it takes the place of the first one");
    assert!(reader.footer().starts_with("Speaker of 3 statements: Per Lund"), "{}", reader.footer());
    reader.press("w");
    assert!(reader.text().contains("by you (was Ana Ruiz): Per Lund, director (person)"), "{}", reader.text());
    reader.press("<Esc>]]]");
    assert!(reader.footer().starts_with("Per Lund · 5/7"), "{}", reader.footer());
    assert!(kept(reader.press("U")).in_force().is_empty());
    assert!(
        reader.footer().starts_with("Undone: speaker of 3 statements: Per Lund · that ships would be"),
        "{}",
        reader.footer()
    );
    reader.press("<C-l>");
    assert!(reader.footer().starts_with("Ana Ruiz · 5/7"), "{}", reader.footer());
    assert_eq!(reader.press("."), Effect::None);
    assert!(reader.footer().starts_with("No other statement"), "{}", reader.footer());
}

#[test]
fn what_somebody_else_does_in_between_ends_the_offer() {
    let (article, mut analysis) = harbour();
    Arc::make_mut(&mut analysis.statements[4]).actor = Some(0);
    analysis.actors[4].statements.clear();
    analysis.actors[0].statements.push(4);
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    reader.press("]]csper<Enter>]");
    kept(reader.press("m"));
    assert_eq!(reader.press("."), Effect::None);
    reader.press("UU]csKari Holm<Enter>");
    assert!(!reader.footer().contains("the same for"), "a name leads to nobody else: {}", reader.footer());
}

#[test]
fn a_typed_speaker_is_what_the_article_says_it_is() {
    let (article, analysis) = harbour();
    for (name, kind) in [("Vesla", "place"), ("Ove Holm", "person"), ("the firm from Vesla", "organization")] {
        let mut reader = Reader::open(&article, &analysis, 100, 30);
        kept(reader.press(&format!("]cs{name}<Enter>")));
        let said = format!("Speaker: {name} ({kind})");
        assert!(reader.footer().starts_with(&said), "{}", reader.footer());
    }
}

#[test]
fn a_second_interrupt_is_no_answer() {
    let (article, analysis) = harbour();
    let mut reader = Reader::open(&article, &analysis, 100, 30);
    kept(reader.press("]cn"));
    reader.app.update(Action::Told(Report::Unkept { why: "the disk is full".to_owned(), elsewhere: false }));
    assert_eq!(reader.press("<C-c><C-c><C-c>"), Effect::None);
    assert!(reader.footer().contains("Quit and lose them? y/n"), "{}", reader.footer());
    assert_eq!(reader.press("y"), Effect::Quit);
}

#[test]
fn a_name_that_the_engine_took_for_the_wrong_speakers_is_somebody_else() {
    let (article, mut analysis) = harbour();
    analysis.actors[0].aliases = vec![crate::support::find(&article, "Local people", "")];
    let actor = Arc::make_mut(&mut analysis.statements[4]).actor.replace(0).unwrap();
    analysis.actors[actor].given = Some("Nobody".to_owned());
    analysis.actors[actor].statements.clear();
    analysis.actors[0].statements.push(4);
    let mut reader = Reader::open(&article, &analysis, 120, 30);
    kept(reader.press("]]csLocal people<Enter>"));
    let said = "Split off: Local people (group) · . the same for 1 more of Ana Ruiz, ¶6";
    assert!(reader.footer().trim_start().starts_with(said), "{}", reader.footer());
    assert_eq!(kept(reader.press(".")).in_force().len(), 1);
    for (key, name) in [("<C-l>", "Local people · warned · 2/7"), ("]]]", "Local people · asked · 5/7")] {
        reader.press(key);
        assert!(reader.footer().trim_start().starts_with(name), "{}", reader.footer());
    }
    kept(reader.press("U"));
    reader.press("<C-l>");
    assert!(reader.footer().trim_start().starts_with("Ana Ruiz"), "{}", reader.footer());
}
