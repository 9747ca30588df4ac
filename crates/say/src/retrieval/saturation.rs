//! How many different codes are in use after one, two, three … texts.

use std::collections::{BTreeMap, BTreeSet};

use crate::code::CodeKey;

/// After so many texts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Saturation {
    /// How many texts were read, from 1.
    pub texts: usize,
    /// Different codes in these texts, in the order given.
    pub in_order: usize,
    /// Codes that the last of them was the first to hold.
    pub new: usize,
    /// Different codes in this many texts, averaged over every choice of them.
    pub averaged: f64,
}

/// The curve for texts in an order, each with the codes it holds.
///
/// The average is exact: a code that is in k of n texts is missing from m of them in C(n−k, m) of C(n, m) choices, so
/// the mean is the sum over codes of 1 − C(n−k, m) / C(n, m) (sample-based rarefaction: Colwell, Mao and Chang 2004,
/// Ecology 85, 2717–2727, doi:10.1890/03-0557).
pub fn saturation(texts: &[BTreeSet<CodeKey>]) -> Vec<Saturation> {
    let n = texts.len();
    let mut held: BTreeMap<&CodeKey, usize> = BTreeMap::new();
    for code in texts.iter().flatten() {
        *held.entry(code).or_default() += 1;
    }
    let mut seen: BTreeSet<&CodeKey> = BTreeSet::new();
    texts
        .iter()
        .enumerate()
        .map(|(at, codes)| {
            let before = seen.len();
            seen.extend(codes);
            let averaged = held.values().map(|k| 1.0 - missing(n, *k, at + 1)).sum();
            Saturation { texts: at + 1, in_order: seen.len(), new: seen.len() - before, averaged }
        })
        .collect()
}

/// C(n−k, m) / C(n, m): the share of choices of m of n texts that hold none of k.
fn missing(n: usize, k: usize, m: usize) -> f64 {
    if m > n - k {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "numbers of texts are small")]
    (0..m).map(|i| (n - k - i) as f64 / (n - i) as f64).product()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::samples::key;
    use super::*;

    fn texts(held: &[&str]) -> Vec<BTreeSet<CodeKey>> {
        held.iter().map(|codes| codes.split_whitespace().map(key).collect()).collect()
    }

    #[test]
    fn the_curve_follows_the_order_and_the_average_does_not() {
        let curve = saturation(&texts(&["roles", "roles", "roles money"]));
        let in_order: Vec<_> = curve.iter().map(|s| (s.in_order, s.new)).collect();
        assert_eq!(in_order, [(1, 1), (1, 0), (2, 1)]);
        // roles is always there; money in one of three choices of one, two of three of two, always of three.
        for (step, mean) in curve.iter().zip([1.0 + 1.0 / 3.0, 1.0 + 2.0 / 3.0, 2.0]) {
            assert!((step.averaged - mean).abs() < 1e-12);
        }
        assert_eq!(saturation(&[]), []);
    }

    proptest! {
        #[test]
        fn the_average_is_that_of_all_choices(
            held in proptest::collection::vec(proptest::collection::btree_set("[a-e]", 0..5), 1..8)) {
            let texts: Vec<BTreeSet<CodeKey>> =
                held.iter().map(|codes| codes.iter().map(|code| key(code)).collect()).collect();
            let curve = saturation(&texts);
            for step in &curve {
                let choices: Vec<u32> =
                    (0..1_u32 << texts.len()).filter(|c| c.count_ones() as usize == step.texts).collect();
                let codes = |choice: u32| {
                    let chosen = texts.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1);
                    chosen.flat_map(|(_, codes)| codes).collect::<BTreeSet<_>>().len()
                };
                let sum: usize = choices.iter().map(|choice| codes(*choice)).sum();
                prop_assert!((step.averaged - sum as f64 / choices.len() as f64).abs() < 1e-9);
            }
            let last = curve.last().unwrap();
            prop_assert!((last.averaged - last.in_order as f64).abs() < 1e-9);
            prop_assert!(curve.windows(2).all(|w| w[0].averaged <= w[1].averaged + 1e-12));
        }
    }
}
