//! Figures and tables, shared by pages, files and the command line.
//!
//! Whatever concerns people or pairs comes in as [`troth_gate::Released`], so nothing is drawn that did not pass
//! the gate:
//!
//! ```compile_fail,E0308
//! use troth_lens::MapPicture;
//! let picture = MapPicture { question: String::new(), nodes: Vec::new(), edges: Vec::new() };
//! let csv = troth_report::csv::table(&picture);
//! let html = troth_report::map::table(&picture, |_| String::new());
//! ```
//!
//! The same calls with a released value compile, so the lines above fail for the right reason:
//!
//! ```
//! use troth_gate::Released;
//! use troth_lens::MapPicture;
//! fn read(picture: &Released<MapPicture>) -> (String, maud::Markup) {
//!     (troth_report::csv::table(picture), troth_report::map::table(picture, |_| String::new()))
//! }
//! ```
//!
//! The custodian's working figures ([`working`]) come in as [`troth_gate::CustodianOnly`], which nobody else can open,
//! and say so in their first lines:
//!
//! ```compile_fail,E0308
//! use troth_report::working::{Sheet, csv};
//! let sheet = Sheet::default();
//! let file = csv(&sheet, troth_network::Timestamp::from_micros(0).day());
//! ```
//!
//! ```
//! use troth_gate::CustodianOnly;
//! use troth_report::working::{Sheet, csv};
//! fn read(sheet: &CustodianOnly<Sheet>) -> String {
//!     csv(sheet, troth_network::Timestamp::from_micros(0).day())
//! }
//! ```
//!
//! Figures carry presentation attributes and class names, no inline style and no script, and name nothing from
//! elsewhere; every one has a table that says the same.

pub mod association;
pub mod chain;
pub mod compare;
pub mod contrast;
pub mod csv;
pub mod dumbbell;
pub mod edge;
pub mod framework_figure;
pub mod map;
pub mod notice;
pub mod strands;
pub mod trust_page;
pub mod words;
pub mod working;

mod geometry;
mod half;
mod palette;
mod text;

pub use notice::notice;

#[cfg(test)]
mod example;
