//! The range of a mean of people who come in organisations.
//!
//! People of one organisation answer more alike than people of different ones. How much more is not estimated from the
//! answers, since that would tell of single organisations; it is taken as [`ALIKE`].

use std::collections::BTreeMap;

use statrs::distribution::{ContinuousCDF, StudentsT};
use troth_network::OrganisationId;

/// How alike colleagues are taken to answer: an intraclass correlation at the upper end of what is usual for organisations
/// (0.05 to 0.20, Bliese 2000).
const ALIKE: f64 = 0.20;

/// How many people there are of each organisation.
pub(super) fn sizes(organisations: impl Iterator<Item = OrganisationId>) -> Vec<usize> {
    let mut sizes: BTreeMap<OrganisationId, usize> = BTreeMap::new();
    for organisation in organisations {
        *sizes.entry(organisation).or_default() += 1;
    }
    sizes.into_values().collect()
}

/// Half the width of the 95 % interval of a mean, on the scale of `sd`. `people` is how many are counted with, at most as
/// many as there are; `sizes` how many each organisation has. `None` for fewer than two organisations.
///
/// t with one degree of freedom less than there are organisations, times sd·√(D / people), where
/// D = 1 + (Σn²/Σn − 1)·0.20 is the design effect of clusters of unequal size (Kish 1965).
pub(super) fn half_width(sd: f64, people: usize, sizes: &[usize]) -> Option<f64> {
    let freedom = sizes.len().checked_sub(1).filter(|df| *df > 0)?;
    let (sum, squares) = sizes.iter().fold((0.0, 0.0), |(sum, squares), n| {
        let n = number(*n);
        (sum + n, n.mul_add(n, squares))
    });
    if people == 0 || sum <= 0.0 {
        return None;
    }
    let design = 1.0 + (squares / sum - 1.0) * ALIKE;
    let t = StudentsT::new(0.0, 1.0, number(freedom)).ok()?.inverse_cdf(0.975);
    Some(t * sd * (design / number(people)).sqrt())
}

#[expect(clippy::cast_precision_loss, reason = "a number of people")]
const fn number(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use rand::{RngExt as _, SeedableRng as _};
    use rand_chacha::ChaCha8Rng;
    use troth_gate::groups::spread;

    use super::*;

    #[test]
    fn worked_by_hand() {
        // Four organisations of five: D = 1 + 4·0.2 = 1.8; t(3) = 3.182446 (tables); 0.25·√(1.8/20) = 0.075.
        let half = half_width(0.25, 20, &[5, 5, 5, 5]).unwrap();
        assert!((half - 3.182_446_305 * 0.075).abs() < 1e-8, "{half}");
        // Unequal: Σn² = 1 + 4 + 49 = 54 of 10 people, D = 1 + 4.4·0.2 = 1.88; t(2) = 4.302653.
        let half = half_width(0.3, 10, &[1, 2, 7]).unwrap();
        assert!((half - 4.302_652_730 * 0.3 * 0.188_f64.sqrt()).abs() < 1e-8, "{half}");
        assert_eq!(half_width(0.3, 5, &[5]), None);
    }

    #[test]
    fn ranges_hold_the_mean_as_often_as_they_say() {
        // Organisations of three to twelve people whose answers correlate as taken, on five points: the range has to hold
        // the true mean in 95 of 100 rounds at least. Answers are level + own of organisation + own of person.
        let mut draw = ChaCha8Rng::seed_from_u64(20_261_123);
        // A triangle of variance 1/6 from two draws, so that no other distribution is needed.
        let mut noise = move || draw.random::<f64>() + draw.random::<f64>() - 1.0;
        let sizes = [3_usize, 12, 5, 8, 4, 6, 9, 5];
        let (rounds, sd) = (2_000, 1.0 / 6.0_f64.sqrt());
        let (between, within) = (0.2 * (0.2_f64).sqrt() / sd, 0.2 * (0.8_f64).sqrt() / sd);
        let mut held = 0;
        for _ in 0..rounds {
            let scores: Vec<f64> = sizes
                .iter()
                .flat_map(|n| {
                    let own = between * noise();
                    (0..*n).map(|_| 0.5 + own + within * noise()).collect::<Vec<f64>>()
                })
                .collect();
            // On five points; rounding is symmetric about 0.5, so the mean stays 0.5.
            let scores: Vec<f64> =
                scores.into_iter().map(|s| (s * 4.0).round().clamp(0.0, 4.0) / 4.0).collect();
            let mean = scores.iter().sum::<f64>() / number(scores.len());
            let sd = spread::told(&[scores], 0.25).unwrap();
            let half = half_width(sd, 50, &sizes).unwrap();
            held += u32::from((mean - 0.5).abs() <= half);
        }
        assert!(held >= rounds * 95 / 100, "{held} of {rounds}");
    }
}
