//! Who is asked about whom.

mod best;
mod drawn;
mod help;
mod rules;
