//! Both sides of every pair on one axis: ● is the organisation named first about the second, ◆ the second about the
//! first, each with its range; beside them the difference with its own.

use maud::{Markup, html};
use troth_lens::scale_words::points;
use troth_lens::{DirectionState, Ease, Wording};
use troth_network::Value;

use super::rows::PairRow;
use crate::palette::{CARD, EASY_ZONE, EDGE, GRID, HARD_ZONE, INK, full};
use crate::words::{self, both_aloud, difference};

/// A side of a pair: where its range and its words stand in the drawing.
#[derive(Clone, Copy)]
struct Lane {
    /// The sign in words.
    sign: &'static str,
    /// Upper edge of the range.
    bar: i32,
    /// Foot of the number.
    foot: i32,
}

const FIRST: Lane = Lane { sign: "\u{25cf}", bar: 20, foot: 13 };
const SECOND: Lane = Lane { sign: "\u{25c6}", bar: 31, foot: 55 };
const HEIGHT: i32 = 60;
const LINE: i32 = 30;

/// The figure. `id` begins the id inside, so that several figures can stand on one page.
pub(super) fn figure(id: &str, wording: Wording, rows: &[PairRow<'_>]) -> Markup {
    let (low, high) = match wording {
        Wording::Ease => ("hard", "easy"),
        Wording::Score => ("low", "high"),
    };
    html! {
        div.dbx {
            (key(id))
            div.dhead {
                b { "The two organisations" }
                div {
                    div.zone { span { (low) } span { "between" } span { (high) } }
                    div.axis aria-hidden="true" {
                        @for mark in ["0", "20", "40", "60", "80", "100"] { span { (mark) } }
                    }
                }
                b { "Difference" }
            }
            div role="list" {
                @for row in rows { (drawn(id, wording, row)) }
            }
        }
    }
}

fn key(id: &str) -> Markup {
    html! {
        ul.dkey {
            li {
                svg width="40" height="18" aria-hidden="true" {
                    rect x="1" y="6" width="38" height="6" fill=(full(Ease::Hard)) fill-opacity=".42" {}
                    circle cx="20" cy="9" r="7" fill=(full(Ease::Hard)) {}
                }
                "First about second"
            }
            li {
                svg width="40" height="20" aria-hidden="true" {
                    rect x="1" y="7" width="38" height="6" fill=(full(Ease::Easy)) fill-opacity=".42" {}
                    path d="M20 1 29 10 20 19 11 10Z" fill=(full(Ease::Easy)) {}
                }
                "Second about first"
            }
            li {
                svg width="40" height="14" aria-hidden="true" {
                    rect x="1" y="3" width="38" height="8" fill=(EDGE) fill-opacity=".42" {}
                    path d="M1.5 0v14M38.5 0v14" stroke=(EDGE) stroke-width="2" {}
                }
                "Likely range (95 in 100)"
            }
            li {
                svg width="40" height="12" aria-hidden="true" {
                    defs {
                        pattern id={ (id) "-hatch" } width="5" height="5" patternUnits="userSpaceOnUse"
                            patternTransform="rotate(45)" {
                            rect width="5" height="5" fill=(CARD) {}
                            rect width="2" height="5" fill=(EDGE) {}
                        }
                    }
                    rect x=".5" y="1" width="39" height="9" fill={ "url(#" (id) "-hatch)" } stroke=(EDGE) {}
                }
                "Withheld"
            }
        }
    }
}

fn drawn(id: &str, wording: Wording, row: &PairRow<'_>) -> Markup {
    let (first, second) = (row.first.name.as_str(), row.second.name.as_str());
    let apart = difference(first, second, row.forth, row.back, row.gap.as_ref());
    let value = |side: Option<&DirectionState>| side.and_then(DirectionState::value).cloned();
    let (l, r) = (value(row.forth), value(row.back));
    html! {
        div.drow role="listitem" {
            div.dl { b { (first) } " and " b { (second) } }
            div.dt {
                svg.db width="100%" height=(HEIGHT) overflow="visible" role="img"
                    aria-label=(both_aloud(wording, first, second, row.forth, row.back)) {
                    rect x="0" y="0" width="40%" height=(HEIGHT) fill=(HARD_ZONE) {}
                    rect x="60%" y="0" width="40%" height=(HEIGHT) fill=(EASY_ZONE) {}
                    @for mark in ["0%", "20%", "40%", "60%", "80%", "100%"] {
                        line x1=(mark) y1="0" x2=(mark) y2=(HEIGHT) stroke=(GRID) {}
                    }
                    (ground(FIRST, row.forth, id))
                    (ground(SECOND, row.back, id))
                    @if let (Some(l), Some(r)) = (&l, &r) {
                        line x1=(percent(l.estimate)) x2=(percent(r.estimate)) y1=(LINE) y2=(LINE) stroke=(INK)
                            stroke-width="2.5" {}
                    }
                    @if let Some(r) = &r { (sign(SECOND, r, true)) }
                    @if let Some(l) = &l { (sign(FIRST, l, false)) }
                }
            }
            div.dd {
                span.ddl { "Difference: " }
                (apart.says)
                @if !apart.range.is_empty() { " " span.nw { (apart.range) } }
                @if !apart.note.is_empty() { span."small"."quiet" { "; " (apart.note) } }
            }
        }
    }
}

/// What lies beneath the signs: the range, or hatching or dashes with the words for it.
fn ground(lane: Lane, state: Option<&DirectionState>, id: &str) -> Markup {
    match state {
        Some(DirectionState::Shown { value, .. }) => range(lane, value),
        Some(DirectionState::Withheld { reason, .. }) => html! {
            rect x="0" y=(lane.bar + 1) width="100%" height="8" fill={ "url(#" (id) "-hatch)" } stroke=(EDGE) {}
            text.dw x="8" y=(lane.foot) { (lane.sign) " " (words::withheld(reason).to_lowercase()) }
        },
        Some(DirectionState::NotRated) | None => html! {
            line x1="0" x2="100%" y1=(lane.bar + 5) y2=(lane.bar + 5) stroke=(EDGE) stroke-width="2"
                stroke-dasharray="5 5" {}
            text.dw x="8" y=(lane.foot) { (lane.sign) " not rated" }
        },
    }
}

fn range(lane: Lane, value: &Value) -> Markup {
    let Some((low, high)) = value.interval() else { return html! {} };
    let colour = full(Ease::of(value.estimate));
    let (from, to) = (place(low), place(high));
    html! {
        rect x={ (from) "%" } y=(lane.bar) width={ (to - from) "%" } height="8" fill=(colour) fill-opacity=".42" {}
        @for end in [from, to] {
            line x1={ (end) "%" } x2={ (end) "%" } y1=(lane.bar - 2) y2=(lane.bar + 10) stroke=(colour) stroke-width="2" {}
        }
    }
}

/// The sign with its number; open where the range is not known.
fn sign(lane: Lane, value: &Value, lozenge: bool) -> Markup {
    let colour = full(Ease::of(value.estimate));
    let (fill, stroke, width) =
        if value.interval().is_some() { (colour, CARD, "2") } else { (CARD, colour, "3") };
    let x = percent(value.estimate);
    let anchor = match place(value.estimate) {
        ..=2 => "start",
        98.. => "end",
        _ => "middle",
    };
    html! {
        @if lozenge {
            svg x=(x) y=(LINE) overflow="visible" {
                path d="M0-10 10 0 0 10-10 0Z" fill=(fill) stroke=(stroke) stroke-width=(width) {}
            }
        } @else {
            circle cx=(x) cy=(LINE) r="8" fill=(fill) stroke=(stroke) stroke-width=(width) {}
        }
        text.dv x=(x) y=(lane.foot) text-anchor=(anchor) { (words::estimate(value)) }
    }
}

/// A place on the axis in whole points, held inside it.
fn place(share: f64) -> i64 {
    points(share).clamp(0, 100)
}

fn percent(share: f64) -> String {
    format!("{}%", place(share))
}
