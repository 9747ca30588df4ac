//! What the research says, from what is uneven to what it harms, and beside it what goes together here.

use maud::{Markup, html};
use troth_framework::{Arrow, Lens};
use troth_lens::{Arrows, Association};
use troth_report::association::short;

use crate::urls;

/// The table with its heading.
pub(super) fn section(lens: &Lens, arrows: &[Arrows]) -> Markup {
    html! {
        section aria-labelledby="chain" {
            h2 #chain { "From what is uneven to what it harms" }
            p.lede {
                "What the research says, and beside it whether the two go together here, over the directions of this \
                 partnership that are shown: from \u{2212}1 (the opposite order) to 1 (the same order), with the range. Going \
                 together is no cause. "
                a href=(urls::method("associations")) { "How this was worked out" }
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
                    @for (at, narrative) in lens.narratives.iter().enumerate() {
                        tr {
                            th scope="row" {
                                (narrative.short_label)
                                @if let Some(family) = lens.family(&narrative.family) { span.fam { (family.label) } }
                            }
                            td data-l="Which trust it wears down" {
                                (labels(&narrative.erodes, |id| lens.aspect(id).map(|a| a.label.as_str())))
                            }
                            td.num data-l="Here" { (here(arrows.get(at).map(|a| a.to_trust.as_slice()))) }
                            td data-l="Which joint work it harms" {
                                (labels(&narrative.harms, |id| lens.outcome(id).map(|o| o.label.as_str())))
                            }
                            td.num data-l="Here" { (here(arrows.get(at).map(|a| a.to_work.as_slice()))) }
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

/// One line for each, with the names of both where there are several.
fn here(all: Option<&[Association]>) -> Markup {
    let all = all.unwrap_or_default();
    html! {
        @for (i, one) in all.iter().enumerate() {
            @if i > 0 { br; }
            @if all.len() > 1 { (one.first) " \u{2013} " (one.second) ": " }
            (short(one))
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
