//! From measures to a [`Regression`]: one table, least squares, permutations, and everything written down.

use super::coefficient::{Coefficient, PValue, Parts};
use super::least_squares::{LeastSquares, least_squares};
use super::measure::{Measure, Organisation};
use super::options::Options;
use super::permute::{Counts, permute};
use super::refuse::Refusal;
use super::result::{NetworkUsed, Permuted, Regression};
use super::shared::same_respondents;
use super::table::{FEWEST, Table, table};

/// Below this many organisations a result is marked fragile.
const FRAGILE: usize = 6;
/// Above this inflation covariates are hardly told apart.
const HARDLY: f64 = 10.0;
/// From this many covariates on, one passing by chance is worth a warning.
const MANY: usize = 3;

/// What is compared with what.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The organisations of the analysis; empty for those that the outcome names. A measure that names another one
    /// is refused.
    pub organisations: &'a [Organisation],
    /// The measure that others may go with.
    pub outcome: &'a Measure,
    /// The measures that may go with it, each beside all others.
    pub covariates: &'a [Measure],
}

/// Works out which measures go with the outcome, over ordered pairs of organisations: ordinary least squares with a
/// mean per network, and two-sided p values by permutation under double semi-partialling (MRQAP; Dekker, Krackhardt
/// & Snijders 2007). Association, never cause.
///
/// Directions without the outcome or a covariate are left out and counted. Networks with fewer than 4 organisations
/// are left out with a warning. Never panics; the same input and seed give the same result to the bit, whatever the
/// order of rows and the number of threads. Cost: permutations × directions × covariates².
///
/// # Errors
/// [`Refusal`], a sentence that says what to do.
///
/// ```
/// use troth_dyads::regression::{Cell, Direction, Input, Measure, Options, Origin, regress};
/// let ids = ["acute trust", "care home", "council", "hospice"];
/// let measure = |name: &str, origin, value: fn(usize, usize) -> f64| {
///     let mut cells = Vec::new();
///     for (i, from) in ids.iter().enumerate() {
///         for (j, to) in ids.iter().enumerate().filter(|(j, _)| *j != i) {
///             let direction = Direction { group: "north".into(), from: (*from).into(), to: (*to).into() };
///             cells.push(Cell { direction, value: Some(value(i, j)) });
///         }
///     }
///     Measure::new(name, origin, cells)
/// };
/// let trust = measure("trust", Origin::Ratings, |i, j| [3.0, 4.0, 2.0, 4.0, 5.0][(2 * i + j) % 5]);
/// let referrals = measure("referrals", Origin::Records, |i, j| (i * j) as f64);
/// let input = Input { organisations: &[], outcome: &trust, covariates: &[referrals] };
/// let found = regress(&input, &Options::default())?;
/// assert_eq!((found.directions, found.permuted.permutations), (12, 24));
/// assert_eq!(found.coefficients[0].sentence(), "Cannot tell whether 'trust' goes with 'referrals'.");
/// # Ok::<(), troth_dyads::regression::Refusal>(())
/// ```
pub fn regress(input: &Input<'_>, options: &Options) -> Result<Regression, Refusal> {
    let table = table(input)?;
    let names: Vec<&str> = input.covariates.iter().map(Measure::name).collect();
    let fit = least_squares(&table, input.outcome.name(), &names)?;
    let counts = permute(&table, &fit, options)?;
    let organisations: usize = table.networks.iter().map(|n| n.ids.len()).sum();
    let networks = table.networks.iter().zip(&fit.intercepts).map(|(network, intercept)| NetworkUsed {
        group: network.group.clone(),
        organisations: network.ids.len(),
        directions: network.pairs.len(),
        intercept: *intercept,
    });
    let permuted = Permuted {
        exhaustive: counts.exhaustive,
        permutations: counts.permutations,
        seed: (!counts.exhaustive).then_some(options.seed),
        cells_kept: counts.cells as f64 / (counts.permutations as f64 * table.outcome.len() as f64),
    };
    Ok(Regression {
        method: "mrqap_dsp",
        outcome: input.outcome.name.clone(),
        origin: input.outcome.origin,
        coefficients: coefficients(input, &table, &fit, &counts),
        r_squared: fit.r_squared,
        directions: table.outcome.len(),
        degrees_of_freedom: fit.degrees_of_freedom,
        networks: networks.collect(),
        fragile: organisations < FRAGILE,
        warnings: warnings(input, &table, &fit, &permuted, organisations),
        left_out: table.left_out,
        permuted,
    })
}

fn coefficients(input: &Input<'_>, table: &Table, fit: &LeastSquares, counts: &Counts) -> Vec<Coefficient> {
    let one = |(k, measure): (usize, &Measure)| {
        Coefficient::new(Parts {
            name: &measure.name,
            outcome: &input.outcome.name,
            origin: measure.origin,
            estimate: fit.estimates[k],
            standardised: fit.standardised[k],
            t: fit.t[k],
            inflation: fit.inflation[k],
            p: PValue::new(counts, k),
            same_respondents: same_respondents(input.outcome, measure, &table.directions),
            beside_others: input.covariates.len() > 1,
        })
    };
    input.covariates.iter().enumerate().map(one).collect()
}

fn warnings(
    input: &Input<'_>,
    table: &Table,
    fit: &LeastSquares,
    permuted: &Permuted,
    organisations: usize,
) -> Vec<String> {
    let mut out = vec![
        "This says which measures go together. It does not show that one brings about the other: each may follow from the other, or both from something that was not measured."
            .to_owned(),
    ];
    if organisations < FRAGILE {
        out.push(format!(
            "There are fewer than {FRAGILE} organisations, so these results are fragile: one changed value can turn them."
        ));
    }
    if table.networks.len() > 1 {
        out.push(format!(
            "{} networks were pooled: each has a mean of its own, and what goes together is taken to be the same in all.",
            table.networks.len()
        ));
    }
    if !table.small.is_empty() {
        out.push(format!(
            "Networks with fewer than {FEWEST} organisations that have all measures were left out: {}.",
            table.small.join(", ")
        ));
    }
    if table.silent > 0 {
        out.push(format!(
            "{} organisations have no direction with all measures and take no part.",
            table.silent
        ));
    }
    if permuted.cells_kept < 1.0 {
        out.push(format!(
            "Values are missing, so a permutation keeps {:.0} in 100 directions on average: those whose permuted partner is missing drop out of it. What is said allows for that.",
            (100.0 * permuted.cells_kept).floor()
        ));
    }
    for (measure, inflation) in input.covariates.iter().zip(&fit.inflation).filter(|(_, v)| **v > HARDLY) {
        out.push(format!(
            "'{}' can hardly be told apart from the other measures (variance inflation {inflation:.0}); try without one of them.",
            measure.name
        ));
    }
    if input.covariates.len() >= MANY {
        out.push(format!(
            "{} measures were tried; of measures that do not go with the outcome about one in twenty seems to, by chance.",
            input.covariates.len()
        ));
    }
    for measure in input.covariates.iter().chain([input.outcome]) {
        out.extend(measure.warnings.iter().map(|text| format!("'{}': {text}", measure.name)));
    }
    out
}
