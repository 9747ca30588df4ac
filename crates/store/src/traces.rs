//! Taking what was erased out of the files: the write-ahead log, dead rows of PostgreSQL, and the copies that were made
//! before migrations.

use std::fs::OpenOptions;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use troth_network::Timestamp;

use crate::Store;
use crate::db::Driver;
use crate::error::StoreError;
use crate::store::file_error;

/// Tables from which something about people can be erased.
const TABLES: [&str; 41] = [
    "VACUUM (FULL) rating",
    "VACUUM (FULL) respondent",
    "VACUUM (FULL) person",
    "VACUUM (FULL) sampling",
    "VACUUM (FULL) transcript",
    "VACUUM (FULL) speaker",
    "VACUUM (FULL) turn",
    "VACUUM (FULL) turn_search",
    "VACUUM (FULL) saved_query",
    "VACUUM (FULL) brought",
    "VACUUM (FULL) coding",
    "VACUUM (FULL) claim",
    "VACUUM (FULL) coding_step",
    "VACUUM (FULL) coding_task",
    "VACUUM (FULL) coding_decision",
    "VACUUM (FULL) text_version",
    "VACUUM (FULL) text_key",
    "VACUUM (FULL) codebook_change",
    "VACUUM (FULL) release",
    "VACUUM (FULL) account",
    "VACUUM (FULL) membership",
    "VACUUM (FULL) credential",
    "VACUUM (FULL) session",
    "VACUUM (FULL) account_link",
    "VACUUM (FULL) account_subject",
    "VACUUM (FULL) oidc_attempt",
    "VACUUM (FULL) reminded",
    "VACUUM (FULL) mail",
    "VACUUM (FULL) speaker_statement",
    "VACUUM (FULL) check_link",
    "VACUUM (FULL) check_session",
    "VACUUM (FULL) confirmation",
    "VACUUM (FULL) participant",
    "VACUUM (FULL) survey_link",
    "VACUUM (FULL) asked",
    "VACUUM (FULL) reply",
    "VACUUM (FULL) own_answer",
    "VACUUM (FULL) survey_comment",
    "VACUUM (FULL) receipt",
    "VACUUM (FULL) turnout",
    "VACUUM (FULL) survey_progress",
];

impl Store {
    /// Takes what was erased out of the files of the database. On SQLite, where deleted content was overwritten
    /// already, the write-ahead log is written back and emptied; on PostgreSQL the tables are written anew, without
    /// their dead rows. Not reached: PostgreSQL's own log, copies made elsewhere, and what a disk keeps of blocks that
    /// were given back.
    ///
    /// # Errors
    /// If another program reads the SQLite file at the moment, or the tables belong to somebody else; what was erased
    /// stays erased.
    pub async fn leave_no_trace(&self) -> Result<(), StoreError> {
        match &self.db {
            Driver::Sqlite(pools) => {
                // Pieces of the search that deletions left behind are put together anew.
                let sql = "INSERT INTO turn_search (turn_search) VALUES ('optimize')";
                sqlx::query(sql).execute(&pools.write).await?;
                self.forget_overwritten().await
            }
            Driver::Postgres(pool) => {
                for sql in TABLES {
                    sqlx::query(sql).execute(pool).await?;
                }
                Ok(())
            }
        }
    }

    /// The copies that were made beside an SQLite file before it was migrated, each with the moment it was made.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn copies(&self) -> Result<Vec<(PathBuf, Timestamp)>, StoreError> {
        let Some(file) = &self.file else { return Ok(Vec::new()) };
        let folder = match file.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let Some(name) = file.file_name().and_then(|name| name.to_str()) else { return Ok(Vec::new()) };
        let mut copies = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(|e| file_error(e, folder))? {
            let entry = entry.map_err(|e| file_error(e, folder))?;
            let number = entry
                .file_name()
                .to_str()
                .and_then(|n| n.strip_prefix(name)?.strip_prefix(".before-").map(str::to_owned));
            if number.is_some_and(|n| is_number_of_copy(&n)) {
                let made =
                    entry.metadata().and_then(|m| m.modified()).map_err(|e| file_error(e, &entry.path()))?;
                let since = made.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
                let micros = i64::try_from(since.as_micros()).unwrap_or(i64::MAX);
                copies.push((entry.path(), Timestamp::from_micros(micros)));
            }
        }
        copies.sort();
        Ok(copies)
    }

    /// Overwrites a copy with zeros and removes it. A disk may still keep blocks that were given back.
    ///
    /// # Errors
    /// If the file cannot be written or removed.
    pub fn remove_copy(&self, copy: &Path) -> Result<(), StoreError> {
        let overwrite = || -> std::io::Result<()> {
            let mut file = OpenOptions::new().write(true).open(copy)?;
            let mut left = file.metadata()?.len();
            file.seek(SeekFrom::Start(0))?;
            let zeros = [0_u8; 8192];
            while left > 0 {
                let part = usize::try_from(left).unwrap_or(usize::MAX).min(zeros.len());
                file.write_all(&zeros[..part])?;
                left -= part as u64;
            }
            file.sync_all()?;
            std::fs::remove_file(copy)
        };
        overwrite().map_err(|e| file_error(e, copy))
    }
}

/// `0010`, or `0010-2` of a second attempt; nothing else that lies there is touched.
fn is_number_of_copy(text: &str) -> bool {
    text.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}
