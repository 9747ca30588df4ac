//! The research framework as data.
//!
//! Why organisations lose trust in each other, which kind of trust, which joint work suffers, what can be done:
//! none of that is written in code. It is in `framework/lens.toml`, where every entry names its source and how
//! strong the evidence is, and this crate reads, checks and looks up that file. A network may use its own file.
//!
//! ```
//! use troth_framework::{Concept, Lens};
//!
//! let lens = Lens::built_in();
//! let roles = lens.narrative("roles").map(|n| n.label.as_str());
//! assert_eq!(roles, Some("Roles: who does what"));
//!
//! let fairness: Concept = "aspect:fairness".parse()?;
//! assert_eq!(lens.concept_label(&fairness), Some("Fair to us"));
//! # Ok::<(), troth_framework::ConceptError>(())
//! ```

mod checks;
mod concept;
mod error;
mod guide;
mod lens;
mod literature;
mod lookups;
mod marks;
mod measure;
mod narrative;
mod position;
mod profile;
mod read;
mod references;
mod trust;
mod variable;

pub use concept::{Concept, ConceptError};
pub use error::{LensError, Problem};
pub use guide::{Guide, GuideError, GuidePart, GuideQuestion};
pub use lens::Lens;
pub use literature::{
    AsymmetryType, Definition, Factor, FactorKind, Mechanism, Source, Subtheme, Tangibility,
};
pub use marks::{Sign, Strength};
pub use measure::{Caution, Link, Measure, SubMeasure};
pub use narrative::{Arrow, Drawn, Facet, Family, Narrative, Relation, RelationKind};
pub use position::line_and_column;
pub use profile::{AnswerKind, ProfileItem, ProfileOption};
pub use trust::{About, Aspect, Construct, Outcome};
pub use variable::{Polarity, Variable};
