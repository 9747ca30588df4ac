//! How far a figure of two-sided ratings would vary, when directions share organisations and people: leaving out one
//! organisation at a time.
//!
//! With θ₋ᵢ for the directions that do not touch organisation i, the jackknife variance is
//! J = (N − 1)/N·Σ(θ₋ᵢ − mean)². It is right for what organisations bring in, and counts twice what single
//! relationships bring in, since each is left out with either end; Snijders & Borgatti 1999 halve it for that reason.
//! So what leaving out one pair at a time gives is taken off, but never more than half. An interval is θ ± t·√variance
//! with N − 1 degrees of freedom.

use std::collections::BTreeMap;

use super::spread::Spread;
use super::tails::t_two_sided;

/// Rater and target of a direction, as places in a list of organisations.
pub(super) type Ends = [usize; 2];

/// Sums over directions, from which a figure is made and directions can be taken out again.
type Sums<const K: usize> = [f64; K];

fn plus<const K: usize>(sums: Sums<K>, other: Sums<K>, sign: f64) -> Sums<K> {
    std::array::from_fn(|k| sums[k] + sign * other[k])
}

/// The figure and half the width of its interval. None under 3 organisations, or where the figure does not exist
/// without one organisation or pair.
fn half<const K: usize>(
    ends: &[Ends],
    each: &[Sums<K>],
    figure: impl Fn(Sums<K>) -> Option<f64>,
) -> Option<(f64, f64)> {
    let mut whole = [0.0; K];
    let mut by_organisation: BTreeMap<usize, Sums<K>> = BTreeMap::new();
    let mut by_pair: BTreeMap<(usize, usize), Sums<K>> = BTreeMap::new();
    for ([a, b], own) in ends.iter().zip(each) {
        whole = plus(whole, *own, 1.0);
        for end in [a, b] {
            let sums = by_organisation.entry(*end).or_insert([0.0; K]);
            *sums = plus(*sums, *own, 1.0);
        }
        let sums = by_pair.entry((*a.min(b), *a.max(b))).or_insert([0.0; K]);
        *sums = plus(*sums, *own, 1.0);
    }
    let n = by_organisation.len();
    if n < 3 {
        return None;
    }
    let jackknife = |parts: Vec<Sums<K>>| {
        let left = parts.into_iter().map(|p| figure(plus(whole, p, -1.0))).collect::<Option<Vec<f64>>>()?;
        let spread = Spread::of(left.into_iter())?;
        Some((spread.n - 1) as f64 / spread.n as f64 * spread.squares)
    };
    let organisations = jackknife(by_organisation.into_values().collect())?;
    let pairs = jackknife(by_pair.into_values().collect())?;
    let variance = (organisations - pairs).max(organisations / 2.0);
    let half = t_two_sided((n - 1) as f64)? * variance.sqrt();
    Some((figure(whole)?, half)).filter(|(figure, half)| figure.is_finite() && half.is_finite())
}

/// Both ends of a 95 % interval of F = MSB/MSW, made for ln F.
pub(super) fn interval_of_f(ends: &[Ends], answers: &[Vec<f64>]) -> Option<(f64, f64)> {
    let centre = Spread::of(answers.iter().flatten().copied())?.mean;
    let each: Option<Vec<Sums<5>>> = answers
        .iter()
        .map(|group| {
            let spread = Spread::of(group.iter().copied())?;
            let (n, mean) = (spread.n as f64, spread.mean - centre);
            Some([1.0, n, n * mean, n * mean * mean, spread.squares])
        })
        .collect();
    let log_f = |[directions, answers, total, squares, within]: Sums<5>| {
        let (d1, d2) = (directions - 1.0, answers - directions);
        let between = squares - total * total / answers;
        let all = squares + within;
        // Far below the rest is only rounding.
        (d1 > 0.5 && d2 > 0.5 && between > 1e-10 * all && within > 1e-10 * all)
            .then(|| (between / d1).ln() - (within / d2).ln())
    };
    let (log_f, half) = half(ends, &each?, log_f)?;
    Some(((log_f - half).exp(), (log_f + half).exp()))
}

/// Both ends of a 95 % interval of the mean of one value for each direction.
pub(super) fn interval_of_mean(ends: &[Ends], values: &[f64]) -> Option<(f64, f64)> {
    let each: Vec<Sums<2>> = values.iter().map(|v| [1.0, *v]).collect();
    let (mean, half) = half(ends, &each, |[n, total]| (n > 0.5).then(|| total / n))?;
    Some((mean - half, mean + half))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIRS: [Ends; 6] = [[0, 1], [1, 0], [0, 2], [2, 0], [1, 2], [2, 1]];

    fn variance(of: [f64; 3]) -> f64 {
        let mean = of.iter().sum::<f64>() / 3.0;
        of.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() * 2.0 / 3.0
    }

    #[test]
    fn three_organisations_by_hand() {
        // Without one organisation two directions are left, those of the other two about each other.
        let answers = [[1.0, 2.0], [2.0, 4.0], [3.0, 3.5], [5.0, 4.0], [1.0, 1.5], [2.0, 5.0]].map(Vec::from);
        let log = |left: &[usize]| {
            let groups: Vec<_> = left.iter().map(|k| answers[*k].clone()).collect();
            super::super::one_way(&groups, super::super::GroupSize::Mean).unwrap().f.unwrap().ln()
        };
        let organisations = variance([log(&[4, 5]), log(&[2, 3]), log(&[0, 1])]);
        let by_pair = variance([log(&[2, 3, 4, 5]), log(&[0, 1, 4, 5]), log(&[0, 1, 2, 3])]);
        let se = (organisations - by_pair).max(organisations / 2.0).sqrt();
        let (low, high) = interval_of_f(&PAIRS, &answers).unwrap();
        // t(0.975; 2) = 4.302 653.
        assert!(((high / low).ln() / 2.0 - 4.302_653 * se).abs() < 1e-5);
        assert!(interval_of_f(&PAIRS[..2], &answers[..2]).is_none());
    }

    #[test]
    fn a_mean_that_hangs_on_raters_varies_with_them() {
        // Values 1, 4 and 7 by rater. Left out: raters' means with the others' values.
        let values = [1.0, 4.0, 1.0, 7.0, 4.0, 7.0];
        let organisations = variance([5.5, 4.0, 2.5]);
        let by_pair = variance([19.0 / 4.0, 16.0 / 4.0, 13.0 / 4.0]);
        let se = (organisations - by_pair).max(organisations / 2.0).sqrt();
        let (low, high) = interval_of_mean(&PAIRS, &values).unwrap();
        assert!((high - 4.0 - 4.302_653 * se).abs() < 1e-5 && (low + high - 8.0).abs() < 1e-12);
    }
}
