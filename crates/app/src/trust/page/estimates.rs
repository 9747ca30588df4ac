//! What a fit of all rows says of a whole partnership, on 0–1: mean, parts of the spread as standard deviations,
//! reciprocities (Kenny & La Voie 1984).

use troth_dyads::{Boundary, Estimate, Fit, Outcome, Quantity};
use troth_lens::{Estimates, IntervalMethod, Intervals, NetworkFit, Part};
use troth_network::Value;

use crate::analyse::totals::{network_fit, part, value};

/// An estimate within `ends`: no score lies outside its scale.
pub(super) fn held(estimate: &Estimate, (least, most): (f64, f64)) -> Value {
    value(estimate, |x| x.clamp(least, most))
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
    let mean_held = held(&mean.mean, (0.0, 1.0));
    Estimates::Fitted(Box::new(NetworkFit { mean: mean_held, ..network_fit(fit, &mean.mean) }))
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
