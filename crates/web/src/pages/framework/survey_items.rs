//! Survey items and what they ask about.

use maud::{Markup, html};
use troth_framework::{Concept, Lens, Polarity, Variable};

use super::entry::{cited, strength};
use super::evidence::table;

/// All survey items.
pub(super) fn items(lens: &Lens) -> Markup {
    let rows = html! {
        @for variable in &lens.variables {
            tr {
                th scope="row" { code { (variable.id) } }
                td { (variable.wording) }
                td { (asks(lens, variable)) }
                td {
                    @match variable.polarity {
                        Polarity::Trust => "good",
                        Polarity::Asymmetry => "bad",
                    }
                }
                td { (strength(variable.mark)) " " (cited(lens, &variable.cite)) }
            }
        }
    };
    html! {
        p.lede { "The items are ours and not validated; the sources are those of what they ask about." }
        (table("items", "Survey items", &["In files", "Item", "Asks about", "A high answer is", "Source"], &rows))
    }
}

fn asks(lens: &Lens, variable: &Variable) -> Markup {
    let label = lens.concept_label(&variable.maps_to).unwrap_or(variable.maps_to.id());
    let facets = match &variable.maps_to {
        Concept::Narrative(id) => lens.narrative(id).map(|n| n.facets.as_slice()),
        Concept::Aspect(id) => lens.aspect(id).map(|a| a.facets.as_slice()),
        Concept::Outcome(_) | Concept::Construct(_) => None,
    };
    let facet = variable.facet.as_ref().and_then(|id| facets?.iter().find(|f| f.id == *id));
    html! {
        a href={ "#" (variable.maps_to.kind()) "-" (variable.maps_to.id()) } { (label) }
        @if let Some(facet) = facet { ": " (facet.label) }
    }
}
