//! The rows of each view.

use troth_lens::scale_words::points;
use troth_lens::{AnswerSource, DirectionState, Dumbbell, MapPicture, Named, RateSide, WhyReading, Wording};
use troth_network::{Determination, OrganisationId, Value};

use super::{Cell, ToCsv};
use crate::words;

/// The reading of Why with the names that its ids stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyTable {
    /// The reading.
    pub reading: WhyReading,
    /// Organisations.
    pub organisations: Vec<Named>,
    /// Narratives: id and label.
    pub narratives: Vec<(String, String)>,
}

const VALUE: [&str; 9] = ["state", "words", "estimate", "low", "high", "scale", "people", "source", "reason"];
const DIFFERENCE: [&str; 3] = ["difference", "difference_low", "difference_high"];

/// State, words, estimate, low, high, scale, people, source, reason of a direction.
fn value_cells(wording: Wording, state: Option<&DirectionState>) -> Vec<Cell> {
    let number = |share: f64| Cell::Number(points(share));
    let words =
        Cell::text(state.map_or_else(|| words::NOT_ASKED.to_owned(), |s| words::state_in(wording, s)));
    let without = |id: &str, reason: Cell| {
        let mut cells = vec![Cell::text(id), words.clone()];
        cells.extend(vec![Cell::Empty; 6]);
        cells.push(reason);
        cells
    };
    match state {
        None => without("not_asked", Cell::Empty),
        Some(DirectionState::NotRated) => without("not_rated", Cell::Empty),
        Some(DirectionState::Withheld { reason, .. }) => without("withheld", Cell::text(reason)),
        Some(DirectionState::Shown { value, source }) => {
            let (low, high) =
                value.interval().map_or((Cell::Empty, Cell::Empty), |(l, h)| (number(l), number(h)));
            vec![
                Cell::text("shown"),
                words,
                number(value.estimate),
                low,
                high,
                Cell::text("0 to 100"),
                value.people.map_or(Cell::Empty, |band| Cell::text(band.words())),
                Cell::text(match source {
                    AnswerSource::Staff => "staff",
                    AnswerSource::Representative => "representative",
                }),
                Cell::Empty,
            ]
        }
    }
}

/// The difference seen from one side, `turned` for the second side; empty unless both sides are shown.
fn difference_cells(sides: [Option<&DirectionState>; 2], gap: Option<&Value>, turned: bool) -> Vec<Cell> {
    let both = sides.iter().all(|side| side.is_some_and(|s| s.value().is_some()));
    let Some(gap) = gap.filter(|_| both) else { return vec![Cell::Empty; 3] };
    let (low, high) = match gap.interval() {
        None => (Cell::Empty, Cell::Empty),
        Some((l, h)) if turned => (Cell::Number(points(-h)), Cell::Number(points(-l))),
        Some((l, h)) => (Cell::Number(points(l)), Cell::Number(points(h))),
    };
    vec![Cell::Number(points(if turned { -gap.estimate } else { gap.estimate })), low, high]
}

/// Question, from, to and their ids.
fn head(question: &str, from: &Named, to: &Named) -> Vec<Cell> {
    [question, &from.name, &to.name, &from.external_id, &to.external_id].map(Cell::text).to_vec()
}

const HEAD: [&str; 5] = ["question", "from", "to", "from_id", "to_id"];

fn header() -> Vec<&'static str> {
    HEAD.into_iter().chain(VALUE).chain(DIFFERENCE).collect()
}

/// Both rows of one pair and question.
fn both(
    (question, wording): (&str, Wording),
    (first, second): (&Named, &Named),
    (forth, back): (Option<&DirectionState>, Option<&DirectionState>),
    gap: Option<&Value>,
) -> [Vec<Cell>; 2] {
    let row = |from, to, state, turned| {
        [head(question, from, to), value_cells(wording, state), difference_cells([forth, back], gap, turned)]
            .concat()
    };
    [row(first, second, forth, false), row(second, first, back, true)]
}

impl ToCsv for MapPicture {
    fn header(&self) -> Vec<&'static str> {
        header()
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let pair = |e: &troth_lens::MapEdge| {
            both(
                (&self.question, self.wording()),
                (&e.first, &e.second),
                (Some(&e.forth), Some(&e.back)),
                e.gap.as_ref(),
            )
        };
        self.edges.iter().flat_map(pair).collect()
    }
}

impl ToCsv for Dumbbell {
    fn header(&self) -> Vec<&'static str> {
        header()
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let pair = |row: &troth_lens::DumbbellRow| {
            let sides = (row.left.as_ref(), row.right.as_ref());
            both((&row.label, Wording::Ease), (&self.left, &self.right), sides, row.gap.as_ref())
        };
        self.rows.iter().flat_map(pair).collect()
    }
}

impl ToCsv for WhyTable {
    fn header(&self) -> Vec<&'static str> {
        let own =
            ["narrative", "first", "second", "strand", "side", "level", "level_reason", "says", "basis"];
        own.into_iter().chain(VALUE).chain(["convergence_proposed", "agreed_level"]).collect()
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        self.reading.cells.iter().flat_map(|cell| self.of_cell(cell)).collect()
    }
}

impl WhyTable {
    fn name(&self, id: OrganisationId) -> String {
        let named = self.organisations.iter().find(|o| o.id == id);
        named.map_or_else(|| id.to_string(), |o| o.name.clone())
    }

    fn of_cell(&self, cell: &troth_lens::WhyCell) -> Vec<Vec<Cell>> {
        let narrative = self.narratives.iter().find(|(id, _)| *id == cell.narrative);
        let narrative = narrative.map_or(cell.narrative.as_str(), |(_, label)| label.as_str());
        let (first, second) = (self.name(cell.pair.a()), self.name(cell.pair.b()));
        let row = |strand: &str,
                   side: &str,
                   determination: &Determination,
                   says: &str,
                   basis: &str,
                   value: Vec<Cell>| {
            let (level, reason) = level_cells(determination);
            let own = [narrative, &first, &second, strand, side].map(Cell::text);
            let verdict = [
                Cell::text(cell.convergence.id()),
                cell.agreed_level.map_or(Cell::Empty, |level| Cell::text(level.id())),
            ];
            let said = [level, reason, Cell::text(says), Cell::text(basis)];
            own.into_iter().chain(said).chain(value).chain(verdict).collect::<Vec<Cell>>()
        };
        let none = || vec![Cell::Empty; VALUE.len()];
        let plain = |strand: &str, s: &troth_lens::why::PlainStrand| {
            row(strand, "both", &s.determination, &s.sentence, &s.basis, none())
        };
        let side = |side: &RateSide, from: &str, to: &str| {
            let about = format!("{from} about {to}");
            row(
                "survey",
                &about,
                &side.determination,
                "",
                "",
                value_cells(Wording::Score, side.state.as_ref()),
            )
        };
        vec![
            plain("interviews", &cell.say),
            side(&cell.rate.forth, &first, &second),
            side(&cell.rate.back, &second, &first),
            plain("facts", &cell.record),
        ]
    }
}

fn level_cells(determination: &Determination) -> (Cell, Cell) {
    match determination {
        Determination::Determined(level) => (Cell::text(level.id()), Cell::Empty),
        Determination::Undetermined { reason } => (Cell::text("undetermined"), Cell::text(reason)),
    }
}
