//! The map never swaps sides, never gives a withheld value away and draws every state by the grammar.

use troth_lens::{DirectionState, Ease, MapPicture};

use super::*;
use crate::example::{line, named, node, released, shown, two, unquantified, value, withheld};
use crate::palette::{full, pale};

fn drawn(forth: DirectionState, back: DirectionState) -> String {
    figure(&two(forth, back), |_| "/r".into(), |_| "/o".into(), Layout::Wide).into_string()
}

fn first_polygon_start(svg: &str, colour: &str) -> f64 {
    let tag = svg.split("<polygon ").find(|t| t.contains(&format!("fill=\"{colour}\""))).unwrap();
    tag.split("points=\"").nth(1).unwrap().split(',').next().unwrap().parse().unwrap()
}

#[test]
fn each_half_lies_next_to_the_organisation_that_says_it() {
    // The first organisation stands left above, the second right below.
    let svg = drawn(shown(0.31, 0.23, 0.39), shown(0.9, 0.85, 0.95));
    let (hard, easy) =
        (first_polygon_start(&svg, full(Ease::Hard)), first_polygon_start(&svg, full(Ease::VeryEasy)));
    assert!(hard < easy, "{hard} {easy}");
    let turned = drawn(shown(0.9, 0.85, 0.95), shown(0.31, 0.23, 0.39));
    let (hard, easy) =
        (first_polygon_start(&turned, full(Ease::Hard)), first_polygon_start(&turned, full(Ease::VeryEasy)));
    assert!(easy < hard, "{hard} {easy}");
}

#[test]
fn both_sides_are_said_in_words() {
    let svg = drawn(shown(0.31, 0.23, 0.39), DirectionState::NotRated);
    assert!(svg.contains(
        "aria-label=\"Council &amp; care about Hospital: hard, 31 (23 to 39). Hospital about Council &amp; care: \
         not rated. Open this relationship.\""
    ));
    assert!(svg.contains("data-a=\"org-1\" data-b=\"org-2\"") && svg.contains("data-org=\"org-1\""));
}

#[test]
fn a_withheld_side_gives_nothing_away_even_where_a_gap_is_handed_in() {
    let outputs = |gap: Option<troth_network::Value>| {
        let picture = two(shown(0.31, 0.23, 0.39), withheld()).map(|mut picture: MapPicture| {
            picture.edges[0].gap = gap;
            picture
        });
        let draw = |layout| figure(&picture, |_| "/r".into(), |_| "/o".into(), layout).into_string();
        let table = table(&picture, |_| "/r".into()).into_string();
        [draw(Layout::Wide), draw(Layout::Upright), table, crate::csv::table(&picture)]
    };
    let with_gap = outputs(Some(value(-0.42, -0.77, -0.19)));
    assert_eq!(with_gap, outputs(None));
    assert!(with_gap[2].contains("One side only") && with_gap[2].contains("Not enough answers"));
    for digits in ["42", "77", "73"] {
        assert!(!with_gap[2].contains(digits) && !with_gap[3].contains(digits), "{digits}");
    }
}

#[test]
fn not_sure_is_pale_and_not_rated_is_dashed() {
    let svg = drawn(shown(0.31, 0.1, 0.5), DirectionState::NotRated);
    assert!(svg.contains(pale(Ease::Hard)) && svg.contains("stroke-dasharray"));
    let unknown = drawn(unquantified(0.31), shown(0.9, 0.85, 0.95));
    assert!(unknown.contains(pale(Ease::Hard)) && unknown.contains("range not known"));
}

#[test]
fn names_are_escaped_and_wrapped() {
    let (a, b) =
        (named(1, "<script>alert(1)</script>"), named(2, "Brook Edge Community Mental Health and Care"));
    let picture = released(MapPicture {
        question: "<b>".into(),
        nodes: vec![node(&a, 0.0, 0.0), node(&b, 0.1, 0.1)],
        edges: vec![line(&a, &b, DirectionState::NotRated, DirectionState::NotRated)],
    });
    for layout in [Layout::Wide, Layout::Upright] {
        let svg = figure(&picture, |_| "/r?a=1&b=2".into(), |_| "/o".into(), layout).into_string();
        assert!(!svg.contains("<script") && !svg.contains("<b>") && svg.contains("/r?a=1&amp;b=2"));
        assert!(svg.matches("<text").count() >= 3);
    }
    assert!(!table(&picture, |_| "/r".into()).into_string().contains("<script"));
}

#[test]
fn figures_hold_no_style_no_script_and_nothing_from_elsewhere() {
    let svg = drawn(shown(0.31, 0.23, 0.39), withheld())
        + &legend(&two(shown(0.31, 0.23, 0.39), withheld())).into_string();
    for never in ["style=", "<script", "http", "url(", " id=", "<image"] {
        assert!(!svg.contains(never), "{never}");
    }
}

#[test]
fn the_same_picture_is_drawn_each_time() {
    let draw = || drawn(shown(0.31, 0.23, 0.39), withheld());
    assert_eq!(draw(), draw());
}

#[test]
fn units_and_marks_are_drawn() {
    let picture = two(shown(0.31, 0.23, 0.39), DirectionState::NotRated).map(|mut picture: MapPicture| {
        picture.nodes[1].units = vec!["Ward 4".into(), "Ward 7".into()];
        picture.edges[0].mark = Some(1);
        picture
    });
    let draw = |layout| figure(&picture, |_| "/r".into(), |_| "/o".into(), layout).into_string();
    assert!(draw(Layout::Wide).contains(">Ward 4</text>") && draw(Layout::Wide).contains(">1</text>"));
    assert!(draw(Layout::Upright).contains("with 2 units"));
}
