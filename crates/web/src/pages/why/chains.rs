//! What the research says: from what is uneven to what it harms. What this partnership shows of it is not worked
//! out yet, and the table says so.

use maud::{Markup, html};
use troth_framework::{Arrow, Lens};

/// The table with its heading.
pub(super) fn section(lens: &Lens) -> Markup {
    html! {
        section aria-labelledby="chain" {
            h2 #chain { "From what is uneven to what it harms" }
            p.lede {
                "What the research says. Whether the two go together here would be an association across \
                 relationships with both sides known, not a cause; it is not worked out yet."
            }
            table."stack"."lens" {
                caption { span.vh { "The five stories, which trust each wears down and which joint work it harms" } }
                thead {
                    tr {
                        th scope="col" { "What is uneven" }
                        th scope="col" { "Which trust it wears down" }
                        th scope="col" { "Here" }
                        th scope="col" { "Which joint work it harms" }
                        th scope="col" { "Here" }
                    }
                }
                tbody {
                    @for narrative in &lens.narratives {
                        tr {
                            th scope="row" {
                                (narrative.short_label)
                                @if let Some(family) = lens.family(&narrative.family) { span.fam { (family.label) } }
                            }
                            td data-l="Which trust it wears down" {
                                (labels(&narrative.erodes, |id| lens.aspect(id).map(|a| a.label.as_str())))
                            }
                            td.grey data-l="Here" { "Not worked out yet" }
                            td data-l="Which joint work it harms" {
                                (labels(&narrative.harms, |id| lens.outcome(id).map(|o| o.label.as_str())))
                            }
                            td.grey data-l="Here" { "Not worked out yet" }
                        }
                    }
                }
            }
            p."small"."quiet"."gap-s" {
                "The five stories and their chains: Islam et al. 2020. Measures that answer them: Li et al. 2018."
            }
        }
    }
}

fn labels<'a>(arrows: &'a [Arrow], label: impl Fn(&'a str) -> Option<&'a str>) -> Markup {
    html! {
        @for (i, arrow) in arrows.iter().enumerate() {
            @if i > 0 { br; }
            (label(&arrow.to).unwrap_or(&arrow.to))
        }
    }
}
