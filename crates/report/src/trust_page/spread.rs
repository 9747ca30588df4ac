//! Where the differences come from: the parts of the spread, each as a bar with its range, and the table that says the
//! same. Standard deviations in points of 100 (Kenny & La Voie 1984; docs/methods/two-sided-ratings.md).

use maud::{Markup, html};
use troth_lens::{NetworkFit, Part};

use super::types::Section;
use crate::palette::{CARD, EDGE, GRID, INK, PLUM};

/// A part with its words and what is known of it, in points of 100.
struct Bar {
    label: String,
    says: &'static str,
    part: Part,
}

/// The figure with its table.
pub(super) fn parts(section: &Section, fit: &NetworkFit) -> Markup {
    let bars = bars(section, fit);
    html! {
        (spread(&bars))
        (spread_table(&bars))
    }
}

fn bars(section: &Section, fit: &NetworkFit) -> Vec<Bar> {
    let bar = |label: &str, says, part: &Part| Bar { label: label.to_owned(), says, part: part.clone() };
    let mut bars = vec![
        bar(
            "Organisations as raters",
            "some see all others more favourably than others do",
            &fit.spread.rater,
        ),
        bar("Organisations as rated", "some are seen more favourably by all others", &fit.spread.target),
        bar(
            "Relationships",
            if fit.with_error {
                "what is special between two, with the error of single answers"
            } else {
                "what is special between two, beyond both organisations"
            },
            &fit.spread.relationship,
        ),
    ];
    bars.extend(section.more_parts.iter().map(|(label, part)| bar(label, "", part)));
    bars
}

/// Points of 100 with one decimal place.
fn points(share: f64) -> f64 {
    (share * 1000.0).round() / 10.0
}

fn spread(bars: &[Bar]) -> Markup {
    let largest = bars.iter().map(|bar| most(&bar.part)).fold(0.0, f64::max);
    // The axis ends at the next ten points, so that its marks are whole numbers.
    let end = (largest / 10.0).ceil().max(1.0) * 10.0;
    let marks = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| share * end);
    html! {
        div."dbx"."short" {
            div.dhead.two {
                b { "Spread around the mean, in points of 100" }
                div.axis aria-hidden="true" { @for mark in marks { span { (mark) } } }
            }
            div role="list" {
                @for bar in bars {
                    div.drow.two role="listitem" {
                        div.dl { b { (bar.label) } @if !bar.says.is_empty() { span { (bar.says) } } }
                        div.dt { (bar_drawn(bar, end)) }
                    }
                }
            }
        }
    }
}

fn most(part: &Part) -> f64 {
    match part {
        Part::Estimated(value) => points(value.interval().map_or(value.estimate, |(_, high)| high)),
        Part::AtZero { at_most } => at_most.map_or(0.0, points),
    }
}

fn bar_drawn(bar: &Bar, end: f64) -> Markup {
    let at = |p: f64| format!("{:.1}%", (p / end * 100.0).clamp(0.0, 100.0));
    let (estimate, range) = match &bar.part {
        Part::Estimated(value) => {
            (points(value.estimate), value.interval().map(|(l, h)| (points(l), points(h))))
        }
        Part::AtZero { at_most } => (0.0, at_most.map(|most| (0.0, points(most)))),
    };
    let says = format!("{}: {} {}", bar.label, estimate_words(&bar.part), range_words(&bar.part));
    html! {
        svg.db width="100%" height="40" overflow="visible" role="img" aria-label=(says) {
            @for mark in ["0%", "25%", "50%", "75%", "100%"] {
                line x1=(mark) y1="0" x2=(mark) y2="40" stroke=(GRID) {}
            }
            rect x="0" y="18" width=(at(estimate)) height="12" fill=(PLUM) {}
            line x1="0" y1="14" x2="0" y2="34" stroke=(INK) stroke-width="2" {}
            @if let Some((low, high)) = range {
                line x1=(at(low)) x2=(at(high)) y1="24" y2="24" stroke=(CARD) stroke-width="5" {}
                line x1=(at(low)) x2=(at(high)) y1="24" y2="24" stroke=(EDGE) stroke-width="2.5" {}
                @for end in [low, high] {
                    line x1=(at(end)) x2=(at(end)) y1="18" y2="30" stroke=(EDGE) stroke-width="2.5" {}
                }
            }
            text.dv x=(at(estimate)) dx="2" y="12" { (estimate_words(&bar.part)) }
        }
    }
}

fn estimate_words(part: &Part) -> String {
    match part {
        Part::Estimated(value) => format!("{:.1}", points(value.estimate)),
        Part::AtZero { .. } => "0".to_owned(),
    }
}

fn range_words(part: &Part) -> String {
    match part {
        Part::Estimated(value) => match value.interval() {
            Some((low, high)) => format!("({:.1} to {:.1})", points(low), points(high)),
            None => "(range not known)".to_owned(),
        },
        Part::AtZero { at_most: Some(most) } => {
            format!("not distinguishable from 0, at most {:.1}", points(*most))
        }
        Part::AtZero { at_most: None } => {
            "not distinguishable from 0; how large it could be is not known".to_owned()
        }
    }
}

fn spread_table(bars: &[Bar]) -> Markup {
    let square = |part: &Part| match part {
        Part::Estimated(value) => value.estimate * value.estimate,
        Part::AtZero { .. } => 0.0,
    };
    let whole: f64 = bars.iter().map(|bar| square(&bar.part)).sum();
    html! {
        table.stack {
            caption { "The same as a table: parts of the spread" }
            thead {
                tr {
                    th scope="col" { "Part" }
                    th scope="col" { "Standard deviation, points of 100" }
                    th scope="col" { "Range" }
                    th scope="col" { "Share of the variance" }
                }
            }
            tbody.num {
                @for bar in bars {
                    tr {
                        th scope="row" { (bar.label) }
                        td data-l="Standard deviation, points of 100" { (estimate_words(&bar.part)) }
                        td data-l="Range" { (range_words(&bar.part)) }
                        td data-l="Share of the variance" {
                            @if whole > 0.0 { (format!("{:.0} %", square(&bar.part) / whole * 100.0)) } @else { "\u{2013}" }
                        }
                    }
                }
            }
        }
    }
}
