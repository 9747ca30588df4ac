//! Partnerships on one question: for each a dot and its range on one scale, in alphabetical order, with the tables
//! that say the same. Nothing is ranked.

mod file;
mod said;
mod twin;

use maud::{Markup, html};
use troth_gate::Released;
use troth_lens::scale_words::points;
use troth_lens::{Comparison, Ease, Partnership, Standing, Wording};
use troth_network::Value;

use crate::dumbbell::{head, pattern};
use crate::palette::{CARD, EASY_ZONE, EDGE, GRID, HARD_ZONE, INK_2, full};
pub use said::{correlation, part};
pub use twin::{differences, spreads, table};

const HEIGHT: &str = "44";
const LINE: &str = "28";

/// Draws the figure: a head with the axis, then one row for each partnership.
///
/// `id_prefix` begins every id inside, so that several figures can stand on one page.
pub fn figure(comparison: &Released<Comparison>, id_prefix: &str) -> Markup {
    let comparison = comparison.value();
    let hatching = format!("{id_prefix}-hatching");
    html! {
        div."dbx"."cmp" {
            (key(&hatching))
            (head("Mean, 0 to 100", comparison.wording(), "Mean and range"))
            div role="list" {
                @for partnership in &comparison.partnerships {
                    (row(comparison.wording(), partnership, &hatching))
                }
            }
        }
    }
}

fn row(wording: Wording, partnership: &Partnership, hatching: &str) -> Markup {
    let mean = partnership.fit().map(|fit| said::kept_inside(&fit.mean));
    let says = format!("{}: {}", partnership.name, said::aloud(wording, &partnership.standing));
    html! {
        div.drow role="listitem" {
            div.dl {
                b { (partnership.name) }
                @if let Some(round) = &partnership.round { span { (round) } }
            }
            div.dt {
                svg.db width="100%" height=(HEIGHT) overflow="visible" role="img" aria-label=(says) {
                    (ground())
                    @match &mean {
                        Some(value) => (drawn(value)),
                        None => {
                            rect x="0" y="24" width="100%" height="8" fill={ "url(#" (hatching) ")" } stroke=(EDGE) {}
                            text.dw x="8" y="17" { "not shown" }
                        },
                    }
                }
            }
            div.dd {
                @match (&mean, &partnership.standing) {
                    (Some(value), _) => {
                        span.nw { (crate::words::with_range(value)) }
                        span."small"."quiet" { (crate::words::capital(&wording.range(value))) }
                    },
                    (None, Standing::LeftOut { reason, .. }) => span."small"."quiet" { (reason) },
                    (None, Standing::Shown { .. }) => "",
                }
            }
        }
    }
}

fn ground() -> Markup {
    html! {
        rect x="0" y="0" width="40%" height=(HEIGHT) fill=(HARD_ZONE) {}
        rect x="60%" y="0" width="40%" height=(HEIGHT) fill=(EASY_ZONE) {}
        @for mark in ["0%", "20%", "40%", "60%", "80%", "100%"] {
            line x1=(mark) y1="0" x2=(mark) y2=(HEIGHT) stroke=(GRID) {}
        }
    }
}

/// The range and the dot with its number; the dot is open where the range is not known.
fn drawn(value: &Value) -> Markup {
    let colour = full(Ease::of(value.estimate));
    let place = |share: f64| points(share).clamp(0, 100);
    let known = value.interval().is_some();
    let (fill, stroke, width) = if known { (colour, CARD, "2") } else { (CARD, colour, "3") };
    let anchor = match place(value.estimate) {
        ..=2 => "start",
        98.. => "end",
        _ => "middle",
    };
    html! {
        @if let Some((low, high)) = value.interval() {
            @let (from, to) = (place(low), place(high));
            rect x={ (from) "%" } y="24" width={ (to - from) "%" } height="8" fill=(colour) fill-opacity=".42" {}
            @for end in [from, to] {
                line x1={ (end) "%" } x2={ (end) "%" } y1="21" y2="35" stroke=(colour) stroke-width="2" {}
            }
        }
        circle cx={ (place(value.estimate)) "%" } cy=(LINE) r="9" fill=(fill) stroke=(stroke) stroke-width=(width) {}
        text.dv x={ (place(value.estimate)) "%" } y="15" text-anchor=(anchor) { (crate::words::estimate(value)) }
    }
}

/// The key. The hatching stands in its drawing, which is never hidden; else it would be gone everywhere.
fn key(hatching: &str) -> Markup {
    html! {
        ul.dkey {
            li {
                svg width="46" height="20" aria-hidden="true" {
                    rect x="1" y="6" width="44" height="8" fill=(INK_2) fill-opacity=".42" {}
                    path d="M1.5 3v14M44.5 3v14" stroke=(INK_2) stroke-width="2" {}
                    circle cx="23" cy="10" r="8" fill=(INK_2) {}
                }
                "Mean and its likely range (95 in 100)"
            }
            li {
                svg width="46" height="14" aria-hidden="true" {
                    (pattern(hatching))
                    rect x=".5" y="2" width="45" height="9" fill={ "url(#" (hatching) ")" } stroke=(EDGE) {}
                }
                "Not shown"
            }
        }
    }
}

#[cfg(test)]
mod tests;
