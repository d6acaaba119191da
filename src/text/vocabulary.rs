//! The distinct lower-cased words of a text, so that a lexicon is asked once a word and not once a token.

use std::collections::HashMap;
use std::sync::Arc;

/// Distinct words, numbered from 0 by first occurrence. Words are lower-cased and their apostrophes are `'`.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: Vec<Arc<str>>,
    ids: HashMap<Arc<str>, u32>,
    /// Where a word is lower-cased before it is looked up.
    buffer: String,
}

impl Vocabulary {
    /// How many distinct words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The word with that number.
    ///
    /// # Panics
    /// If no word has it.
    pub fn get(&self, id: usize) -> &str {
        &self.words[id]
    }

    /// The number of a word given in its lower-cased form, if the text has it.
    pub fn id(&self, lower: &str) -> Option<usize> {
        self.ids.get(lower).map(|&id| id as usize)
    }

    /// All words, by number.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(AsRef::as_ref)
    }

    /// The number of a word as it stands in the text, a new one if it is new.
    pub(super) fn intern(&mut self, word: &str) -> u32 {
        self.buffer.clear();
        if word.is_ascii() {
            self.buffer.push_str(word);
            self.buffer.make_ascii_lowercase();
        } else {
            for letter in word.chars() {
                match letter {
                    '’' | 'ʼ' | '‘' | '´' => self.buffer.push('\''),
                    _ => self.buffer.extend(letter.to_lowercase()),
                }
            }
        }
        if let Some(&id) = self.ids.get(self.buffer.as_str()) {
            return id;
        }
        let id = u32::try_from(self.words.len()).expect("fewer words than bytes");
        let word: Arc<str> = self.buffer.as_str().into();
        self.words.push(Arc::clone(&word));
        self.ids.insert(word, id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_for_all_shapes_of_a_word() {
        let mut vocabulary = Vocabulary::default();
        let said = vocabulary.intern("said");
        assert_eq!(vocabulary.intern("SAID"), said);
        assert_ne!(vocabulary.intern("n't"), said);
        assert_eq!(vocabulary.intern("n’t"), vocabulary.intern("N'T"));
        let name = vocabulary.intern("ÉLAN") as usize;
        assert_eq!(vocabulary.get(name), "élan");
        assert_eq!(vocabulary.id("said"), Some(said as usize));
        assert_eq!(vocabulary.id("asked"), None);
        assert_eq!(vocabulary.len(), 3);
    }
}
