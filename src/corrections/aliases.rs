//! The reader's own book of names: what articles call "the Vozhd" is Vladimir Putin, wherever it stands.

#[cfg(feature = "keep")]
use std::{collections::BTreeMap, fs, io, path::Path};

#[cfg(feature = "keep")]
use crate::Error;

/// Pairs of an alias and a name, in no order that matters.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Aliases(Vec<(String, String)>);

impl Aliases {
    /// A book of these pairs.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(pairs.into_iter().collect())
    }

    /// What each alias means.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(alias, name)| (alias.as_str(), name.as_str()))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads a book: TOML, each line `"alias" = "name"`. A book that is not there is empty.
    ///
    /// # Errors
    /// [`Error::Read`], or [`Error::Form`] with the line that makes no sense.
    #[cfg(feature = "keep")]
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(cause) => return Err(Error::Read { path: path.to_owned(), cause }),
        };
        Self::parse(&text).map_err(|(line, what)| Error::Form { path: path.to_owned(), line, what })
    }

    /// The book that a text holds, or the line and what is wrong with it.
    #[cfg(feature = "keep")]
    fn parse(text: &str) -> Result<Self, (usize, String)> {
        use super::form::{fault, line_of, name_fault};

        let read: BTreeMap<String, toml::Spanned<String>> = toml::from_str(text).map_err(|e| fault(text, &e))?;
        let mut pairs = Vec::new();
        for (alias, name) in read {
            let line = line_of(text, name.span().start);
            let name = name.into_inner();
            let what = name_fault(&alias).or_else(|| name_fault(&name));
            let itself = (alias == name).then(|| "an alias of itself".to_owned());
            if let Some(what) = what.or(itself) {
                return Err((line, what));
            }
            pairs.push((alias, name));
        }
        Ok(Self(pairs))
    }
}

#[cfg(all(test, feature = "keep"))]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_pair() {
        let book = Aliases::parse("# friends\n\"the Vozhd\" = \"Vladimir Putin\"\nCrane = \"Kranlund\"\n").unwrap();
        assert_eq!(book.pairs().collect::<Vec<_>>(), [("Crane", "Kranlund"), ("the Vozhd", "Vladimir Putin")]);
        assert_eq!(Aliases::read(Path::new("/no/such/book.toml")).unwrap(), Aliases::default());
    }

    #[test]
    fn what_makes_no_sense_is_named_with_its_line() {
        for (text, line) in [
            ("a = \"b\"\nc = 3\n", 2),
            ("a = \"b\"\n\nc = \"\"\n", 3),
            ("a = \"b\"\na = \"c\"\n", 2),
            ("\"x\" = \"x\"\n", 1),
            ("x = \"a\\u001Bb\"\n", 1),
            ("x = \"a\n", 1),
            ("[x]\ny = \"z\"\n", 1),
        ] {
            assert_eq!(Aliases::parse(text).unwrap_err().0, line, "{text:?}");
        }
    }
}
