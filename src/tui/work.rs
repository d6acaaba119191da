//! An analysis that goes on behind the reader: the text is there at once, statements come when they are found.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, TryRecvError};
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

/// An analysis under way; it ends soon after this is dropped.
#[derive(Debug)]
pub struct Work {
    stop: Arc<AtomicBool>,
    done: Arc<AtomicUsize>,
    length: usize,
    found: Receiver<Option<Analysis>>,
}

/// Wakes the reader up when the thread ends, however it does.
struct Bell(Waker);

impl Drop for Bell {
    fn drop(&mut self) {
        self.0.wake();
    }
}

impl Work {
    /// Begins to analyse an article.
    pub fn start(article: Arc<Article>, analyst: Analyst, waker: Waker) -> Self {
        let (sender, found) = mpsc::channel();
        let (stop, done) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let length = article.text().len().max(1);
        let (stopped, told) = (Arc::clone(&stop), Arc::clone(&done));
        thread::spawn(move || {
            let bell = Bell(waker);
            let analysis = analyst(&article, &mut |bytes| {
                told.store(bytes, Ordering::Relaxed);
                bell.0.wake();
                !stopped.load(Ordering::Relaxed)
            });
            // Nobody waits for it any more if the reader has gone on.
            let _ = sender.send(analysis);
        });
        Self { stop, done, length, found }
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

    /// Breaks it off.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.stop();
    }
}
