//! What pages show: views of released evidence, with names put in. Each is a pure function of what was
//! released, so whatever a page shows went through the gate.

pub mod arrows;
pub mod beside;
pub mod collaboration;
pub mod compare;
pub mod home;
pub mod map;
pub mod organisation;
pub mod relationship;
pub mod since;
pub mod why;
pub mod working;

use troth_framework::{Concept, Lens};
use troth_lens::RELIANCE_QUESTION;
use troth_lens::sentence::Subject;

/// The question a map opens with: overall reliance on the organisation.
pub const RELIANCE: &str = "construct:reliance_organisation";

/// The question about the person one deals with at the partner.
pub(crate) const CONTACT: &str = "construct:reliance_contact";

/// What one side thinks the other would say of relying on it.
pub(crate) const FELT: &str = "construct:felt_trust";

/// A question in plain words: the framework's label of the concept.
pub fn question(lens: &Lens, concept: &str) -> String {
    if concept == RELIANCE {
        return RELIANCE_QUESTION.to_owned();
    }
    let label = concept.parse::<Concept>().ok().and_then(|c| lens.concept_label(&c).map(str::to_owned));
    label.unwrap_or_else(|| concept.to_owned())
}

/// The question as a sentence speaks of it.
pub fn subject(lens: &Lens, concept: &str) -> Subject {
    match concept.split_once(':') {
        _ if concept == RELIANCE => Subject::Reliance,
        Some(("narrative", _)) => Subject::Evenness(question(lens, concept)),
        _ => Subject::Question(question(lens, concept)),
    }
}
