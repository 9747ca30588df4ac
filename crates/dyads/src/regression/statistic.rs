//! The statistic of one permutation: t² of each permuted residual beside the other covariates.

use super::least_squares::{LeastSquares, NOTHING_LEFT};
use super::permute::numbered;
use super::table::{Network, Table};

/// Two statistics closer than this share count as equal, so that rounding does not decide a tie.
const TIE: f64 = 1e-8;
/// Columns and residuals are in units of their largest deviation; a sum of squares below this is rounding.
const SMALLEST: f64 = 1e-12;

/// The data as the statistic needs them, row by row.
pub(super) struct Test<'a> {
    networks: &'a [Network],
    /// Number of covariates.
    p: usize,
    /// Per row of the table: the covariates, then the outcome.
    fixed: Vec<f64>,
    /// Per row of the table: the residuals of the covariates, each in units of its largest.
    residuals: Vec<f64>,
    /// t² of the data per covariate.
    observed: Vec<f64>,
    degrees_of_freedom: f64,
}

/// How the statistic of one permutation compares with that of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Compared {
    /// |t| is at least that of the data.
    pub(super) as_extreme: bool,
    /// The partial correlation, taken over as many directions as the data have, gives such a |t|. The same where no
    /// cell drops out; otherwise this holds wherever the other does, and more often.
    pub(super) cautious: bool,
}

/// Sums over the cells that are there: of each column and of products, both around the means of networks in the end.
struct Sums {
    cells: usize,
    networks: usize,
    /// q × q with q = p + 1, as for `Test::fixed`.
    fixed: Vec<f64>,
    /// p × q: each permuted residual with each fixed column.
    mixed: Vec<f64>,
    /// p: each permuted residual with itself.
    own: Vec<f64>,
}

impl<'a> Test<'a> {
    /// From the table and its fit.
    pub(super) fn new(table: &'a Table, fit: &LeastSquares) -> Self {
        let p = fit.covariates.len();
        let rows = 0..table.outcome.len();
        let fixed = |row: usize| {
            let columns = fit.covariates.iter().chain([&fit.outcome]);
            columns.map(move |column| column.values[row])
        };
        let unit = |r: &Vec<f64>| {
            let largest = r.iter().fold(0.0_f64, |most, v| most.max(v.abs()));
            r.iter().map(|v| v / largest).collect::<Vec<f64>>()
        };
        let residuals: Vec<Vec<f64>> = fit.residuals.iter().map(unit).collect();
        let mut test = Self {
            networks: &table.networks,
            p,
            fixed: rows.clone().flat_map(fixed).collect(),
            residuals: rows.flat_map(|row| residuals.iter().map(move |r| r[row])).collect(),
            observed: vec![0.0; p],
            degrees_of_freedom: fit.degrees_of_freedom as f64,
        };
        // By the same route as those it is compared with, so that the unmoved arrangement ties with itself.
        let unmoved = test.sums(&numbered(test.networks, 0));
        let t_squared = |(k, t): (usize, &f64)| {
            let found = explained(&unmoved, p, k);
            found.map_or(t * t, |(ratio, _)| ratio * test.degrees_of_freedom)
        };
        test.observed = fit.t.iter().enumerate().map(t_squared).collect();
        test
    }

    /// How many cells are there under these orders, one per network, and per covariate how its statistic compares
    /// with that of the data; none where there is no statistic.
    pub(super) fn compare(&self, orders: &[Vec<usize>]) -> (usize, Vec<Option<Compared>>) {
        let sums = self.sums(orders);
        let compared = |(k, observed): (usize, &f64)| {
            let least = observed * (1.0 - TIE);
            explained(&sums, self.p, k).map(|(ratio, df)| Compared {
                as_extreme: ratio * df >= least,
                cautious: ratio * self.degrees_of_freedom >= least,
            })
        };
        (sums.cells, self.observed.iter().enumerate().map(compared).collect())
    }

    fn sums(&self, orders: &[Vec<usize>]) -> Sums {
        let (p, q) = (self.p, self.p + 1);
        let zero = || Sums {
            cells: 0,
            networks: 0,
            fixed: vec![0.0; q * q],
            mixed: vec![0.0; p * q],
            own: vec![0.0; p],
        };
        let mut all = zero();
        for (network, order) in self.networks.iter().zip(orders) {
            let n = order.len();
            let mut here = zero();
            let (mut fixed_sum, mut residual_sum) = (vec![0.0; q], vec![0.0; p]);
            for (k, (i, j)) in network.pairs.iter().enumerate() {
                let Some(moved) = network.row_of[order[*i] * n + order[*j]] else { continue };
                let row = network.first + k;
                let fixed = &self.fixed[row * q..(row + 1) * q];
                let residuals = &self.residuals[moved * p..(moved + 1) * p];
                here.cells += 1;
                for (a, x) in fixed.iter().enumerate() {
                    fixed_sum[a] += x;
                    for (b, z) in fixed.iter().enumerate().take(a + 1) {
                        here.fixed[a * q + b] += x * z;
                    }
                }
                for (a, e) in residuals.iter().enumerate() {
                    residual_sum[a] += e;
                    here.own[a] += e * e;
                    for (b, x) in fixed.iter().enumerate() {
                        here.mixed[a * q + b] += e * x;
                    }
                }
            }
            if here.cells == 0 {
                continue;
            }
            let cells = here.cells as f64;
            all.cells += here.cells;
            all.networks += 1;
            for (a, sum) in fixed_sum.iter().enumerate() {
                for (b, other) in fixed_sum.iter().enumerate() {
                    // Products were summed for b ≤ a only.
                    let product = here.fixed[a.max(b) * q + a.min(b)];
                    all.fixed[a * q + b] += product - sum * other / cells;
                }
            }
            for (a, sum) in residual_sum.iter().enumerate() {
                all.own[a] += here.own[a] - sum * sum / cells;
                for (b, other) in fixed_sum.iter().enumerate() {
                    all.mixed[a * q + b] += here.mixed[a * q + b] - sum * other / cells;
                }
            }
        }
        all
    }
}

/// r²/(1 − r²) with the partial correlation r of residual k and the outcome beside the other covariates, and the
/// degrees of freedom; t² is their product. None where the cells that are there leave nothing of the residual, the
/// outcome or another covariate.
fn explained(sums: &Sums, p: usize, k: usize) -> Option<(f64, f64)> {
    let q = p + 1;
    let df = sums.cells.checked_sub(sums.networks + p).filter(|df| *df > 0)? as f64;
    // Columns in the order: the other covariates, the residual (at p − 1), the outcome (at p).
    let columns: Vec<Option<usize>> = (0..p).filter(|at| *at != k).map(Some).chain([None, Some(p)]).collect();
    let product = |a: usize, b: usize| match (columns[a], columns[b]) {
        (Some(x), Some(z)) => sums.fixed[x * q + z],
        (None, Some(x)) | (Some(x), None) => sums.mixed[k * q + x],
        (None, None) => sums.own[k],
    };
    let mut matrix: Vec<f64> = (0..q * q).map(|at| product(at / q, at % q)).collect();
    // The other covariates are eliminated; what stays in the corner are the products of residuals.
    for pivot in 0..p - 1 {
        let size = matrix[pivot * q + pivot];
        if !is_left(size, product(pivot, pivot)) {
            return None;
        }
        for a in pivot + 1..q {
            let factor = matrix[a * q + pivot] / size;
            for b in pivot + 1..=a {
                matrix[a * q + b] -= factor * matrix[b * q + pivot];
            }
        }
    }
    let (own, both, outcome) = (matrix[(p - 1) * q + p - 1], matrix[p * q + p - 1], matrix[p * q + p]);
    if !is_left(own, product(p - 1, p - 1)) || !is_left(outcome, product(p, p)) {
        return None;
    }
    let r_squared = (both / own) * (both / outcome);
    let unexplained = 1.0 - r_squared;
    let ratio = if unexplained <= NOTHING_LEFT { f64::INFINITY } else { r_squared / unexplained };
    Some((ratio, df))
}

/// True if more than rounding is left of a sum of squares.
fn is_left(size: f64, whole: f64) -> bool {
    whole > SMALLEST && size > NOTHING_LEFT * whole
}
