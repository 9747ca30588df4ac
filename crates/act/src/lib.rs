//! Actions that build trust: expected by both, accepted by both, modest, reviewed by both apart from each other.
//!
//! Functions take an action and give back what is to be kept; the clock is the caller's. Rules and sources:
//! `docs/methods/actions.md`.

pub mod action;
pub mod agree;
pub mod measures;
pub mod review;
pub mod stage;

#[cfg(test)]
mod example;

pub use action::{Action, Next, NextSize, Review, ReviewVerdict, Side, SmallWin};
pub use agree::{ActionError, accept, check_draft, check_ready, revise};
pub use measures::order_measures;
pub use review::{
    ReviewView, VisibleReviews, decide_next, open_sizes, outcome, proposed_size, review, visible_reviews,
};
pub use stage::{Missing, Stage, stage, unwritten};
