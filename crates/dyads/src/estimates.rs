//! Numbers of the fit turned into [`Estimate`]s on the input's scale, each with its interval or the reason for none.

use crate::bootstrap::{Kind, Multipliers};
use crate::design::Design;
use crate::observation::IntervalMethod;
use crate::predict::PairPrediction;
use crate::result::{Estimate, PairCovariance, Uncertainty};

/// Why components and reciprocities have no interval.
const NEEDS_FULL: &str = "needs --intervals full";
/// Why nothing has an interval.
const NOT_ASKED: &str = "no intervals were asked for";
/// Why a direction with its only answer has none.
const ONE_ANSWER: &str =
    "one answer per direction: relationship and error of the single answer cannot be told apart";
/// Why a profile gave none.
const NO_PROFILE: &str = "the likelihood could not be followed to the end of the interval";
/// Why a figure whose variances are all at 0 has none: an interval of no width would claim certainty.
const AT_ZERO: &str = "the variances behind it are estimated at 0, so its error cannot be worked out this way; needs --intervals full";
/// Error variances (answers having variance 1) below this count as 0.
const NO_WIDTH: f64 = 1e-12;

/// Makes estimates for one fit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Maker {
    intervals: IntervalMethod,
    multipliers: Multipliers,
    scale: f64,
    centre: f64,
    single: bool,
}

/// A value on the scale of the design with its error variance, and the prediction and error variance that its interval
/// is made from: those at components kept away from the edges, under 20 organisations.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) value: f64,
    pub(crate) variance: f64,
    pub(crate) wide: f64,
    pub(crate) centre: f64,
}

impl Maker {
    /// For a design, the intervals asked for, and how many standard errors they reach.
    pub(crate) fn new(design: &Design, intervals: IntervalMethod, multipliers: Multipliers) -> Self {
        let single = !design.terms.residual;
        Self { intervals, multipliers, scale: design.scale, centre: design.centre, single }
    }

    fn none(estimate: f64, reason: &'static str) -> Estimate {
        Estimate { estimate, se: None, uncertainty: Uncertainty::NotQuantified { reason: reason.into() } }
    }

    fn interval(self, kind: Kind, estimate: f64, unit: f64, of: Known) -> Estimate {
        if self.intervals == IntervalMethod::None {
            return Self::none(estimate, NOT_ASKED);
        }
        if of.wide < NO_WIDTH {
            return Self::none(estimate, AT_ZERO);
        }
        let reach = self.multipliers.of(kind) * unit * of.wide.max(0.0).sqrt();
        let middle = estimate + unit * (of.centre - of.value);
        // Both sets of components tell nearly the same; where they do not, the estimate still belongs to its interval.
        let (low, high) = ((middle - reach).min(estimate), (middle + reach).max(estimate));
        let se = unit * of.variance.max(0.0).sqrt();
        Estimate { estimate, se: Some(se), uncertainty: Uncertainty::Interval { low, high } }
    }

    /// A variance or covariance with its interval, answers having variance 1.
    pub(crate) fn component(self, value: f64, interval: Option<(f64, f64)>) -> Estimate {
        let unit = self.scale * self.scale;
        self.ratio(value * unit, interval.map(|(low, high)| (low * unit, high * unit)))
    }

    /// A correlation with its interval.
    pub(crate) fn ratio(self, value: f64, interval: Option<(f64, f64)>) -> Estimate {
        let reason = match (self.intervals, interval) {
            (IntervalMethod::None, _) => NOT_ASKED,
            (IntervalMethod::Fast, _) => NEEDS_FULL,
            (IntervalMethod::Full, None) => NO_PROFILE,
            (IntervalMethod::Full, Some((low, high))) => {
                // The ends are found by searching, so the estimate may lie a hair outside.
                let (low, high) = (low.min(value), high.max(value));
                return Estimate {
                    estimate: value,
                    se: None,
                    uncertainty: Uncertainty::Interval { low, high },
                };
            }
        };
        Self::none(value, reason)
    }

    /// A difference from the mean.
    pub(crate) fn effect(self, kind: Kind, of: Known) -> Estimate {
        self.interval(kind, of.value * self.scale, self.scale, of)
    }

    /// A coefficient of a covariate that was divided by `deviation`.
    pub(crate) fn coefficient(self, of: Known, deviation: f64) -> Estimate {
        let unit = self.scale / deviation;
        self.interval(Kind::Fixed, of.value * unit, unit, of)
    }

    /// A mean.
    pub(crate) fn mean(self, of: Known) -> Estimate {
        self.interval(Kind::Fixed, self.centre + of.value * self.scale, self.scale, of)
    }

    /// θ of one side.
    pub(crate) fn direction(self, p: &PairPrediction, wide: &PairPrediction, side: usize) -> Estimate {
        let of = Known {
            value: p.theta[side],
            variance: p.covariance[side][side],
            wide: wide.covariance[side][side],
            centre: wide.theta[side],
        };
        self.of_pair(Kind::Direction, self.centre, of)
    }

    /// (θ a→b + θ b→a) / 2.
    pub(crate) fn level(self, p: &PairPrediction, wide: &PairPrediction) -> Estimate {
        let variance = |p: &PairPrediction| {
            let [[v, k], [_, w]] = p.covariance;
            (v + 2.0 * k + w) / 4.0
        };
        let value = (p.theta[0] + p.theta[1]) / 2.0;
        let of = Known {
            value,
            variance: variance(p),
            wide: variance(wide),
            centre: (wide.theta[0] + wide.theta[1]) / 2.0,
        };
        self.of_pair(Kind::Level, self.centre, of)
    }

    /// θ a→b − θ b→a.
    pub(crate) fn gap(self, p: &PairPrediction, wide: &PairPrediction) -> Estimate {
        let variance = |p: &PairPrediction| {
            let [[v, k], [_, w]] = p.covariance;
            v - 2.0 * k + w
        };
        let of = Known {
            value: p.theta[0] - p.theta[1],
            variance: variance(p),
            wide: variance(wide),
            centre: wide.theta[0] - wide.theta[1],
        };
        self.of_pair(Kind::Gap, 0.0, of)
    }

    /// The covariance behind level and gap.
    pub(crate) fn covariance(self, p: &PairPrediction) -> Option<PairCovariance> {
        let unit = self.scale * self.scale;
        let [[v, k], [_, w]] = p.covariance;
        let known = !self.single && self.intervals != IntervalMethod::None;
        known.then_some(PairCovariance { var_ab: v * unit, var_ba: w * unit, cov: k * unit })
    }

    fn of_pair(self, kind: Kind, centre: f64, of: Known) -> Estimate {
        let value = centre + self.scale * of.value;
        if self.single && self.intervals != IntervalMethod::None {
            Self::none(value, ONE_ANSWER)
        } else {
            self.interval(kind, value, self.scale, of)
        }
    }
}
