//! Behind what was agreed: nothing is estimated, the stage of an action follows from what both sides wrote.

use maud::{Markup, html};

use super::{Explanation, Method};

/// Behind the stages and days of actions; `group` is the name of the group on the page.
pub(crate) fn stages(group: &str) -> Markup {
    Explanation {
        group,
        about: "what was agreed",
        model: html! {
            p {
                "Nothing is estimated. Days, words and reviews are those that the two organisations wrote. The stage follows \
                 from what is there: accepted by both, the day of the small win, the reviews of both."
            }
        },
        formula: html! {
            p { "Agreed when both have accepted; due for review from the day of the small win; reviewed when both have written." }
        },
        rests_on: html! { p { "What each side entered in its own name." } },
        left_out: html! { p { "A review stays sealed, and out of every page and file, until the other side has written its own." } },
        range: html! { p { "None: this is what was declared." } },
        methods: &[Method::Actions],
    }
    .closed()
}
