//! Just enough reading of our own HTML to ask in which elements a piece of text stands.

/// Elements that have no end.
const VOID: [&str; 8] = ["meta", "link", "br", "hr", "input", "img", "col", "wbr"];

/// An open element: its name and the text of its start tag.
#[derive(Debug, Clone)]
pub(crate) struct Open {
    pub(crate) name: String,
    tag: String,
}

impl Open {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let start = self.tag.find(&format!(" {name}=\""))? + name.len() + 3;
        self.tag[start..].split('"').next()
    }

    /// Whether it has a class.
    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|all| all.split(' ').any(|c| c == class))
    }
}

/// Every piece of text with the elements around it, outermost first. Panics where an element is not closed.
pub(crate) fn texts(html: &str) -> Vec<(Vec<Open>, String)> {
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if !rest[..at].trim().is_empty() {
            found.push((open.clone(), rest[..at].trim().to_owned()));
        }
        let end = at + rest[at..].find('>').unwrap();
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            let closed = open.pop().unwrap();
            assert_eq!(closed.name, name, "{closed:?}");
            continue;
        }
        let name = tag.split([' ', '\n', '/']).next().unwrap().to_owned();
        if !VOID.contains(&name.as_str()) {
            open.push(Open { name, tag: tag.to_owned() });
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    found
}

/// Every start tag that has `attribute`, with the attribute's value.
pub(crate) fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let sign = format!(" {attribute}=\"");
    html.split(sign.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}
