//! One writer at a time, for the instant that reading, merging and replacing a file takes.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How long another writer is waited for; one takes a few milliseconds.
const PATIENCE: Duration = Duration::from_millis(400);
/// A lock this old was left behind by a program that was killed.
const STALE: Duration = Duration::from_secs(20);

/// The right to replace a file; given up when dropped. Nobody holds it while they think, so nobody waits for a person.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
}

impl Lock {
    /// Waits a moment for the right to replace `target`, whose folder must exist.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] if another program holds it all the while, else why the lock cannot be made.
    pub fn of(target: &Path) -> io::Result<Self> {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".lock");
        let path = target.with_file_name(name);
        let start = Instant::now();
        loop {
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(_) => return Ok(Self { path }),
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                Err(_) if is_stale(&path) => fs::remove_file(&path).or_else(gone)?,
                Err(_) if start.elapsed() > PATIENCE => {
                    let why = format!("another whosaid is writing it; if none runs, delete {}", path.display());
                    return Err(io::Error::new(io::ErrorKind::WouldBlock, why));
                }
                Err(_) => thread::sleep(Duration::from_millis(5)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // If it cannot be removed it grows stale.
        let _ = fs::remove_file(&self.path);
    }
}

fn is_stale(path: &Path) -> bool {
    let age = fs::metadata(path).and_then(|data| data.modified()).ok().and_then(|time| time.elapsed().ok());
    age.is_some_and(|age| age > STALE)
}

fn gone(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_at_a_time_and_none_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("notes.toml");
        let held = Lock::of(&target).unwrap();
        assert_eq!(Lock::of(&target).unwrap_err().kind(), io::ErrorKind::WouldBlock);
        drop(held);
        drop(Lock::of(&target).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_lock_left_behind_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("notes.toml");
        let old = fs::File::create(folder.path().join("notes.toml.lock")).unwrap();
        old.set_modified(std::time::SystemTime::now() - STALE * 2).unwrap();
        assert!(Lock::of(&target).is_ok());
    }
}
