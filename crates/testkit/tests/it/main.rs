//! What must hold of the sample networks under `samples/`.
//!
//! `cfg(test)` tells the lints that helpers here are tests too and may panic.

#[cfg(test)]
mod actions;
#[cfg(test)]
mod assurance;
#[cfg(test)]
mod attack;
#[cfg(test)]
mod generated;
#[cfg(test)]
mod house;
#[cfg(test)]
mod interviews;
#[cfg(test)]
mod networks;
#[cfg(test)]
mod pathway;
#[cfg(test)]
mod read;
#[cfg(test)]
mod story;
