//! Several articles together: pages, folding, opening and coming back, exporting, at every size.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use whosaid::analysis::Mode;
use whosaid::dossier::Dossier;
use whosaid::tui::dossier::{Ask, Failure, Spot, Together};
use whosaid::tui::{Action, Report, Settings, view};

use crate::made::{dossier, item};
use crate::support::{Reader, Theme, parse, rows, styled};

/// The dossier on a screen that is only remembered.
struct Screen {
    together: Together,
    settings: Settings,
    terminal: Terminal<TestBackend>,
}

impl Screen {
    fn of(dossier: Dossier, columns: u16, rows: u16) -> Self {
        let mut screen = Self {
            together: Together::new(dossier, Vec::new(), Vec::new()),
            settings: Settings::default(),
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
        };
        screen.resize(columns, rows);
        screen
    }

    fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize(columns, rows);
        self.together.update(Action::Resize(columns, rows), &self.settings);
        self.draw();
    }

    fn draw(&mut self) {
        self.terminal.draw(|frame| view::dossier::draw(&self.together, &self.settings, frame)).unwrap();
    }

    /// Presses keys; what the last one asks for comes back.
    fn press(&mut self, keys: &str) -> Ask {
        let mut last = Ask::Nothing;
        for key in parse(keys) {
            let action = self.settings.keys.lookup(self.together.context(), key);
            last = action.map_or(Ask::Nothing, |action| self.together.update(action, &self.settings));
            self.draw();
        }
        last
    }

    fn text(&self) -> String {
        rows(self.terminal.backend().buffer()).join("\n")
    }

    /// The words of the second article from an offset on.
    fn read(&self, offset: Option<usize>) -> &str {
        &self.together.dossier().items[1].article.text()[offset.unwrap()..]
    }
}

#[test]
fn every_page_looks_as_it_should() {
    for (columns, rows) in [(120, 40), (80, 24), (40, 12)] {
        for (name, keys) in [("quotes", ""), ("voices", "<Tab><Enter>j"), ("articles", "<Tab><Tab>"), ("export", "e")] {
            let mut screen = Screen::of(dossier(), columns, rows);
            screen.press(keys);
            let name = format!("dossier_{name}_{columns}x{rows}");
            insta::assert_snapshot!(name, styled(screen.terminal.backend().buffer()));
        }
    }
    let mut screen = Screen::of(dossier(), 80, 24);
    screen.settings.themes = Theme::Mono.in_use();
    screen.draw();
    insta::assert_snapshot!("dossier_quotes_without_colour", styled(screen.terminal.backend().buffer()));
}

#[test]
fn a_version_is_read_in_its_article_and_a_voice_unfolded() {
    let mut screen = Screen::of(dossier(), 80, 24);
    let Ask::Read { item: 1, offset } = screen.press("j<Enter>") else { panic!("{}", screen.text()) };
    assert!(screen.read(offset).starts_with("“The company knew"), "what contradicts comes first");
    screen.press("<Tab>");
    assert!(!screen.text().contains("We waited"), "{}", screen.text());
    assert_eq!(screen.press("<Enter>"), Ask::Nothing);
    assert!(screen.text().contains("We waited all night for a *ferry*"), "{}", screen.text());
    let Ask::Read { item: 1, offset } = screen.press("jj<Enter>") else { panic!("{}", screen.text()) };
    assert!(screen.read(offset).starts_with("“We waited,”"));
    screen.press("o");
    assert!(!screen.text().contains("We waited"), "{}", screen.text());
    assert_eq!(screen.together.spot(), Some(Spot::Speaker(0)));
    assert_eq!(screen.press("<Tab>G<Enter>"), Ask::Read { item: 1, offset: None });
    assert_eq!(screen.press("<Esc>"), Ask::Leave);
    assert_eq!(screen.press("O"), Ask::List);
}

#[test]
fn what_differs_and_what_contradicts_is_told_in_words() {
    let mut screen = Screen::of(dossier(), 80, 24);
    let text = screen.text();
    for words in ["Contradiction: put down to Bo Li and to Cem Kaya", "[-a-] {+the+}", "{+which+}", "the same words"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(screen.together.spot(), Some(Spot::Version { quote: 0, version: 0 }));
    screen.press("]");
    assert_eq!(screen.together.spot(), Some(Spot::Version { quote: 1, version: 0 }));
    screen.press("]");
    assert!(screen.text().contains("That was the last one."));
}

#[test]
fn one_comes_from_an_article_to_where_its_statement_is_compared() {
    let mut screen = Screen::of(dossier(), 80, 24);
    let at = |words: &str| screen.together.dossier().items[1].article.text().find(words).unwrap();
    let (quoted, alone) = (at("“We waited,”"), at("“=Ferry”"));
    screen.together.go_to(1, quoted);
    assert_eq!(screen.together.spot(), Some(Spot::Version { quote: 1, version: 1 }));
    screen.together.go_to(1, alone);
    assert!(matches!(screen.together.spot(), Some(Spot::Said((1, _)))), "{:?}", screen.together.spot());
    screen.draw();
    assert!(screen.text().contains("No other article has these words."), "{}", screen.text());
}

#[test]
fn an_article_knows_which_statements_others_have_too() {
    let together = Together::new(dossier(), Vec::new(), Vec::new());
    let elsewhere = together.elsewhere(0);
    let item = &together.dossier().items[0];
    let words: Vec<&str> = elsewhere.iter().map(|(offset, _)| &item.article.text()[*offset..*offset + 10]).collect();
    assert_eq!(words, ["“We wait", "“The com"]);
    assert!(elsewhere.iter().all(|(_, titles)| titles == &["paper.txt"]), "{elsewhere:?}");
    let mut reader = Reader::open(&item.article, &item.analysis, 110, 24);
    reader.app.know_elsewhere(elsewhere);
    reader.press("]");
    assert!(reader.footer().contains("1/3 · also in 1 other"), "{}", reader.footer());
    reader.press("w");
    assert!(reader.text().contains("Also in") && reader.text().contains("paper.txt"), "{}", reader.text());
    reader.press("<Esc>]]");
    assert!(!reader.footer().contains("also in"), "{}", reader.footer());
}

#[test]
fn a_dossier_made_anew_is_at_the_same_place() {
    let mut screen = Screen::of(dossier(), 80, 24);
    screen.press("<Tab><Enter>jj");
    let (spot, text) = (screen.together.spot(), screen.text());
    let items = screen.together.take_items();
    let (items, lacks) = items.into_iter().unzip();
    screen.together = screen.together.renewed(Dossier::new(items), lacks, Vec::new());
    screen.draw();
    assert_eq!((screen.together.spot(), screen.text()), (spot, text));
}

#[test]
fn an_export_asks_before_it_writes_over_a_file() {
    let mut screen = Screen::of(dossier(), 80, 24);
    screen.settings.exports = Some("out".into());
    let path = std::path::PathBuf::from("out/dossier.whosaid.md");
    assert_eq!(screen.press("e<Enter>"), Ask::Export { path: path.clone(), overwrite: false });
    screen.together.told(Report::Exists(path.clone()));
    screen.press("x");
    assert!(screen.text().contains("out/dossier.whosaid.md exists. Overwrite it? y/n"));
    assert_eq!(screen.press("y"), Ask::Export { path: path.clone(), overwrite: true });
    screen.together.told(Report::Exported(path));
    screen.draw();
    assert!(screen.text().contains("Exported to out/dossier.whosaid.md"));
    assert_eq!(screen.press("e<Esc>"), Ask::Nothing);
    assert!(screen.text().contains("Not exported."));
}

#[test]
fn articles_without_anything_in_common_say_so_and_broken_ones_are_listed() {
    let apart = || {
        Dossier::new(vec![
            item("Ana Ruiz said “one”.", "a.txt", &[(Some("Ana Ruiz"), Mode::Direct, &["“one”"])]),
            item("It rained.", "b.txt", &[]),
        ])
    };
    let mut screen = Screen::of(apart(), 80, 24);
    assert!(screen.text().contains("The articles share no voice and no quote."), "{}", screen.text());
    assert_eq!(screen.press("jkGg]e<Esc>o<Enter>"), Ask::Nothing);
    screen.press("<Tab>");
    assert!(screen.text().contains("Ana Ruiz"));
    let failure = Failure { name: "c.pdf".to_owned(), why: "this is a picture".to_owned() };
    let lacks = vec![vec!["the page shows only the start of the article".to_owned()], Vec::new()];
    screen.together = Together::new(apart(), lacks, vec![failure]);
    screen.draw();
    let told = "1 article not read, 1 article perhaps not whole: see Articles";
    assert!(screen.text().contains(told), "{}", screen.text());
    screen.press("<Tab><Tab>G");
    assert!(screen.text().contains("the page shows only the start of the article"), "{}", screen.text());
    assert!(screen.text().contains("c.pdf") && screen.text().contains("this is a picture"), "{}", screen.text());
    assert_eq!(screen.press("<Enter>"), Ask::Nothing);
}

#[test]
fn words_longer_than_the_window_are_read_to_their_end_and_back() {
    let long: Vec<String> = (0..120).map(|n| format!("word{n}")).collect();
    let words = format!("“{}”", long.join(" "));
    let text = format!("{words} Ana Ruiz said.");
    let said: &[&str] = &[&words];
    let dossier = Dossier::new(vec![
        item(&text, "a.txt", &[(Some("Ana Ruiz"), Mode::Direct, said)]),
        item(&text, "b.txt", &[(Some("Ana Ruiz"), Mode::Direct, said)]),
    ]);
    let mut screen = Screen::of(dossier, 40, 12);
    let mut seen = screen.text();
    for _ in 0..80 {
        screen.press("j");
        seen += &screen.text();
        if screen.together.spot() != Some(Spot::Version { quote: 0, version: 0 }) {
            break;
        }
    }
    assert!(long.iter().all(|word| seen.contains(word)), "{seen}");
    assert_eq!(screen.together.spot(), Some(Spot::Version { quote: 0, version: 1 }));
    screen.press("k");
    assert!(screen.text().contains("› 1 ¶1  Ana Ruiz"), "{}", screen.text());
}

#[test]
fn every_size_draws_and_what_one_stands_on_is_seen() {
    for keys in ["", "G", "<Tab><Enter>j", "<Tab>oG", "<Tab><Tab>G", "e"] {
        let mut screen = Screen::of(dossier(), 60, 30);
        screen.press(keys);
        for columns in 0..=60 {
            for rows in 0..=30 {
                screen.resize(columns, rows);
                assert!(
                    columns < 20 || rows < 5 || screen.text().contains('›'),
                    "{columns}x{rows} {keys}:\n{}",
                    screen.text()
                );
            }
        }
    }
}
