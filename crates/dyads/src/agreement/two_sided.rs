//! Agreement of colleagues in two-sided ratings: one summary for all directions that several of them answered.

use std::collections::BTreeSet;

use serde::Serialize;

use super::convention::Measure;
use super::deviation::average_deviation;
use super::one_way::{GroupSize, one_way};
use super::reason::Reason;
use super::rwg::rwg;
use super::scale::{NullShape, RatingScale};
use super::shared::Directions;
use super::words::{Words, deviation_in_words, in_words};
use crate::clean::clean;
use crate::observation::{AnswerKind, Observation};
use crate::result::Estimate;

/// A figure in numbers and in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Told {
    /// The figure with its interval; none with a reason.
    pub value: Option<Estimate>,
    /// Why there is none: a full sentence.
    pub reason: Option<String>,
    /// The sentence to show.
    pub words: Words,
}

/// How far colleagues agree who rated the same partner. A group is a direction (group, rater, target) that at least
/// two members of staff answered.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RaterAgreement {
    /// Directions answered by at least two members of staff.
    pub directions: usize,
    /// Their answers.
    pub answers: usize,
    /// People who gave them.
    pub people: usize,
    /// Directions with one staff answer, which say nothing about agreement.
    pub single_answers: usize,
    /// Points of the answer scale; none where they are not known.
    pub points: Option<usize>,
    /// Mean r_wg against a uniform null distribution; its interval, like those of the other three, is the cautious one
    /// of [`Rwg::cautious`](super::Rwg::cautious).
    pub rwg_mean: Told,
    /// Median r_wg against a uniform null distribution.
    pub rwg_median: Told,
    /// Mean r_wg against a slightly skewed null distribution.
    pub rwg_mean_slight_skew: Told,
    /// Median r_wg against a slightly skewed null distribution.
    pub rwg_median_slight_skew: Told,
    /// Mean over directions of the average deviation from the mean, on the input's scale.
    pub average_deviation: Told,
    /// Its usual cut-off, on the input's scale; none where the points are not known.
    pub average_deviation_cut: Option<f64>,
    /// ICC(1): share of the spread of single answers that lies between directions.
    pub icc1: Told,
    /// ICC(2): reliability of the mean of k answers.
    pub icc2: Told,
    /// Mean number of answers of a direction, k; none where there is no ICC.
    pub k: Option<f64>,
}

/// Sums up how far staff agree who rated the same partner. Representatives speak for their organisation and are left
/// out; so are self-ratings, repeats, answers that contradict each other, and values that are no numbers.
///
/// `scale` is the lowest and highest answer. The number of points is `points`, else, if all answers and both ends are
/// whole numbers, high − low + 1; without it, or without a scale, there is no r_wg and the reason says so.
///
/// None if no direction was answered by two members of staff.
///
/// Directions share raters, targets and people. So intervals are at least as wide as leaving out one organisation at a
/// time says (Snijders & Borgatti 1999), and there are none with only two organisations. How often they hold the truth
/// is in `docs/methods/rater-agreement.md`.
#[must_use]
pub fn rater_agreement(
    observations: &[Observation],
    scale: Option<(f64, f64)>,
    points: Option<usize>,
) -> Option<RaterAgreement> {
    let mut rows = clean(observations).rows;
    rows.retain(|r| r.kind == AnswerKind::Staff);
    let mut groups: Vec<Vec<f64>> = Vec::new();
    let mut pairs = Vec::new();
    let (mut people, mut single_answers) = (BTreeSet::new(), 0);
    // Rows come sorted, so a direction's rows stand together, one for each person.
    for run in rows.chunk_by(|a, b| (&a.group, &a.rater, &a.target) == (&b.group, &b.rater, &b.target)) {
        if run.len() < 2 {
            single_answers += 1;
            continue;
        }
        people.extend(run.iter().map(|r| (&r.group, &r.rater, &r.person)));
        groups.push(run.iter().map(|r| r.value).collect());
        pairs.extend(run.first().map(|r| [(&r.group, &r.rater), (&r.group, &r.target)]));
    }
    if groups.is_empty() {
        return None;
    }
    let directions = groups.len();
    let answers: Vec<f64> = groups.iter().flatten().copied().collect();
    let scale = rating_scale(&answers, scale, points);
    let told = |measure, figure: Result<Estimate, Reason>| {
        let words = in_words(measure, figure.as_ref(), directions);
        let reason = figure.as_ref().err().map(ToString::to_string);
        Told { value: figure.ok(), reason, words }
    };
    let shared = Directions::new(&pairs, groups);
    let groups = &shared.answers;
    let both = |shape| {
        let found = scale.as_ref().map_err(Clone::clone).and_then(|s| rwg(groups, s, shape));
        let (mean, median) = match found.map(|f| shared.rwg(&f)) {
            Ok((mean, median)) => (Ok(mean), Ok(median)),
            Err(reason) => (Err(reason.clone()), Err(reason)),
        };
        (told(Measure::RwgMean(shape), mean), told(Measure::RwgMedian(shape), median))
    };
    let (rwg_mean, rwg_median) = both(NullShape::Uniform);
    let (rwg_mean_slight_skew, rwg_median_slight_skew) = both(NullShape::SlightSkew);
    let usable = scale.as_ref().ok().filter(|s| s.check(answers.iter().copied()).is_ok());
    let deviation = average_deviation(groups, usable);
    let cut = deviation.as_ref().ok().and_then(|d| d.cut);
    let deviation = deviation.map(|d| shared.deviation(&d));
    let one_way = one_way(groups, GroupSize::Mean);
    let (icc1, icc2) = match &one_way {
        Ok(found) => shared.icc(found),
        Err(reason) => (Err(reason.clone()), Err(reason.clone())),
    };
    Some(RaterAgreement {
        directions,
        answers: answers.len(),
        people: people.len(),
        single_answers,
        points: scale.as_ref().ok().map(RatingScale::points),
        rwg_mean,
        rwg_median,
        rwg_mean_slight_skew,
        rwg_median_slight_skew,
        average_deviation_cut: cut,
        average_deviation: Told {
            words: deviation_in_words(deviation.as_ref(), cut, directions),
            reason: deviation.as_ref().err().map(ToString::to_string),
            value: deviation.ok(),
        },
        icc1: told(Measure::Icc1, icc1),
        icc2: told(Measure::Icc2, icc2),
        k: one_way.ok().map(|o| o.k),
    })
}

/// The scale with its points, or why they are not known.
fn rating_scale(
    answers: &[f64],
    scale: Option<(f64, f64)>,
    points: Option<usize>,
) -> Result<RatingScale, Reason> {
    /// More points than anybody tells apart are a mistake.
    const MOST: f64 = 1e6;
    let (low, high) = scale.ok_or(Reason::NoScale)?;
    if let Some(points) = points {
        return RatingScale::new(low, high, points);
    }
    let whole = |v: f64| v.fract() == 0.0;
    if !(whole(low) && whole(high) && answers.iter().all(|v| whole(*v)) && (high - low) < MOST) {
        return Err(Reason::NoPoints);
    }
    if high <= low {
        return Err(Reason::BadScale { low, high });
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number from 1 to a million"
    )]
    let steps = (high - low) as usize;
    RatingScale::new(low, high, steps + 1)
}
