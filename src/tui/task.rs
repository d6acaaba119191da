//! Something slow, done in a thread while the list stays on the screen: an article is opened, a dossier is made. It says
//! how far it is, and can be given up at any time.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, TryRecvError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::action::Action;
use super::app::Settings;
use super::event::Waker;
use super::library::Library;
use super::work::Bell;
use super::{Screen, Turn, broken};
use crate::Error;

/// How long the screen stays as it is before the list comes and says what is waited for: most files take less.
const PATIENCE: Duration = Duration::from_millis(60);

/// What is done in the thread; it is given up when this is dropped.
#[derive(Debug)]
pub struct Task<T> {
    outcome: Receiver<T>,
    progress: Progress,
}

/// How far it is, as the thread says and the screen shows.
#[derive(Clone, Debug)]
pub struct Progress {
    words: Arc<Mutex<String>>,
    given_up: Arc<AtomicBool>,
    waker: Waker,
}

impl Progress {
    /// Says how far it is; whether to go on.
    pub fn say(&self, words: impl Into<String>) -> bool {
        *self.words.lock().unwrap_or_else(PoisonError::into_inner) = words.into();
        self.waker.wake();
        self.goes_on()
    }

    /// Whether somebody still waits for it.
    pub fn goes_on(&self) -> bool {
        !self.given_up.load(Ordering::Relaxed)
    }

    fn words(&self) -> String {
        self.words.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl<T: Send + 'static> Task<T> {
    /// Begins something; `words` say what until it says more itself.
    pub fn start(waker: Waker, words: impl Into<String>, work: impl FnOnce(&Progress) -> T + Send + 'static) -> Self {
        let (sender, outcome) = mpsc::channel();
        let words = Arc::new(Mutex::new(words.into()));
        let progress = Progress { words, given_up: Arc::default(), waker: waker.clone() };
        let told = progress.clone();
        thread::spawn(move || Bell::new(sender, waker).ring(work(&told)));
        Self { outcome, progress }
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.progress.given_up.store(true, Ordering::Relaxed);
    }
}

/// How the waiting ended.
#[derive(Debug)]
pub enum Waited<T> {
    /// It is done.
    Done(T),
    /// The person at the keyboard gave it up.
    GivenUp,
    /// A signal of this number asked the program to end.
    Terminated(i32),
}

/// Waits for a task; after a moment the list comes on the screen and says how far it is. Esc and Ctrl-C give it up.
///
/// # Errors
/// If the terminal cannot be read or written, or a bug broke the task off.
pub fn wait<T>(
    screen: &mut Screen,
    library: &mut Library,
    settings: &Settings,
    task: &Task<T>,
) -> Result<Waited<T>, Error> {
    if let Ok(done) = task.outcome.recv_timeout(PATIENCE) {
        return Ok(Waited::Done(done));
    }
    let waited = watch(screen, library, settings, task);
    library.wait_for(None);
    waited.map_err(|cause| Error::Terminal { cause })
}

fn watch<T>(screen: &mut Screen, library: &mut Library, settings: &Settings, task: &Task<T>) -> io::Result<Waited<T>> {
    loop {
        match task.outcome.try_recv() {
            Ok(done) => return Ok(Waited::Done(done)),
            Err(TryRecvError::Disconnected) => return Err(broken()),
            Err(TryRecvError::Empty) => {}
        }
        library.wait_for(Some(task.progress.words()));
        match screen.turn(library.context(), settings, |frame| library.draw(settings, frame))? {
            Turn::Action(Some(Action::Escape | Action::Quit)) => return Ok(Waited::GivenUp),
            Turn::Terminated(signal) => return Ok(Waited::Terminated(signal)),
            Turn::Action(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::event::Input;

    #[test]
    fn a_task_tells_how_far_it_is_and_ends_when_nobody_waits() {
        let (sender, inputs) = mpsc::channel();
        let (ended, end) = mpsc::channel();
        let task: Task<()> = Task::start(Waker(sender), "Opening", move |progress| {
            while progress.say("halfway") {
                thread::yield_now();
            }
            ended.send(()).unwrap();
        });
        assert_eq!(inputs.recv().unwrap().unwrap(), Input::News);
        assert_eq!(task.progress.words(), "halfway");
        assert!(end.try_recv().is_err() && matches!(task.outcome.try_recv(), Err(TryRecvError::Empty)));
        drop(task);
        end.recv().unwrap();
    }

    #[test]
    fn who_waits_is_woken_when_it_is_done_and_when_it_breaks_down() {
        let (sender, inputs) = mpsc::channel();
        let task = Task::start(Waker(sender.clone()), "", |_| 7);
        inputs.recv().unwrap().unwrap();
        assert_eq!(task.outcome.recv(), Ok(7));
        let task: Task<()> = Task::start(Waker(sender), "", |_| panic!("on purpose"));
        inputs.recv().unwrap().unwrap();
        assert!(matches!(task.outcome.try_recv(), Err(TryRecvError::Disconnected)));
    }
}
