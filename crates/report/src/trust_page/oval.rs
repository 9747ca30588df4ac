//! Places on an oval, far enough apart for boxes. On an oval no line between two boxes has to pass through a third,
//! so a network in which everybody rated everybody can be read too. Places mean nothing.

use crate::geometry::Point;
use crate::text::count;

/// Steps in which the way around is measured.
const STEPS: usize = 1440;
/// Room beside what the boxes need: the way around turns corners that a box does not.
const EASE: f64 = 1.2;

/// An oval that holds boxes of one size.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Oval {
    /// Size of the drawing.
    pub(super) width: f64,
    pub(super) height: f64,
    /// Middles of the boxes, clockwise from the top.
    pub(super) places: Vec<Point>,
}

/// Places `n` boxes, each with its space `room` wide and high, on an oval in a drawing `width` units wide, at least
/// `least` units high; as high as they need.
pub(super) fn oval(n: usize, width: f64, least: f64, room: (f64, f64)) -> Oval {
    let across = ((width - room.0) / 2.0).max(1.0);
    let mut down = ((least - room.1) / 2.0).max(1.0);
    // The way around is at least the way up and down twice over, so this ends.
    while around(across, down, room).1 < count(n) * EASE && n > 1 {
        down += room.1 / 4.0;
    }
    let (ways, whole) = around(across, down, room);
    let step = whole / count(n.max(1));
    let middle = Point { x: width / 2.0, y: down + room.1 / 2.0 };
    let places = (0..n)
        .map(|k| {
            let at = ways.partition_point(|way| *way < count(k) * step);
            let (x, y) = on_oval(at, across, down);
            Point { x: middle.x + x, y: middle.y + y }
        })
        .collect();
    Oval { width, height: 2.0 * down + room.1, places }
}

/// The way from the top to each step, in boxes side by side or one above the other, and the whole way.
fn around(across: f64, down: f64, room: (f64, f64)) -> (Vec<f64>, f64) {
    let mut ways = vec![0.0];
    let mut whole = 0.0_f64;
    for k in 1..=STEPS {
        let (a, b) = (on_oval(k - 1, across, down), on_oval(k, across, down));
        whole += ((b.0 - a.0).abs() / room.0).max((b.1 - a.1).abs() / room.1);
        ways.push(whole);
    }
    (ways, whole)
}

fn on_oval(step: usize, across: f64, down: f64) -> (f64, f64) {
    let angle = count(step) / count(STEPS) * std::f64::consts::TAU;
    (angle.sin() * across, -angle.cos() * down)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    #[test]
    fn boxes_do_not_touch_and_stay_inside() {
        for (width, room) in [(1000.0, (160.0, 56.0)), (343.0, (98.0, 46.0))] {
            for n in 1..=24 {
                let oval = oval(n, width, 300.0, room);
                let boxes: Vec<Rect> = oval
                    .places
                    .iter()
                    .map(|p| Rect { middle: *p, width: room.0 - 10.0, height: room.1 - 8.0 })
                    .collect();
                for (i, a) in boxes.iter().enumerate() {
                    assert!(a.left() > 0.0 && a.left() + a.width < width && a.top() > 0.0);
                    assert!(a.top() + a.height < oval.height);
                    assert!(boxes[i + 1..].iter().all(|b| !a.touches(b, 0.0)), "{n} boxes at {width}");
                }
            }
        }
    }
}
