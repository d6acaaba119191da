//! The program of a page: where it puts which glyphs.

use std::collections::HashMap;
use std::io::Read;
use std::rc::Rc;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources, Rotation};

use super::font::Font;

/// How many bytes of programs are run, how many steps, and how many glyphs come out of a document at most.
const BYTES: usize = 64 << 20;
const STEPS: usize = 10_000_000;
const GLYPHS: usize = 1_000_000;
/// How many bytes of one program are run.
const PROGRAM: u64 = 16 << 20;
/// How deep forms nest, and saved states.
const DEPTH: usize = 8;
const STATES: usize = 64;

/// A letter, or some, at its place on the page, in points; y grows upwards.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub x0: f64,
    pub x1: f64,
    pub y: f64,
    pub size: f64,
    pub text: String,
}

/// What is left to be spent on a document, and what is known of it.
#[derive(Default)]
pub(super) struct Budget {
    bytes: usize,
    steps: usize,
    glyphs: usize,
    fonts: HashMap<ObjectIdentifier, Rc<Font>>,
}

impl Budget {
    pub fn is_spent(&self) -> bool {
        self.bytes > BYTES || self.steps > STEPS || self.glyphs > GLYPHS
    }

    fn font(&mut self, dict: &Dict<'_>) -> Rc<Font> {
        let Some(id) = dict.obj_id() else { return Rc::new(Font::new(dict, self)) };
        if let Some(font) = self.fonts.get(&id) {
            return Rc::clone(font);
        }
        let font = Rc::new(Font::new(dict, self));
        self.fonts.insert(id, Rc::clone(&font));
        font
    }

    /// The bytes of a stream, as far as they can be unpacked and paid for.
    pub fn unpack(&mut self, stream: &Stream<'_>) -> Vec<u8> {
        let filters = stream.filters();
        let bytes = match filters.as_slice() {
            [] => stream.raw_data().into_owned(),
            [Filter::FlateDecode] => {
                let mut out = Vec::new();
                // What is damaged unpacks as far as it is sound.
                let _ = ZlibDecoder::new(&*stream.raw_data()).take(PROGRAM).read_to_end(&mut out);
                out
            }
            // These grow by little or not at all.
            filters if filters.iter().all(|f| matches!(f, Filter::AsciiHexDecode | Filter::Ascii85Decode)) => {
                stream.decoded_data().map(std::borrow::Cow::into_owned).unwrap_or_default()
            }
            [Filter::Ascii85Decode | Filter::AsciiHexDecode, Filter::FlateDecode] | [Filter::LzwDecode]
                if stream.raw_data().len() < 1 << 16 =>
            {
                stream.decoded_data().map(std::borrow::Cow::into_owned).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        self.bytes += bytes.len();
        bytes
    }
}

/// The glyphs of a page, in the order of its program.
pub(super) fn glyphs(page: &Page<'_>, budget: &mut Budget) -> Vec<Glyph> {
    let mut program = Vec::new();
    match page.raw().get::<Object<'_>>("Contents") {
        Some(Object::Stream(stream)) => program = budget.unpack(&stream),
        Some(Object::Array(parts)) => {
            for stream in parts.iter::<Stream<'_>>() {
                program.extend(budget.unpack(&stream));
                program.push(b' ');
                if budget.is_spent() {
                    break;
                }
            }
        }
        _ => {}
    }
    let turned = match page.rotation() {
        Rotation::None => Matrix::default(),
        Rotation::Horizontal => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
        Rotation::Flipped => Matrix([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
        Rotation::FlippedHorizontal => Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
    };
    let mut run = Run { glyphs: Vec::new(), budget };
    run.program(&program, page.resources(), turned, 0);
    run.glyphs
}

/// A linear map with a shift: `a b c d e f` as PDF writes it.
#[derive(Clone, Copy)]
struct Matrix([f64; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Matrix {
    /// This one first, then the other.
    fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Self([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter: f64,
    word: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

struct Run<'b> {
    glyphs: Vec<Glyph>,
    budget: &'b mut Budget,
}

impl Run<'_> {
    fn program(&mut self, program: &[u8], resources: &Resources<'_>, ctm: Matrix, depth: usize) {
        let mut state =
            State { ctm, font: None, size: 0.0, letter: 0.0, word: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0 };
        let mut saved: Vec<State> = Vec::new();
        let (mut line, mut text) = (Matrix::default(), Matrix::default());
        // Marked content: which of the open parts are page furniture.
        let mut marks: Vec<bool> = Vec::new();
        let mut steps = UntypedIter::new(program);
        while let Some(step) = steps.next() {
            self.budget.steps += 1;
            if self.budget.is_spent() {
                return;
            }
            let operands: Vec<&Object<'_>> = step.operands().take(8).collect();
            let numbers: Vec<f64> = operands.iter().filter_map(|o| number(o)).collect();
            let first = numbers.first().copied();
            let matrix = || <[f64; 6]>::try_from(numbers.clone()).ok().map(Matrix);
            let is_furniture = marks.contains(&true);
            match &**step.operator {
                b"q" if saved.len() < STATES => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => state.ctm = matrix().map_or(state.ctm, |m| m.then(state.ctm)),
                b"BT" => (line, text) = (Matrix::default(), Matrix::default()),
                b"Tf" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        state.font = resources.get_font(name).map(|dict| self.budget.font(&dict));
                    }
                    state.size = first.unwrap_or(state.size);
                }
                b"Tc" => state.letter = first.unwrap_or_default(),
                b"Tw" => state.word = first.unwrap_or_default(),
                b"Tz" => state.stretch = first.unwrap_or(100.0) / 100.0,
                b"TL" => state.leading = first.unwrap_or_default(),
                b"Ts" => state.rise = first.unwrap_or_default(),
                b"Tm" => {
                    line = matrix().unwrap_or(line);
                    text = line;
                }
                b"Td" | b"TD" => {
                    if let [x, y] = numbers[..] {
                        line = Matrix::shift(x, y).then(line);
                        text = line;
                        if &**step.operator == b"TD" {
                            state.leading = -y;
                        }
                    }
                }
                b"T*" | b"'" | b"\"" => {
                    line = Matrix::shift(0.0, -state.leading).then(line);
                    text = line;
                    if let [word, letter] = numbers[..] {
                        (state.word, state.letter) = (word, letter);
                    }
                    if let Some(Object::String(codes)) = operands.last() {
                        self.show(codes.as_bytes(), &state, &mut text, is_furniture);
                    }
                }
                b"Tj" => {
                    if let Some(Object::String(codes)) = operands.first() {
                        self.show(codes.as_bytes(), &state, &mut text, is_furniture);
                    }
                }
                b"TJ" => {
                    if let Some(Object::Array(parts)) = operands.first() {
                        self.show_parts(parts, &state, &mut text, is_furniture);
                    }
                }
                b"BMC" | b"BDC" if marks.len() < STATES => {
                    marks.push(matches!(operands.first(), Some(Object::Name(name)) if name.as_str() == "Artifact"));
                }
                b"EMC" => drop(marks.pop()),
                b"Do" if depth < DEPTH && !is_furniture => {
                    if let Some(Object::Name(name)) = operands.first() {
                        self.form(name, resources, state.ctm, depth);
                    }
                }
                _ => {}
            }
        }
    }

    /// Runs a form, a program of its own.
    fn form(&mut self, name: &Name<'_>, resources: &Resources<'_>, ctm: Matrix, depth: usize) {
        let Some(form) = resources.get_x_object(name) else { return };
        let dict = form.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|kind| kind.as_str() != "Form") {
            return;
        }
        let numbers: Vec<f64> = dict
            .get::<Array<'_>>("Matrix")
            .map(|m| m.iter::<Object<'_>>().take(6).filter_map(|o| number(&o)).collect())
            .unwrap_or_default();
        let matrix = <[f64; 6]>::try_from(numbers).map(Matrix).unwrap_or_default();
        let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        let program = self.budget.unpack(&form);
        self.program(&program, own.as_ref().unwrap_or(resources), matrix.then(ctm), depth + 1);
    }

    fn show_parts(&mut self, parts: &Array<'_>, state: &State, text: &mut Matrix, is_furniture: bool) {
        for part in parts.iter::<Object<'_>>() {
            match &part {
                Object::String(codes) => self.show(codes.as_bytes(), state, text, is_furniture),
                part => {
                    let back = number(part).unwrap_or_default() / 1000.0 * state.size * state.stretch;
                    *text = Matrix::shift(-back, 0.0).then(*text);
                }
            }
        }
    }

    /// Puts down the glyphs of codes and moves on behind them.
    fn show(&mut self, codes: &[u8], state: &State, text: &mut Matrix, is_furniture: bool) {
        let Some(font) = &state.font else { return };
        for code in font.codes(codes) {
            let width = font.width(code.number) * state.size + state.letter;
            let space = if code.is_space() { state.word } else { 0.0 };
            let advance = (width + space) * state.stretch;
            let place = Matrix::shift(0.0, state.rise).then(*text).then(state.ctm);
            *text = Matrix::shift(advance, 0.0).then(*text);
            let [a, b, _, d, x, y] = place.0;
            let size = state.size.abs() * d.abs();
            let end = x + (advance - state.letter * state.stretch) * a;
            let is_level = b.abs() <= a.abs() * 0.05 && a > 0.0 && size > 0.1;
            if !is_level || is_furniture || ![x, y, end, size].into_iter().all(f64::is_finite) {
                continue;
            }
            self.budget.steps += 1;
            self.budget.glyphs += 1;
            if self.budget.glyphs > GLYPHS {
                return;
            }
            self.glyphs.push(Glyph { x0: x, x1: end.max(x), y, size, text: font.meaning(code.number) });
        }
    }
}

pub(super) fn number(object: &Object<'_>) -> Option<f64> {
    match object {
        Object::Number(number) => Some(number.as_f64()),
        _ => None,
    }
}
