//! Which reader a format has, and what becomes of its outcome.

use std::path::Path;

use encoding_rs::Encoding;

use super::packed::{UNPACKED, gunzip};
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
    let damaged = |what| Error::Damaged { path: path.to_owned(), format, what };
    let loaded = |outline: &Outline, encoding, damaged, missing| {
        let article = Article::from_outline(outline, &path.to_string_lossy());
        Loaded { article, encoding, damaged, missing }
    };
    let partial =
        |(outline, what): (Outline, Option<String>)| loaded(&outline, "UTF-8", false, what.map(Missing::Damaged));
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
        Format::Feed => feed::read(&bytes).map(|outline| partial((outline, None))).map_err(damaged),
        Format::Word => office::read_word(&bytes).map(partial).map_err(damaged),
        Format::OpenDocument => office::read_opendocument(&bytes).map(partial).map_err(damaged),
        Format::Epub => epub::read(&bytes).map(partial).map_err(damaged),
        format => Err(Error::NotText { path: path.to_owned(), format }),
    }
}

/// Reads what gzip packed. A file packed twice is refused: nobody does that but to harm.
fn unpack(bytes: &[u8], path: &Path) -> Result<Loaded, Error> {
    let unpacked = gunzip(bytes).ok_or_else(|| Error::TooLarge { path: path.to_owned(), limit: UNPACKED })?;
    let inner = path.with_extension("");
    let format = Format::of(&unpacked.bytes, &inner);
    let damage = unpacked.damaged.map(|cause| cause.to_string());
    if let (true, Some(what)) = (unpacked.bytes.is_empty(), &damage) {
        return Err(Error::Damaged { path: path.to_owned(), format: Format::Gzip, what: what.clone() });
    }
    if format == Format::Gzip {
        return Err(Error::NotText { path: path.to_owned(), format });
    }
    let name = if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz")) { &inner } else { path };
    let mut loaded = super::open(unpacked.bytes, name).map_err(|error| error.at(path))?;
    loaded.article.source = path.to_string_lossy().into_owned();
    loaded.missing = loaded.missing.or(damage.map(Missing::Damaged));
    Ok(loaded)
}
