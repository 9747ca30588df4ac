//! The arrows of the framework's figure, as far as this partnership's answers tell: what goes together over the directions
//! that are shown to whoever looks. A function of released evidence; association, never cause.

use troth_dyads::{paired, rank_association};
use troth_framework::Narrative;
use troth_lens::association::{Arrows, Association, Found};
use troth_lens::two_sided::TwoSided;
use troth_network::{Uncertainty, Value};

use super::question;
use crate::app::App;
use crate::results::Evidence;

impl App {
    /// Both arrows of a story. What is uneven is taken as unevenness, as the page shows it.
    pub(crate) fn arrows(&self, evidence: &Evidence, story: &Narrative) -> Arrows {
        let label = |concept: &str| question(&self.lens, concept);
        let aspects: Vec<String> = story.erodes.iter().map(|a| format!("aspect:{}", a.to)).collect();
        let outcomes: Vec<String> = story.harms.iter().map(|a| format!("outcome:{}", a.to)).collect();
        let uneven = format!("narrative:{}", story.id);
        let to_trust = aspects.iter().map(|aspect| Association {
            first: story.uneven.clone(),
            second: label(aspect),
            found: found(evidence, (&uneven, true), aspect),
        });
        let to_work = aspects.iter().flat_map(|aspect| {
            outcomes.iter().map(move |outcome| Association {
                first: label(aspect),
                second: label(outcome),
                found: found(evidence, (aspect, false), outcome),
            })
        });
        Arrows { to_trust: to_trust.collect(), to_work: to_work.collect() }
    }
}

/// `first` (turned where more of it means less unevenness) beside `second`, over the directions that show both.
fn found(evidence: &Evidence, (first, turned): (&str, bool), second: &str) -> Found {
    let (Some(x), Some(y)) = (evidence.rating(first), evidence.rating(second)) else {
        return Found::NotMeasured;
    };
    let names = |reading: &TwoSided| -> Vec<(String, String, f64)> {
        (reading.directions.iter())
            .filter_map(|d| {
                let value = d.state.value()?.estimate;
                Some((d.direction.from.to_string(), d.direction.to.to_string(), value))
            })
            .collect()
    };
    let (x, y) = (names(x), names(y));
    if x.is_empty() || y.is_empty() {
        return Found::NotMeasured;
    }
    let sign = if turned { -1.0 } else { 1.0 };
    let x: Vec<(&str, &str, f64)> = x.iter().map(|(f, t, v)| (f.as_str(), t.as_str(), sign * v)).collect();
    let y: Vec<(&str, &str, f64)> = y.iter().map(|(f, t, v)| (f.as_str(), t.as_str(), *v)).collect();
    match rank_association(&paired(&x, &y)) {
        Ok(known) => Found::Known {
            rho: hundredths(&known.rho),
            directions: known.directions,
            organisations: known.organisations,
        },
        Err(reason) => Found::TooLittle { reason: reason.to_string() },
    }
}

/// In hundredths, the ends outwards.
fn hundredths(rho: &troth_dyads::Estimate) -> Value {
    let uncertainty = match &rho.uncertainty {
        troth_dyads::Uncertainty::Interval { low, high } => {
            Uncertainty::Interval { low: (low * 100.0).floor() / 100.0, high: (high * 100.0).ceil() / 100.0 }
        }
        troth_dyads::Uncertainty::NotQuantified { reason } => {
            Uncertainty::NotQuantified { reason: reason.to_string() }
        }
    };
    Value { estimate: (rho.estimate * 100.0).round() / 100.0, uncertainty, people: None }
}
