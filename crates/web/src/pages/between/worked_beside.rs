//! How differences of values that were released apart were worked out: change, the person beside the organisation, what is
//! thought beside what is said.

use maud::{Markup, html};
use troth_app::views::beside::{FeltBeside, PersonBeside};
use troth_app::views::since::ChangeRow;
use troth_lens::Contrast;

use crate::components::words::counted;
use crate::components::worked_out::{Explanation, Method};

/// Behind the table of changes.
pub(super) fn since(before: &str, rows: &[ChangeRow]) -> Markup {
    let all: Vec<&Contrast> = rows.iter().flat_map(|row| [&row.left, &row.right]).collect();
    Explanation {
        group: "since",
        about: "change since the last round",
        model: html! {
            p {
                "What this round shows less what " (before) " shows, of the same direction and question. Each round was worked \
                 out by itself; nothing is taken from answers that either round does not show."
            }
            (independent(
                "Where the same people answer alike in both rounds, their errors go together and the range is wider than it \
                 had to be, which is on the safe side."
            ))
        },
        formula: formula("this round", "the round before"),
        rests_on: rests_on(&all),
        left_out: html! {
            p {
                "Questions that were worded otherwise, answered on another scale or made of other items in the round before; \
                 directions that one of the two rounds does not show. " (not_known(&all))
            }
        },
        range: range(),
        methods: &[Method::Differences, Method::TwoSidedRatings, Method::CellsAndWithholding],
    }
    .closed()
}

/// Behind reliance on the person beside the organisation.
pub(super) fn person(sides: [&PersonBeside; 2]) -> Markup {
    let all = sides.map(|side| &side.contrast);
    Explanation {
        group: "person",
        about: "the organisation and the person",
        model: html! {
            p {
                "Two questions of the same round: \u{201c}we can rely on\u{201d} the organisation, and the same of the person \
                 the respondent deals with there. Which person that is differs from respondent to respondent."
            }
            (independent(
                "The same people answer both, so their errors go together and the range is wider than it had to be, which is \
                 on the safe side."
            ))
        },
        formula: formula("the person", "the organisation"),
        rests_on: rests_on(&all),
        left_out: html! { p { "Sides of which not both are shown. " (not_known(&all)) } },
        range: range(),
        methods: &[Method::Differences, Method::TwoSidedRatings],
    }
    .closed()
}

/// Behind what each side thinks the other would say.
pub(super) fn felt(sides: [&FeltBeside; 2]) -> Markup {
    let all = sides.map(|side| [&side.accuracy, &side.assumed]).concat();
    Explanation {
        group: "felt",
        about: "what each thinks the other would say",
        model: html! {
            p {
                "What i thinks j would say of relying on i, less what j says of it: above 0, i thinks j relies on it more than j \
                 says. And less what i says of relying on j: how far i takes it that both sides see it alike."
            }
            (independent(
                "What i thinks and what j says come from different people. Where both run against each other, the range can be \
                 a little too narrow; in simulation it held."
            ))
        },
        formula: formula("what i thinks", "what j says, or what i says itself"),
        rests_on: rests_on(&all),
        left_out: html! { p { "Differences of which not both values are shown. " (not_known(&all)) } },
        range: range(),
        methods: &[Method::Differences, Method::TwoSidedRatings],
    }
    .closed()
}

fn independent(then: &str) -> Markup {
    html! { p { "The errors of the two are taken as independent. " (then) } }
}

fn formula(first: &str, second: &str) -> Markup {
    html! {
        p.f { "difference = " (first) " \u{2212} " (second) }
        p.f { "reach downwards = \u{221a}(reach of the first downwards\u{b2} + reach of the second upwards\u{b2})" }
        p.f { "reach upwards = \u{221a}(reach of the first upwards\u{b2} + reach of the second downwards\u{b2})" }
    }
}

fn rests_on(all: &[&Contrast]) -> Markup {
    let known = all.iter().filter(|c| c.value().is_some()).count();
    html! { p { (counted(known, "difference", "differences")) " of two values that are both shown to whoever reads this page." } }
}

fn not_known(all: &[&Contrast]) -> String {
    match all.iter().filter(|c| c.value().is_none()).count() {
        0 => String::new(),
        n => format!("Here: {n}."),
    }
}

fn range() -> Markup {
    html! {
        p {
            "95 times in 100 if the ranges of both values are right. From these two ranges (Zou & Donner 2008); where one ends at 0 \
             or 100 its longer side counts for both. Half a point is added on each side, since the values are whole numbers, \
             and the ends are rounded outwards."
        }
    }
}
