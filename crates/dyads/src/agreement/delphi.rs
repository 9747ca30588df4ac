//! Delphi rounds: where a panel's answers lie, how far they spread, and whether that counts as consensus.

use serde::Serialize;

use super::quantile::{QuantileType, quantile};
use super::reason::{Reason, What};
use super::scale::RatingScale;
use super::spread::{Spread, median};
use super::table::check;
use crate::result::Uncertainty;

/// When a panel counts as agreed. The literature has no one rule (Diamond et al. 2014; von der Gracht 2012), so state
/// the rule before the round.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct DelphiRule {
    /// Largest interquartile range that counts as consensus, on the scale; 1 is usual for 5 points.
    pub largest_iqr: f64,
    /// By which definition of quartiles.
    pub quantile_type: QuantileType,
    /// Smallest share in the top two or in the bottom two points that counts as consensus; 0.70 or 0.75 are usual.
    pub smallest_share: f64,
}

impl Default for DelphiRule {
    fn default() -> Self {
        Self { largest_iqr: 1.0, quantile_type: QuantileType::Seven, smallest_share: 0.75 }
    }
}

/// Answers of a panel to one item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DelphiItem {
    /// People who answered.
    pub people: usize,
    /// Middle answer.
    pub median: f64,
    /// Interquartile range, quartiles of type 2.
    pub iqr_type2: f64,
    /// Interquartile range, quartiles of type 6.
    pub iqr_type6: f64,
    /// Interquartile range, quartiles of type 7.
    pub iqr_type7: f64,
    /// Median distance from the median, not rescaled.
    pub median_deviation: f64,
    /// Mean.
    pub mean: f64,
    /// Standard deviation (n − 1); none with one answer.
    pub sd: Option<f64>,
    /// Standard deviation / mean; none where the mean is 0 or there is no standard deviation.
    pub cv: Option<f64>,
    /// Share of answers in the top two points of the scale. Under 4 points these overlap with the bottom two.
    pub top_two: f64,
    /// Share of answers in the bottom two points.
    pub bottom_two: f64,
    /// The rule.
    pub rule: DelphiRule,
    /// Whether the interquartile range of the rule's type is small enough.
    pub consensus_by_iqr: bool,
    /// Whether enough answers lie in the top two or in the bottom two points.
    pub consensus_by_share: bool,
    /// Why nothing here carries an interval.
    pub uncertainty: Uncertainty,
}

/// Describes one item of a Delphi round (von der Gracht 2012; Diamond et al. 2014). The three kinds of quartiles can
/// decide differently, so all are given.
///
/// `answers`: those of the people who answered, on `scale`.
///
/// # Errors
/// [`Reason::TooFew`] without answers, [`Reason::NotFinite`], [`Reason::OutsideScale`].
///
/// ```
/// use troth_dyads::agreement::{DelphiRule, RatingScale, delphi_item};
/// let five = RatingScale::one_to(5).unwrap();
/// let item = delphi_item(&[3.0, 4.0, 4.0, 5.0], &five, DelphiRule::default()).unwrap();
/// assert_eq!((item.median, item.iqr_type7, item.top_two), (4.0, 0.5, 0.75));
/// assert!(item.consensus_by_iqr && item.consensus_by_share);
/// ```
pub fn delphi_item(answers: &[f64], scale: &RatingScale, rule: DelphiRule) -> Result<DelphiItem, Reason> {
    check(&[answers])?;
    scale.check(answers.iter().copied())?;
    let nobody = Reason::TooFew { what: What::People, found: 0, needed: 1 };
    let spread = Spread::of(answers.iter().copied()).ok_or(nobody.clone())?;
    let middle = median(answers).ok_or(nobody.clone())?;
    let mut sorted = answers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let iqr = |kind| Some(quantile(&sorted, 0.75, kind)? - quantile(&sorted, 0.25, kind)?);
    let of = |kind| iqr(kind).ok_or(nobody.clone());
    let (iqr_type2, iqr_type6, iqr_type7) =
        (of(QuantileType::Two)?, of(QuantileType::Six)?, of(QuantileType::Seven)?);
    let deviations: Vec<f64> = answers.iter().map(|v| (v - middle).abs()).collect();
    let share =
        |is_in: &dyn Fn(f64) -> bool| answers.iter().filter(|v| is_in(**v)).count() as f64 / spread.n as f64;
    // Points that went through a change of scale may be off by rounding.
    let slack = 1e-9 * scale.step();
    let (top, bottom) = (scale.high() - scale.step() - slack, scale.low() + scale.step() + slack);
    let (top_two, bottom_two) = (share(&|v| v >= top), share(&|v| v <= bottom));
    let sd = spread.variance().map(f64::sqrt);
    let decides = match rule.quantile_type {
        QuantileType::Two => iqr_type2,
        QuantileType::Six => iqr_type6,
        QuantileType::Seven => iqr_type7,
    };
    Ok(DelphiItem {
        people: spread.n,
        median: middle,
        iqr_type2,
        iqr_type6,
        iqr_type7,
        median_deviation: median(&deviations).ok_or(nobody)?,
        mean: spread.mean,
        sd,
        cv: sd.filter(|_| spread.mean != 0.0).map(|sd| sd / spread.mean),
        top_two,
        bottom_two,
        rule,
        consensus_by_iqr: decides <= rule.largest_iqr,
        consensus_by_share: top_two.max(bottom_two) >= rule.smallest_share,
        uncertainty: Uncertainty::NotQuantified {
            reason: "a panel is described as it answered; it is no sample of other panels".into(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_quartile_can_decide() {
        // 2 3 3 3 4 5: type 7 gives 0.75, type 6 gives 1.5.
        let five = RatingScale::one_to(5).unwrap();
        let answers = [3.0, 3.0, 4.0, 2.0, 3.0, 5.0];
        let seven = delphi_item(&answers, &five, DelphiRule::default()).unwrap();
        let six = DelphiRule { quantile_type: QuantileType::Six, ..DelphiRule::default() };
        let six = delphi_item(&answers, &five, six).unwrap();
        assert_eq!((seven.iqr_type2, seven.iqr_type6, seven.iqr_type7), (1.0, 1.5, 0.75));
        assert!(seven.consensus_by_iqr && !six.consensus_by_iqr);
    }

    #[test]
    fn one_answer_and_none() {
        let five = RatingScale::one_to(5).unwrap();
        let one = delphi_item(&[4.0], &five, DelphiRule::default()).unwrap();
        assert_eq!((one.median, one.iqr_type2, one.sd, one.cv), (4.0, 0.0, None, None));
        assert!(delphi_item(&[], &five, DelphiRule::default()).is_err());
        assert!(delphi_item(&[f64::NAN], &five, DelphiRule::default()).is_err());
        assert!(delphi_item(&[6.0], &five, DelphiRule::default()).is_err());
    }
}
