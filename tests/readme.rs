//! What README promises, held against what is there.

use std::path::Path;

const README: &str = include_str!("../README.md");
const CI: &str = include_str!("../.ci/run");

/// The one command that runs all tests.
const TEST: &str = "cargo test --all-features";

#[test]
fn the_test_command_is_the_one_that_ci_calls() {
    let called: Vec<&str> = CI.lines().filter(|line| line.starts_with("cargo test")).collect();
    assert_eq!(called, [TEST]);
    let code: Vec<&str> = README.split("```").skip(1).step_by(2).collect();
    let named = code.iter().flat_map(|block| block.lines()).filter(|line| line.contains("cargo test"));
    let named: Vec<&str> = named.map(|line| line.split('#').next().unwrap_or(line).trim()).collect();
    assert_eq!(named, [TEST]);
}

#[test]
fn every_file_that_readme_links_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let targets: Vec<&str> = README.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()).collect();
    let files: Vec<&&str> = targets.iter().filter(|t| !t.is_empty() && !t.contains("://")).collect();
    assert!(!files.is_empty());
    for file in files {
        assert!(root.join(file).exists(), "README links to {file}");
    }
}

#[cfg(feature = "tui")]
#[test]
fn the_keys_are_those_of_the_reader() {
    let (begin, end) = ("<!-- keys:begin -->", "<!-- keys:end -->");
    let table = README.split_once(begin).and_then(|(_, rest)| rest.split_once(end)).map(|(table, _)| table);
    let wanted = whosaid::tui::keys::markdown_table();
    assert_eq!(table.map(str::trim), Some(wanted.trim()), "put this between the markers:\n{wanted}");
}
