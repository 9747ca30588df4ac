//! Networks made up with a seed for the benchmarks: variances as in the simulated sets of samples/reference.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};
use troth_dyads::{AnswerKind, Observation};

/// What to make up.
#[derive(Clone, Copy)]
pub(crate) struct Network {
    /// Organisations.
    pub(crate) organisations: usize,
    /// Staff respondents of each; 0 is one representative's answer per direction.
    pub(crate) people: usize,
    /// Share of directions, or of answers of people, that is left out.
    pub(crate) missing: f64,
    /// Organisations that each one rates, before leaving out; all if none.
    pub(crate) rates: Option<usize>,
}

impl Network {
    /// The ratings for a seed.
    pub(crate) fn ratings(self, seed: u64) -> Vec<Observation> {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let normal = |sd: f64, rng: &mut ChaCha8Rng| -> f64 {
            let z: f64 = StandardNormal.sample(rng);
            sd * z
        };
        let n = self.organisations;
        let a: Vec<f64> = (0..n).map(|_| normal(0.55, &mut rng)).collect();
        let b: Vec<f64> = a.iter().map(|a| 0.2 * a + normal(0.43, &mut rng)).collect();
        let reach = self.rates.map_or(n, |r| r / 2);
        let mut out = Vec::new();
        for i in 0..n {
            for j in i + 1..n {
                // Neighbours on a ring, and as many far away, so that the graph is not a chain of small ones.
                let apart = (j - i).min(n - (j - i));
                let far = (i * 7919 + j * 104_729) % (2 * n) < reach;
                if self.rates.is_some() && apart > reach / 2 && !far {
                    continue;
                }
                let (common, own) = (normal(0.49, &mut rng), normal(0.32, &mut rng));
                for (from, to, g) in [(i, j, common + own), (j, i, common - own)] {
                    for person in 0..self.people.max(1) {
                        if rng.random::<f64>() < self.missing {
                            continue;
                        }
                        let mut u = ChaCha8Rng::seed_from_u64(seed ^ (from * 31 + person) as u64);
                        let leniency = if self.people > 0 { normal(0.45, &mut u) } else { 0.0 };
                        let value = 3.0 + a[from] + b[to] + g + leniency + normal(0.67, &mut rng);
                        out.push(Observation {
                            group: "g".to_owned(),
                            rater: format!("org{from:04}"),
                            target: format!("org{to:04}"),
                            respondent: (self.people > 0).then(|| format!("p{person}")),
                            kind: if self.people > 0 {
                                AnswerKind::Staff
                            } else {
                                AnswerKind::Representative
                            },
                            value,
                        });
                    }
                }
            }
        }
        out
    }
}
