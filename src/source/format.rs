//! What a file is, told from its first bytes, so that a PDF is refused by name and not shown as noise.

use std::fmt;

use super::decode::{unmarked_utf16, utf16_mark};

/// A file format.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text in any encoding.
    Text,
    /// A web page.
    Html,
    /// Portable Document Format.
    Pdf,
    /// Rich Text Format.
    Rtf,
    /// A Word document, `.docx` or `.doc`.
    Word,
    /// An `OpenDocument` text.
    OpenDocument,
    /// An e-book.
    Epub,
    /// A ZIP archive.
    Zip,
    /// A file packed by gzip, bzip2, xz or Zstandard.
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
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::Word),
    (b"\x1F\x8B", Format::Compressed),
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
            let text = matches!(format, Self::Compressed | Self::Media) && !has_controls(head);
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
        if utf16_mark(bytes).is_some() || unmarked_utf16(bytes).is_some() {
            return Self::Text;
        }
        if bytes.contains(&0) {
            return Self::Binary;
        }
        if is_html(head) { Self::Html } else { Self::Text }
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
            Self::Text => "open it as it is",
            Self::Html => "save the page as text, for example with `w3m -dump`",
            Self::Pdf => "convert it first, for example with `pdftotext`",
            Self::Rtf | Self::Word | Self::OpenDocument => {
                "save it as plain text, for example with `soffice --convert-to txt`"
            }
            Self::Epub => "convert it first, for example with `pandoc -t plain`",
            Self::Zip | Self::Compressed => "unpack it first",
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
            Self::Pdf => "a PDF",
            Self::Rtf => "Rich Text (RTF)",
            Self::Word => "an Office document",
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

/// Whether there are control characters that no text uses.
fn has_controls(bytes: &[u8]) -> bool {
    bytes.iter().any(|b| matches!(b, 0..=8 | 14..=26 | 28..=31))
}

fn is_html(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let starts = |tag: &[u8]| head.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
    starts(b"<!doctype html") || starts(b"<html")
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
            (b"\x1F\x8B\x08\0\0", Format::Compressed),
            (b"\0\0\0\x20ftypisom\0\0", Format::Media),
            (b"{\\rtf1\\ansi Hello}", Format::Rtf),
            (b"\xEF\xBB\xBF\n <!DOCTYPE html><html>", Format::Html),
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
        assert_eq!(Format::sniff("He wrote <html> on the board.".as_bytes()), Format::Text);
    }
}
