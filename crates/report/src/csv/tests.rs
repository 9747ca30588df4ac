//! CSV: one row per direction, nothing withheld, nothing that a spreadsheet would run.

use troth_lens::why::PlainStrand;
use troth_lens::{DirectionState, MapPicture, RateSide, RateStrand, WhyCell, WhyReading};
use troth_network::{Determination, Level, Pair, WaveId};

use super::*;
use crate::example::{id, named, released, shown, two, value, withheld};

fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn one_row_per_direction_with_the_notice() {
    let picture = two(shown(0.31, 0.23, 0.39), shown(0.63, 0.54, 0.72)).map(|mut picture: MapPicture| {
        picture.edges[0].gap = Some(value(-0.32, -0.45, -0.19));
        picture
    });
    let rows = records(&table(&picture));
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].last().unwrap(), "notice");
    assert_eq!(rows[1][1..3], ["Council & care", "Hospital"]);
    assert_eq!(rows[1][5..12], ["shown", "Hard", "31", "23", "39", "0 to 100", "10 to 19 people"]);
    assert_eq!(rows[1][14..17], ["-32", "-45", "-19"]);
    assert_eq!(rows[2][1], "Hospital");
    assert_eq!(rows[2][14..17], ["32", "19", "45"]);
    assert!(rows[1..].iter().all(|r| r.last().unwrap() == crate::words::NOTICE));
}

#[test]
fn a_withheld_direction_has_its_reason_and_no_number() {
    let picture = two(shown(0.31, 0.23, 0.39), withheld()).map(|mut picture: MapPicture| {
        picture.edges[0].gap = Some(value(-0.32, -0.45, -0.19));
        picture
    });
    let text = table(&picture);
    let rows = records(&text);
    assert_eq!(rows[2][5..9], ["withheld", "Not enough answers", "", ""]);
    assert!(!text.contains("32") && !text.contains("45") && !text.contains("63"), "{text}");
}

#[test]
fn text_that_begins_like_a_formula_is_made_harmless_and_numbers_stay_numbers() {
    let picture = two(DirectionState::NotRated, DirectionState::NotRated).map(|mut picture: MapPicture| {
        picture.question = "=HYPERLINK(\"x\")".into();
        picture.edges[0].first.name = "+1".into();
        picture.edges[0].second.name = "@me, \"you\"".into();
        picture
    });
    let rows = records(&table(&picture));
    assert_eq!(rows[1][..3], ["'=HYPERLINK(\"x\")", "'+1", "'@me, \"you\""]);
    assert_eq!(Cell::Number(-5).written(), "-5");
}

#[test]
fn why_has_a_row_for_each_strand_and_both_sides_of_the_survey() {
    let plain = |determination| PlainStrand {
        determination,
        sentence: "3 of 4 speakers.".into(),
        basis: "between sectors".into(),
    };
    let cell = WhyCell::propose(
        Pair::of(id(1), id(2)),
        "roles",
        plain(Determination::Determined(Level::High)),
        RateStrand {
            forth: RateSide {
                state: Some(shown(0.2, 0.1, 0.3)),
                determination: Determination::Determined(Level::High),
            },
            back: RateSide {
                state: Some(withheld()),
                determination: Determination::undetermined("Not enough answers."),
            },
        },
        plain(Determination::undetermined("No shared steps.")),
    );
    let why = released(WhyTable {
        reading: WhyReading { wave: WaveId(id(8).0), cells: vec![cell] },
        organisations: vec![named(1, "Council"), named(2, "Hospital")],
        narratives: vec![("roles".into(), "Roles: who does what".into())],
    });
    let rows = records(&table(&why));
    assert_eq!(rows.len(), 5);
    assert!(rows.iter().all(|r| r.len() == rows[0].len()));
    assert_eq!(rows[2][3..6], ["survey", "Council about Hospital", "high"]);
    assert_eq!(rows[3][3..6], ["survey", "Hospital about Council", "undetermined"]);
    assert_eq!(rows[1][0], "Roles: who does what");
}
