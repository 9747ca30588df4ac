//! Choosing a measure: those the research links to the story first, the others after; nothing is ranked.

use maud::{Markup, html};
use troth_app::App;
use troth_framework::{Lens, Measure};

use crate::components::forms::Draft;

/// All measures to choose one from.
pub(super) fn choice(draft: &Draft, app: &App, narrative: &str) -> Markup {
    let (linked, others) = app.measures_for(narrative);
    let chosen = draft.typed.get("measure");
    let wrong = draft.error("measure");
    let elsewhere = others.iter().any(|m| m.id == chosen);
    let first = linked.first().or(others.first()).map(|m| m.id.as_str());
    html! {
        div."nhsuk-form-group"."nhsuk-form-group--error"[wrong.is_some()] {
            fieldset."nhsuk-fieldset" aria-describedby=[wrong.map(|_| "measure-error")] {
                legend."nhsuk-fieldset__legend"."nhsuk-fieldset__legend--m" { "Measure" }
                div."nhsuk-hint" {
                    "In the order of the sources, not of their worth. Which measure fits which story is our \
                     reading (mark A)."
                }
                @if let Some(error) = wrong {
                    span."nhsuk-error-message" #measure-error { span.vh { "Error: " } (error) }
                }
                @if !linked.is_empty() {
                    h3 { "What the research links to this" }
                    (list(app.lens(), &linked, chosen, first))
                }
                @if !others.is_empty() {
                    details open[elsewhere || linked.is_empty()] {
                        summary { "Other measures" }
                        (list(app.lens(), &others, chosen, first))
                    }
                }
            }
        }
    }
}

fn list(lens: &Lens, measures: &[&Measure], chosen: &str, first: Option<&str>) -> Markup {
    html! {
        ul.measures {
            @for measure in measures {
                // The error summary leads to the first choice, whose id is the field's name.
                @let id = if first == Some(&measure.id) { "measure".to_owned() } else { format!("measure-{}", measure.id) };
                li {
                    div."nhsuk-radios" {
                        div."nhsuk-radios__item" {
                            input."nhsuk-radios__input" type="radio" name="measure" id=(id) value=(measure.id)
                                checked[measure.id == chosen] aria-describedby={ (id) "-more" };
                            label."nhsuk-label"."nhsuk-radios__label" for=(id) { (measure.label) }
                            div."nhsuk-hint"."nhsuk-radios__hint" id={ (id) "-more" } { (measure.definition) }
                        }
                    }
                    (more(lens, measure))
                }
            }
        }
    }
}

fn more(lens: &Lens, measure: &Measure) -> Markup {
    html! {
        details {
            summary { "What it may be, what to be careful about, who says so" }
            div."inset"."small" {
                @if !measure.sub_measures.is_empty() {
                    ul.bullets { @for part in &measure.sub_measures { li { (part.wording) } } }
                }
                @for caution in &measure.cautions {
                    p."gap-s" { b { "Careful: " } (caution.wording) " (" (lens.cited(&caution.cite).join("; ")) ")" }
                }
                p."gap-s" {
                    "Source: " (lens.cited(&measure.cite).join("; ")) " (" (measure.mark.words()) "). "
                    a href={ (crate::urls::FRAMEWORK) "#measure-" (measure.id) } { "All of " (measure.id) " in the framework" }
                }
            }
        }
    }
}
