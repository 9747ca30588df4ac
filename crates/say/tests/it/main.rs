//! Files of interviews, exchange with other programs, agreement of coders: what is read of each format, what published
//! examples and real transcripts give, and what hostile files cannot do.
//!
//! `cfg(test)` tells the lints that helpers here are tests too and may panic.

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod agreement_properties;
#[cfg(test)]
mod agreement_published;
#[cfg(test)]
mod built;
#[cfg(test)]
mod captions;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod double;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod identifiers;
#[cfg(test)]
mod made;
#[cfg(test)]
mod pdf;
#[cfg(test)]
mod reference;
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
mod sampling;
#[cfg(test)]
mod unitizing_slow;
#[cfg(test)]
mod xsd;
