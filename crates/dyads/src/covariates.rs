//! Other directed measures that stand beside the ratings as covariates of the model.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::clean::Row;
use crate::refuse::Refusal;

/// Values of one or more measures for ordered pairs of organisations.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Covariates {
    /// What is measured.
    pub names: Vec<String>,
    /// One value per name, by (group, from, to); a direction that is not there is left out of the fit.
    #[serde(skip)]
    pub values: BTreeMap<(String, String, String), Vec<f64>>,
}

/// A covariate's name, and how it was brought to mean 0 and standard deviation 1 over the directions used.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Standard {
    pub(crate) name: String,
    pub(crate) mean: f64,
    pub(crate) deviation: f64,
}

/// Writes standardised covariates into the rows and leaves out the rows of directions without them. Returns the
/// number of rows left out.
///
/// # Errors
/// [`Refusal::Covariate`] for a covariate without a name's value, that is not finite, or that does not vary.
pub(crate) fn attach(rows: &mut Vec<Row<'_>>, given: &Covariates) -> Result<(Vec<Standard>, usize), Refusal> {
    let before = rows.len();
    let values_of = |row: &Row<'_>| {
        let key = (row.group.text.to_owned(), row.rater.text.to_owned(), row.target.text.to_owned());
        given.values.get(&key).cloned()
    };
    let mut kept = Vec::with_capacity(before);
    for mut row in rows.drain(..) {
        let Some(values) = values_of(&row) else { continue };
        if values.len() != given.names.len() || values.iter().any(|v| !v.is_finite()) {
            let which = format!("{} → {} in group {}", row.rater.text, row.target.text, row.group.text);
            let why = format!("has not one usable number for each of {} covariates", given.names.len());
            return Err(Refusal::Covariate { which, why });
        }
        row.covariates = values;
        kept.push(row);
    }
    *rows = kept;
    let left_out = before - rows.len();
    let mut standards = Vec::new();
    for (k, name) in given.names.iter().enumerate() {
        let count = rows.len().max(1) as f64;
        let mean = rows.iter().map(|r| r.covariates[k]).sum::<f64>() / count;
        let square = rows.iter().map(|r| (r.covariates[k] - mean).powi(2)).sum::<f64>() / count;
        let deviation = square.sqrt();
        if deviation.is_nan() || deviation <= 1e-12 * mean.abs().max(1e-300) {
            let why = "has the same value for every direction that can be used".to_owned();
            return Err(Refusal::Covariate { which: name.clone(), why });
        }
        rows.iter_mut().for_each(|r| r.covariates[k] = (r.covariates[k] - mean) / deviation);
        standards.push(Standard { name: name.clone(), mean, deviation });
    }
    Ok((standards, left_out))
}
