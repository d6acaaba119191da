//! PDFs of our own making: articles set by a small typesetter, with what printed pages add to a text.

#![allow(clippy::cast_sign_loss, reason = "there is no room below nothing")]

use std::fmt::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use whosaid::Article;
use whosaid::text::ParagraphKind;

/// How an article is set.
#[derive(Clone, Copy)]
pub struct Setting {
    pub columns: usize,
    /// Whether paragraphs are told by an indent or by space between them.
    pub indents: bool,
    /// Whether words are parted at line ends.
    pub hyphens: bool,
}

/// The settings in which articles are measured.
pub const SETTINGS: &[(&str, Setting)] = &[
    ("PDF, one column", Setting { columns: 1, indents: false, hyphens: false }),
    ("PDF, two columns, hyphens", Setting { columns: 2, indents: true, hyphens: true }),
];

const SIZE: f64 = 10.0;
const LEFT: f64 = 60.0;
const WIDTH: f64 = 475.0;
const GUTTER: f64 = 25.0;
const TOP: f64 = 760.0;
const BOTTOM: f64 = 70.0;
/// All letters have this width, as a share of the size.
const LETTER: f64 = 0.5;

/// An article as a PDF, with running heads and page numbers.
pub fn pdf(article: &Article, setting: Setting) -> Vec<u8> {
    let mut press = Press { setting, pages: Vec::new(), column: 0, y: TOP, top: TOP };
    press.new_page();
    for p in article.paragraphs() {
        press.set(article.slice(p.span), p.kind, article.title() == Some(p.span));
    }
    file(&press.pages)
}

struct Press {
    setting: Setting,
    /// The programs of the pages.
    pages: Vec<String>,
    /// The column of the page, and where its next line stands.
    column: usize,
    y: f64,
    /// Where the columns of the page begin.
    top: f64,
}

impl Press {
    fn new_page(&mut self) {
        let number = self.pages.len() + 1;
        let head = show(LEFT, 800.0, 8.0, &format!("The Quay Press, 9 July 2024 {number}"));
        self.pages.push(head + &show(290.0, 40.0, 8.0, &format!("– {number} –")));
        (self.column, self.y, self.top) = (0, TOP, TOP);
    }

    fn width(&self) -> f64 {
        let columns = self.setting.columns as f64;
        (WIDTH - GUTTER * (columns - 1.0)) / columns
    }

    fn put(&mut self, x: f64, size: f64, line: &str) {
        if self.y < BOTTOM {
            self.column += 1;
            self.y = self.top;
            if self.column == self.setting.columns {
                self.new_page();
            }
        }
        let column = LEFT + self.column as f64 * (self.width() + GUTTER);
        let program = show(column + x, self.y, size, line);
        self.pages.last_mut().unwrap().push_str(&program);
        self.y -= size * 1.2;
    }

    fn set(&mut self, words: &str, kind: ParagraphKind, is_title: bool) {
        let Setting { indents, hyphens, .. } = self.setting;
        let is_text = kind != ParagraphKind::Heading && !is_title;
        let size = if is_title {
            18.0
        } else if is_text {
            SIZE
        } else {
            12.0
        };
        // The headline runs over all columns.
        let width = if is_title { WIDTH } else { self.width() };
        let indent = if indents && is_text { 12.0 } else { 0.0 };
        let letter = size * LETTER;
        for (n, line) in wrap(words, width / letter, indent / letter, hyphens && is_text).iter().enumerate() {
            self.put(if n == 0 { indent } else { 0.0 }, size, line);
        }
        if !indents || !is_text {
            self.y -= 8.0;
        }
        if is_title {
            self.top = self.y;
        }
    }
}

fn wrap(words: &str, letters: f64, indent: f64, hyphens: bool) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut room = letters - indent;
    for word in words.split(' ') {
        let length = |text: &str| text.chars().count() as f64;
        let line = lines.last_mut().unwrap();
        let gap = if line.is_empty() { "" } else { " " };
        if length(line) + length(gap) + length(word) <= room {
            line.extend([gap, word]);
            continue;
        }
        let left = (room - length(line) - length(gap) - 1.0).max(0.0) as usize;
        let parts = hyphens && left >= 3 && word.len() >= left + 3 && word.bytes().all(|b| b.is_ascii_lowercase());
        let (head, tail) = if parts { word.split_at(left) } else { ("", word) };
        if parts {
            line.extend([gap, head, "-"]);
        }
        lines.push(tail.to_owned());
        room = letters;
    }
    lines
}

/// A line of text at a place.
fn show(x: f64, y: f64, size: f64, line: &str) -> String {
    let mut codes = String::new();
    for unit in line.encode_utf16() {
        let _ = write!(codes, "{unit:04X}");
    }
    format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET\n")
}

/// The file of pages with these programs, each stream packed.
pub fn file(pages: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 6 + 2 * i)).collect();
    let kids = kids.join(" ");
    let ranges: Vec<String> =
        (0..=0xff).map(|high| format!("<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n")).collect();
    let ranges = ranges.concat();
    let map = format!(
        "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 256 beginbfrange\n{ranges}endbfrange endcmap"
    );
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Count {}/Kids[{kids}]/MediaBox[0 0 595 842]>>", pages.len()).into_bytes(),
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>".to_vec(),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/DW 500>>".to_vec(),
        stream("", map.as_bytes()),
    ];
    for (i, page) in pages.iter().enumerate() {
        let number = 7 + 2 * i;
        objects.push(
            format!("<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>/Contents {number} 0 R>>").into_bytes(),
        );
        objects.push(stream("", page.as_bytes()));
    }
    assemble(&objects)
}

/// An object that is a packed stream.
pub fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    std::io::Write::write_all(&mut encoder, bytes).unwrap();
    let packed = encoder.finish().unwrap();
    let head = format!("<</Length {}/Filter/FlateDecode{entries}>>stream\n", packed.len());
    [head.as_bytes(), &packed, b"\nendstream"].concat()
}

/// A file of objects; the first is the catalogue.
pub fn assemble(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (i, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        out.extend_from_slice(format!("{} 0 obj\n", i + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    let end = format!("trailer <</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1);
    out.extend_from_slice(table.as_bytes());
    out.extend_from_slice(end.as_bytes());
    out
}
