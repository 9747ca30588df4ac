//! The migrations are compiled in; a new file among them has to compile the crate anew.

fn main() {
    println!("cargo::rerun-if-changed=migrations");
}
