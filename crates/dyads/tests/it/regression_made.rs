//! Measures made up for the tests of the regression.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use troth_dyads::regression::{
    Cell, Direction, Input, Measure, Options, Origin, Permutations, Regression, regress,
};

use crate::made::{normal, rng};

/// One network: n × n values row by row; the diagonal is not used, none is missing.
pub(crate) type Grid = Vec<Vec<Option<f64>>>;

pub(crate) fn cell(group: &str, from: &str, to: &str, value: Option<f64>) -> Cell {
    Cell { direction: Direction { group: group.into(), from: from.into(), to: to.into() }, value }
}

/// All networks of one measure; organisations are called org0, org1, and so on.
pub(crate) fn measure(name: &str, networks: &[Grid]) -> Measure {
    let mut cells = Vec::new();
    for (g, grid) in networks.iter().enumerate() {
        for (i, row) in grid.iter().enumerate() {
            for (j, value) in row.iter().enumerate().filter(|(j, _)| *j != i) {
                cells.push(cell(&format!("g{g}"), &format!("org{i}"), &format!("org{j}"), *value));
            }
        }
    }
    Measure::new(name, Origin::Records, cells)
}

pub(crate) fn grid(n: usize, mut value: impl FnMut(usize, usize) -> f64) -> Grid {
    (0..n).map(|i| (0..n).map(|j| Some(value(i, j))).collect()).collect()
}

/// A measure with the structure of two-sided ratings (Kenny & La Voie 1984): rater variance .4, target variance .4
/// (covariance .2), relationship variance .6 (covariance .3).
pub(crate) fn structured(n: usize, rng: &mut ChaCha8Rng) -> Grid {
    let root = 0.1_f64.sqrt();
    let effects: Vec<(f64, f64)> = (0..n)
        .map(|_| {
            let common = 0.2_f64.sqrt() * normal(rng);
            (common + 2.0_f64.sqrt() * root * normal(rng), common + 2.0_f64.sqrt() * root * normal(rng))
        })
        .collect();
    let mut pairs = vec![vec![0.0; n]; n];
    for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
        let common = 0.3_f64.sqrt() * normal(rng);
        pairs[i][j] = common + 0.3_f64.sqrt() * normal(rng);
        pairs[j][i] = common + 0.3_f64.sqrt() * normal(rng);
    }
    grid(n, |i, j| effects[i].0 + effects[j].1 + pairs[i][j])
}

/// Sum of grids, each times a number.
pub(crate) fn mix(parts: &[(f64, &Grid)]) -> Grid {
    let n = parts[0].1.len();
    let value =
        |i: usize, j: usize| parts.iter().map(|(by, grid)| Some(by * grid[i][j]?)).sum::<Option<f64>>();
    (0..n).map(|i| (0..n).map(|j| value(i, j)).collect()).collect()
}

/// Leaves out this share of cells.
pub(crate) fn with_gaps(grid: &Grid, share: f64, rng: &mut ChaCha8Rng) -> Grid {
    grid.iter().map(|row| row.iter().map(|v| v.filter(|_| rng.random::<f64>() >= share)).collect()).collect()
}

/// An outcome that goes with the first of two covariates, and a third that is symmetric, in networks of these sizes.
pub(crate) fn example(sizes: &[usize], gaps: f64, seed: u64) -> (Measure, Vec<Measure>) {
    let mut rng = rng(seed);
    let (mut y, mut x) = (Vec::new(), vec![Vec::new(); 3]);
    for n in sizes {
        let (one, two) = (structured(*n, &mut rng), structured(*n, &mut rng));
        let place: Vec<f64> = (0..*n).map(|_| normal(&mut rng)).collect();
        let distance = grid(*n, |i, j| (place[i] - place[j]).abs());
        let two = mix(&[(0.5, &one), (1.0, &two)]);
        y.push(with_gaps(&mix(&[(0.5, &one), (1.0, &structured(*n, &mut rng))]), gaps, &mut rng));
        x[0].push(with_gaps(&one, gaps, &mut rng));
        x[1].push(with_gaps(&two, gaps, &mut rng));
        x[2].push(distance);
    }
    let covariates = x.iter().zip(["one", "two", "distance"]).map(|(grids, name)| measure(name, grids));
    (measure("outcome", &y), covariates.collect())
}

pub(crate) fn found(outcome: &Measure, covariates: &[Measure], permutations: Permutations) -> Regression {
    let input = Input { organisations: &[], outcome, covariates };
    regress(&input, &Options { permutations, seed: 7 }).unwrap()
}

/// Solves a x = b by elimination with row exchanges; for checking, so nothing is shared with the library.
pub(crate) fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for k in 0..n {
        let best = (k..n).max_by(|x, y| a[*x][k].abs().total_cmp(&a[*y][k].abs())).unwrap();
        a.swap(k, best);
        b.swap(k, best);
        for row in 0..n {
            if row != k {
                let factor = a[row][k] / a[k][k];
                let pivot_row = a[k].clone();
                a[row].iter_mut().zip(pivot_row).for_each(|(x, p)| *x -= factor * p);
                b[row] -= factor * b[k];
            }
        }
    }
    (0..n).map(|k| b[k] / a[k][k]).collect()
}

/// Least squares by normal equations: coefficients and their t.
pub(crate) fn normal_equations(rows: &[Vec<f64>], y: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let p = rows[0].len();
    let cross = |a: usize, b: usize| rows.iter().map(|r| r[a] * r[b]).sum::<f64>();
    let matrix: Vec<Vec<f64>> = (0..p).map(|a| (0..p).map(|b| cross(a, b)).collect()).collect();
    let right = (0..p).map(|a| rows.iter().zip(y).map(|(r, y)| r[a] * y).sum()).collect();
    let b = solve(matrix.clone(), right);
    let error = |(r, y): (&Vec<f64>, &f64)| (y - r.iter().zip(&b).map(|(x, b)| x * b).sum::<f64>()).powi(2);
    let variance = rows.iter().zip(y).map(error).sum::<f64>() / (rows.len() - p) as f64;
    let t = (0..p)
        .map(|k| {
            let unit = (0..p).map(|a| f64::from(u8::from(a == k))).collect();
            b[k] / (variance * solve(matrix.clone(), unit)[k]).sqrt()
        })
        .collect();
    (b, t)
}
