//! The curve of new codes as SVG; its table says the same.

use maud::{Markup, html};
use troth_gate::CustodianOnly;
use troth_say::retrieval::Saturation;

use crate::geometry::n;
use crate::palette::{EDGE, GRID, INK, INK_2, PLUM};
use crate::text::count;

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 250.0;
const LEFT: f64 = 36.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 204.0;
const RIGHT: f64 = 410.0;

/// Two lines: codes in the order of the texts, with points, and averaged over all orders, dashed.
pub fn figure(curve: &CustodianOnly<Vec<Saturation>>) -> Markup {
    let curve = curve.value();
    let Some(last) = curve.last() else { return html! {} };
    let most = last.in_order.max(1);
    let x = |texts: usize| LEFT + (RIGHT - LEFT) * count(texts) / count(last.texts.max(1));
    let y = |codes: f64| BOTTOM - (BOTTOM - TOP) * codes / count(most);
    let line = |of: fn(&Saturation) -> f64| {
        let points = curve.iter().map(|step| format!("{},{}", n(x(step.texts)), n(y(of(step)))));
        points.collect::<Vec<_>>().join(" ")
    };
    let in_order = |step: &Saturation| count(step.in_order);
    let label = format!(
        "Different codes after each of {} texts: {} in the end. The table below says the same.",
        last.texts, last.in_order
    );
    html! {
        svg.curve viewBox={ "0 0 " (n(WIDTH)) " " (n(HEIGHT)) } role="img" aria-label=(label) {
            @for step in ticks(most) {
                line x1=(n(LEFT)) y1=(n(y(count(step)))) x2=(n(RIGHT)) y2=(n(y(count(step)))) stroke=(GRID) {}
                text x=(n(LEFT - 8.0)) y=(n(y(count(step)) + 5.0)) text-anchor="end" font-size="14" fill=(INK_2) { (step) }
            }
            @for step in ticks(last.texts).into_iter().filter(|step| *step > 0) {
                text x=(n(x(step))) y=(n(BOTTOM + 20.0)) text-anchor="middle" font-size="14" fill=(INK_2) { (step) }
            }
            line x1=(n(LEFT)) y1=(n(BOTTOM)) x2=(n(RIGHT)) y2=(n(BOTTOM)) stroke=(EDGE) {}
            text x=(n(f64::midpoint(LEFT, RIGHT))) y=(n(HEIGHT - 4.0)) text-anchor="middle" font-size="14" fill=(INK) {
                "Texts, in order of date"
            }
            polyline points=(line(|step| step.averaged)) fill="none" stroke=(INK_2) stroke-width="2"
                stroke-dasharray="6 5" {}
            polyline points=(line(in_order)) fill="none" stroke=(PLUM) stroke-width="2.5" {}
            @for step in curve {
                circle cx=(n(x(step.texts))) cy=(n(y(in_order(step)))) r="4" fill=(PLUM) {}
            }
        }
        p."small"."quiet" { "Points and line: in order of date. Dashed: averaged over every order of the texts." }
    }
}

/// From 0 to `most` in five steps or fewer, all whole.
fn ticks(most: usize) -> Vec<usize> {
    let step = most.div_ceil(5).max(1);
    (0..=most).step_by(step).collect()
}
