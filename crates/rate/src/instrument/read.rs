//! From a TOML file to an instrument, keeping the place of everything for messages.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use troth_framework::Lens;

use super::check::check;
use super::error::{Found, InstrumentError};
use super::{Instrument, Item, Language, Once, Rotation, Scale, Section};

type Node<'i> = Spanned<DeValue<'i>>;

/// The sections of a file, one entry under each `[[heading]]`.
const LISTS: [&str; 5] = ["language", "scale", "rotation", "section", "item"];

/// An entry with its place in the file.
pub(crate) struct Placed<'i, T> {
    pub(crate) value: T,
    node: Node<'i>,
}

impl<T> Placed<'_, T> {
    /// The byte at which the value under this path begins; where it is not there, what is nearest above it.
    pub(crate) fn at(&self, path: &[&str]) -> usize {
        let mut node = &self.node;
        for name in path {
            let next = match node.get_ref() {
                DeValue::Table(table) => table.get(*name),
                DeValue::Array(items) => name.parse::<usize>().ok().and_then(|place| items.get(place)),
                _ => None,
            };
            let Some(next) = next else { break };
            node = next;
        }
        node.span().start
    }
}

/// Everything of a file that fits its form, with places.
pub(crate) struct Sheet<'i> {
    pub(crate) head: Placed<'i, Once>,
    pub(crate) languages: Vec<Placed<'i, Language>>,
    pub(crate) scales: Vec<Placed<'i, Scale>>,
    pub(crate) rotations: Vec<Placed<'i, Rotation>>,
    pub(crate) sections: Vec<Placed<'i, Section>>,
    pub(crate) items: Vec<Placed<'i, Item>>,
}

impl Instrument {
    /// Reads and checks an instrument from the bytes of its file.
    ///
    /// `origin` is the name of the file, for messages; `lens` is the framework whose variables it uses.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the file, each with line, column and remedy. Where the bytes are not text, the
    /// text not TOML, or an entry not of its form, only that is reported, since the rest cannot be judged.
    pub fn read(bytes: &[u8], origin: &str, lens: &Lens) -> Result<Self, InstrumentError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::parse(text, origin, lens),
            Err(error) => {
                let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let text = String::from_utf8_lossy(good);
                let mut found = Found::default();
                found.add(text.len(), "From here the file is not UTF-8 text.", "Save it as UTF-8.");
                Err(found.into_error(&text, origin))
            }
        }
    }

    /// Reads and checks an instrument from its text; see [`Self::read`].
    ///
    /// # Errors
    ///
    /// As [`Self::read`].
    pub fn parse(text: &str, origin: &str, lens: &Lens) -> Result<Self, InstrumentError> {
        let mut found = Found::default();
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let what = format!("This is not TOML: {}.", error.message());
            found.add(at, what, "Correct the line; see https://toml.io.");
        }
        if !found.is_empty() {
            return Err(found.into_error(text, origin));
        }
        let sheet = sheet(root, &mut found);
        let Some(sheet) = sheet.filter(|_| found.is_empty()) else {
            return Err(found.into_error(text, origin));
        };
        check(&sheet, lens, &mut found);
        if found.is_empty() { Ok(sheet.into_instrument()) } else { Err(found.into_error(text, origin)) }
    }
}

impl Sheet<'_> {
    fn into_instrument(self) -> Instrument {
        fn bare<T>(list: Vec<Placed<'_, T>>) -> Vec<T> {
            list.into_iter().map(|entry| entry.value).collect()
        }
        Instrument {
            head: self.head.value,
            languages: bare(self.languages),
            scales: bare(self.scales),
            rotations: bare(self.rotations),
            sections: bare(self.sections),
            items: bare(self.items),
        }
    }
}

fn sheet<'i>(root: Spanned<DeTable<'i>>, found: &mut Found) -> Option<Sheet<'i>> {
    let span = root.span();
    let mut table = root.into_inner();
    let mut lists = LISTS.map(|name| table.remove(name)).into_iter();
    let mut next = || lists.next().flatten();
    let languages = list("language", next(), found);
    let scales = list("scale", next(), found);
    let rotations = list("rotation", next(), found);
    let sections = list("section", next(), found);
    let items = list("item", next(), found);
    let head = entry(Spanned::new(span, DeValue::Table(table)), "The top of the file", found);
    Some(Sheet { head: head?, languages, scales, rotations, sections, items })
}

fn list<'i, T: DeserializeOwned>(
    name: &str,
    node: Option<Node<'i>>,
    found: &mut Found,
) -> Vec<Placed<'i, T>> {
    let Some(node) = node else { return Vec::new() };
    let at = node.span().start;
    let DeValue::Array(entries) = node.into_inner() else {
        let fix = format!("Write each entry under a heading `[[{name}]]`, in double brackets.");
        found.add(at, format!("`{name}` is not a list of entries."), fix);
        return Vec::new();
    };
    let named = |node: &Node<'_>| match node.get_ref().get("id").and_then(|id| id.get_ref().as_str()) {
        Some(id) => format!("{name} `{id}`"),
        None => format!("An entry of [[{name}]]"),
    };
    entries.into_iter().filter_map(|node| entry(node.clone(), &named(&node), found)).collect()
}

fn entry<'i, T: DeserializeOwned>(node: Node<'i>, name: &str, found: &mut Found) -> Option<Placed<'i, T>> {
    match T::deserialize(ValueDeserializer::from(node.clone())) {
        Ok(value) => Some(Placed { value, node }),
        Err(error) => {
            let at = error.span().map_or(node.span().start, |span| span.start);
            let (what, wanted) = error.message().split_once(", expected ").unwrap_or((error.message(), ""));
            let what = what.trim_end();
            let fix = match (what.strip_prefix("missing field "), wanted) {
                (Some(field), _) => format!("Add {field}."),
                (None, "") => "Correct it; docs/methods/instrument.md says what each field holds.".to_owned(),
                (None, wanted) => format!("Use {wanted}."),
            };
            found.add(at, format!("{name}: {what}."), fix);
            None
        }
    }
}
