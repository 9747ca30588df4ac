//! More organisations than a map can hold: one square for each direction. A row is what an organisation says of the
//! others, a column what they say of it, so the two sides of a pair mirror each other at the diagonal.

use std::collections::BTreeMap;

use maud::{Markup, html};
use troth_lens::DirectionState;
use troth_network::Direction;

use super::rows::{PairRow, organisations};
use crate::geometry::n;
use crate::half::Look;
use crate::palette::{CARD, EDGE, INK_2, SAND, cuts, full, pale};
use crate::text::{count, text_width, wrapped};

const SIDE: f64 = 16.0;
const LETTER: f64 = 11.0;
const NAME: f64 = 110.0;

/// The figure; it scrolls sideways where there is no room.
pub(super) fn figure(question: &str, rows: &[PairRow<'_>]) -> Markup {
    let list = organisations(rows);
    let states: BTreeMap<Direction, &DirectionState> = rows
        .iter()
        .flat_map(|row| [(row.there(), row.forth), (row.there().reversed(), row.back)])
        .filter_map(|(direction, state)| Some((direction, state?)))
        .collect();
    let names: Vec<String> = list.iter().map(|o| wrapped(&o.name, LETTER, NAME, 1).concat()).collect();
    let room = names.iter().map(|name| text_width(name, LETTER)).fold(20.0, f64::max) + 10.0;
    let extent = room + SIDE * count(list.len()) + 2.0;
    let label = format!(
        "Square of {} organisations: {question}. Rows rate, columns are rated. The table below says the same.",
        list.len()
    );
    html! {
        div.scroll-x tabindex="0" role="region" aria-label="The figure, to be scrolled sideways" {
            svg.matrix width=(n(extent)) height=(n(extent)) viewBox={ "0 0 " (n(extent)) " " (n(extent)) } role="img"
                aria-label=(label) {
                @for (k, name) in names.iter().enumerate() {
                    @let middle = room + SIDE * (count(k) + 0.5);
                    text x=(n(room - 6.0)) y=(n(middle + LETTER * 0.36)) text-anchor="end" font-size=(n(LETTER))
                        fill=(INK_2) { (name) }
                    text x="0" y="0" transform={ "translate(" (n(middle + LETTER * 0.36)) " " (n(room - 6.0)) ") rotate(-90)" }
                        font-size=(n(LETTER)) fill=(INK_2) { (name) }
                }
                @for (i, from) in list.iter().enumerate() {
                    @for (j, to) in list.iter().enumerate() {
                        @let corner = (room + SIDE * count(j), room + SIDE * count(i));
                        @if i == j {
                            rect x=(n(corner.0)) y=(n(corner.1)) width=(n(SIDE)) height=(n(SIDE)) fill=(SAND) {}
                        } @else if let Some(state) = states.get(&Direction { from: from.id, to: to.id }) {
                            (square(Look::of(state), corner))
                        }
                    }
                }
            }
        }
    }
}

fn square(look: Look, (left, top): (f64, f64)) -> Markup {
    let side = SIDE - 2.0;
    let (x, y) = (left + 1.0, top + 1.0);
    let (fill, stroke, ease) = match look {
        Look::Full(ease) => (full(ease), full(ease), Some((ease, CARD))),
        Look::Pale(ease) => (pale(ease), full(ease), Some((ease, full(ease)))),
        Look::Unrated => {
            return html! {
                line x1=(n(x + 2.0)) x2=(n(x + side - 2.0)) y1=(n(y + side / 2.0)) y2=(n(y + side / 2.0)) stroke=(EDGE)
                    stroke-width="1.5" stroke-dasharray="3 3" {}
            };
        }
        Look::Withheld => (CARD, EDGE, None),
    };
    html! {
        rect x=(n(x)) y=(n(y)) width=(n(side)) height=(n(side)) fill=(fill) stroke=(stroke) {}
        @match ease {
            None => path d={ "M" (n(x)) " " (n(y + side)) "L" (n(x + side)) " " (n(y)) "M" (n(x)) " " (n(y + side / 2.0)) "L"
                (n(x + side / 2.0)) " " (n(y)) } stroke=(EDGE) {},
            Some((ease, colour)) => @for k in 0..cuts(ease) {
                @let across = y + side * if cuts(ease) == 1 { 0.5 } else { 0.33 + 0.34 * count(k) };
                line x1=(n(x)) x2=(n(x + side)) y1=(n(across + 2.0)) y2=(n(across - 2.0)) stroke=(colour)
                    stroke-width="1.6" {}
            },
        }
    }
}
