//! Exchanges: a relationship gets more people, and on each side another one gives up so many.

use super::fill::{NOTHING, fill};
use super::net::{Choice, Net, State};

/// A relationship and its new choice.
type Turn = (usize, Choice);

/// What it costs least to free a number of questions at an organisation, and how.
struct Releases {
    /// For 0, 1, 2 … questions: loss, relationship and its new choice.
    by: Vec<Option<(f64, usize, Choice)>>,
}

impl Releases {
    /// What the relationships of an organisation, but for one, could give up.
    fn at(net: &Net, state: &State, organisation: usize, but: usize) -> Self {
        let mut by: Vec<Option<(f64, usize, Choice)>> = Vec::new();
        for edge in net.at[organisation].iter().copied().filter(|e| *e != but) {
            let this = &net.edges[edge];
            let side = usize::from(this.ends[1] == organisation);
            let now = state.choice[edge];
            let (worth, asks) = (this.value(now), this.asks(now)[side]);
            let lower = |k: usize| if side == 0 { (k, now.1) } else { (now.0, k) };
            for k in 0..(if side == 0 { now.0 } else { now.1 }) {
                let to = lower(k);
                let (freed, loss) = (asks - this.asks(to)[side], worth - this.value(to));
                if by.len() <= freed {
                    by.resize(freed + 1, None);
                }
                if by[freed].is_none_or(|(least, ..)| loss < least) {
                    by[freed] = Some((loss, edge, to));
                }
            }
        }
        // To free more than is needed is also a way.
        for k in (0..by.len().saturating_sub(1)).rev() {
            if by[k].is_none_or(|(least, ..)| by[k + 1].is_some_and(|(more, ..)| more < least)) {
                by[k] = by[k + 1];
            }
        }
        Self { by }
    }

    /// The way to free so many; none needed costs nothing.
    fn freeing(&self, questions: usize) -> Option<(f64, Option<Turn>)> {
        if questions == 0 {
            return Some((0.0, None));
        }
        self.by.get(questions).copied().flatten().map(|(loss, edge, to)| (loss, Some((edge, to))))
    }
}

/// Exchanges until none gains anything, but at most so many rounds. The room that exchanges leave is filled.
pub(super) fn exchange(net: &Net, state: &mut State, prices: &[f64], rounds: usize) {
    for _ in 0..rounds {
        let mut gained = false;
        for edge in net.order.iter().copied() {
            gained |= improve(net, state, edge);
        }
        if !gained {
            break;
        }
        fill(net, state, prices, &net.order);
    }
}

/// Puts the choice that gains most in place of the present one, with what others have to give up for it.
fn improve(net: &Net, state: &mut State, edge: usize) -> bool {
    let this = &net.edges[edge];
    let now = state.choice[edge];
    let (worth, asks) = (this.value(now), this.asks(now));
    let releases = this.ends.map(|end| Releases::at(net, state, end, edge));
    let mut found: Option<(f64, Choice, [Option<Turn>; 2])> = None;
    for to in this.upwards((0, 0)).filter(|c| *c != now) {
        let gain = this.value(to) - worth;
        if gain <= NOTHING {
            continue;
        }
        let then = this.asks(to);
        let need = |s: usize| then[s].saturating_sub(asks[s] + state.free[this.ends[s]]);
        let (Some((first, x)), Some((second, y))) =
            (releases[0].freeing(need(0)), releases[1].freeing(need(1)))
        else {
            continue;
        };
        let net_gain = gain - first - second;
        if net_gain > found.as_ref().map_or(1e-9, |f| f.0) {
            found = Some((net_gain, to, [x, y]));
        }
    }
    let Some((_, to, given)) = found else { return false };
    for (other, lower) in given.into_iter().flatten() {
        state.put(net, other, lower);
    }
    state.put(net, edge, to);
    true
}
