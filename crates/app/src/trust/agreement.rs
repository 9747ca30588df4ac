//! How far colleagues agree who rated the same partner, for the report (docs/methods/rater-agreement.md).

use serde::Serialize;
use troth_dyads::Observation;
use troth_dyads::agreement::{RaterAgreement, Told, rater_agreement};
use troth_network::Scale;

use super::report::Triple;

/// Agreement of staff over the directions that at least two of them answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgreementReport {
    /// Directions answered by at least two members of staff.
    pub directions: usize,
    /// Their answers.
    pub answers: usize,
    /// People who gave them.
    pub people: usize,
    /// Directions with one staff answer, which say nothing about agreement.
    pub single_answers: usize,
    /// Points of the answer scale; null where they are not known.
    pub points: Option<usize>,
    /// Mean r_wg, uniform null distribution.
    pub rwg_mean: InWords,
    /// Median r_wg, uniform null distribution.
    pub rwg_median: InWords,
    /// Mean r_wg, slightly skewed null distribution.
    pub rwg_mean_slight_skew: InWords,
    /// Median r_wg, slightly skewed null distribution.
    pub rwg_median_slight_skew: InWords,
    /// Mean average deviation, on the input's scale.
    pub average_deviation: InWords,
    /// Its usual cut-off, on the input's scale.
    pub average_deviation_cut: Option<f64>,
    /// ICC(1).
    pub icc1: InWords,
    /// ICC(2).
    pub icc2: InWords,
    /// Mean number of answers of a direction, k of ICC(2).
    pub k: Option<f64>,
}

/// A figure, or the reason why there is none, and the sentence to show.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InWords {
    /// The figure.
    pub value: Option<Triple>,
    /// Why there is none.
    pub reason: Option<String>,
    /// What can be said, never more than the interval allows.
    pub words: String,
    /// Source of the convention that the words follow.
    pub source: &'static str,
}

impl InWords {
    fn of(told: Told) -> Self {
        Self {
            value: told.value.as_ref().map(Triple::of),
            reason: told.reason,
            words: told.words.sentence,
            source: told.words.source,
        }
    }
}

impl AgreementReport {
    /// None if no direction was answered by two members of staff.
    pub(super) fn of(observations: &[Observation], scale: Option<Scale>) -> Option<Self> {
        let found = rater_agreement(observations, scale.map(|s| (s.min, s.max)), None)?;
        let RaterAgreement { directions, answers, people, single_answers, points, .. } = found;
        Some(Self {
            directions,
            answers,
            people,
            single_answers,
            points,
            rwg_mean: InWords::of(found.rwg_mean),
            rwg_median: InWords::of(found.rwg_median),
            rwg_mean_slight_skew: InWords::of(found.rwg_mean_slight_skew),
            rwg_median_slight_skew: InWords::of(found.rwg_median_slight_skew),
            average_deviation: InWords::of(found.average_deviation),
            average_deviation_cut: found.average_deviation_cut,
            icc1: InWords::of(found.icc1),
            icc2: InWords::of(found.icc2),
            k: found.k,
        })
    }

    /// The figures that are there, by their names in JSON.
    pub fn figures(&self) -> impl Iterator<Item = (&'static str, Triple)> {
        [
            ("rwg_mean", &self.rwg_mean),
            ("rwg_median", &self.rwg_median),
            ("rwg_mean_slight_skew", &self.rwg_mean_slight_skew),
            ("rwg_median_slight_skew", &self.rwg_median_slight_skew),
            ("average_deviation", &self.average_deviation),
            ("icc1", &self.icc1),
            ("icc2", &self.icc2),
        ]
        .into_iter()
        .filter_map(|(name, figure)| Some((name, figure.value?)))
    }
}

#[cfg(test)]
mod tests {
    use troth_dyads::AnswerKind;

    use super::*;

    fn answer(rater: &str, target: &str, respondent: &str, value: f64) -> Observation {
        Observation {
            group: "n".into(),
            rater: rater.into(),
            target: target.into(),
            respondent: Some(respondent.into()),
            kind: AnswerKind::Staff,
            value,
        }
    }

    #[test]
    fn figures_carry_an_interval_or_a_reason_and_always_a_sentence() {
        let one = [answer("a", "b", "r1", 4.0), answer("a", "b", "r2", 5.0), answer("b", "a", "r1", 2.0)];
        let scale = Scale::new(1.0, 5.0);
        let found = AgreementReport::of(&one, scale).unwrap();
        assert_eq!((found.directions, found.single_answers, found.points), (1, 1, Some(5)));
        // Variance 0.5 against (25 − 1)/12 = 2: r_wg = 1 − 0.25.
        assert!((found.rwg_mean.value.unwrap().estimate - 0.75).abs() < 1e-12);
        assert!(found.icc1.value.is_none() && found.icc1.reason.is_some() && !found.icc1.words.is_empty());
        let without = AgreementReport::of(&one, None).unwrap();
        assert!(
            without.rwg_mean.reason.is_some() && without.figures().all(|(name, _)| !name.starts_with("rwg"))
        );
        assert!(AgreementReport::of(&one[2..], scale).is_none());
    }
}
