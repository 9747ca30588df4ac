//! Draws the map as SVG: lines beneath, boxes above, numbered marks beside the lines they belong to.

use maud::{Markup, html};
use troth_gate::Released;
use troth_lens::{MapEdge, MapNode, MapPicture, Wording};

use super::Layout;
use super::boxes::{BoxText, CHIP_GAP, CHIP_HEIGHT, Measures, line_height, row_width};
use super::spread::{Area, arrange};
use crate::geometry::{Point, Rect, n};
use crate::half::{Look, half};
use crate::palette::{CARD, EDGE, INK, INK_2, PLUM, SAND};
use crate::text::count;
use crate::words::both_aloud;

/// Draws the map.
///
/// `link` is the address of a relationship's page, `org_link` of an organisation's. Boxes carry `data-org`, lines
/// `data-a` and `data-b` with the organisations' external ids, for the page's own script. The drawing holds
/// links, so its role is `group`: an `img` would hide them from a screen reader. It has no ids and no styles
/// of its own besides presentation attributes.
pub fn figure(
    picture: &Released<MapPicture>,
    link: impl Fn(&MapEdge) -> String,
    org_link: impl Fn(&MapNode) -> String,
    layout: Layout,
) -> Markup {
    let picture = picture.value();
    let (boxes, texts, area) = placed(picture, layout);
    let label = format!(
        "Map of {} and {}: {}. The table below says the same.",
        plural(picture.nodes.len(), "organisation"),
        plural(picture.edges.len(), "working relationship"),
        picture.question
    );
    let ends = |edge: &MapEdge| {
        let find = |id| picture.nodes.iter().position(|node| node.organisation.id == id);
        Some((find(edge.first.id)?, find(edge.second.id)?))
    };
    html! {
        svg class=(layout.style()) viewBox={ "0 0 " (n(area.width)) " " (n(area.height)) } role="group"
            aria-label=(label) data-pan-zoom="" {
            @for edge in &picture.edges {
                @if let Some((a, b)) = ends(edge) {
                    (line(picture.wording(), edge, &boxes[a], &boxes[b], &link(edge), layout))
                }
            }
            @for edge in &picture.edges {
                @if let (Some(mark), Some((a, b))) = (edge.mark, ends(edge)) {
                    (numbered(mark, beside(&boxes[a], &boxes[b], &boxes, layout), layout))
                }
            }
            @for ((node, rect), text) in picture.nodes.iter().zip(&boxes).zip(&texts) {
                (organisation(node, rect, text, &org_link(node), layout))
            }
        }
    }
}

/// Boxes, what stands in them, and the drawing's size.
pub(super) fn placed(picture: &MapPicture, layout: Layout) -> (Vec<Rect>, Vec<BoxText>, Area) {
    let name_of =
        |id| picture.nodes.iter().find(|n| n.organisation.id == id).map(|n| n.organisation.name.as_str());
    let texts: Vec<BoxText> = picture
        .nodes
        .iter()
        .map(|node| BoxText::of(node, node.organisation.parent.and_then(name_of), layout))
        .collect();
    let sizes: Vec<(f64, f64)> = texts.iter().map(|t| t.size).collect();
    let places: Vec<(f64, f64)> = picture
        .nodes
        .iter()
        .map(|node| if layout == Layout::Wide { (node.x, node.y) } else { (node.y, node.x) })
        .collect();
    let find = |id| picture.nodes.iter().position(|node| node.organisation.id == id);
    let lines: Vec<(usize, usize)> =
        picture.edges.iter().filter_map(|e| Some((find(e.first.id)?, find(e.second.id)?))).collect();
    let room: f64 = sizes.iter().map(|(w, h)| w * h).sum();
    // The boxes may cover about a seventh of the drawing or fifth; the rest is for lines.
    let area = match layout {
        Layout::Wide => Area { width: 1000.0, height: (room * 6.6 / 1000.0).max(420.0) },
        Layout::Upright => Area { width: 343.0, height: (room * 5.6 / 343.0).max(420.0) },
    };
    let (boxes, height) = arrange(&sizes, &places, &lines, area);
    (boxes, texts, Area { height, ..area })
}

fn plural(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

const fn thickness(layout: Layout) -> f64 {
    match layout {
        Layout::Wide => 9.0,
        Layout::Upright => 6.0,
    }
}

fn line(wording: Wording, edge: &MapEdge, first: &Rect, second: &Rect, href: &str, layout: Layout) -> Markup {
    let thick = thickness(layout);
    let (start, end) = (first.border(second.middle, 2.0), second.border(first.middle, 2.0));
    let middle = Point { x: f64::midpoint(start.x, end.x), y: f64::midpoint(start.y, end.y) };
    let length = (end.x - start.x).hypot(end.y - start.y).max(1e-6);
    let along = Point { x: (end.x - start.x) / length, y: (end.y - start.y) / length };
    let shifted = |by: f64| Point { x: middle.x + along.x * by, y: middle.y + along.y * by };
    let bar = thick * 0.8 + 1.0;
    let says = both_aloud(wording, &edge.first.name, &edge.second.name, Some(&edge.forth), Some(&edge.back));
    html! {
        a href=(href) aria-label={ (says) " Open this relationship." } {
            g data-a=(edge.first.external_id) data-b=(edge.second.external_id) {
                title { (says) }
                line x1=(n(start.x)) y1=(n(start.y)) x2=(n(end.x)) y2=(n(end.y)) stroke=(CARD)
                    stroke-width=(n(thick + 4.0)) {}
                (half(Look::of(&edge.forth), start, shifted(-0.8), thick))
                (half(Look::of(&edge.back), end, shifted(0.8), thick))
                line x1=(n(middle.x - along.y * bar)) y1=(n(middle.y + along.x * bar))
                    x2=(n(middle.x + along.y * bar)) y2=(n(middle.y - along.x * bar))
                    stroke=(INK) stroke-width="1.6" {}
                line.hit x1=(n(start.x)) y1=(n(start.y)) x2=(n(end.x)) y2=(n(end.y)) stroke="transparent"
                    stroke-width="24" {}
            }
        }
    }
}

/// A place beside the middle of a line where a mark covers no box: a little along the line, on either side.
fn beside(first: &Rect, second: &Rect, boxes: &[Rect], layout: Layout) -> Point {
    let (start, end) = (first.border(second.middle, 2.0), second.border(first.middle, 2.0));
    let length = (end.x - start.x).hypot(end.y - start.y).max(1e-6);
    let along = Point { x: (end.x - start.x) / length, y: (end.y - start.y) / length };
    let near = thickness(layout) * 1.1 + 14.0;
    let spots = [0.5, 0.4, 0.6, 0.3, 0.7, 0.5].into_iter().zip([1.0, 1.0, 1.0, 1.0, 1.0, 1.7]);
    let spots = spots.flat_map(|(share, far)| [(share, -far), (share, far)]);
    let place = |(share, side): (f64, f64)| Point {
        x: start.x + (end.x - start.x) * share - along.y * near * side,
        y: start.y + (end.y - start.y) * share + along.x * near * side,
    };
    let size = 2.0 * radius(layout);
    let free = |point: &Point| {
        let mark = Rect { middle: *point, width: size, height: size };
        !boxes.iter().any(|b| b.touches(&mark, 3.0)) && mark.left() > 0.0 && mark.top() > 0.0
    };
    spots.map(place).find(free).unwrap_or_else(|| place((0.5, -1.0)))
}

const fn radius(layout: Layout) -> f64 {
    match layout {
        Layout::Wide => 12.3,
        Layout::Upright => 9.8,
    }
}

fn numbered(mark: usize, at: Point, layout: Layout) -> Markup {
    let r = radius(layout);
    html! {
        g aria-hidden="true" {
            circle cx=(n(at.x)) cy=(n(at.y)) r=(n(r)) fill=(PLUM) stroke=(CARD) stroke-width="2" {}
            text x=(n(at.x)) y=(n(at.y + r * 0.42)) text-anchor="middle" font-size=(n(r * 1.2)) font-weight="700"
                fill=(CARD) { (mark) }
        }
    }
}

fn organisation(node: &MapNode, rect: &Rect, text: &BoxText, href: &str, layout: Layout) -> Markup {
    let m = Measures::of(layout);
    let lines = line_height(m.letter) * count(text.name.len());
    let chips = (CHIP_HEIGHT + CHIP_GAP) * count(text.chips.len());
    let remark = if text.remark.is_some() { m.small * 1.3 } else { 0.0 };
    // The whole block of text stands in the middle of the box; letters hang from 0.86 of their line.
    let top = rect.middle.y - (lines + chips + remark) / 2.0;
    let x = rect.middle.x;
    html! {
        g data-org=(node.organisation.external_id) {
            a href=(href) {
                rect x=(n(rect.left())) y=(n(rect.top())) width=(n(rect.width)) height=(n(rect.height)) rx="6"
                    fill=(CARD) stroke=(INK) stroke-width="1.6" {}
                @for (i, part) in text.name.iter().enumerate() {
                    text x=(n(x)) y=(n(top + line_height(m.letter) * (count(i) + 0.82))) text-anchor="middle"
                        font-size=(n(m.letter)) font-weight="600" fill=(INK) { (part) " " }
                }
                @for (i, row) in text.chips.iter().enumerate() {
                    (chip_row(row, x, top + lines + CHIP_GAP + (CHIP_HEIGHT + CHIP_GAP) * count(i), m.small))
                }
                @if let Some(remark) = &text.remark {
                    text x=(n(x)) y=(n(top + lines + chips + m.small * 1.05)) text-anchor="middle"
                        font-size=(n(m.small)) fill=(INK_2) { (remark) " " }
                }
            }
        }
    }
}

fn chip_row(row: &[(String, f64)], middle: f64, top: f64, letter: f64) -> Markup {
    let mut left = middle - row_width(row) / 2.0;
    html! {
        @for (text, width) in row {
            @let x = left;
            ({ left += width + CHIP_GAP; "" })
            g {
                rect x=(n(x)) y=(n(top)) width=(n(*width)) height=(n(CHIP_HEIGHT)) rx="4" fill=(SAND) stroke=(EDGE) {}
                text x=(n(x + width / 2.0)) y=(n(top + CHIP_HEIGHT * 0.68)) text-anchor="middle"
                    font-size=(n(letter)) fill=(INK) { (text) }
            }
        }
    }
}
