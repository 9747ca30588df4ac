//! A coded project as it stands between the files of other programs and the product.
//!
//! Texts are as [`normalise`](crate::normalise) leaves them; positions are code points of them, the end exclusive.
//! Ids are given from outside and never made here, so that the same project has the same ids in every file.

mod cases;
mod codes;
mod colour;
mod sources;

pub use cases::{Case, Datum, Value, Variable, VariableKind};
pub use codes::{Code, CodeBook};
pub use colour::Colour;
pub(crate) use sources::short;
pub use sources::{Coding, Selection, Source, short_quote};

use troth_network::Timestamp;
use uuid::Uuid;

/// A coded project.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Project {
    /// Its name.
    pub name: String,
    /// The program that wrote the file, in its own words.
    pub origin: Option<String>,
    /// Who coded.
    pub users: Vec<User>,
    /// The code tree.
    pub codes: Vec<Code>,
    /// Properties that cases and sources may have.
    pub variables: Vec<Variable>,
    /// People, organisations and other units.
    pub cases: Vec<Case>,
    /// Texts with their codings.
    pub sources: Vec<Source>,
    /// Notes, to which codes, codings, sources and links point.
    pub notes: Vec<Note>,
    /// What leads to what.
    pub links: Vec<Link>,
    /// Collections of codes, sources and notes.
    pub sets: Vec<Set>,
    /// What it is about.
    pub description: Option<String>,
    /// Notes on the project as a whole.
    pub note_refs: Vec<Uuid>,
}

/// Somebody who coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Id.
    pub guid: Uuid,
    /// Name; on export a pseudonym.
    pub name: String,
}

/// A note; what it is about points to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Id.
    pub guid: Uuid,
    /// Heading.
    pub name: Option<String>,
    /// Its words.
    pub text: String,
    /// Who wrote it.
    pub user: Option<Uuid>,
    /// When.
    pub at: Option<Timestamp>,
}

/// Which way a link points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkDirection {
    /// Neither leads to the other.
    Associative,
    /// From origin to target.
    OneWay,
    /// Both ways.
    Bidirectional,
}

impl LinkDirection {
    /// All, in the order of the standard.
    pub const ALL: [Self; 3] = [Self::Associative, Self::OneWay, Self::Bidirectional];

    /// As the standard writes it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Associative => "Associative",
            Self::OneWay => "OneWay",
            Self::Bidirectional => "Bidirectional",
        }
    }
}

/// A link between any two things that have an id; a claim of cause and effect is one with a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Id.
    pub guid: Uuid,
    /// What the link is called.
    pub name: Option<String>,
    /// Which way it points.
    pub direction: Option<LinkDirection>,
    /// Colour of its line.
    pub colour: Option<Colour>,
    /// Where it begins.
    pub origin: Option<Uuid>,
    /// Where it ends.
    pub target: Option<Uuid>,
    /// Notes on it.
    pub notes: Vec<Uuid>,
}

/// A collection. The standard lets it hold codes, sources and notes, and not codings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// Id.
    pub guid: Uuid,
    /// Name.
    pub name: String,
    /// What it holds, in words.
    pub description: Option<String>,
    /// Codes in it.
    pub codes: Vec<Uuid>,
    /// Sources in it.
    pub sources: Vec<Uuid>,
    /// Notes in it.
    pub notes: Vec<Uuid>,
}

impl Project {
    /// Names of the sources, in their order, each told apart from those before it: a name that was there gets the
    /// first number in brackets that is free. Programs allow the same name twice; pages and files do not.
    pub fn distinct_names(&self) -> Vec<String> {
        let mut taken = std::collections::BTreeSet::new();
        let mut next: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        let mut names = Vec::with_capacity(self.sources.len());
        for source in &self.sources {
            let base = if source.name.trim().is_empty() { "Untitled" } else { source.name.as_str() };
            let number = next.entry(base).or_insert(1);
            let mut name = base.to_owned();
            while !taken.insert(name.clone()) {
                *number += 1;
                name = format!("{base} ({number})");
            }
            names.push(name);
        }
        names
    }

    /// All codings with the selection and the source they lie in.
    pub fn codings(&self) -> impl Iterator<Item = (&Source, &Selection, &Coding)> {
        self.sources.iter().flat_map(|source| {
            source.selections.iter().flat_map(move |selection| {
                selection.codings.iter().map(move |coding| (source, selection, coding))
            })
        })
    }
}
