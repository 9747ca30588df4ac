//! Tests of the survey's instruments through their public face.

mod built_in;
mod minutes;
