//! Whether what goes out comes back: the two reciprocities on −1 to 1, each as a dot with its range, and the table that
//! says the same (Kenny & La Voie 1984; docs/methods/two-sided-ratings.md).

use maud::{Markup, html};
use troth_lens::{Correlation, NetworkFit};

use crate::palette::{CARD, EDGE, GRID, PLUM};

/// A reciprocity with its words.
struct Dot<'f> {
    label: &'static str,
    says: &'static str,
    correlation: &'f Correlation,
}

/// The figure with its table.
pub(super) fn both(fit: &NetworkFit) -> Markup {
    let dots = dots(fit);
    html! {
        (figure(&dots))
        (table(&dots))
    }
}

fn dots(fit: &NetworkFit) -> [Dot<'_>; 2] {
    [
        Dot {
            label: "Between organisations",
            says: "generalised reciprocity: are those who rate others highly rated highly?",
            correlation: &fit.reciprocity.generalised,
        },
        Dot {
            label: "Between the two of a pair",
            says: "dyadic reciprocity: does a special rating one way go with one the other way?",
            correlation: &fit.reciprocity.dyadic,
        },
    ]
}

fn figure(dots: &[Dot<'_>]) -> Markup {
    html! {
        div."dbx"."short" {
            div.dhead.two {
                b { "What goes out and what comes back, \u{2212}1 to 1" }
                div.axis aria-hidden="true" { @for mark in ["\u{2212}1", "\u{2212}0.5", "0", "0.5", "1"] { span { (mark) } } }
            }
            div role="list" {
                @for dot in dots {
                    div.drow.two role="listitem" {
                        div.dl { b { (dot.label) } span { (dot.says) } }
                        div.dt { (dot_drawn(dot)) }
                    }
                }
            }
        }
    }
}

fn dot_drawn(dot: &Dot<'_>) -> Markup {
    let at = |r: f64| format!("{:.1}%", (r + 1.0).clamp(0.0, 2.0) * 50.0);
    let says = format!(
        "{}: {} {}",
        dot.label,
        correlation_words(dot.correlation),
        correlation_range(dot.correlation)
    );
    html! {
        svg.db width="100%" height="40" overflow="visible" role="img" aria-label=(says) {
            @for mark in ["0%", "25%", "75%", "100%"] {
                line x1=(mark) y1="0" x2=(mark) y2="40" stroke=(GRID) {}
            }
            line x1="50%" x2="50%" y1="0" y2="40" stroke=(EDGE) stroke-width="2" {}
            @match dot.correlation {
                Correlation::Estimated(value) => {
                    @if let Some((low, high)) = value.interval() {
                        rect x=(at(low)) y="20" width=(format!("{:.1}%", (high - low).max(0.0) * 50.0)) height="8" fill=(PLUM)
                            fill-opacity=".35" {}
                        @for end in [low, high] {
                            line x1=(at(end)) x2=(at(end)) y1="18" y2="30" stroke=(PLUM) stroke-width="2" {}
                        }
                    }
                    @let known = value.interval().is_some();
                    circle cx=(at(value.estimate)) cy="24" r="8" fill=(if known { PLUM } else { CARD })
                        stroke=(if known { CARD } else { PLUM }) stroke-width=(if known { "2" } else { "3" }) {}
                    text.dv x=(at(value.estimate)) y="12" text-anchor="middle" { (correlation_words(dot.correlation)) }
                }
                Correlation::AtEdge | Correlation::None => {
                    text.dw x="8" y="29" { (correlation_words(dot.correlation)) }
                }
            }
        }
    }
}

fn correlation_words(correlation: &Correlation) -> String {
    match correlation {
        Correlation::Estimated(value) => two_places(value.estimate),
        Correlation::AtEdge => "at the edge of what is possible".to_owned(),
        Correlation::None => "cannot be told".to_owned(),
    }
}

fn correlation_range(correlation: &Correlation) -> String {
    match correlation {
        Correlation::Estimated(value) => match value.interval() {
            Some((low, high)) => format!("({} to {})", two_places(low), two_places(high)),
            None => "(range not known)".to_owned(),
        },
        Correlation::AtEdge => "\u{2212}1 or 1: not to be read as a finding".to_owned(),
        Correlation::None => "one of the spreads is 0, so nothing can go with it".to_owned(),
    }
}

/// A correlation with two decimal places and a proper minus.
fn two_places(r: f64) -> String {
    let text = format!("{r:.2}");
    match text.strip_prefix('-') {
        Some("0.00") => "0.00".to_owned(),
        Some(rest) => format!("\u{2212}{rest}"),
        None => text,
    }
}

fn table(dots: &[Dot<'_>]) -> Markup {
    html! {
        table.stack {
            caption { "The same as a table: reciprocities" }
            thead { tr { th scope="col" { "Reciprocity" } th scope="col" { "Correlation" } th scope="col" { "Range" } } }
            tbody.num {
                @for dot in dots {
                    tr {
                        th scope="row" { (dot.label) " (" (dot.says) ")" }
                        td data-l="Correlation" { (correlation_words(dot.correlation)) }
                        td data-l="Range" { (correlation_range(dot.correlation)) }
                    }
                }
            }
        }
    }
}
