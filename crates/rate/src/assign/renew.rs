//! Small parts of an assignment taken apart and put together anew, kept where that is no worse (Shaw 1998, Principles and
//! Practice of Constraint Programming, LNCS 1520: large neighbourhood search).

use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::fill::{NOTHING, fill, take};
use super::net::{Choice, Net, State};

/// Tries so many parts, each around one relationship: all relationships of its two organisations.
pub(super) fn renew(net: &Net, state: &mut State, prices: &[f64], seed: u64, times: usize) {
    if net.edges.is_empty() {
        return;
    }
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut asking = prices.to_vec();
    for _ in 0..times {
        let middle = rng.random_range(0..net.edges.len());
        let mut part: Vec<usize> =
            net.edges[middle].ends.iter().flat_map(|end| net.at[*end].iter().copied()).collect();
        part.sort_unstable();
        part.dedup();
        let before: Vec<Choice> = part.iter().map(|edge| state.choice[*edge]).collect();
        let old = worth_of(net, state, &part);
        let mut turn = part.clone();
        turn.shuffle(&mut rng);
        // Not all of the part is taken apart: what stays keeps some of what was good.
        let share = rng.random_range(0.3..1.0);
        turn.retain(|edge| *edge == middle || rng.random_bool(share));
        for edge in &turn {
            state.put(net, *edge, (0, 0));
        }
        // Other prices at the ends, so that not the same is found again.
        for end in net.edges[middle].ends {
            asking[end] = prices[end] * rng.random_range(0.2..1.6);
        }
        for edge in &turn {
            take(net, state, *edge, &asking);
        }
        part.shuffle(&mut rng);
        fill(net, state, &asking, &part);
        for end in net.edges[middle].ends {
            asking[end] = prices[end];
        }
        if worth_of(net, state, &part) < old - NOTHING {
            // First everybody out, so that there is room at every moment.
            part.sort_unstable();
            for edge in &part {
                state.put(net, *edge, (0, 0));
            }
            for (edge, choice) in part.iter().zip(before) {
                state.put(net, *edge, choice);
            }
        }
    }
}

fn worth_of(net: &Net, state: &State, part: &[usize]) -> f64 {
    part.iter().map(|e| net.edges[*e].value(state.choice[*e])).sum()
}
