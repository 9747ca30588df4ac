//! Attacks on what leaves through the gate.
//!
//! An adversary who knows one respondent's own answers is given everything that an audience may see over a random history
//! of releases: people join and leave in between, relationships are opened, audiences take turns. The adversary knows the
//! rules, who answered about whom, the number of people in each cell, the components of the model and how wide ranges
//! are: more than a page tells. From what is shown and what is not, they work out which groups of people are, and which are
//! not, at an end of the scale. The guarantee holds if for every protected answer there are other answers that would look
//! exactly the same. `make attack` runs 500 histories and the sample, `make test` runs 50.

mod adversary;
mod groups;
mod history;
mod known;
mod leaks;
mod linear;
mod sample;
mod sequences;
mod solve;
mod world;
