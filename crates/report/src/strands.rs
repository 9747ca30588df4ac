//! Three strands in little room: squares I (interviews), S (survey, two halves), F (facts), never averaged; and
//! the tag that says what they say together.

use maud::{Markup, html};
use troth_gate::Released;
use troth_lens::{Convergence, DirectionState, Named, RateSide, WhyCell};
use troth_network::{Determination, Level};

use crate::geometry::n;
use crate::palette::{CARD, EDGE, INK_2, PLUM};
use crate::words::{FEW, withheld};

/// How a square is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Square {
    /// Uneven: filled.
    Uneven,
    /// In the middle: half.
    Middle,
    /// Even: empty.
    Even,
    /// Cannot tell: a line.
    CannotTell,
    /// Withheld, for too few answers or another reason: hatched.
    Withheld { few: bool },
}

impl Square {
    const fn of(determination: &Determination) -> Self {
        match determination {
            Determination::Determined(Level::High) => Self::Uneven,
            Determination::Determined(Level::Middle) => Self::Middle,
            Determination::Determined(Level::Low) => Self::Even,
            Determination::Undetermined { .. } => Self::CannotTell,
        }
    }

    fn of_side(side: &RateSide) -> Self {
        match &side.state {
            Some(DirectionState::Withheld { reason, .. }) => Self::Withheld { few: withheld(reason) == FEW },
            _ => Self::of(&side.determination),
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Uneven => "uneven",
            Self::Middle => "in the middle",
            Self::Even => "even",
            Self::CannotTell => "cannot tell",
            Self::Withheld { few: true } => "not enough answers",
            Self::Withheld { few: false } => "not shown",
        }
    }
}

/// The three squares of one relationship and narrative. The left half of S is `left`'s side, whichever of the
/// two comes first in the pair.
pub fn glyph(cell: &Released<WhyCell>, left: &Named, right: &Named) -> Markup {
    let cell = cell.value();
    let rate = if cell.pair.a() == left.id {
        [&cell.rate.forth, &cell.rate.back]
    } else {
        [&cell.rate.back, &cell.rate.forth]
    };
    let [say, one, other, record] = [
        Square::of(&cell.say.determination),
        Square::of_side(rate[0]),
        Square::of_side(rate[1]),
        Square::of(&cell.record.determination),
    ];
    let says = format!(
        "Interviews {}; survey: {} {}, {} {}; facts {}",
        say.words(),
        left.name,
        one.words(),
        right.name,
        other.words(),
        record.words()
    );
    drawn([say, one, other, record], Some(&says))
}

/// The legend of the squares, the verdicts and who decided, in three columns.
pub fn key() -> Markup {
    use Square::{CannotTell, Even, Middle, Uneven, Withheld};
    let row = |squares, words: &str| {
        html! { li { (drawn(squares, None)) span { (words) } } }
    };
    let word = |chip: &str, words: &str| html! { li { span.chip { (chip) } span { (words) } } };
    html! {
        div.key {
            div.st {
                h2 { "What each strand says" }
                ul {
                    (row([Uneven; 4], "Filled: clearly uneven. I interviews, S survey (both sides), F facts"))
                    (row([Even; 4], "Empty: clearly even"))
                    (row([Middle; 4], "Half: in the middle, or divided"))
                    (row(
                        [CannotTell, CannotTell, Withheld { few: true }, CannotTell],
                        "Line: nothing, or cannot tell. Hatched: not shown",
                    ))
                }
            }
            div {
                h2 { "Put side by side" }
                ul {
                    (word("Agree", "Every strand that can tell says the same: uneven or even"))
                    (word("In part", "Some say more than others, none the opposite"))
                    (word("Differ", "One says uneven, another even. Thick frame"))
                    (word("Silent", "Fewer than two strands can tell. Dashed frame"))
                    (word("Not shown", "The promise shows a partner one side only. Dashed frame"))
                }
            }
            div {
                h2 { "Who decided" }
                ul {
                    (word("Confirmed", "A named analyst agreed and wrote why"))
                    (word("Proposed", "Worked out by rule, waiting for an analyst"))
                }
                p.small.quiet {
                    "The strands are never averaged. In S, the left half is the first organisation\u{2019}s side."
                }
            }
        }
    }
}

/// The tag of a verdict, and whether a named analyst confirmed it.
pub fn tag(convergence: Convergence, agreed_level: Option<Level>, confirmed: bool) -> Markup {
    html! {
        span class={ "tag " (convergence.style()) } { (verdict_words(convergence, agreed_level)) }
        " "
        @if convergence != Convergence::Hidden { small.quiet { (decided(confirmed)) } }
    }
}

/// The short word of a verdict, for a place in the matrix.
pub fn chip(convergence: Convergence, agreed_level: Option<Level>) -> Markup {
    let words = match convergence {
        Convergence::Agreement => verdict_words(convergence, agreed_level),
        Convergence::Partial => "In part".to_owned(),
        Convergence::Dissonance => "Differ".to_owned(),
        Convergence::Silence => "Silent".to_owned(),
        Convergence::Hidden => Convergence::Hidden.words().to_owned(),
    };
    html! { span.chip { (words) } }
}

/// Style name of a place in the matrix, beside `c`.
pub const fn place_style(convergence: Convergence, agreed_level: Option<Level>) -> &'static str {
    match (convergence, agreed_level) {
        (Convergence::Agreement, Some(Level::Low)) => "al",
        (Convergence::Agreement, _) => "ah",
        (Convergence::Partial, _) => "p",
        (Convergence::Dissonance, _) => "d",
        (Convergence::Silence | Convergence::Hidden, _) => "s",
    }
}

/// Verdict in words: "Agree: uneven", "Agree in part", "They differ", "Silent".
pub fn verdict_words(convergence: Convergence, agreed_level: Option<Level>) -> String {
    let level = match (convergence, agreed_level) {
        (Convergence::Agreement, Some(Level::High)) => ": uneven",
        (Convergence::Agreement, Some(Level::Middle)) => ": in the middle",
        (Convergence::Agreement, Some(Level::Low)) => ": even",
        _ => "",
    };
    format!("{}{level}", convergence.words())
}

/// "confirmed" or "proposed".
pub const fn decided(confirmed: bool) -> &'static str {
    if confirmed { "confirmed" } else { "proposed" }
}

/// Left edge and width of the squares I, left half of S, right half of S, F.
const PLACES: [(f64, f64); 4] = [(1.0, 18.0), (28.0, 8.5), (38.5, 8.5), (56.0, 18.0)];

fn drawn(squares: [Square; 4], says: Option<&str>) -> Markup {
    html! {
        svg.strand width="74" height="34" viewBox="-1 0 76 34" focusable="false"
            role=[says.map(|_| "img")] aria-label=[says] aria-hidden=[says.is_none().then_some("true")] {
            @for (square, (x, width)) in squares.into_iter().zip(PLACES) {
                (one(square, x, width))
            }
            g font-size="12" text-anchor="middle" fill=(INK_2) {
                text x="10" y="31" { "I" }
                text x="37.5" y="31" { "S" }
                text x="65" y="31" { "F" }
            }
        }
    }
}

fn one(square: Square, x: f64, width: f64) -> Markup {
    let frame = |fill: &str| {
        html! {
            rect x=(n(x)) y="1" width=(n(width)) height="16" fill=(fill) stroke=(PLUM) stroke-width="1.5" {}
        }
    };
    match square {
        Square::Uneven => frame(PLUM),
        Square::Even => frame(CARD),
        Square::Middle => html! {
            (frame(CARD))
            rect x=(n(x)) y="9" width=(n(width)) height="8" fill=(PLUM) {}
        },
        Square::CannotTell => html! {
            line x1=(n(x)) y1="9" x2=(n(x + width)) y2="9" stroke=(EDGE) stroke-width="2" {}
        },
        Square::Withheld { .. } => html! {
            rect x=(n(x)) y="1" width=(n(width)) height="16" fill=(CARD) stroke=(EDGE) {}
            path d=(strokes(x, width)) stroke=(EDGE) stroke-width="1.4" fill="none" {}
        },
    }
}

/// Slanted strokes in a box 16 high, without a pattern, so that no id is needed.
fn strokes(x: f64, width: f64) -> String {
    (0..3)
        .map(|i| {
            let y = 8.0 + 4.0 * f64::from(i);
            format!("M{} {}L{} {}", n(x), n(y), n(x + width), n((y - 7.0).max(1.0)))
        })
        .collect()
}

#[cfg(test)]
mod tests;
