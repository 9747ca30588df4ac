//! Everything that Troth remembers, on SQLite or PostgreSQL: one module per aggregate, one SQL text for both.
//!
//! [`Store::open`] and [`Store::migrate`] come first; every other method of [`Store`] reads or writes one kind
//! of thing and hands out the domain's own types. A write is one transaction: it is kept whole or not at all.
//! Nothing here decides who may see what: rows leave through `troth-gate`.
//!
//! Ids are `UUID`/`BLOB`, moments microseconds since 1970, days `2026-10-16`, and lists and profiles JSON in a
//! text column. Rows come in an order that is the same on both databases.

mod columns;
mod db;
mod erase;
mod error;
mod image;
mod keeping;
mod keyring;
mod ledger;
mod mail;
mod migrate;
mod store;
mod traces;

mod account;
mod action;
mod answered;
mod artefact;
mod audit;
mod brought;
mod check;
mod claim;
mod codebook;
mod coding;
mod coding_decision;
mod coding_task;
mod confirmation;
mod invitation;
mod job;
mod network;
mod organisation;
mod package;
mod pathway;
mod person;
mod promise;
mod queue;
mod rating;
mod release;
mod reminder;
mod respondent;
mod sampling;
mod saved_query;
mod sealed;
mod search;
mod session;
mod statement;
mod step;
mod subject;
mod survey;
mod text_key;
mod text_version;
mod transcript;
mod user;
mod verdict;
mod wait;
mod wave;

pub use account::AccountRow;
pub use action::Stored;
pub use answered::Answered;
pub use audit::{AuditCheck, AuditEntry, AuditRow};
pub use brought::{Bringing, Brought};
pub use check::CheckLink;
pub use codebook::CodebookEntry;
pub use confirmation::Confirmation;
pub use erase::{ERASED_PERSON, ErasedAnswers, Rest};
pub use error::StoreError;
pub use invitation::{LinkPurpose, LinkRow};
pub use job::{Job, JobState, NewJob};
pub use keeping::KeepingRow;
pub use keyring::{Keyring, KeyringError, is_sealed};
pub use ledger::LedgerCheck;
pub use mail::WaitingMail;
pub use migrate::Migrated;
pub use package::ResearchPackage;
pub use pathway::StoredPathway;
pub use promise::PromiseRow;
pub use rating::RatingsInserted;
pub use release::{NewRelease, StoredRelease};
pub use reminder::{LettersWanted, ReminderRow};
pub use respondent::RespondentRow;
pub use sampling::{SampledRow, about_sampled};
pub use saved_query::SavedQuery;
pub use sealed::{about_salt, about_second_factor};
pub use session::{SessionRow, Stage};
pub use step::{Noted, Steps};
pub use store::Store;
pub use subject::{AttemptPurpose, AttemptRow, SubjectRow};
pub use survey::{Page, ProgressRow, Reminding, SurveyLetter, WORDS, Whole, about_participant};
pub use text_key::about_text_key;
pub use text_version::{Correction, TextVersion};
pub use transcript::{KeptText, StoredTranscript, TranscriptSummary};
pub use user::{MembershipRow, UserRow};
pub use wait::Try;
