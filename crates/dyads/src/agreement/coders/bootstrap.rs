//! Intervals by drawing units, or clusters of them, with replacement.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Binomial, Distribution};
use rayon::prelude::*;
use serde::Serialize;

use super::super::quantile::{QuantileType, quantile};
use super::super::reason::Reason;
use super::super::spread::Spread;
use super::super::value::interval;
use super::codings::Codings;
use super::status::{Agreement, Status};

/// With fewer units or clusters to draw from there is no interval: it would be too narrow by far, as the simulation in
/// `docs/methods/agreement-of-coders.md` shows. Where to stop is a choice of ours (mark A).
pub const FEWEST_TO_RESAMPLE: u64 = 20;

/// How often to draw and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bootstrap {
    /// Draws; 0 for no intervals.
    pub replicates: usize,
    /// Seed of the stream of chance. The same seed gives the same interval.
    pub seed: u64,
}

impl Bootstrap {
    /// Figures without intervals.
    pub const NONE: Self = Self { replicates: 0, seed: 0 };
}

impl Default for Bootstrap {
    /// 1000 draws from the seed that fits use too.
    fn default() -> Self {
        Self { replicates: 1000, seed: crate::observation::DEFAULT_SEED }
    }
}

/// Figures with 95 % percentile intervals (Efron & Tibshirani 1993, ch. 13) over draws with replacement.
///
/// `present`: how many things there are of each kind, 1 each where every thing is its own kind. `counted`: what each
/// figure rests on. `of` gives the figures when there are so many of each kind, always in the same number and order.
/// Each draw has a stream of chance of its own, so the number of threads changes nothing.
///
/// No interval is given for fewer than [`FEWEST_TO_RESAMPLE`] things, where more than one draw in 40 leaves the figure
/// undefined (the end of the interval may lie there), or where all draws give one value.
pub fn resampled(
    present: &[u64],
    counted: &[u64],
    bootstrap: Bootstrap,
    of: impl Fn(&[u64]) -> Vec<Result<f64, Reason>> + Sync,
) -> Vec<Agreement> {
    let whole = of(present);
    let things = present.iter().fold(0_u64, |sum, k| sum.saturating_add(*k));
    let why_not = match bootstrap.replicates {
        0 => Some("no draws were asked for"),
        _ if things < FEWEST_TO_RESAMPLE => Some("there are fewer than 20 units to draw from"),
        _ => None,
    };
    let draws: Vec<Vec<Option<f64>>> = if why_not.is_some() {
        Vec::new()
    } else {
        (0..bootstrap.replicates)
            .into_par_iter()
            .map(|k| {
                let mut rng = ChaCha8Rng::seed_from_u64(bootstrap.seed);
                rng.set_stream(k as u64);
                of(&drawn(present, things, &mut rng)).into_iter().map(Result::ok).collect()
            })
            .collect()
    };
    whole
        .into_iter()
        .zip(counted)
        .enumerate()
        .map(|(figure, (value, n))| {
            let status = match value {
                Err(reason) => Status::Undefined { reason },
                Ok(value) => {
                    let of_figure = draws.iter().map(|d| d.get(figure).copied().flatten());
                    let (se, ends, why) = spread(of_figure.collect());
                    Status::Value(interval(value, se, ends, why_not.unwrap_or(why)))
                }
            };
            Agreement { n: *n, status }
        })
        .collect()
}

/// Figures of codings, by draws of their units or clusters. `of` takes weights of the patterns.
pub(super) fn of_codings(
    codings: &Codings,
    counted: &[u64],
    bootstrap: Bootstrap,
    of: impl Fn(&[u64]) -> Vec<Result<f64, Reason>> + Sync,
) -> Vec<Agreement> {
    let Some(clusters) = codings.clusters() else {
        return resampled(codings.weights(), counted, bootstrap, of);
    };
    resampled(&vec![1; clusters.len()], counted, bootstrap, |times| {
        let mut weights = vec![0_u64; codings.patterns()];
        for (cluster, times) in clusters.iter().zip(times).filter(|(_, times)| **times > 0) {
            for (pattern, weight) in cluster {
                weights[*pattern] = weights[*pattern].saturating_add(weight.saturating_mul(*times));
            }
        }
        of(&weights)
    })
}

/// As many things as there are, drawn with replacement: how many of each kind.
fn drawn(present: &[u64], things: u64, rng: &mut ChaCha8Rng) -> Vec<u64> {
    let mut out = vec![0; present.len()];
    if present.iter().all(|k| *k == 1) {
        for _ in present {
            out[rng.random_range(0..present.len())] += 1;
        }
        return out;
    }
    // One kind after the other, each by a binomial draw of what is left.
    let (mut left, mut among) = (things, things);
    for (slot, count) in out.iter_mut().zip(present) {
        *slot = if among <= *count {
            left
        } else {
            Binomial::new(left, *count as f64 / among as f64).map_or(0, |b| b.sample(rng))
        };
        left = left.saturating_sub(*slot);
        among = among.saturating_sub(*count);
    }
    out
}

type Ends = Option<(f64, f64)>;

/// Standard error and ends from the draws, and what to say where there are none.
fn spread(draws: Vec<Option<f64>>) -> (Option<f64>, Ends, &'static str) {
    let all = draws.len();
    let mut values: Vec<f64> = draws.into_iter().flatten().collect();
    if (all - values.len()) * 40 > all {
        return (None, None, "in more than one draw in 40 the figure is not defined");
    }
    values.sort_unstable_by(f64::total_cmp);
    let end = |p| quantile(&values, p, QuantileType::Seven);
    let se = Spread::of(values.iter().copied()).and_then(|s| s.variance()).map(f64::sqrt);
    (
        se,
        end(0.025).zip(end(0.975)),
        "all draws give the same, and an interval of no width would claim certainty",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::result::Uncertainty;

    /// The mean of kinds 0, 1, 2 …
    fn mean(counts: &[u64]) -> Vec<Result<f64, Reason>> {
        let n: u64 = counts.iter().sum();
        vec![Ok(counts.iter().enumerate().map(|(k, c)| k as f64 * *c as f64).sum::<f64>() / n as f64)]
    }

    fn ends(of: &[Agreement]) -> (f64, f64, f64) {
        match &of[0].status {
            Status::Value(e) => match e.uncertainty {
                Uncertainty::Interval { low, high } => (low, high, e.se.unwrap()),
                Uncertainty::NotQuantified { .. } => (f64::NAN, f64::NAN, f64::NAN),
            },
            Status::Undefined { .. } => (f64::NAN, f64::NAN, f64::NAN),
        }
    }

    #[test]
    fn draws_of_kinds_spread_as_draws_of_single_things() {
        // 60 of 100: standard error √(.24/100), normal interval ±1.96 of it.
        let by_kind = resampled(&[40, 60], &[100], Bootstrap { replicates: 4000, seed: 1 }, mean);
        let (low, high, se) = ends(&by_kind);
        assert!((se - 0.049).abs() < 0.002 && (low - 0.504).abs() < 0.012 && (high - 0.696).abs() < 0.012);
        let single = resampled(&[1; 100], &[100], Bootstrap { replicates: 4000, seed: 1 }, |times| {
            mean(&[times[..40].iter().sum(), times[40..].iter().sum()])
        });
        let (_, _, single) = ends(&single);
        assert!((single - se).abs() < 0.003);
    }

    #[test]
    fn as_many_are_drawn_as_there_are() {
        let mut rng = ChaCha8Rng::seed_from_u64(5);
        for present in [vec![3, 0, 9, 1], vec![1; 7], vec![12]] {
            let things = present.iter().sum();
            assert_eq!(drawn(&present, things, &mut rng).iter().sum::<u64>(), things);
        }
        assert_eq!(drawn(&[5, 0], 5, &mut rng), [5, 0]);
        assert!(drawn(&[], 0, &mut rng).is_empty());
    }

    #[test]
    fn threads_change_nothing_and_the_seed_does() {
        let of = |threads, seed| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| resampled(&[40, 60], &[1], Bootstrap { replicates: 200, seed }, mean))
        };
        assert_eq!(of(1, 7), of(3, 7));
        assert_ne!(of(1, 7), of(1, 8));
    }

    #[test]
    fn no_interval_where_it_would_claim_too_much() {
        let many = Bootstrap { replicates: 200, seed: 1 };
        assert!(ends(&resampled(&[9, 10], &[19], many, mean)).0.is_nan(), "too few");
        assert!(ends(&resampled(&[0, 50], &[50], many, mean)).0.is_nan(), "no width");
        assert!(ends(&resampled(&[5, 50], &[50], Bootstrap::NONE, mean)).0.is_nan(), "none asked for");
        let often_undefined = |counts: &[u64]| {
            if counts[0] == 0 { vec![Err(Reason::NoVariation)] } else { mean(counts) }
        };
        assert!(ends(&resampled(&[1, 50], &[51], many, often_undefined)).0.is_nan());
        let undefined = resampled(&[0, 50], &[50], many, often_undefined);
        assert_eq!(undefined[0].reason(), Some(&Reason::NoVariation));
    }
}
