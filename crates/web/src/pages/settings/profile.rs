//! The profile of the partnership: the context in which its trust is to be read.

use maud::{Markup, html};
use troth_app::FieldError;
use troth_framework::Lens;
use troth_network::timestamp::day_in_files;
use troth_network::{Network, Profile};

use super::lines;
use crate::components::forms::{
    Draft, Field, Typed, choices, date_input, select, text_input, textarea, urls,
};
use crate::pages::start::profile_fields;

/// The profile as its form shows it.
pub(super) fn typed(network: &Network) -> Typed {
    let profile = &network.profile;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Typed::default()
        .with("name", &network.name)
        .with("place", text(&network.place))
        .with("collaboration_type", text(&profile.collaboration_type))
        .with("mandate", text(&profile.mandate))
        .with("structural_change", text(&profile.structural_change))
        .with("started", profile.started.map_or_else(String::new, day_in_files))
        .with("restructurings", lines::of_events(&profile.restructurings))
        .with("agreements", lines::of_agreements(&profile.agreements))
        .with("size", text(&profile.size))
        .with("proximity", text(&profile.proximity))
}

/// The partnership as the form says it is.
///
/// # Errors
/// If a date or a line cannot be read.
pub(super) fn read(typed: &Typed, network: &Network) -> Result<Network, Vec<FieldError>> {
    let mut errors = Vec::new();
    let started = typed.day("started", &mut errors);
    let restructurings = lines::events(typed.get("restructurings")).unwrap_or_else(|message| {
        errors.push(FieldError::new("restructurings", message));
        Vec::new()
    });
    let agreements = lines::agreements(typed.get("agreements")).unwrap_or_else(|message| {
        errors.push(FieldError::new("agreements", message));
        Vec::new()
    });
    if typed.filled("name").is_none() {
        errors.push(FieldError::new("name", "Give the partnership a name."));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Network {
        name: typed.get("name").trim().to_owned(),
        place: typed.owned("place"),
        profile: Profile {
            collaboration_type: typed.owned("collaboration_type"),
            mandate: typed.owned("mandate"),
            structural_change: typed.owned("structural_change"),
            started,
            restructurings,
            agreements,
            size: typed.owned("size"),
            proximity: typed.owned("proximity"),
        },
        ..network.clone()
    })
}

/// The form.
pub(super) fn section(network: &Network, draft: &Draft, lens: &Lens) -> Markup {
    let nearness = lens.profile_item("proximity");
    html! {
        section aria-labelledby="profile" {
            h2 #profile { "The partnership" }
            p.lede { "The context in which its trust is to be read. All but the name may stay open." }
            form.form method="post" action=(urls::settings(network)) data-guard {
                (text_input(draft, Field::new("name", "Name")))
                (text_input(draft, Field::new("place", "Place")))
                (profile_fields(lens, draft))
                (date_input(draft, Field::new("started", "Start of the initiative")))
                (textarea(draft, Field::new("restructurings", "Restructurings")
                    .hint("Each on a line: date, a space, what happened. Such as: 2024-10-01 Two teams became \
                           one"), 3))
                (textarea(draft, Field::new("agreements", "Formal agreements")
                    .hint("Each on a line: date; kind; title. The date may be missing. Such as: 2023-04-03; \
                           memorandum; Partnership agreement"), 4))
                (text_input(draft, Field::new("size", "People served")
                    .hint("In words, such as: 146,000 people in two towns")))
                @if let Some(item) = nearness {
                    (select(draft, Field::new("proximity", &item.label).hint(&item.definition), Some("Not said"),
                        &choices(lens, "proximity")))
                }
                button.btn { "Save the partnership" }
            }
        }
    }
}
