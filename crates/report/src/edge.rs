//! The signature of a relationship: one line in two halves, and the two sides with the difference between them.

use maud::{Markup, html};
use troth_gate::Released;
use troth_lens::{DirectionState, Ease, Named, TwoSided, Wording};
use troth_network::{Direction, Pair, Value};

use crate::half::Look;
use crate::palette::{INK_2, full};
use crate::words::{self, Difference, capital, difference};

/// One question about one relationship, seen from the page's left organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The page's left organisation.
    pub left: Named,
    /// The right one.
    pub right: Named,
    /// Left about right; `None` if this was not asked.
    pub left_says: Option<DirectionState>,
    /// Right about left.
    pub right_says: Option<DirectionState>,
    /// Left minus right, where both are shown.
    pub gap: Option<Value>,
    /// Both together, where both are shown.
    pub level: Option<Value>,
}

impl Edge {
    /// The relationship of `left` and `right` in a reading.
    pub fn of(reading: &TwoSided, left: &Named, right: &Named) -> Self {
        let side =
            |from: &Named, to: &Named| reading.direction(Direction { from: from.id, to: to.id }).cloned();
        Self {
            left_says: side(left, right),
            right_says: side(right, left),
            gap: reading.gap_from(left.id, right.id),
            level: reading.pair(Pair::of(left.id, right.id)).map(|pair| pair.level.clone()),
            left: left.clone(),
            right: right.clone(),
        }
    }

    fn apart(&self) -> Difference {
        let (left, right) = (self.left_says.as_ref(), self.right_says.as_ref());
        difference(&self.left.name, &self.right.name, left, right, self.gap.as_ref())
    }
}

/// The line in two halves between the names of the two.
pub fn figure(edge: &Released<Edge>) -> Markup {
    let edge = edge.value();
    let says = words::both_aloud(
        Wording::Ease,
        &edge.left.name,
        &edge.right.name,
        edge.left_says.as_ref(),
        edge.right_says.as_ref(),
    );
    html! {
        div.edge role="img" aria-label=(says) {
            span.org { (edge.left.name) }
            span class=(half_style(edge.left_says.as_ref())) {}
            span.mid {}
            span class=(half_style(edge.right_says.as_ref())) {}
            span.org { (edge.right.name) }
        }
    }
}

/// The whole head of a relationship: the line, both sides in numbers and words, the difference between them.
pub fn pair(edge: &Released<Edge>) -> Markup {
    let line = figure(edge);
    let edge = edge.value();
    html! {
        section.pair aria-label="Both sides" {
            (line)
            div.sides {
                (side(&edge.left, &edge.right, edge.left_says.as_ref(), true))
                (middle(edge))
                (side(&edge.right, &edge.left, edge.right_says.as_ref(), false))
            }
        }
    }
}

fn half_style(state: Option<&DirectionState>) -> String {
    match state.map(Look::of) {
        None => "h".to_owned(),
        Some(Look::Full(ease)) => format!("h {}", ease.style()),
        Some(Look::Pale(ease)) => format!("h {} pale", ease.style()),
        Some(Look::Unrated) => "h unrated".to_owned(),
        Some(Look::Withheld) => "h withheld".to_owned(),
    }
}

fn side(from: &Named, to: &Named, state: Option<&DirectionState>, left: bool) -> Markup {
    let colour = state.and_then(DirectionState::value).map_or(INK_2, |value| full(Ease::of(value.estimate)));
    html! {
        div.side {
            h2 { (sign(left, colour)) (from.name) " about " (to.name) }
            @match state {
                Some(shown @ DirectionState::Shown { value, .. }) => {
                    p.big.num { (words::estimate(value)) }
                    p.rng.num { (numbers(shown, value)) }
                    p.cap {
                        "How " (from.name) " experiences working with " (to.name) "."
                        @if let Some(people) = words::people(shown) { " " (capital(&people)) "." }
                    }
                },
                Some(DirectionState::Withheld { reason, would_help, .. }) => {
                    p.big.words { (words::withheld(reason)) }
                    p.cap { (reason) " What would help: " (would_help) }
                },
                Some(DirectionState::NotRated) => {
                    p.big.words { "Not rated" }
                    p.cap { (from.name) " has not rated " (to.name) "." }
                },
                None => {
                    p.big.words { (words::NOT_ASKED) }
                    p.cap { (from.name) " was not asked about " (to.name) "." }
                },
            }
        }
    }
}

/// `Hard (23 to 39)`, or the words alone where they already say that the range is not known.
fn numbers(state: &DirectionState, value: &Value) -> String {
    match value.interval() {
        Some(_) => format!("{} {}", words::state(state), words::range(value)),
        None => words::state(state),
    }
}

fn sign(left: bool, colour: &str) -> Markup {
    html! {
        @if left {
            svg width="20" height="20" aria-hidden="true" focusable="false" {
                circle cx="10" cy="10" r="9" fill=(colour) {}
            }
        } @else {
            svg width="22" height="22" aria-hidden="true" focusable="false" {
                path d="M11 0 22 11 11 22 0 11Z" fill=(colour) {}
            }
        }
    }
}

fn middle(edge: &Edge) -> Markup {
    let apart = edge.apart();
    let shown = |state: &Option<DirectionState>| state.as_ref().is_some_and(|s| s.value().is_some());
    let both = shown(&edge.left_says) && shown(&edge.right_says);
    let lower = apart.says.split_once(" lower by ");
    html! {
        div.side.mid {
            h2 { "The difference" }
            @if let Some((who, by)) = lower {
                p.big.num { (by) }
                p.rng.num { "points " (apart.range) }
                p.cap { "The side of " (who) " is lower." (together(edge)) }
            } @else {
                p.big.words { (apart.says) }
                @if !apart.range.is_empty() { p.rng.num { (apart.range) } }
                @if both { p.cap { (together(edge)) } }
            }
            @if !apart.note.is_empty() { p.cap { (capital(apart.note)) "." } }
        }
    }
}

fn together(edge: &Edge) -> Markup {
    html! {
        @if let Some(level) = &edge.level {
            " Together the pair stands at " span.nw { (words::with_range(level)) } "."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::{named, released, shown, unquantified, value, withheld};

    fn edge(left: Option<DirectionState>, right: Option<DirectionState>) -> Released<Edge> {
        released(Edge {
            left: named(1, "Council"),
            right: named(2, "<Hospital>"),
            left_says: left,
            right_says: right,
            gap: Some(value(-0.32, -0.45, -0.19)),
            level: None,
        })
    }

    #[test]
    fn the_left_half_is_what_the_left_organisation_says() {
        let html = figure(&edge(Some(shown(0.31, 0.23, 0.39)), Some(shown(0.63, 0.54, 0.72)))).into_string();
        let (hard, easy) = (html.find("h t2").unwrap(), html.find("h t4").unwrap());
        assert!(hard < easy && html.contains("&lt;Hospital&gt;"));
    }

    #[test]
    fn the_difference_names_the_lower_side() {
        let html = pair(&edge(Some(shown(0.31, 0.23, 0.39)), Some(shown(0.63, 0.54, 0.72)))).into_string();
        assert!(html.contains("points (19 to 45)") && html.contains("The side of Council is lower."));
    }

    #[test]
    fn a_withheld_side_gives_neither_its_number_nor_the_gap() {
        let html = pair(&edge(Some(shown(0.31, 0.23, 0.39)), Some(withheld()))).into_string();
        assert!(
            html.contains("h withheld") && html.contains("One side only") && html.contains("What would help")
        );
        assert!(!html.contains("32") && !html.contains("63") && !html.contains("45"));
    }

    #[test]
    fn not_sure_is_pale_not_rated_is_dashed_not_asked_is_neither() {
        let html = figure(&edge(Some(unquantified(0.3)), Some(DirectionState::NotRated))).into_string();
        assert!(html.contains("h t2 pale") && html.contains("h unrated"));
        assert!(pair(&edge(None, None)).into_string().contains("was not asked"));
    }
}
