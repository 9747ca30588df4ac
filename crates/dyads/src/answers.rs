//! The answers of one group, reduced to what the likelihood needs of them.

use crate::design::GroupDesign;

/// Sufficient statistics of the answers of a group, on the scale of the design.
#[derive(Debug, Clone)]
pub(crate) struct GroupAnswers {
    /// Mean answer of the one or two directions of each pair.
    pub(crate) means: Vec<[f64; 2]>,
    /// Σ (w − w̄)(y − ȳ) over all answers, for the columns from 2n on (empty if no residual).
    pub(crate) within: Vec<f64>,
    /// Σ (y − ȳ)².
    pub(crate) within_squares: f64,
}

impl GroupAnswers {
    /// The same answers as far as their means tell.
    pub(crate) fn by_means(&self) -> Self {
        let mut means = self.clone();
        means.within.fill(0.0);
        means
    }

    /// From values in the order of the group's answers.
    pub(crate) fn new(group: &GroupDesign, values: &[f64]) -> Self {
        let first = 2 * group.n();
        let people = group.random - first;
        let mut out = Self {
            means: vec![[0.0; 2]; group.pairs.len()],
            within: vec![0.0; group.within.nrows()],
            within_squares: 0.0,
        };
        for (pair, means) in group.pairs.iter().zip(&mut out.means) {
            for (side, mean) in pair.sides.iter().zip(means) {
                let y = &values[side.answers.clone()];
                *mean = y.iter().sum::<f64>() / side.n as f64;
                if side.n < 2 {
                    continue;
                }
                let answers = &group.answers[side.answers.clone()];
                for (a, y) in answers.iter().zip(y) {
                    let deviation = y - *mean;
                    out.within_squares += deviation * deviation;
                    if people > 0 {
                        out.within[a.person] += deviation;
                    }
                    if let Some(shift) = out.within.get_mut(people + 1).filter(|_| group.has_staff) {
                        *shift += a.staff * deviation;
                    }
                }
            }
        }
        out
    }
}
