//! One function for each kind of field: label, hint, error, the value that was kept.

use maud::{Markup, html};
use troth_framework::Lens;

use super::draft::Draft;

/// What every field has.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    name: &'a str,
    label: &'a str,
    hint: Option<&'a str>,
    list: Option<&'a str>,
}

impl<'a> Field<'a> {
    /// A field by its name in the form and its words on screen.
    pub(crate) const fn new(name: &'a str, label: &'a str) -> Self {
        Self { name, label, hint: None, list: None }
    }

    /// With a hint below the label.
    #[must_use]
    pub(crate) const fn hint(self, hint: &'a str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// With the suggestions of the `datalist` of this id.
    #[must_use]
    pub(crate) const fn suggesting(self, list: &'a str) -> Self {
        Self { list: Some(list), ..self }
    }

    /// Ids of hint and error, for `aria-describedby`.
    fn described(&self, draft: &Draft) -> Option<String> {
        let id = draft.id(self.name);
        let hint = self.hint.map(|_| format!("{id}-hint"));
        let error = draft.error(self.name).map(|_| format!("{id}-error"));
        let both: Vec<String> = hint.into_iter().chain(error).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }

    fn notes(&self, draft: &Draft) -> Markup {
        let id = draft.id(self.name);
        html! {
            @if let Some(hint) = self.hint { div.nhsuk-hint id={ (id) "-hint" } { (hint) } }
            @if let Some(error) = draft.error(self.name) {
                span.nhsuk-error-message id={ (id) "-error" } { span.vh { "Error: " } (error) }
            }
        }
    }

    fn labelled(&self, draft: &Draft, control: &Markup) -> Markup {
        let wrong = draft.error(self.name).is_some();
        html! {
            div.nhsuk-form-group."nhsuk-form-group--error"[wrong] {
                label.nhsuk-label for=(draft.id(self.name)) { (self.label) }
                (self.notes(draft))
                (control)
            }
        }
    }
}

/// One line of text.
pub(crate) fn text_input(draft: &Draft, field: Field<'_>) -> Markup {
    let wrong = draft.error(field.name).is_some();
    let control = html! {
        input.nhsuk-input."nhsuk-input--error"[wrong] type="text" id=(draft.id(field.name)) name=(field.name)
            value=(draft.typed.get(field.name)) aria-describedby=[field.described(draft)] autocomplete="off"
            list=[field.list];
    };
    field.labelled(draft, &control)
}

/// One line of a kind that browsers know (`email`, `password`, `text`), and that they may fill in (`autocomplete`). A
/// password is never sent back.
pub(crate) fn typed_input(draft: &Draft, field: Field<'_>, kind: &str, autocomplete: &str) -> Markup {
    let wrong = draft.error(field.name).is_some();
    let is_code = autocomplete == "one-time-code";
    let value = if kind == "password" || is_code { "" } else { draft.typed.get(field.name) };
    let control = html! {
        input.nhsuk-input."nhsuk-input--error"[wrong] type=(kind) id=(draft.id(field.name)) name=(field.name)
            value=(value) aria-describedby=[field.described(draft)] autocomplete=(autocomplete)
            autocapitalize="none" spellcheck="false";
    };
    field.labelled(draft, &control)
}

/// A day, written as 2026-10-16: works in every browser, also by pasting.
pub(crate) fn date_input(draft: &Draft, field: Field<'_>) -> Markup {
    let field = if field.hint.is_some() { field } else { field.hint("Year-month-day, such as 2026-10-16") };
    let wrong = draft.error(field.name).is_some();
    let control = html! {
        input.nhsuk-input."nhsuk-input--width-10"."nhsuk-input--error"[wrong] type="text" data-date
            id=(draft.id(field.name)) name=(field.name) value=(draft.typed.get(field.name))
            aria-describedby=[field.described(draft)] autocomplete="off";
    };
    field.labelled(draft, &control)
}

/// Several lines of text.
pub(crate) fn textarea(draft: &Draft, field: Field<'_>, rows: u32) -> Markup {
    let wrong = draft.error(field.name).is_some();
    let control = html! {
        // The parser drops a line break right after the tag: this one, so that none that was typed is lost.
        textarea.nhsuk-textarea."nhsuk-textarea--error"[wrong] id=(draft.id(field.name)) name=(field.name)
            rows=(rows) aria-describedby=[field.described(draft)] {
            "\n" (draft.typed.get(field.name))
        }
    };
    field.labelled(draft, &control)
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What the form sends.
    pub(crate) value: String,
    /// Words on screen.
    pub(crate) label: String,
    /// More words below, for radios.
    pub(crate) hint: Option<String>,
    /// The group it stands under, for lists.
    pub(crate) group: Option<String>,
}

impl Choice {
    /// A choice by its value and words.
    pub(crate) fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), hint: None, group: None }
    }

    /// With more words below it.
    #[must_use]
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// Under a heading of the list.
    #[must_use]
    pub(crate) fn under(self, group: impl Into<String>) -> Self {
        Self { group: Some(group.into()), ..self }
    }
}

/// The choices of a line of the network profile.
pub(crate) fn choices(lens: &Lens, profile_item: &str) -> Vec<Choice> {
    let options = lens.profile_item(profile_item).map(|item| item.options.as_slice()).unwrap_or_default();
    options.iter().map(|option| Choice::new(&option.id, &option.label)).collect()
}

/// A list to choose one from; `nothing` are the words for no choice. What was chosen before stays on the list even
/// if it is none of the choices.
pub(crate) fn select(draft: &Draft, field: Field<'_>, nothing: Option<&str>, list: &[Choice]) -> Markup {
    let wrong = draft.error(field.name).is_some();
    let chosen = draft.typed.get(field.name);
    let stray = !chosen.is_empty() && !list.iter().any(|c| c.value == chosen);
    let option = |choice: &Choice| {
        html! { option value=(choice.value) selected[choice.value == chosen] { (choice.label) } }
    };
    let control = html! {
        select.nhsuk-select."nhsuk-select--error"[wrong] id=(draft.id(field.name)) name=(field.name)
            aria-describedby=[field.described(draft)] {
            @if let Some(nothing) = nothing { option value="" { (nothing) } }
            @if stray { option value=(chosen) selected { (chosen) } }
            @for run in list.chunk_by(|a, b| a.group == b.group) {
                @match run.first().and_then(|c| c.group.as_deref()) {
                    Some(group) => optgroup label=(group) { @for choice in run { (option(choice)) } },
                    None => { @for choice in run { (option(choice)) } }
                }
            }
        }
    };
    field.labelled(draft, &control)
}

/// A few things to choose one from, all in sight.
pub(crate) fn radios(draft: &Draft, field: Field<'_>, list: &[Choice]) -> Markup {
    let wrong = draft.error(field.name).is_some();
    let chosen = draft.typed.get(field.name);
    let id =
        |at: usize| if at == 0 { draft.id(field.name) } else { format!("{}-{at}", draft.id(field.name)) };
    html! {
        div.nhsuk-form-group."nhsuk-form-group--error"[wrong] {
            fieldset.nhsuk-fieldset aria-describedby=[field.described(draft)] {
                legend.nhsuk-fieldset__legend { (field.label) }
                (field.notes(draft))
                div.nhsuk-radios {
                    @for (at, choice) in list.iter().enumerate() {
                        div.nhsuk-radios__item {
                            input.nhsuk-radios__input type="radio" id=(id(at)) name=(field.name) value=(choice.value)
                                checked[choice.value == chosen]
                                aria-describedby=[choice.hint.as_ref().map(|_| format!("{}-more", id(at)))];
                            label.nhsuk-label.nhsuk-radios__label for=(id(at)) { (choice.label) }
                            @if let Some(hint) = &choice.hint {
                                div.nhsuk-hint.nhsuk-radios__hint id={ (id(at)) "-more" } { (hint) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// One thing to tick; sends `yes`.
pub(crate) fn checkbox(draft: &Draft, field: Field<'_>) -> Markup {
    let id = draft.id(field.name);
    let wrong = draft.error(field.name).is_some();
    html! {
        div.nhsuk-form-group."nhsuk-form-group--error"[wrong] {
            @if let Some(error) = draft.error(field.name) {
                span.nhsuk-error-message id={ (id) "-error" } { span.vh { "Error: " } (error) }
            }
            div.nhsuk-checkboxes {
                div.nhsuk-checkboxes__item {
                    input.nhsuk-checkboxes__input type="checkbox" id=(id) name=(field.name) value="yes"
                        checked[draft.typed.get(field.name) == "yes"] aria-describedby=[field.described(draft)];
                    label.nhsuk-label.nhsuk-checkboxes__label for=(id) { (field.label) }
                    @if let Some(hint) = field.hint {
                        div.nhsuk-hint.nhsuk-checkboxes__hint id={ (id) "-hint" } { (hint) }
                    }
                }
            }
        }
    }
}

/// A file to send. Browsers never keep the choice of a file, so an error asks to choose it again.
pub(crate) fn file_upload(draft: &Draft, field: Field<'_>, accept: &str) -> Markup {
    let wrong = draft.error(field.name).is_some();
    html! {
        div.nhsuk-form-group.nhsuk-file-upload."nhsuk-form-group--error"[wrong] {
            label.nhsuk-label for=(draft.id(field.name)) { (field.label) }
            (field.notes(draft))
            input.nhsuk-file-upload__input type="file" id=(draft.id(field.name)) name=(field.name) accept=(accept)
                aria-describedby=[field.described(draft)];
        }
    }
}

/// All that has to be mended, above the form, each with a link to its field.
pub(crate) fn error_summary(draft: &Draft) -> Markup {
    html! {
        @if !draft.errors.is_empty() {
            div.nhsuk-error-summary tabindex="-1" autofocus aria-labelledby="problem-title" {
                div role="alert" {
                    h2 id="problem-title" { "There is a problem" }
                    ul {
                        @for error in &draft.errors {
                            li { a href={ "#" (draft.id(error.field)) } { (error.message) } }
                        }
                    }
                }
            }
        }
    }
}
