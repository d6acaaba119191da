//! How the learned part of the engine is trained and measured. Built for the trainer and the tests only.

pub mod acts;
pub mod antecedent;
pub mod crf;
pub mod entities;
pub mod faults;
pub mod gold;
pub mod lesson;
pub mod logistic;
pub mod pronouns;
pub mod reference;
pub mod relations;
pub mod report;
pub mod score;
pub mod spans;
pub mod trial;
