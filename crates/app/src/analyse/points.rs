//! Numbers in whole points of a hundred, as they leave: the estimate to the nearest, the ends of its range outwards, so
//! that no range gets narrower.

use troth_lens::two_sided::DirectionState;
use troth_lens::{Correlation, NetworkTotals, Part, TwoSided};
use troth_network::{Uncertainty, Value};

/// What is left of a number that is whole but for the last digits of its arithmetic.
const CRUMB: f64 = 1e-7;

/// A value in whole points.
pub(crate) fn whole(value: &mut Value) {
    value.estimate = (value.estimate * 100.0).round() / 100.0;
    if let Uncertainty::Interval { low, high } = &mut value.uncertainty {
        *low = down(*low).min(value.estimate);
        *high = up(*high).max(value.estimate);
    }
}

fn down(x: f64) -> f64 {
    (x * 100.0 + CRUMB).floor() / 100.0
}

fn up(x: f64) -> f64 {
    (x * 100.0 - CRUMB).ceil() / 100.0
}

/// Every number of a reading in whole points.
pub(crate) fn reading(reading: &mut TwoSided) {
    for direction in &mut reading.directions {
        match &mut direction.state {
            DirectionState::Shown { value, .. } => whole(value),
            DirectionState::Withheld { pooled: Some(pooled), .. } => whole(&mut pooled.value),
            DirectionState::Withheld { .. } | DirectionState::NotRated => {}
        }
    }
    for pair in &mut reading.pairs {
        whole(&mut pair.level);
        whole(&mut pair.gap);
    }
    reading.mean.iter_mut().for_each(whole);
}

/// Every number of totals in whole points.
pub(crate) fn totals(totals: &mut NetworkTotals) {
    let Some(fit) = totals.fit_mut() else { return };
    whole(&mut fit.mean);
    for part in [&mut fit.spread.rater, &mut fit.spread.target, &mut fit.spread.relationship] {
        match part {
            Part::Estimated(value) => whole(value),
            Part::AtZero { at_most } => *at_most = at_most.map(up),
        }
    }
    for correlation in [&mut fit.reciprocity.generalised, &mut fit.reciprocity.dyadic] {
        if let Correlation::Estimated(value) = correlation {
            whole(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_never_get_narrower_and_hold_their_estimate() {
        let value = |estimate, low, high| {
            let mut value =
                Value { estimate, uncertainty: Uncertainty::Interval { low, high }, people: None };
            whole(&mut value);
            (value.estimate, value.interval().unwrap())
        };
        assert_eq!(value(0.5849, 0.5801, 0.5899), (0.58, (0.58, 0.59)));
        assert_eq!(value(0.29, 0.28, 0.57), (0.29, (0.28, 0.57)), "what is whole stays as it is");
        assert_eq!(value(-0.214, -0.2149, 0.0), (-0.21, (-0.22, 0.0)));
        assert_eq!(value(0.5851, 0.581, 0.5852), (0.59, (0.58, 0.59)));
    }
}
