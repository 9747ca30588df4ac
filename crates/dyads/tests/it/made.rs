//! Ratings made up with a seed, and small builders.

use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use troth_dyads::{AnswerKind, Fit, FitOptions, Observation, Outcome, fit};

pub(crate) fn rng(seed: u64) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(seed)
}

/// Nearly normal: the sum of twelve uniform numbers less six.
pub(crate) fn normal(rng: &mut impl Rng) -> f64 {
    (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0
}

pub(crate) fn rating(
    group: &str,
    rater: usize,
    target: usize,
    respondent: Option<usize>,
    value: f64,
) -> Observation {
    Observation {
        group: group.to_owned(),
        rater: format!("org{rater:02}"),
        target: format!("org{target:02}"),
        respondent: respondent.map(|r| format!("r{r}")),
        kind: if respondent.is_none() { AnswerKind::Representative } else { AnswerKind::Staff },
        value,
    }
}

/// What to make up.
pub(crate) struct Make {
    pub(crate) organisations: usize,
    /// Staff respondents per organisation; 0 means one representative's answer per direction.
    pub(crate) staff: usize,
    /// Whether a representative answers as well as staff.
    pub(crate) representative: bool,
    /// Share of answers left out.
    pub(crate) missing: f64,
    pub(crate) residual: f64,
}

impl Make {
    pub(crate) fn ratings(&self, group: &str, seed: u64) -> Vec<Observation> {
        let mut rng = rng(seed);
        let n = self.organisations;
        let a: Vec<f64> = (0..n).map(|_| 0.6 * normal(&mut rng)).collect();
        let b: Vec<f64> = a.iter().map(|a| 0.3 * a + 0.5 * normal(&mut rng)).collect();
        let pair: Vec<Vec<f64>> = (0..n).map(|_| (0..n).map(|_| normal(&mut rng)).collect()).collect();
        let people = self.staff + 1;
        let u: Vec<Vec<f64>> =
            (0..n).map(|_| (0..people).map(|_| 0.4 * normal(&mut rng)).collect()).collect();
        let mut out = Vec::new();
        for i in 0..n {
            for j in (0..n).filter(|j| *j != i) {
                let g = 0.6 * pair[i][j] + 0.4 * pair[i.min(j)][i.max(j)];
                for (r, leniency) in u[i].iter().enumerate() {
                    let asked = if r == 0 { self.representative || self.staff == 0 } else { true };
                    if !asked || rng.random::<f64>() < self.missing {
                        continue;
                    }
                    let shift = if r == 0 { 0.0 } else { 0.3 };
                    let value = 3.0 + a[i] + b[j] + g + leniency + shift + self.residual * normal(&mut rng);
                    out.push(rating(group, i, j, (r > 0).then_some(r), value));
                }
            }
        }
        out
    }
}

pub(crate) fn fitted(ratings: &[Observation]) -> Fit {
    match fit(ratings, &FitOptions::default()) {
        Outcome::Fitted(fit) => *fit,
        other => panic!("not fitted: {:?}", other.reason()),
    }
}

/// A complete round robin of n with the rater effects of the analysis of variance taken out (Kenny, Kashy & Cook
/// 2006, ch. 8), so that the rater variance is 0.
pub(crate) fn raters_alike(rows: &[Observation], n: usize) -> Vec<Observation> {
    let m = n as f64;
    let mean = |of: &dyn Fn(&Observation) -> bool| {
        let values: Vec<f64> = rows.iter().filter(|o| of(o)).map(|o| o.value).collect();
        values.iter().sum::<f64>() / values.len() as f64
    };
    let all = mean(&|_| true);
    let effect = |id: &str| {
        let (row, column) = (mean(&|o| o.rater == id), mean(&|o| o.target == id));
        ((m - 1.0).powi(2) * row + (m - 1.0) * column) / (m * (m - 2.0)) - (m - 1.0) / (m - 2.0) * all
    };
    rows.iter().map(|o| Observation { value: o.value - effect(&o.rater), ..o.clone() }).collect()
}
