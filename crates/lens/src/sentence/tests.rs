//! Sentences on wide intervals, missing sides and withheld cells never say more than is known.

use troth_network::{CountBand, Direction, Pair, Uncertainty, WaveId};

use super::*;
use crate::two_sided::{AnswerSource, DirectionReading, FitStatus, PairReading};

fn organisation(n: u128) -> OrganisationId {
    format!("00000000-0000-0000-0000-{n:012}").parse().unwrap()
}

fn value(low: f64, high: f64) -> Value {
    Value {
        estimate: f64::midpoint(low, high),
        uncertainty: Uncertainty::Interval { low, high },
        people: CountBand::of(12),
    }
}

fn shown(low: f64, high: f64) -> DirectionState {
    DirectionState::Shown { value: value(low, high), source: AnswerSource::Staff }
}

fn withheld() -> DirectionState {
    DirectionState::Withheld { reason: "too few".into(), would_help: "more".into(), pooled: None }
}

/// Council (1) and hospital (2); the gap is council minus hospital.
fn finding(council: DirectionState, hospital: DirectionState, gap: Option<(f64, f64)>) -> Finding {
    let (c, h) = (organisation(1), organisation(2));
    let reading = TwoSided {
        concept: "construct:reliance_organisation".into(),
        wave: WaveId(c.0),
        status: FitStatus::Fitted { fragile: false },
        mean: None,
        organisations: vec![c, h],
        directions: vec![
            DirectionReading { direction: Direction { from: c, to: h }, state: council },
            DirectionReading { direction: Direction { from: h, to: c }, state: hospital },
        ],
        pairs: gap
            .map(|(low, high)| PairReading {
                pair: Pair::of(c, h),
                level: value(0.4, 0.5),
                gap: value(low, high),
                unlike_sources: false,
            })
            .into_iter()
            .collect(),
        warnings: Vec::new(),
    };
    about_pair(&reading, &Subject::Reliance, (c, "The council"), (h, "the hospital"))
}

#[test]
fn a_clear_gap_with_a_hard_side_is_said_plainly() {
    let finding = finding(shown(0.23, 0.39), shown(0.54, 0.72), Some((-0.45, -0.19)));
    assert_eq!(
        finding.says,
        "The council finds the hospital hard to rely on; the hospital does not see it that way."
    );
    assert_eq!(
        finding.sure,
        "Fairly sure: the difference is 32 points out of 100, most likely between 19 and 45."
    );
}

#[test]
fn hard_is_not_said_when_the_range_leaves_hard() {
    let finding = finding(shown(0.20, 0.48), shown(0.54, 0.72), Some((-0.45, -0.05)));
    assert!(finding.says.contains("harder to rely on than the other way round"), "{}", finding.says);
}

#[test]
fn a_gap_that_may_be_zero_is_not_a_gap() {
    let finding = finding(shown(0.30, 0.60), shown(0.40, 0.70), Some((-0.30, 0.10)));
    assert!(finding.says.starts_with("It cannot be told"), "{}", finding.says);
    assert_eq!(finding.sureness, Sureness::CannotTell);
}

#[test]
fn a_very_wide_interval_is_never_sure() {
    let finding = finding(shown(0.02, 0.39), shown(0.45, 0.99), Some((-0.90, -0.05)));
    assert_eq!(finding.sureness, Sureness::NotSure);
}

#[test]
fn a_missing_side_is_named_and_not_filled_in() {
    let not_rated = finding(shown(0.23, 0.39), DirectionState::NotRated, None);
    assert!(not_rated.says.contains("has not answered"), "{}", not_rated.says);
    let hidden = finding(withheld(), shown(0.30, 0.55), None);
    assert!(hidden.says.contains("Only the hospital"), "{}", hidden.says);
    assert!(hidden.says.contains("cannot be shown"), "{}", hidden.says);
}

#[test]
fn two_withheld_sides_give_nothing_away() {
    let finding = finding(withheld(), withheld(), None);
    assert_eq!(finding.sureness, Sureness::CannotTell);
    assert!(finding.says.starts_with("Neither side"));
}

#[test]
fn a_low_score_on_something_uneven_is_told_as_uneven() {
    let subject = Subject::Evenness("Capacity and money".into());
    assert_eq!(
        subject.low("The council", "the hospital"),
        "The council finds \u{201c}Capacity and money\u{201d} uneven with the hospital"
    );
    assert!(subject.lower("The council", "the hospital").contains("less even"));
}
