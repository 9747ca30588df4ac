//! What is worked out from released values, against simulated answers whose truth is known.

#[cfg(test)]
mod differences;
