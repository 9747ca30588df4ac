//! Opening, closing and copying a database.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions};
use sqlx::{PgPool, SqlitePool};

use crate::db::{Db, Driver, SqlitePools, Tx};
use crate::error::{StoreError, sqlite_code};
use crate::transcript::Shelf;

/// How every SQLite file begins.
pub(crate) const SQLITE_HEADER: &[u8; 16] = b"SQLite format 3\0";
const READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 8;

/// Everything that Troth remembers, in an SQLite file or a PostgreSQL database. Cloning shares connections.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) db: Db,
    /// The SQLite file; `None` for PostgreSQL and for a database in memory.
    pub(crate) file: Option<PathBuf>,
    /// Texts that were read lately.
    pub(crate) shelf: Arc<Shelf>,
}

impl Store {
    /// Opens the database at `url`: a file, `sqlite:FILE` (created if it is new, readable by its owner alone),
    /// `sqlite::memory:`, or `postgres://USER@HOST/DATABASE`. Nothing is migrated yet.
    ///
    /// # Errors
    /// If the address is of no known kind, the file is a folder, something else than a Troth database or not
    /// permitted, the server does not let us in, or the database was migrated by a newer program.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        let of = |db: Db, file: Option<PathBuf>| Self { db, file, shelf: Arc::default() };
        let store = match Address::of(url)? {
            Address::Memory => of(Driver::Sqlite(memory().await?), None),
            Address::File(path) => {
                prepare(&path)?;
                let pools = connect(&path).await.map_err(|e| at_opening(e, &path))?;
                of(Driver::Sqlite(pools), Some(path))
            }
            Address::Postgres(options) => of(Driver::Postgres(server(*options).await?), None),
        };
        // Tells a newer or foreign database before anything is written to it.
        match store.pending_migrations().await {
            Ok(_) => Ok(store),
            Err(error) => {
                store.close().await;
                Err(match store.file {
                    Some(path) => at_opening(error, &path),
                    None => error,
                })
            }
        }
    }

    /// Waits for what is under way and closes all connections, of clones too.
    pub async fn close(&self) {
        match &self.db {
            Driver::Sqlite(pools) => {
                pools.read.close().await;
                pools.write.close().await;
            }
            Driver::Postgres(pool) => pool.close().await,
        }
    }

    /// Copies the SQLite database into a new file at `path`, readable by its owner alone, while it is in use.
    ///
    /// # Errors
    /// If `path` exists or cannot be written, or the database is not SQLite.
    pub async fn backup(&self, path: &Path) -> Result<(), StoreError> {
        let Driver::Sqlite(pools) = &self.db else {
            return Err(StoreError::BackupElsewhere);
        };
        if path.is_dir() {
            return Err(StoreError::Folder { path: path.to_owned() });
        }
        let Some(target) = path.to_str() else {
            return Err(file_error(ErrorKind::InvalidFilename.into(), path));
        };
        // Made here first, so that nothing is overwritten and nobody else can read it; VACUUM fills it.
        private(OpenOptions::new().write(true).create_new(true))
            .open(path)
            .map_err(|e| file_error(e, path))?;
        let copied = sqlx::query("VACUUM INTO $1").bind(target).execute(&pools.write).await;
        copied.map(|_| ()).map_err(|error| {
            // What is half written is no backup; if it cannot be removed either, the first error says more.
            let _ = std::fs::remove_file(path);
            error.into()
        })
    }

    /// The SQLite file; `None` for PostgreSQL and for a database in memory.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Whether the database is gone when the program ends.
    pub const fn is_in_memory(&self) -> bool {
        matches!(self.db, Driver::Sqlite(_)) && self.file.is_none()
    }

    /// Begins a write.
    pub(crate) async fn begin(&self) -> Result<Tx, StoreError> {
        self.db.begin().await
    }
}

enum Address {
    Memory,
    File(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

impl Address {
    fn of(url: &str) -> Result<Self, StoreError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return PgConnectOptions::from_str(url).map(|o| Self::Postgres(Box::new(o))).map_err(|_| {
                StoreError::UnknownAddress { hint: " (it begins like one of PostgreSQL)".to_owned() }
            });
        }
        let file = url.strip_prefix("sqlite:").unwrap_or(url);
        let file = file.strip_prefix("//").filter(|_| url.starts_with("sqlite:")).unwrap_or(file);
        match file {
            "" => Err(StoreError::UnknownAddress { hint: " (it is empty)".to_owned() }),
            ":memory:" => Ok(Self::Memory),
            _ => match file.split_once("://") {
                Some((scheme, _)) => Err(StoreError::UnknownAddress { hint: format!(" (\"{scheme}\")") }),
                None => Ok(Self::File(PathBuf::from(file))),
            },
        }
    }
}

/// Sees to it that the file is there and is, or can become, an SQLite database.
fn prepare(path: &Path) -> Result<(), StoreError> {
    if path.is_dir() {
        return Err(StoreError::Folder { path: path.to_owned() });
    }
    let file = private(OpenOptions::new().read(true).write(true).create(true).truncate(false))
        .open(path)
        .map_err(|e| file_error(e, path))?;
    let mut head = Vec::with_capacity(SQLITE_HEADER.len());
    file.take(SQLITE_HEADER.len() as u64).read_to_end(&mut head).map_err(|e| file_error(e, path))?;
    if head.is_empty() || head == SQLITE_HEADER {
        Ok(())
    } else {
        Err(StoreError::NotADatabase { path: path.to_owned() })
    }
}

/// A file made with these options is for its owner alone: whoever reads the database is custodian.
pub(crate) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

pub(crate) fn file_error(error: std::io::Error, path: &Path) -> StoreError {
    let path = path.to_owned();
    match error.kind() {
        ErrorKind::NotFound => StoreError::MissingFolder { path },
        ErrorKind::AlreadyExists => StoreError::Exists { path },
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::NoPermission { path },
        _ => StoreError::File { path, source: error },
    }
}

/// What SQLite's own codes mean while a file is being opened.
fn at_opening(error: StoreError, path: &Path) -> StoreError {
    let code = match &error {
        StoreError::Driver(error) => sqlite_code(error),
        _ => None,
    };
    // 8 read-only, 14 cannot open, 11 malformed, 26 not a database.
    match code {
        Some(8 | 14) => StoreError::NoPermission { path: path.to_owned() },
        Some(11 | 26) => StoreError::NotADatabase { path: path.to_owned() },
        _ => error,
    }
}

fn settings() -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        // What is erased is overwritten in the file, not only forgotten.
        .pragma("secure_delete", "ON")
}

async fn connect(path: &Path) -> Result<SqlitePools, StoreError> {
    let options = settings().filename(path).journal_mode(SqliteJournalMode::Wal);
    let write = SqlitePoolOptions::new().max_connections(1).connect_with(options.clone()).await?;
    let readers = options.pragma("query_only", "ON");
    let read = SqlitePoolOptions::new().max_connections(READERS).connect_lazy_with(readers);
    Ok(SqlitePools { write, read })
}

/// A database in memory lives in its one connection, which is therefore never closed.
async fn memory() -> Result<SqlitePools, StoreError> {
    let pool: SqlitePool = SqlitePoolOptions::new()
        .max_connections(1)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(settings().in_memory(true))
        .await?;
    Ok(SqlitePools { write: pool.clone(), read: pool })
}

async fn server(options: PgConnectOptions) -> Result<PgPool, StoreError> {
    PgPoolOptions::new()
        .max_connections(POSTGRES_CONNECTIONS)
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(options)
        .await
        .map_err(StoreError::Unreachable)
}
