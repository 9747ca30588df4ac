//! Points in time and calendar days.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A calendar day without a time zone.
pub type Day = time::Date;

/// A moment in microseconds since 1970, UTC; sorts and compares alike in every database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From microseconds since 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The start of a day, UTC.
    pub fn start_of(day: Day) -> Self {
        Self(day.midnight().assume_utc().unix_timestamp() * 1_000_000)
    }

    /// The day this moment falls on, UTC; the first day of 1970 if it lies outside the calendar.
    pub fn day(self) -> Day {
        self.date_time().date()
    }

    /// This moment `seconds` later.
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    fn date_time(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp_nanos(i128::from(self.0) * 1_000)
            .unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.date_time().format(&Rfc3339).unwrap_or_default())
    }
}

/// Reads a day written as `2026-10-16`.
///
/// # Errors
/// A sentence that names the text and the form expected.
pub fn parse_day(text: &str) -> Result<Day, String> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    Day::parse(text.trim(), format)
        .map_err(|_| format!("\"{text}\" is not a date. Write it as year-month-day, such as 2026-10-16."))
}

/// A day in words a reader expects: `16 October 2026`.
pub fn day_in_words(day: Day) -> String {
    format!("{} {} {}", day.day(), day.month(), day.year())
}

/// A day as files hold it: `2026-10-16`.
pub fn day_in_files(day: Day) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_go_back_and_forth() {
        let day = parse_day("2026-10-16").unwrap();
        assert_eq!(day_in_words(day), "16 October 2026");
        assert_eq!(day_in_files(day), "2026-10-16");
        assert_eq!(Timestamp::start_of(day).day(), day);
        assert_eq!(Timestamp::start_of(day).to_string(), "2026-10-16T00:00:00Z");
    }

    #[test]
    fn a_wrong_date_says_how_to_write_one() {
        assert!(parse_day("16/10/2026").unwrap_err().contains("such as 2026-10-16"));
    }
}
