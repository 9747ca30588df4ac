//! A bound that nothing can be better than, from prices on questions.
//!
//! Give every question that an organisation has room for a price λ ≥ 0. Whoever keeps within the room pays at most
//! Σ λᵢ Cᵢ, so no assignment is worth more than Σ λᵢ Cᵢ + Σ over relationships of the largest (worth − price of what it
//! asks). That holds for any prices (weak Lagrangian duality), so anybody can check a bound from its prices alone. The
//! lowest such bound is that of the linear relaxation, in which a relationship may be given parts of several choices
//! (Geoffrion 1974, Mathematical Programming Study 2); it is looked for by subgradients (Polyak 1969; Fisher 1981, Management
//! Science 27).

use super::net::{Choice, Net};
use super::problem::Problem;

/// Steps without a lower bound after which shorter ones are made.
const PATIENCE: usize = 10;

/// A bound and the prices that prove it.
#[derive(Debug, Clone)]
pub(super) struct Priced {
    pub(super) prices: Vec<f64>,
    pub(super) bound: f64,
}

/// What is best of one relationship at these prices, and what it leaves over.
pub(super) fn best(net: &Net, edge: usize, prices: &[f64]) -> (Choice, f64) {
    let this = &net.edges[edge];
    let [p, q] = this.ends.map(|end| prices[end]);
    let mut best = ((0, 0), f64::MIN);
    for l in &this.forth.hull {
        for m in &this.back.hull {
            let [asked, back] = this.asks((*l, *m));
            let over = this.value((*l, *m)) - p * number(asked) - q * number(back);
            if over > best.1 {
                best = ((*l, *m), over);
            }
        }
    }
    best
}

/// The bound at these prices, with how many questions each organisation would be asked in excess of its room.
fn look(net: &Net, prices: &[f64]) -> (f64, Vec<f64>) {
    let mut over: Vec<f64> = net.room.iter().map(|room| -number(*room)).collect();
    let mut bound: f64 = net.room.iter().zip(prices).map(|(room, price)| number(*room) * price).sum();
    for (place, edge) in net.edges.iter().enumerate() {
        let (choice, rest) = best(net, place, prices);
        bound += rest;
        let asks = edge.asks(choice);
        over[edge.ends[0]] += number(asks[0]);
        over[edge.ends[1]] += number(asks[1]);
    }
    (bound, over)
}

/// The bound that these prices prove for a problem, one for each organisation. A price below 0 counts as 0, one that
/// is missing too.
pub fn bound_at(problem: &Problem, prices: &[f64]) -> f64 {
    let net = Net::of(problem);
    let price = |k: usize| prices.get(k).copied().filter(|p| *p > 0.0).unwrap_or(0.0);
    let prices: Vec<f64> = (0..net.room.len()).map(price).collect();
    look(&net, &prices).0
}

/// Lowers the bound by at most so many steps. `reached` makes an assignment from prices and gives its worth; it is asked now
/// and then and directs the length of steps.
pub(super) fn lower(net: &Net, steps: usize, mut reached: impl FnMut(&[f64]) -> f64) -> Priced {
    let mut prices = vec![0.0; net.room.len()];
    let mut at_best = Priced { prices: prices.clone(), bound: f64::INFINITY };
    let (mut worth, mut reach, mut waited) = (0.0_f64, 1.0, 0);
    for step in 0..steps {
        let (bound, over) = look(net, &prices);
        if bound < at_best.bound - 1e-12 * bound.abs() {
            at_best = Priced { prices: prices.clone(), bound };
            waited = 0;
        } else {
            waited += 1;
        }
        if waited == PATIENCE {
            (reach, waited) = (reach / 2.0, 0);
            prices.clone_from(&at_best.prices);
        }
        if step % 50 == 0 {
            worth = worth.max(reached(&at_best.prices));
        }
        // Where room is left and the price is nothing already, no step is made.
        let towards: Vec<f64> =
            over.iter().zip(&prices).map(|(o, p)| if *o < 0.0 && *p <= 0.0 { 0.0 } else { *o }).collect();
        let length: f64 = towards.iter().map(|t| t * t).sum();
        let gap = (at_best.bound - worth).max(0.0);
        if length <= 0.0 || gap <= 1e-10 * at_best.bound.max(1e-10) || reach < 1e-6 {
            break;
        }
        let stride = reach * gap / length;
        for (price, t) in prices.iter_mut().zip(&towards) {
            *price = (*price + stride * t).max(0.0);
        }
    }
    reached(&at_best.prices);
    at_best
}

#[expect(clippy::cast_precision_loss, reason = "people are fewer than 2^52")]
pub(super) const fn number(count: usize) -> f64 {
    count as f64
}
