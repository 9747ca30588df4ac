//! The dumbbell: for each question both sides on one axis, with their ranges; ● is the left organisation about
//! the right, ◆ the other way round. With it the table that says the same.

pub(crate) mod row;
mod twin;

use maud::{Markup, html};
use troth_gate::Released;
use troth_lens::{Dumbbell, Ease, Wording};

use crate::palette::{EDGE, INK_2, full};
pub use twin::table;

/// Draws the dumbbell: a head with the axis, then one drawing for each question.
///
/// `id_prefix` begins every id inside, so that several figures can stand on one page.
pub fn figure(dumbbell: &Released<Dumbbell>, id_prefix: &str) -> Markup {
    let dumbbell = dumbbell.value();
    let (left, right) = (&dumbbell.left.name, &dumbbell.right.name);
    let hatching = format!("{id_prefix}-hatching");
    html! {
        div.dbx {
            (key(&format!("{left} about {right}"), &format!("{right} about {left}"), "Not enough answers", &hatching))
            (head("How easy to rely on, 0 to 100", Wording::Ease, "Difference"))
            div role="list" {
                @for row in &dumbbell.rows {
                    (row::drawn(row, left, right, &hatching))
                }
            }
        }
    }
}

/// The words above the rows: `first` over their names, the axis, `last` over what stands on the right.
pub(crate) fn head(first: &str, wording: Wording, last: &str) -> Markup {
    let (low, high) = match wording {
        Wording::Ease => ("hard", "easy"),
        Wording::Score => ("low", "high"),
    };
    html! {
        div.dhead {
            b { (first) }
            div {
                div.zone { span { (low) } span { "between" } span { (high) } }
                div.axis aria-hidden="true" {
                    @for mark in ["0", "20", "40", "60", "80", "100"] { span { (mark) } }
                }
            }
            b { (last) }
        }
    }
}

/// The hatching. It stands in the drawing of the key, which is never hidden; else it would be gone everywhere.
pub(crate) fn pattern(id: &str) -> Markup {
    html! {
        defs {
            pattern id=(id) width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect width="5" height="5" fill="#FFFFFF" {}
                rect width="2" height="5" fill=(EDGE) {}
            }
        }
    }
}

/// The key: what ● and ◆ stand for, the range, and hatching for what is withheld.
pub(crate) fn key(disc: &str, lozenge: &str, withheld: &str, hatching: &str) -> Markup {
    html! {
        ul.dkey {
            li {
                svg width="46" height="20" aria-hidden="true" {
                    rect x="1" y="6" width="44" height="8" fill=(full(Ease::Hard)) fill-opacity=".42" {}
                    circle cx="23" cy="10" r="8" fill=(full(Ease::Hard)) {}
                }
                (disc)
            }
            li {
                svg width="46" height="22" aria-hidden="true" {
                    rect x="1" y="7" width="44" height="8" fill=(full(Ease::Easy)) fill-opacity=".42" {}
                    path d="M23 1 33 11 23 21 13 11Z" fill=(full(Ease::Easy)) {}
                }
                (lozenge)
            }
            li {
                svg width="46" height="16" aria-hidden="true" {
                    rect x="1" y="4" width="44" height="8" fill=(INK_2) fill-opacity=".42" {}
                    path d="M1.5 1v14M44.5 1v14" stroke=(INK_2) stroke-width="2" {}
                }
                "Likely range (95 in 100)"
            }
            li {
                svg width="46" height="14" aria-hidden="true" {
                    (pattern(hatching))
                    rect x=".5" y="2" width="45" height="9" fill={ "url(#" (hatching) ")" } stroke=(EDGE) {}
                }
                (withheld)
            }
        }
    }
}

#[cfg(test)]
mod tests;
