//! What is known of one question in one survey round over a whole partnership. There is no organisation, person,
//! direction or pair in these types, so nothing below the partnership can be read from them.

use serde::{Deserialize, Serialize};
use troth_network::{Value, WaveId};

use crate::intervals::Intervals;

/// A count in bands of ten, from 20 on, so that it cannot tell who answered; below 20 the bands are 5 to 9 and 10 to
/// 19. Fewer than five are never counted out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tens(usize);

impl Tens {
    /// The band of `n`; `None` under five.
    pub const fn of(n: usize) -> Option<Self> {
        match n {
            0..=4 => None,
            5..=9 => Some(Self(5)),
            _ => Some(Self(n - n % 10)),
        }
    }

    /// The smallest number of the band.
    pub const fn least(self) -> usize {
        self.0
    }

    /// The band in words, such as "60 to 69".
    pub fn words(self) -> String {
        let most = if self.0 < 10 { 9 } else { self.0 + 9 };
        format!("{} to {most}", self.0)
    }
}

/// A survey item that went into a question, with the scale that was declared for its answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// The survey variable.
    pub variable: String,
    /// Lowest possible answer.
    pub least: f64,
    /// Highest possible answer.
    pub most: f64,
}

/// How many stand behind a question: people and answers in bands, what a map lets anybody count as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// People, staff and representatives together.
    pub people: Tens,
    /// Answers: what one person says of one partner, items averaged first.
    pub answers: Tens,
    /// Organisations that rate or are rated.
    pub organisations: usize,
    /// Directions with answers that may be shown.
    pub directions: usize,
    /// Pairs of which both directions have such answers.
    pub pairs: usize,
}

/// How far organisations or relationships lie apart in one respect: a standard deviation on 0–1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Estimated, with its interval or the reason for none.
    Estimated(Value),
    /// Estimated at 0: not distinguishable from it.
    AtZero {
        /// The upper end of its 95 % interval, on 0–1, if it was worked out.
        at_most: Option<f64>,
    },
}

/// The three parts of the spread (Kenny & La Voie 1984), standard deviations on 0–1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Organisations as those who rate.
    pub rater: Part,
    /// Organisations as those who are rated.
    pub target: Part,
    /// What is special in single directions beyond both.
    pub relationship: Part,
}

/// A correlation, −1 to 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Correlation {
    /// Estimated, with its interval or the reason for none.
    Estimated(Value),
    /// Estimated at −1 or 1: an edge of what is possible and no finding.
    AtEdge,
    /// A variance is 0, so there is no correlation.
    None,
}

/// Whether what goes out comes back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reciprocity {
    /// Those who rate others highly are rated highly.
    pub generalised: Correlation,
    /// A special rating one way goes with one the other way.
    pub dyadic: Correlation,
}

/// What the model says of the whole partnership.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkFit {
    /// Mean over directions, on 0–1. Its interval is not cut off at the ends of the scale, so that differences can be
    /// worked out from it.
    pub mean: Value,
    /// Under six organisations: one changed answer can turn the results.
    pub fragile: bool,
    /// Every direction has one answer, so the relationship's part holds the error of single answers too.
    pub with_error: bool,
    /// How far organisations and relationships lie apart.
    pub spread: Spread,
    /// Reciprocities.
    pub reciprocity: Reciprocity,
}

/// The estimates, or why there are none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Estimates {
    /// The model was fitted and may be shown.
    Fitted(Box<NetworkFit>),
    /// There is nothing to show.
    NotShown {
        /// Why, in a sentence.
        reason: String,
        /// What would help.
        would_help: String,
    },
}

/// One question in one round over a whole partnership.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkTotals {
    /// The question: a concept of the framework, such as `aspect:fairness`.
    pub concept: String,
    /// The round.
    pub wave: WaveId,
    /// The items asked and their scales, in order; scales of one item may differ.
    pub items: Vec<Item>,
    /// How many stand behind it; `None` if fewer people than may be counted out.
    pub counts: Option<Counts>,
    /// How the intervals were made.
    pub intervals: Intervals,
    /// What came out.
    pub estimates: Estimates,
}

impl NetworkTotals {
    /// The estimates, where they are shown.
    pub fn fit(&self) -> Option<&NetworkFit> {
        match &self.estimates {
            Estimates::Fitted(fit) => Some(fit),
            Estimates::NotShown { .. } => None,
        }
    }

    /// The estimates, to be changed.
    pub fn fit_mut(&mut self) -> Option<&mut NetworkFit> {
        match &mut self.estimates {
            Estimates::Fitted(fit) => Some(fit),
            Estimates::NotShown { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_come_in_bands_and_fewer_than_five_not_at_all() {
        let words = |n| Tens::of(n).map(Tens::words);
        assert_eq!((words(4), words(5), words(9)), (None, Some("5 to 9".into()), Some("5 to 9".into())));
        assert_eq!((words(19), words(60)), (Some("10 to 19".into()), Some("60 to 69".into())));
        assert_eq!(Tens::of(61), Tens::of(69));
    }
}
