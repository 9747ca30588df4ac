//! Behind the numbers on the partnership: how scores, means and ranges are made, and what is left out.

use maud::{Markup, html};
use troth_lens::{CollaborationReading, GroupState, Ranges};

use crate::components::words::counted;
use crate::components::worked_out::{Explanation, Method};

/// The first line.
pub(super) fn finding(readings: &[CollaborationReading]) -> Markup {
    Explanation {
        group: "finding",
        about: "the first line",
        model: html! { p { "Questions of which the mean of all staff is shown are counted." } },
        formula: html! { p { "None was used." } },
        rests_on: html! { p { (counted(readings.len(), "question", "questions")) " that were asked in this round." } },
        left_out: left_out(),
        range: html! { p { "None: it is counted." } },
        methods: &[Method::AboutThePartnership],
    }
    .closed()
}

/// One question.
pub(super) fn question(group: &str, about: &str, reading: &CollaborationReading) -> Markup {
    let shown = reading.groups.iter().filter(|g| matches!(g.state, GroupState::Shown { .. })).count();
    Explanation {
        group,
        about,
        model: html! {
            p {
                "Each person\u{2019}s answers are put on 0 to 100 and averaged, if at least half of the question\u{2019}s "
                (counted(reading.items.len(), "item", "items")) " were answered. \u{201c}Can\u{2019}t say\u{201d} is no \
                 answer. What is shown is the mean over the people of a group. Staff and representatives are never put \
                 together."
            }
            p {
                "Where nearly all of a group gave the same end of the scale, the group counts as 90 or as 10, so that nobody \
                 is known by it."
            }
        },
        formula: html! {
            p.f { "score = 100 \u{d7} mean of (answer \u{2212} lowest) / (highest \u{2212} lowest)" }
            p.f { "mean \u{b1} t \u{d7} s \u{d7} \u{221a}(D / n)" }
            p.f { "D = 1 + (\u{3a3}n" sub { "g" } "\u{b2} / \u{3a3}n" sub { "g" } " \u{2212} 1) \u{d7} 0.20" }
            p {
                "t: the 97.5 % point of Student\u{2019}s t with one degree of freedom less than organisations. s: the \
                 standard deviation over all staff, rounded up in steps. n: people, the low end of the band that is shown; n"
                sub { "g" } ": those of one organisation."
            }
        },
        rests_on: html! { p {
            (counted(shown, "group", "groups")) " of " (reading.groups.len()) " shown, each of at least five people of at least \
             three organisations; units of one organisation are one."
        } },
        left_out: left_out(),
        range: match &reading.ranges {
            Ranges::Told => html! { p {
                "People of one organisation answer alike. How much is not estimated, since that would tell of single \
                 organisations; it is taken to be 0.20, the upper end of what is usual. The spread is taken to be the same in \
                 every group. Ranges are rather too wide than too narrow."
            } },
            Ranges::Not(reason) => html! { p { "None for staff. " (reason) } },
        },
        methods: &[Method::AboutThePartnership, Method::CellsAndWithholding],
    }
    .closed()
}

/// Who answered.
pub(super) fn turnout(reading: &CollaborationReading) -> Markup {
    let shown = reading.groups.iter().filter(|g| matches!(g.state, GroupState::Shown { .. })).count();
    Explanation {
        group: "answered",
        about: "who answered",
        model: html! {
            p { "Counted when the round closed: of those on its list, how many had finished. Staff and representatives by \
                 themselves." }
            p { "Where all, or all but one or two, had finished it says about 90; where nobody or one or two had, about 10: \
                 so nobody can be told to have answered or not." }
        },
        formula: html! { p.f { "100 \u{d7} finished / asked" } },
        rests_on: html! { p {
            (counted(shown, "group", "groups")) " of " (reading.groups.len()) " shown, each of at least five people asked in at \
             least three organisations."
        } },
        left_out: html! { p {
            "Whoever came by an open link: nobody knows how many could have. Groups that are too small, and groups that beside \
             the others would tell of so few."
        } },
        range: html! { p { "None: everybody who was asked is counted." } },
        methods: &[Method::AboutThePartnership],
    }
    .closed()
}

fn left_out() -> Markup {
    html! { p {
        "Answers of people who came by an open link, since nobody vouches that each is one person; people with less than half \
         of the answers; groups that are too small, and groups that beside the others would tell of so few. If in a part of the \
         people nearly all gave the same end of the scale, sectors are withheld together, and then levels."
    } }
}
