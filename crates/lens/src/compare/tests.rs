//! Differences worked by hand, order, and a first line that is never stronger than its interval.

use super::*;
use crate::intervals::IntervalMethod;
use crate::scale_words::Sureness;
use crate::totals::{Correlation, Part, Reciprocity, Spread, Tens};

fn value(estimate: f64, low: f64, high: f64) -> Value {
    Value { estimate, uncertainty: Uncertainty::Interval { low, high }, people: None }
}

fn item(variable: &str, most: f64) -> Item {
    Item { variable: variable.to_owned(), least: 1.0, most }
}

fn partnership(name: &str, mean: Value, items: Vec<Item>) -> Partnership {
    let fit = NetworkFit {
        mean,
        fragile: false,
        with_error: false,
        spread: Spread {
            rater: Part::AtZero { at_most: None },
            target: Part::AtZero { at_most: None },
            relationship: Part::AtZero { at_most: None },
        },
        reciprocity: Reciprocity { generalised: Correlation::None, dyadic: Correlation::None },
    };
    let tens = Tens::of(60).unwrap();
    Partnership {
        slug: name.to_lowercase(),
        name: name.to_owned(),
        round: Some("Round 1".into()),
        closed: None,
        standing: Standing::Shown {
            fit: Box::new(fit),
            counts: Counts { people: tens, answers: tens, organisations: 8, directions: 20, pairs: 9 },
            intervals: Intervals { method: IntervalMethod::Fast, ..Intervals::default() },
            items,
        },
    }
}

fn fair(name: &str, mean: Value) -> Partnership {
    partnership(name, mean, vec![item("fairness", 5.0)])
}

fn left_out(name: &str) -> Partnership {
    let standing = Standing::LeftOut { reason: "Too few.".into(), would_help: String::new() };
    Partnership { standing, ..fair(name, value(0.0, 0.0, 0.0)) }
}

fn compared(all: Vec<Partnership>) -> Comparison {
    Comparison::of("Fair to us", all)
}

#[test]
fn the_range_of_a_difference_comes_from_both_ranges() {
    // Reaches of 8 and 6 points: 8² + 6² = 10².
    let d = difference(&value(0.60, 0.52, 0.68), &value(0.45, 0.39, 0.51)).unwrap();
    let (low, high) = d.interval().unwrap();
    assert!((d.estimate - 0.15).abs() < 1e-12 && (low - 0.05).abs() < 1e-12 && (high - 0.25).abs() < 1e-12);
    // Uneven reaches: below 3 and above 12 against below 5 and above 4 give 5 below and 13 above.
    let d = difference(&value(0.50, 0.47, 0.62), &value(0.40, 0.35, 0.44)).unwrap();
    let (low, high) = d.interval().unwrap();
    assert!((low - 0.05).abs() < 1e-12 && (high - 0.23).abs() < 1e-12);
}

#[test]
fn without_a_range_there_is_no_difference() {
    let unknown = Value {
        estimate: 0.9,
        uncertainty: Uncertainty::NotQuantified { reason: "none".into() },
        people: None,
    };
    assert_eq!(difference(&unknown, &value(0.1, 0.09, 0.11)), None);
    let both = compared(vec![fair("A", unknown), fair("B", value(0.1, 0.09, 0.11))]);
    assert!(matches!(&both.between[0].apart, Apart::NotCompared { reason } if reason.contains("range")));
    assert!(both.finding().says.contains("cannot be compared"));
}

#[test]
fn the_order_is_that_of_the_alphabet_whatever_the_means() {
    let all = vec![
        fair("Castle", value(0.9, 0.85, 0.95)),
        fair("Alder", value(0.1, 0.05, 0.15)),
        fair("Brook", value(0.5, 0.45, 0.55)),
    ];
    let comparison = compared(all);
    let names: Vec<&str> = comparison.partnerships.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Alder", "Brook", "Castle"]);
    let pairs: Vec<(&str, &str)> =
        comparison.between.iter().map(|b| (b.first.as_str(), b.second.as_str())).collect();
    assert_eq!(pairs, [("Alder", "Brook"), ("Alder", "Castle"), ("Brook", "Castle")]);
    let said = comparison.finding();
    assert_eq!(
        said.says,
        "On \u{201c}Fair to us\u{201d} the means differ between Alder and Brook, between Alder and Castle, between \
         Brook and Castle."
    );
    assert!(said.sure.starts_with("Sure: 3 of 3 differences leave out zero."), "{}", said.sure);
}

#[test]
fn a_difference_is_said_only_where_its_range_leaves_out_zero() {
    let near =
        compared(vec![fair("A", value(0.60, 0.52, 0.68)), fair("B", value(0.52, 0.46, 0.58))]).finding();
    assert_eq!(near.says, "On \u{201c}Fair to us\u{201d} the means of A and B cannot be told apart.");
    assert_eq!(
        (near.sure.as_str(), near.sureness),
        (
            "Cannot tell: the difference lies somewhere between \u{2212}2 and 18 points out of 100.",
            Sureness::CannotTell
        )
    );
    let apart =
        compared(vec![fair("A", value(0.60, 0.52, 0.68)), fair("B", value(0.45, 0.39, 0.51))]).finding();
    assert_eq!(apart.says, "On \u{201c}Fair to us\u{201d} the mean of B is lower than that of A.");
    assert_eq!(apart.sure, "Sure: the difference is 15 points out of 100, most likely between 5 and 25.");
}

#[test]
fn three_of_which_two_differ_say_so_of_these_two_alone() {
    let all = vec![
        fair("A", value(0.40, 0.36, 0.44)),
        fair("B", value(0.47, 0.39, 0.55)),
        fair("C", value(0.56, 0.50, 0.62)),
    ];
    let said = compared(all).finding();
    assert_eq!(
        said.says,
        "On \u{201c}Fair to us\u{201d} the mean of A is lower than that of C. No other two can be told apart."
    );
}

#[test]
fn other_items_are_not_compared_and_other_scales_say_so() {
    let a = partnership("A", value(0.2, 0.1, 0.3), vec![item("known", 5.0), item("recognised", 5.0)]);
    let b = partnership("B", value(0.8, 0.7, 0.9), vec![item("known", 5.0)]);
    let c = partnership("C", value(0.8, 0.7, 0.9), vec![item("recognised", 7.0), item("known", 7.0)]);
    let comparison = compared(vec![a, b, c]);
    assert!(
        matches!(&comparison.between[0].apart, Apart::NotCompared { reason } if reason.contains("other items"))
    );
    assert!(matches!(comparison.between[1].apart, Apart::Known(_)) && comparison.between[1].unlike_scales);
}

#[test]
fn who_is_left_out_is_compared_with_nobody() {
    let comparison = compared(vec![left_out("A"), fair("B", value(0.5, 0.4, 0.6))]);
    assert!(comparison.between.is_empty() && comparison.partnerships.len() == 2);
    assert!(comparison.finding().says.contains("fewer than two partnerships"));
    assert!(compared(vec![fair("B", value(0.5, 0.4, 0.6))]).finding().says.contains("the only partnership"));
    assert!(compared(Vec::new()).finding().says.contains("no partnership"));
}
