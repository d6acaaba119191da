//! The reader, driven by keys and looked at cell by cell, without a terminal.

mod correcting;
mod dossier;
mod filtering;
mod journeys;
#[path = "../dossier/made.rs"]
mod made;
mod noting;
mod rounds;
mod shape;
mod sizes;
mod snapshots;
mod support;
mod surveys;
