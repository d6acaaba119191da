//! Trains a CRF: stochastic gradient ascent on the log-likelihood, with a step for each weight (Duchi, Hazan & Singer,
//! "Adaptive Subgradient Methods", JMLR 2011). Some features are left out at random each time, so that no rare word is
//! leant on alone (Sutton et al., "Reducing Weight Undertraining in Structured Discriminative Learning",
//! NAACL 2006), and the weights are the mean over the later passes (Polyak & Juditsky, "Acceleration of Stochastic
//! Approximation by Averaging", 1992). One thread, a fixed order: the same input gives the same weights.

use crate::analysis::spans::crf::{Lattice, NEVER, exponentials};

/// Sequences to learn from. Every token has equally many features.
#[derive(Clone, Debug, Default)]
pub struct Sequences {
    /// Buckets of all features of all tokens.
    pub features: Vec<u32>,
    /// How many features a token has.
    pub width: usize,
    /// The right label of each token.
    pub labels: Vec<u8>,
    /// Where each sequence ends, as an index of its last token plus one.
    pub ends: Vec<usize>,
}

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over all sequences.
    pub epochs: usize,
    /// Length of the first step.
    pub rate: f32,
    /// Share of the features that are left out at random.
    pub dropped: f32,
    /// How many labels there are; the lanes behind them stay unused.
    pub labels: usize,
    /// Feature buckets, as a power of two.
    pub bits: u32,
}

/// Trained weights.
#[derive(Clone, Debug)]
pub struct Weights<const L: usize> {
    /// For each bucket a weight for each label.
    pub rows: Vec<[f32; L]>,
    /// Scores of transitions, as [`Crf`](crate::analysis::spans::crf::Crf) has them.
    pub transitions: Vec<[f32; L]>,
}

impl<const L: usize> Weights<L> {
    /// The weights as signed bytes, and what a weight of 1 is worth. Weights beyond 127 steps are cut.
    pub fn quantised(&self) -> (Vec<[u8; L]>, f32) {
        let highest = self.rows.iter().flatten().fold(0.0_f32, |h, w| h.max(w.abs()));
        let scale = (highest / 127.0).max(f32::MIN_POSITIVE);
        #[expect(clippy::cast_possible_truncation, reason = "clamped to the range of a signed byte")]
        let byte = |w: f32| ((w / scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
        (self.rows.iter().map(|row| row.map(byte)).collect(), scale)
    }
}

/// Trains weights on sequences: the mean of several trainings, each with an order and with omissions of its own, so that
/// what they found by chance weighs little.
pub fn train<const L: usize>(data: &Sequences, settings: Settings) -> Weights<L> {
    let mut order: Vec<usize> = (0..data.ends.len()).collect();
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut mean = Mean::<L>::default();
    for training in 0..TRAININGS {
        let mut trainer = Trainer::<L>::new(settings, Random(88_172_645_463_325_252 + training));
        for epoch in 0..settings.epochs {
            random.shuffle(&mut order);
            for &sequence in &order {
                let start = if sequence == 0 { 0 } else { data.ends[sequence - 1] };
                trainer.learn(data, start..data.ends[sequence]);
            }
            if epoch >= EARLY.min(settings.epochs - 1) {
                mean.add(&trainer);
            }
        }
    }
    mean.weights()
}

/// How many times the weights are learnt from the start.
const TRAININGS: u64 = 3;
/// Passes whose weights are too raw to count in the mean.
const EARLY: usize = 2;

/// The mean of weights after several passes.
#[derive(Default)]
struct Mean<const L: usize> {
    rows: Vec<[f32; L]>,
    transitions: Vec<[f32; L]>,
    passes: f32,
}

impl<const L: usize> Mean<L> {
    fn add(&mut self, trainer: &Trainer<L>) {
        self.passes += 1.0;
        for (sums, weights) in [(&mut self.rows, &trainer.rows), (&mut self.transitions, &trainer.transitions)] {
            sums.resize(weights.len(), [0.0; L]);
            for (sum, weight) in sums.as_flattened_mut().iter_mut().zip(weights.as_flattened()) {
                *sum += weight;
            }
        }
    }

    /// The mean of at least one pass.
    fn weights(mut self) -> Weights<L> {
        for sum in self.rows.as_flattened_mut().iter_mut().chain(self.transitions.as_flattened_mut()) {
            *sum /= self.passes;
        }
        Weights { rows: self.rows, transitions: self.transitions }
    }
}

struct Trainer<const L: usize> {
    rate: f32,
    labels: usize,
    rows: Vec<[f32; L]>,
    row_sums: Vec<[f32; L]>,
    transitions: Vec<[f32; L]>,
    transition_sums: Vec<[f32; L]>,
    dropped: f32,
    random: Random,
}

/// Gradients below this are not worth a step.
const NEGLIGIBLE: f32 = 1e-3;

impl<const L: usize> Trainer<L> {
    fn new(settings: Settings, random: Random) -> Self {
        let mut transitions = vec![[0.0; L]; L + 1];
        for row in &mut transitions {
            row[settings.labels..].fill(NEVER);
        }
        let buckets = 1_usize << settings.bits;
        Self {
            rate: settings.rate,
            labels: settings.labels,
            rows: vec![[0.0; L]; buckets],
            row_sums: vec![[0.0; L]; buckets],
            transitions,
            transition_sums: vec![[0.0; L]; L + 1],
            dropped: settings.dropped,
            random,
        }
    }

    fn learn(&mut self, data: &Sequences, tokens: std::ops::Range<usize>) {
        let (dropped, random) = (self.dropped, &mut self.random);
        let mut kept: Vec<Vec<u32>> = Vec::with_capacity(tokens.len());
        for features in data.features[tokens.start * data.width..tokens.end * data.width].chunks(data.width) {
            kept.push(features.iter().copied().filter(|_| random.share() >= dropped).collect());
        }
        let emissions: Vec<[f32; L]> = kept.iter().map(|features| self.emission(features)).collect();
        let factors = exponentials(&self.transitions);
        let lattice = Lattice::new(&emissions, &factors);
        let marginals = lattice.marginals();
        for ((t, features), marginal) in tokens.clone().zip(&kept).zip(&marginals) {
            let mut gradient = *marginal;
            gradient[usize::from(data.labels[t])] -= 1.0;
            if gradient.iter().any(|g| g.abs() >= NEGLIGIBLE) {
                for &feature in features {
                    let (row, sums) = (&mut self.rows[feature as usize], &mut self.row_sums[feature as usize]);
                    step(row, sums, &gradient, self.rate);
                }
            }
        }
        let mut expected = vec![[0.0; L]; L + 1];
        lattice.add_transitions(&factors, &mut expected);
        expected[L] = marginals.first().copied().unwrap_or([0.0; L]);
        let mut from = L;
        for t in tokens {
            let label = usize::from(data.labels[t]);
            expected[from][label] -= 1.0;
            from = label;
        }
        for (from, gradient) in expected.iter_mut().enumerate() {
            gradient[self.labels..].fill(0.0);
            step(&mut self.transitions[from], &mut self.transition_sums[from], gradient, self.rate);
        }
    }

    fn emission(&self, features: &[u32]) -> [f32; L] {
        let mut sum = [0.0; L];
        for &feature in features {
            for (sum, weight) in sum.iter_mut().zip(&self.rows[feature as usize]) {
                *sum += weight;
            }
        }
        sum
    }
}

fn step<const L: usize>(weights: &mut [f32; L], sums: &mut [f32; L], gradient: &[f32; L], rate: f32) {
    for y in 0..L {
        sums[y] += gradient[y] * gradient[y];
        weights[y] -= rate * gradient[y] / (sums[y].sqrt() + 1e-2);
    }
}

/// A small generator for shuffling: Marsaglia, "Xorshift RNGs" (2003).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 to less than 1.
    fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1_u64 << 24) as f32
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for i in (1..order.len()).rev() {
            order.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::spans::crf::Crf;

    #[test]
    fn training_fits_and_repeats() {
        let data =
            Sequences { features: vec![0, 1, 0, 2, 3, 2], width: 1, labels: vec![0, 1, 0, 1, 0, 1], ends: vec![3, 6] };
        let settings = Settings { epochs: 20, rate: 0.2, dropped: 0.1, labels: 2, bits: 2 };
        let weights = train::<4>(&data, settings);
        let (rows, scale) = weights.quantised();
        let crf = Crf::new(&rows, scale, weights.transitions.clone());
        let emissions: Vec<_> = data.features[..3].iter().map(|&f| crf.emission(crf.sum([f]))).collect();
        let reading = crf.read(&emissions);
        assert_eq!(reading.labels, [0, 1, 0]);
        assert!(reading.marginals[1][2..].iter().all(|&p| p < 1e-6), "unused labels never come up");
        assert_eq!(train::<4>(&data, settings).quantised().0, rows);
    }

    #[test]
    fn transitions_are_learnt() {
        let data = Sequences { features: vec![0; 8], width: 1, labels: vec![0, 1, 0, 1, 0, 1, 0, 1], ends: vec![8] };
        let weights = train::<2>(&data, Settings { epochs: 20, rate: 0.3, dropped: 0.0, labels: 2, bits: 1 });
        assert!(weights.transitions[2][0] > weights.transitions[2][1], "sequences begin with label 0");
        assert!(weights.transitions[0][1] > weights.transitions[0][0], "label 1 follows label 0");
    }
}
