//! How the numbers of the map were worked out.

use maud::{Markup, html};
use troth_app::views::map::MapBody;
use troth_lens::FitStatus;

use crate::components::worked_out::{Explanation, Method, survey};

/// Behind the first sentence.
pub(super) fn finding(body: &MapBody) -> Markup {
    let told = body.looks.len();
    Explanation {
        group: "finding",
        about: "the first sentence",
        model: html! {
            @if told == 0 {
                p { "The sentence would speak of a relationship whose two sides differ so that the range of the difference leaves out 0. There is none, or no question to draw." }
            } @else {
                p {
                    "Of all relationships whose difference has a range that leaves out 0, the sentence takes the one whose \
                     nearer end lies farthest from 0. So a wide range does not win over a sure one. It is a place to look \
                     first and no ranking; of many relationships the largest difference is also the one most likely to be \
                     partly chance."
                }
            }
            (survey::words())
        },
        formula: survey::difference_formula(),
        rests_on: survey::rests_on(body.working.as_ref()),
        left_out: survey::left_out(body.working.as_ref()),
        range: survey::range(body.working.as_ref()),
        methods: &[Method::WordsAndSureness, Method::LevelAndGap],
    }
    .closed()
}

/// Behind the drawing.
pub(super) fn drawing(body: &MapBody) -> Markup {
    Explanation {
        group: "map",
        about: "the map",
        model: html! {
            (survey::model(status(body)))
            p {
                "A half takes the colour of its value; it is pale where the range is wider than 25 points, dashed where not \
                 rated, hatched where withheld. Where an organisation stands means nothing: places are chosen so that lines \
                 stay apart."
            }
        },
        formula: survey::formula(status(body)),
        rests_on: survey::rests_on(body.working.as_ref()),
        left_out: survey::left_out(body.working.as_ref()),
        range: survey::range(body.working.as_ref()),
        methods: &[Method::TwoSidedRatings, Method::CellsAndWithholding, Method::MapLayout],
    }
    .closed()
}

/// Behind the relationships to look at first.
pub(super) fn looks(body: &MapBody) -> Markup {
    Explanation {
        group: "looks",
        about: "what to look at first",
        model: html! {
            p {
                "Up to three relationships whose difference has a range that leaves out 0, by the end of the range that is \
                 nearer to 0. Ranges are not widened for there being many relationships."
            }
        },
        formula: survey::difference_formula(),
        rests_on: survey::rests_on(body.working.as_ref()),
        left_out: html! {
            p { "Relationships with one side only, and those whose difference may be 0." }
            (survey::left_out(body.working.as_ref()))
        },
        range: survey::range(body.working.as_ref()),
        methods: &[Method::WordsAndSureness, Method::LevelAndGap],
    }
    .closed()
}

/// Behind the table.
pub(super) fn twin(body: &MapBody) -> Markup {
    let remarks = body.working.as_slice();
    Explanation {
        group: "twin",
        about: "the table",
        model: html! { (survey::model(status(body))) (survey::words()) (survey::remarks(remarks)) },
        formula: html! { (survey::formula(status(body))) (survey::difference_formula()) },
        rests_on: survey::rests_on(body.working.as_ref()),
        left_out: survey::left_out(body.working.as_ref()),
        range: survey::range(body.working.as_ref()),
        methods: &[
            Method::TwoSidedRatings,
            Method::LevelAndGap,
            Method::WordsAndSureness,
            Method::CellsAndWithholding,
        ],
    }
    .closed()
}

fn status(body: &MapBody) -> Option<&FitStatus> {
    body.status.as_ref()
}
