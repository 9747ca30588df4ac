//! Whether outcome and covariate are answers of the same people: common-method bias.

use serde::Serialize;

use super::measure::{Direction, Measure, Origin};

/// Outcome and covariate are both ratings, and as far as is known the same people gave them.
///
/// People who answer kindly on one question tend to do so on the next, which can make two measures go together beyond
/// what they are about (common-method bias; Podsakoff, MacKenzie, Lee & Podsakoff 2003, Journal of Applied
/// Psychology 88(5)).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SameRespondents {
    /// The covariate.
    pub covariate: String,
    /// Of the answers behind the outcome in the directions used, the share (0 to 1) whose respondent also answered
    /// the covariate for the same direction. None where it is not known who answered.
    pub share: Option<f64>,
    /// The sentence to show.
    pub sentence: String,
}

/// The flag for one covariate over the directions used; none where one of the two is no rating, or where nobody
/// answered both.
pub(super) fn same_respondents(
    outcome: &Measure,
    covariate: &Measure,
    used: &[Direction],
) -> Option<SameRespondents> {
    if outcome.origin != Origin::Ratings || covariate.origin != Origin::Ratings {
        return None;
    }
    let share = share(outcome, covariate, used);
    if share == Some(0.0) {
        return None;
    }
    let (first, second) = (&outcome.name, &covariate.name);
    let why = "people who answer kindly on one question tend to do so on the other, so the two may go together more closely in these answers than in fact (common-method bias, Podsakoff et al. 2003)";
    let sentence = match share {
        Some(share) => format!(
            "Of the answers behind '{first}', {} come from people who also answered '{second}' about the same organisation: {why}.",
            in_words(share)
        ),
        None => format!(
            "'{first}' and '{second}' are both answers of people, and it is not known whether of the same people: {why}."
        ),
    };
    Some(SameRespondents { covariate: covariate.name.clone(), share, sentence })
}

fn share(outcome: &Measure, covariate: &Measure, used: &[Direction]) -> Option<f64> {
    let (first, second) = (outcome.respondents.as_ref()?, covariate.respondents.as_ref()?);
    let (mut both, mut all) = (0_usize, 0_usize);
    for direction in used {
        // Who answered has to be known for every direction used, or the share would speak for some of them only.
        let (one, other) = (first.get(direction)?, second.get(direction)?);
        both += one.intersection(other).count();
        all += one.len();
    }
    (all > 0).then(|| both as f64 / all as f64)
}

fn in_words(share: f64) -> String {
    let percent = (100.0 * share).round();
    if share >= 1.0 {
        "all".to_owned()
    } else if percent < 1.0 {
        "fewer than 1 in 100".to_owned()
    } else {
        format!("{} in 100", percent.min(99.0))
    }
}
