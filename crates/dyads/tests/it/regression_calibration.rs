//! How often p falls below .05 where nothing goes with the outcome, and where something does. Data have the structure
//! of two-sided ratings throughout.

use std::io::Write;

use rayon::prelude::*;
use troth_dyads::regression::{Input, Options, Permutations, regress};

use crate::made::rng;
use crate::regression_made::{Grid, measure, mix, structured, with_gaps};

/// What is simulated.
#[derive(Clone, Copy)]
struct Setting {
    /// Networks of this many organisations each.
    networks: usize,
    organisations: usize,
    /// Share of outcome and covariate cells left out at random.
    gaps: f64,
    /// How much of the first covariate is in the outcome.
    first: f64,
    /// True for a second covariate that goes with the first, and with nothing else.
    second: bool,
}

/// Share of sets, in per cent, in which p of the last covariate is at most .05, and in which its cautious p is.
fn shares(setting: Setting, sets: u64, permutations: u64) -> (f64, f64) {
    let one = |set: u64| {
        let mut rng = rng(1_000_003 * set + 17);
        let (mut y, mut x): (Vec<Grid>, [Vec<Grid>; 2]) = (Vec::new(), [Vec::new(), Vec::new()]);
        for _ in 0..setting.networks {
            let mut draw = || structured(setting.organisations, &mut rng);
            let (first, second, rest) = (draw(), draw(), draw());
            let outcome = mix(&[(setting.first, &first), (1.0, &rest)]);
            y.push(with_gaps(&outcome, setting.gaps, &mut rng));
            x[1].push(with_gaps(&mix(&[(0.7, &first), (1.0, &second)]), setting.gaps, &mut rng));
            x[0].push(first);
        }
        let mut covariates = vec![measure("first", &x[0])];
        if setting.second {
            covariates.push(measure("second", &x[1]));
        }
        let outcome = measure("y", &y);
        let input = Input { organisations: &[], outcome: &outcome, covariates: &covariates };
        let options = Options { permutations: Permutations::AtMost(permutations), seed: set };
        // Sets with so many gaps that nothing can be said are refused and do not count.
        let result = regress(&input, &options).ok()?;
        let p = &result.coefficients.last().unwrap().p;
        Some((p.value <= 0.05, p.cautious <= 0.05))
    };
    let found: Vec<(bool, bool)> = (0..sets).into_par_iter().filter_map(one).collect();
    assert!(found.len() as u64 > sets / 2);
    let percent =
        |of: fn(&&(bool, bool)) -> bool| 100.0 * found.iter().filter(of).count() as f64 / found.len() as f64;
    (percent(|p| p.0), percent(|p| p.1))
}

const NOTHING: Setting = Setting { networks: 1, organisations: 8, gaps: 0.0, first: 0.0, second: false };
const BESIDE: Setting = Setting { first: 0.7, second: true, ..NOTHING };

/// 600 sets at 5 % give 30, with a standard deviation of 5.3: between 2.3 and 7.7 per cent is three of them.
#[test]
fn about_one_in_twenty_is_below_one_in_twenty_where_nothing_goes_together() {
    for setting in [NOTHING, BESIDE, Setting { networks: 3, organisations: 5, ..BESIDE }] {
        let (share, cautious) = shares(setting, 600, 199);
        assert!((2.3..=7.7).contains(&share), "{share} per cent");
        assert_eq!(share, cautious);
    }
}

#[test]
fn with_gaps_the_cautious_p_holds_its_level() {
    for organisations in [8, 12] {
        let (share, cautious) = shares(Setting { gaps: 0.2, organisations, ..BESIDE }, 600, 199);
        assert!(share >= cautious && cautious <= 7.7, "{share} and {cautious} per cent");
    }
}

#[test]
fn an_association_is_found() {
    let (share, _) = shares(Setting { first: 1.0, organisations: 12, ..NOTHING }, 50, 199);
    assert!(share >= 90.0, "{share} per cent");
    let (_, cautious) = shares(Setting { first: 1.0, organisations: 12, gaps: 0.15, ..NOTHING }, 50, 199);
    assert!(cautious >= 80.0, "{cautious} per cent");
}

#[test]
#[ignore = "takes minutes; run with --ignored when permutations change"]
fn share_of_p_values_at_most_five_per_cent() {
    for organisations in [5, 6, 8, 12, 20] {
        for (networks, gaps) in [(1, 0.0), (1, 0.15), (1, 0.3), (3, 0.0)] {
            let of =
                |setting: Setting| shares(Setting { organisations, networks, gaps, ..setting }, 2000, 499);
            let (alone, beside) = (of(NOTHING), of(BESIDE));
            let line = format!(
                "{networks} × {organisations}, {:.0} % missing: alone {:.1} ({:.1}), beside another {:.1} ({:.1})\n",
                100.0 * gaps,
                alone.0,
                alone.1,
                beside.0,
                beside.1
            );
            std::io::stderr().write_all(line.as_bytes()).unwrap();
        }
    }
}
