//! What is said of one covariate: coefficient, p value by permutation, interval from the model, and a sentence.

use serde::Serialize;

use super::measure::Origin;
use super::permute::Counts;
use super::sentence::sentence;
use super::shared::SameRespondents;
use crate::result::Uncertainty;

/// Highest p value at which a sentence says that two measures go together.
pub(super) const LEVEL: f64 = 0.05;

/// A p value by permutation, two-sided.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PValue {
    /// Share of arrangements with |t| at least that of the data: b/m over all permutations, else (b + 1)/(m + 1),
    /// which counts the data as one of the arrangements (Davison & Hinkley 1997, ch. 4).
    pub value: f64,
    /// Monte Carlo standard error √(p(1 − p)/(m + 1)); none where all permutations were done and p is exact.
    pub monte_carlo_se: Option<f64>,
    /// p where the partial correlation of a permutation counts as if no cell had dropped out of it; the same as
    /// `value` unless values are missing, else above it. Fewer cells make |t| smaller where directions depend on each
    /// other, so with gaps `value` is somewhat too small and this one somewhat too large. Sentences go by this one.
    pub cautious: f64,
    /// b: permutations with |t| at least that of the data, the unusable ones included.
    pub as_extreme: u64,
    /// m: permutations done.
    pub permutations: u64,
    /// Permutations in which missing cells left nothing to work the coefficient out from; they count as extreme.
    pub unusable: u64,
}

impl PValue {
    /// Of covariate k, from the counts.
    pub(super) fn new(counts: &Counts, k: usize) -> Self {
        let extra = u64::from(!counts.exhaustive);
        let of = (counts.permutations + extra) as f64;
        let share = |count: u64| (count + extra) as f64 / of;
        let value = share(counts.as_extreme[k]);
        Self {
            value,
            monte_carlo_se: (!counts.exhaustive).then(|| (value * (1.0 - value) / of).sqrt()),
            cautious: share(counts.cautious[k]),
            as_extreme: counts.as_extreme[k],
            permutations: counts.permutations,
            unusable: counts.unusable[k],
        }
    }

    /// Upper end of the cautious p: with 1.96 of its Monte Carlo standard errors, where it has one.
    fn at_most(&self) -> f64 {
        let p = self.cautious;
        let se = self.monte_carlo_se.map_or(0.0, |_| (p * (1.0 - p) / (self.permutations + 1) as f64).sqrt());
        p + 1.96 * se
    }
}

/// What can be said about a covariate and the outcome, the other covariates held equal. Association, never cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Association {
    /// Where the covariate is higher, the outcome tends to be higher.
    HigherWithHigher,
    /// Where the covariate is higher, the outcome tends to be lower.
    LowerWithHigher,
    /// The data do not tell, which is not the same as "they do not go together".
    CannotTell,
}

/// One covariate.
///
/// The p value comes from MRQAP, the interval from the model of two-sided ratings with covariates, which is another
/// calculation with an estimate of its own: see [`with_model`](Self::with_model). Until that is filled in the
/// interval is [`Uncertainty::NotQuantified`]. Association and sentence follow from both, so they are read through
/// functions and cannot be set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coefficient {
    /// The covariate.
    pub name: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Least squares: by how much the outcome differs, on its scale, per unit of the covariate on its scale.
    pub estimate: f64,
    /// The same in standard deviations within networks, of the outcome per one of the covariate.
    pub standardised: f64,
    /// estimate / its standard error of ordinary least squares. It is what permutations compare; as directions of
    /// one network depend on each other it must not be looked up in a table.
    pub t: f64,
    /// 1/(1 − R²) of the covariate on the others; above 10 they are hardly told apart.
    pub inflation: f64,
    /// By permutation (MRQAP with double semi-partialling).
    pub p: PValue,
    /// Whether the same people gave this covariate and the outcome.
    pub same_respondents: Option<SameRespondents>,
    model_estimate: Option<f64>,
    interval: Uncertainty,
    association: Association,
    sentence: String,
    #[serde(skip)]
    outcome: String,
    #[serde(skip)]
    beside_others: bool,
}

/// What a coefficient is made from.
pub(super) struct Parts<'a> {
    pub(super) name: &'a str,
    pub(super) outcome: &'a str,
    pub(super) origin: Origin,
    pub(super) estimate: f64,
    pub(super) standardised: f64,
    pub(super) t: f64,
    pub(super) inflation: f64,
    pub(super) p: PValue,
    pub(super) same_respondents: Option<SameRespondents>,
    pub(super) beside_others: bool,
}

impl Coefficient {
    pub(super) fn new(parts: Parts<'_>) -> Self {
        let mut out = Self {
            name: parts.name.to_owned(),
            origin: parts.origin,
            estimate: parts.estimate,
            standardised: parts.standardised,
            t: parts.t,
            inflation: parts.inflation,
            p: parts.p,
            same_respondents: parts.same_respondents,
            model_estimate: None,
            interval: Uncertainty::NotQuantified {
                reason: "permutations give no interval, and the model that gives one was not run".into(),
            },
            association: Association::CannotTell,
            sentence: String::new(),
            outcome: parts.outcome.to_owned(),
            beside_others: parts.beside_others,
        };
        out.read();
        out
    }

    /// Fills in the coefficient of the same covariate from the model of two-sided ratings and its 95 % interval, both
    /// on the scales of the measures. Association and sentence are worked out again: they say that two measures go
    /// together only if p, interval and both estimates agree.
    #[must_use]
    pub fn with_model(mut self, estimate: f64, interval: Uncertainty) -> Self {
        self.model_estimate = Some(estimate);
        self.interval = interval;
        self.read();
        self
    }

    /// The coefficient of the model, if filled in.
    #[must_use]
    pub fn model_estimate(&self) -> Option<f64> {
        self.model_estimate
    }

    /// The 95 % interval of the model, or why there is none.
    #[must_use]
    pub fn interval(&self) -> &Uncertainty {
        &self.interval
    }

    /// What can be said.
    #[must_use]
    pub fn association(&self) -> Association {
        self.association
    }

    /// The same in plain words.
    #[must_use]
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    fn read(&mut self) {
        self.association = self.judge();
        let shared = self.same_respondents.is_some();
        self.sentence = sentence(
            &self.name,
            &self.outcome,
            self.association,
            self.beside_others,
            self.model_estimate.map(|estimate| (estimate, &self.interval)),
            shared,
        );
    }

    fn judge(&self) -> Association {
        let sure = self.p.at_most() <= LEVEL;
        let agrees = |sign: f64| {
            let model = self.model_estimate.is_none_or(|estimate| estimate * sign > 0.0);
            let interval = match self.interval {
                Uncertainty::Interval { low, high } => low <= high && low * sign > 0.0 && high * sign > 0.0,
                Uncertainty::NotQuantified { .. } => true,
            };
            self.t * sign > 0.0 && model && interval
        };
        match (sure && agrees(1.0), sure && agrees(-1.0)) {
            (true, _) => Association::HigherWithHigher,
            (_, true) => Association::LowerWithHigher,
            _ => Association::CannotTell,
        }
    }
}
