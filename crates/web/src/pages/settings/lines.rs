//! Lists written one entry to a line.

use troth_network::network::{Agreement, Event};
use troth_network::timestamp::{day_in_files, parse_day};

/// Restructurings as lines.
pub(super) fn of_events(events: &[Event]) -> String {
    let line = |event: &Event| format!("{} {}", day_in_files(event.date), event.what);
    events.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Restructurings from lines such as `2024-10-01 Two teams became one`.
///
/// # Errors
/// A sentence that names the line and how to write it.
pub(super) fn events(text: &str) -> Result<Vec<Event>, String> {
    filled(text)
        .map(|(at, line)| {
            let wrong = || {
                format!(
                    "Line {at}: begin with a date, a space, then what happened, such as 2024-10-01 Two teams \
                     became one."
                )
            };
            let (date, what) = line.split_once(char::is_whitespace).ok_or_else(wrong)?;
            Ok(Event { date: parse_day(date).map_err(|_| wrong())?, what: what.trim().to_owned() })
        })
        .collect()
}

/// Agreements as lines.
pub(super) fn of_agreements(agreements: &[Agreement]) -> String {
    let line = |agreement: &Agreement| {
        let date = agreement.date.map_or_else(String::new, day_in_files);
        // A semicolon in the kind would be taken for the end of it.
        format!("{date}; {}; {}", agreement.kind.replace(';', ","), agreement.title)
    };
    agreements.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Agreements from lines such as `2023-04-03; memorandum; Partnership agreement`.
///
/// # Errors
/// A sentence that names the line and how to write it.
pub(super) fn agreements(text: &str) -> Result<Vec<Agreement>, String> {
    filled(text)
        .map(|(at, line)| {
            let wrong = || {
                format!(
                    "Line {at}: write date; kind; title, such as 2023-04-03; memorandum; Partnership \
                     agreement."
                )
            };
            let mut parts = line.splitn(3, ';').map(str::trim);
            let (Some(date), Some(kind), Some(title)) = (parts.next(), parts.next(), parts.next()) else {
                return Err(wrong());
            };
            let date = if date.is_empty() { None } else { Some(parse_day(date).map_err(|_| wrong())?) };
            if title.is_empty() {
                return Err(wrong());
            }
            Ok(Agreement { title: title.to_owned(), kind: kind.to_owned(), date })
        })
        .collect()
}

fn filled(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line.trim())).filter(|(_, line)| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_back_from_their_lines() {
        let text = "2024-10-01 Two teams became one: caf\u{e9}\n2026-04-01 Merged";
        assert_eq!(of_events(&events(&format!("\r\n{text}\r\n")).unwrap()), text);
        let text = "2023-04-03; memorandum; Agreement; first part\n; contract; Home care";
        assert_eq!(of_agreements(&agreements(text).unwrap()), text);
    }

    #[test]
    fn a_wrong_line_is_named() {
        assert!(events("2024-10-01 ok\nlast spring").unwrap_err().starts_with("Line 2"));
        assert!(agreements("\n\nmemorandum; x").unwrap_err().starts_with("Line 3"));
    }
}
