//! The one gate. Everything about identifiable people or pairs leaves through it, and only as [`Released`]:
//!
//! ```text
//! decide(value, context, history) ─▶ Pending<T> ─(ledger entry committed)─▶ Released<T>
//!                                 └▶ Withheld(reason)
//! ```
//!
//! `Released<T>` has no public constructor, so pages, figures and files, which accept nothing else, cannot
//! be given a value that did not pass:
//!
//! ```compile_fail,E0451
//! use troth_gate::Released;
//! let leaked: Released<u32> = Released { value: 7 };
//! ```
//!
//! The same import with a value that was released compiles, so the line above fails for the right reason:
//!
//! ```
//! use troth_gate::Released;
//! fn read(released: &Released<u32>) -> u32 {
//!     *released.value()
//! }
//! ```

pub mod audience;
pub mod basis;
pub mod cells;
pub mod coming_in;
pub mod custodian;
pub mod decide;
pub mod forecast;
pub mod groups;
pub mod labels;
pub mod ledger;
pub mod open_link;
pub mod patient;
pub mod readings;
pub mod released;
pub mod rules;
pub mod sight;
pub mod totals;
pub mod words;

pub use audience::{AccessRole, Audience, Floor, PROMISED_FLOORS, Viewer};
pub use basis::{Basis, Disclosable, Objection};
pub use cells::{AnswerRef, Cell, CellPlan, End, Kin, Planning, PoolCell, WithheldCell};
pub use custodian::CustodianOnly;
pub use decide::{Context, Decision, GateError, Pending, Withheld, decide};
pub use groups::{GroupAnswer, GroupCell, GroupPlan};
pub use labels::{Allowed, Crowd, Known, LABEL_FITS, Passages};
pub use ledger::{CellOf, LedgerCell, LedgerEntry, Likeness, Pool, Receipt};
pub use readings::{ActionsReading, FactsReading, InterviewsReading, PathwayFacts, ShownAction};
pub use released::{Released, ReopenError, Seal, ShareWithPartner};
pub use rules::{Rule, Rules};
pub use sight::{Sight, Visibility};
pub use words::{AllowedWords, WordsReading};
