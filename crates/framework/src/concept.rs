//! A typed pointer into the framework with a stable text form.

use std::fmt;
use std::str::FromStr;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Something that can be measured, by its id: `aspect:fairness`, `narrative:roles`, `outcome:referral`,
/// `construct:faith`.
///
/// It is written as that text, so it can be a key in JSON. It is read from that text or, as the framework file
/// has it, from a table with one key: `{ aspect = "fairness" }`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concept {
    /// A trust aspect.
    Aspect(String),
    /// A narrative of asymmetry.
    Narrative(String),
    /// An integration outcome.
    Outcome(String),
    /// A construct beside the aspects.
    Construct(String),
}

/// A text that names no concept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a concept. Write aspect, narrative, outcome or construct, a colon and an id, such as `aspect:fairness`."
)]
pub struct ConceptError(pub String);

impl Concept {
    /// `aspect`, `narrative`, `outcome` or `construct`: also the name of its section in the file.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Aspect(_) => "aspect",
            Self::Narrative(_) => "narrative",
            Self::Outcome(_) => "outcome",
            Self::Construct(_) => "construct",
        }
    }

    /// The id within its kind.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Aspect(id) | Self::Narrative(id) | Self::Outcome(id) | Self::Construct(id) => id,
        }
    }
}

impl fmt::Display for Concept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind(), self.id())
    }
}

impl FromStr for Concept {
    type Err = ConceptError;

    fn from_str(text: &str) -> Result<Self, ConceptError> {
        let wrong = || ConceptError(text.to_owned());
        let (kind, id) = text.split_once(':').ok_or_else(wrong)?;
        if id.is_empty() || id.trim() != id {
            return Err(wrong());
        }
        let id = id.to_owned();
        match kind {
            "aspect" => Ok(Self::Aspect(id)),
            "narrative" => Ok(Self::Narrative(id)),
            "outcome" => Ok(Self::Outcome(id)),
            "construct" => Ok(Self::Construct(id)),
            _ => Err(wrong()),
        }
    }
}

impl Serialize for Concept {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The form of the framework file: a table with one key.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum OneKey {
    Aspect(String),
    Narrative(String),
    Outcome(String),
    Construct(String),
}

struct TextOrTable;

impl<'de> Visitor<'de> for TextOrTable {
    type Value = Concept;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a concept such as { aspect = \"fairness\" }")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Concept, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Concept, M::Error> {
        Ok(match OneKey::deserialize(MapAccessDeserializer::new(map))? {
            OneKey::Aspect(id) => Concept::Aspect(id),
            OneKey::Narrative(id) => Concept::Narrative(id),
            OneKey::Outcome(id) => Concept::Outcome(id),
            OneKey::Construct(id) => Concept::Construct(id),
        })
    }
}

impl<'de> Deserialize<'de> for Concept {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TextOrTable)
    }
}

#[cfg(test)]
mod tests {
    use super::Concept;

    #[test]
    fn text_form_goes_there_and_back() {
        for text in ["aspect:fairness", "narrative:roles", "outcome:referral", "construct:faith"] {
            let concept: Concept = text.parse().unwrap();
            assert_eq!(concept.to_string(), text);
            assert_eq!(serde_json::to_string(&concept).unwrap(), format!("\"{text}\""));
        }
    }

    #[test]
    fn both_written_forms_are_read() {
        let text: Concept = serde_json::from_str("\"aspect:fairness\"").unwrap();
        let table: Concept = serde_json::from_str("{\"aspect\":\"fairness\"}").unwrap();
        assert_eq!(text, table);
    }

    #[test]
    fn other_text_is_refused_with_the_fix() {
        for text in ["fairness", "aspect:", "mood:good", "aspect: fairness"] {
            let error = text.parse::<Concept>().unwrap_err().to_string();
            assert!(error.starts_with(&format!("`{text}` is not a concept. Write")), "{error}");
        }
    }
}
