//! What records show: declared facts and counts. So far: who says who is responsible for which step.

pub mod overview;
pub mod pathway;
pub mod roles;
pub mod waiting;

pub use overview::{StepOverview, step_overview};
pub use pathway::{Declaration, Pathway, Responsible, Step};
pub use roles::{RolesCounts, RolesReading, StepFinding, StepState, Unanswered};
pub use waiting::waiting_for;
