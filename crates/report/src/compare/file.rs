//! The comparison as CSV: one row for each quantity of a partnership, and one for each difference.

use troth_lens::scale_words::points;
use troth_lens::{Apart, Between, Comparison, Correlation, NetworkFit, Part, Partnership, Standing};
use troth_network::Value;

use super::said::kept_inside;
use crate::csv::{Cell, ToCsv};

const POINTS: &str = "0 to 100";
const DIFFERENCE: &str = "-100 to 100";
const CORRELATION: &str = "hundredths, -100 to 100";

impl ToCsv for Comparison {
    fn header(&self) -> Vec<&'static str> {
        let value = ["quantity", "state", "estimate", "low", "high", "scale", "reason"];
        let counts = ["people", "answers", "organisations", "directions", "pairs", "intervals"];
        ["question", "partnership", "other", "round", "closed"]
            .into_iter()
            .chain(value)
            .chain(counts)
            .collect()
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let own = self.partnerships.iter().flat_map(|p| of_partnership(&self.question, p));
        own.chain(self.between.iter().map(|b| of_two(&self.question, b))).collect()
    }
}

fn of_partnership(question: &str, partnership: &Partnership) -> Vec<Vec<Cell>> {
    let row = |cells: [Cell; 7]| {
        let head = [
            Cell::text(question),
            Cell::text(&partnership.name),
            Cell::Empty,
            partnership.round.as_ref().map_or(Cell::Empty, Cell::text),
            partnership.closed.map_or(Cell::Empty, |day| Cell::text(day.to_string())),
        ];
        head.into_iter().chain(cells).chain(counts(&partnership.standing)).collect()
    };
    match &partnership.standing {
        Standing::Shown { fit, .. } => quantities(fit).into_iter().map(row).collect(),
        Standing::LeftOut { reason, .. } => vec![row(none("mean", "left_out", reason))],
    }
}

fn of_two(question: &str, pair: &Between) -> Vec<Cell> {
    let cells = match &pair.apart {
        Apart::Known(gap) => value("difference", gap, DIFFERENCE),
        Apart::NotCompared { reason } => none("difference", "not_compared", reason),
    };
    let head = [question, &pair.first, &pair.second].map(Cell::text);
    let gap = vec![Cell::Empty; 2];
    head.into_iter().chain(gap).chain(cells).chain(vec![Cell::Empty; 6]).collect()
}

fn counts(standing: &Standing) -> [Cell; 6] {
    let Standing::Shown { counts, intervals, .. } = standing else { return [const { Cell::Empty }; 6] };
    let number = |n: usize| i64::try_from(n).map_or(Cell::Empty, Cell::Number);
    [
        Cell::text(counts.people.words()),
        Cell::text(counts.answers.words()),
        number(counts.organisations),
        number(counts.directions),
        number(counts.pairs),
        Cell::text(intervals.method.id()),
    ]
}

fn quantities(fit: &NetworkFit) -> Vec<[Cell; 7]> {
    vec![
        value("mean", &kept_inside(&fit.mean), POINTS),
        spread("spread_of_raters", &fit.spread.rater),
        spread("spread_of_rated", &fit.spread.target),
        spread("spread_of_relationships", &fit.spread.relationship),
        correlation("generalised_reciprocity", &fit.reciprocity.generalised),
        correlation("dyadic_reciprocity", &fit.reciprocity.dyadic),
    ]
}

fn value(quantity: &str, value: &Value, scale: &str) -> [Cell; 7] {
    let number = |share: f64| Cell::Number(points(share));
    let (low, high) = value.interval().map_or((Cell::Empty, Cell::Empty), |(l, h)| (number(l), number(h)));
    let reason = match value.interval() {
        Some(_) => Cell::Empty,
        None => Cell::text("Range not quantified."),
    };
    [Cell::text(quantity), Cell::text("shown"), number(value.estimate), low, high, Cell::text(scale), reason]
}

fn none(quantity: &str, state: &str, reason: &str) -> [Cell; 7] {
    let [a, b, c, d] = [const { Cell::Empty }; 4];
    [Cell::text(quantity), Cell::text(state), a, b, c, d, Cell::text(reason)]
}

fn spread(quantity: &str, part: &Part) -> [Cell; 7] {
    match part {
        Part::Estimated(estimate) => value(quantity, estimate, POINTS),
        Part::AtZero { at_most } => [
            Cell::text(quantity),
            Cell::text("at_zero"),
            Cell::Number(0),
            Cell::Empty,
            at_most.map_or(Cell::Empty, |most| Cell::Number(points(most))),
            Cell::text(POINTS),
            Cell::text("Not distinguishable from 0."),
        ],
    }
}

fn correlation(quantity: &str, correlation: &Correlation) -> [Cell; 7] {
    match correlation {
        Correlation::Estimated(estimate) => value(quantity, estimate, CORRELATION),
        Correlation::AtEdge => none(quantity, "at_edge", "At the edge of what is possible, so no finding."),
        Correlation::None => none(quantity, "none", "One of its spreads is 0, so it does not exist."),
    }
}
