//! The survey from outside: what is asked of whom, which files are refused, what versions have in common, and who is
//! asked about whom, against going through everything.
//!
//! `cfg(test)` tells the lints that helpers here are tests too and may panic.

#[cfg(test)]
mod answering;
#[cfg(test)]
mod asking;
#[cfg(test)]
mod assign;
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
