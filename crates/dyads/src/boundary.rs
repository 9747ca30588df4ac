//! What ended at the edge of what is possible, said in a sentence, with the upper end of a variance where cheap.

use std::collections::BTreeMap;

use crate::problem::Problem;
use crate::profile::{Profiled, interval};
use crate::result::{Boundary, Quantity};
use crate::search::Found;

/// Above this number of multiplications per evaluation the upper end is left to the full intervals.
const CHEAP: f64 = 4e6;

/// Profile intervals that were made already, answers having variance 1.
pub(crate) type Profiles = BTreeMap<Profiled, Option<(f64, f64)>>;

/// All edges met. `upper` asks for the upper ends.
pub(crate) fn boundaries(
    problem: &mut Problem<'_>,
    found: &Found,
    profiles: &Profiles,
    upper: bool,
) -> Vec<Boundary> {
    let (c, terms, scale) = (&found.components, problem.design.terms, problem.design.scale);
    let mut out = Vec::new();
    let mut zero = |quantity, of: Profiled, value: f64, words: &str| {
        if value == 0.0 {
            let made = profiles.get(&of).copied();
            let cheap = upper && problem.likelihood.work() <= CHEAP;
            let ends = made.unwrap_or_else(|| if cheap { interval(problem, found, of) } else { None });
            let u = ends.map(|(_, high)| high * scale * scale);
            let tail = match u {
                Some(u) => format!("it is at most {}", three_digits(u)),
                None if upper => "how large it could be needs the full intervals".to_owned(),
                None => "how large it could be was not asked for".to_owned(),
            };
            let sentence = format!("The variance {words} is not distinguishable from 0; {tail}.");
            out.push(Boundary { quantity, upper: u, sentence });
        }
    };
    zero(Quantity::Rater, Profiled::Rater, c.sd_rater, "of organisations as raters");
    zero(Quantity::Target, Profiled::Target, c.sd_target, "of organisations as targets");
    if terms.residual {
        let words = "of relationships beyond both organisations";
        zero(Quantity::Relationship, Profiled::Relationship, c.relationship, words);
    }
    if terms.respondent {
        let words = "between people of one organisation";
        zero(Quantity::Respondent, Profiled::Respondent, c.sd_respondent, words);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_whatever_the_scale() {
        assert_eq!((three_digits(0.012_345), three_digits(123.4)), ("0.0123".to_owned(), "123".to_owned()));
    }
}
