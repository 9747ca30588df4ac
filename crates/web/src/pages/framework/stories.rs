//! The narratives with their hallmarks and their chains.

use maud::{Markup, html};
use troth_framework::{Arrow, Drawn, Lens, Narrative, RelationKind};

use super::entry::{cited, entry, evidence, strength};

/// All narratives, by family.
pub(super) fn stories(lens: &Lens) -> Markup {
    html! {
        @for family in &lens.families {
            div.block {
                h3 { (family.label) }
                p.lede { (family.definition) }
                (evidence(lens, &family.cite, family.mark))
                @for narrative in lens.narratives.iter().filter(|n| n.family == family.id) { (story(lens, narrative)) }
            }
        }
    }
}

fn story(lens: &Lens, narrative: &Narrative) -> Markup {
    let words = html! {
        p.lede { (narrative.definition) }
        p.lede { b { "How one recognises it: " } (narrative.hallmark) }
        p."small"."quiet" { "In the literature: " (narrative.name) }
        @if !narrative.facets.is_empty() {
            ul.bullets {
                @for facet in &narrative.facets {
                    li {
                        b { (facet.label) ": " } (facet.definition) " "
                        span.small { (strength(facet.mark)) " " (cited(lens, &facet.cite)) }
                    }
                }
            }
        }
        dl.sl {
            div { dt { "What is uneven" } dd { (narrative.uneven) } }
            div {
                dt { "Which trust it wears down" }
                dd { (arrows(lens, &narrative.erodes, |id| lens.aspect(id).map(|a| a.label.as_str()))) }
            }
            div {
                dt { "Which joint work it harms" }
                dd { (arrows(lens, &narrative.harms, |id| lens.outcome(id).map(|o| o.label.as_str()))) }
            }
            @for relation in &narrative.relations {
                div {
                    dt {
                        @match relation.kind {
                            RelationKind::FlowsFrom => "Arises from",
                            RelationKind::Moderates => "Changes how strongly this works",
                        }
                    }
                    dd {
                        (lens.narrative(&relation.to).map_or(relation.to.as_str(), |n| n.label.as_str())) " "
                        span.small { (strength(relation.mark)) " " (cited(lens, &relation.cite)) }
                    }
                }
            }
        }
        @if let Some(note) = &narrative.note { p.note { span { (note) } } }
    };
    entry(
        &format!("narrative-{}", narrative.id),
        &narrative.label,
        &words,
        &evidence(lens, &narrative.cite, narrative.mark),
    )
}

fn arrows<'a>(lens: &Lens, arrows: &'a [Arrow], label: impl Fn(&'a str) -> Option<&'a str>) -> Markup {
    html! {
        ul.plain {
            @for arrow in arrows {
                li {
                    (label(&arrow.to).unwrap_or(&arrow.to)) " "
                    span.small {
                        "(" (drawn(arrow.drawn)) ") " (strength(arrow.mark)) " " (cited(lens, &arrow.cite))
                        @if let Some(note) = &arrow.note { ". " (note) }
                    }
                }
            }
        }
    }
}

const fn drawn(drawn: Drawn) -> &'static str {
    match drawn {
        Drawn::Figure => "drawn in the figure",
        Drawn::Text => "told in the text, or not yet verified against the figure",
        Drawn::Both => "in figure and text",
    }
}
