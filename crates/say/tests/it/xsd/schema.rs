//! What a schema says.

use std::collections::BTreeMap;

use regex::Regex;

use super::node::Node;

/// What may stand in an element, in which order and how often.
#[derive(Debug, Clone)]
pub(crate) struct Particle {
    pub(crate) kind: Kind,
    pub(crate) least: usize,
    /// `None` for any number.
    pub(crate) most: Option<usize>,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Element { name: String, of: String },
    Sequence(Vec<Particle>),
    Choice(Vec<Particle>),
}

#[derive(Debug, Clone)]
pub(crate) struct Attribute {
    pub(crate) of: String,
    pub(crate) required: bool,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Complex {
    pub(crate) content: Option<Particle>,
    pub(crate) attributes: BTreeMap<String, Attribute>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Simple {
    pub(crate) base: String,
    pub(crate) patterns: Vec<Regex>,
    pub(crate) values: Vec<String>,
}

/// A schema.
pub(crate) struct Schema {
    pub(crate) namespace: String,
    /// Root elements with their types.
    pub(crate) roots: BTreeMap<String, String>,
    pub(crate) complex: BTreeMap<String, Complex>,
    pub(crate) simple: BTreeMap<String, Simple>,
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap()
}

/// An attribute of the schema that has to be there.
fn must(node: &Node, name: &str) -> String {
    node.get(name).unwrap_or_else(|| panic!("{} without {name}", node.name)).to_owned()
}

/// Stops at attributes of the schema that would change its meaning and are not looked at here.
fn only(node: &Node, known: &[&str]) {
    for name in node.attributes.keys() {
        assert!(known.contains(&name.as_str()), "{name} of {} is not known to this checker", node.name);
    }
}

impl Schema {
    /// Reads a schema.
    pub(crate) fn read(xsd: &str) -> Self {
        let root = Node::read(xsd.trim_start_matches('\u{feff}'));
        assert_eq!(local(&root.name), "schema");
        assert_eq!(root.get("elementFormDefault"), Some("qualified"));
        let mut schema = Self {
            namespace: must(&root, "targetNamespace"),
            roots: BTreeMap::new(),
            complex: BTreeMap::new(),
            simple: BTreeMap::new(),
        };
        for node in &root.children {
            let name = must(node, "name");
            match local(&node.name) {
                "element" => drop(schema.roots.insert(name, must(node, "type"))),
                "complexType" => drop(schema.complex.insert(name, complex(node))),
                "simpleType" => drop(schema.simple.insert(name, simple(node))),
                other => panic!("{other} is not known to this checker"),
            }
        }
        schema
    }
}

fn complex(node: &Node) -> Complex {
    only(node, &["name"]);
    let mut found = Complex::default();
    for part in &node.children {
        match local(&part.name) {
            "sequence" | "choice" if found.content.is_none() => found.content = Some(particle(part)),
            "attribute" => {
                only(part, &["name", "type", "use"]);
                let required = match part.get("use") {
                    None | Some("optional") => false,
                    Some("required") => true,
                    Some(other) => panic!("use=\"{other}\" is not known to this checker"),
                };
                found.attributes.insert(must(part, "name"), Attribute { of: must(part, "type"), required });
            }
            other => panic!("{other} in a type is not known to this checker"),
        }
    }
    found
}

fn particle(node: &Node) -> Particle {
    let all = || node.children.iter().map(particle).collect();
    let kind = match local(&node.name) {
        "element" => {
            only(node, &["name", "type", "minOccurs", "maxOccurs"]);
            assert!(node.children.is_empty(), "types within elements are not known to this checker");
            Kind::Element { name: must(node, "name"), of: must(node, "type") }
        }
        "sequence" => {
            only(node, &["minOccurs", "maxOccurs"]);
            Kind::Sequence(all())
        }
        "choice" => {
            only(node, &["minOccurs", "maxOccurs"]);
            Kind::Choice(all())
        }
        other => panic!("{other} in a content is not known to this checker"),
    };
    let least = node.get("minOccurs").map_or(1, |count| count.parse().unwrap());
    let most = match node.get("maxOccurs") {
        None => Some(1),
        Some("unbounded") => None,
        Some(count) => Some(count.parse().unwrap()),
    };
    Particle { kind, least, most }
}

fn simple(node: &Node) -> Simple {
    let [restriction] = node.children.as_slice() else { panic!("one restriction") };
    assert_eq!(local(&restriction.name), "restriction");
    let mut found = Simple { base: must(restriction, "base"), ..Simple::default() };
    for facet in &restriction.children {
        let value = must(facet, "value");
        match local(&facet.name) {
            // A pattern of a schema always means the whole value.
            "pattern" => found.patterns.push(Regex::new(&format!("^(?:{value})$")).unwrap()),
            "enumeration" => found.values.push(value),
            other => panic!("{other} is not known to this checker"),
        }
    }
    found
}
