//! The code tree.

use super::context::Context;
use crate::refi::model::Code;
use crate::refi::xml::Element;

/// The codes of a codebook.
pub(super) fn codes(book: &Element, context: &mut Context<'_>) -> Vec<Code> {
    // How deep the tree may be is bounded where the XML is read.
    book.within("Codes", "Code").map(|code| one(code, context)).collect()
}

fn one(element: &Element, context: &mut Context<'_>) -> Code {
    context.only(element, &["Description", "NoteRef", "Code"]);
    Code {
        guid: context.guid("Code", element),
        name: element.get("name").unwrap_or_default().to_owned(),
        description: element.description(),
        colour: context.colour(element),
        // A folder only where the file says so; programs leave the word out though it is required.
        codable: !matches!(element.get("isCodable").map(str::trim), Some("false" | "0")),
        notes: context.targets(element, "NoteRef"),
        children: element.all("Code").map(|code| one(code, context)).collect(),
    }
}
