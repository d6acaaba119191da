//! What one did is kept and found again, or what keeps it from being kept is said.

use std::path::Path;
use std::process::Command;

use crate::support::{SAMPLE, Terminal, book, keeping_in, living_in};

#[test]
fn a_correction_is_found_again_when_the_article_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let script = keeping_in(folder.path().to_str().unwrap());
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("]cn");
    terminal.wait_for("Not a statement");
    terminal.quit();

    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("C");
    terminal.wait_for("not a statement");
    terminal.press("\x1b");
    terminal.wait_until("closed: corrections", |screen| !screen.contents().contains("not a statement"));
    terminal.press("U");
    terminal.wait_for("Undone");
    terminal.quit();
}

#[test]
fn what_hangs_on_one_pronoun_is_put_right_by_one_key_and_stays_so() {
    let folder = tempfile::tempdir().unwrap();
    let article = folder.path().join("rain.txt");
    let text = "Ana Ruiz said that it rained. She said that it snowed. She added that it froze.\n";
    std::fs::write(&article, text).unwrap();
    let script = living_in(folder.path().to_str().unwrap(), article.to_str().unwrap());
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("3 statements");
    terminal.press("]]csBo Li\r");
    terminal.wait_for("the same for 1 more of Ana Ruiz, ¶1");
    terminal.press(".");
    terminal.wait_for("Speaker of 2 statements: Bo Li");
    terminal.quit();

    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Bo Li");
    terminal.press("1w");
    terminal.wait_for("by you (was Ana Ruiz): Bo Li");
    terminal.press("wU");
    terminal.wait_for("Undone: speaker of 2 statements: Bo Li");
    terminal.wait_until("all of it is undone", |screen| {
        let panel = screen.contents();
        panel.lines().any(|line| line.contains("1  Ana Ruiz") && line.trim_end().ends_with('3'))
    });
    terminal.quit();
}

#[test]
fn what_one_did_is_found_again_on_the_next_day() {
    let folder = tempfile::tempdir().unwrap();
    let script = keeping_in(folder.path().to_str().unwrap());
    let out = folder.path().join("who.md");
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    // To a word by a pattern, to a voice, only that voice.
    terminal.press("/\x12premat|dissent\r");
    terminal.wait_for("regex /premat|dissent 1/");
    terminal.press("\x1b");
    terminal.wait_until("left: the search", |screen| !screen.contents().contains("regex"));
    terminal.press("1v");
    terminal.wait_for("only Efua Asante-Mensah");
    // A mark, a note, another speaker, and that undone.
    terminal.press("m");
    terminal.wait_for("Marked");
    terminal.press("]awhen was this?\r");
    terminal.wait_for("Noted: when was this?");
    terminal.press("]csKojo\r");
    terminal.wait_for("Speaker: Kojo Amissah");
    terminal.press("U");
    terminal.wait_for("Undone");
    // What is marked, alone, to a file.
    terminal.press("0F");
    terminal.wait_for("marked by you");
    terminal.press("\t\t \x1b");
    terminal.wait_for("marked only");
    terminal.press(&format!("e\x15{}\r", out.display()));
    terminal.wait_for("Exported");
    terminal.quit();
    let exported = std::fs::read_to_string(&out).unwrap();
    assert!(exported.contains("only statements marked by the reader"), "{exported}");
    assert!(exported.contains("note by the reader: when was this?"), "{exported}");

    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("'");
    terminal.wait_for("— when was this?");
    terminal.press("G\r");
    terminal.wait_for("* when was this?");
    terminal.press("\x12");
    terminal.wait_for("Again: speaker: Kojo Amissah");
    terminal.quit();
}

#[test]
fn a_correction_that_cannot_be_kept_holds_the_reader_open() {
    let mut terminal = Terminal::script(&keeping_in("/dev/null"));
    terminal.wait_for("Governor Efua");
    terminal.press("]cn");
    terminal.wait_for("Not kept: a file stands where");
    terminal.press("q");
    terminal.wait_for("Quit and lose");
    terminal.press("y");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
}

#[test]
fn an_article_is_opened_again_where_it_was_left_though_it_was_edited() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("article.txt");
    let text = std::fs::read_to_string(SAMPLE).unwrap();
    std::fs::write(&path, &text).unwrap();
    let script = living_in(folder.path().to_str().unwrap(), path.to_str().unwrap());
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("G");
    terminal.wait_for("The rate-setting committee");
    terminal.quit();

    std::fs::write(&path, text.replacen("ACCRA - ", "ACCRA, on a hot and dusty Friday afternoon - ", 1)).unwrap();
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Back where you left");
    assert!(terminal.text().contains("The rate-setting committee"), "{}", terminal.text());
    terminal.press("g");
    terminal.wait_for("hot and dusty");
    terminal.signal("HUP");
    assert_eq!(terminal.ended(), 129);

    let mut terminal = Terminal::script(&script);
    terminal.wait_for("hot and dusty");
    assert!(!terminal.text().contains("Back where"), "it was left at its start:\n{}", terminal.text());
    terminal.quit();
}

#[test]
fn who_leaves_a_book_early_keeps_what_was_known_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.txt");
    std::fs::write(&path, book(700_000)).unwrap();
    let script = living_in(folder.path().to_str().unwrap(), path.to_str().unwrap());
    let remembered = || {
        let text = std::fs::read_to_string(folder.path().join("state/whosaid/recent.toml")).unwrap();
        let lines = text.lines().filter(|line| line.starts_with("voices") || line.starts_with("statements"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut before = None;
    for _ in 0..2 {
        let mut terminal = Terminal::script(&script);
        terminal.wait_for("looking for statements");
        if before.is_none() {
            terminal.wait_until("found", |screen| screen.contents().contains("indirect · "));
        }
        terminal.quit();
        let known = remembered();
        assert!(known.contains("statements = ") && known.contains("voices = [\""), "{known}");
        assert_eq!(before.get_or_insert_with(remembered), &remembered());
    }
}

/// Names of all files and folders in a folder, in order.
fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).map_or(Vec::new(), Iterator::collect);
    let mut names: Vec<String> = entries.into_iter().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Lets the reader write files of so many bytes at most, as if its disk were full beyond.
#[cfg(target_os = "linux")]
fn limit(terminal: &Terminal, bytes: &str) {
    let pid = terminal.child.process_id().unwrap().to_string();
    let limit = format!("--fsize={bytes}:unlimited");
    assert!(Command::new("prlimit").args(["--pid", &pid, &limit]).status().unwrap().success());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path();
    let article = base.join("article.txt");
    std::fs::copy(SAMPLE, &article).unwrap();
    let (kept, out) = (base.join("data/whosaid/corrections"), base.join("out.md"));
    let script = living_in(base.to_str().unwrap(), article.to_str().unwrap());
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    limit(&terminal, "0");
    for (keys, done) in [("]m", "Marked"), ("]awhen was this?\r", "Noted"), ("]cn", "Not a statement")] {
        terminal.press(keys);
        terminal.wait_for("Not kept: no file may grow so large here · c b keeps all beside the article");
        terminal.press("\x0c");
        terminal.wait_until("read on", |screen| !screen.contents().contains("Not kept"));
        assert!(!terminal.text().contains(done), "{}", terminal.text());
    }
    terminal.press("cb");
    terminal.wait_for("Not kept: no file may grow so large here");
    for (name, why) in [(out.to_str().unwrap(), "no file may grow so large"), ("/dev/full", "the disk is full")] {
        terminal.press(&format!("e\x15{name}\r"));
        terminal.wait_for(&format!("Not exported: {why}"));
    }
    assert_eq!(names_in(&kept), Vec::<String>::new(), "no lock, no draft is left");
    assert_eq!(names_in(base), ["article.txt", "data"]);

    // It can be tried again at the end, and works when there is room.
    terminal.press("q");
    terminal.wait_for("Your corrections are not kept (no file may grow so large here). Quit and lose them?");
    limit(&terminal, "unlimited");
    terminal.press("n");
    terminal.wait_for("Kept, with all that could not be kept before.");
    terminal.press(&format!("e\x15{}\r", out.display()));
    terminal.wait_for("Exported");
    assert!(std::fs::read_to_string(&out).unwrap().contains("note by the reader: when was this?"));
    limit(&terminal, "0");
    terminal.press("Gq");
    terminal.wait_for("the place where you left is not kept");
    assert_eq!(terminal.ended(), 0);
    terminal.assert_given_back();
    assert_eq!(names_in(&base.join("state/whosaid")), Vec::<String>::new());

    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("C");
    for words in ["marked", "when was this?", "not a statement"] {
        terminal.wait_for(words);
    }
    // A signal asks nothing, but tries again, and says what is lost.
    terminal.press("\x1b");
    terminal.wait_until("closed: corrections", |screen| !screen.contents().contains("Your corrections"));
    limit(&terminal, "0");
    terminal.press("U");
    terminal.wait_for("Not kept");
    limit(&terminal, "unlimited");
    terminal.signal("TERM");
    assert_eq!(terminal.ended(), 143);
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    limit(&terminal, "0");
    terminal.press("\x12");
    terminal.wait_for("Not kept");
    terminal.signal("TERM");
    terminal.wait_for("your corrections are not kept: no file may grow so large here");
    assert_eq!(terminal.ended(), 143);
    terminal.assert_given_back();
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_kept_in_a_folder_that_is_only_read_is_kept_elsewhere() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let base = folder.path();
    let (article, locked) = (base.join("article.txt"), base.join("locked"));
    std::fs::copy(SAMPLE, &article).unwrap();
    std::fs::create_dir(&locked).unwrap();
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o555)).unwrap();
    // Root may write anywhere, unless it gives up its capabilities.
    let script = format!(
        r#"if [ "$(id -u)" = 0 ]; then drop='setpriv --inh-caps=-all --bounding-set=-all'; fi
        $drop touch '{locked}/file' && exit 3
        export XDG_DATA_HOME='{locked}/data' XDG_STATE_HOME='{locked}/state'
        $drop "$0" '{article}'; echo "ended: $?""#,
        locked = locked.display(),
        article = article.display(),
    );
    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("]m");
    terminal.wait_for("Not kept: you may not write there (permission denied) · c b keeps all beside the article");
    terminal.press(&format!("e\x15{}\r", locked.join("out.md").display()));
    terminal.wait_for("Not exported: you may not write there (permission denied); name another folder");
    terminal.press(&format!("e\x15{}\r", base.join("out.md").display()));
    terminal.wait_for("Exported");
    terminal.press("cb");
    terminal.wait_for("From now on your corrections are kept in");
    terminal.press("]aand this?\r");
    terminal.wait_for("Noted: and this?");
    terminal.press("Gq");
    terminal.wait_for("the place where you left is not kept");
    terminal.wait_for("ended: 0");
    terminal.assert_given_back();
    assert_eq!(names_in(base), ["article.txt", "article.txt.whosaid", "locked", "out.md"]);
    assert_eq!(names_in(&locked), Vec::<String>::new());

    let mut terminal = Terminal::script(&script);
    terminal.wait_for("Governor Efua");
    terminal.press("'");
    terminal.wait_for("— and this?");
    terminal.press("\r");
    terminal.wait_until("closed: marks", |screen| !screen.contents().contains("— and this?"));
    terminal.press("q");
    terminal.wait_for("ended: 0");
}
