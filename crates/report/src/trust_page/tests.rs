//! The page says for whom it is, asks nothing of anybody, gives nothing withheld away, and has a table for each figure.

use troth_gate::{CustodianOnly, Viewer};
use troth_lens::sentence::Finding;
use troth_lens::{
    Correlation, DirectionReading, DirectionState, Ease, Estimates, FitStatus, IntervalMethod, Intervals,
    NetworkFit, PairReading, Part, Reciprocity, Spread, Sureness, TwoSided, Wording,
};
use troth_network::{Direction, Pair, WaveId};

use super::*;
use crate::example::{id, named, released, shown, unquantified, value, withheld};
use crate::palette::full;

fn about() -> About {
    About { file: "ratings <1>.csv".into(), day: "22 November 2026".into(), version: "0.1.0", seed: 7 }
}

fn fit() -> NetworkFit {
    NetworkFit {
        mean: value(0.5, 0.4, 0.6),
        fragile: false,
        with_error: false,
        spread: Spread {
            rater: Part::Estimated(value(0.12, 0.05, 0.21)),
            target: Part::AtZero { at_most: Some(0.083) },
            relationship: Part::Estimated(value(0.2, 0.1, 0.3)),
        },
        reciprocity: Reciprocity {
            generalised: Correlation::None,
            dyadic: Correlation::Estimated(value(-0.34, -0.61, 0.02)),
        },
    }
}

/// A section of `n` organisations in a ring, each with `forth` about the next and `back` from it.
fn section_of(n: u128, forth: &DirectionState, back: &DirectionState) -> Section {
    let pairs: Vec<(u128, u128)> = (1..n).map(|k| (k, k + 1)).chain((n > 2).then_some((1, n))).collect();
    let mut directions: Vec<DirectionReading> = pairs
        .iter()
        .flat_map(|(a, b)| {
            let there = Direction { from: id(*a), to: id(*b) };
            [
                DirectionReading { direction: there, state: forth.clone() },
                DirectionReading { direction: there.reversed(), state: back.clone() },
            ]
        })
        .collect();
    directions.sort_by_key(|d| d.direction);
    Section {
        network: Some("north & south".into()),
        wave: Some("2".into()),
        question: "Fair to us".into(),
        variables: vec!["fairness".into()],
        wording: Wording::Score,
        scale: "0 stands for 1 in the file and 100 for 5.".into(),
        finding: Finding { says: "A finding.".into(), sure: "Not sure.".into(), sureness: Sureness::NotSure },
        organisations: (1..=n).map(|k| named(k, &format!("org-{k}"))).collect(),
        reading: TwoSided {
            concept: "aspect:fairness".into(),
            wave: WaveId(id(99).0),
            status: FitStatus::Fitted { fragile: false },
            mean: None,
            organisations: (1..=n).map(id).collect(),
            directions,
            pairs: pairs
                .iter()
                .filter(|_| forth.value().is_some() && back.value().is_some())
                .map(|(a, b)| PairReading {
                    pair: Pair::of(id(*a), id(*b)),
                    level: value(0.47, 0.4, 0.54),
                    gap: value(-0.32, -0.45, -0.19),
                    unlike_sources: false,
                })
                .collect(),
            warnings: vec!["A remark.".into()],
        },
        answers: std::collections::BTreeMap::new(),
        estimates: Estimates::Fitted(Box::new(fit())),
        more_parts: Vec::new(),
        counts: vec![("People whose answers are shown".into(), "60 to 69".into())],
        intervals: Intervals { method: IntervalMethod::Fast, seed: None, draws: None },
    }
}

fn body(sections: Vec<Section>) -> Body {
    Body { sections, networks: 1, left_out: vec!["3 rows could not be used.".into()] }
}

fn agreed(section: Section) -> String {
    page(&Made::for_the_agreed_audience(released(body(vec![section]))), &about()).into_string()
}

fn custodian(section: Section) -> String {
    let opened = CustodianOnly::open(section, &Viewer::holder()).unwrap();
    let made = Made::for_the_custodian(&opened, |section| body(vec![section.clone(), section.clone()]));
    page(&made, &about()).into_string()
}

fn both() -> Section {
    section_of(4, &shown(0.31, 0.23, 0.39), &shown(0.63, 0.54, 0.72))
}

#[test]
fn nothing_is_asked_of_anybody_and_there_is_no_script() {
    for html in [agreed(both()), custodian(both())] {
        for never in [
            "http:",
            "https:",
            "//",
            "<script",
            "@import",
            "<img",
            "<iframe",
            "javascript",
            " onload",
            " style=",
        ] {
            assert!(!html.contains(never), "{never}");
        }
        assert!(html.contains("default-src 'none'") && html.contains("<!DOCTYPE html>"));
        assert!(html.contains("ratings &lt;1&gt;.csv") && !html.contains("ratings <1>"));
        assert!(html.contains("Not for contract performance, procurement or inspection."));
        assert!(html.contains("How this was worked out") && html.contains("7; nothing was drawn at random"));
    }
}

#[test]
fn the_page_says_for_whom_it_is() {
    let html = agreed(both());
    assert!(html.contains("Whoever passes this page on confirms that the organisations agreed to be named."));
    assert!(!html.contains("unsuppressed") && !html.contains("class=\"custodian\""));
    let html = custodian(both());
    assert!(html.contains("<title>Custodian only, unsuppressed: "));
    let (label, heading) = (html.find("class=\"custodian\"").unwrap(), html.find("<h1>").unwrap());
    assert!(label < heading && !html.contains("agreed to be named"));
    assert!(html.contains("href=\"#q2\"") && html.contains("id=\"q2\""), "a list of contents");
}

#[test]
fn a_withheld_side_gives_nothing_away() {
    let mut section = section_of(4, &shown(0.31, 0.23, 0.39), &withheld());
    let html = agreed(section.clone());
    assert!(html.contains("One side only") && html.contains("Withheld: 4 directions"));
    assert!(html.contains("too few people answered") && html.contains("url(#q1-hatch)"));
    section.reading.pairs = both().reading.pairs;
    let with_gap = agreed(section);
    for never in ["lower by 32", "19 to 45", ">63<", "54 to 72", "40 to 54"] {
        assert!(!with_gap.contains(never), "{never}");
    }
}

#[test]
fn figures_have_tables_that_say_the_same() {
    let html = agreed(both());
    assert_eq!(
        (html.matches("<svg class=\"map w\"").count(), html.matches("<svg class=\"map n\"").count()),
        (1, 1)
    );
    assert_eq!(html.matches("<caption>The same as a table").count(), 3);
    for says in [
        "<b>31</b> <span class=\"nw\">(23 to 39)</span>",
        "org-1 lower by 32 <span class=\"nw\">(19 to 45)</span>",
        "47 (40 to 54)",
        "(5.0 to 21.0)",
        "not distinguishable from 0, at most 8.3",
        "\u{2212}0.34",
        "(\u{2212}0.61 to 0.02)",
        "cannot be told",
        "60 to 69",
        "3 rows could not be used.",
    ] {
        assert!(html.contains(says), "{says}");
    }
}

#[test]
fn shares_of_the_variance_come_from_squares() {
    // 0.12² = 0.0144 and 0.2² = 0.04: 26 and 74 of 100.
    let html = agreed(both());
    assert!(html.contains(">26 %<") && html.contains(">0 %<") && html.contains(">74 %<"));
}

#[test]
fn each_half_lies_next_to_the_organisation_that_says_it() {
    // Two organisations stand above and below: what the first says is drawn from above.
    let html = agreed(section_of(2, &shown(0.31, 0.23, 0.39), &shown(0.9, 0.85, 0.95)));
    let map = html.split("<svg class=\"map w\"").nth(1).unwrap().split("</svg>").next().unwrap();
    let top = |ease| -> f64 {
        let tag = map.split("<polygon ").find(|t| t.contains(&format!("fill=\"{}\"", full(ease)))).unwrap();
        let points = tag.split("points=\"").nth(1).unwrap().split('"').next().unwrap();
        points
            .split(' ')
            .map(|p| p.split(',').nth(1).unwrap().parse::<f64>().unwrap())
            .fold(f64::MAX, f64::min)
    };
    assert!(top(Ease::Hard) < top(Ease::VeryEasy));
}

#[test]
fn large_networks_are_a_square_and_larger_ones_a_table() {
    let square = agreed(section_of(30, &shown(0.31, 0.23, 0.39), &DirectionState::NotRated));
    assert!(square.contains("<svg class=\"matrix\"") && !square.contains("class=\"map w\""));
    let table = agreed(section_of(70, &unquantified(0.31), &withheld()));
    assert!(!table.contains("class=\"matrix\"") && table.contains("no drawing of all pairs can be read"));
    assert!(table.contains("<details><summary>The same as a table: 70 pairs"));
}

#[test]
fn where_nothing_is_shown_there_is_no_figure_and_the_reason_stands() {
    let mut section = section_of(5, &withheld(), &DirectionState::NotRated);
    section.estimates = Estimates::NotShown { reason: "Too few.".into(), would_help: "More.".into() };
    let html = agreed(section);
    assert!(!html.contains("<svg class=\"map") && !html.contains("class=\"dbx\""));
    assert!(html.contains("Withheld: 5 directions") && html.contains("Not rated: 5 directions"));
    let empty = page(&Made::for_the_agreed_audience(released(Body::default())), &about()).into_string();
    assert!(empty.contains("Nothing to show"));
}

#[test]
fn the_custodian_sees_numbers_of_answers_and_the_audience_bands() {
    let mut section = both();
    assert!(agreed(section.clone()).contains("10 to 19 people"));
    section.answers = section.reading.directions.iter().map(|d| (d.direction, 3)).collect();
    let html = custodian(section);
    assert!(html.contains("3 answers") && !html.contains("10 to 19 people"));
}

#[test]
fn the_seed_is_the_one_that_was_used() {
    let mut section = both();
    section.intervals = Intervals { method: IntervalMethod::Full, seed: Some(8), draws: Some(400) };
    let html = agreed(section);
    assert!(html.contains("<dd class=\"num\">8</dd>") && html.contains("profile likelihood"));
}

#[test]
fn the_same_body_gives_the_same_page() {
    assert_eq!(agreed(both()), agreed(both()));
}
