//! Who has access, and in which role.

use sqlx::FromRow;
use troth_gate::AccessRole;
use troth_network::{NetworkId, OrganisationId, Timestamp, UserId};
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::{execute, fetch_all};
use crate::error::StoreError;

/// Somebody with access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    /// Internal id; opaque, so it may stand in the ledger and the audit record.
    pub id: UserId,
    /// Name.
    pub name: String,
    /// Since when.
    pub created: Timestamp,
}

/// The role of a user in a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipRow {
    /// Who.
    pub user: UserId,
    /// Access role.
    pub role: AccessRole,
    /// The organisation a partner speaks for.
    pub organisation: Option<OrganisationId>,
}

#[derive(FromRow)]
struct StoredMembership {
    account: Uuid,
    role: String,
    organisation: Option<Uuid>,
}

impl Store {
    /// Stores a new user.
    ///
    /// # Errors
    /// A conflict if the id is taken.
    pub async fn insert_user(&self, id: UserId, name: &str, at: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let sql = "INSERT INTO account (id, name, created) VALUES ($1, $2, $3)";
        execute!(tx.on(), sql, id.0, name, at.micros())
            .map_err(|e| e.or_taken("The user", "the id belongs to another user."))?;
        tx.commit().await
    }

    /// All users by name.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn users(&self) -> Result<Vec<UserRow>, StoreError> {
        let sql = "SELECT id, name, created FROM account";
        let mut users: Vec<_> = fetch_all!(self.db.reader(), (Uuid, String, i64), sql)?
            .into_iter()
            .map(|(id, name, at)| UserRow { id: UserId(id), name, created: Timestamp::from_micros(at) })
            .collect();
        users.sort_by_cached_key(|u| (u.name.to_lowercase(), u.id));
        Ok(users)
    }

    /// Gives a user a role in a network, in the place of the one held before.
    ///
    /// # Errors
    /// A missing reference if network, user or organisation is not stored.
    pub async fn set_membership(
        &self,
        network: NetworkId,
        user: UserId,
        role: AccessRole,
        organisation: Option<OrganisationId>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        execute!(
            tx.on(),
            "INSERT INTO membership (network, account, role, organisation) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (network, account) DO UPDATE SET role = excluded.role, \
             organisation = excluded.organisation",
            network.0,
            user.0,
            role.id(),
            organisation.map(|o| o.0)
        )?;
        tx.commit().await
    }

    /// Who has access to a network, by user id.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn memberships(&self, network: NetworkId) -> Result<Vec<MembershipRow>, StoreError> {
        let sql = "SELECT * FROM membership WHERE network = $1 ORDER BY account";
        let rows = fetch_all!(self.db.reader(), StoredMembership, sql, network.0)?;
        rows.into_iter()
            .map(|row| {
                let role = AccessRole::from_id(&row.role).ok_or_else(|| {
                    Row::of("membership", &row.account)
                        .corrupt(format!("\"{}\" is not an access role.", row.role))
                })?;
                Ok(MembershipRow {
                    user: UserId(row.account),
                    role,
                    organisation: row.organisation.map(OrganisationId),
                })
            })
            .collect()
    }
}
