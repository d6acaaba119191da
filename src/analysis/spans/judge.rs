//! How likely a candidate statement is right: a logistic regression for each origin over what both models and the rules
//! say of it. Trained on readings of articles that the models had not seen, so its answer is a calibrated probability.

/// Where a candidate comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The second model found it around a cue.
    Attached,
    /// The rules found it.
    Rules,
    /// Pieces of the first model, joined by the side their cue is on.
    Pieces,
}

macro_rules! evidence {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        /// What speaks for or against a candidate. Probabilities are given as log-odds.
        #[derive(Clone, Copy, PartialEq, Debug, Default)]
        pub struct Evidence {
            $($(#[$doc])* pub $name: f32,)+
        }

        impl Evidence {
            /// How many numbers it has, with the constant 1.
            pub const COUNT: usize = [$(stringify!($name)),+].len() + 1;

            /// All numbers, the constant 1 first.
            pub fn numbers(&self) -> [f32; Self::COUNT] {
                [1.0, $(self.$name),+]
            }
        }
    };
}

evidence! {
    /// That the cue is one, by the first model.
    cue,
    /// Whether there is a cue.
    has_cue,
    /// That the content is content, by the model of its origin: mean over tokens.
    content,
    /// The same for its least sure token.
    least_content,
    /// That the content ends where it ends.
    edges,
    /// That the content is content, by the first model: mean over tokens.
    proposed,
    /// That the source is one.
    source,
    /// Whether there is a source.
    has_source,
    /// How much of the content it shares with the rules' statement that fits best (with the second model's, for the rules').
    agreement,
    /// The confidence of that statement, or the rules' own.
    other,
    /// Whether a likelier cue claims the same content and both cannot be.
    rivalry,
    /// How much of the content is quoted.
    quoted,
    /// Whether content and nothing else is quoted.
    all_quoted,
    /// How long the content is (logarithm).
    length,
    /// Whether it has three tokens at most.
    short,
    /// Whether the content has several pieces.
    pieces,
    /// Whether the cue is a reporting verb of the speech layer.
    speech,
    /// Whether it is one of the mind layer.
    mind,
    /// Whether it is a reporting noun.
    noun,
    /// Whether the cue stands in another candidate's content.
    nested,
    /// Whether the cue stands in a quotation.
    cue_quoted,
}

/// The log-odds of a probability, within ±6.
pub fn log_odds(p: f32) -> f32 {
    let p = p.clamp(0.0025, 0.9975);
    (p / (1.0 - p)).ln()
}

/// The weights of the evidence, for each origin.
#[derive(Clone, PartialEq, Debug)]
pub struct Judge([[f32; Evidence::COUNT]; 3]);

impl Default for Judge {
    fn default() -> Self {
        Self([[0.0; Evidence::COUNT]; 3])
    }
}

impl Judge {
    /// The probability that a candidate is right.
    pub fn probability(&self, origin: Origin, evidence: &Evidence) -> f32 {
        let weights = &self.0[origin as usize];
        let sum: f32 = weights.iter().zip(evidence.numbers()).map(|(w, n)| w * n).sum();
        1.0 / (1.0 + (-sum).exp())
    }

    /// The weights of one origin.
    pub fn weights_mut(&mut self, origin: Origin) -> &mut [f32; Evidence::COUNT] {
        &mut self.0[origin as usize]
    }

    /// Makes all log-odds `constant + factor` times what they were.
    pub fn stretch(&mut self, [constant, factor]: [f32; 2]) {
        for weights in &mut self.0 {
            for weight in weights.iter_mut() {
                *weight *= factor;
            }
            weights[0] += constant;
        }
    }

    /// All weights, in the order of [`read`](Self::read).
    pub fn numbers(&self) -> impl Iterator<Item = &f32> {
        self.0.as_flattened().iter()
    }

    /// Reads weights, if there are enough.
    pub fn read(mut next: impl FnMut() -> Option<f32>) -> Option<Self> {
        let mut judge = Self::default();
        for weight in judge.0.as_flattened_mut() {
            *weight = next()?;
        }
        Some(judge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_judged_apart() {
        let mut judge = Judge::default();
        judge.weights_mut(Origin::Rules)[1] = 2.0;
        let evidence = Evidence { cue: 1.0, ..Evidence::default() };
        assert!((judge.probability(Origin::Attached, &evidence) - 0.5).abs() < 1e-6);
        assert!(judge.probability(Origin::Rules, &evidence) > 0.85);
    }

    #[test]
    fn stretching_keeps_the_order() {
        let mut judge = Judge::default();
        judge.weights_mut(Origin::Attached)[1] = 2.0;
        judge.stretch([-0.5, 0.5]);
        let probability = |cue| judge.probability(Origin::Attached, &Evidence { cue, ..Evidence::default() });
        assert!((log_odds(probability(1.5)) - 1.0).abs() < 1e-4);
        assert!(probability(2.0) > probability(1.0));
    }

    #[test]
    fn log_odds_are_bounded() {
        assert!(log_odds(0.5).abs() < 1e-6);
        assert!((log_odds(0.0) + log_odds(1.0)).abs() < 1e-4);
    }
}
