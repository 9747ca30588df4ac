//! Bringing a database to the schema of this program.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sqlx::migrate::{MigrateError, Migrator};

use crate::Store;
use crate::db::{Driver, fetch_all};
use crate::error::StoreError;

static SQLITE: Migrator = sqlx::migrate!("./migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("./migrations/postgres");

/// What a migration did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// Names of the steps that were run, such as `0003 interviews`; empty if there was nothing to do.
    pub steps: Vec<String>,
    /// The copy made before, for an SQLite file that held data.
    pub copy: Option<PathBuf>,
}

impl Store {
    /// Names of the steps that `migrate` would run, such as `0003 interviews`.
    ///
    /// # Errors
    /// If the database was migrated by a newer program, or holds another program's tables.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        let applied = self.applied_migrations().await?;
        let known: BTreeSet<i64> = self.migrator().iter().map(|m| m.version).collect();
        if let Some(found) = applied.difference(&known).last() {
            let known = known.last().copied().unwrap_or_default();
            return Err(StoreError::NewerSchema { found: *found, known });
        }
        Ok(self
            .migrator()
            .iter()
            .filter(|m| !applied.contains(&m.version))
            .map(|m| format!("{:04} {}", m.version, m.description))
            .collect())
    }

    /// Runs the steps that are pending, each in a transaction of its own. An SQLite file that was migrated
    /// before is first copied beside itself, as `FILE.before-NNNN` with the number of the first step.
    ///
    /// # Errors
    /// If the copy cannot be made, a step fails, or the database was migrated by a newer program.
    pub async fn migrate(&self) -> Result<Migrated, StoreError> {
        let steps = self.pending_migrations().await?;
        let mut copy = None;
        if let (Some(first), Some(file)) = (steps.first(), &self.file)
            && !self.applied_migrations().await?.is_empty()
        {
            let target = free_name(file, first.split(' ').next().unwrap_or_default());
            self.backup(&target).await?;
            copy = Some(target);
        }
        match &self.db {
            Driver::Sqlite(pools) => SQLITE.run(&pools.write).await,
            Driver::Postgres(pool) => POSTGRES.run(pool).await,
        }
        .map_err(|error| match error {
            MigrateError::Execute(error) => error.into(),
            other => StoreError::Migration(other),
        })?;
        self.fill_search().await?;
        Ok(Migrated { steps, copy })
    }

    fn migrator(&self) -> &'static Migrator {
        match self.db {
            Driver::Sqlite(_) => &SQLITE,
            Driver::Postgres(_) => &POSTGRES,
        }
    }

    pub(crate) async fn applied_migrations(&self) -> Result<BTreeSet<i64>, StoreError> {
        let tables = self.tables().await?;
        if tables.iter().any(|table| table == "_sqlx_migrations") {
            let rows = fetch_all!(self.db.reader(), (i64,), "SELECT version FROM _sqlx_migrations")?;
            return Ok(rows.into_iter().map(|row| row.0).collect());
        }
        // An empty file becomes ours; a file full of somebody else's tables does not.
        match &self.file {
            Some(path) if !tables.is_empty() => Err(StoreError::NotADatabase { path: path.clone() }),
            _ => Ok(BTreeSet::new()),
        }
    }

    async fn tables(&self) -> Result<Vec<String>, StoreError> {
        let sql = match self.db {
            Driver::Sqlite(_) => "SELECT name FROM sqlite_master WHERE type = 'table'",
            Driver::Postgres(_) => {
                "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema()"
            }
        };
        let rows = fetch_all!(self.db.reader(), (String,), sql)?;
        Ok(rows.into_iter().map(|row| row.0).collect())
    }
}

/// `FILE.before-NNNN`, or with a number behind it if an earlier attempt left one.
fn free_name(file: &Path, step: &str) -> PathBuf {
    let named = |suffix: String| {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    };
    let first = named(format!(".before-{step}"));
    if !first.exists() {
        return first;
    }
    (2..)
        .map(|attempt: u32| named(format!(".before-{step}-{attempt}")))
        .find(|name| !name.exists())
        .unwrap_or(first)
}
