//! What the map is narrowed to: a form whose answers stand in the address.

use maud::{Markup, html};
use serde::Deserialize;
use troth_app::views::map::{MapFilter, MapView};

/// The query of the page; empty means all.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Round, by its id in files.
    pub(super) wave: String,
    /// Question, a concept of the framework.
    pub(super) question: String,
    /// Sector.
    pub(super) sector: String,
    /// Organisation, by its id in files.
    pub(super) organisation: String,
}

impl Asked {
    /// As the use case takes it.
    pub(super) fn filter(&self) -> MapFilter {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        MapFilter {
            wave: some(&self.wave),
            question: some(&self.question),
            sector: some(&self.sector),
            organisation: some(&self.organisation),
        }
    }

    /// As addresses hold it.
    pub(super) fn pairs(&self) -> [(&str, &str); 4] {
        [
            ("wave", &self.wave),
            ("question", &self.question),
            ("sector", &self.sector),
            ("organisation", &self.organisation),
        ]
    }
}

/// What is shown, in words: "all organisations", "Health and those tied to it".
pub(super) fn scope(view: &MapView, asked: &Asked) -> String {
    if let Some(found) = view.organisations.iter().find(|o| o.external_id == asked.organisation) {
        return format!("{} and those tied to it", found.name);
    }
    match view.sectors.iter().find(|s| s.0 == asked.sector) {
        Some(sector) => format!("{} and those tied to it", sector.words()),
        None => "all organisations".to_owned(),
    }
}

/// The form.
pub(super) fn form(view: &MapView, asked: &Asked) -> Markup {
    let questions: Vec<(&str, String)> =
        view.questions.iter().map(|(c, l)| (c.as_str(), l.clone())).collect();
    let organisations: Vec<(&str, String)> =
        view.organisations.iter().map(|o| (o.external_id.as_str(), o.name.clone())).collect();
    let sectors: Vec<(&str, String)> = view.sectors.iter().map(|s| (s.0.as_str(), s.words())).collect();
    let waves: Vec<(&str, String)> =
        view.waves.iter().map(|w| (w.external_id.as_str(), w.label.clone())).collect();
    let wave = view.wave.as_ref().map_or("", |w| w.external_id.as_str());
    html! {
        form.filter method="get" {
            (select("question", "Question", None, &questions, &view.question))
            (select("sector", "Sector", Some("All sectors"), &sectors, &asked.sector))
            (select("organisation", "Organisation", Some("All organisations"), &organisations, &asked.organisation))
            (select("wave", "Round", None, &waves, wave))
            button."btn"."slim" type="submit" { "Show on the map" }
        }
    }
}

fn select(name: &str, label: &str, all: Option<&str>, choices: &[(&str, String)], chosen: &str) -> Markup {
    html! {
        @if !choices.is_empty() {
            div."nhsuk-form-group" {
                label."nhsuk-label" for=(name) { (label) }
                select."nhsuk-select" id=(name) name=(name) {
                    @if let Some(all) = all { option value="" { (all) } }
                    @for (value, words) in choices {
                        option value=(value) selected[*value == chosen] { (words) }
                    }
                }
            }
        }
    }
}
