//! What people sign in with. Passwords come hashed, secrets sealed and codes hashed: nothing here is worth stealing
//! by itself.

use sqlx::FromRow;
use troth_network::{Timestamp, UserId};
use uuid::Uuid;

use crate::Store;
use crate::db::{Tx, execute, fetch_all, fetch_one, fetch_optional};
use crate::error::StoreError;

/// Somebody who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountRow {
    /// Internal id, opaque.
    pub id: UserId,
    /// Name, as others see it.
    pub name: String,
    /// E-mail address in small letters; one account for each.
    pub address: String,
    /// Since when.
    pub created: Timestamp,
    /// Hash of the password; none until the invitation is accepted.
    pub password: Option<String>,
    /// Whether it is linked to an account of an organisation.
    pub linked: bool,
    /// Sealed secret of the second factor, if there is one.
    pub second_factor: Option<String>,
    /// Sealed secret of a second factor that is being set up.
    pub proposed_factor: Option<String>,
    /// The last step of the second factor's clock whose code was taken.
    pub last_step: i64,
}

#[derive(FromRow)]
struct Stored {
    id: Uuid,
    name: String,
    address: String,
    created: i64,
    password: Option<String>,
    second_factor: Option<String>,
    proposed_factor: Option<String>,
    last_step: i64,
    links: i64,
}

impl Stored {
    fn into_row(self) -> AccountRow {
        AccountRow {
            id: UserId(self.id),
            name: self.name,
            address: self.address,
            created: Timestamp::from_micros(self.created),
            password: self.password,
            linked: self.links > 0,
            second_factor: self.second_factor,
            proposed_factor: self.proposed_factor,
            last_step: self.last_step,
        }
    }
}

const BY_ID: &str = "SELECT a.id, a.name, a.created, c.address, c.password, c.second_factor, c.proposed_factor, \
                     c.last_step, (SELECT COUNT(*) FROM account_subject s WHERE s.account = a.id) AS links \
                     FROM account a JOIN credential c ON c.account = a.id WHERE a.id = $1";
const BY_ADDRESS: &str = "SELECT a.id, a.name, a.created, c.address, c.password, c.second_factor, \
                          c.proposed_factor, c.last_step, \
                          (SELECT COUNT(*) FROM account_subject s WHERE s.account = a.id) AS links \
                          FROM account a JOIN credential c ON c.account = a.id \
                          WHERE c.address = $1";
const ALL: &str = "SELECT a.id, a.name, a.created, c.address, c.password, c.second_factor, c.proposed_factor, \
                   c.last_step, (SELECT COUNT(*) FROM account_subject s WHERE s.account = a.id) AS links \
                   FROM account a JOIN credential c ON c.account = a.id ORDER BY c.address";

impl AccountRow {
    /// Whether its owner has accepted the invitation: with a password, or with an account of their organisation.
    pub const fn has_accepted(&self) -> bool {
        self.password.is_some() || self.linked
    }
}

impl Store {
    /// Stores a new account without a password. `address` is to be in small letters.
    ///
    /// # Errors
    /// A conflict if the id or the address belongs to another account.
    pub async fn insert_account(
        &self,
        id: UserId,
        name: &str,
        address: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO account (id, name, created) VALUES ($1, $2, $3)";
        execute!(tx.on(), sql, id.0, name, at.micros())
            .map_err(|e| e.or_taken("The account", "the id belongs to another account."))?;
        let sql = "INSERT INTO credential (account, address, last_step) VALUES ($1, $2, 0)";
        execute!(tx.on(), sql, id.0, address)
            .map_err(|e| e.or_taken("The account", "the address belongs to another account."))?;
        tx.commit().await
    }

    /// An account by its id.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn account(&self, id: UserId) -> Result<Option<AccountRow>, StoreError> {
        Ok(fetch_optional!(self.db.reader(), Stored, BY_ID, id.0)?.map(Stored::into_row))
    }

    /// An account by its address, in small letters.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn account_by_address(&self, address: &str) -> Result<Option<AccountRow>, StoreError> {
        Ok(fetch_optional!(self.db.reader(), Stored, BY_ADDRESS, address)?.map(Stored::into_row))
    }

    /// All accounts, by address.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn accounts(&self) -> Result<Vec<AccountRow>, StoreError> {
        Ok(fetch_all!(self.db.reader(), Stored, ALL)?.into_iter().map(Stored::into_row).collect())
    }

    /// Stores a password's hash and ends every session but `keep`, and every link.
    ///
    /// # Errors
    /// If the account is not there.
    pub async fn set_password(&self, id: UserId, hash: &str, keep: Option<Uuid>) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        password(&mut tx, id, hash, keep).await?;
        tx.commit().await
    }

    /// Keeps the sealed secret of a second factor until a code proves that it arrived.
    ///
    /// # Errors
    /// If the account is not there.
    pub async fn propose_factor(&self, id: UserId, sealed: &str) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE credential SET proposed_factor = $2 WHERE account = $1";
        one(execute!(tx.on(), sql, id.0, sealed)?, id)?;
        tx.commit().await
    }

    /// Makes the proposed second factor the one that counts, with `codes` (hashes) in place of all earlier recovery
    /// codes; `step` is the step of the code that proved it. Ends every session but `keep`.
    ///
    /// # Errors
    /// If the account is not there.
    pub async fn accept_factor(
        &self,
        id: UserId,
        step: i64,
        codes: &[String],
        keep: Option<Uuid>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE credential SET second_factor = proposed_factor, proposed_factor = NULL, last_step = $2 \
                   WHERE account = $1 AND proposed_factor IS NOT NULL";
        one(execute!(tx.on(), sql, id.0, step)?, id)?;
        execute!(tx.on(), "DELETE FROM recovery_code WHERE account = $1", id.0)?;
        for code in codes {
            execute!(tx.on(), "INSERT INTO recovery_code (account, hash) VALUES ($1, $2)", id.0, code)?;
        }
        end_sessions(&mut tx, id, keep).await?;
        tx.commit().await
    }

    /// Takes the second factor and its recovery codes away and ends every session.
    ///
    /// # Errors
    /// If the account is not there.
    pub async fn remove_factor(&self, id: UserId) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE credential SET second_factor = NULL, proposed_factor = NULL WHERE account = $1";
        one(execute!(tx.on(), sql, id.0)?, id)?;
        execute!(tx.on(), "DELETE FROM recovery_code WHERE account = $1", id.0)?;
        end_sessions(&mut tx, id, None).await?;
        tx.commit().await
    }

    /// Notes that a code of `step` was taken; `false` if one of this or a later step was taken before.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn use_step(&self, id: UserId, step: i64) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "UPDATE credential SET last_step = $2 WHERE account = $1 AND last_step < $2";
        let used = execute!(tx.on(), sql, id.0, step)?;
        tx.commit().await?;
        Ok(used == 1)
    }

    /// Uses up a recovery code by its hash; `false` if there is none such.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn use_recovery_code(&self, id: UserId, hash: &str) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let sql = "DELETE FROM recovery_code WHERE account = $1 AND hash = $2";
        let used = execute!(tx.on(), sql, id.0, hash)?;
        tx.commit().await?;
        Ok(used == 1)
    }

    /// How many recovery codes are left.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn recovery_codes(&self, id: UserId) -> Result<i64, StoreError> {
        let sql = "SELECT COUNT(*) FROM recovery_code WHERE account = $1";
        Ok(fetch_one!(self.db.reader(), (i64,), sql, id.0)?.0)
    }

    /// Whether anybody can sign in.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn has_passwords(&self) -> Result<bool, StoreError> {
        let sql = "SELECT COUNT(*) FROM credential c WHERE c.password IS NOT NULL OR EXISTS \
                   (SELECT 1 FROM account_subject s WHERE s.account = c.account)";
        Ok(fetch_one!(self.db.reader(), (i64,), sql)?.0 > 0)
    }
}

/// A new password ends sessions and links, whoever holds them.
pub(crate) async fn password(
    tx: &mut Tx,
    id: UserId,
    hash: &str,
    keep: Option<Uuid>,
) -> Result<(), StoreError> {
    let sql = "UPDATE credential SET password = $2 WHERE account = $1";
    one(execute!(tx.on(), sql, id.0, hash)?, id)?;
    execute!(tx.on(), "DELETE FROM account_link WHERE account = $1", id.0)?;
    end_sessions(tx, id, keep).await
}

async fn end_sessions(tx: &mut Tx, id: UserId, keep: Option<Uuid>) -> Result<(), StoreError> {
    // No session has the id of all zeros.
    let sql = "DELETE FROM session WHERE account = $1 AND id <> $2";
    execute!(tx.on(), sql, id.0, keep.unwrap_or_default())?;
    Ok(())
}

fn one(touched: u64, id: UserId) -> Result<(), StoreError> {
    if touched == 1 { Ok(()) } else { Err(StoreError::not_found("account", id)) }
}
