//! The whole framework: reading it, and the one built in.

use std::sync::OnceLock;

use serde::Serialize;
use toml::de::DeTable;

use crate::checks::check_entries;
use crate::error::Findings;
use crate::read::{FileReader, Presence};
use crate::references::check_references;
use crate::{
    Aspect, AsymmetryType, Construct, Definition, Factor, Family, LensError, Measure, Mechanism, Narrative,
    Outcome, ProfileItem, Source, Subtheme, Variable,
};

const BUILT_IN: &str = include_str!("../../../framework/lens.toml");
const BUILT_IN_ORIGIN: &str = "framework/lens.toml";

/// The framework: everything in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lens {
    /// Version of the content; raised whenever an entry changes.
    pub version: String,
    /// Name of this framework.
    pub title: String,
    /// Publications.
    #[serde(rename = "source")]
    pub sources: Vec<Source>,
    /// Families of asymmetry.
    #[serde(rename = "family")]
    pub families: Vec<Family>,
    /// Narratives of asymmetry, with their arrows.
    #[serde(rename = "narrative")]
    pub narratives: Vec<Narrative>,
    /// Trust aspects.
    #[serde(rename = "aspect")]
    pub aspects: Vec<Aspect>,
    /// Integration outcomes.
    #[serde(rename = "outcome")]
    pub outcomes: Vec<Outcome>,
    /// Constructs beside the aspects.
    #[serde(rename = "construct")]
    pub constructs: Vec<Construct>,
    /// Lines of the network profile.
    #[serde(rename = "profile")]
    pub profile: Vec<ProfileItem>,
    /// Factors from the literature.
    #[serde(rename = "factor")]
    pub factors: Vec<Factor>,
    /// Subthemes from interviews.
    #[serde(rename = "subtheme")]
    pub subthemes: Vec<Subtheme>,
    /// Types of asymmetry from the literature.
    #[serde(rename = "asymmetry_type")]
    pub asymmetry_types: Vec<AsymmetryType>,
    /// Terms.
    #[serde(rename = "definition")]
    pub definitions: Vec<Definition>,
    /// Causes and effects.
    #[serde(rename = "mechanism")]
    pub mechanisms: Vec<Mechanism>,
    /// Trust-building measures.
    #[serde(rename = "measure")]
    pub measures: Vec<Measure>,
    /// Survey variables.
    #[serde(rename = "variable")]
    pub variables: Vec<Variable>,
}

impl Lens {
    /// Reads and checks a framework file.
    ///
    /// `origin` is the name of the file, for messages.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the file, each with line, column and remedy. Where the text is not TOML, only
    /// that is reported, since the rest cannot be judged.
    pub fn parse(text: &str, origin: &str) -> Result<Self, LensError> {
        let mut found = Findings::new(text);
        let (root, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            found.add(
                at,
                format!("This is not TOML: {}.", error.message()),
                "Correct the line; see https://toml.io.",
            );
        }
        if !found.is_empty() {
            return Err(found.into_error(origin));
        }
        let root = root.into_inner();
        let lens = Self::read(&root, &mut found);
        check_entries(&root, &mut found);
        check_references(&root, &mut found);
        if found.is_empty() { Ok(lens) } else { Err(found.into_error(origin)) }
    }

    fn read(root: &DeTable<'_>, found: &mut Findings<'_>) -> Self {
        use Presence::{Optional, Required};

        let mut file = FileReader::new(root, found);
        let lens = Self {
            version: file.text("version"),
            title: file.text("title"),
            sources: file.section("source", Required),
            families: file.section("family", Required),
            narratives: file.section("narrative", Required),
            aspects: file.section("aspect", Required),
            outcomes: file.section("outcome", Required),
            constructs: file.section("construct", Optional),
            profile: file.section("profile", Optional),
            factors: file.section("factor", Optional),
            subthemes: file.section("subtheme", Optional),
            asymmetry_types: file.section("asymmetry_type", Optional),
            definitions: file.section("definition", Optional),
            mechanisms: file.section("mechanism", Optional),
            measures: file.section("measure", Required),
            variables: file.section("variable", Required),
        };
        file.finish();
        lens
    }

    /// The framework that comes with Troth.
    #[expect(
        clippy::panic,
        reason = "the embedded file is fixed at build time and a test proves that it is valid"
    )]
    pub fn built_in() -> &'static Self {
        static LENS: OnceLock<Lens> = OnceLock::new();
        LENS.get_or_init(|| match Self::parse(BUILT_IN, BUILT_IN_ORIGIN) {
            Ok(lens) => lens,
            Err(error) => panic!("{error}"),
        })
    }

    /// The text of the framework that comes with Troth, comments included: the start of one's own.
    #[must_use]
    pub fn built_in_text() -> &'static str {
        BUILT_IN
    }
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, BUILT_IN_ORIGIN, Lens};

    #[test]
    fn the_built_in_framework_is_valid() {
        if let Err(error) = Lens::parse(BUILT_IN, BUILT_IN_ORIGIN) {
            panic!("{error}");
        }
    }
}
