//! Tests of the survey's instruments through their public face: what is asked of whom, what files are refused, what
//! versions have in common.
//!
//! `cfg(test)` tells the lints that helpers here are tests too and may panic.

#[cfg(test)]
mod answering;
#[cfg(test)]
mod asking;
#[cfg(test)]
mod broken;
#[cfg(test)]
mod built_in;
#[cfg(test)]
mod comparing;
#[cfg(test)]
mod dictionary;
#[cfg(test)]
mod minutes;
#[cfg(test)]
mod small;
