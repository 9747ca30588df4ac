//! What both views of who has not been heard say of themselves.

use maud::{Markup, html};

use crate::components::method::how;
use crate::urls;

/// A choice that goes through one person.
pub(super) fn caution() -> Markup {
    html! {
        div."banner"."gap-m" {
            p { b { "Of those in the table who were heard, half or more were suggested by one and the same person." } }
            p {
                "People suggest whom they know, and those with power or experience are asked for suggestions first. What \
                 was heard may be how things look from where that person stands. Ask somebody whom nobody suggested."
            }
        }
    }
}

/// How this was worked out.
pub(super) fn worked() -> Markup {
    how(&html! {
        p {
            "Heard is whoever was interviewed by the table of who was chosen, and whoever speaks in the text of an interview \
             and does not interview. A line of the table with its text, and the speaker in it, are one person. Whoever \
             withdrew is not heard. People of a unit count for its organisation, and for the unit\u{2019}s sector."
        }
        p."gap-s" {
            "A level is missing in a sector where nobody is noted at it. Half or more through one person, from three who were \
             heard on, is said as a caution. Both cuts are ours (mark A). Islam et al. 2020 chose by suggestions of \
             integration managers and of people with power or experience; Li et al. 2018 by guidance of programme managers."
        }
        p."gap-s" {
            "Those who were heard were chosen and not drawn: no share here stands for anybody else. "
            a href=(urls::method("sampling")) { "More on this" } "."
        }
    })
}
