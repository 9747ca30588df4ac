//! What goes in: measures of ordered pairs of organisations, each with where it comes from.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::refuse::Refusal;
use crate::clean::{Person, clean};
use crate::observation::{AnswerKind, Observation};

/// Where a measure comes from. Two measures by ratings of the same people share the habits of those people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// People's answers.
    Ratings,
    /// Records, such as referrals or distances.
    Records,
    /// What an organisation declared about itself.
    Declared,
}

/// An organisation within its network.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Organisation {
    /// The network, called group as in [`Observation`].
    pub group: String,
    /// The organisation.
    pub id: String,
}

/// One ordered pair of organisations of a network.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Direction {
    /// The network.
    pub group: String,
    /// The organisation that rates, or from which something goes.
    pub from: String,
    /// The organisation that is rated, or to which something goes.
    pub to: String,
}

/// The value of one direction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// The direction.
    pub direction: Direction,
    /// The value, on the measure's own scale; none where it is missing.
    pub value: Option<f64>,
}

/// Who answered, known within group and rater only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Respondent {
    Named(String),
    Unnamed(AnswerKind),
}

impl From<Person<'_>> for Respondent {
    fn from(person: Person<'_>) -> Self {
        match person {
            Person::Named(id) => Self::Named(id.text.to_owned()),
            Person::Unnamed(kind) => Self::Unnamed(kind),
        }
    }
}

/// One measure: at most one value for each direction. A direction that is not there is missing and stays so.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub(super) name: String,
    pub(super) origin: Origin,
    pub(super) cells: Vec<Cell>,
    pub(super) respondents: Option<BTreeMap<Direction, BTreeSet<Respondent>>>,
    pub(super) warnings: Vec<String>,
}

impl Measure {
    /// A measure with its values, in any order. What is wrong with them is found by
    /// [`regress`](super::regress()).
    #[must_use]
    pub fn new(name: impl Into<String>, origin: Origin, cells: Vec<Cell>) -> Self {
        Self { name: name.into(), origin, cells, respondents: None, warnings: Vec::new() }
    }

    /// A measure that is the same both ways by its nature, such as a distance: each value is used for `from → to`
    /// and for `to → from`.
    ///
    /// # Errors
    /// [`Refusal::RatingsAreNotSymmetric`], since a rating is never filled in from the other side.
    pub fn symmetric(name: impl Into<String>, origin: Origin, pairs: Vec<Cell>) -> Result<Self, Refusal> {
        let name = name.into();
        if origin == Origin::Ratings {
            return Err(Refusal::RatingsAreNotSymmetric { measure: name });
        }
        let back = |cell: &Cell| {
            let Direction { group, from, to } = cell.direction.clone();
            Cell { direction: Direction { group, from: to, to: from }, value: cell.value }
        };
        let mut cells: Vec<Cell> = pairs.iter().map(back).collect();
        cells.extend(pairs);
        Ok(Self::new(name, origin, cells))
    }

    /// The mean answer of each rated direction, on the scale of the answers, every person counting once, whether
    /// staff or representative. Who answered is kept, so that measures of the same people are recognised.
    ///
    /// Self-ratings and exact repeats are left out; the result of the regression says so.
    ///
    /// # Errors
    /// [`NoRatings`](crate::Refusal::NoRatings), [`NotFinite`](crate::Refusal::NotFinite) or
    /// [`Contradictory`](crate::Refusal::Contradictory), as for [`fit`](crate::fit()).
    pub fn from_observations(
        name: impl Into<String>,
        observations: &[Observation],
    ) -> Result<Self, crate::Refusal> {
        let cleaned = clean(observations);
        if let Some(refusal) = cleaned.refusal {
            return Err(refusal);
        }
        if cleaned.rows.is_empty() {
            return Err(crate::Refusal::NoRatings);
        }
        let mut sums: BTreeMap<Direction, (f64, f64)> = BTreeMap::new();
        let mut respondents: BTreeMap<Direction, BTreeSet<Respondent>> = BTreeMap::new();
        for row in cleaned.rows {
            let (group, from, to) = (row.group.text, row.rater.text, row.target.text);
            let direction = Direction { group: group.to_owned(), from: from.to_owned(), to: to.to_owned() };
            respondents.entry(direction.clone()).or_default().insert(row.person.into());
            let (sum, count) = sums.entry(direction).or_default();
            *sum += row.value;
            *count += 1.0;
        }
        let mean = |(direction, (sum, count))| Cell { direction, value: Some(sum / count) };
        let cells = sums.into_iter().map(mean).collect();
        let mut measure = Self::new(name, Origin::Ratings, cells);
        measure.respondents = Some(respondents);
        measure.warnings = cleaned.warnings;
        Ok(measure)
    }

    /// Says who answered, per direction, where the values were not built from observations. Ids are known within
    /// group and rater only.
    #[must_use]
    pub fn answered_by(mut self, respondents: BTreeMap<Direction, BTreeSet<String>>) -> Self {
        let named = |ids: BTreeSet<String>| ids.into_iter().map(Respondent::Named).collect();
        self.respondents = Some(respondents.into_iter().map(|(d, ids)| (d, named(ids))).collect());
        self
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it comes from.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// Its values, as given.
    #[must_use]
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }
}
