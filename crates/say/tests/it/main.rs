//! Agreement of coders on texts: published examples, awkward texts, and what holds for any. Exchange with other programs,
//! tried on files as those programs write them.
//!
//! `cfg(test)` tells the lints that helpers here are tests too and may panic.

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod agreement_properties;
#[cfg(test)]
mod agreement_published;
#[cfg(test)]
mod double;
#[cfg(test)]
mod made;
#[cfg(test)]
mod refi_fuzz;
#[cfg(test)]
mod refi_hostile;
#[cfg(test)]
mod refi_made;
#[cfg(test)]
mod refi_programs;
#[cfg(test)]
mod refi_round_trip;
#[cfg(test)]
mod refi_sample;
#[cfg(test)]
mod unitizing_slow;
#[cfg(test)]
mod xsd;
