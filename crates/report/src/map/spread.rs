//! Room for every box: places on 0–1 become places on the drawing where no two boxes overlap. The drawing
//! keeps its width and grows downwards. No random numbers: the same input gives the same picture.

use super::nudge::{clear_the_lines, total};
use crate::geometry::{Point, Rect};
use crate::text::count;

/// The drawing area: its width and its least height.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Least distance of two boxes.
pub(super) const GAP: f64 = 14.0;
/// Distance from the border of the drawing.
pub(super) const MARGIN: f64 = 4.0;
const ROUNDS: usize = 400;

/// Places boxes of `sizes` near `places` (0–1), joined by `lines`; returns them and the height of the drawing.
///
/// Tries a few starts and keeps the picture that is easiest to read.
pub(super) fn arrange(
    sizes: &[(f64, f64)],
    places: &[(f64, f64)],
    lines: &[(usize, usize)],
    area: Area,
) -> (Vec<Rect>, f64) {
    let mut best: Option<(f64, Vec<Rect>, f64)> = None;
    for start in starts(places) {
        let (mut boxes, height) = apart(sizes, &start, area);
        let grown = Area { height, ..area };
        clear_the_lines(&mut boxes, lines, grown);
        // A taller drawing has to earn its height.
        let price = total(&boxes, lines, grown) + (height - area.height).max(0.0);
        if best.as_ref().is_none_or(|(least, _, _)| price < *least - 1e-6) {
            best = Some((price, boxes, height));
        }
    }
    best.map_or((Vec::new(), area.height), |(_, boxes, _)| trimmed(boxes))
}

/// The boxes moved up to the upper border, and the height that is left.
fn trimmed(mut boxes: Vec<Rect>) -> (Vec<Rect>, f64) {
    let highest = boxes.iter().map(Rect::top).fold(f64::MAX, f64::min);
    let spare = if boxes.is_empty() { 0.0 } else { highest - MARGIN };
    for b in &mut boxes {
        b.middle.y -= spare;
    }
    let lowest = boxes.iter().map(|b| b.top() + b.height).fold(0.0, f64::max);
    (boxes, lowest + MARGIN)
}

/// The places opened up half and wholly, as they are and turned over the diagonal.
fn starts(places: &[(f64, f64)]) -> [Vec<(f64, f64)>; 4] {
    let turned: Vec<(f64, f64)> = places.iter().map(|(x, y)| (*y, *x)).collect();
    [evened(places, 0.5), evened(places, 1.0), evened(&turned, 0.5), evened(&turned, 1.0)]
}

/// Places moved by `share` towards even steps of their order, so that a dense middle opens.
fn evened(places: &[(f64, f64)], share: f64) -> Vec<(f64, f64)> {
    let last = count(places.len().saturating_sub(1).max(1));
    let even = |pick: fn(&(f64, f64)) -> f64, at: usize| {
        let own = pick(&places[at]);
        let before = places.iter().enumerate().filter(|(i, p)| (pick(p), *i) < (own, at)).count();
        own * (1.0 - share) + count(before) / last * share
    };
    (0..places.len()).map(|at| (even(|p| p.0, at), even(|p| p.1, at))).collect()
}

/// Boxes pushed apart, and the height this needs.
fn apart(sizes: &[(f64, f64)], places: &[(f64, f64)], area: Area) -> (Vec<Rect>, f64) {
    let mut area = area;
    for _ in 0..30 {
        let mut boxes: Vec<Rect> = sizes.iter().zip(places).map(|(s, p)| start(*s, *p, area)).collect();
        if relax(&mut boxes, area) {
            return (boxes, area.height);
        }
        area.height *= 1.12;
    }
    in_rows(sizes, places, area.width)
}

fn start((width, height): (f64, f64), (x, y): (f64, f64), area: Area) -> Rect {
    let inside = |share: f64, room: f64, size: f64| {
        MARGIN + size / 2.0 + share.clamp(0.0, 1.0) * (room - size - 2.0 * MARGIN).max(0.0)
    };
    let middle = Point { x: inside(x, area.width, width), y: inside(y, area.height, height) };
    Rect { middle, width, height }
}

/// Keeps a box inside the drawing.
pub(super) fn keep_inside(rect: &mut Rect, area: Area) {
    let held = |at: f64, size: f64, room: f64| {
        let least = MARGIN + size / 2.0;
        at.clamp(least, (room - least).max(least))
    };
    rect.middle.x = held(rect.middle.x, rect.width, area.width);
    rect.middle.y = held(rect.middle.y, rect.height, area.height);
}

/// Pushes boxes apart along the shorter way until none overlap; false if they still do in the end.
fn relax(boxes: &mut [Rect], area: Area) -> bool {
    for _ in 0..ROUNDS {
        let mut moved = false;
        for i in 0..boxes.len() {
            for j in i + 1..boxes.len() {
                if boxes[i].touches(&boxes[j], GAP) {
                    push(boxes, i, j);
                    keep_inside(&mut boxes[i], area);
                    keep_inside(&mut boxes[j], area);
                    moved = true;
                }
            }
        }
        if !moved {
            return true;
        }
    }
    !any_overlap(boxes)
}

fn push(boxes: &mut [Rect], i: usize, j: usize) {
    let (x, y) = boxes[i].overlap(&boxes[j], GAP);
    let delta = Point { x: boxes[j].middle.x - boxes[i].middle.x, y: boxes[j].middle.y - boxes[i].middle.y };
    // Two boxes on one spot part by their order.
    let towards = |d: f64| if d < 0.0 { -1.0 } else { 1.0 };
    let (dx, dy) = if x < y {
        (towards(delta.x) * (x / 2.0 + 0.1), 0.0)
    } else {
        (0.0, towards(delta.y) * (y / 2.0 + 0.1))
    };
    boxes[i].middle.x -= dx;
    boxes[i].middle.y -= dy;
    boxes[j].middle.x += dx;
    boxes[j].middle.y += dy;
}

/// Whether any two boxes are nearer than the least distance, less a hair.
pub(super) fn any_overlap(boxes: &[Rect]) -> bool {
    boxes.iter().enumerate().any(|(i, a)| boxes[i + 1..].iter().any(|b| a.touches(b, GAP - 2.0)))
}

/// The way out for boxes that cannot be pushed apart: rows from top to bottom, each from left to right.
fn in_rows(sizes: &[(f64, f64)], places: &[(f64, f64)], width: f64) -> (Vec<Rect>, f64) {
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|a, b| places[*a].1.total_cmp(&places[*b].1).then(places[*a].0.total_cmp(&places[*b].0)));
    let mut boxes: Vec<Rect> =
        sizes.iter().map(|(w, h)| Rect { middle: Point { x: 0.0, y: 0.0 }, width: *w, height: *h }).collect();
    let (mut x, mut y, mut deepest) = (MARGIN, MARGIN, 0.0_f64);
    for at in order {
        let (w, h) = sizes[at];
        if x > MARGIN && x + w + MARGIN > width {
            (x, y, deepest) = (MARGIN, y + deepest + 3.0 * GAP, 0.0);
        }
        boxes[at].middle = Point { x: x + w / 2.0, y: y + h / 2.0 };
        x += w + 3.0 * GAP;
        deepest = deepest.max(h);
    }
    (boxes, y + deepest + MARGIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    const N: usize = 15;

    fn patterns() -> Vec<Vec<(f64, f64)>> {
        let at = |f: fn(usize) -> (f64, f64)| (0..N).map(f).collect();
        vec![
            at(|i| {
                let turn = count(i) / 15.0 * std::f64::consts::TAU;
                (0.5 + turn.cos() / 2.0, 0.5 + turn.sin() / 2.0)
            }),
            at(|i| (count(i % 4) / 3.0, count(i / 4) / 3.0)),
            at(|i| {
                let scattered = |by: f64| (count(i + 1) * by).fract();
                (scattered(0.618_034), scattered(0.754_877))
            }),
            vec![(0.5, 0.5); N],
        ]
    }

    #[test]
    fn no_two_boxes_overlap_in_either_layout() {
        let lines: Vec<(usize, usize)> =
            (1..N).map(|i| (i - 1, i)).chain((3..N).map(|i| (i - 3, i))).collect();
        for (area, size) in [
            (Area { width: 1000.0, height: 640.0 }, (158.0, 60.0)),
            (Area { width: 343.0, height: 640.0 }, (98.0, 48.0)),
        ] {
            for places in patterns() {
                let (boxes, height) = arrange(&[size; N], &places, &lines, area);
                assert!(!any_overlap(&boxes), "{area:?} {places:?}");
                for b in &boxes {
                    assert!(b.left() >= 0.0 && b.left() + b.width <= area.width);
                    assert!(b.top() >= 0.0 && b.top() + b.height <= height);
                }
                assert_eq!(arrange(&[size; N], &places, &lines, area).0, boxes);
            }
        }
    }

    #[test]
    fn a_hundred_and_fifty_boxes_find_room() {
        let places: Vec<(f64, f64)> = (0..150)
            .map(|i| {
                let by = count(i + 1);
                ((by * 0.618_034).fract(), (by * 0.754_877).fract())
            })
            .collect();
        let (boxes, _) = arrange(&[(98.0, 48.0); 150], &places, &[], Area { width: 343.0, height: 640.0 });
        assert!(!any_overlap(&boxes));
    }
}
