//! SQLite files: what is opened, what is refused, what is copied.

use std::path::{Path, PathBuf};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use tempfile::TempDir;
use troth_network::UserId;
use troth_store::{Store, StoreError};

use crate::samples::{at, id, network, partnership};

fn place() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("troth é#1.db");
    (folder, file)
}

async fn open(path: &Path) -> Result<Store, StoreError> {
    Store::open(path.to_str().unwrap()).await
}

async fn refused(path: &Path) -> StoreError {
    open(path).await.map(|_| ()).unwrap_err()
}

async fn raw(path: &Path, sql: &str) {
    let mut connection =
        SqliteConnectOptions::new().filename(path).create_if_missing(true).connect().await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn a_new_file_is_made_and_migrated_without_a_copy() {
    let (folder, file) = place();
    let store = open(&file).await.unwrap();
    let pending = store.pending_migrations().await.unwrap();
    assert_eq!(pending.first().map(String::as_str), Some("0001 networks"));
    let migrated = store.migrate().await.unwrap();
    assert_eq!((migrated.steps, migrated.copy), (pending, None));
    assert_eq!(store.pending_migrations().await.unwrap(), Vec::<String>::new());
    let again = store.migrate().await.unwrap();
    assert_eq!((again.steps.len(), again.copy), (0, None));
    store.close().await;
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_and_its_copies_are_for_the_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, file) = place();
    let store = open(&file).await.unwrap();
    store.migrate().await.unwrap();
    partnership(&store).await;
    store.backup(&folder.path().join("copy.db")).await.unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o077, 0, "{:?}", file.file_name());
    }
}

#[tokio::test]
async fn what_was_written_is_there_when_the_file_is_opened_again() {
    let (_folder, file) = place();
    let store = open(&file).await.unwrap();
    store.migrate().await.unwrap();
    partnership(&store).await;
    store.close().await;
    let store = Store::open(&format!("sqlite:{}", file.display())).await.unwrap();
    assert_eq!(store.networks().await.unwrap(), [network()]);
}

#[tokio::test]
async fn two_programs_write_to_one_file() {
    let (_folder, file) = place();
    let one = open(&file).await.unwrap();
    one.migrate().await.unwrap();
    let other = open(&file).await.unwrap();
    let write = |store: Store, from: u128| {
        tokio::spawn(async move {
            for number in from..from + 25 {
                store.insert_user(UserId(id(number)), "somebody", at(0)).await.unwrap();
            }
        })
    };
    let (first, second) = tokio::join!(write(one.clone(), 100), write(other, 200));
    first.unwrap();
    second.unwrap();
    assert_eq!(one.users().await.unwrap().len(), 50);
}

#[tokio::test]
async fn a_file_with_data_is_copied_before_it_is_migrated() {
    let (folder, file) = place();
    let store = open(&file).await.unwrap();
    store.migrate().await.unwrap();
    partnership(&store).await;
    store.close().await;
    // As an older Troth would have left it.
    let older = "DROP TABLE audit; DROP TABLE membership; DROP TABLE account; \
                 DELETE FROM _sqlx_migrations WHERE version = 8";
    for copy in ["troth é#1.db.before-0008", "troth é#1.db.before-0008-2"] {
        raw(&file, older).await;
        let store = open(&file).await.unwrap();
        let migrated = store.migrate().await.unwrap();
        assert_eq!(migrated.steps, ["0008 access"]);
        let copy = folder.path().join(copy);
        assert_eq!(migrated.copy.as_deref(), Some(copy.as_path()));
        assert_eq!(store.users().await.unwrap(), []);
        store.close().await;
        let before = open(&copy).await.unwrap();
        assert_eq!(before.networks().await.unwrap(), [network()]);
        assert_eq!(before.pending_migrations().await.unwrap(), ["0008 access"]);
    }
}

#[tokio::test]
async fn a_backup_is_a_database_and_overwrites_nothing() {
    let (folder, file) = place();
    let store = open(&file).await.unwrap();
    store.migrate().await.unwrap();
    partnership(&store).await;
    let target = folder.path().join("backup.db");
    store.backup(&target).await.unwrap();
    assert_eq!(open(&target).await.unwrap().networks().await.unwrap(), [network()]);

    let error = store.backup(&target).await.unwrap_err();
    assert!(error.to_string().contains("exists already and is not overwritten"), "{error}");
    let error = store.backup(folder.path()).await.unwrap_err();
    assert!(error.to_string().contains("is a folder"), "{error}");
    let error = store.backup(&folder.path().join("no/where.db")).await.unwrap_err();
    assert!(error.to_string().contains("its folder does not exist"), "{error}");
}

#[tokio::test]
async fn what_is_not_a_troth_database_is_refused_in_a_sentence() {
    let (folder, file) = place();
    std::fs::write(&file, "rater,target,value\n").unwrap();
    let error = refused(&file).await;
    assert!(error.to_string().contains("troth é#1.db is not a Troth database"), "{error}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "rater,target,value\n", "left alone");

    std::fs::write(&file, [b"SQLite format 3\0".as_slice(), &[7; 4096]].concat()).unwrap();
    assert!(matches!(refused(&file).await, StoreError::NotADatabase { .. }));

    let other = folder.path().join("other.db");
    raw(&other, "CREATE TABLE bookmark (url TEXT)").await;
    assert!(matches!(refused(&other).await, StoreError::NotADatabase { .. }));

    let error = refused(folder.path()).await;
    assert!(error.to_string().contains("is a folder. Name a file in it, such as"), "{error}");
    assert!(matches!(refused(&folder.path().join("no/t.db")).await, StoreError::MissingFolder { .. }));
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused_without_repeating_it() {
    for url in ["mysql://me:secret@host/db", "", "sqlite:", "postgres://me:secret@host:port/db"] {
        let error = Store::open(url).await.map(|_| ()).unwrap_err();
        assert!(matches!(error, StoreError::UnknownAddress { .. }), "{url}: {error}");
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[tokio::test]
async fn a_database_of_a_newer_troth_is_refused() {
    let (_folder, file) = place();
    let store = open(&file).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await;
    raw(
        &file,
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (900, 'later', TRUE, X'00', 0)",
    )
    .await;
    let error = refused(&file).await;
    assert!(matches!(error, StoreError::NewerSchema { found: 900, known: 9.. }), "{error}");
}

#[tokio::test]
async fn a_database_in_memory_serves_for_a_try() {
    let store = Store::open("sqlite::memory:").await.unwrap();
    assert_eq!(store.migrate().await.unwrap().copy, None);
    partnership(&store).await;
    assert_eq!(store.networks().await.unwrap(), [network()]);
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_named() {
    let (_folder, file) = place();
    let store = open(&file).await.unwrap();
    store.migrate().await.unwrap();
    partnership(&store).await;
    raw(&file, "UPDATE wave SET opened = 'last Monday'").await;
    let error = store.waves(network().id).await.unwrap_err();
    assert!(matches!(&error, StoreError::Corrupt { table: "wave", .. }), "{error}");
    assert!(error.to_string().contains("\"last Monday\" is not a date"), "{error}");
}
