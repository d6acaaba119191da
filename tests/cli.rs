//! The command line as a shell sees it: bytes, exit codes, files.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/articles/rate-cut.txt");

/// A folder that is not there.
const NOWHERE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/nowhere");

fn whosaid(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.args(arguments).stdin(Stdio::null()).env_remove("NO_COLOR").env("TERM", "xterm-256color");
    // Whoever runs the tests may have corrections and aliases of their own.
    command.env("XDG_DATA_HOME", NOWHERE).env("XDG_CONFIG_HOME", NOWHERE).env("XDG_STATE_HOME", NOWHERE);
    command
}

fn run(arguments: &[&str]) -> Output {
    whosaid(arguments).output().unwrap()
}

/// Runs with this on standard input.
fn pipe(arguments: &[&str], input: &[u8]) -> Output {
    let mut child =
        whosaid(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

/// Checks that it failed with this code, said so once, and wrote nothing to standard output.
fn assert_fails(output: &Output, code: i32, says: &[&str]) {
    assert_eq!(output.status.code(), Some(code), "{}", stderr(output));
    assert_eq!(stdout(output), "");
    assert!(stderr(output).starts_with("whosaid: "), "{}", stderr(output));
    assert_eq!(stderr(output).matches("whosaid: ").count(), 1, "{}", stderr(output));
    for words in says {
        assert!(stderr(output).contains(words), "{words:?} is in: {}", stderr(output));
    }
}

fn names(folder: &TempDir) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn in_folder(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

#[test]
fn every_format_goes_to_standard_output() {
    let markdown = run(&["export", SAMPLE]);
    assert!(markdown.status.success());
    assert!(stdout(&markdown).starts_with("# Ghana cuts rates"), "{}", stdout(&markdown));
    assert_eq!(stderr(&markdown), "");

    let text = run(&["export", "--format", "txt", SAMPLE]);
    assert!(stdout(&text).starts_with("Ghana cuts rates"));

    let json = run(&["export", "-f", "json", SAMPLE]);
    let report: serde_json::Value = serde_json::from_str(stdout(&json)).unwrap();
    assert_eq!(report["schema"], "whosaid/1");
    assert_eq!(report["article"]["source"], SAMPLE);
    assert!(report["statements"].as_array().unwrap().len() > 10);
    assert!(stdout(&json).ends_with("}\n"));
}

#[test]
fn standard_input_is_read_when_named_and_when_piped() {
    let article = fs::read(SAMPLE).unwrap();
    let named = pipe(&["export", "-f", "txt", "-"], &article);
    let piped = pipe(&["export", "-f", "txt"], &article);
    assert!(named.status.success());
    assert_eq!(stdout(&named), stdout(&piped));
    let from_file = run(&["export", "-f", "txt", SAMPLE]);
    let without_source: String = stdout(&from_file).lines().filter(|l| !l.starts_with("Source: ")).collect();
    assert_eq!(stdout(&named).lines().collect::<String>(), without_source);
}

#[test]
fn the_reader_prints_linear_text_where_there_is_no_terminal() {
    let read = run(&[SAMPLE]);
    assert!(read.status.success());
    assert_eq!(stdout(&read), stdout(&run(&["export", "--format", "txt", SAMPLE])));
    assert!(!stdout(&read).contains('\u{1b}'));
    let piped = pipe(&[], &fs::read(SAMPLE).unwrap());
    assert!(stdout(&piped).starts_with("Ghana cuts rates"));
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let mut child =
        whosaid(&["export", "--format", "json", SAMPLE]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));

    // Nothing more is done, either: what comes later is not even opened.
    for command in [&["who"][..], &[]] {
        let arguments = [command, &[SAMPLE, "no-such-file.txt"]].concat();
        let mut child = whosaid(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    }

    for help in ["--help", "--version"] {
        let mut child = whosaid(&[help]).stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn what_cannot_be_read_is_named_with_cause_and_next_step() {
    assert_fails(&run(&["no-such-file.txt"]), 1, &["no-such-file.txt: ", "no such file", "check"]);
    assert_fails(&run(&["export", "no-such-file.txt"]), 1, &["no-such-file.txt: "]);
    let folder = TempDir::new().unwrap();
    assert_fails(&run(&["export", folder.path().to_str().unwrap()]), 1, &["folder"]);
    let binary = in_folder(&folder, "photo.png");
    fs::write(&binary, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0").unwrap();
    assert_fails(&run(&["export", &binary]), 1, &["photo.png", "cannot be read"]);
    assert_fails(&pipe(&["export"], b""), 1, &["standard input", "no words"]);
    assert_fails(&pipe(&[], b" \n\t\n"), 1, &["standard input", "no words"]);
}

#[test]
fn arguments_that_make_no_sense_are_told_from_failures() {
    assert_fails(&run(&["--no-such-option"]), 2, &["--no-such-option", "--help"]);
    assert_fails(&run(&["export", "--format", "docx", SAMPLE]), 2, &["docx", "md", "json", "txt"]);
    assert_fails(&run(&["--theme", "pink", SAMPLE]), 2, &["pink", "dark", "light", "mono"]);
    assert_fails(&run(&["export", "--force", SAMPLE]), 2, &["--output"]);
    assert_fails(&run(&["export", SAMPLE, SAMPLE]), 2, &["--help"]);
    assert_fails(&run(&["--theme", "dark", "export", SAMPLE]), 2, &["as a command it comes first", "--help"]);
}

#[test]
fn help_and_version_are_no_errors() {
    for (argument, says) in [("--help", "Usage: whosaid"), ("-h", "Usage: whosaid"), ("--version", "whosaid 0.")] {
        let output = run(&[argument]);
        assert!(output.status.success());
        assert!(stdout(&output).contains(says), "{}", stdout(&output));
    }
    let help = run(&["--help"]);
    for words in ["Examples:", "NO_COLOR", "next statement of the same voice", "Exit codes"] {
        assert!(stdout(&help).contains(words), "{words:?} is in: {}", stdout(&help));
    }
    let export = run(&["export", "--help"]);
    assert!(stdout(&export).contains("--force") && stdout(&export).contains("--format"));
}

#[test]
fn a_file_is_written_whole_and_told() {
    let folder = TempDir::new().unwrap();
    for (name, begins) in [("out.json", "{"), ("out.txt", "Ghana"), ("out.md", "# Ghana"), ("out", "# Ghana")] {
        let out = in_folder(&folder, name);
        let output = run(&["export", "-o", &out, SAMPLE]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).contains(&out), "{}", stderr(&output));
        assert!(fs::read_to_string(&out).unwrap().starts_with(begins), "{name}");
    }
    let asked = in_folder(&folder, "asked.txt");
    assert!(run(&["export", "-f", "json", "-o", &asked, SAMPLE]).status.success());
    assert!(fs::read_to_string(&asked).unwrap().starts_with('{'));
    assert_eq!(names(&folder).len(), 5);
}

#[test]
fn a_dash_as_output_is_standard_output() {
    let output = run(&["export", "-f", "json", "-o", "-", SAMPLE]);
    assert!(stdout(&output).starts_with('{'));
    assert!(!Path::new("-").exists());
}

#[test]
fn nothing_is_overwritten_unasked() {
    let folder = TempDir::new().unwrap();
    let out = in_folder(&folder, "notes.md");
    fs::write(&out, "precious").unwrap();
    assert_fails(&run(&["export", "-o", &out, SAMPLE]), 1, &["notes.md", "already", "--force"]);
    assert_eq!(fs::read_to_string(&out).unwrap(), "precious");
    assert!(run(&["export", "--force", "-o", &out, SAMPLE]).status.success());
    assert!(fs::read_to_string(&out).unwrap().starts_with("# Ghana"));
    assert_eq!(names(&folder), ["notes.md"]);
}

#[test]
fn what_cannot_be_written_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    let out = in_folder(&folder, "missing/out.md");
    assert_fails(&run(&["export", "-o", &out, SAMPLE]), 1, &["out.md", "folder"]);
    assert_fails(&run(&["export", "-o", folder.path().to_str().unwrap(), SAMPLE]), 1, &["folder"]);
    assert!(names(&folder).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = whosaid(&["export", SAMPLE]).stdout(full).output().unwrap();
    assert_fails(&output, 1, &["standard output", "full"]);
    assert_fails(&run(&["export", "-o", "/dev/full", SAMPLE]), 1, &["/dev/full", "full"]);
}

#[test]
fn bytes_that_mean_nothing_are_mentioned() {
    let mut article = "“Wir müssen prüfen”, sagte Müller. ".repeat(20).into_bytes();
    article.push(0xFF);
    let output = pipe(&["export", "-f", "json"], &article);
    assert!(output.status.success());
    assert!(stderr(&output).contains("standard input: some bytes are no UTF-8"), "{}", stderr(&output));
    assert!(stdout(&output).contains('\u{FFFD}'));
}

#[test]
fn names_of_files_do_not_reach_the_terminal_as_commands() {
    let output = run(&["export", "\u{1b}]0;owned\u{7}.txt"]);
    assert_fails(&output, 1, &["no such file"]);
    assert!(!stderr(&output).contains(|c: char| c.is_control() && c != '\n'));
}

#[test]
fn a_higher_demand_keeps_fewer_statements_and_all_keeps_more() {
    let count = |arguments: &[&str]| {
        let output = run(&[&["export", "--format", "json", SAMPLE], arguments].concat());
        assert!(output.status.success(), "{output:?}");
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        json["statements"].as_array().unwrap().len()
    };
    let (few, usual, all) = (count(&["--min-confidence", "0.97"]), count(&[]), count(&["--all"]));
    assert!(few < usual, "{few} of {usual}");
    assert!(usual <= all, "{usual} of {all}");
}

#[test]
fn exports_keep_what_is_asked_for_and_say_so() {
    let export = |arguments: &[&str]| run(&[&["export", "-f", "json", SAMPLE], arguments].concat());
    let read = |output: &Output| serde_json::from_str::<serde_json::Value>(stdout(output)).unwrap();
    let whole = read(&export(&[]));
    let statements = |report: &serde_json::Value| report["statements"].as_array().unwrap().clone();
    for (flag, key, value) in [("--mode", "mode", "direct"), ("--layer", "layer", "mind"), ("--class", "class", "say")]
    {
        let kept = read(&export(&[flag, value]));
        let wanted = statements(&whole).iter().filter(|statement| statement[key] == value).count();
        assert!(wanted > 0 && wanted < statements(&whole).len(), "{flag} {value} tells nothing apart");
        assert_eq!(statements(&kept).len(), wanted);
        assert_eq!(kept["selection"], format!("of {key} {value}"));
    }
    let voice = &whole["actors"][usize::try_from(whole["statements"][0]["actor"].as_u64().unwrap()).unwrap()];
    let name = voice["name"].as_str().unwrap();
    let by = read(&export(&["--by", &name.to_uppercase()]));
    assert!(statements(&by).len() >= voice["statements"].as_array().unwrap().len());
    assert!(statements(&by).len() < statements(&whole).len());
    for statement in statements(&by) {
        let speaker = &by["actors"][usize::try_from(statement["actor"].as_u64().unwrap()).unwrap()];
        let names = [&speaker["name"], &speaker["aliases"]].map(|names| names.to_string().to_lowercase());
        assert!(names.concat().contains(&name.to_lowercase()), "{name:?} is in {names:?}");
    }

    let stranger = export(&["--by", "Xanthippe"]);
    assert!(stranger.status.success() && stderr(&stranger).contains("nobody in the article is called “Xanthippe”"));
    let text = run(&["export", "-f", "txt", "--by", "Xanthippe", SAMPLE]);
    assert!(stdout(&text).contains("Only statements by “Xanthippe”") && stdout(&text).contains("passes the filter"));
    assert_fails(&run(&["export", "--class", "shrug", SAMPLE]), 2, &["shrug", "deny", "refuse"]);
}

#[test]
fn a_confidence_beyond_one_makes_no_sense() {
    let output = run(&["--min-confidence", "80", SAMPLE]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("between 0 and 1"), "{output:?}");
}

/// A statement of the article put down to somebody else, as the reader keeps it.
const CORRECTION: &str = r#"
[[correction]]
do = "speaker"
speaker = { name = "Bo Li" }
statement.content = [
  { words = "that the crane was old", before = "Ana Ruiz said ", once = true },
]
statement.cue = { words = "said", before = "On Monday Ana Ruiz ", after = " that the crane was old.", once = true }
statement.source = { words = "Ana Ruiz", before = "On Monday ", after = " said that the crane was old.", once = true }
statement.class = "say"
statement.layer = "speech"
"#;

/// A folder with an article of one statement, and corrections and aliases for it.
fn corrected(corrections: &str, aliases: &str) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let article = in_folder(&folder, "port.txt");
    fs::write(&article, "On Monday Ana Ruiz said that the crane was old.\n").unwrap();
    let text = "0123456789abcdef0123456789abcdef";
    let head = format!("version = 1\ntext = {text:?}\n");
    fs::write(format!("{article}.whosaid"), head + corrections).unwrap();
    fs::create_dir(folder.path().join("whosaid")).unwrap();
    fs::write(folder.path().join("whosaid/aliases.toml"), aliases).unwrap();
    (folder, article)
}

fn run_at_home(folder: &TempDir, arguments: &[&str]) -> Output {
    whosaid(arguments).env("XDG_CONFIG_HOME", folder.path()).env("XDG_DATA_HOME", folder.path()).output().unwrap()
}

#[test]
fn corrections_are_exported_and_say_whose_they_are() {
    let (folder, article) = corrected(CORRECTION, "\"Bo Li\" = \"Nobody\"\n");
    let export = |arguments: &[&str]| run_at_home(&folder, &[&["export", &article], arguments].concat());
    let markdown = export(&[]);
    assert_eq!(stderr(&markdown), "");
    for words in ["### Bo Li", "**named by the reader**", "**corrected by the reader**"] {
        assert!(stdout(&markdown).contains(words), "{words} is in:\n{}", stdout(&markdown));
    }
    let report: serde_json::Value = serde_json::from_str(stdout(&export(&["-f", "json"]))).unwrap();
    let (statement, actors) = (&report["statements"][0], report["actors"].as_array().unwrap());
    assert_eq!((&statement["corrected"], &statement["confidence"]), (&true.into(), &1.0.into()));
    let actor = &actors[usize::try_from(statement["actor"].as_u64().unwrap()).unwrap()];
    assert_eq!((&actor["name"], &actor["named_by_reader"]), (&"Bo Li".into(), &true.into()));
    let text = export(&["-f", "txt"]);
    assert!(
        stdout(&text).contains("Bo Li said: that the crane was old (indirect, paragraph 1, corrected by the reader)")
    );

    let original = export(&["--original"]);
    assert!(stdout(&original).contains("### Ana Ruiz") && !stdout(&original).contains("by the reader"));
}

#[test]
fn aliases_hold_for_all_articles() {
    let (folder, article) = corrected("", "\"Ana Ruiz\" = \"The Harbour Master\"\n");
    let export = run_at_home(&folder, &["export", &article]);
    assert!(stdout(&export).contains("### The Harbour Master"), "{}", stdout(&export));
    fs::write(folder.path().join("whosaid/aliases.toml"), "Ruiz = \"Ana Ruiz\"\nLund = 3\n").unwrap();
    let broken = run_at_home(&folder, &["export", &article]);
    assert_fails(&broken, 1, &["whosaid/aliases.toml: line 2", "--original"]);
    assert!(run_at_home(&folder, &["export", "--original", &article]).status.success());
}

#[test]
fn corrections_that_do_not_apply_or_make_no_sense_are_told_of() {
    let (folder, article) = corrected(CORRECTION, "");
    fs::write(&article, "On Monday Ana Ruiz said that the crane was new.\n").unwrap();
    let idle = run_at_home(&folder, &["export", &article]);
    assert!(idle.status.success() && stderr(&idle).contains("1 of your corrections no longer applies"));
    assert!(stdout(&idle).contains("### Ana Ruiz"));

    let (folder, article) = corrected(&CORRECTION.replace("words", "wrods"), "");
    let broken = run_at_home(&folder, &["export", &article]);
    assert_eq!((broken.status.code(), stdout(&broken)), (Some(1), ""));
    for words in ["port.txt.whosaid: line 4", "wrods", "--original"] {
        assert!(stderr(&broken).contains(words), "{}", stderr(&broken));
    }
}

#[test]
fn completions_and_manual_pages_know_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&["completions", shell]);
        assert!(output.status.success(), "{}", stderr(&output));
        for word in ["export", "batch", "min-confidence"] {
            assert!(stdout(&output).contains(word), "{shell}: {word}");
        }
    }
    assert_fails(&run(&["completions", "cmd"]), 2, &["possible values: bash"]);
    let page = run(&["man"]);
    for words in [".TH whosaid 1", "whosaid\\-export(1)", "NO_COLOR", "next statement"] {
        assert!(stdout(&page).contains(words), "{words}");
    }
    let page = run(&["man", "export"]);
    for words in [".TH whosaid-export 1", "jsonld", "\\-\\-by"] {
        assert!(stdout(&page).contains(words), "{words}");
    }
    assert_fails(&run(&["man", "exprot"]), 2, &["exprot", "there are export, batch"]);
}

#[test]
fn settings_are_printed_found_and_refused_with_their_line() {
    let folder = TempDir::new().unwrap();
    let with = |arguments: &[&str]| whosaid(arguments).env("XDG_CONFIG_HOME", folder.path()).output().unwrap();
    let output = with(&["config", "--path"]);
    let path = stdout(&output).trim().to_owned();
    assert_eq!(path, in_folder(&folder, "whosaid/config.toml"));
    let default = with(&["config", "--print-default"]);
    assert!(stdout(&default).contains("\n#next-statement = [\"]\"]"), "{}", stdout(&default));
    assert_fails(&with(&["config"]), 2, &["--path", "--print-default"]);

    fs::create_dir_all(folder.path().join("whosaid/themes")).unwrap();
    fs::write(&path, stdout(&default)).unwrap();
    assert!(with(&[SAMPLE]).status.success());
    fs::write(&path, "mouse = true\n\ntheem = \"dark\"\n").unwrap();
    assert_fails(&with(&[SAMPLE]), 1, &[&path, "line 3", "no setting “theem”", "--print-default"]);
    assert!(with(&["export", SAMPLE]).status.success(), "exports have no settings");

    let other = in_folder(&folder, "other.toml");
    assert_fails(&with(&["--config", &other, SAMPLE]), 1, &[&other, "no such file"]);
    fs::write(&other, "theme = \"sea\"\n").unwrap();
    assert_fails(&with(&["--config", &other, SAMPLE]), 1, &[&other, "line 1", "no theme “sea”", "dark"]);
    assert!(with(&["--config", &other, "--theme", "mono", SAMPLE]).status.success(), "the command line comes first");
    let sea = in_folder(&folder, "whosaid/themes/sea.toml");
    fs::write(&sea, "background = \"#000000\"\nquiet = 3\n").unwrap();
    assert_fails(&with(&["--config", &other, SAMPLE]), 1, &[&sea, "line 2"]);
    fs::write(&sea, include_str!("../assets/themes/dark.toml")).unwrap();
    assert!(with(&["--config", &other, SAMPLE]).status.success());
}

#[test]
fn who_lists_the_voices_of_each_article_under_its_title() {
    let other = SAMPLE.replace("rate-cut", "ferry-crab");
    let both = run(&["who", SAMPLE, &other]);
    assert!(both.status.success(), "{}", stderr(&both));
    assert!(!stdout(&both).contains('\u{1b}'));
    let parts: Vec<&str> = stdout(&both).split("\n\n").collect();
    assert_eq!(parts.len(), 2);
    assert_eq!(parts[0].trim_end(), stdout(&run(&["who", SAMPLE])).trim_end());
    let report: serde_json::Value = serde_json::from_str(stdout(&run(&["export", "-f", "json", SAMPLE]))).unwrap();
    let speaks = |actor: &&serde_json::Value| !actor["statements"].as_array().unwrap().is_empty();
    for actor in report["actors"].as_array().unwrap().iter().filter(speaks) {
        let name = actor["name"].as_str().unwrap();
        let line = parts[0].lines().find(|line| line.starts_with(name)).unwrap();
        assert!(line.contains(actor["kind"].as_str().unwrap()), "{line}");
    }
    let one = run(&["who", "no-such-file.txt", SAMPLE]);
    assert_eq!(one.status.code(), Some(1));
    assert!(stderr(&one).contains("no-such-file.txt: ") && stdout(&one).starts_with("Ghana"), "{}", stdout(&one));
}

const DRAFT: &str = "Port closes\r\n\r\nThe port will close, a senior official said on Monday.\r\n\r\n\
    Ana Ruiz, the harbour master, said that “we waited. She left the port on Monday.\r\n\r\nIt rained.\r\n";

#[test]
fn check_says_where_and_tells_by_its_code() {
    let folder = TempDir::new().unwrap();
    let draft = in_folder(&folder, "draft.txt");
    fs::write(&draft, DRAFT).unwrap();
    let found = run(&["check", &draft]);
    assert_eq!(found.status.code(), Some(1), "{}", stderr(&found));
    for words in [
        "draft.txt:3:22: a senior official has no name",
        "(unexplained-anonymity)\n    a senior official\n",
        "draft.txt:5:41: ",
    ] {
        assert!(stdout(&found).contains(words), "{words:?} is in: {}", stdout(&found));
    }

    let lines = run(&["check", "--format", "jsonl", &draft]);
    let lines: Vec<serde_json::Value> =
        stdout(&lines).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["line"], &lines[0]["column"], &lines[0]["end_column"]), (&3.into(), &22.into(), &39.into()));
    assert_eq!((&lines[0]["rule"], &lines[0]["text"]), (&"unexplained-anonymity".into(), &"a senior official".into()));

    let clean = in_folder(&folder, "clean.txt");
    fs::write(&clean, "“We waited,” said Ana Ruiz, the harbour master.\n").unwrap();
    let none = run(&["check", &clean]);
    assert_eq!((none.status.code(), stdout(&none)), (Some(0), ""));
    let failed = run(&["check", "no-such-file.txt", &draft]);
    assert_eq!(failed.status.code(), Some(2));
    assert!(stdout(&failed).contains("draft.txt:3:22"));
    assert_eq!(pipe(&["check"], DRAFT.as_bytes()).status.code(), Some(1));
}

/// What the schema of SARIF 2.1.0 demands of the parts that are written.
#[test]
fn findings_are_a_sarif_log() {
    let folder = TempDir::new().unwrap();
    let draft = in_folder(&folder, "a draft.txt");
    fs::write(&draft, DRAFT).unwrap();
    let log: serde_json::Value = serde_json::from_str(stdout(&run(&["check", "-f", "sarif", &draft]))).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(run["tool"]["driver"]["name"], "whosaid");
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().unwrap().ends_with("a%20draft.txt"));
        let number = |key: &str| place["region"][key].as_u64().unwrap();
        assert!(number("startLine") >= 1 && number("startColumn") >= 1 && number("endColumn") >= 1);
        assert!(number("endLine") >= number("startLine"));
    }
}

#[test]
fn several_articles_are_printed_one_after_the_other_and_a_bad_one_is_told_of() {
    let output = run(&[SAMPLE, "/no/such/article.txt", SAMPLE]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output).matches("VOICES").count(), 2, "{}", stdout(&output));
    assert!(stderr(&output).contains("/no/such/article.txt: there is no such file"), "{}", stderr(&output));
}

#[test]
fn a_dossier_reads_articles_together() {
    let folder = TempDir::new().unwrap();
    let (wire, paper) = (in_folder(&folder, "wire.txt"), in_folder(&folder, "paper.txt"));
    fs::write(&wire, "“We waited all night for a ferry that never came,” said Ana Ruiz, the harbour master.\n")
        .unwrap();
    fs::write(&paper, "“We waited all night for the ferry,” Ana Ruiz said. Bo Li said that it rained.\n").unwrap();
    let both = run(&["dossier", &wire, &paper]);
    assert!(both.status.success(), "{}", stderr(&both));
    for words in
        ["# Dossier of 2 articles", "### Quote 1", "for ~~a~~ **the** ferry ~~that never came~~,”", "### Ana Ruiz"]
    {
        assert!(stdout(&both).contains(words), "{words:?} is in: {}", stdout(&both));
    }

    let out = in_folder(&folder, "out.json");
    let written = run(&["dossier", "--by", "li", "-o", &out, &wire, &paper]);
    assert_eq!(stderr(&written), format!("whosaid: wrote {out}\n"));
    let all: serde_json::Value = serde_json::from_slice(&fs::read(&out).unwrap()).unwrap();
    assert_eq!((&all["schema"], &all["selection"]), (&"whosaid-dossier/1".into(), &"by “li”".into()));
    assert_eq!(all["articles"][0]["statements"].as_array().unwrap().len(), 0);
    assert_fails(&run(&["dossier", "-o", &out, &wire]), 1, &["out.json: ", "there already", "--force"]);
    assert_fails(&run(&["dossier"]), 1, &["standard input: ", "no words"]);

    let one = run(&["dossier", "-f", "txt", &wire, &wire, "no-such-file.txt", "--by", "Xanthippe"]);
    assert_eq!(one.status.code(), Some(1));
    for words in ["it is named twice", "no-such-file.txt: ", "nobody in the articles is called “Xanthippe”"] {
        assert!(stderr(&one).contains(words), "{words:?} is in: {}", stderr(&one));
    }
    assert!(stdout(&one).starts_with("Dossier of 1 article\n"), "{}", stdout(&one));
}

#[test]
fn damaged_corrections_of_one_article_do_not_keep_the_others_from_being_printed() {
    let (folder, article) = corrected("artcle = 3\n", "");
    let output = run_at_home(&folder, &[&article, SAMPLE]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output).matches("VOICES").count(), 1, "{}", stdout(&output));
    assert!(stderr(&output).contains("line 3") && stderr(&output).contains("--original"), "{}", stderr(&output));
}

#[test]
fn manual_pages_of_commands_name_the_version() {
    let page = run(&["man", "export"]);
    let title = stdout(&page).lines().find(|line| line.starts_with(".TH")).unwrap();
    assert!(title.contains(env!("CARGO_PKG_VERSION")), "{title}");
}

#[test]
fn an_export_of_several_articles_says_what_takes_several() {
    let output = run(&["export", SAMPLE, SAMPLE]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("`whosaid dossier`") && said.contains("`whosaid batch`"), "{said}");
    let help = String::from_utf8(run(&["export", "--help"]).stdout).unwrap();
    assert!(help.contains("export [OPTIONS] [FILE]\n"), "{help}");
}
