//! What a fit of all rows says of a whole partnership, on 0–1: mean, parts of the spread as standard deviations,
//! reciprocities (Kenny & La Voie 1984).

use troth_dyads::{Boundary, Estimate, Fit, Outcome, Quantity};
use troth_lens::{Correlation, Estimates, IntervalMethod, Intervals, NetworkFit, Part, Reciprocity, Spread};
use troth_network::{Uncertainty, Value};

/// An estimate within `ends`: no score lies outside its scale.
pub(super) fn held(estimate: &Estimate, (least, most): (f64, f64)) -> Value {
    through(estimate, |x| x.clamp(least, most))
}

/// An estimate and its interval through a function that keeps order.
fn through(estimate: &Estimate, by: impl Fn(f64) -> f64) -> Value {
    let uncertainty = match &estimate.uncertainty {
        troth_dyads::Uncertainty::Interval { low, high } => {
            Uncertainty::Interval { low: by(*low), high: by(*high) }
        }
        troth_dyads::Uncertainty::NotQuantified { reason } => {
            Uncertainty::NotQuantified { reason: reason.to_string() }
        }
    };
    Value { estimate: by(estimate.estimate), uncertainty, people: None }
}

/// The estimates of the partnership called `group`, or why there are none.
pub(super) fn estimates(group: &str, outcome: &Outcome) -> Estimates {
    let fitted = outcome.fitted().and_then(|fit| Some((fit, fit.means.iter().find(|m| m.group == group)?)));
    let Some((fit, mean)) = fitted else {
        return Estimates::NotShown {
            reason: format!("No model was used: {}", outcome.reason().unwrap_or_default()),
            would_help: String::new(),
        };
    };
    let reciprocity = |estimate: &Option<Estimate>, quantity| match (estimate, edge(fit, quantity)) {
        (None, _) => Correlation::None,
        (Some(_), Some(_)) => Correlation::AtEdge,
        (Some(estimate), None) => Correlation::Estimated(through(estimate, |x| x)),
    };
    Estimates::Fitted(Box::new(NetworkFit {
        mean: held(&mean.mean, (0.0, 1.0)),
        fragile: fit.fragile,
        with_error: fit.variance.residual.is_none(),
        spread: Spread {
            rater: part(&fit.variance.rater, edge(fit, Quantity::Rater)),
            target: part(&fit.variance.target, edge(fit, Quantity::Target)),
            relationship: part(&fit.variance.relationship, edge(fit, Quantity::Relationship)),
        },
        reciprocity: Reciprocity {
            generalised: reciprocity(&fit.reciprocity.generalised, Quantity::GeneralisedReciprocity),
            dyadic: reciprocity(&fit.reciprocity.dyadic, Quantity::DyadicReciprocity),
        },
    }))
}

/// The parts that concern people and single answers.
pub(super) fn more_parts(outcome: &Outcome) -> Vec<(String, Part)> {
    let Some(fit) = outcome.fitted() else { return Vec::new() };
    let people = fit.variance.respondent.as_ref().map(|v| part(v, edge(fit, Quantity::Respondent)));
    let rest = fit.variance.residual.as_ref().map(|v| part(v, None));
    let named = [("People of one organisation", people), ("The rest of one answer", rest)];
    named.into_iter().filter_map(|(label, part)| Some((label.to_owned(), part?))).collect()
}

fn edge(fit: &Fit, quantity: Quantity) -> Option<&Boundary> {
    fit.boundary.iter().find(|b| b.quantity == quantity)
}

/// A variance as a standard deviation; its interval is that of the square root.
fn part(variance: &Estimate, edge: Option<&Boundary>) -> Part {
    let root = |variance: f64| variance.max(0.0).sqrt();
    match edge {
        Some(edge) => Part::AtZero { at_most: edge.upper.map(root) },
        None => Part::Estimated(through(variance, root)),
    }
}

/// How the intervals of a fit were made, by the method's name, so that a new one is never taken for an old one.
pub(super) fn intervals(outcome: &Outcome) -> Intervals {
    let Some(fit) = outcome.fitted() else { return Intervals::default() };
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
