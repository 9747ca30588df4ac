//! One half of a two-sided line: colour for the level, cuts for hard, pale for not sure, dashes for not rated,
//! hatching for withheld. The map, its legend and its table draw the same halves.

use maud::{Markup, html};
use troth_lens::{DirectionState, Ease};

use crate::geometry::{Point, n};
use crate::palette::{CARD, EDGE, cuts, full, pale};
use crate::words::is_pale;

/// How a half looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// Sure or fairly sure.
    Full(Ease),
    /// Not sure.
    Pale(Ease),
    /// Thin grey dashes.
    Unrated,
    /// Grey hatching.
    Withheld,
}

impl Look {
    /// The look of a direction; the colour follows the middle of its range.
    pub(crate) fn of(state: &DirectionState) -> Self {
        match state {
            DirectionState::Shown { value, .. } if is_pale(value) => Self::Pale(Ease::of(value.estimate)),
            DirectionState::Shown { value, .. } => Self::Full(Ease::of(value.estimate)),
            DirectionState::NotRated => Self::Unrated,
            DirectionState::Withheld { .. } => Self::Withheld,
        }
    }
}

/// Draws a half from `from` to `to`, `thick` units thick.
pub(crate) fn half(look: Look, from: Point, to: Point, thick: f64) -> Markup {
    let strip = Strip::of(from, to, thick);
    match look {
        Look::Full(ease) => html! {
            polygon points=(strip.outline()) fill=(full(ease)) {}
            (cut_marks(&strip, cuts(ease), CARD, thick * 0.3))
        },
        Look::Pale(ease) => html! {
            polygon points=(strip.outline()) fill=(pale(ease)) stroke=(full(ease)) stroke-width="1.4" {}
            (cut_marks(&strip, cuts(ease), full(ease), 1.8))
        },
        Look::Unrated => html! {
            line x1=(n(from.x)) y1=(n(from.y)) x2=(n(to.x)) y2=(n(to.y))
                stroke=(EDGE) stroke-width="2" stroke-dasharray="5 5" {}
        },
        Look::Withheld => html! {
            polygon points=(strip.outline()) fill=(CARD) stroke=(EDGE) stroke-width="1" {}
            path d=(strip.hatching()) stroke=(EDGE) stroke-width="1.4" fill="none" {}
        },
    }
}

/// A half alone, for tables and legends: `width` × `height` pixels, read as words beside it.
pub(crate) fn swatch(look: Look, width: u32, height: u32) -> Markup {
    let (w, h) = (f64::from(width), f64::from(height));
    html! {
        svg.sw width=(width) height=(height) aria-hidden="true" focusable="false" {
            (half(look, Point { x: 1.0, y: h / 2.0 }, Point { x: w - 1.0, y: h / 2.0 }, h - 4.0))
        }
    }
}

fn cut_marks(strip: &Strip, number: usize, colour: &str, width: f64) -> Markup {
    let middle = strip.length / 2.0;
    let at: &[f64] = match number {
        0 => &[],
        1 => &[0.0],
        _ => &[-0.48, 0.48],
    };
    html! {
        @for shift in at {
            @let u = middle + shift * strip.thick;
            @let (a, b) = (strip.at(u + 0.33 * strip.thick, 0.7), strip.at(u - 0.33 * strip.thick, -0.7));
            line x1=(n(a.x)) y1=(n(a.y)) x2=(n(b.x)) y2=(n(b.y)) stroke=(colour) stroke-width=(n(width)) {}
        }
    }
}

/// A straight strip with its own co-ordinates: along it and across it.
struct Strip {
    from: Point,
    along: Point,
    length: f64,
    thick: f64,
}

impl Strip {
    fn of(from: Point, to: Point, thick: f64) -> Self {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = dx.hypot(dy).max(1e-6);
        Self { from, along: Point { x: dx / length, y: dy / length }, length, thick }
    }

    /// The point `u` units along and `v` thicknesses across.
    fn at(&self, u: f64, v: f64) -> Point {
        let v = v * self.thick;
        Point {
            x: self.from.x + self.along.x * u - self.along.y * v,
            y: self.from.y + self.along.y * u + self.along.x * v,
        }
    }

    fn outline(&self) -> String {
        let corners = [(0.0, 0.5), (self.length, 0.5), (self.length, -0.5), (0.0, -0.5)];
        let points: Vec<String> =
            corners.iter().map(|(u, v)| self.at(*u, *v)).map(|p| format!("{},{}", n(p.x), n(p.y))).collect();
        points.join(" ")
    }

    /// Slanted strokes; a path, not a pattern, so that no id is needed and a hidden drawing cannot take it away.
    fn hatching(&self) -> String {
        let (slant, step) = (self.thick * 0.7, 4.5);
        let mut path = String::new();
        let mut u = 0.8;
        while u + slant < self.length {
            let (a, b) = (self.at(u, 0.5), self.at(u + slant, -0.5));
            path.push_str(&format!("M{} {}L{} {}", n(a.x), n(a.y), n(b.x), n(b.y)));
            u += step;
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::{shown, withheld};

    fn drawn(look: Look) -> String {
        half(look, Point { x: 0.0, y: 0.0 }, Point { x: 100.0, y: 0.0 }, 9.0).into_string()
    }

    #[test]
    fn hard_has_one_white_cut_and_very_hard_two() {
        for (ease, count) in [(Ease::VeryHard, 2), (Ease::Hard, 1), (Ease::Between, 0), (Ease::VeryEasy, 0)] {
            assert_eq!(drawn(Look::Full(ease)).matches("<line").count(), count, "{ease:?}");
        }
    }

    #[test]
    fn a_wide_range_is_pale_and_a_narrow_one_is_not() {
        assert_eq!(Look::of(&shown(0.31, 0.1, 0.5)), Look::Pale(Ease::Hard));
        assert_eq!(Look::of(&shown(0.31, 0.23, 0.39)), Look::Full(Ease::Hard));
        assert!(drawn(Look::Pale(Ease::Hard)).contains(pale(Ease::Hard)));
    }

    #[test]
    fn not_rated_is_dashed_and_withheld_is_hatched() {
        assert!(drawn(Look::Unrated).contains("stroke-dasharray"));
        let hatched = drawn(Look::of(&withheld()));
        assert!(hatched.contains("<path") && !hatched.contains("stroke-dasharray"));
    }
}
