//! Measures of who rated whom, how, from the ratings themselves.

use serde::Serialize;

use super::input::{GraphRefusal, MeasureOptions, Tie};
use super::measures::{Measures, measures};
use crate::raw::Raw;

/// The measures of one group of a set of ratings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupMeasures {
    /// The group.
    pub group: String,
    /// Its measures.
    pub measures: Measures,
}

/// Measures of each group, sorted by group, from rated directions and their means (`observed_mean`, on the
/// input's scale; give the threshold of [`TieRule::Above`](super::TieRule::Above) on that scale).
///
/// Organisations are those that occur in the group as rater or target, sorted. A direction that nobody rated is
/// unknown and never taken for a value of 0; the coverage says how much is known. Plain means of unequally many
/// people: the model ([`fit`](crate::fit())) plays no part.
///
/// ```
/// use troth_dyads::{AnswerKind, FitOptions, Observation, fit};
/// use troth_dyads::graph::{MeasureOptions, of_ratings};
/// let rating = |rater: &str, target: &str, value: f64| Observation {
///     group: "g".into(), rater: rater.into(), target: target.into(),
///     respondent: None, kind: AnswerKind::Representative, value,
/// };
/// let rows = [rating("a", "b", 4.0), rating("b", "a", 2.0), rating("a", "c", 5.0)];
/// let raw = fit(&rows, &FitOptions::default()).raw().clone();
/// let groups = of_ratings(&raw, &MeasureOptions::default()).unwrap();
/// assert_eq!(groups[0].measures.tie.above, 4.0, "all values are positive, so their median");
/// assert_eq!(groups[0].measures.coverage.share.value(), Some(&0.5));
/// assert_eq!(groups[0].measures.density.of_rated.value(), Some(&(1.0 / 3.0)));
/// ```
///
/// # Errors
/// As [`measures`]; the first group that is refused ends it.
pub fn of_ratings(raw: &Raw, options: &MeasureOptions) -> Result<Vec<GroupMeasures>, GraphRefusal> {
    raw.by_organisation
        .chunk_by(|a, b| a.group == b.group)
        .filter_map(|of_group| Some((&of_group.first()?.group, of_group)))
        .map(|(group, organisations)| {
            let nodes: Vec<&str> = organisations.iter().map(|o| o.id.as_str()).collect();
            // Directions are sorted by group, so each group is one run of them.
            let start = raw.by_direction.partition_point(|d| d.group < *group);
            let ties: Vec<Tie> = raw.by_direction[start..]
                .iter()
                .take_while(|d| d.group == *group)
                .map(|d| Tie { from: &d.from, to: &d.to, value: d.observed_mean })
                .collect();
            Ok(GroupMeasures { group: group.clone(), measures: measures(&nodes, &ties, options)? })
        })
        .collect()
}
