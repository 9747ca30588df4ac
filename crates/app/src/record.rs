//! The record of what was done: reading it in words, and checking that it is whole.

use std::collections::BTreeMap;
use std::str::FromStr;

use troth_gate::{AccessRole, Viewer, Withheld};
use troth_network::timestamp::day_in_files;
use troth_network::{NetworkId, Timestamp};
use troth_store::AuditEntry;
pub use troth_store::{AuditCheck, LedgerCheck};
use uuid::Uuid;

use crate::app::App;
use crate::error::AppError;
use crate::table;

/// Rows on one page.
const PAGE: i64 = 50;
/// Who did what Troth does by itself.
pub(crate) const BY_ITSELF: &str = "troth";

/// Who did what a speaker does with a private link: the record does not say which.
pub(crate) const SPEAKER: &str = "speaker";

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Its place in the record of the whole database, from 1.
    pub position: i64,
    /// When.
    pub at: Timestamp,
    /// By whom, in words.
    pub who: String,
    /// What, in words.
    pub what: String,
    /// The id of what it was done to.
    pub subject: String,
}

/// One page of the record, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordPage {
    /// What was done.
    pub done: Vec<Done>,
    /// Where the next page begins, if there is one.
    pub older: Option<i64>,
    /// Whether the chain is whole.
    pub chain: AuditCheck,
}

/// Whether record and ledger are as they were written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The record.
    pub audit: AuditCheck,
    /// The ledger of releases.
    pub ledger: LedgerCheck,
    /// Whether the record still holds what was noted elsewhere; `None` if nothing was to be compared.
    pub as_noted: Option<bool>,
}

impl Verified {
    /// Whether nothing was found.
    pub fn is_whole(&self) -> bool {
        matches!(self.audit, AuditCheck::Whole { .. })
            && matches!(self.ledger, LedgerCheck::Whole { .. })
            && self.as_noted != Some(false)
    }
}

/// A note kept elsewhere of how long the record was and how it ended: `ROWS:HASH`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// How many rows there were.
    pub rows: i64,
    /// The hash of the last of them.
    pub hash: String,
}

impl FromStr for Noted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.trim().split_once(':').and_then(|(rows, hash)| Some((rows.parse().ok()?, hash)));
        match parts {
            Some((rows, hash))
                if rows > 0 && hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit()) =>
            {
                Ok(Self { rows, hash: hash.to_ascii_lowercase() })
            }
            _ => {
                Err("write the number of rows, a colon and the 64 digits of the last hash, as `troth audit \
                      verify` printed them"
                    .to_owned())
            }
        }
    }
}

/// Whoever runs a partnership may see what was done in it.
fn may_read(viewer: &Viewer) -> Result<(), Withheld> {
    match viewer.role {
        AccessRole::Custodian | AccessRole::Coordinator => Ok(()),
        AccessRole::Analyst | AccessRole::Partner => {
            Err(Withheld { reason: "Only the custodian and the coordinator see what was done.".to_owned() })
        }
    }
}

impl App {
    /// A page of what was done in a partnership: the newest, or those before the place `before`.
    ///
    /// # Errors
    /// If the viewer is neither custodian nor coordinator, or the database cannot be read.
    pub async fn record(&self, network: NetworkId, before: Option<i64>) -> Result<RecordPage, AppError> {
        may_read(&self.viewer())?;
        let before = before.unwrap_or(i64::MAX);
        // One more than fits tells whether there is another page.
        let mut entries = self.store.audit_page(network, before, PAGE + 1).await?;
        let more = entries.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        if more {
            entries.pop();
        }
        let older = entries.last().filter(|_| more).map(|e| e.position);
        let done = self.in_words(entries).await?;
        Ok(RecordPage { done, older, chain: self.store.verify_audit().await? })
    }

    /// Everything that was done in a partnership, as CSV, newest first. The ids of what it was done to are for the
    /// custodian alone: some lead to texts.
    ///
    /// # Errors
    /// If the viewer is neither custodian nor coordinator, or the database cannot be read.
    pub async fn record_csv(&self, network: NetworkId) -> Result<String, AppError> {
        may_read(&self.viewer())?;
        let entries = self.store.audit_page(network, i64::MAX, i64::MAX).await?;
        let with_ids = self.viewer().role == AccessRole::Custodian;
        let rows = self.in_words(entries).await?.into_iter().map(|done| {
            let subject = if with_ids { done.subject } else { String::new() };
            [done.position.to_string(), moment(done.at), done.who, done.what, subject]
        });
        Ok(table::csv(["row", "when_utc", "who", "what", "subject"], rows))
    }

    /// Checks record and ledger, and whether the record still begins with what was noted elsewhere.
    ///
    /// # Errors
    /// If the database cannot be read. What is broken is an answer, not an error.
    pub async fn verify(&self, noted: Option<&Noted>) -> Result<Verified, AppError> {
        let audit = self.store.verify_audit().await?;
        let ledger = self.store.verify_ledger().await?;
        let as_noted = match noted {
            None => None,
            Some(noted) => Some(self.store.audit_hash(noted.rows).await?.as_deref() == Some(&*noted.hash)),
        };
        Ok(Verified { audit, ledger, as_noted })
    }

    /// Names are looked up when the record is read: the record itself holds ids, so an account can be erased.
    async fn in_words(&self, entries: Vec<AuditEntry>) -> Result<Vec<Done>, AppError> {
        let names: BTreeMap<Uuid, String> =
            self.store.users().await?.into_iter().map(|user| (user.id.0, user.name)).collect();
        Ok(entries.into_iter().map(|entry| done(entry, &names)).collect())
    }
}

fn done(AuditEntry { position, row }: AuditEntry, names: &BTreeMap<Uuid, String>) -> Done {
    let who = match row.actor.as_str() {
        "holder" => "The holder of the database".to_owned(),
        BY_ITSELF => "Troth by itself".to_owned(),
        SPEAKER => "Somebody who was interviewed".to_owned(),
        "nobody" => "Somebody who had not signed in".to_owned(),
        id => {
            let name = Uuid::parse_str(id).ok().and_then(|id| names.get(&id));
            name.cloned().unwrap_or_else(|| "Somebody who was erased".to_owned())
        }
    };
    Done { position, at: row.at, who, what: sentence(&row.event), subject: row.subject }
}

/// "survey round closed" as "Survey round closed".
fn sentence(event: &str) -> String {
    let mut letters = event.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "2026-11-22 09:30".
pub fn moment(at: Timestamp) -> String {
    let minutes = at.micros().div_euclid(60_000_000).rem_euclid(24 * 60);
    format!("{} {:02}:{:02}", day_in_files(at.day()), minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_as_it_was_printed() {
        let hash = "0f".repeat(32);
        assert_eq!(format!("12:{hash}").parse(), Ok(Noted { rows: 12, hash: hash.clone() }));
        for text in ["", "12", "0:ff", &format!("x:{hash}"), &format!("-1:{hash}"), &format!("3:{hash}0")] {
            assert!(text.parse::<Noted>().is_err(), "{text}");
        }
    }

    #[test]
    fn moments_are_minutes_of_a_day() {
        assert_eq!(moment(Timestamp::from_micros(1_700_000_000_000_000)), "2023-11-14 22:13");
        assert_eq!(moment(Timestamp::from_micros(-1)), "1969-12-31 23:59");
    }
}
