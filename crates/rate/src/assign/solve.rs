//! The way from a problem to a solution.

use super::exact::{Tried, exact};
use super::exchange::exchange;
use super::fill::guided;
use super::given_up::given_up;
use super::net::{Net, State};
use super::people::hand_out;
use super::prices::{Priced, lower};
use super::problem::Problem;
use super::renew::renew;
use super::solution::{Bound, Cell, Proof, Solution};

/// Steps in search of prices.
const STEPS: usize = 500;
/// Rounds of exchanges.
const ROUNDS: usize = 20;
/// How often a part is put together anew, for each relationship, and at most.
const TIMES: usize = 50;
/// At most.
const MOST_TIMES: usize = 10_000;
/// Below this share of the bound a gap is rounding.
const NO_GAP: f64 = 1e-9;

/// Chooses who is asked about whom. The same problem and seed give the same solution.
pub fn solve(problem: &Problem) -> Solution {
    let net = Net::of(problem);
    let (state, priced, proof) = choose(&net, problem.rules().seed);
    finish(problem, &net, &state, priced, proof)
}

/// The choice, the bound and why it holds.
pub(super) fn choose(net: &Net, seed: u64) -> (State, Priced, Proof) {
    let mut reached = State::empty(net);
    let mut worth = reached.value(net);
    let mut priced = lower(net, STEPS, |prices| {
        let mut state = guided(net, prices);
        exchange(net, &mut state, prices, ROUNDS);
        let value = state.value(net);
        if value > worth {
            (reached, worth) = (state, value);
        }
        worth
    });
    if priced.bound - worth <= NO_GAP * priced.bound.abs() {
        return (reached, priced, Proof::PricesReached);
    }
    let times = (TIMES * net.edges.len()).min(MOST_TIMES);
    renew(net, &mut reached, &priced.prices, seed, times);
    exchange(net, &mut reached, &priced.prices, ROUNDS);
    if priced.bound - reached.value(net) <= NO_GAP * priced.bound.abs() {
        return (reached, priced, Proof::PricesReached);
    }
    match exact(net, &reached, &priced) {
        Tried::Not => (reached, priced, Proof::Prices),
        Tried::Found(better, bound) => {
            let complete = bound - better.value(net) <= NO_GAP * bound.abs();
            priced.bound = bound;
            (better, priced, if complete { Proof::SearchCompleted } else { Proof::SearchStopped })
        }
    }
}

fn finish(problem: &Problem, net: &Net, state: &State, priced: Priced, proof: Proof) -> Solution {
    let mut cells = Vec::new();
    let mut asks: Vec<Vec<(usize, usize)>> = vec![Vec::new(); problem.organisations().len()];
    for (edge, choice) in net.edges.iter().zip(&state.choice) {
        let chances = [edge.forth.chance[choice.0], edge.back.chance[choice.1]];
        for (side, chance) in chances.into_iter().enumerate() {
            let (from, to, asked) = (edge.ends[side], edge.ends[1 - side], edge.asks(*choice)[side]);
            if asked > 0 {
                asks[from].push((to, asked));
            }
            if chance > 0.0 {
                cells.push(Cell { candidate: edge.candidate, from, to, asked, chance });
            }
        }
    }
    let organisations = problem.organisations().iter().zip(&asks).enumerate();
    Solution {
        cells,
        people: organisations.map(|(place, (o, asks))| hand_out(place, o, asks, problem.rules())).collect(),
        expected: state.expected(net),
        worth: state.value(net),
        bound: Bound { value: priced.bound, proof, prices: priced.prices, in_steps: net.thinned() },
        given_up: given_up(problem, net, state),
    }
}
