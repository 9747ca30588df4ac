//! A second reader's word on a coding: that it is as they read it, or why not.

use sqlx::FromRow;
use troth_network::{CodingId, NetworkId, Timestamp, TranscriptId};
use uuid::Uuid;

use crate::Store;
use crate::db::{execute, fetch_all};
use crate::error::StoreError;

/// What a second reader says of a coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// The coding.
    pub coding: CodingId,
    /// Opaque id of who says it; `holder` in single-user mode.
    pub reader: String,
    /// The name typed in single-user mode.
    pub name: Option<String>,
    /// Whether they read it so too.
    pub agrees: bool,
    /// Why not, or anything else.
    pub reason: Option<String>,
    /// When. A coding changed later is not the one that was read.
    pub at: Timestamp,
}

#[derive(FromRow)]
struct Stored {
    coding: Uuid,
    reader: String,
    name: Option<String>,
    agrees: bool,
    reason: Option<String>,
    read_at: i64,
}

impl Stored {
    fn into_confirmation(self) -> Confirmation {
        Confirmation {
            coding: CodingId(self.coding),
            reader: self.reader,
            name: self.name,
            agrees: self.agrees,
            reason: self.reason,
            at: Timestamp::from_micros(self.read_at),
        }
    }
}

impl Store {
    /// Stores what a second reader says, in the place of what they said before.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn put_confirmation(&self, new: &Confirmation) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(
            tx.on(),
            "INSERT INTO confirmation (coding, reader, name, agrees, reason, read_at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (coding, reader) DO UPDATE SET name = excluded.name, agrees = excluded.agrees, \
             reason = excluded.reason, read_at = excluded.read_at",
            new.coding.0,
            &new.reader,
            &new.name,
            new.agrees,
            &new.reason,
            new.at.micros()
        )?;
        tx.commit().await
    }

    /// What second readers say of the codings of a network as these are now, by coding and reader. What was said of a
    /// coding before it was changed is left out.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn confirmations(&self, network: NetworkId) -> Result<Vec<Confirmation>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            Stored,
            "SELECT confirmation.* FROM confirmation JOIN coding ON coding.id = confirmation.coding \
             JOIN transcript ON transcript.id = coding.transcript \
             WHERE transcript.network = $1 AND read_at >= coding.coded_at ORDER BY confirmation.coding, reader",
            network.0
        )?;
        Ok(rows.into_iter().map(Stored::into_confirmation).collect())
    }

    /// The same of the codings of one text.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn confirmations_of(&self, transcript: TranscriptId) -> Result<Vec<Confirmation>, StoreError> {
        let rows = fetch_all!(
            self.db.reader(),
            Stored,
            "SELECT confirmation.* FROM coding JOIN confirmation ON confirmation.coding = coding.id \
             WHERE coding.transcript = $1 AND read_at >= coding.coded_at ORDER BY confirmation.coding, reader",
            transcript.0
        )?;
        Ok(rows.into_iter().map(Stored::into_confirmation).collect())
    }
}
