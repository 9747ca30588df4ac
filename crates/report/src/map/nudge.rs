//! Small moves that make a map easier to read: no line behind a box it does not belong to, few crossings, lines
//! long enough for two halves. A plain search downhill in fixed order, so the same input gives the same picture.

use super::spread::{Area, GAP, keep_inside};
use crate::geometry::{Point, Rect};

/// Above this many boxes, or boxes times lines, the search is left out: it would take long and help little.
const LARGEST: usize = 6_000;
const MOST: usize = 60;
const ROUNDS: usize = 12;
const STEPS: [f64; 5] = [12.0, 32.0, 80.0, 160.0, 300.0];
const WAYS: [(f64, f64); 8] =
    [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (0.7, 0.7), (-0.7, 0.7), (0.7, -0.7), (-0.7, -0.7)];

/// Costs in units of length: a line behind a box costs most.
const BEHIND: f64 = 900.0;
const CROSSING: f64 = 45.0;
const SHORT: f64 = 6.0;
const NARROW: f64 = 260.0;
const LONG: f64 = 0.06;
const CROWDED: f64 = 40.0;

/// Moves boxes a little where that makes the lines easier to follow; boxes never come too near each other.
pub(super) fn clear_the_lines(boxes: &mut [Rect], lines: &[(usize, usize)], area: Area) {
    if boxes.len() > MOST || boxes.len() * lines.len() > LARGEST {
        return;
    }
    for _ in 0..ROUNDS {
        let mut better = false;
        for at in 0..boxes.len() {
            better |= nudge(boxes, at, lines, area);
        }
        for at in 0..boxes.len() {
            for other in at + 1..boxes.len() {
                better |= swap(boxes, (at, other), lines, area);
            }
        }
        if !better {
            return;
        }
    }
}

fn nudge(boxes: &mut [Rect], at: usize, lines: &[(usize, usize)], area: Area) -> bool {
    let before = boxes[at];
    let mut best = (cost(boxes, at, lines, area, f64::MAX), before);
    let first = best.0;
    for step in STEPS {
        for (x, y) in WAYS {
            let mut moved = before;
            moved.middle = Point { x: before.middle.x + x * step, y: before.middle.y + y * step };
            keep_inside(&mut moved, area);
            let free = boxes.iter().enumerate().all(|(i, other)| i == at || !moved.touches(other, GAP));
            if !free {
                continue;
            }
            boxes[at] = moved;
            let cost = cost(boxes, at, lines, area, best.0) + 0.02 * step;
            if cost < best.0 - 1e-6 {
                best = (cost, moved);
            }
        }
    }
    boxes[at] = best.1;
    best.0 < first
}

/// How hard the whole picture is to read; for choosing between pictures of the same network.
pub(super) fn total(boxes: &[Rect], lines: &[(usize, usize)], area: Area) -> f64 {
    (0..boxes.len()).map(|at| cost(boxes, at, lines, area, f64::MAX)).sum()
}

/// Lets two boxes change places where that is better.
fn swap(boxes: &mut [Rect], (i, j): (usize, usize), lines: &[(usize, usize)], area: Area) -> bool {
    let both = |boxes: &[Rect]| cost(boxes, i, lines, area, f64::MAX) + cost(boxes, j, lines, area, f64::MAX);
    let (before, first) = ((boxes[i], boxes[j]), both(boxes));
    (boxes[i].middle, boxes[j].middle) = (before.1.middle, before.0.middle);
    keep_inside(&mut boxes[i], area);
    keep_inside(&mut boxes[j], area);
    let free = |at: usize| boxes.iter().enumerate().all(|(k, b)| k == at || !b.touches(&boxes[at], GAP));
    if free(i) && free(j) && both(boxes) < first - 1.0 {
        return true;
    }
    (boxes[i], boxes[j]) = before;
    false
}

/// What is unreadable about the lines of box `at` and about lines that pass it; counted no further than `limit`.
fn cost(boxes: &[Rect], at: usize, lines: &[(usize, usize)], area: Area, limit: f64) -> f64 {
    // A line shorter than this between its boxes hardly shows two halves.
    let least = (area.width * 0.1).max(48.0);
    let ends = |&(a, b): &(usize, usize)| (boxes[a].middle, boxes[b].middle);
    let mut cost = crowding(boxes, at, area);
    for (index, line) in lines.iter().enumerate() {
        if cost > limit {
            return cost;
        }
        let (a, b) = ends(line);
        let own = line.0 == at || line.1 == at;
        if !own {
            cost += behind(&boxes[at], a, b);
            continue;
        }
        for (i, other) in boxes.iter().enumerate() {
            if i != line.0 && i != line.1 {
                cost += behind(other, a, b);
            }
        }
        let (start, end) = (boxes[line.0].border(b, 0.0), boxes[line.1].border(a, 0.0));
        let length = (end.x - start.x).hypot(end.y - start.y);
        cost += SHORT * (least - length).max(0.0) + LONG * (length - 420.0).max(0.0);
        for (i, other) in lines.iter().enumerate() {
            let (c, d) = ends(other);
            if i == index {
                continue;
            }
            if let Some(angle) = shared_angle(line, other, boxes) {
                // Two lines from one box that run almost together cannot be told apart.
                cost += NARROW * (0.22 - angle).max(0.0) / 0.22;
            } else if crosses(a, b, c, d) {
                cost += CROSSING;
            }
        }
    }
    cost
}

/// The price of standing close to others while there is room elsewhere.
fn crowding(boxes: &[Rect], at: usize, area: Area) -> f64 {
    let reach = (area.width * 0.14).max(60.0);
    let near = |other: &Rect| {
        let (x, y) = boxes[at].overlap(other, 0.0);
        (1.0 - (-x).max(0.0).hypot((-y).max(0.0)) / reach).max(0.0)
    };
    boxes.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, other)| CROWDED * near(other)).sum()
}

/// The price of a line behind `rect`, or so near that it seems to end there.
fn behind(rect: &Rect, a: Point, b: Point) -> f64 {
    let covered = rect.covers(a, b, 12.0);
    if covered > 0.0 { BEHIND + 4.0 * covered } else { 0.0 }
}

/// The angle between two lines that meet in one box; `None` if they do not.
fn shared_angle(one: &(usize, usize), other: &(usize, usize), boxes: &[Rect]) -> Option<f64> {
    let (shared, p, q) = match (one, other) {
        (&(a, b), &(c, d)) if a == c => (a, b, d),
        (&(a, b), &(c, d)) if a == d => (a, b, c),
        (&(a, b), &(c, d)) if b == c => (b, a, d),
        (&(a, b), &(c, d)) if b == d => (b, a, c),
        _ => return None,
    };
    let to = |end: usize| {
        let (from, to) = (boxes[shared].middle, boxes[end].middle);
        (to.y - from.y).atan2(to.x - from.x)
    };
    let angle = (to(p) - to(q)).abs();
    Some(angle.min(std::f64::consts::TAU - angle))
}

fn crosses(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side = |p: Point, q: Point, r: Point| (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) > 0.0;
    side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_leaves_a_line_that_is_not_its_own() {
        let at = |x, y| Rect { middle: Point { x, y }, width: 100.0, height: 40.0 };
        let mut boxes = [at(60.0, 200.0), at(900.0, 200.0), at(480.0, 205.0)];
        clear_the_lines(&mut boxes, &[(0, 1)], Area { width: 1000.0, height: 400.0 });
        assert!(boxes[2].covers(boxes[0].middle, boxes[1].middle, 0.0) < 1e-9);
    }
}
