//! `whosaid batch` as a pipeline sees it: order, identity with single exports, bad lines, signals, going on.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/articles");

/// A folder that is not there: whoever runs the tests may have corrections of their own.
const NOWHERE: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/nowhere");

fn whosaid(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whosaid"));
    command.args(arguments).env("XDG_DATA_HOME", NOWHERE).env("XDG_CONFIG_HOME", NOWHERE);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn feed(mut child: Child, input: &str) -> Output {
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let feeding = std::thread::spawn(move || {
        let _ = stdin.write_all(input.as_bytes());
    });
    let output = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    output
}

fn batch(arguments: &[&str], input: &str) -> Output {
    feed(whosaid(&[&["batch"], arguments].concat()).spawn().unwrap(), input)
}

fn articles() -> Vec<String> {
    let paths = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let texts = paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let mut paths: Vec<_> = texts.map(|path| path.to_str().unwrap().to_owned()).collect();
    paths.sort();
    paths
}

fn lines(output: &[u8]) -> Vec<&str> {
    str::from_utf8(output).unwrap().lines().collect()
}

/// Short articles, each with its number in its words.
fn numbered(count: usize) -> Vec<String> {
    let line = |n| json!({"id": format!("n{n}"), "text": format!("“We waited {n} days,” said Ana Ruiz.")}).to_string();
    (0..count).map(line).collect()
}

#[test]
fn each_line_is_what_a_single_export_gives_in_the_order_of_the_input() {
    let paths: Vec<String> = articles().into_iter().cycle().take(40).collect();
    let output = batch(&[], &paths.join("\n"));
    assert!(output.status.success(), "{output:?}");
    let single = |path: &String| whosaid(&["export", "--format", "json", path]).output().unwrap().stdout;
    let wanted: Vec<Vec<u8>> = articles().iter().map(single).collect();
    assert_eq!(output.stdout, wanted.iter().cycle().take(40).flatten().copied().collect::<Vec<u8>>());

    let text = fs::read_to_string(&paths[0]).unwrap();
    let from_json = batch(&["--jobs", "1"], &json!({"text": text, "id": paths[0], "more": {"a": 1}}).to_string());
    assert_eq!(from_json.stdout, wanted[0]);
}

#[test]
fn a_bad_line_is_an_error_line_and_not_an_end() {
    let good = numbered(1).remove(0);
    let input = format!(
        "{good}\n\n{{\"id\": \"broken\n{{\"id\": 7}}\n{{\"id\": \"e\", \"text\": \" \"}}\nno/such.txt\n{}\n{good}",
        "[".repeat(10_000)
    );
    let output = batch(&[], &input);
    assert!(output.status.success());
    let lines: Vec<Value> = lines(&output.stdout).iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 7, "{lines:?}");
    assert_eq!((&lines[0]["article"]["source"], &lines[6]["article"]["source"]), (&"n0".into(), &"n0".into()));
    for (line, says) in
        [(1, "no valid JSON"), (2, "neither \"text\" nor \"html\""), (3, "no words"), (4, "no such file")]
    {
        let error = lines[line]["error"].as_str().unwrap();
        assert!(error.contains(says), "{error}");
        assert_eq!(lines[line]["number"], line + 1);
    }
    assert_eq!((&lines[2]["id"], &lines[4]["id"]), (&"7".into(), &"no/such.txt".into()));
    assert!(String::from_utf8_lossy(&output.stderr).contains("5 of 7 articles failed"), "{output:?}");
}

#[cfg(feature = "formats")]
#[test]
fn a_page_is_read_like_a_page_in_a_file() {
    let prose = "The council voted on Monday evening to keep the ferry in port until its hull has been mended, although \
        the owner, the crews and many of the people who live on the far bank had asked it not to.";
    let page = format!(
        "<!doctype html><html><head><meta charset=windows-1252><title>Ferry stays in port | The Quay Press</title>\
         <meta name=author content='Bo Li'></head><body><nav><p>“Join us,” said the editor.</p></nav>\
         <h1>Ferry stays in port</h1><article><p>{prose}</p><p>“We waited,” said Ana Ruiz.</p><p>{prose}</p></article>"
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ferry.html");
    // In a file the page would have to say truly how it is encoded; in JSON that is over.
    fs::write(&file, page.replace("windows-1252", "utf-8")).unwrap();
    let name = file.to_str().unwrap();
    let single = whosaid(&["export", "--format", "json", name]).output().unwrap();
    let input = [json!({"id": name, "html": page}), json!({"id": name, "html": page, "text": "Ana Ruiz said no."})]
        .map(|line| line.to_string())
        .join("\n");
    let output = batch(&[], &input);
    let lines = lines(&output.stdout);
    assert_eq!(format!("{}\n", lines[0]).as_bytes(), single.stdout);
    let from_page: Value = serde_json::from_str(lines[0]).unwrap();
    let head = (&from_page["article"]["title"], &from_page["article"]["byline"]);
    assert_eq!(head, (&"Ferry stays in port".into(), &"Bo Li".into()));
    assert!(lines[0].contains("“We waited,”") && !lines[0].contains("Join us"), "{}", lines[0]);
    let from_text: Value = serde_json::from_str(lines[1]).unwrap();
    assert_eq!(from_text["article"]["text"], "Ana Ruiz said no.");
}

#[cfg(feature = "formats")]
#[test]
fn what_a_page_lacks_is_told_with_its_line() {
    let paid = "<script type='application/ld+json'>{\"isAccessibleForFree\": false}</script>";
    let page = format!("<html><head>{paid}</head><body><p>“We waited,” said Ana Ruiz. It rained.</p></body></html>");
    let output = batch(
        &[],
        &[json!({"id": "p1", "html": page}), json!({"id": "p2", "html": "<p></p>"})].map(|l| l.to_string()).join("\n"),
    );
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("line 1 (p1): the page shows only the start"), "{said}");
    let empty: Value = serde_json::from_str(lines(&output.stdout)[1]).unwrap();
    assert_eq!(empty["error"], "there are no words in its \"html\"");
}

#[test]
fn results_come_while_the_input_is_still_open() {
    let mut child = whosaid(&["batch"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut results = BufReader::new(child.stdout.take().unwrap()).lines();
    for line in numbered(3) {
        writeln!(stdin, "{line}").unwrap();
        let result = results.next().unwrap().unwrap();
        assert!(result.contains("We waited"), "{result}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success() && results.next().is_none());
}

#[test]
fn an_output_that_is_closed_ends_it_without_a_complaint() {
    let mut child = whosaid(&["batch"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = feed(child, &numbered(500).join("\n"));
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn what_an_output_holds_is_not_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, part) = (folder.path().join("whole.jsonl"), folder.path().join("part.jsonl"));
    let (input, path) = (numbered(30).join("\n\n"), part.to_str().unwrap());
    assert!(batch(&["-o", whole.to_str().unwrap()], &input).status.success());
    let wanted = fs::read_to_string(&whole).unwrap();
    for cut in [0, 1, wanted.len() / 3, wanted.len() / 2, wanted.len() - 1, wanted.len()] {
        fs::write(&part, &wanted[..cut]).unwrap();
        let output = batch(&["-o", path, "--resume"], &input);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(fs::read_to_string(&part).unwrap(), wanted, "cut at {cut}");
    }

    let unasked = batch(&["-o", path], &input);
    assert_eq!(unasked.status.code(), Some(1));
    for foreign in ["notes without a line break", "first line\nsecond without a break", "{\"a\": 1}\nnot ours"] {
        fs::write(&part, foreign).unwrap();
        let refused = batch(&["-o", path, "--resume"], &input);
        assert_eq!(refused.status.code(), Some(1), "{refused:?}");
        assert_eq!(fs::read_to_string(&part).unwrap(), foreign);
    }
    fs::write(&part, &wanted).unwrap();
    let other = batch(&["-o", path, "--resume"], &numbered(60)[20..].join("\n"));
    assert_eq!(other.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&other.stderr).contains("no beginning"), "{other:?}");
    assert_eq!(fs::read_to_string(&part).unwrap(), wanted);
    assert!(batch(&["-o", path, "--force"], "").status.success());
    assert_eq!(fs::read_to_string(&part).unwrap(), "");
}

#[test]
fn an_id_of_any_characters_is_known_again() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.jsonl");
    let path = out.to_str().unwrap();
    let line = |id: &str| serde_json::json!({"id": id, "text": "Ana Ruiz said that it rained."}).to_string();
    let input = [line("a\tb"), line("c\u{202e}d")].join("\n");
    assert!(batch(&["-o", path], &input).status.success());
    let wanted = fs::read(&out).unwrap();
    assert!(batch(&["-o", path, "--resume"], &input).status.success());
    assert_eq!(fs::read(&out).unwrap(), wanted);
}

#[cfg(unix)]
#[test]
fn a_signal_finishes_what_is_begun_and_resuming_loses_and_repeats_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.jsonl");
    let path = out.to_str().unwrap();
    let input = numbered(40);
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let _ = fs::remove_file(&out);
        let mut child = whosaid(&["batch", "-o", path]).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input[..25].join("\n").as_bytes()).unwrap();
        stdin.write_all(b"\n").unwrap();
        while !fs::read_to_string(&out).is_ok_and(|held| held.lines().count() >= 3) {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let kill = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
        assert!(kill.success());
        // The input stays open: the signal alone has to end it.
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        let held = fs::read_to_string(&out).unwrap();
        assert!(held.ends_with('\n') && held.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
        let resumed = batch(&["-o", path, "--resume"], &input.join("\n"));
        assert!(resumed.status.success(), "{resumed:?}");
        let wanted = batch(&[], &input.join("\n"));
        assert_eq!(fs::read(&out).unwrap(), wanted.stdout);
    }
}

#[cfg(unix)]
#[test]
fn a_run_that_was_killed_goes_on_without_loss_or_repeat() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.jsonl");
    let path = out.to_str().unwrap();
    let input = numbered(200).join("\n");
    let wanted = batch(&[], &input).stdout;
    // Killed early, and later at whatever moment it is; each run goes on where the one before was killed.
    for written in [1, 40, 120] {
        let mut child = whosaid(&["batch", "-o", path, "--resume"]).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let all = input.clone();
        let feeding = std::thread::spawn(move || {
            let _ = stdin.write_all(all.as_bytes());
        });
        while !fs::read_to_string(&out).is_ok_and(|held| held.lines().count() >= written) {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        feeding.join().unwrap();
        assert!(wanted.starts_with(&fs::read(&out).unwrap()));
    }
    assert!(batch(&["-o", path, "--resume"], &input).status.success());
    assert!(fs::read(&out).unwrap() == wanted);
}
