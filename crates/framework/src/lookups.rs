//! Finding entries by id and following their links.

use crate::{
    Aspect, Concept, Construct, Definition, Factor, Family, Lens, Measure, Mechanism, Narrative, Outcome,
    ProfileItem, Source, Subtheme, Variable,
};

/// Writes a lookup by id for each section.
macro_rules! by_id {
    ($($(#[$doc:meta])* $name:ident in $list:ident -> $entry:ty;)*) => {
        impl Lens {
            $($(#[$doc])*
            #[must_use]
            pub fn $name(&self, id: &str) -> Option<&$entry> {
                self.$list.iter().find(|entry| entry.id == id)
            })*
        }
    };
}

by_id! {
    /// The source with this id.
    source in sources -> Source;
    /// The family with this id.
    family in families -> Family;
    /// The narrative with this id.
    narrative in narratives -> Narrative;
    /// The trust aspect with this id.
    aspect in aspects -> Aspect;
    /// The integration outcome with this id.
    outcome in outcomes -> Outcome;
    /// The construct with this id.
    construct in constructs -> Construct;
    /// The line of the network profile with this id.
    profile_item in profile -> ProfileItem;
    /// The factor with this id.
    factor in factors -> Factor;
    /// The subtheme with this id.
    subtheme in subthemes -> Subtheme;
    /// The term with this id.
    definition in definitions -> Definition;
    /// The mechanism with this id.
    mechanism in mechanisms -> Mechanism;
    /// The measure with this id.
    measure in measures -> Measure;
    /// The survey variable with this id; `None` for one that the framework does not know, which is stored but
    /// stays out of Why.
    variable in variables -> Variable;
}

impl Lens {
    /// The survey variables that measure a concept, in the order of the file.
    #[must_use]
    pub fn variables_for(&self, concept: &Concept) -> Vec<&Variable> {
        self.variables.iter().filter(|variable| variable.maps_to == *concept).collect()
    }

    /// The measures that can work on a narrative, in the order of the file.
    #[must_use]
    pub fn measures_for(&self, narrative_id: &str) -> Vec<&Measure> {
        let works_on =
            |measure: &&Measure| measure.works_on.iter().any(|link| link.narrative == narrative_id);
        self.measures.iter().filter(works_on).collect()
    }

    /// The words on screen for a concept; `None` where this framework does not have it.
    #[must_use]
    pub fn concept_label(&self, concept: &Concept) -> Option<&str> {
        match concept {
            Concept::Aspect(id) => self.aspect(id).map(|entry| entry.label.as_str()),
            Concept::Narrative(id) => self.narrative(id).map(|entry| entry.label.as_str()),
            Concept::Outcome(id) => self.outcome(id).map(|entry| entry.label.as_str()),
            Concept::Construct(id) => self.construct(id).map(|entry| entry.label.as_str()),
        }
    }

    /// The short names of the cited sources, in the order of the citation, for a caption.
    #[must_use]
    pub fn cited(&self, cite: &[String]) -> Vec<&str> {
        cite.iter().filter_map(|id| self.source(id)).map(|source| source.short.as_str()).collect()
    }
}
