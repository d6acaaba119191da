//! Fonts: which letters a code means, and how wide its glyph is.
//!
//! The meaning is what the font's `ToUnicode` map says, else what its encoding says by the names of glyphs. Encodings
//! inside embedded fonts are not read, nor are the predefined ones of Chinese, Japanese and Korean.

use std::collections::HashMap;

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::content::{Budget, number};
use super::encoding::{self, Base};

/// How many meanings a font may state.
const MEANINGS: usize = 70_000;

/// A font.
pub(super) struct Font {
    /// Whether a code has two bytes.
    wide: bool,
    meanings: HashMap<u32, String>,
    base: Option<Base>,
    widths: HashMap<u32, f64>,
    /// The width of all other glyphs.
    width: f64,
    /// Whether no width is stated at all: then the standard fonts' are taken.
    standard: Option<encoding::Widths>,
}

/// A code of a string.
#[derive(Clone, Copy)]
pub(super) struct Code {
    pub number: u32,
    bytes: u8,
}

impl Code {
    /// Whether word spacing applies to it.
    pub fn is_space(self) -> bool {
        self.bytes == 1 && self.number == 32
    }
}

impl Font {
    pub fn new(dict: &Dict<'_>, budget: &mut Budget) -> Self {
        let kind = dict.get::<Name<'_>>("Subtype");
        let wide = kind.as_ref().is_some_and(|kind| kind.as_str() == "Type0");
        let mut font =
            Self { wide, meanings: HashMap::new(), base: None, widths: HashMap::new(), width: 0.0, standard: None };
        if wide {
            font.read_descendant(dict);
        } else {
            let is_true_type = kind.is_some_and(|kind| kind.as_str() == "TrueType");
            font.read_encoding(dict, is_true_type);
            font.read_widths(dict);
        }
        if let Some(map) = dict.get::<Stream<'_>>("ToUnicode") {
            font.read_meanings(&budget.unpack(&map));
        }
        font
    }

    /// The codes of a string.
    pub fn codes<'s>(&self, string: &'s [u8]) -> impl Iterator<Item = Code> + use<'s> {
        let bytes = if self.wide { 2 } else { 1 };
        string.chunks_exact(bytes).map(move |chunk| Code {
            number: chunk.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)),
            bytes: bytes as u8,
        })
    }

    /// The letters of a code; `U+FFFD` where nobody says.
    pub fn meaning(&self, code: u32) -> String {
        if let Some(meaning) = self.meanings.get(&code) {
            return meaning.clone();
        }
        let letter = self.base.and_then(|base| base.letter(u8::try_from(code).ok()?));
        letter.unwrap_or('\u{fffd}').to_string()
    }

    /// The width of a code's glyph, as a share of the font's size.
    pub fn width(&self, code: u32) -> f64 {
        let standard = || self.standard.map_or(self.width, |widths| widths.of(&self.meaning(code)));
        self.widths.get(&code).copied().unwrap_or_else(standard)
    }

    fn read_encoding(&mut self, dict: &Dict<'_>, is_true_type: bool) {
        let named = |name: &Name<'_>| match name.as_str() {
            "WinAnsiEncoding" => Some(Base::Windows),
            "MacRomanEncoding" => Some(Base::Mac),
            "StandardEncoding" => Some(Base::Standard),
            _ => None,
        };
        let default = if is_true_type { Base::Windows } else { Base::Standard };
        self.base = Some(default);
        match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Name(name)) => self.base = named(&name).or(self.base),
            Some(Object::Dict(encoding)) => {
                self.base = encoding.get::<Name<'_>>("BaseEncoding").and_then(|n| named(&n)).or(self.base);
                let mut code = 0;
                let differences = encoding.get::<Array<'_>>("Differences");
                for part in differences.iter().flat_map(Array::iter::<Object<'_>>).take(MEANINGS) {
                    match &part {
                        Object::Name(name) => {
                            let letters = encoding::named(name.as_str()).unwrap_or_else(|| "\u{fffd}".to_owned());
                            self.meanings.insert(code, letters);
                            code += 1;
                        }
                        part => code = number(part).unwrap_or_default() as u32,
                    }
                }
            }
            _ => {}
        }
    }

    fn read_widths(&mut self, dict: &Dict<'_>) {
        // Type 3 fonts measure in units of their own.
        let scale = dict
            .get::<Array<'_>>("FontMatrix")
            .and_then(|m| m.iter::<Object<'_>>().next())
            .and_then(|a| number(&a))
            .unwrap_or(0.001);
        let Some(widths) = dict.get::<Array<'_>>("Widths") else {
            let name = dict.get::<Name<'_>>("BaseFont");
            self.standard = Some(encoding::Widths::of_font(name.as_ref().map_or("", |name| name.as_str())));
            return;
        };
        let first = dict.get::<i32>("FirstChar").unwrap_or_default().max(0) as u32;
        for (code, width) in (first..first + 256).zip(widths.iter::<Object<'_>>()) {
            self.widths.insert(code, number(&width).unwrap_or_default() * scale);
        }
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
        self.width = descriptor.and_then(|d| number(&d.get::<Object<'_>>("MissingWidth")?)).unwrap_or_default() * scale;
    }

    /// The widths of a font with codes of two bytes.
    fn read_descendant(&mut self, dict: &Dict<'_>) {
        self.width = 1.0;
        let Some(inner) = dict.get::<Array<'_>>("DescendantFonts").and_then(|all| all.iter::<Dict<'_>>().next()) else {
            return;
        };
        if let Some(width) = inner.get::<Object<'_>>("DW").and_then(|w| number(&w)) {
            self.width = width / 1000.0;
        }
        let Some(widths) = inner.get::<Array<'_>>("W") else { return };
        // Either `first [w w w]` or `first last w`.
        let mut bounds: Vec<u32> = Vec::new();
        for part in widths.iter::<Object<'_>>().take(MEANINGS) {
            match &part {
                Object::Array(each) => {
                    let first = bounds.first().copied().unwrap_or_default();
                    for (code, width) in (first..first.saturating_add(1 << 16)).zip(each.iter::<Object<'_>>()) {
                        self.widths.insert(code, number(&width).unwrap_or_default() / 1000.0);
                    }
                    bounds.clear();
                }
                part => {
                    let value = number(part).unwrap_or_default();
                    if let [first, last] = bounds[..] {
                        for code in first..=last.min(first.saturating_add(1 << 12)) {
                            if self.widths.len() < MEANINGS {
                                self.widths.insert(code, value / 1000.0);
                            }
                        }
                        bounds.clear();
                    } else {
                        bounds.push(value.max(0.0) as u32);
                    }
                }
            }
        }
    }

    /// Reads a `ToUnicode` map: behind `beginbfchar` pairs of `<code> <letters>`, behind `beginbfrange` threes of
    /// `<first> <last> <letters>`, or with a list of letters in brackets.
    fn read_meanings(&mut self, map: &[u8]) {
        let (mut ranges, mut listing, mut pending) = (None, false, Vec::new());
        let mut room = MEANINGS;
        for token in tokens(map) {
            if room == 0 {
                return;
            }
            match (token, ranges) {
                (Token::Word(b"beginbfchar"), _) => (ranges, listing, pending) = (Some(false), false, Vec::new()),
                (Token::Word(b"beginbfrange"), _) => (ranges, listing, pending) = (Some(true), false, Vec::new()),
                (Token::Word(b"["), _) => listing = true,
                (Token::Word(b"]"), _) => (listing, pending) = (false, Vec::new()),
                (Token::Word(word), _) if word.starts_with(b"end") => ranges = None,
                (Token::Codes(codes), Some(is_range)) => {
                    pending.push(codes);
                    room -= 1;
                    match &pending[..] {
                        [first, last, letters] if is_range => {
                            let (first, last) =
                                (code(first), code(last).clamp(code(first), code(first).saturating_add(0xffff)));
                            if listing {
                                // The next of the list is for the next code.
                                self.meanings.insert(first, utf16(letters, 0));
                                pending =
                                    vec![first.saturating_add(1).to_be_bytes().to_vec(), last.to_be_bytes().to_vec()];
                            } else {
                                for code in (first..=last).take(room) {
                                    self.meanings.insert(code, utf16(letters, code - first));
                                }
                                room = room.saturating_sub((last - first) as usize);
                                pending.clear();
                            }
                        }
                        [first, letters] if !is_range => {
                            self.meanings.insert(code(first), utf16(letters, 0));
                            pending.clear();
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }
}

/// A piece of a `ToUnicode` map: bytes in hexadecimal digits, or anything else.
enum Token<'a> {
    Codes(Vec<u8>),
    Word(&'a [u8]),
}

fn tokens(map: &[u8]) -> impl Iterator<Item = Token<'_>> {
    let mut rest = map;
    std::iter::from_fn(move || {
        rest = rest.trim_ascii_start();
        let length = match rest.first()? {
            b'<' if !rest.starts_with(b"<<") => {
                let end = rest.iter().position(|b| *b == b'>').unwrap_or(rest.len());
                let codes = hex(&rest[1..end]);
                rest = &rest[(end + 1).min(rest.len())..];
                return Some(Token::Codes(codes));
            }
            b'[' | b']' | b'<' | b'>' => 1,
            _ => rest
                .iter()
                .position(|b| b.is_ascii_whitespace() || matches!(b, b'[' | b']' | b'<' | b'>'))
                .unwrap_or(rest.len()),
        };
        let (word, behind) = rest.split_at(length);
        rest = behind;
        Some(Token::Word(word))
    })
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = digits.iter().filter_map(|d| char::from(*d).to_digit(16)).map(|d| d as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default()).collect()
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| code << 8 | u32::from(*byte))
}

/// UTF-16 as letters, the last unit so much further on; ligatures as the letters that they join.
fn utf16(bytes: &[u8], further: u32) -> String {
    let mut units: Vec<u16> = bytes.chunks(2).map(|pair| code(pair) as u16).collect();
    if let Some(last) = units.last_mut() {
        *last = last.wrapping_add(further as u16);
    }
    let letters = String::from_utf16_lossy(&units);
    letters.chars().map(|letter| encoding::unjoined(letter).map_or(letter.to_string(), str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_state_codes_ranges_and_lists() {
        let mut font = Font {
            wide: true,
            meanings: HashMap::new(),
            base: None,
            widths: HashMap::new(),
            width: 0.0,
            standard: None,
        };
        font.read_meanings(
            b"/CMapName /x def 1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0003> <0020>\n\
              <0004><FB01> endbfchar 2 beginbfrange <0010> <0012> <0041> <0020><0021>[<0061> <00620063>] endbfrange",
        );
        let read: String = [3, 4, 0x10, 0x12, 0x20, 0x21, 0x30].map(|code| font.meaning(code)).concat();
        assert_eq!(read, " fiACabc\u{fffd}");
        let codes: Vec<u32> = font.codes(b"\0\x03\x01\x02").map(|code| code.number).collect();
        assert_eq!(codes, [3, 0x102]);
    }
}
