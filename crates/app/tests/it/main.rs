//! The application from files to sentences, on the sample and on bad input.
//!
//! `cfg(test)` tells the lints that helpers here are tests too and may panic.

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod arrows;
#[cfg(test)]
mod checking;
#[cfg(test)]
mod collaboration;
#[cfg(test)]
mod compare;
#[cfg(test)]
mod confidentiality;
#[cfg(test)]
mod doubling;
#[cfg(test)]
mod erasing;
#[cfg(test)]
mod exchange;
#[cfg(test)]
mod forecast;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod mapping;
#[cfg(test)]
mod packages;
#[cfg(test)]
mod promises;
#[cfg(test)]
mod proposing;
#[cfg(test)]
mod pseudonyms;
#[cfg(test)]
mod quality;
#[cfg(test)]
mod record;
#[cfg(test)]
mod reminders;
#[cfg(test)]
mod retrieval;
#[cfg(test)]
mod round_letters;
#[cfg(test)]
mod round_watching;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod sampling;
#[cfg(test)]
mod since;
#[cfg(test)]
mod smtp;
#[cfg(test)]
mod statements;
#[cfg(test)]
mod study;
#[cfg(test)]
mod support;
#[cfg(test)]
mod surveys;
#[cfg(test)]
mod verdicts;
#[cfg(test)]
mod withheld;
