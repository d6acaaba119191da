//! The reader, driven by keys and looked at cell by cell, without a terminal.

mod correcting;
mod filtering;
mod journeys;
mod noting;
mod rounds;
mod shape;
mod sizes;
mod snapshots;
mod support;
