//! How the numbers of an organisation's page were worked out.

use maud::{Markup, html};
use troth_app::views::organisation::OrganisationBody;

use crate::components::worked_out::{Explanation, Method, survey};

/// Behind the first sentence.
pub(super) fn finding(body: &OrganisationBody) -> Markup {
    Explanation {
        group: "finding",
        about: "the first sentence",
        model: html! {
            p {
                "A count of this organisation\u{2019}s relationships in which the difference in overall reliance has a range that \
                 leaves out 0. How sure it is follows the least sure of these differences: sure to 20 points of width, \
                 fairly sure to 35. Nothing that others say of the organisation is added up."
            }
        },
        formula: html! {
            (survey::difference_formula())
            p.f { "counted where the range of the difference lies wholly above or wholly below 0" }
        },
        rests_on: survey::rests_on(body.working.as_ref()),
        left_out: html! {
            p { "Relationships of which one side is missing or withheld have no difference and are not counted." }
            (survey::left_out(body.working.as_ref()))
        },
        range: survey::range(body.working.as_ref()),
        methods: &[Method::WordsAndSureness, Method::LevelAndGap],
    }
    .closed()
}

/// Behind what is known of the organisation itself.
pub(super) fn declared() -> Markup {
    Explanation {
        group: "declared",
        about: "the organisation",
        model: html! { p { "Nothing is worked out: this was declared, in a file or under Settings." } },
        formula: html! { p { "None." } },
        rests_on: html! { p { "The list of organisations of this partnership." } },
        left_out: html! { p { "What was not declared is not shown." } },
        range: html! { p { "None: a declared fact." } },
        methods: &[],
    }
    .closed()
}

/// Behind both sides, partner by partner.
pub(super) fn partners(body: &OrganisationBody) -> Markup {
    let working = body.working.as_ref();
    let status = working.map(|w| &w.status);
    Explanation {
        group: "partners",
        about: "both sides, partner by partner",
        model: html! {
            (survey::model(status))
            (survey::words())
            (survey::remarks(body.working.as_slice()))
        },
        formula: html! { (survey::formula(status)) (survey::difference_formula()) },
        rests_on: survey::rests_on(working),
        left_out: survey::left_out(working),
        range: survey::range(working),
        methods: &[
            Method::TwoSidedRatings,
            Method::LevelAndGap,
            Method::WordsAndSureness,
            Method::CellsAndWithholding,
        ],
    }
    .closed()
}
