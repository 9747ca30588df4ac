//! Who is asked about whom, so that as many relationships as can be expected are shown on both sides.
//!
//! A side of a relationship is shown if at least the floor of the people asked about it answer. Everybody asked costs one of
//! the few partners that a respondent can be asked about, and a side without the other is worth little. So people are
//! not spread evenly: [`solve`] chooses how many people of each organisation are asked about each partner, says by how much
//! at most anything better could be better ([`Bound`]), and hands the questions out to single people.
//!
//! Everything here is about numbers of people, places in a list, and shares. Nobody's answer is known to it, and what may
//! be shown is decided by the gate. The method is in `docs/methods/who-is-asked.md`.

mod chance;
mod change;
mod choices;
mod error;
mod exact;
mod exchange;
mod fill;
mod given_up;
mod helps;
mod minutes;
mod net;
mod people;
mod precision;
mod prices;
mod problem;
mod renew;
mod solution;
mod solve;
mod words;

pub use chance::at_least;
pub use change::{Change, Effect, Plan};
pub use error::AssignError;
pub use given_up::{GivenUp, Reason};
pub use helps::{Gain, Helps, MORE_ANSWER, MOST_MORE, MorePeople, helps};
pub use minutes::Minutes;
pub use precision::{Spread, asked_for};
pub use prices::bound_at;
pub use problem::{Candidate, LEAST_FLOOR, Organisation, Problem, Rules, Side};
pub use solution::{Bound, Cell, Expected, Proof, Solution};
pub use solve::solve;
