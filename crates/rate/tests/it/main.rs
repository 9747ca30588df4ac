//! The survey from outside: what is chosen, against going through everything.
//!
//! `cfg(test)` tells the lints that helpers here are tests too and may panic.

#[cfg(test)]
mod assign;
