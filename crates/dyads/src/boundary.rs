//! What ended at the edge of what is possible, said in a sentence, with the upper end of a variance where cheap.

use nalgebra::DVector;

use crate::design::Design;
use crate::optimise::{Point, minimise};
use crate::parameters::{RATER, RELATIONSHIP, TARGET, respondent};
use crate::result::{Boundary, Quantity};
use crate::search::{Found, objective, work};

/// 95 % point of chi-squared with one degree of freedom.
const RISE: f64 = 3.841_458_820_694_124;
/// Above this number of multiplications per evaluation the upper end is left to the full intervals.
const CHEAP: f64 = 4e6;

/// All edges met. `upper` asks for the upper ends.
pub(crate) fn boundaries(design: &Design, found: &Found, upper: bool) -> Vec<Boundary> {
    let (c, terms) = (&found.components, design.terms);
    let mut out = Vec::new();
    let mut zero = |quantity, at: usize, value: f64, words: &str| {
        if value == 0.0 {
            let u = if upper && work(design) <= CHEAP { upper_end(design, found, at) } else { None };
            let u = u.map(|sd| sd * sd * design.scale * design.scale);
            let tail = match u {
                Some(u) => format!("it is at most {}", three_digits(u)),
                None if upper => "how large it could be needs the full intervals".to_owned(),
                None => "how large it could be was not asked for".to_owned(),
            };
            let sentence = format!("The variance {words} is not distinguishable from 0; {tail}.");
            out.push(Boundary { quantity, upper: u, sentence });
        }
    };
    zero(Quantity::Rater, RATER, c.sd_rater, "of organisations as raters");
    zero(Quantity::Target, TARGET, c.sd_target, "of organisations as targets");
    if terms.residual {
        let words = "of relationships beyond both organisations";
        zero(Quantity::Relationship, RELATIONSHIP, c.relationship, words);
    }
    if terms.respondent {
        let words = "between people of one organisation";
        zero(Quantity::Respondent, respondent(terms), c.sd_respondent, words);
    }
    let mut edge = |quantity, value: f64, words: &str| {
        let sentence = format!(
            "{words} is estimated at {value:.0}, the edge of what is possible; do not read it as a finding."
        );
        out.push(Boundary { quantity, upper: None, sentence });
    };
    if c.sd_rater != 0.0 && c.sd_target != 0.0 && c.cos == 0.0 {
        let sign = c.sin * c.sd_rater.signum() * c.sd_target.signum();
        edge(Quantity::GeneralisedReciprocity, sign, "Generalised reciprocity");
    }
    if terms.residual && c.relationship > 0.0 && c.relationship_cov.abs() >= c.relationship {
        edge(Quantity::DyadicReciprocity, c.relationship_cov.signum(), "Dyadic reciprocity");
    }
    out
}

/// With three significant digits.
fn three_digits(value: f64) -> String {
    let decimals = (2.0 - value.abs().max(1e-12).log10().floor()).clamp(0.0, 12.0) as usize;
    format!("{value:.decimals$}")
}

/// The standard deviation at which the deviance, minimised over everything else, has risen by [`RISE`].
fn upper_end(design: &Design, found: &Found, at: usize) -> Option<f64> {
    let limit = found.evaluation.deviance + RISE;
    let mut warm = found.x.clone().remove_row(at);
    let mut profile = |value: f64| -> Option<f64> {
        let reduced = |x: &DVector<f64>| {
            let full = objective(design, &x.clone().insert_row(at, value))?;
            Some(Point { x: x.clone(), value: full.value, slope: full.slope.remove_row(at) })
        };
        let (point, _) = minimise(&reduced, &warm)?;
        warm = point.x;
        Some(point.value)
    };
    let (mut low, mut high) = (0.0, 0.2);
    while profile(high)? < limit {
        low = high;
        high *= 1.5;
        if high > 20.0 {
            return None;
        }
    }
    while high - low > 1e-4 * high {
        let middle = 0.5 * (low + high);
        if profile(middle)? < limit {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(0.5 * (low + high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::clean;
    use crate::observation::{AnswerKind, Observation};
    use crate::search::search;

    /// A complete round robin with the rater effects of the analysis of variance (Kenny, Kashy & Cook 2006, ch. 8)
    /// taken out.
    fn raters_alike() -> Vec<Observation> {
        let n = 6;
        let value = |i: usize, j: usize| {
            [0.4, -0.9, 1.3, 0.1, -0.6, 0.2][j] + ((7 * i + 5 * j + i * j) % 11) as f64 / 5.0
        };
        let others = |i: usize| (0..n).filter(move |j| *j != i);
        let mean = |f: &dyn Fn(usize) -> f64, i: usize| others(i).map(f).sum::<f64>() / 5.0;
        let row: Vec<f64> = (0..n).map(|i| mean(&|j| value(i, j), i)).collect();
        let column: Vec<f64> = (0..n).map(|i| mean(&|j| value(j, i), i)).collect();
        let all = row.iter().sum::<f64>() / 6.0;
        let effect = |i: usize| 25.0 / 24.0 * row[i] + 5.0 / 24.0 * column[i] - 5.0 / 4.0 * all;
        let answer = |i: usize, j: usize| Observation {
            group: "g".to_owned(),
            rater: i.to_string(),
            target: j.to_string(),
            respondent: None,
            kind: AnswerKind::Representative,
            value: value(i, j) - effect(i),
        };
        (0..n).flat_map(|i| others(i).map(move |j| (i, j))).map(|(i, j)| answer(i, j)).collect()
    }

    #[test]
    fn the_upper_end_is_where_the_deviance_has_risen_by_3_84() {
        let design = Design::new(&clean(&raters_alike()).rows).unwrap();
        let found = search(&design).unwrap();
        assert_eq!(found.components.sd_rater, 0.0);
        let sd = upper_end(&design, &found, RATER).unwrap();
        // A search by coordinates that shares nothing with the profile's.
        let at = |x: &DVector<f64>| objective(&design, x).map_or(f64::INFINITY, |p| p.value);
        let mut lowest = f64::INFINITY;
        for phi in [-1.0, 0.0, 1.0] {
            let mut x = found.x.clone();
            (x[RATER], x[2]) = (sd, phi);
            let mut step = 0.3;
            while step > 1e-7 {
                let before = at(&x);
                for k in 1..5 {
                    for sign in [-1.0, 1.0] {
                        let mut moved = x.clone();
                        moved[k] += sign * step;
                        if at(&moved) < at(&x) {
                            x = moved;
                        }
                    }
                }
                if at(&x) >= before {
                    step /= 2.0;
                }
            }
            lowest = lowest.min(at(&x));
        }
        assert!(
            (lowest - found.evaluation.deviance - RISE).abs() < 1e-2,
            "{}",
            lowest - found.evaluation.deviance
        );
    }

    #[test]
    fn three_digits_whatever_the_scale() {
        assert_eq!((three_digits(0.012_345), three_digits(123.4)), ("0.0123".to_owned(), "123".to_owned()));
    }
}
