//! A figure, or the reason why there is none.

use serde::{Serialize, Serializer};
use thiserror::Error;

/// A figure that is there, or the reason why it is not. As JSON it is `{"value": …}` or `{"reason": "…"}`.
///
/// ```
/// use troth_dyads::graph::{Absent, Figure};
/// let none: Figure<f64> = Figure::Absent { reason: Absent::NoTie };
/// assert_eq!(none.value(), None);
/// assert_eq!(none.reason().unwrap().to_string(), "There is no tie.");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Figure<T> {
    /// The figure.
    Known {
        /// Its value; a finite number wherever it is a number.
        value: T,
    },
    /// There is none.
    Absent {
        /// Why.
        #[serde(serialize_with = "sentence")]
        reason: Absent,
    },
}

fn sentence<S: Serializer>(reason: &Absent, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(reason)
}

impl<T> Figure<T> {
    /// The value, if there is one.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Known { value } => Some(value),
            Self::Absent { .. } => None,
        }
    }

    /// The reason, if there is no value.
    #[must_use]
    pub fn reason(&self) -> Option<&Absent> {
        match self {
            Self::Known { .. } => None,
            Self::Absent { reason } => Some(reason),
        }
    }

    pub(super) fn known(value: T) -> Self {
        Self::Known { value }
    }
}

impl<T> From<Result<T, Absent>> for Figure<T> {
    fn from(result: Result<T, Absent>) -> Self {
        match result {
            Ok(value) => Self::Known { value },
            Err(reason) => Self::Absent { reason },
        }
    }
}

/// One figure for each organisation from all of them, or one reason for all; for those of which too little is
/// known, the reason in `unknown`.
pub(super) fn each<T>(values: Result<Vec<T>, Absent>, unknown: &[Option<Absent>]) -> Vec<Figure<T>> {
    match values {
        Ok(values) => values
            .into_iter()
            .zip(unknown)
            .map(|(value, unknown)| unknown.clone().map_or(Ok(value), Err).into())
            .collect(),
        Err(reason) => unknown.iter().map(|_| Figure::Absent { reason: reason.clone() }).collect(),
    }
}

/// `part / whole`, or the reason where there is no whole.
pub(super) fn share(part: u64, whole: u64, otherwise: Absent) -> Figure<f64> {
    if whole == 0 { Figure::Absent { reason: otherwise } } else { Figure::known(part as f64 / whole as f64) }
}

/// Why a figure is not there. Its `Display` is a full sentence.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum Absent {
    /// The measure needs more organisations.
    #[error("This needs at least {least} organisations, and there are {nodes}.")]
    TooFewNodes {
        /// How many it needs.
        least: usize,
        /// How many there are.
        nodes: usize,
    },
    /// Nobody rated anybody.
    #[error("No direction has been rated.")]
    NothingRated,
    /// No pair is rated from both sides.
    #[error("No pair has been rated from both sides.")]
    NoPairRated,
    /// No tie among what the measure looks at.
    #[error("There is no tie.")]
    NoTie,
    /// The logarithm of nothing.
    #[error("No tie is returned, and the logarithm of 0 has no value.")]
    NothingReturned,
    /// Nothing that could be closed to a triangle.
    #[error("No organisation has ties with two others, so nothing could close to a triangle.")]
    NoTriple,
    /// Nothing that could be passed on.
    #[error(
        "No tie is followed by another one to a third organisation, so there is nothing to be passed on."
    )]
    NoTwoPath,
    /// Fewer than two neighbours.
    #[error("It has ties with fewer than two others.")]
    FewNeighbours,
    /// No path to or from anybody.
    #[error("No path of ties leads this way.")]
    NoPath,
    /// The values of one side do not differ.
    #[error("The values do not differ, so they cannot go together with anything.")]
    NoVariation,
    /// Too few pairs for a correlation.
    #[error("A correlation needs at least 3 pairs with values from both sides, and there are {pairs}.")]
    FewPairs {
        /// How many there are.
        pairs: usize,
    },
    /// Ties lead round nowhere, so the largest eigenvalue is 0.
    #[error("No path of ties leads back to where it began, so standing passed along ties fades to nothing.")]
    NoCycle,
    /// Several eigenvectors belong to the largest eigenvalue.
    #[error("Separate parts of the network carry equal weight, so their standings cannot be compared.")]
    NotUnique,
    /// The iteration did not settle.
    #[error("The calculation did not settle within {rounds} rounds.")]
    NotSettled {
        /// How many rounds were made.
        rounds: usize,
    },
    /// Too many directions from this organisation are unknown.
    #[error("It rated {rated} of {others} others, too few to say what leads on from it.")]
    OwnCoverage {
        /// How many it rated.
        rated: usize,
        /// How many others there are.
        others: usize,
    },
    /// Some organisations rated too few others.
    #[error("{organisations} of the organisations rated too few others to say who reaches whom.")]
    SomeUnknown {
        /// How many.
        organisations: usize,
    },
    /// Too many directions are unknown for measures that follow paths.
    #[error(
        "Only {rated} of {possible} directions are rated. What follows paths is withheld below {percent:.0} %, because a missing direction can change every path."
    )]
    LowCoverage {
        /// Rated directions.
        rated: usize,
        /// Possible directions.
        possible: usize,
        /// The least coverage, in per cent.
        percent: f64,
    },
}
