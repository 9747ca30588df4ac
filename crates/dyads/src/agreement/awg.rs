//! a_wg: r_wg against the largest spread that the group's mean allows.

use serde::Serialize;

use super::reason::{Reason, What};
use super::rwg::of_one_group;
use super::scale::RatingScale;
use super::spread::Spread;
use super::table::check;
use super::value::mean_over_groups;
use crate::result::{Estimate, Uncertainty};

/// a_wg of one group.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct GroupAwg {
    /// People who answered.
    pub people: usize,
    /// Mean of their answers.
    pub mean: f64,
    /// a_wg, −1 to 1. None where everybody chose an end of the scale, as there no spread is possible.
    pub awg: Option<f64>,
    /// Whether the mean lies where the value may be read (Brown & Hauenstein 2005): from (L(k − 1) + H)/k to
    /// (H(k − 1) + L)/k for k people on a scale from L to H.
    pub readable: bool,
}

/// a_wg of several groups.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Awg {
    /// One for each group, in the order given; none for a group with fewer than two answers.
    pub by_group: Vec<Option<GroupAwg>>,
    /// Why the values of single groups carry no interval.
    pub by_group_uncertainty: Uncertainty,
    /// Groups whose value may be read.
    pub readable: usize,
    /// Groups whose mean lies too near an end of the scale.
    pub unreadable: usize,
    /// Mean over the readable groups, with a t interval over groups; none if no group is readable.
    pub mean: Option<Estimate>,
}

/// a_wg = 1 − 2s²/([(H + L)M − M² − HL]·k/(k − 1)) for k answers with mean M and variance s² on a scale from L to H
/// (Brown & Hauenstein 2005).
///
/// `groups`: one list of answers for each.
///
/// # Errors
/// [`Reason::NotFinite`], [`Reason::OutsideScale`], or [`Reason::TooFew`] where no group has two answers.
///
/// ```
/// use troth_dyads::agreement::{RatingScale, awg};
/// // Mean 3, variance 1, largest possible variance at this mean 4·3/2 = 6: 1 − 2/6.
/// let found = awg(&[vec![2.0, 3.0, 4.0]], &RatingScale::one_to(5).unwrap()).unwrap();
/// assert!((found.by_group[0].unwrap().awg.unwrap() - 2.0 / 3.0).abs() < 1e-15);
/// ```
pub fn awg<G: AsRef<[f64]>>(groups: &[G], scale: &RatingScale) -> Result<Awg, Reason> {
    check(groups)?;
    scale.check(groups.iter().flat_map(|g| g.as_ref().iter().copied()))?;
    let by_group: Vec<_> = groups.iter().map(|g| of_group(g.as_ref(), scale)).collect();
    if by_group.iter().flatten().count() == 0 {
        return Err(Reason::TooFew { what: What::GroupsOfTwo, found: 0, needed: 1 });
    }
    let values: Vec<f64> = by_group.iter().flatten().filter(|g| g.readable).filter_map(|g| g.awg).collect();
    let readable = values.len();
    let unreadable = by_group.iter().flatten().count() - readable;
    let mean = mean_over_groups(&values, -1.0, 1.0);
    Ok(Awg { by_group, by_group_uncertainty: of_one_group(), readable, unreadable, mean })
}

fn of_group(answers: &[f64], scale: &RatingScale) -> Option<GroupAwg> {
    let spread = Spread::of(answers.iter().copied())?;
    let variance = spread.variance()?;
    let (k, m, low, high) = (spread.n as f64, spread.mean, scale.low(), scale.high());
    // (H + L)M − M² − HL, written so that nothing cancels.
    let largest = (high - m) * (m - low) * k / (k - 1.0);
    let room = high - low;
    let possible = largest > 1e-12 * room * room;
    let awg = possible.then(|| (1.0 - 2.0 * variance / largest).max(-1.0));
    // A mean exactly at the limit counts as readable; the slack is for rounding.
    let slack = 1e-9 * room;
    let readable = m >= (low * (k - 1.0) + high) / k - slack && m <= (high * (k - 1.0) + low) / k + slack;
    Some(GroupAwg { people: spread.n, mean: m, awg, readable: readable && possible })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_condition_on_the_mean() {
        // Five people on 1 to 5: readable from 1.8 to 4.2.
        let five = RatingScale::one_to(5).unwrap();
        let groups = [
            vec![1.0, 1.0, 1.0, 1.0, 5.0],
            vec![1.0, 1.0, 1.0, 2.0, 2.0],
            vec![5.0, 5.0, 5.0, 5.0, 4.0],
            vec![5.0, 5.0],
            vec![2.0],
        ];
        let found = awg(&groups, &five).unwrap();
        let readable: Vec<_> = found.by_group.iter().map(|g| g.map(|g| g.readable)).collect();
        assert_eq!(readable, [Some(true), Some(false), Some(false), Some(false), None]);
        // As far apart as the mean allows.
        assert!((found.by_group[0].unwrap().awg.unwrap() + 1.0).abs() < 1e-12);
        assert_eq!(found.by_group[3].unwrap().awg, None);
        assert_eq!((found.readable, found.unreadable), (1, 3));
    }
}
