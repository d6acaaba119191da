//! From the bytes that the program counts to the Unicode code points that the outside counts.

/// Code-point offsets of a text: built in one pass over it, then asked in any order.
pub(crate) struct CodePoints<'a> {
    text: &'a [u8],
    /// How many code points begin before byte `i * STRIDE`; empty if the text is ASCII, where both counts agree.
    before: Vec<usize>,
}

/// Bytes between two stored counts: the most that one look-up walks over.
const STRIDE: usize = 128;

impl<'a> CodePoints<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut seen = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                before.push(seen);
                seen += starts(chunk);
            }
            before.push(seen);
        }
        Self { text: text.as_bytes(), before }
    }

    /// How many code points begin before byte `offset`.
    pub(crate) fn at(&self, offset: usize) -> usize {
        let chunk = offset / STRIDE;
        self.before.get(chunk).map_or(offset, |before| before + starts(&self.text[chunk * STRIDE..offset]))
    }
}

/// Bytes that begin a code point.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_the_standard_library_does() {
        for text in ["", "plain", "é", "“Şehir” 👍🏽 ", &"aé漢👍".repeat(90)] {
            let points = CodePoints::new(text);
            for (expected, (offset, _)) in text.char_indices().enumerate() {
                assert_eq!(points.at(offset), expected, "{text:?} at {offset}");
            }
            assert_eq!(points.at(text.len()), text.chars().count());
        }
    }
}
