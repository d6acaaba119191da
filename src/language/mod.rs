//! What the engine knows of English: lexicons and tags, as data under `assets/`.

pub mod cues;
pub mod gazetteer;
pub mod lemma;
pub mod tags;
