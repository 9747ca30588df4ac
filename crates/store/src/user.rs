//! Who has access, and in which role.

use sqlx::FromRow;
use troth_gate::AccessRole;
use troth_network::{NetworkId, OrganisationId, Timestamp, UserId};
use uuid::Uuid;

use crate::Store;
use crate::columns::Row;
use crate::db::{execute, fetch_all, fetch_one, fetch_optional};
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

/// Makes changes of roles wait for each other on PostgreSQL ("roles" in ASCII).
pub(crate) const ROLES_LOCK: i64 = 0x72_6f6c_6573;

#[derive(FromRow)]
struct StoredMembership {
    network: Uuid,
    account: Uuid,
    role: String,
    organisation: Option<Uuid>,
}

impl StoredMembership {
    fn into_row(self) -> Result<MembershipRow, StoreError> {
        let role = AccessRole::from_id(&self.role).ok_or_else(|| {
            Row::of("membership", &self.account).corrupt(format!("\"{}\" is not an access role.", self.role))
        })?;
        Ok(MembershipRow {
            user: UserId(self.account),
            role,
            organisation: self.organisation.map(OrganisationId),
        })
    }
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
        rows.into_iter().map(StoredMembership::into_row).collect()
    }

    /// The role of a user in a network, if they have one.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn membership(
        &self,
        network: NetworkId,
        user: UserId,
    ) -> Result<Option<MembershipRow>, StoreError> {
        let sql = "SELECT * FROM membership WHERE network = $1 AND account = $2";
        let row = fetch_optional!(self.db.reader(), StoredMembership, sql, network.0, user.0)?;
        row.map(StoredMembership::into_row).transpose()
    }

    /// Every network a user has a role in, with the role, by network id.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn memberships_of(&self, user: UserId) -> Result<Vec<(NetworkId, MembershipRow)>, StoreError> {
        let sql = "SELECT * FROM membership WHERE account = $1 ORDER BY network";
        let rows = fetch_all!(self.db.reader(), StoredMembership, sql, user.0)?;
        rows.into_iter().map(|row| Ok((NetworkId(row.network), row.into_row()?))).collect()
    }

    /// Gives a user a role in a network, or takes it away with `None`; ends the user's sessions, so that the next
    /// page is one of the new role.
    ///
    /// # Errors
    /// A conflict if the network would be left without a custodian who can sign in; a missing reference if network,
    /// user or organisation is not stored.
    pub async fn change_role(
        &self,
        network: NetworkId,
        user: UserId,
        role: Option<(AccessRole, Option<OrganisationId>)>,
    ) -> Result<(), StoreError> {
        let custodian = AccessRole::Custodian.id();
        let mut tx = self.begin().await?;
        tx.one_at_a_time(ROLES_LOCK).await?;
        let sql = "SELECT COUNT(*) FROM membership WHERE network = $1 AND account = $2 AND role = $3";
        let was = fetch_one!(tx.on(), (i64,), sql, network.0, user.0, custodian)?.0 > 0;
        if was && role.is_none_or(|(role, _)| role != AccessRole::Custodian) {
            let sql = "SELECT COUNT(*) FROM membership m JOIN credential c ON c.account = m.account \
                       WHERE m.network = $1 AND m.account <> $2 AND m.role = $3 AND (c.password IS NOT NULL OR EXISTS \
                       (SELECT 1 FROM account_subject s WHERE s.account = c.account))";
            if fetch_one!(tx.on(), (i64,), sql, network.0, user.0, custodian)?.0 == 0 {
                let why = "a partnership needs a custodian who can sign in. Name another one first, and wait until \
                           they have accepted.";
                return Err(StoreError::Conflict { what: "The role", why: why.to_owned() });
            }
        }
        match role {
            Some((role, organisation)) => execute!(
                tx.on(),
                "INSERT INTO membership (network, account, role, organisation) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (network, account) DO UPDATE SET role = excluded.role, \
                 organisation = excluded.organisation",
                network.0,
                user.0,
                role.id(),
                organisation.map(|o| o.0)
            )?,
            None => {
                let sql = "DELETE FROM membership WHERE network = $1 AND account = $2";
                execute!(tx.on(), sql, network.0, user.0)?
            }
        };
        execute!(tx.on(), "DELETE FROM session WHERE account = $1", user.0)?;
        tx.commit().await
    }
}
