//! From ratings to an [`Outcome`]: guard, describe, refuse or fit, and write everything down.

use std::collections::BTreeMap;

use crate::boundary::boundaries;
use crate::clean::clean;
use crate::design::Design;
use crate::estimates::Maker;
use crate::observation::{FitOptions, IntervalMethod, Observation};
use crate::predict::predictions;
use crate::raw::{Raw, describe};
use crate::refuse::{Refusal, check};
use crate::result::{
    Covariances, DirectionEstimate, Fit, GroupMean, OrganisationEffect, Outcome, PairEstimate, Reciprocities,
    Variances,
};
use crate::search::{Found, search};

/// Fewest organisations in the largest group for a model.
const FEWEST: usize = 4;
/// Below this many organisations a fit is marked fragile.
const FRAGILE: usize = 6;
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
    let cleaned = clean(observations);
    let raw = describe(&cleaned.rows);
    let mut warnings = cleaned.warnings;
    let refused = |reason, raw, warnings| Outcome::Refused { reason, raw, warnings };
    if let Some(reason) = cleaned.refusal {
        return refused(reason, raw, warnings);
    }
    if cleaned.rows.is_empty() {
        return refused(Refusal::NoRatings, raw, warnings);
    }
    let largest = sizes(&raw).into_values().max().unwrap_or(0);
    if largest < FEWEST {
        let reason = format!(
            "There are {largest} organisations in the largest group and a model needs at least {FEWEST}, so the ratings are shown as they are."
        );
        return Outcome::RawOnly { reason, raw, warnings };
    }
    if let Err(reason) = check(&cleaned.rows, &raw) {
        return refused(reason, raw, warnings);
    }
    let Some(design) = Design::new(&cleaned.rows) else { return refused(Refusal::AllEqual, raw, warnings) };
    let terms = design.terms;
    let unknowns = design.fixed() + 5 + usize::from(terms.residual) + usize::from(terms.respondent);
    if design.ratings <= unknowns {
        let reason = Refusal::TooFewRatings { ratings: design.ratings, unknowns };
        return refused(reason, raw, warnings);
    }
    warn(&raw, &design, &mut warnings);
    match search(&design) {
        Ok(found) => Outcome::Fitted(Box::new(write_down(&design, &found, options.intervals, raw, warnings))),
        Err(reason) => refused(reason, raw, warnings),
    }
}

fn sizes(raw: &Raw) -> BTreeMap<&str, usize> {
    raw.by_organisation.iter().fold(BTreeMap::new(), |mut sizes, o| {
        *sizes.entry(o.group.as_str()).or_default() += 1;
        sizes
    })
}

fn warn(raw: &Raw, design: &Design, warnings: &mut Vec<String>) {
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
    if raw.organisations < NARROW {
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

fn write_down(
    design: &Design,
    found: &Found,
    intervals: IntervalMethod,
    raw: Raw,
    warnings: Vec<String>,
) -> Fit {
    let (c, terms) = (&found.components, design.terms);
    let solutions = &found.evaluation.groups;
    let maker = Maker::new(design, intervals);
    let (va, vb) = (c.sd_rater * c.sd_rater, c.sd_target * c.sd_target);
    let vab = c.sd_rater * c.sd_target * c.sin;
    let ratio = |part: f64, whole: f64| (whole > 0.0).then(|| maker.ratio((part / whole).clamp(-1.0, 1.0)));
    let mut means = Vec::new();
    for (group, s) in design.groups.iter().zip(solutions) {
        let at = group.random;
        let mean = maker.mean(s.gamma[at], s.covariance[(at, at)]);
        means.push(GroupMean { group: group.name.clone(), mean });
    }
    let staff_shift =
        design.groups.first().zip(solutions.first()).filter(|_| terms.staff).map(|(group, s)| {
            let at = group.random + 1;
            maker.effect(s.gamma[at], s.covariance[(at, at)])
        });
    let (by_direction, by_pair) = directions_and_pairs(design, found, maker, &raw);
    Fit {
        method: "reml",
        interval_method: intervals,
        deviance: found.evaluation.deviance,
        organisations: raw.organisations,
        respondents: raw.respondents,
        ratings: raw.ratings,
        directions: raw.directions,
        pairs_both_sides: raw.pairs_both_sides,
        means,
        staff_shift,
        variance: Variances {
            rater: maker.component(va),
            target: maker.component(vb),
            relationship: maker.component(c.relationship),
            respondent: terms.respondent.then(|| maker.component(c.sd_respondent * c.sd_respondent)),
            residual: terms.residual.then(|| maker.component(c.residual)),
        },
        covariance: Covariances {
            rater_target: maker.component(vab),
            relationship: maker.component(c.relationship_cov),
        },
        reciprocity: Reciprocities {
            generalised: ratio(vab, (va * vb).sqrt()),
            dyadic: ratio(c.relationship_cov, c.relationship),
        },
        boundary: boundaries(design, found, intervals != IntervalMethod::None),
        by_organisation: organisations(design, found, maker, &raw),
        by_direction,
        by_pair,
        unrated: raw.unrated.clone(),
        fragile: raw.organisations < FRAGILE,
        warnings,
        raw,
    }
}

fn organisations(design: &Design, found: &Found, maker: Maker, raw: &Raw) -> Vec<OrganisationEffect> {
    let effects = design.groups.iter().zip(&found.evaluation.groups).flat_map(|(group, s)| {
        let n = group.n();
        (0..n).map(move |i| {
            let at = |k: usize| maker.effect(s.gamma[k], s.covariance[(k, k)]);
            (at(i), at(n + i))
        })
    });
    raw.by_organisation
        .iter()
        .zip(effects)
        .map(|(o, (rater, target))| OrganisationEffect {
            group: o.group.clone(),
            id: o.id.clone(),
            as_rater: (o.rated > 0).then_some(rater),
            as_target: (o.rated_by > 0).then_some(target),
            rated: o.rated,
            rated_by: o.rated_by,
        })
        .collect()
}

fn directions_and_pairs(
    design: &Design,
    found: &Found,
    maker: Maker,
    raw: &Raw,
) -> (Vec<DirectionEstimate>, Vec<PairEstimate>) {
    let mut thetas = BTreeMap::new();
    let mut pairs = Vec::new();
    let predicted = predictions(design, &found.evaluation.groups, &found.components);
    for (group, of_group) in design.groups.iter().zip(predicted) {
        for (pair, p) in group.pairs.iter().zip(of_group) {
            let Some(p) = p else { continue };
            for (k, side) in pair.sides.iter().enumerate() {
                let key =
                    (group.name.as_str(), group.ids[side.rater].as_str(), group.ids[side.target].as_str());
                thetas.insert(key, maker.direction(&p, k));
            }
            if let [first, _] = pair.sides.as_slice() {
                pairs.push(PairEstimate {
                    group: group.name.clone(),
                    a: group.ids[first.rater].clone(),
                    b: group.ids[first.target].clone(),
                    level: maker.level(&p),
                    gap: maker.gap(&p),
                    covariance: maker.covariance(&p),
                });
            }
        }
    }
    let directions = raw
        .by_direction
        .iter()
        .filter_map(|d| {
            let theta = thetas.remove(&(d.group.as_str(), d.from.as_str(), d.to.as_str()))?;
            let (group, from, to) = (d.group.clone(), d.from.clone(), d.to.clone());
            Some(DirectionEstimate { group, from, to, theta, n: d.n, observed_mean: d.observed_mean })
        })
        .collect();
    (directions, pairs)
}
