//! By what an article is known again: its words, and the path it was read from.

use std::path::{Path, absolute};

use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

use crate::text::Article;

/// Names an article in the user's files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Key {
    /// The key of its normalised text, [`text_key`]: line breaks, encoding and wrapping do not change it.
    pub text: String,
    /// The absolute path it was read from; nothing for standard input and samples, which are no files.
    pub path: Option<String>,
}

impl Key {
    /// The key of an article. A relative source is taken from the working directory.
    pub fn of(article: &Article) -> Self {
        let source = Path::new(article.source());
        let path = (article.source() != "-" && source.is_file())
            .then(|| absolute(source).ok().map(|path| path.to_string_lossy().into_owned()))
            .flatten();
        Self { text: text_key(article.text()), path }
    }

    /// A short key of the path, for names of files: 16 hexadecimal digits, zeros for no path.
    pub fn path_key(&self) -> String {
        format!("{:016x}", self.path.as_ref().map_or(0, |path| xxh3_64(path.as_bytes())))
    }
}

/// 32 hexadecimal digits that tell one text from another: XXH3 with 128 bits, whose values are fixed for all time. It
/// guards against chance, not against somebody who makes two texts alike on purpose.
pub fn text_key(text: &str) -> String {
    format!("{:032x}", xxh3_128(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_text_stays_what_it_is() {
        // From the specification's test vectors: the empty input with seed 0.
        assert_eq!(text_key(""), "99aa06d3014798d86001c324468d497f");
        assert_ne!(text_key("Ruiz said no."), text_key("Ruiz said so."));
    }

    #[test]
    fn wrapping_does_not_change_the_key_and_a_pipe_has_no_path() {
        let one = Article::from_plain_text("One two three four.\n\nFive six seven.\n", "-");
        let two = Article::from_plain_text("One two\nthree four.\n\nFive six\nseven.\n", "-");
        assert_eq!(Key::of(&one), Key::of(&two));
        assert_eq!(Key::of(&one).path, None);
        assert_eq!(Key::of(&one).path_key(), "0000000000000000");
    }
}
