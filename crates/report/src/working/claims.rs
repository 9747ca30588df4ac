//! The map of claims as SVG: causes before effects, a line for what somebody says leads to what, with how many sources
//! say so. Its table says the same.

use maud::{Markup, html};
use troth_gate::CustodianOnly;
use troth_say::retrieval::{ClaimEdge, ClaimsMap};
use troth_say::{ClaimSign, CodeKey};

use super::layers::layers;
use crate::geometry::{Point, Rect, n};
use crate::map::Layout;
use crate::palette::{CARD, INK, INK_2, PLUM, PLUM_TINT};
use crate::text::{count, wrapped};

/// Draws the map; `name` gives the name of a code. Lines from a code to itself are in the table alone.
pub fn figure(map: &CustodianOnly<ClaimsMap>, name: impl Fn(&CodeKey) -> String, layout: Layout) -> Markup {
    let map = map.value();
    let place = |code: &CodeKey| map.nodes.iter().position(|node| node.code == *code);
    let lines: Vec<(usize, usize, &ClaimEdge)> = map
        .edges
        .iter()
        .filter_map(|edge| Some((place(&edge.cause)?, place(&edge.effect)?, edge)))
        .filter(|(from, to, _)| from != to)
        .collect();
    let pairs: Vec<(usize, usize)> = lines.iter().map(|(from, to, _)| (*from, *to)).collect();
    let (boxes, (width, height)) = boxes(map.nodes.len(), &pairs, layout);
    let curves: Vec<Curve> =
        lines.iter().map(|(a, b, edge)| Curve::of(&boxes[*a], &boxes[*b], edge)).collect();
    let label = format!(
        "Map of claims: {} codes and {} kinds of claims. The table below says the same.",
        map.nodes.len(),
        map.edges.len()
    );
    html! {
        svg class=(layout.style()) viewBox={ "0 0 " (n(width)) " " (n(height)) } role="img" aria-label=(label) {
            @for (curve, (_, _, edge)) in curves.iter().zip(&lines) { (line(curve, edge)) }
            @for (place, (_, _, edge)) in numbers(&curves, &boxes).into_iter().zip(&lines) { (number(place, edge)) }
            // Boxes come last, so that no number hides a name.
            @for (node, rect) in map.nodes.iter().zip(&boxes) { (code(&name(&node.code), node.sources.len(), rect, layout)) }
        }
    }
}

/// The box of each node and the size of the drawing.
fn boxes(nodes: usize, pairs: &[(usize, usize)], layout: Layout) -> (Vec<Rect>, (f64, f64)) {
    let mut rows = layers(nodes, pairs, 5);
    let mut boxes = vec![Rect { middle: Point { x: 0.0, y: 0.0 }, width: 0.0, height: 0.0 }; nodes];
    if layout == Layout::Upright {
        rows = rows.iter().flat_map(|row| row.chunks(2).map(<[usize]>::to_vec)).collect();
    }
    let longest = rows.iter().map(Vec::len).max().unwrap_or(1);
    let (width, height) = match layout {
        Layout::Wide => (1000.0, (count(longest) * 108.0).max(240.0)),
        Layout::Upright => (343.0, count(rows.len()) * 128.0),
    };
    for (at, row) in rows.iter().enumerate() {
        for (beside, node) in row.iter().enumerate() {
            let along = (count(at) + 0.5) / count(rows.len());
            let across = (count(beside) + 0.5) / count(row.len());
            let (x, y) = if layout == Layout::Wide { (along, across) } else { (across, along) };
            // Every other row a little aside, so that lines over a row pass beside its boxes.
            let aside = if at % 2 == 1 && row.len() == 1 && rows.len() > 2 { 0.11 } else { 0.0 };
            let (x, y) = if layout == Layout::Wide { (x, y + aside) } else { (x + aside, y) };
            let size = match layout {
                Layout::Wide => ((1000.0 / count(rows.len()) * 0.62).min(210.0), 64.0),
                Layout::Upright => (if row.len() > 1 { 148.0 } else { 190.0 }, 62.0),
            };
            boxes[*node] =
                Rect { middle: Point { x: x * width, y: y * height }, width: size.0, height: size.1 };
        }
    }
    (boxes, (width, height))
}

/// The way of a line: from a box to a box, with one knee beside the middle.
struct Curve {
    start: Point,
    knee: Point,
    end: Point,
}

impl Curve {
    /// Bent to one side, so that lines there and back, to more and to less, lie apart.
    fn of(from: &Rect, to: &Rect, edge: &ClaimEdge) -> Self {
        let (dx, dy) = (to.middle.x - from.middle.x, to.middle.y - from.middle.y);
        let length = dx.hypot(dy).max(1e-6);
        let bend = if edge.sign == ClaimSign::Less { -64.0 } else { 28.0 };
        let knee = Point {
            x: f64::midpoint(from.middle.x, to.middle.x) - dy / length * bend,
            y: f64::midpoint(from.middle.y, to.middle.y) + dx / length * bend,
        };
        Self { start: from.border(knee, 2.0), knee, end: to.border(knee, 3.0) }
    }

    /// The point at a share of the way.
    fn at(&self, t: f64) -> Point {
        let (a, b, c) = ((1.0 - t).powi(2), 2.0 * t * (1.0 - t), t * t);
        Point {
            x: self.start.x * a + self.knee.x * b + self.end.x * c,
            y: self.start.y * a + self.knee.y * b + self.end.y * c,
        }
    }
}

/// Where the numbers of the lines stand: on their line, if it can be beside boxes and other numbers.
fn numbers(curves: &[Curve], boxes: &[Rect]) -> Vec<Rect> {
    let mut placed: Vec<Rect> = Vec::new();
    for curve in curves {
        let label = |t: f64| Rect { middle: curve.at(t), width: 34.0, height: 22.0 };
        let tries = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
        let free = |rect: &Rect| !boxes.iter().chain(&placed).any(|other| other.touches(rect, 2.0));
        let clear = |rect: &Rect| !boxes.iter().any(|other| other.touches(rect, 2.0));
        let place = tries.into_iter().map(label).find(free);
        let place = place.or_else(|| tries.into_iter().map(label).find(clear)).unwrap_or_else(|| label(0.5));
        placed.push(place);
    }
    placed
}

/// One line with its head.
fn line(curve: &Curve, edge: &ClaimEdge) -> Markup {
    let less = edge.sign == ClaimSign::Less;
    let Curve { start, knee, end } = curve;
    let towards = (end.x - knee.x).hypot(end.y - knee.y).max(1e-6);
    let (ux, uy) = ((end.x - knee.x) / towards, (end.y - knee.y) / towards);
    let thick = (1.2 + count(edge.sources.len()) * 0.8).min(6.0);
    let head = 7.0 + thick;
    let at = |back: f64, side: f64| {
        format!("{},{}", n(end.x - ux * back - uy * side), n(end.y - uy * back + ux * side))
    };
    let colour = if less { PLUM } else { INK };
    html! {
        path d={ "M" (n(start.x)) " " (n(start.y)) " Q" (n(knee.x)) " " (n(knee.y)) " " (n(end.x - ux * head * 0.7)) " "
            (n(end.y - uy * head * 0.7)) } fill="none" stroke=(colour) stroke-width=(n(thick))
            stroke-dasharray=[less.then_some("7 5")] {}
        polygon points={ (at(0.0, 0.0)) " " (at(head, head * 0.55)) " " (at(head, -head * 0.55)) } fill=(colour) {}
    }
}

/// How many sources say so, and which way.
fn number(place: Rect, edge: &ClaimEdge) -> Markup {
    let (sign, colour) = match edge.sign {
        ClaimSign::Less => ('\u{2212}', PLUM),
        ClaimSign::More => ('+', INK),
    };
    html! {
        rect x=(n(place.left())) y=(n(place.top())) width=(n(place.width)) height=(n(place.height)) rx="11" fill=(CARD)
            stroke=(colour) stroke-width="1.4" {}
        text x=(n(place.middle.x)) y=(n(place.middle.y + 5.0)) text-anchor="middle" font-size="14" font-weight="700"
            fill=(colour) { (sign) (edge.sources.len()) }
    }
}

fn code(name: &str, sources: usize, rect: &Rect, layout: Layout) -> Markup {
    let letter = if layout == Layout::Wide { 15.0 } else { 13.0 };
    let lines = wrapped(name, letter, rect.width - 14.0, 2);
    let top = rect.middle.y - letter * 1.2 * count(lines.len() + 1) / 2.0;
    let plural = if sources == 1 { "source" } else { "sources" };
    html! {
        rect x=(n(rect.left())) y=(n(rect.top())) width=(n(rect.width)) height=(n(rect.height)) rx="6" fill=(PLUM_TINT)
            stroke=(INK) stroke-width="1.4" {}
        @for (at, part) in lines.iter().enumerate() {
            text x=(n(rect.middle.x)) y=(n(top + letter * 1.2 * (count(at) + 0.85))) text-anchor="middle"
                font-size=(n(letter)) font-weight="600" fill=(INK) { (part) " " }
        }
        text x=(n(rect.middle.x)) y=(n(top + letter * 1.2 * (count(lines.len()) + 0.85))) text-anchor="middle"
            font-size=(n(letter * 0.85)) fill=(INK_2) { (sources) " " (plural) }
    }
}
