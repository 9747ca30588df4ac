//! Which ratings go with which other ratings of the same directions: p values by permutation, coefficients and
//! intervals from the model of two-sided ratings with covariates. Association, never cause.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::covariates::Covariates;
use crate::fit::fit_with;
use crate::observation::{FitOptions, Observation};
use crate::regression::{self, Input, Measure, Regression, regress};

/// Answers to one question, with its name.
#[derive(Debug, Clone, Copy)]
pub struct Rated<'a> {
    /// What was asked.
    pub name: &'a str,
    /// The answers.
    pub observations: &'a [Observation],
}

/// Why an association cannot be worked out. Its `Display` is a full sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum AssociationRefusal {
    /// The answers to one of the questions cannot be used.
    #[error("The answers to {name} cannot be used. {reason}")]
    Ratings {
        /// The question.
        name: String,
        /// What is wrong with them.
        reason: crate::Refusal,
    },
    /// The regression has no meaning for these measures.
    #[error(transparent)]
    Regression(#[from] regression::Refusal),
}

/// Works out which of `covariates`, each beside all others, goes with `outcome` over directions.
///
/// The regression compares means of directions; the model takes every answer of the outcome, with the means of the
/// covariates beside it. A covariate's own error of measurement is not allowed for, which draws coefficients toward 0.
///
/// # Errors
/// [`AssociationRefusal`].
pub fn associate(
    outcome: Rated<'_>,
    covariates: &[Rated<'_>],
    options: &regression::Options,
    model: &FitOptions,
) -> Result<Regression, AssociationRefusal> {
    let measure = |rated: &Rated<'_>| {
        Measure::from_observations(rated.name, rated.observations)
            .map_err(|reason| AssociationRefusal::Ratings { name: rated.name.to_owned(), reason })
    };
    let of_outcome = measure(&outcome)?;
    let of_covariates = covariates.iter().map(measure).collect::<Result<Vec<_>, _>>()?;
    let input = Input { organisations: &[], outcome: &of_outcome, covariates: &of_covariates };
    let mut found = regress(&input, options)?;
    let beside = Covariates {
        names: of_covariates.iter().map(|m| m.name().to_owned()).collect(),
        values: directions_with_all(&of_covariates),
    };
    let fitted = fit_with(outcome.observations, &beside, model);
    match fitted.fitted() {
        Some(fit) => {
            let pairs = found.coefficients.into_iter().zip(&fit.coefficients);
            found.coefficients = pairs
                .map(|(c, m)| c.with_model(m.estimate.estimate, m.estimate.uncertainty.clone()))
                .collect();
        }
        None => {
            if let Some(reason) = fitted.reason() {
                found.warnings.push(format!("There are no intervals: the model was not fitted. {reason}"));
            }
        }
    }
    Ok(found)
}

fn directions_with_all(measures: &[Measure]) -> BTreeMap<(String, String, String), Vec<f64>> {
    let mut values: BTreeMap<(String, String, String), Vec<f64>> = BTreeMap::new();
    for (k, measure) in measures.iter().enumerate() {
        for cell in measure.cells() {
            let d = &cell.direction;
            let row = values.entry((d.group.clone(), d.from.clone(), d.to.clone())).or_default();
            if let Some(value) = cell.value.filter(|_| row.len() == k) {
                row.push(value);
            }
        }
    }
    values.retain(|_, row| row.len() == measures.len());
    values
}
