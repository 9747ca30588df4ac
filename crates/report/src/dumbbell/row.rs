//! One question of the dumbbell: a drawing as wide as there is room, its places in per cent.

use maud::{Markup, html};
use troth_lens::scale_words::points;
use troth_lens::{DirectionState, DumbbellRow, Ease, Wording};
use troth_network::Value;

use crate::palette::{CARD, EASY_ZONE, EDGE, GRID, HARD_ZONE, INK, full};
use crate::words::{self, Difference, both_aloud, difference};

/// Which organisation's side: its sign, and where its range and its number stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// ●, above the line.
    Left,
    /// ◆, below the line.
    Right,
}

impl Side {
    /// Upper edge of the bar of the range.
    const fn bar(self) -> i32 {
        match self {
            Self::Left => 23,
            Self::Right => 35,
        }
    }

    /// The sign before words that stand where a value would be.
    const fn sign(self) -> char {
        match self {
            Self::Left => '\u{25cf}',
            Self::Right => '\u{25c6}',
        }
    }

    /// Foot of the number.
    const fn number(self) -> i32 {
        match self {
            Self::Left => 16,
            Self::Right => 61,
        }
    }
}

const HEIGHT: &str = "66";
const LINE: &str = "33";

/// A question: its words, its drawing, its difference.
pub(super) fn drawn(row: &DumbbellRow, left: &str, right: &str, hatching: &str) -> Markup {
    let says = format!(
        "{}. {}",
        row.label,
        both_aloud(Wording::Ease, left, right, row.left.as_ref(), row.right.as_ref())
    );
    html! {
        div.drow role="listitem" {
            div.dl {
                b { (row.label) }
                @if !row.note.is_empty() { span { (row.note) } }
            }
            div.dt { (picture(row.left.as_ref(), row.right.as_ref(), hatching, &says)) }
            (apart(&difference(left, right, row.left.as_ref(), row.right.as_ref(), row.gap.as_ref())))
        }
    }
}

/// The cell beside a drawing: the difference with its range, and below it what to bear in mind.
pub(crate) fn apart(difference: &Difference) -> Markup {
    html! {
        div.dd {
            span.ddl { "Difference: " }
            (difference.says)
            @if !difference.range.is_empty() { " " span.nw { (difference.range) } }
            @if !difference.note.is_empty() { span.ddn { (words::capital(difference.note)) } }
        }
    }
}

/// Both sides in one drawing, which `says` tells in words; `None` was not asked and draws nothing.
pub(crate) fn picture(
    left: Option<&DirectionState>,
    right: Option<&DirectionState>,
    hatching: &str,
    says: &str,
) -> Markup {
    let value = |side: Option<&DirectionState>| side.and_then(DirectionState::value).cloned();
    let (l, r) = (value(left), value(right));
    html! {
        svg.db width="100%" height=(HEIGHT) overflow="visible" role="img" aria-label=(says) {
            rect x="0" y="0" width="40%" height=(HEIGHT) fill=(HARD_ZONE) {}
            rect x="60%" y="0" width="40%" height=(HEIGHT) fill=(EASY_ZONE) {}
            @for mark in ["0%", "20%", "40%", "60%", "80%", "100%"] {
                line x1=(mark) y1="0" x2=(mark) y2=(HEIGHT) stroke=(GRID) {}
            }
            (ground(Side::Left, left, hatching))
            (ground(Side::Right, right, hatching))
            @if let (Some(l), Some(r)) = (&l, &r) {
                line x1=(percent(l.estimate)) x2=(percent(r.estimate)) y1=(LINE) y2=(LINE) stroke=(INK)
                    stroke-width="2.5" {}
            }
            @if let Some(r) = &r { (sign(Side::Right, r)) }
            @if let Some(l) = &l { (sign(Side::Left, l)) }
        }
    }
}

/// What lies beneath the signs: the range, or hatching or dashes with the words for it.
fn ground(side: Side, state: Option<&DirectionState>, hatching: &str) -> Markup {
    let bar = side.bar();
    match state {
        None => html! {},
        Some(DirectionState::Shown { value, .. }) => html! { (range(side, value)) },
        Some(DirectionState::NotRated) => html! {
            line x1="0" x2="100%" y1=(bar + 6) y2=(bar + 6) stroke=(EDGE) stroke-width="2" stroke-dasharray="5 5" {}
            text.dw x="8" y=(side.number()) { (side.sign()) " not rated" }
        },
        Some(DirectionState::Withheld { reason, .. }) => html! {
            rect x="0" y=(bar + 2) width="100%" height="8" fill={ "url(#" (hatching) ")" } stroke=(EDGE) {}
            text.dw x="8" y=(side.number()) { (side.sign()) " " (lower(words::withheld(reason))) }
        },
    }
}

fn range(side: Side, value: &Value) -> Markup {
    let Some((low, high)) = value.interval() else { return html! {} };
    let colour = full(Ease::of(value.estimate));
    let (top, from, to) = (side.bar(), place(low), place(high));
    html! {
        rect x={ (from) "%" } y=(top) width={ (to - from) "%" } height="8" fill=(colour) fill-opacity=".42" {}
        @for (end, inside) in [(from, place_is_inside(low)), (to, place_is_inside(high))] {
            @if inside {
                line x1={ (end) "%" } x2={ (end) "%" } y1=(top - 2) y2=(top + 10) stroke=(colour) stroke-width="2" {}
            }
        }
    }
}

/// The sign with its number; open where the range is not known.
fn sign(side: Side, value: &Value) -> Markup {
    let colour = full(Ease::of(value.estimate));
    let known = value.interval().is_some();
    let (fill, stroke, width) = if known { (colour, CARD, "2") } else { (CARD, colour, "3") };
    let x = percent(value.estimate);
    let (anchor, shift) = number_place(value);
    html! {
        @match side {
            Side::Left => circle cx=(x) cy=(LINE) r="9" fill=(fill) stroke=(stroke) stroke-width=(width) {},
            Side::Right => svg x=(x) y=(LINE) overflow="visible" {
                path d="M0-11 11 0 0 11-11 0Z" fill=(fill) stroke=(stroke) stroke-width=(width) {}
            },
        }
        text.dv x=(x) dx=(shift) y=(side.number()) text-anchor=(anchor) { (words::estimate(value)) }
        @if !known {
            (unknown(side, value))
        }
    }
}

/// "range not known", on the side of the number where there is room.
fn unknown(side: Side, value: &Value) -> Markup {
    let left = value.estimate > 0.5;
    let (anchor, shift) = if left { ("end", "-16") } else { ("start", "16") };
    html! {
        text.dw x=(percent(value.estimate)) dx=(shift) y=(side.number()) text-anchor=(anchor) { "range not known" }
    }
}

/// A number at either end of the axis stays inside the drawing.
fn number_place(value: &Value) -> (&'static str, &'static str) {
    match place(value.estimate) {
        ..=2 => ("start", "0"),
        98.. => ("end", "0"),
        _ => ("middle", "0"),
    }
}

/// A place on the axis in whole points, held inside it.
fn place(share: f64) -> i64 {
    points(share).clamp(0, 100)
}

fn place_is_inside(share: f64) -> bool {
    (0..=100).contains(&points(share))
}

fn percent(share: f64) -> String {
    format!("{}%", place(share))
}

fn lower(words: &str) -> String {
    words.to_lowercase()
}
