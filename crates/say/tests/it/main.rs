//! Exchange with other programs, tried on files as those programs write them.
//!
//! `cfg(test)` tells the lints that helpers here are tests too and may panic.

#[cfg(test)]
mod xsd;

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
