//! What the engine found, written down as the report holds it.

use std::collections::BTreeMap;

use troth_dyads::{Fit, IntervalMethod, Outcome, Raw, Uncertainty};

use super::questions::{Asked, Question};
use super::report::{
    AgreementReport, Correlation, Covariances, DirectionRow, GraphReport, NetworkMean, OrganisationRow,
    PairRow, Reciprocities, ResultReport, Triple, UnratedRow, Variances,
};

impl ResultReport {
    pub(super) fn of(question: &Question<'_>, asked: Asked, outcome: &Outcome) -> Self {
        let raw = outcome.raw();
        let fitted = outcome.fitted();
        let mut warnings = outcome.warnings().to_vec();
        if let Some(fit) = fitted {
            warnings.extend(fit.boundary.iter().map(|b| b.sentence.clone()));
            warnings.extend(without_interval(fit));
        }
        Self {
            networks: networks(raw, fitted),
            wave: question.wave.map(str::to_owned),
            variable: question.variable.to_owned(),
            status: match outcome {
                Outcome::Fitted(_) => "fitted",
                Outcome::RawOnly { .. } => "raw_only",
                Outcome::Refused { .. } => "refused",
            },
            reason: outcome.reason(),
            method: fitted.map(|f| f.method),
            interval_method: fitted.map(|f| format!("{:?}", f.interval_method).to_lowercase()),
            bootstrap: fitted.and_then(|f| f.bootstrap.clone()),
            deviance: fitted.map(|f| f.deviance),
            scale: question.scale,
            items: asked.items,
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
            reciprocity: fitted.map(|f| {
                let full = f.interval_method == IntervalMethod::Full;
                Reciprocities {
                    generalised: Correlation::of(f.reciprocity.generalised.as_ref(), full),
                    dyadic: Correlation::of(f.reciprocity.dyadic.as_ref(), full),
                }
            }),
            staff_shift: fitted.and_then(|f| f.staff_shift.as_ref()).map(Triple::of),
            boundary: fitted.map(|f| f.boundary.clone()).unwrap_or_default(),
            by_organisation: organisations(raw, fitted),
            by_direction: directions(raw, fitted),
            by_pair: fitted.map(pairs).unwrap_or_default(),
            unrated: raw
                .unrated
                .iter()
                .map(|u| UnratedRow { network: u.group.clone(), from: u.from.clone(), to: u.to.clone() })
                .collect(),
            rater_agreement: AgreementReport::of(&asked.observations, question.scale),
            graph: GraphReport::of(raw, &mut warnings),
            warnings,
        }
    }
}

/// Which components have no interval, and why: one sentence for each reason.
fn without_interval(fit: &Fit) -> Vec<String> {
    let components = [
        ("variance of raters", Some(&fit.variance.rater)),
        ("variance of targets", Some(&fit.variance.target)),
        ("variance of relationships", Some(&fit.variance.relationship)),
        ("variance of respondents", fit.variance.respondent.as_ref()),
        ("residual variance", fit.variance.residual.as_ref()),
        ("covariance of rater and target", Some(&fit.covariance.rater_target)),
        ("covariance of the relationship", Some(&fit.covariance.relationship)),
        ("generalised reciprocity", fit.reciprocity.generalised.as_ref()),
        ("dyadic reciprocity", fit.reciprocity.dyadic.as_ref()),
    ];
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut known = 0;
    for (name, estimate) in components.into_iter().filter_map(|(name, e)| Some((name, e?))) {
        match &estimate.uncertainty {
            Uncertainty::Interval { .. } => known += 1,
            Uncertainty::NotQuantified { reason } => reasons.entry(reason).or_default().push(name),
        }
    }
    let all = known == 0 && reasons.len() == 1;
    reasons
        .into_iter()
        .map(|(reason, names)| {
            if all {
                return format!("Variances, covariances and reciprocities have no interval: {reason}.");
            }
            format!("No interval is known for {}: {reason}.", names.join(", "))
        })
        .collect()
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
