//! How often intervals of agreement and reliability hold the truth. Takes a minute, so it runs on request only; the
//! figures it prints are in docs/methods/rater-agreement.md and scale-reliability.md.

use std::io::Write;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use troth_dyads::agreement::{
    GroupSize, Level, Missing, Table, Verdict, cronbach_alpha, krippendorff_alpha, omega_total, one_way,
    one_way_reml, rater_agreement,
};
use troth_dyads::{Estimate, Uncertainty};

use crate::made::{normal, rating, rng};

#[derive(Default)]
struct Share {
    held: usize,
    of: usize,
    none: usize,
}

impl Share {
    fn count(&mut self, estimate: Option<&Estimate>, truth: f64) {
        match estimate.map(|e| &e.uncertainty) {
            Some(Uncertainty::Interval { low, high }) => {
                self.of += 1;
                self.held += usize::from(*low <= truth && truth <= *high);
            }
            _ => self.none += 1,
        }
    }

    fn text(&self) -> String {
        let percent = 100.0 * self.held as f64 / self.of.max(1) as f64;
        let none = if self.none > 0 { format!(" ({} without)", self.none) } else { String::new() };
        format!("{percent:.1}{none}")
    }
}

fn say(line: &str) {
    std::io::stderr().write_all(format!("{line}\n").as_bytes()).unwrap();
}

const SETS: usize = 4000;

fn five_points(value: f64) -> f64 {
    value.round().clamp(1.0, 5.0)
}

#[test]
#[ignore = "takes a minute; prints the figures for docs/methods/rater-agreement.md"]
fn icc_of_groups_of_two_to_nine() {
    for (groups, between) in [(6, 0.1), (20, 0.0), (20, 0.1), (20, 0.5), (90, 0.1)] {
        for rounded in [false, true] {
            let (mut exact, mut mean, mut reml) = (Share::default(), Share::default(), Share::default());
            let mut rng = rng(11);
            let sizes: Vec<usize> = (0..groups).map(|g| 2 + g * 7 % 8).collect();
            let k = sizes.iter().sum::<usize>() as f64 / groups as f64;
            let draw = |rng: &mut ChaCha8Rng, sizes: &[usize]| -> Vec<Vec<f64>> {
                let one = |rng: &mut ChaCha8Rng, size: usize| {
                    let level = 3.5 + f64::sqrt(between) * normal(rng);
                    let answer = |v: f64| if rounded { five_points(v) } else { v };
                    (0..size).map(|_| answer(level + normal(rng))).collect()
                };
                sizes.iter().map(|s| one(rng, *s)).collect()
            };
            let truth = if rounded {
                let many = draw(&mut rng, &vec![20; 40_000]);
                one_way(&many, GroupSize::Mean).unwrap().icc1.estimate.max(0.0)
            } else {
                between / (between + 1.0)
            };
            for _ in 0..SETS {
                let answers = draw(&mut rng, &sizes);
                let Ok(found) = one_way(&answers, GroupSize::Mean) else { continue };
                exact.count(Some(&found.icc1), truth);
                mean.count(found.icc2.as_ref(), k * truth / (1.0 + (k - 1.0) * truth));
                reml.count(one_way_reml(&answers).ok().map(|r| r.icc1).as_ref(), truth);
            }
            let (a, b, c) = (exact.text(), mean.text(), reml.text());
            say(&format!(
                "{groups} groups, ICC(1) {truth:.3}, rounded {rounded}: ICC(1) {a}, ICC(2) {b}, REML {c}"
            ));
        }
    }
}

#[test]
#[ignore = "takes a minute; prints the figures for docs/methods/rater-agreement.md"]
fn krippendorff_of_three_raters_with_gaps() {
    for (units, noise) in [(10, 0.6), (20, 0.6), (50, 0.6), (20, 0.25), (50, 0.25), (200, 0.6)] {
        for level in [Level::Nominal, Level::Ordinal, Level::Interval] {
            let draw = |rng: &mut ChaCha8Rng, units: usize| {
                let rows: Vec<Vec<Option<f64>>> = (0..units)
                    .map(|_| {
                        let level = 3.0 + 1.2 * normal(rng);
                        (0..3)
                            .map(|_| {
                                let answer = five_points(level + noise * normal(rng));
                                (rng.random::<f64>() > 0.15).then_some(answer)
                            })
                            .collect()
                    })
                    .collect();
                Table::from_rows(&rows).unwrap()
            };
            let mut rng = rng(12);
            let many = draw(&mut rng, 40_000);
            let truth = if level == Level::Ordinal {
                // The jackknife of so many units takes long, and is not needed.
                let parts =
                    (0..20).map(|_| krippendorff_alpha(&draw(&mut rng, 2000), level).unwrap().alpha.estimate);
                parts.sum::<f64>() / 20.0
            } else {
                krippendorff_alpha(&many, level).unwrap().alpha.estimate
            };
            let mut share = Share::default();
            for _ in 0..SETS {
                let found = krippendorff_alpha(&draw(&mut rng, units), level);
                share.count(found.ok().map(|k| k.alpha).as_ref(), truth);
            }
            say(&format!("{units} units, {level:?} {truth:.3}: {}", share.text()));
        }
    }
}

#[test]
#[ignore = "takes a minute; prints the figures for docs/methods/scale-reliability.md"]
fn alpha_and_omega_of_five_items() {
    for (people, loadings) in
        [(20, [0.7; 5]), (50, [0.7; 5]), (50, [0.9, 0.8, 0.6, 0.5, 0.4]), (200, [0.9, 0.8, 0.6, 0.5, 0.4])]
    {
        for rounded in [false, true] {
            let draw = |rng: &mut ChaCha8Rng, people: usize| {
                let rows: Vec<Vec<Option<f64>>> = (0..people)
                    .map(|_| {
                        let shared = normal(rng);
                        let item =
                            |rng: &mut ChaCha8Rng, l: f64| l * shared + (1.0 - l * l).sqrt() * normal(rng);
                        let answer = |v: f64| if rounded { five_points(3.5 + v) } else { v };
                        loadings.iter().map(|l| Some(answer(item(rng, *l)))).collect()
                    })
                    .collect();
                Table::from_rows(&rows).unwrap()
            };
            let mut rng = rng(13);
            let many = draw(&mut rng, 200_000);
            let alpha = cronbach_alpha(&many, Missing::Complete).unwrap().raw.estimate;
            let omega = omega_total(&many).unwrap().omega.estimate;
            let (mut a, mut o) = (Share::default(), Share::default());
            for _ in 0..SETS {
                let table = draw(&mut rng, people);
                a.count(cronbach_alpha(&table, Missing::Complete).ok().map(|a| a.raw).as_ref(), alpha);
                o.count(omega_total(&table).ok().map(|o| o.omega).as_ref(), omega);
            }
            let (a, o) = (a.text(), o.text());
            say(&format!(
                "{people} people, {loadings:?}, rounded {rounded}: alpha {alpha:.3} {a}, omega {omega:.3} {o}"
            ));
        }
    }
}

/// Directions share raters, targets and people, which the intervals do not know.
#[test]
#[ignore = "takes a minute; prints the figures for docs/methods/rater-agreement.md"]
fn icc_of_two_sided_ratings() {
    for organisations in [5, 8, 12, 20] {
        for (a, b, u) in [(0.0, 0.0, 0.0), (0.3, 0.2, 0.0), (0.3, 0.2, 0.3)] {
            let (relationship, residual) = (0.3, 0.5);
            let truth = (a + b + relationship) / (a + b + relationship + u + residual);
            let (mut rng, mut share) = (rng(14), Share::default());
            for _ in 0..SETS / 8 {
                let n = organisations;
                let effects = |rng: &mut ChaCha8Rng, v: f64, n: usize| -> Vec<f64> {
                    (0..n).map(|_| f64::sqrt(v) * normal(rng)).collect()
                };
                let (raters, targets) = (effects(&mut rng, a, n), effects(&mut rng, b, n));
                let mut rows = Vec::new();
                for (i, rater) in raters.iter().enumerate() {
                    let people = effects(&mut rng, u, 5);
                    for (j, target) in targets.iter().enumerate().filter(|(j, _)| *j != i) {
                        let own = f64::sqrt(relationship) * normal(&mut rng);
                        for (p, person) in people.iter().enumerate() {
                            let error = f64::sqrt(residual) * normal(&mut rng);
                            let value = 3.0 + rater + target + own + person + error;
                            rows.push(rating("g", i, j, Some(p), value));
                        }
                    }
                }
                share.count(rater_agreement(&rows, None, None).unwrap().icc1.value.as_ref(), truth);
            }
            say(&format!(
                "{organisations} organisations, rater {a}, target {b}, person {u}: {}",
                share.text()
            ));
        }
    }
}

/// The same for the mean r_wg, where some people differ more from their colleagues than others.
#[test]
#[ignore = "takes a minute; prints the figures for docs/methods/rater-agreement.md"]
fn mean_rwg_of_two_sided_ratings() {
    for people in [2, 3, 6] {
        for (organisations, person) in [(5, 0.6), (10, 0.0), (10, 0.6), (20, 0.6)] {
            let draw = |rng: &mut ChaCha8Rng, n: usize| {
                let mut rows = Vec::new();
                for i in 0..n {
                    let own: Vec<f64> = (0..people).map(|_| f64::sqrt(person) * normal(rng)).collect();
                    for j in (0..n).filter(|j| *j != i) {
                        let level = 3.2 + 0.6 * normal(rng);
                        for (p, own) in own.iter().enumerate() {
                            let value = five_points(level + own + 0.6 * normal(rng));
                            rows.push(rating("g", i, j, Some(p), value));
                        }
                    }
                }
                rater_agreement(&rows, Some((1.0, 5.0)), None).unwrap().rwg_mean.value.unwrap()
            };
            let mut rng = rng(16);
            let truth = (0..100).map(|_| draw(&mut rng, 20).estimate).sum::<f64>() / 100.0;
            let (mut share, mut above) = (Share::default(), 0);
            for _ in 0..SETS / 8 {
                let found = draw(&mut rng, organisations);
                share.count(Some(&found), truth);
                above += usize::from(
                    matches!(found.uncertainty, Uncertainty::Interval { low, .. } if low > truth),
                );
            }
            let above = 800.0 * above as f64 / SETS as f64;
            let held = share.text();
            say(&format!(
                "{organisations} organisations, {people} people, variance {person}: {held}, {above:.1} too high"
            ));
        }
    }
}

/// How often random answers on five points are called agreement of any kind.
#[test]
#[ignore = "takes a minute; prints the figures for docs/methods/rater-agreement.md"]
fn random_answers_called_agreement() {
    for (people, organisations) in [(2, 5), (2, 10), (3, 5), (3, 10), (5, 5), (5, 10)] {
        let (mut rng, mut counts) = (rng(15), [0_usize; 5]);
        for _ in 0..SETS / 4 {
            let mut rows = Vec::new();
            for i in 0..organisations {
                for j in (0..organisations).filter(|j| *j != i) {
                    for p in 0..people {
                        rows.push(rating("g", i, j, Some(p), f64::from(rng.random_range(1..6_i32))));
                    }
                }
            }
            let found = rater_agreement(&rows, Some((1.0, 5.0)), None).unwrap();
            let told =
                [&found.rwg_mean, &found.rwg_median, &found.average_deviation, &found.icc1, &found.icc2];
            let bad = ["no agreement", "far apart", "not reliable", "differ more", "hardly"];
            for (count, told) in counts.iter_mut().zip(told) {
                let named = match told.words.verdict {
                    Verdict::Clear { band } | Verdict::Between { low: band, .. } => band,
                    Verdict::CannotTell => continue,
                };
                *count += usize::from(!bad.iter().any(|b| named.starts_with(b)));
            }
        }
        let percent = counts.map(|c| format!("{:.1}", 400.0 * c as f64 / SETS as f64));
        say(&format!(
            "{people} people, {organisations} organisations: mean, median, AD, ICC(1), ICC(2) {percent:?}"
        ));
    }
}
