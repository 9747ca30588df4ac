//! Every use case of Troth: load, analyse, release, import, jobs. The only crate that combines the store, the
//! domain crates and the gate. Pages and commands call it and get released values, forms' answers or sentences.

pub mod accounts;
pub mod actions;
pub mod analyse;
pub mod app;
pub mod backup;
pub mod erasing;
pub mod error;
pub mod exchange;
pub mod facts;
pub mod forecast;
pub mod imports;
pub mod intake;
pub mod interviews;
pub mod jobs;
pub mod keeping;
pub mod keys;
pub mod mail;
pub mod mapping;
pub mod networks;
pub mod organisations;
pub mod packages;
pub mod people;
pub mod promise;
pub mod quality;
pub mod record;
pub mod results;
pub mod sample;
pub mod survey;
pub mod surveys;
mod table;
pub mod trust;
pub mod verdicts;
pub mod views;

pub use app::App;
pub use error::{AppError, FieldError};
