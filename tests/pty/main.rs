//! The reader in a real pseudo-terminal: what the terminal is told, and how it is left.
#![cfg(unix)]

mod dossier;
mod fetching;
mod journeys;
mod keeping;
mod list;
mod signals;
mod support;
