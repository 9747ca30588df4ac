//! The best there is, by integer programming, where few enough choices are left to try.
//!
//! A choice that leaves too little over at the prices of the bound cannot be part of anything better than what was
//! found already: what it would cost at least is more than the gap (reduced-cost fixing; Nemhauser and Wolsey, Integer and
//! Combinatorial Optimization, 1988, section II.5.2). The choices that are left go to microlp (simplex with branch and bound).

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};

use super::net::{Choice, Net, State};
use super::prices::{Priced, best, number};

/// Choices left above which it is not tried.
const MOST_CHOICES: usize = 1200;
/// Nodes of the search after which it stops with what it has.
const MOST_NODES: u64 = 2000;

/// What came of it.
pub(super) enum Tried {
    /// Too many choices, or the solver gave up.
    Not,
    /// Something at least as good, and a bound; the two are one where the search was completed.
    Found(State, f64),
}

/// The choices of each relationship that could be part of something better than `worth`, and the present ones.
fn left(net: &Net, state: &State, priced: &Priced, worth: f64) -> Option<Vec<Vec<Choice>>> {
    let gap = (priced.bound - worth).max(0.0) + 1e-9 * priced.bound.abs().max(1.0);
    let mut all = 0;
    let mut left = Vec::with_capacity(net.edges.len());
    for (edge, this) in net.edges.iter().enumerate() {
        let [p, q] = this.ends.map(|end| priced.prices[end]);
        let most = best(net, edge, &priced.prices).1;
        let open: Vec<Choice> = this
            .upwards((0, 0))
            .filter(|choice| {
                let [forth, back] = this.asks(*choice);
                let over = this.value(*choice) - p * number(forth) - q * number(back);
                *choice == state.choice[edge] || most - over <= gap
            })
            .collect();
        all += if open.len() > 1 { open.len() } else { 0 };
        if all > MOST_CHOICES {
            return None;
        }
        left.push(open);
    }
    Some(left)
}

/// Looks for something better than `state`, or proves that there is nothing.
pub(super) fn exact(net: &Net, state: &State, priced: &Priced) -> Tried {
    let worth = state.value(net);
    let Some(left) = left(net, state, priced, worth) else { return Tried::Not };
    let mut program = Problem::new(OptimizationDirection::Maximize);
    let mut rows: Vec<Vec<(Variable, f64)>> = vec![Vec::new(); net.room.len()];
    let mut room: Vec<f64> = net.room.iter().map(|r| number(*r)).collect();
    let (mut chosen, mut start, mut settled) = (Vec::new(), Vec::new(), 0.0);
    for (edge, open) in left.iter().enumerate() {
        let this = &net.edges[edge];
        if let [only] = open[..] {
            settled += this.value(only);
            for (end, asks) in this.ends.iter().zip(this.asks(only)) {
                room[*end] -= number(asks);
            }
            continue;
        }
        let mut one = Vec::new();
        for choice in open {
            let taken = program.add_binary_var(this.value(*choice));
            for (end, asks) in this.ends.iter().zip(this.asks(*choice)) {
                if asks > 0 {
                    rows[*end].push((taken, number(asks)));
                }
            }
            one.push((taken, 1.0));
            start.push((taken, if *choice == state.choice[edge] { 1.0 } else { 0.0 }));
            chosen.push((edge, *choice, taken));
        }
        program.add_constraint(one, ComparisonOp::Eq, 1.0);
    }
    if chosen.is_empty() {
        return Tried::Found(state.clone(), worth);
    }
    for (row, room) in rows.into_iter().zip(room) {
        if !row.is_empty() {
            program.add_constraint(row, ComparisonOp::Le, room);
        }
    }
    let mut options = SolveOptions::default();
    options.node_limit = Some(MOST_NODES);
    options.warm_start = Some(start);
    let Ok(outcome) = program.solve_with(options) else { return Tried::Not };
    let Some(found) = outcome.solution() else { return Tried::Not };
    let mut better = state.clone();
    // First what gets fewer people, so that there is room for the rest at every moment.
    let picked: Vec<(usize, Choice)> = chosen
        .iter()
        .filter(|(.., taken)| found.var_value(*taken) > 0.5)
        .map(|(edge, choice, _)| (*edge, *choice))
        .collect();
    for (edge, _) in &picked {
        better.put(net, *edge, (0, 0));
    }
    for (edge, choice) in picked {
        if !better.fits(net, edge, choice) {
            return Tried::Not;
        }
        better.put(net, edge, choice);
    }
    let reached = better.value(net);
    if reached < worth {
        better = state.clone();
    }
    let bound = if outcome.is_optimal() {
        reached.max(worth)
    } else {
        outcome.stats().best_bound.map_or(priced.bound, |b| (b + settled).max(worth))
    };
    Tried::Found(better, bound.min(priced.bound.max(worth)))
}
