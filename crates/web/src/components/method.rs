//! The frame of "How this was worked out" where a page explains itself once.

use maud::{Markup, html};

/// "How this was worked out", closed until asked for.
pub(crate) fn how(body: &Markup) -> Markup {
    html! {
        details {
            summary { "How this was worked out" }
            div."inset"."small" { (body) }
        }
    }
}
