//! How long the program takes as a person meets it: the release build, started anew each time, the reader in a
//! pseudo-terminal of 120x40. `python3 -c pass` runs in turns with it, as a measure of the machine.
//!
//! `cargo bench --bench program` prints the tables of docs/speed.md, in about three minutes. Nothing else should run
//! meanwhile.

#![cfg_attr(not(target_os = "linux"), allow(unused))]

mod articles;

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;
use vt100::Parser;

const WHOSAID: &str = env!("CARGO_BIN_EXE_whosaid");
const SIZE: PtySize = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
/// Runs of what takes milliseconds.
const RUNS: usize = 41;
/// Runs of what takes seconds; the best counts.
const LONG_RUNS: usize = 3;
/// How often each key is pressed.
const PRESSES: usize = 60;
/// The screen is at rest when nothing came for so long.
const REST: Duration = Duration::from_millis(20);
/// Far longer than anything takes.
const PATIENCE: Duration = Duration::from_mins(1);
/// What the kernel counts processor time in, on all of Linux.
const TICK: Duration = Duration::from_millis(10);

/// Keys whose frames are timed, by turns; those in front lead there and are not.
const KEYS: &[(&str, &str, &[&str])] = &[
    ("next statement `]`", "", &["]"]),
    ("a page `Space`, `b`", "", &[" ", "b"]),
    ("end and start `G`, `g`", "", &["G", "g"]),
    ("to voice `1`", "", &["1"]),
    ("panel and back `Tab`", "", &["\t"]),
    ("next match `n`", "/said\r", &["n"]),
    ("mark and undo `m`, `U`", "\x1b]", &["m", "U"]),
    ("only this voice and all `v`, `0`", "", &["v", "0"]),
    ("no statement and undo `c n`, `U`", "]", &["cn", "U"]),
];

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("Processor time and memory are read from /proc, which this system does not have.");
}

#[cfg(target_os = "linux")]
fn main() {
    let folder = tempfile::tempdir().expect("a folder for the texts");
    let text = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("the text is written");
        path
    };
    let article = text("article.txt", articles::article(articles::WORDS).text());
    let books: Vec<(&str, PathBuf)> =
        [("0.5 MB", 500_000), ("1 MB", 1_000_000), ("2 MB", 2_000_000), ("5 MB", 5_000_000)]
            .map(|(size, bytes)| (size, text(&format!("{size}.txt"), &book(bytes))))
            .to_vec();

    println!("## One article of {} words\n", articles::WORDS);
    one_article(&article);
    println!(
        "\n## Long texts\n\n| size | `whosaid export` | processor time | of it a MB | peak MB | peak of the reader, MB |"
    );
    println!("|---|---|---|---|---|---|");
    for (size, book) in &books {
        long_text(size, book);
    }
    let (_, longest) = &books[books.len() - 1];
    println!("\n| the reader on 5 MB | median | most |\n|---|---|---|");
    let first = (0..LONG_RUNS).map(|_| Reader::open(longest).1).min().unwrap_or_default();
    println!("| first frame | {} | |", milliseconds(first));
    keys(longest);
}

/// The sample articles over and over, so many bytes of them.
fn book(bytes: usize) -> String {
    let mut text = articles::text(bytes / 4);
    let end = (0..=bytes).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    text.truncate(end);
    text
}

fn one_article(article: &Path) {
    let python = || {
        let mut command = Command::new("/usr/bin/python3");
        command.args(["-c", "pass"]);
        command
    };
    let (mut ours, mut theirs, mut frames, mut beside) = (vec![], vec![], vec![], vec![]);
    for _ in 0..RUNS {
        theirs.push(run(&mut python()));
        ours.push(run(&mut export(article)));
    }
    for _ in 0..RUNS {
        beside.push(run(&mut python()).wall);
        frames.push(Reader::open(article).1);
    }
    let wall = |runs: &[Run]| median(runs.iter().map(|run| run.wall).collect());
    let processor = |runs: &[Run]| runs.iter().map(|run| run.processor).sum::<Duration>();
    let of = |a: Duration, b: Duration| format!("{:.2}", a.as_secs_f64() / b.as_secs_f64());
    println!("| | time | of `python3 -c pass` | processor time of it |\n|---|---|---|---|");
    println!("| `python3 -c pass` (beside export) | {} | 1 | 1 |", milliseconds(wall(&theirs)));
    println!(
        "| `whosaid export`, start to finish | {} | {} | {} |",
        milliseconds(wall(&ours)),
        of(wall(&ours), wall(&theirs)),
        of(processor(&ours), processor(&theirs))
    );
    let frame = median(frames);
    println!("| first frame of the reader | {} | {} | |", milliseconds(frame), of(frame, median(beside)));
    println!("\n| key to frame, 120x40 | median | most |\n|---|---|---|");
    let peak = keys(article);
    println!("\n| peak memory | MB |\n|---|---|");
    println!("| export | {:.1} |", ours.iter().map(|run| run.peak).max().unwrap_or(0) as f64 / 1e6);
    println!("| reader | {:.1} |", peak as f64 / 1e6);
    println!("\n{}", idle(article));
}

fn long_text(size: &str, book: &Path) {
    let runs: Vec<Run> = (0..LONG_RUNS).map(|_| run(&mut export(book))).collect();
    let wall = runs.iter().map(|run| run.wall).min().unwrap_or_default();
    let processor = runs.iter().map(|run| run.processor).min().unwrap_or_default();
    let peak = runs.iter().map(|run| run.peak).max().unwrap_or(0);
    let megabytes = fs::metadata(book).map_or(0.0, |data| data.len() as f64 / 1e6);
    let (mut reader, _) = Reader::open(book);
    reader.wait_for_statements();
    println!(
        "| {size} | {:.2} s | {:.2} s | {:.2} s | {:.0} | {:.0} |",
        wall.as_secs_f64(),
        processor.as_secs_f64(),
        processor.as_secs_f64() / megabytes,
        peak as f64 / 1e6,
        reader.peak() as f64 / 1e6
    );
}

/// Prints how long keys take to their frames; the peak of memory, in bytes.
fn keys(article: &Path) -> u64 {
    let (mut reader, _) = Reader::open(article);
    reader.wait_for_statements();
    for (what, before, keys) in KEYS {
        for key in before.split_inclusive(|_| true).filter(|key| !key.is_empty()) {
            reader.type_key(key);
        }
        let mut times: Vec<Duration> = (0..PRESSES).map(|press| reader.press(keys[press % keys.len()])).collect();
        times.sort();
        println!("| {what} | {} | {} |", milliseconds(times[PRESSES / 2]), milliseconds(times[PRESSES - 1]));
    }
    reader.peak()
}

/// What the reader costs while nobody does anything.
fn idle(article: &Path) -> String {
    let (mut reader, _) = Reader::open(article);
    reader.wait_for_statements();
    let (processor, wakes) = (reader.processor(), reader.wakes());
    thread::sleep(Duration::from_secs(10));
    let (processor, wakes) = (reader.processor().saturating_sub(processor), reader.wakes() - wakes);
    format!(
        "In ten seconds without a key the reader took {} of processor time and woke {wakes} times.",
        milliseconds(processor)
    )
}

fn export(article: &Path) -> Command {
    let mut command = Command::new(WHOSAID);
    command.args(["export", "--original", "-f", "json"]).arg(article);
    command
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1e3)
}

/// What a run of a program took.
struct Run {
    wall: Duration,
    processor: Duration,
    /// Bytes.
    peak: u64,
}

fn run(command: &mut Command) -> Run {
    let before = ticks("/proc/self/stat", 16);
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stdin(Stdio::null()).spawn().expect("it runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let watched = thread::scope(|scope| {
        let watch = scope.spawn(|| {
            // Peaks never fall, and end within a millisecond of the last look.
            while let Some(now) = field(&status, "VmHWM:") {
                peak = now * 1024;
                thread::sleep(Duration::from_millis(1));
            }
        });
        let ended = child.wait().expect("it ends");
        let wall = start.elapsed();
        watch.join().expect("it only looks");
        assert!(ended.success(), "{ended}");
        wall
    });
    Run { wall: watched, processor: ticks("/proc/self/stat", 16).saturating_sub(before), peak }
}

/// Processor time, in user and system, from two neighbouring fields of a `stat` file.
fn ticks(path: &str, first: usize) -> Duration {
    let stat = fs::read_to_string(path).unwrap_or_default();
    // The name in the second field may hold anything; a parenthesis ends it.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let field =
        |n: usize| fields.split_whitespace().nth(n - 3).and_then(|field| field.parse::<u32>().ok()).unwrap_or(0);
    TICK * (field(first) + field(first + 1))
}

/// A number of a `status` file.
fn field(path: &str, name: &str) -> Option<u64> {
    let status = fs::read_to_string(path).ok()?;
    status.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}

/// The reader in a terminal.
struct Reader {
    keys: Box<dyn Write + Send>,
    frames: Receiver<(Instant, Vec<u8>)>,
    screen: Parser,
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty>,
    _home: TempDir,
}

impl Reader {
    /// Opens an article, and how long its first frame took.
    fn open(article: &Path) -> (Self, Duration) {
        let home = tempfile::tempdir().expect("a folder for what is kept");
        let pair = native_pty_system().openpty(SIZE).expect("a terminal");
        let mut command = CommandBuilder::new(WHOSAID);
        command.arg(article);
        command.env("TERM", "xterm-256color");
        for variable in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            command.env(variable, home.path());
        }
        let mut master = pair.master.try_clone_reader().expect("its output");
        let (sender, frames) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(count @ 1..) = master.read(&mut bytes) {
                if sender.send((Instant::now(), bytes[..count].to_vec())).is_err() {
                    break;
                }
            }
        });
        let start = Instant::now();
        let child = pair.slave.spawn_command(command).expect("it runs");
        let keys = pair.master.take_writer().expect("its input");
        let screen = Parser::new(SIZE.rows.try_into().expect("rows"), SIZE.cols.try_into().expect("columns"), 0);
        let mut reader = Self { keys, frames, screen, child, _master: pair.master, _home: home };
        // The last row is the last of the frame.
        let shown = loop {
            let at = reader.frame();
            if reader.screen.screen().contents().contains("? help") {
                break at;
            }
        };
        reader.rest();
        (reader, shown - start)
    }

    /// Waits for something to be drawn; when it came.
    fn frame(&mut self) -> Instant {
        let (at, bytes) = self.frames.recv_timeout(PATIENCE).expect("something is drawn");
        self.screen.process(&bytes);
        at
    }

    /// Lets everything come that is under way.
    fn rest(&mut self) {
        while let Ok((_, bytes)) = self.frames.recv_timeout(REST) {
            self.screen.process(&bytes);
        }
    }

    /// Waits until statements can be gone to.
    fn wait_for_statements(&mut self) {
        let start = Instant::now();
        while self.screen.screen().contents().contains("looking for statements") {
            assert!(start.elapsed() < PATIENCE, "no statements:\n{}", self.screen.screen().contents());
            self.rest();
        }
        self.type_key("]");
    }

    /// Types a key whose frame does not matter.
    fn type_key(&mut self, key: &str) {
        self.keys.write_all(key.as_bytes()).expect("it reads");
        self.rest();
    }

    /// Presses a key; how long its frame took.
    fn press(&mut self, key: &str) -> Duration {
        let start = Instant::now();
        self.keys.write_all(key.as_bytes()).expect("it reads");
        let at = self.frame();
        self.rest();
        at - start
    }

    fn process(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// The most memory it had so far, in bytes.
    fn peak(&self) -> u64 {
        field(&format!("/proc/{}/status", self.process()), "VmHWM:").unwrap_or(0) * 1024
    }

    /// The processor time it took so far.
    fn processor(&self) -> Duration {
        ticks(&format!("/proc/{}/stat", self.process()), 14)
    }

    /// How often its threads woke so far.
    fn wakes(&self) -> u64 {
        let threads = fs::read_dir(format!("/proc/{}/task", self.process())).expect("it runs");
        let status = threads.flatten().map(|thread| thread.path().join("status"));
        status.filter_map(|path| field(path.to_str()?, "voluntary_ctxt_switches:")).sum()
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
