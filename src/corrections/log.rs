//! The corrections of an article in the order they were made, and how many of them are in force.

use super::Correction;
use crate::text::Article;

/// A list that one can go back and forth in.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Log {
    all: Vec<Correction>,
    done: usize,
}

impl Log {
    /// A log whose last `undone` corrections are undone.
    pub fn new(all: Vec<Correction>, undone: usize) -> Self {
        let done = all.len().saturating_sub(undone);
        Self { all, done }
    }

    /// Those in force.
    pub fn in_force(&self) -> &[Correction] {
        &self.all[..self.done]
    }

    /// Those that were undone and can be redone, the next first.
    pub fn undone(&self) -> &[Correction] {
        &self.all[self.done..]
    }

    /// All of them.
    pub fn all(&self) -> &[Correction] {
        &self.all
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Adds one; what was undone cannot be redone any more.
    pub fn push(&mut self, correction: Correction) {
        self.all.truncate(self.done);
        self.all.push(correction);
        self.done += 1;
    }

    /// Takes back the last one in force.
    pub fn undo(&mut self) -> Option<&Correction> {
        self.done = self.done.checked_sub(1)?;
        self.all.get(self.done)
    }

    /// Puts the last one that was undone in force again.
    pub fn redo(&mut self) -> Option<&Correction> {
        let redone = self.all.get(self.done)?;
        self.done += 1;
        Some(redone)
    }

    /// The same for a text that was edited.
    #[must_use]
    pub fn moved_to(&self, article: &Article) -> Self {
        Self { all: self.all.iter().map(|correction| correction.moved_to(article)).collect(), done: self.done }
    }

    /// What this log and another one say that both began as `base`: all of theirs, without what this one has undone, and
    /// behind it what this one has added.
    #[must_use]
    pub fn merged(&self, base: &Self, theirs: &Self) -> Self {
        if theirs == base {
            return self.clone();
        }
        let shared = self.in_force().iter().zip(base.in_force()).take_while(|(mine, was)| mine == was).count();
        let (undone, added) = (&base.in_force()[shared..], &self.in_force()[shared..]);
        let mut all = theirs.in_force().to_vec();
        for correction in undone {
            if let Some(at) = all.iter().rposition(|other| other == correction) {
                all.remove(at);
            }
        }
        let new = added.iter().filter(|correction| !all.contains(correction)).cloned().collect::<Vec<_>>();
        all.extend(new);
        Self::new(all, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corrections::Who;

    fn rename(name: &str) -> Correction {
        Correction::Rename { actor: Who::named("Ruiz"), name: name.to_owned() }
    }

    fn log(names: &[&str], undone: usize) -> Log {
        Log::new(names.iter().map(|name| rename(name)).collect(), undone)
    }

    #[test]
    fn back_and_forth() {
        let mut log = log(&["a", "b"], 0);
        assert_eq!(log.undo(), Some(&rename("b")));
        assert_eq!(log.undo(), Some(&rename("a")));
        assert_eq!(log.undo(), None);
        assert_eq!(log.redo(), Some(&rename("a")));
        log.push(rename("c"));
        assert_eq!(log.in_force(), [rename("a"), rename("c")]);
        assert_eq!(log.redo(), None);
    }

    #[test]
    fn two_logs_become_one_and_lose_nothing() {
        let base = log(&["a", "b"], 0);
        let (mine, theirs) = (log(&["a", "b", "m"], 0), log(&["a", "b", "t"], 0));
        assert_eq!(mine.merged(&base, &theirs), log(&["a", "b", "t", "m"], 0));
        assert_eq!(log(&["a", "b"], 1).merged(&base, &theirs), log(&["a", "t"], 0), "what I undid stays undone");
        assert_eq!(mine.merged(&base, &log(&["a", "b"], 1)), log(&["a", "m"], 0), "and so does what they undid");
        assert_eq!(mine.merged(&base, &base), mine);
    }
}
