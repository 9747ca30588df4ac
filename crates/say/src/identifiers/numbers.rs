//! Numbers of patients and telephones, registers and the internet.

use super::context::{before, free, names};
use super::{Hit, Kind, Sure, check_digit_holds};

/// Groups of digits a number may be written in.
const MOST_RUNS: usize = 7;

/// Digits without a gap, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub first: usize,
    pub last: usize,
}

/// Digits a number may have.
const MOST_DIGITS: usize = 15;

/// The runs of digits of a text.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, b) in text.bytes().enumerate() {
        if b.is_ascii_digit() {
            match runs.last_mut() {
                Some(run) if run.last == at => run.last += 1,
                _ => runs.push(Run { first: at, last: at + 1 }),
            }
        }
    }
    runs
}

/// Several runs read as one number.
struct Number<'t> {
    text: &'t str,
    first: usize,
    last: usize,
    digits: String,
    lengths: Vec<usize>,
    separators: Vec<&'t str>,
    plus: bool,
}

pub(super) fn find(text: &str, runs: &[Run], hits: &mut Vec<Hit>) {
    // What is sure goes first, so that a number before it is not taken along.
    let mut used = vec![false; runs.len()];
    for sure in [Sure::High, Sure::Low] {
        let mut at = 0;
        while at < runs.len() {
            let upto = at + reach(text, runs, at, &used);
            // The longest that makes sense, from here.
            let found = (at + 1..=upto).rev().find_map(|end| {
                let number = number(text, runs.get(at..end)?)?;
                let (kind, how, rank) = classify(&number).filter(|(_, how, _)| *how == sure)?;
                let (first, last) = (number.first, number.last);
                Some((end, Hit { first, last, kind, sure: how, rank, of: None }))
            });
            let Some((end, hit)) = found else {
                at += 1;
                continue;
            };
            used.iter_mut().take(end).skip(at).for_each(|run| *run = true);
            hits.push(hit);
            at = end;
        }
    }
}

/// How many runs from here on could be one number.
fn reach(text: &str, runs: &[Run], at: usize, used: &[bool]) -> usize {
    let (mut upto, mut digits) = (at, 0);
    while let (Some(run), Some(false)) = (runs.get(upto), used.get(upto)) {
        digits += run.last - run.first;
        if digits > MOST_DIGITS || upto - at >= MOST_RUNS || (upto > at && !joins(text, runs, upto)) {
            break;
        }
        upto += 1;
    }
    upto - at
}

/// Whether this run goes on with the number of the run before.
fn joins(text: &str, runs: &[Run], at: usize) -> bool {
    let (Some(run), Some(last)) = (runs.get(at), at.checked_sub(1).and_then(|at| runs.get(at))) else {
        return false;
    };
    let gap = text.get(last.last..run.first).unwrap_or_default();
    gap.chars().count() <= 3 && gap.chars().all(|c| " -.()\u{a0}\u{2011}\u{2013}".contains(c))
}

fn number<'t>(text: &'t str, runs: &[Run]) -> Option<Number<'t>> {
    let (mut first, last) = (runs.first()?.first, runs.last()?.last);
    // No number is written digit by digit, and none is shorter than an extension.
    let length = |run: &Run| run.last - run.first;
    let digits: usize = runs.iter().map(length).sum();
    if digits < 3 || runs.iter().filter(|run| length(run) == 1).count() > 4 {
        return None;
    }
    let mut plus = false;
    for prefix in ["+(", "(+", "+", "("] {
        if text.get(..first)?.ends_with(prefix) {
            plus = prefix.contains('+');
            first -= prefix.len();
            break;
        }
    }
    // A bracket that closes behind the number would be left over.
    if text.get(first..=first) == Some("(") && !text.get(first..last)?.contains(')') {
        first += 1;
    }
    let digits = runs.iter().filter_map(|run| text.get(run.first..run.last)).collect();
    let lengths = runs.iter().map(|run| run.last - run.first).collect();
    let separators = runs
        .iter()
        .zip(runs.iter().skip(1))
        .filter_map(|(run, next)| text.get(run.last..next.first))
        .collect();
    Some(Number { text, first, last, digits, lengths, separators, plus })
}

fn classify(number: &Number) -> Option<(Kind, Sure, u8)> {
    let Number { text, first, last, ref digits, ref lengths, ref separators, plus } = *number;
    if !free(text, first, last) || touches_a_sum(text, first, last) {
        return None;
    }
    let count = digits.len();
    if separators.iter().all(|s| *s == ".") && lengths.len() == 4 {
        let parts = text.get(first..last)?.split('.').all(|part| part.parse::<u8>().is_ok());
        return parts.then_some((Kind::IpAddress, Sure::High, 1));
    }
    if count == 10 && !plus && patient_form(lengths, separators) && is_of_a_patient(digits) {
        return Some((patient_kind(digits), Sure::High, 0));
    }
    let named = |list: &[&str]| names(&before(text, first, 32), list);
    if lengths.len() == 1 && (5..=12).contains(&count) && named(&HOSPITAL_WORDS) {
        return Some((Kind::HospitalNumber, Sure::High, 0));
    }
    if lengths.len() == 1 && count == 7 && named(&["gmc", "gdc", "gphc", "hcpc"]) {
        return Some((Kind::Registration, Sure::High, 1));
    }
    if lengths.len() == 1 && (3..=6).contains(&count) && extension(text, first) {
        return Some((Kind::Telephone, Sure::High, 1));
    }
    telephone(number, named).map(|sure| (Kind::Telephone, sure, 1))
}

/// Words before a hospital's own number of a patient.
pub(super) const HOSPITAL_WORDS: [&str; 10] = [
    "mrn",
    "hospital number",
    "hospital no",
    "unit number",
    "patient number",
    "patient id",
    "k number",
    "pas number",
    "medical record number",
    "case number",
];

fn extension(text: &str, first: usize) -> bool {
    names(&before(text, first, 14), &["ext", "extension", "bleep", "pager", "bleep number", "beep"])
}

/// `named` says whether one of some words stands before the number.
fn telephone(number: &Number, named: impl Fn(&[&str]) -> bool) -> Option<Sure> {
    let Number { ref digits, ref lengths, plus, .. } = *number;
    let count = digits.len();
    let spoken = || {
        named(&[
            "phone",
            "telephone",
            "tel",
            "mobile",
            "landline",
            "fax",
            "ring",
            "rang",
            "call",
            "called",
            "number",
        ])
    };
    if plus {
        return (8..=15).contains(&count).then_some(Sure::High);
    }
    if digits.starts_with("00") {
        return (10..=15).contains(&count).then_some(Sure::High);
    }
    let dialled = digits.starts_with('0') && digits.as_bytes().get(1).is_some_and(|b| b"1235789".contains(b));
    if dialled && (count == 11 || count == 10) && lengths.iter().all(|n| *n > 1) {
        return Some(Sure::High);
    }
    if dialled && count == 9 && lengths.len() > 1 && lengths.iter().all(|n| *n > 1) {
        return Some(if spoken() { Sure::High } else { Sure::Low });
    }
    if *lengths == [3, 3, 4] {
        return Some(Sure::Low);
    }
    ((6..=12).contains(&count) && lengths.len() <= 3 && lengths.iter().all(|n| *n > 1) && spoken())
        .then_some(Sure::Low)
}

/// Money, decimals, percentages: a currency before, or more digits behind a point, colon or slash.
fn touches_a_sum(text: &str, first: usize, last: usize) -> bool {
    let before = text.get(..first).and_then(|b| b.chars().next_back());
    let mut after = text.get(last..).unwrap_or_default().chars();
    let (next, then) = (after.next(), after.next());
    before.is_some_and(|c| "£$€#".contains(c))
        || next == Some('%')
        || (next.is_some_and(|c| ".,:/".contains(c)) && then.is_some_and(|c| c.is_ascii_digit()))
}

/// One run, or gaps of a space or hyphen after the third or sixth digit.
fn patient_form(lengths: &[usize], separators: &[&str]) -> bool {
    let mut at = 0;
    let places = lengths.iter().take(lengths.len().saturating_sub(1)).all(|n| {
        at += n;
        at == 3 || at == 6
    });
    places && separators.iter().all(|s| [" ", "-", "\u{a0}"].contains(s))
}

/// Whether ten digits as they are written are the number of a patient.
fn is_of_a_patient(digits: &str) -> bool {
    let values: Vec<u8> = digits.bytes().map(|digit| digit.wrapping_sub(b'0')).collect();
    values.try_into().is_ok_and(check_digit_holds)
}

/// Which of the three it is, by the ranges they are given out from: a CHI number begins with a date of birth, a
/// Health and Care number with 32 to 39.
fn patient_kind(digits: &str) -> Kind {
    let two = |from: usize| digits.get(from..from + 2).and_then(|part| part.parse::<u32>().ok()).unwrap_or(0);
    if (1..=31).contains(&two(0)) && (1..=12).contains(&two(2)) {
        Kind::ChiNumber
    } else if (32..=39).contains(&two(0)) {
        Kind::HealthAndCareNumber
    } else {
        Kind::NhsNumber
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Known, find};
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, Sure, String)> {
        find(text, &Known::default()).into_iter().map(|f| (f.kind, f.sure, f.words)).collect()
    }

    #[test]
    fn telephone_numbers_as_people_write_them() {
        for number in [
            "01273 696955",
            "(01273) 696 955",
            "020 7946 0018",
            "07700 900123",
            "07700900123",
            "+44 7700 900123",
            "+44 (0)20 7946 0018",
            "0044 20 7946 0018",
            "+353 1 234 5678",
            "+1-202-555-0173",
            "0161 496 0000",
        ] {
            let text = format!("Ring 12 {number}, please");
            let found = kinds(&text);
            assert_eq!(
                found.last().map(|f| (f.0, f.1)),
                Some((Kind::Telephone, Sure::High)),
                "{number}: {found:?}"
            );
            let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
            assert_eq!(digits(&found.last().unwrap().2), digits(number));
        }
        assert_eq!(kinds("ext 4512 or bleep 0233").len(), 2);
        for text in [
            "£01273696955",
            "in 2012 2013",
            "12.50",
            "1,000,000",
            "v1.2.3",
            "00:01:02",
            "the 40 or 8 clusters",
        ] {
            assert!(kinds(text).is_empty(), "{text}: {:?}", kinds(text));
        }
    }

    #[test]
    fn numbers_of_patients_by_check_digit_and_range() {
        // 943 476 5919 is the published example; the others were worked out from the rule.
        assert_eq!(kinds("NHS 943 476 5919.")[0].0, Kind::NhsNumber);
        assert_eq!(kinds("9434765919")[0].0, Kind::NhsNumber);
        assert!(kinds("no 943 476 5918").iter().all(|f| f.0 == Kind::Telephone));
        let with_check = |nine: &str| (0..10).map(|d| format!("{nine}{d}")).find(|n| is_of_a_patient(n));
        let chi = ["010144123", "010144124"].iter().find_map(|nine| with_check(nine)).unwrap();
        assert_eq!(kinds(&chi)[0].0, Kind::ChiNumber);
        let hcn = ["320000001", "320000002"].iter().find_map(|nine| with_check(nine)).unwrap();
        assert_eq!(kinds(&hcn)[0].0, Kind::HealthAndCareNumber);
        assert_eq!(kinds("MRN: 0012345")[0].0, Kind::HospitalNumber);
        assert_eq!(kinds("hospital number is 4451237")[0].0, Kind::HospitalNumber);
        assert_eq!(kinds("her GMC number, 7012345,")[0].0, Kind::Registration);
        assert_eq!(kinds("on 192.168.10.24 today")[0].0, Kind::IpAddress);
    }
}
