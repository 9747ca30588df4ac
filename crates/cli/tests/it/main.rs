//! The command as it is typed: answers, exit codes, and every kind of bad input.
//!
//! `cfg(test)` tells the lints that helpers here are tests too and may panic.

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod audits;
#[cfg(test)]
mod backups;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod database;
#[cfg(test)]
mod erasing;
#[cfg(test)]
mod exchange;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod mapping;
#[cfg(test)]
mod packages;
#[cfg(test)]
#[path = "../respondents/mod.rs"]
mod respondents;
#[cfg(test)]
mod run;
#[cfg(test)]
mod transcripts;
#[cfg(test)]
mod trust;
#[cfg(test)]
mod trust_html;
#[cfg(test)]
mod trust_more;
