//! Dates of other programs: read where they make sense, left out where they do not.

use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{OffsetDateTime, PrimitiveDateTime};
use troth_network::timestamp::parse_day;
use troth_network::{Day, Timestamp};

/// A moment as XML Schema writes it; without a zone it counts as UTC. Years outside 1 to 9999 are no moment.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let moment = OffsetDateTime::parse(text, &Rfc3339).ok().or_else(|| {
        PrimitiveDateTime::parse(text, &Iso8601::DATE_TIME).ok().map(PrimitiveDateTime::assume_utc)
    })?;
    let utc = moment.checked_to_offset(time::UtcOffset::UTC)?;
    let micros = i64::try_from(utc.unix_timestamp_nanos() / 1_000).ok()?;
    (1..=9999).contains(&utc.year()).then_some(Timestamp::from_micros(micros))
}

/// A moment as XML Schema writes it; nothing for one outside the years it can write.
pub(super) fn written(at: Timestamp) -> Option<String> {
    let text = at.to_string();
    (moment(&text) == Some(at)).then_some(text)
}

/// A day as XML Schema writes it; a zone after it is left out.
pub(super) fn day(text: &str) -> Option<Day> {
    parse_day(text.trim().get(..10)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_with_and_without_zone_and_nonsense_is_not() {
        let noon = moment("2026-10-16T12:00:00Z");
        assert!(noon.is_some());
        assert_eq!(moment("2026-10-16T14:00:00+02:00"), noon);
        assert_eq!(moment("2026-10-16T12:00:00"), noon);
        for wrong in ["", "yesterday", "2026-13-40T99:00:00Z", "0000-00-00T00:00:00", "12345-01-01T00:00:00Z"]
        {
            assert_eq!(moment(wrong), None, "{wrong}");
        }
        assert_eq!(noon.and_then(written).as_deref(), Some("2026-10-16T12:00:00Z"));
        assert_eq!(written(Timestamp::from_micros(i64::MAX)), None);
        assert_eq!(day("2026-10-16Z"), parse_day("2026-10-16").ok());
    }
}
