//! Rules that hold for every entry alike: nothing empty, nothing uncited, no id twice.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::{DeTable, DeValue};

use crate::error::Findings;
use crate::read::{Node, entries, entry_name};

/// Fields whose values are ids of sources.
const SOURCE_FIELDS: [&str; 3] = ["cite", "origin", "via"];

/// Checks the whole tree and notes what breaks a rule.
pub(crate) fn check_entries(root: &DeTable<'_>, found: &mut Findings<'_>) {
    let sources = ids(root, "source");
    for (section, node) in root {
        let section = section.get_ref().as_ref();
        let Some(list) = node.get_ref().as_array() else {
            check_value(section, node, "The file", &sources, found);
            continue;
        };
        check_unique(list, section, found);
        for entry in list {
            check_value(section, entry, &entry_name(entry, section), &sources, found);
        }
    }
}

/// The ids of a section.
pub(crate) fn ids<'a>(root: &'a DeTable<'_>, section: &str) -> BTreeSet<&'a str> {
    entries(root, section).iter().filter_map(id_of).map(|(id, _)| id).collect()
}

fn id_of<'a>(entry: &'a Node<'_>) -> Option<(&'a str, usize)> {
    let id = entry.get_ref().get("id")?;
    Some((id.get_ref().as_str()?, id.span().start))
}

fn check_value(key: &str, node: &Node<'_>, name: &str, sources: &BTreeSet<&str>, found: &mut Findings<'_>) {
    let at = node.span().start;
    match node.get_ref() {
        DeValue::String(text) if text.trim().is_empty() => {
            found.add(
                at,
                format!("{name}: `{key}` is empty."),
                "Write it, or remove the field if it may be absent.",
            );
        }
        DeValue::String(id) if SOURCE_FIELDS.contains(&key) && !sources.contains(id.as_ref()) => {
            let fix = "Add a [[source]] with this id, or correct the spelling.";
            found.add(at, format!("{name}: `{key}` names the source `{id}`, which does not exist."), fix);
        }
        DeValue::Array(items) => {
            if items.is_empty() && key == "cite" {
                let fix = "Name at least one [[source]]; for a reading of your own, cite it and use the mark \"A\".";
                found.add(at, format!("{name}: `cite` is empty, so nobody can check it."), fix);
            }
            check_unique(items, key, found);
            for item in items {
                check_value(key, item, name, sources, found);
            }
        }
        DeValue::Table(table) => {
            for (field, value) in table {
                check_value(field.get_ref(), value, name, sources, found);
            }
        }
        _ => {}
    }
}

/// Notes the second and later use of an id in one list.
fn check_unique(list: &[Node<'_>], section: &str, found: &mut Findings<'_>) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, at) in list.iter().filter_map(id_of) {
        if let Some(earlier) = first.get(id) {
            let line = found.line(*earlier);
            let fix = format!("The first is on line {line}. Give each its own id, or remove one.");
            found.add(at, format!("The id `{id}` is used twice in `{section}`."), fix);
        } else {
            first.insert(id, at);
        }
    }
}
