//! What every output says of itself.

use maud::{Markup, html};

use crate::words::NOTICE;

/// The line at the foot of every output: what the values must not be used for, and what a value is.
pub fn notice() -> Markup {
    html! {
        p {
            strong { (NOTICE) "." }
            " A value from one organisation about another is how the first experiences working with the second. \
             It is never filled in from the other side."
        }
    }
}
