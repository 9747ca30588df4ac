//! The legend of the map: levels, how sure, what is not drawn.

use maud::{Markup, html};
use troth_lens::Ease;

use crate::half::{Look, swatch};

/// The legend in three columns.
pub fn legend() -> Markup {
    let row = |look, words: &str| {
        html! { li { (swatch(look, 64, 14)) span { (words) } } }
    };
    html! {
        div.legend {
            div {
                h2 { "How easy they find it to rely on the other" }
                ul {
                    (row(Look::Full(Ease::VeryEasy), "Very easy (80 to 100)"))
                    (row(Look::Full(Ease::Easy), "Easy (60 to 79)"))
                    (row(Look::Full(Ease::Between), "In between (40 to 59)"))
                    (row(Look::Full(Ease::Hard), "Hard (20 to 39): one white cut"))
                    (row(Look::Full(Ease::VeryHard), "Very hard (0 to 19): two white cuts"))
                }
            }
            div {
                h2 { "How sure we are" }
                ul {
                    (row(Look::Full(Ease::Easy), "Full colour: fairly sure or sure"))
                    (row(
                        Look::Pale(Ease::Easy),
                        "Pale with an outline: not sure, the likely range is wider than 25 points or not known",
                    ))
                    (row(Look::Unrated, "Dashed: this side has not rated the other"))
                    (row(Look::Withheld, "Grey hatching: rated, but not enough answers to show"))
                }
            }
            div {
                h2 { "What is not drawn" }
                ul.words {
                    li {
                        "No line: the two were not asked about each other. It does not mean that they do not "
                        "work together."
                    }
                    li { "A unit that answers for itself stands by itself, others inside their organisation; ties between units of one organisation are left out." }
                    li { "Place and distance on the page mean nothing. Nobody is ranked." }
                }
            }
        }
    }
}
