//! Logistic regression over few numbers, by Newton's method (iteratively reweighted least squares).

/// Pulls every weight but the constant's towards 0.
const RIDGE: f64 = 1.0;
const ROUNDS: usize = 25;

/// The weights that make the probability of the examples highest; the first number of each is the constant 1.
pub fn fit<const N: usize>(examples: &[([f32; N], bool)]) -> [f32; N] {
    let mut weights = [0.0_f64; N];
    for _ in 0..ROUNDS {
        let mut gradient = weights.map(|w| -RIDGE * w);
        gradient[0] = 0.0;
        let mut curvature = [[0.0_f64; N]; N];
        for (i, row) in curvature.iter_mut().enumerate() {
            row[i] = if i == 0 { 1e-6 } else { RIDGE };
        }
        for (numbers, right) in examples {
            let numbers = numbers.map(f64::from);
            let sum: f64 = weights.iter().zip(&numbers).map(|(w, n)| w * n).sum();
            let p = 1.0 / (1.0 + (-sum).exp());
            let (error, weight) = (f64::from(u8::from(*right)) - p, (p * (1.0 - p)).max(1e-6));
            for i in 0..N {
                gradient[i] += error * numbers[i];
                for j in 0..N {
                    curvature[i][j] += weight * numbers[i] * numbers[j];
                }
            }
        }
        let step = solve(curvature, gradient);
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step;
        }
    }
    weights.map(|w| w as f32)
}

/// Solves `matrix · x = vector` for a symmetric positive definite matrix by Gaussian elimination.
fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut vector: [f64; N]) -> [f64; N] {
    for i in 0..N {
        let pivot = matrix[i];
        for k in i + 1..N {
            let factor = matrix[k][i] / pivot[i];
            for j in i..N {
                matrix[k][j] -= factor * pivot[j];
            }
            vector[k] -= factor * vector[i];
        }
    }
    for i in (0..N).rev() {
        let known: f64 = (i + 1..N).map(|j| matrix[i][j] * vector[j]).sum();
        vector[i] = (vector[i] - known) / matrix[i][i];
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequencies_become_probabilities() {
        let examples: Vec<_> = (0..1000)
            .map(|i| ([1.0, f32::from(u8::from(i % 2 == 0))], i % 2 == 0 && i % 10 < 8 || i % 10 == 1))
            .collect();
        let [constant, weight] = fit(&examples);
        let p = |x: f32| 1.0 / (1.0 + (-(constant + weight * x)).exp());
        assert!((p(1.0) - 0.8).abs() < 0.01 && (p(0.0) - 0.2).abs() < 0.01, "{} {}", p(1.0), p(0.0));
    }

    #[test]
    fn a_useless_number_gets_no_weight() {
        let examples: Vec<_> = (0..400).map(|i| ([1.0, 0.0, f32::from(u8::from(i % 4 > 1))], i % 2 == 0)).collect();
        assert!(fit(&examples)[1..].iter().all(|w| w.abs() < 1e-3));
    }
}
