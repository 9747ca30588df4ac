//! The interval of a rank correlation over directions, held against the truth of simulated networks: two measures with
//! effects of raters, targets and relationships, which go together as strongly as `r`.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};
use troth_dyads::{NoRankAssociation, Paired, Uncertainty, rank_association};

/// Shares of the variance: rater, target, relationship; the relationship's reciprocity is .4.
const SHARES: [f64; 3] = [0.35, 0.25, 0.40];

/// Nearly all of it is how an organisation rates, so that directions of one organisation are much alike.
const RATERS: [f64; 3] = [0.80, 0.10, 0.10];

/// Two standard normal numbers that correlate as `r`.
fn two(r: f64, rng: &mut ChaCha8Rng) -> [f64; 2] {
    let (x, other): (f64, f64) = (StandardNormal.sample(rng), StandardNormal.sample(rng));
    [x, r * x + (1.0 - r * r).sqrt() * other]
}

/// Names of organisations, as many as any network here has.
const NAMES: [&str; 24] = [
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u",
    "v", "w", "x",
];

/// `n` organisations, of whose directions the share `missing` is left out.
fn drawn(n: usize, shares: [f64; 3], r: f64, missing: f64, seed: u64) -> Vec<Paired<'static>> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let raters: Vec<[f64; 2]> = (0..n).map(|_| two(r, &mut rng)).collect();
    let targets: Vec<[f64; 2]> = (0..n).map(|_| two(r, &mut rng)).collect();
    let mut all = Vec::new();
    for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
        let (common, own) = (two(r, &mut rng), two(r, &mut rng));
        for (from, to, sign) in [(i, j, 1.0), (j, i, -1.0)] {
            let value = |k: usize| {
                let g = 0.7_f64.sqrt() * common[k] + sign * 0.3_f64.sqrt() * own[k];
                shares[0].sqrt() * raters[from][k] + shares[1].sqrt() * targets[to][k] + shares[2].sqrt() * g
            };
            let (x, y) = (value(0), value(1));
            if rng.random::<f64>() >= missing {
                all.push(Paired { from: NAMES[from], to: NAMES[to], x, y });
            }
        }
    }
    all
}

/// Percent of intervals that hold the truth, percent that leave out 0, mean width, and how many had none.
fn held(n: usize, shares: [f64; 3], r: f64, missing: f64, sets: u64) -> (f64, f64, f64, u64) {
    // Spearman's ρ of two normal measures that correlate as r (Pearson 1907).
    let truth = 6.0 / std::f64::consts::PI * (r / 2.0).asin();
    let (mut holds, mut told, mut of, mut none, mut width) = (0.0, 0.0, 0.0, 0, 0.0);
    for seed in 0..sets {
        let Ok(found) = rank_association(&drawn(n, shares, r, missing, 7_000_000 + seed)) else {
            none += 1;
            continue;
        };
        let Uncertainty::Interval { low, high } = found.rho.uncertainty else { panic!("no interval") };
        of += 1.0;
        width += high - low;
        holds += f64::from(u8::from(low <= truth && truth <= high));
        told += f64::from(u8::from(low > 0.0 || high < 0.0));
    }
    (100.0 * holds / of, 100.0 * told / of, width / of, none)
}

#[test]
fn the_interval_holds_the_truth_and_finds_an_association_that_is_there() {
    for shares in [SHARES, RATERS] {
        for (n, missing) in [(8, 0.5), (14, 0.3)] {
            let (nothing, wrongly, ..) = held(n, shares, 0.0, missing, 300);
            assert!(nothing > 93.0 && wrongly < 7.0, "{shares:?}, {n}: {nothing:.1} %, {wrongly:.1} %");
            let (something, ..) = held(n, shares, 0.6, missing, 300);
            assert!(something > 93.0, "{shares:?}, {n}: {something:.1} %");
        }
    }
    let (_, found, ..) = held(14, SHARES, 0.6, 0.3, 300);
    assert!(found > 80.0, "{found:.1} %");
}

#[test]
fn with_too_few_it_says_what_is_missing_and_alike_values_have_no_range() {
    let few = drawn(7, SHARES, 0.5, 0.0, 1);
    assert_eq!(rank_association(&few), Err(NoRankAssociation::FewOrganisations(7)));
    let sparse = &drawn(12, SHARES, 0.5, 0.0, 1)[..];
    let sparse: Vec<_> = sparse.iter().filter(|d| d.from == "a" || d.to == "a").take(19).copied().collect();
    assert_eq!(rank_association(&sparse), Err(NoRankAssociation::FewDirections(19)));
    let alike: Vec<_> = drawn(9, SHARES, 0.5, 0.0, 1).into_iter().map(|d| Paired { y: 0.5, ..d }).collect();
    assert_eq!(rank_association(&alike), Err(NoRankAssociation::NoRange));
    let same: Vec<_> = drawn(9, SHARES, 0.5, 0.0, 1).into_iter().map(|d| Paired { y: d.x, ..d }).collect();
    assert_eq!(rank_association(&same), Err(NoRankAssociation::NoRange), "exactly one order has no range");
    let wrong: Vec<_> =
        drawn(9, SHARES, 0.5, 0.0, 1).into_iter().map(|d| Paired { y: f64::NAN, ..d }).collect();
    assert_eq!(rank_association(&wrong), Err(NoRankAssociation::NotFinite));
}

#[test]
fn only_the_order_counts_and_not_the_order_of_the_rows() {
    let one = drawn(10, SHARES, 0.5, 0.2, 3);
    let found = rank_association(&one).unwrap();
    let mut other: Vec<_> = one.iter().map(|d| Paired { x: d.x.exp(), y: d.y * 3.0 - 7.0, ..*d }).collect();
    other.reverse();
    assert_eq!(rank_association(&other).unwrap(), found);
    let turned: Vec<_> = one.iter().map(|d| Paired { x: -d.x, ..*d }).collect();
    assert!((rank_association(&turned).unwrap().rho.estimate + found.rho.estimate).abs() < 1e-12);
}

#[test]
#[ignore = "the study behind docs/methods/associations.md; run it with --ignored --nocapture"]
#[expect(clippy::print_stdout, reason = "a study prints its table")]
fn share_of_intervals_that_hold_the_truth() {
    for shares in [SHARES, RATERS] {
        for n in [8, 10, 14, 20] {
            for missing in [0.0, 0.5] {
                let line: Vec<String> = [0.0, 0.3, 0.6]
                    .into_iter()
                    .map(|r| {
                        let (held, told, width, none) = held(n, shares, r, missing, 2000);
                        format!(
                            "r {r}: held {held:.1}, leaves out 0 {told:.1}, width {width:.2}, none {none}"
                        )
                    })
                    .collect();
                println!("{shares:?} {n} organisations, {missing} missing: {}", line.join("; "));
            }
        }
    }
}
