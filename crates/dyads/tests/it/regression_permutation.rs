//! The p values of the regression against brute force that shares no code, and their bits at any number of threads.

use troth_dyads::regression::{Input, Measure, Options, Permutations, Refusal, regress};

use crate::regression_made::{example, found, normal_equations};

/// All orders of 0..n, by Heap's algorithm.
fn orders(n: usize) -> Vec<Vec<usize>> {
    fn heap(k: usize, items: &mut Vec<usize>, out: &mut Vec<Vec<usize>>) {
        if k <= 1 {
            out.push(items.clone());
            return;
        }
        for i in 0..k {
            heap(k - 1, items, out);
            items.swap(if k.is_multiple_of(2) { i } else { 0 }, k - 1);
        }
    }
    let mut out = Vec::new();
    heap(n, &mut (0..n).collect(), &mut out);
    out
}

/// Values by network, i and j.
fn value(measure: &Measure, at: (usize, usize, usize)) -> Option<f64> {
    let direction = |c: &&troth_dyads::regression::Cell| {
        (&c.direction.group, &c.direction.from, &c.direction.to)
            == (&format!("g{}", at.0), &format!("org{}", at.1), &format!("org{}", at.2))
    };
    measure.cells().iter().find(direction)?.value
}

/// Per covariate: arrangements with |t| at least that of the data, and with |t| at the degrees of freedom of the data;
/// all arrangements; and cells kept in all.
fn brute_force(outcome: &Measure, covariates: &[Measure], sizes: &[usize]) -> (Vec<(u64, u64)>, u64, u64) {
    let pairs = |g: usize| (0..sizes[g]).flat_map(move |i| (0..sizes[g]).map(move |j| (g, i, j)));
    let mut cells = Vec::new();
    for at in (0..sizes.len()).flat_map(pairs) {
        let x: Option<Vec<f64>> = covariates.iter().map(|m| value(m, at)).collect();
        if let (Some(y), Some(x)) = (value(outcome, at), x) {
            cells.push((at, y, x));
        }
    }
    let dummies = |g: usize| (0..sizes.len()).map(move |h| f64::from(u8::from(g == h)));
    let mut arrangements: Vec<Vec<Vec<usize>>> = vec![Vec::new()];
    for n in sizes {
        let longer = |a: &Vec<Vec<usize>>| {
            orders(*n).into_iter().map(|o| a.iter().cloned().chain([o]).collect()).collect::<Vec<_>>()
        };
        arrangements = arrangements.iter().flat_map(longer).collect();
    }
    let (mut counts, mut kept) = (Vec::new(), 0);
    for k in 0..covariates.len() {
        let others = |x: &[f64]| -> Vec<f64> {
            x.iter().enumerate().filter(|(a, _)| *a != k).map(|(_, v)| *v).collect()
        };
        let rows: Vec<Vec<f64>> =
            cells.iter().map(|((g, ..), _, x)| others(x).into_iter().chain(dummies(*g)).collect()).collect();
        let own: Vec<f64> = cells.iter().map(|(.., x)| x[k]).collect();
        let (b, _) = normal_equations(&rows, &own);
        let left: Vec<f64> = rows
            .iter()
            .zip(&own)
            .map(|(row, x)| x - row.iter().zip(&b).map(|(r, b)| r * b).sum::<f64>())
            .collect();
        let t_of = |arrangement: &[Vec<usize>]| {
            let (mut rows, mut y) = (Vec::new(), Vec::new());
            for ((g, i, j), value, x) in &cells {
                let moved = (*g, arrangement[*g][*i], arrangement[*g][*j]);
                let Some(place) = cells.iter().position(|(at, ..)| *at == moved) else { continue };
                rows.push([left[place]].into_iter().chain(others(x)).chain(dummies(*g)).collect());
                y.push(*value);
            }
            (normal_equations(&rows, &y).1[0].abs(), y.len() as u64)
        };
        let unmoved: Vec<Vec<usize>> = sizes.iter().map(|n| (0..*n).collect()).collect();
        let observed = t_of(&unmoved).0;
        let found: Vec<_> = arrangements.iter().map(|a| t_of(a)).collect();
        let unknowns = (covariates.len() + sizes.len()) as f64;
        let adjusted = |t: f64, n: u64| t * ((cells.len() as f64 - unknowns) / (n as f64 - unknowns)).sqrt();
        let plain = found.iter().filter(|(t, _)| *t >= observed - 1e-7).count();
        let cautious = found.iter().filter(|(t, n)| adjusted(*t, *n) >= observed - 1e-7).count();
        counts.push((plain as u64, cautious as u64));
        kept = found.iter().map(|(_, n)| n).sum();
    }
    (counts, arrangements.len() as u64, kept)
}

fn agrees_with_brute_force(sizes: &[usize], gaps: f64, seed: u64) {
    let (outcome, covariates) = example(sizes, gaps, seed);
    let (counts, all, kept) = brute_force(&outcome, &covariates, sizes);
    let result = found(&outcome, &covariates, Permutations::AtMost(2000));
    assert!(result.permuted.exhaustive && result.permuted.seed.is_none());
    assert_eq!(result.permuted.permutations, all);
    assert!(
        (result.permuted.cells_kept - kept as f64 / (all * result.directions as u64) as f64).abs() < 1e-12
    );
    for (c, (count, cautious)) in result.coefficients.iter().zip(counts) {
        assert_eq!((c.p.as_extreme, c.p.unusable), (count, 0), "{} with {sizes:?} and {gaps}", c.name);
        assert_eq!((c.p.value, c.p.cautious), (count as f64 / all as f64, cautious as f64 / all as f64));
        assert_eq!(c.p.monte_carlo_se, None);
    }
}

#[test]
fn all_720_permutations_of_six_organisations() {
    for seed in 1..4 {
        agrees_with_brute_force(&[6], 0.0, seed);
    }
}

#[test]
fn missing_cells_drop_out_where_a_permutation_meets_them() {
    agrees_with_brute_force(&[6], 0.1, 11);
    agrees_with_brute_force(&[6], 0.1, 12);
}

#[test]
fn permutations_stay_within_their_network() {
    agrees_with_brute_force(&[4, 4], 0.0, 21);
    agrees_with_brute_force(&[4, 4], 0.04, 22);
}

#[test]
fn drawn_permutations_come_close_to_all_of_them() {
    let (outcome, covariates) = example(&[7], 0.1, 31);
    let exact = found(&outcome, &covariates, Permutations::All);
    let drawn = found(&outcome, &covariates, Permutations::AtMost(4000));
    assert_eq!((exact.permuted.permutations, drawn.permuted.permutations), (5040, 4000));
    assert_eq!((exact.permuted.seed, drawn.permuted.seed), (None, Some(7)));
    for (all, some) in exact.coefficients.iter().zip(&drawn.coefficients) {
        let se = some.p.monte_carlo_se.unwrap();
        let p = (some.p.as_extreme + 1) as f64 / 4001.0;
        assert_eq!(some.p.value, p);
        assert!((se - (p * (1.0 - p) / 4001.0).sqrt()).abs() < 1e-15);
        assert!((all.p.value - p).abs() < 4.0 * se, "{} against {p}, se {se}", all.p.value);
    }
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let (outcome, covariates) = example(&[8, 5], 0.1, 41);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let result = pool.install(|| found(&outcome, &covariates, Permutations::AtMost(500)));
        serde_json::to_string(&result).unwrap()
    };
    let one = on(1);
    assert_eq!(one, on(2));
    assert_eq!(one, on(5));
}

#[test]
fn the_seed_matters_only_where_permutations_are_drawn() {
    let with = |sizes: &[usize], seed: u64| {
        let (outcome, covariates) = example(sizes, 0.0, 51);
        let input = Input { organisations: &[], outcome: &outcome, covariates: &covariates };
        regress(&input, &Options { permutations: Permutations::AtMost(800), seed }).unwrap()
    };
    assert_eq!(with(&[6], 1), with(&[6], 2));
    let counts = |seed| with(&[9], seed).coefficients.iter().map(|c| c.p.as_extreme).collect::<Vec<_>>();
    assert_ne!(counts(1), counts(2));
}

#[test]
fn too_many_and_no_permutations() {
    let (outcome, covariates) = example(&[11], 0.0, 61);
    let input = Input { organisations: &[], outcome: &outcome, covariates: &covariates };
    let asked = |permutations| regress(&input, &Options { permutations, seed: 0 }).unwrap_err();
    assert_eq!(asked(Permutations::All), Refusal::Permutations { asked: 39_916_800, most: 3_628_800 });
    assert!(matches!(asked(Permutations::AtMost(0)), Refusal::Permutations { asked: 0, .. }));
    assert!(matches!(asked(Permutations::AtMost(u64::MAX)), Refusal::Permutations { .. }));
}
