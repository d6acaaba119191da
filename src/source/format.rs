//! What a file is, told from its first bytes; its name is asked only where those leave it open.

use std::fmt;
use std::path::Path;

use super::decode::{unmarked_utf16, utf16_mark};

/// A file format.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text in any encoding.
    Text,
    /// A web page.
    Html,
    /// Text with Markdown's marks.
    Markdown,
    /// An RSS or Atom feed.
    Feed,
    /// A file packed by gzip.
    Gzip,
    /// Portable Document Format.
    Pdf,
    /// A PDF that asks for a password.
    EncryptedPdf,
    /// A PDF of pictures, or of glyphs that nobody can tell.
    ScannedPdf,
    /// Rich Text Format.
    Rtf,
    /// A Word document, `.docx`.
    Word,
    /// A document of an older Office, `.doc` among them.
    OldOffice,
    /// An `OpenDocument` text.
    OpenDocument,
    /// An e-book.
    Epub,
    /// A ZIP archive.
    Zip,
    /// A file packed by bzip2, xz or Zstandard.
    Compressed,
    /// A picture.
    Image,
    /// Sound or film.
    Media,
    /// Something else that is no text.
    Binary,
}

/// How many bytes at the start are looked at for a format's marks.
const HEAD: usize = 8 << 10;

/// First bytes that tell a format.
const MAGIC: &[(&[u8], Format)] = &[
    (b"%PDF-", Format::Pdf),
    (b"{\\rtf", Format::Rtf),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::OldOffice),
    (b"\x1F\x8B", Format::Gzip),
    (b"BZh", Format::Compressed),
    (b"\xFD7zXZ\0", Format::Compressed),
    (b"\x28\xB5\x2F\xFD", Format::Compressed),
    (b"\x89PNG\r\n", Format::Image),
    (b"\xFF\xD8\xFF", Format::Image),
    (b"GIF87a", Format::Image),
    (b"GIF89a", Format::Image),
    (b"II*\0", Format::Image),
    (b"MM\0*", Format::Image),
    (b"ID3", Format::Media),
    (b"OggS", Format::Media),
    (b"fLaC", Format::Media),
    (b"\x1A\x45\xDF\xA3", Format::Media),
];

impl Format {
    /// Tells the format from the content alone; names lie.
    pub fn sniff(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(HEAD)];
        if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
            // A text may begin with these letters; what they mark is never free of control characters.
            let text = matches!(format, Self::Compressed | Self::Gzip | Self::Media) && !has_controls(head);
            return if text { Self::Text } else { *format };
        }
        if head.starts_with(b"PK\x03\x04") {
            return Self::zip(head);
        }
        match head {
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => return Self::Image,
            [b'R', b'I', b'F', b'F', _, _, _, _, ..] | [_, _, _, _, b'f', b't', b'y', b'p', ..]
                if has_controls(head) =>
            {
                return Self::Media;
            }
            _ => {}
        }
        if let Some(encoding) = utf16_mark(bytes).or_else(|| unmarked_utf16(bytes)) {
            return markup(encoding.decode(head).0.as_bytes()).unwrap_or(Self::Text);
        }
        if bytes.contains(&0) {
            return Self::Binary;
        }
        markup(head).unwrap_or(Self::Text)
    }

    /// Tells the format from the content, and where that is any text, from the name too: markup may begin with words.
    pub fn of(bytes: &[u8], path: &Path) -> Self {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match (Self::sniff(bytes), ending.as_deref()) {
            (Self::Text, Some("html" | "htm" | "xhtml")) => Self::Html,
            (Self::Text, Some("md" | "markdown")) => Self::Markdown,
            // A name that says nothing leaves it to the marks; one that says text is believed.
            #[cfg(feature = "formats")]
            (Self::Text, None) if super::markdown::looks_like(valid(&bytes[..bytes.len().min(HEAD)])) => Self::Markdown,
            (format, _) => format,
        }
    }

    /// What an archive holds: the names of its first members stand in it as they are.
    fn zip(head: &[u8]) -> Self {
        let has = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
        if has(b"application/epub+zip") {
            Self::Epub
        } else if has(b"application/vnd.oasis.opendocument") {
            Self::OpenDocument
        } else if has(b"word/") || has(b"[Content_Types].xml") {
            Self::Word
        } else {
            Self::Zip
        }
    }

    /// What to do with a file of this format.
    pub(crate) fn advice(self) -> &'static str {
        match self {
            Self::Text | Self::Markdown => "open it as it is",
            Self::Feed => "open one of its articles",
            Self::Html => "save the page as text, for example with `w3m -dump`",
            Self::Pdf => "convert it first, for example with `pdftotext`",
            Self::EncryptedPdf => "save it without a password first, for example with `qpdf --decrypt`",
            Self::ScannedPdf => "have its words recognised first, for example with `ocrmypdf`",
            Self::Rtf | Self::Word | Self::OldOffice | Self::OpenDocument => {
                "save it as plain text, for example with `soffice --convert-to txt`"
            }
            Self::Epub => "convert it first, for example with `pandoc -t plain`",
            Self::Zip | Self::Gzip | Self::Compressed => "unpack it first",
            Self::Image => "a picture's words must be typed or recognised first, for example with `tesseract`",
            Self::Media => "give it a transcript",
            Self::Binary => "give it the text of an article",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "plain text",
            Self::Html => "a web page (HTML)",
            Self::Markdown => "Markdown",
            Self::Feed => "a feed (RSS or Atom)",
            Self::Gzip => "a file packed by gzip",
            Self::Pdf => "a PDF",
            Self::EncryptedPdf => "an encrypted PDF",
            Self::ScannedPdf => "a PDF without text",
            Self::Rtf => "Rich Text (RTF)",
            Self::Word => "a Word document",
            Self::OldOffice => "a document of an older Office",
            Self::OpenDocument => "an OpenDocument text",
            Self::Epub => "an e-book (EPUB)",
            Self::Zip => "a ZIP archive",
            Self::Compressed => "a compressed file",
            Self::Image => "a picture",
            Self::Media => "sound or film",
            Self::Binary => "binary data",
        })
    }
}

/// The UTF-8 at the start of bytes that may end within a character.
#[cfg(feature = "formats")]
fn valid(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}

/// Whether there are control characters that no text uses.
fn has_controls(bytes: &[u8]) -> bool {
    bytes.iter().any(|b| matches!(b, 0..=8 | 14..=26 | 28..=31))
}

/// What a text with markup is by its first element, behind declarations and comments.
fn markup(head: &[u8]) -> Option<Format> {
    let mut rest = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let find = |text: &[u8], end: &[u8]| text.windows(end.len()).position(|w| w == end).map(|at| at + end.len());
    loop {
        let starts = |tag: &[u8]| rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
        let opens = |names: &[&[u8]]| {
            let name = rest.strip_prefix(b"<").unwrap_or_default();
            let name =
                &name[..name.iter().position(|b| matches!(b, b' ' | b'>' | b'\n' | b'\r' | b'\t' | b'/')).unwrap_or(0)];
            names.iter().any(|known| name.eq_ignore_ascii_case(known))
        };
        if starts(b"<!doctype html")
            || opens(&[b"html", b"head", b"body", b"title", b"meta", b"article", b"div", b"main"])
        {
            return Some(Format::Html);
        }
        if opens(&[b"rss", b"feed", b"rdf:RDF"]) {
            return Some(Format::Feed);
        }
        let end: &[u8] = if starts(b"<!--") { b"-->" } else { b">" };
        if !starts(b"<!") && !starts(b"<?") {
            return None;
        }
        rest = rest[find(rest, end)?..].trim_ascii_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_formats_by_their_marks() {
        let cases: &[(&[u8], Format)] = &[
            (b"%PDF-1.4\n", Format::Pdf),
            (b"PK\x03\x04\x14\0\0\0mimetypeapplication/epub+zip", Format::Epub),
            (b"PK\x03\x04\x14\0\0\0[Content_Types].xml", Format::Word),
            (b"PK\x03\x04\x14\0\0\0notes.txt", Format::Zip),
            (b"\x89PNG\r\n\x1a\n\0\0", Format::Image),
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Format::Image),
            (b"\x1F\x8B\x08\0\0", Format::Gzip),
            (b"\0\0\0\x20ftypisom\0\0", Format::Media),
            (b"{\\rtf1\\ansi Hello}", Format::Rtf),
            (b"\xEF\xBB\xBF\n <!DOCTYPE html><html>", Format::Html),
            (b"<?xml version='1.0'?>\n<!-- a > b --><rss version='2.0'>", Format::Feed),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0", Format::Html),
            (b"\x7fELF\x02\x01\x01\0\0\0\0\0", Format::Binary),
            (b"", Format::Text),
            (b"The council met.\n", Format::Text),
            (b"caf\xE9", Format::Text),
            (b"H\0e\0l\0l\0o\0 \0y\0o\0u\0", Format::Text),
        ];
        for (bytes, format) in cases {
            assert_eq!(Format::sniff(bytes), *format, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn words_are_no_marks() {
        for text in ["ID3 is a tag format, she said.", "BZh was his nickname.", "RIFF raff, he called them."] {
            assert_eq!(Format::sniff(text.as_bytes()), Format::Text);
        }
        assert_eq!(Format::of(b"# A\n", Path::new("a.MD")), Format::Markdown);
        assert_eq!(Format::of(b"<p>A", Path::new("a.htm")), Format::Html);
        #[cfg(feature = "formats")]
        for (name, format) in [("-", Format::Markdown), ("notes", Format::Markdown), ("a.txt", Format::Text)] {
            assert_eq!(Format::of(b"# 4 voted **no**\n", Path::new(name)), format, "{name}");
        }
        assert_eq!(Format::of(b"%PDF-1.4", Path::new("a.md")), Format::Pdf);
        assert_eq!(Format::sniff("He wrote <html> on the board.".as_bytes()), Format::Text);
    }
}
