//! The two-sided reading of one question in one wave: every direction with its own value, or the reason why
//! there is none. This is what the map, the relationship page and the dumbbell figure draw.

use serde::{Deserialize, Serialize};
use troth_network::{Direction, OrganisationId, Pair, Value, WaveId};

/// Whose answers a direction shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerSource {
    /// At least five members of staff, pooled.
    Staff,
    /// The organisation's representative, who allowed it.
    Representative,
}

/// What is known of one direction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum DirectionState {
    /// A value, on 0–1 where 1 is the most trust (or the least unevenness).
    Shown {
        /// The value with its uncertainty.
        value: Value,
        /// Whose answers.
        source: AnswerSource,
    },
    /// The other side was rated, or rated this one; this side did not answer.
    NotRated,
    /// There are answers that may not be shown.
    Withheld {
        /// Why, without giving the value away.
        reason: String,
        /// What would help.
        would_help: String,
        /// What similar organisations that cannot be shown either say together, where they are enough.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pooled: Option<Box<Pooled>>,
    },
}

/// What several organisations that are alike say of one, taken together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pooled {
    /// The word for their kind or sector.
    pub of: String,
    /// How many organisations.
    pub organisations: usize,
    /// The mean of their answers, on 0–1; it enters no model.
    pub value: Value,
    /// Whose answers.
    pub source: AnswerSource,
}

impl DirectionState {
    /// The value, where one is shown.
    pub const fn value(&self) -> Option<&Value> {
        match self {
            Self::Shown { value, .. } => Some(value),
            Self::NotRated | Self::Withheld { .. } => None,
        }
    }

    /// Whose answers, where a value is shown.
    pub const fn source(&self) -> Option<AnswerSource> {
        match self {
            Self::Shown { source, .. } => Some(*source),
            Self::NotRated | Self::Withheld { .. } => None,
        }
    }
}

/// One direction of the reading.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DirectionReading {
    /// Who about whom.
    pub direction: Direction,
    /// What is known.
    pub state: DirectionState,
}

/// Level and gap of a pair whose two sides are both shown, from their joint covariance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairReading {
    /// The pair.
    pub pair: Pair,
    /// (a→b + b→a) / 2.
    pub level: Value,
    /// a→b minus b→a, where a is the pair's first organisation.
    pub gap: Value,
    /// One side shows staff and the other its representative: read the gap with that in mind.
    pub unlike_sources: bool,
}

/// Whether a model could be fitted, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "status")]
pub enum FitStatus {
    /// Fitted; `fragile` under six organisations.
    Fitted {
        /// Under six organisations.
        fragile: bool,
    },
    /// Too few organisations: the answers as they are, without a model.
    RawOnly {
        /// Why.
        reason: String,
    },
    /// The answers have a shape that the model must not be used on.
    Refused {
        /// Why.
        reason: String,
    },
    /// No answers that this audience may see.
    Nothing,
}

/// The reading of one question in one wave for one audience.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TwoSided {
    /// The question: a concept of the framework, such as `aspect:fairness`.
    pub concept: String,
    /// The wave.
    pub wave: WaveId,
    /// Whether and how it was fitted.
    pub status: FitStatus,
    /// Mean over all directions shown, on 0–1.
    pub mean: Option<Value>,
    /// Organisations in the reading.
    pub organisations: Vec<OrganisationId>,
    /// Both directions of every pair that was rated in at least one, in the order of their ids.
    pub directions: Vec<DirectionReading>,
    /// Pairs with both sides shown, in the order of their ids.
    pub pairs: Vec<PairReading>,
    /// Sentences a researcher should read.
    pub warnings: Vec<String>,
}

impl TwoSided {
    /// What is known of a direction; `None` when the two were not asked about each other.
    pub fn direction(&self, direction: Direction) -> Option<&DirectionState> {
        self.directions.iter().find(|d| d.direction == direction).map(|d| &d.state)
    }

    /// Level and gap of a pair.
    pub fn pair(&self, pair: Pair) -> Option<&PairReading> {
        self.pairs.iter().find(|p| p.pair == pair)
    }

    /// Every pair with at least one direction in the reading, in the order of their ids.
    pub fn all_pairs(&self) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = self.directions.iter().map(|d| d.direction.pair()).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The gap seen from `left`: left→right minus right→left. The sign is turned where needed, the interval
    /// with it; nothing is filled in.
    pub fn gap_from(&self, left: OrganisationId, right: OrganisationId) -> Option<Value> {
        let pair = self.pair(Pair::of(left, right))?;
        Some(if pair.pair.a() == left { pair.gap.clone() } else { negated(&pair.gap) })
    }
}

fn negated(value: &Value) -> Value {
    use troth_network::Uncertainty;
    let uncertainty = match &value.uncertainty {
        Uncertainty::Interval { low, high } => Uncertainty::Interval { low: -high, high: -low },
        other => other.clone(),
    };
    Value { estimate: -value.estimate, uncertainty, people: value.people }
}
