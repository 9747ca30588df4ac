//! What the regression refuses, and the sentence that says what to do.

use troth_dyads::regression::{Cell, Input, Measure, Options, Origin, Refusal, regress};

use crate::made::rng;
use crate::regression_made::{cell, example, grid, measure, mix, structured};

fn refusal(outcome: &Measure, covariates: &[Measure]) -> Refusal {
    let input = Input { organisations: &[], outcome, covariates };
    let refusal = regress(&input, &Options::default()).unwrap_err();
    assert!(refusal.to_string().ends_with('.'), "{refusal}");
    refusal
}

#[test]
fn what_is_refused_says_what_to_do() {
    let (outcome, covariates) = example(&[6], 0.0, 4);
    let x = covariates[0].clone();
    assert_eq!(refusal(&outcome, &[]), Refusal::NoCovariates { outcome: "outcome".to_owned() });
    assert_eq!(refusal(&outcome, &[x.clone(), x.clone()]), Refusal::NameTwice { name: "one".to_owned() });
    let renamed = |name: &str, cells: Vec<Cell>| Measure::new(name, Origin::Records, cells);
    let changed = |change: &dyn Fn(usize, &mut Cell)| {
        let mut cells = x.cells().to_vec();
        cells.iter_mut().enumerate().for_each(|(k, c)| change(k, c));
        renamed("x", cells)
    };
    let flat = changed(&|_, c| c.value = Some(0.1));
    assert_eq!(refusal(&outcome, std::slice::from_ref(&flat)), Refusal::Constant { measure: "x".to_owned() });
    assert!(matches!(refusal(&flat, &covariates), Refusal::Constant { .. }));
    for value in [f64::NAN, f64::INFINITY, 1e101] {
        let broken = changed(&|k, c| {
            if k == 7 {
                c.value = Some(value);
            }
        });
        let first = "org1 → org3 in group g0".to_owned();
        assert_eq!(
            refusal(&outcome, &[broken]),
            Refusal::NotFinite { measure: "x".to_owned(), count: 1, first }
        );
    }
    let stranger = changed(&|k, c| {
        if k == 3 {
            c.direction.to = "org9".to_owned();
        }
    });
    let Refusal::UnknownIds { count: 1, ids, .. } = refusal(&outcome, &[stranger]) else {
        panic!("not named")
    };
    assert_eq!(ids, ["org9 in g0"]);
    let mut cells = x.cells().to_vec();
    cells.push(cell("g0", "org2", "org3", Some(77.0)));
    let Refusal::Contradictory { rows, .. } = refusal(&outcome, &[renamed("x", cells)]) else {
        panic!("not named")
    };
    assert!(
        rows.len() == 1 && rows[0].starts_with("org2 → org3 in group g0: ") && rows[0].ends_with(" and 77")
    );
    let copy = renamed("copy", outcome.cells().to_vec());
    assert_eq!(refusal(&outcome, &[x, copy]), Refusal::ExactFit { outcome: "outcome".to_owned() });
}

#[test]
fn measures_that_follow_from_each_other_are_named() {
    let mut rng = rng(6);
    let parts: Vec<_> = (0..4).map(|_| structured(6, &mut rng)).collect();
    let sum = mix(&[(2.0, &parts[0]), (-1.0, &parts[2])]);
    let names = ["a", "b", "c"];
    let mut covariates: Vec<Measure> =
        names.iter().zip(&parts).map(|(name, g)| measure(name, std::slice::from_ref(g))).collect();
    covariates.push(measure("sum", &[sum]));
    let refusal = refusal(&measure("y", &[parts[3].clone()]), &covariates);
    let with = vec!["c".to_owned(), "sum".to_owned()];
    assert_eq!(refusal, Refusal::Collinear { measure: "a".to_owned(), with });
    assert!(refusal.to_string().contains("from 'c' and 'sum'"));
}

#[test]
fn a_covariate_that_differs_between_networks_only_is_constant() {
    let mut rng = rng(7);
    let y = [structured(5, &mut rng), structured(5, &mut rng)];
    let x = [grid(5, |_, _| 1.0), grid(5, |_, _| 2.0)];
    assert_eq!(
        refusal(&measure("y", &y), &[measure("x", &x)]),
        Refusal::Constant { measure: "x".to_owned() }
    );
}

#[test]
fn too_little_to_say_anything() {
    let (outcome, covariates) = example(&[3, 3], 0.0, 8);
    assert_eq!(refusal(&outcome, &covariates), Refusal::TooFewOrganisations { organisations: 3, fewest: 4 });
    let ring: Vec<Cell> = (0..4)
        .map(|i| cell("g0", &format!("org{i}"), &format!("org{}", (i + 1) % 4), Some((i * i) as f64)))
        .collect();
    let (_, covariates) = example(&[4], 0.0, 9);
    let sparse = Measure::new("y", Origin::Records, ring);
    assert_eq!(refusal(&sparse, &covariates), Refusal::TooFewCells { cells: 4, unknowns: 4 });
}
