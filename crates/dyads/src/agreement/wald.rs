//! The exact interval of ICC(1) for groups of any sizes (Wald 1940; Burdick & Graybill 1992, sec. 4.3).
//!
//! With θ = variance between / variance within, weights wᵢ = nᵢ/(1 + nᵢθ) and m the mean of the group means with
//! these weights,
//!
//! ```text
//! H(θ) = Σ wᵢ (ȳᵢ − m)² / ((a − 1)·MSW)
//! ```
//!
//! has an F distribution with a − 1 and N − a degrees of freedom if θ is the true ratio, answers are independent and
//! normal, and all groups have the same variance within. H falls as θ rises. For groups of one size the ends are
//! those of Shrout & Fleiss 1979 and McGraw & Wong 1996.

use super::groups::{Groups, centre};
use super::tails::f_quantile;

/// Both ends of the 95 % interval of ICC(1) = θ/(1 + θ), within (−1/(n − 1), 1) for the largest group size n. None
/// where nothing varies within groups or the group means are all the same.
pub(super) fn interval(groups: &Groups) -> Option<(f64, f64)> {
    let (d1, d2) = groups.degrees();
    if groups.within <= 0.0 || groups.between <= 0.0 {
        return None;
    }
    let share = |theta: Option<f64>, edge: f64| theta.map_or(edge, |t| t / (1.0 + t));
    let (_, largest) = groups.sizes();
    // At θ = −1/n the largest groups weigh without bound; as an ICC that is −1/(n − 1).
    let edge = if largest > 1.0 { -1.0 / (largest - 1.0) } else { return None };
    let low = share(solve(groups, f_quantile(0.975, d1, d2)?), edge);
    let high = share(solve(groups, f_quantile(0.025, d1, d2)?), edge);
    Some((low, high))
}

/// θ with H(θ) = `level`; none where H stays below it down to the edge. Newton's method on 1/H, which is a straight
/// line for groups of one size, kept between bounds that close in.
fn solve(groups: &Groups, level: f64) -> Option<f64> {
    let (d1, d2) = groups.degrees();
    let scale = d1 * groups.within / d2;
    let (_, largest) = groups.sizes();
    let at = |theta: f64| {
        let (mean, squares) = centre(&groups.each, |n| n / (1.0 + n * theta));
        let slope: f64 = groups
            .each
            .iter()
            .map(|(n, m)| {
                let w = n / (1.0 + n * theta);
                w * w * (m - mean) * (m - mean)
            })
            .sum();
        (squares / scale, -slope / scale)
    };
    let mut low = -(1.0 - 1e-12) / largest;
    if at(low).0 <= level {
        return None;
    }
    let mut high = 1.0;
    while at(high).0 > level {
        (low, high) = (high, high * 4.0);
        if high > 1e30 {
            return Some(high);
        }
    }
    let mut theta = if low < 0.0 { 0.0 } else { low };
    for _ in 0..200 {
        let (h, slope) = at(theta);
        if h > level {
            low = theta;
        } else {
            high = theta;
        }
        // d(1/H) = −H′/H².
        let newton = theta - (1.0 / h - 1.0 / level) * h * h / -slope;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        if (next - theta).abs() <= 1e-15 * (theta.abs() + 1.0 / largest) {
            return Some(next);
        }
        theta = next;
    }
    Some(theta)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_sizes_give_the_closed_form() {
        let lists = [vec![1.0, 2.0, 4.0], vec![3.0, 5.0, 5.0], vec![6.0, 6.5, 8.0], vec![2.0, 2.0, 3.0]];
        let groups = Groups::of(&lists).unwrap();
        let (d1, d2) = groups.degrees();
        let f = (groups.between / d1) / (groups.within / d2);
        let end = |p: f64| {
            let f = f / f_quantile(p, d1, d2).unwrap();
            (f - 1.0) / (f + 2.0)
        };
        let (low, high) = interval(&groups).unwrap();
        assert!((low - end(0.975)).abs() < 1e-12 && (high - end(0.025)).abs() < 1e-12);
    }

    #[test]
    fn unequal_sizes_satisfy_the_definition() {
        let lists = [vec![1.0, 2.0], vec![3.0, 5.0, 5.0, 4.0], vec![6.0], vec![2.0, 2.5, 3.0, 3.0, 1.0]];
        let groups = Groups::of(&lists).unwrap();
        let (d1, d2) = groups.degrees();
        let (low, high) = interval(&groups).unwrap();
        for (end, p) in [(low, 0.975), (high, 0.025)] {
            let theta = end / (1.0 - end);
            let (_, squares) = centre(&groups.each, |n| n / (1.0 + n * theta));
            let h = squares / (d1 * groups.within / d2);
            assert!((h / f_quantile(p, d1, d2).unwrap() - 1.0).abs() < 1e-10, "{end}");
        }
    }

    #[test]
    fn an_end_beyond_the_edge_stays_at_the_edge() {
        let lists = [vec![1.0, 2.0], vec![3.0, 5.0, 5.0, 4.0], vec![6.0], vec![2.0, 2.5, 3.0, 9.0, 1.0]];
        let (low, high) = interval(&Groups::of(&lists).unwrap()).unwrap();
        assert!((low + 0.25).abs() < 1e-15 && high > 0.0);
    }
}
