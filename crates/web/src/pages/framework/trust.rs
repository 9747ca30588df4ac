//! Kinds of trust, joint work, and what is measured beside them.

use maud::{Markup, html};
use troth_framework::{About, Lens};

use super::entry::{cited, entry, evidence, strength};

/// Trust aspects.
pub(super) fn aspects(lens: &Lens) -> Markup {
    html! {
        @for aspect in &lens.aspects {
            (entry(&format!("aspect-{}", aspect.id), &aspect.label, &html! {
                p.lede { (aspect.definition) }
                p."small"."quiet" { "In the literature: " (aspect.name) }
                @if !aspect.facets.is_empty() {
                    ul.bullets {
                        @for facet in &aspect.facets {
                            li {
                                b { (facet.label) ": " } (facet.definition) " "
                                span.small { (strength(facet.mark)) " " (cited(lens, &facet.cite)) }
                            }
                        }
                    }
                }
            }, &evidence(lens, &aspect.cite, aspect.mark)))
        }
    }
}

/// Integration outcomes.
pub(super) fn outcomes(lens: &Lens) -> Markup {
    html! {
        @for outcome in &lens.outcomes {
            (entry(&format!("outcome-{}", outcome.id), &outcome.label, &html! { p.lede { (outcome.definition) } },
                &evidence(lens, &outcome.cite, outcome.mark)))
        }
    }
}

/// Constructs beside the aspects.
pub(super) fn constructs(lens: &Lens) -> Markup {
    html! {
        @for (about, title) in [
            (About::Relationship, "Of one relationship"),
            (About::Collaboration, "Of the whole collaboration"),
        ] {
            div.block {
                h3 { (title) }
                dl.sl {
                    @for construct in lens.constructs.iter().filter(|c| c.about == about) {
                        div id={ "construct-" (construct.id) } {
                            dt { (construct.label) }
                            dd {
                                (construct.definition) " "
                                span.small { (strength(construct.mark)) " " (cited(lens, &construct.cite)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
