//! What goes in: rated directions, and from which value on a rating counts as a tie.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::coverage::LEAST_OWN_COVERAGE;

/// The most organisations that measures are made for. Time grows with organisations × ties and memory with the
/// square of organisations.
pub const MOST_NODES: usize = 2_000;

/// Beyond this a value is taken for a slip, because its square is no longer safe to compute with.
const LARGEST: f64 = 1e100;

/// One rated direction: what `from` said about `to`. A direction without a `Tie` is *unknown*, which is not the
/// same as a value of 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Tie<'a> {
    /// Who rates.
    pub from: &'a str,
    /// Who is rated.
    pub to: &'a str,
    /// The answer, or the mean of several, on the scale of the question.
    pub value: f64,
}

/// From which value on a rating counts as a tie.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieRule {
    /// Above 0; but above the median of the values where all of them are positive, as on a scale from 1 to 5,
    /// since otherwise every rating would be a tie. With the median about half of the ratings are ties whatever
    /// was answered, so such densities must not be compared between questions or waves.
    #[default]
    ZeroOrMedian,
    /// Above this value, on the scale of the question.
    Above(f64),
}

/// What is asked of [`measures`](super::measures()).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MeasureOptions {
    /// From which value on a rating counts as a tie.
    pub rule: TieRule,
    /// Share of the possible directions, 0 to 1, that must be rated before measures that follow paths are made.
    /// None: by the number of organisations, [`least_coverage`](super::least_coverage()).
    pub least_coverage: Option<f64>,
    /// Share of the others, 0 to 1, that an organisation must have rated before it is said what leads on from
    /// it.
    pub least_own_coverage: f64,
}

impl Default for MeasureOptions {
    fn default() -> Self {
        Self { rule: TieRule::default(), least_coverage: None, least_own_coverage: LEAST_OWN_COVERAGE }
    }
}

/// Why no measures are made. Its `Display` is a full sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum GraphRefusal {
    /// A value is not a number, or absurdly large.
    #[error("The rating of {to} by {from} is {value}, which is not a usable number; leave it out instead.")]
    NotFinite {
        /// Who rates.
        from: String,
        /// Who is rated.
        to: String,
        /// The value.
        value: f64,
    },
    /// The threshold or a least coverage is not a number.
    #[error("{what} is {value}, which is not a usable number; give a finite one.")]
    NotANumber {
        /// Which option.
        what: &'static str,
        /// Its value.
        value: f64,
    },
    /// More organisations than [`MOST_NODES`].
    #[error(
        "There are {nodes} organisations; measures of the graph are made for at most {MOST_NODES}. Split the file into its networks."
    )]
    TooManyNodes {
        /// How many.
        nodes: usize,
    },
}

/// Rated directions by place of rater and target, one value each.
#[derive(Debug)]
pub(super) struct Cleaned {
    /// Organisations in the order given, then those that occur in ties only, sorted.
    pub(super) nodes: Vec<String>,
    /// Rater, target and mean value of every rated direction between different organisations, sorted.
    pub(super) values: Vec<(usize, usize, f64)>,
    /// Rows of an organisation about itself, left out.
    pub(super) about_self: usize,
    /// Rows beyond the first of their direction, averaged.
    pub(super) repeated: usize,
}

/// Sorts, averages and guards.
pub(super) fn clean(nodes: &[&str], ties: &[Tie], options: &MeasureOptions) -> Result<Cleaned, GraphRefusal> {
    if let TieRule::Above(value) = options.rule
        && !value.is_finite()
    {
        return Err(GraphRefusal::NotANumber { what: "The value above which a rating is a tie", value });
    }
    for value in [options.least_coverage.unwrap_or_default(), options.least_own_coverage] {
        if !value.is_finite() {
            return Err(GraphRefusal::NotANumber { what: "The least coverage", value });
        }
    }
    let (names, place) = places(nodes, ties)?;
    let mut answers = Vec::with_capacity(ties.len());
    let mut about_self = 0;
    for &Tie { from, to, value } in ties {
        if !value.is_finite() || value.abs() > LARGEST {
            return Err(GraphRefusal::NotFinite { from: from.to_owned(), to: to.to_owned(), value });
        }
        match (place.get(from), place.get(to)) {
            (Some(i), Some(j)) if i == j => about_self += 1,
            (Some(i), Some(j)) => answers.push((*i, *j, value)),
            _ => {}
        }
    }
    // By value too, so that a mean does not hang on the order of rows.
    answers.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)));
    let rows = answers.len();
    let values: Vec<_> = answers
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .filter_map(|of_direction| of_direction.first().map(|(i, j, _)| (*i, *j, mean(of_direction))))
        .collect();
    Ok(Cleaned { nodes: names, repeated: rows - values.len(), values, about_self })
}

/// The organisations and the place of each.
fn places<'a>(
    nodes: &[&'a str],
    ties: &[Tie<'a>],
) -> Result<(Vec<String>, BTreeMap<&'a str, usize>), GraphRefusal> {
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    let mut names = Vec::new();
    let mut put = |id: &'a str| {
        place.entry(id).or_insert_with(|| {
            names.push(id.to_owned());
            names.len() - 1
        });
    };
    nodes.iter().for_each(|id| put(id));
    let in_ties: BTreeSet<&str> = ties.iter().flat_map(|tie| [tie.from, tie.to]).collect();
    in_ties.into_iter().for_each(put);
    if names.len() > MOST_NODES {
        return Err(GraphRefusal::TooManyNodes { nodes: names.len() });
    }
    Ok((names, place))
}

/// Mean of answers sorted by value; equal answers give exactly that answer.
fn mean(answers: &[(usize, usize, f64)]) -> f64 {
    let mean = answers.iter().map(|a| a.2).sum::<f64>() / answers.len() as f64;
    let (least, most) = (answers.first(), answers.last());
    mean.max(least.map_or(mean, |a| a.2)).min(most.map_or(mean, |a| a.2))
}
