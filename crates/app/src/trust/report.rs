//! The result of `troth trust` as JSON holds it (docs/formats.md). Effects are deviations from the mean, on the
//! input's scale.

use serde::Serialize;
use troth_dyads::{Estimate, Fit, Outcome, Raw, Uncertainty};
use troth_network::Scale;

use crate::intake::Problem;

/// The whole document.
#[derive(Debug, Serialize)]
pub struct TrustReport {
    /// Version of the program.
    pub troth: &'static str,
    /// Seed, if one was given.
    pub seed: Option<u64>,
    /// What was read.
    pub source: Source,
    /// One result per wave and variable.
    pub results: Vec<ResultReport>,
    /// Remarks on the file, for the screen.
    #[serde(skip)]
    pub remarks: Vec<String>,
}

/// What was read.
#[derive(Debug, Serialize)]
pub struct Source {
    /// File name.
    pub file: String,
    /// Rows that hold something.
    pub rows: usize,
    /// Rows left out, each with its reason.
    pub skipped: Vec<Problem>,
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
    fn of(estimate: &Estimate) -> Self {
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

/// Reciprocities: correlations.
#[derive(Debug, Serialize)]
pub struct Reciprocities {
    /// Of an organisation's two effects.
    pub generalised: Option<Triple>,
    /// Of the two directions of a relationship.
    pub dyadic: Option<Triple>,
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

/// Measures of the graph of rated directions (docs/methods/graph-measures.md).
#[derive(Debug, Serialize)]
pub struct GraphRow {
    /// Rated directions over possible ones.
    pub density: Option<f64>,
    /// Share of rated directions that are returned.
    pub reciprocity: Option<f64>,
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
    /// −2 REML log-likelihood.
    pub deviance: Option<f64>,
    /// Declared scale.
    pub scale: Option<Scale>,
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
    /// Effects per organisation.
    pub by_organisation: Vec<OrganisationRow>,
    /// Rated directions.
    pub by_direction: Vec<DirectionRow>,
    /// Pairs rated from both sides.
    pub by_pair: Vec<PairRow>,
    /// Directions without a rating.
    pub unrated: Vec<UnratedRow>,
    /// Rater agreement: not worked out yet.
    pub rater_agreement: Option<()>,
    /// Graph measures.
    pub graph: GraphRow,
    /// Sentences to read with the numbers.
    pub warnings: Vec<String>,
}

impl ResultReport {
    pub(crate) fn of(wave: Option<&str>, variable: &str, scale: Option<Scale>, outcome: &Outcome) -> Self {
        let raw = outcome.raw();
        let fitted = outcome.fitted();
        let mut warnings = outcome.warnings().to_vec();
        if let Some(fit) = fitted {
            warnings.extend(fit.boundary.iter().map(|b| b.sentence.clone()));
            if let Uncertainty::NotQuantified { reason } = &fit.variance.rater.uncertainty {
                warnings
                    .push(format!("Variances, covariances and reciprocities have no interval: {reason}."));
            }
        }
        Self {
            networks: networks(raw, fitted),
            wave: wave.map(str::to_owned),
            variable: variable.to_owned(),
            status: match outcome {
                Outcome::Fitted(_) => "fitted",
                Outcome::RawOnly { .. } => "raw_only",
                Outcome::Refused { .. } => "refused",
            },
            reason: outcome.reason(),
            method: fitted.map(|f| f.method),
            interval_method: fitted.map(|f| format!("{:?}", f.interval_method).to_lowercase()),
            deviance: fitted.map(|f| f.deviance),
            scale,
            organisations: raw.organisations,
            respondents: raw.respondents,
            ratings: raw.ratings,
            directions: raw.directions,
            pairs_both_sides: raw.pairs_both_sides,
            variance: fitted.map(variances),
            covariance: fitted.map(|f| Covariances {
                rater_target: Triple::of(&f.covariance.rater_target),
                relationship: Triple::of(&f.covariance.relationship),
            }),
            reciprocity: fitted.map(|f| Reciprocities {
                generalised: f.reciprocity.generalised.as_ref().map(Triple::of),
                dyadic: f.reciprocity.dyadic.as_ref().map(Triple::of),
            }),
            by_organisation: organisations(raw, fitted),
            by_direction: directions(raw, fitted),
            by_pair: fitted.map(pairs).unwrap_or_default(),
            unrated: raw
                .unrated
                .iter()
                .map(|u| UnratedRow { network: u.group.clone(), from: u.from.clone(), to: u.to.clone() })
                .collect(),
            rater_agreement: None,
            graph: GraphRow { density: raw.graph.density, reciprocity: raw.graph.reciprocity },
            warnings,
        }
    }
}

fn networks(raw: &Raw, fitted: Option<&Fit>) -> Vec<NetworkMean> {
    match fitted {
        Some(fit) => fit
            .means
            .iter()
            .map(|m| NetworkMean { id: m.group.clone(), mean: Some(Triple::of(&m.mean)) })
            .collect(),
        None => {
            let mut ids: Vec<String> = raw.by_organisation.iter().map(|o| o.group.clone()).collect();
            ids.sort();
            ids.dedup();
            ids.into_iter().map(|id| NetworkMean { id, mean: None }).collect()
        }
    }
}

fn variances(fit: &Fit) -> Variances {
    Variances {
        rater: Triple::of(&fit.variance.rater),
        target: Triple::of(&fit.variance.target),
        relationship: Triple::of(&fit.variance.relationship),
        respondent: fit.variance.respondent.as_ref().map(Triple::of),
        residual: fit.variance.residual.as_ref().map(Triple::of),
    }
}

fn organisations(raw: &Raw, fitted: Option<&Fit>) -> Vec<OrganisationRow> {
    match fitted {
        Some(fit) => fit
            .by_organisation
            .iter()
            .map(|o| OrganisationRow {
                network: o.group.clone(),
                id: o.id.clone(),
                as_rater: o.as_rater.as_ref().map(Triple::of),
                as_target: o.as_target.as_ref().map(Triple::of),
                rated: o.rated,
                rated_by: o.rated_by,
            })
            .collect(),
        None => raw
            .by_organisation
            .iter()
            .map(|o| OrganisationRow {
                network: o.group.clone(),
                id: o.id.clone(),
                as_rater: None,
                as_target: None,
                rated: o.rated,
                rated_by: o.rated_by,
            })
            .collect(),
    }
}

fn directions(raw: &Raw, fitted: Option<&Fit>) -> Vec<DirectionRow> {
    match fitted {
        Some(fit) => fit
            .by_direction
            .iter()
            .map(|d| {
                let triple = Triple::of(&d.theta);
                DirectionRow {
                    network: d.group.clone(),
                    from: d.from.clone(),
                    to: d.to.clone(),
                    estimate: Some(triple.estimate),
                    low: triple.low,
                    high: triple.high,
                    n: d.n,
                    observed_mean: d.observed_mean,
                }
            })
            .collect(),
        None => raw
            .by_direction
            .iter()
            .map(|d| DirectionRow {
                network: d.group.clone(),
                from: d.from.clone(),
                to: d.to.clone(),
                estimate: None,
                low: None,
                high: None,
                n: d.n,
                observed_mean: d.observed_mean,
            })
            .collect(),
    }
}

fn pairs(fit: &Fit) -> Vec<PairRow> {
    fit.by_pair
        .iter()
        .map(|p| PairRow {
            network: p.group.clone(),
            a: p.a.clone(),
            b: p.b.clone(),
            level: Triple::of(&p.level),
            gap: Triple::of(&p.gap),
        })
        .collect()
}
