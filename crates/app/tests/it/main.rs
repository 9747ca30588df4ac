//! The application from files to sentences, on the sample and on bad input.

mod sample;
mod support;
