//! Filling the room: relationships by what they leave over at given prices, then step by step what gains most.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::net::{Choice, Net, State};
use super::prices::{best, number};

/// A gain below this is none.
pub(super) const NOTHING: f64 = 1e-12;

/// An assignment guided by prices: relationships that leave most over come first, each gets the best choice that still
/// has room, and what room is left is filled.
pub(super) fn guided(net: &Net, prices: &[f64]) -> State {
    let mut turn: Vec<(usize, f64)> = net.order.iter().map(|e| (*e, best(net, *e, prices).1)).collect();
    // Stable: those that are alike stay in the order of the seed.
    turn.sort_by(|x, y| y.1.total_cmp(&x.1));
    let mut state = State::empty(net);
    for (edge, _) in turn {
        take(net, &mut state, edge, prices);
    }
    fill(net, &mut state, prices, &net.order);
    state
}

/// Gives a relationship that has nothing the choice that leaves most over at these prices and for which there is room.
pub(super) fn take(net: &Net, state: &mut State, edge: usize, prices: &[f64]) {
    let this = &net.edges[edge];
    let [p, q] = this.ends.map(|end| prices[end]);
    let over = |choice: Choice| {
        let [forth, back] = this.asks(choice);
        this.value(choice) - p * number(forth) - q * number(back)
    };
    let mut taken = ((0, 0), over((0, 0)));
    for choice in this.upwards((0, 0)).filter(|c| state.fits(net, edge, *c)) {
        let rest = over(choice);
        if rest > taken.1 + NOTHING {
            taken = (choice, rest);
        }
    }
    state.put(net, edge, taken.0);
}

/// A step upwards of one relationship. The greatest gain for what it costs comes first, then the earlier turn.
struct Step {
    rate: f64,
    turn: usize,
    edge: usize,
    to: Choice,
}

impl Ord for Step {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rate.total_cmp(&other.rate).then(other.turn.cmp(&self.turn))
    }
}

impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Step {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Step {}

/// Takes steps upwards of these relationships while there is room and something to gain.
pub(super) fn fill(net: &Net, state: &mut State, prices: &[f64], edges: &[usize]) {
    let base = 1e-3 * prices.iter().copied().fold(1e-3, f64::max);
    let step = |state: &State, turn: usize, edge: usize| -> Option<Step> {
        let this = &net.edges[edge];
        let now = state.choice[edge];
        let (worth, asks) = (this.value(now), this.asks(now));
        let mut found: Option<Step> = None;
        for to in this.upwards(now).filter(|c| *c != now && state.fits(net, edge, *c)) {
            let gain = this.value(to) - worth;
            if gain <= NOTHING {
                continue;
            }
            let then = this.asks(to);
            let cost: f64 = (0..2).map(|s| number(then[s] - asks[s]) * (prices[this.ends[s]] + base)).sum();
            let rate = gain / cost;
            if found.as_ref().is_none_or(|f| rate > f.rate) {
                found = Some(Step { rate, turn, edge, to });
            }
        }
        found
    };
    let mut heap: BinaryHeap<Step> =
        edges.iter().enumerate().filter_map(|(turn, edge)| step(state, turn, *edge)).collect();
    while let Some(top) = heap.pop() {
        if state.fits(net, top.edge, top.to) {
            state.put(net, top.edge, top.to);
        }
        // Room only shrinks, so what was best before can only have become worse: looked at again in its turn.
        heap.extend(step(state, top.turn, top.edge));
    }
}
