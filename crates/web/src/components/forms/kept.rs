//! When somebody else saved first: nothing is overwritten, and the words that were typed stay in sight.

use maud::{Markup, html};

use super::draft::Typed;

/// What the page needs to know of the form.
pub(crate) struct Kept<'a> {
    /// Why it was not saved.
    pub(crate) message: &'a str,
    /// Where what is saved now can be seen.
    pub(crate) now: &'a str,
    /// Fields of the form with their words on screen.
    pub(crate) labels: &'a [(&'a str, &'a str)],
}

/// What was typed, to be copied, and the way to what is saved now.
pub(crate) fn kept_words(kept: &Kept<'_>, typed: &Typed) -> Markup {
    html! {
        h1 { "Somebody else was faster" }
        div."banner"."problem" role="alert" {
            h2 { "Not saved" }
            p { (kept.message) }
        }
        div.acts { a.btn href=(kept.now) { "Open it as it is now" } }
        section aria-labelledby="words" {
            h2 #words { "What you wrote" }
            p.lede { "It is saved nowhere. Copy what you want to keep before you go on." }
            div.form {
                @for (field, label) in kept.labels.iter().filter(|(field, _)| typed.filled(field).is_some()) {
                    div."nhsuk-form-group" {
                        label."nhsuk-label" for={ "kept-" (field) } { (label) }
                        textarea."nhsuk-textarea" id={ "kept-" (field) } rows="3" readonly {
                            "\n" (typed.get(field))
                        }
                    }
                }
            }
        }
    }
}
