//! The code tree, in a project and on its own.

use uuid::Uuid;

use super::{Colour, Set};

/// A code or a folder of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Id.
    pub guid: Uuid,
    /// Name.
    pub name: String,
    /// What it stands for.
    pub description: Option<String>,
    /// Colour.
    pub colour: Option<Colour>,
    /// Whether words may be coded with it; what other programs call a category is a folder that may not.
    pub codable: bool,
    /// Notes on it (projects only).
    pub notes: Vec<Uuid>,
    /// Codes below it.
    pub children: Vec<Code>,
}

impl Code {
    /// A code without anything else.
    pub fn new(guid: Uuid, name: impl Into<String>) -> Self {
        Self {
            guid,
            name: name.into(),
            description: None,
            colour: None,
            codable: true,
            notes: Vec::new(),
            children: Vec::new(),
        }
    }

    /// This code and all below it, each before its children.
    pub fn walk(&self) -> impl Iterator<Item = &Self> {
        let mut waiting = vec![self];
        std::iter::from_fn(move || {
            let code = waiting.pop()?;
            waiting.extend(code.children.iter().rev());
            Some(code)
        })
    }
}

/// A code tree on its own (`.qdc`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodeBook {
    /// The program that wrote it, in its own words.
    pub origin: Option<String>,
    /// The tree.
    pub codes: Vec<Code>,
    /// Collections of codes; here they hold nothing else.
    pub sets: Vec<Set>,
}
