//! Points and boxes of a drawing, and numbers as SVG has them.

/// A point in the drawing's own units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// A box around its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) middle: Point,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Rect {
    pub(crate) fn left(&self) -> f64 {
        self.middle.x - self.width / 2.0
    }

    pub(crate) fn top(&self) -> f64 {
        self.middle.y - self.height / 2.0
    }

    /// How far this and `other` reach into each other, keeping `gap` between them, along x and y; both above 0
    /// when they are too near.
    pub(crate) fn overlap(&self, other: &Self, gap: f64) -> (f64, f64) {
        let x = (self.width + other.width) / 2.0 + gap - (self.middle.x - other.middle.x).abs();
        let y = (self.height + other.height) / 2.0 + gap - (self.middle.y - other.middle.y).abs();
        (x, y)
    }

    /// Whether this and `other` are nearer than `gap`.
    pub(crate) fn touches(&self, other: &Self, gap: f64) -> bool {
        let (x, y) = self.overlap(other, gap);
        x > 1e-6 && y > 1e-6
    }

    /// Where the line from the middle towards `to` leaves the box, `gap` outside its border.
    pub(crate) fn border(&self, to: Point, gap: f64) -> Point {
        let (dx, dy) = (to.x - self.middle.x, to.y - self.middle.y);
        let share = |reach: f64, delta: f64| if delta.abs() < 1e-9 { f64::MAX } else { reach / delta.abs() };
        let t = share(self.width / 2.0 + gap, dx).min(share(self.height / 2.0 + gap, dy)).min(1.0);
        Point { x: self.middle.x + dx * t, y: self.middle.y + dy * t }
    }

    /// The length of the line from `a` to `b` that lies inside the box widened by `gap`; 0 if it passes by.
    pub(crate) fn covers(&self, a: Point, b: Point, gap: f64) -> f64 {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        let sides = [
            (dx, a.x - self.middle.x, self.width / 2.0 + gap),
            (dy, a.y - self.middle.y, self.height / 2.0 + gap),
        ];
        for (delta, from, reach) in sides {
            if delta.abs() < 1e-9 {
                if from.abs() > reach {
                    return 0.0;
                }
                continue;
            }
            let (one, other) = ((-reach - from) / delta, (reach - from) / delta);
            enters = enters.max(one.min(other));
            leaves = leaves.min(one.max(other));
        }
        if leaves > enters { (leaves - enters) * dx.hypot(dy) } else { 0.0 }
    }
}

/// A number with at most one decimal, as SVG has it: `12`, `12.5`, never `-0`.
pub(crate) fn n(number: f64) -> String {
    let text = format!("{number:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f64, y: f64) -> Rect {
        Rect { middle: Point { x, y }, width: 20.0, height: 10.0 }
    }

    #[test]
    fn a_line_ends_at_the_border_of_the_box() {
        let end = rect(0.0, 0.0).border(Point { x: 100.0, y: 0.0 }, 3.0);
        assert!((end.x - 13.0).abs() < 1e-9 && end.y.abs() < 1e-9);
    }

    #[test]
    fn a_line_through_a_box_is_noticed_and_one_beside_it_is_not() {
        let (a, b) = (Point { x: -50.0, y: 0.0 }, Point { x: 50.0, y: 0.0 });
        assert!((rect(0.0, 0.0).covers(a, b, 0.0) - 20.0).abs() < 1e-9);
        assert!(rect(0.0, 20.0).covers(a, b, 0.0).abs() < 1e-9);
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!((n(12.0).as_str(), n(-0.01).as_str(), n(3.25).as_str()), ("12", "0", "3.2"));
    }
}
