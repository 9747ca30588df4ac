//! The two-sided map of a question on an oval: every line in two halves, each half what the organisation next to it
//! says. Drawn twice, wide for screens and paper and upright for phones; the page's styles show one of them.

use maud::{Markup, html};
use troth_lens::{DirectionState, Named, Wording};

use super::oval::oval;
use super::rows::{PairRow, organisations};
use crate::geometry::{Point, Rect, n};
use crate::half::{Look, half};
use crate::palette::{CARD, INK};
use crate::text::{count, text_width, wrapped};
use crate::words::both_aloud;

/// Sizes of a layout.
struct Measures {
    style: &'static str,
    width: f64,
    /// Least height where there are few lines, and where there are many.
    least: (f64, f64),
    letter: f64,
    /// A name is wrapped so that it is at most this wide.
    text: f64,
    pad: f64,
    /// Thickness of a line where there are few.
    thick: f64,
}

const WIDE: Measures = Measures {
    style: "map w",
    width: 1000.0,
    least: (440.0, 640.0),
    letter: 15.0,
    text: 130.0,
    pad: 10.0,
    thick: 9.0,
};
const UPRIGHT: Measures = Measures {
    style: "map n",
    width: 343.0,
    least: (360.0, 480.0),
    letter: 12.0,
    text: 74.0,
    pad: 6.0,
    thick: 6.0,
};

/// Lines of a name that are drawn; the table has it all.
const LINES: usize = 3;
/// So many pairs are many.
const MANY: usize = 24;

/// The map in both layouts.
pub(super) fn figure(question: &str, wording: Wording, rows: &[PairRow<'_>]) -> Markup {
    let organisations = organisations(rows);
    html! {
        (drawn(question, wording, rows, &organisations, &WIDE))
        (drawn(question, wording, rows, &organisations, &UPRIGHT))
    }
}

fn drawn(
    question: &str,
    wording: Wording,
    rows: &[PairRow<'_>],
    organisations: &[&Named],
    m: &Measures,
) -> Markup {
    let names: Vec<Vec<String>> = organisations.iter().map(|o| lines(&o.name, m)).collect();
    let sizes: Vec<(f64, f64)> = names.iter().map(|lines| size(lines, m)).collect();
    let most = |pick: fn(&(f64, f64)) -> f64| sizes.iter().map(pick).fold(0.0, f64::max);
    let least = if rows.len() > MANY { m.least.1 } else { m.least.0 };
    let oval = oval(organisations.len(), m.width, least, (most(|s| s.0) + 12.0, most(|s| s.1) + 10.0));
    let boxes: Vec<Rect> = oval
        .places
        .iter()
        .zip(&sizes)
        .map(|(middle, (width, height))| Rect { middle: *middle, width: *width, height: *height })
        .collect();
    let at = |id| organisations.iter().position(|o| o.id == id);
    // Many lines are drawn thinner, so that their ends can still be told apart.
    let thick = m.thick * (count(MANY) / count(rows.len().max(MANY))).sqrt().max(0.4);
    let mut beneath: Vec<&PairRow<'_>> = rows.iter().collect();
    beneath.sort_by_key(|row| weight(row.forth).max(weight(row.back)));
    let label = format!(
        "Map of {} organisations and {} pairs: {question}. The table below says the same.",
        organisations.len(),
        rows.len()
    );
    html! {
        svg class=(m.style) viewBox={ "0 0 " (n(oval.width)) " " (n(oval.height)) } role="img" aria-label=(label) {
            @for row in beneath {
                @if let (Some(a), Some(b)) = (at(row.first.id), at(row.second.id)) {
                    (line(wording, row, &boxes[a], &boxes[b], thick))
                }
            }
            @for (rect, lines) in boxes.iter().zip(&names) { (organisation(rect, lines, m)) }
        }
    }
}

/// What is sure is drawn above what is not, and that above what is not shown.
fn weight(state: Option<&DirectionState>) -> u8 {
    match state.map(Look::of) {
        None | Some(Look::Unrated) => 0,
        Some(Look::Withheld) => 1,
        Some(Look::Pale(_)) => 2,
        Some(Look::Full(_)) => 3,
    }
}

/// A name in lines. Ids of files often have hyphens instead of blanks, so a line may end after one.
fn lines(name: &str, m: &Measures) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (part, blank) in parts(name) {
        let glue = if blank { " " } else { "" };
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line}{glue}{part}"), m.letter) <= m.text => {
                line.push_str(glue);
                line.push_str(part);
            }
            _ => lines.push(part.to_owned()),
        }
    }
    let fits = |line: &String| text_width(line, m.letter) <= m.text * 1.3;
    if lines.len() <= LINES && lines.iter().all(fits) {
        lines
    } else {
        wrapped(name, m.letter, m.text, LINES)
    }
}

/// The parts of a name that stay together, and whether a blank goes before each.
fn parts(name: &str) -> impl Iterator<Item = (&str, bool)> {
    name.split_whitespace()
        .flat_map(|word| word.split_inclusive(['-', '_', '/']).enumerate().map(|(at, part)| (part, at == 0)))
}

fn size(lines: &[String], m: &Measures) -> (f64, f64) {
    let widest = lines.iter().map(|line| text_width(line, m.letter)).fold(m.letter * 2.0, f64::max);
    ((widest + 2.0 * m.pad).ceil(), (line_height(m) * count(lines.len()) + m.pad * 1.6).ceil())
}

fn line_height(m: &Measures) -> f64 {
    m.letter * 1.17
}

/// One line. A side that was not asked is left open like one that was not rated: the other side has answers.
fn line(wording: Wording, row: &PairRow<'_>, first: &Rect, second: &Rect, thick: f64) -> Markup {
    let (start, end) = (first.border(second.middle, 2.0), second.border(first.middle, 2.0));
    let middle = Point { x: f64::midpoint(start.x, end.x), y: f64::midpoint(start.y, end.y) };
    let length = (end.x - start.x).hypot(end.y - start.y).max(1e-6);
    let along = Point { x: (end.x - start.x) / length, y: (end.y - start.y) / length };
    let shifted = |by: f64| Point { x: middle.x + along.x * by, y: middle.y + along.y * by };
    let bar = thick * 0.8 + 1.0;
    let look = |state: Option<&_>| state.map_or(Look::Unrated, Look::of);
    html! {
        g {
            title { (both_aloud(wording, &row.first.name, &row.second.name, row.forth, row.back)) }
            line x1=(n(start.x)) y1=(n(start.y)) x2=(n(end.x)) y2=(n(end.y)) stroke=(CARD)
                stroke-width=(n(thick + 3.0)) {}
            (half(look(row.forth), start, shifted(-0.8), thick))
            (half(look(row.back), end, shifted(0.8), thick))
            line x1=(n(middle.x - along.y * bar)) y1=(n(middle.y + along.x * bar))
                x2=(n(middle.x + along.y * bar)) y2=(n(middle.y - along.x * bar)) stroke=(INK) stroke-width="1.6" {}
        }
    }
}

fn organisation(rect: &Rect, lines: &[String], m: &Measures) -> Markup {
    // Letters hang from 0.82 of their line.
    let top = rect.middle.y - line_height(m) * count(lines.len()) / 2.0;
    html! {
        rect x=(n(rect.left())) y=(n(rect.top())) width=(n(rect.width)) height=(n(rect.height)) rx="6"
            fill=(CARD) stroke=(INK) stroke-width="1.6" {}
        @for (i, part) in lines.iter().enumerate() {
            text x=(n(rect.middle.x)) y=(n(top + line_height(m) * (count(i) + 0.82))) text-anchor="middle"
                font-size=(n(m.letter)) font-weight="600" fill=(INK) { (part) " " }
        }
    }
}
