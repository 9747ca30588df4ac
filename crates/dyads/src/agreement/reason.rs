//! Why there is no figure. Nothing here panics; what cannot be worked out says so in a sentence.

use serde::Serialize;
use thiserror::Error;

/// What there is too little of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Groups: people who answered about the same thing.
    Groups,
    /// Groups with at least two answers.
    GroupsOfTwo,
    /// People who answered everything that is needed.
    People,
    /// Raters: columns of a table.
    Raters,
    /// Items of a scale: columns of a table.
    Items,
    /// Things that were rated: rows of a table without a gap.
    Subjects,
    /// Units with at least two ratings.
    Units,
    /// Points of an answer scale.
    Points,
    /// Codes that coders choose from.
    Categories,
}

impl What {
    /// In words, plural.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Groups => "groups",
            Self::GroupsOfTwo => "groups with at least two answers",
            Self::People => "people who answered",
            Self::Raters => "raters",
            Self::Items => "items",
            Self::Subjects => "things rated by everybody",
            Self::Units => "units with at least two ratings",
            Self::Points => "points of the scale",
            Self::Categories => "categories",
        }
    }
}

/// Why there is no figure. `Display` is a full sentence that says what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Error, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// Too little to work with.
    #[error(
        "The number of {} is {found} and at least {needed} are needed; collect more, or show the answers as they are.",
        .what.words()
    )]
    TooFew {
        /// Of what.
        what: What,
        /// How many there are.
        found: usize,
        /// How many are needed.
        needed: usize,
    },
    /// Too much to work with.
    #[error("The number of {} is {found} and at most {most} can be handled; join some of them.", .what.words())]
    TooMany {
        /// Of what.
        what: What,
        /// How many there are.
        found: usize,
        /// How many can be handled.
        most: usize,
    },
    /// A code that is not among the categories.
    #[error(
        "The code in row {row}, column {column} is {found}, and codes of {categories} categories are numbered from 0; correct the code or the number of categories."
    )]
    NotACode {
        /// Unit, counted from 1.
        row: usize,
        /// Coder, counted from 1.
        column: usize,
        /// The code.
        found: u16,
        /// Number of categories.
        categories: u16,
    },
    /// A value that is no number, or beyond 10¹⁰⁰.
    #[error(
        "The value in row {row}, column {column} is not a usable number; leave such an answer empty instead."
    )]
    NotFinite {
        /// Row, or group, counted from 1.
        row: usize,
        /// Column, or place in the group, counted from 1.
        column: usize,
    },
    /// Rows of different lengths.
    #[error(
        "Row {row} has {found} cells where {expected} are expected; fill missing answers with empty cells."
    )]
    Ragged {
        /// Row, counted from 1.
        row: usize,
        /// Cells in the first row.
        expected: usize,
        /// Cells in this row.
        found: usize,
    },
    /// Groups have different items.
    #[error(
        "Group {group} has {found} items where {expected} are expected; give every group the same items."
    )]
    DifferentItems {
        /// Group, counted from 1.
        group: usize,
        /// Items of the first group.
        expected: usize,
        /// Items of this one.
        found: usize,
    },
    /// All answers are the same.
    #[error("All answers are the same, so there is no variation to explain; report the value itself.")]
    NoVariation,
    /// Nothing that is rated differs from anything else that is rated.
    #[error(
        "All means are the same, so what was rated cannot be told apart; report the mean and how far the answers spread."
    )]
    NoDifferences,
    /// An item to which everybody gave the same answer.
    #[error("Everybody gave the same answer to item {item}, so it goes with nothing; leave it out.")]
    ConstantItem {
        /// Column, counted from 1.
        item: usize,
    },
    /// The scale is not known.
    #[error(
        "The answer scale is not known, so the spread of answers has nothing to be compared with; declare the lowest and highest answer."
    )]
    NoScale,
    /// The number of points is not known.
    #[error(
        "The number of points of the answer scale is not known and the answers are not all whole numbers; declare the number of points."
    )]
    NoPoints,
    /// The scale makes no sense.
    #[error("A scale from {low} to {high} is not usable; the highest answer must lie above the lowest.")]
    BadScale {
        /// Lowest answer.
        low: f64,
        /// Highest answer.
        high: f64,
    },
    /// Answers that the scale does not have.
    #[error("{count} answers lie outside the scale from {low} to {high}; correct the scale or the answers.")]
    OutsideScale {
        /// How many.
        count: usize,
        /// Lowest answer of the scale.
        low: f64,
        /// Highest answer of the scale.
        high: f64,
    },
    /// No published variance of the slightly skewed null distribution.
    #[error(
        "For {points} points no variance of the slightly skewed distribution is published (only for 5 to 11); use the uniform one."
    )]
    NoPublishedNull {
        /// Points of the scale.
        points: usize,
    },
    /// The ratio metric compares shares of a sum.
    #[error("Ratio differences need values of 0 or more, and {found} is below; use the interval metric.")]
    Negative {
        /// The first such value.
        found: f64,
    },
    /// One factor leaves an item no variance of its own.
    #[error(
        "One factor leaves nothing of item {item} to itself (a Heywood case), so omega means nothing; look for items that repeat each other, or collect more answers."
    )]
    Heywood {
        /// Column, counted from 1.
        item: usize,
    },
    /// Items repeat each other.
    #[error(
        "Some items are sums or copies of others, so the factor cannot be estimated; leave the repeated items out."
    )]
    RepeatedItems,
    /// The search did not come to rest.
    #[error("No stable fit of one factor was found; show alpha instead, and please report the data.")]
    NoConvergence,
    /// The figure is not defined for these data.
    #[error("The figure is not defined for these answers: {why}; show the answers as they are.")]
    Undefined {
        /// Words that say what is zero or negative.
        why: &'static str,
    },
}
