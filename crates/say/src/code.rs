//! One code of a codebook: its key, where it comes from, how it is worded.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where a code comes from. Codes of the framework are there from the start (deductive); own ones are made while
/// reading (inductive).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeKind {
    /// One of the framework's narratives, or a facet of one.
    Narrative,
    /// A trust aspect.
    Aspect,
    /// An integration outcome.
    Outcome,
    /// A construct beside the aspects, such as faith.
    Construct,
    /// A factor of the literature.
    Factor,
    /// A subtheme of the literature.
    Subtheme,
    /// A mechanism: cause, sign, effect.
    Mechanism,
    /// A code of one's own.
    Own,
}

impl CodeKind {
    /// All kinds in the order in which a codebook lists them; own codes come right after the narratives.
    pub const ALL: [Self; 8] = [
        Self::Narrative,
        Self::Own,
        Self::Aspect,
        Self::Outcome,
        Self::Construct,
        Self::Factor,
        Self::Subtheme,
        Self::Mechanism,
    ];

    /// As keys hold it, before the colon.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Narrative => "narrative",
            Self::Aspect => "aspect",
            Self::Outcome => "outcome",
            Self::Construct => "construct",
            Self::Factor => "factor",
            Self::Subtheme => "subtheme",
            Self::Mechanism => "mechanism",
            Self::Own => "own",
        }
    }

    /// The heading over codes of this kind.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Narrative => "Stories of lost trust",
            Self::Aspect => "Kinds of trust",
            Self::Outcome => "Joint work",
            Self::Construct => "Beside trust",
            Self::Factor => "Factors from the literature",
            Self::Subtheme => "Themes from the literature",
            Self::Mechanism => "What leads to what, from the literature",
            Self::Own => "Codes of our own",
        }
    }
}

/// A code's key: its kind, a colon and an id that never changes. `narrative:roles`, `narrative:expertise/known` (a
/// facet), `factor:F01`, `own:` and a UUID.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodeKey {
    kind: CodeKind,
    kind_and_id: String,
}

impl CodeKey {
    /// The key of an entry of the framework.
    pub fn framework(kind: CodeKind, id: &str) -> Self {
        Self { kind, kind_and_id: format!("{}:{id}", kind.id()) }
    }

    /// The key of a narrative, or of one of its facets.
    pub fn narrative(narrative: &str, facet: Option<&str>) -> Self {
        match facet {
            None => Self::framework(CodeKind::Narrative, narrative),
            Some(facet) => Self::framework(CodeKind::Narrative, &format!("{narrative}/{facet}")),
        }
    }

    /// The key of a code of one's own.
    pub fn own(id: Uuid) -> Self {
        Self::framework(CodeKind::Own, &id.to_string())
    }

    /// The whole key.
    pub fn as_str(&self) -> &str {
        &self.kind_and_id
    }

    /// Where the code comes from.
    pub fn kind(&self) -> CodeKind {
        self.kind
    }

    /// What follows the colon.
    pub fn id(&self) -> &str {
        self.kind_and_id.split_once(':').map_or("", |(_, id)| id)
    }
}

impl fmt::Display for CodeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind_and_id)
    }
}

impl From<CodeKey> for String {
    fn from(key: CodeKey) -> Self {
        key.kind_and_id
    }
}

impl TryFrom<String> for CodeKey {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl FromStr for CodeKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "\"{text}\" is not the key of a code. Write a kind, a colon and an id, such as narrative:roles."
            )
        };
        let (kind, id) = text.split_once(':').ok_or_else(wrong)?;
        let kind = CodeKind::ALL.into_iter().find(|k| k.id() == kind).ok_or_else(wrong)?;
        if id.is_empty() || id.trim() != id || id.chars().any(char::is_control) {
            return Err(wrong());
        }
        if kind == CodeKind::Own {
            return Uuid::parse_str(id).map(Self::own).map_err(|_| wrong());
        }
        Ok(Self::framework(kind, id))
    }
}

/// How far a code of one's own has been worked out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeState {
    /// Made while reading.
    #[default]
    Draft,
    /// Its passages were read side by side.
    Reviewed,
    /// It has a definition that somebody else can code by.
    Defined,
    /// It has its name and place in the taxonomy.
    Named,
}

impl CodeState {
    /// All, in the order in which a code passes through them.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Reviewed, Self::Defined, Self::Named];

    /// As forms hold it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Reviewed => "reviewed",
            Self::Defined => "defined",
            Self::Named => "named",
        }
    }

    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Reviewed => "reviewed: its passages were read side by side",
            Self::Defined => "defined: somebody else can code by it",
            Self::Named => "named: it has its place among the others",
        }
    }
}

impl FromStr for CodeState {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|state| state.id() == text).ok_or_else(|| {
            format!("\"{text}\" is no state of a code. Use draft, reviewed, defined or named.")
        })
    }
}

/// How many colours there are to choose from; the palette is the page's.
pub const COLOURS: u8 = 8;

/// What can be written about a code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Name on screen.
    pub name: String,
    /// What it means.
    #[serde(default)]
    pub definition: String,
    /// How a coder tells it from others.
    #[serde(default)]
    pub hallmark: String,
    /// A passage, or made-up words, that belong under it.
    #[serde(default)]
    pub example: String,
    /// Thoughts about it.
    #[serde(default)]
    pub memo: String,
    /// Its two letters, by which it is chosen from the keyboard.
    #[serde(default)]
    pub letters: String,
    /// Its colour, from 0 to [`COLOURS`] − 1.
    #[serde(default)]
    pub colour: u8,
    /// How far it has been worked out.
    #[serde(default)]
    pub state: CodeState,
}

/// One code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Key.
    pub key: CodeKey,
    /// The code above it.
    pub parent: Option<CodeKey>,
    /// What is written about it.
    pub wording: Wording,
    /// The code it was merged into; then it is in no list.
    pub merged_into: Option<CodeKey>,
    /// Whether it was put away; then no new passage gets it.
    pub retired: bool,
}

impl Code {
    /// Whether it can be chosen for a passage.
    pub fn usable(&self) -> bool {
        self.merged_into.is_none() && !self.retired
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_back_and_others_refused() {
        let own = CodeKey::own(Uuid::from_u128(7));
        for key in [CodeKey::narrative("expertise", Some("known")), CodeKey::narrative("roles", None), own] {
            assert_eq!(key.as_str().parse(), Ok(key.clone()));
            let json = serde_json::to_string(&key).unwrap();
            assert_eq!(serde_json::from_str::<CodeKey>(&json).unwrap(), key);
        }
        assert_eq!(CodeKey::narrative("expertise", Some("known")).id(), "expertise/known");
        for wrong in ["roles", "story:roles", "own:roles", "narrative:", "narrative: roles"] {
            assert!(wrong.parse::<CodeKey>().unwrap_err().contains("such as narrative:roles"), "{wrong}");
        }
    }

    #[test]
    fn keys_know_their_kind() {
        for kind in CodeKind::ALL {
            assert_eq!(CodeKey::framework(kind, "x").kind(), kind);
        }
    }
}
