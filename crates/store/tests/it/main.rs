//! One contract, told as stories. Each runs on SQLite, and on PostgreSQL if `TROTH_TEST_POSTGRES` holds the
//! address of a server on which databases may be created.
//!
//! `cfg(test)` tells the lints that stories and helpers are tests too and may panic.

#[cfg(test)]
#[macro_use]
mod scene;
#[cfg(test)]
mod samples;

#[cfg(test)]
mod access;
#[cfg(test)]
mod accounts;
#[cfg(test)]
mod bringing;
#[cfg(test)]
mod checks;
#[cfg(test)]
mod coding;
#[cfg(test)]
mod decisions;
#[cfg(test)]
mod double;
#[cfg(test)]
mod erasing;
#[cfg(test)]
mod files;
#[cfg(test)]
mod interviews;
#[cfg(test)]
mod jobs;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod networks;
#[cfg(test)]
mod organisations;
#[cfg(test)]
mod own_words;
#[cfg(test)]
mod pathways;
#[cfg(test)]
mod promises;
#[cfg(test)]
mod ratings;
#[cfg(test)]
mod releases;
#[cfg(test)]
mod round_letters;
#[cfg(test)]
mod sampling;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod searching;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod subjects;
#[cfg(test)]
mod surveys;
#[cfg(test)]
mod waves;
