//! From a fit to what it says of the whole partnership: no organisation, person or direction is kept.

use std::collections::{BTreeMap, BTreeSet};

use troth_dyads::{Boundary, Estimate, Fit, Outcome, Quantity};
use troth_framework::{Concept, Lens};
use troth_gate::CellPlan;
use troth_lens::{
    Correlation, Counts, Estimates, IntervalMethod, Intervals, Item, Named, NetworkFit, NetworkTotals, Part,
    Reciprocity, Spread,
};
use troth_network::{OrganisationId, Rating, Uncertainty, Value, WaveId};

/// What was asked on a concept.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Asked {
    /// Items with a declared scale, in order, each scale once.
    pub(crate) items: Vec<Item>,
    /// Whether answers came without a scale: they cannot be put on 0–1 and enter nothing.
    pub(crate) without_scale: bool,
}

/// What was asked on each concept, in a fixed order. Answers between units of one parent, or to unknown variables, are
/// left out as they are in the scores.
pub(crate) fn asked(ratings: &[Rating], lens: &Lens, organisations: &[Named]) -> BTreeMap<Concept, Asked> {
    let family: BTreeMap<OrganisationId, OrganisationId> =
        organisations.iter().map(|o| (o.id, o.parent.unwrap_or(o.id))).collect();
    let mut all: BTreeMap<Concept, Asked> = BTreeMap::new();
    let known = ratings.iter().filter(|r| family.get(&r.rater) != family.get(&r.target));
    for (rating, variable) in known.filter_map(|r| Some((r, lens.variable(&r.variable)?))) {
        let asked = all.entry(variable.maps_to.clone()).or_default();
        match rating.scale {
            None => asked.without_scale = true,
            Some(scale) => {
                let item = Item { variable: rating.variable.clone(), least: scale.min, most: scale.max };
                if !asked.items.contains(&item) {
                    asked.items.push(item);
                }
            }
        }
    }
    for asked in all.values_mut() {
        asked.items.sort_by(|x, y| {
            x.variable.cmp(&y.variable).then(x.least.total_cmp(&y.least)).then(x.most.total_cmp(&y.most))
        });
    }
    all
}

/// What `outcome` says of the whole partnership; `None` stands for no answers that may be shown.
pub(crate) fn totals(
    concept: &str,
    wave: WaveId,
    asked: Asked,
    plan: &CellPlan,
    outcome: Option<&Outcome>,
) -> NetworkTotals {
    let counts = plan.counts();
    let fitted = outcome.and_then(Outcome::fitted);
    NetworkTotals {
        concept: concept.to_owned(),
        wave,
        counts,
        intervals: fitted.map(intervals).unwrap_or_default(),
        estimates: estimates(&asked, plan, counts, outcome),
        items: asked.items,
    }
}

fn estimates(asked: &Asked, plan: &CellPlan, counts: Option<Counts>, outcome: Option<&Outcome>) -> Estimates {
    let not_shown = |reason: &str, would_help: &str| Estimates::NotShown {
        reason: reason.to_owned(),
        would_help: would_help.to_owned(),
    };
    if asked.items.is_empty() && asked.without_scale {
        return not_shown(
            "The answers came without a scale, so they cannot be put on 0 to 100.",
            "Import them with the ends of their scale.",
        );
    }
    if counts.is_none() {
        let few = format!(
            "Fewer than {} people answered whose answers may be shown here.",
            plan.audience.floor().raised_to(plan.floor.people()).people()
        );
        return not_shown(&few, "More people asked in the next round.");
    }
    match outcome {
        Some(Outcome::Fitted(fit)) => match fit.means.first() {
            Some(group) => Estimates::Fitted(Box::new(network_fit(fit, &group.mean))),
            None => not_shown("The model gave no mean.", "Work the results out again."),
        },
        Some(Outcome::RawOnly { reason, .. }) => not_shown(
            &format!("No model was used: {reason}"),
            "More organisations that answer about each other.",
        ),
        // Which reason it was can tell of answers that are all alike, so none is named.
        Some(_) => not_shown(
            "No model fits these answers, or there are too few of them.",
            "More organisations that answer about each other.",
        ),
        None => not_shown("There are no answers to show.", "Import answers."),
    }
}

/// Mean, spreads and reciprocities of a fit, of the group with this mean.
pub(crate) fn network_fit(fit: &Fit, mean: &Estimate) -> NetworkFit {
    let edge = |quantity| fit.boundary.iter().find(|b| b.quantity == quantity);
    NetworkFit {
        mean: value(mean, |x| x),
        fragile: fit.fragile,
        with_error: fit.variance.residual.is_none(),
        spread: Spread {
            rater: part(&fit.variance.rater, edge(Quantity::Rater)),
            target: part(&fit.variance.target, edge(Quantity::Target)),
            relationship: part(&fit.variance.relationship, edge(Quantity::Relationship)),
        },
        reciprocity: Reciprocity {
            generalised: correlation(
                fit.reciprocity.generalised.as_ref(),
                edge(Quantity::GeneralisedReciprocity),
            ),
            dyadic: correlation(fit.reciprocity.dyadic.as_ref(), edge(Quantity::DyadicReciprocity)),
        },
    }
}

/// A variance as a standard deviation; its interval is that of the square root.
pub(crate) fn part(variance: &Estimate, edge: Option<&Boundary>) -> Part {
    match edge {
        Some(edge) => Part::AtZero { at_most: edge.upper.map(root) },
        None => Part::Estimated(value(variance, root)),
    }
}

fn correlation(estimate: Option<&Estimate>, edge: Option<&Boundary>) -> Correlation {
    match (estimate, edge) {
        (None, _) => Correlation::None,
        (Some(_), Some(_)) => Correlation::AtEdge,
        (Some(estimate), None) => Correlation::Estimated(value(estimate, |x| x)),
    }
}

fn root(variance: f64) -> f64 {
    variance.max(0.0).sqrt()
}

/// An estimate and its interval through a function that keeps order; people are counted elsewhere.
pub(crate) fn value(estimate: &Estimate, through: impl Fn(f64) -> f64) -> Value {
    let uncertainty = match &estimate.uncertainty {
        troth_dyads::Uncertainty::Interval { low, high } => {
            Uncertainty::Interval { low: through(*low), high: through(*high) }
        }
        troth_dyads::Uncertainty::NotQuantified { reason } => {
            Uncertainty::NotQuantified { reason: reason.to_string() }
        }
    };
    Value { estimate: through(estimate.estimate), uncertainty, people: None }
}

/// How the intervals of a fit were made. Read by the method's name, so that a new method is never taken for an old one.
fn intervals(fit: &Fit) -> Intervals {
    let name = serde_json::to_value(fit.interval_method).unwrap_or_default();
    let method = match name.as_str() {
        Some("none") => IntervalMethod::None,
        Some("fast") => IntervalMethod::Fast,
        Some("full") => IntervalMethod::Full,
        _ => IntervalMethod::Other,
    };
    let drawn = fit.bootstrap.as_ref();
    Intervals { method, seed: drawn.map(|b| b.seed), draws: drawn.map(|b| b.replicates) }
}

/// Concepts of which every answer came without a scale: nothing is worked out, and that is said.
pub(crate) fn only_without_scale(asked: &BTreeMap<Concept, Asked>) -> BTreeSet<Concept> {
    asked.iter().filter(|(_, a)| a.items.is_empty() && a.without_scale).map(|(c, _)| c.clone()).collect()
}

#[cfg(test)]
mod tests {
    use troth_dyads::{AnswerKind, FitOptions, Observation, fit};
    use troth_gate::{AnswerRef, Audience};
    use troth_network::{AnswerRole, Direction};

    use super::*;

    fn organisation(n: u8) -> OrganisationId {
        format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
    }

    /// Six organisations, five staff each, who all rate each other.
    fn observations() -> Vec<Observation> {
        let mut all = Vec::new();
        for i in 0..6_u8 {
            for j in (0..6).filter(|j| *j != i) {
                for person in 0..5_u8 {
                    let step = (i * 7 + j * 5 + person * 3 + i * j * (person + 1)) % 11;
                    all.push(Observation {
                        group: String::new(),
                        rater: organisation(i).to_string(),
                        target: organisation(j).to_string(),
                        respondent: Some(format!("{i}-{person}")),
                        kind: AnswerKind::Staff,
                        value: 0.3 + f64::from(step) / 25.0 + f64::from(i) / 40.0 - f64::from(j) / 50.0,
                    });
                }
            }
        }
        all
    }

    fn made(options: &FitOptions) -> NetworkTotals {
        let observations = observations();
        let answers: Vec<AnswerRef> = observations
            .iter()
            .map(|o| AnswerRef {
                direction: Direction { from: o.rater.parse().unwrap(), to: o.target.parse().unwrap() },
                role: AnswerRole::Staff,
                respondent: o.respondent.clone().unwrap(),
                visible_to: None,
                end: None,
                items: String::new(),
            })
            .collect();
        let plan = CellPlan::of(&answers, &Audience::Agreed, Audience::Agreed.floor(), &[]);
        let items = vec![Item { variable: "fairness".into(), least: 1.0, most: 5.0 }];
        let asked = Asked { items, without_scale: false };
        let outcome = fit(&observations, options);
        totals("aspect:fairness", WaveId(organisation(9).0), asked, &plan, Some(&outcome))
    }

    #[test]
    fn the_release_records_which_method_made_its_ranges() {
        let fast = made(&FitOptions::default());
        assert_eq!(fast.intervals, Intervals { method: IntervalMethod::Fast, seed: None, draws: None });
        let part = &fast.fit().unwrap().spread.rater;
        assert!(matches!(part, Part::Estimated(value) if value.interval().is_none()), "{part:?}");

        let options =
            FitOptions { seed: 5, replicates: 30, ..FitOptions::with(troth_dyads::IntervalMethod::Full) };
        let full = made(&options);
        assert_eq!(
            full.intervals,
            Intervals { method: IntervalMethod::Full, seed: Some(5), draws: Some(30) }
        );
        let (fast, full) = (fast.fit().unwrap(), full.fit().unwrap());
        let Part::Estimated(rater) = &full.spread.rater else { panic!("{:?}", full.spread) };
        let (low, high) = rater.interval().unwrap();
        assert!(low <= rater.estimate && rater.estimate <= high && low >= 0.0);
        let width = |fit: &NetworkFit| fit.mean.interval().map(|(low, high)| high - low).unwrap();
        assert!(width(full) > width(fast), "the bootstrap knows that variances are estimated");
    }

    #[test]
    fn a_spread_is_the_root_of_its_variance_with_the_root_of_both_ends() {
        let uncertainty = troth_dyads::Uncertainty::Interval { low: 0.0025, high: 0.04 };
        let variance = Estimate { estimate: 0.01, se: None, uncertainty };
        let Part::Estimated(value) = part(&variance, None) else { panic!("estimated") };
        assert!((value.estimate - 0.1).abs() < 1e-12);
        assert_eq!(value.interval(), Some((0.05, 0.2)));
    }
}
