//! The places jumped from, to go back to.

/// A list of offsets and where one is in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Jumps {
    places: Vec<usize>,
    /// Index of the place one is at after going back; the length while one is at none.
    at: usize,
}

impl Jumps {
    /// Remembers the place that is left by a jump. What lay ahead stays ahead of nothing: it is forgotten, as in a browser.
    pub fn leave(&mut self, from: usize) {
        self.places.truncate(self.at);
        if self.places.last() != Some(&from) {
            self.places.push(from);
        }
        self.at = self.places.len();
    }

    /// The place before; `here` is remembered to come forward to.
    pub fn back(&mut self, here: usize) -> Option<usize> {
        let mut target = self.at.checked_sub(1)?;
        if self.at == self.places.len() {
            if self.places[target] == here {
                target = target.checked_sub(1)?;
            } else {
                self.places.push(here);
            }
        }
        self.at = target;
        Some(self.places[target])
    }

    /// The place after.
    pub fn forward(&mut self) -> Option<usize> {
        let place = *self.places.get(self.at + 1)?;
        self.at += 1;
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_meet_the_same_places() {
        let mut jumps = Jumps::default();
        assert_eq!(jumps.back(0), None);
        jumps.leave(0);
        jumps.leave(10);
        assert_eq!(jumps.back(20), Some(10));
        assert_eq!(jumps.back(10), Some(0));
        assert_eq!(jumps.back(0), None);
        assert_eq!(jumps.forward(), Some(10));
        assert_eq!(jumps.forward(), Some(20));
        assert_eq!(jumps.forward(), None);
    }

    #[test]
    fn a_new_jump_forgets_what_lay_ahead() {
        let mut jumps = Jumps::default();
        jumps.leave(0);
        jumps.leave(10);
        assert_eq!(jumps.back(20), Some(10));
        jumps.leave(10);
        assert_eq!(jumps.forward(), None);
        assert_eq!(jumps.back(30), Some(10));
        assert_eq!(jumps.back(10), Some(0));
    }

    #[test]
    fn the_same_place_is_kept_once() {
        let mut jumps = Jumps::default();
        jumps.leave(5);
        jumps.leave(5);
        assert_eq!(jumps.back(5), None);
        assert_eq!(jumps.back(9), Some(5));
    }
}
