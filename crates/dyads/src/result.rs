//! What comes out: plain data, every number with what is known of its uncertainty.

use std::borrow::Cow;

use serde::Serialize;

use crate::observation::IntervalMethod;
use crate::raw::{Raw, Unrated};
use crate::refuse::Refusal;

/// What is known about how far an estimate may be off.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Uncertainty {
    /// A 95 % interval.
    Interval {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// No interval, and why.
    NotQuantified {
        /// Words that fit after "not quantified: ".
        reason: Cow<'static, str>,
    },
}

/// A number with its uncertainty, on the input's scale (variances on its square).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Estimate {
    /// The estimate.
    pub estimate: f64,
    /// (Prediction) standard error, where there is one.
    pub se: Option<f64>,
    /// Interval, or why there is none.
    pub uncertainty: Uncertainty,
}

/// The mean of one group, over its directions, at the average mix of staff and representatives.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupMean {
    /// The group.
    pub group: String,
    /// Its mean.
    pub mean: Estimate,
}

/// Variance components. None means that the part cannot be told apart in these data and is in the next coarser one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Variances {
    /// How much organisations differ as raters, var(a).
    pub rater: Estimate,
    /// How much organisations differ as targets, var(b).
    pub target: Estimate,
    /// How much relationships differ beyond both, var(g); includes the residual where that is none.
    pub relationship: Estimate,
    /// How much people of one organisation differ in level, var(u).
    pub respondent: Option<Estimate>,
    /// What is left within a direction, var(e).
    pub residual: Option<Estimate>,
}

/// Covariances.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Covariances {
    /// cov(aᵢ, bᵢ).
    pub rater_target: Estimate,
    /// cov(gᵢⱼ, gⱼᵢ).
    pub relationship: Estimate,
}

/// Correlations; none where a variance is 0, so that there is no correlation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reciprocities {
    /// cor(aᵢ, bᵢ): those who rate others highly are rated highly.
    pub generalised: Option<Estimate>,
    /// cor(gᵢⱼ, gⱼᵢ): a special rating one way goes with one the other way. Where `residual` is none it includes
    /// the error of single answers and is closer to 0 than that of the relationships.
    pub dyadic: Option<Estimate>,
}

/// A quantity that can end at the edge of what is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// Rater variance.
    Rater,
    /// Target variance.
    Target,
    /// Relationship variance.
    Relationship,
    /// Respondent variance.
    Respondent,
    /// Correlation of rater and target effects.
    GeneralisedReciprocity,
    /// Correlation of the two directions of a relationship.
    DyadicReciprocity,
}

/// A quantity that was estimated at the edge of what is possible.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Boundary {
    /// Which quantity.
    pub quantity: Quantity,
    /// For a variance at 0: the 95 % upper end U by profile likelihood (rise of the deviance by 3.84), if made.
    /// On the square of the input's scale, like the variance.
    pub upper: Option<f64>,
    /// The sentence to show.
    pub sentence: String,
}

/// An organisation's two effects, as deviations from the mean of its group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrganisationEffect {
    /// The group.
    pub group: String,
    /// The organisation.
    pub id: String,
    /// How far its ratings of others lie above the mean; none if it rated nobody.
    pub as_rater: Option<Estimate>,
    /// How far ratings of it by others lie above the mean; none if nobody rated it.
    pub as_target: Option<Estimate>,
    /// Number of organisations it rated.
    pub rated: usize,
    /// Number of organisations that rated it.
    pub rated_by: usize,
}

/// One rated direction: θ = mean + rater effect + target effect + relationship effect.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DirectionEstimate {
    /// The group.
    pub group: String,
    /// The organisation that rates.
    pub from: String,
    /// The organisation that is rated.
    pub to: String,
    /// θ, drawn toward the mean the more, the fewer answers there are.
    pub theta: Estimate,
    /// Number of answers.
    pub n: usize,
    /// Plain mean of the answers.
    pub observed_mean: f64,
}

/// Prediction error covariance of (θ a→b, θ b→a).
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct PairCovariance {
    /// Variance of a→b.
    pub var_ab: f64,
    /// Variance of b→a.
    pub var_ba: f64,
    /// Their covariance.
    pub cov: f64,
}

/// A pair that is rated from both sides; `a` sorts before `b`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairEstimate {
    /// The group.
    pub group: String,
    /// First organisation.
    pub a: String,
    /// Second organisation.
    pub b: String,
    /// (θ a→b + θ b→a) / 2.
    pub level: Estimate,
    /// θ a→b − θ b→a.
    pub gap: Estimate,
    /// The joint covariance behind both intervals; none where they are not quantified.
    pub covariance: Option<PairCovariance>,
}

/// A covariate's coefficient: by how much θ is higher where the covariate is one higher. An association, no cause.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coefficient {
    /// The covariate.
    pub name: String,
    /// On the input's scale per unit of the covariate.
    pub estimate: Estimate,
}

/// What the bootstrap found, for whoever checks the intervals.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bootstrap {
    /// Seed of the draws.
    pub seed: u64,
    /// Number of draws.
    pub replicates: usize,
    /// How many standard errors an interval reaches to each side: rater and target effects, directions, levels,
    /// gaps, and means with the other fixed effects. 1.96 would be the normal's.
    pub multipliers: [f64; 6],
}

/// A fitted model of two-sided ratings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fit {
    /// Always `reml`.
    pub method: &'static str,
    /// How intervals were made.
    pub interval_method: IntervalMethod,
    /// −2 REML log-likelihood with (N − p)·ln 2π and without ln|X′X|.
    pub deviance: f64,
    /// Organisations, summed over groups.
    pub organisations: usize,
    /// People who answered.
    pub respondents: usize,
    /// Ratings used.
    pub ratings: usize,
    /// Directions with a rating.
    pub directions: usize,
    /// Pairs with ratings from both sides.
    pub pairs_both_sides: usize,
    /// Mean per group.
    pub means: Vec<GroupMean>,
    /// ρ: how much higher staff answer than representatives; none unless both answered within an organisation.
    pub staff_shift: Option<Estimate>,
    /// One per covariate, in the order given.
    pub coefficients: Vec<Coefficient>,
    /// Directions left out because they have no value of a covariate.
    pub without_covariate: usize,
    /// How the intervals of effects were widened; none where they are ± 1.96 standard errors.
    pub bootstrap: Option<Bootstrap>,
    /// Variance components.
    pub variance: Variances,
    /// Covariances.
    pub covariance: Covariances,
    /// Correlations.
    pub reciprocity: Reciprocities,
    /// What ended at the edge of what is possible.
    pub boundary: Vec<Boundary>,
    /// Effects per organisation.
    pub by_organisation: Vec<OrganisationEffect>,
    /// Rated directions.
    pub by_direction: Vec<DirectionEstimate>,
    /// Pairs rated from both sides.
    pub by_pair: Vec<PairEstimate>,
    /// Directions without a rating.
    pub unrated: Vec<Unrated>,
    /// True under 6 organisations (summed over groups): read nothing into small differences.
    pub fragile: bool,
    /// Sentences to show.
    pub warnings: Vec<String>,
    /// The ratings without a model.
    pub raw: Raw,
}

/// What [`fit`](crate::fit()) gives back. The ratings without a model are there in every case.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Outcome {
    /// The model was fitted.
    Fitted(Box<Fit>),
    /// Too few organisations for a model: the ratings as they are.
    RawOnly {
        /// A full sentence.
        reason: String,
        /// The ratings.
        raw: Raw,
        /// Sentences to show.
        warnings: Vec<String>,
    },
    /// The model has no meaning for these data.
    Refused {
        /// Why, and what to do.
        reason: Refusal,
        /// The usable ratings; answers that contradict each other are left out.
        raw: Raw,
        /// Sentences to show.
        warnings: Vec<String>,
    },
}

impl Outcome {
    /// The ratings without a model.
    #[must_use]
    pub fn raw(&self) -> &Raw {
        match self {
            Self::Fitted(fit) => &fit.raw,
            Self::RawOnly { raw, .. } | Self::Refused { raw, .. } => raw,
        }
    }

    /// Sentences to show.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        match self {
            Self::Fitted(fit) => &fit.warnings,
            Self::RawOnly { warnings, .. } | Self::Refused { warnings, .. } => warnings,
        }
    }

    /// The fit, if there is one.
    #[must_use]
    pub fn fitted(&self) -> Option<&Fit> {
        match self {
            Self::Fitted(fit) => Some(fit),
            Self::RawOnly { .. } | Self::Refused { .. } => None,
        }
    }

    /// Why there is no fit: a full sentence.
    #[must_use]
    pub fn reason(&self) -> Option<String> {
        match self {
            Self::Fitted(_) => None,
            Self::RawOnly { reason, .. } => Some(reason.clone()),
            Self::Refused { reason, .. } => Some(reason.to_string()),
        }
    }
}
