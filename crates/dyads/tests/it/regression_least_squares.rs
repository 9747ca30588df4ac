//! The coefficients of the regression against hand-worked, published and independently solved numbers.

use std::path::Path;

use statrs::distribution::{ContinuousCDF, StudentsT};
use troth_dyads::regression::{Measure, Origin, Permutations};

use crate::regression_made::{cell, example, found, grid, measure, normal_equations};

fn near(ours: f64, theirs: f64, relative: f64) {
    assert!((ours - theirs).abs() <= relative * theirs.abs().max(1e-12), "{ours} against {theirs}");
}

/// Twelve directions of four organisations; the covariate is 1 in six of them. Means 4 and 2, so the coefficient is 2
/// and the intercept 2; squares around the means 4 + 4 = 8, around the common mean 8 + 12·1² = 20; t² = 12·10/8 = 15.
#[test]
fn worked_by_hand() {
    let y = [4.0, 5.0, 3.0, 5.0, 4.0, 3.0, 2.0, 3.0, 1.0, 3.0, 2.0, 1.0];
    let mut at = 0..12;
    let outcome = measure("y", &[grid(4, |i, j| if i == j { 0.0 } else { y[at.next().unwrap()] })]);
    let covariate = measure("x", &[grid(4, |i, _| f64::from(u8::from(i < 2)))]);
    let result = found(&outcome, &[covariate], Permutations::All);
    let c = &result.coefficients[0];
    near(c.estimate, 2.0, 1e-12);
    near(c.standardised, 0.6_f64.sqrt(), 1e-12);
    near(c.t, 15.0_f64.sqrt(), 1e-12);
    near(c.inflation, 1.0, 1e-12);
    near(result.r_squared, 0.6, 1e-12);
    near(result.networks[0].intercept, 2.0, 1e-12);
    assert_eq!((result.directions, result.degrees_of_freedom), (12, 10));
    // Four of the 24 arrangements keep the same two organisations in front, four exchange the two halves.
    assert_eq!((c.p.as_extreme, c.p.permutations, c.p.monte_carlo_se), (8, 24, None));
    near(c.p.value, 8.0 / 24.0, 1e-12);
}

/// Longley 1967, Journal of the American Statistical Association 62: known for covariates that nearly follow from each
/// other. Certified results: NIST, Statistical Reference Datasets. Each year stands in one direction.
#[test]
fn certified_values_of_a_hard_set() {
    const ROWS: [[f64; 7]; 16] = [
        [60323.0, 83.0, 234289.0, 2356.0, 1590.0, 107608.0, 1947.0],
        [61122.0, 88.5, 259426.0, 2325.0, 1456.0, 108632.0, 1948.0],
        [60171.0, 88.2, 258054.0, 3682.0, 1616.0, 109773.0, 1949.0],
        [61187.0, 89.5, 284599.0, 3351.0, 1650.0, 110929.0, 1950.0],
        [63221.0, 96.2, 328975.0, 2099.0, 3099.0, 112075.0, 1951.0],
        [63639.0, 98.1, 346999.0, 1932.0, 3594.0, 113270.0, 1952.0],
        [64989.0, 99.0, 365385.0, 1870.0, 3547.0, 115094.0, 1953.0],
        [63761.0, 100.0, 363112.0, 3578.0, 3350.0, 116219.0, 1954.0],
        [66019.0, 101.2, 397469.0, 2904.0, 3048.0, 117388.0, 1955.0],
        [67857.0, 104.6, 419180.0, 2822.0, 2857.0, 118734.0, 1956.0],
        [68169.0, 108.4, 442769.0, 2936.0, 2798.0, 120445.0, 1957.0],
        [66513.0, 110.8, 444546.0, 4681.0, 2637.0, 121950.0, 1958.0],
        [68655.0, 112.6, 482704.0, 3813.0, 2552.0, 123366.0, 1959.0],
        [69564.0, 114.2, 502601.0, 3931.0, 2514.0, 125368.0, 1960.0],
        [69331.0, 115.7, 518173.0, 4806.0, 2572.0, 127852.0, 1961.0],
        [70551.0, 116.9, 554894.0, 4007.0, 2827.0, 130081.0, 1962.0],
    ];
    const CERTIFIED: [(f64, f64); 6] = [
        (15.0618722713733, 84.9149257747669),
        (-0.0358191792925910, 0.0334910077722432),
        (-2.02022980381683, 0.488399681651699),
        (-1.03322686717359, 0.214274163161675),
        (-0.0511041056535807, 0.226073200069370),
        (1829.15146461355, 455.478499142212),
    ];
    let places: Vec<_> = (0..5).flat_map(|i| (0..5).filter(move |j| *j != i).map(move |j| (i, j))).collect();
    let column = |k: usize| {
        let cells = ROWS.iter().zip(&places);
        let cells =
            cells.map(|(row, (i, j))| cell("g", &format!("org{i}"), &format!("org{j}"), Some(row[k])));
        Measure::new(format!("x{k}"), Origin::Records, cells.collect())
    };
    let covariates: Vec<Measure> = (1..7).map(column).collect();
    let result = found(&column(0), &covariates, Permutations::AtMost(200));
    for (c, (estimate, se)) in result.coefficients.iter().zip(CERTIFIED) {
        near(c.estimate, estimate, 1e-9);
        near(c.t, estimate / se, 1e-9);
    }
    near(result.networks[0].intercept, -3482258.63459582, 1e-9);
    near(result.r_squared, 0.995479004577296, 1e-12);
    assert_eq!(result.degrees_of_freedom, 9);
    assert!(result.warnings.iter().any(|w| w.contains("can hardly be told apart")));
}

/// Information on money in the ten organisations of Knoke & Wood 1981. The package mrqap-python
/// (lisette-espin/mrqap-python, notebook of this example) prints a correlation of −0.05076061871433862 and, from the
/// table of t, 0.6346924856405886.
#[test]
fn published_correlation_of_information_and_money() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/reference/knoke_bureaucracies.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    let (mut information, mut money) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let r = record.unwrap();
        let into = if &r[4] == "information" { &mut information } else { &mut money };
        into.push(cell(&r[0], &r[2], &r[3], r[5].parse().ok()));
    }
    let outcome = Measure::new("information", Origin::Records, information);
    let covariate = Measure::new("money", Origin::Records, money);
    let result = found(&outcome, &[covariate], Permutations::AtMost(2000));
    let c = &result.coefficients[0];
    near(c.standardised, -0.05076061871433862, 1e-12);
    near(result.r_squared.sqrt(), 0.05076061871433862, 1e-12);
    let t = StudentsT::new(0.0, 1.0, 88.0).unwrap();
    near(2.0 * t.cdf(c.t), 0.6346924856405886, 1e-9);
    assert_eq!(result.degrees_of_freedom, 88);
    assert!(c.p.value > 0.5 && c.sentence() == "Cannot tell whether 'information' goes with 'money'.");
}

#[test]
fn normal_equations_with_a_dummy_per_network_agree() {
    for (sizes, gaps, seed) in [(vec![6], 0.0, 1), (vec![5, 4, 7], 0.0, 2), (vec![9, 8], 0.25, 3)] {
        let (outcome, covariates) = example(&sizes, gaps, seed);
        let result = found(&outcome, &covariates, Permutations::AtMost(1));
        let (mut rows, mut y) = (Vec::new(), Vec::new());
        for (k, c) in outcome.cells().iter().enumerate() {
            let x: Option<Vec<f64>> = covariates.iter().map(|m| m.cells()[k].value).collect();
            let (Some(mut row), Some(value)) = (x, c.value) else { continue };
            for g in 0..sizes.len() {
                row.push(f64::from(u8::from(c.direction.group == format!("g{g}"))));
            }
            rows.push(row);
            y.push(value);
        }
        let (b, t) = normal_equations(&rows, &y);
        for (k, c) in result.coefficients.iter().enumerate() {
            near(c.estimate, b[k], 1e-9);
            near(c.t, t[k], 1e-9);
        }
        for (network, intercept) in result.networks.iter().zip(&b[3..]) {
            assert!((network.intercept - intercept).abs() < 1e-9);
        }
        assert_eq!((result.directions, result.degrees_of_freedom), (y.len(), y.len() - b.len()));
    }
}
