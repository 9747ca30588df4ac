//! Columns into domain values and back. Reading fails with the table and the row, never with a guess.

use std::fmt::Display;
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;
use troth_network::Day;
use troth_network::timestamp::{day_in_files, parse_day};

use crate::error::StoreError;

/// The row that is being read, for messages.
pub(crate) struct Row<'a> {
    table: &'static str,
    id: &'a dyn Display,
}

impl<'a> Row<'a> {
    /// The row `id` of `table`.
    pub(crate) const fn of(table: &'static str, id: &'a dyn Display) -> Self {
        Self { table, id }
    }

    /// The row cannot be understood, for a reason in a sentence.
    pub(crate) fn corrupt(&self, reason: impl Display) -> StoreError {
        StoreError::Corrupt { table: self.table, id: self.id.to_string(), reason: reason.to_string() }
    }

    /// A vocabulary word.
    pub(crate) fn word<T>(&self, text: &str) -> Result<T, StoreError>
    where
        T: FromStr<Err: Display>,
    {
        text.parse().map_err(|e| self.corrupt(e))
    }

    /// A vocabulary word that may be missing.
    pub(crate) fn word_or_none<T>(&self, text: Option<&str>) -> Result<Option<T>, StoreError>
    where
        T: FromStr<Err: Display>,
    {
        text.map(|t| self.word(t)).transpose()
    }

    /// A day.
    pub(crate) fn day(&self, text: &str) -> Result<Day, StoreError> {
        parse_day(text).map_err(|e| self.corrupt(e))
    }

    /// A day that may be missing.
    pub(crate) fn day_or_none(&self, text: Option<&str>) -> Result<Option<Day>, StoreError> {
        text.map(|t| self.day(t)).transpose()
    }

    /// A value stored as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self, text: &str) -> Result<T, StoreError> {
        serde_json::from_str(text).map_err(|e| self.corrupt(format!("{e}.")))
    }

    /// A count or place.
    pub(crate) fn number<T: TryFrom<i64>>(&self, number: i64) -> Result<T, StoreError> {
        T::try_from(number).map_err(|_| self.corrupt(format!("{number} is out of range.")))
    }
}

/// A day as a column holds it.
pub(crate) fn day_column(day: Option<Day>) -> Option<String> {
    day.map(day_in_files)
}

/// A value as a JSON column holds it.
pub(crate) fn json_column(value: &impl Serialize) -> Result<String, StoreError> {
    Ok(serde_json::to_string(value)?)
}

/// A count or place as a column holds it. No list in memory is longer than an `i64` can say.
pub(crate) fn number_column(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
