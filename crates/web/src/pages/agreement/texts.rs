//! Which texts are coded by two people and how far they are; asking a second coder.

use maud::{Markup, html};
use troth_app::interviews::doubling::{CoderState, DoubleText, DoublingView};
use troth_network::Network;
use troth_network::timestamp::day_in_words;
use troth_say::Part;

use super::{Refused, hidden};
use crate::components::forms::{Choice, Draft, Field, select, text_input, urls};
use crate::components::words::counted;

/// The texts with their coders.
pub(super) fn section(network: &Network, here: &str, view: &DoublingView, refused: &Refused) -> Markup {
    html! {
        section aria-labelledby="double-texts" {
            h2 #double-texts { "Texts coded by two people" }
            @if view.texts.is_empty() {
                p { "None yet. Ask a second coder below." }
            }
            @let (open, done): (Vec<&DoubleText>, Vec<&DoubleText>) = view.texts.iter().partition(|t| t.blind);
            @if !open.is_empty() {
                ul."places" { @for text in &open { (one(network, here, text, refused)) } }
            }
            @if !done.is_empty() {
                // Open where somebody has to correct a form in it.
                details."gap-s" open[matches!(refused, Refused::Task(_))] {
                    summary { (counted(done.len(), "text", "texts")) " finished by all" }
                    ul."places" { @for text in &done { (one(network, here, text, refused)) } }
                }
            }
        }
    }
}

fn one(network: &Network, here: &str, text: &DoubleText, refused: &Refused) -> Markup {
    html! {
        li {
            h3 { a href=(urls::transcript(network, text.id)) { (text.title) } }
            p."small" {
                @if text.blind {
                    "Each coder sees their own work alone until all have finished."
                } @else {
                    "All have finished: everybody sees both codings."
                }
            }
            div."beside" {
                @for state in &text.coders { (coder(here, text, state, refused)) }
            }
        }
    }
}

fn coder(here: &str, text: &DoubleText, state: &CoderState, refused: &Refused) -> Markup {
    let part = match state.part {
        Part::Main => "First coder",
        Part::Second => "Second coder",
    };
    html! {
        div {
            h4 { (part) ": " (state.name) }
            p."small" {
                @match state.finished_at {
                    Some(at) => { "Finished on " (day_in_words(at.day())) "." },
                    None => "Still coding.",
                }
                @if state.acting && state.lent { " You code this text as " (state.name) " at the moment." }
                @if state.seen { " Opened again after the others\u{2019} work could be seen." }
                @if let Some(why) = &state.why { " Reason given: " (why) }
            }
            @if state.finished_at.is_some() {
                (with_reason(here, "reopen", text, state, refused, "Open it again", "Why it is opened again"))
            } @else {
                @if state.own {
                    form method="post" action={ (here) "/finish" } {
                        (hidden("text", text.id)) (hidden("coder", &state.coder))
                        button.btn."second"."slim" { "Finished" span.vh { ": " (state.name) ", " (text.title) } }
                    }
                } @else {
                    (with_reason(here, "finish", text, state, refused, "Finish it in their place", "Why you finish it in their place"))
                }
                @if state.lent && !state.acting {
                    form method="post" action={ (here) "/lend" } {
                        (hidden("text", text.id)) (hidden("coder", &state.coder))
                        p."gap-s" { button.btn."second"."slim" { "Code as " (state.name) span.vh { ": " (text.title) } } }
                    }
                }
                @if state.part == Part::Second {
                    details {
                        summary { "Take it back" span.vh { ": " (state.name) ", " (text.title) } }
                        form method="post" action={ (here) "/withdraw" } {
                            (hidden("text", text.id)) (hidden("coder", &state.coder))
                            p { "Possible while they have put nothing into the text." }
                            p."gap-s" { button.btn."warn"."slim" { "Do not ask " (state.name) } }
                        }
                    }
                }
            }
        }
    }
}

/// A form folded away that asks for a reason.
fn with_reason(
    here: &str,
    action: &str,
    text: &DoubleText,
    state: &CoderState,
    refused: &Refused,
    button: &str,
    label: &str,
) -> Markup {
    let prefix = format!("{}-{}-", text.id, state.coder.replace(':', "-"));
    let mine = |draft: &&Draft| {
        draft.typed.get("text") == text.id.to_string() && draft.typed.get("coder") == state.coder
    };
    let draft = match refused {
        Refused::Task(draft) => Some(draft).filter(mine),
        _ => None,
    };
    // The error above the page leads to the field of the form that was refused, which has its plain name.
    let (draft, open) = match draft {
        Some(draft) => (draft.clone(), true),
        None => (Draft::default().under(prefix), false),
    };
    html! {
        details open[open] {
            summary { (button) span.vh { ": " (state.name) ", " (text.title) } }
            form method="post" action={ (here) "/" (action) } data-guard {
                (hidden("text", text.id)) (hidden("coder", &state.coder))
                (text_input(&draft, Field::new("reason", label)))
                button.btn."second"."slim" { (button) }
            }
        }
    }
}

/// Asking a second coder for texts.
pub(super) fn ask(here: &str, view: &DoublingView, refused: &Refused) -> Markup {
    let empty = Draft::default();
    let draft = match refused {
        Refused::Ask(draft) => draft,
        _ => &empty,
    };
    let people: Vec<Choice> = view.possible.iter().map(|(id, name)| Choice::new(id, name)).collect();
    let choosing = !view.by_name || !people.is_empty();
    html! {
        section aria-labelledby="ask" {
            h2 #ask { "Ask a second coder" }
            @if view.all.is_empty() {
                p { "There is no text yet." }
            } @else {
                p {
                    "Ask before they have seen the first coding: Troth hides it from now on, and does not know who has \
                     looked before. The first coder of a text is whoever has coded most in it. What the second coder marks \
                     is in no result until you decide so. The second coder should not read Interviews and Why before they \
                     have finished: these pages quote the first coding."
                }
                form.form method="post" action={ (here) "/ask" } data-guard {
                    fieldset."nhsuk-fieldset"."gap-s" #texts tabindex="-1" {
                        legend."nhsuk-fieldset__legend" { "Texts" }
                        @if let Some(error) = draft.error("texts") {
                            span."nhsuk-error-message" { span.vh { "Error: " } (error) }
                        }
                        div."nhsuk-checkboxes" {
                            @for (id, title) in &view.all {
                                @let name = format!("text-{id}");
                                div."nhsuk-checkboxes__item" {
                                    input."nhsuk-checkboxes__input" type="checkbox" id=(name) name=(name) value="yes"
                                        checked[draft.typed.get(&name) == "yes"];
                                    label."nhsuk-label"."nhsuk-checkboxes__label" for=(name) { (title) }
                                }
                            }
                        }
                    }
                    @if choosing {
                        (select(draft, Field::new("account", "Second coder").hint("Custodians: nobody else reads texts"),
                            Some(if view.by_name { "Somebody without an account, by name" } else { "Choose" }), &people))
                    }
                    @if view.by_name {
                        (text_input(draft, Field::new("coder", "Name of the second coder")
                            .hint("Somebody without an account: you lend them your keyboard. It is blind only as far as two \
                                   people really take turns at it")))
                    } @else if let Some(error) = draft.error("coder") {
                        span."nhsuk-error-message" #coder { span.vh { "Error: " } (error) }
                    }
                    button.btn { "Ask this second coder" }
                }
            }
        }
    }
}
