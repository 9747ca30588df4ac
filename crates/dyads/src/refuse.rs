//! When the model must not be fitted, and the sentence that says why and what to do.

use std::collections::BTreeMap;

use serde::Serialize;
use thiserror::Error;

use crate::clean::Row;
use crate::raw::{Raw, RawDirection};

/// Why a set of ratings is refused. Its `Display` is a full sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Refusal {
    /// Nothing is left to analyse.
    #[error(
        "There are no ratings of one organisation by another; check the rater, target and value columns."
    )]
    NoRatings,
    /// Some values are not numbers, or absurdly large.
    #[error(
        "{count} values are not usable numbers (the first is from {first}); leave such answers empty instead."
    )]
    NotFinite {
        /// How many.
        count: usize,
        /// Where the first one is, as `rater → target in group`.
        first: String,
    },
    /// One person gave two different answers about the same organisation.
    #[error(
        "The same person answers twice, differently, about the same organisation: {}; keep one answer of each, or give each person an id of their own.",
        .rows.join("; ")
    )]
    Contradictory {
        /// One entry per clash, naming group, rater, respondent, target and the values.
        rows: Vec<String>,
    },
    /// All values are the same.
    #[error(
        "Within each group all values are the same, so there is nothing to tell apart; report the value itself."
    )]
    AllEqual,
    /// Both sides always say the same.
    #[error(
        "In all {pairs} pairs both sides have the same value, so this is a symmetric relation (such as working together) and not a two-sided rating; analyse it as an undirected network, or check whether one side was filled in from the other."
    )]
    SymmetricRelation {
        /// Pairs that are rated from both sides.
        pairs: usize,
    },
    /// Everybody's answers add up to the same.
    #[error(
        "The answers of each respondent add up to the same total, so these are rankings or shares and raters cannot differ in level; ask for ratings, or compare the ranks directly."
    )]
    ConstantRowSums,
    /// No pair is rated from both sides.
    #[error(
        "No two organisations have rated each other, so nothing can be said about the two sides of a relationship; collect the other side, or show the ratings as they are."
    )]
    NoPairs,
    /// Fewer ratings than the model has unknowns.
    #[error(
        "There are {ratings} ratings for {unknowns} unknown means and variances; collect more ratings, or show them as they are."
    )]
    TooFewRatings {
        /// Usable ratings.
        ratings: usize,
        /// Means and (co)variances to estimate.
        unknowns: usize,
    },
    /// A covariate cannot be used.
    #[error("The covariate {which} {why}; mend it or leave it out.")]
    Covariate {
        /// Which covariate or direction.
        which: String,
        /// What is wrong with it.
        why: String,
    },
    /// The likelihood grows without bound.
    #[error(
        "The model has no best fit: {which}. Look for answers that were copied, filled in from the other side or calculated from each other, or show the ratings as they are."
    )]
    NoMaximum {
        /// Which part of the ratings leaves no variation.
        which: String,
    },
    /// The search did not come to rest.
    #[error(
        "No stable estimate was found for these ratings; show them as they are, and please report the data."
    )]
    NoConvergence,
}

/// Looks for the kinds of data for which the model has no meaning.
///
/// # Errors
/// The first [`Refusal`] that applies.
pub(crate) fn check(rows: &[Row<'_>], raw: &Raw) -> Result<(), Refusal> {
    let (low, high) = range(rows);
    let span = high - low;
    let constant = |of: &[Row<'_>]| {
        let (low, high) = range(of);
        high <= low
    };
    if rows.chunk_by(|x, y| x.group == y.group).all(constant) {
        return Err(Refusal::AllEqual);
    }
    if raw.pairs_both_sides == 0 {
        return Err(Refusal::NoPairs);
    }
    if raw.pairs_both_sides >= 3 && all_pairs_equal(raw, span) {
        return Err(Refusal::SymmetricRelation { pairs: raw.pairs_both_sides });
    }
    if constant_row_sums(rows, raw, span) {
        return Err(Refusal::ConstantRowSums);
    }
    Ok(())
}

/// Smallest and largest value.
pub(crate) fn range(rows: &[Row<'_>]) -> (f64, f64) {
    rows.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), r| (l.min(r.value), h.max(r.value)))
}

fn all_pairs_equal(raw: &Raw, span: f64) -> bool {
    // The list is sorted by group, rater and target.
    let opposite = |d: &RawDirection| {
        let wanted = (d.group.as_str(), d.to.as_str(), d.from.as_str());
        let found = raw
            .by_direction
            .binary_search_by(|o| (o.group.as_str(), o.from.as_str(), o.to.as_str()).cmp(&wanted));
        found.ok().map(|k| raw.by_direction[k].observed_mean)
    };
    let same = |d: &RawDirection| opposite(d).is_none_or(|o| (o - d.observed_mean).abs() <= 1e-12 * span);
    raw.by_direction.iter().all(same)
}

/// True if every organisation rates, every respondent rates every other organisation of the group, and the sum of
/// a respondent's answers is the same for all respondents of a group.
fn constant_row_sums(rows: &[Row<'_>], raw: &Raw, span: f64) -> bool {
    if raw.by_organisation.iter().any(|o| o.rated == 0) {
        return false;
    }
    let (low, _) = range(rows);
    let mut raters = 0;
    for group in rows.chunk_by(|x, y| x.group == y.group) {
        let size = raw.by_organisation.iter().filter(|o| o.group == group[0].group.text).count();
        let mut expected = None;
        for organisation in group.chunk_by(|x, y| x.rater == y.rater) {
            raters += 1;
            let mut sums: BTreeMap<_, (usize, f64)> = BTreeMap::new();
            for r in organisation {
                let e = sums.entry(r.person).or_default();
                e.0 += 1;
                e.1 += (r.value - low) / span;
            }
            for (count, sum) in sums.into_values() {
                let first = *expected.get_or_insert(sum);
                if count + 1 != size || (first - sum).abs() > 1e-9 * (size as f64) {
                    return false;
                }
            }
        }
    }
    raters >= 3
}
