//! Which reader a format has, and what becomes of its outcome.

use std::path::Path;

use encoding_rs::Encoding;

use super::packed::{UNPACKED, Unpacked, gunzip};
#[cfg(feature = "pdf")]
use super::pdf;
use super::{Decoded, Format, Loaded, Missing, decode_stated, epub, feed, html, markdown, office};
use crate::text::Outline;
use crate::{Article, Error};

/// How many bytes of a document are read; the text in it is smaller by far.
const DOCUMENT: usize = 64 << 20;

/// Reads bytes of a format other than plain text.
pub(super) fn open(
    format: Format,
    bytes: Vec<u8>,
    path: &Path,
    charset: Option<&'static Encoding>,
) -> Result<Loaded, Error> {
    if bytes.len() > DOCUMENT {
        return Err(Error::TooLarge { path: path.to_owned(), limit: DOCUMENT as u64 });
    }
    let loaded = |outline: &Outline, encoding, damaged, missing| {
        let article = Article::from_outline(outline, &path.to_string_lossy());
        Loaded { article, encoding, damaged, missing }
    };
    let documents = |read: Result<(Outline, Option<Missing>), Missing>| {
        let (outline, missing) = read.unwrap_or_else(|missing| (Outline::default(), Some(missing)));
        let loaded = loaded(&outline, "UTF-8", false, missing);
        match loaded.missing {
            Some(Missing::Damaged(what)) if loaded.article.words() == 0 => {
                Err(Error::Damaged { path: path.to_owned(), format, what })
            }
            Some(Missing::Cut) if loaded.article.words() == 0 => {
                Err(Error::TooLarge { path: path.to_owned(), limit: UNPACKED })
            }
            _ => Ok(loaded),
        }
    };
    match format {
        Format::Gzip => unpack(&bytes, path),
        Format::Html => {
            let stated = charset.or_else(|| html::stated_encoding(&bytes));
            let Decoded { text, encoding, damaged } = decode_stated(bytes, stated);
            let page = html::read(&text);
            let missing = if page.cut { Some(Missing::Cut) } else { page.stub.then_some(Missing::Paid) };
            Ok(loaded(&page.outline, encoding, damaged, missing))
        }
        Format::Markdown => {
            let Decoded { text, encoding, damaged } = decode_stated(bytes, charset);
            Ok(loaded(&markdown::read(&text), encoding, damaged, None))
        }
        Format::Feed => documents(feed::read(&bytes)),
        Format::Word => documents(office::read_word(&bytes)),
        Format::OpenDocument => documents(office::read_opendocument(&bytes)),
        Format::Epub => documents(epub::read(&bytes)),
        #[cfg(feature = "pdf")]
        Format::Pdf => match pdf::read(bytes) {
            Err(pdf::Refusal::Kind(format)) => Err(Error::NotText { path: path.to_owned(), format }),
            Err(pdf::Refusal::Missing(missing)) => documents(Err(missing)),
            Ok(read) => documents(Ok(read)),
        },
        format => Err(Error::NotText { path: path.to_owned(), format }),
    }
}

/// Reads what gzip packed. A file packed twice is refused: nobody does that but to harm.
fn unpack(bytes: &[u8], path: &Path) -> Result<Loaded, Error> {
    let Unpacked { bytes, damaged } =
        gunzip(bytes).ok_or_else(|| Error::TooLarge { path: path.to_owned(), limit: UNPACKED })?;
    let damage = damaged.map(|cause| cause.to_string());
    if let (true, Some(what)) = (bytes.is_empty(), &damage) {
        return Err(Error::Damaged { path: path.to_owned(), format: Format::Gzip, what: what.clone() });
    }
    let is_named_so = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
    let format = Format::of(&bytes, &if is_named_so { path.with_extension("") } else { path.to_owned() });
    if format == Format::Gzip {
        return Err(Error::NotText { path: path.to_owned(), format });
    }
    let mut loaded = super::open_as(format, bytes, path, None)?;
    loaded.missing = loaded.missing.or(damage.map(Missing::Damaged));
    Ok(loaded)
}
