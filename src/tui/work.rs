//! An analysis that goes on behind the reader: the text is there at once, statements come when they are found.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::event::Waker;
use crate::{Analysis, Article};

/// How an analysis is made. It is given the article and what to call from time to time with the bytes that are done, which
/// says whether to go on.
pub type Analyst = Box<dyn FnOnce(&Article, &mut dyn FnMut(usize) -> bool) -> Option<Analysis> + Send>;

/// What there is to say of it.
#[derive(Debug)]
pub enum News {
    /// So much of it is done, of 100.
    Percent(usize),
    /// It is done.
    Found(Box<Analysis>),
    /// It broke off: a bug, which has been printed.
    Broken,
}

/// What the reader wishes of the thread.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Wish {
    #[default]
    GoOn,
    Rest,
    End,
}

/// Says a wish to the thread, which waits here while it is to rest.
#[derive(Debug, Default)]
struct Reins {
    wish: Mutex<Wish>,
    changed: Condvar,
}

impl Reins {
    fn say(&self, wish: Wish) {
        *self.wish.lock().unwrap_or_else(PoisonError::into_inner) = wish;
        self.changed.notify_all();
    }

    /// Rests if it is to rest; then, whether to go on.
    fn go_on(&self) -> bool {
        let wish = self.wish.lock().unwrap_or_else(PoisonError::into_inner);
        let wish = self.changed.wait_while(wish, |wish| *wish == Wish::Rest);
        *wish.unwrap_or_else(PoisonError::into_inner) == Wish::GoOn
    }
}

/// An analysis under way; it ends soon after this is dropped.
#[derive(Debug)]
pub struct Work {
    reins: Arc<Reins>,
    done: Arc<AtomicUsize>,
    length: usize,
    found: Receiver<Option<Analysis>>,
}

/// Hands the outcome of a thread over, and wakes the reader up when the thread ends, however it does.
pub(super) struct Bell<T> {
    sender: Option<Sender<T>>,
    waker: Waker,
}

impl<T> Bell<T> {
    pub(super) fn new(sender: Sender<T>, waker: Waker) -> Self {
        Self { sender: Some(sender), waker }
    }

    /// Hands the outcome over. Nobody waits for it any more if the reader has gone on.
    pub(super) fn ring(&self, outcome: T) {
        if let Some(sender) = &self.sender {
            let _ = sender.send(outcome);
        }
    }
}

impl<T> Drop for Bell<T> {
    fn drop(&mut self) {
        // First: who is woken has to see that nothing more comes.
        self.sender = None;
        self.waker.wake();
    }
}

impl Work {
    /// Begins to analyse an article.
    pub fn start(article: Arc<Article>, analyst: Analyst, waker: Waker) -> Self {
        let (sender, found) = mpsc::channel();
        let (reins, done) = (Arc::new(Reins::default()), Arc::new(AtomicUsize::new(0)));
        let length = article.text().len().max(1);
        let (held, told) = (Arc::clone(&reins), Arc::clone(&done));
        thread::spawn(move || {
            let bell = Bell::new(sender, waker);
            let analysis = analyst(&article, &mut |bytes| {
                told.store(bytes, Ordering::Relaxed);
                bell.waker.wake();
                held.go_on()
            });
            bell.ring(analysis);
        });
        Self { reins, done, length, found }
    }

    /// Waits this long for it.
    pub fn wait(&self, patience: Duration) -> Option<News> {
        match self.found.recv_timeout(patience) {
            Ok(Some(analysis)) => Some(News::Found(Box::new(analysis))),
            Err(RecvTimeoutError::Disconnected) => Some(News::Broken),
            Ok(None) | Err(RecvTimeoutError::Timeout) => None,
        }
    }

    /// What there is to say of it now.
    pub fn news(&self) -> Option<News> {
        match self.found.try_recv() {
            Ok(analysis) => analysis.map(|analysis| News::Found(Box::new(analysis))),
            Err(TryRecvError::Disconnected) => Some(News::Broken),
            Err(TryRecvError::Empty) => Some(News::Percent(self.done.load(Ordering::Relaxed) * 100 / self.length)),
        }
    }

    /// Lets it rest, or go on.
    pub fn pause(&self, paused: bool) {
        self.reins.say(if paused { Wish::Rest } else { Wish::GoOn });
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.reins.say(Wish::End);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::event::Input;

    fn start(analyst: Analyst) -> (Work, Receiver<std::io::Result<Input>>) {
        let (sender, inputs) = mpsc::channel();
        let article = Arc::new(Article::from_plain_text("Ruiz said no.", "-"));
        (Work::start(article, analyst, Waker(sender)), inputs)
    }

    #[test]
    fn an_analysis_that_breaks_down_is_told_of_when_it_wakes() {
        let (work, inputs) = start(Box::new(|_, _| panic!("on purpose")));
        inputs.recv().unwrap().unwrap();
        assert!(matches!(work.news(), Some(News::Broken)));
    }

    #[test]
    fn it_rests_goes_on_and_ends_when_told() {
        let (work, inputs) = start(Box::new(|_, go_on| {
            while go_on(5) {
                thread::yield_now();
            }
            Some(Analysis::default())
        }));
        inputs.recv().unwrap().unwrap();
        assert!(matches!(work.news(), Some(News::Percent(38))));
        work.pause(true);
        // One call at most was on its way.
        thread::sleep(Duration::from_millis(20));
        while inputs.try_recv().is_ok() {}
        assert!(inputs.recv_timeout(Duration::from_millis(50)).is_err(), "it rests");
        work.pause(false);
        inputs.recv().unwrap().unwrap();
        drop(work);
        while inputs.recv().is_ok() {}
    }
}
