//! Scores as the model takes them, and what is asked of the fit, for the page of the custodian. The page for the agreed
//! audience is worked out by the job, with the job’s options.

use troth_dyads::{AnswerKind, FitOptions, Observation};
use troth_network::AnswerRole;

use super::super::TrustOptions;
use crate::analyse::scores::Score;

/// A score of the partnership called `group`.
pub(super) fn observation(group: &str, score: &Score) -> Observation {
    Observation {
        group: group.to_owned(),
        rater: score.direction.from.to_string(),
        target: score.direction.to.to_string(),
        respondent: Some(score.respondent.clone()),
        kind: match score.role {
            AnswerRole::Staff => AnswerKind::Staff,
            AnswerRole::Representative => AnswerKind::Representative,
        },
        value: score.score,
    }
}

/// What was asked of `troth trust`, as the engine takes it.
pub(super) fn fit_options(options: &TrustOptions) -> FitOptions {
    FitOptions { seed: options.seed.0, ..FitOptions::with(options.intervals.method()) }
}
