//! Finding statements: what is attributed, to which words, by which cue.

pub mod draft;

pub use draft::Draft;
