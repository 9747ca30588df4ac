//! XML as a tree, read apart from the reader under test.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// An element with what is in it.
#[derive(Debug, Default, Clone)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Node>,
    pub(crate) text: String,
}

impl Node {
    /// Reads a document.
    pub(crate) fn read(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().enable_all_checks(true);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(begin(&start)),
                Event::Empty(start) => open.last_mut().unwrap().children.push(begin(&start)),
                Event::End(_) => {
                    let done = open.pop().unwrap();
                    open.last_mut().unwrap().children.push(done);
                }
                Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let name: &str = &reference;
                    let found = reference.resolve_char_ref().unwrap().map(String::from);
                    let found = found
                        .or_else(|| quick_xml::escape::resolve_predefined_entity(name).map(String::from));
                    open.last_mut().unwrap().text.push_str(&found.unwrap());
                }
                Event::Eof => break,
                _ => {}
            }
        }
        let mut top = open.pop().unwrap();
        assert!(open.is_empty() && top.children.len() == 1, "one root element");
        top.children.pop().unwrap()
    }

    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    /// This element and all in it.
    pub(crate) fn walk(&self) -> Vec<&Self> {
        let mut found = vec![self];
        let mut at = 0;
        while let Some(next) = found.get(at) {
            found.extend(next.children.iter().collect::<Vec<_>>());
            at += 1;
        }
        found
    }
}

fn begin(start: &BytesStart<'_>) -> Node {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let value = attribute.normalized_value(XmlVersion::default()).unwrap().into_owned();
        (attribute.key.0.to_owned(), value)
    });
    Node { name: start.name().0.to_owned(), attributes: attributes.collect(), ..Node::default() }
}
