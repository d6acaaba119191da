//! PDF: the words of a document in the order in which one reads them.
//!
//! A PDF places glyphs on pages and knows neither words nor paragraphs. `hayro-syntax` reads the file; `content` runs each
//! page's program and gives the glyphs their place, `font` their meaning; `lines` joins them to lines in reading order, column
//! by column, and `paragraphs` leaves out running heads and joins lines to paragraphs, words that were parted at a line's
//! end with them. `guard` refuses beforehand what would unpack to more than any article.

#![allow(
    clippy::cast_sign_loss,
    clippy::many_single_char_names,
    reason = "coordinates are bounded before they count anything, and have one letter in the standard too"
)]

mod content;
mod encoding;
mod font;
mod guard;
mod lines;
mod paragraphs;

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use hayro_syntax::{LoadPdfError, Pdf};

use super::{Format, Missing};
use crate::text::Outline;

/// How many pages are read.
const PAGES: usize = 2_000;
/// More of the letters than this have no stated meaning: then there is no text to read.
const UNKNOWN_TENTHS: usize = 5;

/// Why a PDF cannot be read.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It is of a kind that cannot be read.
    Kind(Format),
    /// It is too large, or damaged.
    Missing(Missing),
}

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Reads a PDF.
pub(super) fn read(bytes: Vec<u8>) -> Result<(Outline, Option<Missing>), Refusal> {
    guard::check(&bytes)?;
    quietly(|| words(bytes)).unwrap_or_else(|| Err(damaged("its parts contradict each other")))
}

fn damaged(what: &str) -> Refusal {
    Refusal::Missing(Missing::Damaged(what.to_owned()))
}

/// Runs something that a broken file may make panic; nothing then, and not a word on the terminal.
fn quietly<T>(run: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !READING.get() {
                before(info);
            }
        }));
    });
    READING.set(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(run)).ok();
    READING.set(false);
    outcome
}

fn words(bytes: Vec<u8>) -> Result<(Outline, Option<Missing>), Refusal> {
    let pdf = Pdf::new(bytes).map_err(|cause| match cause {
        LoadPdfError::Decryption(_) => Refusal::Kind(Format::EncryptedPdf),
        LoadPdfError::Invalid => damaged("its table of contents cannot be found"),
    })?;
    let pages = pdf.pages();
    let mut budget = content::Budget::default();
    let mut read = Vec::new();
    for page in pages.iter().take(PAGES) {
        read.push(content::glyphs(page, &mut budget));
        if budget.is_spent() {
            break;
        }
    }
    if read.is_empty() {
        return Err(damaged("it has no pages"));
    }
    let (mut known, mut unknown) = (0, 0);
    for glyph in read.iter().flatten() {
        *if glyph.text.contains('\u{fffd}') { &mut unknown } else { &mut known } += 1;
    }
    if known + unknown == 0 || unknown * 10 > (known + unknown) * UNKNOWN_TENTHS {
        return Err(Refusal::Kind(Format::ScannedPdf));
    }
    let cut = budget.is_spent() || pages.len() > PAGES;
    let pages = read.into_iter().map(|glyphs: Vec<content::Glyph>| lines::of_page(&glyphs)).collect();
    let outline = Outline { blocks: paragraphs::blocks(pages), ..Outline::default() };
    Ok((outline, cut.then_some(Missing::Cut)))
}
