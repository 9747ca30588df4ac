//! How far two measures of the same directions go in the same order, with an interval that allows for directions which
//! share an organisation. Association, never cause.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::agreement::t_two_sided;
use crate::result::{Estimate, Uncertainty};

/// Fewest organisations for an interval: with fewer it held the truth too seldom in simulation
/// (docs/methods/associations.md).
pub const LEAST_ORGANISATIONS: usize = 8;

/// Fewest directions.
pub const LEAST_DIRECTIONS: usize = 20;

/// Two measures of one direction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paired<'a> {
    /// Who rates.
    pub from: &'a str,
    /// Who is rated.
    pub to: &'a str,
    /// The first measure.
    pub x: f64,
    /// The second.
    pub y: f64,
}

/// Spearman's rank correlation over directions.
#[derive(Debug, Clone, PartialEq)]
pub struct RankAssociation {
    /// ρ, −1 (the opposite order) to 1 (the same order), with a 95 % interval.
    pub rho: Estimate,
    /// Directions with both measures.
    pub directions: usize,
    /// Organisations that rate or are rated in them.
    pub organisations: usize,
}

/// Why there is none. Its `Display` is a full sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoRankAssociation {
    /// Too few organisations.
    #[error(
        "Both are known for directions between {0} organisations; an association is told from {LEAST_ORGANISATIONS} on."
    )]
    FewOrganisations(usize),
    /// Too few directions.
    #[error("Both are known for {0} directions; an association is told from {LEAST_DIRECTIONS} on.")]
    FewDirections(usize),
    /// A measure is the same everywhere, or would be without one organisation; or the order is exactly the same.
    #[error("The values are too much alike, or lie too exactly in one order, for a range.")]
    NoRange,
    /// A number is not finite.
    #[error("One of the values is not a number.")]
    NotFinite,
}

/// Spearman's ρ of two measures over directions: the correlation of their ranks, ties at the middle of theirs.
///
/// The interval leaves out one organisation after the other with all its directions, given and received: with
/// z = artanh ρ and n organisations, se² = (n − 1)/n · Σ(z₍₋ₖ₎ − z̄)², and z ± t(n − 1)·se goes back through tanh. Leaving out
/// organisations and not directions allows for all that directions of one organisation have in common (network
/// statistics: Snijders & Borgatti 1999; on the safe side in expectation: Lin, Lunde & Sarkar 2020).
///
/// # Errors
/// [`NoRankAssociation`].
///
/// ```
/// use troth_dyads::{NoRankAssociation, Paired, rank_association};
/// let one = [Paired { from: "a", to: "b", x: 0.2, y: 0.4 }];
/// assert_eq!(rank_association(&one), Err(NoRankAssociation::FewOrganisations(2)));
/// ```
pub fn rank_association(directions: &[Paired<'_>]) -> Result<RankAssociation, NoRankAssociation> {
    if !directions.iter().all(|d| d.x.is_finite() && d.y.is_finite()) {
        return Err(NoRankAssociation::NotFinite);
    }
    let organisations: BTreeSet<&str> = directions.iter().flat_map(|d| [d.from, d.to]).collect();
    let n = organisations.len();
    if n < LEAST_ORGANISATIONS {
        return Err(NoRankAssociation::FewOrganisations(n));
    }
    if directions.len() < LEAST_DIRECTIONS {
        return Err(NoRankAssociation::FewDirections(directions.len()));
    }
    interval(directions, &organisations).ok_or(NoRankAssociation::NoRange).map(|rho| RankAssociation {
        rho,
        directions: directions.len(),
        organisations: n,
    })
}

fn interval(directions: &[Paired<'_>], organisations: &BTreeSet<&str>) -> Option<Estimate> {
    let all: Vec<&Paired<'_>> = directions.iter().collect();
    let rho = spearman(&all)?;
    let z = fisher(rho)?;
    let mut without = Vec::with_capacity(organisations.len());
    for organisation in organisations {
        let rest: Vec<&Paired<'_>> =
            directions.iter().filter(|d| d.from != *organisation && d.to != *organisation).collect();
        without.push(fisher(spearman(&rest)?)?);
    }
    let n = without.len() as f64;
    let mean = without.iter().sum::<f64>() / n;
    let se = ((n - 1.0) / n * without.iter().map(|w| (w - mean).powi(2)).sum::<f64>()).sqrt();
    let reach = t_two_sided(n - 1.0)? * se;
    (reach > 0.0).then(|| Estimate {
        estimate: rho,
        se: None,
        uncertainty: Uncertainty::Interval { low: (z - reach).tanh(), high: (z + reach).tanh() },
    })
}

/// artanh; none where the order is exactly the same or the opposite.
fn fisher(rho: f64) -> Option<f64> {
    (rho.abs() < 1.0 - 1e-12).then(|| rho.atanh())
}

/// None if a measure does not vary.
fn spearman(directions: &[&Paired<'_>]) -> Option<f64> {
    let x = ranks(directions.iter().map(|d| d.x));
    let y = ranks(directions.iter().map(|d| d.y));
    let middle = (directions.len() as f64 + 1.0) / 2.0;
    let product = |a: &[f64], b: &[f64]| -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - middle) * (b - middle)).sum::<f64>()
    };
    let (xx, yy) = (product(&x, &x), product(&y, &y));
    (xx > 0.0 && yy > 0.0).then(|| product(&x, &y) / (xx * yy).sqrt())
}

/// Ranks from 1, ties at the middle of theirs.
fn ranks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    let mut sorted = values.clone();
    sorted.sort_by(f64::total_cmp);
    // −0 and 0 are one value: both ends are looked for by comparison and not by order.
    let at = |v: f64| {
        let below = sorted.partition_point(|s| *s < v);
        let through = sorted.partition_point(|s| *s <= v);
        (below + 1 + through) as f64 / 2.0
    };
    values.iter().map(|v| at(*v)).collect()
}

/// Directions that have both measures, from two lists of (from, to, value); each direction once, in order.
#[must_use]
pub fn paired<'a>(x: &[(&'a str, &'a str, f64)], y: &[(&'a str, &'a str, f64)]) -> Vec<Paired<'a>> {
    let of_y: BTreeMap<(&str, &str), f64> = y.iter().map(|(from, to, v)| ((*from, *to), *v)).collect();
    let of_x: BTreeMap<(&'a str, &'a str), f64> = x.iter().map(|(from, to, v)| ((*from, *to), *v)).collect();
    of_x.into_iter()
        .filter_map(|((from, to), x)| Some(Paired { from, to, x, y: *of_y.get(&(from, to))? }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rho(x: &[f64], y: &[f64]) -> f64 {
        let all: Vec<Paired<'_>> =
            x.iter().zip(y).map(|(x, y)| Paired { from: "a", to: "b", x: *x, y: *y }).collect();
        spearman(&all.iter().collect::<Vec<_>>()).unwrap()
    }

    #[test]
    fn worked_by_hand() {
        // d² = 0 + 1 + 1 + 0 + 0: 1 − 6·2/(5·24).
        assert!((rho(&[1.0, 2.0, 3.0, 4.0, 5.0], &[10.0, 30.0, 20.0, 40.0, 50.0]) - 0.9).abs() < 1e-12);
        // IQ and hours of television of ten people, the worked example of Wikipedia, "Spearman's rank correlation
        // coefficient": −29/165.
        let iq = [106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0];
        let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
        assert!((rho(&iq, &hours) + 29.0 / 165.0).abs() < 1e-12);
        assert_eq!(ranks([3.0, 1.0, 3.0, 2.0].into_iter()), [3.5, 1.0, 3.5, 2.0]);
        assert_eq!(ranks([0.0, -0.0].into_iter()), [1.5, 1.5]);
    }

    #[test]
    fn only_directions_with_both_are_used_and_no_side_stands_for_the_other() {
        let x = [("a", "b", 1.0), ("b", "a", 2.0), ("a", "c", 3.0)];
        let y = [("b", "a", 5.0), ("c", "a", 6.0)];
        assert_eq!(paired(&x, &y), [Paired { from: "b", to: "a", x: 2.0, y: 5.0 }]);
    }
}
