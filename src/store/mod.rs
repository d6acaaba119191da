//! The user's own files: where they lie, how they are written, and by what an article is known again.
//!
//! Everything that the program keeps for a person goes through here: corrections, aliases, places, settings.

pub mod file;
mod folders;
mod key;
mod lock;

pub use folders::Folders;
pub use key::{Key, text_key};
pub use lock::Lock;
