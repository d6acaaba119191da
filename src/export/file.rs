//! Exports into files: whole or not at all, and never over a file that somebody may still need.

use std::path::Path;

use super::Format;
use crate::{Analysis, Article, Error, store};

/// Writes the analysis into the file `path`, as [`store::file::save`] does.
///
/// # Errors
/// [`Error::Exists`] without `replace`, [`Error::Folder`], else [`Error::Write`].
pub fn save(path: &Path, replace: bool, format: Format, article: &Article, analysis: &Analysis) -> Result<(), Error> {
    store::file::save(path, replace, |mut out| format.write(article, analysis, &mut out))
}
