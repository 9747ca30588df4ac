//! One organisation followed by another, so that survey rounds stay comparable.

use maud::{Markup, html};
use troth_app::organisations::Names;
use troth_app::{App, AppError, FieldError};
use troth_network::timestamp::day_in_words;
use troth_network::{Network, Succession};

use crate::components::forms::{Choice, Draft, Field, Typed, date_input, select, text_input, urls};

/// Notes what the form says.
///
/// # Errors
/// If something is missing or the two are the same.
pub(super) async fn add(app: &App, network: &Network, typed: &Typed) -> Result<(), AppError> {
    let names = app.names(network.id).await?;
    let mut errors = Vec::new();
    let day = typed.day("on", &mut errors);
    if day.is_none() && errors.is_empty() {
        errors.push(FieldError::new("on", "Give the day from which it holds."));
    }
    let (before, after) = (names.by_external(typed.get("before")), names.by_external(typed.get("after")));
    for (field, found) in [("before", before), ("after", after)] {
        if found.is_none() {
            errors.push(FieldError::new(field, "Choose an organisation."));
        }
    }
    match (before, after, day) {
        (Some(before), Some(after), Some(day)) if errors.is_empty() => {
            app.add_succession(network.id, before.id, after.id, day, typed.get("what").trim()).await
        }
        _ => Err(AppError::Invalid(errors)),
    }
}

/// What is noted so far, and the form.
pub(super) fn section(network: &Network, draft: &Draft, names: &Names, noted: &[Succession]) -> Markup {
    let organisations: Vec<Choice> = names.0.iter().map(|o| Choice::new(&o.external_id, &o.name)).collect();
    html! {
        section aria-labelledby="successions" {
            h2 #successions { "Organisations that followed others" }
            p.lede { "Where one was merged, split or renamed, so that survey rounds before and after stay \
                      comparable." }
            @if !noted.is_empty() {
                ul.bullets."gap-m" {
                    @for one in noted {
                        li {
                            (names.name(one.after)) " followed " (names.name(one.before)) " on " (day_in_words(one.on))
                            @if !one.what.is_empty() { " (" (one.what) ")" } "."
                        }
                    }
                }
            }
            @if organisations.len() > 1 {
                details open[!draft.errors.is_empty()] {
                    summary { "Note that one followed another" }
                    form.form method="post" action={ (urls::settings(network)) "/successions" } data-guard {
                        (select(draft, Field::new("before", "What was"), Some("Choose"), &organisations))
                        (select(draft, Field::new("after", "What followed"), Some("Choose"), &organisations))
                        (date_input(draft, Field::new("on", "From which day")))
                        (text_input(draft, Field::new("what", "What happened").hint("Such as: merged, split, \
                                                                                     renamed")))
                        button.btn."slim" { "Note this" }
                    }
                }
            }
        }
    }
}
