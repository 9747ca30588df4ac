//! Patient identifiers are refused at every door: Troth holds no data about patients.

use troth_say::identifiers::check_digit_holds;

/// Something that looks like a patient identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatientIdentifier {
    /// Line, from 1.
    pub line: usize,
    /// What it looks like.
    pub what: &'static str,
}

impl PatientIdentifier {
    /// A sentence that says what to do; the identifier itself is not repeated.
    pub fn sentence(&self) -> String {
        format!(
            "Line {} holds what looks like {}. Troth takes no data about patients: remove it and try again.",
            self.line, self.what
        )
    }
}

/// Looks for NHS numbers (ten digits with a valid check digit, also written 3-3-4) and for a date of birth
/// that is marked as one. Returns the first of each line.
pub fn find(text: &str) -> Vec<PatientIdentifier> {
    text.lines()
        .enumerate()
        .filter_map(|(at, line)| {
            let what = if holds_nhs_number(line) {
                "an NHS number"
            } else if holds_birth_date(line) {
                "a date of birth"
            } else {
                return None;
            };
            Some(PatientIdentifier { line: at + 1, what })
        })
        .collect()
}

fn holds_nhs_number(line: &str) -> bool {
    let bytes = line.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let free =
            start == 0 || !(bytes[start - 1].is_ascii_alphanumeric() || b".-".contains(&bytes[start - 1]));
        if bytes[start].is_ascii_digit() && free && number_at(bytes, start) {
            return true;
        }
        start += 1;
    }
    false
}

/// Ten digits from `start`, with or without a space or hyphen after the third and sixth, and nothing that
/// makes them part of something longer.
fn number_at(bytes: &[u8], start: usize) -> bool {
    let mut digits = [0_u8; 10];
    let (mut count, mut at) = (0, start);
    while at < bytes.len() && count < 10 {
        match bytes[at] {
            b @ b'0'..=b'9' => {
                digits[count] = b - b'0';
                count += 1;
            }
            b' ' | b'-' if count == 3 || count == 6 => {}
            _ => return false,
        }
        at += 1;
    }
    let ends = at >= bytes.len()
        || !(bytes[at].is_ascii_alphanumeric()
            || (bytes[at] == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)));
    count == 10 && ends && check_digit_holds(digits)
}

/// Whether one of the marks can be there at all. Most lines hold none, and a file can have a million lines.
fn hints_at_birth_date(line: &[u8]) -> bool {
    let begins = |at: usize, word: &[u8]| {
        line.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word))
    };
    line.iter().enumerate().any(|(at, b)| match b {
        b'b' | b'B' => begins(at, b"birth"),
        b'd' | b'D' => begins(at, b"d.o.b") || begins(at, b"dob:"),
        _ => false,
    })
}

fn holds_birth_date(line: &str) -> bool {
    if !hints_at_birth_date(line.as_bytes()) {
        return false;
    }
    let lower = line.to_lowercase();
    ["date of birth", "d.o.b", "dob:"].iter().any(|mark| {
        lower
            .split(mark)
            .skip(1)
            .any(|after| after.chars().take(24).filter(char::is_ascii_digit).count() >= 6)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nhs_numbers_are_found_by_their_check_digit() {
        // 943 476 5919 is the published example of a valid number.
        for text in ["see 9434765919.", "NHS 943 476 5919", "943-476-5919"] {
            assert_eq!(find(text).len(), 1, "{text}");
        }
        for text in
            ["9434765918", "19434765919", "94347659190", "id-9434765919x", "0.9434765919", "0000000000"]
        {
            assert!(find(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_birth_date_counts_only_when_it_is_marked_as_one() {
        assert_eq!(find("one\nDate of birth: 12/03/1944")[0].line, 2);
        for text in ["DATE OF BIRTH 12/03/1944", "a D.O.B. 12.03.1944", "DoB: 12031944"] {
            assert_eq!(find(text).len(), 1, "{text}");
        }
        assert!(find("We met on 12/03/2024 and never asked for a date of birth.").is_empty());
    }

    #[test]
    fn the_sentence_does_not_repeat_the_identifier() {
        assert!(!find("9434765919")[0].sentence().contains("943"));
    }
}
