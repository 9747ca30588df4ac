//! Three columns of boxes with arrows between them.

use maud::{Markup, html};
use troth_framework::{Drawn, Lens};

use crate::geometry::{Point, n};
use crate::palette::{CARD, EDGE, INK, INK_2, PLUM, PLUM_TINT, SAND};
use crate::text::{count, wrapped};

/// Sizes of one drawing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    style: &'static str,
    width: f64,
    /// Widths of the three columns.
    columns: [f64; 3],
    letter: f64,
    /// Height of a line of text.
    line: f64,
    /// Space between two boxes of a column.
    gap: f64,
    /// Whether the short label is used and the remark below it left out.
    short: bool,
}

impl Form {
    pub(super) const WIDE: Self = Self {
        style: "lensfig w",
        width: 1000.0,
        columns: [236.0; 3],
        letter: 15.0,
        line: 19.0,
        gap: 26.0,
        short: false,
    };
    pub(super) const UPRIGHT: Self = Self {
        style: "lensfig n",
        width: 343.0,
        columns: [78.0, 94.0, 99.0],
        letter: 13.0,
        line: 15.0,
        gap: 20.0,
        short: true,
    };

    /// A class name, in the wide drawing only: the page's styles would set letters larger than fit the other.
    fn styled(&self, name: &'static str) -> Option<&'static str> {
        (!self.short).then_some(name)
    }

    fn left(&self, column: usize) -> f64 {
        let between = (self.width - 2.0 - self.columns.iter().sum::<f64>()) / 2.0;
        1.0 + self.columns.iter().take(column).sum::<f64>() + between * count(column)
    }
}

/// A box of a column: its id in the framework, its lines, its place.
struct Placed {
    id: String,
    name: Vec<String>,
    sub: Vec<String>,
    top: f64,
    height: f64,
}

pub(super) fn drawn(lens: &Lens, form: Form) -> Markup {
    let columns = columns(lens, form);
    let deepest = columns.iter().flatten().map(|b| b.top + b.height).fold(0.0, f64::max);
    let arrows = arrows(lens);
    html! {
        svg class=(form.style) viewBox={ "0 0 " (n(form.width)) " " (n(deepest + 4.0)) } role="img"
            aria-label=(says(lens)) {
            @for (i, head) in heads(form).into_iter().enumerate() {
                text class=[form.styled("head")] x=(n(form.left(i) + form.columns[i] / 2.0)) y="16" text-anchor="middle"
                    font-size=(n(form.letter)) font-weight="700" fill=(INK) { (head) }
            }
            @for (column, from, to, drawn) in &arrows {
                @if let (Some(a), Some(b)) = (place(&columns[*column], from), place(&columns[column + 1], to)) {
                    @let (out, into) = shares(&arrows, *column, from, to);
                    @let start = Point { x: form.left(*column) + form.columns[*column], y: a.top + a.height * out };
                    @let end = Point { x: form.left(column + 1), y: b.top + b.height * into };
                    (arrow(start, end, *drawn))
                }
            }
            @for (i, column) in columns.iter().enumerate() {
                @for b in column { (boxed(b, i, form)) }
            }
        }
    }
}

const fn heads(form: Form) -> [&'static str; 3] {
    if form.short {
        ["Uneven", "Trust", "Joint work"]
    } else {
        ["What is uneven", "Which trust it wears down", "Which joint work it harms"]
    }
}

fn says(lens: &Lens) -> String {
    let line = |narrative: &troth_framework::Narrative| {
        let erodes: Vec<&str> =
            narrative.erodes.iter().filter_map(|a| lens.aspect(&a.to)).map(|a| a.label.as_str()).collect();
        let harms: Vec<&str> =
            narrative.harms.iter().filter_map(|a| lens.outcome(&a.to)).map(|o| o.label.as_str()).collect();
        format!("{}: wears down {}; harms {}.", narrative.label, erodes.join(" and "), harms.join(" and "))
    };
    let lines: Vec<String> = lens.narratives.iter().map(line).collect();
    format!("From what is uneven to trust and joint work. {}", lines.join(" "))
}

fn columns(lens: &Lens, form: Form) -> [Vec<Placed>; 3] {
    let family = |id: &str| lens.family(id).map_or_else(String::new, |f| f.label.clone());
    let uneven = lens.narratives.iter().map(|x| {
        let name = if form.short { &x.short_label } else { &x.label };
        (x.id.clone(), name.clone(), family(&x.family))
    });
    let trust = lens.aspects.iter().map(|x| (x.id.clone(), x.label.clone(), x.name.clone()));
    let work = lens.outcomes.iter().map(|x| (x.id.clone(), x.label.clone(), String::new()));
    let mut columns = [
        column(uneven.collect(), form, 0),
        column(trust.collect(), form, 1),
        column(work.collect(), form, 2),
    ];
    // Shorter columns spread over the height of the longest.
    let bottom = |column: &[Placed]| column.last().map_or(0.0, |b| b.top + b.height);
    let deepest = columns.iter().map(|c| bottom(c)).fold(0.0, f64::max);
    for column in &mut columns {
        let spare = (deepest - bottom(column)) / count(column.len().max(1));
        for (i, b) in column.iter_mut().enumerate() {
            b.top += spare * (count(i) + 0.5);
        }
    }
    columns
}

fn column(entries: Vec<(String, String, String)>, form: Form, index: usize) -> Vec<Placed> {
    let mut top = 30.0;
    let room = form.columns[index] - if form.short { 8.0 } else { 24.0 };
    let mut placed = Vec::with_capacity(entries.len());
    for (id, name, sub) in entries {
        let name = wrapped(&name, form.letter, room, 4);
        let sub = if form.short { Vec::new() } else { wrapped(&sub, 13.0, room, 2) };
        let height = form.line * count(name.len() + sub.len()) + form.line * 0.9;
        placed.push(Placed { id, name, sub, top, height });
        top += height + form.gap;
    }
    placed
}

fn place<'a>(column: &'a [Placed], id: &str) -> Option<&'a Placed> {
    column.iter().find(|b| b.id == id)
}

/// Arrows as column, from, to and where drawn; one for each two boxes. From trust to joint work the narratives
/// lead: where several lead the same way, the figure and the text count as both.
fn arrows(lens: &Lens) -> Vec<(usize, String, String, Drawn)> {
    let mut arrows: Vec<(usize, String, String, Drawn)> = Vec::new();
    let mut add = |column: usize, from: &str, to: &str, drawn: Drawn| match arrows
        .iter_mut()
        .find(|a| a.0 == column && a.1 == from && a.2 == to)
    {
        Some(known) if known.3 != drawn => known.3 = Drawn::Both,
        Some(_) => {}
        None => arrows.push((column, from.to_owned(), to.to_owned(), drawn)),
    };
    for narrative in &lens.narratives {
        for erodes in &narrative.erodes {
            add(0, &narrative.id, &erodes.to, erodes.drawn);
            for harms in &narrative.harms {
                add(1, &erodes.to, &harms.to, harms.drawn);
            }
        }
    }
    arrows
}

/// At which share of its box's side an arrow leaves and arrives, so that several do not lie on each other.
fn shares(arrows: &[(usize, String, String, Drawn)], column: usize, from: &str, to: &str) -> (f64, f64) {
    let share = |same: Vec<&(usize, String, String, Drawn)>| {
        let at = same.iter().position(|a| a.1 == from && a.2 == to).unwrap_or(0);
        (count(at) + 1.0) / (count(same.len()) + 1.0)
    };
    (
        share(arrows.iter().filter(|a| a.0 == column && a.1 == from).collect()),
        share(arrows.iter().filter(|a| a.0 == column && a.2 == to).collect()),
    )
}

fn arrow(start: Point, end: Point, drawn: Drawn) -> Markup {
    let dashed = drawn == Drawn::Text;
    let bend = (end.x - start.x) * 0.5;
    let tip = end.x - 9.0;
    let path = format!(
        "M{} {}C{} {} {} {} {} {}",
        n(start.x),
        n(start.y),
        n(start.x + bend),
        n(start.y),
        n(end.x - bend),
        n(end.y),
        n(tip),
        n(end.y)
    );
    let head = format!(
        "M{} {}L{} {}L{} {}Z",
        n(tip),
        n(end.y - 5.5),
        n(end.x - 1.0),
        n(end.y),
        n(tip),
        n(end.y + 5.5)
    );
    let (colour, width) = if dashed { (EDGE, "2") } else { (INK, "2.5") };
    html! {
        path class=(if dashed { "arrow text" } else { "arrow" }) d=(path) fill="none" stroke=(colour)
            stroke-width=(width) stroke-dasharray=[dashed.then_some("6 5")] {}
        path class=(if dashed { "tip text" } else { "tip" }) d=(head) fill=(colour) {}
        @if drawn == Drawn::Both {
            circle cx=(n(f64::midpoint(start.x, tip))) cy=(n(f64::midpoint(start.y, end.y))) r="4.5" fill=(CARD)
                stroke=(INK) stroke-width="2.5" {}
        }
    }
}

/// An arrow alone, for the legend.
pub(super) fn sample(drawn: Drawn) -> Markup {
    html! {
        svg width="64" height="16" viewBox="0 0 64 16" aria-hidden="true" focusable="false" {
            (arrow(Point { x: 0.0, y: 8.0 }, Point { x: 63.0, y: 8.0 }, drawn))
        }
    }
}

fn boxed(b: &Placed, column: usize, form: Form) -> Markup {
    let (style, fill, stroke) = match column {
        0 => ("box uneven", SAND, EDGE),
        1 => ("box trust", PLUM_TINT, PLUM),
        _ => ("box joint", CARD, INK),
    };
    let x = form.left(column);
    let first = b.top + form.line * 1.2;
    let foot = |i: usize| n(first + form.line * count(i));
    html! {
        rect class=(style) x=(n(x)) y=(n(b.top)) width=(n(form.columns[column])) height=(n(b.height)) rx="6" fill=(fill)
            stroke=(stroke) stroke-width="1.6" {}
        @for (i, line) in b.name.iter().enumerate() {
            text class=[form.styled("name")] x=(n(x + form.columns[column] / 2.0)) y=(foot(i)) text-anchor="middle"
                font-size=(n(form.letter)) font-weight="600" fill=(INK) { (line) }
        }
        @for (i, line) in b.sub.iter().enumerate() {
            text class=[form.styled("sub")] x=(n(x + form.columns[column] / 2.0)) y=(foot(b.name.len() + i)) text-anchor="middle"
                font-size="13" fill=(INK_2) { (line) }
        }
    }
}
