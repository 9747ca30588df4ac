//! From the TOML tree to typed entries, keeping the place of everything that does not fit.

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use crate::error::Findings;

/// A node of the TOML tree with its place in the text.
pub(crate) type Node<'i> = Spanned<DeValue<'i>>;

/// Whether a file without a section is complete.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    Required,
    Optional,
}

/// The top of a file: hands out its parts and remembers which names are known.
pub(crate) struct FileReader<'a, 'i, 't> {
    root: &'a DeTable<'i>,
    found: &'a mut Findings<'t>,
    known: Vec<&'static str>,
}

impl<'a, 'i, 't> FileReader<'a, 'i, 't> {
    pub(crate) fn new(root: &'a DeTable<'i>, found: &'a mut Findings<'t>) -> Self {
        Self { root, found, known: Vec::new() }
    }

    /// A text at the top of the file.
    pub(crate) fn text(&mut self, name: &'static str) -> String {
        self.known.push(name);
        let Some(node) = get(self.root, name) else {
            self.found.add(
                0,
                format!("The file has no `{name}`."),
                format!("Add `{name} = \"…\"` at the top."),
            );
            return String::new();
        };
        node.get_ref().as_str().map(str::to_owned).unwrap_or_else(|| {
            self.found.add(
                node.span().start,
                format!("`{name}` is not a text."),
                "Put it in quotation marks.",
            );
            String::new()
        })
    }

    /// All entries of a `[[section]]`; those that do not fit are noted and left out.
    pub(crate) fn section<T: DeserializeOwned>(&mut self, name: &'static str, presence: Presence) -> Vec<T> {
        self.known.push(name);
        let Some(node) = get(self.root, name) else {
            if presence == Presence::Required {
                let fix = format!("Add at least one `[[{name}]]`.");
                self.found.add(0, format!("The file has no `[[{name}]]`."), fix);
            }
            return Vec::new();
        };
        let Some(entries) = node.get_ref().as_array() else {
            let fix = format!("Write each entry under a heading `[[{name}]]`, in double brackets.");
            self.found.add(node.span().start, format!("`{name}` is not a list of entries."), fix);
            return Vec::new();
        };
        entries.iter().filter_map(|entry| read_entry(entry, name, self.found)).collect()
    }

    /// Notes every name at the top of the file that was never asked for.
    pub(crate) fn finish(self) {
        for key in self.root.keys().filter(|key| !self.known.contains(&key.get_ref().as_ref())) {
            let fix = format!("Remove it, or use one of: {}.", self.known.join(", "));
            self.found.add(
                key.span().start,
                format!("`{}` is not a part of a framework.", key.get_ref()),
                fix,
            );
        }
    }
}

/// One entry. An unknown field is noted and set aside, so that what else is wrong shows in the same run.
fn read_entry<T: DeserializeOwned>(entry: &Node<'_>, section: &str, found: &mut Findings<'_>) -> Option<T> {
    let name = entry_name(entry, section);
    let mut rest = entry.clone();
    let mut clean = true;
    loop {
        let error = match T::deserialize(ValueDeserializer::from(rest.clone())) {
            Ok(value) => return clean.then_some(value),
            Err(error) => error,
        };
        clean = false;
        let at = error.span().map_or(entry.span().start, |span| span.start);
        let (what, fix) = in_words(error.message(), &name);
        found.add(at, what, fix);
        if !error.message().starts_with("unknown field") || !remove_key_at(rest.get_mut(), at) {
            return None;
        }
    }
}

/// How an entry is called at the start of a message: Narrative `roles`, or by its section where it has no id.
pub(crate) fn entry_name(entry: &Node<'_>, section: &str) -> String {
    match entry.get_ref().get("id").and_then(|id| id.get_ref().as_str()) {
        Some(id) if !id.trim().is_empty() => format!("{} `{id}`", capitalised(section)),
        _ => format!("An entry of [[{section}]]"),
    }
}

/// Turns the message of the TOML reader into a sentence and its remedy.
fn in_words(message: &str, name: &str) -> (String, String) {
    let (head, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let head = head.trim_end();
    let missing = head.strip_prefix("missing field ");
    let fix = match (missing, expected) {
        (Some("`cite`"), _) => "Add `cite = [\"…\"]` with the id of a [[source]].".to_owned(),
        (Some("`mark`"), _) => {
            "Add `mark`: \"V\" checked in the source, \"S\" only the direction known, \"A\" an assumption."
                .to_owned()
        }
        (Some(field), _) => format!("Add {field}."),
        (None, "") => "Correct it; docs/methods/framework.md says what each field holds.".to_owned(),
        (None, expected) if head.starts_with("unknown field") => {
            format!("Remove it, or correct the name: expected {expected}.")
        }
        (None, expected) => format!("Use {expected}."),
    };
    (format!("{name}: {head}."), fix)
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Removes the key that begins at `offset`, wherever in the tree it is; says whether it was there.
fn remove_key_at(value: &mut DeValue<'_>, offset: usize) -> bool {
    match value {
        DeValue::Table(table) => {
            let name =
                table.keys().find(|key| key.span().start == offset).map(|key| key.get_ref().to_string());
            match name {
                Some(name) => table.remove(name.as_str()).is_some(),
                None => table.iter_mut().any(|(_, value)| remove_key_at(value.get_mut(), offset)),
            }
        }
        DeValue::Array(items) => items.iter_mut().any(|item| remove_key_at(item.get_mut(), offset)),
        _ => false,
    }
}

/// A value of a table by its key.
pub(crate) fn get<'a, 'i>(table: &'a DeTable<'i>, name: &str) -> Option<&'a Node<'i>> {
    table.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
}

/// The entries of a section, or none where it is absent or malformed.
pub(crate) fn entries<'a, 'i>(root: &'a DeTable<'i>, section: &str) -> &'a [Node<'i>] {
    get(root, section).and_then(|node| node.get_ref().as_array()).map_or(&[], |array| array)
}
