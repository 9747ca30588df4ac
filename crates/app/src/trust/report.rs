//! The result of `troth trust` as JSON holds it (docs/formats.md). Effects are deviations from the mean, on the
//! input's scale.

use serde::Serialize;
use troth_dyads::{Bootstrap, Boundary, Estimate, Uncertainty};
use troth_network::Scale;

pub use super::agreement::AgreementReport;
pub use super::graph::GraphReport;
pub use super::reliability::Reliability;
use crate::intake::Problem;

/// The whole document.
#[derive(Debug, Serialize)]
pub struct TrustReport {
    /// Version of the program.
    pub troth: &'static str,
    /// Seed of whatever is drawn at random: the one given, else a fixed one.
    pub seed: u64,
    /// What was read.
    pub source: Source,
    /// One result per wave and variable.
    pub results: Vec<ResultReport>,
    /// Per variable the change from each wave to the next.
    pub changes: Vec<ChangeReport>,
    /// The associations that were asked for, one per wave.
    pub associations: Vec<AssociationReport>,
}

/// Which ratings go with a rating: association, never cause.
#[derive(Debug, Serialize)]
pub struct AssociationReport {
    /// Wave.
    pub wave: Option<String>,
    /// The variable that others may go with.
    pub outcome: String,
    /// Those that may.
    pub covariates: Vec<String>,
    /// Why it could not be worked out.
    pub reason: Option<String>,
    /// What was found.
    pub regression: Option<troth_dyads::regression::Regression>,
}

/// What the same people answered differently from one wave to the next: the model of the differences.
#[derive(Debug, Serialize)]
pub struct ChangeReport {
    /// Earlier wave.
    pub from_wave: String,
    /// Later wave.
    pub to_wave: String,
    /// Answers of the same person about the same organisation in both.
    pub matched: usize,
    /// Answers of the earlier wave alone, not used.
    pub only_earlier: usize,
    /// Answers of the later wave alone, not used.
    pub only_later: usize,
    /// Fit of the differences, later less earlier.
    pub result: ResultReport,
}

/// What was read.
#[derive(Debug, Serialize)]
pub struct Source {
    /// File name.
    pub file: String,
    /// Rows that hold something.
    pub rows: usize,
    /// Rows whose value is empty: not answered, and not wrong.
    pub empty: usize,
    /// Rows left out, each with its reason.
    pub skipped: Vec<Problem>,
    /// Remarks on the file as a whole.
    pub warnings: Vec<String>,
}

/// `{"estimate","low","high"}`; ends are null where they are not known.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Triple {
    /// The estimate.
    pub estimate: f64,
    /// Lower end of the 95% interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

impl Triple {
    pub(super) fn of(estimate: &Estimate) -> Self {
        let (low, high) = match estimate.uncertainty {
            Uncertainty::Interval { low, high } => (Some(low), Some(high)),
            Uncertainty::NotQuantified { .. } => (None, None),
        };
        Self { estimate: estimate.estimate, low, high }
    }
}

/// A network and its mean.
#[derive(Debug, Serialize)]
pub struct NetworkMean {
    /// The network.
    pub id: String,
    /// Its mean; null where nothing was fitted.
    pub mean: Option<Triple>,
}

/// Variance components.
#[derive(Debug, Serialize)]
pub struct Variances {
    /// Organisations as raters.
    pub rater: Triple,
    /// Organisations as targets.
    pub target: Triple,
    /// Relationships.
    pub relationship: Triple,
    /// People of one organisation.
    pub respondent: Option<Triple>,
    /// The rest.
    pub residual: Option<Triple>,
}

/// Covariances.
#[derive(Debug, Serialize)]
pub struct Covariances {
    /// Of an organisation's two effects.
    pub rater_target: Triple,
    /// Of the two directions of a relationship.
    pub relationship: Triple,
}

/// A reciprocity. Where a variance is 0 it is not defined: the estimate is null and full intervals run from −1 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Correlation {
    /// The estimate.
    pub estimate: Option<f64>,
    /// Lower end of the 95% interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

impl Correlation {
    pub(super) fn of(estimate: Option<&Estimate>, full: bool) -> Self {
        match estimate.map(Triple::of) {
            Some(Triple { estimate, low, high }) => Self { estimate: Some(estimate), low, high },
            None => Self { estimate: None, low: full.then_some(-1.0), high: full.then_some(1.0) },
        }
    }
}

/// Reciprocities: correlations.
#[derive(Debug, Serialize)]
pub struct Reciprocities {
    /// Of an organisation's two effects.
    pub generalised: Correlation,
    /// Of the two directions of a relationship.
    pub dyadic: Correlation,
}

/// An organisation's effects.
#[derive(Debug, Serialize)]
pub struct OrganisationRow {
    /// Network.
    pub network: String,
    /// Organisation.
    pub id: String,
    /// As rater.
    pub as_rater: Option<Triple>,
    /// As target.
    pub as_target: Option<Triple>,
    /// Organisations it rated.
    pub rated: usize,
    /// Organisations that rated it.
    pub rated_by: usize,
}

/// A rated direction.
#[derive(Debug, Serialize)]
pub struct DirectionRow {
    /// Network.
    pub network: String,
    /// Who rates.
    pub from: String,
    /// Who is rated.
    pub to: String,
    /// Estimate; null where nothing was fitted.
    pub estimate: Option<f64>,
    /// Lower end.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// Answers.
    pub n: usize,
    /// Plain mean of the answers.
    pub observed_mean: f64,
}

/// A pair rated from both sides.
#[derive(Debug, Serialize)]
pub struct PairRow {
    /// Network.
    pub network: String,
    /// First organisation.
    pub a: String,
    /// Second.
    pub b: String,
    /// (a→b + b→a) / 2.
    pub level: Triple,
    /// a→b − b→a.
    pub gap: Triple,
}

/// A direction without a rating.
#[derive(Debug, Serialize)]
pub struct UnratedRow {
    /// Network.
    pub network: String,
    /// Who did not rate.
    pub from: String,
    /// Whom.
    pub to: String,
}

/// A variable of several items, made into scale scores (docs/methods/scale-scores.md).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemsReport {
    /// Items that anybody answered.
    pub items: usize,
    /// Answers to them.
    pub answers: usize,
    /// Scores made of them, one for each respondent and target.
    pub scores: usize,
    /// Answers left out because their respondent answered fewer than half of the items about the target.
    pub answers_left_out: usize,
    /// How well the items hang together.
    pub reliability: Reliability,
    /// Each item, in the order of their names.
    pub by_item: Vec<ItemRow>,
}

/// One item of a scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemRow {
    /// Its name.
    pub item: String,
    /// Answers to it.
    pub n: usize,
    /// Their plain mean.
    pub mean: f64,
}

/// One wave and variable.
#[derive(Debug, Serialize)]
pub struct ResultReport {
    /// Networks pooled, each with its mean.
    pub networks: Vec<NetworkMean>,
    /// Wave.
    pub wave: Option<String>,
    /// Variable.
    pub variable: String,
    /// `fitted`, `raw_only` or `refused`.
    pub status: &'static str,
    /// Why it is not fitted.
    pub reason: Option<String>,
    /// `reml` where fitted.
    pub method: Option<&'static str>,
    /// How intervals were made.
    pub interval_method: Option<String>,
    /// The bootstrap behind the intervals: seed, replicates, and how many standard errors an interval reaches. Null
    /// where they are ± 1.96 standard errors.
    pub bootstrap: Option<Bootstrap>,
    /// −2 REML log-likelihood.
    pub deviance: Option<f64>,
    /// Declared scale.
    pub scale: Option<Scale>,
    /// How scale scores were made; null if the file names no items of this variable.
    pub items: Option<ItemsReport>,
    /// Organisations.
    pub organisations: usize,
    /// People who answered.
    pub respondents: usize,
    /// Answers used.
    pub ratings: usize,
    /// Directions with an answer.
    pub directions: usize,
    /// Pairs rated from both sides.
    pub pairs_both_sides: usize,
    /// Variance components.
    pub variance: Option<Variances>,
    /// Covariances.
    pub covariance: Option<Covariances>,
    /// Reciprocities.
    pub reciprocity: Option<Reciprocities>,
    /// How much higher staff answer than representatives of the same organisation; null unless both answered.
    pub staff_shift: Option<Triple>,
    /// What was estimated at the edge of what is possible, with the sentence to read instead of the number.
    pub boundary: Vec<Boundary>,
    /// Effects per organisation.
    pub by_organisation: Vec<OrganisationRow>,
    /// Rated directions.
    pub by_direction: Vec<DirectionRow>,
    /// Pairs rated from both sides.
    pub by_pair: Vec<PairRow>,
    /// Directions without a rating.
    pub unrated: Vec<UnratedRow>,
    /// How far colleagues agree; null if no direction was answered by two members of staff.
    pub rater_agreement: Option<AgreementReport>,
    /// Who rated whom, as a graph.
    pub graph: GraphReport,
    /// Sentences to read with the numbers.
    pub warnings: Vec<String>,
}
