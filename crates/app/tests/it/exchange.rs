//! Projects of other programs: there and back, never twice, looked through, and nothing in a file that may not be.

mod bringing;
mod quoting;
mod scene;
mod there_and_back;

/// The checker of the schemas that the reader's own tests have.
#[path = "../../../say/tests/it/xsd/mod.rs"]
mod xsd;
