//! Behind the numbers on how good answers are.

use maud::{Markup, html};
use troth_app::quality::{AnswerQuality, FEWEST_ANSWERS, MUCH};

use crate::components::words::counted;
use crate::components::worked_out::{Explanation, Method};

/// Floor and ceiling.
pub(super) fn ends(found: &AnswerQuality) -> Markup {
    let answers: usize = found.ends.iter().map(|ends| ends.answers).sum();
    Explanation {
        group: "ends",
        about: "answers at the ends of the scale",
        model: html! {
            p {
                "A question has a floor if more than " (MUCH) " of 100 answers lie at the lowest point of its scale, and a \
                 ceiling if so many lie at the highest (Terwee et al. 2007). Under " (FEWEST_ANSWERS) " answers nothing is said."
            }
            p {
                "That rule was made for scores of several questions. A single question on five points passes it sooner: with \
                 answers spread evenly, 20 of 100 lie at each end. Read it as a reason to look."
            }
        },
        formula: html! { p.f { "100 \u{d7} answers at the end / answers" } },
        rests_on: html! { p { (counted(answers, "answer", "answers")) ". One person answers about several partners." } },
        left_out: left_out(found),
        range: html! { p { "None: the answers that were given are counted." } },
        methods: &[Method::AnswerQuality],
    }
    .closed()
}

/// Agreement of colleagues.
pub(super) fn colleagues(found: &AnswerQuality) -> Markup {
    Explanation {
        group: "colleagues",
        about: "whether colleagues agree",
        model: html! {
            p {
                "How much closer answers of colleagues about one partner lie than answers at random, as the mean r_wg over \
                 groups. Up to 0.30 they hardly agree, to 0.50 weakly, to 0.70 partly, to 0.90 mostly, above closely (LeBreton \
                 and Senter 2008)."
            }
            p {
                "People who are friendly to everybody agree by that alone. The file also has the figure against random but \
                 friendly answers, which is lower."
            }
        },
        formula: html! { p.f { "r_wg = 1 \u{2212} s\u{b2} / \u{3c3}\u{b2}, \u{3c3}\u{b2} = (A\u{b2} \u{2212} 1) / 12" }
            p { "s\u{b2}: the variance within a group of colleagues. A: the points of the scale." } },
        rests_on: html! { p {
            "Groups of at least two colleagues who answered about the same partner, for "
            (counted(found.colleagues.len(), "question", "questions")) "."
        } },
        left_out: html! { (left_out(found)) p { "Representatives, who speak for their organisation." } },
        range: html! { p {
            "At least as wide as leaving out one organisation at a time says, and drawn down for what small groups flatter. A \
             word is used only where the whole range bears it out."
        } },
        methods: &[Method::AnswerQuality, Method::RaterAgreement],
    }
    .closed()
}

/// Reliability.
pub(super) fn items(found: &AnswerQuality) -> Markup {
    Explanation {
        group: "items",
        about: "whether items hang together",
        model: html! {
            p {
                "Cronbach\u{2019}s alpha, and omega total where there are three items or more. In words by alpha: under 0.70 too \
                 loosely to be taken as one, from 0.70 for a first look, from 0.80 to compare groups, from 0.90 closely \
                 (Nunnally and Bernstein 1994)."
            }
            p {
                "A high value does not show that items measure one thing. Items that take turns are seldom all answered by one \
                 person; then nothing is said."
            }
        },
        formula: html! { p.f { "alpha = k / (k \u{2212} 1) \u{d7} (1 \u{2212} \u{3a3} variances of the items / variance of their sum)" } },
        rests_on: html! {
            ul.bullets { @for one in &found.together {
                li { (one.label) ": " (counted(one.rows, "complete row", "complete rows")) " of "
                     (counted(one.people, "person", "people")) " (" (one.items.join(", ")) ")" }
            } }
        },
        left_out: html! { (left_out(found)) p { "Representatives, and whoever left an item out." } },
        range: html! { p {
            "Feldt\u{2019}s for alpha, by the delta method for omega. Both are drawn out as if all that one person says of several \
             partners were one answer."
        } },
        methods: &[Method::AnswerQuality, Method::ScaleReliability],
    }
    .closed()
}

/// Who did not answer.
pub(super) fn turnout(found: &AnswerQuality) -> Markup {
    Explanation {
        group: "turnout",
        about: "who did not answer",
        model: html! { p { "Counted when the round closed: of those on its list, how many had finished. Who they were is not kept." } },
        formula: html! { p.f { "100 \u{d7} finished / asked" } },
        rests_on: html! { p { (counted(found.turnout.len(), "row", "rows")) ", one for each organisation and role." } },
        left_out: html! { p { "Whoever came by an open link: nobody knows how many could have." } },
        range: html! { p { "None: everybody who was asked is counted. Whether the others would have answered alike cannot be told." } },
        methods: &[Method::AnswerQuality],
    }
    .closed()
}

fn left_out(found: &AnswerQuality) -> Markup {
    html! { p {
        (counted(found.by_open_link, "answer", "answers")) " by an open link, since nobody vouches that each is one person; "
        (found.not_looked_at) " to questions that the framework does not have, without a scale, or about a part of one\u{2019}s \
         own organisation. \u{201c}Can\u{2019}t say\u{201d} is no answer."
    } }
}
