//! Who is asked about whom.

mod best;
mod drawn;
mod rules;
