//! What must hold of an instrument beyond the form of its entries.

mod items;
mod rules;
mod turns;
mod words;

use std::collections::BTreeMap;

use troth_framework::Lens;

use super::error::Found;
use super::read::{Placed, Sheet};

/// Checks everything and notes what does not hold.
pub(crate) fn check(sheet: &Sheet<'_>, lens: &Lens, found: &mut Found) {
    for (list, section) in
        [(sheet.languages.len(), "language"), (sheet.sections.len(), "section"), (sheet.items.len(), "item")]
    {
        if list == 0 {
            let fix = format!("Add at least one `[[{section}]]`.");
            found.add(0, format!("The file has no `[[{section}]]`."), fix);
        }
    }
    let head = &sheet.head.value;
    for (name, text) in
        [("id", &head.id), ("version", &head.version), ("source", &head.source), ("licence", &head.licence)]
    {
        if text.trim().is_empty() {
            found.add(sheet.head.at(&[name]), format!("`{name}` is empty."), "Write it.");
        }
    }
    unique(&sheet.languages, "language", |entry| &entry.id, found);
    unique(&sheet.scales, "scale", |entry| &entry.id, found);
    unique(&sheet.rotations, "rotation", |entry| &entry.id, found);
    unique(&sheet.sections, "section", |entry| &entry.id, found);
    unique(&sheet.items, "item", |entry| &entry.id, found);
    words::check_words(sheet, found);
    items::check_scales(sheet, found);
    items::check_items(sheet, lens, found);
    rules::check_rules(sheet, found);
    turns::check_turns(sheet, found);
    turns::check_order(sheet, found);
}

/// An id that is empty, has other signs than letters, digits, `_` and `-`, or is used twice.
fn unique<T>(list: &[Placed<'_, T>], kind: &str, id: impl Fn(&T) -> &String, found: &mut Found) {
    let mut first: BTreeMap<&str, ()> = BTreeMap::new();
    for entry in list {
        let id = id(&entry.value).as_str();
        let at = entry.at(&["id"]);
        if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')) {
            let fix = "Use letters a to z, digits, `_` and `-`.";
            found.add(at, format!("`{id}` cannot be the id of a {kind}."), fix);
        } else if first.insert(id, ()).is_some() {
            let fix = "Give each its own id, or remove one.";
            found.add(at, format!("The id `{id}` is used twice in `{kind}`."), fix);
        }
    }
}
