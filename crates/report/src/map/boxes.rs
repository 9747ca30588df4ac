//! What stands in the box of an organisation, and how large the box is.

use troth_lens::MapNode;

use super::Layout;
use crate::text::{count, text_width, wrapped};

/// Letter sizes and widths of a layout.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measures {
    /// Letter size of a name.
    pub(super) letter: f64,
    /// Letter size of units and remarks.
    pub(super) small: f64,
    /// A name is wrapped so that it is at most this wide.
    text: f64,
    /// Space between text and border, left and right.
    pad: f64,
    /// Smallest box.
    least: (f64, f64),
}

impl Measures {
    pub(super) const fn of(layout: Layout) -> Self {
        match layout {
            Layout::Wide => Self { letter: 15.0, small: 12.0, text: 136.0, pad: 11.0, least: (112.0, 42.0) },
            Layout::Upright => Self { letter: 12.0, small: 12.0, text: 86.0, pad: 6.0, least: (74.0, 34.0) },
        }
    }
}

/// The text of a box and the room it takes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct BoxText {
    /// The name in lines.
    pub(super) name: Vec<String>,
    /// Units, in rows of chips: each a text and its width. Empty in the upright layout.
    pub(super) chips: Vec<Vec<(String, f64)>>,
    /// A remark below, such as "with 3 units".
    pub(super) remark: Option<String>,
    /// Width and height of the box.
    pub(super) size: (f64, f64),
}

/// Most lines of a name and most chips of units; what is left out stands in the table and in the label.
const LINES: usize = 4;
const CHIPS: usize = 6;
pub(super) const CHIP_HEIGHT: f64 = 24.0;
pub(super) const CHIP_GAP: f64 = 6.0;

impl BoxText {
    /// The box of `node`; `parent` is the name of the organisation that it is a unit of.
    pub(super) fn of(node: &MapNode, parent: Option<&str>, layout: Layout) -> Self {
        let m = Measures::of(layout);
        let name = wrapped(&node.organisation.name, m.letter, m.text, LINES);
        let chips = if layout == Layout::Wide { chips(&node.units, &m) } else { Vec::new() };
        let remark = match (parent, node.units.len()) {
            (Some(parent), _) => Some(wrapped(&format!("in {parent}"), m.small, m.text, 1).concat()),
            (None, 0) => None,
            (None, 1) if layout == Layout::Upright => Some("with 1 unit".to_owned()),
            (None, many) if layout == Layout::Upright => Some(format!("with {many} units")),
            (None, many) if many > CHIPS => Some(format!("and {} more", many - CHIPS)),
            (None, _) => None,
        };
        let name_width = name.iter().map(|l| text_width(l, m.letter)).fold(0.0, f64::max);
        let chip_width = chips.iter().map(|row| row_width(row)).fold(0.0, f64::max);
        let remark_width = remark.as_ref().map_or(0.0, |r| text_width(r, m.small));
        let width = name_width.max(chip_width).max(remark_width) + 2.0 * m.pad;
        let mut height = line_height(m.letter) * count(name.len()) + m.pad * 1.4;
        height += (CHIP_HEIGHT + CHIP_GAP) * count(chips.len());
        height += if remark.is_some() { m.small * 1.3 } else { 0.0 };
        Self { name, chips, remark, size: (width.max(m.least.0).ceil(), height.max(m.least.1).ceil()) }
    }
}

pub(super) fn line_height(letter: f64) -> f64 {
    letter * 1.17
}

pub(super) fn row_width(row: &[(String, f64)]) -> f64 {
    row.iter().map(|(_, width)| width + CHIP_GAP).sum::<f64>() - CHIP_GAP
}

fn chips(units: &[String], m: &Measures) -> Vec<Vec<(String, f64)>> {
    let mut rows: Vec<Vec<(String, f64)>> = Vec::new();
    for unit in units.iter().take(CHIPS) {
        let text = wrapped(unit, m.small, m.text, 1).concat();
        let chip = (text.clone(), text_width(&text, m.small) + 14.0);
        match rows.last_mut() {
            Some(row) if row_width(row) + CHIP_GAP + chip.1 <= m.text + 44.0 => row.push(chip),
            _ => rows.push(vec![chip]),
        }
    }
    rows
}
