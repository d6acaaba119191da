//! What the file's own streams unpack to, found out before anything keeps it: the reader of the file's structure unpacks
//! object streams whole.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;

use super::super::Format;
use super::super::Missing;
use super::super::packed::UNPACKED;
use super::Refusal;

/// How far before `stream` its dictionary is looked for, in bytes.
const DICTIONARY: usize = 4 << 10;
/// How many streams are looked at.
const STREAMS: usize = 200_000;

/// Refuses encrypted files and those whose structure would unpack to more than [`UNPACKED`] bytes.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    if find(bytes, b"/Encrypt").is_some() {
        return Err(Refusal::Kind(Format::EncryptedPdf));
    }
    let (mut at, mut all) = (0, 0);
    for _ in 0..STREAMS {
        let Some(found) = find(&bytes[at..], b"stream") else { return Ok(()) };
        let keyword = at + found;
        at = keyword + b"stream".len();
        let dictionary = &bytes[keyword.saturating_sub(DICTIONARY)..keyword];
        if dictionary.ends_with(b"end") {
            continue;
        }
        let dictionary = &dictionary[rfind(dictionary, b"obj").unwrap_or(0)..];
        if !holds_objects(dictionary) {
            continue;
        }
        let filters = [&b"FlateDecode"[..], b"/Fl", b"LZW", b"RunLength", b"/RL", b"ASCII"];
        let packed =
            filters.iter().map(|name| count(dictionary, name)).sum::<usize>() - count(dictionary, b"/FlateDecode");
        if packed > 1 || count(dictionary, b"LZW") > 0 {
            return Err(Refusal::Missing(Missing::Damaged("its objects are packed twice".to_owned())));
        }
        let data = bytes[at..].trim_ascii_start();
        let room = UNPACKED.saturating_sub(all);
        // What is damaged unpacks as far as it is sound.
        let mut decoder = ZlibDecoder::new(data).take(room + 1);
        let mut counter = Counter(0);
        let _ = io::copy(&mut decoder, &mut counter);
        all += counter.0;
        if all > UNPACKED {
            return Err(Refusal::Missing(Missing::Cut));
        }
    }
    Err(Refusal::Missing(Missing::Cut))
}

/// Whether a stream may hold objects or the table of them; a name with an escape may be any.
fn holds_objects(dictionary: &[u8]) -> bool {
    [&b"ObjStm"[..], b"XRef", b"/First", b"#"].iter().any(|name| find(dictionary, name).is_some())
}

struct Counter(u64);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn find(bytes: &[u8], words: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes[at..].iter().position(|b| *b == words[0])?;
        if bytes[at..].starts_with(words) {
            return Some(at);
        }
        at += 1;
    }
}

fn rfind(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).rposition(|window| window == words)
}

fn count(bytes: &[u8], words: &[u8]) -> usize {
    bytes.windows(words.len()).filter(|window| *window == words).count()
}
