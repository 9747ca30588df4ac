//! A document against a schema.

use std::collections::BTreeSet;

use regex::Regex;

use super::node::Node;
use super::schema::{Kind, Particle, Schema};

/// Everything that is wrong with a document, each with the element it is about.
pub(crate) fn problems(schema: &Schema, root: &Node) -> Vec<String> {
    let mut found = Vec::new();
    if root.get("xmlns") != Some(schema.namespace.as_str()) {
        found.push(format!("{}: not in the namespace {}", root.name, schema.namespace));
    }
    match schema.roots.get(&root.name) {
        None => found.push(format!("{}: no root element of the schema", root.name)),
        Some(of) => element(schema, root, of, &mut found),
    }
    found
}

fn element(schema: &Schema, node: &Node, of: &str, found: &mut Vec<String>) {
    let Some(complex) = schema.complex.get(of) else {
        if let Err(reason) = value(schema, of, &node.text) {
            found.push(format!("{}: {reason}", node.name));
        }
        if !node.children.is_empty() || !node.attributes.is_empty() {
            found.push(format!("{}: holds more than a value", node.name));
        }
        return;
    };
    for (name, attribute) in &complex.attributes {
        match node.get(name) {
            None if attribute.required => found.push(format!("{}: {name} is missing", node.name)),
            None => {}
            Some(text) => {
                if let Err(reason) = value(schema, &attribute.of, text) {
                    found.push(format!("{}/@{name}: {reason}", node.name));
                }
            }
        }
    }
    for name in node.attributes.keys().filter(|name| *name != "xmlns") {
        if !complex.attributes.contains_key(name) {
            found.push(format!("{}: {name} is not known", node.name));
        }
    }
    if !node.text.trim().is_empty() {
        found.push(format!("{}: words between elements", node.name));
    }
    let names: Vec<&str> = node.children.iter().map(|child| child.name.as_str()).collect();
    let fits = match &complex.content {
        None => names.is_empty(),
        Some(content) => ends(content, &names, 0).contains(&names.len()),
    };
    if !fits {
        found.push(format!("{}: {names:?} do not fit in number or order", node.name));
    }
    for child in &node.children {
        if let Some(of) = complex.content.as_ref().and_then(|content| type_of(content, &child.name)) {
            element(schema, child, of, found);
        }
    }
}

/// Where a particle that begins at `start` may end.
fn ends(particle: &Particle, names: &[&str], start: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut now = BTreeSet::from([start]);
    let mut count = 0;
    loop {
        if count >= particle.least {
            reached.extend(&now);
        }
        if particle.most.is_some_and(|most| count >= most) {
            return reached;
        }
        let next: BTreeSet<usize> = now.iter().flat_map(|at| once(&particle.kind, names, *at)).collect();
        count += 1;
        // Steps over nothing lead nowhere new, however often they are taken.
        if next.is_empty() || (next == now && count > particle.least) {
            return reached;
        }
        now = next;
    }
}

fn once(kind: &Kind, names: &[&str], at: usize) -> BTreeSet<usize> {
    match kind {
        Kind::Element { name, .. } => {
            if names.get(at) == Some(&name.as_str()) {
                BTreeSet::from([at + 1])
            } else {
                BTreeSet::new()
            }
        }
        Kind::Sequence(parts) => parts.iter().fold(BTreeSet::from([at]), |now, part| {
            now.into_iter().flat_map(|at| ends(part, names, at)).collect()
        }),
        Kind::Choice(parts) => parts.iter().flat_map(|part| ends(part, names, at)).collect(),
    }
}

fn type_of<'s>(particle: &'s Particle, wanted: &str) -> Option<&'s str> {
    match &particle.kind {
        Kind::Element { name, of } => (name == wanted).then_some(of.as_str()),
        Kind::Sequence(parts) | Kind::Choice(parts) => parts.iter().find_map(|part| type_of(part, wanted)),
    }
}

/// Whether a value is one of its type.
fn value(schema: &Schema, of: &str, text: &str) -> Result<(), String> {
    let wrong = || Err(format!("\"{text}\" is not of type {of}"));
    if let Some(simple) = schema.simple.get(of) {
        value(schema, &simple.base, text)?;
        let token = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let pattern = simple.patterns.is_empty() || simple.patterns.iter().any(|p| p.is_match(&token));
        let listed = simple.values.is_empty() || simple.values.contains(&token);
        return if pattern && listed { Ok(()) } else { wrong() };
    }
    let form = |pattern: &str| Regex::new(&format!("^(?:{pattern})$")).unwrap().is_match(text.trim());
    let zone = "(Z|[+-]\\d\\d:\\d\\d)?";
    let date = "-?\\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])";
    let time = "([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d+)?";
    let good = match of.strip_prefix("xsd:") {
        Some("string" | "token") => true,
        Some("boolean") => form("true|false|0|1"),
        Some("integer") => form("[+-]?\\d+"),
        Some("decimal") => form("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)"),
        Some("date") => form(&format!("{date}{zone}")),
        Some("dateTime") => form(&format!("{date}T{time}{zone}")),
        _ => panic!("the type {of} is not known to this checker"),
    };
    if good { Ok(()) } else { wrong() }
}

/// What points to nothing in the document. The schema has no keys, so this is checked beside it.
pub(crate) fn pointers_lead_somewhere(root: &Node) -> Vec<String> {
    let all = root.walk();
    let there: BTreeSet<&str> = all.iter().filter_map(|node| node.get("guid")).collect();
    all.iter()
        .filter_map(|node| Some((node, node.get("targetGUID")?)))
        .filter(|(node, target)| node.name != "Link" && !there.contains(target))
        .map(|(node, target)| format!("{} points to {target}", node.name))
        .collect()
}
