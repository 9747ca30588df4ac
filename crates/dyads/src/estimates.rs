//! Numbers of the fit turned into [`Estimate`]s on the input's scale, each with its interval or the reason for none.

use crate::design::Design;
use crate::observation::IntervalMethod;
use crate::predict::PairPrediction;
use crate::result::{Estimate, PairCovariance, Uncertainty};

/// Why components and reciprocities have no interval yet.
const NEEDS_FULL: &str = "needs --intervals full, which is not available yet";
/// Why nothing has an interval.
const NOT_ASKED: &str = "no intervals were asked for";
/// Why a direction with its only answer has none.
const ONE_ANSWER: &str =
    "one answer per direction: relationship and error of the single answer cannot be told apart";

/// Why a figure whose variances are all at 0 has none: an interval of no width would claim certainty.
const AT_ZERO: &str =
    "the variances behind it are estimated at 0, so its error cannot be worked out this way";
/// Error variances (answers having variance 1) below this count as 0.
const NO_WIDTH: f64 = 1e-12;

/// Makes estimates for one fit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Maker {
    intervals: IntervalMethod,
    scale: f64,
    centre: f64,
    single: bool,
}

impl Maker {
    /// For a design and the intervals asked for.
    pub(crate) fn new(design: &Design, intervals: IntervalMethod) -> Self {
        Self { intervals, scale: design.scale, centre: design.centre, single: !design.terms.residual }
    }

    fn none(estimate: f64, reason: &str) -> Estimate {
        Estimate { estimate, se: None, uncertainty: Uncertainty::NotQuantified { reason: reason.to_owned() } }
    }

    fn interval(self, estimate: f64, variance: f64) -> Estimate {
        match self.intervals {
            IntervalMethod::None => Self::none(estimate, NOT_ASKED),
            IntervalMethod::Fast if variance < NO_WIDTH => Self::none(estimate, AT_ZERO),
            IntervalMethod::Fast => {
                let se = self.scale * variance.max(0.0).sqrt();
                let (low, high) = (estimate - 1.96 * se, estimate + 1.96 * se);
                Estimate { estimate, se: Some(se), uncertainty: Uncertainty::Interval { low, high } }
            }
        }
    }

    /// A variance or covariance.
    pub(crate) fn component(self, value: f64) -> Estimate {
        self.ratio(value * self.scale * self.scale)
    }

    /// A correlation.
    pub(crate) fn ratio(self, value: f64) -> Estimate {
        let reason = if self.intervals == IntervalMethod::None { NOT_ASKED } else { NEEDS_FULL };
        Self::none(value, reason)
    }

    /// A difference from the mean, with its error variance.
    pub(crate) fn effect(self, value: f64, variance: f64) -> Estimate {
        self.interval(value * self.scale, variance)
    }

    /// A mean, with its error variance.
    pub(crate) fn mean(self, value: f64, variance: f64) -> Estimate {
        self.interval(self.centre + value * self.scale, variance)
    }

    /// θ of one side.
    pub(crate) fn direction(self, p: &PairPrediction, side: usize) -> Estimate {
        let value = self.centre + self.scale * p.theta[side];
        self.of_pair(value, p.covariance[side][side])
    }

    /// (θ a→b + θ b→a) / 2.
    pub(crate) fn level(self, p: &PairPrediction) -> Estimate {
        let [[v, k], [_, w]] = p.covariance;
        let value = self.centre + self.scale * (p.theta[0] + p.theta[1]) / 2.0;
        self.of_pair(value, (v + 2.0 * k + w) / 4.0)
    }

    /// θ a→b − θ b→a.
    pub(crate) fn gap(self, p: &PairPrediction) -> Estimate {
        let [[v, k], [_, w]] = p.covariance;
        self.of_pair(self.scale * (p.theta[0] - p.theta[1]), v - 2.0 * k + w)
    }

    /// The covariance behind level and gap.
    pub(crate) fn covariance(self, p: &PairPrediction) -> Option<PairCovariance> {
        let unit = self.scale * self.scale;
        let [[v, k], [_, w]] = p.covariance;
        let known = !self.single && self.intervals == IntervalMethod::Fast;
        known.then_some(PairCovariance { var_ab: v * unit, var_ba: w * unit, cov: k * unit })
    }

    fn of_pair(self, value: f64, variance: f64) -> Estimate {
        if self.single && self.intervals == IntervalMethod::Fast {
            Self::none(value, ONE_ANSWER)
        } else {
            self.interval(value, variance)
        }
    }
}
