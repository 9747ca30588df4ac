//! Strands stay apart, sides stay where they belong.

use troth_lens::RateStrand;
use troth_lens::why::PlainStrand;
use troth_network::Pair;

use super::*;
use crate::example::{id, named, released, shown, withheld};

fn plain(determination: Determination) -> PlainStrand {
    PlainStrand { determination, sentence: "3 of 4 speakers.".into(), basis: String::new() }
}

fn cell(forth: RateSide, back: RateSide) -> Released<WhyCell> {
    released(WhyCell::propose(
        Pair::of(id(1), id(2)),
        "roles",
        plain(Determination::Determined(Level::High)),
        RateStrand { forth, back },
        plain(Determination::undetermined("No facts.")),
    ))
}

fn side(state: Option<DirectionState>, determination: Determination) -> RateSide {
    RateSide { state, determination }
}

#[test]
fn the_left_half_is_the_left_organisation_whichever_way_the_pair_is_seen() {
    let uneven = side(Some(shown(0.2, 0.1, 0.3)), Determination::Determined(Level::High));
    let even = side(Some(shown(0.9, 0.8, 1.0)), Determination::Determined(Level::Low));
    let cell = cell(uneven, even);
    let (a, b) = (named(1, "Council"), named(2, "Hospital"));
    let says = |left, right| glyph(&cell, left, right).into_string();
    assert!(says(&a, &b).contains("survey: Council uneven, Hospital even; facts cannot tell"));
    assert!(says(&b, &a).contains("survey: Hospital even, Council uneven; facts cannot tell"));
    assert!(says(&a, &b).contains("x=\"28\" y=\"1\" width=\"8.5\" height=\"16\" fill=\"#4B1F5C\""));
    assert!(says(&b, &a).contains("x=\"38.5\" y=\"1\" width=\"8.5\" height=\"16\" fill=\"#4B1F5C\""));
}

#[test]
fn a_withheld_side_is_hatched() {
    let hidden = side(Some(withheld()), Determination::undetermined("Not enough answers."));
    let even = side(Some(shown(0.9, 0.8, 1.0)), Determination::Determined(Level::Low));
    let svg = glyph(&cell(hidden, even), &named(1, "A"), &named(2, "B")).into_string();
    assert!(svg.contains("A not enough answers") && svg.contains("<path"));
}

#[test]
fn tags_say_what_and_whether_confirmed() {
    let words = |c, l, confirmed| tag(c, l, confirmed).into_string();
    let agree = words(Convergence::Agreement, Some(Level::High), true);
    assert!(
        agree.contains("class=\"tag agree\"")
            && agree.contains("Agree: uneven")
            && agree.contains("confirmed")
    );
    assert!(words(Convergence::Agreement, Some(Level::Low), false).contains("Agree: even"));
    assert!(words(Convergence::Agreement, Some(Level::Middle), false).contains("Agree: in the middle"));
    assert!(words(Convergence::Partial, None, false).contains("tag part"));
    assert!(words(Convergence::Dissonance, None, false).contains("They differ"));
    assert!(words(Convergence::Silence, None, false).contains("proposed"));
}
