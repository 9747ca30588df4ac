//! One SQL text, two typed drivers: the macros here expand a query for SQLite and for PostgreSQL.

use sqlx::postgres::PgConnection;
use sqlx::sqlite::SqliteConnection;
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::error::StoreError;

/// One of two things, by driver.
#[derive(Debug, Clone)]
pub(crate) enum Driver<S, P> {
    /// For SQLite.
    Sqlite(S),
    /// For PostgreSQL.
    Postgres(P),
}

/// The pools of an SQLite file.
#[derive(Debug, Clone)]
pub(crate) struct SqlitePools {
    /// One connection, since SQLite has one writer at a time.
    pub(crate) write: SqlitePool,
    /// Readers, which do not wait for the writer.
    pub(crate) read: SqlitePool,
}

/// The database.
pub(crate) type Db = Driver<SqlitePools, PgPool>;

/// A write transaction. Dropped without [`Tx::commit`] it leaves nothing.
pub(crate) type Tx = Driver<Transaction<'static, Sqlite>, Transaction<'static, Postgres>>;

impl Db {
    /// Where to read outside a transaction.
    pub(crate) const fn reader(&self) -> Driver<&SqlitePool, &PgPool> {
        match self {
            Self::Sqlite(pools) => Driver::Sqlite(&pools.read),
            Self::Postgres(pool) => Driver::Postgres(pool),
        }
    }

    /// Begins a write. On SQLite it takes the write lock at once: a transaction that reads first and asks for
    /// the lock later fails without waiting.
    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        Ok(match self {
            Self::Sqlite(pools) => Driver::Sqlite(pools.write.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Driver::Postgres(pool.begin().await?),
        })
    }
}

impl Tx {
    /// Where to read and write inside this transaction.
    pub(crate) fn on(&mut self) -> Driver<&mut SqliteConnection, &mut PgConnection> {
        match self {
            Self::Sqlite(tx) => Driver::Sqlite(tx),
            Self::Postgres(tx) => Driver::Postgres(tx),
        }
    }

    /// Makes all who ask for the same `lock` wait for each other until their transactions end. SQLite lets one
    /// write at a time anyway.
    pub(crate) async fn one_at_a_time(&mut self, lock: i64) -> Result<(), StoreError> {
        if let Self::Postgres(tx) = self {
            sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(lock).execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// Keeps what was written.
    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}

/// The rows of a query, read by a method of sqlx; expanded for both drivers.
macro_rules! fetch {
    ($method:ident, $on:expr, $row:ty, $sql:expr $(, $bind:expr)*) => {
        match $on {
            $crate::db::Driver::Sqlite(on) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.$method(on).await
            }
            $crate::db::Driver::Postgres(on) => {
                sqlx::query_as::<_, $row>($sql)$(.bind($bind))*.$method(on).await
            }
        }
        .map_err($crate::error::StoreError::from)
    };
}

/// All rows: `fetch_all!(on, Row, "SELECT … $1", value)`.
macro_rules! fetch_all {
    ($on:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::db::fetch!(fetch_all, $on, $row, $sql $(, $bind)*)
    };
}

/// The first row, if there is one.
macro_rules! fetch_optional {
    ($on:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::db::fetch!(fetch_optional, $on, $row, $sql $(, $bind)*)
    };
}

/// The one row.
macro_rules! fetch_one {
    ($on:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        $crate::db::fetch!(fetch_one, $on, $row, $sql $(, $bind)*)
    };
}

/// Runs a statement; the number of rows it touched.
macro_rules! execute {
    ($on:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $on {
            $crate::db::Driver::Sqlite(on) => {
                sqlx::query($sql)$(.bind($bind))*.execute(on).await.map(|done| done.rows_affected())
            }
            $crate::db::Driver::Postgres(on) => {
                sqlx::query($sql)$(.bind($bind))*.execute(on).await.map(|done| done.rows_affected())
            }
        }
        .map_err($crate::error::StoreError::from)
    };
}

pub(crate) use {execute, fetch, fetch_all, fetch_one, fetch_optional};
