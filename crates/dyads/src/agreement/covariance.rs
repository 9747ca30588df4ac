//! Covariances of the items of a scale, from people who answered all items or from all pairs of answers.

use nalgebra::DMatrix;
use serde::Serialize;

use super::reason::{Reason, What};
use super::spread::Spread;
use super::table::Table;

/// What is done with people who left items out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// They are left out altogether.
    #[default]
    Complete,
    /// Each covariance is made of everybody who answered both items.
    Pairwise,
}

/// Covariances (n − 1) of items, items × items.
#[derive(Debug, Clone)]
pub(super) struct Covariance {
    pub(super) matrix: DMatrix<f64>,
    /// People the figures rest on: those who answered everything, or, pairwise, anything.
    pub(super) people: usize,
    /// People who answered everything.
    pub(super) complete: usize,
}

impl Covariance {
    /// Of people × items.
    ///
    /// # Errors
    /// [`Reason::TooFew`] under two people for any two items.
    pub(super) fn of(answers: &Table, missing: Missing) -> Result<Self, Reason> {
        let size = answers.columns();
        let complete: Vec<Vec<f64>> = answers.complete().collect();
        let mut matrix = DMatrix::zeros(size, size);
        match missing {
            Missing::Complete => {
                if complete.len() < 2 {
                    return Err(Reason::TooFew { what: What::People, found: complete.len(), needed: 2 });
                }
                let means: Vec<f64> = (0..size)
                    .filter_map(|j| Spread::of(complete.iter().filter_map(|r| r.get(j).copied())))
                    .map(|s| s.mean)
                    .collect();
                for row in &complete {
                    for (i, (x, mx)) in row.iter().zip(&means).enumerate() {
                        for (j, (y, my)) in row.iter().zip(&means).enumerate().take(i + 1) {
                            matrix[(i, j)] += (x - mx) * (y - my);
                        }
                    }
                }
                matrix /= (complete.len() - 1) as f64;
            }
            Missing::Pairwise => {
                let rows: Vec<&[Option<f64>]> = answers.iter().collect();
                for i in 0..size {
                    for j in 0..=i {
                        matrix[(i, j)] = of_pair(&rows, i, j)?;
                    }
                }
            }
        }
        for i in 0..size {
            for j in 0..i {
                matrix[(j, i)] = matrix[(i, j)];
            }
        }
        let people = match missing {
            Missing::Complete => complete.len(),
            Missing::Pairwise => answers.iter().filter(|r| r.iter().any(Option::is_some)).count(),
        };
        Ok(Self { matrix, people, complete: complete.len() })
    }

    /// Correlations; the first item without variance is the error.
    ///
    /// # Errors
    /// [`Reason::ConstantItem`].
    pub(super) fn correlations(&self) -> Result<DMatrix<f64>, Reason> {
        let sd: Vec<f64> = self.matrix.diagonal().iter().map(|v| v.sqrt()).collect();
        if let Some(item) = sd.iter().position(|s| !(*s > 0.0 && s.is_finite())) {
            return Err(Reason::ConstantItem { item: item + 1 });
        }
        let mut out = self.matrix.clone();
        for (i, si) in sd.iter().enumerate() {
            for (j, sj) in sd.iter().enumerate() {
                out[(i, j)] = if i == j { 1.0 } else { out[(i, j)] / si / sj };
            }
        }
        Ok(out)
    }
}

/// Covariance of two items over those who answered both, with the means of those people.
fn of_pair(rows: &[&[Option<f64>]], i: usize, j: usize) -> Result<f64, Reason> {
    let both: Vec<(f64, f64)> = rows.iter().filter_map(|r| (*r.get(i)?).zip(*r.get(j)?)).collect();
    let too_few = Reason::TooFew { what: What::People, found: both.len(), needed: 2 };
    let (Some(x), Some(y)) = (Spread::of(both.iter().map(|p| p.0)), Spread::of(both.iter().map(|p| p.1)))
    else {
        return Err(too_few);
    };
    if both.len() < 2 {
        return Err(too_few);
    }
    let sum: f64 = both.iter().map(|(a, b)| (a - x.mean) * (b - y.mean)).sum();
    Ok(sum / (both.len() - 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_use_whoever_answered_both() {
        let rows = [
            [Some(1.0), Some(2.0), Some(0.0)],
            [Some(2.0), Some(4.0), None],
            [Some(3.0), None, Some(4.0)],
            [None, Some(0.0), Some(2.0)],
        ];
        let table = Table::from_rows(&rows).unwrap();
        let found = Covariance::of(&table, Missing::Pairwise).unwrap();
        assert_eq!((found.people, found.complete), (4, 1));
        assert_eq!(found.matrix[(0, 0)], 1.0);
        assert_eq!((found.matrix[(0, 1)], found.matrix[(0, 2)], found.matrix[(2, 1)]), (1.0, 4.0, -2.0));
        assert!(Covariance::of(&table, Missing::Complete).is_err());
    }
}
