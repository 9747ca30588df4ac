//! What can go wrong between Troth and its database, in sentences that name the way out.

use std::fmt::Display;
use std::path::PathBuf;

use sqlx::error::DatabaseError;
use sqlx::sqlite::SqliteError;
use thiserror::Error;

use crate::keyring::KeyringError;

/// A failed read or write.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database itself reported an error.
    #[error("The database reported an error: {0}")]
    Driver(#[source] sqlx::Error),
    /// Another program holds the SQLite file.
    #[error(
        "Another program is writing to the database and did not finish within five seconds. Nothing was saved; \
         try again, or close the other program."
    )]
    Busy(#[source] sqlx::Error),
    /// Somebody else saved first, or took the name.
    #[error("{what} was not saved: {why}")]
    Conflict {
        /// What was to be saved, such as "The action".
        what: &'static str,
        /// Why not, and what to do.
        why: String,
    },
    /// What was to be changed is not stored.
    #[error("There is no {what} {id} in this database. Somebody may have removed it; load the page again.")]
    NotFound {
        /// What, such as "action".
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// What was to be saved points at something that is not stored.
    #[error("This was not saved because something it refers to is not stored ({0}). Save that first.")]
    MissingReference(#[source] sqlx::Error),
    /// An answer contradicts one that is stored, or an earlier one of the same batch.
    #[error(
        "Answer {row} of this batch (counted from 0, \"{variable}\") gives {given} where {stored} is stored for \
         the same round, rater, respondent and target, or differs from it in role, scale or permission. Nothing \
         of the batch was stored. Correct the answer, or remove it."
    )]
    Contradiction {
        /// Position in the batch, from 0.
        row: usize,
        /// The question.
        variable: String,
        /// The answer that is stored, or that came earlier in the batch.
        stored: f64,
        /// The answer given now.
        given: f64,
    },
    /// The text of a release is not the one its ledger entry was made for.
    #[error("The text of this release is not the one its ledger entry was made for. Nothing was stored.")]
    ReleaseMismatch,
    /// A stored row cannot be understood.
    #[error(
        "The row {id} of the table \"{table}\" cannot be read: {reason} Restore a backup, or report this with \
         the row's id."
    )]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The row.
        id: String,
        /// What is wrong with it, in a sentence.
        reason: String,
    },
    /// A value cannot be written as text.
    #[error("The value cannot be written down ({0}).")]
    Unwritable(#[from] serde_json::Error),
    /// The file holds something else.
    #[error("{} is not a Troth database. Name another file, or a new one, which will be created.", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The database was written by a newer version.
    #[error(
        "This database has been migrated to version {found}; this program knows versions up to {known}. Use \
         the newer Troth that migrated it, or a backup made before that."
    )]
    NewerSchema {
        /// The highest version of the database.
        found: i64,
        /// The highest version this program knows.
        known: i64,
    },
    /// A migration failed, or is not the one that was run.
    #[error("The migration of the database failed ({0}). Nothing of that step was kept.")]
    Migration(#[source] sqlx::migrate::MigrateError),
    /// A folder was named where a file is needed.
    #[error("{} is a folder. Name a file in it, such as {}.", path.display(), path.join("troth.db").display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// The folder of the file does not exist.
    #[error("{} cannot be created because its folder does not exist. Create the folder first.", path.display())]
    MissingFolder {
        /// The file.
        path: PathBuf,
    },
    /// Reading or writing the file is not permitted.
    #[error(
        "{} cannot be opened for reading and writing. Check the permissions of the file and of its folder.",
        path.display()
    )]
    NoPermission {
        /// The file.
        path: PathBuf,
    },
    /// The target of a backup exists.
    #[error("{} exists already and is not overwritten. Name a new file.", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file could not be read or written.
    #[error("{} cannot be used: {source}.", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The address is of no kind that Troth knows.
    #[error(
        "This is not the address of a database that Troth can use{hint}. Give a file, sqlite:FILE, or \
         postgres://USER@HOST/DATABASE."
    )]
    UnknownAddress {
        /// What is wrong with it, with a leading space and in brackets, or nothing; never the address, which
        /// may hold a password.
        hint: String,
    },
    /// The PostgreSQL server cannot be reached.
    #[error(
        "The database server did not let Troth in ({0}). Check host, user, password and database name in the \
         address."
    )]
    Unreachable(#[source] sqlx::Error),
    /// A secret cannot be sealed or opened.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// Another program reads the file, so that what was erased is still in its write-ahead log.
    #[error(
        "It is done, but another program is reading the database, so traces are still in the file {0}-wal. Close the \
         other program and start Troth once; it removes them then."
    )]
    StillRead(String),
    /// PostgreSQL has its own tool for backups.
    #[error("Troth makes backups of SQLite files only. Back up a PostgreSQL database with pg_dump.")]
    BackupElsewhere,
}

const SQLITE_BUSY: i64 = 5;

/// SQLite's primary result code, if the error is SQLite's.
pub(crate) fn sqlite_code(error: &sqlx::Error) -> Option<i64> {
    let error = error.as_database_error()?.try_downcast_ref::<SqliteError>()?;
    // The lower byte is the primary code, the rest says more.
    Some(error.code()?.parse::<i64>().ok()? & 0xff)
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if error.as_database_error().is_some_and(DatabaseError::is_foreign_key_violation) {
            Self::MissingReference(error)
        } else if sqlite_code(&error) == Some(SQLITE_BUSY) {
            Self::Busy(error)
        } else {
            Self::Driver(error)
        }
    }
}

impl StoreError {
    /// Something that is not stored.
    pub(crate) fn not_found(what: &'static str, id: impl Display) -> Self {
        Self::NotFound { what, id: id.to_string() }
    }

    /// This error, or a conflict for `why` if a key was taken.
    pub(crate) fn or_taken(self, what: &'static str, why: impl Into<String>) -> Self {
        match self {
            Self::Driver(error)
                if error.as_database_error().is_some_and(DatabaseError::is_unique_violation) =>
            {
                Self::Conflict { what, why: why.into() }
            }
            other => other,
        }
    }
}
