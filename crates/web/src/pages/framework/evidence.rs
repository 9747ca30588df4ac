//! What the literature says: mechanisms, factors, subthemes, types, terms, and the sources themselves.

use maud::{Markup, html};
use troth_framework::{FactorKind, Lens, Sign, Source, Tangibility};

use super::entry::{cited, strength};

/// Causes and effects.
pub(super) fn mechanisms(lens: &Lens) -> Markup {
    let rows = html! {
        @for m in &lens.mechanisms {
            tr id={ "mechanism-" (m.id) } {
                th scope="row" { (m.id) }
                td { (m.cause) }
                td { (sign(m.sign)) }
                td { (m.effect) @if let Some(next) = &m.leads_to { ", which leads to: " (next) } }
                td { (m.condition.as_deref().unwrap_or("")) }
                td { (strength(m.mark)) " " (cited(lens, &m.cite)) }
            }
        }
    };
    table("mechanisms", "Causes and effects", &["Id", "Cause", "Way", "Effect", "When", "Source"], &rows)
}

/// Factors, worded both ways.
pub(super) fn factors(lens: &Lens) -> Markup {
    let kind = |kind| match kind {
        Some(FactorKind::Asymmetry) => "lack of equality",
        Some(FactorKind::Diversity) => "difference in character",
        Some(FactorKind::TrustEffect) => "effect on trust",
        None => "",
    };
    let rows = html! {
        @for factor in &lens.factors {
            tr {
                th scope="row" { (factor.id) }
                td { (factor.loss) }
                td { (factor.neutral) }
                td { (kind(factor.kind)) }
                td { (strength(factor.mark)) " " (cited(lens, &factor.cite)) "; first in " (cited(lens, &factor.origin)) }
            }
        }
    };
    table("factors", "Factors, worded both ways", &["Id", "As a loss", "Neutrally", "Kind", "Source"], &rows)
}

/// Subthemes from interviews.
pub(super) fn subthemes(lens: &Lens) -> Markup {
    let label = |id: &String| lens.narrative(id).map_or_else(|| id.clone(), |n| n.short_label.clone());
    let rows = html! {
        @for theme in &lens.subthemes {
            tr {
                th scope="row" { (theme.id) }
                td { (theme.wording) @if let Some(when) = &theme.condition { " (" (when) ")" } }
                td { (sign(theme.sign)) }
                td {
                    @if theme.narratives.is_empty() { "the whole collaboration" }
                    @else { (theme.narratives.iter().map(label).collect::<Vec<_>>().join(", ")) }
                }
                td { (strength(theme.mark)) " " (cited(lens, &theme.cite)) }
            }
        }
    };
    table(
        "subthemes",
        "What interviews found",
        &["Id", "Finding", "Way", "Story (our reading)", "Source"],
        &rows,
    )
}

/// Types of asymmetry.
pub(super) fn types(lens: &Lens) -> Markup {
    let rows = html! {
        @for kind in &lens.asymmetry_types {
            tr {
                th scope="row" { (kind.label) }
                td {
                    @match kind.kind {
                        Tangibility::Tangible => "tangible",
                        Tangibility::Intangible => "intangible",
                    }
                }
                td { (kind.definition) }
                td { (strength(kind.mark)) " " (cited(lens, &kind.cite)) "; first in " (cited(lens, &kind.origin)) }
            }
        }
    };
    table("types", "Types of asymmetry", &["Type", "Kind", "What it is", "Source"], &rows)
}

/// Terms.
pub(super) fn definitions(lens: &Lens) -> Markup {
    html! {
        dl.sl {
            @for definition in &lens.definitions {
                div {
                    dt { (definition.term) }
                    dd {
                        (definition.definition) " "
                        span.small { (strength(definition.mark)) " " (cited(lens, &definition.cite)) }
                    }
                }
            }
        }
    }
}

/// All publications.
pub(super) fn sources(lens: &Lens) -> Markup {
    html! {
        p.lede { "Links lead to the publisher; nothing of this page is loaded from there." }
        ul.bullets { @for source in &lens.sources { (publication(lens, source)) } }
    }
}

fn publication(lens: &Lens, source: &Source) -> Markup {
    html! {
        li id={ "source-" (source.id) } {
            b { (source.short) } ": " (source.reference) " "
            @match source.link() {
                Some(link) => a href=(link) rel="noreferrer" { (link) },
                None => { @if let Some(page) = &source.url { code { (page) } } }
            }
            @if !source.via.is_empty() { " As cited by " (cited(lens, &source.via)) "." }
        }
    }
}

fn sign(sign: Sign) -> Markup {
    let words = match sign {
        Sign::Plus => "helps",
        Sign::Minus => "hinders",
    };
    html! { span.nw { (sign.symbol()) " " (words) } }
}

/// A table that scrolls by itself where it is wide.
pub(super) fn table(id: &str, caption: &str, columns: &[&str], rows: &Markup) -> Markup {
    html! {
        div."scroll-x" tabindex="0" role="region" aria-labelledby={ (id) "-table" } {
            table {
                caption id={ (id) "-table" } { (caption) }
                thead { tr { @for column in columns { th scope="col" { (column) } } } }
                tbody { (rows) }
            }
        }
    }
}
