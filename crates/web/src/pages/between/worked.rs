//! How the numbers of a relationship were worked out, group by group.

use maud::{Markup, html};
use troth_app::views::relationship::NarrativeBlock;
use troth_app::views::working::Working;
use troth_lens::why::PlainStrand;
use troth_lens::{DirectionState, FitStatus};
use troth_record::RolesReading;
use troth_report::words::people;

use super::Seen;
use crate::components::words::counted;
use crate::components::worked_out::{Explanation, Method, survey};

fn status(working: Option<&Working>) -> Option<&FitStatus> {
    working.map(|w| &w.status)
}

/// The status that explains a group of several questions: a fit where there is one.
fn status_of_each(workings: &[Working]) -> Option<&FitStatus> {
    let fitted = workings.iter().find(|w| matches!(w.status, FitStatus::Fitted { .. }));
    fitted.or(workings.first()).map(|w| &w.status)
}

/// Behind the first sentence.
pub(super) fn finding(seen: &Seen<'_>) -> Markup {
    let body = seen.view.body.value();
    Explanation {
        group: "finding",
        about: "the first sentence",
        model: html! {
            p {
                "The sentence is about overall reliance. It says that the two sides differ only where the range of the \
                 difference leaves out 0, \u{201c}hard\u{201d} only where a whole range lies under 40 and \u{201c}easy\u{201d} only where it lies \
                 at 60 or above."
            }
            (survey::words())
        },
        formula: survey::difference_formula(),
        rests_on: html! { (this_pair(seen)) (survey::rests_on(body.working.as_ref())) },
        left_out: survey::left_out(body.working.as_ref()),
        range: survey::range(body.working.as_ref()),
        methods: &[Method::WordsAndSureness, Method::LevelAndGap],
    }
    .closed()
}

/// Behind both sides of overall reliance, their difference and their level.
pub(super) fn pair(seen: &Seen<'_>) -> Markup {
    let body = seen.view.body.value();
    let working = body.working.as_ref();
    Explanation {
        group: "pair",
        about: "both sides of overall reliance",
        model: html! {
            (survey::model(status(working)))
            @if body.unlike_sources {
                p {
                    "One side shows what members of staff say, the other what its representative says. Read the difference \
                     with that in mind."
                }
            }
            (survey::words())
            (survey::remarks(body.working.as_slice()))
        },
        formula: html! {
            (survey::formula(status(working)))
            (survey::difference_formula())
            (survey::level_formula())
        },
        rests_on: html! { (this_pair(seen)) (survey::rests_on(working)) },
        left_out: survey::left_out(working),
        range: survey::range(working),
        methods: &[Method::TwoSidedRatings, Method::LevelAndGap, Method::CellsAndWithholding],
    }
    .closed()
}

/// Who stands behind the two sides of overall reliance.
fn this_pair(seen: &Seen<'_>) -> Markup {
    let row = &seen.view.body.value().reliance;
    let side = |from: &str, to: &str, state: Option<&DirectionState>| {
        let who = match state {
            Some(state @ DirectionState::Shown { .. }) => people(state).unwrap_or_default(),
            Some(other) => troth_report::words::state(other).to_lowercase(),
            None => "not asked".to_owned(),
        };
        format!("{from} about {to}: {who}.")
    };
    let (left, right) = (&seen.view.left.name, &seen.view.right.name);
    html! {
        p { (side(left, right, row.left.as_ref())) " " (side(right, left, row.right.as_ref())) }
    }
}

/// Behind the four kinds of trust and the contact.
pub(super) fn trust(seen: &Seen<'_>) -> Markup {
    let workings = &seen.view.body.value().workings;
    Explanation {
        group: "trust",
        about: "four kinds of trust",
        model: html! {
            p { "Each question is worked out by itself, in the same way." }
            (survey::model(status_of_each(workings)))
            (survey::remarks(workings))
        },
        formula: html! { (survey::formula(status_of_each(workings))) (survey::difference_formula()) },
        rests_on: survey::rests_on_each(workings),
        left_out: survey::left_out_of_each(workings),
        range: survey::range_of_each(workings),
        methods: &[Method::TwoSidedRatings, Method::LevelAndGap, Method::CellsAndWithholding],
    }
    .closed()
}

/// Behind the chain of one story.
pub(super) fn chain(block: &NarrativeBlock, group: &str, label: &str) -> Markup {
    Explanation {
        group,
        about: &format!("the chain of {label}"),
        model: html! {
            p {
                "The boxes of trust and of joint work show scores. The box of what is uneven shows 100 minus the score, so \
                 that more means more uneven. Which box leads to which is the framework\u{2019}s. The arrows say whether they go \
                 together over the directions of the partnership that are shown here; grey and dashed where that cannot be \
                 told or was not measured."
            }
            p {
                "Where the same people answered both questions they may go together more closely than what they are about: \
                 who answers kindly on one does on the next."
            }
            (survey::model(status_of_each(&block.workings)))
        },
        formula: html! {
            (survey::formula(status_of_each(&block.workings)))
            p.f { "uneven = 100 \u{2212} score; its range is turned with it" }
            p.f { "arrow: correlation of ranks (Spearman\u{2019}s \u{3c1}) over directions with both values" }
            p.f { "its range: tanh(artanh \u{3c1} \u{b1} t \u{d7} standard error from leaving out one organisation after the other)" }
        },
        rests_on: survey::rests_on_each(&block.workings),
        left_out: survey::left_out_of_each(&block.workings),
        range: survey::range_of_each(&block.workings),
        methods: &[
            Method::TwoSidedRatings,
            Method::Associations,
            Method::LevelsAndConvergence,
            Method::Framework,
        ],
    }
    .closed()
}

/// Behind the three strands of one story and what they say together.
pub(super) fn strands(seen: &Seen<'_>, block: &NarrativeBlock, group: &str, label: &str) -> Markup {
    let cell = &block.cell;
    let own = block.workings.iter().find(|w| w.question == seen_question(seen, block));
    Explanation {
        group,
        about: &format!("the three strands of {label}"),
        model: html! { (super::super::why::rules()) },
        formula: html! {
            p.f { "survey: unevenness = 100 \u{2212} score" }
            p.f { "interviews: speakers who tell a loss / speakers who speak of it" }
            p.f { "facts: steps claimed by both, by neither or misread / shared steps" }
        },
        rests_on: html! {
            p { (strand("Interviews", &cell.say)) }
            p { (strand("Facts", &cell.record)) }
            p { "Survey:" }
            (survey::rests_on(own))
        },
        left_out: html! {
            p {
                "Interviews: speakers of unknown sector, passages about the speaker\u{2019}s own organisation, and counts of fewer \
                 than three speakers."
                @if !block.not_heard.is_empty() { " Not heard: " (block.not_heard.join("; ")) "." }
            }
            p { "Facts: steps that only one of the two has declared; not answered is never read as \u{201c}nobody\u{201d}." }
            p { "Survey:" }
            (survey::left_out(own))
        },
        range: html! {
            p { "Interviews and facts have none: they are counts, and stand for nobody else." }
            (survey::range(own))
        },
        methods: &[Method::LevelsAndConvergence, Method::Interviews, Method::RolesOnThePathway],
    }
    .closed()
}

/// What a strand says and on what it rests.
fn strand(name: &str, strand: &PlainStrand) -> String {
    let basis = if strand.basis.is_empty() { String::new() } else { format!(" Based on {}.", strand.basis) };
    format!("{name}: {}{basis}", strand.sentence)
}

/// The question of a story as its working names it.
fn seen_question(seen: &Seen<'_>, block: &NarrativeBlock) -> String {
    troth_app::views::question(seen.lens, &format!("narrative:{}", block.narrative))
}

/// Behind the table of steps.
pub(super) fn steps(reading: &RolesReading) -> Markup {
    let found = reading.counts();
    Explanation {
        group: "steps",
        about: "the steps of the pathway",
        model: html! {
            p {
                "A step is shared when both organisations have said who is responsible for it. It is claimed by both when each \
                 names itself, by neither when each names the other or neither names anybody, and misread by the one \
                 that names the other, while that one names neither of the two."
            }
        },
        formula: html! { p.f { "problem share = (claimed by both + by neither + misread) / shared steps" } },
        rests_on: html! {
            p {
                (reading.shared) @if reading.shared == 1 { " shared step, " } @else { " shared steps, " }
                (found.problems()) " of them with a problem. Each organisation declares in its own name."
            }
        },
        left_out: html! {
            p { (counted(reading.unanswered.len(), "step", "steps")) " that only one of the two has declared." }
        },
        range: html! { p { "None: a count of what was declared." } },
        methods: &[Method::RolesOnThePathway],
    }
    .closed()
}
