//! Measures that build trust, with their parts and what to be careful about.

use maud::{Markup, html};
use troth_framework::{Lens, Measure};

use super::entry::{cited, entry, evidence, strength};

/// All measures, in the order of the framework; the order is no ranking.
pub(super) fn measures(lens: &Lens) -> Markup {
    html! {
        p.lede { "In the order of the sources; nothing is ranked. Which measure fits which story is our \
                  reading." }
        @for measure in &lens.measures { (one(lens, measure)) }
    }
}

fn one(lens: &Lens, measure: &Measure) -> Markup {
    let words = html! {
        p.lede { (measure.definition) }
        p."small"."quiet" {
            "In the literature: " (measure.name) ". "
            @if measure.from_table { "From the table of measures of the source." } @else { "From its text." }
        }
        @if !measure.sub_measures.is_empty() {
            ul.bullets {
                @for part in &measure.sub_measures {
                    li { (part.wording) " " span.small { (strength(part.mark)) " " (cited(lens, &part.cite)) } }
                }
            }
        }
        @if !measure.works_on.is_empty() {
            p {
                b { "Linked to: " }
                @for (at, link) in measure.works_on.iter().enumerate() {
                    @if at > 0 { ", " }
                    a href={ "#narrative-" (link.narrative) } {
                        (lens.narrative(&link.narrative).map_or(link.narrative.as_str(), |n| n.label.as_str()))
                    }
                    " " (strength(link.mark))
                }
            }
        }
        @if !measure.cautions.is_empty() {
            p { b { "Be careful:" } }
            ul.bullets {
                @for caution in &measure.cautions {
                    li {
                        (caution.wording) " "
                        span.small {
                            @if let Some(id) = &caution.mechanism { a href={ "#mechanism-" (id) } { (id) } " " }
                            (strength(caution.mark)) " " (cited(lens, &caution.cite))
                        }
                    }
                }
            }
        }
    };
    let title = format!("{}: {}", measure.id, measure.label);
    entry(&format!("measure-{}", measure.id), &title, &words, &evidence(lens, &measure.cite, measure.mark))
}
