//! Every id that one entry uses for another must exist.

use toml::de::{DeTable, DeValue};

use crate::checks::ids;
use crate::error::Findings;
use crate::read::{Node, entries, entry_name};

/// Section, path of the field within an entry, and the section where the id must be.
const REFERENCES: [(&str, &[&str], &str); 7] = [
    ("narrative", &["family"], "family"),
    ("narrative", &["erodes", "to"], "aspect"),
    ("narrative", &["harms", "to"], "outcome"),
    ("narrative", &["relations", "to"], "narrative"),
    ("subtheme", &["narratives"], "narrative"),
    ("measure", &["works_on", "narrative"], "narrative"),
    ("measure", &["cautions", "mechanism"], "mechanism"),
];

/// What a variable may map to: also the names of the sections.
const CONCEPTS: [&str; 4] = ["aspect", "narrative", "outcome", "construct"];

/// Checks every reference and notes those that lead nowhere.
pub(crate) fn check_references(root: &DeTable<'_>, found: &mut Findings<'_>) {
    for (section, path, target) in REFERENCES {
        for entry in entries(root, section) {
            for node in texts_at(entry, path) {
                let place = format!("{}: `{}`", entry_name(entry, section), path.join("."));
                check_id(root, node, &place, target, found);
            }
        }
    }
    for entry in entries(root, "variable") {
        check_variable(root, entry, found);
    }
    for entry in entries(root, "source") {
        if ["doi", "url", "via"].iter().all(|field| entry.get_ref().get(*field).is_none()) {
            let fix = "Add `doi`, `url`, or `via` with the id of the source that cites it.";
            let what = format!("{} cannot be looked up.", entry_name(entry, "source"));
            found.add(entry.span().start, what, fix);
        }
    }
    for entry in entries(root, "profile") {
        let is_choice = entry.get_ref().get("answer").and_then(|a| a.get_ref().as_str()) == Some("choice");
        let options = entry.get_ref().get("options").and_then(|o| o.get_ref().as_array());
        if is_choice == options.is_none_or(|list| list.is_empty()) {
            let fix = "Give `options` to `answer = \"choice\"`, and to no other.";
            let what = format!("{}: answer and options do not fit.", entry_name(entry, "profile"));
            found.add(entry.span().start, what, fix);
        }
    }
}

fn check_id(root: &DeTable<'_>, node: &Node<'_>, place: &str, target: &str, found: &mut Findings<'_>) {
    let known = ids(root, target);
    let Some(id) = node.get_ref().as_str() else { return };
    if id.trim().is_empty() || known.contains(id) {
        return;
    }
    let list = known.into_iter().collect::<Vec<_>>().join(", ");
    let what = format!("{place} names the {target} `{id}`, which does not exist.");
    found.add(node.span().start, what, format!("Use one of: {list}; or add a [[{target}]] with this id."));
}

/// A variable must map to something that exists, and its facet to a facet of that.
fn check_variable(root: &DeTable<'_>, entry: &Node<'_>, found: &mut Findings<'_>) {
    let name = entry_name(entry, "variable");
    let Some(maps_to) = entry.get_ref().get("maps_to") else { return };
    let Some((kind, target)) = CONCEPTS.iter().find_map(|kind| Some((*kind, maps_to.get_ref().get(*kind)?)))
    else {
        if let Some(text) = maps_to.get_ref().as_str().filter(|text| !text.is_empty()) {
            let fix = "Write `maps_to = { narrative = \"roles\" }`.";
            found.add(maps_to.span().start, format!("{name}: `maps_to` is the text `{text}`."), fix);
        }
        return;
    };
    check_id(root, target, &format!("{name}: `maps_to`"), kind, found);
    let Some((facet, id)) = entry.get_ref().get("facet").and_then(|f| Some((f, f.get_ref().as_str()?)))
    else {
        return;
    };
    let Some(target) = target.get_ref().as_str() else { return };
    let owner = entries(root, kind).iter().find(|owner| {
        owner.get_ref().get("id").and_then(|owner_id| owner_id.get_ref().as_str()) == Some(target)
    });
    let Some(owner) = owner else { return };
    let facets: Vec<&str> =
        texts_at(owner, &["facets", "id"]).into_iter().filter_map(|f| f.get_ref().as_str()).collect();
    if !facets.contains(&id) {
        let fix = match facets.as_slice() {
            [] => "Remove `facet`.".to_owned(),
            some => format!("Use one of: {}.", some.join(", ")),
        };
        found.add(facet.span().start, format!("{name}: {kind} `{target}` has no facet `{id}`."), fix);
    }
}

/// All texts under a path; a list on the way is followed into each of its items.
fn texts_at<'a, 'i>(node: &'a Node<'i>, path: &[&str]) -> Vec<&'a Node<'i>> {
    match (node.get_ref(), path) {
        (DeValue::Array(items), _) => items.iter().flat_map(|item| texts_at(item, path)).collect(),
        (DeValue::String(_), []) => vec![node],
        (value, [field, rest @ ..]) => value.get(*field).map(|next| texts_at(next, rest)).unwrap_or_default(),
        _ => Vec::new(),
    }
}
