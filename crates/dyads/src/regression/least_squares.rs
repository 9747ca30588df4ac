//! Ordinary least squares with a mean per network, and what is left of each covariate beside the others.

use super::refuse::Refusal;
use super::table::{Network, Table};

/// Share of a column's sum of squares that must be left beside the other covariates; below it the column follows
/// from them. Also the share of the outcome's that must be left beside all covariates.
pub(super) const NOTHING_LEFT: f64 = 1e-10;
/// A column whose largest deviation is below this share of its largest value is rounding.
const ROUNDING: f64 = 1e-12;
/// Smallest deviation whose quotients are still safe to compute with.
const SMALLEST: f64 = 1e-100;

/// A column as deviations from the means of the networks, in units of its largest deviation.
#[derive(Debug)]
pub(super) struct Column {
    /// Deviations, between −1 and 1, one per row of the table.
    pub(super) values: Vec<f64>,
    scale: f64,
    means: Vec<f64>,
}

/// What least squares gives; per covariate in the order of the table.
#[derive(Debug)]
pub(super) struct LeastSquares {
    pub(super) estimates: Vec<f64>,
    pub(super) standardised: Vec<f64>,
    pub(super) t: Vec<f64>,
    /// 1 / (1 − R²) of each covariate on the others.
    pub(super) inflation: Vec<f64>,
    /// Per network.
    pub(super) intercepts: Vec<f64>,
    pub(super) r_squared: f64,
    pub(super) degrees_of_freedom: usize,
    pub(super) outcome: Column,
    pub(super) covariates: Vec<Column>,
    /// Each covariate less its regression on the others and the means of networks; unit as in `covariates`.
    pub(super) residuals: Vec<Vec<f64>>,
}

/// Fits the table.
///
/// The coefficient of a covariate is that of its residual beside the others (Frisch & Waugh 1933, Lovell 1963), so
/// no system of equations is solved; projections are done twice to hold their accuracy.
///
/// # Errors
/// [`Refusal::Constant`], [`Refusal::Collinear`] or [`Refusal::ExactFit`], naming the measure.
pub(super) fn least_squares(table: &Table, outcome: &str, names: &[&str]) -> Result<LeastSquares, Refusal> {
    let constant = |name: &str| Refusal::Constant { measure: name.to_owned() };
    let y = Column::new(&table.outcome, &table.networks).ok_or_else(|| constant(outcome))?;
    let mut x = Vec::new();
    for (values, name) in table.covariates.iter().zip(names) {
        x.push(Column::new(values, &table.networks).ok_or_else(|| constant(name))?);
    }
    let others =
        |k: usize| x.iter().enumerate().filter(move |(at, _)| *at != k).map(|(_, c)| c.values.as_slice());
    let mut residuals = Vec::new();
    for (k, column) in x.iter().enumerate() {
        let left = without(&column.values, &basis(others(k)));
        if dot(&left, &left) <= NOTHING_LEFT * dot(&column.values, &column.values) {
            return Err(Refusal::Collinear { measure: names[k].to_owned(), with: partners(&x, k, names) });
        }
        residuals.push(left);
    }
    let total = dot(&y.values, &y.values);
    let error = without(&y.values, &basis(x.iter().map(|c| c.values.as_slice())));
    let rest = dot(&error, &error);
    if rest <= NOTHING_LEFT * total {
        return Err(Refusal::ExactFit { outcome: outcome.to_owned() });
    }
    let degrees_of_freedom = y.values.len() - table.networks.len() - x.len();
    let mut out = LeastSquares {
        estimates: Vec::new(),
        standardised: Vec::new(),
        t: Vec::new(),
        inflation: Vec::new(),
        intercepts: Vec::new(),
        r_squared: (1.0 - rest / total).clamp(0.0, 1.0),
        degrees_of_freedom,
        outcome: y,
        covariates: x,
        residuals,
    };
    out.coefficients(rest, total);
    Ok(out)
}

impl LeastSquares {
    fn coefficients(&mut self, rest: f64, total: f64) {
        let y = &self.outcome;
        for (column, left) in self.covariates.iter().zip(&self.residuals) {
            let (own, whole) = (dot(left, left), dot(&column.values, &column.values));
            let slope = dot(left, &y.values) / own;
            self.estimates.push(slope * (y.scale / column.scale));
            self.standardised.push(slope * (whole / total).sqrt());
            self.t.push(slope / (rest / self.degrees_of_freedom as f64 / own).sqrt());
            self.inflation.push(whole / own);
        }
        for (g, mean) in y.means.iter().enumerate() {
            let explained: f64 =
                self.estimates.iter().zip(&self.covariates).map(|(b, column)| b * column.means[g]).sum();
            self.intercepts.push(mean - explained);
        }
    }
}

impl Column {
    /// None if the values are the same within each network.
    fn new(values: &[f64], networks: &[Network]) -> Option<Self> {
        let largest = values.iter().fold(0.0_f64, |most, v| most.max(v.abs()));
        let mut out = Self { values: values.to_vec(), scale: 1.0, means: Vec::new() };
        for network in networks {
            let cells = &mut out.values[network.rows()];
            // A second pass takes out what rounding left of the mean.
            let mean = centre(cells);
            out.means.push(mean + centre(cells));
        }
        out.scale = out.values.iter().fold(0.0_f64, |most, v| most.max(v.abs()));
        if out.scale <= (ROUNDING * largest).max(SMALLEST) {
            return None;
        }
        out.values.iter_mut().for_each(|v| *v /= out.scale);
        Some(out)
    }
}

/// Takes the mean out of the cells and returns it.
fn centre(cells: &mut [f64]) -> f64 {
    let mean = cells.iter().sum::<f64>() / cells.len().max(1) as f64;
    cells.iter_mut().for_each(|v| *v -= mean);
    mean
}

/// An orthonormal basis of the columns, by Gram–Schmidt; columns that follow from earlier ones are passed over.
fn basis<'a>(columns: impl Iterator<Item = &'a [f64]>) -> Vec<Vec<f64>> {
    let mut out: Vec<Vec<f64>> = Vec::new();
    for column in columns {
        let mut left = without(column, &out);
        let size = dot(&left, &left);
        if size > NOTHING_LEFT * dot(column, column) {
            left.iter_mut().for_each(|v| *v /= size.sqrt());
            out.push(left);
        }
    }
    out
}

/// The column less its projection on an orthonormal basis. The second round takes out what rounding left of it.
fn without(column: &[f64], basis: &[Vec<f64>]) -> Vec<f64> {
    let mut left = column.to_vec();
    for direction in basis.iter().chain(basis) {
        let along = dot(&left, direction);
        left.iter_mut().zip(direction).for_each(|(v, d)| *v -= along * d);
    }
    left
}

/// The covariates from which column k follows: of the others, those that cannot be spared.
fn partners(x: &[Column], k: usize, names: &[&str]) -> Vec<String> {
    let column = &x[k].values;
    let mut with: Vec<usize> = (0..x.len()).filter(|at| *at != k).collect();
    let mut at = 0;
    while at < with.len() {
        let fewer: Vec<usize> = with.iter().copied().filter(|other| *other != with[at]).collect();
        let left = without(column, &basis(fewer.iter().map(|j| x[*j].values.as_slice())));
        if dot(&left, &left) <= NOTHING_LEFT * dot(column, column) {
            with = fewer;
        } else {
            at += 1;
        }
    }
    with.into_iter().map(|j| names[j].to_owned()).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
