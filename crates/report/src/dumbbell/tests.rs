//! The dumbbell draws both sides apart, by the grammar.

use troth_lens::DumbbellRow;

use super::*;
use crate::example::{named, released, shown, unquantified, value, withheld};
use troth_lens::DirectionState;

fn dumbbell(left: Option<DirectionState>, right: Option<DirectionState>) -> Released<Dumbbell> {
    released(Dumbbell {
        left: named(1, "Council"),
        right: named(2, "Hospital <1>"),
        rows: vec![DumbbellRow {
            label: "Fair to us".into(),
            note: "fairness".into(),
            left,
            right,
            gap: Some(value(-0.28, -0.41, -0.15)),
        }],
    })
}

fn drawn(left: Option<DirectionState>, right: Option<DirectionState>) -> String {
    figure(&dumbbell(left, right), "four").into_string()
}

#[test]
fn the_left_side_is_a_disc_above_and_the_right_a_lozenge_below() {
    let svg = drawn(Some(shown(0.35, 0.26, 0.44)), Some(shown(0.63, 0.54, 0.72)));
    assert!(svg.contains("<circle cx=\"35%\" cy=\"33\""));
    assert!(svg.contains("<svg x=\"63%\" y=\"33\""));
    assert!(svg.contains("<rect x=\"26%\" y=\"23\" width=\"18%\""));
    assert!(svg.contains("<rect x=\"54%\" y=\"35\" width=\"18%\""));
    assert!(svg.contains("Council lower by 28"));
    let turned = drawn(Some(shown(0.63, 0.54, 0.72)), Some(shown(0.35, 0.26, 0.44)));
    assert!(turned.contains("<circle cx=\"63%\"") && turned.contains("<svg x=\"35%\""));
}

#[test]
fn a_withheld_side_is_hatched_with_words_and_no_number_of_it_or_of_the_gap() {
    let both = dumbbell(Some(shown(0.35, 0.26, 0.44)), Some(withheld()));
    for output in [figure(&both, "four").into_string(), table(&both).into_string(), crate::csv::table(&both)]
    {
        assert!(!output.contains("63") && !output.contains("28") && !output.contains("0.4"), "{output}");
    }
    let svg = figure(&both, "four").into_string();
    assert!(svg.contains("url(#four-hatching)") && svg.contains("\u{25c6} not enough answers"));
    assert!(svg.contains("One side only"));
}

#[test]
fn not_rated_is_dashed_and_not_asked_is_empty() {
    let svg = drawn(Some(DirectionState::NotRated), None);
    assert!(svg.contains("stroke-dasharray") && svg.contains("\u{25cf} not rated"));
    assert!(svg.contains("Hospital &lt;1&gt; about Council: not asked"));
}

#[test]
fn without_a_range_the_sign_is_open_and_says_so() {
    let svg = drawn(Some(unquantified(0.35)), Some(shown(0.63, 0.54, 0.72)));
    assert!(svg.contains("r=\"9\" fill=\"#FFFFFF\" stroke=\"#A65E12\"") && svg.contains("range not known"));
}

#[test]
fn the_figure_has_no_style_and_is_the_same_each_time() {
    let draw = || drawn(Some(shown(0.35, 0.26, 0.44)), Some(withheld()));
    assert_eq!(draw(), draw());
    assert!(!draw().contains("style=") && !draw().contains("http"));
}
