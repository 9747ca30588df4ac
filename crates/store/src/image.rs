//! Copies of an SQLite database in memory, and putting one into a new file.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::Store;
use crate::db::Driver;
use crate::error::StoreError;
use crate::store::{SQLITE_HEADER, file_error, private};

impl Store {
    /// The whole SQLite database as the bytes of a file, in memory alone, while it is in use.
    ///
    /// # Errors
    /// If the database is not SQLite.
    pub async fn image(&self) -> Result<Vec<u8>, StoreError> {
        let Driver::Sqlite(pools) = &self.db else {
            return Err(StoreError::BackupElsewhere);
        };
        let mut connection = pools.write.acquire().await?;
        Ok(connection.serialize(None).await?.as_ref().to_vec())
    }

    /// Writes the bytes of an SQLite database into a new file at `path`, readable by its owner alone, and sees that
    /// it is a whole Troth database that this program can open.
    ///
    /// # Errors
    /// If `path` exists or cannot be written, or the bytes are something else; then no file is left.
    pub async fn restore(image: &[u8], path: &Path) -> Result<(), StoreError> {
        let Some(url) = path.to_str() else {
            return Err(file_error(ErrorKind::InvalidFilename.into(), path));
        };
        if !image.starts_with(SQLITE_HEADER) {
            return Err(StoreError::NotADatabase { path: path.to_owned() });
        }
        let mut file = private(OpenOptions::new().write(true).create_new(true))
            .open(path)
            .map_err(|e| file_error(e, path))?;
        let written = file.write_all(image).and_then(|()| file.sync_all());
        let whole = match written {
            Ok(()) => Self::is_whole(url).await,
            Err(error) => Err(file_error(error, path)),
        };
        whole.inspect_err(|_| {
            // What is not whole is no database; if it cannot be removed either, the first error says more.
            let _ = std::fs::remove_file(path);
        })
    }

    async fn is_whole(url: &str) -> Result<(), StoreError> {
        let store = Self::open(&format!("sqlite:{url}")).await?;
        let checked = match &store.db {
            Driver::Sqlite(pools) => {
                sqlx::query_as::<_, (String,)>("PRAGMA quick_check(1)").fetch_one(&pools.write).await
            }
            Driver::Postgres(_) => return Err(StoreError::BackupElsewhere),
        };
        let troth = store.applied_migrations().await.map(|steps| !steps.is_empty());
        store.close().await;
        if checked?.0 == "ok" && troth? {
            Ok(())
        } else {
            Err(StoreError::NotADatabase { path: PathBuf::from(url) })
        }
    }
}
