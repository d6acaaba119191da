//! The file of trained weights, `assets/spans/weights.bin`: a short header, then the rows of both models, which are read
//! where they lie in the program. All numbers are little-endian.

use std::sync::LazyLock;

use super::crf::Crf;
use super::judge::Judge;
use super::labels::{attach, propose};
use super::templates::VERSION;

static BYTES: &[u8] = include_bytes!("../../../assets/spans/weights.bin");

/// The model that the program carries.
pub static MODEL: LazyLock<Model<'static>> =
    LazyLock::new(|| Model::read(BYTES).expect("the weights in the program are those of its templates"));

const MAGIC: [u8; 8] = *b"whosaid1";

/// Everything that was learnt.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    /// Fingerprint of the corpus that it was trained on.
    pub fingerprint: u64,
    /// The first model: proposes cues, sources and contents.
    pub propose: Crf<'a, { propose::LANES }>,
    /// The second: finds the source and content of one cue.
    pub attach: Crf<'a, { attach::LANES }>,
    /// How likely a statement is right.
    pub judge: Judge,
}

/// The parts of a model as a trainer has them.
#[derive(Clone, Debug)]
pub struct Parts<const L: usize> {
    /// For each bucket a weight (`i8`) for each label.
    pub rows: Vec<[u8; L]>,
    /// What a weight of 1 is worth.
    pub scale: f32,
    /// Scores of transitions.
    pub transitions: Vec<[f32; L]>,
}

impl<'a> Model<'a> {
    /// Reads a file of weights in place.
    ///
    /// Returns nothing if it is none, or was trained with other templates.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut cursor = Cursor(bytes);
        let fingerprint = cursor.header(MAGIC, VERSION)?;
        let (propose_bits, propose_scale) = (cursor.u32()?, cursor.f32()?);
        let (attach_bits, attach_scale) = (cursor.u32()?, cursor.f32()?);
        let propose_transitions = cursor.transitions()?;
        let attach_transitions = cursor.transitions()?;
        let judge = Judge::read(|| cursor.f32())?;
        Some(Self {
            fingerprint,
            propose: Crf::new(cursor.rows(propose_bits)?, propose_scale, propose_transitions),
            attach: Crf::new(cursor.rows(attach_bits)?, attach_scale, attach_transitions),
            judge,
        })
    }
}

/// The bytes of a file of weights.
pub fn write(
    fingerprint: u64,
    propose: &Parts<{ propose::LANES }>,
    attach: &Parts<{ attach::LANES }>,
    judge: &Judge,
) -> Vec<u8> {
    let mut bytes = header(MAGIC, VERSION, fingerprint);
    bytes.extend(propose.rows.len().ilog2().to_le_bytes());
    bytes.extend(propose.scale.to_le_bytes());
    bytes.extend(attach.rows.len().ilog2().to_le_bytes());
    bytes.extend(attach.scale.to_le_bytes());
    let numbers = propose.transitions.as_flattened().iter().chain(attach.transitions.as_flattened());
    bytes.extend(numbers.chain(judge.numbers()).flat_map(|n| n.to_le_bytes()));
    bytes.extend(propose.rows.as_flattened());
    bytes.extend(attach.rows.as_flattened());
    bytes
}

/// What a file of weights begins with.
pub(super) fn header(magic: [u8; 8], version: u32, fingerprint: u64) -> Vec<u8> {
    let mut bytes = magic.to_vec();
    bytes.extend(version.to_le_bytes());
    bytes.extend(fingerprint.to_le_bytes());
    bytes
}

/// Reads a file of weights from front to back.
pub(super) struct Cursor<'a>(pub(super) &'a [u8]);

impl<'a> Cursor<'a> {
    pub(super) fn take(&mut self, n: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    /// The fingerprint in a header; nothing if the file is of another kind or version.
    pub(super) fn header(&mut self, magic: [u8; 8], version: u32) -> Option<u64> {
        let fits = self.take(magic.len())? == magic && self.u32()? == version;
        let fingerprint = u64::from(self.u32()?) | u64::from(self.u32()?) << 32;
        fits.then_some(fingerprint)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    pub(super) fn f32(&mut self) -> Option<f32> {
        self.u32().map(f32::from_bits)
    }

    pub(super) fn transitions<const L: usize>(&mut self) -> Option<Vec<[f32; L]>> {
        let mut rows = vec![[0.0; L]; L + 1];
        for number in rows.as_flattened_mut() {
            *number = self.f32()?;
        }
        Some(rows)
    }

    pub(super) fn rows<const L: usize>(&mut self, bits: u32) -> Option<&'a [[u8; L]]> {
        Some(self.take(L.checked_shl(bits)?)?.as_chunks::<L>().0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_were_made_from_the_articles_beside_them() {
        let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/corpus"));
        let fingerprint = crate::corpus::fingerprint(folder).unwrap();
        let hint = "train again: cargo run --release --features train --bin train";
        assert_eq!(MODEL.fingerprint, fingerprint, "the articles changed; {hint}");
    }

    #[test]
    fn what_is_written_is_read() {
        let propose = Parts { rows: vec![[7; propose::LANES]; 4], scale: 0.5, transitions: vec![[0.25; 16]; 17] };
        let attach = Parts { rows: vec![[9; attach::LANES]; 2], scale: 0.1, transitions: vec![[0.5; 8]; 9] };
        let bytes = write(42, &propose, &attach, &Judge::default());
        let model = Model::read(&bytes).unwrap();
        assert_eq!((model.fingerprint, model.propose.bits(), model.attach.bits()), (42, 2, 1));
        assert_eq!(model.attach.sum([1]), [9; attach::LANES]);
        assert!(Model::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Model::read(b"something else").is_none());
    }
}
