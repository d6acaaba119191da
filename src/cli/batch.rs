//! `whosaid batch`: many articles in a stream, one analysis a line, in the order of the input.
//!
//! One thread reads lines, one for each core analyses them, and the thread that calls writes. The lines under way are
//! limited, so the memory is, however long the stream. A signal ends the reading; what has been read is still written.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::{panic, thread};

use serde::Deserialize;
use serde_json::{Value, json};

use super::args::Batch;
use super::{Failure, complain, tell_lacks};
use crate::export::{Format, one_line};
use crate::source::{self, Input, LIMIT, Loaded, is_address};
use crate::{Article, Error, Filter, analyze_at};

/// Lines under way for each core: enough that none waits, however unlike the articles are.
const AHEAD: usize = 8;

/// What the reading thread and signals tell the one that hands out work.
enum Event {
    Line(Vec<u8>),
    TooLong,
    Broken(io::Error),
    Stop(i32),
}

impl Event {
    /// A line, or nothing for one that is too long; or how the stream ended.
    fn line(self) -> Result<Option<Vec<u8>>, End> {
        match self {
            Self::Line(line) => Ok(Some(line)),
            Self::TooLong => Ok(None),
            Self::Broken(cause) => Err(End { broken: Some(cause), ..End::default() }),
            Self::Stop(signal) => Err(End { signal: (signal > 0).then_some(signal), ..End::default() }),
        }
    }
}

/// A line of the input: its number among those that are not blank, from 1, and its bytes unless it is too long.
struct Task {
    number: usize,
    line: Option<Vec<u8>>,
}

/// A line of the output.
struct Done {
    number: usize,
    line: Vec<u8>,
    failed: bool,
}

/// How a stream ended.
#[derive(Default)]
struct End {
    signal: Option<i32>,
    broken: Option<io::Error>,
    written: usize,
    failed: usize,
}

/// Analyses all that standard input names or holds.
pub(super) fn run(request: &Batch) -> Result<ExitCode, Failure> {
    let (events, inbox) = mpsc::sync_channel(AHEAD);
    on_signals(&events).map_err(|cause| Error::Read { path: "-".into(), cause })?;
    let reading = events.clone();
    // Not joined: it may wait for input that never comes.
    thread::spawn(move || read_lines(io::stdin().lock(), &reading));
    let analyst = Analyst { least: request.sureness.least(), filter: request.choice.filter() };
    let jobs =
        request.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), |jobs| jobs.get().into());
    let path = request.output.as_deref().filter(|path| *path != Path::new("-"));
    let end = match path {
        None => pump(&analyst, jobs, 0, (&events, inbox), io::stdout().lock()),
        Some(path) => {
            let (mut file, held) = open(path, request)?;
            match skip(&inbox, &held) {
                Ok(true) => {
                    held.cut(&mut file).map_err(|cause| Error::Write { path: path.to_owned(), cause })?;
                    pump(&analyst, jobs, held.lines, (&events, inbox), file)
                }
                Ok(false) => {
                    complain(format_args!(
                        "{}: it is no beginning of what this input gives; name another file",
                        path.display()
                    ));
                    return Ok(ExitCode::FAILURE);
                }
                Err(end) => Ok(end),
            }
        }
    };
    let out = path.unwrap_or(Path::new("-"));
    conclude(end.map_err(|cause| Error::Write { path: out.to_owned(), cause }))
}

fn conclude(end: Result<End, Error>) -> Result<ExitCode, Failure> {
    let end = match end {
        // A reader of ours that has enough is no failure.
        Err(Error::Write { cause, .. }) if cause.kind() == io::ErrorKind::BrokenPipe => return Ok(ExitCode::SUCCESS),
        end => end?,
    };
    if end.failed > 0 {
        complain(format_args!("{} of {} articles failed; the lines of the output say why", end.failed, end.written));
    }
    if let Some(cause) = end.broken {
        return Err(Error::Read { path: "-".into(), cause }.into());
    }
    let Some(signal) = end.signal else { return Ok(ExitCode::SUCCESS) };
    complain(format_args!("stopped; {} articles of this run are written, --resume goes on", end.written));
    Ok(ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX)))
}

/// Turns SIGINT and SIGTERM into events; a second one ends the program at once.
#[cfg(unix)]
fn on_signals(events: &SyncSender<Event>) -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::flag;
    use signal_hook::iterator::Signals;

    let stopping = std::sync::Arc::default();
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_shutdown(signal, 128 + signal, std::sync::Arc::clone(&stopping))?;
        flag::register(signal, std::sync::Arc::clone(&stopping))?;
    }
    let mut signals = Signals::new([SIGINT, SIGTERM])?;
    let events = events.clone();
    thread::spawn(move || {
        for signal in signals.forever() {
            // Fails only when the work is over anyway.
            let _ = events.send(Event::Stop(signal));
        }
    });
    Ok(())
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps)]
fn on_signals(_: &SyncSender<Event>) -> io::Result<()> {
    Ok(())
}

/// Sends every line that is not blank, until the end or until nobody listens.
fn read_lines(mut input: impl BufRead, events: &SyncSender<Event>) {
    loop {
        let mut line = Vec::new();
        let event = match input.by_ref().take(LIMIT + 1).read_until(b'\n', &mut line) {
            Ok(0) => Event::Stop(0),
            Ok(length) if length as u64 > LIMIT => match input.skip_until(b'\n') {
                Ok(_) => Event::TooLong,
                Err(cause) => Event::Broken(cause),
            },
            Ok(_) if line.trim_ascii().is_empty() => continue,
            Ok(_) => Event::Line(line),
            Err(cause) => Event::Broken(cause),
        };
        let last = matches!(event, Event::Stop(_) | Event::Broken(_));
        if events.send(event).is_err() || last {
            return;
        }
    }
}

/// What a file holds that `--resume` is to go on with; nothing without it.
#[derive(Default)]
struct Held {
    /// Whole lines.
    lines: usize,
    /// How many bytes these have together.
    whole: u64,
    /// The last of them.
    last: Vec<u8>,
    /// What stands behind them: half a line, where the program was stopped while it wrote.
    half: Vec<u8>,
}

impl Held {
    fn read(mut reader: impl BufRead) -> io::Result<Self> {
        let (mut held, mut line) = (Self::default(), Vec::new());
        while reader.read_until(b'\n', &mut line)? > 0 && line.ends_with(b"\n") {
            held.lines += 1;
            held.whole += line.len() as u64;
            std::mem::swap(&mut line, &mut held.last);
            line.clear();
        }
        Ok(Self { half: line, ..held })
    }

    /// Cuts the half line off and goes to the end.
    fn cut(&self, file: &mut File) -> io::Result<()> {
        if !self.half.is_empty() {
            file.set_len(self.whole)?;
        }
        file.seek(SeekFrom::End(0)).map(|_| ())
    }
}

/// The file to write to, and with `--resume` what it holds. It is not changed yet: it may be somebody else's.
fn open(path: &Path, request: &Batch) -> Result<(File, Held), Error> {
    let failed = |cause| Error::Write { path: path.to_owned(), cause };
    let mut options = OpenOptions::new();
    options.write(true);
    if !request.resume {
        let file =
            if request.force { options.create(true).truncate(true) } else { options.create_new(true) }.open(path);
        return match file {
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Err(Error::Exists { path: path.to_owned() }),
            file => Ok((file.map_err(failed)?, Held::default())),
        };
    }
    let file = options.read(true).create(true).truncate(false).open(path).map_err(failed)?;
    let held = Held::read(BufReader::new(&file)).map_err(failed)?;
    Ok((file, held))
}

/// Passes over lines that are done already; whether what is held is the beginning of what this input gives: its last line
/// is of the same article, and half a line begins as ours do.
fn skip(inbox: &Receiver<Event>, held: &Held) -> Result<bool, End> {
    let mut same = held.lines == 0;
    for number in 1..=held.lines {
        let Ok(event) = inbox.recv() else { return Ok(false) };
        let line = match event.line() {
            Ok(line) => line,
            // The input ends before what is held does.
            Err(End { signal: None, broken: None, .. }) => return Ok(false),
            Err(end) => return Err(end),
        };
        match line {
            Some(line) if number == held.lines => {
                same = id_of_output(&held.last).is_some_and(|id| one_line(&id_of_input(&line)) == one_line(&id));
            }
            None if number == held.lines => same = id_of_output(&held.last).is_some(),
            _ => {}
        }
    }
    Ok(same && (held.half.is_empty() || held.half.starts_with(b"{")))
}

/// What an article of the input is called: its id, or the path.
fn id_of_input(line: &[u8]) -> String {
    match parse(line) {
        Ok(Named::Article(article)) => article.name(),
        Ok(Named::Path(path)) => path.to_string_lossy().into_owned(),
        Err(_) => String::new(),
    }
}

/// The id in a line of ours, empty where it has none; nothing if it is no such line.
fn id_of_output(line: &[u8]) -> Option<String> {
    let line: Value = serde_json::from_slice(line).ok().filter(Value::is_object)?;
    let id = line["article"]["source"].as_str().or_else(|| line["id"].as_str());
    Some(id.unwrap_or_default().to_owned())
}

/// Moves lines from the inbox through the analysts to `out`, which gets them in order and as soon as they are there.
fn pump(
    analyst: &Analyst,
    jobs: usize,
    done_before: usize,
    (events, inbox): (&SyncSender<Event>, Receiver<Event>),
    out: impl Write,
) -> io::Result<End> {
    let (permits, returned) = mpsc::sync_channel(jobs * AHEAD);
    let (tasks, queue) = mpsc::sync_channel(jobs);
    let (results, finished) = mpsc::channel();
    let queue = Mutex::new(queue);
    thread::scope(|scope| {
        let queue = &queue;
        for _ in 0..jobs {
            let results = results.clone();
            scope.spawn(move || {
                while let Some(task) = next(queue) {
                    if results.send(analyst.line(&task)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(results);
        let handing_out = scope.spawn(move || hand_out(&inbox, done_before, &permits, &tasks));
        let written = write_in_order(done_before, &finished, &returned, out);
        drop(returned);
        if written.is_err() {
            // Wakes the one that hands out; where it has gone, nobody need be woken.
            let _ = events.send(Event::Stop(0));
        }
        let end = handing_out.join().unwrap_or_else(|cause| panic::resume_unwind(cause));
        written.map(|(written, failed)| End { written, failed, ..end })
    })
}

fn next(queue: &Mutex<Receiver<Task>>) -> Option<Task> {
    queue.lock().ok()?.recv().ok()
}

fn hand_out(inbox: &Receiver<Event>, done_before: usize, permits: &SyncSender<()>, tasks: &SyncSender<Task>) -> End {
    let mut number = done_before;
    while let Ok(event) = inbox.recv() {
        let line = match event.line() {
            Ok(line) => line,
            Err(end) => return end,
        };
        number += 1;
        if permits.send(()).is_err() || tasks.send(Task { number, line }).is_err() {
            break;
        }
    }
    End::default()
}

/// Writes results by their numbers; how many, and how many of them are errors.
fn write_in_order(
    done_before: usize,
    finished: &Receiver<Done>,
    permits: &Receiver<()>,
    out: impl Write,
) -> io::Result<(usize, usize)> {
    let mut out = BufWriter::new(out);
    let (mut waiting, mut next, mut failed) = (BTreeMap::new(), done_before + 1, 0);
    loop {
        let ready = finished.try_recv();
        if ready.is_err() {
            // Whoever waits for results has all there are before the next wait.
            out.flush()?;
        }
        let Ok(done) = ready.or_else(|_| finished.recv()) else {
            return Ok((next - done_before - 1, failed));
        };
        waiting.insert(done.number, done);
        while let Some(done) = waiting.remove(&next) {
            out.write_all(&done.line)?;
            failed += usize::from(done.failed);
            next += 1;
            // One was taken for each task.
            let _ = permits.recv();
        }
    }
}

/// An article inside a line of JSON, as text or as a web page; what else the line holds is of no interest.
#[derive(Deserialize)]
struct InLine {
    id: Option<Value>,
    text: Option<String>,
    html: Option<String>,
}

impl InLine {
    fn name(&self) -> String {
        match &self.id {
            None | Some(Value::Null) => "-".to_owned(),
            Some(Value::String(id)) => id.clone(),
            Some(id) => id.to_string(),
        }
    }

    /// The article; that of the page only where there is no text, which says more plainly what is meant.
    fn load(self) -> Result<Loaded, String> {
        let name = self.name();
        let (loaded, held) = match (self.text, self.html) {
            (Some(text), _) => {
                let article = Article::from_plain_text(&text, &name);
                (Loaded { article, encoding: "UTF-8", damaged: false, missing: None }, "text")
            }
            (None, Some(page)) => {
                let unread = |error: Error| format!("its \"html\" cannot be read: {}", error.reason());
                (source::load_page(page, Path::new(&name)).map_err(unread)?, "html")
            }
            (None, None) => return Err("there is neither \"text\" nor \"html\" in it".to_owned()),
        };
        if loaded.article.words() == 0 { Err(format!("there are no words in its \"{held}\"")) } else { Ok(loaded) }
    }
}

enum Named {
    Article(InLine),
    Path(PathBuf),
}

fn parse(line: &[u8]) -> Result<Named, String> {
    let line = line.trim_ascii();
    if line.starts_with(b"{") {
        let article = serde_json::from_slice(line).map_err(|cause| format!("this is no valid JSON: {cause}"))?;
        return Ok(Named::Article(article));
    }
    let path =
        str::from_utf8(line).map_err(|_| "this is neither JSON nor the path of a file: it is no UTF-8".to_owned())?;
    Ok(Named::Path(path.into()))
}

/// Turns lines of the input into lines of the output.
struct Analyst {
    least: f32,
    filter: Filter,
}

impl Analyst {
    fn line(&self, task: &Task) -> Done {
        // What one article breaks must not end the others.
        let outcome = panic::catch_unwind(panic::AssertUnwindSafe(|| self.analyse(task)))
            .unwrap_or_else(|_| Err("the analysis broke down on it; please report it with the article".to_owned()));
        match outcome {
            Ok(line) => Done { number: task.number, line, failed: false },
            Err(error) => {
                let id = task.line.as_deref().map(id_of_input).filter(|id| !id.is_empty());
                let line = format!("{}\n", json!({"id": id, "number": task.number, "error": error})).into_bytes();
                Done { number: task.number, line, failed: true }
            }
        }
    }

    /// The very bytes that `whosaid export --format json --original` gives for that article.
    fn analyse(&self, task: &Task) -> Result<Vec<u8>, String> {
        let line = task.line.as_deref().ok_or_else(|| format!("the line is longer than {} MiB", LIMIT >> 20))?;
        let loaded = match parse(line)? {
            Named::Path(path) if path.to_str().is_some_and(is_address) => {
                return Err(format!(
                    "{}: addresses are not fetched here; save the pages and name the files",
                    path.display()
                ));
            }
            Named::Path(path) => source::load(&Input::File(path)).map_err(|error| error.to_string())?,
            Named::Article(line) => line.load()?,
        };
        tell_lacks(&format!("line {} ({})", task.number, one_line(loaded.article.source())), &loaded);
        let article = loaded.article;
        let analysis = self.filter.apply(&article, analyze_at(&article, self.least));
        let mut out = Vec::new();
        Format::Json.write(&article, &analysis, &mut out).map_err(|cause| cause.to_string())?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_line_at_the_end_does_not_count() {
        let held = Held::read(&b"{\"id\":1}\n{\"id\":\"b\"}\n{\"id"[..]).unwrap();
        assert_eq!((held.lines, held.whole, id_of_output(&held.last).as_deref()), (2, 20, Some("b")));
        assert_eq!(held.half, b"{\"id");
        let none = Held::read(&b""[..]).unwrap();
        assert_eq!((none.lines, none.whole, none.last, none.half), (0, 0, Vec::new(), Vec::new()));
    }

    #[test]
    fn lines_are_articles_or_paths() {
        assert_eq!(id_of_input(b"{\"id\": \"a\", \"text\": \"x\"}\n"), "a");
        assert_eq!(id_of_input(b"{\"id\": 7, \"other\": [1]}"), "7");
        assert_eq!(id_of_input(b"{}"), "-");
        assert_eq!(id_of_input(b"news/a b.txt\r\n"), "news/a b.txt");
    }
}
