//! How often the interval of a difference holds the truth, when both values come from fits of their own and leave as
//! they leave through the gate: in whole points, cut off at the ends of the scale.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};
use troth_dyads::{AnswerKind, Estimate, Fit, FitOptions, IntervalMethod, Observation, fit};
use troth_lens::contrast::minus;
use troth_network::{Uncertainty, Value};

/// Variances on 0 to 1, in the proportions of docs/methods/coverage.md.
const RATER: f64 = 0.30 * SCALE;
const TARGET: f64 = 0.20 * SCALE;
const RELATIONSHIP: f64 = 0.35 * SCALE;
const PERSON: f64 = 0.20 * SCALE;
const REST: f64 = 0.45 * SCALE;
const SCALE: f64 = 0.02;

/// Two numbers of this variance that correlate as `r`.
fn two(variance: f64, r: f64, rng: &mut ChaCha8Rng) -> [f64; 2] {
    let (x, other): (f64, f64) = (StandardNormal.sample(rng), StandardNormal.sample(rng));
    let sd = variance.sqrt();
    [sd * x, sd * (r * x + (1.0 - r * r).sqrt() * other)]
}

/// What is put beside each other.
#[derive(Debug, Clone, Copy)]
struct Case {
    organisations: usize,
    /// How closely the effects of both measures go together.
    effects: f64,
    /// How closely the levels of the same person do, or 0 where other people answer.
    people: f64,
    /// Whether the second measure is of the other direction.
    turned: bool,
}

/// Both measures with their truth: answers of the first, of the second, and θ of either by direction.
struct Drawn {
    answers: [Vec<Observation>; 2],
    truth: [Vec<Vec<f64>>; 2],
}

fn draw(case: Case, seed: u64) -> Drawn {
    let (n, r) = (case.organisations, case.effects);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let rng = &mut rng;
    let a: Vec<[f64; 2]> = (0..n).map(|_| two(RATER, r, rng)).collect();
    let b: Vec<[f64; 2]> = (0..n).map(|_| two(TARGET, r, rng)).collect();
    let mut truth = [vec![vec![0.0; n]; n], vec![vec![0.0; n]; n]];
    for (i, j) in (0..n).flat_map(|i| (0..i).map(move |j| (i, j))) {
        let (common, own) = (two(RELATIONSHIP * 0.7, r, rng), two(RELATIONSHIP * 0.3, r, rng));
        for k in 0..2 {
            truth[k][i][j] = 0.5 + a[i][k] + b[j][k] + common[k] + own[k];
            truth[k][j][i] = 0.5 + a[j][k] + b[i][k] + common[k] - own[k];
        }
    }
    if case.turned {
        truth[1] = (0..n).map(|i| (0..n).map(|j| truth[1][j][i]).collect()).collect();
    }
    let mut answers = [Vec::new(), Vec::new()];
    for (i, person) in (0..n).flat_map(|i| (0..5).map(move |person| (i, person))) {
        let level = two(PERSON, case.people, rng);
        for j in (0..n).filter(|j| *j != i) {
            for (k, of_measure) in answers.iter_mut().enumerate() {
                let rest: f64 = StandardNormal.sample(rng);
                of_measure.push(Observation {
                    group: String::new(),
                    rater: format!("{i:03}"),
                    target: format!("{j:03}"),
                    respondent: Some(format!("p{person}")),
                    kind: AnswerKind::Staff,
                    value: truth[k][i][j] + level[k] + REST.sqrt() * rest,
                });
            }
        }
    }
    Drawn { answers, truth }
}

/// As it leaves.
fn released(estimate: &Estimate) -> Value {
    let troth_dyads::Uncertainty::Interval { low, high } = estimate.uncertainty else {
        panic!("no interval")
    };
    let point = (estimate.estimate.clamp(0.0, 1.0) * 100.0).round() / 100.0;
    let low = ((low.clamp(0.0, 1.0) * 100.0 + 1e-7).floor() / 100.0).min(point);
    let high = ((high.clamp(0.0, 1.0) * 100.0 - 1e-7).ceil() / 100.0).max(point);
    Value { estimate: point, uncertainty: Uncertainty::Interval { low, high }, people: None }
}

fn theta(fit: &Fit, i: usize, j: usize) -> Value {
    let (from, to) = (format!("{i:03}"), format!("{j:03}"));
    released(&fit.by_direction.iter().find(|d| d.from == from && d.to == to).unwrap().theta)
}

/// Percent of the differences whose interval holds the truth, and the mean width in points.
fn held(case: Case, sets: u64, replicates: usize) -> (f64, f64) {
    let (mut held, mut of, mut width) = (0.0, 0.0, 0.0);
    for seed in 0..sets {
        let drawn = draw(case, 90_000 + seed);
        let options = FitOptions { replicates, by_means: true, ..FitOptions::with(IntervalMethod::Full) };
        let fits = [0, 1].map(|k: usize| fit(&drawn.answers[k], &options));
        let (Some(first), Some(second)) = (fits[0].fitted(), fits[1].fitted()) else { continue };
        let n = case.organisations;
        for (i, j) in (0..n).flat_map(|i| (0..n).map(move |j| (i, j))).filter(|(i, j)| i != j) {
            let (k, l) = if case.turned { (j, i) } else { (i, j) };
            let (low, high) = minus(&theta(first, i, j), &theta(second, k, l)).unwrap().interval().unwrap();
            let truth = drawn.truth[0][i][j] - drawn.truth[1][k][l];
            held += f64::from(u8::from(low <= truth && truth <= high));
            width += high - low;
            of += 1.0;
        }
    }
    (100.0 * held / of, 100.0 * width / of)
}

#[test]
fn the_range_of_a_change_holds_the_truth_whether_or_not_people_answer_as_before() {
    for (effects, people) in [(0.0, 0.0), (0.8, 0.8)] {
        let case = Case { organisations: 8, effects, people, turned: false };
        let (percent, _) = held(case, 20, 40);
        assert!(percent > 93.0, "{case:?}: {percent:.1} %");
    }
}

#[test]
#[ignore = "the study behind docs/methods/differences.md; run it with --ignored --nocapture"]
#[expect(clippy::print_stdout, reason = "a study prints its table")]
fn share_of_differences_that_hold_the_truth() {
    for organisations in [5, 8, 14] {
        for (effects, people, turned) in [
            (0.0, 0.0, false),
            (0.5, 0.5, false),
            (0.9, 0.9, false),
            (-0.9, 0.0, true),
            (-0.5, 0.0, true),
            (0.5, 0.0, true),
            (0.9, 0.0, true),
        ] {
            let case = Case { organisations, effects, people, turned };
            let (percent, width) = held(case, 100, 100);
            println!("{case:?}: held {percent:.1} %, mean width {width:.0} points");
        }
    }
}
