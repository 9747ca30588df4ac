//! A checker of XML by XML Schema, for as much of it as the two schemas of REFI-QDA use. It reads the schema itself
//! and stops at anything in it that it does not know, so that nothing is passed over.

mod check;
mod node;
mod schema;
mod tests;

pub(crate) use check::{pointers_lead_somewhere, problems};
pub(crate) use node::Node;
pub(crate) use schema::Schema;

/// The schema of projects.
pub(crate) fn project() -> Schema {
    Schema::read(include_str!("../../data/refi/refi-qda-Project.xsd"))
}

/// The schema of codebooks.
pub(crate) fn codebook() -> Schema {
    Schema::read(include_str!("../../data/refi/refi-qda-Codebook.xsd"))
}
