//! The sample networks: who rates whom, the truth behind the answers, and the files made from both.
//!
//! Organisations, people, interviews, pathways and actions are written by hand under `samples/`. This module
//! makes what must follow from numbers: the two survey rounds and `truth.json`. Everything follows from constants
//! in here, so the same source gives the same bytes on every machine.
//!
//! | room | what it holds |
//! |---|---|
//! | [`variables`] | the sixteen survey variables and the network mean of each |
//! | [`roster`] | the three networks: organisations, staff, who rates whom |
//! | [`story`] | the planted stories: which directions differ from chance, and by how much |
//! | [`effects`] | what is drawn: rater, target and relationship effects, hence the true value of a direction |
//! | [`panel`] | which member of staff answers about which partner, in which round |
//! | [`answers`] | the answers, as rows |
//! | [`own`] | answers about the partnership and oneself, who was asked, what partners are thought to say of us |
//! | [`files`] | rows and truth as bytes with a path |

mod alder_vale;
pub mod answers;
mod brook_edge;
mod castle_green;
pub mod effects;
pub mod files;
mod noise;
pub mod own;
pub mod panel;
pub mod roster;
pub mod story;
mod story_table;
pub mod variables;

pub use files::{SampleError, SampleFile, generate};
pub use roster::{Network, networks};
