//! Partnerships side by side on one question: means, and for every two of them the difference as far as it can be
//! told. In alphabetical order; nothing is ranked and nothing below a whole partnership is in these types.
//!
//! The method is in `docs/methods/comparing-partnerships.md`.

mod sentence;

use serde::{Deserialize, Serialize};
use troth_network::{Day, Uncertainty, Value};

use crate::intervals::Intervals;
use crate::scale_words::Wording;
use crate::totals::{Counts, Item, NetworkFit};

/// What a partnership shows on a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Its mean with all that belongs to it.
    Shown {
        /// Estimates.
        fit: Box<NetworkFit>,
        /// How many stand behind them.
        counts: Counts,
        /// How intervals were made.
        intervals: Intervals,
        /// The items asked.
        items: Vec<Item>,
    },
    /// It is left out.
    LeftOut {
        /// Why, in a sentence.
        reason: String,
        /// What would help; may be empty.
        would_help: String,
    },
}

/// A partnership in its latest closed round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partnership {
    /// Its short name, as addresses have it.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The round; `None` if none is closed.
    pub round: Option<String>,
    /// When the round was closed.
    pub closed: Option<Day>,
    /// What it shows.
    pub standing: Standing,
}

impl Partnership {
    /// The estimates, where they are shown.
    pub fn fit(&self) -> Option<&NetworkFit> {
        match &self.standing {
            Standing::Shown { fit, .. } => Some(fit),
            Standing::LeftOut { .. } => None,
        }
    }
}

/// How two partnerships stand to each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Apart {
    /// First minus second, on −1 to 1, with its interval.
    Known(Value),
    /// They are not compared, and why.
    NotCompared {
        /// Why, in a sentence.
        reason: String,
    },
}

/// Two partnerships, the one whose name comes first in the alphabet first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Between {
    /// The first one's name.
    pub first: String,
    /// The other's.
    pub second: String,
    /// How they stand to each other.
    pub apart: Apart,
    /// They answered the same items on other scales.
    pub unlike_scales: bool,
}

impl Between {
    /// The difference, where its interval leaves out 0.
    pub fn told(&self) -> Option<&Value> {
        match &self.apart {
            Apart::Known(value) if value.surely_above(0.0) || value.surely_below(0.0) => Some(value),
            Apart::Known(_) | Apart::NotCompared { .. } => None,
        }
    }
}

/// All partnerships on one question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The question in plain words.
    pub question: String,
    /// Partnerships, by name.
    pub partnerships: Vec<Partnership>,
    /// Every two of those that are shown, by their names.
    pub between: Vec<Between>,
}

impl Comparison {
    /// Puts partnerships side by side: by name, with the difference of every two that are shown.
    pub fn of(question: &str, mut partnerships: Vec<Partnership>) -> Self {
        partnerships.sort_by(|x, y| (&x.name, &x.slug).cmp(&(&y.name, &y.slug)));
        let shown: Vec<&Partnership> = partnerships.iter().filter(|p| p.fit().is_some()).collect();
        let between = shown
            .iter()
            .enumerate()
            .flat_map(|(at, first)| shown[at + 1..].iter().map(move |second| between(first, second)))
            .collect();
        Self { question: question.to_owned(), between, partnerships }
    }

    /// Partnerships with a mean.
    pub fn shown(&self) -> impl Iterator<Item = &Partnership> {
        self.partnerships.iter().filter(|p| p.fit().is_some())
    }

    /// In which words levels are told.
    pub fn wording(&self) -> Wording {
        if self.question == crate::RELIANCE_QUESTION { Wording::Ease } else { Wording::Score }
    }
}

fn between(first: &Partnership, second: &Partnership) -> Between {
    let (mut apart, mut unlike_scales) = (not_compared("One of the two is not shown."), false);
    if let (Standing::Shown { fit: a, items: of_a, .. }, Standing::Shown { fit: b, items: of_b, .. }) =
        (&first.standing, &second.standing)
    {
        unlike_scales = same_items(of_a, of_b) && of_a != of_b;
        apart = if !same_items(of_a, of_b) {
            not_compared(
                "They were asked other items on this question, so their means do not measure the same.",
            )
        } else {
            match difference(&a.mean, &b.mean) {
                Some(value) => Apart::Known(value),
                None => not_compared("The range of one of the two means is not known."),
            }
        };
    }
    Between { first: first.name.clone(), second: second.name.clone(), apart, unlike_scales }
}

fn not_compared(reason: &str) -> Apart {
    Apart::NotCompared { reason: reason.to_owned() }
}

/// Whether the same variables were asked, whatever their scales.
fn same_items(first: &[Item], second: &[Item]) -> bool {
    let ids = |items: &[Item]| {
        let mut ids: Vec<String> = items.iter().map(|i| i.variable.clone()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    ids(first) == ids(second)
}

/// `first` minus `second`, two independent estimates, with a 95 % interval; `None` if one of them has none.
///
/// Its lower reach is √(below₁² + above₂²) and its upper reach √(above₁² + below₂²), where *below* and *above* are
/// how far an estimate's own interval reaches (Zou & Donner 2008, Statistics in Medicine 27). Where both intervals
/// are ± 1.96 standard errors this is ± 1.96·√(se₁² + se₂²).
pub fn difference(first: &Value, second: &Value) -> Option<Value> {
    let reach = |value: &Value| {
        let (low, high) = value.interval()?;
        Some((value.estimate - low, high - value.estimate))
    };
    let ((below_1, above_1), (below_2, above_2)) = (reach(first)?, reach(second)?);
    let estimate = first.estimate - second.estimate;
    let uncertainty = Uncertainty::Interval {
        low: estimate - below_1.hypot(above_2),
        high: estimate + above_1.hypot(below_2),
    };
    Some(Value { estimate, uncertainty, people: None })
}

#[cfg(test)]
mod tests;
