//! How the learned part of the engine is trained and measured. Built for the trainer and the tests only.

pub mod score;
