//! What people say of the partnership as a whole, such as whether it is worth working for: means of groups of people. It
//! is no trust in anybody and never added to trust. No organisation and no person is in these types.

use serde::{Deserialize, Serialize};
use troth_network::{Value, WaveId};

use crate::totals::Tens;
use crate::two_sided::AnswerSource;

/// In the place of a concept: how many of those who were asked finished.
pub const TURNOUT: &str = "turnout";

/// At which level somebody works, as they said themselves (operational, tactical or strategic; Islam et al. 2020).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Works with people who need care, or supports that work.
    Operational,
    /// Runs a team, a service or a programme.
    Tactical,
    /// Leads an organisation or a large part of one.
    Strategic,
}

impl Level {
    /// All, from the work with people to leading.
    pub const ALL: [Self; 3] = [Self::Operational, Self::Tactical, Self::Strategic];

    /// From the answer to the question for the level of one's role: 1, 2 or 3.
    pub fn of_answer(value: f64) -> Option<Self> {
        [(1.0, Self::Operational), (2.0, Self::Tactical), (3.0, Self::Strategic)]
            .into_iter()
            .find_map(|(answer, level)| ((answer - value).abs() < 1e-9).then_some(level))
    }

    /// In words, as somebody might say of their own work.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Operational => "Working with people who need care",
            Self::Tactical => "Running a team, service or programme",
            Self::Strategic => "Leading an organisation",
        }
    }
}

/// Which people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum People {
    /// All who answered.
    Everybody,
    /// Those who work at this level.
    AtLevel(Level),
    /// Those of organisations of this sector.
    InSector(String),
}

/// What is known of one group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum GroupState {
    /// Their mean.
    Shown {
        /// The mean of their scores, 0–1, where 1 is good.
        value: Value,
        /// How many people, in bands.
        people: Tens,
        /// Of how many organisations; units of one parent are one.
        organisations: usize,
    },
    /// It may not be shown.
    Withheld {
        /// Why, without giving anything away.
        reason: String,
    },
}

/// One group of people on one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GroupReading {
    /// Who.
    #[serde(rename = "who")]
    pub people: People,
    /// Staff, or representatives: never together.
    pub source: AnswerSource,
    /// What is known.
    #[serde(flatten)]
    pub state: GroupState,
}

/// Whether means come with ranges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ranges {
    /// They do.
    Told,
    /// They do not, for this reason.
    Not(String),
}

/// What people say of the partnership on one question in one round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CollaborationReading {
    /// The concept, such as `construct:faith`.
    pub concept: String,
    /// The round.
    pub wave: WaveId,
    /// The survey variables that make the score.
    pub items: Vec<String>,
    /// Whether a high answer to one of them is bad, so that it was turned round.
    pub turned: bool,
    /// Whether means of staff come with ranges.
    pub ranges: Ranges,
    /// Everybody first, then levels, then sectors; representatives last.
    pub groups: Vec<GroupReading>,
}

impl CollaborationReading {
    /// The group of these people, if the question was put to them.
    pub fn group(&self, people: &People, source: AnswerSource) -> Option<&GroupReading> {
        self.groups.iter().find(|g| g.people == *people && g.source == source)
    }
}

impl GroupReading {
    /// The mean, where it is shown.
    pub const fn value(&self) -> Option<&Value> {
        match &self.state {
            GroupState::Shown { value, .. } => Some(value),
            GroupState::Withheld { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_read_from_its_answer_and_nothing_else() {
        assert_eq!([1.0, 2.0, 3.0].map(Level::of_answer), Level::ALL.map(Some));
        assert_eq!([0.0, 1.5, 4.0].map(Level::of_answer), [None; 3]);
    }
}
