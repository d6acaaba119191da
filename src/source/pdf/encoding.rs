//! What codes and names of glyphs mean where a font does not say it: the encodings of the PDF standard (ISO 32000-1,
//! annex D), and the widths of the fonts that every reader of PDF has.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// An encoding of the standard.
#[derive(Clone, Copy)]
pub(super) enum Base {
    /// `WinAnsiEncoding`.
    Windows,
    /// `MacRomanEncoding`.
    Mac,
    /// `StandardEncoding`.
    Standard,
}

/// Where `StandardEncoding` is not ASCII.
const STANDARD: &str = "'’`‘\u{a1}¡\u{a2}¢\u{a3}£\u{a4}⁄\u{a5}¥\u{a6}ƒ\u{a7}§\u{a8}¤\u{a9}'\u{aa}“\u{ab}«\u{ac}‹\u{ad}›\u{b1}–\u{b2}†\u{b3}‡\
    \u{b4}·\u{b6}¶\u{b7}•\u{b8}‚\u{b9}„\u{ba}”\u{bb}»\u{bc}…\u{bd}‰\u{bf}¿\u{c1}`\u{c2}´\u{c3}ˆ\u{c4}˜\u{c5}¯\u{c6}˘\u{c7}˙\u{c8}¨\u{ca}˚\
    \u{cb}¸\u{cd}˝\u{ce}˛\u{cf}ˇ\u{d0}—\u{e1}Æ\u{e3}ª\u{e8}Ł\u{e9}Ø\u{ea}Œ\u{eb}º\u{f1}æ\u{f5}ı\u{f8}ł\u{f9}ø\u{fa}œ\u{fb}ß";

impl Base {
    /// The letter of a code.
    pub fn letter(self, code: u8) -> Option<char> {
        let encoding: &Encoding = match self {
            Self::Windows => WINDOWS_1252,
            Self::Mac => MACINTOSH,
            Self::Standard => {
                let letters: Vec<char> = STANDARD.chars().collect();
                let stated = letters.chunks(2).find(|pair| pair[0] == char::from(code)).map(|pair| pair[1]);
                return stated.or_else(|| code.is_ascii().then_some(char::from(code)));
            }
        };
        let letter = encoding.decode_without_bom_handling(&[code]).0.chars().next();
        letter.filter(|letter| !letter.is_control())
    }
}

/// Names of glyphs from U+00A1 on.
const LATIN: &str = "exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft \
    logicalnot hyphen registered macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla \
    onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown Agrave Aacute Acircumflex Atilde \
    Adieresis Aring AE Ccedilla Egrave Eacute Ecircumflex Edieresis Igrave Iacute Icircumflex Idieresis Eth Ntilde Ograve \
    Oacute Ocircumflex Otilde Odieresis multiply Oslash Ugrave Uacute Ucircumflex Udieresis Yacute Thorn germandbls agrave \
    aacute acircumflex atilde adieresis aring ae ccedilla egrave eacute ecircumflex edieresis igrave iacute icircumflex \
    idieresis eth ntilde ograve oacute ocircumflex otilde odieresis divide oslash ugrave uacute ucircumflex udieresis yacute \
    thorn ydieresis";
/// Names of glyphs from U+0020 to U+007E that are no letters, with the letter in front.
const ASCII: &str = " space !exclam \"quotedbl #numbersign $dollar %percent &ampersand 'quotesingle (parenleft )parenright \
    *asterisk +plus ,comma -hyphen .period /slash 0zero 1one 2two 3three 4four 5five 6six 7seven 8eight 9nine :colon \
    ;semicolon <less =equal >greater ?question @at [bracketleft \\backslash ]bracketright ^asciicircum _underscore `grave \
    {braceleft |bar }braceright ~asciitilde ’quoteright ‘quoteleft “quotedblleft ”quotedblright ‚quotesinglbase \
    „quotedblbase –endash —emdash …ellipsis •bullet †dagger ‡daggerdbl ‹guilsinglleft ›guilsinglright €Euro ™trademark \
    ‰perthousand ⁄fraction ƒflorin ŁLslash łlslash ŒOE œoe ŠScaron šscaron ŽZcaron žzcaron ŸYdieresis ıdotlessi −minus \
    ˆcircumflex ˜tilde ˇcaron ĆCacute ćcacute ČCcaron čccaron ĐDcroat đdcroat ĘEogonek ęeogonek ĄAogonek ąaogonek ŃNacute \
    ńnacute ŚSacute śsacute ŻZdotaccent żzdotaccent ŹZacute źzacute ĞGbreve ğgbreve ŞScedilla şscedilla İIdotaccent \
    ŘRcaron řrcaron ŇNcaron ňncaron ĚEcaron ěecaron ŮUring ůuring ŐOhungarumlaut őohungarumlaut ŰUhungarumlaut űuhungarumlaut \
    ĂAbreve ăabreve ŢTcommaaccent ţtcommaaccent −minus";
/// Glyphs that join letters.
const JOINED: &[(char, &str, &str)] = &[
    ('\u{fb00}', "ff", "ff"),
    ('\u{fb01}', "fi", "fi"),
    ('\u{fb02}', "fl", "fl"),
    ('\u{fb03}', "ffi", "ffi"),
    ('\u{fb04}', "ffl", "ffl"),
    ('\u{fb05}', "longst", "st"),
    ('\u{fb06}', "st", "st"),
];

/// The letters that a glyph's name stands for.
pub(super) fn named(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    if name.len() == 1 && name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Some(name.to_owned());
    }
    if let Some((_, _, letters)) = JOINED.iter().find(|(_, joined, _)| *joined == name) {
        return Some((*letters).to_owned());
    }
    if name == "space" || name == "nbspace" {
        return Some(" ".to_owned());
    }
    if let Some(letter) = ASCII.split(' ').find_map(|entry| {
        let letter = entry.chars().next()?;
        (entry[letter.len_utf8()..] == *name).then_some(letter)
    }) {
        return Some(letter.to_string());
    }
    if let Some(place) = LATIN.split(' ').position(|known| known == name) {
        return char::from_u32(0xa1 + place as u32).map(String::from);
    }
    let digits = name.strip_prefix("uni").or(name.strip_prefix('u')).filter(|digits| digits.len() >= 4)?;
    let number = u32::from_str_radix(digits.get(..if name.starts_with("uni") { 4 } else { digits.len() })?, 16).ok()?;
    char::from_u32(number).map(|letter| unjoined(letter).map_or(letter.to_string(), str::to_owned))
}

/// The letters that a glyph joins.
pub(super) fn unjoined(letter: char) -> Option<&'static str> {
    JOINED.iter().find(|(joined, ..)| *joined == letter).map(|(_, _, letters)| *letters)
}

/// The widths of Helvetica and Times from the space to the tilde, in thousandths of the size.
const SANS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];
const SERIF: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];

/// The widths of a standard font, for fonts that state none.
#[derive(Clone, Copy)]
pub(super) enum Widths {
    Sans,
    Serif,
    Fixed,
}

impl Widths {
    pub fn of_font(name: &str) -> Self {
        if name.contains("Courier") {
            Self::Fixed
        } else if name.contains("Times") {
            Self::Serif
        } else {
            Self::Sans
        }
    }

    /// The width of letters, as a share of the size.
    pub fn of(self, letters: &str) -> f64 {
        let table = match self {
            Self::Sans => &SANS,
            Self::Serif => &SERIF,
            Self::Fixed => return 0.6,
        };
        let width = |letter: char| match letter {
            ' '..='~' => table[letter as usize - 32],
            '’' | '‘' => 270,
            '“' | '”' | '\u{fb01}' => 444,
            '—' => 1000,
            _ => 500,
        };
        letters.chars().map(|letter| f64::from(width(letter))).sum::<f64>() / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_mean_letters() {
        assert_eq!(Base::Windows.letter(0x93), Some('“'));
        assert_eq!(Base::Mac.letter(0xd2), Some('“'));
        assert_eq!([0x27, 0xaa, 0x41].map(|code| Base::Standard.letter(code)), [Some('’'), Some('“'), Some('A')]);
        let names = ["A", "space", "eacute", "quotedblleft", "fi", "uni201C", "u1F600", "Euro", "g37", "hyphen"];
        let letters = names.map(|name| named(name).unwrap_or_default()).concat();
        assert_eq!(letters, "A é“fi“😀€-");
    }
}
