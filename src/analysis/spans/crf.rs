//! A linear-chain conditional random field over hashed features: Lafferty et al., "Conditional Random
//! Fields" (ICML 2001). Reading only; `learn::crf` trains it.

/// Score of a transition that cannot be.
pub const NEVER: f32 = -1e4;

/// A CRF with `L` labels. Its emission weights are bytes of the program itself: nothing is parsed or copied.
#[derive(Clone, Debug)]
pub struct Crf<'a, const L: usize> {
    /// For each bucket of the feature hash a weight (`i8`) for each label.
    rows: &'a [[u8; L]],
    /// What a weight of 1 is worth.
    scale: f32,
    /// `transitions[a][b]`: the score of label `b` behind label `a`; behind the last row's "label" a sequence begins.
    transitions: Vec<[f32; L]>,
    /// Their exponentials.
    factors: Vec<[f32; L]>,
}

/// What a CRF says of a sequence.
#[derive(Clone, Debug)]
pub struct Reading<const L: usize> {
    /// The most likely sequence of labels (Viterbi).
    pub labels: Vec<u8>,
    /// For each token the probability of each label (forward-backward).
    pub marginals: Vec<[f32; L]>,
}

impl<'a, const L: usize> Crf<'a, L> {
    /// A CRF over `rows` (as many as a power of two) and `L + 1` rows of transitions.
    pub fn new(rows: &'a [[u8; L]], scale: f32, transitions: Vec<[f32; L]>) -> Self {
        let factors = exponentials(&transitions);
        Self { rows, scale, transitions, factors }
    }

    /// How many bits address a row.
    pub fn bits(&self) -> u32 {
        self.rows.len().ilog2()
    }

    /// Adds up the weights of a token's features. Fewer than 258 features cannot overflow.
    pub fn sum(&self, features: impl IntoIterator<Item = u32>) -> [i16; L] {
        let mut sum = [0_i16; L];
        for feature in features {
            let row = &self.rows[feature as usize];
            for y in 0..L {
                sum[y] += i16::from(row[y].cast_signed());
            }
        }
        sum
    }

    /// The scores of a token's labels, from the sum of its weights.
    pub fn emission(&self, sum: [i16; L]) -> [f32; L] {
        sum.map(|weight| f32::from(weight) * self.scale)
    }

    /// Reads a sequence, given the scores of each token's labels.
    pub fn read(&self, emissions: &[[f32; L]]) -> Reading<L> {
        Reading {
            labels: best_labels(emissions, &self.transitions),
            marginals: Lattice::new(emissions, &self.factors).marginals(),
        }
    }
}

/// `e` to each transition's score.
pub fn exponentials<const L: usize>(transitions: &[[f32; L]]) -> Vec<[f32; L]> {
    transitions.iter().map(|row| row.map(f32::exp)).collect()
}

/// The most likely sequence of labels.
fn best_labels<const L: usize>(emissions: &[[f32; L]], transitions: &[[f32; L]]) -> Vec<u8> {
    let Some(first) = emissions.first() else { return Vec::new() };
    let mut score = [0.0; L];
    for y in 0..L {
        score[y] = transitions[L][y] + first[y];
    }
    let mut back = Vec::with_capacity(emissions.len());
    for emission in &emissions[1..] {
        let mut best = [f32::NEG_INFINITY; L];
        let mut from = [0_u8; L];
        for (a, row) in transitions[..L].iter().enumerate() {
            for y in 0..L {
                let through = score[a] + row[y];
                if through > best[y] {
                    best[y] = through;
                    from[y] = a as u8;
                }
            }
        }
        for y in 0..L {
            score[y] = best[y] + emission[y];
        }
        back.push(from);
    }
    let last = (1..L).fold(0, |best, y| if score[y] > score[best] { y } else { best });
    let mut labels = vec![last as u8];
    for from in back.iter().rev() {
        labels.push(from[usize::from(labels[labels.len() - 1])]);
    }
    labels.reverse();
    labels
}

/// Forward and backward sums over all label sequences, each token's scaled to 1 (Rabiner 1989, section V.A).
#[derive(Clone, Debug)]
pub struct Lattice<const L: usize> {
    forward: Vec<[f32; L]>,
    backward: Vec<[f32; L]>,
    potentials: Vec<[f32; L]>,
    norms: Vec<f32>,
}

impl<const L: usize> Lattice<L> {
    /// Sums over a sequence; `factors` are the exponentials of the transitions' scores.
    pub fn new(emissions: &[[f32; L]], factors: &[[f32; L]]) -> Self {
        let potentials: Vec<[f32; L]> = emissions.iter().map(potentials).collect();
        let (mut forward, mut norms) = (Vec::with_capacity(emissions.len()), Vec::with_capacity(emissions.len()));
        let mut before: Option<[f32; L]> = None;
        for potential in &potentials {
            let mut now = before.map_or(factors[L], |before| times(&before, factors));
            for y in 0..L {
                now[y] *= potential[y];
            }
            let norm = now.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            now = now.map(|v| v / norm);
            norms.push(norm);
            forward.push(now);
            before = Some(now);
        }
        let mut backward = vec![[1.0; L]; emissions.len()];
        for t in (1..emissions.len()).rev() {
            let mut ahead = [0.0; L];
            for y in 0..L {
                ahead[y] = potentials[t][y] * backward[t][y] / norms[t];
            }
            for (y, row) in factors[..L].iter().enumerate() {
                backward[t - 1][y] = row.iter().zip(&ahead).map(|(f, a)| f * a).sum();
            }
        }
        Self { forward, backward, potentials, norms }
    }

    /// For each token the probability of each label.
    pub fn marginals(&self) -> Vec<[f32; L]> {
        let product = |(f, b): (&[f32; L], &[f32; L])| std::array::from_fn(|y| f[y] * b[y]);
        self.forward.iter().zip(&self.backward).map(product).collect()
    }

    /// Adds to `sums[a][b]` how often label `b` is expected behind label `a`.
    pub fn add_transitions(&self, factors: &[[f32; L]], sums: &mut [[f32; L]]) {
        for t in 1..self.forward.len() {
            for a in 0..L {
                let left = self.forward[t - 1][a] / self.norms[t];
                for b in 0..L {
                    sums[a][b] += left * factors[a][b] * self.potentials[t][b] * self.backward[t][b];
                }
            }
        }
    }
}

/// The exponentials of a token's scores, the highest scaled to 1.
fn potentials<const L: usize>(scores: &[f32; L]) -> [f32; L] {
    let highest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    scores.map(|s| (s - highest).exp())
}

fn times<const L: usize>(vector: &[f32; L], matrix: &[[f32; L]]) -> [f32; L] {
    let mut product = [0.0; L];
    for (v, row) in vector.iter().zip(matrix) {
        for y in 0..L {
            product[y] += v * row[y];
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All label sequences of three tokens and two labels, with their scores.
    fn enumerate(emissions: &[[f32; 2]; 3], transitions: &[[f32; 2]]) -> Vec<([usize; 3], f32)> {
        (0..8_usize)
            .map(|bits| {
                let labels = [bits & 1, bits >> 1 & 1, bits >> 2];
                let mut from = 2;
                let score = (0..3).map(|t| {
                    let score = transitions[from][labels[t]] + emissions[t][labels[t]];
                    from = labels[t];
                    score
                });
                (labels, score.sum())
            })
            .collect()
    }

    #[test]
    fn viterbi_and_marginals_agree_with_enumeration() {
        let emissions = [[0.3, 1.1], [0.9, -0.4], [-2.0, 0.7]];
        let transitions = vec![[0.5, -1.0], [0.2, 0.8], [0.1, -0.3]];
        let all = enumerate(&emissions, &transitions);
        let crf = Crf { rows: &[], scale: 1.0, factors: exponentials(&transitions), transitions };
        let reading = crf.read(&emissions);
        let best = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(reading.labels, best.0.map(|y| y as u8));
        let z: f32 = all.iter().map(|(_, s)| s.exp()).sum();
        for t in 0..3 {
            let p: f32 = all.iter().filter(|(y, _)| y[t] == 1).map(|(_, s)| s.exp()).sum::<f32>() / z;
            assert!((reading.marginals[t][1] - p).abs() < 1e-5, "token {t}: {} {p}", reading.marginals[t][1]);
        }
    }

    #[test]
    fn weights_are_signed_bytes() {
        let rows = [[1_u8, 255], [3, 254]];
        let crf = Crf::new(&rows, 0.5, vec![[0.0; 2]; 3]);
        assert_eq!(crf.emission(crf.sum([0, 1, 1])).map(f32::to_bits), [3.5_f32, -2.5].map(f32::to_bits));
        assert!(crf.read(&[]).labels.is_empty());
    }
}
