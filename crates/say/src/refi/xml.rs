//! XML as a small tree, with every bound that a hostile file could try to pass.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::error::RefiError;
use super::limits::Limits;

/// An element by its local name; comments and instructions are left out.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Name without prefix.
    pub(super) name: String,
    /// Attributes by local name, declarations of namespaces apart.
    attributes: Vec<(String, String)>,
    /// Elements in it.
    pub(super) children: Vec<Element>,
    /// Character data directly in it, line ends as in the file.
    pub(super) text: String,
    /// What its own declarations say of namespaces.
    pub(super) namespace: Option<String>,
}

impl Element {
    /// An attribute by its local name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// An attribute that holds more than white space.
    pub(super) fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.trim().is_empty())
    }

    /// The first element in it of that name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// Elements in it of that name.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Elements of the name `inner` in the first element of the name `outer`.
    pub(super) fn within<'e>(&'e self, outer: &str, inner: &'e str) -> impl Iterator<Item = &'e Self> {
        self.child(outer).into_iter().flat_map(move |found| found.all(inner))
    }

    /// The words of its `Description`, unless there are none.
    pub(super) fn description(&self) -> Option<String> {
        self.child("Description").map(|found| crate::normalise(&found.text)).filter(|words| !words.is_empty())
    }
}

/// Reads a document whose root is `wanted`.
pub(super) fn parse(
    name: &str,
    text: &str,
    wanted: &'static str,
    limits: &Limits,
) -> Result<Element, RefiError> {
    let mut tree = Tree { name, limits, open: Vec::new(), root: None, elements: 0 };
    let mut reader = Reader::from_str(text);
    loop {
        let event = reader.read_event().map_err(|error| tree.wrong(reader.error_position(), &error))?;
        let at = reader.buffer_position();
        match event {
            Event::Start(start) => tree.begin(&start, at)?,
            Event::Empty(start) => {
                tree.begin(&start, at)?;
                tree.end(at)?;
            }
            Event::End(_) => tree.end(at)?,
            Event::Text(words) => tree.words(&words),
            Event::CData(words) => tree.words(&words),
            Event::GeneralRef(reference) => {
                let resolved = reference.resolve_char_ref().map_err(|error| tree.wrong(at, &error))?;
                let name: &str = &reference;
                match (resolved, quick_xml::escape::resolve_predefined_entity(name)) {
                    (Some(found), _) => tree.words(found.encode_utf8(&mut [0; 4])),
                    (None, Some(found)) => tree.words(found),
                    (None, None) => return Err(tree.wrong(at, &format!("there is no entity &{name};"))),
                }
            }
            Event::DocType(_) => return Err(RefiError::DocType { name: name.to_owned() }),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof if !tree.open.is_empty() => return Err(tree.wrong(at, &"it ends in the middle")),
            Event::Eof => break,
        }
    }
    let at = reader.buffer_position();
    let Some(root) = tree.root.take() else { return Err(tree.wrong(at, &"there is no element in it")) };
    if root.name == wanted {
        Ok(root)
    } else {
        Err(RefiError::Root { name: name.to_owned(), found: root.name, wanted })
    }
}

/// A tree that is being read.
struct Tree<'t> {
    name: &'t str,
    limits: &'t Limits,
    open: Vec<Element>,
    root: Option<Element>,
    elements: usize,
}

impl Tree<'_> {
    fn wrong(&self, at: u64, reason: &dyn std::fmt::Display) -> RefiError {
        let reason = reason.to_string().chars().take(200).collect::<String>();
        RefiError::Xml { name: self.name.to_owned(), at, reason: reason.trim_end_matches('.').to_owned() }
    }

    fn too_many(&self, what: &str, limit: usize) -> RefiError {
        RefiError::TooLarge {
            what: format!("{what} of \"{}\" go over the limit of", self.name),
            limit: limit.to_string(),
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>, at: u64) -> Result<(), RefiError> {
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(self.too_many("elements", self.limits.elements));
        }
        if self.open.len() >= self.limits.depth {
            return Err(self.too_many("elements within elements", self.limits.depth));
        }
        let mut element = Element { name: local(start.name().0).to_owned(), ..Element::default() };
        // Its own check for repeats compares each with all before it; repeats are found below among few instead.
        for (count, attribute) in start.attributes().with_checks(false).enumerate() {
            if count >= self.limits.attributes {
                return Err(self.too_many("attributes of one element", self.limits.attributes));
            }
            let attribute = attribute.map_err(|error| self.wrong(at, &error))?;
            if attribute.value.len() > self.limits.attribute_bytes {
                return Err(self.too_many("bytes of one attribute", self.limits.attribute_bytes));
            }
            let value =
                attribute.normalized_value(XmlVersion::default()).map_err(|error| self.wrong(at, &error))?;
            let key = attribute.key.0;
            if key == "xmlns" || key.starts_with("xmlns:") {
                // The declaration that the element itself goes by.
                let prefix = start.name().0.split_once(':').map_or("", |(prefix, _)| prefix);
                if key.strip_prefix("xmlns").map(|rest| rest.trim_start_matches(':')) == Some(prefix) {
                    element.namespace = Some(value.into_owned());
                }
                continue;
            }
            if element.get(local(key)).is_some() {
                return Err(self.wrong(at, &format!("the attribute {key} stands twice")));
            }
            element.attributes.push((local(key).to_owned(), value.into_owned()));
        }
        self.open.push(element);
        Ok(())
    }

    fn end(&mut self, at: u64) -> Result<(), RefiError> {
        let Some(done) = self.open.pop() else {
            return Err(self.wrong(at, &"an element ends that did not begin"));
        };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(done),
            None if self.root.is_none() => self.root = Some(done),
            None => return Err(self.wrong(at, &"there is more than one root element")),
        }
        Ok(())
    }

    fn words(&mut self, words: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(words);
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
