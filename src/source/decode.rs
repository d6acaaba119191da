//! From bytes to characters: Unicode where it is Unicode, else the likeliest of the encodings the web knows.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Decoded text, and from what.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// The encoding, as the web calls it (`UTF-8`, `windows-1252`).
    pub encoding: &'static str,
    /// Whether some bytes meant nothing; each run of them became a `U+FFFD`.
    pub damaged: bool,
}

/// Decodes text of an unknown encoding: by its byte order mark; as UTF-8 when it is valid; as UTF-16 by the zero bytes
/// of its ASCII characters; as UTF-8 with damaged places when nearly all of its non-ASCII characters are sound; else by
/// the guess of [`chardetng`], which never fails.
///
/// ```
/// use whosaid::source::decode;
///
/// let decoded = decode(b"\x93We waited,\x94 said the caf\xE9 owner.".to_vec());
/// assert_eq!(decoded.text, "“We waited,” said the café owner.");
/// assert_eq!(decoded.encoding, "windows-1252");
/// ```
pub fn decode(bytes: Vec<u8>) -> Decoded {
    decode_stated(bytes, None)
}

/// Decodes text that may be said to be of an encoding. That is believed only where the text is no Unicode, for servers
/// and pages err.
pub(super) fn decode_stated(bytes: Vec<u8>, stated: Option<&'static Encoding>) -> Decoded {
    if let Some(encoding) = utf16_mark(&bytes).or_else(|| unmarked_utf16(&bytes)) {
        return decode_as(encoding, &bytes);
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Decoded { text, encoding: UTF_8.name(), damaged: false }
        }
        Err(error) => {
            let bytes = error.as_bytes();
            let believed = stated.filter(|stated| *stated != UTF_8 && stated.is_ascii_compatible());
            let likeliest = || if is_damaged_utf8(bytes) { UTF_8 } else { guess(bytes) };
            decode_as(believed.unwrap_or_else(likeliest), bytes)
        }
    }
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, damaged) = encoding.decode_with_bom_removal(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), damaged }
}

/// UTF-16 by its byte order mark.
pub(super) fn utf16_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-16 without a mark: of the characters at the start a good part is ASCII, so that their zero bytes stand on one
/// side of the pairs and (nearly) never on the other.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4 << 10)];
    let pairs = head.len() / 2;
    let zeros = |side: usize| head.chunks_exact(2).filter(|pair| pair[side] == 0 && pair[1 - side] != 0).count();
    let (first, second) = (zeros(0), zeros(1));
    match pairs {
        0 | 1 => None,
        _ if second * 3 > pairs && first * 20 <= pairs => Some(UTF_16LE),
        _ if first * 3 > pairs && second * 20 <= pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether invalid UTF-8 is still UTF-8: several sound non-ASCII characters for each unsound place. Other encodings
/// hardly ever hold sound ones.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut unsound) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        unsound += usize::from(!chunk.invalid().is_empty());
    }
    sound >= 3 * unsound
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“We waited,” said Ana Ruiz — the harbour’s master — at the café.";

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[track_caller]
    fn check(bytes: Vec<u8>, text: &str, encoding: &str, damaged: bool) {
        let decoded = decode(bytes);
        assert_eq!((decoded.text.as_str(), decoded.encoding, decoded.damaged), (text, encoding, damaged));
    }

    #[test]
    fn utf8_with_and_without_mark() {
        check(TEXT.into(), TEXT, "UTF-8", false);
        check([b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), TEXT, "UTF-8", false);
        check(Vec::new(), "", "UTF-8", false);
    }

    #[test]
    fn utf16_with_and_without_mark() {
        let marked = format!("\u{feff}{TEXT}");
        check(utf16(&marked, u16::to_le_bytes), TEXT, "UTF-16LE", false);
        check(utf16(&marked, u16::to_be_bytes), TEXT, "UTF-16BE", false);
        check(utf16(TEXT, u16::to_le_bytes), TEXT, "UTF-16LE", false);
        check(utf16(TEXT, u16::to_be_bytes), TEXT, "UTF-16BE", false);
    }

    #[test]
    fn legacy_encodings() {
        let windows = b"\x93We waited,\x94 said Ana Ruiz \x97 the harbour\x92s master \x97 at the caf\xE9.".to_vec();
        check(windows, TEXT, "windows-1252", false);
        let (cyrillic, _, _) = encoding_rs::WINDOWS_1251.encode("«Мы ждали весь день», — сказала Анна Ивановна.");
        assert_eq!(decode(cyrillic.into_owned()).text, "«Мы ждали весь день», — сказала Анна Ивановна.");
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.push(0xE2);
        check(bytes, &format!("{TEXT}\u{fffd}"), "UTF-8", true);
    }
}
