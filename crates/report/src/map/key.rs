//! The legend of the map: levels, how sure, what is not drawn.

use maud::{Markup, html};
use troth_gate::Released;
use troth_lens::{Ease, MapPicture, Wording};

use crate::half::{Look, swatch};
use crate::words::capital;

/// The legend in three columns, in the words of the picture's question.
pub fn legend(picture: &Released<MapPicture>) -> Markup {
    let picture = picture.value();
    let (head, word): (String, fn(Ease) -> &'static str) = match picture.wording() {
        Wording::Ease => ("How easy they find it to rely on the other".to_owned(), Ease::words),
        Wording::Score => (format!("How they score \u{201c}{}\u{201d}", picture.question), Ease::score_words),
    };
    let level = |ease: Ease, range: &str| {
        html! { li { (swatch(Look::Full(ease), 64, 14)) span { (capital(word(ease))) " " (range) } } }
    };
    let row = |look, words: &str| {
        html! { li { (swatch(look, 64, 14)) span { (words) } } }
    };
    html! {
        div.legend {
            div {
                h2 { (head) }
                ul {
                    (level(Ease::VeryEasy, "(80 to 100)"))
                    (level(Ease::Easy, "(60 to 79)"))
                    (level(Ease::Between, "(40 to 59)"))
                    (level(Ease::Hard, "(20 to 39): one white cut"))
                    (level(Ease::VeryHard, "(0 to 19): two white cuts"))
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
