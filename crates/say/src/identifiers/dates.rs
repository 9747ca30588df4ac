//! Full dates, and which of them are dates of birth.

use super::context::{before, free, names};
use super::lists::MONTHS;
use super::numbers::Run;
use super::{Hit, Kind, Sure};

pub(super) fn find(text: &str, runs: &[Run], hits: &mut Vec<Hit>) {
    for (at, run) in runs.iter().enumerate() {
        let three = runs.get(at..at + 3).and_then(|three| in_digits(text, three));
        let spelt = || in_words(text, runs, at).or_else(|| month_first(text, runs, at));
        if let Some((first, last)) = three.or_else(spelt) {
            let near = before(text, first, 48);
            let born = names(&near, &["born", "dob", "d.o.b", "birth", "birthday", "date of birth"]);
            let (kind, sure) = if born { (Kind::BirthDate, Sure::High) } else { (Kind::Date, Sure::Low) };
            // Before numbers of telephones, since both may have points and hyphens.
            hits.push(Hit { first, last, kind, sure, rank: 1, of: None });
        }
        debug_assert!(run.first < run.last);
    }
}

fn value(text: &str, run: &Run) -> Option<u32> {
    text.get(run.first..run.last)?.parse().ok()
}

fn is_year(year: u32) -> bool {
    (1900..2100).contains(&year)
}

/// 12/03/1944, 12.3.44, 1944-03-12.
fn in_digits(text: &str, runs: &[Run]) -> Option<(usize, usize)> {
    let [a, b, c] = runs else { return None };
    let (gap, then) = (text.get(a.last..b.first)?, text.get(b.last..c.first)?);
    if gap != then || !["/", ".", "-"].contains(&gap) || !free(text, a.first, c.last) {
        return None;
    }
    let widths = [a, b, c].map(|run| run.last - run.first);
    let (x, y, z) = (value(text, a)?, value(text, b)?, value(text, c)?);
    let day = |n| (1..=31).contains(&n);
    let fits = match widths {
        [4, 1..=2, 1..=2] => is_year(x) && (1..=12).contains(&y) && day(z),
        [1..=2, 1..=2, 4] => is_year(z) && day(x) && day(y) && (x <= 12 || y <= 12),
        // Two digits for a year only with strokes, or a version or a sum would do too.
        [1..=2, 1..=2, 2] => gap == "/" && day(x) && day(y) && (x <= 12 || y <= 12),
        _ => false,
    };
    // More of the same behind it makes it something longer.
    let longer = text
        .get(c.last..)?
        .strip_prefix(gap)
        .is_some_and(|rest| rest.starts_with(|d: char| d.is_ascii_digit()));
    (fits && !longer).then_some((a.first, c.last))
}

/// 12 March 1944, 12th of March, 1944.
fn in_words(text: &str, runs: &[Run], at: usize) -> Option<(usize, usize)> {
    let (day, year) = (runs.get(at)?, runs.get(at + 1)?);
    if !(1..=31).contains(&value(text, day)?) || !is_year(value(text, year)?) || year.last - year.first != 4 {
        return None;
    }
    let gap = text.get(day.last..year.first).filter(|gap| gap.len() <= 24)?.to_lowercase();
    let rest = ["st", "nd", "rd", "th"].iter().find_map(|end| gap.strip_prefix(end)).unwrap_or(&gap);
    let rest = rest.trim().trim_end_matches(',');
    let month = rest.strip_prefix("of ").unwrap_or(rest).trim_end_matches('.');
    (MONTHS.contains(&month) && free(text, day.first, year.last)).then_some((day.first, year.last))
}

/// March 12th, 1944.
fn month_first(text: &str, runs: &[Run], at: usize) -> Option<(usize, usize)> {
    let (day, year) = (runs.get(at)?, runs.get(at + 1)?);
    if !(1..=31).contains(&value(text, day)?) || !is_year(value(text, year)?) || year.last - year.first != 4 {
        return None;
    }
    let gap = text.get(day.last..year.first).filter(|gap| gap.len() <= 6)?;
    ["", "st", "nd", "rd", "th"]
        .iter()
        .any(|end| [",", ", ", " "].iter().any(|c| gap == format!("{end}{c}")))
        .then_some(())?;
    let before = text.get(..day.first)?.strip_suffix(' ')?;
    let letters: usize =
        before.chars().rev().take(12).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let first = before.len() - letters;
    let month = before.get(first..)?.to_lowercase();
    MONTHS.contains(&month.as_str()).then_some((first, year.last))
}

#[cfg(test)]
mod tests {
    use super::super::{Known, find};
    use super::*;

    #[test]
    fn full_dates_are_found_and_those_of_birth_told_apart() {
        let kinds =
            |text: &str| find(text, &Known::default()).into_iter().map(|f| f.kind).collect::<Vec<_>>();
        for date in [
            "12/03/1944",
            "12.3.1944",
            "3/4/44",
            "1944-03-12",
            "12 March 1944",
            "12th of March, 1944",
            "March 3rd, 1944",
        ] {
            assert_eq!(kinds(&format!("seen on {date}.")), [Kind::Date], "{date}");
            assert_eq!(kinds(&format!("She was born on {date}.")), [Kind::BirthDate], "{date}");
        }
        for text in ["1/5", "2012", "40/12/1944", "12/03/1944/5", "in March 2012", "24 hours 2012", "1.2.3"] {
            assert!(kinds(text).is_empty(), "{text}: {:?}", kinds(text));
        }
    }
}
