//! From ratings to an [`Outcome`]: guard, describe, refuse or fit, and write everything down.

use std::collections::BTreeMap;

use crate::clean::clean;
use crate::covariates::{Covariates, attach};
use crate::design::Design;
use crate::observation::{FitOptions, IntervalMethod, Observation};
use crate::problem::Problem;
use crate::raw::{Raw, describe};
use crate::refuse::{Refusal, check};
use crate::result::Outcome;
use crate::search::search;
use crate::written::write_down;

/// Fewest organisations in the largest group for a model.
const FEWEST: usize = 4;
/// Below this many organisations a fit is marked fragile.
pub(crate) const FRAGILE: usize = 6;
/// Below this many organisations the uncertainty of the variances themselves matters for the other intervals.
const NARROW: usize = 20;
/// Below this many it matters a lot (coverage table in `docs/methods/two-sided-ratings.md`).
const CLEARLY: usize = 12;

/// Fits the model of two-sided ratings to the ratings of one variable and wave; groups are pooled, each with a mean
/// of its own.
///
/// Never panics: whatever cannot be fitted comes back as [`Outcome::RawOnly`] or [`Outcome::Refused`].
///
/// ```
/// use troth_dyads::{AnswerKind, FitOptions, Observation, Outcome, fit};
/// let rate = |rater: &str, target: &str, value| Observation {
///     group: "north".into(), rater: rater.into(), target: target.into(),
///     respondent: None, kind: AnswerKind::Representative, value,
/// };
/// let two = [rate("hospital", "care home", 4.0), rate("care home", "hospital", 2.0)];
/// assert!(matches!(fit(&two, &FitOptions::default()), Outcome::RawOnly { .. }));
/// ```
#[must_use]
pub fn fit(observations: &[Observation], options: &FitOptions) -> Outcome {
    fit_with(observations, &Covariates::default(), options)
}

/// As [`fit()`], with other directed measures as covariates of θ. Directions without a value of each are left out and
/// counted. A coefficient is an association between measures of the same directions, never a cause.
#[must_use]
pub fn fit_with(observations: &[Observation], covariates: &Covariates, options: &FitOptions) -> Outcome {
    let cleaned = clean(observations);
    let mut rows = cleaned.rows;
    let mut warnings = cleaned.warnings;
    let attached =
        if covariates.names.is_empty() { Ok((Vec::new(), 0)) } else { attach(&mut rows, covariates) };
    let raw = describe(&rows);
    let refused = |reason, raw, warnings| Outcome::Refused { reason, raw, warnings };
    if let Some(reason) = cleaned.refusal {
        return refused(reason, raw, warnings);
    }
    let (standards, without_covariate) = match attached {
        Ok(attached) => attached,
        Err(reason) => return refused(reason, raw, warnings),
    };
    if rows.is_empty() {
        return refused(Refusal::NoRatings, raw, warnings);
    }
    let largest = sizes(&raw).into_values().max().unwrap_or(0);
    if largest < FEWEST {
        let reason = format!(
            "There are {largest} organisations in the largest group and a model needs at least {FEWEST}, so the ratings are shown as they are."
        );
        return Outcome::RawOnly { reason, raw, warnings };
    }
    if let Err(reason) = check(&rows, &raw) {
        return refused(reason, raw, warnings);
    }
    let Some((design, answers)) = Design::new(&rows, standards) else {
        return refused(Refusal::AllEqual, raw, warnings);
    };
    let terms = design.terms;
    let unknowns = design.fixed() + 5 + usize::from(terms.residual) + usize::from(terms.respondent);
    if design.ratings <= unknowns {
        let reason = Refusal::TooFewRatings { ratings: design.ratings, unknowns };
        return refused(reason, raw, warnings);
    }
    warn(&raw, &design, options.intervals, &mut warnings);
    let mut problem = Problem::new(&design, &answers);
    let found = match search(&mut problem) {
        Ok(found) => found,
        Err(reason) => return refused(reason, raw, warnings),
    };
    match write_down(&mut problem, &answers, &found, options, raw, warnings) {
        Ok(mut fit) => {
            fit.without_covariate = without_covariate;
            Outcome::Fitted(fit)
        }
        Err(given_back) => refused(Refusal::NoConvergence, given_back.0, given_back.1),
    }
}

fn sizes(raw: &Raw) -> BTreeMap<&str, usize> {
    raw.by_organisation.iter().fold(BTreeMap::new(), |mut sizes, o| {
        *sizes.entry(o.group.as_str()).or_default() += 1;
        sizes
    })
}

fn warn(raw: &Raw, design: &Design, intervals: IntervalMethod, warnings: &mut Vec<String>) {
    let small = sizes(raw).values().filter(|n| **n < FEWEST).count();
    if small > 0 {
        warnings.push(format!(
            "{small} groups have fewer than {FEWEST} organisations; they count in the pooled model but say little by themselves."
        ));
    }
    if raw.organisations < FRAGILE {
        warnings.push(format!(
            "There are fewer than {FRAGILE} organisations, so these results are fragile: one changed answer can turn them."
        ));
    }
    if raw.organisations < NARROW && intervals == IntervalMethod::Fast {
        let how = if raw.organisations < CLEARLY { "clearly" } else { "somewhat" };
        warnings.push(format!(
            "Intervals take the estimated variances as known; with fewer than {NARROW} organisations they are {how} too narrow (simulated with 8 organisations, intervals of organisations held the truth in 84 and those of gaps in 90 of 100 cases instead of 95)."
        ));
    }
    if design.groups.len() > 1 {
        let count = design.groups.len();
        warnings.push(format!(
            "{count} groups were pooled: each has a mean of its own, all share the same variances and reciprocities."
        ));
    }
    if !design.terms.residual {
        warnings.push(
            "No direction has two answers, so relationship and error of a single answer are one figure, and dyadic reciprocity is held down by that error."
                .to_owned(),
        );
    }
    if !design.terms.respondent {
        warnings.push(
            "Differences between people of one organisation cannot be told apart in these ratings; they are part of the other figures."
                .to_owned(),
        );
    }
}
